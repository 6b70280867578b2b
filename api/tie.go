package api

import (
	"context"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// getTie lists the claims between two actors.
func (s *Server) getTie(c *gin.Context) (reply, error) {
	p, err := read(c, criteriaNames...)
	if err != nil {
		return reply{}, err
	}
	q := graph.TieQuery{
		Criteria: p.criteria(),
		A:        graph.ActorID(p.id("a", c.Param("a"))),
		B:        graph.ActorID(p.id("b", c.Param("b"))),
	}
	return s.answer(c, p, &q.Moment, q.Cursor, func(ctx context.Context) (reply, error) {
		v, err := s.explorer.Tie(ctx, q)
		if err != nil {
			return reply{}, err
		}
		return reply{encode: func(b []byte) []byte { return AppendTie(b, v) }}, nil
	})
}

// AppendTie appends the body of a tie: openapi.yaml, TieDetail.
func AppendTie(b []byte, v *graph.TieView) []byte {
	b = appendID(append(b, `{"query":{"a":`...), v.Query.A)
	b = appendID(append(b, `,"b":`...), v.Query.B)
	b = appendFilters(b, &v.Query.Criteria)
	b = appendInt(b, `,"min_confidence":`, v.Query.MinConfidence)
	b = append(appendInt(b, `,"limit":`, v.Query.Limit), '}')
	b = appendAsOf(append(b, `,"as_of":`...), v.AsOf)
	if v.Tie.Claims == 0 {
		b = append(b, `,"tie":null`...)
	} else {
		b = appendTie(append(b, `,"tie":`...), &v.Tie)
	}
	b = append(b, `,"actors":[`...)
	for i := range v.Actors {
		b = appendViewActor(comma(b, i), &v.Actors[i])
	}
	b = append(b, `],"claims":[`...)
	for i := range v.Claims {
		b = appendViewClaim(comma(b, i), &v.Claims[i])
	}
	b = appendTotals(append(b, `],"totals":`...), &v.Totals)
	b = appendTruncated(append(b, `,"truncated":`...), v.Truncated)
	return append(appendText(append(b, `,"cursor":`...), v.Cursor), '}')
}
