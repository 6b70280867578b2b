package graph

import (
	"cmp"
	"context"
	"slices"
)

// A path of fewest hops on which dates agree may pass actors by more hops than they are away: a search knows for every
// number of hops the best chains by which an actor is reached (see chain). A chain no better than one of fewer hops is left
// out: no path of fewest hops needs it. For the same reason no such path passes an actor twice.

// growDated goes one hop from one end.
func (t *trace) growDated(ctx context.Context, d *side) error {
	steps, err := t.reach(ctx, d.f, Leap{Frontier: d.last().actors, Pairs: true, Worlds: t.q.Worlds})
	if err != nil {
		return err
	}
	at, next := d.chains[len(d.chains)-1], map[ActorID]chains{}
	for i := range steps {
		s := &steps[i]
		if i%checkEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		best := d.best[s.To]
		for _, c := range d.sense.extend(at[s.From], s.Spans) {
			if !best.beats(c) {
				next[s.To] = append(next[s.To], c)
			}
		}
	}
	fresh := make([]ActorID, 0, len(next))
	for a, list := range next {
		next[a] = bestChains(list)
		d.best[a] = bestChains(append(slices.Clone(d.best[a]), next[a]...))
		fresh = append(fresh, a)
	}
	d.chains = append(d.chains, next)
	d.steps = append(d.steps, turned(slices.DeleteFunc(steps, func(s Step) bool { return next[s.To] == nil }), d.sense.back))
	return t.enter(ctx, d, fresh)
}

const checkEvery = 1_000

// datedPaths lists the paths of fewest hops on which dates agree.
type datedPaths struct {
	q     *PathsQuery
	steps [][]Step             // by hop, from A to B, in order of From, To
	ends  []map[ActorID]chains // by hops from A: the best chains from an actor to B, in exactly as many hops as are left
}

func (t *trace) datedPaths() *datedPaths {
	p := &datedPaths{q: t.q}
	a, b := t.ends[0], t.ends[1]
	p.steps = append(p.steps, a.steps...)
	p.steps = append(p.steps, t.bridge)
	for i := len(b.steps) - 1; i >= 0; i-- {
		p.steps = append(p.steps, b.steps[i])
	}
	for _, list := range p.steps {
		slices.SortFunc(list, func(x, y Step) int { return cmp.Or(compareIDs(x.From, y.From), compareIDs(x.To, y.To)) })
	}
	p.ends = make([]map[ActorID]chains, len(p.steps)+1)
	for i, at := range b.chains {
		p.ends[len(p.steps)-i] = at
	}
	back := chaining{sense: t.q.Dates, back: true}
	for i := len(a.steps); i >= 0; i-- {
		at := map[ActorID]chains{}
		for k := range p.steps[i] {
			s := &p.steps[i][k]
			at[s.From] = append(at[s.From], back.extend(p.ends[i+1][s.To], s.Spans)...)
		}
		for x, list := range at {
			at[x] = bestChains(list)
		}
		p.ends[i] = at
	}
	return p
}

// from gives the steps of a hop that begin at an actor.
func (p *datedPaths) from(hop int, a ActorID) []Step {
	list := p.steps[hop]
	lo, _ := slices.BinarySearchFunc(list, a, func(s Step, a ActorID) int { return compareIDs(s.From, a) })
	hi := lo
	for hi < len(list) && list[hi].From == a {
		hi++
	}
	return list[lo:hi]
}

// each yields the paths in order of the ids along them, until yield returns false. Every way that it goes leads to a path.
func (p *datedPaths) each(ctx context.Context, yield func(path []ActorID, steps []Step) bool) error {
	var (
		path  []ActorID
		steps []Step
		walk  func(a ActorID, at chains) bool
	)
	ahead := chaining{sense: p.q.Dates}
	walk = func(a ActorID, at chains) bool {
		if ctx.Err() != nil {
			return false
		}
		path = append(path, a)
		defer func() { path = path[:len(path)-1] }()
		hop := len(steps)
		if hop == len(p.steps) {
			return yield(path, steps)
		}
		for _, s := range p.from(hop, a) {
			next := ahead.extend(at, s.Spans)
			if !next.meets(p.ends[hop+1][s.To]) {
				continue
			}
			steps = append(steps, s)
			goOn := walk(s.To, next)
			steps = steps[:len(steps)-1]
			if !goOn {
				return false
			}
		}
		return true
	}
	walk(p.q.A, freeChain)
	return ctx.Err()
}

// choose picks for each step of a path a span, so that their dates agree: of every step the first that leaves the rest a
// choice.
func (p *datedPaths) choose(steps []Step) []Span {
	back, ahead := chaining{sense: p.q.Dates, back: true}, chaining{sense: p.q.Dates}
	ends := make([]chains, len(steps)+1)
	ends[len(steps)] = freeChain
	for i := len(steps) - 1; i > 0; i-- {
		ends[i] = back.extend(ends[i+1], steps[i].Spans)
	}
	out := make([]Span, len(steps))
	at := freeChain
	for i := range steps {
		for k := range steps[i].Spans {
			next := ahead.extend(at, steps[i].Spans[k:k+1])
			if next.meets(ends[i+1]) {
				out[i], at = steps[i].Spans[k], next
				break
			}
		}
	}
	return out
}
