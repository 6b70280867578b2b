package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// light reads a verb whose object is the event: "held talks with", "suffered an attack by", "called off a visit to".
func (r *reading) light(c *grammar.Clause, at *roles) []*event {
	var out []*event
	r.a.r.words.EachLight(c.Verb.Lemma, func(rest []string, o *lexicon.Operator) bool {
		ok, object := r.following(c, rest)
		if !ok || len(rest) == 0 && c.Verb.Particle != "" && !tieOnly[c.Verb.Particle] {
			return true
		}
		groups := at.object
		if object != nil && !at.passive {
			groups = object
		}
		for _, g := range groups {
			out = append(out, r.lightNoun(c, at, o, r.counted(g, o))...)
		}
		return len(out) == 0
	})
	return out
}

func (r *reading) lightNoun(c *grammar.Clause, at *roles, o *lexicon.Operator, g *grammar.Group) []*event {
	e, _ := r.nounEntry(g)
	if e == nil {
		return r.governed(c, at, g)
	}
	if e == nil || e.Slots.Copula || len(o.Events) > 0 && !r.a.r.words.Below(e.Relation, o.Events...) {
		return nil
	}
	sources := r.parties(at.subject)
	if root := r.a.r.ontology.Root(e.Relation); o.Name == "deny" && (root == "ACCUSE" || root == "REQUEST" || root == "REJECT") {
		return nil // words that are turned down
	}
	if o.Name == "stop" && r.unheard(g) && !unarmed(e, sources) {
		return nil
	}
	var out []*event
	for _, in := range r.nominal(g, at) {
		if o.Name == "deny" {
			r.sameDeed(in, g)
		}
		if o.Name == "do" || o.Name == "none" {
			if o.Name == "none" {
				return nil
			}
			if len(sources) > 0 {
				r.giveDoer(in, sources)
				in.byPeople()
			}
		}
		if hindered := r.others(in.sources, sources); o.Name == "stop" && len(hindered) > 0 && len(sources) > 0 && r.a.r.words.Below(in.relation, "PROTEST") {
			out = append(out, r.hinder(c, at, o, in, sources, hindered)) // a march of others
			continue
		}
		if asked := r.others(in.sources, sources); o.Name == "refuse" && len(asked) > 0 && len(sources) > 0 {
			in.targets = asked // somebody's offer or demand: he is turned down
		}
		if o.Name == "undergo" {
			in.targets = r.others(in.targets, sources)
		}
		if len(in.targets) == 0 {
			if t := r.looseTargets(at, in.sources); len(t) > 0 {
				in.targets = t
				in.feature("loose")
			} else if k := r.clausesOf(c, g); len(k) > 0 && k[0].Kind == grammar.Complement {
				in.targets = r.others(r.parties(k[0].Subjects), in.sources)
			} else if len(r.addressed(at, o, nil, nil, sources)) == 0 {
				r.grounded(in, c, at)
			}
			if len(in.targets) == 0 && o.Name != "undergo" {
				r.deep(in, c)
			}
			if len(in.targets) == 0 && o.Name == "do" {
				r.nounSites(in, e, g, at)
			}
		}
		made := []*event{in}
		if o.Name != "do" || in.polarity == graph.Denied {
			made = r.composed(c, o, in, sources, r.addressed(at, o, nil, nil, sources))
			if o.Name == "do" {
				made = []*event{in}
			}
		}
		for _, m := range made {
			m.clause, m.trigger, m.noun = c, c.Verb.Main, g
			m.rule(o.ID).feature("path:light")
			if at.passive {
				m.passive = o.Name == "do" && c.Verb.Form == grammar.Finite
				m.feature("passive")
			}
			out = append(out, m)
		}
	}
	if len(out) > 0 {
		r.toldNoun[g] = true
	}
	return out
}

// governedEvents reads the event of a noun, or ties as an event of their own: "a freeze of rail links with".
func (r *reading) governedEvents(g *grammar.Group, at *roles) []*event {
	if list := r.nominal(g, at); len(list) > 0 {
		return list
	}
	if !r.is(g, "ties") {
		return nil
	}
	e := &event{relation: "improve-ties", modality: graph.Actual, polarity: graph.Asserted, trigger: g.Head, noun: g, clause: g.Clause, symmetric: true}
	for _, word := range []string{"with", "to", "between"} {
		if e.targets = r.ends(nounPreps(g, word, at), false); len(e.targets) > 0 {
			return []*event{e}
		}
	}
	return nil
}

// nounSites takes places as what the event of a noun hits: "a curfew in Elmira".
func (r *reading) nounSites(in *event, e *lexicon.Entry, g *grammar.Group, at *roles) {
	if r.relation(in.relation).Quad != 4 {
		return
	}
	for _, word := range append(append([]string(nil), e.Slots.Target...), "in") {
		for _, x := range nounPreps(g, word, at) {
			if p, ok := r.site(x); ok {
				in.targets = []party{p}
				in.feature("site")
				return
			}
		}
	}
}

// protested finds against whom people gather: who is named in the clauses that tell why.
func (r *reading) protested(c *grammar.Clause, sources []party) []party {
	for _, k := range c.Children {
		if k.Verb == nil || k.Kind != grammar.Infinitival && k.Kind != grammar.Participial {
			continue
		}
		kr := r.rolesOf(k)
		if t := r.others(r.ends(kr.object, false), sources); len(t) > 0 {
			return t
		}
		if t := r.looseTargets(&kr, sources); len(t) > 0 {
			return t
		}
		for _, g := range kr.object { // "to protest a law imposed by the government"
			if t := r.others(r.parties(nounPreps(g, "by", nil)), sources); len(t) > 0 {
				return t
			}
		}
		for _, x := range k.Children {
			if x.Verb != nil && x.Kind == grammar.Complement {
				if t := r.others(r.parties(x.Subjects), sources); len(t) > 0 {
					return t
				}
			}
		}
	}
	return nil
}

// governed reads "announced a suspension of talks with", "demanded the lifting of sanctions": a noun that says how another stands.
func (r *reading) governed(c *grammar.Clause, at *roles, g *grammar.Group) []*event {
	op := r.a.r.words.Noun(g.Lemma)
	if op == nil || op.Name != "stop" {
		return nil
	}
	sources := r.parties(at.subject)
	var out []*event
	for _, x := range nounPreps(g, "of", at) {
		for _, in := range r.governedEvents(x, at) {
			in.targets = r.others(in.targets, sources)
			if len(in.targets) == 0 {
				in.targets = r.looseTargets(at, sources)
			}
			for _, e := range r.composed(c, op, in, sources, nil) {
				e.noun = g
				out = append(out, e.feature("path:light"))
			}
			r.toldNoun[x] = true
		}
	}
	return out
}

// giveDoer makes the verb's subject the source of a noun's event.
func (r *reading) giveDoer(in *event, sources []party) {
	between := len(in.sources) > 0 && in.symmetric && len(in.targets) > 0
	targets := in.targets
	if between {
		both := append(append([]party(nil), in.sources...), in.targets...)
		if rest := r.others(both, sources); len(rest) < len(both) && len(rest) > 0 {
			targets = rest
		}
	}
	in.sources = sources
	in.targets = r.others(targets, sources)
	if len(in.targets) == 0 && in.symmetric && len(sources) > 1 {
		in.targets = sources
		in.feature("mutual")
	}
}

// nominal reads the event of a noun with what stands around it; verb gives the places of the verb whose object it is, or nil.
func (r *reading) nominal(g *grammar.Group, verb *roles) []*event {
	entry, first := r.nounEntry(g)
	if entry == nil || entry.Slots.Copula {
		return nil
	}
	e := &event{relation: entry.Relation, modality: graph.Actual, polarity: graph.Asserted, trigger: g.Head, noun: g, clause: g.Clause, symmetric: entry.Slots.Symmetric}
	e.rule(entry.ID)
	e.people = entry.Slots.People
	r.nounSources(e, g, first, entry, verb)
	r.nounTargets(e, g, entry, verb)
	if verb != nil && len(e.sources) == 0 {
		doers := &event{relation: e.relation, people: e.people, sources: r.parties(verb.subject)}
		doers.byPeople()
		e.relation = doers.relation
	}
	e.byPeople()
	if g.Negated {
		e.deny()
	}
	r.nounHedges(e, g)
	return []*event{e}
}

// nounSources finds who does it: a possessor, nationalities before the noun, "by", "of".
func (r *reading) nounSources(e *event, g *grammar.Group, first int, entry *lexicon.Entry, verb *roles) {
	if g.Possessor != nil {
		e.sources = r.parties(g.Possessor.All())
	}
	if len(e.sources) == 0 {
		e.sources = hosted(r.before(g, first), entry.Slots.Symmetric)
	}
	if len(e.sources) == 0 {
		e.sources = r.determined(g)
	}
	for _, word := range []string{"by", "of", "from", "in"} {
		if len(e.sources) > 0 {
			break
		}
		if has(entry.Slots.Source, word) && !(word == "of" && has(entry.Slots.Target, "of") && !r.targetElse(g, entry, verb)) {
			e.sources = r.parties(nounPreps(g, word, nil))
		}
	}
	if entry.Slots.Symmetric && len(e.sources) > 1 {
		e.targets = e.sources[1:]
		e.sources = e.sources[:1]
	}
}

// targetElse says whether the target stands elsewhere than after "of", which then tells who does it: "the visit of A to B".
func (r *reading) targetElse(g *grammar.Group, entry *lexicon.Entry, verb *roles) bool {
	for _, word := range entry.Slots.Target {
		if word != "of" && len(nounPreps(g, word, verb)) > 0 {
			return true
		}
	}
	return false
}

// nounTargets finds to whom it is done.
func (r *reading) nounTargets(e *event, g *grammar.Group, entry *lexicon.Entry, verb *roles) {
	for _, word := range entry.Slots.Target {
		t := r.ends(nounPreps(g, word, verb), entry.Slots.Place)
		if len(t) == 0 && word != "in" && r.relation(entry.Relation).Quad == 4 {
			for _, x := range nounPreps(g, word, verb) {
				if p, ok := r.site(x); ok {
					t = append(t, p)
				}
			}
		}
		if len(t) == 0 {
			continue
		}
		if (word == "between" || word == "among") && !entry.Slots.Symmetric { // "mediation between", by somebody else
			e.targets = r.others(t, e.sources)
			return
		}
		if word == "between" || word == "of" && entry.Slots.Symmetric || word == "among" {
			if len(t) > 1 {
				e.sources, e.targets = t[:1], t[1:]
				return
			}
			if len(e.sources) == 0 {
				e.sources = t
			}
			continue
		}
		if o := r.others(t, e.sources); len(o) > 0 {
			e.targets = o
			return
		}
	}
}

// nounHedges reads "alleged", "planned" and the like before the noun, and nouns that govern it: "threat of an attack".
func (r *reading) nounHedges(e *event, g *grammar.Group) {
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

// nounAlone reads an event noun that no verb tells; both ends must be there.
func (r *reading) nounAlone(g *grammar.Group) []*event {
	entry, _ := r.nounEntry(g)
	if entry == nil || entry.Slots.Weak || entry.Slots.Copula {
		return nil
	}
	if c := g.Clause; c != nil && r.supposed(c) {
		return nil
	}
	var out []*event
	for _, e := range r.nominal(g, r.occurring(g)) {
		if len(e.sources) == 0 && g.Prep != nil && g.Prep.Word == "in" && g.Clause != nil && r.a.r.words.Below(e.relation, "PROTEST") {
			e.sources = r.parties(g.Clause.Subjects)
		}
		if len(e.targets) == 0 {
			r.diedIn(e, g)
		}
		if len(e.sources) == 0 && len(e.targets) == 0 {
			r.again2(e, g, entry)
		}
		if len(e.sources) == 0 || len(e.targets) == 0 {
			continue
		}
		e.feature("path:noun")
		if p := r.governor(g); p != nil {
			if op := r.a.r.words.Noun(p.Lemma); op != nil && g.Clause != nil && g.Clause.Verb != nil {
				out = append(out, r.composed(g.Clause, op, e, e.sources, nil)...)
				continue
			}
		}
		out = append(out, e)
	}
	return out
}

// again2 gives a noun such as "these talks", "joint efforts" the ends of the last dealings that the text told.
func (r *reading) again2(e *event, g *grammar.Group, entry *lexicon.Entry) {
	if !entry.Slots.Symmetric || r.relation(e.relation).Quad > 2 || r.relation(e.relation).Quad == 0 || !r.pointsBack(g) {
		return
	}
	for i := len(r.a.found) - 1; i >= 0; i-- {
		f := r.a.found[i]
		if r.number-f.sentence > 3 {
			return
		}
		quad := r.relation(f.Claim.Relation).Quad
		if (quad == 1 || quad == 2) && f.source.actor.ID != "" && f.Claim.Polarity == graph.Asserted {
			e.sources, e.targets = r.again(g, []party{f.source}), r.again(g, []party{f.target})
			e.feature("anaphoric")
			return
		}
	}
}

// pointsBack says whether a noun means something told before.
func (r *reading) pointsBack(g *grammar.Group) bool {
	switch strings.ToLower(g.Determiner) {
	case "these", "this", "such":
		return true
	}
	for _, i := range g.Modifiers {
		if r.s.Tokens[i].Lower == "joint" {
			return true
		}
	}
	return false
}

// governor returns the noun that a group hangs on by "of": "threat" of "threat of an attack".
func (r *reading) governor(g *grammar.Group) *grammar.Group {
	if g.Prep == nil || g.Prep.Noun == nil || g.Prep.Word != "of" {
		return nil
	}
	return g.Prep.Noun
}
