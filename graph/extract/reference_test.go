package extract_test

import (
	"slices"
	"testing"

	"liaison/graph"
	"liaison/graph/extract"
)

// whoIs returns whom words mean in the last sentence of a text that has them.
func whoIs(t *testing.T, body, words string) []graph.ActorID {
	t.Helper()
	out := outline(t, extract.Text{Body: body, Published: "2012-04-20", Language: "en"})
	for i := len(out) - 1; i >= 0; i-- {
		var ids []graph.ActorID
		for _, m := range out[i].Mentions {
			if m.Text == words {
				ids = append(ids, m.Actor)
			}
		}
		if len(ids) > 0 {
			return ids
		}
	}
	return nil
}

// TestWordsMeanThoseNamedBefore: pronouns, descriptions, numbers and short names, each after what names somebody.
func TestWordsMeanThoseNamedBefore(t *testing.T) {
	for _, c := range []struct {
		about, body, words string
		want               []graph.ActorID
	}{
		{"a woman by her name", "Judge Noel Karst sentenced Maribel Stone to six years. Her lawyers protested.", "Her lawyers", []graph.ActorID{"maribel-stone"}},
		{"a man by his name", "Ingrid Roe met Robert Blom in Oslo. He thanked Chad.", "He", []graph.ActorID{"robert-blom"}},
		{"several, not a body", "The army attacked the rebels and killed six of them.", "six of them", []graph.ActorID{"rebels"}},
		{"two subjects", "Chad and Niger signed a pact. They praised Mali.", "They", []graph.ActorID{"chad", "niger"}},
		{"two of a pair", "France offered to mediate between Chad and Niger. It urged them to leave.", "them", []graph.ActorID{"chad", "niger"}},
		{"one of gunmen", "Gunmen attacked the army in Chad. The army said it fought back.", "it", []graph.ActorID{"chad-army"}},
		{"no place", "Talks between Mali and the Blue Lake Front collapsed in Rome when its leader walked out.", "its leader", []graph.ActorID{"blue-lake-front"}},
		{"the subject, not who spoke long ago", "Chad's health ministry said two people died. Norway called Niger. Iran condemned the raid. Its foreign ministry called it illegal.",
			"Its foreign ministry", []graph.ActorID{"iran-foreign-ministry"}},
		{"a capital for a longer name", "The Sultanate of Oman thanked Chad. The Sultanate praised Mali.", "The Sultanate", []graph.ActorID{"oman"}},
		{"those who took hostages", "The Blue Lake Front abducted three nuns in Mali. Police killed the kidnappers.", "the kidnappers", []graph.ActorID{"blue-lake-front"}},
		{"the country of a place", "Three nuns were killed in Khartoum. Mali left the country.", "the country", nil},
		{"a company by its nation", "Chevron sacked ten miners. Chad sued the U.S. company.", "the U.S. company", []graph.ActorID{"chevron"}},
		{"the army of the only state", "Niger attacked rebels. The army killed ten of them.", "The army", []graph.ActorID{"niger-army"}},
		{"two new people", "Chad accused Niger. The EU punished two ministers.", "two ministers", []graph.ActorID{"two-ministers"}},
		{"the firm's own people", "Union leaders accused Shell. Mali met the union.", "the union", []graph.ActorID{"union"}},
	} {
		if got := whoIs(t, c.body, c.words); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q in %q means %v, want %v", c.about, c.words, c.body, got, c.want)
		}
	}
}

// TestLongNames: names that go on behind a preposition, and what looks like one.
func TestLongNames(t *testing.T) {
	for body, want := range map[string]graph.ActorID{
		"The Bank of Ghana sued Shell.":                 "bank-of-ghana",
		"Secretary of State Robert Blom accused Shell.": "robert-blom",
		"The Mayor of Elmira accused Shell.":            "mayor-of-elmira",
		"Suspected Boko Haram militants attacked Chad.": "boko-haram",
	} {
		out := read(t, extract.Text{Body: body, Language: "en"})
		if len(out) == 0 || out[0].Claim.Subject != want && out[0].Claim.Object != want {
			t.Errorf("%q: got %+v, want a claim of %s", body, out, want)
		}
	}
}

// TestAnswersTellWhomAnOfferIsFor: who answers an offer or a demand is whom it was made to.
func TestAnswersTellWhomAnOfferIsFor(t *testing.T) {
	for body, want := range map[string][][2]graph.ActorID{
		"Norway accused Chad of bombing a village. Chad denied the charge.": {{"norway", "chad"}, {"chad", "norway"}},
	} {
		got := read(t, extract.Text{Body: body, Language: "en"})
		for _, pair := range want {
			if !slices.ContainsFunc(got, func(p extract.Proposal) bool { return p.Claim.Subject == pair[0] && p.Claim.Object == pair[1] }) {
				t.Errorf("%q: nothing of %v", body, pair)
			}
		}
	}
}
