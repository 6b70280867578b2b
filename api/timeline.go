package api

import (
	"context"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// getTimeline counts the claims around actors by days, months or years, and lists them.
func (s *Server) getTimeline(c *gin.Context) (reply, error) {
	p, err := read(c, append([]string{"actor", "peer", "bucket"}, criteriaNames...)...)
	if err != nil {
		return reply{}, err
	}
	q := graph.TimelineQuery{
		Criteria: p.criteria(),
		Actors:   list[graph.ActorID](p, "actor", graph.MaxSeeds),
		Peer:     graph.ActorID(p.text("peer", graph.MaxName)),
		Bucket:   word(p, "bucket", "", graph.Buckets()),
	}
	return s.answer(c, p, &q.Moment, q.Cursor, func(ctx context.Context) (reply, error) {
		t, err := s.explorer.Timeline(ctx, q)
		if err != nil {
			return reply{}, err
		}
		return reply{encode: func(b []byte) []byte { return AppendTimeline(b, t) }}, nil
	})
}

// AppendTimeline appends the body of a timeline: openapi.yaml, Timeline.
func AppendTimeline(b []byte, t *graph.Timeline) []byte {
	b = appendIDs(append(b, `{"query":`...), `{"actor":`, t.Query.Actors)
	b = appendText(append(b, `,"peer":`...), string(t.Query.Peer))
	b = appendText(append(b, `,"bucket":`...), string(t.Query.Bucket))
	b = appendFilters(b, &t.Query.Criteria)
	b = appendInt(b, `,"min_confidence":`, t.Query.MinConfidence)
	b = append(appendInt(b, `,"limit":`, t.Query.Limit), '}')
	b = appendAsOf(append(b, `,"as_of":`...), t.AsOf)
	b = append(b, `,"periods":[`...)
	for i, p := range t.Periods {
		b = appendDay(append(comma(b, i), `{"from":`...), p.From)
		b = appendDay(append(b, `,"to":`...), p.To)
		b = appendInt(b, `,"possible":`, p.Possible)
		b = append(appendInt(b, `,"certain":`, p.Certain), '}')
	}
	b = appendInt(b, `],"count":`, t.Count)
	b = appendInt(b, `,"undated":`, t.Undated)
	b = append(b, `,"actors":[`...)
	for i := range t.Actors {
		b = appendViewActor(comma(b, i), &t.Actors[i])
	}
	b = append(b, `],"claims":[`...)
	for i := range t.Claims {
		b = appendViewClaim(comma(b, i), &t.Claims[i])
	}
	b = appendTruncated(append(b, `],"truncated":`...), t.Truncated)
	return append(appendText(append(b, `,"cursor":`...), t.Cursor), '}')
}
