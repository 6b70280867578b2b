package gazetteer_test

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph/extract/gazetteer"
)

var update = flag.Bool("update", false, "write what was got as what is wanted")

// golden compares lines with a file of testdata, or writes it with -update.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	name := "testdata/" + file
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s (-want +got), rewrite with -update and read the diff:\n%s", name, d)
	}
}

// TestEveryRow reads all shipped rows: New fails on the first that cannot be read. Each actor named must be one.
func TestEveryRow(t *testing.T) {
	g := shippedOnly(t)
	names := 0
	actors := map[string]bool{}
	for name, list := range g.Names {
		names++
		for _, c := range list {
			a, ok := g.Actor(c.Actor)
			if !ok {
				t.Errorf("%q means %q, which is no actor", name, c.Actor)
			}
			if err := a.Validate(); err != nil {
				t.Errorf("%q: %v", name, err)
			}
			if a.Country != "" && (len(a.Country) != 3 || a.Country != strings.ToUpper(a.Country)) {
				t.Errorf("%s: country %q is not a code of three capitals", a.ID, a.Country)
			}
			actors[string(a.ID)] = true
		}
	}
	t.Logf("%d names of %d actors", names, len(actors))
	if names < 8_000 || len(actors) < 2_500 {
		t.Errorf("got %d names of %d actors; rows are missing", names, len(actors))
	}
}

// TestAmbiguousNames keeps the list of names with several meanings: a new one is read by a person before it is accepted.
func TestAmbiguousNames(t *testing.T) {
	g := shippedOnly(t)
	var lines []string
	for name, list := range g.Names {
		var ids []string
		for _, c := range list {
			if !c.Short && !slices.Contains(ids, string(c.Actor)) {
				ids = append(ids, string(c.Actor))
			}
		}
		if len(ids) < 2 || isSeat(g, list) {
			continue
		}
		slices.Sort(ids)
		lines = append(lines, name+": "+strings.Join(ids, " "))
	}
	slices.Sort(lines)
	golden(t, "ambiguous.txt", []byte(strings.Join(lines, "\n")+"\n"))
}

// isSeat says whether a name means only a place and the one whom it stands for.
func isSeat(g *gazetteer.Gazetteer, list []gazetteer.Candidate) bool {
	var others, places int
	for _, c := range list {
		switch a, _ := g.Actor(c.Actor); {
		case c.Via == gazetteer.ByMetonym:
			others++
		case a.Kind == "place" || a.Kind == "facility":
			places++
		default:
			return false
		}
	}
	return others == 1 && places == 1
}

// TestOffices asks for the leaders of many states: one at a time, and none before the first.
func TestOffices(t *testing.T) {
	g := shippedOnly(t)
	for _, c := range []struct{ of, office, at, want string }{
		{"france", "president", "2003-05", "jacques-chirac"},
		{"france", "president", "2018", "emmanuel-macron"},
		{"usa", "president", "1962-10-22", "john-f-kennedy"},
		{"usa", "president", "2024-12-20", "joe-biden"},
		{"usa", "president", "2025-02", "donald-trump"},
		{"germany", "prime-minister", "1999", "gerhard-schroder"},
		{"un", "secretary-general", "2001", "kofi-annan"},
		{"soviet-union", "general-secretary", "1987", "mikhail-gorbachev"},
		{"syria", "president", "2025-06-01", "ahmed-al-sharaa"},
		{"iran", "supreme-leader", "2011", "ali-khamenei"},
		{"france", "president", "", ""},
		{"france", "gardener", "2018", ""},
		{"atlantis", "president", "2018", ""},
	} {
		var got []string
		for _, id := range g.Holder(graphID(c.of), c.office, gazetteer.Around(c.at)) {
			got = append(got, string(id))
		}
		if d := cmp.Diff(strings.Fields(c.want), got, cmp.Transformer("nil", func(s []string) string { return strings.Join(s, " ") })); d != "" {
			t.Errorf("%s of %s at %q (-want +got):\n%s", c.office, c.of, c.at, d)
		}
	}
}
