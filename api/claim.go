package api

import (
	"context"
	"slices"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// ClaimsBody is the body that answers GET /claims.
type ClaimsBody struct {
	AsOf   AsOfBody    `json:"as_of"`
	Claims []ClaimItem `json:"claims"`
	Totals ListTotals  `json:"totals"`
	Cursor *string     `json:"cursor"`
}

// ClaimItem is a claim in a list, with its words.
type ClaimItem struct {
	ID          graph.ClaimID    `json:"id"`
	Subject     graph.ActorID    `json:"subject"`
	Relation    graph.RelationID `json:"relation"`
	Object      graph.ActorID    `json:"object"`
	When        WhenBody         `json:"when"`
	Polarity    graph.Polarity   `json:"polarity"`
	Modality    graph.Modality   `json:"modality"`
	Confidence  int              `json:"confidence"`
	Source      graph.SourceID   `json:"source"`
	Disputed    bool             `json:"disputed"`
	Statement   *string          `json:"statement"`
	Attribution *string          `json:"attribution"`
	Event       *string          `json:"event"`
	Evidence    []QuoteBody      `json:"evidence"`
	Sequence    graph.Sequence   `json:"sequence"`
	Recorded    string           `json:"recorded"`
	Withdrawn   bool             `json:"withdrawn"`
}

// QuoteBody is a quote with its place in the held text.
type QuoteBody struct {
	Quote string `json:"quote"`
	Start *int   `json:"start"`
	End   *int   `json:"end"`
}

func bodyOfQuote(q *graph.Quote) QuoteBody {
	if q.Start == 0 && q.End == 0 {
		return QuoteBody{Quote: q.Text}
	}
	return QuoteBody{q.Text, &q.Start, &q.End}
}

func bodyOfItem(c *graph.ClaimState) ClaimItem {
	b := ClaimItem{
		ID: c.ID, Subject: c.Subject, Relation: c.Relation, Object: c.Object, When: bodyOfWhen(c.When, c.WhenBasis),
		Polarity: c.Polarity, Modality: c.Modality, Confidence: c.Confidence, Source: c.Source, Disputed: c.Disputed,
		Statement: orNull(c.Statement), Attribution: orNull(c.Attribution), Event: orNull(c.Event),
		Evidence: each(c.Evidence, bodyOfQuote), Sequence: c.Sequence, Recorded: moment(c.Recorded), Withdrawn: c.Withdrawn != 0,
	}
	for i := range c.Additions {
		b.Evidence = append(b.Evidence, each(c.Additions[i].Quotes, bodyOfQuote)...)
	}
	return b
}

// BodyOfClaims makes the body of a page of claims. Asked is the cursor of the question.
func BodyOfClaims(p *graph.ClaimPage, asked string) ClaimsBody {
	return ClaimsBody{
		AsOf:   bodyOfAsOf(p.AsOf),
		Claims: each(p.Claims, bodyOfItem),
		Totals: atLeast(len(p.Claims), asked, p.Cursor),
		Cursor: orNull(p.Cursor),
	}
}

// listClaims lists claims by words, source, event or run.
func (s *Server) listClaims(c *gin.Context) (reply, error) {
	p, err := read(c, slices.Concat([]string{"q", "source", "event", "run", "disputed"}, pageNames)...)
	if err != nil {
		return reply{}, err
	}
	page := p.page()
	q := graph.ClaimList{
		Moment: page.Moment, Limit: page.Limit, Cursor: page.Cursor,
		Text: p.text("q", maxText), Source: graph.SourceID(p.text("source", graph.MaxID)),
		Event: p.text("event", graph.MaxName), Run: p.text("run", graph.MaxName), Disputed: p.flag("disputed"),
	}
	return s.answer(c, p, &q.Moment, q.Cursor, func(ctx context.Context) (reply, error) {
		found, err := s.explorer.Claims(ctx, q)
		if err != nil {
			return reply{}, err
		}
		return reply{body: BodyOfClaims(found, q.Cursor)}, nil
	})
}

// getClaim describes one claim.
func (s *Server) getClaim(c *gin.Context) (reply, error) {
	p, err := read(c, momentNames...)
	if err != nil {
		return reply{}, err
	}
	m := p.moment()
	id := p.recordID(c.Param("id"))
	return s.answer(c, p, &m, "", func(ctx context.Context) (reply, error) {
		d, err := s.explorer.Claim(ctx, id, m)
		if err != nil {
			return reply{}, err
		}
		return reply{body: BodyOfClaim(s.explorer.Ontology(), d)}, nil
	})
}
