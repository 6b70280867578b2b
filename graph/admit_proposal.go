package graph

import "slices"

// proposal judges a proposal like the claim that it would become, but for what is still to be decided. What is a claim
// already is not proposed.
func (a *admission) proposal(id RecordID, p *Proposal) (Receipt, error) {
	c := &p.Claim
	if known := a.known.Claims[c.ID()]; known != nil {
		return Receipt{Status: Known, ID: c.ID(), Sequence: known.Sequence}, nil
	}
	if err := a.proposed(p); err != nil {
		return refusal(err)
	}
	quotes, err := a.verify(c.Source, c.Evidence)
	if err != nil {
		return refusal(err)
	}
	for _, end := range []struct {
		field string
		named Named
	}{{"subject_as", p.Subject}, {"object_as", p.Object}} {
		if end.named.Text == "" {
			continue
		}
		if _, err := a.verify(c.Source, []Quote{end.named.Quote}); err != nil {
			return refusal(err)
		}
	}
	c.Evidence = quotes
	receipt := a.accept(id, p, Derived{})
	a.known.Proposals[id] = true
	return receipt, nil
}

// proposed checks that what the proposal names is recorded, or proposed with it.
func (a *admission) proposed(p *Proposal) error {
	c := &p.Claim
	if s := a.known.Sources[c.Source]; s == nil || !s.Recorded {
		return NotFound("source", string(c.Source), "no source %q is recorded; record the source before what is proposed from it", c.Source)
	}
	r, ok := a.known.Ontology.Relation(c.Relation)
	if !ok {
		return NotFound("relation", string(c.Relation), "no relation %q is in the ontology", shorten(string(c.Relation)))
	}
	kindOf := func(id ActorID) (Kind, bool) {
		if k, ok := a.known.Actors[id]; ok {
			return k, true
		}
		for i := range p.Actors {
			if p.Actors[i].ID == id {
				return p.Actors[i].Kind, true
			}
		}
		return "", false
	}
	for _, end := range []struct {
		field string
		ids   []ActorID
		fits  []Kind
	}{
		{"subject", single(c.Subject), r.Subjects}, {"object", single(c.Object), r.Objects}, {"place", single(c.Place), nil}, {"third_parties", c.Third, nil},
		{"subject_as.candidates", p.Subject.Candidates, nil}, {"object_as.candidates", p.Object.Candidates, nil},
	} {
		for _, id := range end.ids {
			kind, ok := kindOf(id)
			if !ok {
				return unknownActor(end.field, id)
			}
			if len(end.fits) > 0 && !slices.Contains(end.fits, kind) {
				return Invalid(end.field, string(id), "%s is of kind %s, which does not fit the %s of %s; allowed are %s", id, kind, end.field, r.ID, joined(end.fits))
			}
		}
	}
	return nil
}

// single is a list of an id, empty without one.
func single(id ActorID) []ActorID {
	if id == "" {
		return nil
	}
	return []ActorID{id}
}

func (a *admission) review(r *Review) error {
	if !a.known.Proposals[r.Proposal] {
		return NotFound("proposal", r.Proposal.String(), "no proposal %s is recorded", r.Proposal)
	}
	if !r.Claim.IsZero() && a.known.Claims[r.Claim] == nil {
		return NotFound("claim", r.Claim.String(), "no claim %s is recorded", r.Claim)
	}
	return nil
}
