package api

import (
	"context"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// JudgementsBody is the body that answers GET /judgements.
type JudgementsBody struct {
	AsOf       AsOfBody        `json:"as_of"`
	Judgements []JudgementBody `json:"judgements"`
	Totals     ListTotals      `json:"totals"`
	Cursor     *string         `json:"cursor"`
}

// JudgementBody is somebody's word on whether two actors are one.
type JudgementBody struct {
	ID       graph.RecordID `json:"id"`
	A        graph.ActorID  `json:"a"`
	B        graph.ActorID  `json:"b"`
	Verdict  graph.Verdict  `json:"verdict"`
	Reason   *string        `json:"reason"`
	By       *string        `json:"by"`
	At       *string        `json:"at"`
	Sequence graph.Sequence `json:"sequence"`
	Recorded string         `json:"recorded"`
	Holds    bool           `json:"holds"`
}

func bodyOfJudgement(j *graph.JudgementRow) JudgementBody {
	return JudgementBody{
		j.ID, j.A, j.B, j.Verdict, orNull(j.Reason), orNull(j.By), orNull(j.At), j.AsOf.Sequence, moment(j.AsOf.Recorded), j.Holds,
	}
}

// BodyOfJudgements makes the body of a page of judgements.
func BodyOfJudgements(p *graph.JudgementPage) JudgementsBody {
	return JudgementsBody{
		AsOf:       bodyOfAsOf(p.AsOf),
		Judgements: each(p.Judgements, bodyOfJudgement),
		Totals:     ListTotals{Exact: true, Count: p.Total},
		Cursor:     orNull(p.Cursor),
	}
}

// listJudgements lists the judgements.
func (s *Server) listJudgements(c *gin.Context) (reply, error) {
	p, err := read(c, pageNames...)
	if err != nil {
		return reply{}, err
	}
	q := p.page()
	return s.answer(c, p, &q.Moment, q.Cursor, func(ctx context.Context) (reply, error) {
		found, err := s.explorer.Judgements(ctx, q)
		if err != nil {
			return reply{}, err
		}
		return reply{body: BodyOfJudgements(found)}, nil
	})
}
