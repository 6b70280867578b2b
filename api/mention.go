package api

import (
	"context"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// Mentions are the names and dates of a text.
type Mentions struct {
	Events bool // events are read in texts of this language
	Names  []Mention
	Dates  []DateMention
}

// Mention is who is named at a place of a text.
type Mention struct {
	Quote      graph.Quote
	Actor      graph.Actor // who is meant; none where that is not decided
	Via        string      // by what kind of words: name, demonym, metonym, office
	Recorded   bool        // it is an actor of the store
	Candidates []graph.Actor
}

// DateMention is an expression of time at a place of a text.
type DateMention struct {
	Quote graph.Quote
	When  graph.When // zero: no date can be told
	Basis graph.Basis
}

// MentionsBody is the body that answers GET /sources/{id}/mentions.
type MentionsBody struct {
	Source graph.SourceID    `json:"source"`
	Events bool              `json:"events"`
	Names  []MentionBody     `json:"names"`
	Dates  []DateMentionBody `json:"dates"`
}

// MentionBody is who is named at a place of a text.
type MentionBody struct {
	QuoteBody
	Via        string      `json:"via"`
	Actor      *ActorName  `json:"actor"`
	Recorded   bool        `json:"recorded"`
	Candidates []ActorName `json:"candidates"`
}

// DateMentionBody is an expression of time at a place of a text.
type DateMentionBody struct {
	QuoteBody
	When WhenBody `json:"when"`
}

// getMentions finds the names and dates of a source's text, by the actors that are recorded now.
func (s *Server) getMentions(c *gin.Context) (reply, error) {
	p, err := read(c)
	if err != nil {
		return reply{}, err
	}
	if s.extractor == nil {
		return reply{}, problem(string(graph.CodeUnavailable), "this server reads no texts; it only answers questions")
	}
	p.current = true
	id, now := graph.SourceID(p.id("id", c.Param("id"))), graph.Moment{}
	return s.answer(c, p, &now, "", func(ctx context.Context) (reply, error) {
		d, err := s.explorer.Source(ctx, id, graph.PageQuery{Moment: now, Limit: 1})
		if err != nil {
			return reply{}, err
		}
		if !d.Source.Held {
			return reply{}, graph.NotFound("id", string(id), "no text of the source %s is held", id)
		}
		found, err := s.extractor.Mentions(ctx, &d.Source.Source)
		if err != nil {
			return reply{}, err
		}
		return reply{body: bodyOfMentions(id, &found)}, nil
	})
}

func bodyOfMentions(id graph.SourceID, m *Mentions) MentionsBody {
	return MentionsBody{
		Source: id, Events: m.Events,
		Names: each(m.Names, func(n *Mention) MentionBody {
			b := MentionBody{QuoteBody: bodyOfQuote(&n.Quote), Via: n.Via, Recorded: n.Recorded, Candidates: each(n.Candidates, bodyOfActorName)}
			if n.Actor.ID != "" {
				a := bodyOfActorName(&n.Actor)
				b.Actor = &a
			}
			return b
		}),
		Dates: each(m.Dates, func(d *DateMention) DateMentionBody {
			return DateMentionBody{bodyOfQuote(&d.Quote), bodyOfWhen(d.When, d.Basis)}
		}),
	}
}
