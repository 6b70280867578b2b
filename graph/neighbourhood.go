package graph

import (
	"context"
	"slices"
)

// Neighbourhood finds the actors and claims within q.Depth hops of the seeds.
func (e *Explorer) Neighbourhood(ctx context.Context, q Query) (*View, error) {
	if err := q.normalize(e.Ontology()); err != nil {
		return nil, err
	}
	from, err := parseCursor(q.Cursor, q.key(), &q.Moment)
	if err != nil {
		return nil, err
	}
	s, err := e.sight(ctx, q.Moment)
	if err != nil {
		return nil, err
	}
	w := &walk{e: e, q: &q, s: s, hopOf: map[ActorID]int{}}
	if err := w.start(ctx); err != nil {
		return nil, err
	}
	if err := w.run(ctx); err != nil {
		return nil, err
	}
	return w.view(ctx, int(from.skip))
}

// walk is one neighbourhood query under way. Ids are cluster ids.
type walk struct {
	e       *Explorer
	q       *Query
	s       sight
	f       *Filter
	seeds   []ActorID
	done    []ActorID           // frontiers already expanded
	hopOf   map[ActorID]int     // the hop at which an actor was found; after a single hop from one seed, the seed's only
	met     int                 // how many actors were found, seeds included
	ties    []*walkTie          // in the order in which they were found
	tieOf   map[tieKey]*walkTie // made when a tie may be met again
	sum     totalsSum
	spent   int // degrees of the actors expanded so far
	reasons []Reason
	inexact bool
}

type tieKey struct{ a, b ActorID }

// walkTie is a tie as the walk knows it. from tells from which of its ends its claims were found.
type walkTie struct {
	tieKey
	hop               int
	claims            int
	newest            Day
	witnesses         int
	fromA, fromB, any bool
}

func (w *walk) start(ctx context.Context) error {
	for _, a := range w.q.Actors {
		c, err := w.e.resolveActor(ctx, w.s, "actor", a)
		if err != nil {
			return err
		}
		w.seeds = append(w.seeds, c)
	}
	w.seeds = sortedSet(w.seeds)
	w.f = w.e.filter(&w.q.Criteria, w.s)
	w.f.Kinds, w.f.AvoidDegree, w.f.MinWitnesses = w.q.Kinds, w.q.AvoidDegree, w.q.MinWitnesses
	w.f.Exempt = w.seeds
	for _, a := range w.q.Avoid {
		w.f.Avoid = append(w.f.Avoid, w.s.identity.Of(a))
	}
	w.f.Avoid = sortedSet(w.f.Avoid)
	for _, a := range w.seeds {
		w.found(a, 0)
	}
	if w.q.Depth > 1 {
		degrees, err := w.degrees(ctx, w.seeds)
		if err != nil {
			return err
		}
		for _, d := range degrees {
			w.spent += d
		}
	}
	return nil
}

func (w *walk) found(a ActorID, hop int) bool {
	if _, seen := w.hopOf[a]; seen {
		return false
	}
	w.hopOf[a] = hop
	w.met++
	return true
}

// run goes hop by hop. When the time is up the hops that are complete are the answer.
func (w *walk) run(ctx context.Context) error {
	limited, cancel := context.WithTimeout(ctx, w.e.limits.Time)
	defer cancel()
	frontier := w.seeds
	for hop := 1; hop <= w.q.Depth && len(frontier) > 0; hop++ {
		x, err := w.e.store.Expand(limited, w.s.Sequence, w.f, Hop{Frontier: frontier, Done: w.done, Witnesses: w.wantsWitnesses()})
		if err != nil {
			return w.stopped(ctx, hop, err)
		}
		fresh := w.take(x, hop, frontier)
		w.done = append(w.done, frontier...)
		if hop == w.q.Depth {
			break
		}
		if frontier, err = w.next(limited, fresh, x, hop); err != nil {
			return w.stopped(ctx, hop+1, err)
		}
	}
	if !w.q.Among {
		return nil
	}
	if err := w.among(limited); err != nil {
		return w.stopped(ctx, 2, err)
	}
	return nil
}

func (w *walk) wantsWitnesses() bool { return w.q.Rank == Corroborated || w.q.MinWitnesses > 0 }

// stopped decides what an error at a hop means.
func (w *walk) stopped(ctx context.Context, hop int, err error) error {
	if !timedOut(err, ctx) {
		return err
	}
	if hop == 1 {
		return &Error{Code: CodeTimeout, Message: "the time limit passed before the first hop was complete; ask for less, for example a shorter time or fewer relations", Err: err}
	}
	w.because(ByTime)
	w.inexact = true
	return nil
}

func (w *walk) because(r Reason) {
	if !slices.Contains(w.reasons, r) {
		w.reasons = append(w.reasons, r)
	}
}

// lone tells that the answer is one hop around one seed: then every peer is in one row, and nothing is met twice.
func (w *walk) lone() bool { return w.q.Depth == 1 && len(w.seeds) == 1 && !w.q.Among }

// take books what a hop found and gives the actors that are new.
func (w *walk) take(x Expansion, hop int, frontier []ActorID) []ActorID {
	w.sum.add(x, len(frontier) == 1)
	block := make([]walkTie, len(x.Rows)) // room for all, so that a tie is no allocation of its own
	if w.lone() {
		w.ties = make([]*walkTie, len(x.Rows))
		for i := range x.Rows {
			r, t := &x.Rows[i], &block[i]
			t.meet(r, hop)
			if r.Peer != r.Frontier {
				w.met++
			}
			w.ties[i] = t
		}
		return nil
	}
	inFrontier := make(map[ActorID]bool, len(frontier))
	for _, a := range frontier {
		inFrontier[a] = true
	}
	var fresh []ActorID
	for i := range x.Rows {
		r := &x.Rows[i]
		if w.found(r.Peer, hop) {
			fresh = append(fresh, r.Peer)
		}
		t := w.known(r, hop)
		if t == nil {
			t = &block[i]
			t.meet(r, hop)
			w.enter(t)
		} else {
			t.add(r)
		}
		if inFrontier[r.Peer] { // its claims may have been found from either end
			t.seenFrom(r.Peer)
		}
	}
	return fresh
}

// known gives the tie of a row where it was met before: that needs an end in an earlier frontier, so a first hop knows
// none.
func (w *walk) known(r *Row, hop int) *walkTie {
	if hop == 1 {
		return nil
	}
	if w.tieOf == nil {
		w.tieOf = make(map[tieKey]*walkTie, len(w.ties))
		for _, t := range w.ties {
			w.tieOf[t.tieKey] = t
		}
	}
	return w.tieOf[keyOf(r)]
}

func (w *walk) enter(t *walkTie) {
	w.ties = append(w.ties, t)
	if w.tieOf != nil {
		w.tieOf[t.tieKey] = t
	}
}

func keyOf(r *Row) tieKey { return tieKey{min(r.Frontier, r.Peer), max(r.Frontier, r.Peer)} }

// meet makes t the tie of a row.
func (t *walkTie) meet(r *Row, hop int) {
	*t = walkTie{tieKey: keyOf(r), hop: hop, claims: r.Claims, newest: r.Newest, witnesses: r.Witnesses}
	t.seenFrom(r.Frontier)
}

// add books a row of a tie met before. Its witnesses are put right by recount.
func (t *walkTie) add(r *Row) {
	t.claims += r.Claims
	t.newest = max(t.newest, r.Newest)
	t.seenFrom(r.Frontier)
}

func (t *walkTie) seenFrom(a ActorID) {
	if a == t.a {
		t.fromA = true
	}
	if a == t.b {
		t.fromB = true
	}
}

// next chooses the actors to expand next: the best by their best tie of this hop, within the budget.
func (w *walk) next(ctx context.Context, fresh []ActorID, x Expansion, hop int) ([]ActorID, error) {
	best := make(map[ActorID]*Row, len(fresh))
	for i := range x.Rows {
		r := &x.Rows[i]
		if w.hopOf[r.Peer] != hop {
			continue
		}
		if b := best[r.Peer]; b == nil || w.compareRows(r, b) < 0 {
			best[r.Peer] = r
		}
	}
	slices.SortFunc(fresh, func(a, b ActorID) int {
		if c := w.compareRows(best[a], best[b]); c != 0 {
			return c
		}
		return compareIDs(a, b)
	})
	if len(fresh) > w.q.Expand {
		fresh = fresh[:w.q.Expand]
		w.because(ByFrontier)
		w.inexact = true
	}
	return w.admit(ctx, fresh)
}

// admit takes actors in order while their degrees fit into the budget.
func (w *walk) admit(ctx context.Context, actors []ActorID) ([]ActorID, error) {
	degrees, err := w.degrees(ctx, actors)
	if err != nil {
		return nil, err
	}
	for i, d := range degrees {
		if w.spent+d > w.e.limits.Degrees {
			w.because(ByBudget)
			w.inexact = true
			return actors[:i], nil
		}
		w.spent += d
	}
	return actors, nil
}

// degrees sums the degrees of each cluster's members.
func (w *walk) degrees(ctx context.Context, clusters []ActorID) ([]int, error) {
	members := make([]ActorID, 0, len(clusters))
	for _, c := range clusters {
		members = append(members, w.s.identity.Members(c)...)
	}
	each, err := w.e.store.Degrees(ctx, w.s.Sequence, members)
	if err != nil || len(members) == len(clusters) {
		return each, err
	}
	out := make([]int, 0, len(clusters))
	for _, c := range clusters {
		n := len(w.s.identity.Members(c))
		sum := 0
		for _, d := range each[:n] {
			sum += d
		}
		out = append(out, sum)
		each = each[n:]
	}
	return out, nil
}

// among adds the matching claims between the actors of the answer that no hop has found.
func (w *walk) among(ctx context.Context) error {
	slices.SortFunc(w.ties, w.compareTies)
	// Actors are admitted in the order of the answer: seeds, then by their best tie.
	order, seen := slices.Clone(w.seeds), map[ActorID]bool{}
	for _, a := range order {
		seen[a] = true
	}
	for _, t := range w.ties {
		for _, a := range []ActorID{t.a, t.b} {
			if !seen[a] {
				seen[a] = true
				order = append(order, a)
			}
		}
	}
	w.spent = 0
	actors, err := w.admit(ctx, order)
	if err != nil {
		return err
	}
	x, err := w.e.store.Expand(ctx, w.s.Sequence, w.f, Hop{Frontier: actors, Done: w.done, Among: true, Witnesses: w.wantsWitnesses()})
	if err != nil {
		return err
	}
	w.sum.add(x, false)
	for i := range x.Rows {
		r := &x.Rows[i]
		hop := 1 + min(w.hopOf[r.Frontier], w.hopOf[r.Peer])
		t := w.known(r, 2)
		if t == nil {
			t = new(walkTie)
			t.meet(r, hop)
			w.enter(t)
		} else {
			t.add(r)
			t.hop = min(t.hop, hop)
		}
		t.any = true
	}
	return nil
}
