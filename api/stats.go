package api

import (
	"context"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// StatsBody is the body that answers GET /stats.
type StatsBody struct {
	AsOf      AsOfBody            `json:"as_of"`
	Totals    StatsTotals         `json:"totals"`
	Years     []YearBody          `json:"years"`
	Relations []RelationCountBody `json:"relations"`
	Kinds     []KindBody          `json:"kinds"`
	Health    HealthOfData        `json:"health"`
}

// StatsTotals counts what is recorded.
type StatsTotals struct {
	Actors      int `json:"actors"`
	Sources     int `json:"sources"`
	Texts       int `json:"texts"`
	Claims      int `json:"claims"`
	Withdrawn   int `json:"withdrawn"`
	Judgements  int `json:"judgements"`
	Disputes    int `json:"disputes"`
	Retractions int `json:"retractions"`
	Proposals   int `json:"proposals"`
	Open        int `json:"open_proposals"`
}

// HealthOfData counts standing claims that deserve a second look.
type HealthOfData struct {
	Undated         int `json:"undated"`
	WithoutEvidence int `json:"without_evidence"`
	Disputed        int `json:"disputed"`
}

// YearBody counts the claims of a year; null is for those without a first day.
type YearBody struct {
	Key    *int `json:"key"`
	Claims int  `json:"claims"`
}

// RelationCountBody counts the claims of a relation.
type RelationCountBody struct {
	Key    graph.RelationID `json:"key"`
	Claims int              `json:"claims"`
}

// KindBody counts the actors of a kind.
type KindBody struct {
	Key    graph.Kind `json:"key"`
	Actors int        `json:"actors"`
}

// BodyOfStats makes the body of the statistics.
func BodyOfStats(v *graph.StatsView) StatsBody {
	return StatsBody{
		AsOf: bodyOfAsOf(v.AsOf),
		Totals: StatsTotals{
			Actors: v.Actors, Sources: v.Sources, Texts: v.TextsHeld, Claims: v.Claims, Withdrawn: v.Withdrawn,
			Judgements: v.Judgements, Disputes: v.Disputes, Retractions: v.Retractions, Proposals: v.Proposals, Open: v.OpenProposals,
		},
		Years: each(v.Years, func(y *graph.YearCount) YearBody {
			if y.Open {
				return YearBody{nil, y.Claims}
			}
			return YearBody{&y.Year, y.Claims}
		}),
		Relations: each(v.Relations, func(r *graph.RelationCount) RelationCountBody { return RelationCountBody{r.Relation, r.Claims} }),
		Kinds:     each(v.Kinds, func(k *graph.KindCount) KindBody { return KindBody{k.Kind, k.Actors} }),
		Health:    HealthOfData{Undated: v.Undated, WithoutEvidence: v.WithoutEvidence, Disputed: v.Disputed},
	}
}

// getStats counts what the store holds.
func (s *Server) getStats(c *gin.Context) (reply, error) {
	p, err := read(c, momentNames...)
	if err != nil {
		return reply{}, err
	}
	m := p.moment()
	return s.answer(c, p, &m, "", func(ctx context.Context) (reply, error) {
		v, err := s.explorer.Stats(ctx, m)
		if err != nil {
			return reply{}, err
		}
		return reply{body: BodyOfStats(v)}, nil
	})
}
