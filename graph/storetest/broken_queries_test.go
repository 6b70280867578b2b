package storetest_test

import (
	"context"
	"slices"

	"liaison/graph"
)

// brokenQueries are wrong in what they find around actors.
func brokenQueries() []broken {
	return []broken{
		{"one claim dropped", func(s graph.Store) graph.Store { return dropsClaim{s} }, []string{"law 9:", "law 10:"}},
		{"known time ignored", func(s graph.Store) graph.Store { return ignoresKnownTime{s} }, []string{"law 1:", "law 10:", "duty: readers"}},
		{"claims of a day in no order", func(s graph.Store) graph.Store { return unorderedClaims{s} }, []string{"law 10:"}},
		{"undated claims first", func(s graph.Store) graph.Store { return undatedFirst{s} }, []string{"law 10:"}},
		{"relays found later ignored", bent(func(f *graph.Filter, _ *graph.Hop) { f.Origins = nil }), []string{"law 7:", "law 10:"}},
		{"witnesses are sources", func(s graph.Store) graph.Store { return countsSources{s} }, []string{"law 7:", "law 10:"}},
		{"claims within the frontier counted twice", func(s graph.Store) graph.Store { return countsTwice{s} }, []string{"law 10:"}},
		{"certain taken as possible", bent(func(f *graph.Filter, _ *graph.Hop) { f.Certain = false }), []string{"law 5:", "law 10:"}},
		{"direction ignored", bent(func(f *graph.Filter, _ *graph.Hop) { f.Direction = graph.Both }), []string{"law 10:"}},
		{"the last day left out", bent(func(f *graph.Filter, _ *graph.Hop) {
			if f.Window.To != graph.OpenEnd {
				f.Window.To--
			}
		}), []string{"law 5:", "law 10:"}},
		{"the first day left out", bent(func(f *graph.Filter, _ *graph.Hop) {
			if f.Window.From != graph.OpenStart {
				f.Window.From++
			}
		}), []string{"law 5:", "law 10:"}},
		{"merges ignored", bent(func(f *graph.Filter, _ *graph.Hop) { f.Identity = nil }), []string{"law 8:", "law 10:"}},
		{"seeds avoided", bent(func(f *graph.Filter, _ *graph.Hop) { f.Exempt = nil }), []string{"law 10:"}},
		{"earlier hops counted again", bent(func(_ *graph.Filter, h *graph.Hop) { h.Done = nil }), []string{"law 10:"}},
		{"few witnesses suffice", bent(func(f *graph.Filter, _ *graph.Hop) { f.MinWitnesses = 0 }), []string{"law 10:"}},
		{"withdrawn claims counted", func(s graph.Store) graph.Store { return countsWithdrawn{s} }, []string{"law 10:"}},
		{"a step forgotten", leaps(func(l *graph.Leap, steps []graph.Step) []graph.Step {
			return steps[:max(0, len(steps)-len(l.Frontier)/4)]
		}), []string{"law 10:"}},
		{"steps told twice", leaps(func(_ *graph.Leap, steps []graph.Step) []graph.Step { return append(steps, steps[:len(steps)/4]...) }), []string{"law 10:"}},
		{"spans of some world for those of every", misleaps(func(_ *graph.Filter, l *graph.Leap) {
			if l.Worlds == graph.EveryWorld {
				l.Worlds = graph.SomeWorld
			}
		}), []string{"law 10:"}},
		{"steps to actors left behind", misleaps(func(_ *graph.Filter, l *graph.Leap) { l.Past = nil }), []string{"law 10:"}},
		{"steps against the direction", misleaps(func(f *graph.Filter, _ *graph.Leap) { f.Direction = graph.Both }), []string{"law 10:"}},
		{"filters hide disputes", func(s graph.Store) graph.Store { return hidesDisputes{s} }, []string{"law 6:", "law 10:"}},
		{"vague dates left out of a line", func(s graph.Store) graph.Store { return forgetsVague{s} }, []string{"law 10:"}},
		{"a line in the wrong order", func(s graph.Store) graph.Store { return turnsLine{s} }, []string{"law 10:"}},
		{"arguments sorted in place", func(s graph.Store) graph.Store { return sortsArguments{s} }, []string{"duty: arguments"}},
	}
}

// bent is a store that hears another question than was asked.
func bent(bend func(*graph.Filter, *graph.Hop)) func(graph.Store) graph.Store {
	return func(s graph.Store) graph.Store { return mishears{s, bend} }
}

type mishears struct {
	graph.Store
	bend func(*graph.Filter, *graph.Hop)
}

func (b mishears) Expand(ctx context.Context, s graph.Sequence, f *graph.Filter, h graph.Hop) (graph.Expansion, error) {
	g := *f
	b.bend(&g, &h)
	return b.Store.Expand(ctx, s, &g, h)
}

func (b mishears) Ties(ctx context.Context, s graph.Sequence, f *graph.Filter, ties []graph.TieAsk) ([]graph.TieAnswer, error) {
	g := *f
	b.bend(&g, &graph.Hop{})
	return b.Store.Ties(ctx, s, &g, ties)
}

func (b mishears) Line(ctx context.Context, s graph.Sequence, f *graph.Filter, l graph.LineAsk) (graph.LineAnswer, error) {
	g := *f
	b.bend(&g, &graph.Hop{})
	return b.Store.Line(ctx, s, &g, l)
}

type dropsClaim struct{ graph.Store }

func (b dropsClaim) Expand(ctx context.Context, s graph.Sequence, f *graph.Filter, h graph.Hop) (graph.Expansion, error) {
	x, err := b.Store.Expand(ctx, s, f, h)
	for i := range x.Rows {
		if x.Rows[i].Claims > 3 {
			x.Rows[i].Claims--
			break
		}
	}
	return x, err
}

type ignoresKnownTime struct{ graph.Store }

func (b ignoresKnownTime) Expand(ctx context.Context, _ graph.Sequence, f *graph.Filter, h graph.Hop) (graph.Expansion, error) {
	return b.Store.Expand(ctx, newest, f, h)
}

func (b ignoresKnownTime) Line(ctx context.Context, _ graph.Sequence, f *graph.Filter, l graph.LineAsk) (graph.LineAnswer, error) {
	return b.Store.Line(ctx, newest, f, l)
}

func (b ignoresKnownTime) Reach(ctx context.Context, _ graph.Sequence, f *graph.Filter, l graph.Leap) ([]graph.Step, error) {
	return b.Store.Reach(ctx, newest, f, l)
}

type unorderedClaims struct{ graph.Store }

func (b unorderedClaims) Ties(ctx context.Context, s graph.Sequence, f *graph.Filter, ties []graph.TieAsk) ([]graph.TieAnswer, error) {
	out, err := b.Store.Ties(ctx, s, f, ties)
	for _, t := range out {
		slices.SortStableFunc(t.Rows, func(x, y graph.ClaimRow) int {
			a, datedA := x.When.Day()
			b, datedB := y.When.Day()
			if datedA && datedB && a == b {
				return slices.Compare(y.ID[:], x.ID[:])
			}
			return 0
		})
	}
	return out, err
}

type undatedFirst struct{ graph.Store }

func (b undatedFirst) Ties(ctx context.Context, s graph.Sequence, f *graph.Filter, ties []graph.TieAsk) ([]graph.TieAnswer, error) {
	out, err := b.Store.Ties(ctx, s, f, ties)
	for _, t := range out {
		slices.SortStableFunc(t.Rows, func(x, y graph.ClaimRow) int {
			switch {
			case x.When.IsZero() && !y.When.IsZero():
				return -1
			case !x.When.IsZero() && y.When.IsZero():
				return 1
			}
			return 0
		})
	}
	return out, err
}

type countsSources struct{ graph.Store }

func (b countsSources) Ties(ctx context.Context, s graph.Sequence, f *graph.Filter, ties []graph.TieAsk) ([]graph.TieAnswer, error) {
	out, err := b.Store.Ties(ctx, s, f, ties)
	for i := range out {
		out[i].Witnesses = out[i].Sources
	}
	return out, err
}

type countsTwice struct{ graph.Store }

func (b countsTwice) Expand(ctx context.Context, s graph.Sequence, f *graph.Filter, h graph.Hop) (graph.Expansion, error) {
	x, err := b.Store.Expand(ctx, s, f, h)
	for i, r := range x.Rows {
		if slices.Contains(h.Frontier, r.Peer) && !h.Among {
			x.Rows[i].Claims *= 2
		}
	}
	return x, err
}

type countsWithdrawn struct{ graph.Store }

func (b countsWithdrawn) Expand(ctx context.Context, s graph.Sequence, f *graph.Filter, h graph.Hop) (graph.Expansion, error) {
	x, err := b.Store.Expand(ctx, s, f, h)
	each(ctx, b.Store, s, func(c graph.ClaimState) {
		for i, r := range x.Rows {
			if c.Withdrawn != 0 && c.Subject == r.Frontier && c.Object == r.Peer {
				x.Rows[i].Claims++
			}
		}
	})
	return x, err
}

type hidesDisputes struct{ graph.Store }

func (b hidesDisputes) Ties(ctx context.Context, s graph.Sequence, f *graph.Filter, ties []graph.TieAsk) ([]graph.TieAnswer, error) {
	out, err := b.Store.Ties(ctx, s, f, ties)
	if len(f.Polarities) == 1 {
		for i := range out {
			out[i].Disputed = false
		}
	}
	return out, err
}

type sortsArguments struct{ graph.Store }

func (b sortsArguments) Expand(ctx context.Context, s graph.Sequence, f *graph.Filter, h graph.Hop) (graph.Expansion, error) {
	slices.Sort(h.Frontier)
	return b.Store.Expand(ctx, s, f, h)
}

type forgetsVague struct{ graph.Store }

func (b forgetsVague) Line(ctx context.Context, s graph.Sequence, f *graph.Filter, l graph.LineAsk) (graph.LineAnswer, error) {
	out, err := b.Store.Line(ctx, s, f, l)
	out.Dates = slices.DeleteFunc(slices.Clone(out.Dates), func(d graph.DateCount) bool {
		first, _ := d.When.First()
		return d.When != graph.ExactDay(first)
	})
	return out, err
}

type turnsLine struct{ graph.Store }

func (b turnsLine) Line(ctx context.Context, s graph.Sequence, f *graph.Filter, l graph.LineAsk) (graph.LineAnswer, error) {
	out, err := b.Store.Line(ctx, s, f, l)
	out.Rows = slices.Clone(out.Rows)
	slices.Reverse(out.Rows)
	return out, err
}

// leaps is a store that gives other steps.
func leaps(bend func(*graph.Leap, []graph.Step) []graph.Step) func(graph.Store) graph.Store {
	return func(s graph.Store) graph.Store { return leaping{s, nil, bend} }
}

// misleaps is one that hears of another leap.
func misleaps(bend func(*graph.Filter, *graph.Leap)) func(graph.Store) graph.Store {
	return func(s graph.Store) graph.Store { return leaping{s, bend, nil} }
}

type leaping struct {
	graph.Store
	before func(*graph.Filter, *graph.Leap)
	after  func(*graph.Leap, []graph.Step) []graph.Step
}

func (b leaping) Reach(ctx context.Context, s graph.Sequence, f *graph.Filter, l graph.Leap) ([]graph.Step, error) {
	g := *f
	if b.before != nil {
		b.before(&g, &l)
	}
	steps, err := b.Store.Reach(ctx, s, &g, l)
	if b.after != nil {
		steps = b.after(&l, steps)
	}
	return steps, err
}
