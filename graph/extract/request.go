package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// helping are the prepositions after which somebody stands who helps.
var helping = map[string]graph.RelationID{"with the help of": "AID", "with the support of": "SUPPORT"}

// atRequest reads who asked for what a clause tells: "left at the junta's demand", "sent troops at the request of Chad".
func (r *reading) atRequest(c *grammar.Clause) []*event {
	at := r.rolesOf(c)
	doers := r.parties(at.subject)
	if len(doers) == 0 {
		return nil
	}
	for _, p := range c.Preps {
		if relation, ok := helping[p.Word]; ok {
			if helpers := r.others(r.parties(p.Groups), doers); len(helpers) > 0 {
				e := &event{relation: relation, sources: helpers, targets: doers, modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main}
				return []*event{e.rule("with-help").feature("path:request")}
			}
		}
		var asking []party
		switch {
		case p.Word == "at the request of" || p.Word == "at the invitation of" || p.Word == "at the urging of":
			asking = r.parties(p.Groups)
		case p.Word == "at" && len(p.Groups) == 1 && r.a.r.words.Is(p.Groups[0].Lemma, "asking"):
			g := p.Groups[0]
			if g.Possessor != nil {
				asking = r.parties(g.Possessor.All())
			} else if asking = r.determined(g); len(asking) == 0 {
				asking = r.parties(ownPreps(nil, g, "of"))
			}
		}
		if targets := r.others(doers, asking); len(asking) > 0 && len(targets) > 0 {
			e := &event{relation: "REQUEST", sources: asking, targets: targets, modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main}
			return []*event{e.rule("at-request").feature("path:request")}
		}
	}
	return nil
}

// countedOnly says whether groups are mere numbers that nobody stands behind.
func (r *reading) countedOnly(groups []*grammar.Group) bool {
	for _, g := range groups {
		if g.Kind != grammar.Quantity || len(r.resolve(g)) > 0 || len(ownPreps(nil, g, "of")) > 0 {
			return false
		}
	}
	return len(groups) > 0
}

// included are those who are named of a number: "11, including three nurses".
func (r *reading) included(at *roles) []party {
	return r.ends(at.at("including"), false)
}

// between2 gives those who broker something without saying between whom the two who dealt with each other last: "the truce brokered by Oman".
func (r *reading) between2(e *event) {
	if len(e.targets) > 0 || len(e.sources) == 0 || !r.a.r.words.Below(e.relation, "mediate-between") || e.clause == nil || e.clause.Kind == grammar.Main && e.noun == nil {
		return
	}
	pair := r.lastPair(false)
	if len(pair) != 2 || len(r.others(pair, e.sources)) != 2 || stoodFor(pair[0]) || stoodFor(pair[1]) {
		return
	}
	e.targets = pair
	e.feature("anaphoric")
}

// stoodFor says whether a state is only meant because a place in it was named.
func stoodFor(p party) bool { return p.owner && p.mention.Via == ByMetonym }

// eachOther says whether a group stands for both of those who do something.
func eachOther(groups []*grammar.Group) bool {
	for _, g := range groups {
		if t := strings.ToLower(g.Text); t == "each other" || t == "one another" {
			return true
		}
	}
	return false
}

// inAttack finds who does what a passive tells without him: "was killed in an attack by gunmen", "wounded in Turkish air strikes".
func (r *reading) inAttack(e *event, c *grammar.Clause, at *roles) {
	if !at.passive || len(e.sources) > 0 || len(c.Agents()) > 0 || r.relation(e.relation).Quad != 4 {
		return
	}
	for _, word := range []string{"in", "during", "by"} {
		p := c.Prep(word)
		if p == nil {
			continue
		}
		for _, g := range p.Groups {
			n, _ := r.nounEntry(g)
			if n == nil || n.Slots.Symmetric || !r.a.r.words.Below(n.Relation, "ASSAULT", "COERCE") {
				continue
			}
			for _, in := range r.nominal(g, nil) {
				if s := r.others(in.sources, e.targets); len(s) > 0 {
					e.sources = s
					if len(in.targets) == 0 {
						r.toldNoun[g] = true
					}
					e.feature("in-attack")
					r.nounHedges(e, g)
					return
				}
			}
		}
	}
}

// counted returns what a quantity is of: "ten days of war games", "part of an aid programme".
func (r *reading) counted(g *grammar.Group, o *lexicon.Operator) *grammar.Group {
	if x := r.shared(g, o.Name == "deny"); x != nil {
		return x
	}
	if g.Kind != grammar.Quantity && !r.a.r.words.Is(g.Lemma, "part") && g.Lemma != "day" && g.Lemma != "round" && g.Lemma != "series" && g.Lemma != "wave" {
		return g
	}
	for _, x := range appendPreps(nil, g, "of") {
		if e, _ := r.nounEntry(x); e != nil {
			return x
		}
	}
	return g
}
