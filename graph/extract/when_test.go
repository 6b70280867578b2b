package extract_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph/extract"
)

// TestWhen reads testdata/when.txt: texts with the dates of what they tell.
func TestWhen(t *testing.T) {
	raw, err := os.ReadFile("testdata/when.txt")
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
			t.Fatalf("line %d: %d columns, not 3", n, len(cells))
		}
		text := extract.Text{Body: strings.ReplaceAll(cells[1], " ¶ ", "\n\n"), Published: strings.TrimPrefix(cells[0], "-"), Language: "en"}
		if diff := cmp.Diff(strings.Split(cells[2], "; "), dated(t, text)); diff != "" {
			t.Errorf("line %d: %s (-want +got):\n%s", n, text.Body, diff)
		}
	}
}

// dated returns each proposal as "subject>object date", without a repeated one.
func dated(t *testing.T, text extract.Text) []string {
	t.Helper()
	var out []string
	for _, p := range read(t, text) {
		when := p.Claim.When.String()
		if when == "" {
			when = "none"
		}
		if s := string(p.Subject.Actor) + ">" + string(p.Object.Actor) + " " + when; !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
