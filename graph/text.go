package graph

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Limits on the size of a field, in bytes.
const (
	MaxID    = 128     // actor and source ids
	MaxName  = 1_000   // a name, an alias, a publisher, a title, an attribution
	MaxLong  = 10_000  // a statement, a description, a reason, a quote, a URL
	MaxText  = 4 << 20 // the held text of a source
	MaxItems = 1_000   // aliases, codes, third parties, pieces of evidence, claims on one side of a dispute
)

// checkID tells whether s may name an actor or a source: [a-z0-9][a-z0-9._-]{0,127}.
func checkID(field, s string) error {
	if s == "" {
		return Invalid(field, s, "is missing; it needs an id such as %q", "united-states")
	}
	if len(s) > MaxID {
		return Invalid(field, s, "has %d bytes; an id has at most %d", len(s), MaxID)
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || i > 0 && (c == '.' || c == '_' || c == '-') {
			continue
		}
		return Invalid(field, s, "%q is not an id: byte %d is %q; an id is made of a-z, 0-9 and, after the first, '.', '_', '-'", shorten(s), i, s[i:i+1])
	}
	return nil
}

// checkLine tells whether s may stand in a field of one line: valid UTF-8, no control characters and none of the
// marks that turn the direction of the text around them, which make a name read as something it is not.
func checkLine(field, s string, most int) error {
	if err := checkBytes(field, s, most); err != nil {
		return err
	}
	for i, r := range s {
		if unicode.IsControl(r) {
			return Invalid(field, s, "has the control character U+%04X at byte %d", r, i)
		}
		if isDirectionOverride(r) {
			return Invalid(field, s, "has the direction override U+%04X at byte %d, which is not allowed in a name", r, i)
		}
	}
	return nil
}

// checkProse is checkLine for longer texts, in which line breaks and tabs may stand.
func checkProse(field, s string, most int) error {
	if err := checkBytes(field, s, most); err != nil {
		return err
	}
	for i, r := range s {
		if unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' {
			return Invalid(field, s, "has the control character U+%04X at byte %d", r, i)
		}
	}
	return nil
}

func checkBytes(field, s string, most int) error {
	if len(s) > most {
		return Invalid(field, s, "has %d bytes; at most %d are allowed", len(s), most)
	}
	if i := invalidAt(s); i >= 0 {
		return Invalid(field, s, "is not valid UTF-8 at byte %d", i)
	}
	if i := strings.IndexByte(s, 0); i >= 0 {
		return Invalid(field, s, "has a NUL at byte %d", i)
	}
	return nil
}

// invalidAt is the offset of the first byte of s that is not UTF-8, or -1.
func invalidAt(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return i
			}
		}
	}
	return -1
}

// isDirectionOverride: the embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9, 2.1-2.5).
func isDirectionOverride(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// clean is what identity uses of a free text: Unicode NFC, without blanks at the ends.
func clean(s string) string {
	if isASCII(s) {
		return strings.TrimSpace(s)
	}
	return strings.TrimSpace(norm.NFC.String(s))
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Words cuts a text into folded words: Unicode NFKD without marks, lower case, runs of letters and digits. It is
// the one place that decides what a search for words compares, so that every store finds the same.
func Words(s string) []string {
	return strings.FieldsFunc(Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// Fold takes case and marks off a text: "Échange" becomes "echange".
func Fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// oneOf is the error of a closed list.
func oneOf[T ~string](field string, value T, allowed []T) error {
	names := make([]string, len(allowed))
	for i, a := range allowed {
		if a == value {
			return nil
		}
		names[i] = string(a)
	}
	return Invalid(field, string(value), "%q is not known; allowed are %s", shorten(string(value)), strings.Join(names, ", "))
}

func tooMany(field string, n int) error {
	if n > MaxItems {
		return Invalid(field, fmt.Sprint(n), "has %d entries; at most %d are allowed", n, MaxItems)
	}
	return nil
}
