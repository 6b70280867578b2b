package index

import (
	"sync/atomic"

	"liaison/graph"
)

const pageSize = 4096

// page holds what does not depend on the end for 4096 claims. Elements are written once, before the snapshot that
// makes them known is published.
type page struct {
	id    [pageSize]graph.ClaimID
	flags [pageSize]uint8
	low   [pageSize]uint16                 // of the provenance
	high  atomic.Pointer[[pageSize]uint16] // upper half of the provenance, where one of the page needs it
}

// The flags of a claim.
const (
	flagDenied   = 1 << 0
	modalityBits = 1      // three bits from here on: place in graph.Modalities
	basisBits    = 4      // two bits from here on: place in graph.Bases
	flagQuoted   = 1 << 6 // recorded with evidence

	stanceMask = 0b1111 // polarity and modality
)

type pages []*page

func (p pages) flags(claim uint32) uint8 { return p[claim/pageSize].flags[claim%pageSize] }

func (p pages) id(claim uint32) *graph.ClaimID { return &p[claim/pageSize].id[claim%pageSize] }

func (p pages) provenance(claim uint32) uint32 {
	pg := p[claim/pageSize]
	n := uint32(pg.low[claim%pageSize])
	if high := pg.high.Load(); high != nil {
		n |= uint32(high[claim%pageSize]) << 16
	}
	return n
}

func (p *page) set(at uint32, id graph.ClaimID, flags uint8, provenance uint32) {
	p.id[at], p.flags[at], p.low[at] = id, flags, uint16(provenance)
	if provenance > 0xFFFF {
		high := p.high.Load()
		if high == nil {
			high = new([pageSize]uint16)
			p.high.Store(high)
		}
		high[at] = uint16(provenance >> 16)
	}
}

// side holds values for a few of many claims. One goroutine writes. A reader that holds an older copy of the pointers
// misses only what was written after its snapshot, which cannot matter to it, as all values carry sequences.
type side[T any] []atomic.Pointer[[sidePageSize]T]

const sidePageSize = 1024

// at gives the value of a claim; nil where the whole page around it has none.
func (s side[T]) at(claim uint32) *T {
	if i := int(claim / sidePageSize); i < len(s) {
		if p := s[i].Load(); p != nil {
			return &p[claim%sidePageSize]
		}
	}
	return nil
}

// room makes sure that there is a place for the claim, and gives it with the table to publish.
func (s side[T]) room(claim uint32) (*T, side[T]) {
	i := int(claim / sidePageSize)
	if i >= len(s) {
		longer := make(side[T], i+1+i/4)
		for j := range s {
			longer[j].Store(s[j].Load())
		}
		s = longer
	}
	p := s[i].Load()
	if p == nil {
		p = new([sidePageSize]T)
		s[i].Store(p)
	}
	return &p[claim%sidePageSize], s
}

// standing is a dispute pair as one of its claims sees it.
type standing struct {
	other uint32 // the same claim where it is disputed by itself
	open  bool
	from  graph.Sequence
}
