package main_test

import (
	"encoding/json"
	"strings"
	"testing"
)

const evaluateGold = `{"id":"own:t1","text":"France attacked Mali on 3 May 2011.","phenomena":["plain"],"actors":[{"key":"france","names":["France"],"code":"FRA","kind":"state"},{"key":"mali","names":["Mali"],"code":"MLI","kind":"state"}],"events":[{"source":{"actor":"france","text":"France"},"target":{"actor":"mali","text":"Mali"},"event":"ASSAULT","when":"2011-05-03","when_text":"3 May 2011","quote":"France attacked Mali on 3 May 2011"}]}
{"id":"own:t2","text":"It rained.","phenomena":["nothing"],"none":true}
`

const evaluateSentences = `{"id":"x:1","text":"France attacked Mali.","origin":"x","level":"full","events":[{"source":{"text":"France","code":"FRA"},"target":{"text":"Mali","code":"MLI"},"event":"ASSAULT","accept":["ASSAULT"]}]}
{"id":"x:2","text":"It rained.","origin":"x","level":"full","none":true,"events":[]}
`

func TestEvaluate(t *testing.T) {
	p := newPlace(t)
	own, sentences := p.write("own.jsonl", evaluateGold), p.write("sentences.jsonl", evaluateSentences)
	out := p.must("evaluate", own, sentences, "--examples", "1")
	for _, want := range []string{"2 texts with all their claims: 1 claim, 1 of them core", "FIGURE", "right", "OF FOUND CLAIMS", "MODALITY", "(denied)", "ROOT", "ASSAULT", "own.jsonl", "SCORE", "2 sentences of which one event is known", "ORIGIN", "TOP-1"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not shown:\n%s", want, out)
		}
	}
	raw := p.must("evaluate", own, sentences, "--json")
	var body struct {
		Texts struct {
			Core    int
			Figures []struct {
				Figure  string
				Lenient struct{ Claims, Found int }
			}
			Files []struct{ Name string }
		}
		Sentences []struct{ Origin string }
	}
	if err := json.Unmarshal([]byte(raw), &body); err != nil {
		t.Fatal(err)
	}
	if body.Texts.Core != 1 || len(body.Texts.Figures) != 6 || body.Texts.Figures[5].Figure != "claim" || len(body.Texts.Files) != 1 || len(body.Sentences) == 0 || body.Sentences[0].Origin != "all" {
		t.Errorf("got %s", raw)
	}
	if again := p.must("evaluate", own, sentences, "--json"); again != raw {
		t.Error("a second call prints other bytes")
	}
	if alone := p.must("evaluate", sentences, "--json"); !strings.Contains(alone, `"texts":null`) {
		t.Errorf("without texts: got %s", alone)
	}
	nothing := p.must("evaluate", own, "--min-score", "100", "--examples", "2")
	for _, want := range []string{"MISSED", "expected  France [france] -ASSAULT-> Mali [mali], 2011-05-03"} {
		if !strings.Contains(nothing, want) {
			t.Errorf("%q is not shown:\n%s", want, nothing)
		}
	}
}

func TestEvaluateFails(t *testing.T) {
	p := newPlace(t)
	own := p.write("own.jsonl", evaluateGold)
	slip := p.write("slip.jsonl", strings.Replace(evaluateGold, `"quote":"France attacked`, `"quote":"France attacks`, 1))
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"evaluate"}, 2, "needs FILE..."},
		{[]string{"evaluate", own, "--min-score", "101"}, 2, "allowed are whole numbers from 0 to 100"},
		{[]string{"evaluate", own, "--examples", "-1"}, 2, "-1 is less than 0"},
		{[]string{"evaluate", own, "--examples", "some"}, 2, "examples"},
		{[]string{"evaluate", p.file("missing")}, 1, "missing"},
		{[]string{"evaluate", p.write("empty.jsonl", "")}, 1, "is empty"},
		{[]string{"evaluate", p.write("other.jsonl", "{}")}, 1, "no gold format that is known"},
		{[]string{"evaluate", own, slip}, 1, `slip.jsonl, line 1, events[0].quote: "France attacks Mali on 3 May 2011" is not in the text`},
		{[]string{"evaluate", own, "--relations", p.file("none.ndjson")}, 1, "none.ndjson"},
	} {
		r := p.call(c.args...)
		if r.code != c.code || !strings.Contains(r.err, c.says) || r.out != "" {
			t.Errorf("liaison %s: exit %d, %q, output %q; want exit %d, saying %q", strings.Join(c.args, " "), r.code, r.err, r.out, c.code, c.says)
		}
	}
}
