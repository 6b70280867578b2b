package index

import (
	"slices"
	"sync"

	"liaison/graph"
)

// base holds the half-edges of the claims below a number. It never changes.
type base struct {
	claims uint32 // claims below this number are in it

	// The dated run of actor a is [off[a], off[a+1]), in order of day, then claim.
	off      []uint32
	peer     []uint32
	claim    []uint32
	day      []uint16
	relation []uint16
	strength []uint8 // confidence; incoming set where the actor is the object

	looseOff []uint32
	loose    []half // the loose run of a is [looseOff[a], looseOff[a+1]), in order of claim
}

const (
	incoming       = 0x80
	confidenceMask = 0x7F
)

// half is a half-edge outside of the columns.
type half struct {
	peer, claim uint32
	when        uint32    // place in the snapshot's whens; exact where the day says it all
	lo, hi      graph.Day // first and last day that the date may touch
	relation    uint16
	strength    uint8
}

const exact = ^uint32(0)

// dated gives the bounds of an actor's dated run.
func (b *base) dated(actor uint32) (lo, hi int) {
	if int(actor)+1 >= len(b.off) {
		return 0, 0
	}
	return int(b.off[actor]), int(b.off[actor+1])
}

// within gives the part of an actor's dated run that lies in a window of short days.
func (b *base) within(actor uint32, from, to uint16) (lo, hi int) {
	lo, hi = b.dated(actor)
	if lo == hi || from > to {
		return lo, lo
	}
	days := b.day[lo:hi]
	start := 0
	if days[0] < from {
		start, _ = slices.BinarySearch(days, from)
	}
	end := len(days)
	if days[end-1] > to {
		end, _ = slices.BinarySearch(days, to+1)
	}
	return lo + start, lo + end
}

func (b *base) looseRun(actor uint32) []half {
	if int(actor)+1 >= len(b.looseOff) {
		return nil
	}
	return b.loose[b.looseOff[actor]:b.looseOff[actor+1]]
}

// claimEnds is what the build needs of claims, in columns by claim number.
type claimEnds struct {
	subject, object []uint32
	relation, day   []uint16 // day notDated: the claim is in loose
	strength        []uint8
	loose           []looseClaim // by claim number
}

type looseClaim struct {
	claim, when uint32
	lo, hi      graph.Day
}

// build sorts the half-edges by actor and day: a counting sort by day, then one by actor. The actors are dealt to two
// goroutines, each of which writes only the runs of its own.
func build(c claimEnds, actors int) *base {
	n := len(c.subject)
	b := &base{claims: uint32(n), off: make([]uint32, actors+1), looseOff: make([]uint32, actors+1)}
	for i := range n {
		off := b.off
		if c.day[i] == notDated {
			off = b.looseOff
		}
		off[c.subject[i]+1]++
		off[c.object[i]+1]++
	}
	for a := range actors {
		b.off[a+1] += b.off[a]
		b.looseOff[a+1] += b.looseOff[a]
	}
	halves := int(b.off[actors])
	b.peer, b.claim = make([]uint32, halves), make([]uint32, halves)
	b.day, b.relation, b.strength = make([]uint16, halves), make([]uint16, halves), make([]uint8, halves)
	b.loose = make([]half, b.looseOff[actors])

	byDay := orderByDay(c.day, halves/2)
	middle, _ := slices.BinarySearch(b.off, uint32(halves/2))
	at, looseAt := slices.Clone(b.off), slices.Clone(b.looseOff)
	deal := func(from, to int) {
		lo, hi := uint32(from), uint32(to)
		put := func(actor, peer, claim uint32, direction uint8) {
			k := at[actor]
			at[actor]++
			b.peer[k], b.claim[k] = peer, claim
			b.day[k], b.relation[k], b.strength[k] = c.day[claim], c.relation[claim], c.strength[claim]|direction
		}
		place := func(i uint32) {
			s, o := c.subject[i], c.object[i]
			if s >= lo && s < hi {
				put(s, o, i, 0)
			}
			if o >= lo && o < hi {
				put(o, s, i, incoming)
			}
		}
		if byDay == nil {
			for i := range n {
				if c.day[i] != notDated {
					place(uint32(i))
				}
			}
		}
		for _, i := range byDay {
			place(i)
		}
		for _, l := range c.loose {
			s, o := c.subject[l.claim], c.object[l.claim]
			h := half{claim: l.claim, when: l.when, lo: l.lo, hi: l.hi, relation: c.relation[l.claim]}
			if s >= lo && s < hi {
				h.peer, h.strength = o, c.strength[l.claim]
				b.loose[looseAt[s]] = h
				looseAt[s]++
			}
			if o >= lo && o < hi {
				h.peer, h.strength = s, c.strength[l.claim]|incoming
				b.loose[looseAt[o]] = h
				looseAt[o]++
			}
		}
	}
	var other sync.WaitGroup
	other.Go(func() { deal(0, min(middle, actors)) })
	deal(min(middle, actors), actors)
	other.Wait()
	return b
}

// orderByDay lists the dated claims in order of day, then number; nil where the numbers already are in that order.
func orderByDay(days []uint16, dated int) []uint32 {
	sorted, last := true, uint16(0)
	for _, d := range days {
		if d != notDated {
			sorted = sorted && d >= last
			last = d
		}
	}
	if sorted {
		return nil
	}
	at := make([]uint32, notDated+1)
	for _, d := range days {
		if d != notDated {
			at[d+1]++ // notDated is the last value, so that d+1 is in range
		}
	}
	for d := 1; d < len(at); d++ {
		at[d] += at[d-1]
	}
	out := make([]uint32, dated)
	for i, d := range days {
		if d != notDated {
			out[at[d]] = uint32(i)
			at[d]++
		}
	}
	return out
}
