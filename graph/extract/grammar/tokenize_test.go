package grammar_test

import (
	"strings"
	"testing"

	"liaison/graph/extract/grammar"
)

// TestLongRuns: a run of marks without end is read mark by mark, and what stands around it as always.
func TestLongRuns(t *testing.T) {
	p, err := grammar.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, run := range []string{strings.Repeat("(", 200_000), strings.Repeat("a.", 100_000), strings.Repeat("“", 100_000), strings.Repeat("é", 100_000)} {
		body := "France attacked Mali. " + run + " Chad praised Niger."
		words := map[string]bool{}
		for _, s := range p.Parse(body) {
			for _, w := range s.Tokens {
				if body[w.Start:w.End] != w.Text {
					t.Fatalf("%q is not at %d to %d", w.Text, w.Start, w.End)
				}
				words[w.Text] = true
			}
		}
		for _, w := range []string{"France", "Mali", "Chad", "Niger"} {
			if !words[w] {
				t.Errorf("beside %.3s...: %s is lost", run, w)
			}
		}
	}
}
