package graph

import (
	"context"
	"fmt"
)

// Limits of a question for paths.
const (
	MaxHops      = 12
	DefaultHops  = 6
	MaxPaths     = 100
	DefaultPaths = 10
	MaxBest      = 25     // of the best by strength
	MaxBestHops  = 6      // as far as the best are looked for
	ViewClaims   = 5_000  // in which the best are looked for
	MostCounted  = 10_000 // paths in order of time are counted up to here
	pathClaims   = 5      // claims shown of a step
)

// Sense says how the dates of the claims along a path must agree. A path is then a choice of one claim for each step.
type Sense string

// The senses. What is said of dates is said of one world, which gives each claim a start and an end that its date allows;
// Worlds says in which.
const (
	AnyDates Sense = "any"      // nothing is asked of them
	Forward  Sense = "forward"  // they never go back: there are days, none before the one before it, on which the claims hold in turn
	Together Sense = "together" // there is a day on which all claims hold
)

// Senses lists the senses.
func Senses() []Sense { return []Sense{AnyDates, Forward, Together} }

// PathsQuery asks how two actors are connected: by all ways of fewest hops, or by the best ones. Out goes from A to B along
// the claims, In against them; a symmetric relation goes either way.
type PathsQuery struct {
	Criteria             // Limit: paths, 1 to MaxPaths; default DefaultPaths
	A, B         ActorID // two different actors
	Kinds        []Kind  // of the actors between them
	Avoid        []ActorID
	AvoidDegree  int    // of the actors between them; 0: off
	MinWitnesses int    // of each step; 0: off
	Hops         int    // how far is looked, 1 to MaxHops; default DefaultHops. With Best 1 to MaxBestHops, the default
	Dates        Sense  // default AnyDates
	Worlds       Worlds // with Dates; default SomeWorld
	Best         int    // so many of the best by strength (see Route) instead of those of fewest hops; 0: off
}

// PathsView is what a question for paths returned.
type PathsView struct {
	Query  PathsQuery // normalized: A and B are cluster ids
	AsOf   AsOf
	Hops   int         // of the paths, with Best of the shortest; 0: there is none within Looked
	Paths  [][]ActorID // from A to B, in order of the ids along them; with Best the best first
	Ways   [][]ClaimID // with Dates, for each path a choice of claims that proves it
	Costs  []int       // with Best, of each path
	Actors []ViewActor // of the paths shown, A first, B second; Hop is the distance from A along the first path through it
	Ties   []Tie       // of the paths shown, in order of hop, a, b; Hop is the farther end's distance from A
	Claims []ViewClaim // those of Ways, then up to five of each tie, newest day first, dealt one per tie
	Totals PathTotals
	Cursor string
}

// PathTotals says how many paths there are, and how far was looked.
type PathTotals struct {
	Paths  int    // of fewest hops; with Best those found
	Exact  bool   // false: there are more than Paths
	Looked int    // hops: without a path, there is none of as many or fewer
	Apart  bool   // there is no path of any length
	Actors int    // met while looking, A and B included
	Reason Reason // why looking ended before Query.Hops: ByTime, ByBudget; empty: it did not
}

// Paths finds all paths of fewest hops between two actors, or the best. It looks from both ends at once, hop by hop, always
// from the side whose actors have fewer claims, within the limits of time and degrees.
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
	limited, cancel := context.WithTimeout(ctx, e.limits.Time)
	defer cancel()
	if q.Best > 0 {
		return t.best(limited, ctx)
	}
	if err := t.run(limited, ctx); err != nil {
		return nil, err
	}
	return t.view(ctx, t.page(limited, int(from.skip)), int(from.skip), key)
}

func (q *PathsQuery) normalize(o *Ontology) error {
	if err := q.normalizeBest(); err != nil {
		return err
	}
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
	if q.Dates == "" {
		q.Dates = AnyDates
	}
	if err := oneOf("dates", q.Dates, Senses()); err != nil {
		return err
	}
	if q.Dates == AnyDates && q.Worlds != "" {
		return Invalid("worlds", string(q.Worlds), "needs dates=forward or dates=together")
	}
	if q.Dates != AnyDates && q.Worlds == "" {
		q.Worlds = SomeWorld
	}
	if q.Worlds != "" {
		if err := oneOf("worlds", q.Worlds, []Worlds{SomeWorld, EveryWorld}); err != nil {
			return err
		}
	}
	for _, f := range []struct {
		field string
		id    ActorID
	}{{"a", q.A}, {"b", q.B}} {
		if err := checkID(f.field, string(f.id)); err != nil {
			return err
		}
	}
	if q.Windowed && q.Window.From > q.Window.To {
		return Invalid("from", q.Window.From.String(), "is later than to, %s", q.Window.To)
	}
	// What is said about neighbours is checked as it is there.
	n := Query{Criteria: q.Criteria, Actors: []ActorID{q.A}, Kinds: q.Kinds, Avoid: q.Avoid, AvoidDegree: q.AvoidDegree, MinWitnesses: q.MinWitnesses}
	if err := n.normalize(o); err != nil {
		return err
	}
	q.Criteria, q.Kinds, q.Avoid = n.Criteria, n.Kinds, n.Avoid
	return nil
}

// normalizeBest checks what goes with the best.
func (q *PathsQuery) normalizeBest() error {
	if q.Best == 0 {
		return nil
	}
	if err := between("best", q.Best, 1, MaxBest); err != nil {
		return err
	}
	if q.Hops == 0 {
		q.Hops = MaxBestHops
	}
	if q.Hops > MaxBestHops {
		return Invalid("hops", fmt.Sprint(q.Hops), "%d is too far for the best paths; they are looked for up to %d hops away", q.Hops, MaxBestHops)
	}
	if q.Dates != "" && q.Dates != AnyDates {
		return Invalid("dates", string(q.Dates), "cannot be given together with best; paths in order of time are those of fewest hops")
	}
	if q.Cursor != "" {
		return Invalid("cursor", q.Cursor, "cannot be given together with best; ask for more of them instead")
	}
	if q.Limit > 0 {
		return Invalid("limit", fmt.Sprint(q.Limit), "cannot be given together with best, which says how many")
	}
	q.Limit = q.Best
	return nil
}

func (q *PathsQuery) key() RecordID {
	h := newHasher("liaison/paths/1")
	q.Criteria.key(h)
	hashTexts(h, []ActorID{q.A, q.B})
	hashTexts(h, q.Kinds)
	hashTexts(h, q.Avoid)
	h.text(string(q.Dates))
	h.text(string(q.Worlds))
	for _, n := range []int{q.AvoidDegree, q.MinWitnesses, q.Hops} {
		h.number(n)
	}
	return h.sum()
}
