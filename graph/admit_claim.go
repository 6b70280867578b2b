package graph

import (
	"bytes"
	"cmp"
	"slices"
)

// claim judges a claim: new, known, or refused.
func (a *admission) claim(c *Claim) (Receipt, error) {
	id := c.ID()
	before := a.known.Claims[id]
	if before == nil { // what a known claim names was checked when it was new; kinds may have changed since
		if err := a.names(c); err != nil {
			return refusal(err)
		}
	}
	quotes, err := a.verify(c.Source, c.Evidence)
	if err != nil {
		return refusal(err)
	}
	if before != nil {
		receipt := a.addEvidence(id, before, quotes)
		receipt.Kept = differences(before.Claim, c)
		return receipt, nil
	}
	c.Evidence = quotes
	a.stampSpan(c)
	d := Derived{Origin: a.origin(c.Voice())}
	if !c.Revises.IsZero() {
		old := a.known.Claims[c.Revises]
		if old == nil {
			return rejected(NotFound("revises", c.Revises.String(), "no claim %s is recorded", c.Revises)), nil
		}
		if !old.Withdrawn {
			d.Withdraws = []ClaimID{c.Revises}
			a.withdraw(c.Revises)
		}
	}
	d.Disputes = a.contradictions(id, c)
	receipt := a.accept(id, c, d)
	a.remember(id, c)
	return receipt, nil
}

// names checks that what the claim names is recorded, and that the relation fits its ends.
func (a *admission) names(c *Claim) error {
	if s := a.known.Sources[c.Source]; s == nil || !s.Recorded {
		return NotFound("source", string(c.Source), "no source %q is recorded; record the source before its claims", c.Source)
	}
	r, ok := a.known.Ontology.Relation(c.Relation)
	if !ok {
		return NotFound("relation", string(c.Relation), "no relation %q is in the ontology", shorten(string(c.Relation)))
	}
	for _, end := range []struct {
		field string
		id    ActorID
		fits  []Kind
	}{{"subject", c.Subject, r.Subjects}, {"object", c.Object, r.Objects}} {
		kind, ok := a.known.Actors[end.id]
		if !ok {
			return unknownActor(end.field, end.id)
		}
		if len(end.fits) > 0 && !slices.Contains(end.fits, kind) {
			return Invalid(end.field, string(end.id), "%s is of kind %s, which does not fit the %s of %s; allowed are %s", end.id, kind, end.field, r.ID, joined(end.fits))
		}
	}
	for _, id := range c.Third {
		if _, ok := a.known.Actors[id]; !ok {
			return unknownActor("third_parties", id)
		}
	}
	if c.Place != "" {
		if _, ok := a.known.Actors[c.Place]; !ok {
			return unknownActor("place", c.Place)
		}
	}
	return nil
}

// stampSpan dates the open end of a span that held when it was published: the source's first possible publication
// day, or the day of recording where that is unknown.
func (a *admission) stampSpan(c *Claim) {
	if !c.When.NeedsStamp() {
		return
	}
	day := DayOf(a.next())
	if p, err := ParsePublished(a.known.Sources[c.Source].Published); err == nil {
		if first, ok := p.FirstDay(); ok {
			day = first
		}
	}
	c.When = c.When.Stamp(day)
}

// contradictions applies the two rules of disputes to a new claim. The pairs are in order, whatever the order in which
// a store names rivals.
func (a *admission) contradictions(id ClaimID, c *Claim) []DisputePair {
	out := append(a.opposed(id, c), a.misdated(id, c)...)
	slices.SortFunc(out, func(x, y DisputePair) int {
		return cmp.Or(bytes.Compare(x.A[:], y.A[:]), bytes.Compare(x.B[:], y.B[:]))
	})
	return out
}

// opposed finds the claims that say the opposite of the same thing, about the same event or perhaps the same time.
func (a *admission) opposed(id ClaimID, c *Claim) []DisputePair {
	var out []DisputePair
	for _, r := range a.known.Opposed[TripleOf(a.known.Ontology, c, opposite(c.Polarity))] {
		if a.standing(r.ID) && (c.Event != "" && c.Event == r.Event || c.When.MayOverlap(r.When)) {
			out = append(out, pairOf(id, r.ID, "polarity", true))
		}
	}
	return out
}

// misdated finds the claims that say the same of the same event, of days that cannot agree.
func (a *admission) misdated(id ClaimID, c *Claim) []DisputePair {
	if c.Event == "" || c.WhenBasis == BasisPublication {
		return nil
	}
	var out []DisputePair
	for _, r := range a.known.Events[c.Event] {
		if a.standing(r.ID) && r.Relation == c.Relation && r.Polarity == c.Polarity && r.Modality == c.Modality &&
			r.Basis != BasisPublication && c.When.Disagrees(r.When) {
			out = append(out, pairOf(id, r.ID, "date", true))
		}
	}
	return out
}

// remember makes an accepted claim known to the later records of the batch.
func (a *admission) remember(id ClaimID, c *Claim) {
	k := a.known
	k.Claims[id] = &KnownClaim{Claim: c, Sequence: a.head.Sequence}
	if s := k.Sources[c.Voice()]; s != nil {
		s.Voiced = true
	} else {
		k.Sources[c.Voice()] = &KnownSource{Voiced: true}
	}
	if a.denials {
		t := TripleOf(k.Ontology, c, c.Polarity)
		k.Opposed[t] = append(k.Opposed[t], RivalOf(id, c))
	}
	if c.Event != "" {
		k.Events[c.Event] = append(k.Events[c.Event], RivalOf(id, c))
	}
	if _, wanted := k.Runs[c.MadeBy.Run]; wanted || c.MadeBy.Run != "" {
		k.Runs[c.MadeBy.Run] = append(k.Runs[c.MadeBy.Run], id)
	}
}

// differences lists the fields in which a repeated claim differs from the first record. The run that repeats it is
// not a difference.
func differences(first, again *Claim) []string {
	var out []string
	note := func(field string, same bool) {
		if !same {
			out = append(out, field)
		}
	}
	note("when_basis", first.WhenBasis == again.WhenBasis)
	note("when_text", first.WhenText == again.WhenText)
	note("confidence", first.Confidence == again.Confidence)
	note("statement", first.Statement == again.Statement)
	note("third_parties", slices.Equal(first.Third, again.Third))
	note("event", first.Event == again.Event)
	note("relays", first.Relays == again.Relays)
	a, b := first.MadeBy, again.MadeBy
	a.Run, b.Run = "", ""
	note("made_by", a == b)
	return out
}

func joined[T ~string](list []T) string {
	out := ""
	for i, k := range list {
		if i > 0 {
			out += ", "
		}
		out += string(k)
	}
	return out
}
