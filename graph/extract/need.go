package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// needed checks what an entry asks for; thwarts says that the entry tells of what did not come about, and an event that it asks for is
// not told then.
func (r *reading) needed(c *grammar.Clause, at *roles, n *lexicon.Need, thwarts bool) bool {
	if n.Object != "" && !r.anyIs(at.object, n.Object) {
		return false
	}
	if n.Subject != "" && !r.anyIs(at.subject, n.Subject) {
		return false
	}
	if n.Event != "" && !r.anyEvent(at.object, n.Event, thwarts) {
		return false
	}
	if n.Free && anyGroup(at.object, func(g *grammar.Group) bool {
		return g.Possessor != nil || possessives[strings.ToLower(g.Determiner)] != ""
	}) {
		return false
	}
	if n.Predicate != "" && !r.anyIs(c.Predicates, n.Predicate) {
		return false
	}
	if n.NoObject && len(at.object) > 0 && !at.passive || n.Active && (len(c.Predicates) > 0 || c.Gap == grammar.AsObject && len(c.Objects) > 0 || c.Verb.Passive || c.Verb.Form == grammar.Participle) || n.Near != "" && !r.near(c, n.Near) {
		return false
	}
	for prep, class := range n.Preps {
		if !r.anyIs(at.at(prep), class) && !r.innerPrep(c, prep, class) && !(c.Verb.Particle == prep && r.anyIs(beside(at.object), class)) {
			return false
		}
	}
	return !n.Infinitive || r.complement(c, infinitive) != nil
}

// beside returns groups with those that stand right behind them: "took Iran off its list", where the grammar takes "off" for a part
// of the verb.
func beside(groups []*grammar.Group) []*grammar.Group {
	out := groups[:len(groups):len(groups)]
	for _, g := range groups {
		out = append(out, g.Appositive...)
	}
	return out
}

// near says whether a word stands in a clause.
func (r *reading) near(c *grammar.Clause, word string) bool {
	for i := c.First; i < c.Limit && i < len(r.s.Tokens); i++ {
		if r.s.Tokens[i].Lower == word {
			return true
		}
	}
	for _, k := range c.Children {
		if k.Kind == grammar.Infinitival && k.Verb != nil && k.Verb.Lemma == word {
			return true
		}
	}
	return false
}

// innerPrep says whether a preposition governs a clause where anything will do.
func (r *reading) innerPrep(c *grammar.Clause, prep, class string) bool {
	p := c.Prep(prep)
	return class == "any" && p != nil && p.Inner != nil
}

// anyEvent says whether one of the groups is an event below a relation.
func (r *reading) anyEvent(groups []*grammar.Group, above graph.RelationID, thwarts bool) bool {
	for _, g := range groups {
		if e, _ := r.nounEntry(g); e != nil && r.a.r.words.Below(e.Relation, above) {
			r.toldNoun[g] = r.toldNoun[g] || thwarts
			return true
		}
		if r.meant(g, above) {
			return true
		}
	}
	return false
}

// meant says whether a noun tells by the infinitive behind it what somebody had in mind: "a plan by the rebels to bomb the embassy".
// That is his, and not done by the subject of the sentence.
func (r *reading) meant(g *grammar.Group, above graph.RelationID) bool {
	op := r.a.r.words.Noun(g.Lemma)
	if op == nil || op.Name != "intend" && op.Name != "aspect" && op.Name != "threaten" || g.Clause == nil {
		return false
	}
	found := false
	for _, k := range r.clausesOf(g.Clause, g) {
		for _, e := range r.clause(k) {
			if r.a.r.words.Below(e.relation, above) {
				r.used[k], found = true, true
			}
		}
	}
	return found
}

// anyIs says whether one of the groups is of a class.
func (r *reading) anyIs(groups []*grammar.Group, class string) bool {
	for _, g := range groups {
		if r.is(g, class) {
			return true
		}
	}
	return false
}

func (r *reading) is(g *grammar.Group, class string) bool {
	switch class {
	case "any":
		return true
	case "actor", "person", "place":
		for _, p := range r.resolve(g) {
			if class == "place" && (p.place || p.actor.Kind == graph.KindState && (p.mention.Via == ByName || p.mention.Via == ByMetonym)) || class == "actor" && !p.place ||
				class == "person" && (p.actor.Kind == graph.KindPerson || p.actor.Kind == graph.KindGroup) {
				return true
			}
		}
		return (class == "place" || class == "actor") && g.Kind == grammar.Noun && (r.a.r.words.Is(g.Lemma, "place") ||
			class == "actor" && r.a.r.words.Is(g.Lemma, "struck"))
	}
	words := r.a.r.words
	if words.Is(g.Lemma, class) {
		return true
	}
	if g.Kind == grammar.Quantity || words.Is(g.Lemma, "part") { // "some of its troops"
		for _, p := range g.Preps {
			if p.Word == "of" && p.Token == g.Limit && len(p.Groups) > 0 && words.Is(p.Groups[0].Lemma, class) {
				return true
			}
		}
	}
	if g.Kind == grammar.Noun && g.Known == 0 && g.Head > g.First {
		two := r.s.Tokens[g.Head-1].Lower + " " + g.Lemma
		if words.Is(two, class) {
			return true
		}
	}
	switch class {
	case "people", "force", "body", "human", "refugees", "captive", "company":
		return r.kindIs(g, class)
	case "mission-person": // "the ambassador Jan Berg"
		for i := g.First; g.Proper && i < g.Head; i++ {
			if words.Is(r.s.Tokens[i].Lower, class) {
				return true
			}
		}
	}
	return false
}

// kindIs says whether a group means an actor of a kind that belongs to a class.
func (r *reading) kindIs(g *grammar.Group, class string) bool {
	for _, p := range r.resolve(g) {
		k := p.actor.Kind
		switch class {
		case "people":
			if k == graph.KindGroup || k == graph.KindNGO || k == graph.KindParty {
				return true
			}
		case "force":
			if k == graph.KindArmedGroup {
				return true
			}
		case "body":
			if k == graph.KindIGO || k == graph.KindNGO || k == graph.KindParty || k == graph.KindCompany || k == graph.KindArmedGroup {
				return true
			}
		case "human", "captive":
			if k == graph.KindPerson || class == "human" && p.unsure() || class == "captive" && (k == graph.KindGroup || g.Plural && p.mention.Via == ByDemonym) {
				return true
			}
		case "refugees":
			if (g.Plural || r.a.r.words.Is(g.Lemma, "part")) && (k == graph.KindGroup || k == graph.KindState) && p.mention.Via == ByDemonym {
				return true
			}
		case "company":
			if k == graph.KindCompany || p.unsure() {
				return true
			}
		}
	}
	return false
}

func has(list []string, word string) bool {
	for _, w := range list {
		if w == word {
			return true
		}
	}
	return false
}
