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
