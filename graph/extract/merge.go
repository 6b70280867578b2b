package extract

import (
	"cmp"
	"slices"
	"strings"

	"liaison/graph"
)

// add keeps a finding, or joins it to one that tells the same event.
func (a *article) add(f *finding) {
	for _, old := range a.found {
		if a.sameEvent(old, f) {
			a.join(old, f)
			return
		}
	}
	a.found = append(a.found, f)
}

// sameEvent says whether two findings tell one event: the same ends, relations of which one is the other or above it, the same
// polarity and modality, and dates that can be one.
func (a *article) sameEvent(x, y *finding) bool {
	if x.root != y.root || x.Claim.Polarity != y.Claim.Polarity {
		return false
	}
	if x.Claim.Modality != y.Claim.Modality && !(x.Claim.Modality == graph.Actual && y.Claim.Modality == graph.Alleged || x.Claim.Modality == graph.Alleged && y.Claim.Modality == graph.Actual) {
		return false
	}
	ahead := (sameActor(&x.Subject, &y.Subject) || nobody(x) != nobody(y)) && sameActor(&x.Object, &y.Object)
	back := sameActor(&x.Subject, &y.Object) && sameActor(&x.Object, &y.Subject) && a.r.ontology.IsSymmetric(x.Claim.Relation)
	if !ahead && !back {
		return false
	}
	if x.Claim.Relation != y.Claim.Relation && !a.r.words.Below(x.Claim.Relation, y.Claim.Relation) && !a.r.words.Below(y.Claim.Relation, x.Claim.Relation) &&
		!(x.Claim.Modality != graph.Actual || x.root == "CONSULT" || x.root == "ASSAULT" || x.sentence == y.sentence) {
		return false
	}
	return datesAgree(x.Claim.When, y.Claim.When)
}

// nobody says whether a finding does not say who did it.
func nobody(f *finding) bool { return f.Subject.Text == "" }

func sameActor(x, y *Mention) bool {
	if x.Actor != "" || y.Actor != "" {
		return x.Actor == y.Actor
	}
	if x.Text == "" && y.Text == "" {
		return true
	}
	return len(x.Candidates) > 0 && slices.Equal(x.Candidates, y.Candidates)
}

// datesAgree says whether two dates can be of one event; without a date anything can.
func datesAgree(x, y graph.When) bool {
	if x.IsZero() || y.IsZero() || x.String() == y.String() {
		return true
	}
	a, b := x.Bounds(), y.Bounds()
	return a.SLo <= b.EHi && b.SLo <= a.EHi
}

// join adds what a finding has to one that tells the same event.
func (a *article) join(old, f *finding) {
	for _, q := range f.Claim.Evidence {
		covered := false
		for _, o := range old.Claim.Evidence {
			if q.Start < o.End && o.Start < q.End {
				covered = true
			}
		}
		if !covered {
			old.Claim.Evidence = append(old.Claim.Evidence, q)
			old.features = appendNew(old.features, "told-twice")
		}
	}
	if old.Claim.When.IsZero() && !f.Claim.When.IsZero() || finer(f.Claim.When, old.Claim.When) {
		old.Claim.When, old.Claim.WhenBasis, old.Claim.WhenText = f.Claim.When, f.Claim.WhenBasis, f.Claim.WhenText
	}
	if nobody(old) && !nobody(f) {
		old.Subject, old.Claim.Subject, old.source = f.Subject, f.Claim.Subject, f.source
	}
	if a.r.words.Below(f.Claim.Relation, old.Claim.Relation) {
		old.Claim.Relation = f.Claim.Relation
	}
	if old.Claim.Attribution == "" && old.headline { // what the text tells by itself is not made less sure by who else says so
		old.Claim.Attribution = f.Claim.Attribution
	}
	if old.Claim.Modality == graph.Alleged && f.Claim.Modality == graph.Actual {
		old.Claim.Modality = graph.Actual
	}
	for _, rule := range f.Rules {
		old.Rules = appendNew(old.Rules, rule)
	}
}

// finer says whether a date is known more exactly than another.
func finer(x, y graph.When) bool {
	if x.IsZero() || y.IsZero() {
		return false
	}
	a, b := x.Bounds(), y.Bounds()
	return a.EHi-a.SLo < b.EHi-b.SLo
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// proposals finishes what was found: scores, statements, order; no quote leaves that is not in the text at its place.
func (a *article) proposals() []Proposal {
	var out []Proposal
	for _, f := range a.found {
		if !a.verified(f) {
			continue
		}
		f.Claim.Statement = a.statement(f)
		slices.Sort(f.features)
		f.Features = f.features
		f.Score = a.r.scores.of(f.features)
		out = append(out, f.Proposal)
	}
	slices.SortStableFunc(out, func(x, y Proposal) int {
		return cmp.Or(
			cmp.Compare(x.Claim.Evidence[0].Start, y.Claim.Evidence[0].Start),
			cmp.Compare(x.Subject.Start, y.Subject.Start), cmp.Compare(x.Object.Start, y.Object.Start),
			strings.Compare(string(x.Claim.Relation), string(y.Claim.Relation)))
	})
	return out
}

// verified checks every quote byte by byte.
func (a *article) verified(f *finding) bool {
	for _, q := range f.Claim.Evidence {
		if q.Start < 0 || q.End > len(a.text.Body) || q.Start >= q.End || a.text.Body[q.Start:q.End] != q.Text {
			return false
		}
	}
	return len(f.Claim.Evidence) > 0
}

// statement tells the claim in plain words.
func (a *article) statement(f *finding) string {
	rel, _ := a.r.ontology.Relation(f.Claim.Relation)
	var b strings.Builder
	if f.Subject.Text == "" {
		b.WriteString("Somebody")
	} else {
		b.WriteString(name(&f.Subject))
	}
	b.WriteString(" ")
	b.WriteString(rel.Label)
	b.WriteString(" ")
	b.WriteString(name(&f.Object))
	var more []string
	if f.Claim.Polarity == graph.Denied {
		more = append(more, "denied")
	}
	if f.Claim.Modality != graph.Actual {
		more = append(more, string(f.Claim.Modality))
	}
	if f.Claim.Attribution != "" {
		more = append(more, "according to "+f.Claim.Attribution)
	}
	if len(more) > 0 {
		b.WriteString(" (" + strings.Join(more, ", ") + ")")
	}
	return b.String() + "."
}

func name(m *Mention) string {
	if m.New != nil {
		return m.New.Name
	}
	return m.Text
}
