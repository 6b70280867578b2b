package extract

import (
	"slices"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// inRole reads the office that somebody takes when he follows another: "succeeded X as president of Y".
func (r *reading) inRole(c *grammar.Clause, made []*event) []*event {
	if len(made) == 0 || !r.a.r.words.Below(made[0].relation, "SUCCEEDS") || len(made[0].sources) == 0 {
		return nil
	}
	var out []*event
	for _, g := range roleGroups(c) {
		entry, _ := r.nounEntry(g)
		if entry == nil || !entry.Slots.Copula {
			continue
		}
		e := stood(entry, g, made[0].sources, distinct(r.heldBy([]*grammar.Group{g}), made[0].sources), "path:copula")
		if e != nil {
			e.clause, e.trigger = c, c.Verb.Main
			out = append(out, e)
		}
	}
	return out
}

// actingAs reads the office in which somebody does something, and for whom: "As chairwoman of the Front she", "spoke on behalf of Oman".
func (r *reading) actingAs(c *grammar.Clause) []*event {
	if len(c.Subjects) == 0 || c.Verb.Passive {
		return nil
	}
	var out []*event
	for _, p := range c.Preps {
		switch {
		case p.Word == "as" && p.Token < c.Verb.First:
			for _, e := range r.rolesIn(c, c.Subjects, p.Groups) {
				out = append(out, e.feature("acting"))
			}
		case p.Word == "on behalf of" && p.Of == grammar.OfVerb && (p.Token == 0 || !r.a.r.words.Is(r.s.Tokens[p.Token-1].Lemma, "carrier")):
			who := slices.DeleteFunc(r.named1(c.Subjects), func(p party) bool { return !p.guessed([]graph.Kind{graph.KindPerson}) })
			for _, to := range distinct(r.ends(p.Groups, false), who) {
				e := &event{relation: "represents", modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main, sources: who, targets: []party{to}}
				out = append(out, e.rule("on-behalf").feature("path:behalf").feature("acting"))
			}
		}
	}
	return out
}

// appointed takes an office that is said to be nobody's for one of who gives it: "the president named X prime minister" of his country.
func (r *reading) appointed(c *grammar.Clause, subjects []*grammar.Group, g *grammar.Group) *event {
	entry, _ := r.nounEntry(g)
	if entry == nil || !entry.Slots.Copula || !r.a.r.words.Below(entry.Relation, "LEADS", "MEMBER_OF", "WORKS_FOR") {
		return nil
	}
	var of []party
	for _, p := range r.parties(c.Subjects) {
		if p.actor.Kind == graph.KindPerson || p.actor.Kind == graph.KindAgency {
			q, ok := r.ruler(p)
			if !ok {
				continue
			}
			p = q
		}
		of = append(of, p)
	}
	who := r.named1(subjects)
	return stood(entry, g, who, distinct(of, who), "path:copula")
}

// further reads the second of two offices, which the grammar joins to the owner of the first: "a member of the Front and an adviser to Y".
func (r *reading) further(g, ap *grammar.Group) []*event {
	var out []*event
	for _, p := range ap.Preps {
		if p.Token != ap.Limit || len(p.Groups) < 2 || ap.Proper {
			continue
		}
		for _, x := range p.Groups[1:] {
			if entry, _ := r.nounEntry(x); entry == nil || !entry.Slots.Copula || x.Proper || x.Plural {
				continue
			}
			if e := r.whatIs([]*grammar.Group{g}, x); e != nil {
				out = append(out, e.feature("path:apposition"))
			}
		}
	}
	return out
}

// sharing reads an office that has its owner in common with the one behind it: "X, chairman and founder of Y".
func (r *reading) sharing(g *grammar.Group, beside []*grammar.Group, i int) *event {
	if i+1 >= len(beside) {
		return nil
	}
	a, b := beside[i], beside[i+1]
	if b.First != a.Limit+1 || r.s.Tokens[a.Limit].Lower != "and" || a.Proper || len(a.Preps) > 0 || a.Possessor != nil {
		return nil
	}
	entry, _ := r.nounEntry(a)
	if entry == nil || !entry.Slots.Copula {
		return nil
	}
	who := r.named1([]*grammar.Group{g})
	return stood(entry, a, who, distinct(r.heldBy([]*grammar.Group{b}), who), "path:apposition")
}

// keepOffice remembers by what relation somebody holds an office, for a counterpart of his.
func (r *reading) keepOffice(e *event) {
	if e == nil || e.polarity == graph.Denied || !r.a.r.words.Below(e.relation, "LEADS", "MEMBER_OF") {
		return
	}
	if r.a.offices == nil {
		r.a.offices = map[graph.ActorID]graph.RelationID{}
	}
	for _, p := range e.sources {
		if p.actor.Kind == graph.KindPerson && p.actor.ID != "" && len(r.a.offices) < mostKept {
			r.a.offices[p.actor.ID] = e.relation
		}
	}
}

// counterpart reads "his Swedish counterpart, Jon Lie": who has the office in another state that somebody named before has in his own.
func (r *reading) counterpart(g *grammar.Group) *event {
	at := g.Head
	for at > g.First && r.s.Tokens[at].Lower != "counterpart" {
		at--
	}
	if r.s.Tokens[at].Lower != "counterpart" || g.Plural {
		return nil
	}
	inner := *g
	inner.Head = at
	whose := r.determined(&inner)
	if g.Possessor != nil {
		whose = r.parties(g.Possessor.All())
	}
	if len(whose) != 1 || r.a.offices[whose[0].actor.ID] == "" {
		return nil
	}
	who := r.named1([]*grammar.Group{g})
	of := distinct(r.before(g, at), who)
	if len(who) != 1 || who[0].mention.Via != ByName || len(of) == 0 {
		return nil
	}
	e := &event{relation: r.a.offices[whose[0].actor.ID], modality: graph.Actual, polarity: graph.Asserted, trigger: at, noun: g, clause: g.Clause,
		sources: who, targets: of[:1]}
	return e.rule("counterpart").feature("path:title")
}
