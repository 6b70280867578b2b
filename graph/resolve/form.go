package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-unidecode"
	"golang.org/x/text/unicode/norm"

	"liaison/graph"
)

// Limits. Names and queries beyond them are still found by what lies within.
const (
	maxWord  = 32  // runes of a word
	maxWords = 24  // words of a name
	maxTerms = 8   // words of a query
	maxQuery = 256 // runes of a query
	maxInner = 12  // inner beginnings of a word in a script without spaces
)

// token is a word of a name or a query.
type token struct {
	text string // folded; Latin words in ASCII
	caps bool   // written in capitals, two to five of them: an abbreviation
}

// tokens cuts a text into folded words, at most most of them. Apostrophes join ("Hay'at" is one word), a possessive s
// is dropped, and the dots of an abbreviation join its letters ("U.S." is "us").
func tokens(s string, most int) []token {
	var out []token
	var word []rune
	flush := func(dotted bool) {
		if len(word) > 0 && len(out) < most {
			if t := fold(string(word)); t != "" {
				out = append(out, token{text: t, caps: dotted || isAbbreviation(word)})
			}
		}
		word = word[:0]
	}
	dotted := false
	// Compatibility forms are taken apart first (an e in a circle is an e), but for the accent that people type as an
	// apostrophe, which would leave a blank.
	runes := []rune(norm.NFKD.String(strings.ReplaceAll(s, "´", "'")))
	for i, r := range runes {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r):
			if len(word) < maxWord {
				word = append(word, r)
			}
		case isApostrophe(r):
			if len(word) > 0 && i+1 < len(runes) && (runes[i+1] == 's' || runes[i+1] == 'S') && (i+2 == len(runes) || !unicode.IsLetter(runes[i+2])) {
				flush(dotted)
				dotted = false
				runes[i+1] = ' '
			}
		case r == '.' && i > 0 && unicode.IsLetter(runes[i-1]) && (i == 1 || runes[i-2] == '.' || !unicode.IsLetter(runes[i-2])):
			dotted = len(word) > 1
		default:
			flush(dotted)
			dotted = false
		}
	}
	flush(dotted)
	return out
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '‘', '’', 'ʻ', 'ʼ', 'ʾ', 'ʿ', '′', '״', '׳':
		return true
	}
	return false
}

func isAbbreviation(word []rune) bool {
	if len(word) < 2 || len(word) > 5 {
		return false
	}
	for _, r := range word {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// fold takes off case and marks, makes letters one that are written for each other, and brings Latin letters that do
// not come apart (ł, ø, ß) to ASCII.
func fold(s string) string {
	var b strings.Builder
	latin := true
	for _, r := range graph.Fold(s) {
		switch r {
		case 'ـ': // tatweel only stretches a word
			continue
		case 'ى', 'ی':
			r = 'ي'
		case 'ک':
			r = 'ك'
		case 'ة':
			r = 'ه'
		}
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		if r >= utf8.RuneSelf && !unicode.Is(unicode.Latin, r) {
			latin = false
		}
		b.WriteRune(r)
	}
	if out := b.String(); !latin {
		return out
	}
	return ascii(b.String())
}

// ascii writes a word in Latin letters, lower case, letters and digits only; empty where there is no way to.
func ascii(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		c := s[i]
		plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
	}
	if plain {
		return s
	}
	var b strings.Builder
	n := 0
	for _, r := range unidecode.Unidecode(s) {
		r = unicode.ToLower(r)
		if (r >= 'a' && r <= 'z' || r >= '0' && r <= '9') && n < maxWord {
			b.WriteRune(r)
			n++
		}
	}
	return b.String()
}

// isAbjad tells whether a word is of a script that leaves short vowels out.
func isAbjad(word string) bool {
	for _, r := range word {
		if unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac) {
			return true
		}
	}
	return false
}

// isSpaceless tells whether a word is of a script that sets no spaces between words.
func isSpaceless(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// bare is an Arabic word without the article that is written onto it; empty where it has none.
func bare(word string) string {
	rest, ok := strings.CutPrefix(word, "ال")
	if !ok || utf8.RuneCountInString(rest) < 2 {
		return ""
	}
	return rest
}

// skeleton is what is left of a word in Latin letters without its vowels, with letters made one that stand for the
// same letter in another romanisation (kh and h, g and j and q and k, p and b, v and f). Empty below two consonants.
func skeleton(latin string) string {
	out := make([]byte, 0, len(latin))
	var before byte
	for i := 0; i < len(latin); i++ {
		c := latin[i]
		double := i > 0 && c == latin[i-1]
		h := i+1 < len(latin) && latin[i+1] == 'h'
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'y', 'w', '-':
			before = 0
			continue
		case 's', 'c':
			if h {
				c = 'S'
				i++
			} else if c == 'c' {
				c = 'k'
			}
		case 'k':
			if h {
				c = 'h'
				i++
			}
		case 'g', 'j', 'q':
			c = 'k'
			if h {
				i++
			}
		case 'z':
			if h {
				c = 'k'
				i++
			}
		case 'd', 't':
			if h {
				i++
			}
		case 'p':
			c = 'b'
			if h {
				c = 'f'
				i++
			}
		case 'v':
			c = 'f'
		case 'x':
			out = append(out, 'k')
			c = 's'
		}
		if !double || c != before {
			out = append(out, c)
		}
		before = c
	}
	if n := len(out); n > 2 && out[n-1] == 'h' { // taa marbuta, written or not
		out = out[:n-1]
	}
	if len(out) < 2 {
		return ""
	}
	return string(out)
}

// bone is the skeleton of a word of any script. Letters of an abjad are taken one by one, as what looks like a digraph in
// its romanisation is two letters there ("thryr" is t, h, r, r).
func bone(word, latin string, abjad bool) string {
	if !abjad {
		return skeleton(latin)
	}
	var b strings.Builder
	for _, r := range word {
		if r != 'ו' { // vav is a vowel more often than not
			b.WriteString(ascii(string(r)))
		}
		b.WriteByte('-')
	}
	return skeleton(b.String())
}

// isArticle tells whether a word in Latin letters adds nothing to a name: articles, and the words between others.
func isArticle(latin string) bool {
	switch latin {
	case "al", "el", "ul", "as", "ash", "ad", "an", "ar", "at", "az", "ez", "es", "the", "of", "and", "for", "de", "der", "la", "le", "von":
		return true
	}
	return false
}
