package dates

import (
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or a sign of the text.
type token struct {
	start, end int
	own        [3]entry // readings of a number; those not used are zero
	words      []entry  // readings of a word
	capital    bool
	stop       bool // a comma or full stop
	apart      bool // a blank line goes before it: no expression reaches over it
}

// lexer cuts a text into tokens.
type lexer struct {
	lex    *lexicon
	text   string
	tokens []token
}

// run appends the tokens of text[from:to].
func (l *lexer) run(from, to int) {
	breaks := 0
	for i := from; i < to; {
		r, size := rune(l.text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(l.text[i:to])
		}
		switch {
		case r == '\n':
			breaks++
			i++
			continue
		case r <= ' ' || r == '\u00a0' || r > unicode.MaxLatin1 && (unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)):
			i += size
			continue
		}
		t := token{start: i, apart: breaks > 1}
		breaks = 0
		switch {
		case digitOf(r) >= 0:
			t.end = l.number(&t, i, to)
		case letter(r):
			t.end = l.word(&t, i, to)
		default:
			t.end = l.sign(&t, i, i+size, to)
		}
		l.tokens = append(l.tokens, t)
		i = t.end
	}
}

func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z' || r == '_'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}

// longest is the longest word, in bytes, that is looked up.
const longest = 48

// word reads a run of letters, with the digits that follow at once ("Q3").
func (l *lexer) word(t *token, from, to int) int {
	var buf [longest + utf8.UTFMax]byte
	n, i := 0, from
	first, lead := true, rune(0)
	for i < to {
		r, size := rune(l.text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(l.text[i:to])
		}
		if !letter(r) && (digitOf(r) < 0 || lead >= 0x0600) {
			break // Arabic "and" is written with the number after it
		}
		if first {
			lead = r
		}
		i += size
		low := lower(r)
		if first {
			t.capital = low != r
			first = false
		}
		if n <= longest && !unspoken(r) {
			n += utf8.EncodeRune(buf[n:], low)
		}
	}
	if n > longest {
		return i
	}
	t.words = l.lex.words[string(buf[:n])]
	if t.words == nil && from+2 < i {
		l.unprefixed(t, buf[:n])
	}
	return i
}

func lower(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'A' && r <= 'Z' {
			return r + 0x20
		}
		return r
	case r == 'أ' || r == 'إ' || r == 'آ':
		return 'ا'
	case r == 'ى':
		return 'ي'
	case r == 'ё' || r == 'Ё':
		return 'е'
	}
	return unicode.ToLower(r)
}

// unspoken says whether a sign is left out when words are compared: Arabic vowel signs and the stretching of letters.
func unspoken(r rune) bool { return r >= 0x064b && r <= 0x0652 || r == 0x0640 }

// unprefixed looks an Arabic word up without the conjunction or preposition that is written with it.
func (l *lexer) unprefixed(t *token, word []byte) {
	start := t.start
	for range 2 {
		r, size := utf8.DecodeRune(word)
		switch r {
		case 'و', 'ف', 'ب', 'ل', 'ك':
		default:
			return
		}
		word, start = word[size:], start+size
		if e := l.lex.words[string(word)]; e != nil {
			t.words, t.start = e, start
			return
		}
	}
}

// sign reads one sign; 's is one.
func (l *lexer) sign(t *token, from, end, to int) int {
	s := l.text[from:end]
	if (s == "'" || s == "’") && end < to && l.text[end] == 's' && (end+1 == to || !letter(rune(l.text[end+1]))) {
		t.words = l.lex.words["'s"]
		return end + 1
	}
	switch s {
	case "–", "—", "‑", "−":
		s = "-"
	case "،":
		s = ","
	case "’", "‘":
		s = "'"
	}
	t.stop = s == "." || s == ","
	t.words = l.lex.words[s]
	return end
}
