package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// layout puts signs in the order in which a page shows them into lines and paragraphs.
type layout struct {
	out     strings.Builder // lines that are whole
	line    []string        // signs of the line that is not
	bytes   int             // of the line
	limit   int
	x, y    float64 // where the last sign ended
	size    float64
	leading float64 // from line to line, as the last lines had it
	begun   bool

	right  float64 // where the last sign of a script from right to left began
	visual int     // how often one of them followed to the right of the one before it, less how often to the left
}

func (l *layout) full() bool { return l.out.Len()+l.bytes >= l.limit }

func abs(x float64) float64 { return math.Abs(x) }

// height is how much a matrix stretches upright things.
func height(m matrix) float64 { return math.Hypot(m[2], m[3]) }

// What is a space, a new line, a new paragraph: in sizes of the font.
const (
	spaceGap     = 0.18
	lineGap      = 0.4
	paragraphGap = 1.45 // in leadings
)

// put adds a sign that begins at x, y and ends at toX, toY.
func (l *layout) put(s string, x, y, toX, toY, size float64) {
	if s == "" || l.full() || !finite(x, y, toX, toY, size) {
		return
	}
	if size == 0 {
		size = 1
	}
	s = plainSigns(s)
	if l.begun {
		l.part(s, x, y, size)
	}
	if blank := strings.TrimSpace(s) == ""; !blank || l.begun && !l.endsBlank() {
		l.add(s)
	}
	if direction(s) == rightToLeft {
		if l.right != 0 && x > l.right {
			l.visual++
		} else if l.right != 0 {
			l.visual--
		}
		l.right = x
	}
	l.begun, l.x, l.y, l.size = true, toX, toY, size
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// part writes what is between the last sign and the next one.
func (l *layout) part(s string, x, y, size float64) {
	down, right := abs(y-l.y), x-l.x
	em := max(min(size, 4*l.size), 1e-6)
	switch {
	case down > lineGap*max(em, min(l.size, 4*size)):
		typical := l.leading
		if typical == 0 {
			typical = 1.25 * em
		}
		if down > paragraphGap*typical || down > 2.2*em || y > l.y {
			l.breakLine(2)
		} else {
			l.breakLine(1)
			l.leading = down
		}
	case right > spaceGap*em || right < -2*em:
		if !l.endsBlank() && !strings.HasPrefix(s, " ") {
			l.add(" ")
		}
	}
}

func (l *layout) add(s string) {
	l.line = append(l.line, s)
	l.bytes += len(s)
}

func (l *layout) endsBlank() bool {
	if len(l.line) == 0 {
		return true
	}
	return strings.HasSuffix(l.line[len(l.line)-1], " ")
}

// breakLine ends the line, and puts one that was drawn from left to right and is read from right to left in the order of reading.
func (l *layout) breakLine(n int) {
	if l.visual > 0 {
		l.line = logical(l.line)
	}
	for _, s := range l.line {
		l.out.WriteString(s)
	}
	for range n {
		l.out.WriteByte('\n')
	}
	l.line, l.bytes, l.right, l.visual = l.line[:0], 0, 0, 0
}

// String returns the text, without blanks at line ends and with words put together that a line end has parted.
func (l *layout) String() string {
	l.breakLine(0)
	lines := strings.Split(l.out.String(), "\n")
	var out strings.Builder
	for i, line := range lines {
		line = strings.TrimRight(line, " ")
		next := ""
		if i+1 < len(lines) {
			next = lines[i+1]
		}
		if word, ok := parted(line, next); ok {
			out.WriteString(word)
			continue
		}
		out.WriteString(line)
		out.WriteByte('\n')
	}
	return squeeze(out.String())
}

// parted says whether a line ends in the middle of a word, and gives it without the hyphen.
func parted(line, next string) (string, bool) {
	for _, hyphen := range []string{"-", "\u00ad", "\u2010"} {
		word, ok := strings.CutSuffix(line, hyphen)
		if !ok {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(word)
		after, _ := utf8.DecodeRuneInString(next)
		if unicode.IsLower(before) && unicode.IsLower(after) {
			return word, true
		}
	}
	return "", false
}

func squeeze(s string) string {
	for strings.Contains(s, "\n\n\n") {
		s = strings.ReplaceAll(s, "\n\n\n", "\n\n")
	}
	return s
}

// plainSigns writes ligatures and the shapes that Arabic letters take in print as the letters that they are.
func plainSigns(s string) string {
	for _, r := range s {
		if r >= 0xfb00 && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc {
			return norm.NFKC.String(s)
		}
		if r < ' ' || r == 0x7f || r == utf8.RuneError {
			return strings.Map(func(r rune) rune {
				if r < ' ' || r == 0x7f || r == utf8.RuneError {
					return ' '
				}
				return r
			}, s)
		}
	}
	return s
}
