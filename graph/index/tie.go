package index

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"liaison/graph"
)

// tieScratch is the part of a scratch that Ties works in.
type tieScratch struct {
	asks  []ask
	order []uint32 // places in asks, by the cluster that is looked through
	hits  []tieHit
	byAsk []tieHit
	used  []uint64 // values counted for one tie
}

// ask is a graph.TieAsk by numbers.
type ask struct {
	scan, peer       uint32 // the end whose claims are looked through, and the other one
	place            int    // in the caller's list
	fromScan, fromIt bool
	any              bool
	next             uint32 // place + 1 of another ask for the same two
	hits, start      uint32
}

// tieHit is a claim that belongs to a tie.
type tieHit struct {
	ask, claim, when uint32
	member, peer     uint32 // the actors at its ends
	lo, hi           graph.Day
	relation         uint16
	strength         uint8
}

func (h *tieHit) day() graph.Day {
	switch {
	case h.lo != graph.OpenStart:
		return h.lo
	case h.hi != graph.OpenEnd:
		return h.hi
	}
	return graph.OpenStart // undated: before all others, so last
}

// Ties is graph.Store.Ties.
func (s Snapshot) Ties(ctx context.Context, at graph.Sequence, f *graph.Filter, ties []graph.TieAsk) ([]graph.TieAnswer, error) {
	q := s.ask(at, f)
	defer q.done()
	out := make([]graph.TieAnswer, len(ties))
	for i := range out {
		out[i].First.None, out[i].Last.None = true, true
	}
	if q.empty {
		return out, ctx.Err()
	}
	t := tieQuery{question: q, ctx: ctx}
	defer t.clean()
	t.plan(ties)
	if err := t.collect(); err != nil {
		return nil, err
	}
	t.deal()
	for i := range q.sc.ties.asks {
		if err := t.spend(int(q.sc.ties.asks[i].hits)); err != nil {
			return nil, err
		}
		a := &q.sc.ties.asks[i]
		t.answer(a, &ties[a.place], &out[a.place])
	}
	return out, ctx.Err()
}

type tieQuery struct {
	*question
	ctx  context.Context
	left int

	// What answers are cut out of.
	rows         []graph.ClaimRow
	relationList []graph.RelationCount
	yearList     []graph.YearCount
}

func (t *tieQuery) spend(n int) error {
	t.left -= n
	if t.left > 0 {
		return nil
	}
	t.left = checkEvery
	return t.ctx.Err()
}

func (t *tieQuery) clean() {
	ts := &t.sc.ties
	for _, a := range ts.asks {
		t.sc.cell[a.scan], t.sc.cell[a.peer] = 0, 0
	}
	ts.asks, ts.order, ts.used = shrunk(ts.asks), shrunk(ts.order), shrunk(ts.used)
	ts.hits, ts.byAsk = shrunk(ts.hits), shrunk(ts.byAsk)
}

// plan decides for each tie from which end it is looked for: the cheaper one, unless looking through the other end
// serves so many ties at once that it costs less than all of their cheaper ends.
func (t *tieQuery) plan(ties []graph.TieAsk) {
	ts := &t.sc.ties
	type end struct{ cost, saves int }
	ends := make(map[uint32]*end, len(ties)+1)
	look := func(c uint32) *end {
		e := ends[c]
		if e == nil {
			e = &end{cost: t.cost(c)}
			ends[c] = e
		}
		return e
	}
	for i := range ties {
		a := ask{place: i, any: ties[i].Any}
		x, okX := t.number(ties[i].A)
		y, okY := t.number(ties[i].B)
		if !okX || !okY {
			continue
		}
		a.scan, a.peer = x, y
		a.fromScan, a.fromIt = ties[i].FromA, ties[i].FromB
		if look(y).cost < look(x).cost {
			a.turn()
		}
		if a.scan != a.peer {
			look(a.peer).saves += look(a.scan).cost
		}
		ts.asks = append(ts.asks, a)
	}
	for i := range ts.asks {
		a := &ts.asks[i]
		if dear := ends[a.peer]; a.scan != a.peer && dear.saves > dear.cost {
			a.turn()
		}
		ts.order = append(ts.order, uint32(i))
	}
	slices.SortFunc(ts.order, func(i, j uint32) int {
		return cmp.Or(cmp.Compare(ts.asks[i].scan, ts.asks[j].scan), cmp.Compare(i, j))
	})
}

func (a *ask) turn() {
	a.scan, a.peer = a.peer, a.scan
	a.fromScan, a.fromIt = a.fromIt, a.fromScan
}

// collect looks once through the claims of each end, for all ties that are looked for from there.
func (t *tieQuery) collect() error {
	ts, cell := &t.sc.ties, t.sc.cell
	for from := 0; from < len(ts.order); {
		scan := ts.asks[ts.order[from]].scan
		to := from
		for ; to < len(ts.order) && ts.asks[ts.order[to]].scan == scan; to++ {
			i := ts.order[to]
			a := &ts.asks[i]
			a.next = cell[a.peer]
			cell[a.peer] = i + 1
		}
		var buf [1]uint32
		for _, m := range t.members(scan, &buf) {
			if err := t.member(scan, m); err != nil {
				return err
			}
		}
		for _, i := range ts.order[from:to] {
			cell[ts.asks[i].peer] = 0
		}
		from = to
	}
	return nil
}

func (t *tieQuery) member(scan, m uint32) error {
	b, cell := t.base, t.sc.cell
	lo, hi := b.within(m, t.from, t.to)
	for hi > lo {
		part := max(lo, hi-checkEvery)
		if err := t.spend(hi - part); err != nil {
			return err
		}
		for i := hi - 1; i >= part; i-- {
			c := cell[t.cluster(b.peer[i])]
			if c == 0 || !t.plain && !t.matches(b.claim[i], b.relation[i], b.strength[i]) {
				continue
			}
			day := longDay(b.day[i])
			t.take(c, scan, m, &half{peer: b.peer[i], claim: b.claim[i], when: exact, lo: day, hi: day, relation: b.relation[i], strength: b.strength[i]})
		}
		hi = part
	}
	loose := b.looseRun(m)
	if err := t.spend(len(loose)); err != nil {
		return err
	}
	for i := range loose {
		t.takeHalf(scan, m, &loose[i])
	}
	for _, d := range t.deltas {
		for at := d.head(m); at != 0; {
			l := d.link(at)
			at = l.next
			t.takeHalf(scan, m, &l.half)
		}
	}
	return nil
}

func (t *tieQuery) takeHalf(scan, m uint32, h *half) {
	if !t.matches(h.claim, h.relation, h.strength) || !t.overlaps(h) {
		return
	}
	if c := t.sc.cell[t.cluster(h.peer)]; c != 0 {
		t.take(c, scan, m, h)
	}
}

// take gives a matching claim to the ties that it belongs to.
func (t *tieQuery) take(at, scan, member uint32, h *half) {
	ts := &t.sc.ties
	in := h.strength&incoming != 0
	for at != 0 {
		i := at - 1
		a := &ts.asks[i]
		at = a.next
		if a.peer == scan {
			if in || !a.any && !a.fromScan && !a.fromIt {
				continue // within one cluster both ends come by; the subject's counts
			}
		} else if !a.any && !(a.fromScan && t.directed(h.relation, in)) && !(a.fromIt && t.directed(h.relation, !in)) {
			continue
		}
		a.hits++
		ts.hits = append(ts.hits, tieHit{
			ask: i, claim: h.claim, when: h.when, member: member, peer: h.peer, lo: h.lo, hi: h.hi, relation: h.relation, strength: h.strength,
		})
	}
}

// deal puts the hits of each tie behind one another, in the order in which they were found.
func (t *tieQuery) deal() {
	ts := &t.sc.ties
	start := uint32(0)
	for i := range ts.asks {
		a := &ts.asks[i]
		a.start = start
		start += a.hits
	}
	ts.byAsk = slices.Grow(ts.byAsk[:0], len(ts.hits))[:len(ts.hits)]
	for i := range ts.hits {
		a := &ts.asks[ts.hits[i].ask]
		ts.byAsk[a.start] = ts.hits[i]
		a.start++
	}
	for i := range ts.asks {
		ts.asks[i].start -= ts.asks[i].hits
	}
}

// newestFirst is the order of claims of a tie.
func (t *tieQuery) newestFirst(a, b *tieHit) int {
	if c := cmp.Compare(b.day(), a.day()); c != 0 {
		return c
	}
	return bytes.Compare(t.pages.id(a.claim)[:], t.pages.id(b.claim)[:])
}
