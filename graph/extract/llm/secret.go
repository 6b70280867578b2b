package llm

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
)

// Secret is a key. However it is printed, logged or encoded, it shows only whether there is one; string(s) gives the key.
type Secret string

// String hides the key.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return "[key]"
}

// Format hides the key from all verbs.
func (s Secret) Format(w fmt.State, _ rune) { _, _ = io.WriteString(w, s.String()) }

// MarshalText hides the key from encoders.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue hides the key from logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// tellsOf says whether a text that came from outside has a part of the key in it: words of a server are shown only without.
func (s Secret) tellsOf(text string) bool {
	const part = 6 // bytes; servers that show the end of a key show four
	low, key := strings.ToLower(text), strings.ToLower(string(s))
	if key == "" {
		return false
	}
	if len(key) <= part {
		return strings.Contains(low, key)
	}
	for i := 0; i+part <= len(key); i++ {
		if strings.Contains(low, key[i:i+part]) {
			return true
		}
	}
	return false
}
