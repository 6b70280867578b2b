package pdf

import (
	"bytes"
	"strconv"
)

// object is nil, bool, float64, text, name, array, dict, *stream, ref or keyword.
type object any

type (
	text    string // a string, as bytes
	name    string
	keyword string // an operator, or a word that does not belong there
	array   []object
	dict    map[name]object
	ref     struct{ number, generation int }
)

// stream is a dictionary with the bytes that follow it.
type stream struct {
	dict dict
	raw  []byte
}

// lexer reads objects from bytes.
type lexer struct {
	work *work
	data []byte
	at   int
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (l *lexer) skip() {
	start := l.at
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case space(c):
			l.at++
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			l.work.spend(l.at - start)
			return
		}
	}
	l.work.spend(l.at - start)
}

// next reads an object; false at the end or where there is none that can be read.
func (l *lexer) next(depth int) (object, bool) {
	l.skip()
	if l.at >= len(l.data) || depth > maxNesting {
		return nil, false
	}
	start := l.at
	defer func() { l.work.spend(min(l.at-start, 64) + 1) }()
	switch c := l.data[l.at]; {
	case c == '(':
		return l.literal(), true
	case c == '/':
		return l.name(), true
	case c == '[':
		l.at++
		return l.array(depth)
	case c == '<' && l.at+1 < len(l.data) && l.data[l.at+1] == '<':
		l.at += 2
		return l.dict(depth)
	case c == '<':
		return l.hex(), true
	case c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9':
		return l.number(), true
	case delimiter(c):
		l.at++
		return keyword(c), true
	}
	return l.word(), true
}

func (l *lexer) word() object {
	start := l.at
	for l.at < len(l.data) && !space(l.data[l.at]) && !delimiter(l.data[l.at]) {
		l.at++
	}
	l.work.spend(l.at - start)
	switch w := l.data[start:l.at]; string(w[:min(len(w), 16)]) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	default:
		return keyword(w[:min(len(w), 16)])
	}
}

func (l *lexer) number() object {
	start := l.at
	for l.at < len(l.data) && !space(l.data[l.at]) && !delimiter(l.data[l.at]) {
		l.at++
	}
	l.work.spend(l.at - start)
	word := l.data[start:l.at]
	if len(word) > 32 {
		return 0.0
	}
	n, err := strconv.ParseFloat(string(word), 64)
	if err != nil || n > 1e15 || n < -1e15 || n != n {
		if i := bytes.LastIndexByte(word, '-'); i > 0 { // "12-34" of careless writers
			n, _ = strconv.ParseFloat(string(word[:i]), 64)
			return n
		}
		return 0.0
	}
	return n
}

func (l *lexer) name() object {
	l.at++
	start := l.at
	for l.at < len(l.data) && !space(l.data[l.at]) && !delimiter(l.data[l.at]) {
		l.at++
	}
	l.work.spend(l.at - start)
	word := l.data[start:min(l.at, start+256)]
	if bytes.IndexByte(word, '#') < 0 {
		return name(word)
	}
	out := make([]byte, 0, len(word))
	for i := 0; i < len(word); i++ {
		if word[i] == '#' && i+2 < len(word) {
			if n, err := strconv.ParseUint(string(word[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, word[i])
	}
	return name(out)
}

func (l *lexer) hex() object {
	l.at++
	var out []byte
	half, have := byte(0), false
	start := l.at
	for l.at < len(l.data) && l.data[l.at] != '>' {
		c := l.data[l.at]
		l.at++
		d, ok := hexDigit(c)
		if !ok {
			continue
		}
		if have {
			out = append(out, half<<4|d)
		}
		half, have = d, !have
	}
	if have {
		out = append(out, half<<4)
	}
	l.at++
	l.work.spend(l.at - start)
	return text(out)
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10, true
	}
	return 0, false
}

// literal reads a string in parentheses.
func (l *lexer) literal() object {
	start := l.at
	l.at++
	var out []byte
	for depth := 1; l.at < len(l.data); {
		c := l.data[l.at]
		l.at++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.work.spend(stringCost * (l.at - start))
				return text(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	l.work.spend(stringCost * (l.at - start))
	return text(out)
}

// stringCost is how much more a byte of a string costs than one of a word.
const stringCost = 4

func (l *lexer) escape(out []byte) []byte {
	if l.at >= len(l.data) {
		return out
	}
	c := l.data[l.at]
	l.at++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b', 'f':
		return append(out, ' ')
	case '\r':
		if l.at < len(l.data) && l.data[l.at] == '\n' {
			l.at++
		}
		return out
	case '\n':
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	n := int(c - '0')
	for range 2 {
		if l.at >= len(l.data) || l.data[l.at] < '0' || l.data[l.at] > '7' {
			break
		}
		n = 8*n + int(l.data[l.at]-'0')
		l.at++
	}
	return append(out, byte(n))
}

func (l *lexer) array(depth int) (object, bool) {
	var out array
	for {
		o, ok := l.next(depth + 1)
		if !ok {
			return nil, false
		}
		switch k := o.(type) {
		case keyword:
			switch k {
			case "]":
				return out, true
			case "R":
				out = reference(out)
				continue
			}
			return nil, false
		}
		out = append(out, o)
	}
}

// reference makes one of the last two numbers.
func reference(out array) array {
	if len(out) < 2 {
		return out
	}
	a, ok := out[len(out)-2].(float64)
	b, ok2 := out[len(out)-1].(float64)
	if !ok || !ok2 {
		return out
	}
	return append(out[:len(out)-2], ref{int(a), int(b)})
}

func (l *lexer) dict(depth int) (object, bool) {
	out := dict{}
	var items array
	for {
		o, ok := l.next(depth + 1)
		if !ok {
			return nil, false
		}
		if k, word := o.(keyword); word {
			switch {
			case k == ">" && l.at < len(l.data) && l.data[l.at] == '>':
				l.at++
				for i := 0; i+1 < len(items); i += 2 {
					if key, ok := items[i].(name); ok {
						out[key] = items[i+1]
					}
				}
				return out, true
			case k == "R":
				items = reference(items)
				continue
			}
			return nil, false
		}
		items = append(items, o)
	}
}
