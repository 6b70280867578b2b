// Package seeds holds the demonstration data: who dealt with whom in and around
// Syria's transition, December 2024 to December 2025, with a source for every
// claim. See README.md for what it is and how to edit it.
package seeds

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

//go:embed syria
var files embed.FS

// Records gives the data as one stream of records, one JSON object a line, in
// an order in which whatever a line names comes before it: actors, sources with
// their texts, claims, disputes. Claims carry keys (`c001`), which are local to
// the stream and by which disputes refer to them (`#c001`).
//
// A fault in the files is returned by Read and names file and line; the tests of
// this package find it first.
func Records() io.Reader {
	set, err := fs.Sub(files, "syria")
	if err != nil {
		return failed{err}
	}
	return FromFS(set)
}

// FromFS is Records for a set of files laid out like the built-in one:
// actors.ndjson, sources.ndjson, claims.ndjson, disputes.ndjson, briefs/ID.md.
func FromFS(set fs.FS) io.Reader {
	var out bytes.Buffer
	for _, name := range []string{"actors.ndjson", "sources.ndjson", "claims.ndjson", "disputes.ndjson"} {
		raw, err := fs.ReadFile(set, name)
		if err != nil {
			return failed{err}
		}
		if name == "sources.ndjson" {
			if raw, err = withBriefs(set, name, raw); err != nil {
				return failed{err}
			}
		}
		out.Write(raw)
		if len(raw) > 0 && raw[len(raw)-1] != '\n' {
			out.WriteByte('\n')
		}
	}
	return &out
}

type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, fmt.Errorf("seeds: %w", f.err) }

// source is a line of sources.ndjson and, with its text, the record made of it.
type source struct {
	Type      string `json:"type"`
	ID        string `json:"id"`
	Publisher string `json:"publisher,omitempty"`
	Title     string `json:"title,omitempty"`
	URL       string `json:"url,omitempty"`
	Published string `json:"published,omitempty"`
	Language  string `json:"language,omitempty"`
	Kind      string `json:"kind,omitempty"`
	Relays    string `json:"relays,omitempty"`
	Summary   bool   `json:"summary,omitempty"`
	Text      string `json:"text,omitempty"`
}

// withBriefs puts the text of each brief into the record of its source.
func withBriefs(set fs.FS, name string, raw []byte) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	used := map[string]bool{}
	for i, line := range bytes.Split(raw, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var s source
		dec := json.NewDecoder(bytes.NewReader(line))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&s); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", name, i+1, err)
		}
		text, err := brief(set, s.ID)
		switch {
		case err != nil:
			return nil, err
		case (text == "") == s.Summary:
			return nil, fmt.Errorf("%s, line %d: source %q: summary is %t, but whether there is a brief is %t", name, i+1, s.ID, s.Summary, text != "")
		case s.Text != "":
			return nil, fmt.Errorf("%s, line %d: source %q: text belongs in briefs/%s.md", name, i+1, s.ID, s.ID)
		}
		s.Text = text
		used[s.ID+".md"] = true
		if err := enc.Encode(s); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", name, i+1, err)
		}
	}
	briefs, err := fs.ReadDir(set, "briefs")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, b := range briefs {
		if !used[b.Name()] {
			return nil, fmt.Errorf("briefs/%s: no source of that name in %s", b.Name(), name)
		}
	}
	return out.Bytes(), nil
}

// brief returns the held text of a source: what follows the front matter and
// the empty line after it, to the last byte. It is empty if there is no brief.
func brief(set fs.FS, id string) (string, error) {
	name := path.Join("briefs", id+".md")
	raw, err := fs.ReadFile(set, name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	front, text, ok := strings.Cut(string(raw), "\n---\n\n")
	if !ok || !strings.HasPrefix(front, "---\n") || text == "" {
		return "", fmt.Errorf("%s: a text is expected after front matter, which stands between two lines of --- and ends with an empty line", name)
	}
	return text, nil
}
