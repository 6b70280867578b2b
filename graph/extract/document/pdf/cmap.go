package pdf

import (
	"unicode/utf16"
)

// cmap says what text the codes of a font are.
type cmap struct {
	texts  map[code]string
	ranges []codeRange // codespace: how many bytes a code has
	named  int         // how many codes were named, again included
}

// code is a code of a font with its number of bytes.
type code struct {
	value uint32
	bytes int
}

type codeRange struct{ low, high code }

// maxCodes is how many codes a map may name.
const maxCodes = 1 << 17

func codeOf(s text) (code, bool) {
	if len(s) == 0 || len(s) > 4 {
		return code{}, false
	}
	c := code{bytes: len(s)}
	for i := range len(s) {
		c.value = c.value<<8 | uint32(s[i])
	}
	return c, true
}

// readCMap reads a ToUnicode map.
func readCMap(w *work, data []byte) *cmap {
	m := &cmap{texts: map[code]string{}}
	l := &lexer{work: w, data: data}
	var args array
	for {
		o, ok := l.next(0)
		if !ok {
			return m
		}
		word, isWord := o.(keyword)
		if !isWord {
			if len(args) < 1000 {
				args = append(args, o)
			}
			continue
		}
		switch word {
		case "endcodespacerange":
			m.space(args)
		case "endbfchar":
			m.chars(args)
		case "endbfrange":
			m.spread(args)
		}
		args = args[:0]
	}
}

func (m *cmap) space(args array) {
	for i := 0; i+1 < len(args) && len(m.ranges) < 256; i += 2 {
		a, _ := args[i].(text)
		b, _ := args[i+1].(text)
		low, ok := codeOf(a)
		high, ok2 := codeOf(b)
		if ok && ok2 && low.bytes == high.bytes {
			m.ranges = append(m.ranges, codeRange{low, high})
		}
	}
}

func (m *cmap) chars(args array) {
	for i := 0; i+1 < len(args) && m.named < maxCodes; i += 2 {
		a, _ := args[i].(text)
		b, _ := args[i+1].(text)
		if c, ok := codeOf(a); ok {
			m.texts[c] = utf16Text(b)
			m.named++
		}
	}
}

func (m *cmap) spread(args array) {
	for i := 0; i+2 < len(args); i += 3 {
		a, _ := args[i].(text)
		b, _ := args[i+1].(text)
		low, ok := codeOf(a)
		high, ok2 := codeOf(b)
		if !ok || !ok2 || low.bytes != high.bytes || high.value < low.value {
			continue
		}
		n := int(min(high.value-low.value, 1<<16-1)) + 1
		switch to := args[i+2].(type) {
		case text:
			m.count(low, n, []rune(utf16Text(to)))
		case array:
			for k := 0; k < min(n, len(to)) && m.named < maxCodes; k++ {
				m.named++
				if s, ok := to[k].(text); ok {
					m.texts[code{low.value + uint32(k), low.bytes}] = utf16Text(s)
				}
			}
		}
	}
}

// count gives consecutive codes consecutive signs.
func (m *cmap) count(low code, n int, to []rune) {
	if len(to) == 0 {
		return
	}
	for k := 0; k < n && m.named < maxCodes; k++ {
		m.named++
		signs := append([]rune{}, to...)
		signs[len(signs)-1] += rune(k)
		m.texts[code{low.value + uint32(k), low.bytes}] = string(signs)
	}
}

// utf16Text reads UTF-16, the higher byte first.
func utf16Text(s text) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// next returns the code at the start of a string. Where no range has it, codes have n bytes.
func (m *cmap) next(s text, n int) code {
	if m != nil {
		for k := 1; k <= 4 && k <= len(s); k++ {
			c, _ := codeOf(s[:k])
			for _, r := range m.ranges {
				if r.low.bytes == k && r.low.value <= c.value && c.value <= r.high.value {
					return c
				}
			}
		}
	}
	c, _ := codeOf(s[:min(n, len(s))])
	return c
}

// textString reads a string of the Info dictionary: UTF-16 or UTF-8 with a mark, else Latin letters.
func textString(o object) string {
	s, ok := o.(text)
	switch {
	case !ok || len(s) > 2000:
		return ""
	case len(s) >= 2 && s[0] == 0xfe && s[1] == 0xff:
		return utf16Text(s[2:])
	case len(s) >= 3 && s[:3] == "\xef\xbb\xbf":
		return string(s[3:])
	}
	out := make([]rune, 0, len(s))
	for i := range len(s) {
		out = append(out, winAnsi(s[i]))
	}
	return string(out)
}
