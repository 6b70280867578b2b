package ontology_test

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"liaison/graph"
	"liaison/graph/ontology"
	"liaison/graph/storetest/events"
)

// shared opens a file of facts kept beside the repository. It is found through
// LIAISON_SHARED, else in the sibling folder `shared` of the repository.
func shared(t *testing.T, path ...string) *os.File {
	t.Helper()
	f, err := os.Open(events.Shared(path...))
	if os.IsNotExist(err) {
		t.Skipf("no facts to compare with: %v (set LIAISON_SHARED to the folder that holds them)", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

type facts struct {
	Types []struct {
		Name  string
		Quad  struct{ Code int }
		Score float64
		Modes []struct {
			Name  string
			Score *float64
		}
	}
	Contexts []struct{ Name string }
	Sectors  map[string]map[string]string
	CAMEO    []struct {
		Code, Type, Mode, Suggested string
		Goldstein                   *float64
		Contexts                    []string
	}
}

func plover(t *testing.T) facts {
	t.Helper()
	var f facts
	if err := json.NewDecoder(shared(t, "data", "ontology", "plover.json")).Decode(&f); err != nil {
		t.Fatal(err)
	}
	return f
}

func tenths(score float64) int { return int(math.Round(score * 10)) }

func TestTypesAndModesFollowPLOVER(t *testing.T) {
	o, f := load(t), plover(t)
	if got, want := len(f.Types), 16; got != want {
		t.Fatalf("the facts hold %d types, want %d", got, want)
	}
	for _, typ := range f.Types {
		r, ok := o.Relation(graph.RelationID(typ.Name))
		if !ok || r.Parent != "" || r.Quad != typ.Quad.Code || r.Score != tenths(typ.Score) || r.Type != typ.Name {
			t.Errorf("%s: got %+v, want a root with quad %d and score %v", typ.Name, r, typ.Quad.Code, typ.Score)
		}
		for _, mode := range typ.Modes {
			id := graph.RelationID(strings.ToLower(typ.Name) + "-" + mode.Name)
			r, ok := o.Relation(id)
			if !ok || string(r.Parent) != typ.Name || r.Mode != mode.Name || mode.Score != nil && r.Score != tenths(*mode.Score) {
				t.Errorf("%s: got %+v, want it under %s with its score", id, r, typ.Name)
			}
		}
	}
}

func TestEveryCAMEOCodeHasItsPlace(t *testing.T) {
	o, f := load(t), plover(t)
	for _, c := range f.CAMEO {
		id, ok := o.CAMEO(c.Code)
		if !ok || id != graph.RelationID("cameo-"+c.Code) {
			t.Errorf("CAMEO(%s): got %q, %t", c.Code, id, ok)
			continue
		}
		r, _ := o.Relation(id)
		want := c.Type
		switch {
		case strings.HasPrefix(c.Code, "01"):
			want = "STATEMENT"
		case want == "":
			want = c.Suggested
			if r.Basis != "suggested" && c.Code != "02" {
				t.Errorf("%s: got basis %q, want it marked as suggested", id, r.Basis)
			}
		}
		if got := o.Root(id); want != "" && string(got) != want {
			t.Errorf("%s: got root %s, want %s", id, got, want)
		}
		if r.Mode != c.Mode {
			t.Errorf("%s: got mode %q, want %q", id, r.Mode, c.Mode)
		}
		if c.Mode != "" && !slices.Contains(o.Expand(graph.RelationID(strings.ToLower(c.Type)+"-"+c.Mode)), id) {
			t.Errorf("%s: not below its mode %s of %s", id, c.Mode, c.Type)
		}
		if !slices.Equal(r.Contexts, c.Contexts) {
			t.Errorf("%s: got contexts %v, want %v", id, r.Contexts, c.Contexts)
		}
		if c.Goldstein != nil && r.Score != tenths(*c.Goldstein) {
			t.Errorf("%s: got score %d, want %v", id, r.Score, *c.Goldstein)
		}
	}
}

func TestContextsAndSectorsFollowPLOVER(t *testing.T) {
	f := plover(t)
	var got, want []string
	for _, c := range ontology.Contexts() {
		got = append(got, c.Name)
	}
	for _, c := range f.Contexts {
		want = append(want, c.Name)
	}
	if !slices.Equal(got, want) {
		t.Errorf("contexts: got %v, want %v", got, want)
	}
	known := map[string]bool{}
	for _, s := range ontology.Sectors() {
		known[s.Code] = true
		if s.Kind != "" && !s.Kind.Valid() {
			t.Errorf("sector %s: kind %q", s.Code, s.Kind)
		}
	}
	for _, group := range f.Sectors {
		for code := range group {
			if !known[code] {
				t.Errorf("sector %s is missing", code)
			}
			delete(known, code)
		}
	}
	if len(known) > 0 {
		t.Errorf("sectors PLOVER does not have: %v", known)
	}
}

func TestEveryICEWSTextMaps(t *testing.T) {
	o := load(t)
	lines := bufio.NewScanner(shared(t, "data", "ontology", "icews_relations.tsv"))
	n := 0
	for lines.Scan() {
		name, rest, _ := strings.Cut(lines.Text(), "\t")
		code, _, _ := strings.Cut(rest, "\t")
		if name == "relation" {
			continue
		}
		n++
		want := graph.RelationID("cameo-" + code)
		for _, text := range []string{name, strings.ToUpper(name), " " + strings.ReplaceAll(name, " ", "  ") + "\t"} {
			got, ok := ontology.ICEWS(text)
			if !ok || got != want {
				t.Errorf("ICEWS(%q): got %q, %t; want %s", text, got, ok, want)
			}
			if _, known := o.Relation(got); !known {
				t.Errorf("ICEWS(%q): %s is no relation", text, got)
			}
		}
	}
	if n != 265 {
		t.Errorf("read %d texts, want 265", n)
	}
}

func TestICEWS(t *testing.T) {
	for text, want := range map[string]graph.RelationID{
		"Make a visit": "cameo-042", "make  a VISIT": "cameo-042", "Meet at a 'third' location": "cameo-044",
		"Meet at a third location": "cameo-044", "Accuse of crime, corruption": "cameo-1121", "find guilty or liable (legally)": "cameo-116",
		"Coerce": "cameo-170", "": "", "Make a": "", "Make a visit to": "",
	} {
		if got, ok := ontology.ICEWS(text); got != want || ok != (want != "") {
			t.Errorf("ICEWS(%q): got %q, %t; want %q", text, got, ok, want)
		}
	}
}

func TestQuadName(t *testing.T) {
	for quad, want := range map[int]string{-1: "", 0: "", 1: "verbal cooperation", 4: "material conflict", 5: ""} {
		if got := ontology.QuadName(quad); got != want {
			t.Errorf("QuadName(%d): got %q, want %q", quad, got, want)
		}
	}
}

// Every claim of the demonstration data finds its relation, under the type its
// coder gave it.
func TestEverySeedRelationIsKnown(t *testing.T) {
	o := load(t)
	lines := bufio.NewScanner(shared(t, "data", "syria", "claims.jsonl"))
	relations := map[graph.RelationID]bool{}
	for lines.Scan() {
		var c struct {
			ID, PLOVER string
			Relation   graph.RelationID
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		relations[c.Relation] = true
		r, ok := o.Relation(c.Relation)
		if root := o.Root(c.Relation); !ok || c.PLOVER != "" && string(root) != c.PLOVER {
			t.Errorf("%s: %s: got root %q, known %t; want %q", c.ID, c.Relation, root, ok, c.PLOVER)
		}
		if r.Deprecated {
			t.Errorf("%s: %s is deprecated", c.ID, c.Relation)
		}
	}
	if got, want := len(relations), 69; got != want {
		t.Errorf("the seed claims use %d relations, want %d", got, want)
	}
}
