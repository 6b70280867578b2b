package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// copula reads "X is the leader of Y", "X became a member of Y", "X was elected president of Y", "Y chose X as its leader".
func (r *reading) copula(c *grammar.Clause, at *roles) []*event {
	words := r.a.r.words
	installs := words.Is(c.Verb.Lemma, "installing")
	if !installs && !words.Is(c.Verb.Lemma, "linking") && !(words.Is(c.Verb.Lemma, "taking") && anyGroup(at.object, func(g *grammar.Group) bool { return words.Is(g.Lemma, "office") })) {
		return nil
	}
	predicates := c.Predicates
	if len(predicates) == 0 {
		predicates = roleGroups(c)
	}
	subjects := c.Subjects
	if installs && !c.Verb.Passive && len(c.Objects) > 0 && c.Gap != grammar.AsObject {
		subjects = c.Objects
	} else if installs && !c.Verb.Passive && c.Gap == grammar.AsObject && c.Antecedent != nil {
		subjects = []*grammar.Group{c.Antecedent}
	}
	return r.rolesIn(c, subjects, predicates)
}

// roleGroups are the groups after "as", wherever the grammar hangs it.
func roleGroups(c *grammar.Clause) []*grammar.Group {
	if p := c.Prep("as"); p != nil {
		return p.Groups
	}
	for _, g := range c.Objects {
		if list := ownPreps(nil, g, "as"); len(list) > 0 {
			return list
		}
	}
	return nil
}

func anyGroup(list []*grammar.Group, f func(*grammar.Group) bool) bool {
	return slices.ContainsFunc(list, f)
}

// rolesIn makes a claim of each noun that a clause says of somebody.
func (r *reading) rolesIn(c *grammar.Clause, subjects, predicates []*grammar.Group) []*event {
	var out []*event
	for _, g := range predicates {
		g = r.oneOf(g)
		e := r.whatIs(subjects, g)
		if e == nil && len(c.Subjects) > 0 && len(subjects) > 0 {
			if c.Subjects[0] != subjects[0] {
				e = r.appointed(c, subjects, g)
			} else if g.Proper && !subjects[0].Proper { // "whose leader is X"
				e = r.whatIs([]*grammar.Group{g}, subjects[0])
			}
		}
		if e != nil {
			e.clause, e.trigger = c, c.Verb.Main
			out = append(out, e.feature("path:copula"))
		}
	}
	return out
}

// oneOf returns what somebody is one of: "is one of the founders of".
func (r *reading) oneOf(g *grammar.Group) *grammar.Group {
	if g.Kind != grammar.Quantity && g.Lemma != "one" {
		return g
	}
	for _, x := range appendPreps(nil, g, "of") {
		if e, _ := r.nounEntry(x); e != nil && e.Slots.Copula {
			return x
		}
	}
	return g
}

// whatIs makes a claim of groups and a noun that is said of them, such as "the leader of Hamas"; nil: the noun tells nothing.
func (r *reading) whatIs(subjects []*grammar.Group, g *grammar.Group) *event {
	entry, first := r.nounEntry(g)
	if entry == nil || !entry.Slots.Copula {
		return nil
	}
	e := &event{relation: entry.Relation, modality: graph.Actual, polarity: graph.Asserted, trigger: g.Head, noun: g, clause: g.Clause, symmetric: entry.Slots.Symmetric}
	e.rule(entry.ID)
	e.sources = r.named1(subjects)
	if rd, _, ok := r.readGroup(g); ok {
		for i := range e.sources {
			r.makePerson(&e.sources[i], &rd)
		}
	}
	e.targets = r.holderOf(g, first, entry)
	e.targets = r.others(e.targets, e.sources)
	if len(e.sources) == 0 || len(e.targets) == 0 {
		return nil
	}
	if entry.Slots.Flip {
		e.sources, e.targets = e.targets, e.sources
	}
	for _, i := range g.Modifiers {
		switch r.s.Tokens[i].Lower {
		case "former", "ex", "late", "then", "ousted", "deposed", "erstwhile":
			e.feature("former")
		}
	}
	if g.Negated {
		e.deny()
	}
	r.nounHedges(e, g)
	r.keepOffice(e)
	return e
}

// named1 are the parties of groups as such, without those who merely own them.
func (r *reading) named1(groups []*grammar.Group) []party {
	var out []party
	for _, p := range r.parties(groups) {
		if !p.owner {
			out = append(out, p)
		}
	}
	return out
}

// holderOf finds whose leader, member, branch it is: who is named as the owner goes before those whom it is for, at or to.
func (r *reading) holderOf(g *grammar.Group, first int, entry *lexicon.Entry) []party {
	if g.Possessor != nil {
		if t := r.parties(g.Possessor.All()); len(t) > 0 {
			return t
		}
	}
	of := func(word string) []party { return r.ends(r.noPortfolio(g, nounPreps(g, word, nil)), true) }
	if t := of("of"); len(t) > 0 && has(entry.Slots.Target, "of") {
		return t
	}
	if t := r.determined(g); len(t) > 0 || possessives[strings.ToLower(g.Determiner)] != "" {
		return t
	}
	if t := r.before(g, first); len(t) > 0 && !r.mereNationality(t[0], entry) { // "the UN envoy for Syria" is the UN's
		return t
	}
	for _, word := range entry.Slots.Target {
		if t := of(word); len(t) > 0 {
			return t
		}
	}
	if t := r.nameBefore(g, first); len(t) > 0 || g.Conjoined == nil || g.Determiner != "" {
		return t
	}
	if e, first := r.nounEntry(g.Conjoined); e != nil && e.Slots.Copula && !g.Conjoined.Proper { // "his successor and cousin"
		return r.holderOf(g.Conjoined, first, e)
	}
	return nil
}

// mereNationality says whether an adjective tells where somebody is from, and not whose he is: "a Swedish doctor", but "the Swedish king".
func (r *reading) mereNationality(p party, e *lexicon.Entry) bool {
	if p.mention.Via != ByDemonym && p.actor.Kind != graph.KindState {
		return false
	}
	return r.a.r.words.Below(e.Relation, "employed-by", "member-of", "candidate-of", "studied-at", "FOUNDED", "OWNS", "FUNDS", "SUCCEEDS", "DOES_BUSINESS_WITH", "associate-of")
}

// heldBy are those to whom the offices belong that groups name.
func (r *reading) heldBy(groups []*grammar.Group) []party {
	var out []party
	for _, g := range groups {
		if entry, first := r.nounEntry(g); entry != nil && entry.Slots.Copula {
			out = append(out, r.holderOf(g, first, entry)...)
		}
	}
	return dedupe(out)
}

// noPortfolio leaves out what a minister is minister of: "Foreign Affairs", "Defence" are nobody.
func (r *reading) noPortfolio(g *grammar.Group, list []*grammar.Group) []*grammar.Group {
	for _, x := range list { // "a lawmaker of Kurdish descent"
		if r.a.r.words.Is(x.Lemma, "descent") {
			return nil
		}
	}
	if g.Lemma != "minister" && g.Lemma != "secretary" && g.Lemma != "ministry" {
		return list
	}
	var out []*grammar.Group
	for _, x := range list {
		if p := r.resolve(x); len(p) == 1 && p[0].mention.New != nil && !r.shipped(p[0]) && p[0].actor.Country == "" && p[0].actor.Kind != graph.KindGovernment {
			out = ownPreps(out, x, "of")
			continue
		}
		out = append(out, x)
	}
	return out
}

// named reads what stands beside a name: "X, the leader of Y", "Hezbollah leader X".
func (r *reading) named(g *grammar.Group) []*event {
	out := r.titled(g)
	if len(out) == 0 {
		if e := r.styled(g); e != nil {
			out = append(out, e)
		}
	}
	if e := r.counterpart(g); e != nil {
		out = append(out, e)
	}
	out = append(out, r.standing(g)...)
	for _, ap := range r.hanging(g) {
		if !ap.Proper {
			continue
		}
		if e := r.whatIs([]*grammar.Group{ap}, g); e != nil && len(e.sources) == 1 && e.sources[0].actor.Kind == graph.KindPerson {
			out = append(out, e.feature("path:apposition"))
		}
	}
	if !g.Proper && g.Kind == grammar.Noun {
		for _, x := range r.namesOf(g) { // "their commander, known as Comrade Roe"
			if e := r.whatIs([]*grammar.Group{x}, g); e != nil {
				out = append(out, e.feature("path:apposition"))
			}
		}
	}
	var beside []*grammar.Group
	for _, ap := range g.Appositive {
		if listed(g, ap) {
			continue
		}
		beside = append(beside, ap)
		for _, x := range ap.Conjuncts {
			if !ap.Proper && x.Determiner == "" {
				beside = append(beside, x)
			}
		}
	}
	for i, ap := range beside {
		out = append(out, r.further(g, ap)...)
		if e := r.sharing(g, beside, i); e != nil {
			out = append(out, e.feature("path:apposition"))
		}
		for _, pair := range [][2]*grammar.Group{{g, ap}, {ap, g}} {
			if pair[0] == ap && !ap.Proper {
				continue
			}
			who := []*grammar.Group{pair[0]}
			if first := g.Conjoined; first != nil && pair[0] == g && ap.Plural && g.Proper && len(first.Appositive) == 0 {
				who = first.All() // "X and Y, leaders of"
			}
			if e := r.whatIs(who, pair[1]); e != nil {
				out = append(out, e.feature("path:apposition"))
				break
			}
		}
	}
	return out
}

// listed says whether what seems to name a group again is only the next of a list: "Marcos, his wife and the speaker", "soldiers, a consul".
func listed(g, ap *grammar.Group) bool {
	for _, x := range ap.Conjuncts {
		if x.Determiner != "" && x.Determiner != ap.Determiner && !ap.Proper {
			return true
		}
	}
	return !g.Proper && !ap.Proper && (ap.Determiner == "" && ap.Possessor == nil || g.Plural && !ap.Plural)
}

// titled reads the office before a name: "French Foreign Minister Anna Berg". Who belongs to nobody that is named has no claim.
func (r *reading) titled(g *grammar.Group) []*event {
	if g.Kind != grammar.Noun {
		return nil
	}
	rd, _, ok := r.readGroup(g)
	if !ok || rd.Person == "" || rd.Head == "" || rd.Former {
		return nil
	}
	entry := r.officeEntry(rd.Head)
	people := r.resolve(g)
	if entry == nil || len(people) != 1 || people[0].actor.Kind != graph.KindPerson {
		return nil
	}
	var targets []party
	for _, p := range r.before(g, g.Head) {
		if rd.Of != "" && (p.actor.ID == rd.Of || p.actor.Country == rd.Country) {
			targets = append(targets, p)
		}
	}
	if len(targets) == 0 && rd.Of == "" { // "King Omar of Morocco"
		for _, x := range ownPreps(nil, g, "of") {
			targets = append(targets, slices.DeleteFunc(actorsOnly(r.resolve(x)), func(p party) bool { return !r.shipped(p) })...)
		}
	}
	if len(targets) == 0 && g.Possessor != nil {
		targets = r.parties(g.Possessor.All())
	}
	if targets = distinct(targets, people); len(targets) == 0 {
		return nil
	}
	e := &event{relation: entry.Relation, modality: graph.Actual, polarity: graph.Asserted, trigger: g.Head, noun: g,
		sources: people, targets: targets[:1]}
	r.keepOffice(e)
	return []*event{e.rule(entry.ID).feature("path:title")}
}

// officeEntry finds the entry of an office by its words: of "deputy foreign minister" its end, if the whole is not listed.
func (r *reading) officeEntry(head string) *lexicon.Entry {
	words := strings.Fields(head)
	if len(words) == 0 {
		return nil
	}
	var found *lexicon.Entry
	r.a.r.words.EachNoun(words[len(words)-1], func(rest []string, e *lexicon.Entry) bool {
		if !e.Slots.Copula || len(rest) > len(words)-1 {
			return true
		}
		for i, w := range rest {
			if words[len(words)-1-len(rest)+i] != w {
				return true
			}
		}
		found = e
		return false
	})
	return found
}
