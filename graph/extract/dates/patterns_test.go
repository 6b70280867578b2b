package dates_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"liaison/graph/extract/dates"
)

// finder returns a Finder; the tables of the package are right or nothing works.
func finder(t testing.TB) *dates.Finder {
	t.Helper()
	f, err := dates.New()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestPatterns checks that each pattern finds its example, and does not find its counter-example.
func TestPatterns(t *testing.T) {
	raw, err := os.ReadFile("data/patterns.tsv")
	if err != nil {
		t.Fatal(err)
	}
	f := finder(t)
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		id, example, counter := cells[0], cells[4], cells[5]
		if !f.Fires(id, example) {
			t.Errorf("%s: its example is not found: %q gives %v", id, example, rules(f, example))
		}
		if counter == "" || f.Fires(id, counter) {
			t.Errorf("%s: its counter-example is missing, or found: %q", id, counter)
		}
	}
}

func rules(f *dates.Finder, text string) []string {
	var out []string
	for _, e := range f.Find(text, dates.Context{}) {
		out = append(out, e.Rule+" "+e.Text)
	}
	return slices.Clip(out)
}
