package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
	"liaison/graph/extract/grammar"
)

// resolve says which actors a noun group means; none: it is no actor.
func (r *reading) resolve(g *grammar.Group) []party {
	if out, ok := r.resolved[g]; ok {
		return out
	}
	if r.resolving[g] || len(r.resolving) > mostNested {
		r.cut++ // it hangs on itself, as a description and a name beside each other do: the other one decides
		return nil
	}
	r.resolving[g] = true
	before := r.cut
	out := r.resolveNow(g)
	if (len(out) == 0 || len(out) == 1 && out[0].place && out[0].actor.Country == "") && r.regional(g) {
		out = r.folkOf(g)
	}
	delete(r.resolving, g)
	if r.cut == before || len(r.resolving) == 0 {
		r.resolved[g] = out
	}
	return out
}

// mostNested is how deep resolutions may hang on each other.
const mostNested = 6

func (r *reading) resolveNow(g *grammar.Group) []party {
	if out := r.knownAs(g); len(out) > 0 {
		return out
	}
	if out := r.predicated(g); len(out) == 1 {
		return out
	}
	if out, ok := r.withinName(g); ok {
		return out
	}
	switch g.Lemma {
	case "none":
		return r.partOf(g)
	case "nobody", "nothing", "everybody", "everyone", "anybody", "anyone", "somebody", "someone", "other", "thing", "everything":
		return nil
	}
	if !g.Proper && r.a.r.words.Is(g.Lemma, "abstract") || r.capitalThing(g) {
		return nil
	}
	switch g.Kind {
	case grammar.Pronoun:
		return r.pronoun(g)
	case grammar.Dummy, grammar.Moment:
		return nil
	case grammar.Quantity:
		if out := r.theNumber(g); len(out) > 0 {
			return out
		}
		return r.partOf(g)
	}
	if r.crowd(g) {
		return r.partOf(g)
	}
	rd, end, ok := r.readGroup(g)
	if e, _ := r.nounEntry(g); e != nil && !e.Slots.Copula && !(e.Slots.Weak && ok && (rd.Sort == gazetteer.SortPeople || rd.Sort == gazetteer.SortOrgan)) {
		return nil
	}
	if !ok && r.faithful(g) {
		return r.folk(g)
	}
	if !ok {
		if out := r.byAppositive(g, &gazetteer.Reading{Kind: graph.KindPerson}); len(out) > 0 && !g.Proper {
			return out
		}
		if out := r.definite(g, nil); len(out) > 0 {
			return out
		}
		if out := r.partOf(g); len(out) > 0 {
			return out
		}
		if out := r.openName(g); len(out) > 0 || g.Proper {
			return out
		}
		return r.folk(g)
	}
	if len(rd.Candidates) == 0 && r.shortened(g) {
		if out := r.definite(g, &rd); len(out) > 0 {
			return out
		}
	}
	if (rd.Sort == gazetteer.SortOffice || rd.Sort == gazetteer.SortOrgan) && g.Plural && !rd.Named && len(g.Preps) > 0 && g.Preps[0].Word == "of" && len(g.Preps[0].Groups) > 1 {
		if out := r.membersOf(g, g.Preps[0]); len(out) > 1 { // "the foreign ministers of Oman and Iran"
			return out
		}
	}
	if out := r.several(g, &rd); len(out) > 1 {
		return out
	}
	if out := r.ofNation(g, &rd); len(out) > 0 && len(g.Appositive) == 0 && g.Renames == nil {
		return out
	}
	if out := r.listedBeside(g, &rd); len(out) > 1 {
		return out
	}
	if out := r.byAppositive(g, &rd); len(out) > 0 {
		return out
	}
	return r.fromReading(g, &rd, end)
}

// capitalThing says whether a group is a weapon that only has a capital because its sentence begins with it: "Shells fired by rebels".
func (r *reading) capitalThing(g *grammar.Group) bool {
	t := &r.s.Tokens[g.Head]
	word := strings.TrimSuffix(t.Lower, "s")
	return g.Head == g.First && t.Start == r.s.Start && word != t.Lower && r.a.r.words.Is(word, "munition")
}

// predicated resolves what is said of somebody and goes on in a clause: "the Front is a group that Mali attacked" is the Front.
func (r *reading) predicated(g *grammar.Group) []party {
	c := g.Clause
	if g.Proper || g.Kind != grammar.Noun || len(g.Relatives) == 0 || c == nil || c.Verb == nil || c.Verb.Lemma != "be" || c.Verb.Negated || len(c.Subjects) != 1 ||
		!slices.Contains(c.Predicates, g) || g.Determiner != "a" && g.Determiner != "an" {
		return nil
	}
	return r.again(g, r.resolve(c.Subjects[0]))
}

// readGroup reads a group by the gazetteer, with what hangs on it by "of" where its head is an office or people of somebody.
func (r *reading) readGroup(g *grammar.Group) (gazetteer.Reading, int, bool) {
	names, body := r.a.r.names, r.a.text.Body
	start := g.Start
	if g.Possessor != nil && g.Possessor.Start < start {
		start = g.Possessor.Start
	}
	if first := r.s.Tokens[g.First]; start == g.Start && g.First < g.Head && (besideName(first.Lower) || first.Text != first.Lower && r.a.r.words.Is(first.Lower, "hedge")) {
		start = r.s.Tokens[g.First+1].Start
	}
	if wide, end, ok := r.officeOf(g, start); ok {
		return wide, end, true
	}
	if wide, end, ok := r.ofName(g); ok {
		return wide, end, true
	}
	rd, ok := names.Read(body, start, g.End, r.a.window)
	if ok && (rd.Named || len(rd.Candidates) > 0 || rd.Of != "") {
		return rd, g.End, true
	}
	for _, p := range g.Preps {
		if p.Word != "of" && p.Word != "from" && p.Word != "in" || len(p.Groups) != 1 || p.Token != g.Limit {
			continue
		}
		end := p.Groups[0].End
		wide, fine := names.Read(body, start, end, r.a.window)
		if fine && wide.Sort != gazetteer.SortName && (len(wide.Candidates) > 0 || wide.New != nil && wide.Country != "" || wide.Sort == gazetteer.SortOrgan && strings.Contains(wide.Head, " of ")) {
			return wide, end, true
		}
		break
	}
	return rd, g.End, ok
}

// officeOf reads a person whose office has an "of" in it: "Secretary of State Anna Berg", "Minister of Defence Jan Roe".
func (r *reading) officeOf(g *grammar.Group, start int) (gazetteer.Reading, int, bool) {
	if len(g.Preps) == 0 || g.Preps[0].Word != "of" || g.Preps[0].Token != g.Limit || len(g.Preps[0].Groups) == 0 || !g.Preps[0].Groups[0].Proper {
		return gazetteer.Reading{}, 0, false
	}
	end := g.Preps[0].Groups[0].End
	rd, ok := r.a.r.names.Read(r.a.text.Body, start, end, r.a.window)
	if !ok || rd.Person == "" || !strings.Contains(rd.Head, " of ") {
		return rd, 0, false
	}
	return rd, end, true
}

// withinName says whether a group is only a part of a name that begins before it, and returns whom that means: "State Anna Berg" of
// "Secretary of State Anna Berg", "Free Farmers" of "the Union of Free Farmers".
func (r *reading) withinName(g *grammar.Group) ([]party, bool) {
	if !g.Proper || g.Prep == nil || g.Prep.Noun == nil || g.Prep.Noun == g {
		return nil, false
	}
	n := g.Prep.Noun
	if rd, end, ok := r.officeOf(n, n.Start); ok && g.End <= end {
		return r.again(g, r.fromReading(n, &rd, end)), true
	}
	if _, end, ok := r.ofName(n); ok && g.End <= end {
		return nil, true
	}
	return nil, false
}

// besideName says whether a word that a sentence may begin with is no part of the name behind it.
func besideName(word string) bool {
	switch word {
	case "neither", "either", "both", "neighbouring", "neighboring", "nearby":
		return true
	}
	return false
}

// partOf resolves "three of its soldiers", "members of the group", "dozens of rebels" by what stands after "of".
func (r *reading) partOf(g *grammar.Group) []party {
	for _, p := range g.Preps {
		if p.Token != g.Limit || len(p.Groups) == 0 {
			continue
		}
		crowd := r.crowd(g)
		speaks := (p.Word == "for" || p.Word == "of" || p.Word == "from" || p.Word == "at" || p.Word == "in") && r.a.r.words.Is(g.Lemma, "spoken for")
		if !speaks && !crowd && (p.Word != "of" || g.Kind != grammar.Quantity && g.Lemma != "none" && !r.a.r.words.Is(g.Lemma, "part")) {
			continue
		}
		return r.membersOf(g, p)
	}
	return nil
}

// crowd says whether a group is only a round number of those behind it: "tens of thousands of students".
func (r *reading) crowd(g *grammar.Group) bool {
	switch r.s.Tokens[g.Head].Lower {
	case "tens", "dozens", "scores", "hundreds", "thousands", "millions":
		return len(g.Preps) > 0 && g.Preps[0].Word == "of" && g.Preps[0].Token == g.Limit
	}
	return false
}

// membersOf resolves a group by what hangs on it, lists and repeated prepositions included: "envoys of A and of B".
func (r *reading) membersOf(g *grammar.Group, first *grammar.Prep) []party {
	var out []party
	for _, p := range g.Preps {
		if p.Word != first.Word {
			continue
		}
		for _, x := range p.Groups {
			for _, q := range r.resolve(x) {
				end := x.End
				if r.crowd(x) {
					end = max(end, q.mention.End)
				}
				q.mention.Text, q.mention.Start, q.mention.End = r.a.text.Body[g.Start:end], g.Start, end
				q.group, q.token = g, g.Head
				out = append(out, q)
			}
		}
	}
	return dedupe(out)
}

// fromReading makes parties of what the gazetteer says.
func (r *reading) fromReading(g *grammar.Group, rd *gazetteer.Reading, end int) []party {
	if rd.Sort == gazetteer.SortThing {
		return nil
	}
	bare := len(rd.Candidates) == 0 && !rd.Named && rd.Of == "" && rd.Country == ""
	if bare {
		if out := r.definite(g, rd); len(out) > 0 {
			return out
		}
		if rd.Sort == gazetteer.SortOffice && !r.a.r.words.Is(g.Lemma, "spoken for") {
			if out := r.officeHolder(g, rd); len(out) > 0 {
				return out
			}
		}
		if out := r.partOf(g); len(out) > 0 {
			return out
		}
		if rd.Sort == gazetteer.SortStaff {
			for _, pr := range g.Preps {
				if pr.Word == "of" && pr.Token == g.Limit {
					if out := r.membersOf(g, pr); len(out) > 0 {
						return out
					}
				}
			}
		}
		if owners := r.determined(g); len(owners) > 0 && !r.another(g) && (rd.Sort != gazetteer.SortPeople || r.a.r.words.Is(g.Lemma, "part")) {
			if rd.Sort == gazetteer.SortOrgan || rd.Sort == gazetteer.SortOffice && !g.Plural && !r.a.r.words.Is(g.Lemma, "spoken for") {
				return r.organOf(g, rd, owners[0])
			}
			return r.ownedBy(g, owners)
		}
		if out := r.ofHome(g, rd); len(out) > 0 {
			return out
		}
	}
	if rd.Sort == gazetteer.SortName && !rd.Named && rd.End != g.End {
		if g.Proper {
			return r.openName(g)
		}
		if !r.peopleLike(g) {
			return nil
		}
	}
	p, ok := r.partyOf(g, rd, end, bare)
	if !ok {
		return nil
	}
	return []party{p}
}

// partyOf makes the party of a reading; false: it says nothing of an actor.
func (r *reading) partyOf(g *grammar.Group, rd *gazetteer.Reading, end int, bare bool) (party, bool) {
	start := g.Start
	if g.Possessor != nil && g.Possessor.Start < start {
		start = g.Possessor.Start
	}
	p := party{group: g, token: g.Head, generic: bare}
	p.mention = Mention{Text: r.a.text.Body[start:end], Start: start, End: end, Via: r.via(rd)}
	best := rd.Best()
	switch {
	case len(best) > 0:
		r.choose(&p, best)
	case rd.New != nil:
		r.propose(&p, rd, r.described(g, rd, rd.New))
	case rd.Sort == gazetteer.SortStaff && r.isThing(g):
		return p, false
	case rd.Sort == gazetteer.SortOrgan || rd.Sort == gazetteer.SortOffice || rd.Sort == gazetteer.SortStaff:
		text := strings.TrimSpace(g.Text)
		kind := rd.Kind
		if !kind.Valid() {
			kind = graph.KindGroup
		}
		r.propose(&p, rd, &graph.Actor{ID: gazetteer.Slug(text), Name: text, Kind: kind, Country: rd.Country})
	default:
		return p, false
	}
	p.place = p.actor.Kind == graph.KindPlace || p.actor.Kind == graph.KindFacility
	if bare && !g.Plural && (g.Lemma == "state" || g.Lemma == "country" || g.Lemma == "nation" || g.Lemma == "power" || g.Lemma == "system" || g.Lemma == "body") {
		return p, false
	}
	r.locate(g, rd, &p)
	return p, p.actor.Name != "" && r.a.allowed(&p)
}

func (r *reading) via(rd *gazetteer.Reading) Via {
	switch {
	case rd.Named && rd.Sort != gazetteer.SortName:
		return ByName
	case rd.Sort == gazetteer.SortOffice:
		return ByOffice
	case rd.Sort == gazetteer.SortName && len(rd.Candidates) > 0:
		return Via(rd.Best()[0].Via)
	case rd.Named:
		return ByName
	case rd.Of != "":
		return ByDemonym
	}
	return ByDefinite
}

// choose sets the actor of a party from candidates of the gazetteer; one that the text named before decides between several.
func (r *reading) choose(p *party, best []gazetteer.Candidate) {
	one := best[0]
	if len(best) > 1 {
		found := false
		for _, c := range best {
			if r.a.memory.met(c.Actor) {
				one, found = c, true
				break
			}
		}
		if !found {
			for _, c := range best {
				p.mention.Candidates = append(p.mention.Candidates, c.Actor)
			}
		}
	}
	a, _ := r.a.r.names.Actor(one.Actor)
	p.actor = a
	if len(p.mention.Candidates) > 1 {
		return
	}
	p.mention.Actor = a.ID
	if !one.Known {
		p.mention.New = &a
	}
}

// propose gives a party a new actor, unless the text named it before, in full or by a part of its name.
func (r *reading) propose(p *party, rd *gazetteer.Reading, a *graph.Actor) {
	if rd.Person != "" {
		a = &graph.Actor{ID: a.ID, Name: a.Name, Kind: a.Kind, Country: a.Country}
	}
	if old, ok := r.a.memory.byName(a.Name, a.Kind); ok {
		p.actor, p.mention.Actor, p.mention.New = old.actor, old.mention.Actor, old.mention.New
		p.mention.Candidates = old.mention.Candidates
		return
	}
	fresh := *a
	p.actor, p.mention.Actor, p.mention.New = fresh, fresh.ID, &fresh
}
