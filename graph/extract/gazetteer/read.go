package gazetteer

import (
	"cmp"
	"slices"
	"strings"

	"liaison/graph"
)

// Reading is what a noun group means as an actor.
type Reading struct {
	Match                 // the words read, without articles; Candidates are who acts, empty if only New says it
	Via     Via           // by what kind of words the actor is meant
	Sort    Sort          // what its head is
	Head    string        // the head in small letters: "foreign ministry"; empty for a name
	Role    string        // of an office or organ, in one word: "foreign-minister", "army"
	Kind    graph.Kind    // of whom or what the words mean
	Sector  string        // field of life: gov, mil, cop, spy, jud, leg, reb, opp, pty, bus, med, civ, lab, rel, edu, hlh, crm, ref; may be empty
	Of      graph.ActorID // the state or organisation that it belongs to; empty if the words do not say
	Country string        // ISO 3166-1 alpha-3 of that state, or of the actor; may be empty
	Person  string        // the name of a person that follows an office or a title: "Jacques Martin"
	Former  bool          // "former", "ex-", "late": no longer in office
	Named   bool          // a proper name of its own; false: described, as in "Turkish farmers"
	New     *graph.Actor  // whom to propose where nobody known or shipped is meant by name
}

// Read says what the noun group text[start:end] means; false if nothing in it is an actor. At is as for Find.
//
//	"the Russian foreign ministry"      an organ of Russia; New is russia-foreign-ministry unless it is known
//	"the Turkish army", "Israeli jets"  Of is the state; staff have the state as candidate
//	"French President Jacques Martin"   a person with a role and a country
//	"the French president"              the person in office at that time, if just one was; else the state
//	"the governor of Idlib"             a role at a place
//	"Boko Haram gunmen"                 the group
//	"Chechen rebels"                    New is a group of that country
//	"Ocean Freight Union"               New, of the kind that its last word says
func (g *Gazetteer) Read(text string, start, end int, at graph.Window) (Reading, bool) {
	if start < 0 || end > len(text) || start >= end {
		return Reading{}, false
	}
	list := g.Find(text[start:min(end, start+maxGroup)], at)
	for i := range list {
		list[i].Start, list[i].End = list[i].Start+start, list[i].End+start
	}
	return newPhrase(g, text, start, end, at, list).read()
}

// read tries the ways in which a group can mean an actor.
func (p *phrase) read() (Reading, bool) {
	if len(p.words) == 0 {
		return Reading{}, false
	}
	for _, way := range []func(*phrase) (Reading, bool){
		(*phrase).wholeName, (*phrase).titledPerson, (*phrase).headOf, (*phrase).nameLast,
		(*phrase).headLast, (*phrase).headThenName, (*phrase).openName, (*phrase).nameWithin,
	} {
		if r, ok := way(p); ok {
			r.Former = p.former
			p.place(&r)
			return r, true
		}
	}
	return Reading{}, false
}

// Holder returns who held an office of a state or organisation at a time: "president", "prime-minister", "king",
// "supreme-leader", "secretary-general" and so on; "leader" is the one with the most power. It is empty without a date.
func (g *Gazetteer) Holder(of graph.ActorID, office string, at graph.Window) []graph.ActorID {
	i, ok := g.byID[of]
	if !ok || at.IsAllTime() {
		return nil
	}
	var out []graph.ActorID
	for _, t := range g.offices[officeKey{i, office}] {
		if t.period.Possible(at) {
			out = append(out, g.entries[t.person].actor.ID)
		}
	}
	return out
}

// The most words and bytes of a noun group; a longer one means nothing.
const (
	maxPhrase = 64
	maxGroup  = 4096
)

// Document is a text whose names are found once, so that its noun groups are read with what stands around them.
type Document struct {
	g       *Gazetteer
	body    string
	at      graph.Window
	matches []Match
}

// Document finds the names of a text; at is as for Find.
func (g *Gazetteer) Document(body string, at graph.Window) *Document {
	return &Document{g: g, body: body, at: at, matches: g.Find(body, at)}
}

// Matches returns the names of the text, as Find does. The caller must not change them.
func (d *Document) Matches() []Match { return d.matches }

// Read says what the noun group Body[start:end] means, as Gazetteer.Read does, but a family name alone means whom the text
// has named in full before.
func (d *Document) Read(start, end int) (Reading, bool) {
	if start < 0 || end > len(d.body) || start >= end {
		return Reading{}, false
	}
	from, _ := slices.BinarySearchFunc(d.matches, start, func(m Match, at int) int { return cmp.Compare(m.Start, at) })
	to := from
	for to < len(d.matches) && d.matches[to].End <= end {
		to++
	}
	straddles := from > 0 && d.matches[from-1].End > start || to < len(d.matches) && d.matches[to].Start < end
	if straddles {
		return d.g.Read(d.body, start, end, d.at)
	}
	return newPhrase(d.g, d.body, start, end, d.at, d.matches[from:to]).read()
}

// phrase is a noun group with its words and the names within.
type phrase struct {
	g       *Gazetteer
	text    string
	at      graph.Window
	words   []token
	low     []string // of each word, folded
	matches []Match
	former  bool
	vague   bool // "a Russian minister", "one of": no particular one
}

// newPhrase cuts a group into words; matches are the names within it.
func newPhrase(g *Gazetteer, text string, start, end int, at graph.Window, matches []Match) *phrase {
	p := &phrase{g: g, text: text, at: at, matches: matches}
	if end-start > maxGroup {
		return p
	}
	part := text[start:end]
	sc := scanner{text: part}
	var t token
	var buf [maxWord + 8]byte
	for sc.next(&t) {
		if len(p.words) == maxPhrase {
			return &phrase{g: g}
		}
		t.start, t.end, t.next = t.start+start, t.end+start, t.next+start
		p.words = append(p.words, t)
		p.low = append(p.low, string(fold(buf[:0], text[t.start:t.end], t.ascii)))
	}
	p.trim()
	return p
}

// trim drops articles, numbers and words of time at the beginning.
func (p *phrase) trim() {
	for len(p.words) > 1 {
		w := p.low[0]
		covered := len(p.matches) > 0 && p.matches[0].Start <= p.words[0].start
		switch {
		case w == "former" || w == "ex" || w == "late" || w == "onetime" || w == "retired":
			p.former = true
		case p.words[0].shape == lower && !p.g.words.is(w, wordFunction) && p.beginsHead():
			return // "foreign ministry", "armed group"
		case covered || p.hyphened(1) || !p.g.words.is(w, wordFunction) && !(p.words[0].shape == lower && p.g.words.is(w, wordDescribe)):
			return
		case w != "the" && w != "its" && w != "his" && w != "her" && w != "their" && !p.g.words.is(w, wordTitle):
			p.vague = true
		}
		p.words, p.low = p.words[1:], p.low[1:]
	}
}

// beginsHead says whether a head of several words begins the phrase.
func (p *phrase) beginsHead() bool {
	_, to, ok := p.headFrom(0)
	return ok && to > 0
}

// place sets the span of a reading to the whole phrase, unless the reading has one.
func (p *phrase) place(r *Reading) {
	if r.Text == "" {
		r.Start, r.End = p.words[0].start, p.words[len(p.words)-1].end
		r.Text = p.text[r.Start:r.End]
	}
	if r.Via == "" {
		r.Via = ByName
		if len(r.Candidates) > 0 {
			r.Via = r.Candidates[0].Via
		}
	}
	r.Possessive = p.words[len(p.words)-1].possessive
}

// covering returns the match that covers exactly the words i to j.
func (p *phrase) covering(i, j int) *Match {
	for k := range p.matches {
		if m := &p.matches[k]; m.Start == p.words[i].start && m.End == p.words[j].end {
			return m
		}
	}
	return nil
}

// owner returns the first match within the words i to j that can own something: a state, a place, an organisation.
func (p *phrase) owner(i, j int) *Match {
	for k := range p.matches {
		m := &p.matches[k]
		if m.Start < p.words[i].start || m.End > p.words[j].end || len(m.Candidates) == 0 {
			continue
		}
		if m.Before != "" || m.After != "" && !p.opensCompound(m) || m.Candidates[0].Source {
			continue
		}
		return m
	}
	return nil
}

// nearest returns the owner of a head that begins at word at: an organisation right before it ("Mozambique's ruling Frelimo
// party"), else the first owner of the group.
func (p *phrase) nearest(at int) *Match {
	for k := range p.matches {
		m := &p.matches[k]
		if m.End != p.words[at-1].end || m.Before != "" || m.After != "" {
			continue
		}
		for _, c := range p.owners(m) {
			if a, _ := p.g.Actor(c.Actor); family(a.Kind) == graph.KindGroup || family(a.Kind) == graph.KindAgency {
				return m
			}
		}
	}
	return p.owner(0, at-1)
}

// opensCompound says whether what a hyphen joins to a name leaves the name an owner: "Somalia-based".
func (p *phrase) opensCompound(m *Match) bool {
	switch m.After {
	case "based", "born", "owned", "run", "flagged", "registered", "made", "built":
		return true
	}
	return false
}

// wholeName reads a group that is one listed name.
func (p *phrase) wholeName() (Reading, bool) {
	m := p.covering(0, len(p.words)-1)
	if m == nil {
		return Reading{}, false
	}
	r := Reading{Match: *m, Sort: SortName, Named: true}
	p.about(&r, m)
	return r, true
}

// about takes kind, country and owner over from the best meaning of a match.
func (p *phrase) about(r *Reading, m *Match) {
	best := m.Best()
	if len(best) == 0 {
		return
	}
	a, _ := p.g.Actor(best[0].Actor)
	r.Kind, r.Country, r.Of = a.Kind, a.Country, a.ID
	if best[0].Person {
		r.Kind = graph.KindGroup
	}
}

// nameLast reads a group that ends with a listed name behind words that only describe it: "the extremist group Boko Haram",
// "Kurdish-led Syrian Democratic Forces".
func (p *phrase) nameLast() (Reading, bool) {
	last := len(p.words) - 1
	for i := 1; i <= last; i++ {
		m := p.covering(i, last)
		if m == nil {
			continue
		}
		if p.afterPreposition(m) || m.Before != "" || p.words[i-1].shape != lower && !p.owned(i-1) {
			return Reading{}, false
		}
		r := Reading{Match: *m, Sort: SortName, Named: true}
		p.about(&r, m)
		if o := p.owner(0, i-1); o != nil && p.elsewhere(o, r.Country) {
			return Reading{}, false // "Chile's Defense Department" is not the American one
		}
		return r, true
	}
	return Reading{}, false
}

// elsewhere says whether an owner is of another country.
func (p *phrase) elsewhere(o *Match, country string) bool {
	best := p.owners(o)
	if country == "" || len(best) == 0 {
		return false
	}
	a, _ := p.g.Actor(best[0].Actor)
	return a.Country != "" && a.Country != country
}

// owned says whether a word is possessive or the end of a listed name: "Israel's Mossad", "the German Bundestag".
func (p *phrase) owned(i int) bool {
	for k := range p.matches {
		if p.matches[k].End == p.words[i].end {
			return true
		}
	}
	return p.words[i].possessive
}

// nameWithin reads a group by the last listed name in it that is not only a part of a compound. Words before a preposition
// mean something else than the name behind it: "an amusement park in Kabul".
func (p *phrase) nameWithin() (Reading, bool) {
	for k := len(p.matches) - 1; k >= 0; k-- {
		m := &p.matches[k]
		if m.Before != "" || m.After != "" && !p.opensCompound(m) || m.Start < p.words[0].start {
			continue
		}
		if p.afterPreposition(m) {
			r := Reading{Sort: SortThing}
			p.belong(&r, m)
			return r, true
		}
		if last := len(p.words) - 1; p.words[last].shape == lower && p.words[last].script == latin && m.End < p.words[last].start {
			r := Reading{Sort: SortOther, Head: p.low[last]}
			p.belong(&r, m)
			return r, true
		}
		r := Reading{Match: *m, Sort: SortName}
		p.about(&r, m)
		return r, true
	}
	return Reading{}, false
}

// afterPreposition says whether a preposition stands before a match, and other words before that.
func (p *phrase) afterPreposition(m *Match) bool {
	for i := 1; i < len(p.words) && p.words[i].start < m.Start; i++ {
		switch p.low[i] {
		case "in", "of", "at", "on", "near", "from", "to", "for", "across", "outside", "inside", "around", "over", "along", "between", "against", "towards", "into", "with":
			if p.words[i].shape == lower {
				return true
			}
		}
	}
	return false
}

// join returns the folded words i to j with blanks between them.
func (p *phrase) join(i, j int) string { return strings.Join(p.low[i:j+1], " ") }
