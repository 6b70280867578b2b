package graph

import (
	"context"
	"slices"
)

// trace is one search for paths under way. Ids are cluster ids.
type trace struct {
	walk
	q      *PathsQuery
	ends   [2]*side // from A, from B
	bridge []Step   // from the last level of A to the last one of B, all on paths of fewest hops
	apart  bool
	reason Reason
	looked int
}

// side is what was found from one end.
type side struct {
	f      *Filter
	levels []level
	met    []ActorID // of all levels
	depth  map[ActorID]int
	chains []map[ActorID]chains // with dates: of the actors of each level, the best ways there
	steps  [][]Step             // with dates: from each level to the next one
	best   map[ActorID]chains   // with dates: of all levels
	sense  chaining
}

// level is the actors that are first met so many hops from an end; with dates, those to which better ways are.
type level struct {
	actors []ActorID
	cost   int // their degrees
}

func (d *side) last() *level { return &d.levels[len(d.levels)-1] }

// trace makes a search. The walk lends it the filter, the degrees and the budget.
func (e *Explorer) trace(q *PathsQuery, s sight) *trace {
	t := &trace{walk: walk{e: e, s: s}, q: q}
	f := e.filter(&q.Criteria, s)
	f.Kinds, f.AvoidDegree, f.MinWitnesses = q.Kinds, q.AvoidDegree, q.MinWitnesses
	f.Exempt = sortedSet([]ActorID{q.A, q.B})
	for _, a := range q.Avoid {
		f.Avoid = append(f.Avoid, s.identity.Of(a))
	}
	f.Avoid = sortedSet(f.Avoid)
	t.walk.f = f
	for i, a := range []ActorID{q.A, q.B} {
		own := *f
		if i == 1 {
			own.Direction = map[Direction]Direction{Out: In, In: Out, Both: Both}[f.Direction]
		}
		t.ends[i] = &side{
			f: &own, levels: []level{{actors: []ActorID{a}}}, met: []ActorID{a}, depth: map[ActorID]int{a: 0},
			chains: []map[ActorID]chains{{a: freeChain}}, best: map[ActorID]chains{a: freeChain}, sense: chaining{sense: q.Dates, back: i == 1},
		}
	}
	return t
}

// run looks hop by hop until the sides meet, or nothing is left, or a limit is reached. What it finds before the time is up
// is the answer; parent is the context of the caller.
func (t *trace) run(ctx, parent context.Context) error {
	err := t.search(ctx)
	if err != nil && timedOut(err, parent) {
		t.reason, t.bridge = ByTime, nil
		return nil
	}
	return err
}

func (t *trace) search(ctx context.Context) error {
	for _, d := range t.ends {
		if err := t.charge(ctx, d); err != nil {
			return err
		}
	}
	for {
		near, far := t.ends[0], t.ends[1]
		if far.last().cost < near.last().cost {
			near, far = far, near
		}
		if t.spent+near.last().cost > t.e.limits.Degrees {
			t.reason = ByBudget
			return nil
		}
		t.spent += near.last().cost
		// First the steps by which the sides would meet, which are few; then, if there are none, all others.
		bridge, err := t.meet(ctx, near, far)
		if err != nil {
			return err
		}
		t.looked++
		if len(bridge) > 0 {
			t.bridge = bridge
			return t.fill(ctx)
		}
		if t.looked == t.q.Hops {
			return nil
		}
		if err := t.grow(ctx, near); err != nil {
			return err
		}
		if len(near.last().actors) == 0 {
			t.apart = true
			return nil
		}
	}
}

// charge works out what it costs to look from the last level of a side.
func (t *trace) charge(ctx context.Context, d *side) error {
	degrees, err := t.degrees(ctx, d.last().actors)
	d.last().cost = 0
	for _, n := range degrees {
		d.last().cost += n
	}
	return err
}

func (t *trace) dated() bool { return t.q.Dates != AnyDates }

// meet finds the steps from the one side's last level to the other's that lie on paths, from A to B.
func (t *trace) meet(ctx context.Context, near, far *side) ([]Step, error) {
	steps, err := t.reach(ctx, near.f, Leap{Frontier: near.last().actors, Only: far.last().actors, Pairs: true, Worlds: t.q.Worlds})
	if err != nil {
		return nil, err
	}
	if t.dated() {
		steps = slices.DeleteFunc(steps, func(s Step) bool { return !near.joins(far, &s) })
	}
	return turned(steps, near == t.ends[1]), nil
}

// turned turns steps round, if they are the wrong way.
func turned(steps []Step, wrong bool) []Step {
	if wrong {
		for i := range steps {
			steps[i].From, steps[i].To = steps[i].To, steps[i].From
		}
	}
	return steps
}

// grow goes one hop from one end.
func (t *trace) grow(ctx context.Context, d *side) error {
	if t.dated() {
		return t.growDated(ctx, d)
	}
	steps, err := t.reach(ctx, d.f, Leap{Frontier: d.last().actors, Past: d.met})
	if err != nil {
		return err
	}
	fresh := make([]ActorID, len(steps))
	for i := range steps {
		fresh[i] = steps[i].To
	}
	return t.enter(ctx, d, fresh)
}

// enter makes a new level.
func (t *trace) enter(ctx context.Context, d *side, actors []ActorID) error {
	slices.Sort(actors)
	for _, a := range actors {
		if _, known := d.depth[a]; !known {
			d.depth[a] = len(d.levels)
			d.met = append(d.met, a)
		}
	}
	d.levels = append(d.levels, level{actors: actors})
	return t.charge(ctx, d)
}

// reach asks for steps. The store knows nothing of witnesses here: pairs that have too few are left out after.
func (t *trace) reach(ctx context.Context, f *Filter, l Leap) ([]Step, error) {
	if f.MinWitnesses <= 0 {
		return t.e.store.Reach(ctx, t.s.Sequence, f, l)
	}
	x, err := t.e.store.Expand(ctx, t.s.Sequence, f, Hop{Frontier: l.Frontier})
	if err != nil {
		return nil, err
	}
	enough := make(map[tieKey]bool, len(x.Rows))
	for i := range x.Rows {
		enough[keyOf(&x.Rows[i])] = true
	}
	pairs := l
	pairs.Pairs = true
	steps, err := t.e.store.Reach(ctx, t.s.Sequence, f, pairs)
	steps = slices.DeleteFunc(steps, func(s Step) bool { return !enough[tieKey{min(s.From, s.To), max(s.From, s.To)}] })
	if l.Pairs || err != nil {
		return steps, err
	}
	seen := make(map[ActorID]bool, len(steps))
	return slices.DeleteFunc(steps, func(s Step) bool {
		again := seen[s.To]
		seen[s.To] = true
		return again
	}), nil
}

// fill finds the steps that lead to the bridge from either end, level by level: only those that lie on a path were worth
// remembering. With dates they are known.
func (t *trace) fill(ctx context.Context) error {
	if t.dated() {
		return nil
	}
	for i, d := range t.ends {
		toward := make([]ActorID, len(t.bridge))
		for k, s := range t.bridge {
			toward[k] = [2]ActorID{s.From, s.To}[i]
		}
		d.steps = make([][]Step, len(d.levels)-1)
		for n := len(d.levels) - 1; n > 0; n-- {
			toward = sortedSet(toward)
			steps, err := t.back(ctx, i, n, toward)
			if err != nil {
				return err
			}
			d.steps[n-1] = turned(steps, i == 1)
			toward = toward[:0:0]
			for _, s := range steps {
				toward = append(toward, [2]ActorID{s.From, s.To}[i])
			}
		}
	}
	return nil
}

// back finds the steps from level n-1 of a side to some actors of level n, from whichever end has fewer claims.
func (t *trace) back(ctx context.Context, i, n int, toward []ActorID) ([]Step, error) {
	d, above := t.ends[i], &t.ends[i].levels[n-1]
	if n == 1 { // from the end itself
		steps := make([]Step, len(toward))
		for k, a := range toward {
			steps[k] = Step{From: above.actors[0], To: a}
		}
		return steps, nil
	}
	degrees, err := t.degrees(ctx, toward)
	if err != nil {
		return nil, err
	}
	cost := 0
	for _, k := range degrees {
		cost += k
	}
	if above.cost <= cost {
		return t.reach(ctx, d.f, Leap{Frontier: above.actors, Only: toward, Pairs: true})
	}
	steps, err := t.reach(ctx, t.ends[1-i].f, Leap{Frontier: toward, Only: above.actors, Pairs: true})
	return turned(steps, true), err
}
