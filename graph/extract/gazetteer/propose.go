package gazetteer

import (
	"unicode"

	"liaison/graph"
)

// Propose makes an actor of a proper noun that nobody knows: its id, its name on one line without an article, and the kind
// that its words say ("Al-Murabitoun Brigade": armed-group; "Ocean Freight Union": ngo). Without such a word, two to
// five words are taken for a person, and anything else for a group. False if the words are no
// name, or the name of what cannot act: a month, a religion, a street, a treaty.
func (g *Gazetteer) Propose(name string) (graph.Actor, bool) {
	p := newPhrase(g, name, 0, len(name), graph.AllTime(), g.Find(name[:min(len(name), maxGroup)], graph.AllTime()))
	if !p.isOpenName() {
		return graph.Actor{}, false
	}
	a := p.open()
	return a, a.Validate() == nil
}

// openName reads a group that is a proper noun by its capitals.
func (p *phrase) openName() (Reading, bool) {
	if !p.isOpenName() {
		return Reading{}, false
	}
	a := p.open()
	if a.Validate() != nil {
		return Reading{}, false
	}
	r := Reading{Sort: SortTitled, Kind: a.Kind, Country: a.Country, Named: true, New: &a}
	if h, words, ok := p.titledHead(); ok {
		r.Head, r.Sector = words, h.sector
	}
	if m := p.owner(0, len(p.words)-1); m != nil && m.Start == p.words[0].start {
		p.belong(&r, m)
	}
	return r, true
}

// isOpenName says whether the words begin and end with a capital, small words between them being particles, and whether
// they can name somebody who acts.
func (p *phrase) isOpenName() bool {
	last := len(p.words) - 1
	if last < 0 || last >= maxName || !p.capital(0) || !p.capital(last) && !p.hyphened(last) {
		return false
	}
	lowers := 0
	for i := range p.words {
		if p.words[i].gap == newLine && i > 0 {
			return false
		}
		if p.words[i].shape == lower {
			if !isParticle(p.low[i]) && !isLink(p.low[i]) && !p.hyphened(i) {
				return false
			}
			lowers++
		}
	}
	if p.isThing() {
		return false
	}
	return last > 0 || !p.plainWord(0)
}

// capital says whether a word may begin or end a name: with a capital, or "al" before one.
func (p *phrase) capital(i int) bool {
	w := &p.words[i]
	if w.shape == lower {
		return i == 0 && isParticle(p.low[0]) && len(p.words) > 1
	}
	r := []rune(p.text[w.start:min(w.end, w.start+4)])[0]
	return unicode.IsLetter(r) || i > 0
}

// isLink says whether a small word stands within names: "Front for the Liberation of the South".
func isLink(word string) bool {
	switch word {
	case "of", "for", "the", "and", "in", "on", "to", "against", "with", "without":
		return true
	}
	return false
}

// isThing says whether the head of the name cannot act.
func (p *phrase) isThing() bool {
	last := len(p.words) - 1
	if i := p.linkAt(); i > 0 {
		if _, _, titled := p.titledHead(); titled {
			return false
		}
		return p.g.words.is(p.low[i-1], wordThing)
	}
	if p.g.words.is(p.low[last], wordThing) {
		return true
	}
	all := true
	for i := range p.words {
		all = all && (p.plainWord(i) || p.words[i].shape == lower || unicode.IsDigit(rune(p.text[p.words[i].start])))
	}
	return all
}

// plainWord says whether a word with a capital is no name by itself.
func (p *phrase) plainWord(i int) bool {
	w := p.low[i]
	for _, s := range []wordSort{wordFunction, wordDescribe, wordCalendar, wordBelief, wordPlain, wordThing, wordTitle} {
		if p.g.words.is(w, s) {
			return true
		}
	}
	return false
}

// linkAt returns where the first "of" or "for" stands; 0: nowhere.
func (p *phrase) linkAt() int {
	for i := 1; i < len(p.low); i++ {
		if p.words[i].shape == lower && (p.low[i] == "of" || p.low[i] == "for" || p.low[i] == "to" || p.low[i] == "against" || p.low[i] == "in") {
			return i
		}
	}
	return 0
}

// titledHead returns the word of a proper name that says its kind: the one before "of" or "for" ("Front for the Liberation
// of ..."), else the last one that says something ("Norsk Hydro", "Ocean Freight Union Ltd").
func (p *phrase) titledHead() (head, string, bool) {
	if i := p.linkAt(); i > 0 {
		if h, words, ok := p.titledAt(i - 1); ok {
			return h, words, true
		}
	}
	for j := len(p.words) - 1; j >= 0 && j >= len(p.words)-2; j-- {
		h, words, ok := p.titledAt(j)
		if ok && j < len(p.words)-1 && (h.kind == graph.KindPlace || h.kind == graph.KindFacility) {
			continue // "Delta Avengers" is no delta
		}
		if ok {
			return h, words, true
		}
	}
	return p.titledFirst()
}

// titledFirst looks at the first word, as in "Bank Melli", "Radio Okapi", "Hotel Rwanda".
func (p *phrase) titledFirst() (head, string, bool) {
	if h, ok := p.g.heads.titled["^"+p.low[0]]; ok && len(p.words) > 1 {
		return h, p.low[0], true
	}
	return head{}, "", false
}

func (p *phrase) titledAt(j int) (head, string, bool) {
	for n := min(3, j+1); n > 0; n-- {
		words := p.join(j-n+1, j)
		if h, ok := p.g.heads.titled[words]; ok {
			return h, words, true
		}
		if h, ok := p.g.heads.common[words]; ok && h.sort == SortOrgan {
			return h, words, true
		}
	}
	return head{}, "", false
}

// open makes the actor of an open name.
func (p *phrase) open() graph.Actor {
	last := len(p.words) - 1
	name := clip(oneLine(p.text[p.words[0].start:p.words[last].end]))
	a := graph.Actor{ID: Slug(name), Name: name, Kind: p.guessKind()}
	for k := range p.matches {
		m := &p.matches[k]
		if m.Start > p.words[0].start && a.Kind == graph.KindPerson {
			break
		}
		if best := p.owners(m); len(best) > 0 && !best[0].Short && !best[0].Source {
			owner, _ := p.g.Actor(best[0].Actor)
			a.Country = owner.Country
			break
		}
	}
	p.fresh(&a)
	return a
}

func (p *phrase) guessKind() graph.Kind {
	if h, _, ok := p.titledHead(); ok {
		return h.kind
	}
	n := len(p.words)
	if n >= 2 && n <= 5 && (p.linkAt() == 0 || p.g.words.given(p.low[0])) {
		return graph.KindPerson
	}
	return graph.KindGroup
}
