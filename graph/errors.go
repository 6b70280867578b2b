package graph

import (
	"errors"
	"fmt"
	"strings"
)

// Code says what kind of thing went wrong; programs act on it, people read the message.
type Code string

// The codes. Everything else is CodeInternal.
const (
	CodeInvalid     Code = "invalid"     // the caller's value cannot be accepted; Field names it
	CodeNotFound    Code = "not-found"   // nothing by that name at that sequence
	CodeConflict    Code = "conflict"    // the value contradicts what is recorded
	CodeTooLarge    Code = "too-large"   // over a stated limit
	CodeUnavailable Code = "unavailable" // the store cannot answer now; trying again may help
	CodeTimeout     Code = "timeout"     // the time limit passed before the first hop was complete
	CodeFull        Code = "full"        // no room to write; reads go on
	CodeInternal    Code = "internal"    // a fault of ours
)

// Error is the one error type with a meaning. It is made once, where the meaning is known.
type Error struct {
	Code    Code
	Field   string // the field or parameter at fault, as its user writes it; may be empty
	Value   string // the offending value, shortened; may be empty
	Message string // one sentence: what is wrong and what is allowed
	Err     error  // the cause, for logs
}

func (e *Error) Error() string {
	var b strings.Builder
	if e.Field != "" {
		b.WriteString(e.Field)
		b.WriteString(": ")
	}
	b.WriteString(e.Message)
	if e.Err != nil {
		fmt.Fprintf(&b, " (%v)", e.Err)
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf finds the code of err: CodeInternal for an error without one, "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// Invalid makes the error for a value that cannot be accepted.
func Invalid(field, value, format string, args ...any) *Error {
	return &Error{Code: CodeInvalid, Field: field, Value: shorten(value), Message: fmt.Sprintf(format, args...)}
}

// NotFound makes the error for a name that nothing bears.
func NotFound(field, value, format string, args ...any) *Error {
	return &Error{Code: CodeNotFound, Field: field, Value: shorten(value), Message: fmt.Sprintf(format, args...)}
}

// Conflict makes the error for a value that contradicts what is recorded.
func Conflict(field, value, format string, args ...any) *Error {
	return &Error{Code: CodeConflict, Field: field, Value: shorten(value), Message: fmt.Sprintf(format, args...)}
}

// shorten keeps error messages readable when the value is not: at most 80 bytes, cut on a rune boundary.
func shorten(s string) string {
	const most = 80
	if len(s) <= most {
		return strings.ToValidUTF8(s, "\uFFFD")
	}
	cut := most
	for cut > 0 && s[cut]&0xC0 == 0x80 {
		cut--
	}
	return strings.ToValidUTF8(s[:cut], "\uFFFD") + "…"
}
