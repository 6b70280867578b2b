package index

import (
	"context"

	"liaison/graph"
)

// What a search for paths knows of a cluster, in its cell.
const (
	unmet  = iota
	barred // not wanted, not shown, or told already
	open   // wanted and shown
	wanted // by Leap.Only; nobody has looked yet whether it is shown
	first  // from here on: the place of its step, while one frontier actor is looked through
)

// reach is one call of Reach.
type reach struct {
	*question
	ctx     context.Context
	only    bool
	pairs   bool
	worlds  graph.Worlds
	centre  uint32
	from    graph.ActorID
	begin   int // of the centre's steps
	met     []uint32
	touched []uint32 // clusters whose cells are to be cleaned
	steps   []graph.Step
	spans   [][]claimSpan
	left    int // half-edges until the context is looked at
}

// claimSpan is a graph.Span by the number of its claim.
type claimSpan struct {
	early, late graph.Day
	claim       uint32
}

// Reach is graph.Store.Reach.
func (s Snapshot) Reach(ctx context.Context, at graph.Sequence, f *graph.Filter, l graph.Leap) ([]graph.Step, error) {
	q := s.ask(at, f)
	defer q.done()
	if q.empty {
		return nil, ctx.Err()
	}
	r := reach{question: q, ctx: ctx, only: l.Only != nil, pairs: l.Pairs, worlds: l.Worlds, touched: q.sc.touched[:0]}
	defer r.clean()
	for _, id := range l.Only {
		r.mark(id, wanted)
	}
	for _, id := range l.Past {
		r.mark(id, barred)
	}
	for _, id := range l.Frontier {
		n, ok := r.number(id)
		if !ok {
			continue
		}
		r.centre, r.from = n, id
		if err := r.scan(); err != nil {
			return nil, err
		}
	}
	return r.steps, ctx.Err()
}

func (r *reach) mark(id graph.ActorID, as uint32) {
	if n, ok := r.number(id); ok {
		r.set(n, as)
	}
}

// set changes a cell, so that it is cleaned at the end.
func (r *reach) set(cluster, as uint32) {
	if r.sc.cell[cluster] == unmet {
		r.touched = append(r.touched, cluster)
	}
	r.sc.cell[cluster] = as
}

func (r *reach) clean() {
	for _, n := range r.touched {
		r.sc.cell[n] = unmet
	}
	r.sc.touched = shrunk(r.touched)
}

// scan looks through the claims of one frontier actor.
func (r *reach) scan() error {
	r.begin, r.met, r.spans = len(r.steps), r.met[:0], r.spans[:0]
	var buf [1]uint32
	for _, m := range r.members(r.centre, &buf) {
		if err := r.walk(m); err != nil {
			return err
		}
	}
	for i, p := range r.met {
		r.sc.cell[p] = open
		if r.worlds != "" {
			r.steps[r.begin+i].Spans = r.best(r.spans[i])
		}
	}
	return nil
}

// best gives the best of the spans of a step.
func (r *reach) best(list []claimSpan) []graph.Span {
	out := make([]graph.Span, len(list))
	for i, s := range list {
		out[i] = graph.Span{Early: s.early, Late: s.late, Claim: r.claimRuns.sequence(s.claim)}
	}
	return graph.BestSpans(out)
}

// spend looks at the context now and then.
func (r *reach) spend(n int) error {
	r.left -= n
	if r.left > 0 {
		return nil
	}
	r.left = checkEvery
	return r.ctx.Err()
}

// walk goes through the claims of one member.
func (r *reach) walk(member uint32) error {
	b, cell := r.base, r.sc.cell
	lo, hi := b.within(member, r.question.from, r.question.to)
	for hi > lo {
		part := max(lo, hi-checkEvery)
		if err := r.spend(hi - part); err != nil {
			return err
		}
		for i := hi - 1; i >= part; i-- {
			// Most peers are not wanted, or were met before.
			p := b.peer[i]
			if r.clusters != nil {
				p = r.clusters.cluster(p)
			}
			if c := cell[p]; r.worlds == "" && c >= first || c == barred || r.only && c == unmet {
				continue
			}
			if r.plain || r.matches(b.claim[i], b.relation[i], b.strength[i]) {
				r.take(p, b.relation[i], b.strength[i]&incoming != 0, b.claim[i], longDay(b.day[i]), longDay(b.day[i]))
			}
		}
		hi = part
	}
	loose := b.looseRun(member)
	if err := r.spend(len(loose)); err != nil {
		return err
	}
	for i := range loose {
		r.takeHalf(&loose[i])
	}
	for _, d := range r.deltas {
		for at := d.head(member); at != 0; {
			l := d.link(at)
			at = l.next
			r.takeHalf(&l.half)
		}
	}
	return nil
}

func (r *reach) takeHalf(h *half) {
	if !r.matches(h.claim, h.relation, h.strength) || !r.overlaps(h) {
		return
	}
	early, late := h.lo, h.hi
	if r.worlds != "" && h.when != exact {
		var ok bool
		if early, late, ok = r.whens[h.when].SpanIn(r.worlds); !ok {
			return
		}
	}
	r.take(r.cluster(h.peer), h.relation, h.strength&incoming != 0, h.claim, early, late)
}

// take makes a step of a claim that matches, or adds its span to one.
func (r *reach) take(p uint32, relation uint16, in bool, claim uint32, early, late graph.Day) {
	c := r.sc.cell[p]
	if p == r.centre || c == barred || r.only && c == unmet || !r.directed(relation, in) {
		return
	}
	if c == unmet || c == wanted {
		if !r.shown(p) {
			r.set(p, barred)
			return
		}
	}
	if c < first {
		c = r.step(p)
	}
	if r.worlds == "" {
		return
	}
	list := &r.spans[c-first]
	if n := len(*list); n > 0 && (*list)[n-1].early == early && (*list)[n-1].late == late {
		(*list)[n-1].claim = min((*list)[n-1].claim, claim) // as on a day with many claims
		return
	}
	*list = append(*list, claimSpan{early, late, claim})
}

// step makes the step to a peer, and gives its new cell.
func (r *reach) step(p uint32) uint32 {
	if !r.pairs {
		r.set(p, barred)
		r.steps = append(r.steps, graph.Step{To: r.ActorID(p)})
		return barred
	}
	r.set(p, first+uint32(len(r.met)))
	r.met = append(r.met, p)
	r.steps = append(r.steps, graph.Step{From: r.from, To: r.ActorID(p)})
	if r.worlds != "" {
		if len(r.spans) < cap(r.spans) {
			r.spans = r.spans[:len(r.spans)+1]
			r.spans[len(r.spans)-1] = r.spans[len(r.spans)-1][:0]
		} else {
			r.spans = append(r.spans, nil)
		}
	}
	return r.sc.cell[p]
}
