package evaluate_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/extract/evaluate"
)

const (
	warText = "Libya shelled Mali on 3 May 2011. Mali accused the Blue Front. Niger met Chad, a spokesman said."
	warLine = `{"id":"own:war","text":"` + warText + `","phenomena":["test"],"actors":[
{"key":"libya","names":["Libya"],"code":"LBY","kind":"state"},{"key":"mali","names":["Mali"],"code":"MLI","kind":"state"},
{"key":"front","names":["the Blue Front"],"code":"MLI","kind":"armed-group"},
{"key":"niger","names":["Niger"],"code":"NER","kind":"state"},{"key":"chad","names":["Chad"],"code":"TCD","kind":"state"}],"events":[
{"source":{"actor":"libya","text":"Libya"},"target":{"actor":"mali","text":"Mali"},"event":"ASSAULT","when":"2011-05-03","when_text":"3 May 2011","quote":"Libya shelled Mali on 3 May 2011"},
{"source":{"actor":"mali","text":"Mali"},"target":{"actor":"front","text":"the Blue Front"},"event":"ACCUSE","quote":"Mali accused the Blue Front"},
{"source":{"actor":"niger","text":"Niger"},"target":{"actor":"chad","text":"Chad"},"event":"CONSULT","relation":"meet","attribution":"a spokesman","quote":"Niger met Chad"}]}`
)

// oneLine makes a line of gold out of JSON that is broken into several.
func oneLine(s string) string { return strings.ReplaceAll(s, "\n", "") }

func warClaims(t testing.TB) []extract.Proposal {
	return []extract.Proposal{
		claim(warText, "Libya", "ASSAULT", "Mali", when(t, "2011-05-03")),
		claim(warText, "Mali", "ACCUSE", "the Blue Front"),
		claim(warText, "Niger", "meet", "Chad", by("a spokesman")),
	}
}

// want is figures as claims, found, proposed, good.
type want [4]int

func short(c evaluate.Counts) want { return want{c.Claims, c.Found, c.Proposed, c.Good} }

func check(t *testing.T, r *evaluate.Report, lenient map[string]want) {
	t.Helper()
	got := map[string]want{}
	for name := range lenient {
		got[name] = short(figure(t, r, name).Lenient)
	}
	if diff := cmp.Diff(lenient, got); diff != "" {
		t.Errorf("claims, found, proposed, good: -want +got\n%s", diff)
	}
}

func TestPerfect(t *testing.T) {
	docs := gold(t, oneLine(warLine))
	r := measure(t, docs, script{warText: warClaims(t)})
	for _, f := range r.Texts.Figures {
		if got := [2]want{short(f.Lenient), short(f.Strict)}; got != [2]want{{3, 3, 3, 3}, {3, 3, 3, 3}} {
			t.Errorf("%s: got %v, want all three", f.Figure, got)
		}
	}
	want := evaluate.Attributes{
		Direction: evaluate.Share{Right: 2, Of: 2}, Polarity: evaluate.Share{Right: 3, Of: 3}, Modality: evaluate.Share{Right: 3, Of: 3},
		Relation: evaluate.Share{Right: 1, Of: 1}, Dates: evaluate.Said{Claims: 1, Right: 1, All: 1},
		Attribution: evaluate.Said{Claims: 1, Right: 1, All: 1},
	}
	if diff := cmp.Diff(want, r.Texts.Attributes); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if len(r.Errors) != 0 || r.Unsupported != 0 {
		t.Errorf("got errors %+v, unsupported %d, want none", r.Errors, r.Unsupported)
	}
}

func TestNothingProposed(t *testing.T) {
	r := measure(t, gold(t, oneLine(warLine)), script{})
	check(t, r, map[string]want{"type": {3, 0, 0, 0}, "right": {3, 0, 0, 0}, "claim": {3, 0, 0, 0}})
	c := figure(t, r, "right").Lenient
	if c.Precision() != 0 || c.Recall() != 0 || c.F1() != 0 {
		t.Errorf("got %v %v %v, want 0 and no NaN", c.Precision(), c.Recall(), c.F1())
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
}

// Everything that could be said between the actors: recall is bought with precision.
func TestEverythingProposed(t *testing.T) {
	onto := loadOntology(t)
	names := []string{"Libya", "Mali", "the Blue Front", "Niger", "Chad"}
	var all []extract.Proposal
	for _, root := range onto.Roots() {
		for _, a := range names {
			for _, b := range names {
				if a != b {
					all = append(all, claim(warText, a, root, b))
				}
			}
		}
	}
	n := len(onto.Roots()) * 20
	r := measure(t, gold(t, oneLine(warLine)), script{warText: all})
	check(t, r, map[string]want{"type": {3, 3, n, 3}, "direction": {3, 3, n, 3}, "triple": {3, 3, n, 3}, "right": {3, 3, n, 3}, "claim": {3, 3, n, 3}})
	if f1 := figure(t, r, "right").Lenient.F1(); f1 > 0.02 {
		t.Errorf("F1 of everything is %.3f, want next to nothing", f1)
	}
}

func TestSwapped(t *testing.T) {
	r := measure(t, gold(t, oneLine(warLine)), script{warText: {
		claim(warText, "Mali", "ASSAULT", "Libya"), claim(warText, "the Blue Front", "ACCUSE", "Mali"), claim(warText, "Chad", "CONSULT", "Niger"),
	}})
	// Only the meeting, whose relation is symmetric, may be told either way.
	check(t, r, map[string]want{"type": {3, 3, 3, 3}, "pair": {3, 3, 3, 3}, "direction": {3, 1, 3, 1}, "triple": {3, 1, 3, 1}, "right": {3, 1, 3, 1}})
	if got, want := r.Texts.Attributes.Direction, (evaluate.Share{Right: 0, Of: 2}); got != want {
		t.Errorf("direction: got %v, want %v", got, want)
	}
	if got, want := kinds(r), map[evaluate.ErrorKind]int{evaluate.Swapped: 2, evaluate.WrongDate: 1, evaluate.WrongAttribution: 1, evaluate.WrongRelation: 1}; !cmp.Equal(got, want) {
		t.Errorf("errors: %s", cmp.Diff(want, got))
	}
}

func kinds(r *evaluate.Report) map[evaluate.ErrorKind]int {
	got := map[evaluate.ErrorKind]int{}
	for _, e := range r.Errors {
		got[e.Kind]++
	}
	return got
}

func TestDuplicatesAreWrong(t *testing.T) {
	var many []extract.Proposal
	for range 10 {
		many = append(many, claim(warText, "Libya", "ASSAULT", "Mali"))
	}
	r := measure(t, gold(t, oneLine(warLine)), script{warText: many})
	check(t, r, map[string]want{"type": {3, 1, 10, 1}, "pair": {3, 1, 10, 1}, "right": {3, 1, 10, 1}})
}

// A proposal that fits two claims must not take the one that another needs.
func TestPairsAreTheBest(t *testing.T) {
	line := oneLine(`{"id":"own:two","text":"Libya, Mali","actors":[{"key":"libya","names":["Libya"],"kind":"state"},{"key":"mali","names":["Mali"],"kind":"state"}],"events":[
{"source":{"actor":"libya","text":"Libya"},"target":{"actor":"mali","text":"Mali"},"event":"AGREE","accept":["AGREE","CONSULT"],"quote":"Libya"},
{"source":{"actor":"libya","text":"Libya"},"target":{"actor":"mali","text":"Mali"},"event":"AGREE","quote":"Mali"}]}`)
	body := "Libya, Mali"
	docs := gold(t, line)
	for _, p := range [][]extract.Proposal{
		{claim(body, "Libya", "AGREE", "Mali"), claim(body, "Libya", "CONSULT", "Mali")},
		{claim(body, "Libya", "CONSULT", "Mali"), claim(body, "Libya", "AGREE", "Mali")},
	} {
		check(t, measure(t, docs, script{body: p}), map[string]want{"triple": {2, 2, 2, 2}})
	}
}

// No figure and no example may depend on the order in which proposals are made.
func TestOrderDoesNotMatter(t *testing.T) {
	onto := loadOntology(t)
	names := []string{"Libya", "Mali", "the Blue Front", "Niger", "Chad", "a stranger", ""}
	r := rand.New(rand.NewPCG(1, 2))
	docs := gold(t, oneLine(warLine))
	for range 20 {
		var p []extract.Proposal
		for range 30 {
			roots := onto.Roots()
			p = append(p, claim(warText, names[r.IntN(len(names))], roots[r.IntN(len(roots))], names[r.IntN(len(names))], scoring(r.IntN(101))))
		}
		first := report(t, measure(t, docs, script{warText: p}))
		r.Shuffle(len(p), func(i, j int) { p[i], p[j] = p[j], p[i] })
		if diff := cmp.Diff(first, report(t, measure(t, docs, script{warText: p}))); diff != "" {
			t.Fatalf("another order gives other figures: -first +second\n%s", diff)
		}
	}
}

// What must hold of any figures: each follows from the one before, what is strict is lenient, and nothing is found by saying
// less.
func TestFiguresAgreeWithEachOther(t *testing.T) {
	onto := loadOntology(t)
	names := []string{"Libya", "Mali", "the Blue Front", "Blue Front men", "Niger", "Chad", "a stranger", ""}
	r := rand.New(rand.NewPCG(11, 2))
	docs := gold(t, oneLine(strings.Replace(warLine, `"event":"ACCUSE"`, `"core":false,"event":"ACCUSE"`, 1)))
	for range 100 {
		var p []extract.Proposal
		before := map[string]int{}
		for range 12 {
			roots := []graph.RelationID{"ASSAULT", "ACCUSE", "CONSULT", onto.Roots()[r.IntN(len(onto.Roots()))]}
			next := claim(warText, names[r.IntN(len(names))], roots[r.IntN(len(roots))], names[r.IntN(len(names))])
			if r.IntN(4) == 0 {
				denied(&next)
			}
			if r.IntN(4) == 0 {
				alleged(&next)
			}
			p = append(p, next)
			m := measure(t, docs, script{warText: p})
			f := map[string]evaluate.Counts{}
			for _, row := range m.Texts.Figures {
				f[row.Figure] = row.Lenient
				l, s := row.Lenient, row.Strict
				if s.Found > l.Found || l.Found > row.Loose.Found || l.Found > l.Claims || l.Good > l.Proposed || l.Proposed+l.Extra != len(p) || l.Found < before[row.Figure] {
					t.Fatalf("%s of %d proposals: lenient %+v, strict %+v, found before %d", row.Figure, len(p), l, s, before[row.Figure])
				}
				before[row.Figure] = l.Found
			}
			for _, follows := range [][2]string{{"claim", "right"}, {"right", "triple"}, {"triple", "direction"}, {"triple", "type"}, {"direction", "pair"}} {
				if f[follows[0]].Found > f[follows[1]].Found {
					t.Fatalf("%s found %d, %s %d", follows[0], f[follows[0]].Found, follows[1], f[follows[1]].Found)
				}
			}
			var sum, right evaluate.Counts
			for _, row := range m.Texts.Roots {
				sum.Claims += row.Right.Claims
				sum.Proposed += row.Right.Proposed
				sum.Good += row.Right.Good
				sum.Extra += row.Right.Extra
			}
			right = f["right"]
			if sum.Claims != right.Claims || sum.Proposed != right.Proposed || sum.Good != right.Good || sum.Extra != right.Extra {
				t.Fatalf("roots sum to %+v, all is %+v", sum, right)
			}
		}
	}
}

func report(t testing.TB, r *evaluate.Report) string {
	raw, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestWhatIsNotCoreCountsNowhere(t *testing.T) {
	line := oneLine(strings.Replace(warLine, `"event":"ACCUSE"`, `"core":false,"event":"ACCUSE"`, 1))
	docs := gold(t, line)
	c := warClaims(t)
	for _, test := range []struct {
		what string
		said []extract.Proposal
		want want
	}{
		{"told", c, want{2, 2, 2, 2}},
		{"left out", []extract.Proposal{c[0], c[2]}, want{2, 2, 2, 2}},
		{"told twice", append(c[:3:3], c[1]), want{2, 2, 3, 2}},
		{"alone", c[1:2], want{2, 0, 0, 0}},
	} {
		got := measure(t, docs, script{warText: test.said})
		if short(figure(t, got, "right").Lenient) != test.want {
			t.Errorf("%s: got %v, want %v", test.what, figure(t, got, "right").Lenient, test.want)
		}
	}
}

func TestCodingsAreNotMixed(t *testing.T) {
	line := oneLine(strings.Replace(warLine, `"event":"ACCUSE"`, `"event":"ACCUSE","or":[{"event":"THREATEN","target":"chad","polarity":"denied"},{"event":"REJECT","modality":"refused","polarity":"denied"}]`, 1))
	docs := gold(t, line)
	for _, test := range []struct {
		said  extract.Proposal
		right bool
	}{
		{claim(warText, "Mali", "ACCUSE", "the Blue Front"), true},
		{claim(warText, "Mali", "THREATEN", "Chad", denied), true},
		{claim(warText, "Mali", "REJECT", "the Blue Front", denied), true},
		{claim(warText, "Mali", "THREATEN", "Chad"), false},
		{claim(warText, "Mali", "THREATEN", "the Blue Front", denied), false},
		{claim(warText, "Mali", "ACCUSE", "Chad"), false},
		{claim(warText, "Mali", "REJECT", "the Blue Front"), false},
	} {
		got := figure(t, measure(t, docs, script{warText: {test.said}}), "right").Lenient.Good
		if want := map[bool]int{true: 1}[test.right]; got != want {
			t.Errorf("%+v: got %d right, want %d", test.said, got, want)
		}
	}
}

func TestOrMayMakeItReciprocal(t *testing.T) {
	line := oneLine(strings.Replace(warLine, `"event":"ACCUSE"`, `"event":"ACCUSE","or":[{"event":"OPPOSES","reciprocal":true}]`, 1))
	for root, want := range map[graph.RelationID]int{"OPPOSES": 1, "ACCUSE": 0} {
		if got := figure(t, measure(t, gold(t, line), script{warText: {claim(warText, "the Blue Front", root, "Mali")}}), "right").Strict.Good; got != want {
			t.Errorf("%s the other way round: got %d right, want %d", root, got, want)
		}
	}
}

func TestUnsupported(t *testing.T) {
	docs := gold(t, oneLine(warLine))
	without := claim(warText, "Libya", "ASSAULT", "Mali")
	without.Claim.Evidence = nil
	shifted := claim(warText, "Libya", "ASSAULT", "Mali")
	shifted.Claim.Evidence = []graph.Quote{{Text: "Libya", Start: 1, End: 6}}
	beyond := claim(warText, "Libya", "ASSAULT", "Mali")
	beyond.Claim.Evidence = []graph.Quote{{Text: "x", Start: 5000, End: 5001}}
	r := measure(t, docs, script{warText: {without, shifted, beyond, claim(warText, "Libya", "ASSAULT", "Mali")}})
	if r.Unsupported != 3 || kinds(r)[evaluate.Unsupported] != 3 {
		t.Errorf("got %d unsupported, want 3", r.Unsupported)
	}
}

func TestMinScoreAndReliability(t *testing.T) {
	docs := gold(t, oneLine(warLine))
	said := script{warText: {
		claim(warText, "Libya", "ASSAULT", "Mali", scoring(95)), claim(warText, "Mali", "ACCUSE", "the Blue Front", scoring(100)),
		claim(warText, "Mali", "ACCUSE", "Chad", scoring(90)), claim(warText, "Chad", "AID", "Niger", scoring(39)),
	}}
	r := measure(t, docs, said)
	top, low := r.Reliability[9], r.Reliability[3]
	if top.From != 90 || top.To != 100 || top.Share != (evaluate.Share{Right: 2, Of: 3}) || low.Share != (evaluate.Share{Right: 0, Of: 1}) || low.AndAbove != (evaluate.Share{Right: 2, Of: 4}) {
		t.Errorf("got %+v and %+v", top, low)
	}
	extra := gold(t, oneLine(strings.Replace(warLine, `"event":"ACCUSE"`, `"core":false,"event":"ACCUSE"`, 1)))
	if got, want := measure(t, extra, said).Reliability[9].Share, (evaluate.Share{Right: 1, Of: 2}); got != want {
		t.Errorf("with one that may be left out: got %v, want %v", got, want)
	}
	r = measure(t, docs, said, func(o *evaluate.Options) { o.MinScore = 95 })
	check(t, r, map[string]want{"right": {3, 2, 2, 2}})
}

func TestExamplesAreCounted(t *testing.T) {
	docs := gold(t, oneLine(warLine))
	for n, want := range map[int]int{0: 0, 1: 1, 2: 2, 7: 3} {
		r := measure(t, docs, script{}, func(o *evaluate.Options) { o.Examples = n })
		if got := kinds(r)[evaluate.Missed]; got != want {
			t.Errorf("--examples %d: got %d, want %d", n, got, want)
		}
	}
	r := measure(t, docs, script{warText: {claim(warText, "Mali", "REJECT", "the Blue Front", func(p *extract.Proposal) { p.Rules = []string{"r1"} })}})
	for _, e := range r.Errors {
		want := evaluate.ErrorExample{
			Kind: evaluate.WrongType, File: e.File, Line: 1, Text: "own:war", Words: "Mali accused the Blue Front",
			Expected: "Mali [mali] -ACCUSE-> the Blue Front [front]", Found: "Mali [Mali] -REJECT-> the Blue Front [the Blue Front]", Rules: []string{"r1"},
		}
		if diff := cmp.Diff(want, e); e.Kind == evaluate.WrongType && diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
	}
	if got, want := r.Texts.Confused, []evaluate.Confusion{{Gold: "ACCUSE", Proposed: "REJECT", Count: 1}}; !cmp.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestRootsAndWorst(t *testing.T) {
	r := measure(t, gold(t, oneLine(warLine)), script{warText: {
		claim(warText, "Libya", "ASSAULT", "Mali"), claim(warText, "Mali", "ASSAULT", "Chad"), claim(warText, "Niger", "CONSULT", "Chad"),
	}})
	got := map[string]want{}
	for _, row := range r.Texts.Roots {
		got[row.Root] = short(row.Right)
	}
	if diff := cmp.Diff(map[string]want{"ACCUSE": {1, 0, 0, 0}, "ASSAULT": {1, 1, 2, 1}, "CONSULT": {1, 1, 1, 1}}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if worst := r.Texts.Worst(2); len(worst) != 2 || worst[0].Root != "ASSAULT" {
		t.Errorf("got %+v, want ASSAULT first of two", worst)
	}
}
