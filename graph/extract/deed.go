package extract

import (
	"maps"
	"slices"
	"strings"

	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// verbOf returns the verb that a noun is made of, and the rule that says so: "sell" for "sale", and "arm" for "arming", which no list has
// as a noun of its own. It is "" where a noun is of no verb that the lexicon knows.
func (r *reading) verbOf(g *grammar.Group) (lemma, rule string) {
	if g.Kind != grammar.Noun || g.Proper || g.Known > 0 {
		return "", ""
	}
	word := r.s.Tokens[g.Head].Lemma
	if o := r.a.r.words.Deed(word); o != nil {
		return o.Name, o.ID
	}
	stem, ok := strings.CutSuffix(word, "ing")
	if !ok || len(stem) < 2 || r.s.Tokens[g.Head].Tag != "NN" {
		return "", ""
	}
	for _, l := range []string{stem, stem + "e", strings.TrimSuffix(stem, stem[len(stem)-1:])} {
		if r.a.r.words.KnowsVerb(l) {
			return l, "deed-ing"
		}
	}
	return "", ""
}

// verbal reads a noun made of a verb as the verb with what hangs on the noun: "the sacking of the general by the king", "Russia's sale of
// jets to Iran". Whom it is done to must be said, and so must who does it, or one of the two be clear from the words before the noun.
func (r *reading) verbal(g *grammar.Group) []*event {
	lemma, rule := r.verbOf(g)
	if lemma == "" {
		return nil
	}
	objects := nounPreps(g, "of", nil)
	if len(objects) == 0 {
		return nil
	}
	t := &r.s.Tokens[g.Head]
	c := &grammar.Clause{Kind: grammar.Fragment, Parent: g.Clause, Adjective: -1, First: g.First, Limit: g.Limit, Start: g.Start, End: g.End,
		Verb:    &grammar.Verb{First: g.Head, Limit: g.Head + 1, Main: g.Head, Start: t.Start, End: t.End, Lemma: lemma, Form: grammar.Gerund},
		Objects: objects}
	if g.Possessor != nil {
		c.Subjects = g.Possessor.All()
	} else {
		c.Subjects = nounPreps(g, "by", nil)
	}
	for _, holder := range append([]*grammar.Group{g}, objects...) {
		for _, p := range holder.Preps {
			c.End, c.Limit = max(c.End, lastEnd(p.Groups)), max(c.Limit, p.Token+1)
			if p.Word != "by" && (p.Word != "of" || holder != g) {
				c.Preps = append(c.Preps, p)
			}
		}
	}
	at := &roles{clause: c, subject: c.Subjects, object: objects}
	told := maps.Clone(r.toldNoun) // what the verb would take up is still told by itself if this comes to nothing
	var out []*event
	defer func() {
		if len(out) == 0 {
			r.toldNoun = told
		}
	}()
	for _, e := range r.frame(c, at) {
		if len(e.sources) == 0 {
			e.sources = r.before(g, g.Head)
		}
		if len(e.sources) == 0 {
			e.sources = r.determined(g)
		}
		e.targets = r.others(e.targets, e.sources)
		if len(e.targets) == 0 || slices.ContainsFunc([]string{"loose", "deep", "ground", "means"}, e.has) {
			continue
		}
		e.noun, e.clause, e.trigger = g, g.Clause, g.Head
		if g.Negated {
			e.deny()
		}
		r.nounHedges(e, g)
		out = append(out, e.rule(rule))
	}
	return out
}

// lastEnd is where the last of some groups ends.
func lastEnd(groups []*grammar.Group) int {
	end := 0
	for _, g := range groups {
		end = max(end, g.End)
	}
	return end
}

// deeds reads the event of a noun, by its entry or by the verb that it is made of.
func (r *reading) deeds(g *grammar.Group, verb *roles) (*lexicon.Entry, []*event) {
	entry, _ := r.nounEntry(g)
	if entry == nil {
		return nil, r.verbal(g)
	}
	return entry, r.nominal(g, verb)
}

// doersOf are those who do what a noun tells, where it is done to somebody who is named after "of": "the arrest of a priest by Chad" is
// Chad's and not the priest's.
func (r *reading) doersOf(g *grammar.Group) []party {
	entry, _ := r.nounEntry(g)
	if entry != nil && (entry.Slots.Copula || r.relation(entry.Relation).Quad != 4) || len(ownPreps(nil, g, "of")) == 0 || len(nounPreps(g, "by", nil)) == 0 {
		return nil
	}
	_, list := r.deeds(g, nil)
	for _, e := range list {
		return e.sources
	}
	return nil
}
