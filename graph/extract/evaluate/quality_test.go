package evaluate_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"liaison/graph/extract"
	"liaison/graph/extract/evaluate"
)

var (
	update = flag.Bool("update", false, "rewrite testdata/quality.golden")
	fit    = flag.Bool("fit", false, "rewrite the weights of scores, graph/extract/data/score.tsv")
)

var theReader = sync.OnceValues(func() (*extract.Reader, error) {
	onto, err := theOntology()
	if err != nil {
		return nil, err
	}
	return extract.New(extract.Options{Ontology: onto})
})

// reader is the extractor as it ships.
func reader(t testing.TB) *extract.Reader {
	t.Helper()
	r, err := theReader()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// wholeReader proposes also what the extractor leaves out as it ships: scores are fitted to all.
func wholeReader(t testing.TB) *extract.Reader {
	t.Helper()
	x, err := extract.New(extract.Options{Ontology: loadOntology(t), Doubtful: true})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func run(t testing.TB, docs []evaluate.Document) *evaluate.Report {
	t.Helper()
	x := reader(t)
	r, err := evaluate.Run(context.Background(), x, docs, evaluate.Options{Ontology: loadOntology(t), Directory: x})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestQuality holds the figures on our own gold still: a change of quality is a change of testdata/quality.golden, to be
// seen in its diff.
func TestQuality(t *testing.T) {
	var got strings.Builder
	got.WriteString(`# The quality of extraction on our own gold, by file and root: core claims, proposals, and how many of them agree. "right" is
# pair, direction, type and polarity, by lenient names; see docs/extraction.md. Rewritten by
#     go test ./graph/extract/evaluate -run Quality -update
`)
	for _, part := range []string{"sentences*.dev.jsonl", "articles*.dev.jsonl", "sentences*.test.jsonl", "articles*.test.jsonl"} {
		writeQuality(&got, part, run(t, ownGold(t, part)))
	}
	file := filepath.Join("testdata", "quality.golden")
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := changed(string(want), got.String()); diff != "" {
		t.Errorf("the quality has changed; if that is meant, -update rewrites %s: -want +got\n%s", file, diff)
	}
}

// changed lists the lines in which two texts differ, each under its heading.
func changed(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	var out strings.Builder
	heading := ""
	for i := range max(len(a), len(b)) {
		var x, y string
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if strings.HasSuffix(y, ".jsonl") {
			heading = y + "\n"
		}
		if x != y {
			fmt.Fprintf(&out, "%s-%s\n+%s\n", heading, x, y)
			heading = ""
		}
	}
	return out.String()
}

func writeQuality(w *strings.Builder, name string, r *evaluate.Report) {
	t := r.Texts
	fmt.Fprintf(w, "\n%s\n%d texts, %d core claims, %d proposals, %d unsupported\n", name, t.Texts, t.Core, t.Proposals, r.Unsupported)
	row := func(name string, c evaluate.Counts) {
		fmt.Fprintf(w, "%-18s claims %4d  found %4d  proposed %4d  right %4d  extra %3d  P %.3f  R %.3f  F1 %.3f\n",
			name, c.Claims, c.Found, c.Proposed, c.Good, c.Extra, c.Precision(), c.Recall(), c.F1())
	}
	for _, f := range t.Figures {
		row(f.Figure, f.Lenient)
		if f.Figure == evaluate.FigureRight.String() {
			row("right, strict", f.Strict)
			row("right, loose", f.Loose)
		}
	}
	for _, m := range t.Modalities {
		row("claim "+m.Name, m.Counts)
	}
	row("right denied", t.Denied)
	for _, root := range t.Roots {
		row(root.Root, root.Right)
	}
	a := t.Attributes
	for _, s := range []struct {
		name  string
		share evaluate.Share
	}{{"direction", a.Direction}, {"polarity", a.Polarity}, {"modality", a.Modality}, {"relation", a.Relation}} {
		fmt.Fprintf(w, "found: %-11s %d of %d, %.3f\n", s.name, s.share.Right, s.share.Of, s.share.Rate())
	}
	for _, s := range []struct {
		name string
		said evaluate.Said
	}{{"dates", a.Dates}, {"attribution", a.Attribution}} {
		fmt.Fprintf(w, "found: %-11s %d of %d, %.3f; wrong %d, missing %d, invented %d; of all %d, %.3f\n",
			s.name, s.said.Right, s.said.Claims, s.said.Exact(), s.said.Wrong, s.said.Missing, s.said.Invented, s.said.All, s.said.Recall())
	}
	writeReliability(w, r.Reliability)
}

func writeReliability(w *strings.Builder, bins []evaluate.Bin) {
	for _, b := range bins {
		fmt.Fprintf(w, "score %3d to %3d: %d of %d right, %.3f; from there up %.3f\n", b.From, b.To, b.Share.Right, b.Share.Of, b.Share.Rate(), b.AndAbove.Rate())
	}
}

// TestScores shows how scores do on texts that they were not fitted to (-v), and fits them anew (-fit). Fitted is to our own
// texts for development alone.
func TestScores(t *testing.T) {
	x := wholeReader(t)
	o := evaluate.Options{Ontology: loadOntology(t), Directory: x}
	list, err := evaluate.Lessons(context.Background(), x, ownGold(t, "*.dev.jsonl"), o)
	if err != nil {
		t.Fatal(err)
	}
	before := readScores(t, filepath.Join("testdata", "score.before.tsv"))
	ridge := evaluate.BestRidge(list, before)
	var table strings.Builder
	writeReliability(&table, evaluate.Reliability(evaluate.CrossFit(list, ridge, before)))
	t.Logf("%d proposals, ridge %v; scores of texts that were not fitted to:\n%s", len(list), ridge, table.String())
	if !*fit {
		return
	}
	s := evaluate.Fit(list, ridge, before)
	writeTable(t, "score.tsv", &s, `# What features of a proposal say of whether it is right: weights in hundredths of log odds, which are added up. Fitted to
# our own texts for development by logistic regression; written by
#     go test ./graph/extract/evaluate -run Scores -fit
# Columns: feature, weight. "start" is of every proposal.
`)
}

// writeTable rewrites a table of weights of the extractor.
func writeTable(t testing.TB, name string, s *evaluate.Scores, head string) {
	t.Helper()
	var out bytes.Buffer
	if err := s.Write(&out, head); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("..", "data", name), out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestSharedFigures measures on the shared data, which are no part of the repository; the figures are shown by -v and kept by
// hand in docs/extraction.md. They are not held still here, where others may not have the data.
func TestSharedFigures(t *testing.T) {
	for name, path := range map[string][]string{
		"sentences": {"data", "gold", "dev.jsonl"}, "seed": {"seeds", "gold.jsonl"}, "briefs": {"data", "syria", "claims.jsonl"},
	} {
		t.Run(name, func(t *testing.T) {
			r := run(t, shared(t, path...))
			if r.Unsupported > 0 {
				t.Errorf("%d proposals have no quote that is in the text, want none", r.Unsupported)
			}
			if r.Texts != nil {
				c := figure(t, r, "right").Lenient
				t.Logf("right: precision %.3f, recall %.3f, F1 %.3f of %d claims", c.Precision(), c.Recall(), c.F1(), c.Claims)
			}
			for _, s := range r.Sentences {
				t.Logf("%s: top-1 %.3f, type F1 %.3f, triple F1 %.3f", s.Origin, s.Top.Rate(), s.TypeTop.F1(), s.TripleTop.Lenient.F1())
			}
		})
	}
}

// readScores reads a table of weights.
func readScores(t testing.TB, file string) evaluate.Scores {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var s evaluate.Scores
	for line := range strings.Lines(string(raw)) {
		feature, weight, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		w, err := strconv.Atoi(weight)
		if err != nil {
			t.Fatal(err)
		}
		if feature == "start" {
			s.Start = float64(w) / 100
			continue
		}
		s.Weights = append(s.Weights, evaluate.Weight{Feature: feature, Weight: float64(w) / 100})
	}
	slices.SortFunc(s.Weights, func(a, b evaluate.Weight) int { return strings.Compare(a.Feature, b.Feature) })
	return s
}

// TestScoreTableIsRead works scores out from the table as this package writes it, and finds those of the extractor.
func TestScoreTableIsRead(t *testing.T) {
	s := readScores(t, filepath.Join("..", "data", "score.tsv"))
	x := wholeReader(t)
	list, err := evaluate.Lessons(context.Background(), x, ownGold(t, "*.dev.jsonl"), evaluate.Options{Ontology: loadOntology(t), Directory: x})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range list {
		if got := s.Of(l.Features); got != l.Score {
			t.Errorf("%s, %v: got %d from the table and %d from the extractor", l.Text, l.Features, got, l.Score)
		}
	}
}
