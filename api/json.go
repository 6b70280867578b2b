package api

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"liaison/graph"
)

const hexDigits = "0123456789abcdef"

// plain tells which bytes stand for themselves in a JSON string.
var plain = func() (t [256]bool) {
	for c := 0x20; c < 0x80; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}()

// appendString appends s as a JSON string, with the bytes that encoding/json writes when it does not escape HTML.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if plain[c] {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			switch {
			case r == utf8.RuneError && n == 1:
				b = append(append(b, s[start:i]...), `\ufffd`...)
			case r == '\u2028' || r == '\u2029':
				b = append(append(b, s[start:i]...), `\u202`...)
				b = append(b, hexDigits[r&0xF])
			default:
				i += n
				continue
			}
			i += n
			start = i
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\b':
			b = append(b, '\\', 'b')
		case '\f':
			b = append(b, '\\', 'f')
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xF])
		}
		i++
		start = i
	}
	return append(append(b, s[start:]...), '"')
}

// appendID appends a text that is known to need no escapes: ids, days, words of closed sets.
func appendID[T ~string](b []byte, s T) []byte {
	return append(append(append(b, '"'), s...), '"')
}

// appendText appends s, or null for an empty text.
func appendText(b []byte, s string) []byte {
	if s == "" {
		return append(b, "null"...)
	}
	return appendString(b, s)
}

// appendDay appends a day, or null for an open bound.
func appendDay(b []byte, d graph.Day) []byte {
	if !d.Valid() {
		return append(b, "null"...)
	}
	return append(d.Append(append(b, '"')), '"')
}

// marshal is encoding/json without HTML escapes, appended to b.
func marshal(b []byte, v any) ([]byte, error) {
	w := bytes.NewBuffer(b)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return b, err
	}
	out := w.Bytes()
	return out[:len(out)-1], nil // without Encode's line feed
}

func toValid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// Encode writes a body as the server does: a *graph.View or *graph.TieView, or what one of the BodyOf functions made.
func Encode(body any) ([]byte, error) {
	switch v := body.(type) {
	case *graph.View:
		return AppendView(nil, v), nil
	case *graph.TieView:
		return AppendTie(nil, v), nil
	default:
		return marshal(nil, body)
	}
}
