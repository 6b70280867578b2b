package pdf

import (
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// font says what its codes are as text, and how wide they are.
type font struct {
	unicode   *cmap // ToUnicode; nil if there is none
	composite bool
	utf16     bool // codes are UTF-16 themselves
	signs     [256]string
	widths    map[int]float64 // of a thousandth of the font's size
	width     float64         // of what widths does not name
}

// glyph is a sign of text with its width.
type glyph struct {
	text  string
	width float64 // in sizes of the font
	blank bool    // a code 32 of one byte, to which the spacing of words applies
}

func (f *file) font(d dict) *font {
	t := &font{widths: map[int]float64{}, width: 500}
	if s, ok := f.resolve(d["ToUnicode"]).(*stream); ok {
		t.unicode = readCMap(f.work, f.decode(s))
	}
	if d["Subtype"] == name("Type0") {
		f.compose(t, d)
		return t
	}
	t.encode(f, d["Encoding"])
	first, _ := f.resolve(d["FirstChar"]).(float64)
	list, _ := f.resolve(d["Widths"]).(array)
	for i, w := range list[:min(len(list), 256)] {
		if n, ok := f.resolve(w).(float64); ok {
			t.widths[int(first)+i] = n
		}
	}
	return t
}

// compose reads a font of codes of several bytes.
func (f *file) compose(t *font, d dict) {
	t.composite, t.width = true, 1000
	if enc, ok := f.resolve(d["Encoding"]).(name); ok {
		t.utf16 = strings.Contains(string(enc), "UCS2") || strings.Contains(string(enc), "UTF16")
	}
	kids := f.list(d["DescendantFonts"])
	if len(kids) == 0 {
		return
	}
	kid := f.dict(kids[0])
	if w, ok := f.resolve(kid["DW"]).(float64); ok {
		t.width = w
	}
	list := f.list(kid["W"])
	for i := 0; i < len(list) && len(t.widths) < 1<<16; {
		f.work.spend(8)
		i += t.spread(f, list[i:])
	}
}

// spread reads "c [w1 w2 ...]" or "first last w" of a W array, and says how many items that was.
func (t *font) spread(f *file, list array) int {
	if len(list) < 2 {
		return len(list)
	}
	from, _ := f.resolve(list[0]).(float64)
	switch second := f.resolve(list[1]).(type) {
	case array:
		for k, w := range second[:min(len(second), 1<<16)] {
			if n, ok := f.resolve(w).(float64); ok {
				t.widths[int(from)+k] = n
			}
		}
		return 2
	case float64:
		if len(list) < 3 {
			return len(list)
		}
		w, _ := f.resolve(list[2]).(float64)
		for c := int(from); c <= int(min(second, from+1<<12)) && len(t.widths) < 1<<16; c++ {
			t.widths[c] = w
		}
		return 3
	}
	return 1
}

// encode fills in the signs of a font of single bytes: a base, and the glyphs that differ from it.
func (t *font) encode(f *file, o object) {
	f.work.spend(1000)
	base := name("")
	var differences array
	switch enc := f.resolve(o).(type) {
	case name:
		base = enc
	case dict:
		base, _ = f.resolve(enc["BaseEncoding"]).(name)
		differences, _ = f.resolve(enc["Differences"]).(array)
	}
	for c := range 256 {
		r := standard(byte(c))
		switch base {
		case "WinAnsiEncoding":
			r = winAnsi(byte(c))
		case "MacRomanEncoding":
			r = charmap.Macintosh.DecodeByte(byte(c))
		}
		if r > ' ' || r == ' ' && c == ' ' {
			t.signs[c] = string(r)
		}
	}
	at := 0
	for _, item := range differences[:min(len(differences), 1000)] {
		switch v := f.resolve(item).(type) {
		case float64:
			at = int(v)
		case name:
			f.work.spend(len(glyphTable))
			if s := glyphText(string(v)); at >= 0 && at < 256 && s != "" {
				t.signs[at] = s
			}
			at++
		}
	}
}

func winAnsi(c byte) rune {
	if r := charmap.Windows1252.DecodeByte(c); r != '\ufffd' {
		return r
	}
	return '•'
}

// standard is Adobe's standard encoding, which fonts have that name no other.
func standard(c byte) rune {
	switch c {
	case '\'':
		return '’'
	case '`':
		return '‘'
	case 0xaa:
		return '“'
	case 0xba:
		return '”'
	case 0xb1:
		return '–'
	case 0xd0:
		return '—'
	case 0xb7:
		return '•'
	case 0xae:
		return 'ﬁ'
	case 0xaf:
		return 'ﬂ'
	case 0xbc:
		return '…'
	case 0xfb:
		return 'ß'
	}
	if c >= 0x80 {
		return winAnsi(c)
	}
	return rune(c)
}

// glyphs reads a string that is shown.
func (t *font) glyphs(s text, yield func(glyph)) {
	n := 1
	if t.composite {
		n = 2
	}
	for len(s) > 0 {
		c := code{value: uint32(s[0]), bytes: 1}
		if t.composite {
			c = t.unicode.next(s, n)
		}
		g := glyph{width: t.width / 1000, blank: c.bytes == 1 && c.value == ' '}
		if w, ok := t.widths[int(c.value)]; ok {
			g.width = w / 1000
		}
		g.text = t.text(c, s)
		s = s[max(c.bytes, 1):]
		yield(g)
	}
}

// text is the text of a code; empty if nothing tells.
func (t *font) text(c code, s text) string {
	if t.unicode != nil {
		if out, ok := t.unicode.texts[c]; ok {
			return out
		}
	}
	switch {
	case t.utf16:
		return utf16Text(s[:min(len(s), 2)])
	case !t.composite:
		return t.signs[c.value&0xff]
	}
	return ""
}
