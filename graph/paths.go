package graph

import (
	"context"
	"slices"
)

// Limits of a question for paths.
const (
	MaxHops      = 12
	DefaultHops  = 6
	MaxPaths     = 100
	DefaultPaths = 10
	pathClaims   = 5 // claims shown of a step
)

// PathsQuery asks how two actors are connected: by all ways of fewest hops. Out goes from A to B along the claims, In against
// them; a symmetric relation goes either way.
type PathsQuery struct {
	Criteria             // Limit: paths, 1 to MaxPaths; default DefaultPaths
	A, B         ActorID // two different actors
	Kinds        []Kind  // of the actors between them
	Avoid        []ActorID
	AvoidDegree  int // of the actors between them; 0: off
	MinWitnesses int // of each step; 0: off
	Hops         int // how far is looked, 1 to MaxHops; default DefaultHops
}

// PathsView is what a question for paths returned.
type PathsView struct {
	Query  PathsQuery // normalized: A and B are cluster ids
	AsOf   AsOf
	Hops   int         // of the paths; 0: there is none within Looked
	Paths  [][]ActorID // from A to B, in order of the ids along them
	Actors []ViewActor // of the paths shown, A first, B second; Hop is the distance from A
	Ties   []Tie       // of the paths shown, in order of hop, a, b; Hop is the farther end's distance from A
	Claims []ViewClaim // up to five of each tie, newest day first, dealt one per tie
	Totals PathTotals
	Cursor string
}

// PathTotals says how many paths there are, and how far was looked.
type PathTotals struct {
	Paths  int    // of fewest hops; the greatest int where there are more than it can count
	Looked int    // hops: without a path, there is none of as many or fewer
	Apart  bool   // there is no path of any length
	Actors int    // met while looking, A and B included
	Reason Reason // why looking ended before Query.Hops: ByTime, ByBudget; empty: it did not
}

// Paths finds all paths of fewest hops between two actors. It looks from both ends at once, hop by hop, always from the side whose
// actors have fewer claims, within the limits of time and degrees.
func (e *Explorer) Paths(ctx context.Context, q PathsQuery) (*PathsView, error) {
	if err := q.normalize(e.Ontology()); err != nil {
		return nil, err
	}
	key := q.key()
	from, err := parseCursor(q.Cursor, key, &q.Moment)
	if err != nil {
		return nil, err
	}
	s, err := e.sight(ctx, q.Moment)
	if err != nil {
		return nil, err
	}
	if q.A, err = e.resolveActor(ctx, s, "a", q.A); err != nil {
		return nil, err
	}
	if q.B, err = e.resolveActor(ctx, s, "b", q.B); err != nil {
		return nil, err
	}
	if q.A == q.B {
		return nil, Invalid("b", string(q.B), "is the same actor as a; a path needs two")
	}
	t := e.trace(&q, s)
	if err := t.run(ctx); err != nil {
		return nil, err
	}
	return t.view(ctx, int(from.skip), key)
}

func (q *PathsQuery) normalize(o *Ontology) error {
	if q.Limit == 0 {
		q.Limit = DefaultPaths
	}
	if err := between("limit", q.Limit, 1, MaxPaths); err != nil {
		return err
	}
	if q.Hops == 0 {
		q.Hops = DefaultHops
	}
	if err := between("hops", q.Hops, 1, MaxHops); err != nil {
		return err
	}
	for _, f := range []struct {
		field string
		id    ActorID
	}{{"a", q.A}, {"b", q.B}} {
		if err := checkID(f.field, string(f.id)); err != nil {
			return err
		}
	}
	// What is said about neighbours is checked as it is there.
	n := Query{Criteria: q.Criteria, Actors: []ActorID{q.A}, Kinds: q.Kinds, Avoid: q.Avoid, AvoidDegree: q.AvoidDegree, MinWitnesses: q.MinWitnesses}
	if err := n.normalize(o); err != nil {
		return err
	}
	q.Criteria, q.Kinds, q.Avoid = n.Criteria, n.Kinds, n.Avoid
	return nil
}

func (q *PathsQuery) key() RecordID {
	h := newHasher("liaison/paths/1")
	q.Criteria.key(h)
	hashTexts(h, []ActorID{q.A, q.B})
	hashTexts(h, q.Kinds)
	hashTexts(h, q.Avoid)
	for _, n := range []int{q.AvoidDegree, q.MinWitnesses, q.Hops} {
		h.number(n)
	}
	return h.sum()
}

// trace is one search for paths under way. Ids are cluster ids.
type trace struct {
	walk
	q      *PathsQuery
	ends   [2]*side // from A, from B
	middle []ActorID
	apart  bool
	reason Reason
}

// side is what was found from one end.
type side struct {
	f        *Filter
	frontier []ActorID
	cost     int                   // degrees of the frontier
	depth    int                   // hops looked
	depthOf  map[ActorID]int       // of all actors met
	before   map[ActorID][]ActorID // on ways of fewest hops, the actors one hop nearer to the end
	done     []ActorID             // expanded
}

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
		t.ends[i] = &side{f: &own, frontier: []ActorID{a}, depthOf: map[ActorID]int{a: 0}, before: map[ActorID][]ActorID{}}
	}
	return t
}

// run looks hop by hop until the sides meet, or nothing is left, or a limit is reached.
func (t *trace) run(ctx context.Context) error {
	limited, cancel := context.WithTimeout(ctx, t.e.limits.Time)
	defer cancel()
	for _, d := range t.ends {
		if err := t.charge(limited, d); err != nil {
			return err
		}
	}
	for t.looked() < t.q.Hops && len(t.middle) == 0 {
		near, far := t.ends[0], t.ends[1]
		if len(near.frontier) == 0 || len(far.frontier) == 0 {
			t.apart = true
			return nil
		}
		if far.cost < near.cost {
			near, far = far, near
		}
		if t.spent+near.cost > t.e.limits.Degrees {
			t.reason = ByBudget
			return nil
		}
		t.spent += near.cost
		if err := t.step(limited, near, far); err != nil {
			if !timedOut(err, ctx) {
				return err
			}
			t.reason = ByTime
			return nil
		}
	}
	return nil
}

// looked is how many hops were looked from both ends together.
func (t *trace) looked() int { return t.ends[0].depth + t.ends[1].depth }

func (t *trace) charge(ctx context.Context, d *side) error {
	degrees, err := t.degrees(ctx, d.frontier)
	d.cost = 0
	for _, n := range degrees {
		d.cost += n
	}
	return err
}

// step goes one hop from one end.
func (t *trace) step(ctx context.Context, d, other *side) error {
	x, err := t.e.store.Expand(ctx, t.s.Sequence, d.f, Hop{Frontier: d.frontier, Done: d.done, Witnesses: t.q.MinWitnesses > 0})
	if err != nil {
		return err
	}
	in := make(map[ActorID]bool, len(d.frontier))
	for _, a := range d.frontier {
		in[a] = true
	}
	var fresh, met []ActorID
	for i := range x.Rows {
		from, to := x.Rows[i].Frontier, x.Rows[i].Peer
		if in[to] { // a way within the frontier is no way onward
			continue
		}
		at, seen := d.depthOf[to]
		if !seen {
			at = d.depth + 1
			d.depthOf[to] = at
			fresh = append(fresh, to)
			if _, there := other.depthOf[to]; there {
				met = append(met, to)
			}
		}
		if at == d.depth+1 {
			d.before[to] = append(d.before[to], from)
		}
	}
	d.done = append(d.done, d.frontier...)
	d.depth++
	slices.Sort(fresh)
	slices.Sort(met)
	d.frontier, t.middle = fresh, met
	if len(met) > 0 {
		return nil
	}
	return t.charge(ctx, d)
}
