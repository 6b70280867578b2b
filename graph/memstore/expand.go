package memstore

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"liaison/graph"
)

// question is a filter at a point in known time.
type question struct {
	*state
	*graph.Filter
	ontology *graph.Ontology
}

// matches tells whether a claim passes the part of the filter that does not depend on where it is seen from.
func (q question) matches(c *claim) bool {
	if !c.stands() || !passes(q.Relations, c.Relation) || !passes(q.Polarities, c.Polarity) ||
		!passes(q.Modalities, c.Modality) || !passes(q.Filter.Sources, c.Source) || c.Confidence < q.MinConfidence {
		return false
	}
	if !q.Windowed {
		return true
	}
	if q.Certain {
		return c.When.Certain(q.Window)
	}
	return c.When.Possible(q.Window)
}

// ends gives the clusters of a claim's subject and object.
func (q question) ends(c *claim) (subject, object graph.ActorID) {
	return q.Identity.Of(c.Subject), q.Identity.Of(c.Object)
}

// directed tells whether the direction is right for a claim seen from a cluster; not so where the cluster has no end.
func (q question) directed(c *claim, from graph.ActorID) bool {
	subject, object := q.ends(c)
	either := q.Direction != graph.Out && q.Direction != graph.In || q.ontology.IsSymmetric(c.Relation)
	return from == subject && (either || q.Direction == graph.Out) || from == object && (either || q.Direction == graph.In)
}

// seen tells whether a claim matches seen from a cluster: right direction, and a neighbour that may be shown.
func (q question) seen(c *claim, from graph.ActorID) bool {
	subject, object := q.ends(c)
	neighbour := subject
	if from == subject {
		neighbour = object
	}
	return q.directed(c, from) && q.shown(neighbour)
}

// shown tells whether a cluster may be a neighbour.
func (q question) shown(cluster graph.ActorID) bool {
	if slices.Contains(q.Exempt, cluster) {
		return true
	}
	if !passes(q.Kinds, q.actors[cluster].Kind) || slices.Contains(q.Avoid, cluster) {
		return false
	}
	degree := 0
	for _, member := range q.Identity.Members(cluster) {
		degree += q.degree(member)
	}
	return q.AvoidDegree == 0 || degree <= q.AvoidDegree
}

// witnesses counts the distinct origins of the asserted claims; of the denied ones where only those are asked for.
func (q question) witnesses(claims []*claim) int {
	wanted := graph.Asserted
	if len(q.Polarities) == 1 && q.Polarities[0] == graph.Denied {
		wanted = graph.Denied
	}
	origins := map[graph.SourceID]bool{}
	for _, c := range claims {
		if c.Polarity == wanted {
			origins[q.Origins.Of(c.Voice(), c.stamp)] = true
		}
	}
	return len(origins)
}

// between gives the matching claims between two clusters, whatever their direction.
func (q question) between(x, y graph.ActorID) []*claim {
	var out []*claim
	for _, c := range q.claims {
		if a, b := q.ends(c); q.matches(c) && (a == x && b == y || a == y && b == x) {
			out = append(out, c)
		}
	}
	return out
}

// Expand finds the claims around a frontier.
func (s *Store) Expand(ctx context.Context, seq graph.Sequence, f *graph.Filter, h graph.Hop) (graph.Expansion, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return graph.Expansion{}, err
	}
	q := question{state: st, Filter: f, ontology: s.ontology}
	type key struct{ frontier, peer graph.ActorID }
	rows := map[key][]*claim{}
	for _, c := range st.claims {
		if !q.matches(c) || slices.ContainsFunc(h.Done, func(from graph.ActorID) bool { return q.seen(c, from) }) {
			continue
		}
		a, b := q.ends(c)
		inA, inB := slices.Contains(h.Frontier, a), slices.Contains(h.Frontier, b)
		if h.Among {
			if inA && inB && a != b {
				rows[key{min(a, b), max(a, b)}] = append(rows[key{min(a, b), max(a, b)}], c)
			}
			continue
		}
		if !(inA && q.seen(c, a) || inB && q.seen(c, b)) {
			continue
		}
		k := key{a, b}
		if inA && inB {
			k = key{min(a, b), max(a, b)}
		} else if inB {
			k = key{b, a}
		}
		rows[k] = append(rows[k], c)
	}

	var (
		out     graph.Expansion
		counted []*claim
	)
	for k, claims := range rows {
		row := graph.Row{Frontier: k.frontier, Peer: k.peer, Claims: len(claims), Newest: graph.OpenStart}
		for _, c := range claims {
			if day, ok := c.When.Day(); ok {
				row.Newest = max(row.Newest, day)
			}
		}
		if f.MinWitnesses > 0 && q.witnesses(q.between(k.frontier, k.peer)) < f.MinWitnesses {
			continue
		}
		if h.Witnesses {
			row.Witnesses = q.witnesses(claims)
		}
		out.Rows = append(out.Rows, row)
		counted = append(counted, claims...)
	}
	out.Relations, out.Years = byRelation(counted), byYear(counted)
	return out, nil
}

// Ties describes ties.
func (s *Store) Ties(ctx context.Context, seq graph.Sequence, f *graph.Filter, ties []graph.TieAsk) ([]graph.TieAnswer, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return nil, err
	}
	q := question{state: st, Filter: f, ontology: s.ontology}
	out := make([]graph.TieAnswer, len(ties))
	for i, ask := range ties {
		var claims []*claim
		for _, c := range st.claims {
			a, b := q.ends(c)
			between := a == ask.A && b == ask.B || a == ask.B && b == ask.A
			if between && q.matches(c) && (ask.Any || ask.FromA && q.directed(c, ask.A) || ask.FromB && q.directed(c, ask.B)) {
				claims = append(claims, c)
			}
		}
		out[i] = q.tie(claims, ask.Skip, ask.N)
	}
	return out, nil
}

func (q question) tie(claims []*claim, skip, n int) graph.TieAnswer {
	out := graph.TieAnswer{Claims: len(claims), Relations: byRelation(claims), Years: byYear(claims), Witnesses: q.witnesses(claims)}
	out.First, out.Last = graph.Bound{None: true}, graph.Bound{None: true}
	sources := map[graph.SourceID]bool{}
	for _, c := range claims {
		sources[c.Source] = true
		out.Disputed = out.Disputed || c.Disputed
		if c.When.IsZero() {
			continue
		}
		first, hasFirst := c.When.First()
		last, hasLast := c.When.Last()
		out.First = widen(out.First, first, hasFirst, first < out.First.Day)
		out.Last = widen(out.Last, last, hasLast, last > out.Last.Day)
	}
	out.Sources = len(sources)
	slices.SortFunc(claims, claimOrder)
	for _, c := range claims[min(skip, len(claims)):min(skip+n, len(claims))] {
		out.Rows = append(out.Rows, graph.ClaimRow{
			ID: c.ID, Subject: c.Subject, Relation: c.Relation, Object: c.Object, When: c.When, Basis: c.WhenBasis, Polarity: c.Polarity,
			Modality: c.Modality, Confidence: c.Confidence, Source: c.Source, Disputed: c.Disputed,
		})
	}
	return out
}

// widen takes a dated claim's end into a bound; further tells whether the day lies beyond the one in it.
func widen(b graph.Bound, day graph.Day, known, further bool) graph.Bound {
	switch {
	case b.Open || !known:
		return graph.Bound{Open: true}
	case b.None || further:
		return graph.Bound{Day: day}
	}
	return b
}

// claimOrder: newest day first, undated last, then id.
func claimOrder(a, b *claim) int {
	x, datedX := a.When.Day()
	y, datedY := b.When.Day()
	if datedX != datedY {
		if datedX {
			return -1
		}
		return 1
	}
	if datedX && x != y {
		return cmp.Compare(y, x)
	}
	return bytes.Compare(a.ID[:], b.ID[:])
}
