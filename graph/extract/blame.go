package extract

import (
	"slices"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// laysBlame reads who is blamed with what he is blamed for, where the deed does not follow as a clause or after "for": "blamed the attack on
// Iran", "the raid, which Iran blames on Iraq", "holds Iran responsible for the attack".
func (r *reading) laysBlame(c *grammar.Clause, at *roles) []*event {
	culprits, deeds := r.blamed(c, at)
	op := r.operator("accuse")
	if len(culprits) == 0 || op == nil {
		return nil
	}
	who := r.parties(at.subject)
	if at.passive && len(c.Agents()) == 0 {
		who = nil
	}
	var out []*event
	for _, g := range deeds {
		for _, in := range r.deedOf(g) {
			if r.relation(in.relation).Quad != 4 {
				continue
			}
			in.sources = culprits
			in.targets = r.others(in.targets, culprits)
			out = append(out, r.composed(c, op, in, who, culprits)...)
		}
	}
	for _, e := range out {
		e.rule("blame").feature("path:verb")
	}
	return out
}

// blamed finds whom a clause blames, and the nouns for what.
func (r *reading) blamed(c *grammar.Clause, at *roles) (culprits []party, deeds []*grammar.Group) {
	words := r.a.r.words
	switch {
	case words.Is(c.Verb.Lemma, "blaming on"):
		for _, g := range at.object {
			for g != nil {
				if e, _ := r.nounEntry(g); e != nil {
					deeds = append(deeds, g)
					break
				}
				if c.Gap != grammar.AsObject || g != c.Antecedent && len(deeds) > 0 || g.Prep == nil {
					break
				}
				g = g.Prep.Noun // "the killing of two nuns, which France blames on Mali"
			}
		}
		if len(deeds) == 0 {
			return nil, nil
		}
		if culprits = r.ends(groupsAfter(c, "on", "to"), false); len(culprits) == 0 {
			culprits = r.ends(append(appendPreps(nil, deeds[0], "on"), appendPreps(nil, deeds[0], "to")...), false)
		}
	case c.Verb.Lemma == "hold" && len(at.object) > 0:
		p := c.Prep("for")
		if p == nil || !r.answerable(c.Verb.Main, p.Token) {
			return nil, nil
		}
		culprits, deeds = r.parties(at.object), p.Groups
	}
	return culprits, deeds
}

// groupsAfter returns what follows the first of some prepositions of a clause.
func groupsAfter(c *grammar.Clause, words ...string) []*grammar.Group {
	if p := c.Prep(words...); p != nil {
		return p.Groups
	}
	return nil
}

// answerable says whether "responsible" or the like stands right before a preposition, behind a verb.
func (r *reading) answerable(verb, prep int) bool {
	return prep-1 > verb && r.a.r.words.Is(r.s.Tokens[prep-1].Lower, "answerable")
}

// operator returns an operator by its name.
func (r *reading) operator(name string) (found *lexicon.Operator) {
	r.a.r.words.EachOperator(name, func(rest []string, o *lexicon.Operator) bool {
		if len(rest) == 0 && o.Name == name {
			found = o
		}
		return found == nil
	})
	return found
}

// laidTo are those to whom a participle behind a noun lays what the noun tells: "a raid blamed on Iran", "an attack claimed by Hamas". The
// first is only said of them.
func (r *reading) laidTo(g *grammar.Group) (list []party, alleged bool) {
	for _, k := range g.Relatives {
		if k.Verb == nil || !k.Verb.Passive || k.Kind != grammar.Participial {
			continue
		}
		switch {
		case r.a.r.words.Is(k.Verb.Lemma, "blaming on"):
			if list = r.ends(groupsAfter(k, "on", "to"), false); len(list) > 0 {
				return list, true
			}
		case r.a.r.words.Is(k.Verb.Lemma, "claiming"):
			if list = r.parties(k.Agents()); len(list) > 0 {
				return list, false
			}
		}
	}
	return nil, false
}

// onCharge makes what a clause tells that hangs on a noun of blame only alleged: "arrested on suspicion of arming", "faces charges of".
func (r *reading) onCharge(c *grammar.Clause, e *event) *event {
	first := c
	for first.Kind == grammar.Coordinate && first.Understood && first.Parent != nil {
		first = first.Parent
	}
	if first.Noun == nil || first.Kind != grammar.Participial || e.modality != graph.Actual || !r.a.r.words.Is(first.Noun.Lemma, charges) {
		return e
	}
	e = e.clone().feature("charged")
	e.modality = graph.Alleged
	return e
}

// nobodyOf says whether the subject of a clause is "no state", "none of them", so that it denies of everybody what the clause tells.
func (r *reading) nobodyOf(c *grammar.Clause) bool {
	return c.Verb.Negated && len(c.Subjects) == 1 && c.Subjects[0].Negated && !c.Verb.Passive && !slices.ContainsFunc(r.resolve(c.Subjects[0]), func(p party) bool { return !p.generic })
}

// nounHedges reads "alleged", "planned" and the like before the noun, and to whom a participle behind it lays what it tells.
func (r *reading) nounHedges(e *event, g *grammar.Group) {
	if list, alleged := r.laidTo(g); len(list) > 0 {
		if len(e.sources) == 0 {
			e.sources = list
		}
		if alleged {
			e.modality, e.hedged = graph.Alleged, true
		}
	}
	for _, i := range g.Modifiers {
		s, ok := r.a.r.words.Stance(r.s.Tokens[i].Lower, "adjective")
		if !ok {
			continue
		}
		switch s {
		case lexicon.Alleged:
			e.modality, e.hedged = graph.Alleged, true
		case lexicon.PlannedStance:
			e.modality = graph.Planned
		case lexicon.ThreatenStance:
			e.modality = graph.Threatened
		}
	}
}

// untied reads that somebody has no tie with another: "denied any link to", "has no connection with".
func (r *reading) untied(c *grammar.Clause, at *roles) []*event {
	op := r.deniesIt(c)
	denies := op != nil && op.Allows(thatClause)
	if !denies && !(c.Verb.Lemma == "have" && c.Verb.Negated) || at.passive {
		return nil
	}
	who := r.parties(at.subject)
	var out []*event
	for _, g := range at.object {
		if !r.a.r.words.Is(g.Lemma, "linkage") || g.Possessor != nil {
			continue
		}
		for _, word := range []string{"to", "with"} {
			targets := r.others(r.ends(nounPreps(g, word, at), false), who)
			if len(who) == 0 || len(targets) == 0 {
				continue
			}
			e := &event{relation: "affiliated-with", sources: who, targets: targets, modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main, noun: g}
			if denies {
				e.deny() // else the clause denies it
				e.teller, e.told = who, true
			}
			r.toldNoun[g] = true
			return append(out, e.rule("untied").feature("path:denial"))
		}
	}
	return out
}
