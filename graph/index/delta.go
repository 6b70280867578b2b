package index

import "sync/atomic"

// delta holds the half-edges of the claims that no base holds yet: for each actor a chain, newest claim first. One
// goroutine adds; readers follow the chains meanwhile and skip claims that are newer than their snapshot.
type delta struct {
	first  uint32                                     // number of its first claim
	heads  []atomic.Pointer[[headPage]atomic.Uint32]  // by actor: place + 1 of the newest half-edge
	halves [maxChunks]atomic.Pointer[[chunkSize]link] // each written before a head points to it
	n      uint32                                     // half-edges; the writer's
}

type link struct {
	half
	next uint32 // place + 1 of the one before
	day  uint16 // notDated for the loose run
}

const (
	headPage  = 1024
	chunkSize = 4096
	maxChunks = 1024
	// room is for how many actors beyond the known ones a delta has heads.
	headRoom = 64 * headPage
)

func newDelta(first uint32, actors int) *delta {
	return &delta{first: first, heads: make([]atomic.Pointer[[headPage]atomic.Uint32], (actors+headRoom)/headPage+1)}
}

// fits tells whether a claim with these ends can be added.
func (d *delta) fits(subject, object uint32) bool {
	return int(max(subject, object)/headPage) < len(d.heads) && d.n+2 <= maxChunks*chunkSize
}

func (d *delta) add(actor uint32, l link) {
	at := d.n
	d.n++
	chunk := d.halves[at/chunkSize].Load()
	if chunk == nil {
		chunk = new([chunkSize]link)
		d.halves[at/chunkSize].Store(chunk)
	}
	heads := d.heads[actor/headPage].Load()
	if heads == nil {
		heads = new([headPage]atomic.Uint32)
		d.heads[actor/headPage].Store(heads)
	}
	head := &heads[actor%headPage]
	l.next = head.Load()
	chunk[at%chunkSize] = l
	head.Store(at + 1)
}

// head starts the chain of an actor; 0 is its end.
func (d *delta) head(actor uint32) uint32 {
	if i := int(actor / headPage); i < len(d.heads) {
		if p := d.heads[i].Load(); p != nil {
			return p[actor%headPage].Load()
		}
	}
	return 0
}

// link gives the half-edge of a place + 1.
func (d *delta) link(at uint32) *link {
	at--
	return &d.halves[at/chunkSize].Load()[at%chunkSize]
}
