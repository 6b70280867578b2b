package graph

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// Road is a step of a bounded view: matching claims lead from one actor to another.
type Road struct {
	From, To ActorID
	Claims   int
}

// Cost says how weak a step is: 100, and 900 divided by the number of its claims, rounded up. So a step with one claim costs
// 1,000, one with ten 190, and however many claims there are, ten steps cost as much as one of a single claim.
func (r Road) Cost() int { return 100 + (900+r.Claims-1)/r.Claims }

// Route is a path and what it costs: the sum of its steps.
type Route struct {
	Actors []ActorID
	Cost   int
}

// Roads is the bounded view in which the best paths are looked for.
type Roads struct {
	A, B  ActorID
	Hops  int // no path has more
	Steps []Road
}

// Pathfinder finds the best paths of a bounded view.
type Pathfinder interface {
	// Best gives up to k paths from A to B that pass no actor twice and have at most so many hops, in order: those that cost
	// least, then those of fewest hops, then in order of the ids along them. When the context ends it gives those found so
	// far, and its error. It is safe for concurrent use.
	Best(ctx context.Context, view Roads, k int) ([]Route, error)
}

// best answers with the best paths: of a view of as many hops as were asked for, or of fewer, if it has too many claims.
func (t *trace) best(ctx, parent context.Context) (*PathsView, error) {
	if t.e.finder == nil {
		return nil, &Error{Code: CodeUnavailable, Field: "best", Message: "the best paths cannot be found here: no pathfinder was given"}
	}
	view, err := t.bounded(ctx)
	if err != nil && !timedOut(err, parent) {
		return nil, err
	}
	if err != nil {
		t.reason = ByTime
	}
	t.looked = view.Hops
	p := page{exact: true}
	if len(view.Steps) > 0 {
		routes, err := t.e.finder.Best(ctx, view, t.q.Best+1) // one more tells whether there are more
		if err != nil && !timedOut(err, parent) {
			return nil, err
		}
		if err != nil {
			t.reason = ByTime
		}
		p.exact = err == nil && len(routes) <= t.q.Best
		for _, r := range routes[:min(len(routes), t.q.Best)] {
			p.paths, p.costs = append(p.paths, r.Actors), append(p.costs, r.Cost)
			if hops := len(r.Actors) - 1; p.hops == 0 || hops < p.hops {
				p.hops = hops
			}
		}
		p.total = len(p.paths)
	}
	return t.view(parent, p, 0, RecordID{})
}

// bounded makes the view of all steps on ways of at most as many hops as were asked for, or of as many as fit.
func (t *trace) bounded(ctx context.Context) (Roads, error) {
	view := Roads{A: t.q.A, B: t.q.B}
	for _, d := range t.ends {
		if err := t.charge(ctx, d); err != nil {
			return view, err
		}
	}
	for hops := 1; hops <= t.q.Hops; hops++ {
		steps, err := t.within(ctx, hops)
		if err != nil {
			return view, err
		}
		if t.reason != "" {
			return view, nil
		}
		roads, claims, err := t.weigh(ctx, steps)
		if err != nil {
			return view, err
		}
		if claims > ViewClaims {
			if len(view.Steps) == 0 {
				return view, Invalid("best", fmt.Sprint(t.q.Best), "the ways of up to %d hops between them have %d claims or more, and the best are found among %d at most; ask for a shorter time, fewer relations or avoid_degree", hops, claims, ViewClaims)
			}
			t.reason = ByBudget
			return view, nil
		}
		view.Hops, view.Steps = hops, roads
		near := t.nearer()
		if hops == t.q.Hops {
			break
		}
		if len(near.last().actors) > 0 {
			if err := t.grow(ctx, near); err != nil {
				return view, err
			}
		}
		if len(near.last().actors) == 0 { // all that can be reached is known
			t.apart = len(roads) == 0
			hops = max(hops, t.q.Hops-1)
		}
	}
	return view, nil
}

// nearer gives the side with fewer claims ahead.
func (t *trace) nearer() *side {
	if t.ends[1].last().cost < t.ends[0].last().cost {
		return t.ends[1]
	}
	return t.ends[0]
}

// within finds the steps on ways of at most so many hops. The sides know all actors that lie on one.
func (t *trace) within(ctx context.Context, hops int) ([]Step, error) {
	actors := maps.Clone(t.ends[0].depth)
	maps.Copy(actors, t.ends[1].depth)
	all := slices.Sorted(maps.Keys(actors))
	for _, d := range t.ends {
		for _, l := range d.levels {
			t.spent += l.cost
		}
	}
	if t.spent > t.e.limits.Degrees {
		t.reason = ByBudget
		return nil, nil
	}
	steps, err := t.reach(ctx, t.ends[0].f, Leap{Frontier: all, Only: all, Pairs: true})
	if err != nil {
		return nil, err
	}
	ahead, back := map[ActorID][]ActorID{}, map[ActorID][]ActorID{}
	for _, s := range steps {
		ahead[s.From], back[s.To] = append(ahead[s.From], s.To), append(back[s.To], s.From)
	}
	fromA, toB := distances(ahead, t.q.A), distances(back, t.q.B)
	return slices.DeleteFunc(steps, func(s Step) bool {
		a, reached := fromA[s.From]
		b, reaches := toB[s.To]
		return !reached || !reaches || a+1+b > hops || s.From == t.q.B || s.To == t.q.A
	}), nil
}

// distances counts the hops from an actor.
func distances(next map[ActorID][]ActorID, from ActorID) map[ActorID]int {
	out := map[ActorID]int{from: 0}
	for list := []ActorID{from}; len(list) > 0; list = list[1:] {
		for _, b := range next[list[0]] {
			if _, seen := out[b]; !seen {
				out[b] = out[list[0]] + 1
				list = append(list, b)
			}
		}
	}
	return out
}

// weigh counts the claims of steps, and of all of them together. Where there are too many steps it counts each as one.
func (t *trace) weigh(ctx context.Context, steps []Step) ([]Road, int, error) {
	if len(steps) > 2*ViewClaims {
		return nil, len(steps) / 2, nil // each claim may be seen from both ends
	}
	var asks []TieAsk
	at := map[tieKey]int{} // of the ask for all claims of a pair
	for _, s := range steps {
		k := tieKey{min(s.From, s.To), max(s.From, s.To)}
		i, known := at[k]
		if !known {
			i = len(asks)
			at[k] = i
			asks = append(asks, TieAsk{A: k.a, B: k.b})
		}
		asks[i].FromA, asks[i].FromB = asks[i].FromA || s.From == k.a, asks[i].FromB || s.From == k.b
	}
	pairs := len(asks)
	for _, s := range steps { // a direction of its own, where that is not all
		k := tieKey{min(s.From, s.To), max(s.From, s.To)}
		if all := asks[at[k]]; all.FromA && all.FromB && t.f.Direction != Both {
			asks = append(asks, TieAsk{A: k.a, B: k.b, FromA: s.From == k.a, FromB: s.From == k.b})
		}
	}
	answers, err := t.e.store.Ties(ctx, t.s.Sequence, t.f, asks)
	if err != nil {
		return nil, 0, err
	}
	claims := 0
	for i := range pairs {
		claims += answers[i].Claims
	}
	roads := make([]Road, len(steps))
	own := pairs
	for i, s := range steps {
		k := at[tieKey{min(s.From, s.To), max(s.From, s.To)}]
		roads[i] = Road{From: s.From, To: s.To, Claims: answers[k].Claims}
		if asks[k].FromA && asks[k].FromB && t.f.Direction != Both {
			roads[i].Claims = answers[own].Claims
			own++
		}
	}
	return roads, claims, nil
}
