package storetest

import (
	"context"
	"fmt"
	"slices"

	"liaison/graph"
)

// everything asks for all that can be listed: it leaves no record out, and knows nothing of filters.
func (h *history) everything() []probe {
	var ids []graph.ClaimID
	for _, c := range h.claims {
		ids = append(ids, c.ID())
	}
	slices.SortFunc(ids, compareID)
	ids = slices.Compact(ids)
	proposals := h.proposalsOf()
	actors := append(slices.Sorted(slices.Values(h.actors)), "nobody")
	sources := append(slices.Sorted(slices.Values(h.sources)), "s13")
	return []probe{
		{"At", func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) { return s.At(ctx, at) }},
		{"Journal", func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
			if at == 0 {
				return nil, nil // 0 stands for the newest
			}
			return journal(ctx, s, nil, 0, at)
		}},
		{"Actors", func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
			return s.Actors(ctx, at, actors)
		}},
		{"Sources", func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
			return s.Sources(ctx, at, sources)
		}},
		{"Claims", func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
			return s.Claims(ctx, at, ids)
		}},
		{"Proposals", func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
			return s.Proposals(ctx, at, proposals)
		}},
		{"Readings", func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
			var out [2][]graph.Reading
			for i, waiting := range []bool{false, true} {
				list, err := s.Readings(ctx, at, waiting, "", 1_000)
				if err != nil {
					return nil, err
				}
				out[i] = list
			}
			return out, nil
		}},
		{"Degrees", func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
			return s.Degrees(ctx, at, actors)
		}},
		{"Stats", func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
			return s.Stats(ctx, at)
		}},
		{"Text", func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
			var out []string
			for _, id := range sources {
				text, held, err := s.Text(ctx, at, id)
				if err != nil {
					return nil, err
				}
				out = append(out, fmt.Sprint(id, held, text))
			}
			return out, nil
		}},
	}
}

// random asks n questions of the store and of the Explorer over it.
func (h *history) random(n int) []probe {
	var out []probe
	for range n {
		if h.chance(25) {
			out = append(out, h.explored())
		} else {
			out = append(out, h.direct())
		}
	}
	return out
}

// direct asks the store itself: with filters, pages and frontiers.
func (h *history) direct() probe {
	switch h.IntN(13) {
	case 12:
		return h.lineProbe()
	case 10, 11:
		return h.reach()
	case 9:
		return h.readings()
	case 8:
		return h.proposalsPages()
	case 0:
		return h.actorsPage()
	case 1:
		return h.claimsPage()
	case 2, 3:
		return h.tiesProbe()
	}
	return h.walk()
}

func (h *history) actorsPage() probe {
	k, c, after, n := some(h.dice, graph.Kinds(), 40), some(h.dice, countries, 30), h.actorID(), 1+h.IntN(6)
	if h.chance(50) {
		after = ""
	}
	src := graph.SourceID("")
	if h.chance(50) {
		src = h.sourceID()
	}
	return probe{fmt.Sprintf("ActorsPage kinds=%v countries=%q after=%q n=%d, SourcesPage after=%q", k, c, after, n, src), func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
		actors, err := s.ActorsPage(ctx, at, k, c, after, n)
		if err != nil {
			return nil, err
		}
		sources, err := s.SourcesPage(ctx, at, src, n)
		return []any{actors, sources}, err
	}}
}

func (h *history) claimsPage() probe {
	var q graph.ClaimsQuery
	if h.chance(50) {
		q.Words = graph.Words(pick(h.dice, h.words(1)))
		if len(q.Words) > 0 && h.chance(50) {
			last := []rune(q.Words[len(q.Words)-1])
			q.Words = append(q.Words[:len(q.Words)-1], string(last[:1+h.IntN(len(last))]))
			if h.chance(30) {
				q.Words = append(graph.Words(pick(h.dice, h.words(1))), q.Words...)
			}
		}
	}
	if h.chance(25) {
		q.Source = h.sourceID()
	}
	if h.chance(20) {
		q.Event = fmt.Sprintf("event-%d", h.IntN(4))
	}
	if h.chance(20) {
		q.Run = fmt.Sprintf("run-%d", h.IntN(6))
	}
	q.Disputed = h.chance(20)
	var before graph.Sequence
	if h.chance(40) {
		before = graph.Sequence(h.IntN(len(h.records) + 1))
	}
	n := 1 + h.IntN(20)
	return probe{fmt.Sprintf("two pages of ClaimsPage %+v before=%d n=%d", q, before, n), func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
		first, err := s.ClaimsPage(ctx, at, q, before, n)
		if err != nil || len(first) == 0 {
			return first, err
		}
		second, err := s.ClaimsPage(ctx, at, q, first[len(first)-1].Sequence, n)
		return [][]graph.ClaimState{first, second}, err
	}}
}

// filter makes up the part of a filter that does not depend on the sequence.
func (h *history) filter() graph.Filter {
	f := graph.Filter{Direction: pick(h.dice, []graph.Direction{graph.Both, graph.Out, graph.In})}
	if h.chance(30) {
		f.Relations = Ontology().Expand(pick(h.dice, Ontology().All()).ID)
	}
	if h.chance(50) {
		f.Windowed, f.Window = true, h.window()
		f.Certain = h.chance(50)
	}
	if h.chance(30) {
		f.Polarities = []graph.Polarity{pick(h.dice, graph.Polarities())}
	}
	if h.chance(20) {
		f.Modalities = some(h.dice, graph.Modalities(), 60)
	}
	if h.chance(20) {
		f.Sources = some(h.dice, h.sources, 50)
	}
	if h.chance(20) {
		f.MinConfidence = 10 * h.IntN(11)
	}
	return f
}

// window takes its ends from the ends of dates, where stores that are off by one give themselves away.
func (h *history) window() graph.Window {
	end := func() graph.Day {
		b := h.when().Bounds()
		d := pick(h.dice, []graph.Day{b.SLo, b.SHi, b.ELo, b.EHi})
		if d.IsOpen() {
			return d
		}
		return min(max(d+graph.Day(h.IntN(3)-1), graph.MinDay), graph.MaxDay)
	}
	a, b := end(), end()
	if h.chance(30) {
		b = a
	}
	if a > b {
		a, b = b, a
	}
	if a == graph.OpenEnd {
		a = graph.MaxDay
	}
	if b == graph.OpenStart {
		b = graph.MinDay
	}
	return graph.Window{From: a, To: b}
}

func (h *history) tiesProbe() probe {
	f := h.filter()
	type ask struct {
		a, b         graph.ActorID
		fromA, fromB bool
		skip, n      int
	}
	var asks []ask
	for range 1 + h.IntN(4) {
		k := ask{a: h.actorID(), b: h.actorID(), fromA: h.chance(50), fromB: h.chance(50), n: h.IntN(8)}
		if h.chance(40) && len(h.claims) > 0 {
			c := pick(h.dice, h.claims)
			k.a, k.b = c.Subject, c.Object
		}
		if h.chance(40) {
			k.skip = h.IntN(5)
		}
		asks = append(asks, k)
	}
	unmerged := h.chance(20)
	return probe{fmt.Sprintf("Ties %+v of %+v", asks, f), func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
		v, err := viewAt(ctx, s, at)
		if err != nil {
			return nil, err
		}
		f := f
		f.Identity, f.Origins = v.identity, v.origins
		if unmerged {
			f.Identity = nil
		}
		var ties []graph.TieAsk
		for _, k := range asks {
			a, b := f.Identity.Of(k.a), f.Identity.Of(k.b)
			ties = append(ties, graph.TieAsk{A: min(a, b), B: max(a, b), FromA: k.fromA, FromB: k.fromB, Any: !k.fromA && !k.fromB, Skip: k.skip, N: k.n})
		}
		answers, err := s.Ties(ctx, at, &f, ties)
		return settledTies(answers), err
	}}
}

func (h *history) lineProbe() probe {
	f := h.filter()
	l := graph.LineAsk{Skip: h.IntN(6), N: h.IntN(12)}
	for range 1 + h.IntN(3) {
		l.Actors = append(l.Actors, h.actorID())
	}
	if h.chance(40) {
		l.Peer = h.actorID()
		if len(h.claims) > 0 {
			c := pick(h.dice, h.claims)
			l.Actors[0], l.Peer = c.Subject, c.Object
		}
	}
	return probe{fmt.Sprintf("Line %+v of %+v", l, f), func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
		v, err := viewAt(ctx, s, at)
		if err != nil {
			return nil, err
		}
		f, l := f, l
		f.Identity, f.Origins = v.identity, v.origins
		l.Actors = clusters(f.Identity, l.Actors)
		if l.Peer != "" {
			l.Peer = v.identity.Of(l.Peer)
		}
		got, err := s.Line(ctx, at, &f, l)
		return settledLine(got), err
	}}
}

// walk goes hop by hop as a neighbourhood does: each hop's frontier is a part of what the one before found.
func (h *history) walk() probe {
	f := h.filter()
	var seeds []graph.ActorID
	for range 1 + h.IntN(3) {
		seeds = append(seeds, h.actorID())
	}
	if h.chance(30) {
		f.Kinds = some(h.dice, kinds, 50)
	}
	if h.chance(30) {
		f.Avoid = some(h.dice, h.actors, 20)
	}
	if h.chance(20) {
		f.AvoidDegree = 1 + h.IntN(40)
	}
	witnesses := h.chance(60)
	if witnesses && h.chance(40) {
		f.MinWitnesses = 1 + h.IntN(3)
	}
	keep, among, unmerged := h.Uint64(), h.chance(30), h.chance(15)
	return probe{fmt.Sprintf("Expand from %v by %+v among=%t witnesses=%t", seeds, f, among, witnesses), func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
		v, err := viewAt(ctx, s, at)
		if err != nil {
			return nil, err
		}
		f := f
		f.Identity, f.Origins = v.identity, v.origins
		if unmerged {
			f.Identity = nil
		}
		var hops []graph.Expansion
		frontier, done, met := clusters(f.Identity, seeds), []graph.ActorID(nil), map[graph.ActorID]bool{}
		f.Exempt, f.Avoid = frontier, clusters(f.Identity, f.Avoid)
		for range 3 {
			x, err := s.Expand(ctx, at, &f, graph.Hop{Frontier: frontier, Done: done, Witnesses: witnesses})
			if err != nil {
				return nil, err
			}
			x = settled(x, witnesses)
			hops = append(hops, x)
			done = append(slices.Clone(done), frontier...)
			var next []graph.ActorID
			for _, a := range frontier {
				met[a] = true
			}
			for i, row := range x.Rows {
				if !met[row.Peer] && (keep>>(i%64)&1 == 1 || i == 0) {
					met[row.Peer] = true
					next = append(next, row.Peer)
				}
			}
			frontier = next
			if len(frontier) == 0 {
				break
			}
		}
		if among {
			all := slices.Clone(done)
			for a := range met {
				if !slices.Contains(all, a) {
					all = append(all, a)
				}
			}
			slices.Sort(all)
			x, err := s.Expand(ctx, at, &f, graph.Hop{Frontier: all, Done: done, Among: true, Witnesses: witnesses})
			if err != nil {
				return nil, err
			}
			hops = append(hops, settled(x, witnesses))
		}
		return hops, nil
	}}
}

// clusters gives each cluster of the actors once, in order.
func clusters(id *graph.Identity, actors []graph.ActorID) []graph.ActorID {
	var out []graph.ActorID
	for _, a := range actors {
		out = append(out, id.Of(a))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
