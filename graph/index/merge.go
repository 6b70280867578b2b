package index

import (
	"cmp"
	"slices"
)

// mergeAt is how many claims the deltas hold before they are merged: enough that merging costs little for each claim,
// few enough that reading the chains costs little for each query.
func (s *snapshot) mergeAt() uint32 { return max(20_000, s.base.claims/32) }

// rebased gives the writer's deltas without those that a merge has put into the base of now.
func (x *Index) rebased(now *snapshot) []*delta {
	out := slices.DeleteFunc(slices.Clone(x.next.deltas), func(d *delta) bool { return d.first < now.base.claims })
	if len(out) == 0 {
		out = []*delta{newDelta(now.base.claims, int(x.next.actors))}
	}
	return out
}

// mergeIfDue starts a merge of all that is published. The writer goes on in a fresh delta. The lock is held.
func (x *Index) mergeIfDue() {
	s := x.now.Load()
	if x.merging || s.claims-s.base.claims < s.mergeAt() {
		return
	}
	x.startMerge()
}

func (x *Index) startMerge() {
	x.merging = true
	frozen := *x.now.Load()
	fresh := frozen
	fresh.deltas = append(slices.Clone(frozen.deltas), newDelta(frozen.claims, int(frozen.actors)))
	x.next.deltas = fresh.deltas
	x.now.Store(&fresh)
	go func() {
		b := merge(&frozen)
		x.publishing.Lock()
		defer x.publishing.Unlock()
		s := *x.now.Load()
		s.base = b
		s.deltas = slices.DeleteFunc(slices.Clone(s.deltas), func(d *delta) bool { return d.first < b.claims })
		x.now.Store(&s)
		x.merging = false
		x.merged.Broadcast()
	}()
}

// Merge puts all published claims into the arrays and waits until that is done. Only the writer may call it,
// and only right after Publish.
func (x *Index) Merge() {
	x.publishing.Lock()
	defer x.publishing.Unlock()
	for x.merging {
		x.merged.Wait()
	}
	s := x.now.Load()
	if s.claims == s.base.claims {
		return
	}
	x.startMerge()
	for x.merging {
		x.merged.Wait()
	}
}

// Wait returns when no merge is under way.
func (x *Index) Wait() {
	x.publishing.Lock()
	defer x.publishing.Unlock()
	for x.merging {
		x.merged.Wait()
	}
}

// merge makes a base of a snapshot's base and deltas.
func merge(s *snapshot) *base {
	old := s.base
	actors := int(s.actors)
	b := &base{claims: s.claims, off: make([]uint32, actors+1), looseOff: make([]uint32, actors+1)}
	added := s.claims - old.claims
	halves := len(old.peer) + 2*int(added)
	b.peer, b.claim = make([]uint32, 0, halves), make([]uint32, 0, halves)
	b.day, b.relation, b.strength = make([]uint16, 0, halves), make([]uint16, 0, halves), make([]uint8, 0, halves)
	b.loose = make([]half, 0, len(old.loose))
	var dated, loose []*link
	for a := range actors {
		actor := uint32(a)
		b.off[a], b.looseOff[a] = uint32(len(b.peer)), uint32(len(b.loose))
		dated, loose = dated[:0], loose[:0]
		for _, d := range s.deltas {
			for at := d.head(actor); at != 0; {
				l := d.link(at)
				at = l.next
				switch {
				case l.claim >= s.claims: // added after the merge began
				case l.day == notDated:
					loose = append(loose, l)
				default:
					dated = append(dated, l)
				}
			}
		}
		slices.SortFunc(dated, func(x, y *link) int { return cmp.Or(cmp.Compare(x.day, y.day), cmp.Compare(x.claim, y.claim)) })
		lo, hi := old.dated(actor)
		for _, l := range dated {
			n := lo
			if lo < hi && old.day[lo] <= l.day {
				k, _ := slices.BinarySearch(old.day[lo:hi], l.day+1)
				n = lo + k
			}
			b.take(old, lo, n)
			lo = n
			b.peer, b.claim = append(b.peer, l.peer), append(b.claim, l.claim)
			b.day, b.relation, b.strength = append(b.day, l.day), append(b.relation, l.relation), append(b.strength, l.strength)
		}
		b.take(old, lo, hi)

		b.loose = append(b.loose, old.looseRun(actor)...)
		slices.SortFunc(loose, func(x, y *link) int { return cmp.Compare(x.claim, y.claim) })
		for _, l := range loose {
			b.loose = append(b.loose, l.half)
		}
	}
	b.off[actors], b.looseOff[actors] = uint32(len(b.peer)), uint32(len(b.loose))
	b.loose = slices.Clip(b.loose)
	return b
}

// take copies half-edges of another base.
func (b *base) take(old *base, lo, hi int) {
	b.peer, b.claim = append(b.peer, old.peer[lo:hi]...), append(b.claim, old.claim[lo:hi]...)
	b.day, b.relation = append(b.day, old.day[lo:hi]...), append(b.relation, old.relation[lo:hi]...)
	b.strength = append(b.strength, old.strength[lo:hi]...)
}
