package gazetteer

import (
	"fmt"
	"strings"
)

// wordSort says what a word of the list of words is.
type wordSort string

// The sorts of words.
const (
	wordFunction wordSort = "function"   // "the", "when": never a part of a name at its beginning
	wordDescribe wordSort = "describing" // "senior", "armed": says more of what follows, if it has no capital
	wordTitle    wordSort = "title"      // "Mr", "General": a person's name follows
	wordCommon   wordSort = "common"     // a word that is a name as well: "May", "Bush"; and acronyms that are words: "US"
	wordCalendar wordSort = "calendar"   // months, weekdays, feasts
	wordThing    wordSort = "thing"      // begins or ends names of what cannot act: "Treaty", "River", "Street"
	wordBelief   wordSort = "belief"     // religions, ideas, languages
	wordPlain    wordSort = "plain"      // other words that are often written with a capital and are no names
	wordSole     wordSort = "sole"       // offices that one person at a time has
	wordSuffix   wordSort = "suffix"     // endings of words for people in the plural
	wordGeneric  wordSort = "generic"    // words that many names of organisations are made of
	wordGiven    wordSort = "given"      // given names of people

	wordArabicNames wordSort = "arabic-names" // codes of countries where people have Arabic names
)

// wordLists holds the words that are no actors, by sort.
type wordLists struct {
	sorts map[string]wordSort
	more  map[string][]wordSort // of the few with several sorts, the others

	genders map[string]byte // of given names; see readGenders
}

// readWords reads the table of words: sort, words separated by blanks.
func readWords() (*wordLists, error) {
	w := &wordLists{sorts: map[string]wordSort{}, more: map[string][]wordSort{}}
	err := eachRow("words", 2, func(c []string) error {
		s := wordSort(c[0])
		switch s {
		case wordFunction, wordDescribe, wordTitle, wordCommon, wordCalendar, wordThing, wordBelief, wordPlain, wordSole, wordSuffix, wordGeneric, wordGiven, wordArabicNames:
		default:
			return fmt.Errorf("%q is no sort of words", c[0])
		}
		for _, word := range strings.Fields(c[1]) {
			if had, twice := w.sorts[word]; twice && had != s {
				w.more[word] = append(w.more[word], s)
				continue
			}
			w.sorts[word] = s
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	w.genders, err = readGenders()
	return w, err
}

// is says whether a folded word is of a sort.
func (w *wordLists) is(word string, s wordSort) bool {
	had, ok := w.sorts[word]
	if !ok {
		return false
	}
	if had == s {
		return true
	}
	for _, m := range w.more[word] {
		if m == s {
			return true
		}
	}
	return false
}

// any says whether a folded word is in the list at all.
func (w *wordLists) any(word string) bool { _, ok := w.sorts[word]; return ok }

func (w *wordLists) isCommon(word string) bool { return w.is(word, wordCommon) }

// mayBeTitle says whether an acronym may be written like a word ("Nato"): it is long enough and no word.
func (w *wordLists) mayBeTitle(folded string) bool { return len(folded) >= 4 && !w.isCommon(folded) }

// peoples says whether a folded word is one for people by its ending: "climbers", "archaeologists".
func (w *wordLists) peoples(word string) bool {
	if len(word) < 6 || w.is(word, wordThing) || w.is(word, wordPlain) {
		return false
	}
	for n := 3; n <= 5; n++ {
		if w.is(word[len(word)-n:], wordSuffix) {
			return true
		}
	}
	return false
}

// given says whether a folded word is a given name.
func (w *wordLists) given(word string) bool { return w.is(word, wordGiven) }
