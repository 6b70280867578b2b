package graph

import (
	"strconv"
	"strings"
)

// DateError says why a date, a day or a window of days was refused.
type DateError struct {
	Field      string // the name of the value where it is known ("at", "from", "to"), else empty
	Text       string // what was read, at most the first 64 bytes of it
	At         int    // the byte of the text, from 0, at which it stopped making sense
	Problem    string // what is wrong
	Understood string // what would have been understood; may be empty
}

// Error writes one sentence: the value, the place, the problem, and what is understood. It is plain ASCII.
func (e *DateError) Error() string {
	name := e.Field
	if name == "" {
		name = "date"
	}
	if e.Text == "" {
		return name + ": " + e.sentence()
	}
	return name + " " + e.sentence()
}

// As makes a DateError serve as an *Error with CodeInvalid, so that programs need to know one type only.
func (e *DateError) As(target any) bool {
	t, ok := target.(**Error)
	if ok {
		*t = &Error{Code: CodeInvalid, Field: e.Field, Value: e.Text, Message: e.sentence()}
	}
	return ok
}

// sentence is the error without the name of the field.
func (e *DateError) sentence() string {
	var b strings.Builder
	if e.Text != "" {
		b.WriteString(quote(e.Text) + ", byte " + itoa(e.At) + ": ")
	}
	b.WriteString(e.Problem)
	if e.Understood != "" {
		b.WriteString("; understood: " + e.Understood)
	}
	return b.String()
}

const understoodWhen = "2024-12-20, 2024-12, 2024, 202X, 2024-12-XX; ranges [a..b], [..b], [a..]; " +
	"spans a/b, a/.., a/, /b; after a date, a range or an end of a span one of ~ ? %; or nothing for no date"

const understoodPeriod = "2024-12-20, 2024-12, 2024, 202X, 2024-12-XX; ranges [a..b], [..b], [a..]; " +
	"spans a/b, a/.., a/, /b, ../b; after a date, a range or an end of a span one of ~ ? %; or nothing for no date"

const understoodInstant = "2024-12-20, 2024-12, 2024, 202X, 2024-12-XX; ranges [a..b], [..b], [a..]; " +
	"after them one of ~ ? %; or nothing for no date"

func refuse(at int, problem string) *DateError { return &DateError{At: at, Problem: problem} }

// clip copies the text that an error shows, so that the text itself need not outlive the call.
func clip(text string) string { return strings.Clone(text[:min(len(text), maxDateText)]) }

func quote(s string) string { return strconv.QuoteToASCII(s) }

func itoa(n int) string { return strconv.Itoa(n) }
