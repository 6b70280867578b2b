package extract_test

import (
	"testing"

	"liaison/graph/extract"
)

// TestOneEventUnderOtherNames: what a headline tells in other words than the first sentences, and what is told of somebody first
// without a name and then by it, is one claim with all its quotes; what speaks against that keeps two events apart.
func TestOneEventUnderOtherNames(t *testing.T) {
	for _, c := range []struct {
		text   string
		claims int
		object string // of the first claim
	}{
		{"Malawi arrests protesters\n\nMalawian police arrested nine people on Monday near the market of Zomba.", 1, "nine people"},
		{"Soldiers overthrow Togolese president\n\nParatroopers of the Lome garrison overthrew President Kossi Adjavon on Monday.", 1, "President Kossi Adjavon"},
		{"Opposition senator arrested\n\nPolice arrested Senator Paula Quiroga on Monday.", 1, "Senator Paula Quiroga"},
		{"Police arrest two bankers\n\nPolice arrested 40 farmers on Monday.", 2, "two bankers"},
		{"France arrests Iranian students\n\nFrance arrested two Chilean smugglers on Monday.", 2, "Iranian students"},
		{"Zambia arrests Paula Quiroga\n\nZambian police arrested 40 farmers on Monday.", 2, "Paula Quiroga"},
		{"Kenya arrests smuggler\n\nThe drought goes on.\n\nThe rains are late.\n\nThe cattle die.\n\nKenyan police arrested three people in 2003.", 2, "smuggler"},
		{"Zambian police arrested a journalist on Monday. Musa Chirwa was arrested at his home in Kitwe.", 1, "Musa Chirwa"},
		{"Oman has expelled a Danish diplomat. Oman expelled Mr. Niels Krogh over a letter to a newspaper.", 1, "Mr. Niels Krogh"},
		{"Musa Chirwa owns a farm in Kitwe. Zambian police arrested a journalist on Monday. Musa Chirwa was arrested at his home.", 2, "a journalist"},
		{"Zambian police arrested a journalist on Monday. Police arrested a doctor. Musa Chirwa was arrested at his home.", 3, "a journalist"},
		{"Zambian police arrested a journalist on 6 May 2019. Musa Chirwa was arrested on 2 March 2017.", 2, "a journalist"},
		{"Zambian police arrested a journalist on Monday. Musa Chirwa was killed at his home.", 2, "a journalist"},
	} {
		var events []extract.Proposal
		for _, p := range read(t, extract.Text{Body: c.text, Language: "en", Published: "2019-05-07"}) {
			switch p.Claim.Relation {
			case "leads", "holds-office-in", "owns", "citizen-of", "located-in", "works-for":
			default:
				events = append(events, p)
			}
		}
		if len(events) != c.claims || events[0].Object.Text != c.object {
			t.Errorf("%q: got %d claims; want %d, of %q", c.text, len(events), c.claims, c.object)
			for i := range events {
				t.Log(events[i].Claim.Relation, events[i].Claim.Statement, len(events[i].Claim.Evidence))
			}
		}
	}
}
