package extract

import (
	"slices"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// looseWords are the prepositions after which a target may stand that an entry does not name.
var looseWords = []string{"against", "on", "to", "with", "from", "of", "in", "at", "over", "for", "into", "near", "toward", "towards", "between", "among", "inside", "across", "throughout"}

// meetWords are those of them after which stands whom one meets: "held a meeting on Mali" is not with Mali.
var meetWords = []string{"with", "to", "from", "of", "for", "between", "among"}

// loose finds a target where an entry does not say: after any preposition. Only entries that ask for a certain object may do so, as
// their words leave no doubt of what is done.
func (r *reading) loose(ev *event, at *roles, e *lexicon.Entry) {
	n, rel := &e.Need, r.relation(e.Relation)
	verbal := (rel.Quad == 1 || rel.Quad == 3) && len(at.object) > 0
	if n.Object == "" && n.Event == "" && len(n.Preps) == 0 && n.Near == "" && !verbal || n.Object == "actor" || n.Object == "person" || n.Object == "place" || n.Object == "shut" || n.Object == "vessel" {
		return
	}
	if !r.a.r.words.Event(e.Relation) {
		return // what holds between two is told with its own words
	}
	if r.a.r.words.Below(e.Relation, thwarted) {
		return // whom the attack would have hit is not who is thwarted
	}
	if t := r.looseTargets(at, ev.sources, ev.relation); len(t) > 0 {
		ev.targets = t
		ev.feature("loose")
		return
	}
	if n.Object != "" || n.Event != "" || n.Near != "" || len(n.Preps) > 0 {
		r.deep(ev, at.clause)
	}
}

// deep takes the first actor that is named behind the verb, in the clause and those that it governs.
func (r *reading) deep(ev *event, c *grammar.Clause) {
	if len(ev.sources) == 0 || r.a.r.words.Below(ev.relation, "ASSAULT") {
		return
	}
	material := r.relation(ev.relation).Quad == 4
	end := lastOf(c)
	for _, g := range r.s.Groups {
		if g.First <= c.Verb.Main || g.Start >= end || g.Kind != grammar.Noun || r.told(g) || slices.Contains(c.Objects, g) {
			continue
		}
		list := r.resolve(g)
		if len(list) == 0 {
			list = r.before(g, g.Limit)
		}
		for _, p := range r.others(list, ev.sources) {
			if material && p.actor.Kind == graph.KindPerson { // troops and embassies face states and groups
				continue
			}
			if p.generic || slices.ContainsFunc(ev.sources, p.home) || p.mention.New != nil && !r.shipped(p) && p.actor.Kind == graph.KindGroup {
				continue
			}
			if p.place {
				q, ok := r.ruler(p)
				if !ok {
					continue
				}
				p = q
			}
			ev.targets = r.others([]party{p}, ev.sources)
			if len(ev.targets) > 0 {
				ev.feature("deep")
				return
			}
		}
	}
}

func (r *reading) looseTargets(at *roles, sources []party, id graph.RelationID) []party {
	words := looseWords
	if r.a.r.words.Below(id, "CONSULT") {
		words = meetWords
	}
	for _, word := range words {
		groups := r.behind(at, at.at(word))
		if r.relation(id).Quad != 4 {
			groups = r.notVictims(groups)
		}
		if t := r.others(r.ends(groups, false), sources); len(t) > 0 {
			return t
		}
	}
	for _, g := range at.object {
		for _, p := range g.Preps {
			for _, x := range p.Groups {
				for _, word := range words {
					if t := r.others(r.ends(appendPreps(nil, x, word), false), sources); len(t) > 0 {
						return t
					}
				}
			}
		}
	}
	return nil
}

// notVictims leaves out those whom a noun tells to be attacked: "called for an end to attacks on the port" asks nothing of the port.
func (r *reading) notVictims(groups []*grammar.Group) []*grammar.Group {
	return slices.DeleteFunc(slices.Clone(groups), func(g *grammar.Group) bool {
		if g.Prep == nil || g.Prep.Noun == nil {
			return false
		}
		e, _ := r.nounEntry(g.Prep.Noun)
		return e != nil && r.a.r.words.Below(e.Relation, "ASSAULT")
	})
}

// behind leaves out what stands before the verb: where and when a clause begins is not whom it is about.
func (r *reading) behind(at *roles, groups []*grammar.Group) []*grammar.Group {
	var out []*grammar.Group
	for _, g := range groups {
		if v := at.clause.Verb; g.Prep == nil || g.Prep.Clause != at.clause || v == nil || g.First > v.Main || at.clause.Gap == grammar.AsPrep || g.Prep.Noun != nil {
			out = append(out, g)
		}
	}
	return out
}
