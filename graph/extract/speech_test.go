package extract_test

import (
	"testing"

	"liaison/graph/extract"
)

// TestWhoSaysSo reads who says what a sentence tells.
func TestWhoSaysSo(t *testing.T) {
	for _, x := range []struct{ text, subject, object, says string }{
		{"Norway said that Chad had attacked Mali.", "chad", "mali", "Norway"},
		{"Norway said that Chad, which invaded Sudan in 2011, had attacked Mali.", "chad", "sudan", ""},
		{"Chad, backed by France, attacked Mali, Norway said.", "france", "chad", ""},
		{"Chad denied having attacked Mali.", "chad", "mali", "Chad"},
		{"Chad denied that it had attacked Mali.", "chad", "mali", "Chad"},
		{"Norway condemned Chad for attacking Mali.", "chad", "mali", "Norway"},
		{"Norway condemned the occupation of Mali by Chad.", "chad", "mali", "Norway"},
		{"The report accuses Chad of attacking Mali.", "chad", "mali", "The report"},
		{"Norway said there are grounds to believe that Chad attacked Mali.", "chad", "mali", "Norway"},
		{"Chad attacked Mali on Friday. Norway said that Chad had attacked Mali.", "chad", "mali", ""},
		{"Chad attacks Mali\n\nChad attacked Mali on Friday, Norway said.", "chad", "mali", "Norway"},
	} {
		found := false
		for _, p := range read(t, extract.Text{Body: x.text, Language: "en"}) {
			if string(p.Subject.Actor) != x.subject || string(p.Object.Actor) != x.object {
				continue
			}
			found = true
			if p.Claim.Attribution != x.says {
				t.Errorf("%q: %s, want %q", x.text, p.Claim.Statement, x.says)
			}
		}
		if !found {
			t.Errorf("%q: nothing is read of %s and %s", x.text, x.subject, x.object)
		}
	}
}
