package graph_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"liaison/graph"
)

func small(t *testing.T) *graph.Ontology {
	t.Helper()
	o, err := graph.NewOntology([]graph.Relation{
		{ID: "share-intelligence", Parent: "COOPERATE", Label: "shares intelligence with", Inverse: "receives intelligence from"},
		{ID: "cameo-064", Parent: "share-intelligence", Label: "shares information with", Inverse: "is informed by", CAMEO: "064", Score: 70},
		{ID: "COOPERATE", Label: "cooperates with", Symmetric: true, Type: "COOPERATE", Quad: 2, Score: 95},
		{ID: "KIN", Label: "is related to", Symmetric: true, Class: graph.ClassStructural, Subjects: []graph.Kind{graph.KindPerson}, Objects: []graph.Kind{graph.KindPerson}},
		{ID: "parent-of", Parent: "KIN", Label: "is a parent of", Inverse: "is a child of"},
		{ID: "cooperate-quietly", Parent: "COOPERATE", CAMEO: "064"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestOntologyLookups(t *testing.T) {
	o := small(t)
	var ids []graph.RelationID
	for i, r := range o.All() {
		ids = append(ids, r.ID)
		if got, ok := o.Index(r.ID); !ok || got != i {
			t.Errorf("Index(%s): got %d %t, want %d true", r.ID, got, ok, i)
		}
	}
	want := []graph.RelationID{"COOPERATE", "KIN", "cameo-064", "cooperate-quietly", "parent-of", "share-intelligence"}
	if !slices.Equal(ids, want) {
		t.Errorf("All: got %v, want %v", ids, want)
	}
	if got, want := o.Expand("COOPERATE"), []graph.RelationID{"COOPERATE", "cameo-064", "cooperate-quietly", "share-intelligence"}; !slices.Equal(got, want) {
		t.Errorf("Expand: got %v, want %v", got, want)
	}
	if got, want := o.Children("COOPERATE"), []graph.RelationID{"cooperate-quietly", "share-intelligence"}; !slices.Equal(got, want) {
		t.Errorf("Children: got %v, want %v", got, want)
	}
	if got, want := o.Roots(), []graph.RelationID{"COOPERATE", "KIN"}; !slices.Equal(got, want) {
		t.Errorf("Roots: got %v, want %v", got, want)
	}
	if got, want := o.Root("cameo-064"), graph.RelationID("COOPERATE"); got != want {
		t.Errorf("Root: got %q, want %q", got, want)
	}
	if got, _ := o.CAMEO("064"); got != "cameo-064" {
		t.Errorf("CAMEO(064): got %q, want the relation of that name", got)
	}
	if !o.IsSymmetric("KIN") || o.IsSymmetric("parent-of") {
		t.Error("IsSymmetric: symmetry is the relation's own, not its parent's")
	}
	if _, ok := o.Relation("nothing"); ok || o.Root("nothing") != "" || o.Expand("nothing") != nil || o.IsSymmetric("nothing") {
		t.Error("an unknown id must be unknown everywhere")
	}
}

func TestOntologyFillsIn(t *testing.T) {
	o := small(t)
	deep, _ := o.Relation("cameo-064")
	if deep.Type != "COOPERATE" || deep.Quad != 2 || deep.Class != graph.ClassEvent {
		t.Errorf("got type %q, quad %d, class %q; want those of COOPERATE", deep.Type, deep.Quad, deep.Class)
	}
	if child, _ := o.Relation("parent-of"); !slices.Equal(child.Subjects, []graph.Kind{graph.KindPerson}) || child.Class != graph.ClassStructural {
		t.Errorf("got subjects %v, class %q; want those of KIN", child.Subjects, child.Class)
	}
	if quiet, _ := o.Relation("cooperate-quietly"); quiet.Label != "cooperate quietly" || quiet.Score != 0 {
		t.Errorf("got label %q, score %d; want the id in words, and no score handed down", quiet.Label, quiet.Score)
	}
	if kin, _ := o.Relation("KIN"); kin.Inverse != kin.Label {
		t.Errorf("got inverse %q, want the label of a symmetric relation", kin.Inverse)
	}
}

func TestOntologyRefuses(t *testing.T) {
	root := graph.Relation{ID: "COOPERATE", Label: "cooperates with"}
	for _, c := range []struct {
		name      string
		relations []graph.Relation
		relation  graph.RelationID
		field     string
	}{
		{"id with a space", []graph.Relation{{ID: "share intelligence", Parent: "COOPERATE"}, root}, "share intelligence", "id"},
		{"mixed case", []graph.Relation{{ID: "Share", Parent: "COOPERATE"}, root}, "Share", "id"},
		{"empty id", []graph.Relation{{}}, "", "id"},
		{"id too long", []graph.Relation{{ID: graph.RelationID(strings.Repeat("a", 65)), Parent: "COOPERATE"}, root}, graph.RelationID(strings.Repeat("a", 65)), "id"},
		{"id twice", []graph.Relation{root, root}, "COOPERATE", "id"},
		{"root with a parent", []graph.Relation{root, {ID: "AID", Parent: "COOPERATE"}}, "AID", "parent"},
		{"child without a parent", []graph.Relation{{ID: "meet"}}, "meet", "parent"},
		{"missing parent", []graph.Relation{{ID: "meet", Parent: "CONSULT"}}, "meet", "parent"},
		{"its own parent", []graph.Relation{{ID: "meet", Parent: "meet"}}, "meet", "parent"},
		{"circle", []graph.Relation{root, {ID: "a", Parent: "b"}, {ID: "b", Parent: "c"}, {ID: "c", Parent: "a"}}, "a", "parent"},
		{"symmetric with an inverse", []graph.Relation{{ID: "KIN", Label: "is kin to", Inverse: "is a child of", Symmetric: true}}, "KIN", "inverse"},
		{"unknown kind", []graph.Relation{{ID: "KIN", Subjects: []graph.Kind{"human"}}}, "KIN", "subjects"},
		{"unknown class", []graph.Relation{{ID: "KIN", Class: "static"}}, "KIN", "class"},
		{"class unlike the root's", []graph.Relation{root, {ID: "meet", Parent: "COOPERATE", Class: graph.ClassStructural}}, "meet", "class"},
		{"quad out of range", []graph.Relation{{ID: "KIN", Quad: 5}}, "KIN", "quad"},
		{"score out of range", []graph.Relation{{ID: "KIN", Score: -101}}, "KIN", "score"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := graph.NewOntology(c.relations)
			var re *graph.RelationError
			if !errors.As(err, &re) {
				t.Fatalf("got %v, want a RelationError", err)
			}
			if got := graph.CodeOf(err); got != graph.CodeInvalid {
				t.Errorf("got code %q, want %q", got, graph.CodeInvalid)
			}
			if re.Relation != c.relation || re.Field != c.field {
				t.Errorf("got relation %q, field %q (%v); want %q, %q", re.Relation, re.Field, err, c.relation, c.field)
			}
		})
	}
}

func TestOntologyKeepsItsOwnCopy(t *testing.T) {
	kinds := []graph.Kind{graph.KindPerson}
	list := []graph.Relation{{ID: "KIN", Label: "is kin to", Subjects: kinds}}
	o, err := graph.NewOntology(list)
	if err != nil {
		t.Fatal(err)
	}
	list[0].Label, kinds[0] = "changed", graph.KindPlace
	o.All()[0].Label = "changed"
	if got, _ := o.Relation("KIN"); got.Label != "is kin to" || got.Subjects[0] != graph.KindPerson {
		t.Errorf("got %+v, want what was given to NewOntology", got)
	}
}

func TestOntologyCheck(t *testing.T) {
	stored := small(t).All()
	change := func(f func(list []graph.Relation) []graph.Relation) *graph.Ontology {
		t.Helper()
		o, err := graph.NewOntology(f(slices.Clone(stored)))
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	at := func(list []graph.Relation, id graph.RelationID) *graph.Relation {
		return &list[slices.IndexFunc(list, func(r graph.Relation) bool { return r.ID == id })]
	}
	for _, c := range []struct {
		name            string
		now             *graph.Ontology
		relation, field string // empty: accepted
	}{
		{name: "the same", now: small(t)},
		{name: "a relation added", now: change(func(l []graph.Relation) []graph.Relation {
			return append(l, graph.Relation{ID: "trade-with", Parent: "COOPERATE"})
		})},
		{name: "deprecated and reworded", now: change(func(l []graph.Relation) []graph.Relation {
			r := at(l, "cooperate-quietly")
			r.Deprecated, r.Label, r.Quad = true, "works in silence with", 1
			return l
		})},
		{name: "taken out", relation: "cooperate-quietly", field: "id", now: change(func(l []graph.Relation) []graph.Relation {
			return slices.DeleteFunc(l, func(r graph.Relation) bool { return r.ID == "cooperate-quietly" })
		})},
		{name: "moved", relation: "cameo-064", field: "parent", now: change(func(l []graph.Relation) []graph.Relation {
			at(l, "cameo-064").Parent = "COOPERATE"
			return l
		})},
		{name: "its ancestor moved to another root", relation: "cameo-064", field: "root", now: change(func(l []graph.Relation) []graph.Relation {
			l = append(l, graph.Relation{ID: "AID"})
			at(l, "share-intelligence").Parent = "AID"
			return l
		})},
		{name: "symmetric now", relation: "cooperate-quietly", field: "symmetric", now: change(func(l []graph.Relation) []graph.Relation {
			r := at(l, "cooperate-quietly")
			r.Symmetric, r.Inverse = true, ""
			return l
		})},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.now.Check(stored)
			if c.relation == "" {
				if err != nil {
					t.Errorf("got %v, want it accepted", err)
				}
				return
			}
			var re *graph.RelationError
			if !errors.As(err, &re) || string(re.Relation) != c.relation || re.Field != c.field || graph.CodeOf(err) != graph.CodeConflict {
				t.Errorf("got %v, want an error about %s of %s", err, c.field, c.relation)
			}
		})
	}
}

func TestOntologyDigest(t *testing.T) {
	stored := small(t).All()
	digest := func(f func(r *graph.Relation)) string {
		list := slices.Clone(stored)
		f(&list[3])
		o, err := graph.NewOntology(list)
		if err != nil {
			t.Fatal(err)
		}
		return o.Digest()
	}
	want := small(t).Digest()
	if got := digest(func(r *graph.Relation) { r.Label, r.Score, r.Deprecated = "other words", 1, true }); got != want {
		t.Error("the digest must not depend on words, scores or deprecation")
	}
	if got := digest(func(r *graph.Relation) { r.Symmetric, r.Inverse = true, "" }); got == want {
		t.Error("the digest must depend on symmetry")
	}
	if got := digest(func(r *graph.Relation) { r.Parent = "KIN"; r.Class = "" }); got == want {
		t.Error("the digest must depend on the parent")
	}
}

func TestParseKind(t *testing.T) {
	for _, k := range graph.Kinds() {
		if got, err := graph.ParseKind(string(k)); err != nil || got != k {
			t.Errorf("ParseKind(%q): got %q, %v", k, got, err)
		}
	}
	for _, s := range []string{"", "State", "human", "state "} {
		_, err := graph.ParseKind(s)
		if err == nil || !strings.Contains(err.Error(), "armed-group") {
			t.Errorf("ParseKind(%q): got %v, want an error that lists what is allowed", s, err)
		}
	}
}
