package extract_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/extract"
)

// article is a text of several sentences that many tests read.
const article = `Norway recalls envoy from Chad after raid

OSLO, 4 March - Norwegian Foreign Minister Anna Berg said on Tuesday that Chadian troops had shelled a camp of the Blue Lake Front, an armed
group led by Idriss Senoussi, and that Norway would suspend its aid to Chad.

The government in N'Djamena denied that its army had attacked the camp. "Nobody was killed," its spokesman said. The front has
been fighting Chad since 2009. It accused France of arming the soldiers.

Talks between the two sides collapsed last week. Berg will meet the French president in Paris on Friday, and urged both
countries to release the prisoners.`

func TestTheSameTextTellsTheSame(t *testing.T) {
	text := extract.Text{Body: article, Published: "2014-03-05", Language: "en"}
	want := read(t, text)
	if len(want) == 0 {
		t.Fatal("got no proposals")
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			got, err := reader(t).Read(context.Background(), text)
			if err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b graph.When) bool { return a == b })); diff != "" {
				t.Errorf("read again (-first +again):\n%s", diff)
			}
		})
	}
	wait.Wait()
}

func TestProposalsCanBecomeClaims(t *testing.T) {
	for _, p := range read(t, extract.Text{Body: article, Published: "2014-03-05", Language: "en"}) {
		c := p.Claim
		c.Source = "s"
		c.Normalize()
		if c.Subject == "" || c.Object == "" {
			continue
		}
		if err := c.Validate(); err != nil {
			t.Errorf("%s: %v", p.Claim.Statement, err)
		}
		for _, m := range []extract.Mention{p.Subject, p.Object} {
			if article[m.Start:m.End] != m.Text {
				t.Errorf("mention %q is not at %d to %d", m.Text, m.Start, m.End)
			}
			if m.New != nil {
				if err := m.New.Validate(); err != nil {
					t.Errorf("proposed actor %+v: %v", m.New, err)
				}
			}
		}
		for _, q := range c.Evidence {
			if article[q.Start:q.End] != q.Text {
				t.Errorf("quote %q is not at %d to %d", q.Text, q.Start, q.End)
			}
		}
	}
}

func TestOddTextsEndInTime(t *testing.T) {
	for name, body := range map[string]string{
		"empty":               "",
		"blank":               " \n\n\t ",
		"not UTF-8":           "France \xff\xfe attacked \x80 Mali.",
		"10,000 words":        strings.Repeat("France attacked Mali and ", 2500) + "left.",
		"10,000 names":        strings.Repeat("France, Mali, Chad, Norway, ", 2500) + "and Iran met.",
		"1,000 nested quotes": strings.Repeat("“France said ", 1000) + "Mali attacked Chad" + strings.Repeat("”", 1000) + ".",
		"1,000 nested that":   strings.Repeat("France said that ", 1000) + "Mali attacked Chad.",
		"1,000 relatives":     "France attacked Mali" + strings.Repeat(", which attacked Chad, which praised Mali", 500) + ".",
		"no end of pronouns":  strings.Repeat("It attacked them and they attacked it. ", 2000),
		"brackets":            strings.Repeat("(", 5000) + "France" + strings.Repeat(")", 5000),
		"one long word":       strings.Repeat("a", 200000),
		"Russian":             strings.Repeat("Россия напала на Украину. ", 1000),
		"many open ends":      strings.Repeat("of the leader of ", 3000) + "Mali.",
		"possessors":          strings.Repeat("France's ally's enemy's ", 2000) + "friend attacked Mali.",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			for _, p := range read(t, extract.Text{Body: body}) {
				for _, q := range p.Claim.Evidence {
					if body[q.Start:q.End] != q.Text {
						t.Fatalf("quote %q is not at %d to %d", q.Text, q.Start, q.End)
					}
				}
			}
			if took := time.Since(start); took > 2*time.Minute {
				t.Errorf("took %v, want less than 2 min", took)
			}
		})
	}
}

func TestAnEndedContextStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := reader(t).Read(ctx, extract.Text{Body: article, Language: "en"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestOtherLanguagesGiveActorsAndDates(t *testing.T) {
	for _, body := range []string{
		"Россия и Украина провели переговоры 5 мая 2023 года.",
		"روسيا وأوكرانيا أجرتا محادثات في 5 مايو 2023.",
	} {
		if got := read(t, extract.Text{Body: body}); len(got) != 0 {
			t.Errorf("%q: got %d proposals, want none", body, len(got))
		}
		mentions, moments := reader(t).Mentions(extract.Text{Body: body})
		found := map[graph.ActorID]bool{}
		for _, m := range mentions {
			found[m.Actor] = true
			if !utf8.ValidString(m.Text) || body[m.Start:m.End] != m.Text {
				t.Errorf("mention %q is not at %d to %d", m.Text, m.Start, m.End)
			}
		}
		if !found["russia"] || !found["ukraine"] {
			t.Errorf("%q: got %v, want russia and ukraine", body, mentions)
		}
		if len(moments) != 1 || moments[0].When.String() != "2023-05-05" {
			t.Errorf("%q: got %v, want 2023-05-05", body, moments)
		}
	}
}

// FuzzRead looks for texts that break the reader.
func FuzzRead(f *testing.F) {
	f.Add(article)
	f.Add("“It ” said. (,) of of by, who whose that's ’s")
	f.Fuzz(func(t *testing.T, body string) {
		for _, p := range read(t, extract.Text{Body: body, Language: "en", Published: "2014-03-05"}) {
			for _, q := range p.Claim.Evidence {
				if body[q.Start:q.End] != q.Text {
					t.Fatalf("quote %q is not at %d to %d", q.Text, q.Start, q.End)
				}
			}
		}
	})
}
