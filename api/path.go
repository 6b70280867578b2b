package api

import (
	"context"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

var pathNames = append([]string{"a", "b", "hops", "dates", "worlds", "best", "kind", "avoid", "avoid_degree", "min_witnesses"}, criteriaNames...)

// listPaths finds how two actors are connected.
func (s *Server) listPaths(c *gin.Context) (reply, error) {
	p, err := read(c, pathNames...)
	if err != nil {
		return reply{}, err
	}
	q := graph.PathsQuery{
		Criteria: p.criteria(), A: graph.ActorID(p.text("a", graph.MaxID)), B: graph.ActorID(p.text("b", graph.MaxID)),
		Kinds: words(p, "kind", graph.Kinds()), Avoid: list[graph.ActorID](p, "avoid", maxAvoid), AvoidDegree: p.number("avoid_degree", 0, 1, maxDegree),
		MinWitnesses: p.number("min_witnesses", 0, 0, maxCount), Hops: p.number("hops", 0, 1, graph.MaxHops),
		Dates: word(p, "dates", "", graph.Senses()), Worlds: word(p, "worlds", "", []graph.Worlds{graph.SomeWorld, graph.EveryWorld}),
		Best: p.number("best", 0, 1, graph.MaxBest),
	}
	q.Limit = p.number("limit", 0, 1, graph.MaxPaths)
	return s.answer(c, p, &q.Moment, q.Cursor, func(ctx context.Context) (reply, error) {
		v, err := s.explorer.Paths(ctx, q)
		if err != nil {
			return reply{}, err
		}
		return reply{encode: func(b []byte) []byte { return AppendPaths(b, v) }, noStore: v.Totals.Reason == graph.ByTime}, nil
	})
}

// AppendPaths appends the body of paths: openapi.yaml, PathList.
func AppendPaths(b []byte, v *graph.PathsView) []byte {
	q := &v.Query
	b = appendID(append(b, `{"query":{"a":`...), q.A)
	b = appendID(append(b, `,"b":`...), q.B)
	b = appendInt(b, `,"hops":`, q.Hops)
	b = appendID(append(b, `,"dates":`...), q.Dates)
	b = appendText(append(b, `,"worlds":`...), string(q.Worlds))
	if b = append(b, `,"best":`...); q.Best > 0 {
		b = appendInt(b, "", q.Best)
	} else {
		b = append(b, "null"...)
	}
	b = appendFilters(b, &q.Criteria)
	b = appendBetween(b, q.Kinds, q.Avoid, q.AvoidDegree)
	b = appendInt(b, `,"min_confidence":`, q.MinConfidence)
	b = appendInt(b, `,"min_witnesses":`, q.MinWitnesses)
	b = append(appendInt(b, `,"limit":`, q.Limit), '}')
	b = appendAsOf(append(b, `,"as_of":`...), v.AsOf)
	if v.Hops == 0 {
		b = append(b, `,"hops":null`...)
	} else {
		b = appendInt(b, `,"hops":`, v.Hops)
	}
	b = append(b, `,"paths":[`...)
	for i, p := range v.Paths {
		b = appendIDs(comma(b, i), "", p)
	}
	b = append(b, `],"ways":[`...)
	for i, way := range v.Ways {
		b = append(comma(b, i), '[')
		for k, id := range way {
			b = appendClaimID(comma(b, k), id)
		}
		b = append(b, ']')
	}
	b = append(b, `],"costs":[`...)
	for i, n := range v.Costs {
		b = appendInt(comma(b, i), "", n)
	}
	b = appendParts(append(b, ']'), v.Actors, v.Ties, v.Claims)
	b = appendInt(b, `,"totals":{"paths":`, v.Totals.Paths)
	b = appendBool(b, `,"exact":`, v.Totals.Exact)
	b = appendInt(b, `,"looked":`, v.Totals.Looked)
	b = appendBool(b, `,"apart":`, v.Totals.Apart)
	b = appendInt(b, `,"actors":`, v.Totals.Actors)
	b = appendText(append(b, `,"reason":`...), string(v.Totals.Reason))
	return append(appendText(append(b, `},"cursor":`...), v.Cursor), '}')
}
