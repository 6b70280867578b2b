package neo4jstore

import (
	"context"

	"liaison/graph"
)

// daysOf are the columns by which branches tell claims apart in time: a slot that says it all, or the ends of a span.
var daysOf = map[graph.Worlds]string{
	"": "0 AS d, 0 AS x, 0 AS z, 0 AS m",
	graph.SomeWorld: `CASE WHEN r.slot < 100000000 THEN r.slot END AS d, CASE WHEN r.slot >= 100000000 THEN r.first END AS x,
		CASE WHEN r.slot >= 100000000 THEN r.last END AS z, min(r.seq) AS m`,
	graph.EveryWorld: `CASE WHEN r.slot < 100000000 THEN r.slot END AS d, CASE WHEN r.slot >= 100000000 THEN r.start_latest END AS x,
		CASE WHEN r.slot >= 100000000 THEN r.end_earliest END AS z, min(r.seq) AS m`,
}

// reachTail puts together what is alike but for its days.
const reachTail = `WITH f, b, way, $symmetric[t] AS even, d, x, z, min(m) AS m
WITH f, b, way, even, collect([d, x, z, m]) AS days
RETURN collect([f, b.id, way, even, days]) AS groups`

// fewPeers is up to how many peers branches look for them: each claim is compared with each.
const fewPeers = 50

// leap is a kind of statement for steps.
type leap struct {
	worlds graph.Worlds
	within bool
	told   bool
}

func (q *question) reachText(l leap) string {
	look := search{shape: q.shape(), many: true, within: l.within, group: "DISTINCT g[0] AS f, b, r.relation AS t, " + daysOf[l.worlds], names: "f, b, t, d, x, z, m"}
	if l.worlds != "" {
		look.group = "g[0] AS f, b, r.relation AS t, " + daysOf[l.worlds]
	}
	check := "WITH * WHERE " + relationCheck + "\n"
	if l.told {
		look.group += told
		look.names += namesTold
		check = "WITH * WHERE " + groupCheck + "\n"
	}
	return look.cypher() + check + reachTail
}

// Reach finds whom claims lead to from a frontier.
func (s *Store) Reach(ctx context.Context, seq graph.Sequence, f *graph.Filter, l graph.Leap) ([]graph.Step, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return nil, err
	}
	defer leave()
	if len(l.Frontier) == 0 || len(p.types) == 0 || l.Only != nil && len(l.Only) == 0 {
		return nil, nil
	}
	q := s.ask(p, f, false)
	kind := leap{worlds: l.Worlds, within: l.Only != nil && len(l.Only) <= fewPeers, told: q.params["polarity"] != nil || q.params["sources"] != nil}
	name, build := "leap "+string(l.Worlds)+text(kind.within)+text(kind.told), func() string { return q.reachText(kind) }
	if err := q.choose(ctx, l.Frontier, name, build); err != nil {
		return nil, err
	}
	q.around(l.Frontier)
	q.params["symmetric"], q.params["peers"] = q.symmetric(), q.members(l.Only)
	rows, err := q.find(ctx, name, build)
	if err != nil {
		return nil, err
	}
	return q.steps(ctx, l, rows[0].list(0))
}

func text(is bool) string {
	if is {
		return " yes"
	}
	return " no"
}

// steps makes steps of the groups found.
func (q *question) steps(ctx context.Context, l graph.Leap, groups []any) ([]graph.Step, error) {
	type key struct{ from, to graph.ActorID }
	past, found, clusters := setOf(l.Past), map[key]int{}, map[graph.ActorID]bool{}
	var only map[graph.ActorID]bool
	if l.Only != nil {
		only = setOf(l.Only)
	}
	var out []graph.Step
	for _, item := range groups {
		g := rowOf(item)
		k := key{l.Frontier[g.int(0)], q.Identity.Of(graph.ActorID(g.text(1)))}
		subject, even := g.int(2) > 0, g.bool(3)
		if k.from == k.to || past[k.to] || only != nil && !only[k.to] || !even && (subject && q.Direction == graph.In || !subject && q.Direction == graph.Out) {
			continue
		}
		clusters[k.to] = true
		if !l.Pairs {
			k.from = ""
		}
		at, known := found[k]
		if !known {
			at = len(out)
			found[k] = at
			out = append(out, graph.Step{From: k.from, To: k.to})
		}
		if l.Worlds != "" {
			out[at].Spans = appendSpans(out[at].Spans, l.Worlds, g.list(4))
		}
	}
	hidden, err := q.hidden(ctx, clusters)
	if err != nil {
		return nil, err
	}
	kept := out[:0]
	for _, s := range out {
		if hidden[s.To] || l.Worlds != "" && len(s.Spans) == 0 {
			continue
		}
		s.Spans = graph.BestSpans(s.Spans)
		kept = append(kept, s)
	}
	return kept, nil
}

// appendSpans reads the days of a group. In every world, what has no ends has no span: without a date, or unsure.
func appendSpans(spans []graph.Span, worlds graph.Worlds, days []any) []graph.Span {
	for _, item := range days {
		d := rowOf(item)
		s := graph.Span{Early: graph.OpenStart, Late: graph.OpenEnd, Claim: graph.Sequence(d.int(3))}
		if !d.null(0) {
			s.Early = dayOf(d.int(0))
			s.Late = s.Early
		} else if worlds == graph.EveryWorld && d.null(1) {
			continue
		}
		if !d.null(1) {
			s.Early = graph.Day(d.int(1))
		}
		if !d.null(2) {
			s.Late = graph.Day(d.int(2))
		}
		spans = append(spans, s)
	}
	return spans
}
