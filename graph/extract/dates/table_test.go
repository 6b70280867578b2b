package dates_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/extract/dates"
)

// TestTables reads testdata/*.txt: texts with what is found in them.
func TestTables(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	f := finder(t)
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for line := range strings.Lines(string(raw)) {
			n++
			if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
				continue
			}
			cells := strings.Split(line, " | ")
			if len(cells) != 3 {
				t.Fatalf("%s, line %d: %d columns, not 3", name, n, len(cells))
			}
			found := f.Find(cells[1], hints(t, cells[0]))
			if diff := cmp.Diff(strings.Split(cells[2], "; "), written(found)); diff != "" {
				t.Errorf("%s, line %d: %s\n%s %v", name, n, cells[1], diff, rules(f, cells[1]))
			}
			for _, e := range found {
				check(t, cells[1], e)
			}
		}
	}
}

// hints reads the first column: publication date, tense, order.
func hints(t *testing.T, text string) dates.Context {
	t.Helper()
	c := dates.Context{}
	for i, word := range strings.Fields(text) {
		switch {
		case word == "future":
			c.Tense = dates.Future
		case word == "dmy":
			c.Order = dates.DayFirst
		case word == "mdy":
			c.Order = dates.MonthFirst
		case i == 0 && word != "-":
			w, err := graph.ParsePublished(word)
			if err != nil {
				t.Fatal(err)
			}
			c.Published = w
		}
	}
	return c
}

func written(found []dates.Expression) []string {
	var out []string
	for _, e := range found {
		mark := ""
		switch {
		case e.Attributive:
			mark = "noun: "
		case e.Kind != dates.Explicit && e.Kind != dates.Relative:
			mark = string(e.Kind) + ": "
		}
		date := e.When.String()
		if date == "" {
			date = "none"
		}
		out = append(out, mark+e.Text+" => "+date)
	}
	if out == nil {
		out = []string{"nothing"}
	}
	return out
}

// check holds what is true of every expression.
func check(t testing.TB, text string, e dates.Expression) {
	t.Helper()
	if e.Start < 0 || e.End > len(text) || e.Start >= e.End || text[e.Start:e.End] != e.Text {
		t.Fatalf("%q: %q is not text[%d:%d]", text, e.Text, e.Start, e.End)
	}
	if a := e.Anchor; a != nil && (a.Start < e.End || a.End < a.Start || a.End > len(text) || text[a.Start:a.End] != a.Text) {
		t.Fatalf("%q: the anchor %+v is not in the text", text, *a)
	}
	if (e.Anchor != nil) != (e.Kind == dates.Anchored) {
		t.Fatalf("%q: %s with anchor %v", text, e.Kind, e.Anchor)
	}
	want := graph.BasisUnknown
	if e.Dated() && e.Kind == dates.Explicit {
		want = graph.BasisStated
	} else if e.Dated() {
		want = graph.BasisRelative
	}
	if e.Basis != want {
		t.Fatalf("%q: %q is %s with basis %s, want %s", text, e.Text, e.Kind, e.Basis, want)
	}
	if again, err := graph.ParseWhen(e.When.String()); err != nil || again != e.When {
		t.Fatalf("%q: %q gives %q, which is read as %v, %v", text, e.Text, e.When, again, err)
	}
	switch e.Kind {
	case dates.Vague, dates.Duration, dates.Frequency:
		if e.Dated() {
			t.Fatalf("%q: %s %q has the date %v", text, e.Kind, e.Text, e.When)
		}
	}
}
