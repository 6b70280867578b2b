package document

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// clean makes line ends "\n", drops a byte order mark, and makes blanks of control characters that are no white space. Every
// other byte stays as it is.
func clean(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	if !unclean(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\r':
			if i+1 == len(text) || text[i+1] != '\n' {
				b.WriteByte('\n')
			}
		case c < ' ' && c != '\n' && c != '\t', c == 0x7f:
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unclean(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
			return true
		}
	}
	return false
}

// line puts a title or name on one line, and cuts it where it is longer than a name may be.
func line(s string) string {
	const most = 500
	s = strings.Join(strings.Fields(strings.ToValidUTF8(clean(s), "\ufffd")), " ")
	if len(s) <= most {
		return s
	}
	end := most
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return strings.TrimSpace(s[:end])
}

// blank says whether there is nothing but white space and marks that are not seen.
func blank(raw []byte) bool {
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		switch r {
		case ' ', '\n', '\r', '\t', '\f', '\v', 0xa0, 0xfeff, 0x200b, 0x200e, 0x200f, 0x2060:
		default:
			return false
		}
		raw = raw[size:]
	}
	return true
}

// webAddress returns an address that is one of the web, without user and password; else nothing.
func webAddress(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	u.User = nil
	return u.String()
}
