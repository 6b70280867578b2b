package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
	"liaison/graph/extract/grammar"
)

// ofName reads a name of an organisation that goes on behind "of" or "for": "Army of the Two Valleys", "the National Union of Salt and
// Soda Workers", "Movement for Justice", "Bridges of Hope". The first part is no office, and nobody by itself.
func (r *reading) ofName(g *grammar.Group) (gazetteer.Reading, int, bool) {
	var none gazetteer.Reading
	if !g.Proper || g.Kind != grammar.Noun || g.Known > 0 || g.Possessor != nil || len(g.Preps) == 0 || len(g.Conjuncts) > 0 {
		return none, 0, false
	}
	first := g.First
	if g.Determiner != "" {
		first++
	}
	p := g.Preps[0]
	if p.Word != "of" && p.Word != "for" && p.Word != "against" || p.Token != g.Limit || first > g.Head || !r.capitalised(first, g.Limit) || !r.partsOfName(p) {
		return none, 0, false
	}
	names, body := r.a.r.names, r.a.text.Body
	start := r.s.Tokens[first].Start
	kind := r.a.r.words.Is(strings.ToLower(g.Lemma), "naming head")
	if rd, ok := names.Read(body, start, g.End, r.a.window); ok {
		switch {
		case rd.Sort == gazetteer.SortOffice || rd.Sort == gazetteer.SortThing || len(rd.Candidates) > 0:
			return none, 0, false
		case rd.Sort == gazetteer.SortStaff && !kind:
			return none, 0, false
		}
	}
	end := p.Groups[len(p.Groups)-1].End
	if wide, ok := names.Read(body, start, end, r.a.window); ok && (len(wide.Candidates) > 0 || wide.Sort == gazetteer.SortOffice ||
		wide.Sort == gazetteer.SortThing || wide.Sort == gazetteer.SortOrgan && (wide.Country != "" || strings.Contains(wide.Head, " of "))) {
		return none, 0, false
	}
	listed := p.Groups[0].Known > 0 || r.a.matchAt(p.Groups[0].Start) != nil
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
	return gazetteer.Reading{Match: gazetteer.Match{Text: name, Start: start, End: end}, Sort: gazetteer.SortTitled, Kind: a.Kind, Country: a.Country, Named: true, New: &a}, end, true
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

// partsOfName says whether what stands behind a preposition may be the end of a name: with capitals, a further part without an article.
func (r *reading) partsOfName(p *grammar.Prep) bool {
	for i, x := range p.Groups {
		first := x.First
		if i == 0 && x.Determiner == "the" {
			first++
		}
		if !x.Proper || x.Possessor != nil || !r.capitalised(first, x.Limit) || i > 0 && (x.Determiner != "" || r.a.matchAt(x.Start) != nil || p.Groups[0].Known > 0) {
			return false
		}
	}
	return len(p.Groups) > 0
}
