package api

import (
	"slices"

	"liaison/graph"
)

// ClaimBody is the body that answers GET /claims/{id}.
type ClaimBody struct {
	AsOf         AsOfBody           `json:"as_of"`
	Claim        ClaimRecordBody    `json:"claim"`
	Subject      SummaryBody        `json:"subject"`
	Object       SummaryBody        `json:"object"`
	ThirdParties []SummaryBody      `json:"third_parties"`
	Place        *SummaryBody       `json:"place"`
	Relation     RelationBody       `json:"relation"`
	Source       SourceRecordBody   `json:"source"`
	Evidence     []EvidenceBody     `json:"evidence"`
	Witnesses    WitnessesBody      `json:"witnesses"`
	Disputes     []ClaimDisputeBody `json:"disputes"`
	History      []HistoryBody      `json:"history"`
}

// ClaimRecordBody is a claim with all that is recorded.
type ClaimRecordBody struct {
	ID           graph.ClaimID    `json:"id"`
	Subject      graph.ActorID    `json:"subject"`
	Relation     graph.RelationID `json:"relation"`
	Object       graph.ActorID    `json:"object"`
	When         WhenBody         `json:"when"`
	WhenText     *string          `json:"when_text"`
	Polarity     graph.Polarity   `json:"polarity"`
	Modality     graph.Modality   `json:"modality"`
	Confidence   int              `json:"confidence"`
	Source       graph.SourceID   `json:"source"`
	Disputed     bool             `json:"disputed"`
	Attribution  *string          `json:"attribution"`
	Statement    *string          `json:"statement"`
	ThirdParties []graph.ActorID  `json:"third_parties"`
	Place        *graph.ActorID   `json:"place"`
	Event        *string          `json:"event"`
	Relays       *graph.SourceID  `json:"relays"`
	Revises      *graph.ClaimID   `json:"revises"`
	MadeBy       *MadeByBody      `json:"made_by"`
	Sequence     graph.Sequence   `json:"sequence"`
	Recorded     string           `json:"recorded"`
	Until        *string          `json:"until"`
	Withdrawn    *WithdrawnBody   `json:"withdrawn"`
}

// MadeByBody says how a claim came to be recorded.
type MadeByBody struct {
	Kind    *string `json:"kind"`
	Name    *string `json:"name"`
	Version *string `json:"version"`
	Run     *string `json:"run"`
}

// WithdrawnBody says when and why a claim was withdrawn.
type WithdrawnBody struct {
	Sequence graph.Sequence `json:"sequence"`
	At       string         `json:"at"`
	How      string         `json:"how"`
	Reason   *string        `json:"reason"`
	By       *string        `json:"by"`
	Claim    *graph.ClaimID `json:"claim"`
}

// EvidenceBody is a quote in its context.
type EvidenceBody struct {
	QuoteBody
	Before   *string        `json:"before"`
	After    *string        `json:"after"`
	Sequence graph.Sequence `json:"sequence"`
	Recorded string         `json:"recorded"`
}

// WitnessesBody says who independently says the same.
type WitnessesBody struct {
	Count   int          `json:"count"`
	Sources int          `json:"sources"`
	Origins []OriginBody `json:"origins"`
}

// OriginBody is one witness.
type OriginBody struct {
	Source    graph.SourceID   `json:"source"`
	Publisher *string          `json:"publisher"`
	Sources   []graph.SourceID `json:"sources"`
}

// HistoryBody is something that happened to a claim in known time.
type HistoryBody struct {
	Event    string         `json:"event"`
	Sequence graph.Sequence `json:"sequence"`
	Recorded string         `json:"recorded"`
	By       *string        `json:"by"`
	Reason   *string        `json:"reason"`
	Claim    *graph.ClaimID `json:"claim"`
}

// BodyOfClaim makes the body of one claim.
func BodyOfClaim(o *graph.Ontology, d *graph.ClaimDetail) ClaimBody {
	actor := func(id graph.ActorID) SummaryBody {
		for i := range d.Actors {
			if d.Actors[i].ID == id {
				return bodyOfSummary(&d.Actors[i])
			}
		}
		return SummaryBody{ID: id, Name: string(id)}
	}
	c := &d.Claim
	b := ClaimBody{
		AsOf: bodyOfAsOf(d.AsOf), Claim: bodyOfClaimRecord(c), Subject: actor(c.Subject), Object: actor(c.Object),
		ThirdParties: each(c.Third, func(id *graph.ActorID) SummaryBody { return actor(*id) }),
		Relation:     bodyOfRelation(o, &d.Relation),
		Source:       bodyOfSource(&d.Source),
		Evidence:     each(d.Evidence, bodyOfEvidence),
		Witnesses:    bodyOfWitnesses(d.Witnesses),
		Disputes:     each(d.Disputes, func(v *graph.DisputeView) ClaimDisputeBody { return bodyOfClaimDispute(c.ID, v) }),
		History:      each(d.History, bodyOfHistory),
	}
	if c.Place != "" {
		place := actor(c.Place)
		b.Place = &place
	}
	for i := range d.History {
		h := &d.History[i]
		if h.Event == "retracted" || h.Event == "corrected" {
			w := bodyOfHistory(h)
			b.Claim.Until = &w.Recorded
			b.Claim.Withdrawn = &WithdrawnBody{w.Sequence, w.Recorded, w.Event, w.Reason, w.By, w.Claim}
		}
	}
	return b
}

func bodyOfClaimRecord(c *graph.ClaimState) ClaimRecordBody {
	b := ClaimRecordBody{
		ID: c.ID, Subject: c.Subject, Relation: c.Relation, Object: c.Object, When: bodyOfWhen(c.When, c.WhenBasis),
		WhenText: orNull(c.WhenText), Polarity: c.Polarity, Modality: c.Modality, Confidence: c.Confidence, Source: c.Source,
		Disputed: c.Disputed, Attribution: orNull(c.Attribution), Statement: orNull(c.Statement),
		ThirdParties: orEmpty(c.Third), Place: orNull(c.Place), Event: orNull(c.Event), Relays: orNull(c.Relays),
		Revises: idOrNull(c.Revises), Sequence: c.Sequence, Recorded: moment(c.Recorded), MadeBy: bodyOfMadeBy(c.MadeBy),
	}
	return b
}

func bodyOfMadeBy(m graph.MadeBy) *MadeByBody {
	if m == (graph.MadeBy{}) {
		return nil
	}
	return &MadeByBody{orNull(m.Kind), orNull(m.Name), orNull(m.Version), orNull(m.Run)}
}

func bodyOfEvidence(e *graph.EvidenceView) EvidenceBody {
	b := EvidenceBody{QuoteBody: bodyOfQuote(&e.Quote), Sequence: e.Sequence, Recorded: moment(e.AsOf.Recorded)}
	if e.Held {
		b.Before, b.After = &e.Before, &e.After // empty at the ends of the text
	}
	return b
}

func bodyOfWitnesses(list []graph.Witness) WitnessesBody {
	b := WitnessesBody{Count: len(list), Origins: make([]OriginBody, len(list))}
	var sources []graph.SourceID
	for i, w := range list {
		b.Origins[i] = OriginBody{w.Origin, orNull(w.Publisher), orEmpty(w.Sources)}
		sources = append(sources, w.Sources...)
	}
	slices.Sort(sources)
	b.Sources = len(slices.Compact(sources))
	return b
}

func bodyOfHistory(h *graph.HistoryEvent) HistoryBody {
	return HistoryBody{h.Event, h.AsOf.Sequence, moment(h.AsOf.Recorded), orNull(h.By), orNull(h.Reason), idOrNull(h.Claim)}
}
