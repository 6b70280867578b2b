package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// occurReach is how many sentences back "it happened on Friday" may look.
const occurReach = 3

// occurs says whether the verb of a clause tells no more than that its subject happened: "took place", "occurred", "came".
func (r *reading) occurs(c *grammar.Clause) bool {
	if c.Verb == nil || c.Verb.Negated || r.modal(c.Verb) != "" {
		return false
	}
	if c.Verb.Lemma == "take" {
		return len(c.Objects) == 1 && c.Objects[0].Lemma == "place"
	}
	return r.a.r.words.Is(c.Verb.Lemma, "occur") && len(c.Objects) == 0
}

// occurrences gives what the text has just told without a date the one that it tells now: "It happened on Thursday night", "The
// shooting took place on Sunday".
func (r *reading) occurrences() {
	for _, c := range r.s.Clauses {
		if !r.occurs(c) || len(c.Subjects) != 1 || r.supposed(c) {
			continue
		}
		e := &event{clause: c, trigger: c.Verb.Main}
		m, ok := r.inClause(e, c, tenseOf(c))
		if !ok || m.when.IsZero() {
			continue
		}
		r.a.happened(r.toldAgain(c.Subjects[0]), m, r.number)
	}
}

// toldAgain says which findings words such as "it", "the incident", "the raid" may mean; nil: none.
func (r *reading) toldAgain(g *grammar.Group) func(*finding) bool {
	lemma := strings.ToLower(g.Lemma)
	switch strings.ToLower(g.Text) {
	case "it", "this", "that", "all this", "all of this":
		return func(*finding) bool { return true }
	}
	if g.Determiner == "" || g.Kind != grammar.Noun || len(g.Preps) > 0 && g.Preps[0].Of == grammar.OfNoun && g.Preps[0].Word != "on" && g.Preps[0].Word != "in" {
		return nil
	}
	if r.a.r.words.Is(lemma, "occurrence") {
		return func(*finding) bool { return true }
	}
	meant := r.a.nounMeanings(lemma)
	if len(meant) == 0 {
		return nil
	}
	return func(f *finding) bool { return r.a.mean(lemma, meant, f.Claim.Relation) }
}

// happened dates the findings of the nearest sentence before that are meant, those that the text dated itself left out.
func (a *article) happened(meant func(*finding) bool, m moment, sentence int) {
	if meant == nil {
		return
	}
	at := -1
	for i := len(a.found) - 1; i >= 0; i-- {
		f := a.found[i]
		if sentence-f.sentence > occurReach {
			break
		}
		if f.sentence >= sentence || at >= 0 && f.sentence != at {
			continue
		}
		if !a.undated(f) || !meant(f) {
			continue
		}
		at = f.sentence
		f.Claim.When, f.Claim.WhenBasis, f.Claim.WhenText, f.timed = m.when, m.basis, m.text, m.start
	}
}

// undated says whether a finding is an event of the past that has no date yet, nor words for one.
func (a *article) undated(f *finding) bool {
	return f.Claim.When.IsZero() && f.Claim.WhenText == "" && a.r.words.Event(f.Claim.Relation) &&
		(f.Claim.Modality == graph.Actual || f.Claim.Modality == graph.Alleged)
}

// leadReach is how many sentences of the body tell again what the headline tells.
const leadReach = 2

// dateHeadline gives what the headline tells the day on which the first sentences tell an event of that type.
func (a *article) dateHeadline() {
	for _, h := range a.found {
		if !h.headline || !a.undated(h) {
			continue
		}
		if x := a.leadTime(h); x != nil {
			h.Claim.When, h.Claim.WhenBasis, h.Claim.WhenText, h.timed = x.when, x.basis, x.text, x.start
		}
	}
}

// leadTime returns the last day in the week before publication on which the sentences after a headline tell something of its type; nil:
// there is none.
func (a *article) leadTime(h *finding) *told {
	var best *told
	for i := range a.told {
		x := &a.told[i]
		if x.sentence <= h.sentence || x.sentence > h.sentence+leadReach || !aDay(x.when) || !a.isNew(x.when) || !a.ofType(h.root, x.relations) && !a.ofType(h.root, x.objects) {
			continue
		}
		if best == nil || x.when.Bounds().SLo > best.when.Bounds().SLo {
			best = x
		}
	}
	return best
}

// isNew says whether a day lies in the week before publication, or that is not known.
func (a *article) isNew(w graph.When) bool {
	if a.published.IsZero() {
		return true
	}
	p, d := a.published.Bounds(), w.Bounds()
	return d.EHi <= p.EHi && d.SLo+7 >= p.SLo
}

// ofType says whether any of some relations is of a type.
func (a *article) ofType(root graph.RelationID, list []graph.RelationID) bool {
	for _, id := range list {
		if a.r.ontology.Root(id) == root {
			return true
		}
	}
	return false
}
