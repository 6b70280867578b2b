package index

import (
	"cmp"
	"context"
	"slices"

	"liaison/graph"
)

// checkEvery is after how many half-edges a query looks whether it is still wanted.
const checkEvery = 64 << 10

// A cell tells what is known of a cluster while one frontier actor is looked through: 0 nothing yet; with isSpecial,
// a place in specials; else, while the dated run is counted, the claims so far, and after that its row + 1.
const isSpecial = 1 << 31

// special is a cluster that takes more than counting: one of the frontier, of earlier frontiers, or one not shown.
type special struct {
	cluster     uint32
	front, done bool
	shown       int8 // 1: shown, -1: not, 0: not looked at
	rank        int32
	row         int32 // while one frontier actor is looked through; -1: none
}

// row is a graph.Row by numbers.
type row struct {
	frontier, peer    uint32
	claims, witnesses uint32
	pair              uint32 // witnesses over all matching claims between the two, see graph.Filter.MinWitnesses
	newest            graph.Day
}

// hit is a claim whose row may yet be dropped.
type hit struct {
	row      uint32
	relation uint16
	year     uint16
}

// expansion is one call of Expand.
type expansion struct {
	*question
	ctx       context.Context
	among     bool
	witnesses bool // counted claim by claim
	hold      bool // rows may be dropped: keep the hits
	me        int  // the special of the frontier actor that is looked through
	centre    uint32
	yearLo    int // of the years counted
	yearHi    int
	left      int // half-edges until the context is looked at
}

// Expand is graph.Store.Expand. It appends to out, and allocates nothing where there is room.
func (s Snapshot) Expand(ctx context.Context, at graph.Sequence, f *graph.Filter, h graph.Hop, out *graph.Expansion) error {
	q := s.ask(at, f)
	defer q.done()
	if q.empty {
		return ctx.Err()
	}
	e := expansion{question: q, ctx: ctx, among: h.Among, yearLo: yearCount, yearHi: -1}
	e.witnesses = h.Witnesses && !q.oneWitness()
	e.hold = f.MinWitnesses > 0
	if q.oneWitness() {
		if f.MinWitnesses > 1 {
			return ctx.Err()
		}
		e.hold = false
	}
	defer e.clean()
	e.mark(h)
	for i := range q.sc.specials {
		if !q.sc.specials[i].front {
			continue
		}
		if err := e.scan(i); err != nil {
			return err
		}
	}
	if h.Witnesses && !e.witnesses {
		for i := range q.sc.rows {
			q.sc.rows[i].witnesses = 1
		}
	}
	e.emit(f, out)
	return ctx.Err()
}

// mark makes the frontier and the earlier ones special.
func (e *expansion) mark(h graph.Hop) {
	for _, id := range h.Frontier {
		if n, ok := e.number(id); ok {
			i := e.special(n)
			e.sc.specials[i].front = true
		}
	}
	for _, id := range h.Done {
		if n, ok := e.number(id); ok {
			i := e.special(n)
			e.sc.specials[i].done = true
		}
	}
	if e.among {
		// A pair is looked for from the end of the lower rank only, so the busiest actor comes last and costs nothing.
		slices.SortFunc(e.sc.specials, func(a, b special) int {
			return cmp.Or(cmp.Compare(e.cost(a.cluster), e.cost(b.cluster)), cmp.Compare(a.cluster, b.cluster))
		})
	}
	for i := range e.sc.specials {
		sp := &e.sc.specials[i]
		sp.rank = int32(i)
		e.sc.cell[sp.cluster] = isSpecial | uint32(i)
	}
}

// special gives the place in specials of a cluster.
func (e *expansion) special(cluster uint32) int {
	if c := e.sc.cell[cluster]; c&isSpecial != 0 {
		return int(c &^ isSpecial)
	}
	i := len(e.sc.specials)
	e.sc.specials = append(e.sc.specials, special{cluster: cluster, row: -1})
	e.sc.cell[cluster] = isSpecial | uint32(i)
	return i
}

// cost tells how many half-edges a look through a cluster takes, but for the delta.
func (q *question) cost(cluster uint32) int {
	var buf [1]uint32
	n := 0
	for _, m := range q.members(cluster, &buf) {
		lo, hi := q.base.within(m, q.from, q.to)
		n += hi - lo + len(q.base.looseRun(m))
	}
	return n
}

// scan looks through the claims of one frontier actor.
func (e *expansion) scan(me int) error {
	sc := e.sc
	e.me, e.centre = me, sc.specials[me].cluster
	first := len(sc.rows)
	var buf [1]uint32
	members := e.members(e.centre, &buf)
	if e.plain && e.either && e.clusters == nil && !e.shows && !e.among && !e.witnesses && !e.hold && !sc.specials[me].done {
		lo, hi := e.base.within(e.centre, e.from, e.to)
		met := 0
		for hi > lo {
			part := max(lo, hi-checkEvery)
			if err := e.spend(hi - part); err != nil {
				e.settle(met) // for clean
				return err
			}
			met = e.count(part, hi, met)
			hi = part
		}
		e.settle(met)
	} else {
		for _, m := range members {
			if err := e.walk(m); err != nil {
				return err
			}
		}
	}
	for _, m := range members {
		if err := e.rest(m); err != nil {
			return err
		}
	}
	for _, r := range sc.rows[first:] {
		if c := &sc.cell[r.peer]; *c&isSpecial != 0 {
			sc.specials[*c&^isSpecial].row = -1
		} else {
			*c = 0
		}
	}
	return nil
}

// spend looks at the context now and then.
func (e *expansion) spend(n int) error {
	e.left -= n
	if e.left > 0 {
		return nil
	}
	e.left = checkEvery
	return e.ctx.Err()
}

// walk goes through the dated run of one member, newest day first.
func (e *expansion) walk(member uint32) error {
	b := e.base
	lo, hi := b.within(member, e.from, e.to)
	year, floor := 0, uint16(notDated)
	for hi > lo {
		part := max(lo, hi-checkEvery)
		if err := e.spend(hi - part); err != nil {
			return err
		}
		for i := hi - 1; i >= part; i-- {
			if !e.plain && !e.matches(b.claim[i], b.relation[i], b.strength[i]) {
				continue
			}
			if b.day[i] < floor {
				year, floor = yearOf(b.day[i])
			}
			e.take(b.peer[i], b.claim[i], b.relation[i], b.strength[i]&incoming != 0, longDay(b.day[i]), year)
		}
		hi = part
	}
	return nil
}

// rest goes through the loose run and the deltas of one member.
func (e *expansion) rest(member uint32) error {
	loose := e.base.looseRun(member)
	if err := e.spend(len(loose)); err != nil {
		return err
	}
	for i := range loose {
		e.takeHalf(&loose[i])
	}
	for _, d := range e.deltas {
		for at := d.head(member); at != 0; {
			l := d.link(at)
			at = l.next
			e.takeHalf(&l.half)
		}
	}
	return nil
}

func (e *expansion) takeHalf(h *half) {
	if !e.matches(h.claim, h.relation, h.strength) || !e.overlaps(h) {
		return
	}
	newest, year := h.lo, yearOpen
	if newest == graph.OpenStart {
		if newest = h.hi; newest == graph.OpenEnd {
			newest = graph.OpenStart // undated
		}
	} else {
		year = newest.Year()
	}
	e.take(h.peer, h.claim, h.relation, h.strength&incoming != 0, newest, year)
}

// take counts a matching claim, if it counts here.
func (e *expansion) take(peer, claim uint32, relation uint16, in bool, newest graph.Day, year int) {
	sc := e.sc
	p := e.cluster(peer)
	c := sc.cell[p]
	counts := false
	switch {
	case c&isSpecial != 0:
		counts = e.placed(&sc.specials[c&^isSpecial], relation, in)
	case c == 0 && e.shows && !e.shown(p):
		hidden := e.special(p) // may move specials
		sc.specials[hidden].shown = -1
		return
	case e.among || sc.specials[e.me].done || !e.directed(relation, in):
	default:
		counts = true
	}
	if !counts && !e.hold {
		return
	}
	at := e.row(p)
	r := &sc.rows[at]
	if e.hold && e.pages.flags(claim)&flagDenied == e.wanted && sc.origins.add(uint64(at+1)<<33|uint64(e.origin(claim))) {
		r.pair++
	}
	if !counts {
		return
	}
	r.claims++
	r.newest = max(r.newest, newest)
	if e.hold {
		sc.hits = append(sc.hits, hit{row: uint32(at), relation: relation, year: uint16(year)})
	} else {
		sc.relations[relation]++
		e.year(year, 1)
	}
	if e.witnesses && e.pages.flags(claim)&flagDenied == e.wanted && sc.origins.add(uint64(at+1)<<33|1<<32|uint64(e.origin(claim))) {
		r.witnesses++
	}
}

// row finds or makes the row of a peer.
func (e *expansion) row(peer uint32) int {
	sc := e.sc
	cell := &sc.cell[peer]
	if *cell&isSpecial != 0 {
		sp := &sc.specials[*cell&^isSpecial]
		if sp.row < 0 {
			sp.row = int32(len(sc.rows))
			sc.rows = append(sc.rows, row{frontier: e.centre, peer: peer, newest: graph.OpenStart})
		}
		return int(sp.row)
	}
	if *cell == 0 {
		sc.rows = append(sc.rows, row{frontier: e.centre, peer: peer, newest: graph.OpenStart})
		*cell = uint32(len(sc.rows))
	}
	return int(*cell - 1)
}

// placed tells whether a claim between the frontier actor and a special cluster counts here: see graph.Hop and
// graph.Expansion.
func (e *expansion) placed(sp *special, relation uint16, in bool) bool {
	me := &e.sc.specials[e.me]
	if sp == me { // within one cluster: both ends come by, the subject's counts
		return !in && !e.among && !me.done && e.shownSpecial(me)
	}
	if sp.front && sp.rank < me.rank {
		return false // counted from there
	}
	fromMe := e.directed(relation, in) && e.shownSpecial(sp)
	fromIt := e.directed(relation, !in) && e.shownSpecial(me)
	if me.done && fromMe || sp.done && fromIt {
		return false
	}
	if !sp.front {
		return fromMe && !e.among
	}
	return fromMe || fromIt || e.among
}

func (e *expansion) shownSpecial(sp *special) bool {
	if sp.shown == 0 {
		sp.shown = -1
		if e.shown(sp.cluster) {
			sp.shown = 1
		}
	}
	return sp.shown > 0
}
