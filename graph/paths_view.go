package graph

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// onward maps each actor on a path of fewest hops to those that may follow it, in order of id.
func (t *trace) onward() map[ActorID][]ActorID {
	next := map[ActorID][]ActorID{}
	link := func(a, b ActorID) { next[a] = append(next[a], b) }
	for i, d := range t.ends {
		seen := map[ActorID]bool{}
		for level := t.middle; len(level) > 0; {
			var nearer []ActorID
			for _, a := range level {
				for _, b := range d.before[a] {
					if i == 0 {
						link(b, a)
					} else {
						link(a, b)
					}
					if !seen[b] {
						seen[b] = true
						nearer = append(nearer, b)
					}
				}
			}
			level = nearer
		}
	}
	for a := range next {
		next[a] = sortedSet(next[a])
	}
	return next
}

// pathCounts counts the ways from each actor to the end; a count stops at the greatest int.
func pathCounts(next map[ActorID][]ActorID, end ActorID) map[ActorID]int {
	counts := map[ActorID]int{end: 1}
	var count func(a ActorID) int
	count = func(a ActorID) int {
		n, known := counts[a]
		if known {
			return n
		}
		for _, b := range next[a] {
			if m := count(b); n > math.MaxInt-m {
				n = math.MaxInt
			} else {
				n += m
			}
		}
		counts[a] = n
		return n
	}
	for a := range next {
		count(a)
	}
	return counts
}

// cut gives the paths number skip to skip+n-1 in order of the ids along them.
func cut(next map[ActorID][]ActorID, counts map[ActorID]int, a, end ActorID, skip, n int) [][]ActorID {
	var (
		out  [][]ActorID
		path []ActorID
		walk func(a ActorID)
	)
	walk = func(a ActorID) {
		if len(out) == n {
			return
		}
		if skip >= counts[a] {
			skip -= counts[a]
			return
		}
		path = append(path, a)
		if a == end {
			out = append(out, slices.Clone(path))
		}
		for _, b := range next[a] {
			walk(b)
		}
		path = path[:len(path)-1]
	}
	walk(a)
	return out
}

// view cuts one page out of the paths, and fetches what it shows.
func (t *trace) view(ctx context.Context, skip int, key RecordID) (*PathsView, error) {
	v := &PathsView{Query: *t.q, AsOf: t.s.AsOf, Totals: PathTotals{Looked: t.looked(), Apart: t.apart, Actors: t.met(), Reason: t.reason}}
	v.Query.Avoid = t.f.Avoid
	hopOf := map[ActorID]int{t.q.A: 0, t.q.B: 1}
	if len(t.middle) > 0 {
		next := t.onward()
		counts := pathCounts(next, t.q.B)
		v.Hops, v.Totals.Paths = t.looked(), counts[t.q.A]
		v.Paths = cut(next, counts, t.q.A, t.q.B, skip, t.q.Limit)
		if shown := skip + len(v.Paths); shown < v.Totals.Paths && len(v.Paths) > 0 {
			v.Cursor = cursor{query: key, sequence: t.s.Sequence, skip: uint64(shown)}.String()
		}
		hopOf[t.q.B] = v.Hops
	}
	ids := []ActorID{t.q.A, t.q.B}
	var ties []*walkTie
	met := map[tieKey]bool{}
	for _, p := range v.Paths {
		for hop, a := range p {
			if _, seen := hopOf[a]; !seen {
				hopOf[a] = hop
				ids = append(ids, a)
			}
			if hop > 0 && !met[tieKey{min(p[hop-1], a), max(p[hop-1], a)}] {
				tie := t.tie(p[hop-1], a, hop)
				met[tie.tieKey] = true
				ties = append(ties, tie)
			}
		}
	}
	slices.SortFunc(ties, func(x, y *walkTie) int {
		return cmp.Or(cmp.Compare(x.hop, y.hop), compareIDs(x.a, y.a), compareIDs(x.b, y.b))
	})
	if err := t.describe(ctx, v, ties); err != nil {
		return nil, err
	}
	var err error
	if v.Actors, err = t.e.viewActors(ctx, t.s, ids); err != nil {
		return nil, err
	}
	for i := range v.Actors {
		v.Actors[i].Hop = hopOf[v.Actors[i].ID]
	}
	return v, nil
}

// met counts the actors met from either end.
func (t *trace) met() int {
	n := len(t.ends[0].depthOf)
	for a := range t.ends[1].depthOf {
		if _, both := t.ends[0].depthOf[a]; !both {
			n++
		}
	}
	return n
}

// tie is a step of a path, its claims as seen along it.
func (t *trace) tie(from, to ActorID, hop int) *walkTie {
	tie := &walkTie{tieKey: tieKey{min(from, to), max(from, to)}, hop: hop}
	tie.seenFrom(from)
	return tie
}

// describe fetches the ties and their claims.
func (t *trace) describe(ctx context.Context, v *PathsView, ties []*walkTie) error {
	asks, hands := make([]TieAsk, len(ties)), make([]hand, len(ties))
	for i, tie := range ties {
		asks[i], hands[i] = tie.ask(), hand{tie: tie, n: pathClaims}
		asks[i].N = pathClaims
	}
	answers, err := t.e.store.Ties(ctx, t.s.Sequence, t.f, asks)
	if err != nil {
		return err
	}
	v.Ties = make([]Tie, len(ties))
	for i, tie := range ties {
		v.Ties[i] = tieOf(tie.a, tie.b, tie.hop, &answers[i])
	}
	v.Claims = interleave(hands, answers, &t.q.Criteria)
	return nil
}
