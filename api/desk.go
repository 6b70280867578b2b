package api

import (
	"context"
	"slices"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// DeskBody is the body that answers GET /desk.
type DeskBody struct {
	AsOf    AsOfBody      `json:"as_of"`
	Reads   bool          `json:"reads"`
	Fetches bool          `json:"fetches"`
	Sources []ReadingBody `json:"sources"`
	Totals  ListTotals    `json:"totals"`
	Cursor  *string       `json:"cursor"`
}

// ReadingBody is a source in which proposals were found.
type ReadingBody struct {
	ID        graph.SourceID `json:"id"`
	Publisher *string        `json:"publisher"`
	Title     *string        `json:"title"`
	Published *string        `json:"published"`
	Language  *string        `json:"language"`
	Proposals int            `json:"proposals"`
	Open      int            `json:"open"`
}

// getDesk says what can be read here, and what waits for a decision.
func (s *Server) getDesk(c *gin.Context) (reply, error) {
	p, err := read(c, slices.Concat([]string{"waiting"}, pageNames)...)
	if err != nil {
		return reply{}, err
	}
	q := graph.ReadingList{PageQuery: p.page(), Waiting: p.flag("waiting")}
	return s.answer(c, p, &q.Moment, q.Cursor, func(ctx context.Context) (reply, error) {
		found, err := s.explorer.Readings(ctx, q)
		if err != nil {
			return reply{}, err
		}
		return reply{body: DeskBody{
			AsOf: bodyOfAsOf(found.AsOf), Reads: s.extractor != nil, Fetches: s.documents != nil && s.documents.Fetches(),
			Sources: each(found.Readings, bodyOfReading), Totals: atLeast(len(found.Readings), q.Cursor, found.Cursor), Cursor: orNull(found.Cursor),
		}}, nil
	})
}

func bodyOfReading(r *graph.ReadSource) ReadingBody {
	return ReadingBody{
		ID: r.ID, Publisher: orNull(r.Publisher), Title: orNull(r.Title), Published: orNull(r.Published), Language: orNull(r.Language),
		Proposals: r.Proposals, Open: r.Open,
	}
}
