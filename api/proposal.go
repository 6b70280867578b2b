package api

import (
	"context"
	"slices"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// ProposalsBody is the body that answers GET /proposals.
type ProposalsBody struct {
	AsOf      AsOfBody       `json:"as_of"`
	Proposals []ProposalItem `json:"proposals"`
	Actors    []ActorName    `json:"actors"`
	Totals    ListTotals     `json:"totals"`
	Cursor    *string        `json:"cursor"`
}

// ProposalItem is a claim that was found in a text, and where it stands.
type ProposalItem struct {
	ID          graph.RecordID   `json:"id"`
	State       graph.State      `json:"state"`
	Score       int              `json:"score"`
	Source      graph.SourceID   `json:"source"`
	Subject     *graph.ActorID   `json:"subject"`
	SubjectAs   NamedBody        `json:"subject_as"`
	Relation    graph.RelationID `json:"relation"`
	Object      *graph.ActorID   `json:"object"`
	ObjectAs    NamedBody        `json:"object_as"`
	When        WhenBody         `json:"when"`
	WhenText    *string          `json:"when_text"`
	Polarity    graph.Polarity   `json:"polarity"`
	Modality    graph.Modality   `json:"modality"`
	Attribution *string          `json:"attribution"`
	Confidence  int              `json:"confidence"`
	Statement   *string          `json:"statement"`
	Evidence    []QuoteBody      `json:"evidence"`
	Third       []graph.ActorID  `json:"third_parties"`
	Place       *graph.ActorID   `json:"place"`
	Event       *string          `json:"event"`
	MadeBy      *MadeByBody      `json:"made_by"`
	Actors      []ActorName      `json:"actors"`
	Rules       []string         `json:"rules"`
	Sequence    graph.Sequence   `json:"sequence"`
	Recorded    string           `json:"recorded"`
	Review      *ReviewBody      `json:"review"`
}

// NamedBody is how the text names an actor.
type NamedBody struct {
	Quote      *string         `json:"quote"`
	Start      *int            `json:"start"`
	End        *int            `json:"end"`
	Candidates []graph.ActorID `json:"candidates"`
}

// ActorName is an actor in brief.
type ActorName struct {
	ID      graph.ActorID `json:"id"`
	Name    string        `json:"name"`
	Kind    graph.Kind    `json:"kind"`
	Country *string       `json:"country"`
}

// ReviewBody is the decision that holds.
type ReviewBody struct {
	Decision graph.Decision  `json:"decision"`
	Claim    *graph.RecordID `json:"claim"`
	By       string          `json:"by"`
	Reason   *string         `json:"reason"`
	At       *string         `json:"at"`
	Sequence graph.Sequence  `json:"sequence"`
	Recorded string          `json:"recorded"`
}

func bodyOfNamed(n graph.Named) NamedBody {
	b := NamedBody{Candidates: orEmpty(n.Candidates)}
	if n.Text != "" {
		q := bodyOfQuote(&n.Quote)
		b.Quote, b.Start, b.End = &q.Quote, q.Start, q.End
	}
	return b
}

func bodyOfActorName(a *graph.Actor) ActorName {
	return ActorName{a.ID, a.Name, a.Kind, orNull(a.Country)}
}

func bodyOfProposal(p *graph.ProposalState) ProposalItem {
	c := &p.Claim
	b := ProposalItem{
		ID: p.ID, State: p.State(), Score: p.Score, Source: c.Source, Subject: orNull(c.Subject), SubjectAs: bodyOfNamed(p.Subject),
		Relation: c.Relation, Object: orNull(c.Object), ObjectAs: bodyOfNamed(p.Object), When: bodyOfWhen(c.When, c.WhenBasis), WhenText: orNull(c.WhenText),
		Polarity: c.Polarity, Modality: c.Modality, Attribution: orNull(c.Attribution), Confidence: c.Confidence, Statement: orNull(c.Statement),
		Evidence: each(c.Evidence, bodyOfQuote), Third: orEmpty(c.Third), Place: orNull(c.Place), Event: orNull(c.Event), MadeBy: bodyOfMadeBy(c.MadeBy),
		Actors: each(p.Actors, bodyOfActorName),
		Rules:  orEmpty(p.Rules), Sequence: p.Sequence, Recorded: moment(p.Recorded),
	}
	if r := p.Review; r != nil {
		b.Review = &ReviewBody{r.Decision, idOrNull(r.Claim), r.By, orNull(r.Reason), orNull(r.At), p.Reviewed.Sequence, moment(p.Reviewed.Recorded)}
	}
	return b
}

// BodyOfProposals makes the body of a page of proposals.
func BodyOfProposals(p *graph.ProposalPage) ProposalsBody {
	return ProposalsBody{
		AsOf: bodyOfAsOf(p.AsOf), Proposals: each(p.Proposals, bodyOfProposal), Actors: each(p.Actors, bodyOfActorName), Totals: ListTotals{Exact: true, Count: p.Total}, Cursor: orNull(p.Cursor),
	}
}

// listProposals lists what was found in texts.
func (s *Server) listProposals(c *gin.Context) (reply, error) {
	p, err := read(c, slices.Concat([]string{"source", "run", "relation", "state", "min_score"}, pageNames)...)
	if err != nil {
		return reply{}, err
	}
	page := p.page()
	q := graph.ProposalList{
		Moment: page.Moment, Limit: page.Limit, Cursor: page.Cursor,
		ProposalsQuery: graph.ProposalsQuery{
			Source: graph.SourceID(p.text("source", graph.MaxID)), Run: p.text("run", graph.MaxName), Relations: list[graph.RelationID](p, "relation", maxFilters),
			State: word(p, "state", "", graph.States()), MinScore: p.number("min_score", 0, 0, 100),
		},
	}
	return s.answer(c, p, &q.Moment, q.Cursor, func(ctx context.Context) (reply, error) {
		found, err := s.explorer.Proposals(ctx, q)
		if err != nil {
			return reply{}, err
		}
		return reply{body: BodyOfProposals(found)}, nil
	})
}

// ProposalBody is the body that answers GET /proposals/{id}.
type ProposalBody struct {
	AsOf     AsOfBody     `json:"as_of"`
	Proposal ProposalItem `json:"proposal"`
	Actors   []ActorName  `json:"actors"`
}

// getProposal gives one proposal.
func (s *Server) getProposal(c *gin.Context) (reply, error) {
	p, err := read(c, momentNames...)
	if err != nil {
		return reply{}, err
	}
	m := p.moment()
	id := p.recordID(c.Param("id"))
	return s.answer(c, p, &m, "", func(ctx context.Context) (reply, error) {
		found, err := s.explorer.ProposalsOf(ctx, []graph.RecordID{id}, m)
		if err != nil {
			return reply{}, err
		}
		return reply{body: ProposalBody{bodyOfAsOf(found.AsOf), bodyOfProposal(&found.Proposals[0]), each(found.Actors, bodyOfActorName)}}, nil
	})
}
