package exchange

import (
	"bytes"
	"fmt"

	"liaison/graph"
)

// Limits on a quoted field that runs over several lines: beyond them a quote was left open by mistake, and without
// limits it would swallow the rest of the file.
const (
	maxQuotedLines = 100
	maxQuotedBytes = 1 << 20
)

// rows cuts lines into fields. With a tab between fields quotes mean nothing, as in the event data sets; with a comma or
// semicolon they are those of RFC 4180.
type rows struct {
	in      *lines
	comma   byte
	fields  [][]byte
	line    int    // of the row read last
	raw     []byte // its bytes
	joined  []byte
	waiting [][]byte // lines read in search of a closing quote
	first   int      // line of waiting[0]
	scratch []byte
}

// next gives the fields of the next row that is not blank, and false at the end. They are valid until the next call. A
// *LineError is about that row only.
func (r *rows) next() ([][]byte, bool, error) {
	for {
		text, more, err := r.nextLine()
		r.raw = text
		if err != nil || !more {
			return nil, more, err
		}
		if blank(text) {
			continue
		}
		if r.comma == '\t' {
			r.fields = splitTabs(text, r.fields[:0])
			return r.fields, true, nil
		}
		err = r.quoted(text)
		return r.fields, true, err
	}
}

func (r *rows) nextLine() ([]byte, bool, error) {
	if len(r.waiting) > 0 {
		text := r.waiting[0]
		r.waiting = r.waiting[1:]
		r.line = r.first
		r.first++
		return text, true, nil
	}
	text, more, err := r.in.next()
	r.line = r.in.line
	return text, more, err
}

func splitTabs(text []byte, fields [][]byte) [][]byte {
	for {
		i := bytes.IndexByte(text, '\t')
		if i < 0 {
			return append(fields, text)
		}
		fields = append(fields, text[:i])
		text = text[i+1:]
	}
}

// quoted splits a row whose fields may be quoted; one that has a line end within quotes takes further lines.
func (r *rows) quoted(text []byte) error {
	open, err := r.split(text)
	if !open {
		return err
	}
	start := r.line
	r.joined = append(r.joined[:0], text...)
	var taken [][]byte
	for len(taken) < maxQuotedLines && len(r.joined) < maxQuotedBytes {
		more, ok, lineErr := r.nextLine()
		if lineErr != nil || !ok {
			break
		}
		taken = append(taken, bytes.Clone(more))
		r.joined = append(append(r.joined, '\n'), more...)
		if bytes.IndexByte(more, '"') < 0 {
			continue
		}
		if open, err = r.split(r.joined); !open && err == nil {
			r.line, r.raw = start, r.joined
			return nil
		} else if err != nil {
			break // the quote that closed it opens another field: the first one was left open
		}
	}
	r.waiting = append(taken, r.waiting...) // rows of their own after all
	r.first = start + 1
	r.line, r.raw = start, r.joined[:len(text)]
	r.fields = r.fields[:0]
	return &LineError{Line: start, Err: graph.Invalid("line", "", "has a quote that is not closed")}
}

// split cuts a row into r.fields; open tells that it ended within quotes.
func (r *rows) split(text []byte) (open bool, err error) {
	r.fields, r.scratch = r.fields[:0], r.scratch[:0]
	for {
		if len(text) == 0 || text[0] != '"' {
			i := bytes.IndexByte(text, r.comma)
			if i < 0 {
				r.fields = append(r.fields, text)
				return false, nil
			}
			r.fields = append(r.fields, text[:i])
			text = text[i+1:]
			continue
		}
		field, rest, closed := r.unquote(text[1:])
		if !closed {
			return true, nil
		}
		r.fields = append(r.fields, field)
		if len(rest) == 0 {
			return false, nil
		}
		if rest[0] != r.comma {
			return false, &LineError{Line: r.line, Column: len(r.fields), Err: graph.Invalid("", "", "has text after its closing quote: %s", clipped(string(rest)))}
		}
		text = rest[1:]
	}
}

// unquote reads up to the closing quote; doubled quotes stand for one.
func (r *rows) unquote(text []byte) (field, rest []byte, closed bool) {
	i := bytes.IndexByte(text, '"')
	if i < 0 {
		return nil, nil, false
	}
	if i+1 >= len(text) || text[i+1] != '"' {
		return text[:i], text[i+1:], true
	}
	from := len(r.scratch)
	for {
		r.scratch = append(r.scratch, text[:i]...)
		if i+1 >= len(text) || text[i+1] != '"' {
			return r.scratch[from:len(r.scratch):len(r.scratch)], text[i+1:], true
		}
		r.scratch = append(r.scratch, '"')
		text = text[i+2:]
		if i = bytes.IndexByte(text, '"'); i < 0 {
			return nil, nil, false
		}
	}
}

// cellError is what is wrong with a row: in a column, or (-1) as a whole.
type cellError struct {
	column int // from 0
	err    *graph.Error
}

func (e *cellError) Error() string { return e.err.Error() }

func badCell(column int, value []byte, format string, args ...any) *cellError {
	return &cellError{column, graph.Invalid("", string(value), format, args...)}
}

func badRow(format string, args ...any) *cellError {
	return &cellError{-1, graph.Invalid("line", "", "%s", fmt.Sprintf(format, args...))}
}
