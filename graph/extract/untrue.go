package extract

import (
	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// untrue reads "reports that troops had left were false", "it is not true that troops left": what is told there is denied by whoever says so.
func (r *reading) untrue(c *grammar.Clause, _ *roles) []*event {
	if c.Verb.Lemma != "be" || c.Adjective < 0 {
		return nil
	}
	word := r.s.Tokens[c.Adjective].Lower
	if !(r.a.r.words.Is(word, "untrue") && !c.Verb.Negated || c.Verb.Negated && (word == "true" || word == "correct")) {
		return nil
	}
	var out []*event
	deny := func(k *grammar.Clause) {
		for _, e := range r.clause(k) {
			d := e.clone()
			if !c.Verb.Negated { // else the clause denies it
				d.deny()
			}
			d.clause, d.when = c, k
			out = append(out, d.feature("path:denial"))
		}
		r.used[k] = true
	}
	for _, g := range c.Subjects {
		if r.a.r.words.Is(g.Lemma, "allegation") {
			for _, k := range g.Clauses {
				deny(k)
			}
		}
		if g.Lemma == "it" {
			for _, k := range c.Children {
				if k.Kind == grammar.Complement && k.Noun == nil {
					deny(k)
				}
			}
		}
	}
	return out
}

// deedBehind reads who does what a noun tells without a verb that says so: "is behind the attack", "had nothing to do with the killing".
func (r *reading) deedBehind(c *grammar.Clause, at *roles) []*event {
	var groups []*grammar.Group
	switch {
	case c.Verb.Lemma == "be" && !at.passive:
		if p := c.Prep("behind"); p != nil {
			groups = p.Groups
		}
	case c.Verb.Lemma == "have" && len(c.Objects) == 1 && (c.Objects[0].Lemma == "nothing" || c.Objects[0].Lemma == "something" || c.Objects[0].Lemma == "anything"):
		for _, k := range c.Children {
			if k.Verb != nil && k.Verb.Lemma == "do" && k.Prep("with") != nil {
				groups = k.Prep("with").Groups
			}
		}
	}
	who := r.parties(at.subject)
	if len(groups) == 0 || len(who) == 0 {
		return nil
	}
	var out []*event
	for _, g := range groups {
		for _, e := range r.nominal(g, nil) {
			if len(e.targets) == 0 {
				r.nounSitesOf(e, g)
			}
			r.sameDeed(e, g)
			if r.relation(e.relation).Quad != 4 || len(r.others(e.targets, who)) == 0 {
				continue
			}
			e.sources, e.targets = who, r.others(e.targets, who)
			e.clause, e.trigger, e.modality = c, c.Verb.Main, graph.Actual
			r.toldNoun[g] = true
			out = append(out, e.rule("behind").feature("path:light"))
		}
	}
	return out
}
