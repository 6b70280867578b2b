package exchange

import (
	"errors"
	"fmt"
	"strings"

	"liaison/graph"
)

// Problem says what is wrong with one line of the input.
type Problem struct {
	Line int // from 1, counted in the unpacked input, empty lines included
	// Column is, in NDJSON, the byte of the line, from 1; in a table, the column, from 1; 0 where the line as a whole
	// is at fault or the place is not known.
	Column  int
	Field   string // the field of the record, or the name of the table's column; may be empty
	Value   string // the offending value, shortened; may be empty
	Message string // what is wrong and what is allowed
	Kept    bool   // the line was known, and what differs in it stays as first recorded: a remark, not a refusal
}

// String writes the problem as one sentence: "line 3, column 2 (date): ...".
func (p Problem) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "line %d", p.Line)
	if p.Column > 0 {
		fmt.Fprintf(&b, ", column %d", p.Column)
	}
	if p.Field != "" {
		fmt.Fprintf(&b, " (%s)", p.Field)
	}
	return b.String() + ": " + p.Message
}

// LineError is what is wrong with one line; the lines after it can still be read.
type LineError struct {
	Line   int // from 1
	Column int // as in Problem
	Err    error
}

func (e *LineError) Error() string {
	if e.Column > 0 {
		return fmt.Sprintf("line %d, column %d: %v", e.Line, e.Column, e.Err)
	}
	return fmt.Sprintf("line %d: %v", e.Line, e.Err)
}

// Unwrap gives the cause, mostly a *graph.Error.
func (e *LineError) Unwrap() error { return e.Err }

// problemOf describes an error about a line.
func problemOf(line, column int, err error) Problem {
	p := Problem{Line: line, Column: column, Message: err.Error()}
	var le *LineError
	if errors.As(err, &le) {
		p.Column = le.Column
		p.Message = le.Err.Error()
	}
	var ge *graph.Error
	if errors.As(err, &ge) {
		p.Field, p.Value, p.Message = ge.Field, ge.Value, ge.Message
		if ge.Err != nil {
			p.Message += fmt.Sprintf(" (%v)", ge.Err)
		}
	}
	return p
}

// Summary says what an import did. Of every line that is not empty, and no header, exactly one of Accepted, Added,
// Known and Rejected is true; a row of an event file counts by its claims.
type Summary struct {
	Format   string         // as found or given
	Run      string         // the run that the claims carry, which a retraction can name; empty: none was given
	Lines    int            // lines (rows) read
	Accepted int            // lines that recorded something new
	Added    int            // lines whose claim was known and gained evidence
	Known    int            // lines recorded before
	Rejected int            // lines refused
	Kept     int            // known lines that differ in a field that stays as first recorded
	Actors   int            // actors recorded
	Sources  int            // sources recorded
	Claims   int            // claims recorded
	Sequence graph.Sequence // the newest sequence that this import recorded or met; 0: none
	Problems []Problem      // the first ones, in order of lines within a batch
	More     int            // problems not listed
}

// Changed tells whether anything was recorded.
func (s Summary) Changed() bool { return s.Accepted+s.Added+s.Actors+s.Sources+s.Claims > 0 }

// String is one sentence for people.
func (s Summary) String() string {
	var b strings.Builder
	b.WriteString(counted(s.Lines, "line") + " read: ")
	if !s.Changed() && s.Rejected == 0 {
		fmt.Fprintf(&b, "nothing new, all %d were recorded before", s.Known)
		return b.String()
	}
	fmt.Fprintf(&b, "%d accepted", s.Accepted)
	for _, part := range []struct {
		n    int
		what string
	}{{s.Added, "gained evidence"}, {s.Known, "known before"}, {s.Rejected, "rejected"}} {
		if part.n > 0 {
			fmt.Fprintf(&b, ", %d %s", part.n, part.what)
		}
	}
	fmt.Fprintf(&b, "; recorded %s, %s, %s", counted(s.Actors, "actor"), counted(s.Sources, "source"), counted(s.Claims, "claim"))
	if s.Kept > 0 {
		fmt.Fprintf(&b, "; in %s something differs from what was recorded first, which stays", counted(s.Kept, "line"))
	}
	return b.String()
}

// counted writes a number and its noun, which is regular.
func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprint(n, " ", noun)
}

// Progress is told after every batch.
type Progress struct {
	Bytes   int64 // of the input as stored, packed bytes if it is packed
	Lines   int
	Summary Summary // so far; without its Problems
}
