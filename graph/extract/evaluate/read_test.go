package evaluate_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph/extract"
	"liaison/graph/extract/evaluate"
)

// What is wrong in a file is told with file, line and field.
func TestGoldIsRefused(t *testing.T) {
	edit := func(old, new string) string {
		line := oneLine(warLine)
		if !strings.Contains(line, old) {
			t.Fatalf("%q is not in the line", old)
		}
		return strings.Replace(line, old, new, 1)
	}
	for _, test := range []struct{ line, want string }{
		{"", "is empty"},
		{"[1]", "line 1: is not a JSON object"},
		{`{"title":"x"}`, "no gold format that is known"},
		{edit(`"phenomena"`, `"phenomenon"`), `unknown field "phenomenon"`},
		{edit(`"own:war"`, `""`), "id: is missing"},
		{edit(`"text":"`+warText+`"`, `"text":""`), "text: is missing"},
		{edit(`"phenomena":["test"]`, `"none":true`), "none: is true, but there are events"},
		{edit(`"phenomena":["test"]`, `"published":"yesterday"`), "published: "},
		{edit(`"key":"mali"`, `"key":"libya"`), `actors[1].key: "libya" is given twice`},
		{edit(`"kind":"state"`, `"kind":"country"`), `actors[0].kind: "country" is not known`},
		{edit(`"code":"LBY"`, `"code":"Libya"`), `actors[0].code: "Libya" is no ISO 3166-1`},
		{edit(`"actor":"libya"`, `"actor":"lybia"`), `events[0].source: actor "lybia" is not among the actors`},
		{edit(`"event":"ASSAULT"`, `"event":"SHELL"`), `events[0].event: "SHELL" is no root`},
		{edit(`"event":"ASSAULT"`, `"event":"meet"`), `events[0].event: "meet" is no root`},
		{edit(`"event":"ASSAULT"`, `"event":"ASSAULT","accept":["COERCE"]`), "events[0].accept: leaves the event ASSAULT out"},
		{edit(`"event":"ASSAULT"`, `"event":"ASSAULT","polarity":"negated"`), `events[0].polarity: "negated" is not known`},
		{edit(`"event":"ASSAULT"`, `"event":"ASSAULT","modality":"maybe"`), `events[0].modality: "maybe" is not known`},
		{edit(`"when":"2011-05-03"`, `"when":"May 3"`), "events[0].when: "},
		{edit(`"relation":"meet"`, `"relation":"meat"`), `events[2].relation: "meat" is not in the ontology`},
		{edit(`"relation":"meet"`, `"relation":"leads"`), `events[2].relation: "leads" is of LEADS`},
		{edit(`"event":"ACCUSE"`, `"event":"ACCUSE","or":[{"event":"BLAME"}]`), `events[1].or[0].event: "BLAME" is no root`},
		{edit(`"event":"ACCUSE"`, `"event":"ACCUSE","or":[{"source":"nobody"}]`), `events[1].or[0].source: actor "nobody"`},
		{edit(`"event":"ACCUSE"`, `"event":"ACCUSE","or":[{"target":{"who":"mali"}}]`), "events[1].or[0].target: "},
		{`{"id":"own:x","text":"x"}`, "events: are missing"},
		{`{"id":"x","origin":"x","level":"half","text":"x"}`, `level: "half" is not known`},
		{`{"id":"x","origin":"x","level":"full","text":"x","events":[{"event":"WAR"}]}`, `events[0].accept: "WAR" is no root`},
		{`{"record":"claim"}`, "is a claim before any document"},
		{`{"record":"document","doc":"missing.txt"}`, "missing.txt"},
		{`{"plover":null,"source":"x"}`, "sources.jsonl"},
		{oneLine(warLine) + "\n\n{", "line 3: "},
	} {
		_, err := read(t, test.line)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%.60s: got %v, want %q", test.line, err, test.want)
			continue
		}
		var where *evaluate.GoldError
		if !errors.As(err, &where) && !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%.60s: got a %T", test.line, err)
		}
	}
	if _, err := (&evaluate.Reader{Ontology: loadOntology(t)}).Read("no such file"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want that there is no such file", err)
	}
}

// Slips of annotators that Read lets pass are found by Check.
func TestSlipsAreFound(t *testing.T) {
	sound := oneLine(warLine)
	if got := evaluate.Check(gold(t, sound)); len(got) != 0 {
		t.Fatalf("got %v for a sound text", got)
	}
	for _, test := range []struct{ old, new, want string }{
		{`"quote":"Niger met Chad"`, `"quote":"Niger meets Chad"`, "events[2].quote"},
		{`"quote":"Niger met Chad"`, `"quotes":["Niger met Chad","Niger  met Chad"]`, "events[2].quote"},
		{`"quote":"Niger met Chad"`, `"quote":""`, "events[2].quote"},
		{`"when_text":"3 May 2011"`, `"when_text":"4 May 2011"`, "events[0].when_text"},
		{`"when_text":"3 May 2011",`, ``, "events[0].when_text"},
		{`"attribution":"a spokesman"`, `"attribution":"the spokesman"`, "events[2].attribution"},
		{`"text":"Libya"`, `"text":"Libyans"`, "events[0].source"},
		{`"text":"Libya"}`, `"text":"Libya","alt":["Tripoli"]}`, "events[0].source"},
		{`"text":"Libya"}`, `"text":""}`, "events[0].source.text"},
		{`"relation":"meet"`, `"relation":"meet","third":["nobody"]`, "events[2].third"},
		{`"relation":"meet"`, `"relation":"meet","place":"Paris"`, "events[2].place"},
		{`"target":{"actor":"mali","text":"Mali"}`, `"target":{"actor":"libya","text":"Mali"}`, "events[0].target"},
		{`"names":["Chad"]`, `"names":[]`, "actors[4].names"},
		{`"names":["Chad"]`, `"names":["Tchad","the Chadians"]`, "actors[4].names"},
	} {
		line := strings.Replace(sound, test.old, test.new, 1)
		if line == sound {
			t.Fatalf("%q is not in the line", test.old)
		}
		var got []string
		for _, e := range evaluate.Check(gold(t, line)) {
			got = append(got, e.Field)
		}
		if !cmp.Equal(got, []string{test.want}) {
			t.Errorf("%s: got %v, want %s", test.new, got, test.want)
		}
	}
	if got := evaluate.Check(gold(t, sound, sound)); len(got) != 1 || got[0].Field != "id" || got[0].Line != 2 {
		t.Errorf("an id given twice: got %v", got)
	}
}

func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// The seed format: the text stands in a file beside; a meeting in two places may be told once.
func TestSeedFormat(t *testing.T) {
	dir := t.TempDir()
	const body = "Libya met the rebels of Mali here and there."
	write(t, dir, "a.txt", body)
	claimed := func(id, tier, modality, quote string) string {
		return `{"record":"claim","id":"` + id + `","tier":"` + tier + `","type":"CONSULT","symmetric":true,"modality":"` + modality + `",
"source":{"id":"country:LBY","code":"LBY","mention":"Libya"},"target":{"id":"org:rebels","code":"MLI","sector":"REB","mention":"the rebels of Mali"},
"date":{"text":null,"edtf":null},"attribution":{"text":null},"evidence":{"quote":"` + quote + `","byte_start":0}}`
	}
	file := write(t, dir, "gold.jsonl", strings.Join([]string{
		`{"record":"document","doc":"a.txt","publication_date":null}`,
		oneLine(claimed("c1", "core", "asserted", "Libya met")), oneLine(claimed("c2", "core", "claimed", "Libya met the rebels")),
	}, "\n"))
	docs, err := (&evaluate.Reader{Ontology: loadOntology(t)}).Read(file)
	if err != nil {
		t.Fatal(err)
	}
	r := measure(t, docs, script{body: {claim(body, "the rebels", "CONSULT", "Libya", alleged)}})
	check(t, r, map[string]want{"right": {2, 2, 1, 1}, "claim": {2, 1, 1, 1}})
	r = measure(t, docs, script{body: {claim(body, "Libya", "CONSULT", "the rebels"), claim(body, "Libya", "CONSULT", "the rebels")}})
	check(t, r, map[string]want{"right": {2, 2, 2, 2}})
}

func TestBriefs(t *testing.T) {
	dir := t.TempDir()
	const body = "On Monday Libya shelled Mali.\n"
	write(t, dir, "briefs/b.md", "---\nsource: b\n---\n\n"+body)
	write(t, dir, "sources.jsonl", `{"id":"b","published":"2011-05-03","language":"en"}`+"\n"+`{"id":"unused","published":null,"language":"en"}`)
	write(t, dir, "actors.jsonl", `{"id":"libya","name":"Libya","kind":"state","aliases":[],"country":"LBY"}`+"\n"+`{"id":"mali","name":"Mali","kind":"state","aliases":[],"country":"MLI"}`)
	file := write(t, dir, "claims.jsonl", `{"id":"c1","subject":"libya","relation":"meet","plover":"CONSULT","object":"mali","when":"2011-05-02","when_basis":"relative","when_text":"Monday","polarity":"asserted","modality":"actual","source":"b","quote":"Libya shelled Mali"}`)
	docs, err := (&evaluate.Reader{Ontology: loadOntology(t)}).Read(file)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := docs[0].Text, (extract.Text{Body: body, Published: "2011-05-03", Language: "en"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	p := claim(body, "", "CONSULT", "", when(t, "2011-05-02"))
	p.Subject, p.Object = extract.Mention{Text: "x", Actor: "mali"}, extract.Mention{Text: "y", Actor: "libya"}
	r := measure(t, docs, script{body: {p}})
	check(t, r, map[string]want{"claim": {1, 1, 1, 1}})
	if got := r.Texts.Attributes.Dates.Right; got != 1 {
		t.Errorf("got %d dates right, want 1", got)
	}
	write(t, dir, "claims.jsonl", `{"plover":null,"source":"nowhere"}`)
	if _, err := (&evaluate.Reader{Ontology: loadOntology(t)}).Read(file); err == nil || !strings.Contains(err.Error(), `"nowhere" is not in sources.jsonl`) {
		t.Errorf("got %v", err)
	}
}

// Whatever stands in a file, reading it ends with documents or with an error that says where.
func FuzzRead(f *testing.F) {
	f.Add(oneLine(warLine))
	f.Add(aidLine)
	f.Add(`{"record":"document","doc":"a.txt"}`)
	f.Add(`{"plover":null,"source":"x"}`)
	f.Fuzz(func(t *testing.T, text string) {
		docs, err := read(t, text)
		if err != nil {
			return
		}
		evaluate.Check(docs)
		measure(t, docs, script{})
	})
}
