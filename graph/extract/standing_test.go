package extract_test

import (
	"slices"
	"testing"
)

// TestWhatStandsBetweenTwo reads offices, ties, property and relatives in many constructions. A line of want is "subject RELATION object".
func TestWhatStandsBetweenTwo(t *testing.T) {
	for body, want := range map[string][]string{
		"The Iranian-backed militias attacked Iraqi soldiers.":                                                  {"iran sponsors iranian-backed-militias"},
		"The Nairobi-based charity Blue Well Trust sued Kenya.":                                                 {"blue-well-trust based-in nairobi"},
		"Rebels loyal to General Ali Saleh shelled the town of Marib.":                                          {"rebels pledged-to ali-saleh"},
		"Jon Lie, a businessman close to Vladimir Putin, sued Mali.":                                            {"jon-lie associate-of vladimir-putin"},
		"Jon Lie is close to Vladimir Putin.":                                                                   {"jon-lie associate-of vladimir-putin"},
		"Ocean Freight Union leader Jon Lie met Norwegian officials.":                                           {"jon-lie leads ocean-freight-union"},
		"Jon Lie, a Liberation Party lawmaker, criticised France.":                                              {"jon-lie holds-office-in liberation-party"},
		"Anna Berg and her brother Milos own Radio Una.":                                                        {"milos sibling-of anna-berg"},
		"Police arrested Omar Ali's wife on Monday.":                                                            {"omar-ali-wife married-to omar-ali"},
		"Omar Ali, whose brother commands the navy, was arrested.":                                              {"brother sibling-of omar-ali", "brother commands navy"},
		"Chad, whose president, Omar Ali, met Putin, accused Sudan of aggression.":                              {"omar-ali leads chad"},
		"The Ocean Freight Union, whose leader is Rafael Obando, rejected the offer.":                           {"rafael-obando leads ocean-freight-union"},
		"Norway's ambassador to Russia, Jon Lie, met Putin.":                                                    {"jon-lie represents norway"},
		"Italy's then interior minister, Omar Ali, resigned.":                                                   {"omar-ali holds-office-in italy"},
		"President Omar Ali, himself a former member of the Green Front, met Putin.":                            {"omar-ali member-of green-front"},
		"Anna Berg, chairwoman and founder of the Ocean Freight Union, met Putin.":                              {"anna-berg leads ocean-freight-union", "anna-berg founded ocean-freight-union"},
		"Anna Berg, a member of the Swedish Academy and a consultant to Gazprom, met Putin.":                    {"anna-berg member-of swedish-academy", "anna-berg advises gazprom"},
		"As leader of the Ocean Freight Union, Anna Berg met Putin.":                                            {"anna-berg leads ocean-freight-union"},
		"Anna Berg mediated on behalf of Norway.":                                                               {"anna-berg represents norway"},
		"Anna Berg succeeded Peter Kimani as director of the Ocean Freight Union.":                              {"anna-berg succeeded peter-kimani", "anna-berg leads ocean-freight-union"},
		"Anna Berg replaced Peter Kimani as head of the Ocean Freight Union.":                                   {"anna-berg succeeded peter-kimani"},
		"The Green Front elected Anna Berg as its leader.":                                                      {"anna-berg leads green-front"},
		"Angola named Rui Lima as ambassador to France.":                                                        {"rui-lima represents angola"},
		"Jon Lie was sworn in as president of Guinea-Bissau.":                                                   {"jon-lie leads guinea-bissau"},
		"The Spear Brigade is allied to the Taliban.":                                                           {"spear-brigade affiliated-with taliban"},
		"Gazprom holds 40 percent of Naftogaz.":                                                                 {"gazprom shareholder-of naftogaz"},
		"The quarry belonged to Gazprom.":                                                                       {"gazprom owns quarry"},
		"France has 1,500 soldiers in Niger.":                                                                   {"france retain-bases-in niger"},
		"Tajikistan hosts Russian bases.":                                                                       {"russia retain-bases-in tajikistan"},
		"The Fijian prime minister, Ratu Jone, left, but his Australian counterpart, Colin Maybury, met Putin.": {"colin-maybury leads australia"},
		"Green Front deputy leader Omar Ali fled to Russia.":                                                    {"omar-ali deputy-leader-of green-front"},
		"Omar Ali and Peter Lual, leaders of the Green Front, fled to Russia.":                                  {"omar-ali leads green-front", "peter-lual leads green-front"},
		"Egypt is at loggerheads with Ethiopia.":                                                                {"egypt OPPOSES ethiopia"},
		"Anna Berg studied law at Harvard University.":                                                          {"anna-berg studied-at harvard"},
		"Anna Berg was in charge of the Ocean Freight Union.":                                                   {"anna-berg leads ocean-freight-union"},
	} {
		var got []string
		for _, c := range tell(t, body) {
			got = append(got, c.Subject+" "+c.Relation+" "+c.Object)
		}
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%q: got %q, want %q", body, got, w)
			}
		}
	}
}

// TestNationalityIsNoEmployer: an adjective that tells where somebody is from makes no claim of who employs him.
func TestNationalityIsNoEmployer(t *testing.T) {
	for _, body := range []string{
		"Iran arrested Omar Ali, a Swedish doctor, on Monday.",
		"The rope-led choir visited Mali.",
		"Rebels loyal to work shelled a town.",
	} {
		for _, c := range tell(t, body) {
			if c.Relation == "employed-by" || c.Relation == "leads" || c.Relation == "pledged-to" {
				t.Errorf("%q: got %v, want no such claim", body, c)
			}
		}
	}
}
