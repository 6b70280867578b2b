package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"liaison/graph"
)

// MaxLine is the longest line, in bytes, that is read: a held text of 4 MiB of which every byte is escaped as \u00XX
// has 24 MiB.
const MaxLine = 32 << 20

// sniffed is how much of the input is looked at to tell formats and line ends apart.
const sniffed = 64 << 10

// lines reads lines without ever holding more than MaxLine bytes.
type lines struct {
	r    *bufio.Reader
	end  byte   // '\n', or '\r' for files of old spreadsheets that have no other
	buf  []byte // collects a line that is longer than the reader's buffer
	line int    // of the line read last
	bom  bool   // the beginning was looked at
	most int
}

func newLines(r io.Reader) *lines {
	br, ok := r.(*bufio.Reader)
	if !ok || br.Size() < sniffed {
		br = bufio.NewReaderSize(r, 4*sniffed)
	}
	return &lines{r: br, end: '\n', most: MaxLine}
}

// next returns the next line without its end, and false at the end of the input. A *LineError is about that line only.
// The bytes are valid until the next call.
func (l *lines) next() ([]byte, bool, error) {
	if !l.bom {
		l.bom = true
		if err := l.begin(); err != nil {
			return nil, false, err
		}
	}
	l.buf = l.buf[:0]
	size := 0
	for {
		part, err := l.r.ReadSlice(l.end)
		size += len(part)
		if size > l.most+2 { // a line of MaxLine bytes may end in CR LF
			l.buf = l.buf[:0]
			if err == bufio.ErrBufferFull {
				continue
			}
			l.line++
			if err != nil && err != io.EOF {
				return nil, false, err
			}
			if cap(l.buf) > 1<<20 {
				l.buf = nil
			}
			return nil, true, &LineError{Line: l.line, Err: &graph.Error{Code: graph.CodeTooLarge, Field: "line",
				Message: fmt.Sprintf("has %d bytes; at most %d are allowed", size-1, l.most)}}
		}
		switch {
		case err == nil && len(l.buf) == 0:
			l.line++
			return l.trim(part), true, nil
		case err == nil:
			l.buf = append(l.buf, part...)
			l.line++
			return l.trim(l.buf), true, nil
		case err == bufio.ErrBufferFull:
			l.buf = append(l.buf, part...)
		case errors.Is(err, io.EOF):
			if size == 0 {
				return nil, false, nil
			}
			l.buf = append(l.buf, part...)
			l.line++
			return l.trim(l.buf), true, nil
		default:
			return nil, false, err
		}
	}
}

// begin takes a byte order mark away, finds the line ends, and refuses what is not text in UTF-8.
func (l *lines) begin() error {
	head, err := l.r.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) && err != bufio.ErrBufferFull {
		return err
	}
	if bytes.HasPrefix(head, []byte("\ufeff")) {
		_, _ = l.r.Discard(3) // they were just peeked at
		head = head[3:]
	}
	if err := notUTF8Text(head); err != nil {
		return err
	}
	if bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0 {
		l.end = '\r'
	}
	return nil
}

// notUTF8Text recognises text of 16-bit units, which no later message would explain.
func notUTF8Text(head []byte) error {
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		return graph.Invalid("file", "", "is text in UTF-16; save it as UTF-8")
	}
	return nil
}

func (l *lines) trim(b []byte) []byte {
	if n := len(b); n > 0 && b[n-1] == l.end {
		b = b[:n-1]
	}
	if n := len(b); n > 0 && b[n-1] == '\r' {
		b = b[:n-1]
	}
	return b
}

// blank tells whether a line holds nothing.
func blank(b []byte) bool {
	for _, c := range b {
		if c != ' ' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}

// checkText tells whether a line is UTF-8 without NUL bytes; the column of the first byte at fault, from 1, if not.
func checkText(b []byte) (int, error) {
	if !utf8.Valid(b) {
		at := 0
		for at < len(b) {
			r, n := utf8.DecodeRune(b[at:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			at += n
		}
		return at + 1, graph.Invalid("", "", "is not valid UTF-8: byte %d of the line is 0x%02X", at+1, b[at])
	}
	if at := bytes.IndexByte(b, 0); at >= 0 {
		return at + 1, graph.Invalid("", "", "has a NUL at byte %d of the line", at+1)
	}
	return 0, nil
}
