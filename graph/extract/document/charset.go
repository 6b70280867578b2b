package document

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// decode turns bytes into text. The character set is, in this order: that of a byte order mark, the one stated by the server
// or in the page itself, UTF-8. Nothing is guessed from how often letters occur: a text whose character set is not told
// and that is no UTF-8 is refused.
func decode(raw []byte, h Hint, format Format) (string, error) {
	if label, rest := marked(raw); label != "" {
		return convert(rest, label, h.Name)
	}
	label := statedCharset(h.ContentType)
	if label == "" && format == HTML {
		label = pageCharset(raw)
	}
	if utf8.Valid(raw) && !sixteenBits(label) && !sevenBits(label) {
		if bytes.IndexByte(raw, 0) >= 0 {
			return "", binary(h.Name)
		}
		return string(raw), nil // pages often state another one than they are written in
	}
	if label != "" {
		return convert(raw, label, h.Name)
	}
	return "", unknown(raw, h.Name)
}

// unknown says why bytes that are no UTF-8 cannot be read.
func unknown(raw []byte, name string) error {
	if bytes.IndexByte(raw[:min(len(raw), 1<<20)], 0) >= 0 || controls(raw) {
		return binary(name)
	}
	multi, invalid := 0, 0
	for rest := raw; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			invalid++
		case size > 1:
			multi++
		}
		rest = rest[size:]
	}
	if multi > invalid {
		return fail(Charset, name, "mixes UTF-8 with "+count(invalid)+" bytes of another character set; save it as UTF-8", nil)
	}
	return fail(Charset, name, "is no UTF-8 and does not say its character set; save it as UTF-8", nil)
}

func binary(name string) error {
	return fail(Binary, name, "is no text, and no document of a kind that is read: text, Markdown, HTML, PDF, mail, .docx", nil)
}

// controls says whether more than one byte in a hundred of the beginning is a control character, as in programs and pictures.
func controls(raw []byte) bool {
	raw = raw[:min(len(raw), 1<<16)]
	n := 0
	for _, c := range raw {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			n++
		}
	}
	return 100*n > len(raw)
}

// marked returns the character set of a byte order mark, and what follows it.
func marked(raw []byte) (string, []byte) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		return "utf-8", raw[3:]
	case bytes.HasPrefix(raw, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(raw, []byte("\x00\x00\xfe\xff")):
		return "utf-32", raw
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return "utf-16le", raw[2:]
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return "utf-16be", raw[2:]
	}
	return "", raw
}

func statedCharset(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return strings.ToLower(strings.TrimSpace(params["charset"]))
}

func sixteenBits(label string) bool {
	return strings.HasPrefix(label, "utf-16") || strings.HasPrefix(label, "utf16")
}

// sevenBits says whether a character set writes all of its letters with the bytes of ASCII.
func sevenBits(label string) bool {
	return strings.HasPrefix(label, "iso-2022") || strings.HasPrefix(label, "hz-gb") || label == "utf-7"
}

// pageCharset is what the page states in its first kilobytes; empty if it states nothing.
func pageCharset(raw []byte) string {
	head := bytes.ToLower(raw[:min(len(raw), 4096)])
	mark := []byte("charset")
	if bytes.HasPrefix(bytes.TrimSpace(head), []byte("<?xml")) && bytes.Contains(head[:min(len(head), 200)], []byte("encoding")) {
		mark = []byte("encoding")
	}
	for rest := head; ; {
		i := bytes.Index(rest, mark)
		if i < 0 {
			return ""
		}
		rest = rest[i+len(mark):]
		label, ok := bytes.CutPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte("="))
		if !ok {
			continue
		}
		label = bytes.TrimLeft(label, " \t\r\n\"'")
		if end := bytes.IndexAny(label, "\"'> ;/?\r\n\t"); end > 0 {
			return string(label[:end])
		}
	}
}

// convert reads bytes of a character set. Bytes that it does not have are refused, as is a set that nobody knows.
func convert(raw []byte, label, name string) (string, error) {
	var enc encoding.Encoding
	switch {
	case label == "utf-8" || label == "utf8" || label == "us-ascii" || label == "ascii":
		if !utf8.Valid(raw) {
			return "", fail(Charset, name, "says that it is "+label+" and has bytes that are not; it may be mixed or damaged", nil)
		}
		return string(raw), nil
	case sixteenBits(label):
		order := unicode.LittleEndian
		if strings.HasSuffix(label, "be") {
			order = unicode.BigEndian
		}
		if len(raw)%2 != 0 {
			return "", fail(Charset, name, "says that it is "+label+" and has an odd number of bytes; it is cut or damaged", nil)
		}
		enc = unicode.UTF16(order, unicode.IgnoreBOM)
	default:
		if enc, _ = charset.Lookup(label); enc == nil || enc == encoding.Replacement {
			return "", fail(Charset, name, "says that it is "+quoted(label)+", a character set that is not known; save it as UTF-8", nil)
		}
	}
	out, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return "", fail(Charset, name, "says that it is "+label+" and cannot be read as such", err)
	}
	if bad := bytes.Count(out, []byte("\ufffd")); bad > 0 {
		return "", fail(Charset, name, "says that it is "+label+" and has "+count(bad)+" signs that are not; it may be mixed or damaged", nil)
	}
	if bytes.IndexByte(out, 0) >= 0 {
		return "", binary(name)
	}
	return string(out), nil
}

// quoted writes a word from outside so that it cannot disturb a message.
func quoted(s string) string {
	if len(s) > 40 {
		s = s[:40]
	}
	var b strings.Builder
	for _, r := range s {
		if r < ' ' || r > '~' || r == '"' {
			r = '?'
		}
		b.WriteRune(r)
	}
	return `"` + b.String() + `"`
}
