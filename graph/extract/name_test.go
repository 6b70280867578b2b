package extract_test

import (
	"slices"
	"testing"
)

// TestNamesGoOn reads names of bodies that go on behind a preposition, that begin like a listed one, and names with small words within.
func TestNamesGoOn(t *testing.T) {
	for body, want := range map[string]string{
		"The Republican Party of Armenia attacked Mali.":          "republican-party-of-armenia",
		"The Democratic Party of Anglers attacked Mali.":          "democratic-party-of-anglers",
		"The Zimbabwe Congress of Trade Unions attacked Mali.":    "zimbabwe-congress-of-trade-unions",
		"The Confederation of Workers of Benin attacked Mali.":    "confederation-of-workers-of-benin",
		"Mali sued the Movement of Society for Peace.":            "movement-of-society-for-peace",
		"Mali sued the rebel Movement for Salt and Soda.":         "movement-for-salt-and-soda",
		"Mali sued the Green Front of Omar Haddad.":               "green-front",
		"Mali sued Anna Berg of the Green Front.":                 "anna-berg",
		"The Kachin Independence Organisation attacked Mali.":     "kachin-independence-organisation",
		"The Maoist Communist Centre attacked Mali.":              "maoist-communist-centre",
		"The Transport and General Workers Union sued Mali.":      "transport-and-general-workers-union",
		"Mali sued the Salt, Soda and Potash Board.":              "salt-soda-and-potash-board",
		"The Kremlin and Communist Party sued Mali.":              "russia",
		"Mali sued Archbishop Isidore de Souza.":                  "isidore-de-souza",
		"Mali sued Carlos de la Vega.":                            "carlos-de-la-vega",
		"The West Papua National Liberation Army attacked Mali.":  "west-papua-national-liberation-army",
		"The National Liberation Army of Colombia attacked Mali.": "eln",
	} {
		var got []string
		for _, c := range tell(t, body) {
			got = append(got, c.Subject, c.Object)
		}
		if !slices.Contains(got, want) {
			t.Errorf("%q: got %q, want %q among them", body, got, want)
		}
	}
}
