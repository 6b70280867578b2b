package gazetteer

import (
	"strings"
	"unicode/utf8"
)

// form is one way to look a token up: the key of a listed word, and how many bytes of attached particles come before it.
type form struct {
	key  string
	skip int
}

// stemMark ends the key of a Russian word that is declined: only its stem is compared.
const stemMark = "~"

// russianEndings are the endings of nouns and adjectives in all cases, as compared (ё is е), and none at all.
var russianEndings = strings.Fields(`а я у ю е и ы о й ь ой ей ою ею ом ем ым им ам ям ах ях ов ев ий ый ая яя ое ее ые ие ую юю ых их ью
ого его ому ему ыми ими ами ями`)

// leastStem is the fewest letters of a Russian stem, and of what is left of an Arabic word without its particles.
const leastStem = 3

// listed returns the key of a word of a listed name.
func listed(folded string, t *token) string {
	if t.script != cyrillic || t.shape == capitals || t.shape == dotted {
		return folded
	}
	if stem, ok := russianStem(folded); ok {
		return stem + stemMark
	}
	return folded
}

// russianStem takes the ending off a word in the nominative; false for a word that is not declined.
func russianStem(word string) (string, bool) {
	letters := utf8.RuneCountInString(word)
	if letters < 4 {
		return word, letters == 3 && !hasAnySuffix(word, "а", "я", "о", "е", "и", "у", "ю", "ы", "э", "й", "ь")
	}
	cut := func(n int) (string, bool) {
		for range n {
			_, size := utf8.DecodeLastRuneInString(word)
			word = word[:len(word)-size]
		}
		return word, utf8.RuneCountInString(word) >= leastStem
	}
	switch {
	case hasAnySuffix(word, "ский", "цкий", "ный", "вый", "лый", "кий", "ская", "цкая", "ное", "ная", "ское", "ские", "цкие", "ные", "ший", "шая", "вая", "вое"):
		return cut(2)
	case hasAnySuffix(word, "о", "е") && letters <= 5, hasAnySuffix(word, "у", "ю", "э"):
		return word, false
	case hasAnySuffix(word, "и") && !hasAnySuffix(word, "ии", "ки", "ги", "хи"):
		return word, false
	case hasAnySuffix(word, "а", "я", "о", "е", "и", "ы", "й", "ь"):
		return cut(1)
	}
	return word, true
}

func hasAnySuffix(word string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}

// russianForms adds the stems that a word of a text may have.
func russianForms(out []form, word string) []form {
	add := func(stem string) {
		if utf8.RuneCountInString(stem) >= leastStem {
			out = append(out, form{key: stem + stemMark})
		}
	}
	add(word)
	for _, e := range russianEndings {
		if stem, ok := strings.CutSuffix(word, e); ok {
			add(stem)
		}
	}
	return out
}

// semiticForms adds what is left of an Arabic or Hebrew word when the particles written with it are taken off: in Arabic
// a conjunction, then a preposition, then the article. Skipped bytes are counted in the folded word.
func semiticForms(out []form, word string, s script) []form {
	if s == hebrew {
		return peel(out, word, 0, 2, "ו", "ב", "ל", "מ", "ה", "ש", "כ")
	}
	var room [12]form
	starts := append(room[:0], form{word, 0})
	starts = peel(starts, word, 0, 1, "و", "ف")
	for _, f := range starts[:len(starts):len(starts)] {
		if rest, ok := strings.CutPrefix(f.key, "لل"); ok {
			starts = append(starts, form{"ال" + rest, f.skip + len("ل")})
		}
		starts = peel(starts, f.key, f.skip, 1, "ب", "ل", "ك")
	}
	for i, f := range starts {
		if i > 0 {
			out = append(out, f)
		}
		if rest, ok := strings.CutPrefix(f.key, "ال"); ok && long(rest) {
			out = append(out, form{rest, f.skip})
		}
	}
	return out
}

// peel takes up to depth of the letters off, one by one.
func peel(out []form, word string, skip, depth int, letters ...string) []form {
	if depth == 0 {
		return out
	}
	for _, l := range letters {
		if rest, ok := strings.CutPrefix(word, l); ok && long(rest) {
			out = append(out, form{rest, skip + len(l)})
			out = peel(out, rest, skip+len(l), depth-1, letters...)
		}
	}
	return out
}

func long(word string) bool { return utf8.RuneCountInString(word) >= leastStem }

// skipLetters returns how many bytes of a written word hold as many letters as n bytes of its folded form; both begin with
// the same letters, but the written one may have vowel marks between them.
func skipLetters(written, folded string, n int) int {
	letters := utf8.RuneCountInString(folded[:n])
	for i, r := range written {
		if len(foldRune(nil, r)) == 0 || isInvisible(r) {
			continue
		}
		if letters == 0 {
			return i
		}
		letters--
	}
	return 0
}

// arabicEndings are those of an adjective of nationality, after its base: feminine, plural, dual.
var arabicEndings = []string{"ة", "ين", "ون", "ان", "تين", "ات"}
