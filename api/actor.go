package api

import (
	"context"
	"slices"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// ActorsBody is the body that answers GET /actors.
type ActorsBody struct {
	AsOf   AsOfBody   `json:"as_of"`
	Actors []HitBody  `json:"actors"`
	Totals ListTotals `json:"totals"`
	Cursor *string    `json:"cursor"`
}

// HitBody is an actor that was found, and why.
type HitBody struct {
	Actor struct {
		ID          graph.ActorID   `json:"id"`
		Name        string          `json:"name"`
		Kind        graph.Kind      `json:"kind"`
		Country     *string         `json:"country"`
		Degree      int             `json:"degree"`
		Aliases     []string        `json:"aliases"`
		Description *string         `json:"description"`
		Members     []graph.ActorID `json:"members,omitempty"`
	} `json:"actor"`
	Matched *MatchBody `json:"matched"`
}

// MatchBody says which name matched, and how.
type MatchBody struct {
	Name  string          `json:"name"`
	How   graph.NameHow   `json:"how"`
	Field graph.NameField `json:"field"`
}

// ActorBody is the body that answers GET /actors/{id}.
type ActorBody struct {
	AsOf       AsOfBody          `json:"as_of"`
	Actor      actorBody         `json:"actor"`
	Members    []ActorRecordBody `json:"members"`
	Totals     rawTotals         `json:"totals"`
	Peers      []PeerBody        `json:"peers"`
	Judgements []JudgementBody   `json:"judgements"`
}

type actorBody struct {
	ActorRecordBody
	Degree  int             `json:"degree"`
	Members []graph.ActorID `json:"members,omitempty"`
}

// ActorRecordBody is an actor as recorded.
type ActorRecordBody struct {
	ID          graph.ActorID `json:"id"`
	Name        string        `json:"name"`
	Kind        graph.Kind    `json:"kind"`
	Country     *string       `json:"country"`
	Aliases     []string      `json:"aliases"`
	Codes       []string      `json:"codes"`
	Valid       *PeriodBody   `json:"valid"`
	Description *string       `json:"description"`
}

// PeerBody is a neighbour with its number of claims.
type PeerBody struct {
	Key     graph.ActorID `json:"key"`
	Name    string        `json:"name"`
	Kind    graph.Kind    `json:"kind"`
	Country *string       `json:"country"`
	Degree  int           `json:"degree"`
	Claims  int           `json:"claims"`
}

// SummaryBody is an actor under its own id.
type SummaryBody struct {
	ID      graph.ActorID `json:"id"`
	Name    string        `json:"name"`
	Kind    graph.Kind    `json:"kind"`
	Country *string       `json:"country"`
	Degree  int           `json:"degree"`
}

// rawTotals are totals in the bytes of a neighbourhood's.
type rawTotals struct{ *graph.Totals }

// MarshalJSON writes what AppendView writes.
func (t rawTotals) MarshalJSON() ([]byte, error) { return appendTotals(nil, t.Totals), nil }

// BodyOfActors makes the body of a page of actors. Asked is the cursor of the question.
func BodyOfActors(p *graph.ActorPage, asked string) ActorsBody {
	return ActorsBody{
		AsOf:   bodyOfAsOf(p.AsOf),
		Actors: each(p.Actors, bodyOfHit),
		Totals: atLeast(len(p.Actors), asked, p.Cursor),
		Cursor: orNull(p.Cursor),
	}
}

func bodyOfHit(h *graph.ActorHit) HitBody {
	var b HitBody
	a := &b.Actor
	a.ID, a.Name, a.Kind, a.Country, a.Degree = h.ID, h.Name, h.Kind, orNull(h.Country), h.Degree
	a.Aliases, a.Description, a.Members = orEmpty(h.Aliases), orNull(h.Description), h.Members
	if h.Match.How != "" {
		b.Matched = &MatchBody{h.Match.Name, h.Match.How, h.Match.Field}
	}
	return b
}

// BodyOfActor makes the body of one actor.
func BodyOfActor(d *graph.ActorDetail) ActorBody {
	b := ActorBody{
		AsOf:    bodyOfAsOf(d.AsOf),
		Actor:   actorBody{ActorRecordBody: bodyOfActorRecord(&d.Actor), Degree: d.Degree},
		Members: each(d.Members, bodyOfActorRecord),
		Totals:  rawTotals{&d.Totals},
		Peers: each(d.Peers, func(p *graph.ViewPeer) PeerBody {
			return PeerBody{p.ID, p.Name, p.Kind, orNull(p.Country), p.Degree, p.Claims}
		}),
		Judgements: each(d.Judgements, bodyOfJudgement),
	}
	for i := range d.Members {
		b.Actor.Members = append(b.Actor.Members, d.Members[i].ID)
	}
	return b
}

func bodyOfActorRecord(a *graph.Actor) ActorRecordBody {
	return ActorRecordBody{a.ID, a.Name, a.Kind, orNull(a.Country), orEmpty(a.Aliases), orEmpty(a.Codes), bodyOfPeriod(a.Valid), orNull(a.Description)}
}

func bodyOfSummary(a *graph.ViewActor) SummaryBody {
	return SummaryBody{a.ID, a.Name, a.Kind, orNull(a.Country), a.Degree}
}

// maxText is the length of a text to search for, in bytes.
const maxText = 200

// listActors finds actors by name, or lists them.
func (s *Server) listActors(c *gin.Context) (reply, error) {
	p, err := read(c, slices.Concat([]string{"q", "kind", "country"}, pageNames)...)
	if err != nil {
		return reply{}, err
	}
	page := p.page()
	q := graph.ActorsQuery{
		Moment: page.Moment, Limit: page.Limit, Cursor: page.Cursor,
		Text: p.text("q", maxText), Kinds: words(p, "kind", graph.Kinds()), Countries: list[string](p, "country", maxKinds),
	}
	p.current = q.Text != "" // search is of the current state
	return s.answer(c, p, &q.Moment, q.Cursor, func(ctx context.Context) (reply, error) {
		found, err := s.explorer.Actors(ctx, q)
		if err != nil {
			return reply{}, err
		}
		return reply{body: BodyOfActors(found, q.Cursor)}, nil
	})
}

// getActor describes one actor.
func (s *Server) getActor(c *gin.Context) (reply, error) {
	p, err := read(c, momentNames...)
	if err != nil {
		return reply{}, err
	}
	id, m := graph.ActorID(p.id("id", c.Param("id"))), p.moment()
	return s.answer(c, p, &m, "", func(ctx context.Context) (reply, error) {
		d, err := s.explorer.Actor(ctx, id, m)
		if err != nil {
			return reply{}, err
		}
		return reply{body: BodyOfActor(d)}, nil
	})
}
