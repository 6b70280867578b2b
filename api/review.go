package api

import (
	"errors"
	"time"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// ruling is the body of POST /reviews.
type ruling struct {
	Decision  graph.Decision   `json:"decision"`
	Proposals []graph.RecordID `json:"proposals"`
	All       *struct {
		Source   graph.SourceID     `json:"source"`
		Run      string             `json:"run"`
		Relation []graph.RelationID `json:"relation"`
		MinScore int                `json:"min_score"`
	} `json:"all"`
	Subject graph.ActorID `json:"subject"`
	Object  graph.ActorID `json:"object"`
	Claim   *editedClaim  `json:"claim"`
	Actors  []graph.Actor `json:"actors"`
	By      string        `json:"by"`
	Reason  string        `json:"reason"`
}

// editedClaim is what is recorded instead of a proposal.
type editedClaim struct {
	Subject     graph.ActorID    `json:"subject"`
	Relation    graph.RelationID `json:"relation"`
	Object      graph.ActorID    `json:"object"`
	When        string           `json:"when"`
	WhenBasis   graph.Basis      `json:"when_basis"`
	WhenText    string           `json:"when_text"`
	Polarity    graph.Polarity   `json:"polarity"`
	Modality    graph.Modality   `json:"modality"`
	Attribution string           `json:"attribution"`
	Confidence  *int             `json:"confidence"`
	Statement   string           `json:"statement"`
	Evidence    []graph.Quote    `json:"evidence"`
	Third       []graph.ActorID  `json:"third_parties"`
	Place       graph.ActorID    `json:"place"`
	Event       string           `json:"event"`
}

func (e *editedClaim) claim() (*graph.Claim, error) {
	when, err := graph.ParseWhen(e.When)
	if err != nil {
		return nil, graph.Invalid("claim.when", e.When, "%v", err)
	}
	c := &graph.Claim{
		Subject: e.Subject, Relation: e.Relation, Object: e.Object, When: when, WhenBasis: e.WhenBasis, WhenText: e.WhenText, Polarity: e.Polarity,
		Modality: e.Modality, Attribution: e.Attribution, Confidence: graph.DefaultConfidence, Statement: e.Statement, Evidence: e.Evidence,
		Third: e.Third, Place: e.Place, Event: e.Event,
	}
	if e.Confidence != nil {
		c.Confidence = *e.Confidence
	}
	return c, nil
}

// RuledBody is the body that answers POST /reviews.
type RuledBody struct {
	Decided  int              `json:"decided"`
	Claims   []graph.ClaimID  `json:"claims"`
	Sequence graph.Sequence   `json:"sequence"`
	Refused  []RefusedProblem `json:"refused"`
}

// RefusedProblem is a proposal about which nothing was decided, and why.
type RefusedProblem struct {
	Proposal graph.RecordID `json:"proposal"`
	Code     string         `json:"code"`
	Field    *string        `json:"field"`
	Message  string         `json:"message"`
}

// BodyOfRuled makes the body that says what was decided.
func BodyOfRuled(r *graph.Ruled) RuledBody {
	return RuledBody{
		Decided: r.Decided, Claims: orEmpty(r.Claims), Sequence: r.Sequence,
		Refused: each(r.Refused, func(f *graph.RefusedRuling) RefusedProblem {
			b := RefusedProblem{Proposal: f.Proposal, Code: string(graph.CodeOf(f.Err)), Message: f.Err.Error()}
			var e *graph.Error
			if errors.As(f.Err, &e) {
				b.Field = orNull(e.Field)
			}
			return b
		}),
	}
}

// maxRuling is how large the body of a review may be: enough for ids of as many proposals as are decided at a time.
const maxRuling = 1 << 20

// postReviews decides about proposals.
func (s *Server) postReviews(c *gin.Context) (reply, error) {
	var in ruling
	if err := s.readJSON(c, maxRuling, &in); err != nil {
		return reply{}, err
	}
	r := graph.Ruling{
		Proposals: in.Proposals, Decision: in.Decision, Subject: in.Subject, Object: in.Object, Actors: in.Actors, By: in.By, Reason: in.Reason,
		At: s.clock().UTC().Format(time.RFC3339Nano),
	}
	if r.By == "" {
		r.By = c.GetString(keyCaller)
	}
	if in.All != nil {
		r.Query = &graph.ProposalsQuery{Source: in.All.Source, Run: in.All.Run, Relations: in.All.Relation, MinScore: in.All.MinScore}
	}
	if in.Claim != nil {
		edited, err := in.Claim.claim()
		if err != nil {
			return reply{}, err
		}
		r.Edited = edited
	}
	got, err := s.explorer.Rule(c.Request.Context(), r)
	if err != nil {
		return reply{}, err
	}
	return reply{body: BodyOfRuled(got), noStore: true}, nil
}
