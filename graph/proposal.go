package graph

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// Proposal is a claim that a reader of a text, a program, found in it. It is no claim until somebody accepts it: it is in
// no neighbourhood, and nobody's witness.
type Proposal struct {
	// Claim is what would be recorded. Subject or Object is empty where the words fit several actors, and one of them where
	// the text does not say who; both may name actors of Actors, which are not recorded yet.
	Claim   Claim
	Subject Named
	Object  Named
	Actors  []Actor // proposed with the claim, in order of id
	Score   int     // 0 to 100: how likely it is that the text says so; what that means in shares, the extractor's figures tell
	Rules   []string
}

// Named is how a text names an actor.
type Named struct {
	Quote
	Candidates []ActorID // the recorded actors that the words fit, best first, where that is not decided
}

// Type is TypeProposal.
func (p *Proposal) Type() RecordType { return TypeProposal }

// Normalize normalizes the claim and the actors, and puts these in order.
func (p *Proposal) Normalize() {
	p.Claim.Normalize()
	p.Actors = slices.Clone(p.Actors)
	for i := range p.Actors {
		p.Actors[i].Normalize()
	}
	slices.SortStableFunc(p.Actors, func(a, b Actor) int { return cmp.Compare(a.ID, b.ID) })
}

// Validate checks the claim, but for an end that is not decided, and the rest.
func (p *Proposal) Validate() error {
	c, unnamed := p.Claim, 0
	for _, end := range []struct {
		field string
		id    *ActorID
		named *Named
	}{{"subject", &c.Subject, &p.Subject}, {"object", &c.Object, &p.Object}} {
		if err := end.named.validate(end.field); err != nil {
			return err
		}
		if *end.id != "" {
			continue
		}
		switch len(end.named.Candidates) {
		case 0:
			if unnamed++; unnamed == 2 {
				return Invalid(end.field, "", "is missing, as is the subject; a proposal says at least who, or to whom")
			}
			*end.id = "somebody"
		case 1:
			return Invalid(end.field, "", "is missing, and there is one candidate; where there is no doubt, it is the %s", end.field)
		default:
			*end.id = end.named.Candidates[0]
		}
	}
	if err := c.Validate(); err != nil {
		return err
	}
	if !c.Revises.IsZero() {
		return Invalid("revises", c.Revises.String(), "a proposal corrects no claim")
	}
	if p.Score < 0 || p.Score > 100 {
		return Invalid("score", fmt.Sprint(p.Score), "%d is out of range; allowed are whole numbers from 0 to 100", p.Score)
	}
	if err := tooMany("actors", len(p.Actors)); err != nil {
		return err
	}
	for i := range p.Actors {
		if err := p.Actors[i].Validate(); err != nil {
			return err
		}
		if i > 0 && p.Actors[i].ID == p.Actors[i-1].ID {
			return Invalid("actors", string(p.Actors[i].ID), "%s is proposed twice", p.Actors[i].ID)
		}
	}
	if err := tooMany("rules", len(p.Rules)); err != nil {
		return err
	}
	for _, r := range p.Rules {
		if err := checkLine("rules", r, MaxName); err != nil {
			return err
		}
	}
	return nil
}

func (n *Named) validate(field string) error {
	if n.Text != "" {
		if err := checkQuotes([]Quote{n.Quote}); err != nil {
			return err
		}
	}
	if err := tooMany(field+"_candidates", len(n.Candidates)); err != nil {
		return err
	}
	for _, id := range n.Candidates {
		if err := checkID(field+"_candidates", string(id)); err != nil {
			return err
		}
	}
	return nil
}

// RecordID is the identity of what is proposed, as that of a claim: who or what proposes it, how sure, and with which
// quotes does not count. So what was decided about it stays decided when the text is read again.
func (p *Proposal) RecordID() RecordID {
	h := newHasher("liaison/proposal/1")
	h.id(p.Claim.ID())
	for _, end := range []struct {
		id    ActorID
		named *Named
	}{{p.Claim.Subject, &p.Subject}, {p.Claim.Object, &p.Object}} {
		if end.id == "" { // the words stand for the actor
			h.text(end.named.Text)
		} else {
			h.text("")
		}
	}
	return h.sum()
}

// Decision is what a review decides.
type Decision string

// The decisions about a proposal. The newest one holds.
const (
	Accept Decision = "accept" // it is recorded as proposed; where an actor was not decided, with the one chosen
	Edit   Decision = "edit"   // it is recorded otherwise than proposed
	Reject Decision = "reject" // it is not what the text says
	Reopen Decision = "reopen" // what was decided was a mistake; a claim that was recorded is withdrawn by a retraction
)

// Decisions lists the decisions.
func Decisions() []Decision { return []Decision{Accept, Edit, Reject, Reopen} }

// Review is what somebody decided about a proposal.
type Review struct {
	Proposal RecordID `json:"proposal"`
	Decision Decision `json:"decision"`
	Claim    ClaimID  `json:"claim,omitzero"` // what was recorded instead; with accept and edit
	Reason   string   `json:"reason,omitempty"`
	By       string   `json:"by"`
	At       string   `json:"at,omitempty"`
}

// Type is TypeReview.
func (r *Review) Type() RecordType { return TypeReview }

// Normalize trims the texts.
func (r *Review) Normalize() { r.Reason, r.By, r.At = clean(r.Reason), clean(r.By), clean(r.At) }

// Validate checks the fields.
func (r *Review) Validate() error {
	if r.Proposal.IsZero() {
		return Invalid("proposal", "", "is missing; a review is about a proposal")
	}
	if err := oneOf("decision", r.Decision, Decisions()); err != nil {
		return err
	}
	if recorded := r.Decision == Accept || r.Decision == Edit; recorded == r.Claim.IsZero() {
		return Invalid("claim", "", "a review names the claim that was recorded with accept and edit, and with nothing else")
	}
	return checkDecision(r.Reason, r.By, r.At, false)
}

// RecordID hashes all fields.
func (r *Review) RecordID() RecordID {
	h := newHasher("liaison/review/1")
	h.id(r.Proposal)
	h.text(string(r.Decision))
	h.id(r.Claim)
	for _, f := range []string{r.Reason, r.By, r.At} {
		h.text(f)
	}
	return h.sum()
}

// State is where a proposal stands.
type State string

// The states of a proposal.
const (
	Open        State = "open"
	WasAccepted State = "accepted"
	WasEdited   State = "edited"
	WasRejected State = "rejected"
)

// States lists the states.
func States() []State { return []State{Open, WasAccepted, WasEdited, WasRejected} }

// StateAfter is the state in which a decision leaves a proposal; open without one.
func StateAfter(d Decision) State {
	switch d {
	case Accept:
		return WasAccepted
	case Edit:
		return WasEdited
	case Reject:
		return WasRejected
	}
	return Open
}

// ProposalState is a proposal at a sequence.
type ProposalState struct {
	ID RecordID
	Proposal
	Sequence Sequence
	Recorded time.Time
	Review   *Review // the newest one, if any
	Reviewed AsOf    // when that was recorded
}

// State is where the proposal stands.
func (p *ProposalState) State() State {
	if p.Review == nil {
		return Open
	}
	return StateAfter(p.Review.Decision)
}

// ProposalsQuery filters proposals. Zero values do not filter.
type ProposalsQuery struct {
	Source    SourceID
	Run       string       // of Claim.MadeBy
	Relations []RelationID // exact relations
	State     State
	MinScore  int
}

// Passes tells whether a proposal passes the filter.
func (q *ProposalsQuery) Passes(p *ProposalState) bool {
	return (q.Source == "" || q.Source == p.Claim.Source) && (q.Run == "" || q.Run == p.Claim.MadeBy.Run) &&
		(len(q.Relations) == 0 || slices.Contains(q.Relations, p.Claim.Relation)) && (q.State == "" || q.State == p.State()) && p.Score >= q.MinScore
}

// Reading says what was found in a source.
type Reading struct {
	Source    SourceID
	Proposals int
	Open      int
}

// proposalBody is a Proposal as stores may keep it.
type proposalBody struct {
	Source      SourceID   `json:"source"`
	Subject     ActorID    `json:"subject,omitempty"`
	Relation    RelationID `json:"relation"`
	Object      ActorID    `json:"object,omitempty"`
	When        string     `json:"when,omitempty"`
	WhenBasis   Basis      `json:"when_basis"`
	WhenText    string     `json:"when_text,omitempty"`
	Polarity    Polarity   `json:"polarity"`
	Modality    Modality   `json:"modality"`
	Attribution string     `json:"attribution,omitempty"`
	Confidence  int        `json:"confidence"`
	Statement   string     `json:"statement,omitempty"`
	Evidence    []Quote    `json:"evidence,omitempty"`
	Third       []ActorID  `json:"third_parties,omitempty"`
	Place       ActorID    `json:"place,omitempty"`
	Event       string     `json:"event,omitempty"`
	Relays      SourceID   `json:"relays,omitempty"`
	MadeBy      MadeBy     `json:"made_by"`
	SubjectAs   namedBody  `json:"subject_as"`
	ObjectAs    namedBody  `json:"object_as"`
	Actors      []Actor    `json:"actors,omitempty"`
	Score       int        `json:"score"`
	Rules       []string   `json:"rules,omitempty"`
}

type namedBody struct {
	Text       string    `json:"quote,omitempty"`
	Start      int       `json:"start,omitempty"`
	End        int       `json:"end,omitempty"`
	Candidates []ActorID `json:"candidates,omitempty"`
}

func (n Named) body() namedBody { return namedBody{n.Text, n.Start, n.End, n.Candidates} }

func (n namedBody) named() Named { return Named{Quote{n.Text, n.Start, n.End}, n.Candidates} }

// Body writes the proposal as JSON, for stores that keep it whole.
func (p *Proposal) Body() []byte {
	c := &p.Claim
	b, err := json.Marshal(proposalBody{
		c.Source, c.Subject, c.Relation, c.Object, c.When.String(), c.WhenBasis, c.WhenText, c.Polarity, c.Modality, c.Attribution, c.Confidence,
		c.Statement, c.Evidence, c.Third, c.Place, c.Event, c.Relays, c.MadeBy, p.Subject.body(), p.Object.body(), p.Actors, p.Score, p.Rules,
	})
	if err != nil {
		panic(err) // a proposal holds nothing that JSON cannot
	}
	return b
}

// ParseProposal reads what Body writes.
func ParseProposal(b []byte) (*Proposal, error) {
	var v proposalBody
	if err := json.Unmarshal(b, &v); err != nil {
		return nil, err
	}
	when, err := ParseWhen(v.When)
	return &Proposal{
		Claim: Claim{
			Source: v.Source, Subject: v.Subject, Relation: v.Relation, Object: v.Object, When: when, WhenBasis: v.WhenBasis, WhenText: v.WhenText,
			Polarity: v.Polarity, Modality: v.Modality, Attribution: v.Attribution, Confidence: v.Confidence, Statement: v.Statement,
			Evidence: v.Evidence, Third: v.Third, Place: v.Place, Event: v.Event, Relays: v.Relays, MadeBy: v.MadeBy,
		},
		Subject: v.SubjectAs.named(), Object: v.ObjectAs.named(), Actors: v.Actors, Score: v.Score, Rules: v.Rules,
	}, err
}
