package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// possessives are the determiners that stand for somebody, with their pronoun.
var possessives = map[string]string{"its": "it", "their": "they", "his": "he", "her": "she", "our": "we", "my": "i", "whose": "who"}

// pronoun resolves a pronoun.
func (r *reading) pronoun(g *grammar.Group) []party {
	word := strings.ToLower(g.Text)
	if strings.HasSuffix(word, "self") && g.Renames != nil {
		return r.resolve(g.Renames)
	}
	switch word {
	case "those", "these":
		if len(g.Relatives) > 0 {
			return nil
		}
		return r.antecedent(g, word, g.First)
	case "it", "they", "them", "he", "him", "she", "her", "we", "us", "i", "me", "both", "itself", "themselves", "himself", "herself", "theirs", "his", "hers":
		return r.antecedent(g, word, g.First)
	case "who", "which", "that", "whom":
		if g.Clause != nil && g.Clause.Antecedent != nil && g.Clause.Antecedent != g {
			return r.resolve(g.Clause.Antecedent)
		}
	}
	return nil
}

// antecedent finds whom a pronoun at a token means: first in the sentence, subjects before others, then in what was said before.
func (r *reading) antecedent(g *grammar.Group, word string, token int) []party {
	switch word {
	case "we", "us", "i", "me":
		return r.again(g, r.speaker(g))
	case "both":
		return r.again(g, r.a.memory.pair)
	}
	if r.speaks(g) {
		for _, p := range r.a.lastSpeaker {
			if agrees(word, p.actor.Kind, p.group != nil && p.group.Plural && p.actor.Kind == graph.KindGroup) {
				return r.again(g, []party{p})
			}
		}
	}
	for _, c := range r.earlier(g, token) {
		if list := r.agreeing(c, word); len(list) > 0 && !r.bound(g, list) {
			return r.again(g, list)
		}
	}
	list := r.a.memory.list
	var best *referent
	for i := len(list) - 1; i >= 0; i-- {
		ref := &list[i]
		if r.number-ref.sentence > reach {
			continue
		}
		if !agrees(word, ref.actor.Kind, ref.plural) && (genderOf(word) == 0 || ref.plural || !ref.personLike()) || ref.place || opposed(genderOf(word), ref.gender) {
			continue
		}
		if (best == nil || ref.prominence() > best.prominence()) && !r.bound(g, []party{ref.party}) {
			best = ref
		}
	}
	if best == nil {
		return r.hisState(g, word, token)
	}
	if genderOf(word) != 0 && best.actor.Kind != graph.KindPerson {
		best.actor.Kind = graph.KindPerson
		fresh := best.actor
		best.mention.New = &fresh
	}
	return r.again(g, []party{best.party})
}

// bound says whether a pronoun stands beside a subject who is one of a list: "he asked him" tells of two people.
func (r *reading) bound(g *grammar.Group, list []party) bool {
	c := g.Clause
	if g.Kind != grammar.Pronoun || c == nil || reflexive(g) || slices.Contains(c.Subjects, g) {
		return false
	}
	for _, s := range c.Subjects {
		for _, p := range r.resolve(s) {
			if slices.ContainsFunc(list, p.same) {
				return true
			}
		}
	}
	return false
}

// hisState reads "it" where only somebody in office was named: "Turkey's president says it will begin".
func (r *reading) hisState(g *grammar.Group, word string, token int) []party {
	if word != "it" && word != "itself" {
		return nil
	}
	for _, c := range r.earlier(g, token) {
		for _, p := range r.resolve(c) {
			if q, ok := r.ruler(p); ok && (p.actor.Kind == graph.KindPerson || p.mention.Via == ByOffice) {
				return r.again(g, []party{q})
			}
		}
	}
	return nil
}

// personLike says whether a name that nobody knows may be a person's: up to three words that tell no kind.
func (p *party) personLike() bool {
	if p.mention.New == nil || p.actor.Kind != graph.KindGroup || p.mention.Via != ByName || p.generic {
		return false
	}
	n := len(nameWords(p.actor.Name))
	return n >= 1 && n <= 3
}

// speaks says whether a group is, or is part of, who says something in this sentence, and says it behind or without what is said.
func (r *reading) speaks(g *grammar.Group) bool {
	for _, rep := range r.s.Reports {
		if rep.Place == grammar.Front && g.Kind == grammar.Pronoun {
			continue
		}
		for _, s := range rep.Speakers {
			if s == g || s.Possessor == g {
				return true
			}
		}
	}
	return false
}

// opposed says whether two genders are known and differ.
func opposed(a, b byte) bool { return a != 0 && b != 0 && a != b }

// earlier lists the groups before a token in the order in which a pronoun there may mean them.
func (r *reading) earlier(g *grammar.Group, token int) []*grammar.Group {
	var out []*grammar.Group
	add := func(list []*grammar.Group) {
		for _, x := range list {
			if x.First < token && x != g && x.Kind == grammar.Noun && !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	var own []*grammar.Group
	possessive := g.Kind == grammar.Noun
	for c := g.Clause; c != nil; c = c.Parent {
		if c == g.Clause && !possessive {
			own = append(append(own, c.Subjects...), c.Objects...)
			continue
		}
		if slices.Contains(c.Subjects, g) || c == g.Clause && c.Kind == grammar.Complement && c.Parent != nil {
			continue // "said that guards had fired on their boat": of those who say so
		}
		add(c.Subjects)
	}
	for _, rep := range r.s.Reports {
		add(rep.Speakers)
	}
	for i := len(r.s.Clauses) - 1; i >= 0; i-- {
		if c := r.s.Clauses[i]; c != g.Clause && c.First < token {
			add(c.Subjects)
		}
	}
	for i := len(r.s.Groups) - 1; i >= 0; i-- {
		if x := r.s.Groups[i]; r.rankOf(x) == 2 {
			add([]*grammar.Group{x})
		}
	}
	if possessive && g.Clause != nil {
		add(g.Clause.Subjects)
	}
	if possessive || g.Text == "it" || g.Text == "them" {
		for i := len(r.s.Groups) - 1; i >= 0; i-- {
			add([]*grammar.Group{r.s.Groups[i]})
		}
	}
	return slices.DeleteFunc(out, func(x *grammar.Group) bool { return slices.Contains(own, x) || x.Possessor != nil && x.Possessor == g })
}

// agreeing resolves a group if a pronoun can mean it; "they" means a whole list.
func (r *reading) agreeing(c *grammar.Group, word string) []party {
	var out []party
	plural := word == "they" || word == "them" || word == "these" || word == "those" || word == "themselves" || word == "theirs"
	if plural && len(c.Conjuncts) > 0 {
		for _, x := range c.All() {
			out = append(out, actorsOnly(r.resolve(x))...)
		}
		if len(out) > 1 {
			return out
		}
	}
	for _, p := range actorsOnly(r.resolve(c)) {
		kind := p.actor.Kind
		if p.mention.Via == ByOffice {
			kind = graph.KindPerson // whoever has the office
		}
		if (agrees(word, kind, c.Plural) || c.Kind == grammar.Noun && !c.Plural && genderOf(word) != 0 && p.personLike()) && !opposed(genderOf(word), r.a.memory.genderOf(p)) {
			return []party{p}
		}
	}
	return nil
}

func actorsOnly(list []party) []party {
	return slices.DeleteFunc(slices.Clone(list), func(p party) bool { return p.place || p.owner })
}

// agrees says whether a pronoun can mean an actor of a kind.
func agrees(word string, k graph.Kind, plural bool) bool {
	switch word {
	case "he", "him", "his", "she", "her", "himself", "herself", "hers":
		return k == graph.KindPerson && !plural
	case "it", "itself":
		return k != graph.KindPerson && k != graph.KindPlace && !plural || k == graph.KindArmedGroup
	case "they", "them", "these", "those", "themselves", "theirs":
		return plural || k != graph.KindPerson && k != graph.KindState && k != graph.KindPlace
	case "who":
		return true
	}
	return false
}

// speaker is who says the quotation that a group stands in.
func (r *reading) speaker(g *grammar.Group) []party {
	for c := g.Clause; c != nil; c = c.Parent {
		if rep := r.reports[c]; rep != nil {
			return r.parties(rep.Speakers)
		}
	}
	for i := range r.s.Quotes {
		if q := &r.s.Quotes[i]; q.Start <= g.Start && g.End <= q.End && len(q.Speakers) > 0 {
			return r.parties(q.Speakers)
		}
	}
	return r.a.lastSpeaker
}

// again makes mentions of parties by other words.
func (r *reading) again(g *grammar.Group, list []party) []party {
	var out []party
	for _, p := range list {
		p.group, p.token, p.generic, p.owner = g, g.Head, false, false
		p.mention.Text, p.mention.Start, p.mention.End = g.Text, g.Start, g.End
		p.mention.Via = ByDefinite
		if g.Kind == grammar.Pronoun {
			p.mention.Via = ByPronoun
		}
		out = append(out, p)
	}
	return out
}
