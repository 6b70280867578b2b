package index

import (
	"context"
	"slices"

	"liaison/graph"
)

// Line is graph.Store.Line.
func (s Snapshot) Line(ctx context.Context, at graph.Sequence, f *graph.Filter, l graph.LineAsk) (graph.LineAnswer, error) {
	q := s.ask(at, f)
	defer q.done()
	if q.empty {
		return graph.LineAnswer{}, ctx.Err()
	}
	t := lineQuery{tieQuery: tieQuery{question: q, ctx: ctx}, want: l.Skip + l.N, days: map[graph.Day]int{}, dates: map[graph.When]int{}}
	defer t.clean()
	if !t.mark(l) {
		return graph.LineAnswer{}, ctx.Err()
	}
	for i := range t.actors {
		if err := t.look(uint32(i)); err != nil {
			return graph.LineAnswer{}, err
		}
	}
	return t.line(l), ctx.Err()
}

// lineQuery is one call of Line. A hit is a claim that may lie on the page that is wanted; all of them are counted.
type lineQuery struct {
	tieQuery
	actors  []uint32
	peer    uint32
	peering bool
	lone    bool // around one actor alone, whatever the direction and the other end
	want    int  // how many of the newest claims must be among the hits
	days    map[graph.Day]int
	dates   map[graph.When]int
}

// mark numbers the actors, of which each cell holds the place + 1. False: nobody is there.
func (t *lineQuery) mark(l graph.LineAsk) bool {
	if t.peering = l.Peer != ""; t.peering {
		n, ok := t.number(l.Peer)
		if !ok {
			return false
		}
		t.peer = n
	}
	for _, id := range l.Actors {
		if n, ok := t.number(id); ok && t.sc.cell[n] == 0 {
			t.actors = append(t.actors, n)
			t.sc.cell[n] = uint32(len(t.actors))
		}
	}
	t.lone = len(t.actors) == 1 && !t.peering && t.either && t.clusters == nil
	return len(t.actors) > 0
}

// clean leaves the scratch as the next query has to find it.
func (t *lineQuery) clean() {
	for _, n := range t.actors {
		t.sc.cell[n] = 0
	}
	t.sc.ties.hits = shrunk(t.sc.ties.hits)
}

// look goes through the claims of one actor, newest day first where they have one day.
func (t *lineQuery) look(me uint32) error {
	b := t.base
	var buf [1]uint32
	for _, m := range t.members(t.actors[me], &buf) {
		lo, hi := b.within(m, t.from, t.to)
		kept, floor, day, n := 0, uint16(notDated), uint16(notDated), 0
		for ; hi > lo; hi = max(lo, hi-checkEvery) {
			part := max(lo, hi-checkEvery)
			if err := t.spend(hi - part); err != nil {
				return err
			}
			for i := hi - 1; i >= part; i-- {
				if !t.plain && !t.matches(b.claim[i], b.relation[i], b.strength[i]) || !t.lies(me, b.peer[i], b.relation[i], b.strength[i]) {
					continue
				}
				if b.day[i] != day {
					t.ofDay(day, n)
					day, n = b.day[i], 0
				}
				n++
				if kept >= t.want && day < floor {
					continue // older than all that the page can hold
				}
				kept, floor = kept+1, day
				d := longDay(day)
				t.keep(m, &half{peer: b.peer[i], claim: b.claim[i], when: exact, lo: d, hi: d, relation: b.relation[i], strength: b.strength[i]})
			}
		}
		t.ofDay(day, n)
		if err := t.rest(me, m); err != nil {
			return err
		}
	}
	return nil
}

func (t *lineQuery) ofDay(day uint16, n int) {
	if n > 0 {
		t.days[longDay(day)] += n
	}
}

// rest goes through the loose run and the deltas of one member.
func (t *lineQuery) rest(me, member uint32) error {
	loose := t.base.looseRun(member)
	if err := t.spend(len(loose)); err != nil {
		return err
	}
	for i := range loose {
		t.takeHalf(me, member, &loose[i])
	}
	for _, d := range t.deltas {
		for at := d.head(member); at != 0; {
			l := d.link(at)
			at = l.next
			t.takeHalf(me, member, &l.half)
		}
	}
	return nil
}

func (t *lineQuery) takeHalf(me, member uint32, h *half) {
	if !t.matches(h.claim, h.relation, h.strength) || !t.overlaps(h) || !t.lies(me, h.peer, h.relation, h.strength) {
		return
	}
	if h.when == exact {
		t.days[h.lo]++
	} else {
		t.dates[t.whens[h.when]]++
	}
	if t.want > 0 {
		t.keep(member, h)
	}
}

func (t *lineQuery) keep(member uint32, h *half) {
	t.sc.ties.hits = append(t.sc.ties.hits, tieHit{
		claim: h.claim, when: h.when, member: member, peer: h.peer, lo: h.lo, hi: h.hi, relation: h.relation, strength: h.strength,
	})
}

// lies tells whether a claim is on the line and is counted from this end: one between two of the actors is met from both.
func (t *lineQuery) lies(me, peer uint32, relation uint16, strength uint8) bool {
	if t.lone {
		return strength&incoming == 0 || peer != t.actors[me]
	}
	p, in := t.cluster(peer), strength&incoming != 0
	mine := t.directed(relation, in) && (!t.peering || p == t.peer)
	other := t.sc.cell[p]
	switch {
	case other == 0:
		return mine
	case other-1 == me: // within one cluster both ends come by; the subject's counts
		return !in && (!t.peering || p == t.peer)
	case other-1 < me:
		return false // counted from there
	}
	its := t.directed(relation, !in) && (!t.peering || t.actors[me] == t.peer)
	return mine || its
}

// line makes the answer of what was found.
func (t *lineQuery) line(l graph.LineAsk) graph.LineAnswer {
	out := graph.LineAnswer{Dates: make([]graph.DateCount, 0, len(t.days)+len(t.dates))}
	for d, n := range t.days {
		out.Dates = append(out.Dates, graph.DateCount{When: graph.ExactDay(d), Claims: n})
	}
	for w, n := range t.dates {
		out.Dates = append(out.Dates, graph.DateCount{When: w, Claims: n})
	}
	hits := t.sc.ties.hits
	if l.N <= 0 || l.Skip >= len(hits) {
		return out
	}
	slices.SortFunc(hits, func(x, y tieHit) int { return t.newestFirst(&x, &y) })
	page := hits[l.Skip:min(t.want, len(hits))]
	out.Rows = carve(&t.rows, len(page))
	for i := range out.Rows {
		out.Rows[i] = t.claimRow(&page[i])
	}
	return out
}
