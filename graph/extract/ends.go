package extract

import (
	"liaison/graph/extract/grammar"
)

// ends resolves groups as ends of an event: actors, else those who own what is named, else, where places will do, places.
func (r *reading) ends(groups []*grammar.Group, place bool) []party {
	var out []party
	for _, g := range groups {
		if reflexive(g) || r.circumstance(g) || r.a.r.words.Is(g.Lemma, "custody") && g.Possessor == nil {
			continue // "freed from a prison in Libya", which need not be Libya's doing
		}
		list := r.resolve(g)
		if len(list) == 0 {
			list = r.ownersOf([]*grammar.Group{g})
		}
		for _, p := range list {
			if p.place && !place {
				q, ok := r.ruler(p)
				if !ok {
					continue
				}
				p = q
			}
			out = append(out, p)
		}
	}
	return dedupe(out)
}

// reflexive says whether a group is "itself" and the like: nobody does to himself what makes a claim.
func reflexive(g *grammar.Group) bool {
	switch g.Lemma {
	case "itself", "themselves", "himself", "herself", "ourselves", "myself":
		return true
	}
	return false
}

// others drops the parties that are among the sources.
func (r *reading) others(list, sources []party) []party {
	var out []party
	for _, p := range list {
		self := false
		for _, s := range sources {
			self = self || s.same(p) || s.group != nil && s.group == p.group
		}
		if !self {
			out = append(out, p)
		}
	}
	return out
}

func dedupe(list []party) []party {
	var out []party
	for _, p := range list {
		again := false
		for _, q := range out {
			again = again || q.same(p)
		}
		if !again {
			out = append(out, p)
		}
	}
	return out
}
