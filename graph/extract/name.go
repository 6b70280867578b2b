package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
	"liaison/graph/extract/grammar"
)

// ofName reads a name of an organisation that goes on behind "of" or "for": "Army of the Two Valleys", "the National Union of Salt and
// Soda Workers", "Movement for Justice", "Bridges of Hope". The first part is no office, and nobody by itself.
func (r *reading) ofName(g *grammar.Group) (gazetteer.Reading, int, bool) {
	var none gazetteer.Reading
	kind := r.a.r.words.Is(strings.ToLower(g.Lemma), "naming head")
	if !r.nameLike(g) {
		return none, 0, false
	}
	p := r.prepBehind(g, kind)
	if p == nil || g.Kind != grammar.Noun || g.Known > 0 && !kind || g.Possessor != nil || len(g.Conjuncts) > 0 {
		return none, 0, false
	}
	first := g.First
	for first < g.Head && r.s.Tokens[first].Text == r.s.Tokens[first].Lower || first < g.Head && strings.EqualFold(r.s.Tokens[first].Lower, g.Determiner) {
		first++ // "the ruling Movement for Unity"
	}
	if p.Word != "of" && p.Word != "for" && p.Word != "against" || !r.capitalised(first, g.Limit) || r.partsOfName(p) == 0 {
		return none, 0, false
	}
	names, body := r.a.r.names, r.a.text.Body
	start := r.s.Tokens[first].Start
	other := false
	if rd, ok := names.Read(body, start, g.End, r.a.window); ok {
		other = len(rd.Candidates) > 0 && r.namesake(g, &rd, p)
		switch {
		case rd.Sort == gazetteer.SortOffice || rd.Sort == gazetteer.SortThing || len(rd.Candidates) > 0 && !other:
			return none, 0, false
		case rd.Sort == gazetteer.SortStaff && !kind:
			return none, 0, false
		}
	}
	if p.Word == "of" && (r.personal(p.Groups[0]) || !kind && g.Determiner == "" && g.Head > g.First && p.Groups[0].Determiner != "" && r.personal(g)) {
		return none, 0, false // "the Greens of Isabelle Durant"
	}
	end := p.Groups[r.partsOfName(p)-1].End
	if kind {
		end = r.endOfName(p)
	}
	if wide, ok := names.Read(body, start, end, r.a.window); ok && !other && (len(wide.Candidates) > 0 || wide.Sort == gazetteer.SortOffice ||
		wide.Sort == gazetteer.SortThing || wide.Sort == gazetteer.SortOrgan && (wide.Country != "" && (!kind || r.listedWhole(p.Groups[0])) || strings.Contains(wide.Head, " of "))) {
		return none, 0, false
	}
	listed := r.a.matchAt(p.Groups[0].Start) != nil
	if listed && !kind || p.Word != "of" && !kind {
		return none, 0, false
	}
	name := oneLine(body[start:end])
	a, ok := names.Propose(name)
	if !ok {
		return none, 0, false
	}
	if a.Kind == graph.KindPerson || a.Kind == graph.KindPlace {
		a.Kind = graph.KindGroup
	}
	if q := r.a.matchAt(p.Groups[0].Start); q != nil && a.Country == "" {
		a.Country = r.a.countryOf(q)
	}
	return gazetteer.Reading{Match: gazetteer.Match{Text: name, Start: start, End: end}, Sort: gazetteer.SortTitled, Kind: a.Kind, Country: a.Country, Named: true, New: &a}, end, true
}

// prepBehind returns the preposition right behind a group that hangs on it; anywhere: whatever it hangs on.
func (r *reading) prepBehind(g *grammar.Group, anywhere bool) *grammar.Prep {
	if len(g.Preps) > 0 && g.Preps[0].Token == g.Limit {
		return g.Preps[0]
	}
	if g.Clause == nil || !anywhere {
		return nil
	}
	if p := r.prepAt(g.Clause, g.Limit); p != nil && len(p.Groups) > 0 {
		return p
	}
	return nil
}

// nameLike says whether a group is a name, or looks like one within a sentence: "the Movement" of "the Movement of Society for Peace",
// which is no proper noun by itself.
func (r *reading) nameLike(g *grammar.Group) bool {
	head := &r.s.Tokens[g.Head]
	return g.Proper || head.Text != head.Lower && head.Start > r.s.Start && r.a.r.words.Is(strings.ToLower(g.Lemma), "naming head")
}

// namesake says whether a listed name of a body is only the beginning of another one's: "the Republican Party of Armenia" is not the
// American one, nor "the Zimbabwe Congress of Trade Unions" the parliament of Zimbabwe. What stands behind is no person who leads it.
func (r *reading) namesake(g *grammar.Group, rd *gazetteer.Reading, p *grammar.Prep) bool {
	if !r.a.r.words.Is(strings.ToLower(g.Lemma), "naming head") || p.Word != "of" {
		return false
	}
	x := p.Groups[0]
	if r.listedWhole(x) {
		c := r.a.countryOf(r.a.matchAt(x.Start))
		return c != "" && c != rd.Country
	}
	return true
}

// personal says whether a group looks like the name of a person.
func (r *reading) personal(g *grammar.Group) bool {
	if g.Determiner != "" {
		return false
	}
	if rd, ok := r.a.r.names.Read(r.a.text.Body, g.Start, g.End, r.a.window); ok && rd.Person != "" {
		return true
	}
	if m := r.a.matchAt(g.Start); m != nil {
		a, _ := r.a.r.names.Actor(m.Candidates[0].Actor)
		return a.Kind == graph.KindPerson
	}
	a, ok := r.a.r.names.Propose(r.a.text.Body[g.Start:g.End])
	return ok && a.Kind == graph.KindPerson
}

// listedWhole says whether a group is nothing but a listed name: "Mali", but not "South African Trade Unions".
func (r *reading) listedWhole(g *grammar.Group) bool {
	m := r.a.matchAt(g.Start)
	return m != nil && m.End >= g.End
}

// endOfName is where a name ends that goes on behind a preposition, and perhaps behind one more: "Movement of Society for Peace".
func (r *reading) endOfName(p *grammar.Prep) int {
	last := p.Groups[r.partsOfName(p)-1]
	for depth := 0; depth < 3; depth++ {
		p := r.prepBehind(last, true)
		if p == nil || p.Word != "of" && p.Word != "for" || r.partsOfName(p) == 0 {
			break
		}
		last = p.Groups[r.partsOfName(p)-1]
	}
	return last.End
}

// capitalised says whether all words of some tokens have capitals, but for small ones between them.
func (r *reading) capitalised(first, limit int) bool {
	for i := first; i < limit; i++ {
		if t := &r.s.Tokens[i]; t.Text == t.Lower && (i == first || len(t.Text) > 3) {
			return false
		}
	}
	return first < limit
}

// partsOfName counts the groups behind a preposition that may be the end of a name: with capitals, a further one without an article.
func (r *reading) partsOfName(p *grammar.Prep) int {
	for i, x := range p.Groups {
		first := x.First
		if i == 0 && x.Determiner == "the" {
			first++
		}
		if x.Kind != grammar.Noun || x.Possessor != nil || !r.capitalised(first, x.Limit) || i > 0 && (x.Determiner != "" || len(p.Groups[0].Appositive) > 0 || r.a.matchAt(x.Start) != nil || p.Groups[0].Known > 0 || r.personal(x)) {
			return i
		}
	}
	return len(p.Groups)
}

// withinName says whether a group is only a part of a name that begins before it, and returns whom that means: "State Anna Berg" of
// "Secretary of State Anna Berg", "Free Farmers" of "the Union of Free Farmers".
func (r *reading) withinName(g *grammar.Group) ([]party, bool) {
	if t := &r.s.Tokens[g.Head]; t.Text == t.Lower || g.Prep == nil {
		return nil, false
	}
	n := g.Prep.Noun
	if n == nil {
		n = r.groupUpTo(g.Prep.Token)
	}
	if n == nil || n == g {
		return nil, false
	}
	if rd, end, ok := r.officeOf(n, n.Start); ok && g.End <= end {
		return r.again(g, r.fromReading(n, &rd, end)), true
	}
	if _, end, ok := r.ofName(n); ok && g.End <= end {
		return nil, true
	}
	return nil, false
}

// groupUpTo returns the group that ends right before a token, or nil.
func (r *reading) groupUpTo(token int) *grammar.Group {
	i, _ := slices.BinarySearchFunc(r.s.Groups, token, func(g *grammar.Group, at int) int { return g.First - at })
	if i > 0 && r.s.Groups[i-1].Limit == token {
		return r.s.Groups[i-1]
	}
	return nil
}

// separate says whether a name is whole without the possessor before it: "Roe's Green Front", "the union's Ada Roe".
func (r *reading) separate(g *grammar.Group) bool {
	if !g.Proper {
		return false
	}
	if r.personal(g.Possessor) {
		return true
	}
	m := r.a.matchAt(g.Possessor.Start)
	return (m == nil || r.a.countryOf(m) == "") && g.Head > g.First && r.personal(g)
}

// renamed resolves "a tanker", "a retired colonel" beside a name by that name, where a clause goes on about it.
func (r *reading) renamed(g *grammar.Group) []party {
	x := g.Renames
	if x == nil || g.Proper || g.Plural || g.Kind != grammar.Noun || g.Determiner != "a" && g.Determiner != "an" || len(g.Relatives) == 0 || !x.Proper || len(x.Conjuncts) > 0 || x.Conjoined != nil {
		return nil
	}
	list := r.resolve(x)
	if len(list) != 1 || list[0].owner {
		return nil
	}
	rd, _, ok := r.readGroup(g)
	if person := list[0].actor.Kind == graph.KindPerson; ok && (rd.Sort == gazetteer.SortOffice && !person && list[0].mention.New == nil || bodily(rd.Kind) && person) {
		return nil
	}
	return r.again(g, list)
}

// listName reads a name of a body that the grammar takes for a list, as its kind stands at the end only: "the Transport and General Workers
// Union", "the Salt, Soda and Potash Board". True: the group is of such a name, and whom it means, if it begins there.
func (r *reading) listName(g *grammar.Group) ([]party, bool) {
	head := g
	if g.Conjoined != nil {
		head = g.Conjoined
	}
	n := len(head.Conjuncts)
	if n == 0 || n > 4 || head.Determiner != "the" || head.Plural || head.Possessor != nil || len(head.Preps) > 0 || len(head.Appositive) > 0 || r.a.r.words.Is(head.Lemma, "naming head") ||
		r.a.matchAt(r.s.Tokens[head.Head].Start) != nil || capitals(r.s.Tokens[head.Head].Text) || !r.capitalised(head.First+1, head.Limit) {
		return nil, false
	}
	last := head.Conjuncts[n-1]
	for _, x := range head.Conjuncts {
		if x.Determiner != "" || x.Possessor != nil || !r.capitalised(x.First, x.Limit) || r.a.matchAt(x.Start) != nil || x != last && r.a.r.words.Is(x.Lemma, "naming head") {
			return nil, false
		}
	}
	if !r.a.r.words.Is(last.Lemma, "naming head") || last.Head == last.First && n == 1 && last.Plural {
		return nil, false
	}
	if g != head {
		return nil, true
	}
	name := oneLine(r.a.text.Body[r.s.Tokens[head.First+1].Start:last.End])
	a, ok := r.a.r.names.Propose(name)
	if !ok || a.Kind == graph.KindPerson {
		return nil, false
	}
	p := party{group: g, token: last.Head}
	p.mention = Mention{Text: r.a.text.Body[head.Start:last.End], Start: head.Start, End: last.End, Via: ByName}
	r.propose(&p, &gazetteer.Reading{Kind: a.Kind, Named: true}, &a)
	return []party{p}, true
}
