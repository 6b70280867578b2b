package extract

import (
	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// untrue reads "reports that troops had left were false", "it is not true that troops left", "called reports that troops had left a lie",
// "there is no truth in reports that troops left": what is told there is denied by whoever says so.
func (r *reading) untrue(c *grammar.Clause, at *roles) []*event {
	if r.a.r.words.Is(c.Verb.Lemma, "calling") {
		return r.calledUntrue(c, at)
	}
	if c.Verb.Lemma == "be" && c.Adjective < 0 {
		return r.noTruth(c)
	}
	if c.Verb.Lemma != "be" {
		return nil
	}
	word := r.s.Tokens[c.Adjective].Lower
	if !(r.a.r.words.Is(word, "untrue") && !c.Verb.Negated || c.Verb.Negated && (word == "true" || word == "correct")) {
		return nil
	}
	var out []*event
	for _, g := range c.Subjects {
		if r.a.r.words.Is(g.Lemma, "allegation") {
			for _, k := range g.Clauses {
				out = append(out, r.deniedThat(c, k)...)
			}
		}
		if g.Lemma == "it" {
			for _, k := range c.Children {
				if k.Kind == grammar.Complement && k.Noun == nil {
					out = append(out, r.deniedThat(c, k)...)
				}
			}
		}
	}
	return out
}

// deniedThat denies what a clause tells of which another says that it is not so.
func (r *reading) deniedThat(c, k *grammar.Clause) []*event {
	var out []*event
	for _, e := range r.clause(k) {
		d := e.clone()
		if !c.Verb.Negated { // else the clause denies it
			d.deny()
		}
		d.clause, d.when = c, k
		out = append(out, d.feature("path:denial"))
	}
	r.used[k] = true
	return out
}

// calledUntrue reads "called reports that troops had left a lie", with the rejection of whoever reported it.
func (r *reading) calledUntrue(c *grammar.Clause, at *roles) []*event {
	if c.Verb.Negated {
		return nil
	}
	who := r.parties(at.subject)
	var out []*event
	for _, g := range at.object {
		clauses := r.clausesOf(c, g)
		if !r.a.r.words.Is(g.Lemma, "allegation") || len(clauses) == 0 || len(who) == 0 || !r.untrueBehind(g.Limit) {
			continue
		}
		for _, k := range clauses {
			for _, d := range r.deniedThat(c, k) {
				d.teller, d.told, d.tellers, d.modality = who, true, nil, graph.Actual
				out = append(out, d)
			}
		}
		out = append(out, r.rebuffs(c, at, g)...)
	}
	return out
}

// untrueBehind says whether the sentence ends in a word that says that something is not so.
func (r *reading) untrueBehind(from int) bool {
	for i := max(from, len(r.s.Tokens)-farthest); i < len(r.s.Tokens); i++ {
		if t := &r.s.Tokens[i]; r.a.r.words.Is(t.Lower, "untrue") || r.a.r.words.Is(t.Lemma, "fiction") {
			return true
		}
	}
	return false
}

// noTruth reads "there is no truth in reports that troops left".
func (r *reading) noTruth(c *grammar.Clause) []*event {
	if !c.Verb.Negated || !dummy(c.Subjects) || len(c.Predicates)+len(c.Objects) == 0 {
		return nil
	}
	var out []*event
	for _, g := range append(append([]*grammar.Group(nil), c.Predicates...), c.Objects...) {
		if !r.a.r.words.Is(g.Lemma, "truth") {
			continue
		}
		for _, word := range []string{"in", "to", "for", "of"} {
			for _, x := range appendPreps(nil, g, word) {
				if !r.a.r.words.Is(x.Lemma, "allegation") {
					continue
				}
				for _, k := range x.Clauses {
					out = append(out, r.deniedThat(c, k)...)
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
	case c.Verb.Negated && !at.passive && r.a.r.words.Is(c.Verb.Lemma, "having") && len(c.Objects) > 0 && r.shared(c.Objects[0], false) != nil:
		groups = append(groups, r.shared(c.Objects[0], false)) // "played no part in the attack"
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
