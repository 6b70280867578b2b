package llm_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/extract/llm"
	"liaison/graph/ontology"
)

const key = "sk-test-7Qm2vX9pLw4Zr8Ty"

// tools are what all tests share: none of it changes.
type tools struct {
	rules    *extract.Reader
	ontology *graph.Ontology
}

var shared = sync.OnceValues(func() (tools, error) {
	o, err := ontology.Load()
	if err != nil {
		return tools{}, err
	}
	r, err := extract.New(extract.Options{Ontology: o})
	return tools{r, o}, err
})

func theTools(t testing.TB) tools {
	t.Helper()
	x, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// asked is a request as a fake server sees it.
type asked struct {
	number int // of the request, from 1
	header http.Header
	path   string
	raw    string
	body   struct {
		Model       string
		Temperature *float64
		Seed        *int
		Stream      *bool
		Messages    []struct{ Role, Content string }
		Format      *struct {
			Type   string
			Schema struct {
				Name   string
				Strict bool
				Schema json.RawMessage
			} `json:"json_schema"`
		} `json:"response_format"`
	}
	question struct {
		Published string
		Before    []string
		Actors    []struct {
			N, Sentence        int
			Words, Means, Kind string
		}
		Sentences []struct {
			N    int
			Text string
		}
	}
}

// take reads a request.
func (a *asked) take(body io.Reader) error {
	raw, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	a.raw = string(raw)
	if err := json.Unmarshal(raw, &a.body); err != nil {
		return err
	}
	for _, m := range a.body.Messages[:min(2, len(a.body.Messages))] {
		if m.Role == "user" {
			return json.Unmarshal([]byte(m.Content), &a.question)
		}
	}
	return nil
}

// serve runs a fake server until the test ends, and returns its address.
func serve(t testing.TB, answer func(w http.ResponseWriter, a *asked)) string {
	t.Helper()
	var mu sync.Mutex
	n := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := &asked{header: r.Header.Clone(), path: r.URL.Path}
		if err := a.take(r.Body); err != nil {
			t.Errorf("read a request: %v", err)
		}
		mu.Lock()
		n++
		a.number = n
		mu.Unlock()
		answer(w, a)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

var placeholder = regexp.MustCompile(`"@([^"]+)"`)

// fill puts the numbers of actors and sentences into an answer, as a model would look them up: "@Rabat" is the number of the first
// actor whose words are these.
func (a *asked) fill(t testing.TB, text string) string {
	t.Helper()
	return placeholder.ReplaceAllStringFunc(text, func(s string) string {
		words := placeholder.FindStringSubmatch(s)[1]
		for _, x := range a.question.Actors {
			if x.Words == words {
				return strconv.Itoa(x.N)
			}
		}
		t.Errorf("no actor %q is offered; got %+v", words, a.question.Actors)
		return "null"
	})
}

// say writes a chat completion.
func say(w http.ResponseWriter, content string) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{
		"id": "chatcmpl-1", "object": "chat.completion",
		"choices": []any{map[string]any{"index": 0, "finish_reason": "stop", "message": map[string]any{"role": "assistant", "content": content}}},
		"usage":   map[string]any{"prompt_tokens": 100, "completion_tokens": 20},
	})
}

// options are those of most tests: no waiting, short limits.
func options(t testing.TB, url string) llm.Options {
	t.Helper()
	x := theTools(t)
	return llm.Options{
		URL: url, Model: "test-model", Key: key, Rules: x.rules, Ontology: x.ontology,
		Timeout: 5 * time.Second, Total: 20 * time.Second, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
}

func client(t testing.TB, o llm.Options) *llm.Client {
	t.Helper()
	c, err := llm.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// file reads a file of testdata.
func file(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// strait is the text of most tests.
func strait(t testing.TB) extract.Text {
	return extract.Text{Body: file(t, "strait.txt"), Published: "2019-06-14", Language: "en"}
}

// claim writes a claim of an answer; changes are JSON fields that replace those of a good one.
func claim(changes string) string {
	fields := map[string]json.RawMessage{}
	good := `{"relation": "COERCE", "subject": "@Moroccan patrol boats", "subject_words": null, "object": "@Portuguese", "object_words": null,
		"polarity": "asserted", "modality": "actual", "attribution": null, "date_text": null, "sentence": 2,
		"quote": "Moroccan patrol boats seized a Portuguese trawler on Tuesday"}`
	for _, part := range []string{good, "{" + changes + "}"} {
		if err := json.Unmarshal([]byte(part), &fields); err != nil {
			panic(fmt.Sprintf("%v in %s", err, part))
		}
	}
	b, err := json.Marshal(fields)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func claims(list ...string) string { return `{"claims": [` + strings.Join(list, ",") + `]}` }

// checkInvariants sees that a report counts everything once, and that every quote is true.
func checkInvariants(t testing.TB, text extract.Text, got []extract.Proposal, r llm.Report) {
	t.Helper()
	sum := func(m map[llm.Reason]int) (n int) {
		for _, v := range m {
			n += v
		}
		return n
	}
	if n := r.Answered + sum(r.Unasked); n != r.Sentences {
		t.Errorf("%d answered and %v unasked are not %d sentences", r.Answered, r.Unasked, r.Sentences)
	}
	if n := r.Kept + sum(r.Dropped); n != r.Claims {
		t.Errorf("%d kept and %v dropped are not %d claims", r.Kept, r.Dropped, r.Claims)
	}
	for _, p := range got {
		for _, q := range p.Claim.Evidence {
			if text.Body[q.Start:q.End] != q.Text {
				t.Errorf("quote %q is not at %d to %d", q.Text, q.Start, q.End)
			}
		}
		for _, m := range []extract.Mention{p.Subject, p.Object} {
			if text.Body[m.Start:m.End] != m.Text {
				t.Errorf("mention %q is not at %d to %d", m.Text, m.Start, m.End)
			}
		}
		c := p.Claim
		c.Source = "s"
		c.Normalize()
		if c.Subject != "" && c.Object != "" {
			if err := c.Validate(); err != nil {
				t.Errorf("%s: %v", c.Statement, err)
			}
		}
	}
}

// recorder keeps an answer in memory.
type recorder struct {
	header http.Header
	body   strings.Builder
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(int)             {}
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }

func (r *recorder) response(q *http.Request) *http.Response {
	return &http.Response{StatusCode: http.StatusOK, Header: r.header, Body: io.NopCloser(strings.NewReader(r.body.String())), Request: q}
}
