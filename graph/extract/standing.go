package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// standing reads the words around a name or a description that tell how it stands to another: "the Saudi-led coalition", "fighters loyal
// to the emir".
func (r *reading) standing(g *grammar.Group) []*event {
	if g.Kind != grammar.Noun {
		if e := r.stakeIn(g); e != nil { // "its 40 percent stake in"
			return []*event{e}
		}
		return r.numbered(g)
	}
	out := append(r.compounds(g), r.states(g)...)
	out = append(out, r.tied(g)...)
	if e := r.unnamed(g); e != nil {
		out = append(out, e)
	}
	return out
}

// unnamed reads relatives and parts that have no name and are spoken of: "his widow", "a faction of the Front".
func (r *reading) unnamed(g *grammar.Group) *event {
	if g.Proper || g.Clause == nil || g.Renames != nil || len(g.Appositive) > 0 || g.Prep != nil && g.Prep.Word == "of" {
		return nil
	}
	entry, _ := r.nounEntry(g)
	if entry == nil || !entry.Slots.Copula || !r.a.r.words.Below(entry.Relation, "KIN", "PART_OF") || slices.Contains(g.Clause.Predicates, g) {
		return nil
	}
	e := r.whatIs([]*grammar.Group{g}, g)
	if e == nil {
		return nil
	}
	if r.a.r.words.Below(entry.Relation, "KIN") && !g.Plural {
		asPersons(e.sources)
		asPersons(e.targets)
	}
	return e.feature("path:described")
}

// asPersons makes persons of relatives that the words take for people of any number.
func asPersons(list []party) {
	for i := range list {
		if p := &list[i]; p.mention.New != nil && p.actor.Kind == graph.KindGroup && (p.group == nil || !p.group.Plural) {
			p.actor.Kind = graph.KindPerson
			fresh := p.actor
			p.mention.New = &fresh
		}
	}
}

// stood makes an event of two parties and an entry.
func stood(e *lexicon.Entry, g *grammar.Group, source, target []party, path string) *event {
	if e.Slots.Flip {
		source, target = target, source
	}
	if len(source) == 0 || len(target) == 0 {
		return nil
	}
	ev := &event{relation: e.Relation, modality: graph.Actual, polarity: graph.Asserted, trigger: g.Head, noun: g, clause: g.Clause,
		sources: source, targets: target, symmetric: e.Slots.Symmetric}
	return ev.rule(e.ID).feature(path)
}

// compounds reads what a hyphen joins to a name: "the Iranian-backed militia", "a Geneva-based charity".
func (r *reading) compounds(g *grammar.Group) []*event {
	var out []*event
	for i := g.First; i < g.Head; i++ {
		t := &r.s.Tokens[i]
		name, entry := r.a.r.words.Compound(t.Text)
		if entry == nil {
			continue
		}
		whose := r.beforeHyphen(g, i, name, entry)
		if len(whose) == 0 {
			continue
		}
		head := r.others(r.named1([]*grammar.Group{g}), whose)
		if e := stood(entry, g, whose, head, "path:compound"); e != nil {
			r.nounHedges(e, g)
			out = append(out, e)
		}
	}
	return out
}

// beforeHyphen finds whom the first part of a compound names: somebody known, or a name that nobody knows.
func (r *reading) beforeHyphen(g *grammar.Group, i int, name string, e *lexicon.Entry) []party {
	t := &r.s.Tokens[i]
	place := r.a.r.words.Below(e.Relation, "LOCATED_IN")
	p := party{token: i}
	if m := r.a.matchAt(t.Start); m != nil && m.End == t.Start+len(name) {
		best := m.Best()
		if place {
			best = m.Candidates
		}
		if len(best) == 0 {
			return nil
		}
		p.mention = Mention{Text: m.Text, Start: m.Start, End: m.End, Via: Via(best[0].Via)}
		if place {
			best = r.placesFirst(best)
		}
		r.choose(&p, best)
		if p.actor.Kind == graph.KindGroup && r.shipped(p) {
			return nil // a people does not lead or fund as a body: "Kurdish-led"
		}
		p.place = p.actor.Kind == graph.KindPlace
		if p.place && !place {
			q, ok := r.ruler(p)
			if !ok {
				return nil
			}
			p = q
			p.owner = false
		}
		return []party{p}
	}
	if r.a.r.words.Is(strings.ToLower(name), "faithful") { // "the Muslim-led government" is of no body
		return nil
	}
	if !capitalised(name) || name == strings.ToUpper(name) && len(name) < 2 {
		return nil
	}
	p.mention = Mention{Text: name, Start: t.Start, End: t.Start + len(name), Via: ByName}
	a, ok := r.a.r.names.Propose(name)
	if !ok {
		return nil
	}
	if place {
		a.Kind = graph.KindPlace
	}
	r.propose(&p, &gazetteer.Reading{}, &a)
	return []party{p}
}

// placesFirst leaves the meanings of a name that are places or states, if there are any.
func (r *reading) placesFirst(list []gazetteer.Candidate) []gazetteer.Candidate {
	for _, want := range []graph.Kind{graph.KindPlace, graph.KindState} {
		for _, c := range list {
			if a, ok := r.a.r.names.Actor(c.Actor); ok && a.Kind == want {
				return []gazetteer.Candidate{c}
			}
		}
	}
	return list
}

// states reads an adjective behind a noun: "a party loyal to the king", "the two brothers, both close to the emir".
func (r *reading) states(g *grammar.Group) []*event {
	at := g.Limit
	for _, p := range g.Preps { // "close to" is one preposition
		if first, _, two := strings.Cut(p.Word, " "); two && p.Token == at && r.a.r.words.State(first) != nil {
			return r.stateAt(g.Clause, at, g.All(), g)
		}
	}
	for at < len(r.s.Tokens) && (r.s.Tokens[at].Lower == "," || r.s.Tokens[at].Lower == "both" || strings.HasPrefix(r.s.Tokens[at].Tag, "RB")) {
		at++
	}
	if at >= len(r.s.Tokens) || r.a.r.words.State(r.s.Tokens[at].Lower) == nil || r.isVerb(at) {
		return nil
	}
	return r.stateAt(g.Clause, at, g.All(), g)
}

// isVerb says whether a token is the main verb of a clause, which the entries of verbs read.
func (r *reading) isVerb(token int) bool {
	return slices.ContainsFunc(r.s.Clauses, func(c *grammar.Clause) bool { return c.Verb != nil && c.Verb.Main == token })
}

// stateAt reads an adjective at a token and the preposition behind it.
func (r *reading) stateAt(c *grammar.Clause, at int, who []*grammar.Group, g *grammar.Group) []*event {
	entry := r.a.r.words.State(r.s.Tokens[at].Lower)
	if entry == nil || c == nil || at+1 >= len(r.s.Tokens) {
		return nil
	}
	p := r.prepAt(c, at+1)
	if p == nil {
		p = r.prepAt(c, at) // "close to" is one preposition
	}
	if p == nil || !slices.Contains(entry.Slots.Target, strings.TrimPrefix(p.Word, r.s.Tokens[at].Lower+" ")) {
		return nil
	}
	sources, targets := r.named1(who), r.named1(p.Groups)
	if r.a.r.words.Event(entry.Relation) {
		targets = r.ends(p.Groups, false) // "is critical of its treatment of refugees"
	}
	e := stood(entry, g, sources, r.others(targets, sources), "path:state")
	if e == nil {
		return nil
	}
	for i := max(at-2, 0); i < at; i++ {
		if s, ok := r.a.r.words.Stance(r.s.Tokens[i].Lower, "adverb"); ok && s == lexicon.Alleged {
			e.modality, e.hedged = graph.Alleged, true
		}
	}
	return []*event{e}
}

// stateOf reads "is loyal to", "remains close to".
func (r *reading) stateOf(c *grammar.Clause, _ *roles) []*event {
	at := c.Adjective
	if at < 0 && c.Verb.Passive {
		at = c.Verb.Main // "was outraged by"
	} else if at < 0 && c.Verb.Lemma == "be" {
		at = c.Verb.Limit // "is close to", where "close to" is a preposition
	}
	if at < 0 || at >= len(r.s.Tokens) || len(c.Subjects) == 0 {
		return nil
	}
	out := r.stateAt(c, at, c.Subjects, c.Subjects[0])
	for _, e := range out {
		e.clause, e.trigger, e.noun = c, c.Verb.Main, nil
	}
	return out
}

// styled reads the noun of an office or of a relative right before a name: "the union's chairman Jan Berg", "his brother Jan".
func (r *reading) styled(g *grammar.Group) *event {
	if !g.Proper {
		return nil
	}
	first := g.Head
	for first > g.First && strings.HasPrefix(r.s.Tokens[first-1].Tag, "NNP") {
		first--
	}
	inner := *g
	inner.Head, inner.Known, inner.Preps = first-1, 0, nil
	if first <= g.First || strings.HasPrefix(r.s.Tokens[inner.Head].Tag, "NNP") {
		return nil
	}
	entry, start := r.nounBy(&inner, r.s.Tokens[inner.Head].Lemma)
	if entry == nil || !entry.Slots.Copula {
		return nil
	}
	inner.Lemma = r.s.Tokens[inner.Head].Lemma
	who := r.resolve(g)
	if len(who) != 1 || who[0].owner {
		return nil
	}
	r.makePerson(&who[0], &gazetteer.Reading{Sort: gazetteer.SortOffice})
	whose := r.holderOf(&inner, start, entry)
	if len(whose) == 0 && possessives[strings.ToLower(g.Determiner)] == "" && inner.Lemma != "minister" {
		whose = r.nameBefore(g, start)
	}
	e := stood(entry, g, who, distinct(whose, who), "path:title")
	r.keepOffice(e)
	return e
}

// distinct drops the parties that are one of others, though not those that stand in one group with them.
func distinct(list, others []party) []party {
	var out []party
	for _, p := range list {
		if !slices.ContainsFunc(others, p.same) {
			out = append(out, p)
		}
	}
	return out
}

// capitalised says whether a word begins with a capital.
func capitalised(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first)
}

// nameBefore reads the words of a group before a token as a name that nobody knows: "Ocean Freight Union leader Jan Berg".
func (r *reading) nameBefore(g *grammar.Group, limit int) []party {
	first := g.First
	if g.Possessor != nil {
		first = g.Possessor.First
	}
	for first < limit && !strings.HasPrefix(r.s.Tokens[first].Tag, "NNP") && !(r.s.Tokens[first].Tag == "JJ" && capitalised(r.s.Tokens[first].Text) && r.a.matchAt(r.s.Tokens[first].Start) == nil) {
		first++
	}
	last := limit - 1
	for last > first && !strings.HasPrefix(r.s.Tokens[last].Tag, "NNP") {
		last--
	}
	if first > last || first >= len(r.s.Tokens) {
		return nil
	}
	if t := &r.s.Tokens[first]; first == last && t.Start == r.s.Start && (t.Tag == "JJ" || t.Lower == "former") {
		return nil // "Flamboyant rebel leader Jan Roe", "Former commander"
	}
	start, end := r.s.Tokens[first].Start, r.s.Tokens[last].End
	p := party{token: last}
	p.mention = Mention{Text: r.a.text.Body[start:end], Start: start, End: end, Via: ByName}
	rd, ok := r.a.r.names.Read(r.a.text.Body, start, end, r.a.window)
	if ok && !rd.Named && first == last && (rd.Sort == gazetteer.SortOffice || rd.Sort == gazetteer.SortPeople || rd.Sort == gazetteer.SortStaff) {
		return nil // "Rebel commander", "Deputy Oil Minister"
	}
	if ok && rd.Named && rd.Sort != gazetteer.SortThing {
		switch best := rd.Best(); {
		case len(best) > 0:
			r.choose(&p, best)
			return []party{p}
		case rd.New != nil:
			r.propose(&p, &rd, rd.New)
			return []party{p}
		}
	}
	a, ok := r.a.r.names.Propose(p.mention.Text)
	if !ok {
		return nil
	}
	r.propose(&p, &gazetteer.Reading{}, &a)
	return []party{p}
}
