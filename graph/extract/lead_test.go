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
		{"Zambia jails doctor\n\nA court in Lusaka jailed a Greek doctor on Monday. Nikos Pappas was jailed after a closed trial.", 1, "Nikos Pappas"},
		{"Kenya imposes sanctions on Ugandan banks\n\nKenya on Monday imposed sanctions on three Ugandan banks. Nairobi sanctioned the lenders over a debt.", 1, "Ugandan banks"},
		{"Chadian soldiers detained 14 Sudanese truck drivers on Monday. The detention of the drivers by Chadian soldiers angered villagers.", 1, "14 Sudanese truck drivers"},
		{"Chadian soldiers detained 14 Sudanese truck drivers on Monday. Chadian soldiers detained nine drivers.", 2, "14 Sudanese truck drivers"},
		{"Gunmen killed 12 people in a market on Monday. At least 12 people were killed.", 1, "12 people"},
		{"Gunmen killed 12 people in a market on Monday. Gunmen killed 15 people in a mosque.", 2, "12 people"},
		{"In Lome, where residents sleep in the streets, policemen rounded up hundreds of students and held them in a stadium.", 1, "hundreds of students"},
		{"Gunmen killed 12 people in Nairobi. At least 12 people were killed in Mombasa.", 2, "12 people in Nairobi"},
		{"Gabonese journalist held\n\nAlban Mbo was arrested on Monday. Four journalists were arrested in 2016.", 2, "Alban Mbo"},
		{"Chad bombs Libya\n\nChadian jets bombed a bridge on Monday.", 2, "Libya"},
		{"Gabon frees activist\n\nThe Gabonese government on Monday released Alban Mbo after a year.", 1, "Alban Mbo"},
		{"Presidential guards beat 30 students in Lome on Monday. The guards beat the students with rifle butts.", 1, "30 students in Lome"},
		{"Presidential guards beat 30 students in Lome on Monday. Soldiers beat the students in 2016.", 2, "30 students in Lome"},
		{"Policemen arrested a lawyer and held students in a stadium.", 2, "a lawyer"},
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
