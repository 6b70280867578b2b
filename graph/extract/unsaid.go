package extract

import (
	"slices"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// onlyMeant says whether a clause is an infinitive that no operator governs, beneath a verb that does not tell what happened either, or
// beside a noun that says whose purpose it is: "the sides should agree to found an army", "might go to Oslo to meet them", "rejected a bid
// by Chad to arrest them". Nobody says then that who acts in the sentence will do it.
func (r *reading) onlyMeant(c *grammar.Clause) bool {
	for ; c != nil; c = c.Parent {
		if c.Kind == grammar.Participial && c.Marker == "by" && c.Parent != nil {
			c = c.Parent
		}
		for c.Kind == grammar.Coordinate && c.Understood && c.Parent != nil && c.Verb != nil && c.Verb.Form == grammar.Infinitive {
			c = c.Parent
		}
		p := c.Parent
		if c.Kind == grammar.Participial && c.Marker == "to" && p != nil && p.Verb != nil && p.Verb.Lemma == "be" && p.Adjective >= 0 && !r.used[c] {
			return true // "is cool to meeting them"
		}
		if c.Noun != nil && p != nil && p.Verb != nil && r.a.r.words.Is(p.Verb.Lemma, "calling") {
			return true // "called the raid an attempt to topple him": so he calls it who acts in the sentence
		}
		if c.Kind != grammar.Infinitival || p == nil || p.Verb == nil || r.used[c] {
			return false
		}
		if len(p.Subjects) == 1 && p.Subjects[0].Lemma == "it" && p.Verb.Lemma == "be" && !p.Verb.Passive {
			return true // "it is hard to meet them", "it was for the council to act by closing it"
		}
		if kind := r.modal(p.Verb); p.Verb.Negated || kind == "duty" || kind == "maybe" || c.Noun == nil && r.purposeOf(c, p) {
			return true
		}
	}
	return false
}

// yetToCome says whether a clause tells, in the present, of what something else must come before: "they must disarm before the army talks to
// them".
func yetToCome(c *grammar.Clause) bool {
	if c.Marker != "before" && c.Marker != "unless" && c.Marker != "once" || c.Verb == nil || c.Verb.Form != grammar.Finite {
		return false
	}
	return c.Verb.Tense == grammar.Present && !c.Verb.Perfect && !c.Verb.Passive
}

// purposeOf says whether a noun before an infinitive names by itself whose purpose that is: "a bid by Chad to".
func (r *reading) purposeOf(c, p *grammar.Clause) bool {
	for _, g := range p.Objects {
		if g.Limit > c.First || r.a.r.words.Noun(g.Lemma) == nil && !r.a.r.words.Is(g.Lemma, "speech act") {
			continue
		}
		if len(ownPreps(ownPreps(nil, g, "by"), g, "from")) > 0 {
			return true
		}
	}
	return false
}

// heldOff says whether an event is the object of a verb by which it does not come about: "opposed talks between the two".
func (r *reading) heldOff(c *grammar.Clause, g *grammar.Group) bool {
	return c.Verb != nil && slices.Contains(c.Objects, g) && r.a.r.words.Is(c.Verb.Lemma, "turning down")
}

// cannotStrike says whether those who would do violence are mere things that belong to somebody, and no weapons: "his ban hit several
// states", "the bank's report attacked the plan" are no assaults of theirs.
func (r *reading) cannotStrike(groups []*grammar.Group) bool {
	for _, g := range groups {
		if g.Kind != grammar.Noun || len(r.resolve(g)) > 0 || r.strikes(g) || r.a.r.words.Noun(g.Lemma) != nil {
			return false
		}
	}
	return len(groups) > 0
}

// strikes says whether a noun is of what violence is done with.
func (r *reading) strikes(g *grammar.Group) bool {
	for _, class := range []string{"munition", "weapon", "force", "vessel", "bomb", "blast", "gunfire", "crowd-weapon", "carrier", "part"} {
		if r.is(g, class) {
			return true
		}
	}
	e, _ := r.nounEntry(g)
	return e != nil && (e.Relation == "COERCE" || r.a.r.words.Below(e.Relation, "ASSAULT", "MOBILIZE", "PROTEST"))
}

// isDealing says whether a noun tells of dealings that no weapon can hit: an agreement, an inquiry, a crackdown.
func (r *reading) isDealing(g *grammar.Group) bool {
	e, _ := r.nounEntry(g)
	return e != nil && !e.Slots.Copula && r.a.r.words.Below(e.Relation, "COERCE", "SANCTION", "SUPPORT", "AGREE", "RETREAT", "COOPERATE", "ACCUSE", "REQUEST", "THREATEN")
}

// inWords says whether a noun of violence means hard words: "his sharpest attack yet on the bank".
func (r *reading) inWords(g *grammar.Group, id graph.RelationID) bool {
	if id != "attack" {
		return false
	}
	return slices.ContainsFunc(g.Modifiers, func(i int) bool { return r.a.r.words.Is(r.s.Tokens[i].Lower, "of words") })
}

// cannotBeStruck says whether what is attacked or shot down is only words or a plan of somebody: "shot down the bank's proposal".
func (r *reading) cannotBeStruck(groups []*grammar.Group, n *lexicon.Need) bool {
	if len(groups) == 0 || n.Object != "" && n.Object != "actor" {
		return false
	}
	for _, g := range groups {
		if g.Kind == grammar.Noun && !g.Proper && r.isDealing(g) {
			continue // "torpedoed the sanctions on Chad"
		}
		if g.Kind != grammar.Noun || g.Proper || !r.a.r.words.Is(g.Lemma, "speech act") && !r.a.r.words.Is(g.Lemma, "abstract") && !r.a.r.words.Is(g.Lemma, "faulted") {
			return false
		}
	}
	return true
}
