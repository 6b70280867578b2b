package evaluate_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph/extract/evaluate"
)

func marked(t testing.TB, text string) ([]evaluate.Marked, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "marked.txt")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return evaluate.ReadMarked(file)
}

func TestReadMarked(t *testing.T) {
	got, err := marked(t, "# a remark\n\n[Mali=mali] met [Chad=chad].\n\n[Both=mali+chad] left.\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []evaluate.Marked{
		{Body: "Mali met Chad.", Marks: []evaluate.Mark{{0, 4, []string{"mali"}}, {9, 13, []string{"chad"}}}},
		{Body: "Both left.", Marks: []evaluate.Mark{{0, 4, []string{"mali", "chad"}}}},
	}
	for i := range got {
		got[i].ID = ""
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for _, wrong := range []string{"[Mali=mali met.", "[Mali] met."} {
		if _, err := marked(t, wrong); err == nil || !strings.Contains(err.Error(), "marked.txt:1") {
			t.Errorf("%q: got %v, want an error that names the text", wrong, err)
		}
	}
}

// Marks say which of the choices is right, and gold does so for the ends of its claims.
func TestCases(t *testing.T) {
	texts, err := marked(t, "[Mali=mali] accused [Chad=chad]. [It=chad] denied that [its=chad] army had fired.")
	if err != nil {
		t.Fatal(err)
	}
	cases, err := evaluate.MarkedCases(context.Background(), reader(t), texts)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, c := range cases {
		n := 0
		for _, l := range c.Choices {
			if l.Right {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s: %d choices are right, want 1", c.Words, n)
		}
		words = append(words, c.Words)
	}
	if diff := cmp.Diff([]string{"It", "its"}, words); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	docs := gold(t, strings.NewReplacer("Mali accused the Blue Front.", "It accused the Blue Front.", `"mali","text":"Mali"},"target":{"actor":"front"`, `"mali","text":"It"},"target":{"actor":"front"`,
		`"quote":"Mali accused`, `"quote":"It accused`).Replace(oneLine(warLine)))
	of, err := evaluate.Cases(context.Background(), reader(t), docs, evaluate.Options{Ontology: loadOntology(t), Directory: reader(t)})
	if err != nil {
		t.Fatal(err)
	}
	if len(of) != 1 || of[0].Words != "It" || evaluate.Solve(of).Possible != 1 {
		t.Errorf("got %+v, want the one pronoun", of)
	}
}
