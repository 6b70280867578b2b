package extract

import "liaison/graph/extract/grammar"

// complement returns the clause that completes a verb in a form, or nil.
func (r *reading) complement(c *grammar.Clause, form string) *grammar.Clause {
	if form == ofWhat || form == forWhat || form == toWhat || form == withWhat {
		if p := c.Prep(form); p != nil {
			return p.Inner
		}
		return nil
	}
	if form == objectFrom {
		return innerFrom(c)
	}
	for _, k := range c.Children {
		if k.Verb == nil || k.Noun != nil {
			continue
		}
		switch form {
		case infinitive, objectInf, yetTo:
			if k.Kind == grammar.Infinitival {
				return k
			}
		case thatClause:
			if k.Kind == grammar.Complement {
				return k
			}
		case gerund:
			if k.Kind == grammar.Participial && k.Verb.Form == grammar.Gerund && (k.Marker == "" || k.Marker == "to") && k.First > c.Verb.Main &&
				r.s.Tokens[k.First-1].Lower != "," { // ", threatening to leave" is said of the whole clause
				return k
			}
		}
	}
	return nil
}

// phraseClause returns the clause that completes the noun at the end of a phrase: "has no wish to meet", "held out the prospect of aiding".
func (r *reading) phraseClause(c *grammar.Clause, rest []string, form string) *grammar.Clause {
	for _, g := range r.s.Groups {
		if g.First <= c.Verb.Main || g.Head > c.Verb.Main+len(rest)+1 || !r.wordAt(g.Head, rest[len(rest)-1]) {
			continue
		}
		for _, k := range r.clausesOf(c, g) {
			if form == infinitive && k.Kind == grammar.Infinitival || form == thatClause && k.Kind == grammar.Complement {
				return k
			}
		}
		for _, p := range g.Preps {
			if p.Word == form && p.Inner != nil {
				return p.Inner
			}
		}
	}
	return nil
}

// innerFrom returns the clause after "from", of the verb or of its object: "barred the party from marching".
func innerFrom(c *grammar.Clause) *grammar.Clause {
	if p := c.Prep("from"); p != nil && p.Inner != nil {
		return p.Inner
	}
	for _, g := range append(append([]*grammar.Group(nil), c.Objects...), c.Subjects...) {
		for _, p := range g.Preps {
			if p.Word == "from" && p.Inner != nil {
				return p.Inner
			}
		}
	}
	return nil
}
