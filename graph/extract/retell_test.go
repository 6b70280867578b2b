package extract_test

import (
	"strings"
	"testing"

	"liaison/graph/extract"
)

// TestHeadlinesTellWhatFollows: what a headline tells in short and the text in full is one claim with two quotes; what the text does
// not tell again stays by itself.
func TestHeadlinesTellWhatFollows(t *testing.T) {
	for _, c := range []struct {
		text    string
		claims  int
		subject string // of the first claim that has two quotes; empty: none has
	}{
		{"Gunmen shell Bamako suburb\n\nMalian rebels killed four farmers in Kayes on Monday.", 2, ""},
		{"Israel arrests fisherman\n\nIsraeli police arrested a fisherman from Gaza on Monday.", 1, "Israeli police"},
		{"Guards shoot farmers\n\nUzbek border guards shot at two farmers on Monday.", 1, "Uzbek border guards"},
		{"Chad praises Mali\n\nPresident Idriss Deby praised Mali in a speech.", 1, "Idriss Deby"},
		{"Chad praises Mali\n\nPresident Idriss Deby praised Niger in a speech.", 2, ""},
		{"Chad praises Mali\n\nChad did not praise Mali, officials said.", 2, ""},
	} {
		proposals := read(t, extract.Text{Body: c.text, Language: "en", Published: "2019-05-07"})
		events, twice := 0, ""
		for i := range proposals {
			p := &proposals[i]
			if p.Claim.Relation == "leads" || p.Claim.Relation == "holds-office-in" {
				continue
			}
			events++
			if len(p.Claim.Evidence) > 1 && twice == "" {
				twice = p.Subject.Text
			}
		}
		if events != c.claims || !strings.Contains(twice, c.subject) || (twice == "") != (c.subject == "") {
			t.Errorf("%q: got %d claims, one of them told twice by %q; want %d and %q", c.text, events, twice, c.claims, c.subject)
			for i := range proposals {
				t.Log(proposals[i].Claim.Statement, len(proposals[i].Claim.Evidence))
			}
		}
	}
}
