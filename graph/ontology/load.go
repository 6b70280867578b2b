package ontology

import (
	"bufio"
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"liaison/graph"
)

//go:embed data
var data embed.FS

// builtin names the files of relations, in the order in which they are read.
var builtin = []string{"types.ndjson", "structural.ndjson", "everyday.ndjson", "cameo.ndjson"}

const (
	maxLine        = 64 << 10 // bytes of one line
	maxLabel       = 120      // characters of a label, inverse label or alias
	maxDescription = 1000     // characters of a description
)

// FileError says where in a file a relation is wrong.
type FileError struct {
	File string // as its reader names itself, else "relations file 1", 2, ...
	Line int    // from 1
	Err  error  // a *graph.RelationError, or an *graph.Error if no relation could be read
}

func (e *FileError) Error() string { return fmt.Sprintf("%s, line %d: %v", e.File, e.Line, e.Err) }

// Unwrap gives the cause.
func (e *FileError) Unwrap() error { return e.Err }

// entry is a relation with the place it came from.
type entry struct {
	graph.Relation
	scored bool // the line gives a score
	file   string
	line   int
}

// Load returns the built-in relations and those of the extra files: NDJSON, one
// relation a line, blank lines allowed; the fields are those of graph.Relation.
// Required are `id`, `label`, `inverse` unless `symmetric`, and `parent` for
// all but roots; class, type, mode, quad, subjects, objects and score are the
// parent's where they are left out. An extra file adds relations below
// built-in or its own ones and cannot change a built-in one.
//
// An error in a file is a *FileError that names file, line, relation and field.
// A reader names its file by a method `Name() string`, as *os.File does.
func Load(extra ...io.Reader) (*graph.Ontology, error) {
	var entries []entry
	for _, name := range builtin {
		raw, err := data.ReadFile("data/" + name)
		if err != nil {
			return nil, err
		}
		read, err := readRelations(name, bytes.NewReader(raw))
		if err != nil {
			return nil, err
		}
		entries = append(entries, read...)
	}
	for i, r := range extra {
		name := fmt.Sprintf("relations file %d", i+1)
		if named, ok := r.(interface{ Name() string }); ok {
			name = named.Name()
		}
		read, err := readRelations(name, r)
		if err != nil {
			return nil, err
		}
		entries = append(entries, read...)
	}
	return build(entries)
}

// build joins the entries of all files; what spans files is checked here.
func build(entries []entry) (*graph.Ontology, error) {
	at := make(map[graph.RelationID]*entry, len(entries))
	for i := range entries {
		e := &entries[i]
		if first, twice := at[e.ID]; twice {
			return nil, e.bad("id", "given before, in %s, line %d", first.file, first.line)
		}
		at[e.ID] = e
	}
	list := make([]graph.Relation, len(entries))
	for i := range entries {
		e := &entries[i]
		e.Score = score(at, e)
		list[i] = e.Relation
	}
	o, err := graph.NewOntology(list)
	var re *graph.RelationError
	if errors.As(err, &re) {
		if e := at[re.Relation]; e != nil {
			return nil, &FileError{File: e.file, Line: e.line, Err: err}
		}
	}
	if err != nil {
		return nil, err
	}
	for i := range entries {
		e := &entries[i]
		r, _ := o.Relation(e.ID)
		if root, _ := o.Relation(o.Root(e.ID)); r.Type != root.Type {
			return nil, e.bad("type", "%q, but its root %s has %q", r.Type, root.ID, root.Type)
		}
	}
	return o, nil
}

// score is the entry's own, else that of the nearest relation above with one.
// A missing parent or a circle is left for graph.NewOntology to report.
func score(at map[graph.RelationID]*entry, e *entry) int {
	for range at {
		if e.scored || at[e.Parent] == nil {
			break
		}
		e = at[e.Parent]
	}
	return e.Score
}

// readRelations parses one file and checks each relation alone.
func readRelations(file string, r io.Reader) ([]entry, error) {
	var entries []entry
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	n := 0
	for lines.Scan() {
		n++
		text := bytes.TrimSpace(lines.Bytes())
		if n == 1 {
			text = bytes.TrimPrefix(text, []byte("\ufeff"))
		}
		if len(text) == 0 {
			continue
		}
		e, err := parse(text)
		if err != nil {
			return nil, &FileError{File: file, Line: n, Err: err}
		}
		e.file, e.line = file, n
		if err := e.check(); err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, &FileError{File: file, Line: n + 1, Err: &graph.Error{Code: graph.CodeTooLarge, Field: "line",
			Message: fmt.Sprintf("longer than %d bytes; one relation a line is expected", maxLine), Err: err}}
	case err != nil:
		return nil, fmt.Errorf("%s, after line %d: %w", file, n, err)
	}
	return entries, nil
}

func parse(text []byte) (entry, error) {
	if !utf8.Valid(text) {
		return entry{}, graph.Invalid("line", "", "not valid UTF-8")
	}
	var line struct {
		graph.Relation
		Score *int `json:"score"` // shadows Relation.Score, to tell 0 from nothing
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&line); err != nil {
		return entry{}, graph.Invalid(parseField(err, line.ID), string(text), "not a relation: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	if d.More() {
		return entry{}, graph.Invalid("line", string(text), "holds more than one value; one relation a line is expected")
	}
	e := entry{Relation: line.Relation}
	if line.Score != nil {
		e.Score, e.scored = *line.Score, true
	}
	return e, nil
}

// parseField names what a JSON error is about as far as it tells.
func parseField(err error, id graph.RelationID) string {
	field := "line"
	if wrong := new(json.UnmarshalTypeError); errors.As(err, &wrong) && wrong.Field != "" {
		field = wrong.Field[strings.LastIndexByte(wrong.Field, '.')+1:]
	}
	if id == "" {
		return field
	}
	return fmt.Sprintf("relation %q, %s", id, field)
}

func (e *entry) bad(field, format string, args ...any) error {
	return &FileError{File: e.file, Line: e.line, Err: &graph.RelationError{
		Code: graph.CodeInvalid, Relation: e.ID, Field: field, Reason: fmt.Sprintf(format, args...)}}
}

// check tells what a file must say beyond what graph.NewOntology asks for.
func (e *entry) check() error {
	if e.Label == "" {
		return e.bad("label", `missing; a verb phrase is expected that reads in "A <label> B"`)
	}
	if e.Inverse == "" && !e.Symmetric {
		return e.bad("inverse", `missing; a verb phrase is expected that reads in "B <inverse> A", or "symmetric": true`)
	}
	texts := []struct {
		field, text string
		most        int
	}{{"label", e.Label, maxLabel}, {"inverse", e.Inverse, maxLabel}, {"description", e.Description, maxDescription},
		{"type", e.Type, maxLabel}, {"mode", e.Mode, maxLabel}}
	for _, a := range e.Aliases {
		texts = append(texts, struct {
			field, text string
			most        int
		}{"aliases", a, maxLabel})
	}
	for _, t := range texts {
		if err := e.checkText(t.field, t.text, t.most); err != nil {
			return err
		}
	}
	if len(e.CAMEO) > 0 && (len(e.CAMEO) < 2 || len(e.CAMEO) > 4 || strings.Trim(e.CAMEO, "0123456789") != "") {
		return e.bad("cameo", "%q; a code has two to four digits, leading zeros included", e.CAMEO)
	}
	for _, c := range e.Contexts {
		if !slices.ContainsFunc(Contexts(), func(known Context) bool { return known.Name == c }) {
			return e.bad("contexts", "%q is no PLOVER context; allowed: %s", c, contextNames())
		}
	}
	if bases := []string{"", "plover", "table", "suggested", "own"}; !slices.Contains(bases, e.Basis) {
		return e.bad("basis", "%q; allowed: %s", e.Basis, strings.Join(bases[1:], ", "))
	}
	return nil
}

func (e *entry) checkText(field, text string, most int) error {
	switch {
	case utf8.RuneCountInString(text) > most:
		return e.bad(field, "longer than %d characters", most)
	case text != strings.TrimSpace(text):
		return e.bad(field, "%q begins or ends with a space", text)
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }):
		return e.bad(field, "%q holds a control character", text)
	}
	return nil
}
