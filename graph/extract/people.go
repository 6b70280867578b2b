package extract

import (
	"slices"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// unarmed says whether a noun such as "strike" is told of people without arms.
func unarmed(entry *lexicon.Entry, sources []party) bool {
	probe := &event{relation: entry.Relation, people: entry.Slots.People, sources: sources}
	probe.byPeople()
	return probe.relation != entry.Relation
}

// byPeople gives a noun such as "strike" the meaning that it has where people without arms do it.
func (e *event) byPeople() {
	if e.people == "" || len(e.sources) == 0 {
		return
	}
	for _, s := range e.sources {
		if k := s.actor.Kind; k != graph.KindGroup && k != graph.KindNGO && k != graph.KindParty && k != graph.KindPerson {
			return
		}
	}
	e.relation = e.people
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

// jointly reads several who do together what is no event by itself: "jointly manage the fish", "patrolled the river together".
func (r *reading) jointly(c *grammar.Clause) []*event {
	if c.Verb.Passive || !r.near(c, "jointly") && !r.near(c, "together") {
		return nil
	}
	sources := r.parties(c.Subjects)
	if len(sources) < 2 {
		return nil
	}
	e := &event{relation: "COOPERATE", sources: sources, targets: sources, modality: graph.Actual, polarity: graph.Asserted, symmetric: true,
		clause: c, trigger: c.Verb.Main}
	return []*event{e.rule("jointly").feature("mutual").feature("path:jointly")}
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
