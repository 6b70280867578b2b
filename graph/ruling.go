package graph

import (
	"context"
	"fmt"
	"slices"
)

// Ruling is what somebody decides about proposals.
type Ruling struct {
	Proposals []RecordID      // these
	Query     *ProposalsQuery // or all that are open and pass it
	Decision  Decision
	// Subject and Object are who is meant where a proposal leaves that open; with Accept of one proposal.
	Subject, Object ActorID
	// Edited is what is recorded instead, and Actors who has to be recorded for that; with Edit of one proposal.
	Edited *Claim
	Actors []Actor
	By     string
	Reason string
	At     string // when it was decided: RFC 3339
}

// Ruled is what became of a ruling.
type Ruled struct {
	Sequence Sequence  // the newest record of it
	Decided  int       // proposals
	Claims   []ClaimID // that stand for what was accepted or edited, in order of the proposals
	Refused  []RefusedRuling
}

// RefusedRuling is a proposal about which nothing was decided, and why.
type RefusedRuling struct {
	Proposal RecordID
	Err      error
}

// MaxRuled bounds how many proposals one ruling decides.
const MaxRuled = 10_000

// Rule decides about proposals. What is accepted or edited is recorded as a claim together with the review, or not at
// all. A ruling of many is recorded some hundred at a time; on an error what was decided by then is in the answer.
func (e *Explorer) Rule(ctx context.Context, r Ruling) (*Ruled, error) {
	if err := e.checkRuling(&r); err != nil {
		return nil, err
	}
	out := &Ruled{}
	head, err := e.store.Head(ctx, nil)
	if err != nil {
		return nil, err
	}
	const most = 200
	if r.Query == nil {
		for part := range slices.Chunk(r.Proposals, most) {
			found, err := e.store.Proposals(ctx, head.Sequence, part)
			if err != nil {
				return out, err
			}
			for _, id := range part {
				if !slices.ContainsFunc(found, func(p ProposalState) bool { return p.ID == id }) {
					out.Refused = append(out.Refused, RefusedRuling{id, NotFound("proposals", id.String(), "no proposal %s is recorded", id)})
				}
			}
			if err := e.rule(ctx, &r, found, out); err != nil {
				return out, err
			}
		}
		return out, nil
	}
	for after := Sequence(0); out.Decided+len(out.Refused) < MaxRuled; {
		page, _, err := e.store.ProposalsPage(ctx, head.Sequence, *r.Query, after, most)
		if err != nil || len(page) == 0 {
			return out, err
		}
		after = page[len(page)-1].Sequence
		if err := e.rule(ctx, &r, page, out); err != nil {
			return out, err
		}
	}
	return out, nil
}

func (e *Explorer) checkRuling(r *Ruling) error {
	if err := oneOf("decision", r.Decision, Decisions()); err != nil {
		return err
	}
	if (len(r.Proposals) == 0) == (r.Query == nil) {
		return Invalid("proposals", "", "a review names proposals, or says which open ones it is about")
	}
	if len(r.Proposals) > MaxRuled {
		return Invalid("proposals", fmt.Sprint(len(r.Proposals)), "are %d; at most %d are decided at a time", len(r.Proposals), MaxRuled)
	}
	r.Proposals = slices.Compact(slices.Clone(r.Proposals))
	if r.Query != nil {
		if r.Decision != Accept && r.Decision != Reject {
			return Invalid("decision", string(r.Decision), "only accept and reject are about all that pass a filter")
		}
		q := *r.Query
		if err := e.checkProposals(&q); err != nil {
			return err
		}
		q.State = Open
		r.Query = &q
	}
	one := len(r.Proposals) == 1
	if (r.Subject != "" || r.Object != "") && (r.Decision != Accept || !one) {
		return Invalid("subject", string(r.Subject+r.Object), "an actor is chosen for one proposal that is accepted")
	}
	if edit := r.Decision == Edit; edit != (r.Edited != nil) || edit && !one {
		return Invalid("claim", "", "a claim belongs to the edit of one proposal, and the edit of one proposal needs it")
	}
	return checkDecision(r.Reason, r.By, r.At, false)
}

// rule decides about some proposals in one write.
func (e *Explorer) rule(ctx context.Context, r *Ruling, proposals []ProposalState, out *Ruled) error {
	var (
		b      Batch
		groups []ruledGroup
	)
	for i := range proposals {
		p := &proposals[i]
		from := len(b.Records)
		records, claim, err := e.rulingOf(ctx, r, p, b.Records)
		if err != nil {
			if _, failed := refusal(err); failed != nil {
				return failed
			}
			out.Refused = append(out.Refused, RefusedRuling{p.ID, err})
			continue
		}
		b.Records = append(b.Records, records...)
		groups = append(groups, ruledGroup{p.ID, claim, from, len(b.Records)})
	}
	if len(b.Records) == 0 {
		return nil
	}
	receipts, err := e.store.Append(ctx, b)
	if err != nil {
		return err
	}
	for _, g := range groups {
		if i := slices.IndexFunc(receipts[g.from:g.to], func(r Receipt) bool { return r.Status == Rejected }); i >= 0 {
			out.Refused = append(out.Refused, RefusedRuling{g.proposal, receipts[g.from+i].Err})
			continue
		}
		out.Decided++
		out.Sequence = max(out.Sequence, receipts[g.to-1].Sequence)
		if !g.claim.IsZero() {
			out.Claims = append(out.Claims, g.claim)
		}
	}
	return nil
}

// ruledGroup is the part of a batch that decides about one proposal; its last record is the review.
type ruledGroup struct {
	proposal RecordID
	claim    ClaimID
	from, to int
}

// rulingOf gives the records that decide about a proposal: actors, the claim, a retraction, and the review last, which is
// refused where a record that it names is. Before are the records that go before them in the batch.
func (e *Explorer) rulingOf(ctx context.Context, r *Ruling, p *ProposalState, before []Record) (records []Record, claim ClaimID, err error) {
	review := &Review{Proposal: p.ID, Decision: r.Decision, By: r.By, Reason: r.Reason, At: r.At}
	standing := p.Review != nil && !p.Review.Claim.IsZero() && p.State() != Open
	switch r.Decision {
	case Accept, Edit:
		if standing {
			return nil, claim, Conflict("proposals", p.ID.String(), "proposal %s was %s already, as claim %s; correct that claim instead", p.ID, p.State(), p.Review.Claim)
		}
		c, actors, err := claimOf(r, p)
		if err != nil {
			return nil, claim, err
		}
		c.Normalize()
		if claim = c.ID(); !claim.IsZero() {
			if err := e.checkWithdrawn(ctx, claim); err != nil {
				return nil, claim, err
			}
		}
		if records, err = e.lacking(ctx, c, actors, before); err != nil {
			return nil, claim, err
		}
		records = append(records, c)
		review.Claim = claim
	default:
		if standing {
			reason := r.Reason
			if reason == "" {
				reason = "the proposal that it was made from was decided otherwise"
			}
			records = append(records, &Retraction{Claim: p.Review.Claim, Reason: reason, By: r.By, At: r.At})
		}
		if r.Decision == p.decision() {
			return nil, claim, Conflict("proposals", p.ID.String(), "proposal %s is %s already", p.ID, p.State())
		}
	}
	return append(records, review), claim, nil
}

// decision is the one that holds; Reopen where none was taken.
func (p *ProposalState) decision() Decision {
	if p.Review == nil {
		return Reopen
	}
	return p.Review.Decision
}

// claimOf gives the claim to be recorded, and the actors proposed with it.
func claimOf(r *Ruling, p *ProposalState) (*Claim, []Actor, error) {
	if r.Decision == Edit {
		c := *r.Edited
		if c.Source == "" {
			c.Source = p.Claim.Source
		}
		if c.Source != p.Claim.Source {
			return nil, nil, Invalid("source", string(c.Source), "is not the source of the proposal, %s", p.Claim.Source)
		}
		c.MadeBy = MadeBy{Kind: "person", Name: r.By, Run: p.Claim.MadeBy.Run}
		return &c, slices.Concat(r.Actors, p.Actors), nil
	}
	c := p.Claim
	for _, end := range []struct {
		field  string
		id     *ActorID
		chosen ActorID
		named  Named
	}{{"subject", &c.Subject, r.Subject, p.Subject}, {"object", &c.Object, r.Object, p.Object}} {
		switch {
		case end.chosen != "" && *end.id != "" && end.chosen != *end.id:
			return nil, nil, Invalid(end.field, string(end.chosen), "is not who is proposed, %s; to say that it is somebody else is an edit", *end.id)
		case end.chosen != "" && *end.id == "" && len(end.named.Candidates) > 0 && !slices.Contains(end.named.Candidates, end.chosen):
			return nil, nil, Invalid(end.field, string(end.chosen), "is none of the candidates %s; to say that it is somebody else is an edit", joined(end.named.Candidates))
		case end.chosen == "" && *end.id == "" && len(end.named.Candidates) == 0:
			return nil, nil, Invalid(end.field, "", "is not said in the text; say who is meant")
		case end.chosen == "" && *end.id == "":
			return nil, nil, Invalid(end.field, end.named.Text, "is not decided: %q may be %s; say who is meant", end.named.Text, joined(end.named.Candidates))
		case *end.id == "":
			*end.id = end.chosen
		}
	}
	return &c, p.Actors, nil
}

// checkWithdrawn refuses a claim that was withdrawn: a retraction is final.
func (e *Explorer) checkWithdrawn(ctx context.Context, id ClaimID) error {
	found, err := e.store.Claims(ctx, newestPossible, []ClaimID{id})
	if err == nil && len(found) > 0 && found[0].Withdrawn != 0 {
		return Conflict("claim", id.String(), "claim %s was withdrawn, and a retraction is final; edit the proposal if it is to be said otherwise", id)
	}
	return err
}

const newestPossible = ^Sequence(0)

// lacking gives those of the actors that the claim names and that are not recorded, nor among the records before it.
func (e *Explorer) lacking(ctx context.Context, c *Claim, actors []Actor, before []Record) ([]Record, error) {
	named := slices.Concat([]ActorID{c.Subject, c.Object, c.Place}, c.Third)
	known, err := e.store.Actors(ctx, newestPossible, named)
	if err != nil {
		return nil, err
	}
	var out []Record
	for i := range actors {
		a := actors[i]
		there := slices.ContainsFunc(known, func(k Actor) bool { return k.ID == a.ID }) ||
			slices.ContainsFunc(slices.Concat(before, out), func(r Record) bool { o, ok := r.(*Actor); return ok && o.ID == a.ID })
		if !there && slices.Contains(named, a.ID) {
			out = append(out, &a)
		}
	}
	return out, nil
}
