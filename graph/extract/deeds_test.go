package extract_test

import (
	"slices"
	"testing"

	"liaison/graph/extract"
)

// TestDeeds reads deeds in constructions that a table of words does not tell: joined verbs, what lasts for days, what is done in protest or
// for it, who sends somebody out of his country. A line of want is "subject RELATION object"; none is for sentences that tell none of it.
func TestDeeds(t *testing.T) {
	for body, want := range map[string][]string{
		"Syrian agents kidnapped and jailed a Lebanese politician.":                                {"syria cameo-181 lebanon", "syria arrest lebanon"},
		"France held two days of talks with Iran.":                                                 {"france CONSULT iran"},
		"Egypt and Sudan opened a joint factory.":                                                  {"egypt COOPERATE sudan"},
		"Egypt and Sudan issued a joint statement.":                                                nil,
		"Greek fishermen dumped sardines outside the Spanish embassy in protest at cheap imports.": {"greek-fishermen PROTEST spain-embassy"},
		"Greek workers walked off the job to protest against Gazprom.":                             {"greek-workers protest-strike gazprom"},
		"Greek civil servants staged a strike against Gazprom.":                                    {"greece protest-strike gazprom"},
		"France sent soldiers to help Hezbollah.":                                                  {"france mobilize-troops hezbollah"},
		"Two Canadian diplomats were expelled from Chad.":                                          {"chad cameo-166 canada"},
		"Canada said two diplomats were expelled by Chad.":                                         {"chad cameo-166 two-diplomats"},
		"France held war games near Mali.":                                                         {"france cameo-150 mali"},
		"France held war games with Mali.":                                                         {"france cameo-062 mali"},
		"Egypt put opposition activists behind bars.":                                              {"egypt arrest opposition-activists"},
		"Poland sent two Russian diplomats home.":                                                  {"poland cameo-166 russia"},
		"Students set Israeli flags alight in Cairo.":                                              {"students PROTEST israel"},
		"Workers at Gazprom went on strike on Monday.":                                             {"workers protest-strike gazprom"},
		"Students rallied against the jailing of their leaders by an Israeli court.":               {"students cameo-141 israel-court"},
		"Volunteers gathered outside the town to plant trees.":                                     nil,
	} {
		var got []string
		for _, p := range read(t, extract.Text{Body: body, Language: "en"}) {
			got = append(got, string(p.Subject.Actor)+" "+string(p.Claim.Relation)+" "+string(p.Object.Actor))
		}
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%s\n\tgot  %q\n\twant %q", body, got, w)
			}
		}
		if want == nil && len(got) > 0 {
			t.Errorf("%s\n\tgot  %q\n\twant nothing", body, got)
		}
	}
}
