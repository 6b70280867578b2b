package extract_test

import (
	"context"
	"testing"

	"liaison/graph/extract"
	"liaison/graph/ontology"
)

// What is more likely wrong than right is left out beside a better proposal of its sentence, and nothing else is.
func TestDoubtfulIsLeftOut(t *testing.T) {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	const text = "France attacked Mali. Norland's general met Anna Berg, whose office in Chad, after a vote on its row with Kenya, sought their help."
	var counts [2]int
	for i, doubtful := range []bool{false, true} {
		r, err := extract.New(extract.Options{Ontology: o, Doubtful: doubtful})
		if err != nil {
			t.Fatal(err)
		}
		list, err := r.Read(context.Background(), extract.Text{Body: text, Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		counts[i] = len(list)
		for _, p := range list {
			t.Log(doubtful, p.Score, p.Claim.Statement)
		}
	}
	if counts[0] >= counts[1] || counts[0] == 0 {
		t.Errorf("got %d proposals, and %d with doubtful ones", counts[0], counts[1])
	}
}
