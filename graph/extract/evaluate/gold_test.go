package evaluate_test

import (
	"path/filepath"
	"testing"

	"liaison/graph/extract/evaluate"
)

// ownGold reads the files of our own gold whose names match.
func ownGold(t testing.TB, pattern string) []evaluate.Document {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "testdata", "gold", pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("no file matches %s", pattern)
	}
	r := &evaluate.Reader{Ontology: loadOntology(t)}
	var docs []evaluate.Document
	for _, f := range files {
		more, err := r.Read(f)
		if err != nil {
			t.Error(err)
		}
		docs = append(docs, more...)
	}
	return docs
}

// TestOwnGoldIsSound checks what the annotators wrote: every quote is in its text, every key, root and date is known.
func TestOwnGoldIsSound(t *testing.T) {
	for _, err := range evaluate.Check(ownGold(t, "*.jsonl")) {
		t.Error(err)
	}
}
