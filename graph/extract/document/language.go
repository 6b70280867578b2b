package document

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed data/stopwords.tsv
var stopWords string

// Language finds out what language a text is in: "en", "ru", "ar", or nothing where that cannot be told or is another one. Letters
// decide on the script, and the commonest small words on the language within it, as other languages share the script.
func Language(text string) string {
	words := firstWords(text)
	var latin, cyrillic, arabic, other int
	counts := map[string]int{}
	tables := stopTables()
	for _, word := range words {
		switch script(word) {
		case scriptLatin:
			latin++
		case scriptCyrillic:
			cyrillic++
		case scriptArabic:
			arabic++
		default:
			other++
		}
		for language, table := range tables {
			if table[word] {
				counts[language]++
			}
		}
	}
	language, n := "", 0
	switch most := max(latin, cyrillic, arabic, other); {
	case most == 0 || most == other:
		return ""
	case most == latin:
		language, n = "en", latin
	case most == cyrillic:
		language, n = "ru", cyrillic
	default:
		language, n = "ar", arabic
	}
	mine := counts[language]
	for rival, c := range counts {
		if rival != language && c >= mine {
			return ""
		}
	}
	if 100*mine < leastStopWords*n {
		return ""
	}
	return language
}

// leastStopWords is how many of a hundred words are small ones in any running text of a language that we know.
const leastStopWords = 8

// firstWords returns the first words of a text, in lower case: enough to tell a language by.
func firstWords(text string) []string {
	const enough = 16 << 10
	if len(text) > enough {
		text = strings.ToValidUTF8(text[:enough], "")
	}
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r)
	})
}

const (
	scriptLatin = iota + 1
	scriptCyrillic
	scriptArabic
)

// script is that of a word's first letter; 0 if it is another.
func script(word string) int {
	r, _ := utf8.DecodeRuneInString(word)
	switch {
	case unicode.Is(unicode.Latin, r):
		return scriptLatin
	case unicode.Is(unicode.Cyrillic, r):
		return scriptCyrillic
	case unicode.Is(unicode.Arabic, r):
		return scriptArabic
	}
	return 0
}

// stopTables reads data/stopwords.tsv: a language, a tab, its small words.
func stopTables() map[string]map[string]bool {
	tables := map[string]map[string]bool{}
	for row := range strings.Lines(stopWords) {
		language, words, ok := strings.Cut(strings.TrimSpace(row), "\t")
		if !ok || strings.HasPrefix(row, "#") {
			continue
		}
		table := map[string]bool{}
		for word := range strings.FieldsSeq(words) {
			table[word] = true
		}
		tables[language] = table
	}
	return tables
}
