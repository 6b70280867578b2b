package extract

import (
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// nounOperate reads a noun that says how the clause after it stands: "announced plans to attack", "made good its threat to leave".
func (r *reading) nounOperate(c *grammar.Clause, at *roles) []*event {
	denies, refuses := r.deniesIt(c), r.refusesIt(c)
	if denies == nil && refuses == nil && !r.conveys(c) {
		return nil
	}
	var out []*event
	objects := at.object
	if p := c.Prep("as"); p != nil && denies != nil {
		objects = append(objects[:len(objects):len(objects)], p.Groups...) // "dismissed as false reports that"
	}
	for _, g := range objects {
		op := r.a.r.words.Noun(g.Lemma)
		if denies != nil && r.a.r.words.Is(g.Lemma, "allegation") {
			op = denies
		} else if op != nil && refuses != nil {
			if len(r.others(r.askers(g), r.parties(at.subject))) > 0 {
				continue // somebody's demand: he is turned down, whatever it was
			}
			op = refuses
		} else if op == nil || denies != nil {
			continue
		}
		for _, k := range r.clausesOf(c, g) {
			out = append(out, r.apply(c, at, op, k, r.nounAddressed(at, g))...)
		}
		if denies != nil && (len(out) > 0 || len(g.Clauses) > 0) {
			out = append(out, r.rebuffs(c, at, g)...)
		}
	}
	return out
}

// askers are those whose demand, offer or call a noun is.
func (r *reading) askers(g *grammar.Group) []party {
	if out := r.ownersOf([]*grammar.Group{g}); len(out) > 0 {
		return out
	}
	return r.parties(nounPreps(g, "by", nil))
}

// deniesIt returns the operator of a verb that denies a report: "denied reports that", "dismissed claims that".
func (r *reading) deniesIt(c *grammar.Clause) (found *lexicon.Operator) {
	r.a.r.words.EachOperator(c.Verb.Lemma, func(rest []string, o *lexicon.Operator) bool {
		if len(rest) == 0 && o.Name == "deny" {
			found = o
		}
		return found == nil
	})
	return found
}

// refusesIt returns the operator of a verb that turns an offer or a request down: "rejected an invitation to meet".
func (r *reading) refusesIt(c *grammar.Clause) (found *lexicon.Operator) {
	r.a.r.words.EachLight(c.Verb.Lemma, func(rest []string, o *lexicon.Operator) bool {
		if ok, _ := r.following(c, rest); ok && o.Name == "refuse" {
			found = o
		}
		return found == nil
	})
	return found
}

// conveys says whether a verb with such a noun as its object only puts it forth: "announced", "made", "reiterated".
func (r *reading) conveys(c *grammar.Clause) bool {
	ok := false
	r.a.r.words.EachLight(c.Verb.Lemma, func(rest []string, o *lexicon.Operator) bool {
		ok = ok || len(rest) == 0 && (o.Name == "do" || o.Name == "intend")
		return !ok
	})
	_, says := r.a.r.words.Stance(c.Verb.Lemma, "verb")
	return ok || says
}

// clausesOf returns the clauses that complete a noun.
func (r *reading) clausesOf(c *grammar.Clause, g *grammar.Group) []*grammar.Clause {
	if len(g.Clauses) > 0 {
		return g.Clauses
	}
	for _, k := range c.Children {
		if k.Verb != nil && k.First > g.Head && (k.Noun == g || k.Noun == nil && k.Kind == grammar.Infinitival || k.Kind == grammar.Complement) {
			return []*grammar.Clause{k}
		}
	}
	return nil
}

// nounAddressed are those to whom such a noun is put: "an appeal to Japan to release".
func (r *reading) nounAddressed(at *roles, g *grammar.Group) []*grammar.Group {
	for _, word := range []string{"to", "on", "for", "with"} {
		if list := nounPreps(g, word, at); len(list) > 0 {
			return list
		}
	}
	return nil
}
