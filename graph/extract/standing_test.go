package extract_test

import (
	"slices"
	"testing"
)

// TestWhatStandsBetweenTwo reads offices, ties, property and relatives in many constructions. A line of want is "subject RELATION object".
func TestWhatStandsBetweenTwo(t *testing.T) {
	for body, want := range map[string][]string{
		"The Iranian-backed militias attacked Iraqi soldiers.":                                                     {"iran sponsors iranian-backed-militias"},
		"The Nairobi-based charity Blue Well Trust sued Kenya.":                                                    {"blue-well-trust based-in nairobi"},
		"Rebels loyal to General Ali Saleh shelled the town of Marib.":                                             {"rebels pledged-to ali-saleh"},
		"Jon Lie, a businessman close to Vladimir Putin, sued Mali.":                                               {"jon-lie associate-of vladimir-putin"},
		"Jon Lie is close to Vladimir Putin.":                                                                      {"jon-lie associate-of vladimir-putin"},
		"Ocean Freight Union leader Jon Lie met Norwegian officials.":                                              {"jon-lie leads ocean-freight-union"},
		"Jon Lie, a Liberation Party lawmaker, criticised France.":                                                 {"jon-lie holds-office-in liberation-party"},
		"Anna Berg and her brother Milos own Radio Una.":                                                           {"milos sibling-of anna-berg"},
		"Police arrested Omar Ali's wife on Monday.":                                                               {"omar-ali-wife married-to omar-ali"},
		"Omar Ali, whose brother commands the navy, was arrested.":                                                 {"brother sibling-of omar-ali", "brother commands navy"},
		"Chad, whose president, Omar Ali, met Putin, accused Sudan of aggression.":                                 {"omar-ali leads chad"},
		"The Ocean Freight Union, whose leader is Rafael Obando, rejected the offer.":                              {"rafael-obando leads ocean-freight-union"},
		"Norway's ambassador to Russia, Jon Lie, met Putin.":                                                       {"jon-lie represents norway"},
		"Italy's then interior minister, Omar Ali, resigned.":                                                      {"omar-ali holds-office-in italy"},
		"President Omar Ali, himself a former member of the Green Front, met Putin.":                               {"omar-ali member-of green-front"},
		"Anna Berg, chairwoman and founder of the Ocean Freight Union, met Putin.":                                 {"anna-berg leads ocean-freight-union", "anna-berg founded ocean-freight-union"},
		"Anna Berg, a member of the Swedish Academy and a consultant to Gazprom, met Putin.":                       {"anna-berg member-of swedish-academy", "anna-berg advises gazprom"},
		"As leader of the Ocean Freight Union, Anna Berg met Putin.":                                               {"anna-berg leads ocean-freight-union"},
		"Anna Berg mediated on behalf of Norway.":                                                                  {"anna-berg represents norway"},
		"Anna Berg succeeded Peter Kimani as director of the Ocean Freight Union.":                                 {"anna-berg succeeded peter-kimani", "anna-berg leads ocean-freight-union"},
		"Anna Berg replaced Peter Kimani as head of the Ocean Freight Union.":                                      {"anna-berg succeeded peter-kimani"},
		"The Green Front elected Anna Berg as its leader.":                                                         {"anna-berg leads green-front"},
		"Angola named Rui Lima as ambassador to France.":                                                           {"rui-lima represents angola"},
		"Jon Lie was sworn in as president of Guinea-Bissau.":                                                      {"jon-lie leads guinea-bissau"},
		"The Spear Brigade is allied to the Taliban.":                                                              {"spear-brigade affiliated-with taliban"},
		"Gazprom holds 40 percent of Naftogaz.":                                                                    {"gazprom shareholder-of naftogaz"},
		"The quarry belonged to Gazprom.":                                                                          {"gazprom owns quarry"},
		"France has 1,500 soldiers in Niger.":                                                                      {"france retain-bases-in niger"},
		"Tajikistan hosts Russian bases.":                                                                          {"russia retain-bases-in tajikistan"},
		"The Fijian prime minister, Ratu Jone, left, but his Australian counterpart, Colin Maybury, met Putin.":    {"colin-maybury leads australia"},
		"Green Front deputy leader Omar Ali fled to Russia.":                                                       {"omar-ali deputy-leader-of green-front"},
		"Omar Ali and Peter Lual, leaders of the Green Front, fled to Russia.":                                     {"omar-ali leads green-front", "peter-lual leads green-front"},
		"Egypt is at loggerheads with Ethiopia.":                                                                   {"egypt OPPOSES ethiopia"},
		"Anna Berg studied law at Harvard University.":                                                             {"anna-berg studied-at harvard"},
		"The head of the Anglican Church of Kenya, Archbishop Omar Ali, and Jon Lie of the Green Front met Putin.": {"omar-ali leads anglican-church-of-kenya", "jon-lie member-of green-front"},
		"Gazprom fought Rosneft, its largest shareholder.":                                                         {"rosneft shareholder-of gazprom"},
		"Anna Berg was followed as president of Fiji by Omar Ali.":                                                 {"omar-ali succeeded anna-berg", "omar-ali leads fiji"},
		"Jon Lie, secretary of the Transport and General Workers Union, met Putin.":                                {"jon-lie holds-office-in transport-and-general-workers-union"},
		"Hamid Berg, deputy chief of staff of President Hassan Rouhani, met Merkel.":                               {"hamid-berg advises hassan-rouhani"},
		"Police arrested two of Omar Haddad's brothers, Saif Haddad and Karim Haddad.":                             {"saif-haddad sibling-of omar-haddad", "karim-haddad sibling-of omar-haddad"},
		"A junta of three officers headed by General Omar Ali attacked Mali.":                                      {"omar-ali leads junta"},
		"Abdirahman Dagane, Garissa's governor, met Putin.":                                                        {"abdirahman-dagane leads garissa"},
		"Anna Berg, a Texas Republican, met Putin.":                                                                {"anna-berg member-of republican-party-us"},
		"Jon Lie, the former leader of the EOKA underground, met Putin.":                                           {"jon-lie leads eoka"},
		"Anna Berg, a retired colonel who governed Niger State, left Mali.":                                        {"anna-berg governs niger-state"},
		"RosUkrEnergo is 45 percent owned by Gazprom.":                                                             {"gazprom owns rosukrenergo"},
		"RosUkrEnergo, half of which is owned by Gazprom, left Mali.":                                              {"gazprom owns rosukrenergo"},
		"The Ocean Freight Union's Anna Berg met Putin.":                                                           {"anna-berg employed-by ocean-freight-union"},
		"Rosneft's purchase of Bashneft was approved.":                                                             {"rosneft owns bashneft"},
		"Emmerson Dube, secretary-general of the Harbour Union, met Putin.":                                        {"emmerson-dube leads harbour-union"},
		"The junta of General Boris Tall attacked Chad.":                                                           {"boris-tall leads junta"},
		"The Green Front, the movement of Jonas Lie, attacked Angola.":                                             {"jonas-lie leads green-front"},
		"Jonas Lie's Green Front attacked Angola.":                                                                 {"jonas-lie leads green-front"},
		"Fighters under Captain Omar Ali attacked Chad.":                                                           {"omar-ali leads fighters"},
		"Anna Berg of the Green Front met Putin.":                                                                  {"anna-berg member-of green-front"},
		"Anna Berg of the BBC met Putin.":                                                                          {"anna-berg employed-by bbc"},
		"The Aurora, a ship of the German charity Blue Well Trust, left Mali.":                                     {"blue-well-trust owns aurora"},
		"The European Union consists of France and Germany.":                                                       {"france part-of eu"},
		"The Green Front, an offshoot of Hamas that is led by Omar Ali, attacked Mali.":                            {"omar-ali leads green-front"},
		"Jon Lie, a member of the Green Front who heads the Ocean Freight Union, met Putin.":                       {"jon-lie leads ocean-freight-union"},
		"Jon Lie, a lecturer at Harvard University and a member of the Green Front, met Putin.":                    {"jon-lie employed-by harvard", "jon-lie member-of green-front"},
		"Jon Lie flew for Gazprom and sat on the Harbour Commission.":                                              {"jon-lie employed-by gazprom", "jon-lie member-of harbour-commission"},
		"Omar Ali handed the letter to Peter Kimani, the president of Moldova.":                                    {"peter-kimani leads moldova"},
		"Anna Berg was in charge of the Ocean Freight Union.":                                                      {"anna-berg leads ocean-freight-union"},
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
		"The Afghan guerrilla leader Omar Ali met Putin.",
		"Rebel commander Omar Ali met Putin.",
		"Another New Zealand pilot, Omar Ali, met Putin.",
		"Omar Ali, a Sikh leader, met Putin.",
	} {
		for _, c := range tell(t, body) {
			if c.Relation == "employed-by" || c.Relation == "leads" || c.Relation == "commands" || c.Relation == "pledged-to" {
				t.Errorf("%q: got %v, want no such claim", body, c)
			}
		}
	}
}
