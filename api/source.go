package api

import (
	"context"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// SourcesBody is the body that answers GET /sources.
type SourcesBody struct {
	AsOf    AsOfBody           `json:"as_of"`
	Sources []SourceRecordBody `json:"sources"`
	Totals  ListTotals         `json:"totals"`
	Cursor  *string            `json:"cursor"`
}

// SourceRecordBody is a source as recorded, without its text.
type SourceRecordBody struct {
	ID        graph.SourceID  `json:"id"`
	Publisher *string         `json:"publisher"`
	Title     *string         `json:"title"`
	URL       *string         `json:"url"`
	Published *string         `json:"published"`
	Language  *string         `json:"language"`
	Kind      *string         `json:"kind"`
	Relays    *graph.SourceID `json:"relays"`
	Origin    graph.SourceID  `json:"origin"`
	Summary   bool            `json:"summary"`
	TextHeld  bool            `json:"text_held"`
	Claims    int             `json:"claims"`
	Sequence  graph.Sequence  `json:"sequence"`
	Recorded  string          `json:"recorded"`
}

// SourceBody is the body that answers GET /sources/{id}.
type SourceBody struct {
	AsOf   AsOfBody         `json:"as_of"`
	Source SourceRecordBody `json:"source"`
	Text   *string          `json:"text"`
	Chain  []graph.SourceID `json:"chain"`
	Claims []ClaimItem      `json:"claims"`
	Totals ListTotals       `json:"totals"`
	Cursor *string          `json:"cursor"`
}

func bodyOfSource(s *graph.SourceState) SourceRecordBody {
	return SourceRecordBody{
		ID: s.ID, Publisher: orNull(s.Publisher), Title: orNull(s.Title), URL: orNull(s.URL), Published: orNull(s.Published),
		Language: orNull(s.Language), Kind: orNull(s.Kind), Relays: orNull(s.Relaying), Origin: s.Origin, Summary: s.Summary,
		TextHeld: s.Held, Claims: s.Claims, Sequence: s.Sequence, Recorded: moment(s.Recorded),
	}
}

// BodyOfSources makes the body of a page of sources. Asked is the cursor of the question.
func BodyOfSources(p *graph.SourcePage, asked string) SourcesBody {
	return SourcesBody{
		AsOf:    bodyOfAsOf(p.AsOf),
		Sources: each(p.Sources, bodyOfSource),
		Totals:  atLeast(len(p.Sources), asked, p.Cursor),
		Cursor:  orNull(p.Cursor),
	}
}

// BodyOfSource makes the body of one source. Asked is the cursor of the question.
func BodyOfSource(d *graph.SourceDetail, asked string) SourceBody {
	b := SourceBody{
		AsOf:   bodyOfAsOf(d.AsOf),
		Source: bodyOfSource(&d.Source),
		Chain:  orEmpty(d.Chain),
		Claims: each(d.Claims, bodyOfItem),
		Totals: atLeast(len(d.Claims), asked, d.Cursor),
		Cursor: orNull(d.Cursor),
	}
	if d.Source.Held {
		b.Text = &d.Source.Text
	}
	return b
}

// listSources lists the sources.
func (s *Server) listSources(c *gin.Context) (reply, error) {
	p, err := read(c, pageNames...)
	if err != nil {
		return reply{}, err
	}
	q := p.page()
	return s.answer(c, p, &q.Moment, q.Cursor, func(ctx context.Context) (reply, error) {
		found, err := s.explorer.Sources(ctx, q)
		if err != nil {
			return reply{}, err
		}
		return reply{body: BodyOfSources(found, q.Cursor)}, nil
	})
}

// getSource gives one source with its text and claims.
func (s *Server) getSource(c *gin.Context) (reply, error) {
	p, err := read(c, pageNames...)
	if err != nil {
		return reply{}, err
	}
	q, id := p.page(), graph.SourceID(p.id("id", c.Param("id")))
	return s.answer(c, p, &q.Moment, q.Cursor, func(ctx context.Context) (reply, error) {
		d, err := s.explorer.Source(ctx, id, q)
		if err != nil {
			return reply{}, err
		}
		return reply{body: BodyOfSource(d, q.Cursor)}, nil
	})
}
