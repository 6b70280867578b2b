package memstore

import (
	"context"
	"slices"

	"liaison/graph"
)

// Reach finds whom claims lead to from a frontier.
func (s *Store) Reach(ctx context.Context, seq graph.Sequence, f *graph.Filter, l graph.Leap) ([]graph.Step, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return nil, err
	}
	q := question{state: st, Filter: f, ontology: s.ontology}
	type key struct{ from, to graph.ActorID }
	spans := map[key][]graph.Span{}
	for _, c := range st.claims {
		if !q.matches(c) {
			continue
		}
		early, late, ok := c.When.SpanIn(l.Worlds)
		if l.Worlds != "" && !ok {
			continue
		}
		subject, object := q.ends(c)
		for _, k := range []key{{subject, object}, {object, subject}} {
			if k.from == k.to || !slices.Contains(l.Frontier, k.from) || !q.seen(c, k.from) ||
				slices.Contains(l.Past, k.to) || l.Only != nil && !slices.Contains(l.Only, k.to) {
				continue
			}
			if !l.Pairs {
				k.from = ""
			}
			spans[k] = append(spans[k], graph.Span{Early: early, Late: late, Claim: c.Sequence})
		}
	}
	var out []graph.Step
	for k, list := range spans {
		step := graph.Step{From: k.from, To: k.to}
		if l.Worlds != "" {
			step.Spans = graph.BestSpans(list)
		}
		out = append(out, step)
	}
	return out, nil
}
