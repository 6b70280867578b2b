package memstore

import (
	"context"
	"slices"

	"liaison/graph"
)

// Line puts the claims around actors in the order of time.
func (s *Store) Line(ctx context.Context, seq graph.Sequence, f *graph.Filter, l graph.LineAsk) (graph.LineAnswer, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return graph.LineAnswer{}, err
	}
	q := question{state: st, Filter: f, ontology: s.ontology}
	var claims []*claim
	for _, c := range st.claims {
		if q.matches(c) && slices.ContainsFunc(l.Actors, func(from graph.ActorID) bool { return q.lies(c, from, l.Peer) }) {
			claims = append(claims, c)
		}
	}
	counts := map[graph.When]int{}
	for _, c := range claims {
		counts[c.When]++
	}
	var out graph.LineAnswer
	for w, n := range counts {
		out.Dates = append(out.Dates, graph.DateCount{When: w, Claims: n})
	}
	out.Rows = q.tie(claims, l.Skip, l.N).Rows
	return out, nil
}

// lies tells whether a claim is on the line of a cluster: right direction, and at the other end the peer, if there is one.
func (q question) lies(c *claim, from, peer graph.ActorID) bool {
	subject, object := q.ends(c)
	other := subject
	if from == subject {
		other = object
	}
	return q.directed(c, from) && (peer == "" || other == peer)
}
