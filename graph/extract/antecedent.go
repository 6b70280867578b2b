package extract

import (
	"slices"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// antecedent finds whom a pronoun at a token means: first in the sentence, subjects before others, then in what was said before.
func (r *reading) antecedent(g *grammar.Group, word string, token int) []party {
	switch word {
	case "we", "us", "i", "me":
		return r.again(g, r.speaker(g))
	case "both":
		return r.again(g, r.a.memory.pair)
	}
	if r.speaks(g) && r.number-r.a.spokeAt <= 1 {
		for _, p := range r.a.lastSpeaker {
			if agrees(word, p.actor.Kind, p.group != nil && p.group.Plural && p.actor.Kind == graph.KindGroup) {
				return r.again(g, []party{p})
			}
		}
	}
	if list := r.inSentence(g, word, token); len(list) > 0 {
		return r.again(g, list)
	}
	if list := r.remembered(g, word); len(list) > 0 {
		return r.again(g, list)
	}
	return r.hisState(g, word, token)
}

// hisState reads "it" where only somebody in office was named: "Chad's president said it would attack Togo".
func (r *reading) hisState(g *grammar.Group, word string, token int) []party {
	if word != "it" && word != "itself" {
		return nil
	}
	for _, c := range r.earlier(g, token, false) {
		for _, p := range r.resolve(c) {
			if q, ok := r.ruler(p); ok && (p.actor.Kind == graph.KindPerson || p.mention.Via == ByOffice) && !r.avoids(q) {
				return r.again(g, []party{q})
			}
		}
	}
	return nil
}

// inSentence finds whom a pronoun means in its own sentence. "They" and "them" mean several people before they mean a body of them.
func (r *reading) inSentence(g *grammar.Group, word string, token int) []party {
	groups := r.earlier(g, token, isPlural(word) || g.Text == "it")
	if isPlural(word) {
		for _, c := range groups {
			if !c.Plural && len(c.Conjuncts) == 0 || c.Proper && len(c.Conjuncts) == 0 {
				continue
			}
			if list := r.agreeing(c, word); len(list) > 0 && !r.bound(g, list) {
				return list
			}
		}
	}
	for _, c := range groups {
		if isPlural(word) && r.rankOf(c) < 2 && !r.reported(c) {
			continue
		}
		if list := r.agreeing(c, word); len(list) > 0 && !r.bound(g, list) {
			return list
		}
	}
	return nil
}

// reported says whether a group says something in this sentence.
func (r *reading) reported(g *grammar.Group) bool {
	for _, rep := range r.s.Reports {
		if slices.Contains(rep.Speakers, g) {
			return true
		}
	}
	return false
}

// remembered finds whom a pronoun means in the sentences before.
func (r *reading) remembered(g *grammar.Group, word string) []party {
	if m := &r.a.memory; isPlural(word) && len(m.together) > 1 && r.number-m.togetherIn <= 1 && !r.avoids(m.together...) && !r.bound(g, m.together) {
		return m.together
	}
	list := r.a.memory.list
	var best *referent
	most := 0
	for i := len(list) - 1; i >= 0; i-- {
		ref := &list[i]
		if r.number-ref.sentence > reach {
			break
		}
		if ref.place || r.avoids(ref.party) || !r.refAgrees(ref, word) || r.bound(g, []party{ref.party}) {
			continue
		}
		if score := r.fitness(ref, word); best == nil || score > most {
			best, most = ref, score
		}
	}
	if best == nil {
		return nil
	}
	if pronounGender(word) != 0 && best.actor.Kind != graph.KindPerson && best.personLike() {
		best.actor.Kind = graph.KindPerson
		fresh := best.actor
		best.mention.New = &fresh
	}
	return []party{best.party}
}

// refAgrees says whether a pronoun can mean somebody named in a sentence before.
func (r *reading) refAgrees(ref *referent, word string) bool {
	gender := pronounGender(word)
	if gender != 0 {
		return !ref.plural && (ref.actor.Kind == graph.KindPerson || ref.personLike() || r.oneHuman(ref)) && !opposed(gender, r.genderOf(ref.party))
	}
	if ref.actor.Kind == graph.KindArmedGroup && ref.plural && ref.mention.Via != ByName {
		return isPlural(word)
	}
	return agrees(word, ref.actor.Kind, ref.plural)
}

// oneHuman says whether somebody is one person by the noun for him: "a union official".
func (r *reading) oneHuman(ref *referent) bool {
	return ref.mention.Via == ByDefinite && ref.generic && slices.ContainsFunc(ref.heads, func(h string) bool {
		return r.a.r.words.Is(h, "human") || r.a.r.words.Is(h, "captive") && h != "crew" && h != "ship"
	})
}

// avoids says whether one of the parties may not be meant now: nobody does to himself what makes a claim.
func (r *reading) avoids(list ...party) bool {
	for _, p := range list {
		for _, q := range r.not {
			if p.same(q) {
				return true
			}
		}
	}
	return false
}

// elsewhere resolves the pronouns of groups that were taken for those who do something themselves, as others: "accused France of
// firing at its boats".
func (r *reading) elsewhere(groups []*grammar.Group, sources []party) []party {
	if len(sources) == 0 || len(r.not) > 0 {
		return nil
	}
	r.not = sources
	defer func() { r.not = nil }()
	var out []party
	for _, g := range groups {
		switch {
		case g.Kind == grammar.Pronoun && !reflexive(g):
			out = append(out, r.pronoun(g)...)
		case g.Kind == grammar.Noun && g.Possessor == nil:
			for _, p := range r.determined(g) {
				p.owner = true
				out = append(out, p)
			}
		}
	}
	return r.others(dedupe(out), sources)
}

// earlier lists the groups before a token in the order in which a pronoun there may mean them; all of them, if everything counts.
func (r *reading) earlier(g *grammar.Group, token int, everything bool) []*grammar.Group {
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
	if possessive && g.Conjoined != nil { // "the Front and its leader"
		add([]*grammar.Group{g.Conjoined})
	}
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
	if possessive || everything {
		for i := len(r.s.Groups) - 1; i >= 0; i-- {
			add([]*grammar.Group{r.s.Groups[i]})
		}
	}
	return slices.DeleteFunc(out, func(x *grammar.Group) bool { return slices.Contains(own, x) || x.Possessor != nil && x.Possessor == g })
}

// agreeing resolves a group if a pronoun can mean it; "they" means a whole list, and both of "the two countries".
func (r *reading) agreeing(c *grammar.Group, word string) []party {
	if isPlural(word) {
		var out []party
		for _, x := range c.All() {
			out = append(out, actorsOnly(r.resolve(x))...)
		}
		if out = dedupe(out); len(out) > 1 && !r.avoids(out...) {
			return out
		}
	}
	gender := pronounGender(word)
	for _, p := range actorsOnly(r.resolve(c)) {
		if r.located(c, p) || r.avoids(p) {
			continue
		}
		kind := p.actor.Kind
		if p.mention.Via == ByOffice || gender != 0 && !c.Plural && p.generic && (r.a.r.words.Is(c.Lemma, "human") || r.a.r.words.Is(c.Lemma, "captive")) {
			kind = graph.KindPerson // whoever has the office
		}
		if kind == graph.KindArmedGroup && c.Plural && !c.Proper && !isPlural(word) {
			continue // "the gunmen" are not "it"
		}
		if (agrees(word, kind, c.Plural) || !c.Plural && gender != 0 && p.personLike()) && !opposed(gender, r.genderOf(p)) {
			return []party{p}
		}
	}
	return nil
}
