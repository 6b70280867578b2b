package gazetteer_test

import "testing"

// TestGender tells the gender of people by their given names and titles, and of nobody else.
func TestGender(t *testing.T) {
	g := shippedOnly(t)
	for name, want := range map[string]byte{
		"Maribel Roe": 'f', "Zuzana Kerr": 'f', "Judge Ingrid Holm": 'f', "Fatoumata Berg": 'f', "Mrs Kerr": 'f', "Zoë Blom": 'f', "Tatyana Stein": 'f',
		"John Kerr": 'm', "General Mohamed Blom": 'm', "Mr. Stein": 'm', "Jean-Pierre Roe": 0, "Kim Holm": 0, "Blom": 0, "": 0, "Lin Kuo-wei": 0,
	} {
		if got := g.Gender(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
