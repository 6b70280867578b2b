package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shape says how a token is written.
type shape uint8

const (
	lower    shape = iota // begins with a small letter
	title                 // begins with a capital, or its script has none
	capitals              // two letters or more, all capitals: "NATO"
	dotted                // letters with dots: "U.S."
)

// gap says what stands before a token.
type gap uint8

const (
	joined  gap = iota // blanks, a hyphen, an apostrophe, one line break: a name may go on
	broken             // other marks: a name ends
	newLine            // a blank line, or the end of a sentence: also, what follows is written for itself
)

// script is what a token is written in, as far as it matters.
type script uint8

const (
	latin script = iota
	cyrillic
	arabic
	hebrew
	other
)

// token is a word of a text. Its end is before a possessive ending.
type token struct {
	start, end int
	next       int // where reading goes on: after a possessive ending
	shape      shape
	gap        gap
	script     script
	possessive bool
	ascii      bool
}

// scanner cuts a text into tokens: runs of letters and digits. Apostrophes within a word join ("Hay'at"), so do the dots
// of an abbreviation ("U.S."). Scripts without blanks give a token for each letter.
type scanner struct {
	text string
	at   int
}

// next returns the next token; false at the end.
func (s *scanner) next(t *token) bool {
	t.gap = joined
	last := s.at
	lines := 0
	for s.at < len(s.text) {
		r, n := rune(s.text[s.at]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s.text[s.at:])
		}
		if isWord(r) {
			if s.at == 0 || lines > 1 {
				t.gap = newLine
			}
			s.word(t, r)
			return true
		}
		t.gap = max(t.gap, s.gapOf(r, last))
		if r == '\n' {
			lines++
		}
		s.at += n
	}
	return false
}

// gapOf says what a mark between words does to a name; last is where the word before ended.
func (s *scanner) gapOf(r rune, last int) gap {
	switch r {
	case ' ', '\t', '\n', '\r', '-', '\'', '&', '\u00a0', '\u202f', '\u2009', '‐', '‑', '’', '‘', '·', '״', '"':
		if r == '"' && last != s.at {
			return broken
		}
		return joined
	case '.':
		// An abbreviation ("St.", "Gen.", "W.") goes on; after a longer word a sentence ends.
		if s.at == last && s.abbreviated(last) {
			return joined
		}
		if s.at == last && s.letterAfter(1) {
			return broken // "Amazon.com"
		}
		return newLine
	case '!', '?', '…', ';', ':', '؟', '۔', '。':
		return newLine
	}
	if isInvisible(r) {
		return joined
	}
	return broken
}

// abbreviated says whether the word that ends at last has at most three letters, the first a capital.
func (s *scanner) abbreviated(last int) bool {
	i, n := last, 0
	var first rune
	for i > 0 && n < 5 {
		r, size := utf8.DecodeLastRuneInString(s.text[:i])
		if !unicode.IsLetter(r) {
			break
		}
		first, n, i = r, n+1, i-size
	}
	return n > 0 && n <= 3 && unicode.IsUpper(first)
}

// word reads a token that begins here with r.
func (s *scanner) word(t *token, r rune) {
	t.start, t.script, t.possessive, t.ascii = s.at, scriptOf(r), false, true
	upper, letters := 0, 0
	first := r
	for s.at < len(s.text) {
		c, n := rune(s.text[s.at]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRuneInString(s.text[s.at:])
		}
		if !isWord(c) && !isInvisible(c) {
			if !isApostrophe(c) || !s.letterAfter(n) || s.possessive(n) {
				break
			}
			t.ascii = false
			s.at += n
			continue
		}
		if n > 1 {
			if t.script == other || isAlone(c) {
				if s.at == t.start {
					s.at += n
					t.ascii = false
				}
				break
			}
			t.ascii = false
			if t.script == latin {
				t.script = scriptOf(c)
			}
		}
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				upper, letters = upper+1, letters+1
			} else if 'a' <= c && c <= 'z' {
				letters++
			}
		} else if plainLetter(c) {
			letters++
			if 'А' <= c && c <= 'Я' {
				upper++
			}
		} else if unicode.IsLetter(c) {
			letters++
			if unicode.IsUpper(c) {
				upper++
			}
		}
		s.at += n
	}
	t.end = s.at
	t.shape = shapeOf(first, upper, letters)
	if letters == 1 && upper == 1 {
		s.dots(t)
	}
	t.end = s.at
	s.skipPossessive(t)
	s.skipAddress(t)
	t.next = s.at
}

// skipAddress goes on behind a web address that begins with the token; its parts are no words.
func (s *scanner) skipAddress(t *token) {
	rest := s.text[s.at:]
	if !strings.HasPrefix(rest, "://") && !(strings.HasPrefix(rest, ".") && s.text[t.start:t.end] == "www") {
		return
	}
	end := strings.IndexAny(rest, " \t\r\n<>\"")
	if end < 0 {
		end = len(rest)
	}
	s.at += end
}

func shapeOf(first rune, upper, letters int) shape {
	switch {
	case letters > 1 && upper == letters:
		return capitals
	case upper > 0 && unicode.IsUpper(first):
		return title
	case unicode.IsLower(first):
		if upper > 0 {
			return title // "iPhone", "eBay"
		}
		return lower
	}
	return title
}

// dots reads the rest of an abbreviation such as "U.S." after its first letter.
func (s *scanner) dots(t *token) {
	at, n := s.at, 1
	for at+1 < len(s.text) && s.text[at] == '.' {
		r, size := utf8.DecodeRuneInString(s.text[at+1:])
		if !unicode.IsUpper(r) {
			break
		}
		after, _ := utf8.DecodeRuneInString(s.text[at+1+size:])
		if unicode.IsLetter(after) {
			break
		}
		at += 1 + size
		n++
	}
	if n < 2 {
		return
	}
	if at < len(s.text) && s.text[at] == '.' {
		at++
	}
	s.at = at
	t.shape, t.ascii = dotted, false
}

// letterAfter says whether a letter follows the n bytes here.
func (s *scanner) letterAfter(n int) bool {
	r, _ := utf8.DecodeRuneInString(s.text[s.at+n:])
	return unicode.IsLetter(r)
}

// possessive says whether the apostrophe of n bytes here begins a possessive ending.
func (s *scanner) possessive(n int) bool {
	rest := s.text[s.at+n:]
	if rest == "" || rest[0] != 's' && rest[0] != 'S' {
		return false
	}
	r, size := utf8.DecodeRuneInString(rest[1:])
	return size == 0 || !isWord(r)
}

// skipPossessive goes on behind "'s", or the apostrophe after a plural.
func (s *scanner) skipPossessive(t *token) {
	r, n := utf8.DecodeRuneInString(s.text[s.at:])
	if !isApostrophe(r) {
		return
	}
	if s.possessive(n) {
		t.possessive = true
		s.at += n + 1
		return
	}
	if c := s.text[t.end-1]; (c == 's' || c == 'S') && r != '‘' {
		t.possessive = true
	}
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return plainLetter(r) || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// plainLetter says whether a rune is one of the common letters of Russian or Arabic, which need no look into tables.
func plainLetter(r rune) bool {
	return 'А' <= r && r <= 'я' || 'ء' <= r && r <= 'غ' || 'ف' <= r && r <= 'ي'
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '‘', '’', 'ʻ', 'ʼ', 'ʾ', 'ʿ', '′', '´', '״', '׳':
		return true
	}
	return false
}

// isInvisible says whether a rune only tells how a word is to be drawn.
func isInvisible(r rune) bool {
	return r == '\u00ad' || '\u200b' <= r && r <= '\u200f' || r == '\u2060' || r == '\ufeff' || r == 'ـ'
}

// isAlone says whether a letter is of a script that is written without blanks.
func isAlone(r rune) bool {
	switch {
	case r < 0x0e00:
		return false
	case r < 0x0f00: // Thai, Lao
		return true
	case 0x1000 <= r && r < 0x10a0, 0x1780 <= r && r < 0x1800: // Myanmar, Khmer
		return true
	case 0x3005 <= r && r < 0xa000, 0xac00 <= r && r < 0xd7b0, 0xf900 <= r && r < 0xfb00, 0x20000 <= r && r < 0x32000: // Han, kana, Hangul
		return true
	}
	return false
}

func scriptOf(r rune) script {
	switch {
	case r < 0x0370, 0x1e00 <= r && r < 0x1f00:
		return latin
	case 0x0400 <= r && r < 0x0530:
		return cyrillic
	case 0x0590 <= r && r < 0x0600:
		return hebrew
	case 0x0600 <= r && r < 0x0780, 0x08a0 <= r && r < 0x0900, 0xfb50 <= r && r < 0xfe00, 0xfe70 <= r && r < 0xff00:
		return arabic
	case isAlone(r):
		return other
	}
	return latin // Greek, Georgian and so on: whole words, no endings
}
