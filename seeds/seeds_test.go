package seeds_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/text/unicode/norm"

	"liaison/graph"
	"liaison/graph/ontology"
	"liaison/seeds"
)

type quote struct {
	Quote      string
	Start, End int
}

// record is the union of the fields of all record types.
type record struct {
	Type, Key, ID                         string
	Name, Kind, Country, Valid            string
	Aliases                               []string
	Publisher, Title, URL, Published      string
	Language, Relays, Text, Description   string
	Summary                               bool
	Source, Subject, Relation, Object     string
	When, Polarity, Modality, Attribution string
	WhenBasis                             string `json:"when_basis"`
	WhenText                              string `json:"when_text"`
	Confidence                            *int
	Statement, Place, Event               string
	Evidence                              []quote
	ThirdParties                          []string       `json:"third_parties"`
	MadeBy                                map[string]any `json:"made_by"`
	Topic, Reason, By, At                 string
	SideA                                 []string `json:"side_a"`
	SideB                                 []string `json:"side_b"`
	line                                  int
	keys                                  []string // in the order of the line
}

// fields is the order of the keys of each type: lines stay comparable.
var fields = map[string][]string{
	"actor":  {"type", "id", "name", "kind", "aliases", "country", "codes", "valid", "description"},
	"source": {"type", "id", "publisher", "title", "url", "published", "language", "kind", "relays", "summary", "text"},
	"claim": {"type", "key", "source", "subject", "relation", "object", "when", "when_basis", "when_text", "polarity", "modality",
		"attribution", "confidence", "statement", "evidence", "third_parties", "place", "event", "relays", "revises", "made_by"},
	"dispute": {"type", "key", "topic", "kind", "side_a", "side_b", "reason", "by", "at"},
}

func read(t *testing.T) []record {
	t.Helper()
	lines := bufio.NewScanner(seeds.Records())
	var list []record
	for lines.Scan() {
		r := record{line: len(list) + 1, keys: keys(t, lines.Bytes())}
		dec := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&r); err != nil {
			t.Fatalf("line %d: %v", r.line, err)
		}
		list = append(list, r)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// keys returns the keys of a JSON object in the order in which they stand.
func keys(t *testing.T, object []byte) []string {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(object))
	if _, err := dec.Token(); err != nil {
		t.Fatal(err)
	}
	var list []string
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, key.(string))
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

func of(list []record, typ string) []record {
	return slices.DeleteFunc(slices.Clone(list), func(r record) bool { return r.Type != typ })
}

func TestTheSetIsWhole(t *testing.T) {
	list := read(t)
	texts := 0
	for _, s := range of(list, "source") {
		if s.Text != "" {
			texts++
		}
	}
	got := []int{len(of(list, "source")), len(of(list, "actor")), len(of(list, "claim")), len(of(list, "dispute")), texts, len(list)}
	if want := []int{35, 48, 140, 17, 34, 240}; !slices.Equal(got, want) {
		t.Errorf("sources, actors, claims, disputes, texts, lines: got %v, want %v", got, want)
	}
	for _, r := range list {
		rest := fields[r.Type]
		for _, k := range r.keys {
			i := slices.Index(rest, k)
			if i < 0 {
				t.Errorf("line %d: key %q is unknown, repeated or out of order; the order is %v", r.line, k, fields[r.Type])
				break
			}
			rest = rest[i+1:]
		}
	}
}

func TestEverythingNamedComesBefore(t *testing.T) {
	actors, sources, claims := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, r := range read(t) {
		need := func(known map[string]bool, what string, ids ...string) {
			for _, id := range ids {
				if !known[id] {
					t.Errorf("line %d: no %s %q before it", r.line, what, id)
				}
			}
		}
		add := func(known map[string]bool, id string) {
			if known[id] || id == "" {
				t.Errorf("line %d: %s %q is given twice or empty", r.line, r.Type, id)
			}
			known[id] = true
		}
		switch r.Type {
		case "actor":
			add(actors, r.ID)
		case "source":
			if r.Relays != "" {
				need(sources, "source", r.Relays)
			}
			add(sources, r.ID)
		case "claim":
			need(sources, "source", r.Source)
			need(actors, "actor", append([]string{r.Subject, r.Object}, r.ThirdParties...)...)
			if r.Place != "" {
				need(actors, "actor", r.Place)
			}
			add(claims, "#"+r.Key)
		case "dispute":
			need(claims, "claim", append(slices.Clone(r.SideA), r.SideB...)...)
		}
	}
}

func TestQuotesAreTrue(t *testing.T) {
	list := read(t)
	text := map[string]string{}
	for _, s := range of(list, "source") {
		text[s.ID] = s.Text
	}
	seen := map[quote]string{}
	for _, c := range of(list, "claim") {
		if len(c.Evidence) != 1 {
			t.Errorf("%s: got %d quotes, want 1", c.Key, len(c.Evidence))
			continue
		}
		q, held := c.Evidence[0], text[c.Source]
		if q.Start < 0 || q.End > len(held) || q.Start >= q.End || held[q.Start:q.End] != q.Quote {
			t.Errorf("%s: bytes %d to %d of briefs/%s.md are not the quote %q", c.Key, q.Start, q.End, c.Source, q.Quote)
			if i := strings.Index(held, q.Quote); i >= 0 {
				t.Logf("%s: it stands at %d to %d", c.Key, i, i+len(q.Quote))
			}
		}
		if n := strings.Count(held, q.Quote); n != 1 {
			t.Errorf("%s: the quote occurs %d times in briefs/%s.md", c.Key, n, c.Source)
		}
		if q.Quote != strings.TrimSpace(q.Quote) || strings.Contains(q.Quote, "\n") {
			t.Errorf("%s: the quote has loose space or a line break", c.Key)
		}
		q.Quote = c.Source
		if other, twice := seen[q]; twice {
			t.Errorf("%s and %s have the same quote", other, c.Key)
		}
		seen[q] = c.Key
	}
}

func TestClaimsFitTheOntology(t *testing.T) {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	list := read(t)
	kind := map[string]graph.Kind{}
	for _, a := range of(list, "actor") {
		if kind[a.ID], err = graph.ParseKind(a.Kind); err != nil {
			t.Errorf("%s: %v", a.ID, err)
		}
	}
	used := map[string]bool{}
	identity := map[string]string{}
	for _, c := range of(list, "claim") {
		used[c.Relation] = true
		r, ok := o.Relation(graph.RelationID(c.Relation))
		if !ok {
			t.Errorf("%s: relation %q is not in the ontology", c.Key, c.Relation)
			continue
		}
		if len(r.Subjects) > 0 && !slices.Contains(r.Subjects, kind[c.Subject]) {
			t.Errorf("%s: %s is a %s; the subject of %s is one of %v", c.Key, c.Subject, kind[c.Subject], r.ID, r.Subjects)
		}
		if len(r.Objects) > 0 && !slices.Contains(r.Objects, kind[c.Object]) {
			t.Errorf("%s: %s is a %s; the object of %s is one of %v", c.Key, c.Object, kind[c.Object], r.ID, r.Objects)
		}
		id := strings.Join([]string{c.Source, c.Subject, c.Relation, c.Object, c.When, c.Polarity, c.Modality, c.Attribution, c.Place}, "\t")
		if other, twice := identity[id]; twice {
			t.Errorf("%s and %s say the same: they would be one claim", other, c.Key)
		}
		identity[id] = c.Key
		if c.Subject == c.Object {
			t.Errorf("%s: subject and object are %s", c.Key, c.Subject)
		}
		if !slices.Contains(graph.Polarities(), graph.Polarity(c.Polarity)) || !slices.Contains(graph.Modalities(), graph.Modality(c.Modality)) {
			t.Errorf("%s: polarity %q, modality %q", c.Key, c.Polarity, c.Modality)
		}
		if c.Confidence == nil || *c.Confidence < 1 || *c.Confidence > 100 {
			t.Errorf("%s: confidence %v, want a percentage", c.Key, c.Confidence)
		}
		if c.Statement == "" || c.Event == "" || c.Attribution == "" || c.MadeBy["kind"] != "person" {
			t.Errorf("%s: statement, event, attribution and made_by are to be given", c.Key)
		}
	}
	if got, want := len(used), 69; got != want {
		t.Errorf("got %d relations in use, want %d", got, want)
	}
}

func TestDatesAreUnderstoodAndPlausible(t *testing.T) {
	list := read(t)
	published := map[string]string{}
	for _, r := range list {
		switch r.Type {
		case "actor":
			if _, err := graph.ParsePeriod(r.Valid); err != nil {
				t.Errorf("%s: valid: %v", r.ID, err)
			}
		case "source":
			published[r.ID] = r.Published
			if _, err := graph.ParsePublished(r.Published); err != nil {
				t.Errorf("%s: published: %v", r.ID, err)
			}
			if r.Published != "" && (r.Published < "2024-12-08" || r.Published > "2025-12-31") {
				t.Errorf("%s: published %s is outside the period of the set", r.ID, r.Published)
			}
		case "claim":
			w, err := graph.ParseWhen(r.When)
			if err != nil {
				t.Errorf("%s: when: %v", r.Key, err)
			} else if got := w.String(); got != r.When {
				t.Errorf("%s: when %q is kept as %q; write that", r.Key, r.When, got)
			}
			if !slices.Contains(graph.Bases(), graph.Basis(r.WhenBasis)) || (r.When == "") != (r.WhenBasis == "unknown") {
				t.Errorf("%s: when %q with basis %q", r.Key, r.When, r.WhenBasis)
			}
			if year := strings.TrimLeft(r.When, "[."); year != "" && (year < "2016" || year > "2026") {
				t.Errorf("%s: when %s is outside the period of the set", r.Key, r.When)
			}
			day := func(s string) bool { _, err := time.Parse(time.DateOnly, s); return err == nil }
			if p := published[r.Source]; day(p) && day(r.When) && r.When > p && r.Modality == "actual" {
				t.Errorf("%s: happened on %s, but its source is of %s", r.Key, r.When, p)
			}
		}
	}
}

func TestDisputes(t *testing.T) {
	for _, d := range of(read(t), "dispute") {
		if d.Topic == "" || d.Kind == "" || d.Kind == graph.Compatible || d.Reason == "" || d.By == "" || len(d.SideA) == 0 {
			t.Errorf("%s: topic, kind (not %s), reason, by and side_a are to be given", d.Key, graph.Compatible)
		}
		if _, err := time.Parse(time.RFC3339, d.At); err != nil {
			t.Errorf("%s: at: %v", d.Key, err)
		}
	}
}

// One newspaper story reached five outlets: they are one witness.
func TestTheWashingtonPostFamilyHasOneOrigin(t *testing.T) {
	relays := map[string]string{}
	for _, s := range of(read(t), "source") {
		relays[s.ID] = s.Relays
	}
	for _, id := range []string{"watan", "stripes", "rbc-ukraine", "elnashra", "gfatf"} {
		if got, want := relays[id], "wapo"; got != want {
			t.Errorf("%s relays %q, want %q", id, got, want)
		}
	}
	if got, want := relays["tehrantimes"], "aljazeera"; got != want {
		t.Errorf("tehrantimes relays %q, want %q", got, want)
	}
}

func TestBriefs(t *testing.T) {
	for _, s := range of(read(t), "source") {
		if s.URL != "" {
			if u, err := url.Parse(s.URL); err != nil || u.Scheme != "https" {
				t.Errorf("%s: url %q: %v", s.ID, s.URL, err)
			}
		}
		name := filepath.Join("syria", "briefs", s.ID+".md")
		raw, err := os.ReadFile(name)
		if s.Text == "" && os.IsNotExist(err) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		orNull := func(v string) string {
			if v == "" {
				return "null"
			}
			return v
		}
		want := fmt.Sprintf("---\nsource: %s\npublisher: %q\npublished: %s\nurl: %s\nlanguage: %s\nsummary: true\n---\n\n%s",
			s.ID, s.Publisher, orNull(s.Published), orNull(s.URL), s.Language, s.Text)
		if string(raw) != want {
			t.Errorf("%s: front matter differs from sources.ndjson; got\n%.300s\nwant\n%.300s", name, raw, want)
		}
		if !s.Summary {
			t.Errorf("%s: held text that is not marked as a summary", s.ID)
		}
		if !norm.NFC.IsNormalString(s.Text) || strings.Contains(s.Text, "\r") || strings.TrimSpace(s.Text)+"\n" != s.Text {
			t.Errorf("%s: want NFC, line feeds, no loose space", name)
		}
		if n := len(strings.Fields(s.Text)); n < 60 || n > 200 {
			t.Errorf("%s: %d words; a brief has 60 to 200", name, n)
		}
	}
}

func TestFaultyFilesAreNamed(t *testing.T) {
	good := func() fstest.MapFS {
		return fstest.MapFS{
			"actors.ndjson":   {Data: []byte(`{"type":"actor","id":"usa"}`)},
			"sources.ndjson":  {Data: []byte(`{"type":"source","id":"paper","summary":true}` + "\n")},
			"claims.ndjson":   {},
			"disputes.ndjson": {},
			"briefs/paper.md": {Data: []byte("---\nsource: paper\n---\n\nA text with <b> & \"quotes\".\n")},
		}
	}
	got, err := io.ReadAll(seeds.FromFS(good()))
	want := `{"type":"actor","id":"usa"}` + "\n" + `{"type":"source","id":"paper","summary":true,"text":"A text with <b> & \"quotes\".\n"}` + "\n"
	if err != nil || string(got) != want {
		t.Fatalf("got %q, %v; want %q", got, err, want)
	}
	for _, c := range []struct {
		file, data string
		says       string
	}{
		{"sources.ndjson", "\n{\"type\":\"source\",\"id\":\"paper\",\"tilte\":\"x\"}", "sources.ndjson, line 2"},
		{"sources.ndjson", `{"type":"source","id":"paper"}`, "summary"},
		{"sources.ndjson", `{"type":"source","id":"other"}`, "briefs/paper.md"},
		{"sources.ndjson", `{"type":"source","id":"paper","summary":true,"text":"x"}`, "belongs in briefs"},
		{"briefs/paper.md", "A text without front matter.\n", "briefs/paper.md"},
		{"briefs/paper.md", "---\nsource: paper\n---\nNo empty line.\n", "briefs/paper.md"},
		{"briefs/stray.md", "---\n---\n\nx\n", "briefs/stray.md"},
	} {
		set := good()
		set[c.file] = &fstest.MapFile{Data: []byte(c.data)}
		if _, err := io.ReadAll(seeds.FromFS(set)); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s with %q: got %v, want an error that names %q", c.file, c.data, err, c.says)
		}
	}
	set := good()
	delete(set, "claims.ndjson")
	if _, err := io.ReadAll(seeds.FromFS(set)); err == nil || !strings.Contains(err.Error(), "claims.ndjson") {
		t.Errorf("got %v, want an error that names the missing file", err)
	}
}
