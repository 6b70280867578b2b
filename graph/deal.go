package graph

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"sync"
)

// deal says which claims of each tie lie on a page: claims are dealt one per tie in tie order, then a second round,
// and so on; the page is the claims number skip to skip+n-1 of that order.
func deal(ties []*walkTie, skip, n int) []hand {
	first := dealt(ties, skip)
	last := dealt(ties, skip+n)
	out := make([]hand, 0, min(n, len(ties)))
	for i, t := range ties {
		if last[i] > first[i] {
			out = append(out, hand{tie: t, skip: first[i], n: last[i] - first[i]})
		}
	}
	return out
}

// hand is what a page holds of a tie: its claims number skip to skip+n-1.
type hand struct {
	tie     *walkTie
	skip, n int
}

// dealt counts for each tie how many of the first k dealt claims are its own.
func dealt(ties []*walkTie, k int) []int {
	upto := func(rounds int) int {
		sum := 0
		for _, t := range ties {
			sum += min(t.claims, rounds)
		}
		return sum
	}
	most := 0
	for _, t := range ties {
		most = max(most, t.claims)
	}
	// The last round that is dealt whole.
	rounds := sort.Search(most, func(r int) bool { return upto(r+1) > k })
	left := k - upto(rounds)
	out := make([]int, len(ties))
	for i, t := range ties {
		out[i] = min(t.claims, rounds)
		if t.claims > rounds && left > 0 {
			out[i]++
			left--
		}
	}
	return out
}

// view cuts one page out of what the walk found, and fetches what the page shows.
func (w *walk) view(ctx context.Context, skip int) (*View, error) {
	if err := w.recount(ctx); err != nil {
		return nil, err
	}
	// In the first round every tie has a claim, so a page of it lies within the best ties.
	hands := deal(best(w.ties, min(len(w.ties), skip+w.q.Limit), w.compareTies), skip, w.q.Limit)
	asks := make([]TieAsk, len(hands))
	for i, h := range hands {
		asks[i] = h.tie.ask()
		asks[i].Skip, asks[i].N = h.skip, h.n
	}
	// The ties and their actors are asked for side by side: to a store at the other end of a wire, waiting is the cost.
	v := &View{Query: *w.q, AsOf: w.s.AsOf}
	var (
		described sync.WaitGroup
		actorsErr error
	)
	described.Go(func() { v.Actors, actorsErr = w.actors(ctx, hands) })
	answers, err := w.e.store.Ties(ctx, w.s.Sequence, w.f, asks)
	described.Wait()
	if err = cmp.Or(err, actorsErr); err != nil {
		return nil, err
	}
	v.Query.Actors, v.Query.Avoid = w.seeds, w.f.Avoid
	v.Ties = make([]Tie, len(hands))
	for i, h := range hands {
		v.Ties[i] = tieOf(h.tie.a, h.tie.b, h.tie.hop, &answers[i])
	}
	v.Claims = interleave(hands, answers, &w.q.Criteria)
	v.Totals = w.sum.totals(w.met, !w.inexact)
	shown := skip + len(v.Claims)
	if shown < w.sum.claims || skip > 0 {
		w.because(ByLimit)
	}
	if len(w.reasons) > 0 {
		v.Truncated = truncated(w.reasons, Shown{Actors: len(v.Actors), Ties: len(v.Ties), Claims: len(v.Claims)})
	}
	if shown < w.sum.claims && len(v.Claims) > 0 && !slices.Contains(w.reasons, ByTime) {
		v.Cursor = cursor{query: w.q.key(), sequence: w.s.Sequence, skip: uint64(shown)}.String()
	}
	return v, nil
}

func truncated(reasons []Reason, shown Shown) *Truncated {
	order := []Reason{ByTime, ByBudget, ByFrontier, ByLimit}
	slices.SortFunc(reasons, func(a, b Reason) int { return slices.Index(order, a) - slices.Index(order, b) })
	return &Truncated{Reason: reasons[0], Reasons: reasons, Shown: shown}
}

func tieOf(a, b ActorID, hop int, t *TieAnswer) Tie {
	return Tie{A: a, B: b, Hop: hop, Claims: t.Claims, Relations: t.Relations, First: t.First, Last: t.Last,
		Sources: t.Sources, Witnesses: t.Witnesses, Disputed: t.Disputed}
}

// interleave puts the claims of a page into the order in which they are dealt.
func interleave(hands []hand, answers []TieAnswer, c *Criteria) []ViewClaim {
	total, firstRound, lastRound := 0, 0, 0
	for i, h := range hands {
		total += len(answers[i].Rows)
		if i == 0 || h.skip < firstRound {
			firstRound = h.skip
		}
		lastRound = max(lastRound, h.skip+h.n)
	}
	out := make([]ViewClaim, 0, total)
	for round := firstRound; round < lastRound; round++ {
		for i, h := range hands {
			if at := round - h.skip; at >= 0 && at < len(answers[i].Rows) {
				out = append(out, viewClaim(answers[i].Rows[at], c))
			}
		}
	}
	return out
}

func viewClaim(r ClaimRow, c *Criteria) ViewClaim {
	v := ViewClaim{ClaimRow: r}
	if c.Windowed {
		v.Certainty = Possible
		if r.When.Certain(c.Window) {
			v.Certainty = Certain
		}
	}
	return v
}

// actors describes the seeds and the ends of the ties shown, in that order.
func (w *walk) actors(ctx context.Context, hands []hand) ([]ViewActor, error) {
	ids := slices.Clone(w.seeds)
	seen := make(map[ActorID]bool, len(ids)+len(hands))
	for _, a := range ids {
		seen[a] = true
	}
	for i := range hands {
		for _, a := range [2]ActorID{hands[i].tie.a, hands[i].tie.b} {
			if !seen[a] {
				seen[a] = true
				ids = append(ids, a)
			}
		}
	}
	out, err := w.e.viewActors(ctx, w.s, ids)
	for i := range out {
		hop, known := w.hopOf[out[i].ID]
		if !known {
			hop = 1 // see lone
		}
		out[i].Hop = hop
	}
	return out, err
}

// viewActors describes clusters by their least members.
func (e *Explorer) viewActors(ctx context.Context, s sight, clusters []ActorID) ([]ViewActor, error) {
	var (
		counted    sync.WaitGroup
		degrees    []int
		degreesErr error
	)
	counted.Go(func() { degrees, degreesErr = (&walk{e: e, s: s}).degrees(ctx, clusters) })
	found, err := e.store.Actors(ctx, s.Sequence, clusters)
	counted.Wait()
	if err = cmp.Or(err, degreesErr); err != nil {
		return nil, err
	}
	out := make([]ViewActor, 0, len(clusters))
	at := 0
	for i, id := range clusters {
		v := ViewActor{ID: id, Name: string(id), Degree: degrees[i]}
		if at < len(found) && found[at].ID == id {
			v.Name, v.Kind, v.Country = found[at].Name, found[at].Kind, found[at].Country
			at++
		}
		if m := s.identity.Members(id); len(m) > 1 {
			v.Members = m
		}
		out = append(out, v)
	}
	return out, nil
}
