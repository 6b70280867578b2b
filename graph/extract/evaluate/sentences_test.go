package evaluate_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/extract/evaluate"
)

const (
	aidText  = "Libya sent Mali grain, and praised Chad."
	aidLine  = `{"id":"x:1","text":"` + aidText + `","origin":"x","level":"full","optional":["SUPPORT"],"events":[{"source":{"text":"Libya","code":"LBY"},"target":{"text":"Mali","code":"MLI"},"event":"AID","accept":["AID"]}]}`
	noneText = "It rained."
	noneLine = `{"id":"x:2","text":"` + noneText + `","origin":"x","level":"full","none":true,"events":[]}`
)

func sentenceRow(t *testing.T, r *evaluate.Report, origin string) *evaluate.Sentences {
	t.Helper()
	for _, s := range r.Sentences {
		if s.Origin == origin {
			return s
		}
	}
	t.Fatalf("no origin %s", origin)
	return nil
}

func TestSentences(t *testing.T) {
	docs := gold(t, aidLine, noneLine)
	type figures struct {
		Top, Silent                 int
		TypeTop, TypeAll, TripleAll want
	}
	for _, test := range []struct {
		what string
		said script
		want figures
	}{
		{"nothing", script{}, figures{0, 1, want{1, 0, 0, 0}, want{1, 0, 0, 0}, want{1, 0, 0, 0}}},
		{"right", script{aidText: {claim(aidText, "Libya", "AID", "Mali")}}, figures{1, 1, want{1, 1, 1, 1}, want{1, 1, 1, 1}, want{1, 1, 1, 1}}},
		{"optional besides", script{aidText: {claim(aidText, "Libya", "AID", "Mali"), claim(aidText, "Libya", "praise", "Chad", scoring(40))}},
			figures{1, 1, want{1, 1, 1, 1}, want{1, 1, 1, 1}, want{1, 1, 1, 1}}},
		{"optional first", script{aidText: {claim(aidText, "Libya", "AID", "Mali"), claim(aidText, "Libya", "praise", "Chad", scoring(60))}},
			figures{0, 1, want{1, 0, 0, 0}, want{1, 1, 1, 1}, want{1, 1, 1, 1}}},
		{"swapped", script{aidText: {claim(aidText, "Mali", "AID", "Libya")}}, figures{1, 1, want{1, 1, 1, 1}, want{1, 1, 1, 1}, want{1, 0, 1, 0}}},
		{"another type first", script{aidText: {claim(aidText, "Libya", "AID", "Mali"), claim(aidText, "Libya", "THREATEN", "Mali", scoring(60))}},
			figures{0, 1, want{1, 0, 1, 0}, want{1, 1, 2, 1}, want{1, 1, 2, 1}}},
		{"a type twice", script{aidText: {claim(aidText, "Libya", "AID", "Mali"), claim(aidText, "Libya", "AID", "Chad")}},
			figures{1, 1, want{1, 1, 1, 1}, want{1, 1, 1, 1}, want{1, 1, 2, 1}}},
		{"statements and structure", script{aidText: {claim(aidText, "Libya", "STATEMENT", "Mali"), claim(aidText, "Libya", "leads", "Mali")}, noneText: {claim(noneText, "It", "LEADS", "It")}},
			figures{0, 1, want{1, 0, 0, 0}, want{1, 0, 0, 0}, want{1, 0, 0, 0}}},
		{"false alarm", script{noneText: {claim(noneText, "It", "ASSAULT", "It")}}, figures{0, 0, want{1, 0, 1, 0}, want{1, 0, 1, 0}, want{1, 0, 1, 0}}},
	} {
		s := sentenceRow(t, measure(t, docs, test.said), "all")
		got := figures{s.Top.Right, s.Silent.Right, short(s.TypeTop), short(s.TypeAll), short(s.TripleAll.Strict)}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", test.what, diff)
		}
		if s.Top.Of != 1 || s.Silent.Of != 1 {
			t.Errorf("%s: got %d sentences with and %d without events, want 1 and 1", test.what, s.Top.Of, s.Silent.Of)
		}
	}
}

// The best proposal of the known pair, where the pair is given.
func TestTopOfPair(t *testing.T) {
	s := sentenceRow(t, measure(t, gold(t, aidLine), script{aidText: {
		claim(aidText, "Libya", "SUPPORT", "Chad", scoring(90)), claim(aidText, "Libya", "AID", "Mali", scoring(20)),
	}}), "x")
	if s.Top.Right != 0 || s.TopOfPair.Right != 1 {
		t.Errorf("got %d and %d, want 0 and 1", s.Top.Right, s.TopOfPair.Right)
	}
}

// One clause with several actors is proposed as pairs; they belong to the best proposal together.
func TestOneClauseIsOneProposal(t *testing.T) {
	line := `{"id":"x:3","text":"` + aidText + `","origin":"x","level":"full","events":[
		{"source":{"text":"Libya"},"target":{"text":"Mali"},"event":"AID","accept":["AID"]},{"source":{"text":"Libya"},"target":{"text":"Chad"},"event":"AID","accept":["AID"]}]}`
	s := sentenceRow(t, measure(t, gold(t, oneLine(line)), script{aidText: {
		claim(aidText, "Libya", "AID", "Mali"), claim(aidText, "Libya", "AID", "Chad"), claim(aidText, "Libya", "SUPPORT", "Chad"),
	}}), "x")
	if got, want := short(s.TripleTop.Strict), (want{2, 2, 2, 2}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := short(s.TripleAll.Strict), (want{2, 2, 3, 2}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestYieldIsTwoTypes(t *testing.T) {
	line := `{"id":"x:4","text":"` + aidText + `","origin":"x","level":"full","events":[{"source":{"text":"Libya"},"target":{"text":"Mali"},"event":"YIELD","accept":["YIELD"]}]}`
	for root, want := range map[graph.RelationID]int{"CONCEDE": 1, "RETREAT": 1, "withdraw-from": 1, "AGREE": 0} {
		s := sentenceRow(t, measure(t, gold(t, line), script{aidText: {claim(aidText, "Libya", root, "Mali")}}), "x")
		if s.TripleTop.Strict.Good != want {
			t.Errorf("%s: got %d right, want %d", root, s.TripleTop.Strict.Good, want)
		}
	}
}

func TestLevelsAndCountries(t *testing.T) {
	at := func(level, more string) []evaluate.Document {
		return gold(t, `{"id":"x:5","text":"`+aidText+`","origin":"x","level":"`+level+`","events":[{`+more+`"event":"AID","accept":["AID"]}]}`)
	}
	libyan := extract.Mention{Text: "its people", Via: extract.ByDefinite, Actor: "libya"}
	p := claim(aidText, "", "AID", "")
	p.Subject, p.Object = libyan, extract.Mention{Text: "the north", Via: extract.ByDefinite, Actor: "mali"}
	wrong := p
	wrong.Object = libyan
	typ := at("type", "")
	codes := at("codes", `"source":{"text":null,"code":"LBYGOV"},"target":{"text":null,"code":"---REB"},`)
	full := at("full", `"source":{"text":"Somebody","code":"LBY"},"target":{"text":"Others","code":"MLI"},`)
	for _, test := range []struct {
		what            string
		docs            []evaluate.Document
		said            extract.Proposal
		top, strict, by int
		claims          int
	}{
		{"type alone", typ, p, 1, 0, 0, 0},
		{"codes", codes, p, 1, 1, 1, 1},
		{"codes of another", codes, func() extract.Proposal { q := p; q.Subject = p.Object; return q }(), 1, 0, 0, 1},
		{"full", full, p, 1, 1, 1, 1},
		{"full, wrong target", full, wrong, 1, 0, 0, 1},
		{"full, words without a country", full, claim(aidText, "Somebody", "AID", "Others"), 1, 1, 0, 1},
		{"words alone, one in common", at("full", `"source":{"text":"the Libyan rebels of the east"},"target":{"text":"Others"},`), claim(aidText, "Libyan", "AID", "Others"), 1, 0, 1, 1},
		{"words alone, a preposition in common", at("full", `"source":{"text":"the rebels of the east"},"target":{"text":"Others"},`), claim(aidText, "men of the west", "AID", "Others"), 1, 0, 0, 1},
	} {
		s := sentenceRow(t, measure(t, test.docs, script{aidText: {test.said}}), "x")
		got := []int{s.Top.Right, s.TripleTop.Strict.Good, s.TripleTop.Loose.Good, s.TripleTop.Strict.Claims}
		if diff := cmp.Diff([]int{test.top, test.strict, test.by, test.claims}, got); diff != "" {
			t.Errorf("%s: top, strict, loose, claims: -want +got\n%s", test.what, diff)
		}
	}
}

// Sentences that share their wording with others are told apart from those that do not.
func TestOwnWording(t *testing.T) {
	sentence := func(id, text, who string) string {
		return `{"id":"` + id + `","text":"` + text + `","origin":"y","level":"full","events":[{"source":{"text":"` + who + `"},"target":null,"event":"RETREAT","accept":["RETREAT"]}]}`
	}
	r := measure(t, gold(t,
		sentence("y:1", "Libya is ready to pull back its tanks", "Libya"),
		sentence("y:2", "Mali is ready to pull back its tanks", "Mali"),
		sentence("y:3", "Chad's men crept home over the dunes", "Chad"),
	), script{})
	if got := sentenceRow(t, r, "y, own wording").Sentences; got != 1 {
		t.Errorf("got %d sentences with a wording of their own, want 1", got)
	}
	if got, want := r.Sentences[0].Origin, "all"; got != want {
		t.Errorf("got %q first, want %q", got, want)
	}
}
