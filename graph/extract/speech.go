package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// reportOf returns the report that says a clause, or one that the clause hangs on.
func (r *reading) reportOf(c *grammar.Clause) *grammar.Report {
	for ; c != nil; c = c.Parent {
		if rep := r.reports[c]; rep != nil && !dummy(rep.Speakers) {
			return rep // and not "there are grounds to believe that"
		}
		if p := c.Parent; p != nil && c.Kind == grammar.Complement && c.Noun == nil && p.Verb != nil && !r.used[c] && !dummy(p.Subjects) {
			if _, says := r.a.r.words.Stance(p.Verb.Lemma, "verb"); says {
				rep := &grammar.Report{Clause: p, Lemma: p.Verb.Lemma, Speakers: p.Subjects, Reported: []*grammar.Clause{c}, Start: p.Start, End: p.End}
				r.reports[c] = rep
				return rep
			}
		}
	}
	return nil
}

// dummy says whether nobody speaks: "there are".
func dummy(speakers []*grammar.Group) bool {
	return len(speakers) > 0 && speakers[0].Kind == grammar.Dummy
}

// speech sets who says what an event tells, and whether that leaves it open.
func (r *reading) speech(e *event) {
	if e.told {
		r.toldBy(e)
		return
	}
	rep := r.reportOf(e.clause)
	if rep != nil && rep.Clause != e.clause && r.inPassing(e, rep) {
		return
	}
	if rep == nil && r.forDoing(e) {
		return
	}
	if rep == nil || rep.Clause == e.clause {
		if sp := r.quoted(e); sp != nil {
			e.tellers, e.teller = sp, r.parties([]*grammar.Group{sp})
			r.stand(e, lexicon.Neutral)
		}
		return
	}
	if len(rep.Speakers) > 0 {
		e.tellers = rep.Speakers[0]
		e.teller = r.parties(rep.Speakers)
	}
	e.feature("reported")
	stance, _ := r.a.r.words.Stance(rep.Lemma, "verb")
	if stance == lexicon.DeniedStance {
		if r.directly(e.clause, rep) {
			e.deny()
		}
		return
	}
	r.stand(e, stance)
}

// inPassing says whether the text adds an event itself to what somebody says: what somebody is, in an apposition or a title, and what a
// relative clause, or a participle that stands for one, tells of somebody.
func (r *reading) inPassing(e *event, rep *grammar.Report) bool {
	if e.has("path:apposition") || e.has("path:title") {
		return true
	}
	for c := e.clause; c != nil && r.reports[c] != rep; c = c.Parent {
		if c.Kind == grammar.Relative || c.Kind == grammar.Participial && c.Antecedent != nil && c.Verb != nil && c.Verb.Form == grammar.Participle {
			return true
		}
	}
	return false
}

// forDoing gives what somebody is praised or blamed for to who does so: "thanked France for protecting them", "condemned the raid by Chad".
func (r *reading) forDoing(e *event) bool {
	c := e.clause
	switch {
	case c == nil:
		return false
	case e.has("path:noun") && e.noun != nil && !slices.Contains(c.Subjects, e.noun):
	case c.Kind == grammar.Participial && c.Marker == "for":
		c = c.Parent
	default:
		return false
	}
	if c == nil || c.Verb == nil || c.Verb.Passive || len(c.Subjects) == 0 || e.noun != nil && e.noun.Clause == c && e.noun.Prep != nil && e.noun.Prep.Of == grammar.OfVerb && e.noun.Prep.Word != "for" {
		return false
	}
	for _, id := range r.meanings(c) {
		if r.a.r.words.Below(id, "ACCUSE", "SUPPORT", "REJECT", "SANCTION") {
			e.tellers = c.Subjects[0]
			e.teller = r.parties(c.Subjects)
			return true
		}
	}
	return false
}

// directly says whether a clause is what is said, and not one that hangs on it: who denies that troops left since they had orders
// does not deny the orders.
func (r *reading) directly(c *grammar.Clause, rep *grammar.Report) bool {
	for ; c != nil; c = c.Parent {
		if r.reports[c] == rep {
			return true
		}
		if c.Kind == grammar.Relative || c.Kind == grammar.Adverbial {
			return false
		}
	}
	return false
}

// toldBy finds the words for an operator's subject who tells an event.
func (r *reading) toldBy(e *event) {
	switch c := e.clause; {
	case len(e.teller) > 0:
		e.tellers = e.teller[0].group
	case e.tellers == nil && e.has("op:accuse") && e.modality == graph.Alleged && !r.a.r.words.Below(e.relation, "ACCUSE") && c != nil && c.Verb != nil && !c.Verb.Passive && len(c.Subjects) > 0:
		e.tellers = c.Subjects[0] // "the report accuses"
	}
}

// quoted returns the speaker of the quotation that an event stands in, or nil.
func (r *reading) quoted(e *event) *grammar.Group {
	if e.trigger < 0 || e.trigger >= len(r.s.Tokens) {
		return nil
	}
	at := r.s.Tokens[e.trigger].Start
	for i := range r.s.Quotes {
		if q := &r.s.Quotes[i]; q.Speech && q.Start <= at && at < q.End && len(q.Speakers) > 0 {
			return q.Speakers[0]
		}
	}
	return nil
}

// stand decides whether what is said is as good as told, or only alleged: it is, where the word of reporting leaves it open, or one
// party says of another what that would not say of itself.
func (r *reading) stand(e *event, stance lexicon.Stance) {
	if e.modality != graph.Actual {
		return
	}
	rel, _ := r.a.r.ontology.Relation(e.relation)
	if stance == lexicon.Alleged && !r.own(e) {
		e.modality = graph.Alleged
		return
	}
	if rel.Quad != 4 && !(rel.Quad == 3 && e.noun != nil) || len(e.teller) == 0 || r.a.r.words.Below(e.relation, "coerce-arrest") {
		return
	}
	if r.own(e) || r.neutral(e) {
		return
	}
	e.modality = graph.Alleged
	e.feature("partisan")
}

// own says whether those who tell it did it themselves, or belong to who did.
func (r *reading) own(e *event) bool {
	for _, t := range e.teller {
		for _, s := range e.sources {
			if t.kin(s) {
				return true
			}
		}
	}
	return false
}

// neutral says whether those who tell it take no side.
func (r *reading) neutral(e *event) bool {
	for _, t := range e.teller {
		for _, o := range e.targets {
			if t.kin(o) || r.belongs(o, t) || r.belongs(t, o) {
				return false
			}
		}
		switch t.actor.Kind {
		case graph.KindArmedGroup, graph.KindParty:
			return false
		case graph.KindState, graph.KindGovernment, graph.KindAgency, graph.KindPerson:
		default:
			continue
		}
		if t.actor.Country == "" || r.thirdCountry(t, e) {
			continue
		}
		return false
	}
	return true
}

// belongs says whether an end is somebody's of the teller: "his crew", "its men".
func (r *reading) belongs(o, teller party) bool {
	if o.group == nil {
		return false
	}
	for _, p := range r.determined(o.group) {
		if p.same(teller) {
			return true
		}
	}
	return false
}

// thirdCountry says whether a teller is of neither side's country.
func (r *reading) thirdCountry(t party, e *event) bool {
	for _, p := range e.sources {
		if p.actor.Country == "" && p.mention.Via == ByName && !p.generic {
			return false // somebody that is named, of whom we do not know whose he is
		}
	}
	for _, list := range [][]party{e.sources, e.targets} {
		for _, p := range list {
			if p.actor.Country == t.actor.Country {
				return false
			}
		}
	}
	for _, p := range e.targets { // "Kyiv said Russian guards had fired on two gunboats", which are hardly anybody else's
		if p.actor.Country == "" && len(e.sources) > 0 && e.sources[0].actor.Country != "" && !p.place {
			return false
		}
	}
	return true
}

// attribution is who says it, in the words of the text; "" if the text itself does.
func (r *reading) attribution(e *event) string {
	if e.tellers == nil {
		return ""
	}
	g := e.tellers
	if g.Kind == grammar.Pronoun && len(e.teller) > 0 {
		return e.teller[0].actor.Name
	}
	words := strings.TrimSpace(g.Text)
	for _, p := range g.Preps {
		if (p.Word == "of" || p.Word == "for" || p.Word == "from" || p.Word == "in") && p.Token == g.Limit && len(p.Groups) > 0 {
			return strings.TrimSpace(r.s.Words(g.Start, p.Groups[0].End))
		}
	}
	return words
}
