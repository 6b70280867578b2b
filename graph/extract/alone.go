package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// nounAlone reads an event noun that no verb tells; both ends must be there, or whom it is done to, where the words leave no doubt.
func (r *reading) nounAlone(g *grammar.Group) []*event {
	entry, list := r.deeds(g, r.occurring(g))
	under := g.Prep != nil && g.Prep.Word == "under"
	if entry != nil && (entry.Slots.Weak && !under || entry.Slots.Copula) || len(list) == 0 {
		return nil
	}
	if c := g.Clause; c != nil && (r.supposed(c) || r.heldOff(c, g)) {
		return nil
	}
	var out []*event
	for _, e := range list {
		if len(e.sources) == 0 && g.Prep != nil && (g.Prep.Word == "in" || g.Prep.Word == "during") && g.Clause != nil && r.a.r.words.Below(e.relation, "PROTEST") {
			e.sources = r.parties(g.Clause.Subjects)
		}
		if len(e.targets) == 0 {
			r.diedIn(e, g)
		}
		if len(e.sources) == 0 && len(e.targets) == 0 && entry != nil {
			r.again2(e, g, entry)
		}
		if under {
			r.suffered(e, g)
		}
		if len(e.sources) == 0 {
			r.attended(e, g)
		}
		if len(e.sources) == 0 {
			r.guilty(e, g)
		}
		if len(e.sources) == 0 && r.anonymous(e, g, entry) {
			e.sources = []party{{}}
			e.feature("agentless")
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

// suffered gives what somebody acts under its other end: "under pressure from Chad, Mali freed him", "under a truce agreed with Chad, Mali
// freed him".
func (r *reading) suffered(e *event, g *grammar.Group) {
	if g.Clause == nil || g.Clause.Verb == nil {
		return
	}
	at := r.rolesOf(g.Clause)
	who := at.subject
	if at.passive {
		who = at.object
	}
	switch quad := r.relation(e.relation).Quad; {
	case quad > 2 && len(e.targets) == 0:
		e.targets = r.others(r.parties(who), e.sources)
	case quad > 0 && quad < 3 && e.symmetric && len(e.sources) == 0 && !at.passive:
		e.sources = r.others(r.parties(who), e.targets)
	}
}

// attended gives talks and visits that only tell on what occasion something is done to the one who does it: "arrived in Oslo for talks with
// the king", "said after a meeting with the rebels".
func (r *reading) attended(e *event, g *grammar.Group) {
	c := g.Clause
	if g.Prep == nil || g.Prep.Noun != nil && g.Prep.Of == grammar.OfNoun || c == nil || c.Verb == nil || c.Verb.Negated || c.Verb.Passive || len(e.targets) == 0 || !r.a.r.words.Below(e.relation, "CONSULT") {
		return
	}
	switch g.Prep.Word {
	case "for", "after", "during", "following", "on":
	case "in", "at":
		if d := strings.ToLower(g.Determiner); d != "a" && d != "an" {
			return // "agreed to mediation in the talks with"
		}
	default:
		return
	}
	var who []party
	for _, p := range r.parties(c.Subjects) {
		if !p.owner && !p.place {
			who = append(who, p)
		}
	}
	if len(r.others(e.targets, who)) < len(e.targets) {
		return
	}
	if e.sources = who; r.modal(c.Verb) != "" {
		e.modality = graph.Planned
	}
	e.feature("attended")
}

// since are the prepositions before what has happened already.
var since = map[string]bool{"after": true, "since": true, "following": true}

// anonymous says whether a noun tells that something was done to somebody, by whom is left open: "the seizure of the trawler", "his arrest".
func (r *reading) anonymous(e *event, g *grammar.Group, entry *lexicon.Entry) bool {
	if entry == nil || e.modality != graph.Actual || len(e.targets) != 1 || g.Negated || r.relation(e.relation).Quad != 4 || !has(entry.Slots.Target, "of") {
		return false
	}
	switch strings.ToLower(g.Determiner) {
	case "a", "an", "any", "no", "such":
		return false
	}
	if c := g.Clause; g.Prep != nil && (g.Prep.Noun != nil || !since[g.Prep.Word]) || c == nil || c.Verb == nil || c.Kind == grammar.Infinitival || c.Verb.Negated || r.modal(c.Verb) != "" {
		return false // "was tried for the murder of", "a decision on the detention of"
	}
	t, known := e.targets[0], false
	r.back(farBack, func(f *finding) bool {
		known = known || f.root == r.a.r.ontology.Root(e.relation) && f.target.kin(t)
		return known
	})
	return !known && !t.owner && t.actor.ID != "" && t.actor.Kind != graph.KindState && (t.actor.Kind != graph.KindGroup || !t.generic || t.group != nil && t.group.Determiner != "")
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
