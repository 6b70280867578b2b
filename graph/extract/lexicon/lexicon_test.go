package lexicon_test

import (
	"testing"

	"liaison/graph"
	"liaison/graph/extract/lexicon"
	"liaison/graph/ontology"
)

func load(t *testing.T) *lexicon.Lexicon {
	t.Helper()
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	l, err := lexicon.Load(o)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestEveryEntryHasExamples(t *testing.T) {
	for _, e := range load(t).Entries() {
		if e.Example == "" || e.Counter == "" || e.Example == e.Counter {
			t.Errorf("entry %s: example %q, counter-example %q; want two different sentences", e.ID, e.Example, e.Counter)
		}
	}
}

func TestComposeTakesTheNearestRelation(t *testing.T) {
	l := load(t)
	for _, c := range []struct {
		operator    string
		inner, want graph.RelationID
	}{
		{"intend", "share-intelligence", "cameo-0314"},
		{"intend", "COOPERATE", "cameo-031"},
		{"refuse", "meet", "cameo-125"},
		{"threaten", "cameo-163", "cameo-1312"},
		{"stop", "strike", "cameo-087"},
		{"deny", "attack", lexicon.Keep},
	} {
		got := l.Compose(c.operator, c.inner)
		if len(got) != 1 || got[0].Relation != c.want {
			t.Errorf("%s of %s: got %v, want %s", c.operator, c.inner, got, c.want)
		}
	}
	if got := l.Compose("accuse", "attack"); len(got) != 2 {
		t.Errorf("an accusation of an attack: got %d claims, want the accusation and what is alleged", len(got))
	}
}
