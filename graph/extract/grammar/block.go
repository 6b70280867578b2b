package grammar

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxBlock is the length in bytes from which a paragraph without a break is split in parts, so that memory stays flat.
const maxBlock = 1 << 16

// block is a paragraph, a heading or an item: body[start:end] without white space around it.
type block struct {
	start, end int
	number     int
	kind       Kind
	goesOn     bool // a further part of an overlong paragraph
}

// blocks splits a text at blank lines, and at line breaks that are more than wrapping.
func (p *Parser) blocks(body string) iter.Seq[block] {
	return func(yield func(block) bool) {
		number := 0
		for part := range parts(body) {
			b := part
			b.number = number
			if !part.goesOn {
				b.number = number
				b.kind = kindOf(body[b.start:b.end], number == 0)
			}
			number++
			if !yield(b) {
				return
			}
		}
	}
}

// parts splits at blank lines and at hard line breaks, and cuts what is too long.
func parts(body string) iter.Seq[block] {
	return func(yield func(block) bool) {
		for at := 0; at < len(body); {
			limit := min(len(body), at+maxBlock)
			end, next := paragraphEnd(body, at, limit)
			for start, stop := range lines(body, at, end) {
				if !yield(block{start: start, end: stop, kind: Body}) {
					return
				}
			}
			at = next
		}
	}
}

// paragraphEnd finds where the paragraph at a place ends, and where the next one begins; at limit at the latest.
func paragraphEnd(body string, at, limit int) (end, next int) {
	for i := at; i < limit; {
		j := strings.IndexByte(body[i:limit], '\n')
		if j < 0 {
			break
		}
		i += j + 1
		k := i
		for k < limit && (body[k] == ' ' || body[k] == '\t' || body[k] == '\r') {
			k++
		}
		if k < limit && body[k] == '\n' {
			return i, k + 1
		}
	}
	if limit == len(body) {
		return limit, limit
	}
	return cut(body, at, limit)
}

// cut finds a place to part an overlong paragraph: after a line, else after a full stop, else after a space, else anywhere between
// two characters.
func cut(body string, at, limit int) (end, next int) {
	window := body[at:limit]
	for _, mark := range []string{"\n", ". ", " "} {
		if i := strings.LastIndex(window, mark); i > len(window)/2 {
			return at + i + len(mark), at + i + len(mark)
		}
	}
	for limit > at+1 && !utf8.RuneStart(body[limit]) {
		limit--
	}
	return limit, limit
}

// lines joins the lines of a paragraph that are only wrapped, and parts the others; white space around them is left out.
func lines(body string, at, end int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		wrapped := wrapWidth(body[at:end])
		start := at
		for i := at; i < end; {
			j := strings.IndexByte(body[i:end], '\n')
			if j < 0 {
				break
			}
			stop := i + j
			if hardBreak(strings.TrimSpace(body[i:stop]), strings.TrimSpace(lineAt(body, stop+1, end)), wrapped) {
				if a, b := trim(body, start, stop); a < b && !yield(a, b) {
					return
				}
				start = stop + 1
			}
			i = stop + 1
		}
		if a, b := trim(body, start, end); a < b {
			yield(a, b)
		}
	}
}

func lineAt(body string, at, end int) string {
	if j := strings.IndexByte(body[at:end], '\n'); j >= 0 {
		return body[at : at+j]
	}
	return body[at:end]
}

// wrapWidth guesses the width in bytes that a paragraph is wrapped at; 0 if its lines are whole paragraphs.
func wrapWidth(paragraph string) int {
	longest := 0
	for line := range strings.Lines(paragraph) {
		longest = max(longest, len(strings.TrimSpace(line)))
	}
	if longest > 120 {
		return 0
	}
	return longest
}

// hardBreak says whether a line break parts two texts rather than wrapping one.
func hardBreak(line, next string, wrapped int) bool {
	if line == "" || next == "" || bullet(next) > 0 {
		return true
	}
	first, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLower(first) {
		return false
	}
	if wrapped == 0 {
		return true
	}
	return len(line) < wrapped*2/3
}

func trim(body string, start, end int) (int, int) {
	inner := strings.TrimLeftFunc(body[start:end], unicode.IsSpace)
	start = end - len(inner)
	return start, start + len(strings.TrimRightFunc(inner, unicode.IsSpace))
}

// bullet returns the length of an item's bullet or number and the space after it; 0: none.
func bullet(line string) int {
	r, n := utf8.DecodeRuneInString(line)
	switch r {
	case '-', '*', '•', '·', '–', '—', '▪', '●', '‣':
		if n < len(line) && line[n] == ' ' {
			return n + 1
		}
		return 0
	}
	digits := 0
	for digits < len(line) && digits < 3 && line[digits] >= '0' && line[digits] <= '9' {
		digits++
	}
	if digits > 0 && digits+1 < len(line) && (line[digits] == '.' || line[digits] == ')') && line[digits+1] == ' ' {
		return digits + 2
	}
	return 0
}

// maxHeading is the length in bytes of the longest heading.
const maxHeading = 200

// kindOf says what a block is by how it begins and ends.
func kindOf(text string, first bool) Kind {
	if bullet(text) > 0 {
		return Item
	}
	if len(text) > maxHeading || strings.ContainsAny(lastMark(text), ".!?…:;,") {
		return Body
	}
	if first {
		return Headline
	}
	return Crosshead
}

// lastMark returns the last character that is not a closing quotation mark or bracket.
func lastMark(text string) string {
	text = strings.TrimRight(text, "\"'”’»)]")
	_, n := utf8.DecodeLastRuneInString(text)
	return text[len(text)-n:]
}
