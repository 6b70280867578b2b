package storetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"liaison/graph"
)

// reach goes some hops as a search for paths does.
func (h *history) reach() probe {
	f := h.filter()
	if h.chance(30) {
		f.Kinds = some(h.dice, kinds, 50)
	}
	if h.chance(30) {
		f.Avoid = some(h.dice, h.actors, 20)
	}
	if h.chance(20) {
		f.AvoidDegree = 1 + h.IntN(40)
	}
	if h.chance(20) {
		f.MinWitnesses = 1 + h.IntN(3) // does not apply
	}
	frontier := []graph.ActorID{h.actorID()}
	for range h.IntN(5) {
		frontier = append(frontier, h.actorID())
	}
	l := graph.Leap{Pairs: h.chance(60)}
	if l.Pairs && h.chance(60) {
		l.Worlds = pick(h.dice, []graph.Worlds{graph.SomeWorld, graph.EveryWorld})
	}
	if h.chance(40) {
		l.Past = some(h.dice, h.actors, 30)
	}
	if h.chance(40) {
		l.Only = some(h.dice, h.actors, 60)
	}
	only, unmerged := l.Only != nil, h.chance(15)
	return probe{fmt.Sprintf("Reach from %v, %+v by %+v", frontier, l, f), func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
		v, err := viewAt(ctx, s, at)
		if err != nil {
			return nil, err
		}
		f, l := f, l
		f.Identity, f.Origins = v.identity, v.origins
		if unmerged {
			f.Identity = nil
		}
		l.Frontier, l.Past, f.Avoid = clusters(f.Identity, frontier), clusters(f.Identity, l.Past), clusters(f.Identity, f.Avoid)
		f.Exempt = l.Frontier[:1]
		if only {
			l.Only = append([]graph.ActorID{}, clusters(f.Identity, l.Only)...)
		}
		var hops [][]graph.Step
		for range 2 {
			steps, err := s.Reach(ctx, at, &f, l)
			if err != nil {
				return nil, err
			}
			steps = settledSteps(steps)
			hops = append(hops, steps)
			l.Frontier = l.Frontier[:0:0]
			for _, step := range steps {
				l.Frontier = append(l.Frontier, step.To)
			}
			if l.Frontier = clusters(f.Identity, l.Frontier); len(l.Frontier) == 0 {
				break
			}
		}
		return hops, nil
	}}
}

// settledSteps puts steps in order.
func settledSteps(steps []graph.Step) []graph.Step {
	steps = slices.Clone(steps)
	slices.SortFunc(steps, func(a, b graph.Step) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return steps
}
