package resolve

import (
	"slices"
	"strings"
)

// tag says what a form is to its word.
type tag uint8

const (
	asWritten tag = iota
	asBare        // without the article
	asInner       // the rest of a word of a script without spaces
	asInitials
	asLatin // in Latin letters
)

// link leads from a form to a word.
type link struct {
	word int32
	tag  tag
}

// lexicon holds written forms: sorted for looking up beginnings, and by trigram for looking up what is nearly right.
type lexicon struct {
	ids    map[string]int32
	text   []string
	runes  [][]rune
	links  [][]link
	sorted []int32          // ids by text, bytewise
	fresh  []int32          // ids not yet in sorted
	grams  map[gram][]int32 // nil: not kept
}

// gram is three runes of 21 bits each.
type gram uint64

func newLexicon(withGrams bool) *lexicon {
	l := &lexicon{ids: map[string]int32{}}
	if withGrams {
		l.grams = map[gram][]int32{}
	}
	return l
}

// add leads from a form to a word.
func (l *lexicon) add(text string, to link) {
	if text == "" {
		return
	}
	id, ok := l.ids[text]
	if !ok {
		id = int32(len(l.text))
		l.ids[text] = id
		l.text, l.links = append(l.text, text), append(l.links, nil)
		l.fresh = append(l.fresh, id)
		if l.grams != nil {
			r := []rune(text)
			l.runes = append(l.runes, r)
			for _, g := range grams(r, true, nil) {
				l.grams[g] = append(l.grams[g], id)
			}
		}
	}
	if !slices.Contains(l.links[id], to) {
		l.links[id] = append(l.links[id], to)
	}
}

// settle sorts in the fresh forms. A few are put in their places; many are sorted together with all.
func (l *lexicon) settle() {
	if len(l.fresh) > 64 {
		l.sorted = append(l.sorted, l.fresh...)
		slices.SortFunc(l.sorted, func(a, b int32) int { return strings.Compare(l.text[a], l.text[b]) })
	} else {
		for _, id := range l.fresh {
			l.sorted = slices.Insert(l.sorted, l.from(l.text[id]), id)
		}
	}
	l.fresh = l.fresh[:0]
}

// from is the place of the first sorted form that is not below text.
func (l *lexicon) from(text string) int {
	at, _ := slices.BinarySearchFunc(l.sorted, text, func(id int32, t string) int { return strings.Compare(l.text[id], t) })
	return at
}

// beginning calls f with each form that begins with text and is longer, in order, most of them at most.
func (l *lexicon) beginning(text string, most int, f func(id int32)) {
	for _, id := range l.sorted[l.from(text):] {
		if !strings.HasPrefix(l.text[id], text) || most == 0 {
			return
		}
		if len(l.text[id]) > len(text) {
			f(id)
			most--
		}
	}
}

// grams appends the distinct trigrams of a word with two blanks before it and, if ended, one behind it.
func grams(r []rune, ended bool, out []gram) []gram {
	var g gram
	for i := range len(r) + 1 {
		var c rune
		if i < len(r) {
			c = r[i]
		} else if !ended {
			break
		}
		g = (g<<21 | gram(c)) & (1<<63 - 1)
		if !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	return out
}

// near calls f with each form that shares at least least of the trigrams, and how many it shares. counts has a zero for each form, and has so
// again afterwards.
func (l *lexicon) near(of []gram, least int, counts []uint8, touched []int32, f func(id int32, shared int)) []int32 {
	touched = touched[:0]
	for _, g := range of {
		for _, id := range l.grams[g] {
			if counts[id] == 0 {
				touched = append(touched, id)
			}
			counts[id]++
		}
	}
	for _, id := range touched {
		shared := int(counts[id])
		counts[id] = 0
		if shared >= least {
			f(id, shared)
		}
	}
	return touched
}
