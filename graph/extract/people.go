package extract

import (
	"slices"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// unarmed says whether a noun such as "strike" is told of people without arms.
func (r *reading) unarmed(entry *lexicon.Entry, sources []party) bool {
	probe := &event{relation: entry.Relation, people: entry.Slots.People, sources: sources}
	r.byPeople(probe)
	return probe.relation != entry.Relation
}

// byPeople gives a noun such as "strike" the meaning that it has where people without arms do it.
func (r *reading) byPeople(e *event) {
	if e.people != "" && r.civil(e.sources) {
		e.relation = e.people
	}
}

// civil says whether all of some parties are people without arms, or bodies of them.
func (r *reading) civil(list []party) bool {
	for _, s := range list {
		if s.group != nil && r.a.r.words.Is(s.group.Lemma, "civilian") {
			continue // "Greek civil servants", who are not Greece here
		}
		if k := s.actor.Kind; k != graph.KindGroup && k != graph.KindNGO && k != graph.KindParty && k != graph.KindPerson {
			return false
		}
	}
	return len(list) > 0
}

// occurring returns the places of a verb that says no more of its subject than that it takes place: "fighting broke out between"; else nil.
func (r *reading) occurring(g *grammar.Group) *roles {
	c := g.Clause
	if c == nil || c.Verb == nil || c.Verb.Passive || len(c.Objects) > 0 || !slices.Contains(c.Subjects, g) || !r.a.r.words.Is(c.Verb.Lemma, "occurrence") {
		return nil
	}
	at := r.rolesOf(c)
	return &at
}

// jointly reads several who do together what is no event by itself: "jointly manage the fish", "patrolled the river together", "opened
// a joint border post".
func (r *reading) jointly(c *grammar.Clause) []*event {
	if c.Verb.Passive || !r.near(c, "jointly") && !r.near(c, "together") && !r.jointThing(c) {
		return nil
	}
	sources := r.parties(c.Subjects)
	e := &event{relation: "COOPERATE", sources: sources, targets: sources, modality: graph.Actual, polarity: graph.Asserted, symmetric: true,
		clause: c, trigger: c.Verb.Main}
	if len(sources) < 2 {
		at := r.rolesOf(c)
		if e.targets = r.others(r.ends(at.at("with"), false), sources); len(e.targets) == 0 || len(sources) == 0 {
			return nil
		}
		return []*event{e.rule("jointly").feature("path:jointly")}
	}
	return []*event{e.rule("jointly").feature("mutual").feature("path:jointly")}
}

// jointThing says whether the object of a clause is something of several: "a joint border post". What is only said jointly is none.
func (r *reading) jointThing(c *grammar.Clause) bool {
	return slices.ContainsFunc(c.Objects, func(g *grammar.Group) bool {
		if r.a.r.words.Is(g.Lemma, "document") || r.a.r.words.Is(g.Lemma, "speech act") {
			return false
		}
		return slices.ContainsFunc(g.Modifiers, func(i int) bool {
			return r.s.Tokens[i].Lower == "joint" || r.s.Tokens[i].Lower == "jointly"
		})
	})
}

// diedIn takes those who died in an attack for whom it hit: "six soldiers died in an ambush by the rebels".
func (r *reading) diedIn(e *event, g *grammar.Group) {
	c := g.Clause
	if g.Prep == nil || g.Prep.Word != "in" || c == nil || c.Verb == nil || c.Verb.Lemma != "die" && c.Verb.Lemma != "perish" {
		return
	}
	if r.a.r.words.Below(e.relation, "ASSAULT") && len(e.sources) > 0 {
		e.relation, e.targets = "kill", r.others(r.parties(c.Subjects), e.sources)
	}
}

// hinder makes a restriction of a protest of others that somebody stops: "halted a march by students".
func (r *reading) hinder(c *grammar.Clause, at *roles, o *lexicon.Operator, in *event, sources, hindered []party) *event {
	in.relation, in.sources, in.targets, in.symmetric = "coerce-restrict", sources, hindered, false
	in.clause, in.trigger = c, c.Verb.Main
	if at.passive {
		in.feature("passive")
	}
	return in.rule(o.ID).feature("path:light")
}
