package llm

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// span is a place of a text, in bytes.
type span struct{ start, end int }

func (s span) empty() bool           { return s.start >= s.end }
func (s span) within(o span) bool    { return o.start <= s.start && s.end <= o.end }
func (s span) overlaps(o span) bool  { return s.start < o.end && o.start < s.end }
func (s span) of(text string) string { return text[s.start:s.end] }
func (s span) shared(o span) (n int) { return max(0, min(s.end, o.end)-max(s.start, o.start)) }

// locate finds words in a region of a text: exactly, else with any white space for a blank and straight quotation marks for curly ones.
// What is found is a place of the text, never words of the model. Places in prefer come first, then the earliest. Words are found only
// where they are not a part of longer words.
func locate(text, words string, region, prefer span) (at span, exact, ok bool) {
	words = strings.TrimSpace(words)
	for _, w := range []string{words, unquoted(words)} {
		if w == "" {
			continue
		}
		if at, ok := find(plain(region.of(text)), w, region, prefer, text); ok {
			return at, true, true
		}
		if at, ok := find(normal(region.of(text)), normal(w).text, region, prefer, text); ok {
			return at, false, true
		}
	}
	return span{}, false, false
}

// unquoted leaves out one pair of quotation marks around words, which models like to add; "" if there is none.
func unquoted(words string) string {
	for _, pair := range []string{`""`, "“”", "''", "‘’", "«»"} {
		r := []rune(pair)
		if inner, ok := strings.CutPrefix(words, string(r[0])); ok {
			if inner, ok = strings.CutSuffix(inner, string(r[1])); ok {
				return strings.TrimSpace(inner)
			}
		}
	}
	return ""
}

// written is a text as it is compared, with the place of each of its bytes in the text that it was made of.
type written struct {
	text string
	at   []int // one more than text has bytes; nil: the same places
}

func (w *written) place(i int) int {
	if w.at == nil {
		return i
	}
	return w.at[i]
}

func plain(text string) written { return written{text: text} }

// normal writes white space as one blank and curly quotation marks as straight ones.
func normal(text string) written {
	var b strings.Builder
	var at []int
	blank := false
	for i, r := range text {
		n := utf8.RuneLen(r)
		out := text[i:min(len(text), i+max(n, 1))]
		switch r {
		case '’', '‘', 'ʼ', '‚', '‛':
			out = "'"
		case '“', '”', '„', '‟', '«', '»':
			out = `"`
		case utf8.RuneError:
			out = text[i : i+1]
		}
		if unicode.IsSpace(r) {
			if blank {
				continue
			}
			out = " "
		}
		blank = unicode.IsSpace(r)
		for range len(out) {
			at = append(at, i)
		}
		b.WriteString(out)
	}
	return written{text: b.String(), at: append(at, len(text))}
}

// find looks for words in a region as it is written.
func find(in written, words string, region, prefer span, text string) (span, bool) {
	const most = 500 // places looked at
	var first span
	for from, n := 0, 0; ; n++ {
		i := strings.Index(in.text[from:], words)
		if i < 0 || n == most {
			return first, !first.empty()
		}
		i += from
		got := span{region.start + in.place(i), region.start + in.place(i+len(words))}
		got.end = got.start + len(strings.TrimRightFunc(got.of(text), unicode.IsSpace))
		if !got.empty() && whole(text, got) {
			if got.within(prefer) {
				return got, true
			}
			if first.empty() {
				first = got
			}
		}
		_, width := utf8.DecodeRuneInString(in.text[i:])
		from = i + width
	}
}

// whole says whether a place neither begins nor ends within a word.
func whole(text string, at span) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at.start])
	first, _ := utf8.DecodeRuneInString(text[at.start:])
	last, _ := utf8.DecodeLastRuneInString(text[:at.end])
	after, _ := utf8.DecodeRuneInString(text[at.end:])
	return !(wordy(before) && wordy(first)) && !(wordy(last) && wordy(after))
}

func wordy(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}
