package extract_test

import (
	"slices"
	"testing"

	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/ontology"
)

// TestWhatWordsAmountTo reads what somebody says that he, or another, will, may or must do.
func TestWhatWordsAmountTo(t *testing.T) {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		text, subject, object string
		root                  graph.RelationID // "": nothing is claimed of them
	}{
		{"Norway has no wish to lend Chad money.", "norway", "chad", "REJECT"},
		{"Norway vowed that Chad would be attacked.", "norway", "chad", "THREATEN"},
		{"Chad was behind the blast in Oslo, Norway said.", "norway", "chad", "ACCUSE"},
		{"Norway is not willing to meet Chad.", "norway", "chad", "REJECT"},
		{"Norway gave its word that it would help Chad.", "norway", "chad", "AGREE"},
		{"Norway held out the prospect of a loan to Chad.", "norway", "chad", "AGREE"},
		{"Norway might lend Chad money, the Norwegian finance minister said.", "norway", "chad", "AGREE"},
		{"Norway assured Chad that it would vote for the treaty.", "norway", "chad", "AGREE"},
		{"Norway's refusal to meet Chad was noted.", "norway", "chad", "REJECT"},
		{"A threat by Chad to attack Mali was noted.", "chad", "mali", "THREATEN"},
		{"Norway reneged on a pledge to lend Chad money.", "norway", "chad", "REJECT"},
		{"Chad dropped its threat to attack Mali.", "chad", "mali", "CONCEDE"},
		{"Chad cancelled a visit by Norwegian lawmakers.", "chad", "norway", "REJECT"},
		{"Chad threatened sanctions if Mali left the pact.", "chad", "mali", "THREATEN"},
		{"Norway told Chad that it must hold a vote.", "norway", "chad", "REQUEST"},
		{"Chad will pay a heavy price, Mali said.", "mali", "chad", "THREATEN"},
		{"Chad reserved the right to attack Mali.", "chad", "mali", "THREATEN"},
		{"Norway alleged that Chad had attacked Mali.", "norway", "chad", "ACCUSE"},
		{"Norway is critical of Chad's treatment of refugees.", "norway", "chad", "ACCUSE"},
		{"Norway was outraged by Chad.", "norway", "chad", "ACCUSE"},
		{"It is unacceptable, Norway said of the trial of two priests in Chad.", "norway", "chad", "ACCUSE"},
		{"Norway denounced what it called Chadian aggression.", "norway", "chad", "ACCUSE"},
		{"Norway is committed to helping Chad.", "norway", "chad", "AGREE"},
		{"Norway has never accepted the offer of Chad.", "norway", "chad", "REJECT"},
		{"Norway has not replied to a request by Chad.", "norway", "chad", "REJECT"},
		{"There can be no talks with Chad, Norway said.", "norway", "chad", "REJECT"},
		{"Norway will not lift its embargo on Chad until a vote is held.", "norway", "chad", "REJECT"},
		{"Norway's accusation that Chad had attacked Mali was noted.", "norway", "chad", "ACCUSE"},
		{"Chad warned Mali that it would hit power stations.", "chad", "mali", "THREATEN"},
		{"Norway warned that Chad could attack Mali.", "norway", "mali", ""},
		{"Norway tabled a motion that would have condemned Chad.", "norway", "chad", ""},
	} {
		var roots []graph.RelationID
		for _, p := range read(t, extract.Text{Body: x.text, Language: "en"}) {
			if same := func(m extract.Mention, id string) bool {
				return string(m.Actor) == id || m.New != nil && countries[m.New.Country] == id
			}; same(p.Subject, x.subject) && same(p.Object, x.object) {
				roots = append(roots, o.Root(p.Claim.Relation))
			}
		}
		if x.root == "" && len(roots) > 0 || x.root != "" && !slices.Contains(roots, x.root) {
			t.Errorf("%q: %v, want %q", x.text, roots, x.root)
		}
	}
}

// countries are those that the people of these tests belong to.
var countries = map[string]string{"NOR": "norway", "TCD": "chad", "MLI": "mali"}
