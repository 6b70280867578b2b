package grammar

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v3/token"
)

// longRun is how many bytes without a blank prose is given at most. It looks at what is left of such a run again for each
// mark that it takes off, so a run of thousands of brackets would take for ever.
const longRun = 256

// tokenize parts a text into words and marks: as prose does, but for runs that are no word of any language.
func (p *Parser) tokenize(text string) []token.Token {
	var out []token.Token
	from := 0 // of what prose has not been given yet
	prose := func(upto int) {
		for _, t := range p.tokenizer.Tokenize(text[from:upto]) {
			t.Start += from
			out = append(out, t)
		}
	}
	for at := 0; at < len(text); {
		end := strings.IndexFunc(text[at:], unicode.IsSpace)
		if end < 0 {
			end = len(text) - at
		}
		if end > longRun {
			prose(at)
			out = appendRun(out, text, at, at+end)
			from = at + end
		}
		at += end
		for at < len(text) {
			r, n := utf8.DecodeRuneInString(text[at:])
			if !unicode.IsSpace(r) {
				break
			}
			at += n
		}
	}
	if from == 0 {
		return p.tokenizer.Tokenize(text)
	}
	prose(len(text))
	return out
}

// appendRun parts a long run: letters and digits stay together, every other rune is a token.
func appendRun(out []token.Token, text string, from, end int) []token.Token {
	for at := from; at < end; {
		r, n := utf8.DecodeRuneInString(text[at:end])
		if wordRune(r) {
			for at+n < end {
				r, more := utf8.DecodeRuneInString(text[at+n : end])
				if !wordRune(r) {
					break
				}
				n += more
			}
		}
		out = append(out, token.Token{Text: text[at : at+n], Start: at})
		at += n
	}
	return out
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
