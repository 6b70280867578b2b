package extract

import (
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
		places, groups := at, at.object
		if object != nil && at.passive && o.Name == "undergo" { // "was met with protests"
			met := roles{clause: c, subject: c.Subjects, object: object}
			places = &met
		}
		if object != nil && !places.passive {
			groups = object
		}
		if len(groups) == 0 {
			groups = spanned(c)
		}
		for _, g := range groups {
			out = append(out, r.lightNoun(c, places, o, r.counted(g, o))...)
		}
		return len(out) == 0
	})
	return out
}

// spanned are the nouns of what lasts as long as is told where the object of a verb should stand: "held two days of talks".
func spanned(c *grammar.Clause) []*grammar.Group {
	var out []*grammar.Group
	for _, t := range c.Times {
		for _, p := range t.Preps {
			if p.Word == "of" && p.Token == t.Limit && c.Verb != nil && t.First == c.Verb.Limit {
				out = append(out, p.Groups...)
			}
		}
	}
	return out
}

func (r *reading) lightNoun(c *grammar.Clause, at *roles, o *lexicon.Operator, g *grammar.Group) []*event {
	e, _ := r.nounEntry(g)
	if e == nil {
		return r.governed(c, at, g)
	}
	if c.Verb.Lemma == "take" && g.Lemma == "charge" {
		return nil // "took charge of the talks" accuses nobody
	}
	if e == nil || e.Slots.Copula || len(o.Events) > 0 && !r.a.r.words.Below(e.Relation, o.Events...) {
		return nil
	}
	sources := r.parties(at.subject)
	if o.Name == "undergo" {
		if doers := r.broughtAbout(c); len(doers) > 0 {
			sources = doers
		}
	}
	if root := r.a.r.ontology.Root(e.Relation); o.Name == "deny" && (root == "ACCUSE" || root == "REQUEST" || root == "REJECT") {
		return nil // words that are turned down
	}
	if o.Name == "stop" && r.unheard(g) && !r.unarmed(e, sources) {
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
				r.byPeople(in)
			}
		}
		if hindered := r.others(in.sources, sources); o.Name == "stop" && len(hindered) > 0 && len(sources) > 0 && r.a.r.words.Below(in.relation, "PROTEST") {
			out = append(out, r.hinder(c, at, o, in, sources, hindered)) // a march of others
			continue
		}
		if asked := r.others(in.sources, sources); (o.Name == "refuse" || o.Name == "stop" && r.a.r.words.Below(in.relation, "visit")) && len(asked) > 0 && len(sources) > 0 {
			in.targets = asked // somebody's offer or demand: he is turned down
		}
		if o.Name == "undergo" {
			in.targets = r.others(in.targets, sources)
			if len(in.sources) == 0 { // "was met by Japan with a ban"
				in.sources = r.parties(c.Agents())
			}
		}
		if len(in.targets) == 0 && e.Slots.Weak && r.a.r.words.Below(e.Relation, "ACCUSE") {
			continue // "raised the case with"
		}
		r.whereHeld(in, c, at)
		if len(in.targets) == 0 {
			if k := r.clausesOf(c, g); len(k) > 0 && k[0].Kind == grammar.Complement {
				in.targets = r.others(r.parties(k[0].Subjects), in.sources)
			} else if t := r.looseTargets(at, in.sources, in.relation); len(t) > 0 {
				in.targets = t
				in.feature("loose")
			} else if len(r.addressed(at, o, nil, nil, sources)) == 0 {
				r.grounded(in, c, at)
			}
			if len(in.targets) == 0 && o.Name != "undergo" {
				r.deep(in, c)
			}
			if len(in.targets) == 0 && governs(o) {
				in.targets = r.conditional(sources, c)
			}
			if len(in.targets) == 0 && o.Name == "do" {
				r.nounSites(in, e, g, at)
				r.sameHarm(in, g, c.Verb.Lemma)
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
		if t := r.looseTargets(&kr, sources, ""); len(t) > 0 {
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
				in.targets = r.looseTargets(at, sources, in.relation)
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
	if r.inWords(g, e.relation) {
		e.relation = "criticize"
	}
	r.nounSources(e, g, first, entry, verb)
	if len(e.targets) == 0 || entry.Slots.Symmetric {
		r.nounTargets(e, g, entry, verb)
	}
	if verb != nil && len(e.sources) == 0 {
		doers := &event{relation: e.relation, people: e.people, sources: r.parties(verb.subject)}
		r.byPeople(doers)
		e.relation = doers.relation
	}
	r.byPeople(e)
	if g.Negated && !(verb != nil && verb.clause.Verb.Negation == "no") { // else the clause denies it
		e.deny()
	}
	r.nounHedges(e, g)
	return []*event{e}
}

// nounSources finds who does it: a possessor, nationalities before the noun, "by", "of".
func (r *reading) nounSources(e *event, g *grammar.Group, first int, entry *lexicon.Entry, verb *roles) {
	if r.undergone(e, g, entry) {
		e.sources = r.parties(nounPreps(g, "by", nil))
		return
	}
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

// undergone reads the owner of a noun as the one to whom it is done: "his arrest by the army", "the bishop's murder".
func (r *reading) undergone(e *event, g *grammar.Group, entry *lexicon.Entry) bool {
	if !has(entry.Slots.Target, "of") || !has(entry.Slots.Source, "by") || has(entry.Slots.Source, "of") || len(ownPreps(nil, g, "of")) > 0 {
		return false
	}
	owners := r.determined(g)
	if g.Possessor != nil {
		owners = r.parties(g.Possessor.All())
	}
	by := len(nounPreps(g, "by", nil)) > 0
	if len(owners) == 0 || !by && !r.a.r.words.Below(entry.Relation, "coerce-arrest", "arrest", "kill", "assault-abduct", "coerce-deport", "retreat-release", "sanction-convict") {
		return false
	}
	for _, p := range owners {
		if k := p.actor.Kind; !by && k != graph.KindPerson && (k != graph.KindGroup || !p.generic) {
			return false
		}
	}
	e.targets = owners
	return true
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
