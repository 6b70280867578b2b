package evaluate

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"liaison/graph"
)

// maxLine is the longest line of a gold file, in bytes.
const maxLine = 8 << 20

// GoldError says where a gold file is wrong.
type GoldError struct {
	File  string
	Line  int    // from 1; 0: the file as a whole
	Field string // such as events[2].when; may be empty
	Err   error
}

func (e *GoldError) Error() string {
	where := e.File
	if e.Line > 0 {
		where += fmt.Sprintf(", line %d", e.Line)
	}
	if e.Field != "" {
		where += ", " + e.Field
	}
	return where + ": " + e.Err.Error()
}

// Unwrap gives the cause.
func (e *GoldError) Unwrap() error { return e.Err }

// Reader reads gold files.
type Reader struct {
	Ontology *graph.Ontology // what relations there are
}

// line is a line of a gold file that is not empty.
type line struct {
	n   int // from 1
	raw []byte
}

// format is one way to write gold.
type format struct {
	name string
	mark string // a field, `"name":`, that no other format has on its first line
	read func(r *Reader, file string, lines []line) ([]Document, error)
}

func formats() []format {
	return []format{
		{"seed", "record", readSeed},
		{"sentences", "origin", readSentences},
		{"claims with briefs", "plover", readBriefs},
		{"own", "text", readOwn},
	}
}

// Read reads one file. The format is found from the fields of the first line:
//
//	own        texts with all their claims (graph/extract/testdata/gold/README.md)
//	sentences  public sentences with one event, or a few: those lines have an `origin`
//	seed       a line with `record: document`, its text in the file beside that it names, then its claims
//	briefs     lines of claims that name a `source`, with sources.jsonl, actors.jsonl and a folder briefs beside
//
// The error is a *GoldError where the file itself is wrong, else that of the file system.
func (r *Reader) Read(file string) ([]Document, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := readLines(file, f)
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 {
		return nil, &GoldError{File: file, Err: errors.New("is empty; a gold file has one JSON object a line")}
	}
	var first map[string]json.RawMessage
	if err := json.Unmarshal(lines[0].raw, &first); err != nil {
		return nil, &GoldError{File: file, Line: lines[0].n, Err: fmt.Errorf("is not a JSON object: %w", err)}
	}
	for _, f := range formats() {
		if _, ok := first[f.mark]; !ok {
			continue
		}
		docs, err := f.read(r, file, lines)
		for i := range docs {
			docs[i].File = file
		}
		return docs, err
	}
	return nil, &GoldError{File: file, Line: lines[0].n, Err: errors.New("is no gold format that is known: its first line has none of text, origin, record, plover")}
}

func readLines(file string, in io.Reader) ([]line, error) {
	var out []line
	s := bufio.NewScanner(in)
	s.Buffer(nil, maxLine)
	for n := 1; s.Scan(); n++ {
		if raw := bytes.TrimSpace(s.Bytes()); len(raw) > 0 {
			out = append(out, line{n, bytes.Clone(raw)})
		}
	}
	if errors.Is(s.Err(), bufio.ErrTooLong) {
		return nil, &GoldError{File: file, Line: len(out) + 1, Err: fmt.Errorf("is longer than %d bytes", maxLine)}
	}
	return out, s.Err()
}

// strict decodes a line whose fields are all known.
func strict(raw []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if d.More() {
		return errors.New("has something after the JSON object")
	}
	return nil
}

// root checks that a name is a root of the ontology.
func (r *Reader) root(name string) (graph.RelationID, error) {
	id := graph.RelationID(name)
	if _, ok := r.Ontology.Relation(id); !ok || r.Ontology.Root(id) != id {
		return "", fmt.Errorf("%q is no root of the ontology; roots are %s", name, joined(r.Ontology.Roots()))
	}
	return id, nil
}

func (r *Reader) roots(names []string) ([]graph.RelationID, error) {
	out := make([]graph.RelationID, 0, len(names))
	for _, name := range names {
		id, err := r.root(name)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

func joined[T ~string](list []T) string {
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = string(s)
	}
	return strings.Join(names, ", ")
}

// beside names a file in the folder of another.
func beside(file, name string) string { return filepath.Join(filepath.Dir(file), name) }

// oneOf checks a value of a closed list; empty is the first of them.
func oneOf[T ~string](value T, allowed []T) (T, error) {
	if value == "" {
		return allowed[0], nil
	}
	for _, a := range allowed {
		if a == value {
			return value, nil
		}
	}
	return "", fmt.Errorf("%q is not known; allowed are %s", value, joined(allowed))
}
