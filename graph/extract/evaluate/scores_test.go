package evaluate_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph/extract"
	"liaison/graph/extract/evaluate"
)

// lessons makes proposals of which a known share is right: of 10 proposals with "good" 9, of 10 with "bad" 2.
func lessons(n int) []evaluate.Lesson {
	var out []evaluate.Lesson
	for i := range n {
		out = append(out,
			evaluate.Lesson{Text: fmt.Sprint(i % 20), Features: []string{"good"}, Right: i%10 != 0},
			evaluate.Lesson{Text: fmt.Sprint(i % 20), Features: []string{"bad"}, Right: i%10 < 2})
	}
	return out
}

func TestFitFindsTheShares(t *testing.T) {
	s := evaluate.Fit(lessons(500), 1, evaluate.Scores{})
	for f, want := range map[string]int{"good": 90, "bad": 20} {
		if got := s.Of([]string{f}); got < want-2 || got > want+2 {
			t.Errorf("%s: got %d, want about %d", f, got, want)
		}
	}
	if len(s.Weights) != 2 || s.Weights[1].Feature != "good" || s.Weights[1].Seen != (evaluate.Share{Right: 450, Of: 500}) {
		t.Errorf("got %+v", s.Weights)
	}
}

// What was seen a few times says little, what was seen three times nothing.
func TestFitIsWary(t *testing.T) {
	list := lessons(100)
	for i := range 5 {
		l := evaluate.Lesson{Text: "x", Features: []string{"good", "seldom"}}
		if i < 3 {
			l.Features = append(l.Features, "thrice")
		}
		list = append(list, l)
	}
	s := evaluate.Fit(list, 4, evaluate.Scores{})
	if got, without := s.Of([]string{"good", "seldom"}), s.Of([]string{"good"}); got < 15 || got >= without {
		t.Errorf("five wrong of five: got %d, want less than %d and far from 0", got, without)
	}
	if got, want := s.Of([]string{"good", "thrice"}), s.Of([]string{"good"}); got != want {
		t.Errorf("seen three times: got %d, want %d", got, want)
	}
}

func TestFitIsTheSameInAnyOrder(t *testing.T) {
	list := lessons(60)
	r := rand.New(rand.NewPCG(3, 1))
	var first, again bytes.Buffer
	s := evaluate.Fit(list, 2, evaluate.Scores{})
	if err := s.Write(&first, "# head\n"); err != nil {
		t.Fatal(err)
	}
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	s = evaluate.Fit(list, 2, evaluate.Scores{})
	if err := s.Write(&again, "# head\n"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first.String(), again.String()); diff != "" {
		t.Errorf("-first +again\n%s", diff)
	}
	if !strings.Contains(first.String(), "\nstart\t") || !strings.Contains(first.String(), "\ngood\t") {
		t.Errorf("got %s", first.String())
	}
}

// Where single proposals mislead, the pull to 0 that does best on other texts is a strong one.
func TestBestRidge(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	var noise []evaluate.Lesson
	for i := range 300 {
		noise = append(noise, evaluate.Lesson{Text: fmt.Sprint(i), Features: []string{fmt.Sprint("f", r.IntN(60))}, Right: r.IntN(2) == 0})
	}
	if got := evaluate.BestRidge(noise, evaluate.Scores{}); got < 8 {
		t.Errorf("got %v, want more: there is nothing to learn", got)
	}
}

func TestNothingToLearn(t *testing.T) {
	s := evaluate.Fit(nil, 1, evaluate.Scores{})
	if got := s.Of([]string{"x"}); got != 50 {
		t.Errorf("got %d, want 50", got)
	}
	if got := evaluate.CrossFit(nil, 1, evaluate.Scores{}); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

// A feature that marks one text says nothing of others: scores of texts that were not fitted to must show it.
func TestCrossFitTellsTheTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	var list []evaluate.Lesson
	for i := range 400 {
		text := fmt.Sprint(i / 8)
		list = append(list, evaluate.Lesson{Text: text, Features: []string{"text:" + text}, Right: r.IntN(2) == 0})
	}
	own := evaluate.Fit(list, 0.5, evaluate.Scores{})
	sure := func(list []evaluate.Lesson) (n int) {
		for _, l := range list {
			if l.Score >= 70 || l.Score <= 30 {
				n++
			}
		}
		return n
	}
	fitted := append([]evaluate.Lesson(nil), list...)
	for i := range fitted {
		fitted[i].Score = own.Of(fitted[i].Features)
	}
	crossed := evaluate.CrossFit(list, 0.5, evaluate.Scores{})
	if sure(fitted) < 100 || sure(crossed) > 0 {
		t.Errorf("got %d sure of themselves fitted and %d crossed, want many and none", sure(fitted), sure(crossed))
	}
}

func TestLessons(t *testing.T) {
	line := oneLine(strings.Replace(warLine, `"event":"ACCUSE"`, `"core":false,"event":"ACCUSE"`, 1))
	with := func(f string) func(*extract.Proposal) {
		return func(p *extract.Proposal) { p.Features = []string{f} }
	}
	said := script{warText: {
		claim(warText, "Libya", "ASSAULT", "Mali", with("a")), claim(warText, "Mali", "ACCUSE", "the Blue Front", with("b")), claim(warText, "Chad", "AID", "Niger", with("c")),
	}}
	got, err := evaluate.Lessons(context.Background(), said, append(gold(t, line), gold(t, aidLine)...), evaluate.Options{Ontology: loadOntology(t)})
	if err != nil {
		t.Fatal(err)
	}
	right := map[string]bool{}
	for _, l := range got {
		right[l.Features[0]] = l.Right
	}
	if diff := cmp.Diff(map[string]bool{"a": true, "c": false}, right); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
