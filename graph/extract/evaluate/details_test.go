package evaluate_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph/extract"
	"liaison/graph/extract/evaluate"
)

func TestPolarityAndModality(t *testing.T) {
	line := oneLine(strings.NewReplacer(`"event":"ACCUSE"`, `"polarity":"denied","event":"ACCUSE"`, `"event":"ASSAULT"`, `"modality":"alleged","event":"ASSAULT"`).Replace(warLine))
	docs := gold(t, line)
	r := measure(t, docs, script{warText: {
		claim(warText, "Libya", "ASSAULT", "Mali"), claim(warText, "Mali", "ACCUSE", "the Blue Front"), claim(warText, "Niger", "CONSULT", "Chad", denied),
	}})
	check(t, r, map[string]want{"triple": {3, 3, 3, 3}, "right": {3, 1, 3, 1}, "claim": {3, 0, 3, 0}})
	if got, want := short(r.Texts.Denied), (want{1, 0, 1, 0}); got != want {
		t.Errorf("denied: got %v, want %v", got, want)
	}
	r = measure(t, docs, script{warText: {
		claim(warText, "Libya", "ASSAULT", "Mali", alleged), claim(warText, "Mali", "ACCUSE", "the Blue Front", denied), claim(warText, "Niger", "CONSULT", "Chad", alleged),
	}})
	check(t, r, map[string]want{"right": {3, 3, 3, 3}, "claim": {3, 2, 3, 2}})
	if got, want := short(r.Texts.Denied), (want{1, 1, 1, 1}); got != want {
		t.Errorf("denied: got %v, want %v", got, want)
	}
	got := map[string]want{}
	for _, m := range r.Texts.Modalities {
		got[m.Name] = short(m.Counts)
	}
	if diff := cmp.Diff(map[string]want{"actual": {2, 1, 1, 1}, "alleged": {1, 1, 2, 1}, "planned": {}, "threatened": {}, "refused": {}}, got); diff != "" {
		t.Errorf("modalities: -want +got\n%s", diff)
	}
	if got, want := r.Texts.Attributes.Modality, (evaluate.Share{Right: 2, Of: 3}); got != want {
		t.Errorf("modality: got %v, want %v", got, want)
	}
}

func TestDates(t *testing.T) {
	docs := gold(t, oneLine(warLine))
	for _, test := range []struct {
		what     string
		assault  string
		accuse   string
		want     evaluate.Said
		examples map[evaluate.ErrorKind]int
	}{
		{"exact", "2011-05-03", "", evaluate.Said{Claims: 1, Right: 1, All: 1}, map[evaluate.ErrorKind]int{}},
		{"another day", "2011-05-04", "", evaluate.Said{Claims: 1, Wrong: 1, All: 1}, map[evaluate.ErrorKind]int{evaluate.WrongDate: 1}},
		{"less precise", "2011-05", "", evaluate.Said{Claims: 1, Wrong: 1, All: 1}, map[evaluate.ErrorKind]int{evaluate.WrongDate: 1}},
		{"approximate", "2011-05-03~", "", evaluate.Said{Claims: 1, Wrong: 1, All: 1}, map[evaluate.ErrorKind]int{evaluate.WrongDate: 1}},
		{"missing", "", "", evaluate.Said{Claims: 1, Missing: 1, All: 1}, map[evaluate.ErrorKind]int{evaluate.WrongDate: 1}},
		{"invented", "2011-05-03", "2011-05-03", evaluate.Said{Claims: 1, Right: 1, Invented: 1, All: 1}, map[evaluate.ErrorKind]int{evaluate.InventedDate: 1}},
	} {
		r := measure(t, docs, script{warText: {
			claim(warText, "Libya", "ASSAULT", "Mali", when(t, test.assault)), claim(warText, "Mali", "ACCUSE", "the Blue Front", when(t, test.accuse)),
		}})
		delete(test.examples, evaluate.Missed)
		got := kinds(r)
		delete(got, evaluate.Missed)
		if diff := cmp.Diff(test.want, r.Texts.Attributes.Dates) + cmp.Diff(test.examples, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", test.what, diff)
		}
	}
	month := gold(t, oneLine(strings.Replace(warLine, `"when":"2011-05-03"`, `"when":"2011-05-XX"`, 1)))
	r := measure(t, month, script{warText: {claim(warText, "Libya", "ASSAULT", "Mali", when(t, "2011-05"))}})
	if got := r.Texts.Attributes.Dates.Right; got != 1 {
		t.Errorf("2011-05 for 2011-05-XX: got %d right, want 1: they are one date", got)
	}
}

func TestAttribution(t *testing.T) {
	docs := gold(t, oneLine(warLine))
	for said, want := range map[string]evaluate.Said{
		"a spokesman":   {Claims: 1, Right: 1, All: 1},
		"The spokesman": {Claims: 1, Right: 1, All: 1},
		"a minister":    {Claims: 1, Wrong: 1, All: 1},
		"":              {Claims: 1, Missing: 1, All: 1},
	} {
		r := measure(t, docs, script{warText: {claim(warText, "Niger", "CONSULT", "Chad", by(said))}})
		if diff := cmp.Diff(want, r.Texts.Attributes.Attribution); diff != "" {
			t.Errorf("%q: -want +got\n%s", said, diff)
		}
	}
	named := gold(t, oneLine(strings.NewReplacer(`"names":["Chad"]`, `"names":["Chad","Idriss"]`, `"a spokesman"`, `"Chad"`).Replace(warLine)))
	if got := measure(t, named, script{warText: {claim(warText, "Niger", "CONSULT", "Chad", by("Idriss"))}}).Texts.Attributes.Attribution; got.Right != 1 {
		t.Errorf("another name of the speaker: got %+v, want it right", got)
	}
	r := measure(t, docs, script{warText: {claim(warText, "Mali", "ACCUSE", "the Blue Front", by("a spokesman"))}})
	if got := r.Texts.Attributes.Attribution; got.Invented != 1 || got.All != 1 {
		t.Errorf("got %+v, want one invented", got)
	}
}

// Of two claims that differ in their date alone, each proposal is held against its own.
func TestAlignmentTakesTheDateIn(t *testing.T) {
	line := oneLine(`{"id":"own:twice","text":"Libya shelled Mali on 3 May 2011 and on 5 May 2011","actors":[{"key":"libya","names":["Libya"],"kind":"state"},{"key":"mali","names":["Mali"],"kind":"state"}],"events":[
{"source":{"actor":"libya","text":"Libya"},"target":{"actor":"mali","text":"Mali"},"event":"ASSAULT","when":"2011-05-03","when_text":"3 May 2011","quote":"Libya"},
{"source":{"actor":"libya","text":"Libya"},"target":{"actor":"mali","text":"Mali"},"event":"ASSAULT","when":"2011-05-05","when_text":"5 May 2011","quote":"Libya"}]}`)
	body := "Libya shelled Mali on 3 May 2011 and on 5 May 2011"
	r := measure(t, gold(t, line), script{body: {claim(body, "Libya", "ASSAULT", "Mali", when(t, "2011-05-05")), claim(body, "Libya", "ASSAULT", "Mali", when(t, "2011-05-03"))}})
	if got, want := r.Texts.Attributes.Dates, (evaluate.Said{Claims: 2, Right: 2, All: 2}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// Nor is it otherwise where modality or attribution alone tell two claims apart.
func TestAlignmentTakesTheRestIn(t *testing.T) {
	const body = "Libya shelled Mali, and Libya shelled Mali, a spokesman said"
	for _, test := range []struct {
		what, more string
		said       func(*extract.Proposal)
	}{{"modality", `"modality":"alleged",`, alleged}, {"attribution", `"attribution":"a spokesman",`, by("a spokesman")}} {
		event := `{"source":{"actor":"libya","text":"Libya"},"target":{"actor":"mali","text":"Mali"},"event":"ASSAULT",`
		line := `{"id":"own:rest","text":"` + body + `","actors":[{"key":"libya","names":["Libya"],"kind":"state"},{"key":"mali","names":["Mali"],"kind":"state"}],"events":[` +
			event + test.more + `"quote":"Libya"},` + event + `"quote":"Libya"}]}`
		for _, p := range [][]extract.Proposal{
			{claim(body, "Libya", "ASSAULT", "Mali"), claim(body, "Libya", "ASSAULT", "Mali", test.said)},
			{claim(body, "Libya", "ASSAULT", "Mali", test.said), claim(body, "Libya", "ASSAULT", "Mali")},
		} {
			r := measure(t, gold(t, line), script{body: p})
			if a := r.Texts.Attributes; a.Modality != (evaluate.Share{Right: 2, Of: 2}) || a.Attribution.Invented+a.Attribution.Missing > 0 || len(r.Errors) > 0 {
				t.Errorf("%s: got %+v, errors %+v, want each with its own", test.what, a, r.Errors)
			}
		}
	}
}
