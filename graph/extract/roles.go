package extract

import (
	"slices"

	"liaison/graph/extract/grammar"
)

// roles are the places around a verb, with the passive undone.
type roles struct {
	clause   *grammar.Clause
	subject  []*grammar.Group
	object   []*grammar.Group
	indirect []*grammar.Group
	passive  bool
}

// rolesOf undoes the passive and puts the antecedent of a relative clause in its place.
func rolesOf(c *grammar.Clause) roles {
	r := roles{clause: c, subject: c.Subjects, object: c.Objects, indirect: c.Indirect}
	if c.Gap == grammar.AsObject && c.Antecedent != nil && !slices.Contains(r.object, c.Antecedent) {
		r.object = append([]*grammar.Group{c.Antecedent}, r.object...)
	}
	if c.Verb == nil || !c.Verb.Passive {
		return r
	}
	r.passive = true
	r.subject = c.Agents()
	if len(c.Objects) > 0 {
		r.indirect = c.Subjects
		return r
	}
	r.object = c.Subjects
	if len(r.object) == 0 && c.Antecedent != nil {
		r.object = []*grammar.Group{c.Antecedent}
	}
	return r
}

// at returns the groups after a preposition, of the verb first and then of its objects. The agent of a passive is not among them.
func (r *roles) at(word string) []*grammar.Group {
	if word == "by" && r.passive {
		return nil
	}
	var out []*grammar.Group
	for _, p := range r.clause.Preps {
		if p.Word == word {
			out = append(out, p.Groups...)
		}
	}
	for _, g := range r.object {
		out = appendPreps(out, g, word)
	}
	if word == "to" {
		out = append(out, r.indirect...)
	}
	return out
}

// appendPreps adds the groups after a preposition that hangs on a noun, unless they are there already.
func appendPreps(out []*grammar.Group, g *grammar.Group, word string) []*grammar.Group {
	for _, p := range g.Preps {
		if p.Word != word {
			continue
		}
		for _, x := range p.Groups {
			if !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	return out
}

// nounPreps returns the groups after a preposition of a noun, or of its verb where the noun is the verb's object.
func nounPreps(g *grammar.Group, word string, verb *roles) []*grammar.Group {
	out := appendPreps(nil, g, word)
	for _, c := range g.Relatives { // "the ban imposed on"
		if c.Verb == nil || !c.Verb.Passive || c.Kind != grammar.Participial {
			continue
		}
		for _, p := range c.Preps {
			if p.Word == word {
				out = append(out, p.Groups...)
			}
		}
	}
	if verb == nil || word == "by" && verb.passive {
		return out
	}
	for _, p := range verb.clause.Preps {
		if p.Word != word {
			continue
		}
		for _, x := range p.Groups {
			if !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	if word == "to" && len(out) == 0 {
		out = append(out, verb.indirect...)
	}
	return out
}
