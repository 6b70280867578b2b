package evaluate_test

import (
	"context"
	"path/filepath"
	"testing"

	"liaison/graph/extract/evaluate"
)

// TestReferences shows how often pronouns are taken for the right ones, on texts that the weights were not fitted to (-v), and fits the weights
// anew (-fit). Fitted is to our own texts for development alone.
func TestReferences(t *testing.T) {
	x := reader(t)
	o := evaluate.Options{Ontology: loadOntology(t), Directory: x}
	cases, err := evaluate.Cases(context.Background(), x, ownGold(t, "*.dev.jsonl"), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("gold, as it is: %v", evaluate.Solve(cases))
	files, err := filepath.Glob(filepath.Join("..", "testdata", "references", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		texts, err := evaluate.ReadMarked(f)
		if err != nil {
			t.Fatal(err)
		}
		more, err := evaluate.MarkedCases(context.Background(), x, texts)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s, as it is: %v", filepath.Base(f), evaluate.Solve(more))
		cases = append(cases, more...)
	}
	const ridge = 16
	t.Logf("fitted to other texts: %v", evaluate.Solve(evaluate.CrossSolve(cases, ridge, -1, 0.05))) // leastOdds, leastLead of the extractor
	if !*fit {
		return
	}
	s := evaluate.FitCases(cases, ridge)
	writeTable(t, "refer.tsv", &s, `# What speaks for and against whom a pronoun may mean: weights in hundredths of log odds, which are added up. Fitted to our own texts for
# development by logistic regression; written by
#     go test ./graph/extract/evaluate -run References -fit
# Columns: feature, weight. "start" is of every choice; "he: ", "it: ", "they: ", "the: " narrow a weight to a sort of
# pronoun, or to descriptions.
`)
}
