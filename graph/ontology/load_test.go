package ontology_test

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/ontology"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func load(t *testing.T) *graph.Ontology {
	t.Helper()
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// The tree is printed for review: a change of the ontology shows as a diff.
func TestTree(t *testing.T) {
	o := load(t)
	var b strings.Builder
	var walk func(id graph.RelationID, depth int)
	walk = func(id graph.RelationID, depth int) {
		r, _ := o.Relation(id)
		line := fmt.Sprintf("%s%s: %s", strings.Repeat("  ", depth), r.ID, r.Label)
		if r.Symmetric {
			line += " (symmetric)"
		} else {
			line += " | " + r.Inverse
		}
		if r.Class == graph.ClassEvent {
			line += fmt.Sprintf(" [quad %d, %+d]", r.Quad, r.Score)
		}
		b.WriteString(line + "\n")
		for _, c := range o.Children(id) {
			walk(c, depth+1)
		}
	}
	for _, id := range o.Roots() {
		walk(id, 0)
	}
	golden := filepath.Join("testdata", "tree.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("the tree differs from %s (-want +got); if intended, run with -update:\n%s", golden, diff)
	}
}

func TestEveryRelationIsFitToShow(t *testing.T) {
	o := load(t)
	phrase := regexp.MustCompile(`^[a-z][A-Za-z, -]*$`)
	labels := map[string]graph.RelationID{}
	for _, r := range o.All() {
		for field, text := range map[string]string{"label": r.Label, "inverse": r.Inverse} {
			if !phrase.MatchString(text) || strings.Contains(text, "  ") {
				t.Errorf("%s: %s %q is no plain verb phrase", r.ID, field, text)
			}
		}
		if other, twice := labels[r.Label]; twice {
			t.Errorf("%s and %s share the label %q: nobody could tell them apart", other, r.ID, r.Label)
		}
		labels[r.Label] = r.ID
		if !strings.HasSuffix(r.Description, ".") {
			t.Errorf("%s: description %q is no sentence", r.ID, r.Description)
		}
		// Importers of event data guess kinds from names; none of their rows may
		// be refused for it.
		if (r.CAMEO != "" && strings.HasPrefix(string(r.ID), "cameo-") || r.Parent == "" && r.Type != "") && len(r.Subjects)+len(r.Objects) > 0 {
			t.Errorf("%s: limits the kinds of its ends to %v, %v", r.ID, r.Subjects, r.Objects)
		}
		if r.Basis == "" {
			t.Errorf("%s: no basis", r.ID)
		}
		if !r.Symmetric && r.Inverse == r.Label {
			t.Errorf("%s: reads the same both ways round but is not symmetric", r.ID)
		}
		if conflict := r.Quad >= 3; conflict && r.Score > 50 || r.Quad > 0 && !conflict && r.Score < -50 {
			t.Errorf("%s: score %d in quad %d", r.ID, r.Score, r.Quad)
		}
		if (r.Class == graph.ClassStructural) != (r.Class != graph.ClassEvent) || r.Class == graph.ClassStructural && r.Quad != 0 {
			t.Errorf("%s: class %q, quad %d", r.ID, r.Class, r.Quad)
		}
	}
}

func TestStructuralRelations(t *testing.T) {
	o := load(t)
	for id, root := range map[graph.RelationID]graph.RelationID{
		"part-of": "PART_OF", "leads": "LEADS", "member-of": "MEMBER_OF", "located-in": "LOCATED_IN", "succeeded": "SUCCEEDS",
		"owns": "OWNS", "married-to": "KIN", "parent-of": "KIN", "sibling-of": "KIN", "affiliated-with": "AFFILIATED_WITH",
		"employed-by": "WORKS_FOR", "founded": "FOUNDED", "funds": "FUNDS", "studied-with": "AFFILIATED_WITH",
	} {
		r, ok := o.Relation(id)
		if !ok || o.Root(id) != root || r.Class != graph.ClassStructural {
			t.Errorf("%s: got root %q, class %q, known %t; want %s, structural", id, o.Root(id), r.Class, ok, root)
		}
	}
}

func TestExpandFindsWhatAQuestionMeans(t *testing.T) {
	o := load(t)
	for parent, child := range map[graph.RelationID]graph.RelationID{
		"COOPERATE": "share-intelligence", "share-intelligence": "cameo-064", "CONSULT": "meet", "visit": "cameo-042",
		"consult-visit": "visit", "LEADS": "de-facto-leads", "leads": "de-facto-leads", "ease-sanctions": "repeal-caesar-act-on",
		"REQUEST": "cameo-0214", "cameo-112": "cameo-112", "cameo-021": "cameo-0214",
	} {
		if !slices.Contains(o.Expand(parent), child) {
			t.Errorf("Expand(%s): got %v, want it to hold %s", parent, o.Expand(parent), child)
		}
	}
}

// example.ndjson is what a newsroom might add; it doubles as documentation.
func TestUserFile(t *testing.T) {
	f, err := os.Open(filepath.Join("testdata", "example.ndjson"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	o, err := ontology.Load(f)
	if err != nil {
		t.Fatal(err)
	}
	want := map[graph.RelationID]graph.Relation{
		"shelters": {ID: "shelters", Parent: "AID", Label: "shelters", Inverse: "is sheltered by", Class: "event", Type: "AID", Quad: 2,
			Score: 60, Subjects: []graph.Kind{"state", "person", "group"}, Objects: []graph.Kind{"person", "group"},
			Contexts: []string{"asylum"}, Description: "Hides or houses somebody who is sought.", Aliases: []string{"hides", "harbours"}},
		"wiretaps": {ID: "wiretaps", Parent: "coerce-cyber", Label: "wiretaps", Inverse: "is wiretapped by", Class: "event",
			Type: "COERCE", Mode: "cyber", Quad: 4, Score: -70},
		"SHARES_ADDRESS": {ID: "SHARES_ADDRESS", Label: "shares an address with", Inverse: "shares an address with", Symmetric: true, Class: "structural"},
		"neighbour-of":   {ID: "neighbour-of", Parent: "SHARES_ADDRESS", Label: "is a neighbour of", Inverse: "is a neighbour of", Symmetric: true, Class: "structural"},
	}
	for id, want := range want {
		got, _ := o.Relation(id)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
	if got, want := o.Len(), load(t).Len()+len(want); got != want {
		t.Errorf("got %d relations, want %d", got, want)
	}
	if err := o.Check(load(t).All()); err != nil {
		t.Errorf("added relations must be accepted over stored data: %v", err)
	}
	if err := load(t).Check(o.All()); graph.CodeOf(err) != graph.CodeConflict {
		t.Errorf("got %v, want a conflict: the added relations are gone", err)
	}
}

type named struct{ *strings.Reader }

func (named) Name() string { return "mine.ndjson" }

func TestLoadRefuses(t *testing.T) {
	good := `{"id":"shelters","parent":"AID","label":"shelters","inverse":"is sheltered by"}`
	for _, c := range []struct {
		name, text string
		line       int
		says       []string
	}{
		{"no JSON", "shelters AID", 1, []string{"not a relation"}},
		{"cut off", good + "\n" + good[:20], 2, []string{"not a relation"}},
		{"unknown field", `{"id":"shelters","parent":"AID","lable":"shelters"}`, 1, []string{"lable"}},
		{"wrong type", `{"id":"shelters","parent":"AID","symmetric":"yes"}`, 1, []string{"shelters", "symmetric"}},
		{"two values", good + good, 1, []string{"one relation a line"}},
		{"no label", `{"id":"shelters","parent":"AID"}`, 1, []string{`"shelters"`, "label"}},
		{"no inverse", "\n\n" + `{"id":"shelters","parent":"AID","label":"shelters"}`, 3, []string{`"shelters"`, "inverse"}},
		{"unknown parent", good + "\n" + `{"id":"hides","parent":"HELP","label":"hides","inverse":"is hidden by"}`, 2, []string{`"hides"`, "parent", "HELP"}},
		{"built-in id", `{"id":"meet","parent":"CONSULT","label":"meets","symmetric":true}`, 1, []string{`"meet"`, "id", "everyday.ndjson, line"}},
		{"unknown kind", `{"id":"shelters","parent":"AID","label":"shelters","inverse":"is sheltered by","subjects":["human"]}`, 1, []string{`"shelters"`, "subjects", "human", "armed-group"}},
		{"unknown context", `{"id":"shelters","parent":"AID","label":"shelters","inverse":"is sheltered by","contexts":["houses"]}`, 1, []string{`"shelters"`, "contexts", "houses", "asylum"}},
		{"other type than its root", `{"id":"shelters","parent":"AID","label":"shelters","inverse":"is sheltered by","type":"ASSAULT"}`, 1, []string{`"shelters"`, "type", "ASSAULT"}},
		{"score out of range", `{"id":"shelters","parent":"AID","label":"shelters","inverse":"is sheltered by","score":101}`, 1, []string{`"shelters"`, "score", "101"}},
		{"no CAMEO code", `{"id":"shelters","parent":"AID","label":"shelters","inverse":"is sheltered by","cameo":"7"}`, 1, []string{`"shelters"`, "cameo"}},
		{"circle", `{"id":"a1","parent":"b1","label":"x","inverse":"y"}` + "\n" + `{"id":"b1","parent":"a1","label":"x","inverse":"y"}`, 1, []string{`"a1"`, "circle"}},
		{"direction override", `{"id":"shelters","parent":"AID","label":"shel\u202eters","inverse":"is sheltered by"}`, 1, []string{`"shelters"`, "label", "control"}},
		{"NUL", `{"id":"shelters","parent":"AID","label":"shelters\u0000","inverse":"is sheltered by"}`, 1, []string{`"shelters"`, "label", "control"}},
		{"invalid UTF-8", "{\"id\":\"shelters\",\"parent\":\"AID\",\"label\":\"\xff\",\"inverse\":\"x\"}", 1, []string{"UTF-8"}},
		{"long line", good + "\n" + strings.Repeat("x", 1<<20), 2, []string{"longer than"}},
		{"long label", `{"id":"shelters","parent":"AID","label":"` + strings.Repeat("x", 10000) + `","inverse":"y"}`, 1, []string{`"shelters"`, "label", "120"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ontology.Load(named{strings.NewReader(c.text)})
			var fe *ontology.FileError
			if !errors.As(err, &fe) || fe.File != "mine.ndjson" || fe.Line != c.line {
				t.Fatalf("got %v, want an error in mine.ndjson, line %d", err, c.line)
			}
			for _, s := range c.says {
				if !strings.Contains(err.Error(), s) {
					t.Errorf("got %q, want it to name %q", err, s)
				}
			}
			if code := graph.CodeOf(err); code != graph.CodeInvalid && code != graph.CodeTooLarge {
				t.Errorf("got code %q, want invalid or too-large", code)
			}
			if len(err.Error()) > 900 {
				t.Errorf("a message of %d bytes", len(err.Error()))
			}
		})
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(`{"id":"shelters","parent":"AID","label":"shelters","inverse":"is sheltered by"}`))
	f.Add([]byte("{}\n\n[]"))
	f.Fuzz(func(t *testing.T, text []byte) {
		o, err := ontology.Load(strings.NewReader(string(text)))
		if (o == nil) == (err == nil) {
			t.Fatalf("got %v and %v", o, err)
		}
		if err == nil {
			if _, err := json.Marshal(o.All()); err != nil {
				t.Fatal(err)
			}
		}
	})
}
