package document

import (
	"errors"
	"fmt"
	"strconv"

	"liaison/graph"
)

// Reason says why a document cannot be read; programs act on it.
type Reason string

// The reasons.
const (
	Empty       Reason = "empty"        // no text at all
	Binary      Reason = "binary"       // no text, and no format that is known
	TooLarge    Reason = "too-large"    // over MaxInput, MaxText, or what a packed format may unpack to
	Unsupported Reason = "unsupported"  // a format that is known and not read
	Unreadable  Reason = "unreadable"   // the file or stream cannot be read
	Broken      Reason = "broken"       // the format's own rules are not kept
	Charset     Reason = "charset"      // character set unknown, or mixed
	Scanned     Reason = "scanned"      // a PDF without text
	Encrypted   Reason = "encrypted"    // a PDF with a password
	NoContent   Reason = "no-content"   // HTML without main content
	FetchOff    Reason = "fetch-off"    // fetching is not switched on
	Refused     Reason = "refused"      // an address that is not fetched
	FetchFailed Reason = "fetch-failed" // the server does not give the page
)

// Error says why a document cannot be read.
type Error struct {
	Reason  Reason
	Name    string // of the document; may be empty
	Message string // what is wrong, after the name: "has no text"
	Err     error  // the cause, for logs
}

func (e *Error) Error() string {
	name := e.Name
	if name == "" {
		name = "the document"
	}
	if e.Err != nil {
		return fmt.Sprintf("%s %s (%v)", name, e.Message, e.Err)
	}
	return name + " " + e.Message
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// As gives the error as one of the domain.
func (e *Error) As(target any) bool {
	g, ok := target.(**graph.Error)
	if !ok {
		return false
	}
	code := graph.CodeInvalid
	switch e.Reason {
	case TooLarge:
		code = graph.CodeTooLarge
	case FetchFailed:
		code = graph.CodeUnavailable
	}
	*g = &graph.Error{Code: code, Field: "document", Value: e.Name, Message: (&Error{Name: e.Name, Message: e.Message}).Error(), Err: e.Err}
	return true
}

func fail(reason Reason, name, message string, err error) *Error {
	return &Error{Reason: reason, Name: name, Message: message, Err: err}
}

func tooLarge(name string, size int64) *Error {
	return fail(TooLarge, name, "has "+count(int(size))+" bytes; at most "+count(MaxInput)+" are read", nil)
}

// plain writes a number.
func plain(n int) string { return strconv.Itoa(n) }

// count writes a number with commas.
func count(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

var errDeep = errors.New("elements lie too deep within each other")
