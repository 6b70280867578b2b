package evaluate_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"liaison/graph/extract"
	"liaison/graph/extract/evaluate"
)

var record = flag.Bool("record", false, "measure on our own gold and on the shared data, and write the tables of docs/extraction.md")

// The tables of docs/extraction.md stand between these lines.
const (
	recordBegin = "<!-- figures: written by go test ./graph/extract/evaluate -run Record -record -->\n"
	recordEnd   = "<!-- end of figures -->\n"
)

// TestRecord writes the tables. Otherwise it only sees to it that they can be written: what stands there was measured once, and
// is not held to what is measured now.
func TestRecord(t *testing.T) {
	file := filepath.Join("..", "..", "..", "docs", "extraction.md")
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begins := strings.Cut(string(raw), recordBegin)
	_, after, ends := strings.Cut(rest, recordEnd)
	if !begins || !ends {
		t.Fatalf("%s has no lines %q and %q", file, recordBegin, recordEnd)
	}
	if !*record {
		return
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Measured with version %s of the rules. Percentages; the last three columns are of found claims.\n\n", extract.Version)
	b.WriteString("| texts with all their claims | core claims | proposals | **right**: precision | extras as good | recall | F1 | strict F1 | modality | dates exact | dates invented |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, part := range [][2]string{
		{"own sentences, dev", "sentences*.dev.jsonl"}, {"own sentences, test", "sentences*.test.jsonl"},
		{"own articles, dev", "articles*.dev.jsonl"}, {"own articles, test", "articles*.test.jsonl"},
	} {
		recordTexts(&b, part[0], run(t, ownGold(t, part[1])))
	}
	recordTexts(&b, "seed article", run(t, shared(t, "seeds", "gold.jsonl")))
	recordTexts(&b, "briefs", run(t, shared(t, "data", "syria", "claims.jsonl")))
	b.WriteString("\n| sentences with one known event | sentences | top-1 | pair given | type F1, top-1 | all | triple F1, top-1, strict | lenient | loose | all, loose | silent |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|\n")
	for _, s := range run(t, shared(t, "data", "gold", "dev.jsonl")).Sentences {
		silent := ""
		if s.Silent.Of > 0 {
			silent = fmt.Sprintf("%d of %d", s.Silent.Right, s.Silent.Of)
		}
		fmt.Fprintf(&b, "| %s | %d | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", s.Origin, s.Sentences, percent(s.Top.Rate()), percent(s.TopOfPair.Rate()),
			percent(s.TypeTop.F1()), percent(s.TypeAll.F1()), percent(s.TripleTop.Strict.F1()), percent(s.TripleTop.Lenient.F1()),
			percent(s.TripleTop.Loose.F1()), percent(s.TripleAll.Loose.F1()), silent)
	}
	if err := os.WriteFile(file, []byte(before+recordBegin+b.String()+recordEnd+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

func percent(f float64) string { return fmt.Sprintf("%.1f", 100*f) }

func recordTexts(b *strings.Builder, name string, r *evaluate.Report) {
	for _, f := range r.Texts.Figures {
		if f.Figure != evaluate.FigureRight.String() {
			continue
		}
		c, a := f.Lenient, r.Texts.Attributes
		dates := "-"
		if a.Dates.Claims > 0 {
			dates = percent(a.Dates.Exact())
		}
		fmt.Fprintf(b, "| %s | %d | %d | %s | %s | %s | %s | %s | %s | %s | %d |\n", name, c.Claims, r.Texts.Proposals, percent(c.Precision()),
			percent(c.GenerousPrecision()), percent(c.Recall()), percent(c.F1()), percent(f.Strict.F1()), percent(a.Modality.Rate()), dates, a.Dates.Invented)
	}
}
