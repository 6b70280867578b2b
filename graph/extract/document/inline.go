package document

import "strings"

// inline takes the marks out of a line of Markdown. It goes over the line once.
func inline(s string) string {
	if !strings.ContainsAny(s, "*_`[!<\\~") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_{}[]()#+-.!|<>~", s[i+1]) >= 0:
			b.WriteByte(s[i+1])
			i += 2
		case c == '`', c == '*', c == '~' && i+1 < len(s) && s[i+1] == '~', c == '_' && !within(s, i):
			if stands(s, i) {
				b.WriteByte(c)
			}
			i++
			if c == '~' {
				i++
			}
		case c == '!' && i+1 < len(s) && s[i+1] == '[':
			_, end := link(s, i+1)
			i = end
		case c == '[':
			words, end := link(s, i)
			b.WriteString(words)
			i = end
		case c == '<':
			words, end := tag(s, i)
			b.WriteString(words)
			i = end
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// within says whether a sign stands inside a word: snake_case keeps its line.
func within(s string, i int) bool {
	return i > 0 && i+1 < len(s) && wordByte(s[i-1]) && wordByte(s[i+1])
}

// stands says whether a sign stands alone between blanks, as in "2 * 3".
func stands(s string, i int) bool {
	return (i == 0 || s[i-1] == ' ') && (i+1 == len(s) || s[i+1] == ' ')
}

func wordByte(c byte) bool {
	return c >= 0x80 || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
}

// Limits of a link: the bytes of its words, and brackets within them.
const (
	maxLabel    = 400
	maxBrackets = 4
)

// link returns the words of "[words](target)", "[words][ref]" or "[words]" that begins at i, and where it ends. Notes ("[^1]") have no
// words. What is no link is one bracket.
func link(s string, i int) (string, int) {
	end := closing(s, i)
	if end < 0 {
		return "[", i + 1
	}
	words := unmarked(s[i+1 : end])
	next := end + 1
	switch {
	case strings.HasPrefix(words, "^"):
		return "", next
	case next < len(s) && s[next] == '(':
		if end := strings.IndexByte(s[next:min(len(s), next+4096)], ')'); end > 0 {
			return words, next + end + 1
		}
	case next < len(s) && s[next] == '[':
		if end := strings.IndexByte(s[next:min(len(s), next+maxLabel)], ']'); end > 0 {
			return words, next + end + 1
		}
	default:
		return "[" + words + "]", next
	}
	return words, next
}

// closing finds the bracket that closes the one at i; -1 if there is none near.
func closing(s string, i int) int {
	depth := 0
	for j := i; j < len(s) && j < i+maxLabel; j++ {
		switch s[j] {
		case '[':
			if depth++; depth > maxBrackets {
				return -1
			}
		case ']':
			if depth--; depth == 0 {
				return j
			}
		}
	}
	return -1
}

// unmarked takes marks out of the words of a link.
func unmarked(s string) string {
	if !strings.ContainsAny(s, "*`[]") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("*`[]", r) {
			return -1
		}
		return r
	}, s)
}

// tag returns what stands for "<...>" at i: the address of "<https://...>", nothing for a tag of HTML, the sign itself for anything else.
func tag(s string, i int) (string, int) {
	end := strings.IndexByte(s[i:min(len(s), i+1024)], '>')
	if end < 2 {
		return "<", i + 1
	}
	inner := s[i+1 : i+end]
	switch {
	case strings.Contains(inner, "://") && !strings.Contains(inner, " "):
		return inner, i + end + 1
	case inner[0] == '/' || inner[0] == '!' || inner[0]|0x20 >= 'a' && inner[0]|0x20 <= 'z':
		return "", i + end + 1
	}
	return "<", i + 1
}
