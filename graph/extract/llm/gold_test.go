package llm_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"liaison/graph/extract"
	"liaison/graph/extract/llm"
)

// goldText is a text with its claims; see graph/extract/testdata/gold/README.md.
type goldText struct {
	ID, Text, Published, Language string
	Actors                        []struct {
		Key   string
		Names []string
	}
	Events []goldEvent
}

type goldEvent struct {
	Source, Target                                          *goldEnd
	Event, Relation, Polarity, Modality, Attribution, Quote string
	WhenText                                                string `json:"when_text"`
	Quotes                                                  []string
}

type goldEnd struct{ Actor, Text string }

func goldTexts(t *testing.T, names ...string) []goldText {
	t.Helper()
	var out []goldText
	for _, name := range names {
		f, err := os.Open("../testdata/gold/" + name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var g goldText
			if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
				t.Fatal(err)
			}
			out = append(out, g)
		}
	}
	return out
}

// perfect answers as a model would that makes no mistake: it knows who is meant, and points to the listed actor where there is one.
func (g *goldText) perfect(a *asked) string {
	list := []map[string]any{}
	for _, e := range g.Events {
		if e.Source == nil || e.Target == nil {
			continue
		}
		quote := e.Quote
		if quote == "" && len(e.Quotes) > 0 {
			quote = e.Quotes[0]
		}
		sentence := a.sentenceOf(quote)
		if sentence == 0 {
			continue // of another part of the text
		}
		c := map[string]any{
			"relation": or(e.Relation, e.Event), "polarity": or(e.Polarity, "asserted"), "modality": or(e.Modality, "actual"),
			"attribution": orNull(e.Attribution), "date_text": orNull(e.WhenText), "sentence": sentence, "quote": quote,
		}
		c["subject"], c["subject_words"] = g.pointAt(a, e.Source, sentence)
		c["object"], c["object_words"] = g.pointAt(a, e.Target, sentence)
		list = append(list, c)
	}
	b, err := json.Marshal(map[string]any{"claims": list})
	if err != nil {
		panic(err)
	}
	return string(b)
}

// pointAt finds the number of an actor: by the words of the claim in its sentence, else by any of its names, the nearest before it.
func (g *goldText) pointAt(a *asked, end *goldEnd, sentence int) (number, words any) {
	names := []string{end.Text}
	for _, x := range g.Actors {
		if x.Key == end.Actor {
			names = append(names, x.Names...)
		}
	}
	best := 0
	for _, x := range a.question.Actors {
		if x.Sentence <= sentence && slices.Contains(names, x.Words) {
			best = x.N
			if x.Sentence == sentence && x.Words == end.Text {
				return best, end.Text
			}
		}
	}
	if best == 0 {
		return nil, end.Text
	}
	return best, end.Text
}

// sentenceOf returns the number of the sentence in which a quote begins; 0: none.
func (a *asked) sentenceOf(quote string) int {
	words := strings.Join(strings.Fields(quote), " ")
	for n := len(words); n > 0; n = strings.LastIndexByte(words[:n], ' ') {
		for _, s := range a.question.Sentences {
			if strings.Contains(s.Text, words[:n]) {
				return s.N
			}
		}
	}
	return 0
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// TestChecksLetThroughWhatIsRight has a model that makes no mistake read our own texts, and counts what the checks drop all the same.
func TestChecksLetThroughWhatIsRight(t *testing.T) {
	given, kept := 0, 0
	why := map[llm.Reason]int{}
	for _, g := range goldTexts(t, "sentences.dev.jsonl", "articles-1.dev.jsonl", "articles-2.dev.jsonl") {
		text := extract.Text{Body: g.Text, Published: g.Published, Language: or(g.Language, "en")}
		o := options(t, "http://model")
		o.HTTP = &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			a := &asked{}
			if err := a.take(r.Body); err != nil {
				return nil, err
			}
			w := &recorder{header: http.Header{}}
			say(w, g.perfect(a))
			return w.response(r), nil
		})}
		got, r, err := client(t, o).Read(context.Background(), text)
		if err != nil {
			t.Fatalf("%s: %v", g.ID, err)
		}
		checkInvariants(t, text, got, r)
		given, kept = given+r.Claims, kept+r.Kept
		for reason, n := range r.Dropped {
			why[reason] += n
		}
		for _, d := range r.Examples {
			t.Logf("%s %s %s %q", g.ID, d.Reason, d.Relation, d.Quote)
		}
	}
	share := float64(kept+why[llm.Repeated]) / float64(given)
	t.Logf("of %d claims %d are kept, %.3f with repeats; dropped %v", given, kept, share, why)
	if share < 0.75 {
		t.Errorf("the checks keep %.3f of what is right, want 0.75 or more", share)
	}
}
