package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"liaison/graph"
)

// Version is the version of the format that Export writes. A reader refuses a greater one.
const Version = 1

// formatName stands in the header, so that a file says what it is.
const formatName = "liaison"

// Header is the first line of an export.
type Header struct {
	Version  int
	Sequence graph.Sequence // of the last record that follows; 0: none follows
	Recorded time.Time      // of that record
	Ontology []graph.Relation
}

// header reads the members of a header line.
func (f *fields) header() *Header {
	h := &Header{Version: f.integer("version", 0)}
	if name := f.text("format"); f.fault == nil && name != formatName {
		f.wrong("format", f.place("format"), "%s is not the format read here, which is %q", clipped(name), formatName)
	}
	if f.fault == nil && (h.Version < 1 || h.Version > Version) {
		f.wrong("version", f.place("version"), "%d is a version of the format that is not known; known are 1 to %d", h.Version, Version)
	}
	s := f.stamp()
	h.Sequence, h.Recorded = s.Sequence, s.Recorded
	if m := f.find("ontology"); m != nil {
		d := json.NewDecoder(bytes.NewReader(f.line[m.lo:m.hi]))
		d.DisallowUnknownFields()
		if err := d.Decode(&h.Ontology); err != nil {
			f.wrong("ontology", m.lo, "cannot be read: %v", err)
		}
	}
	return h
}

// append writes the header line, its end included.
func (h *Header) append(dst []byte) ([]byte, error) {
	dst = fmt.Appendf(dst, `{"type":"header","format":%q,"version":%d,"sequence":%d`, formatName, h.Version, h.Sequence)
	if h.Sequence > 0 {
		dst = appendTime(append(dst, `,"recorded":`...), h.Recorded)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(h.Ontology); err != nil {
		return nil, err
	}
	dst = append(append(dst, `,"ontology":`...), bytes.TrimRight(b.Bytes(), "\n")...)
	return append(dst, "}\n"...), nil
}

// ReadHeader reads the header of an export, packed or not, so that a store can be made with its ontology before the
// export is restored into it. The error is a *LineError where the input has no header. A reader that can seek is left
// where it was; of any other one the beginning is gone.
func ReadHeader(r io.Reader) (*Header, error) {
	if s, ok := r.(io.Seeker); ok {
		if from, err := s.Seek(0, io.SeekCurrent); err == nil {
			defer s.Seek(from, io.SeekStart) //nolint:errcheck // it has just been at that place
		}
	}
	in, err := unpack(wrapped(r), "", false)
	if err != nil {
		return nil, err
	}
	defer in.close()
	l, err := NewDecoder(in.Reader).Next()
	switch {
	case errors.Is(err, io.EOF):
		return nil, &LineError{Line: 1, Err: graph.Invalid("file", "", "is empty; an export begins with a header line")}
	case err != nil:
		return nil, err
	case l.Header == nil:
		return nil, &LineError{Line: l.Number, Err: graph.Invalid("type", "", "is no header; an export begins with a header line")}
	}
	return l.Header, nil
}
