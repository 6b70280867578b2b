package extract_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph/extract"
)

// TestMentions reads testdata/mentions/*.txt: texts of other languages with the actors and the dates that are found in them.
func TestMentions(t *testing.T) {
	files, err := filepath.Glob("testdata/mentions/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tables: %v", err)
	}
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
			if len(cells) != 4 {
				t.Fatalf("%s, line %d: %d columns, not 4", name, n, len(cells))
			}
			actors, times := mentioned(t, extract.Text{Body: cells[1], Published: cells[0]})
			if diff := cmp.Diff(strings.Fields(cells[2]), actors); diff != "" {
				t.Errorf("%s, line %d: %s\nactors (-want +got):\n%s", name, n, cells[1], diff)
			}
			if diff := cmp.Diff(strings.Fields(cells[3]), times); diff != "" {
				t.Errorf("%s, line %d: %s\ndates (-want +got):\n%s", name, n, cells[1], diff)
			}
		}
	}
}

// mentioned returns the ids of the actors that a text names, and the dates that it tells; "-" where there are none.
func mentioned(t *testing.T, text extract.Text) (actors, times []string) {
	t.Helper()
	mentions, moments := reader(t).Mentions(text)
	for _, m := range mentions {
		if text.Body[m.Start:m.End] != m.Text {
			t.Fatalf("%q is not at %d to %d", m.Text, m.Start, m.End)
		}
		id := string(m.Actor)
		for i, c := range m.Candidates {
			if id != "" || i > 0 {
				id += "/"
			}
			id += string(c)
		}
		actors = append(actors, id)
	}
	for _, m := range moments {
		if w := m.When.String(); w != "" {
			times = append(times, w)
		}
	}
	if actors == nil {
		actors = []string{"-"}
	}
	if times == nil {
		times = []string{"-"}
	}
	return actors, times
}
