package gazetteer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"liaison/graph"
)

// A family name alone means a leader from some years before the first day in office, when a candidate is in the news, to
// some years after the last one.
const (
	daysBefore = 3 * 366
	daysAfter  = 4 * 366
)

// near says whether a time is near an entry's time in office. An entry without one is always near.
func (e *entry) near(at graph.Window) bool {
	if e.office.IsZero() {
		return true
	}
	if !at.From.IsOpen() {
		at.From -= daysAfter
	}
	if !at.To.IsOpen() {
		at.To += daysBefore
	}
	return e.office.Possible(at)
}

// meansLeader says whether a part of a person's name, n words from i on, means that person: the full name came before, or
// the time fits and no other name is around it.
func (f *finder) meansLeader(i, n int, s *sense) bool {
	if f.partOfName(i, n) {
		return false
	}
	if n == 1 && f.g.words.is(strings.ToLower(f.words[i].text(f)), wordCalendar) && !f.afterTitle(i) {
		return false // "May"
	}
	if f.seen[s.entry] {
		return true
	}
	if f.g.entries[s.entry].known && f.at.IsAllTime() {
		return true
	}
	if f.words[i].script != latin && f.words[i].script != cyrillic && !f.foreignName(i, s.entry) {
		return false // without capitals a short name is too often a common word
	}
	word := strings.ToLower(f.words[i].text(f))
	if (f.g.words.isCommon(word) || f.g.words.given(word)) && !f.afterTitle(i) {
		return false
	}
	if f.at.IsAllTime() {
		return f.afterOffice(i, s.entry)
	}
	return f.g.entries[s.entry].near(f.at)
}

// leastForeign is how many letters an Arabic short name must have to be no common word.
const leastForeign = 5

// foreignName says whether an Arabic word writes the family name of somebody from a country whose names are no Arabic words: "ماكرون".
func (f *finder) foreignName(i int, entry int32) bool {
	w := &f.words[i]
	return w.script == arabic && utf8.RuneCountInString(w.text(f)) >= leastForeign && !f.g.words.is(f.g.entries[entry].actor.Country, wordArabicNames)
}

// afterOffice says whether the name of an office that somebody has held stands right before a word: "President". Without a
// date no less will do.
func (f *finder) afterOffice(i int, entry int32) bool {
	for n := min(3, i); n > 0; n-- {
		words := make([]string, 0, 3)
		for _, w := range f.words[i-n : i] {
			words = append(words, strings.ToLower(w.text(f)))
		}
		if h, ok := f.g.heads.common[strings.Join(words, " ")]; ok {
			return f.g.entries[entry].held(h.slug)
		}
	}
	return false
}

// held says whether a leader has had an office.
func (e *entry) held(role string) bool { return role != "" && slices.Contains(e.roles, role) }

// partOfName says whether the words n from i on stand within a longer name: "Ford Motor", "Jeb Bush".
func (f *finder) partOfName(i, n int) bool {
	if j := i + n; j < len(f.words) && f.words[j].gap == joined && !f.words[j-1].possessive {
		next := strings.ToLower(f.words[j].text(f))
		_, titled := f.g.heads.titled[next]
		if f.words[j].shape != lower && (titled || f.g.words.is(next, wordThing)) {
			return true
		}
		first := strings.ToLower(f.words[i].text(f))
		if f.g.words.given(first) && (f.words[j].shape == title || isParticle(next)) {
			return true // "Hassan al-Turabi": a given name here
		}
	}
	if i == 0 || f.words[i].gap != joined || f.words[i-1].shape == lower || f.words[i].shape != title || f.words[i-1].script != latin {
		return false
	}
	before := &f.words[i-1]
	if before.shape == capitals || before.possessive || f.between(i) == "-" {
		return false
	}
	word := strings.ToLower(before.text(f))
	if f.afterTitle(i) || f.g.words.is(word, wordFunction) || before.gap == newLine && !f.g.words.given(word) {
		return false
	}
	if len(f.out) > 0 && f.out[len(f.out)-1].End == before.end {
		return false
	}
	return true
}

// longerName says whether n words from i on, all of them words that many names are made of, follow a word that makes another
// name of them: "Dimora National Front".
func (f *finder) longerName(i, n int) bool {
	if i == 0 || f.words[i].script != latin || f.words[i].gap != joined {
		return false
	}
	for k := i; k < i+n; k++ {
		if f.words[k].shape == capitals || !f.g.words.is(strings.ToLower(f.words[k].text(f)), wordGeneric) {
			return false
		}
	}
	before := &f.words[i-1]
	if before.shape != title || before.possessive || before.gap == newLine {
		return false
	}
	word := strings.ToLower(before.text(f))
	return !f.g.words.is(word, wordFunction) && !f.afterTitle(i) && !(len(f.out) > 0 && f.out[len(f.out)-1].End == before.end)
}

// givenName says whether a word is a given name here, as it stands before a word that may be a family name: "Jordan
// Peterson".
func (f *finder) givenName(i int) bool {
	w, j := &f.words[i], i+1
	if w.script != latin || w.shape != title || w.possessive || j >= len(f.words) || f.words[j].gap != joined || f.words[j].shape != title {
		return false
	}
	next := strings.ToLower(f.words[j].text(f))
	return f.text[w.end:f.words[j].start] == " " && f.words[j].from == f.words[j].to && !f.g.heads.any(next) && !f.g.words.any(next) &&
		f.g.words.given(strings.ToLower(w.text(f)))
}

// between returns the text between a word and the one before it.
func (f *finder) between(i int) string { return f.text[f.words[i-1].end:f.words[i].start] }

// afterTitle says whether a title or an office stands before a word: "President", "Mr".
func (f *finder) afterTitle(i int) bool {
	if i == 0 {
		return false
	}
	before := strings.ToLower(f.words[i-1].text(f))
	if f.g.words.is(before, wordTitle) {
		return true
	}
	h, ok := f.g.heads.common[before]
	return ok && h.sort == SortOffice
}

// wordBefore returns the word that a hyphen joins to the front of what begins at a byte.
func wordBefore(text string, at int) string {
	if at < 2 || text[at-1] != '-' {
		return ""
	}
	from := at - 1
	for from > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:from])
		if !unicode.IsLetter(r) {
			break
		}
		from -= n
	}
	return strings.ToLower(text[from : at-1])
}

// wordAfter returns the word that a hyphen joins to the end of what ends at a byte.
func wordAfter(text string, at int) string {
	if at+1 >= len(text) || text[at] != '-' {
		return ""
	}
	to := at + 1
	for to < len(text) {
		r, n := utf8.DecodeRuneInString(text[to:])
		if !unicode.IsLetter(r) {
			break
		}
		to += n
	}
	return strings.ToLower(text[at+1 : to])
}

// indexOrgans finds which actors are bodies of states by their names, so that "the Syrian foreign ministry" means the known
// actor "Foreign Ministry of Syria", whatever it is called there.
func (g *Gazetteer) indexOrgans() {
	for n := range g.entries {
		e := &g.entries[n]
		if e.actor.Kind != graph.KindAgency || e.actor.Country == "" {
			continue
		}
		state, ok := g.states[e.actor.Country]
		if !ok {
			continue
		}
		for _, name := range append([]string{e.actor.Name}, e.actor.Aliases...) {
			if organ := g.organOf(name, state); organ != "" {
				k := organKey{state, organ}
				if list := g.organs[k]; len(list) == 0 || list[len(list)-1] != int32(n) {
					g.organs[k] = append(list, int32(n))
				}
			}
		}
	}
	for k, list := range g.organs {
		g.organs[k] = g.foremost(list)
	}
}

// foremost keeps the known ones of a list, if there are any.
func (g *Gazetteer) foremost(list []int32) []int32 {
	var known []int32
	for _, n := range list {
		if g.entries[n].known {
			known = append(known, n)
		}
	}
	if len(known) > 0 {
		return known
	}
	return list
}

// organOf returns which body of a state a name tells of, such as "foreign-ministry"; "" if it tells of none, or of a part of
// one. The state stands before it ("Syrian Foreign Ministry") or behind it ("Foreign Ministry of Syria").
func (g *Gazetteer) organOf(name string, state int32) string {
	keys, _ := keysOf(name, nil)
	if len(keys) > maxName {
		return ""
	}
	for i := 1; i < len(keys); i++ {
		if organ := g.organ(keys[i:]); organ != "" && g.means(keys[:i], state) {
			return organ
		}
		owner := keys[i+1:]
		if len(owner) > 0 && owner[0] == "the" {
			owner = owner[1:]
		}
		if organ := g.organ(keys[:i]); organ != "" && keys[i] == "of" && g.means(owner, state) {
			return organ
		}
	}
	return g.organ(keys)
}

func (g *Gazetteer) organ(keys []string) string {
	if h, ok := g.heads.common[strings.Join(keys, " ")]; ok && h.sort == SortOrgan {
		return h.slug
	}
	return ""
}

// means says whether an entry has a name of these words.
func (g *Gazetteer) means(keys []string, entry int32) bool {
	node, ok := g.trie.find(keys)
	found := false
	if ok {
		g.trie.at(node, func(s *sense) { found = found || s.entry == entry })
	}
	return found
}
