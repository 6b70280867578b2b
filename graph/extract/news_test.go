package extract_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/ontology"
)

var update = flag.Bool("update", false, "write the claims of testdata/news anew; read the difference before you keep it")

// TestNews compares what the texts of testdata/news claim. A line "> " is a text ("¶" stands for a blank line in it); the lines below, up
// to a blank one, are its claims. Other lines are comments.
func TestNews(t *testing.T) {
	files, err := filepath.Glob("testdata/news/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata/news: %v", err)
	}
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := claimsAnew(t, o, string(raw))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(raw), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", file, diff)
			}
		})
	}
}

// claimsAnew writes a file with the claims as they are read now.
func claimsAnew(t *testing.T, o *graph.Ontology, raw string) string {
	t.Helper()
	var b strings.Builder
	below := false
	for line := range strings.Lines(raw) {
		line = strings.TrimRight(line, "\n")
		text, isText := strings.CutPrefix(line, "> ")
		if below = below && line != "" && !isText; below {
			continue
		}
		b.WriteString(line + "\n")
		if !isText {
			continue
		}
		below = true
		for _, p := range read(t, extract.Text{Body: strings.ReplaceAll(text, "¶", "\n\n"), Published: "2023-05-11", Language: "en"}) {
			b.WriteString(shortly(o, &p) + "\n")
		}
	}
	return b.String()
}

// shortly writes a claim as one line: subject -ROOT-> object, what is not plain about it, and who says so.
func shortly(o *graph.Ontology, p *extract.Proposal) string {
	c := &p.Claim
	subject := p.Subject.Text
	if subject == "" {
		subject = "(not said)"
	}
	line := fmt.Sprintf("%s -%s-> %s", subject, o.Root(c.Relation), p.Object.Text)
	if c.Polarity == graph.Denied {
		line += ", denied"
	}
	if c.Modality != graph.Actual {
		line += ", " + string(c.Modality)
	}
	if c.Attribution != "" {
		line += ", says " + c.Attribution
	}
	return line
}
