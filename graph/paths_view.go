package graph

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// page is a part of the paths found.
type page struct {
	paths [][]ActorID
	ways  [][]Span // with dates
	costs []int    // with Best
	hops  int      // of the paths; 0: there are none
	total int
	exact bool
}

// mostTold is the greatest number that every reader of JSON understands.
const mostTold = 1<<53 - 1

// page cuts a part out of the paths of fewest hops.
func (t *trace) page(ctx context.Context, skip int) page {
	if len(t.bridge) == 0 {
		return page{exact: true}
	}
	if t.dated() {
		return t.datedPage(ctx, skip)
	}
	next := t.onward()
	counts := pathCounts(next, t.q.B)
	total := min(counts[t.q.A], mostTold)
	return page{hops: t.looked, total: total, exact: total < mostTold, paths: cut(next, counts, t.q.A, t.q.B, skip, t.q.Limit)}
}

// datedPage counts and cuts paths one by one.
func (t *trace) datedPage(ctx context.Context, skip int) page {
	out := page{hops: t.looked, exact: true}
	d := t.datedPaths()
	most := max(MostCounted, skip+t.q.Limit+1)
	err := d.each(ctx, func(path []ActorID, steps []Step) bool {
		if out.total == most {
			out.exact = false
			return false
		}
		if out.total >= skip && len(out.paths) < t.q.Limit {
			out.paths, out.ways = append(out.paths, slices.Clone(path)), append(out.ways, d.choose(steps))
		}
		out.total++
		return true
	})
	if err != nil {
		t.reason, out.exact = ByTime, false
	}
	return out
}

// onward maps each actor on a path of fewest hops to those that may follow it, in order of id.
func (t *trace) onward() map[ActorID][]ActorID {
	next := map[ActorID][]ActorID{}
	link := func(steps []Step) {
		for _, s := range steps {
			next[s.From] = append(next[s.From], s.To)
		}
	}
	link(t.bridge)
	for _, d := range t.ends {
		for _, steps := range d.steps {
			link(steps)
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

// view describes a page: its actors, its steps and their claims.
func (t *trace) view(ctx context.Context, p page, skip int, key RecordID) (*PathsView, error) {
	v := &PathsView{Query: *t.q, AsOf: t.s.AsOf, Hops: p.hops, Paths: p.paths, Costs: p.costs}
	v.Query.Avoid = t.f.Avoid
	v.Totals = PathTotals{Paths: p.total, Exact: p.exact, Looked: t.looked, Apart: t.apart, Actors: t.met(), Reason: t.reason}
	if shown := skip + len(v.Paths); (shown < p.total || !p.exact) && len(v.Paths) > 0 && t.q.Best == 0 {
		v.Cursor = cursor{query: key, sequence: t.s.Sequence, skip: uint64(shown)}.String()
	}
	hopOf := map[ActorID]int{t.q.A: 0, t.q.B: max(1, p.hops)}
	ids := []ActorID{t.q.A, t.q.B}
	var ties []*walkTie
	met := map[tieKey]*walkTie{}
	for _, path := range v.Paths {
		for hop, a := range path {
			if _, seen := hopOf[a]; !seen {
				hopOf[a] = hop
				ids = append(ids, a)
			}
			if hop == 0 {
				continue
			}
			tie := t.tie(path[hop-1], a, hop)
			if known := met[tie.tieKey]; known != nil {
				known.seenFrom(path[hop-1])
				continue
			}
			met[tie.tieKey] = tie
			ties = append(ties, tie)
		}
	}
	slices.SortFunc(ties, func(x, y *walkTie) int {
		return cmp.Or(cmp.Compare(x.hop, y.hop), compareIDs(x.a, y.a), compareIDs(x.b, y.b))
	})
	if err := t.describe(ctx, v, p, ties); err != nil {
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
	n := len(t.ends[0].depth)
	for a := range t.ends[1].depth {
		if _, both := t.ends[0].depth[a]; !both {
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

// describe fetches the ties and their claims, those that prove paths first.
func (t *trace) describe(ctx context.Context, v *PathsView, p page, ties []*walkTie) error {
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
	if err := t.prove(ctx, v, p.ways); err != nil {
		return err
	}
	shown := make(map[ClaimID]bool, len(v.Claims))
	for _, c := range v.Claims {
		shown[c.ID] = true
	}
	for _, c := range interleave(hands, answers, &t.q.Criteria) {
		if !shown[c.ID] {
			v.Claims = append(v.Claims, c)
		}
	}
	return nil
}

// prove fetches the claims by which the dates of paths agree.
func (t *trace) prove(ctx context.Context, v *PathsView, ways [][]Span) error {
	idOf := map[Sequence]ClaimID{}
	var ids []ClaimID
	for _, way := range ways {
		list := make([]ClaimID, len(way))
		for i, s := range way {
			id, known := idOf[s.Claim]
			if !known {
				err := t.e.store.Journal(ctx, []RecordType{TypeClaim}, s.Claim-1, s.Claim, func(en Entry) error {
					id = ClaimID(en.ID)
					return nil
				})
				if err != nil {
					return err
				}
				idOf[s.Claim] = id
				ids = append(ids, id)
			}
			list[i] = id
		}
		v.Ways = append(v.Ways, list)
	}
	if len(ids) == 0 {
		return nil
	}
	found, err := t.e.store.Claims(ctx, t.s.Sequence, ids)
	for i := range found {
		c := &found[i]
		v.Claims = append(v.Claims, viewClaim(ClaimRow{
			ID: c.ID, Subject: c.Subject, Relation: c.Relation, Object: c.Object, When: c.When, Basis: c.WhenBasis, Polarity: c.Polarity,
			Modality: c.Modality, Confidence: c.Confidence, Source: c.Source, Disputed: c.Disputed,
		}, &t.q.Criteria))
	}
	return err
}
