package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
	"liaison/graph/extract/grammar"
)

// knownAs takes the name that a clause behind a description gives: "a group calling itself the Blue Dawn", "a colonel known as X".
func (r *reading) knownAs(g *grammar.Group) []party {
	if g.Proper || g.Kind != grammar.Noun {
		return nil
	}
	for _, x := range r.namesOf(g) {
		if list := r.resolve(x); len(list) == 1 {
			p := list[0]
			if rd, _, ok := r.readGroup(g); ok {
				r.makePerson(&p, &rd)
				r.makeBody(&p, &rd)
			}
			if p.place {
				continue
			}
			p.group, p.token = g, g.Head
			p.mention.Text, p.mention.Start, p.mention.End = g.Text, g.Start, g.End
			return []party{p}
		}
	}
	return nil
}

// makeBody takes a name that nobody knows for one of a body of the kind that its description says.
func (r *reading) makeBody(p *party, rd *gazetteer.Reading) {
	if p.mention.New == nil || p.actor.Kind == rd.Kind || r.shipped(*p) || !bodily(rd.Kind) && rd.Kind != graph.KindGroup {
		return
	}
	p.actor.Kind, p.place = rd.Kind, false
	fresh := p.actor
	p.mention.New = &fresh
}

// namesOf are the names that clauses behind a description give.
func (r *reading) namesOf(g *grammar.Group) []*grammar.Group {
	var out []*grammar.Group
	for _, c := range g.Relatives {
		if c.Verb == nil || !r.a.r.words.Is(c.Verb.Lemma, "naming") {
			continue
		}
		names := append(append([]*grammar.Group(nil), c.Predicates...), c.Objects...)
		if p := c.Prep("as"); p != nil {
			names = append(names, p.Groups...)
		}
		for _, x := range names {
			if x.Proper && x != g {
				out = append(out, x)
			}
		}
	}
	return out
}

// byAppositive takes the name that stands beside a description: "the French president, Anna Berg".
func (r *reading) byAppositive(g *grammar.Group, rd *gazetteer.Reading) []party {
	if rd.Named || r.a.r.words.Is(g.Lemma, "words") {
		return nil
	}
	others := g.Appositive
	if g.Renames != nil {
		others = append([]*grammar.Group{g.Renames}, others...)
	}
	others = append(others[:len(others):len(others)], r.hanging(g)...)
	for _, x := range others {
		if x == g || len(x.Conjuncts) > 0 {
			continue
		}
		list := r.resolve(x)
		if len(list) != 1 || list[0].mention.Via != ByName || list[0].place {
			continue
		}
		r.makePerson(&list[0], rd)
		demonym := rd.Sort == gazetteer.SortName && !rd.Named
		if person := list[0].actor.Kind == graph.KindPerson; !(demonym && person) && !(rd.Sort == gazetteer.SortPeople && !g.Plural && person) &&
			person != (rd.Sort == gazetteer.SortOffice || rd.Kind == graph.KindPerson) {
			continue
		}
		p := list[0]
		p.group, p.token = g, g.Head
		return []party{p}
	}
	return nil
}

// counts are the numbers of those who may be named one by one behind a description.
var counts = map[string]int{"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}

// listedBeside takes those named one by one behind a description: "two contractors, Harlan Systems and Drakon Aerial".
func (r *reading) listedBeside(g *grammar.Group, rd *gazetteer.Reading) []party {
	if rd.Named || g.Proper || !g.Plural || len(g.Appositive) != 1 || len(g.Conjuncts) > 0 || g.Conjoined != nil {
		return nil
	}
	all := g.Appositive[0].All()
	if counts[strings.ToLower(g.Number)] != len(all) {
		return nil
	}
	var out []party
	for _, x := range all {
		list := r.resolve(x)
		if !x.Proper || len(list) != 1 || list[0].place || list[0].owner {
			return nil
		}
		out = append(out, list[0])
	}
	return out
}

// makePerson takes a name that nobody knows for a person's where an office is said of it.
func (r *reading) makePerson(p *party, rd *gazetteer.Reading) {
	if p.mention.New == nil || p.actor.Kind != graph.KindGroup && (p.actor.Kind != graph.KindPerson || p.actor.Country != "") || rd.Sort != gazetteer.SortOffice || p.generic {
		return
	}
	p.actor.Kind = graph.KindPerson
	if p.actor.Country == "" {
		p.actor.Country = rd.Country
	}
	fresh := p.actor
	p.mention.New = &fresh
}

// hanging are the names that stand behind what hangs on a description: "the leader of the Front, Anna Berg", "France's envoy to Mali,
// Anna Berg", and behind a list of descriptions: "his successor and cousin, Anna Berg".
func (r *reading) hanging(g *grammar.Group) []*grammar.Group {
	for _, p := range g.Preps {
		if p.Token != g.Limit || len(p.Groups) == 0 {
			continue
		}
		switch p.Word {
		case "of", "for", "on", "in", "at", "to":
			return p.Groups[len(p.Groups)-1].Appositive
		}
	}
	if n := len(g.Conjuncts); n > 0 && !g.Proper {
		last := g.Conjuncts[n-1]
		if e, _ := r.nounEntry(g); e != nil && e.Slots.Copula && last.Determiner == "" && last.Possessor == nil && !last.Plural {
			return last.Appositive
		}
	}
	return nil
}

// folk proposes people whose noun no list has: "fundamentalists", "three landowners".
func (r *reading) folk(g *grammar.Group) []party {
	if !r.peopleLike(g) {
		return nil
	}
	return r.folkOf(g)
}

// regional says whether a group means people of a region or a faith that is no actor: "Nordic leaders", "West African troops".
func (r *reading) regional(g *grammar.Group) bool {
	if !g.Plural || g.Proper || g.Kind != grammar.Noun || g.Possessor != nil || r.isThing(g) || len(g.Modifiers) == 0 {
		return false
	}
	last := &r.s.Tokens[g.Modifiers[len(g.Modifiers)-1]]
	if c := last.Text[0]; c < 'A' || c > 'Z' || last.Start == r.s.Start && last.Tag != "JJ" && !strings.HasPrefix(last.Tag, "NNP") {
		return false
	}
	head := &r.s.Tokens[g.Head]
	rd, ok := r.a.r.names.Read(r.a.text.Body, head.Start, head.End, r.a.window)
	return ok && (rd.Sort == gazetteer.SortOffice || rd.Sort == gazetteer.SortStaff || rd.Sort == gazetteer.SortPeople)
}

// folkOf makes an actor of people who are only described.
func (r *reading) folkOf(g *grammar.Group) []party {
	if list, ok := r.a.memory.called(g.Lemma); ok && g.Determiner == "the" {
		return r.again(g, []party{list})
	}
	p := party{group: g, token: g.Head, generic: true}
	p.mention = Mention{Text: g.Text, Start: g.Start, End: g.End, Via: ByDefinite}
	name := strings.TrimPrefix(oneLine(g.Text), "the ")
	r.propose(&p, &gazetteer.Reading{Head: g.Lemma}, &graph.Actor{ID: gazetteer.Slug(name), Name: name, Kind: graph.KindGroup})
	return []party{p}
}

// openName proposes a proper name that ends a group: "human rights watchdog Blue Lantern".
func (r *reading) openName(g *grammar.Group) []party {
	if !g.Proper || g.Kind != grammar.Noun {
		return nil
	}
	first := g.Head
	for first > g.First && strings.HasPrefix(r.s.Tokens[first-1].Tag, "NNP") {
		first--
	}
	if r.a.matchAt(r.s.Tokens[first].Start) != nil && first == g.First && first < g.Head {
		first++ // "Swiss Blue Bank": the nationality is no part of it
	}
	start, end := r.s.Tokens[first].Start, r.s.Tokens[g.Head].End
	if rd, ok := r.a.r.names.Read(r.a.text.Body, start, end, r.a.window); ok && rd.Sort != gazetteer.SortThing && (rd.Named || len(rd.Candidates) > 0) {
		if p, ok := r.partyOf(g, &rd, g.End, false); ok {
			return []party{p}
		}
	}
	a, ok := r.a.r.names.Propose(r.a.text.Body[start:end])
	if !ok {
		return nil
	}
	p := party{group: g, token: g.Head}
	p.mention = Mention{Text: r.a.text.Body[g.Start:g.End], Start: g.Start, End: g.End, Via: ByName}
	r.propose(&p, &gazetteer.Reading{}, &a)
	p.place = p.actor.Kind == graph.KindPlace || p.actor.Kind == graph.KindFacility
	return []party{p}
}

// officeHolder makes a person of an office of somebody who is not listed: "the leader of the Blue Lake Front".
func (r *reading) officeHolder(g *grammar.Group, rd *gazetteer.Reading) []party {
	for _, pr := range g.Preps {
		if pr.Word != "of" || pr.Token != g.Limit || len(pr.Groups) != 1 || g.Plural {
			continue
		}
		of := r.resolve(pr.Groups[0])
		if len(of) != 1 || of[0].place {
			return nil
		}
		text := r.a.text.Body[g.Start:pr.Groups[0].End]
		p := party{group: g, token: g.Head}
		p.mention = Mention{Text: text, Start: g.Start, End: pr.Groups[0].End, Via: ByOffice}
		r.propose(&p, rd, &graph.Actor{ID: gazetteer.Slug(text), Name: oneLine(text), Kind: graph.KindPerson, Country: of[0].actor.Country})
		return []party{p}
	}
	return nil
}

// oneLine makes a name of words that may be wrapped.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// isThing says whether a head that may act for its owner is a mere thing without one: "surveillance drones".
func (r *reading) isThing(g *grammar.Group) bool {
	w := r.a.r.words
	return w.Is(g.Lemma, "weapon") || w.Is(g.Lemma, "munition") || w.Is(g.Lemma, "goods")
}

// peopleLike says whether a group with a nationality whose head is not listed means people: a plural that is no thing.
func (r *reading) peopleLike(g *grammar.Group) bool {
	if r.faithful(g) {
		return true
	}
	if !g.Plural || g.Proper {
		return false
	}
	for _, class := range []string{"weapon", "munition", "goods", "place", "aid", "assets", "border", "pact", "ties", "sanctions", "demand", "proposal", "restriction", "concern", "sympathy", "policy"} {
		if r.a.r.words.Is(g.Lemma, class) {
			return false
		}
	}
	return r.a.r.words.Is(g.Lemma, "collective") || strings.HasSuffix(g.Lemma, "er") || strings.HasSuffix(g.Lemma, "or") || strings.HasSuffix(g.Lemma, "ist") ||
		strings.HasSuffix(g.Lemma, "man") || strings.HasSuffix(g.Lemma, "ian") || strings.HasSuffix(g.Lemma, "ant") ||
		strings.HasSuffix(g.Lemma, "ee") || strings.HasSuffix(g.Lemma, "crat") || strings.HasSuffix(g.Lemma, "guard") || strings.HasSuffix(g.Lemma, "mate")
}

// faithful says whether a group means people by what they believe: "six Sikhs".
func (r *reading) faithful(g *grammar.Group) bool {
	word := r.s.Tokens[g.Head].Lower
	return g.Plural && g.Kind == grammar.Noun && r.a.r.words.Is(strings.TrimSuffix(word, "s"), "faithful")
}

// described takes the kind and country of a name that nobody knows from the description beside it: "X, an armed group".
func (r *reading) described(g *grammar.Group, rd *gazetteer.Reading, a *graph.Actor) *graph.Actor {
	if a.Kind == graph.KindPerson && rd.Person == "" && rd.Sort == gazetteer.SortTitled && strings.EqualFold(g.Determiner, "the") {
		out := *a // people have no article
		out.Kind = graph.KindGroup
		a = &out
	}
	guessed := a.Kind == graph.KindPerson && rd.Person == "" && rd.Sort == gazetteer.SortTitled
	if rd.Head != "" || a.Kind != graph.KindGroup && !guessed {
		return a
	}
	for _, c := range g.Relatives {
		if c.Marker == "who" && !g.Plural {
			out := *a
			out.Kind = graph.KindPerson
			return &out
		}
	}
	beside := g.Appositive
	if g.Renames != nil {
		beside = append([]*grammar.Group{g.Renames}, beside...)
	}
	for _, x := range beside {
		if x.Proper {
			continue
		}
		d, _, ok := r.readGroup(x)
		if !ok || !d.Kind.Valid() || d.Sort == gazetteer.SortThing || guessed && !bodily(d.Kind) {
			continue
		}
		out := *a
		out.Kind = d.Kind
		if d.Sort == gazetteer.SortOffice {
			out.Kind = graph.KindPerson
		}
		if out.Country == "" {
			out.Country = d.Country
		}
		return &out
	}
	return a
}

// bodily says whether a kind is surely of no person: a name of two words beside "an armed group" is none of a person.
func bodily(k graph.Kind) bool {
	switch k {
	case graph.KindArmedGroup, graph.KindCompany, graph.KindParty, graph.KindNGO, graph.KindIGO:
		return true
	}
	return false
}

// locate takes a name that nobody knows for a place where the words around it say so: "the town of Elmira", "in Elmira".
func (r *reading) locate(g *grammar.Group, rd *gazetteer.Reading, p *party) {
	if p.mention.New == nil || rd.Head != "" || p.actor.Kind != graph.KindGroup || g.Prep == nil || rd.Person != "" {
		return
	}
	switch g.Prep.Word {
	case "of":
		if g.Prep.Noun == nil || !r.a.r.words.Is(g.Prep.Noun.Lemma, "place") {
			return
		}
	case "in", "at", "near", "outside", "inside", "around", "off":
	default:
		return
	}
	p.actor.Kind, p.place = graph.KindPlace, true
	fresh := p.actor
	p.mention.New = &fresh
}
