package exchange

import (
	"strconv"
	"unicode/utf8"

	"liaison/graph"
)

const (
	maxDepth   = 16  // how deep lists and objects may be nested; records need three levels, the header's relations four
	maxMembers = 100 // of one object; records and relations have at most 25
)

// scanner walks over the JSON of one line. It is stricter than encoding/json (no repeated names, no lone surrogates)
// and knows the byte at which something is wrong, which encoding/json does not tell.
type scanner struct {
	b []byte
	i int
}

// fault is an error at a byte of the line.
type fault struct {
	at  int // from 0
	err *graph.Error
}

func (f *fault) Error() string { return f.err.Error() }

func (s *scanner) bad(at int, field, format string, args ...any) *fault {
	return &fault{at, graph.Invalid(field, "", format, args...)}
}

func (s *scanner) space() {
	for s.i < len(s.b) {
		switch s.b[s.i] {
		case ' ', '\t', '\r', '\n':
			s.i++
		default:
			return
		}
	}
}

func (s *scanner) peek() byte {
	if s.i < len(s.b) {
		return s.b[s.i]
	}
	return 0
}

// seen describes the next byte for a message.
func (s *scanner) seen() string {
	if s.i >= len(s.b) {
		return "the line ends"
	}
	r, _ := utf8.DecodeRune(s.b[s.i:])
	return strconv.Quote(string(r)) + " stands"
}

// member is one name and value of an object.
type member struct {
	name   string
	at     int // of the name, from 0
	lo, hi int // of the value
}

// object reads an object's members, appending to list; the values are only walked over.
func (s *scanner) object(list []member, depth int) ([]member, *fault) {
	if s.peek() != '{' {
		return nil, s.bad(s.i, "", "is not a JSON object: %s where { belongs", s.seen())
	}
	s.i++
	s.space()
	if s.peek() == '}' {
		s.i++
		return list, nil
	}
	for {
		s.space()
		if s.peek() != '"' {
			return nil, s.bad(s.i, "", "is not JSON: %s where the name of a field belongs, in double quotes", s.seen())
		}
		m := member{at: s.i}
		name, f := s.text()
		if f != nil {
			return nil, f
		}
		m.name = name
		if len(list) == maxMembers {
			return nil, s.bad(m.at, "", "has more than %d fields in one object", maxMembers)
		}
		for _, other := range list {
			if other.name == name {
				return nil, s.bad(m.at, name, "is given twice")
			}
		}
		s.space()
		if s.peek() != ':' {
			return nil, s.bad(s.i, name, "is not JSON: %s where a colon belongs", s.seen())
		}
		s.i++
		s.space()
		m.lo = s.i
		if f := s.skip(depth + 1); f != nil {
			if f.err.Field == "" {
				f.err.Field = name
			}
			return nil, f
		}
		m.hi = s.i
		list = append(list, m)
		s.space()
		switch s.peek() {
		case ',':
			s.i++
		case '}':
			s.i++
			return list, nil
		default:
			return nil, s.bad(s.i, name, "is not JSON: %s where a comma or } belongs", s.seen())
		}
	}
}

// list calls each for every value of a list, which each must walk over.
func (s *scanner) list(each func() *fault) *fault {
	s.i++ // the bracket
	s.space()
	if s.peek() == ']' {
		s.i++
		return nil
	}
	for {
		s.space()
		if f := each(); f != nil {
			return f
		}
		s.space()
		switch s.peek() {
		case ',':
			s.i++
		case ']':
			s.i++
			return nil
		default:
			return s.bad(s.i, "", "is not JSON: %s where a comma or ] belongs", s.seen())
		}
	}
}

// skip walks over one value.
func (s *scanner) skip(depth int) *fault {
	if depth > maxDepth {
		return s.bad(s.i, "", "is nested more than %d levels deep", maxDepth)
	}
	switch c := s.peek(); {
	case c == '"':
		return s.skipText()
	case c == '{':
		_, f := s.object(nil, depth)
		return f
	case c == '[':
		return s.list(func() *fault { return s.skip(depth + 1) })
	case c == 't':
		return s.word("true")
	case c == 'f':
		return s.word("false")
	case c == 'n':
		return s.word("null")
	case c == '-' || c >= '0' && c <= '9':
		return s.number()
	}
	return s.bad(s.i, "", "is not JSON: %s where a value belongs", s.seen())
}

func (s *scanner) word(w string) *fault {
	if len(s.b)-s.i < len(w) || string(s.b[s.i:s.i+len(w)]) != w {
		return s.bad(s.i, "", "is not JSON: %s where a value belongs", s.seen())
	}
	s.i += len(w)
	return nil
}

// number walks over a number as RFC 8259 writes it.
func (s *scanner) number() *fault {
	start := s.i
	digits := func() bool {
		from := s.i
		for s.peek() >= '0' && s.peek() <= '9' {
			s.i++
		}
		return s.i > from
	}
	if s.peek() == '-' {
		s.i++
	}
	whole := s.i
	ok := digits() && (s.b[whole] != '0' || s.i == whole+1)
	if ok && s.peek() == '.' {
		s.i++
		ok = digits()
	}
	if ok && (s.peek() == 'e' || s.peek() == 'E') {
		s.i++
		if s.peek() == '+' || s.peek() == '-' {
			s.i++
		}
		ok = digits()
	}
	if !ok {
		return s.bad(start, "", "is not JSON: a number is written badly")
	}
	return nil
}

// skipText walks over a string, checking what text would check.
func (s *scanner) skipText() *fault {
	s.i++
	for s.i < len(s.b) {
		switch c := s.b[s.i]; {
		case c == '"':
			s.i++
			return nil
		case c == '\\':
			if _, f := s.escape(); f != nil {
				return f
			}
		case c < 0x20:
			return s.bad(s.i, "", "is not JSON: the control character U+%04X must be written as an escape", c)
		default:
			s.i++
		}
	}
	return s.bad(len(s.b), "", "is not JSON: the line ends within a text")
}

// text reads a string.
func (s *scanner) text() (string, *fault) {
	start := s.i
	if f := s.skipText(); f != nil {
		return "", f
	}
	inner := s.b[start+1 : s.i-1]
	plain := true
	for _, c := range inner {
		if c == '\\' {
			plain = false
			break
		}
	}
	if plain {
		return string(inner), nil
	}
	end := s.i
	out := make([]byte, 0, len(inner))
	for s.i = start + 1; s.i < end-1; {
		if s.b[s.i] != '\\' {
			out = append(out, s.b[s.i])
			s.i++
			continue
		}
		r, f := s.escape()
		if f != nil {
			return "", f
		}
		out = utf8.AppendRune(out, r)
	}
	s.i = end
	return string(out), nil
}

// escape reads one escape, or the two that make up a surrogate pair.
func (s *scanner) escape() (rune, *fault) {
	at := s.i
	s.i++
	c := s.peek()
	s.i++
	switch c {
	case '"', '\\', '/':
		return rune(c), nil
	case 'b':
		return '\b', nil
	case 'f':
		return '\f', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 't':
		return '\t', nil
	case 'u':
		r, ok := s.hex4()
		if !ok {
			return 0, s.bad(at, "", "is not JSON: \\u needs four hex digits")
		}
		if r < 0xD800 || r > 0xDFFF {
			return r, nil
		}
		if r < 0xDC00 && s.peek() == '\\' && s.i+1 < len(s.b) && s.b[s.i+1] == 'u' {
			s.i += 2
			if low, ok := s.hex4(); ok && low >= 0xDC00 && low <= 0xDFFF {
				return (r-0xD800)<<10 + (low - 0xDC00) + 0x10000, nil
			}
		}
		return 0, s.bad(at, "", "has half of a surrogate pair, \\u%04x, which is no character", r)
	}
	return 0, s.bad(at, "", "is not JSON: \\ stands before something that it does not escape")
}

func (s *scanner) hex4() (rune, bool) {
	if len(s.b)-s.i < 4 {
		return 0, false
	}
	var r rune
	for _, c := range s.b[s.i : s.i+4] {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return 0, false
		}
	}
	s.i += 4
	return r, true
}
