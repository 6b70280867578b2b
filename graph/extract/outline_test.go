package extract_test

import (
	"context"
	"errors"
	"testing"

	"liaison/graph"
	"liaison/graph/extract"
)

func outline(t testing.TB, text extract.Text) []extract.Sentence {
	t.Helper()
	out, err := reader(t).Outline(context.Background(), text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOutlineHasEverySentenceWithItsActors(t *testing.T) {
	got := outline(t, extract.Text{Body: article, Published: "2014-03-05", Language: "en"})
	end := 0
	found := map[graph.ActorID]bool{}
	for _, s := range got {
		if s.Start < end || s.End <= s.Start {
			t.Errorf("sentence at %d to %d comes after %d", s.Start, s.End, end)
		}
		end = s.End
		for _, m := range s.Mentions {
			found[m.Actor] = true
			if article[m.Start:m.End] != m.Text {
				t.Errorf("mention %q is not at %d to %d", m.Text, m.Start, m.End)
			}
		}
	}
	for _, id := range []graph.ActorID{"norway", "chad", "france", "blue-lake-front", "idriss-senoussi"} {
		if !found[id] {
			t.Errorf("got no mention of %s; want one", id)
		}
	}
}

func TestOutlineOfAnotherLanguageHasListedNames(t *testing.T) {
	body := "Россия и Украина провели переговоры. Франция их осудила."
	got := outline(t, extract.Text{Body: body, Language: "ru"})
	var ids []graph.ActorID
	for _, s := range got {
		for _, m := range s.Mentions {
			ids = append(ids, m.Actor)
		}
	}
	if len(got) != 2 || len(ids) != 3 || ids[0] != "russia" || ids[2] != "france" {
		t.Errorf("got %d sentences with %v, want 2 with russia, ukraine, france", len(got), ids)
	}
}

func TestOutlineStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, language := range []string{"en", "ru"} {
		if _, err := reader(t).Outline(ctx, extract.Text{Body: article, Language: language}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want %v", language, err, context.Canceled)
		}
	}
}

func TestCalledReadsWordsByThemselves(t *testing.T) {
	for words, want := range map[string]graph.ActorID{
		"Norway":                               "norway",
		"the Norwegian army":                   "norway",
		"Ocean Freight Union":                  "ocean-freight-union",
		"three bar associations":               "three-bar-associations",
		"the harbour board of the old quarter": "harbour-board-of-the-old-quarter",
		"talks":                                "",
		"a raid on the camp":                   "",
		"on Tuesday":                           "",
		"last week":                            "",
		"it":                                   "",
		"attacked the camp":                    "",
		"the port where the ships had waited":  "",
	} {
		m, ok := reader(t).Called(extract.Text{Body: words}, 0, len(words))
		if ok != (want != "") {
			t.Errorf("%q: got %v %v, want %q", words, m, ok, want)
			continue
		}
		if want == "norway" && m.Actor != want && (m.New == nil || m.New.Country != "NOR") || want != "norway" && ok && m.Actor != want {
			t.Errorf("%q: got %q, want %q", words, m.Actor, want)
		}
	}
}
