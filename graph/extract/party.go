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
	switch g.Lemma {
	case "nobody", "nothing", "everybody", "everyone", "anybody", "anyone", "somebody", "someone", "none", "other", "thing", "everything":
		return nil
	}
	switch g.Kind {
	case grammar.Pronoun:
		return r.pronoun(g)
	case grammar.Dummy, grammar.Moment:
		return nil
	case grammar.Quantity:
		return r.partOf(g)
	}
	rd, end, ok := r.readGroup(g)
	if e, _ := r.nounEntry(g); e != nil && !e.Slots.Copula && !(e.Slots.Weak && ok && (rd.Sort == gazetteer.SortPeople || rd.Sort == gazetteer.SortOrgan)) {
		return nil
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
	if out := r.several(g, &rd); len(out) > 1 {
		return out
	}
	if out := r.byAppositive(g, &rd); len(out) > 0 {
		return out
	}
	return r.fromReading(g, &rd, end)
}

// knownAs takes the name that a clause behind a description gives: "a group calling itself the Blue Dawn", "a colonel known as X".
func (r *reading) knownAs(g *grammar.Group) []party {
	if g.Proper || g.Kind != grammar.Noun {
		return nil
	}
	for _, c := range g.Relatives {
		if c.Verb == nil || !r.a.r.words.Is(c.Verb.Lemma, "naming") {
			continue
		}
		names := append(append([]*grammar.Group(nil), c.Predicates...), c.Objects...)
		if p := c.Prep("as"); p != nil {
			names = append(names, p.Groups...)
		}
		for _, x := range names {
			if !x.Proper || x == g {
				continue
			}
			if list := r.resolve(x); len(list) == 1 && !list[0].place {
				p := list[0]
				if rd, _, ok := r.readGroup(g); ok {
					r.makePerson(&p, &rd)
				}
				p.group, p.token = g, g.Head
				p.mention.Text, p.mention.Start, p.mention.End = g.Text, g.Start, g.End
				return []party{p}
			}
		}
	}
	return nil
}

// byAppositive takes the name that stands beside a description: "the French president, Anna Berg".
func (r *reading) byAppositive(g *grammar.Group, rd *gazetteer.Reading) []party {
	if rd.Named {
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
		if person := list[0].actor.Kind == graph.KindPerson; !(demonym && person) && person != (rd.Sort == gazetteer.SortOffice || rd.Kind == graph.KindPerson) {
			continue
		}
		p := list[0]
		p.group, p.token = g, g.Head
		return []party{p}
	}
	return nil
}

// makePerson takes a name that nobody knows for a person's where an office is said of it.
func (r *reading) makePerson(p *party, rd *gazetteer.Reading) {
	if p.mention.New == nil || p.actor.Kind != graph.KindGroup || rd.Sort != gazetteer.SortOffice || p.generic {
		return
	}
	p.actor.Kind = graph.KindPerson
	if p.actor.Country == "" {
		p.actor.Country = rd.Country
	}
	fresh := p.actor
	p.mention.New = &fresh
}

// hanging are the names that stand behind what hangs on a description: "the leader of the Front, Anna Berg".
func (r *reading) hanging(g *grammar.Group) []*grammar.Group {
	for _, p := range g.Preps {
		if p.Word == "of" && p.Token == g.Limit && len(p.Groups) > 0 {
			return p.Groups[len(p.Groups)-1].Appositive
		}
	}
	return nil
}

// folk proposes people whose noun no list has: "fundamentalists", "three landowners".
func (r *reading) folk(g *grammar.Group) []party {
	if !r.peopleLike(g) {
		return nil
	}
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

// several makes a party of each nationality before people or things that act for them: "French and Egyptian warships".
func (r *reading) several(g *grammar.Group, rd *gazetteer.Reading) []party {
	if rd.Sort != gazetteer.SortStaff && rd.Sort != gazetteer.SortOrgan && rd.Sort != gazetteer.SortPeople && rd.Sort != gazetteer.SortOffice || g.Possessor != nil || rd.Person != "" {
		return nil
	}
	owners := r.before(g, g.Head)
	if len(owners) < 2 || !r.joined(g) {
		return nil
	}
	for i := range owners {
		owners[i].token = g.Head
	}
	return owners
}

// joined says whether "and" stands among the words before the head.
func (r *reading) joined(g *grammar.Group) bool {
	for i := g.First; i < g.Head; i++ {
		if r.s.Tokens[i].Lower == "and" {
			return true
		}
	}
	return false
}

// readGroup reads a group by the gazetteer, with what hangs on it by "of" where its head is an office or people of somebody.
func (r *reading) readGroup(g *grammar.Group) (gazetteer.Reading, int, bool) {
	names, body := r.a.r.names, r.a.text.Body
	start := g.Start
	if g.Possessor != nil && g.Possessor.Start < start {
		start = g.Possessor.Start
	}
	rd, ok := names.Read(body, start, g.End, r.a.window)
	if wide, end, fine := r.longName(g, &rd); ok && fine {
		return wide, end, true
	}
	if ok && (rd.Named || len(rd.Candidates) > 0 || rd.Of != "") {
		return rd, g.End, true
	}
	for _, p := range g.Preps {
		if p.Word != "of" && p.Word != "from" && p.Word != "in" || len(p.Groups) == 0 || p.Token != g.Limit {
			continue
		}
		end := p.Groups[0].End
		wide, fine := names.Read(body, start, end, r.a.window)
		if fine && wide.Sort != gazetteer.SortName && (len(wide.Candidates) > 0 || wide.New != nil && wide.Country != "") {
			return wide, end, true
		}
		break
	}
	return rd, g.End, ok
}

// longName reads a name that goes on behind "of": "Army of the Two Valleys".
func (r *reading) longName(g *grammar.Group, rd *gazetteer.Reading) (gazetteer.Reading, int, bool) {
	if !g.Proper || !rd.Named || rd.Person != "" || rd.New == nil || rd.Sort != gazetteer.SortTitled || len(g.Preps) == 0 {
		return *rd, 0, false
	}
	p := g.Preps[0]
	if p.Word != "of" || p.Token != g.Limit || len(p.Groups) != 1 || !p.Groups[0].Proper || r.a.matchAt(p.Groups[0].Start) != nil {
		return *rd, 0, false
	}
	end := p.Groups[0].End
	a, ok := r.a.r.names.Propose(oneLine(r.a.text.Body[g.Start:end]))
	if !ok {
		return *rd, 0, false
	}
	out := *rd
	if a.Kind == graph.KindGroup {
		a.Kind = rd.New.Kind
	}
	out.New, out.Kind = &a, a.Kind
	return out, end, true
}

// partOf resolves "three of its soldiers", "members of the group", "dozens of rebels" by what stands after "of".
func (r *reading) partOf(g *grammar.Group) []party {
	for _, p := range g.Preps {
		if p.Token != g.Limit || len(p.Groups) == 0 {
			continue
		}
		speaks := (p.Word == "for" || p.Word == "of" || p.Word == "from" || p.Word == "at" || p.Word == "in") && r.a.r.words.Is(g.Lemma, "spoken for")
		if !speaks && (p.Word != "of" || g.Kind != grammar.Quantity && !r.a.r.words.Is(g.Lemma, "part")) {
			continue
		}
		return r.membersOf(g, p)
	}
	return nil
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
				q.mention.Text, q.mention.Start, q.mention.End = r.a.text.Body[g.Start:x.End], g.Start, x.End
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
		if owners := r.determined(g); len(owners) > 0 && (rd.Sort != gazetteer.SortPeople || r.a.r.words.Is(g.Lemma, "part")) {
			if rd.Sort == gazetteer.SortOrgan || rd.Sort == gazetteer.SortOffice && !g.Plural && !r.a.r.words.Is(g.Lemma, "spoken for") {
				return r.organOf(g, rd, owners[0])
			}
			return r.ownedBy(g, owners)
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

// ownedBy makes parties of people that belong to somebody: "its troops", "their leader".
func (r *reading) ownedBy(g *grammar.Group, owners []party) []party {
	var out []party
	for _, o := range owners {
		o.group, o.token = g, g.Head
		o.mention.Text, o.mention.Start, o.mention.End, o.mention.Via = g.Text, g.Start, g.End, ByDefinite
		out = append(out, o)
	}
	return out
}

// isThing says whether a head that may act for its owner is a mere thing without one: "surveillance drones".
func (r *reading) isThing(g *grammar.Group) bool {
	w := r.a.r.words
	return w.Is(g.Lemma, "weapon") || w.Is(g.Lemma, "munition") || w.Is(g.Lemma, "goods")
}

// organOf makes the body or the office of "its army", "his ministry", "its prime minister".
func (r *reading) organOf(g *grammar.Group, rd *gazetteer.Reading, owner party) []party {
	state, ok := r.a.r.names.State(owner.actor.Country)
	if !ok {
		return r.ownedBy(g, []party{owner})
	}
	p := party{group: g, token: g.Head}
	p.mention = Mention{Text: g.Text, Start: g.Start, End: g.End, Via: ByDefinite}
	kind := rd.Kind
	if !kind.Valid() {
		kind = graph.KindAgency
	}
	r.propose(&p, rd, &graph.Actor{ID: state.ID + "-" + graph.ActorID(rd.Role), Name: state.Name + " " + rd.Head, Kind: kind, Country: state.Country})
	return []party{p}
}

// peopleLike says whether a group with a nationality whose head is not listed means people: a plural that is no thing.
func (r *reading) peopleLike(g *grammar.Group) bool {
	if !g.Plural || g.Proper {
		return false
	}
	for _, class := range []string{"weapon", "munition", "goods", "place", "aid", "assets", "border", "pact", "ties", "sanctions", "demand", "proposal", "restriction", "concern", "sympathy", "policy"} {
		if r.a.r.words.Is(g.Lemma, class) {
			return false
		}
	}
	return strings.HasSuffix(g.Lemma, "er") || strings.HasSuffix(g.Lemma, "or") || strings.HasSuffix(g.Lemma, "ist") ||
		strings.HasSuffix(g.Lemma, "man") || strings.HasSuffix(g.Lemma, "ian") || strings.HasSuffix(g.Lemma, "ant")
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

// described takes the kind and country of a name that nobody knows from the description beside it: "X, an armed group".
func (r *reading) described(g *grammar.Group, rd *gazetteer.Reading, a *graph.Actor) *graph.Actor {
	if a.Kind == graph.KindPerson && rd.Person == "" && rd.Sort == gazetteer.SortTitled && strings.EqualFold(g.Determiner, "the") {
		out := *a // people have no article
		out.Kind = graph.KindGroup
		a = &out
	}
	if rd.Head != "" || a.Kind != graph.KindGroup {
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
		if !ok || !d.Kind.Valid() || d.Sort == gazetteer.SortThing {
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

// parties resolves groups as those who do something: actors, else those to whom it belongs what does it.
func (r *reading) parties(groups []*grammar.Group) []party {
	var out []party
	for _, g := range groups {
		list := r.resolve(g)
		if len(list) == 0 {
			list = r.ownersOf([]*grammar.Group{g})
		}
		if len(list) == 0 && r.a.r.words.Is(g.Lemma, "document") && g.Clause != nil && !slices.Contains(g.Clause.Subjects, g) {
			list = r.parties(g.Clause.Subjects)
		}
		for _, p := range list {
			if p.place {
				q, ok := r.ruler(p)
				if !ok {
					continue
				}
				p = q
			}
			out = append(out, p)
		}
	}
	return dedupe(out)
}

// ownersOf finds to whom things belong: "the tanker of Iran", "Russian missiles", "its positions".
func (r *reading) ownersOf(groups []*grammar.Group) []party {
	var out []party
	for _, g := range groups {
		if g.Kind != grammar.Noun {
			continue
		}
		list := r.before(g, g.Head)
		if g.Possessor != nil {
			list = r.parties(g.Possessor.All())
		}
		if len(list) == 0 {
			list = r.determined(g)
		}
		if len(list) == 0 {
			list = r.compound(g)
		}
		for _, word := range []string{"of", "for", "in", "from", "belonging to", "run by"} {
			if len(list) > 0 {
				break
			}
			for _, x := range appendPreps(nil, g, word) {
				list = append(list, r.resolve(x)...)
			}
		}
		for _, p := range list {
			p.owner = true
			out = append(out, p)
		}
	}
	return out
}

// compound resolves a noun before the head that is an actor: "an army post", "police stations", "rebel positions".
func (r *reading) compound(g *grammar.Group) []party {
	for _, i := range g.Modifiers {
		t := &r.s.Tokens[i]
		if t.Tag != "NN" && t.Tag != "NNS" {
			continue
		}
		rd, ok := r.a.r.names.Read(r.a.text.Body, t.Start, t.End, r.a.window)
		if !ok || rd.Sort != gazetteer.SortOrgan && rd.Sort != gazetteer.SortPeople || r.a.r.words.KnowsNoun(t.Lemma) {
			continue
		}
		if list, ok := r.a.memory.called(t.Lemma); ok {
			return r.again(g, []party{list})
		}
		p := party{group: g, token: i, generic: true}
		p.mention = Mention{Text: g.Text, Start: g.Start, End: g.End, Via: ByDefinite}
		kind := rd.Kind
		if !kind.Valid() {
			kind = graph.KindGroup
		}
		r.propose(&p, &rd, &graph.Actor{ID: gazetteer.Slug(t.Lower), Name: t.Lower, Kind: kind})
		return []party{p}
	}
	return nil
}

// before finds the names and nationalities among the words before a noun, up to a token.
func (r *reading) before(g *grammar.Group, limit int) []party {
	var out []party
	for i := g.First; i < limit && i < len(r.s.Tokens); i++ {
		m := r.a.matchAt(r.s.Tokens[i].Start)
		if m == nil || m.Start != r.s.Tokens[i].Start {
			continue
		}
		if m.After != "" && m.After != "based" && m.After != "owned" && m.After != "flagged" && m.After != "run" && m.After != "held" || m.Before != "" {
			if r.a.matchAt(m.End+1) == nil && r.a.matchBefore(m.Start) == nil {
				continue
			}
		}
		best := m.Best()
		if len(best) == 0 {
			continue
		}
		p := party{group: g, token: i}
		p.mention = Mention{Text: m.Text, Start: m.Start, End: m.End, Via: Via(best[0].Via)}
		r.choose(&p, best)
		if p.place = p.actor.Kind == graph.KindPlace || p.actor.Kind == graph.KindFacility; p.place {
			continue
		}
		out = append(out, p)
	}
	return dedupe(out)
}

// determined resolves "its", "their", "his" before a noun.
func (r *reading) determined(g *grammar.Group) []party {
	word, ok := possessives[strings.ToLower(g.Determiner)]
	if !ok {
		return nil
	}
	out := r.antecedent(g, word, g.First)
	for i := range out {
		t := &r.s.Tokens[g.First]
		if strings.EqualFold(t.Text, g.Determiner) {
			out[i].mention.Text, out[i].mention.Start, out[i].mention.End = t.Text, t.Start, t.End
		}
		out[i].mention.Via = ByPronoun
	}
	return out
}

// ruler gives the state that a place lies in, as who acts there and whom an attack on it hits.
func (r *reading) ruler(p party) (party, bool) {
	if p.actor.Country == "" {
		return p, false
	}
	a, ok := r.a.r.names.State(p.actor.Country)
	if !ok {
		return p, false
	}
	p.actor, p.place, p.owner = a, false, true
	p.mention.Via, p.mention.Candidates, p.mention.Actor, p.mention.New = ByMetonym, nil, a.ID, nil
	if !r.a.r.names.Known(a.ID) {
		p.mention.New = &a
	}
	return p, true
}
