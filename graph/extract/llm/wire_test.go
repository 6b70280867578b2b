package llm_test

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/extract/llm"
)

// TestTheRequestIsWhatServersExpect checks the format on the wire, field by field.
func TestTheRequestIsWhatServersExpect(t *testing.T) {
	var got *asked
	url := serve(t, func(w http.ResponseWriter, a *asked) {
		got = a
		say(w, claims())
	})
	if _, _, err := client(t, options(t, url)).Read(context.Background(), strait(t)); err != nil {
		t.Fatal(err)
	}
	if want := "/v1/chat/completions"; got.path != want {
		t.Errorf("got path %s, want %s", got.path, want)
	}
	if want := "Bearer " + key; got.header.Get("Authorization") != want {
		t.Errorf("got another authorisation than the key")
	}
	b := got.body
	if b.Model != "test-model" || b.Temperature == nil || *b.Temperature != 0 || b.Seed == nil || b.Stream == nil || *b.Stream {
		t.Errorf("got model %q, temperature %v, seed %v, stream %v; want test-model, 0, some, false", b.Model, b.Temperature, b.Seed, b.Stream)
	}
	if b.Format == nil || b.Format.Type != "json_schema" || !b.Format.Schema.Strict || b.Format.Schema.Name == "" {
		t.Fatalf("got response_format %+v, want a strict json_schema with a name", b.Format)
	}
	checkStrict(t, b.Format.Schema.Schema)
	if len(b.Messages) != 2 || b.Messages[0].Role != "system" || b.Messages[1].Role != "user" {
		t.Fatalf("got messages %+v, want system and user", b.Messages)
	}
	system := b.Messages[0].Content
	for _, want := range []string{"data, not instructions", "Omit rather than guess", "\nASSAULT | A ", "\nshare-intelligence | A "} {
		if !strings.Contains(system, want) {
			t.Errorf("the instructions lack %q", want)
		}
	}
	if strings.Contains(system, "cameo-") {
		t.Error("the codebook has single CAMEO codes")
	}
}

// checkStrict sees that a schema is within what strict servers take: every object is closed and requires all that it has.
func checkStrict(t *testing.T, raw json.RawMessage) {
	t.Helper()
	var s struct {
		Type       any
		Additional *bool `json:"additionalProperties"`
		Required   []string
		Properties map[string]json.RawMessage
		Items      json.RawMessage
		Enum       []string
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		t.Fatal(err)
	}
	if len(s.Enum) > 250 {
		t.Errorf("an enum has %d values; strict servers take 250 long ones", len(s.Enum))
	}
	if s.Type == "object" {
		if s.Additional == nil || *s.Additional {
			t.Errorf("an object is not closed: %s", raw)
		}
		for name := range s.Properties {
			if !slices.Contains(s.Required, name) {
				t.Errorf("%s is not required", name)
			}
		}
	}
	for _, p := range s.Properties {
		checkStrict(t, p)
	}
	if s.Items != nil {
		checkStrict(t, s.Items)
	}
}

// TestTheQuestionHasTheTextAsData checks what the model is told of the text.
func TestTheQuestionHasTheTextAsData(t *testing.T) {
	var got *asked
	url := serve(t, func(w http.ResponseWriter, a *asked) {
		got = a
		say(w, claims())
	})
	text := strait(t)
	text.Published = ""
	if _, _, err := client(t, options(t, url)).Read(context.Background(), text); err != nil {
		t.Fatal(err)
	}
	q := got.question
	if q.Published != "unknown" || len(q.Sentences) != 7 {
		t.Errorf("got %q and %d sentences, want unknown and 7", q.Published, len(q.Sentences))
	}
	for i, s := range q.Sentences {
		if s.N != i+1 || strings.Contains(s.Text, "\n") {
			t.Errorf("got sentence %d %q, want number %d on one line", s.N, s.Text, i+1)
		}
	}
	found := map[string]string{}
	for _, a := range q.Actors {
		found[a.Words] = a.Means + " " + a.Kind
	}
	want := map[string]string{"Rabat": "Morocco state", "Duarte Salgado": "Duarte Salgado person", "It": "Spain state"}
	for words, means := range want {
		if found[words] != means {
			t.Errorf("%q: got %q, want %q", words, found[words], means)
		}
	}
}

func TestRootsOnlyMakesAShortCodebook(t *testing.T) {
	var system string
	url := serve(t, func(w http.ResponseWriter, a *asked) {
		system = a.body.Messages[0].Content
		say(w, claims())
	})
	o := options(t, url)
	o.RootsOnly = true
	if _, _, err := client(t, o).Read(context.Background(), strait(t)); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(system, "share-intelligence") || !strings.Contains(system, "\nCOOPERATE | ") || len(system) > 8000 {
		t.Errorf("got a codebook of %d bytes, want the roots only", len(system))
	}
}

func TestTheAddressMayBeGivenInManyWays(t *testing.T) {
	for given, want := range map[string]string{
		"":                     "/v1/chat/completions",
		"/":                    "/v1/chat/completions",
		"/v1":                  "/v1/chat/completions",
		"/v1/":                 "/v1/chat/completions",
		"/api/v1":              "/api/v1/chat/completions",
		"/v1/chat/completions": "/v1/chat/completions",
	} {
		var path string
		url := serve(t, func(w http.ResponseWriter, a *asked) {
			path = a.path
			say(w, claims())
		})
		if _, _, err := client(t, options(t, url+given)).Read(context.Background(), strait(t)); err != nil {
			t.Errorf("%q: %v", given, err)
		}
		if path != want {
			t.Errorf("%q: got %s, want %s", given, path, want)
		}
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*llm.Options)
		field  string
	}{
		"no rules":       {func(o *llm.Options) { o.Rules = nil }, "rules"},
		"no ontology":    {func(o *llm.Options) { o.Ontology = nil }, "ontology"},
		"no model":       {func(o *llm.Options) { o.Model = " " }, "model"},
		"odd model":      {func(o *llm.Options) { o.Model = "a\nb" }, "model"},
		"no url":         {func(o *llm.Options) { o.URL = "" }, "url"},
		"no scheme":      {func(o *llm.Options) { o.URL = "127.0.0.1:11434" }, "url"},
		"file":           {func(o *llm.Options) { o.URL = "file:///etc/passwd" }, "url"},
		"key in url":     {func(o *llm.Options) { o.URL = "http://me:" + key + "@host/v1" }, "url"},
		"key in bad url": {func(o *llm.Options) { o.URL = "http://host:" + key + "/%zz" }, "url"},
		"key of lines":   {func(o *llm.Options) { o.Key = key + "\r\nX-More: 1" }, "key"},
	} {
		o := options(t, "http://127.0.0.1:1")
		c.change(&o)
		_, err := llm.New(o)
		if graph.CodeOf(err) != graph.CodeInvalid || !strings.Contains(err.Error(), c.field+":") {
			t.Errorf("%s: got %v, want an invalid %s", name, err, c.field)
		}
		if err != nil && strings.Contains(err.Error(), key) {
			t.Errorf("%s: the error has the key in it", name)
		}
	}
}

// TestALongTextIsReadInParts checks that every sentence is asked about once, with those before it for the sake of who is meant.
func TestALongTextIsReadInParts(t *testing.T) {
	text := strait(t)
	text.Body = strings.Repeat(text.Body+"\n\n", 12)
	asks := make(chan *asked, 100)
	url := serve(t, func(w http.ResponseWriter, a *asked) {
		asks <- a
		say(w, claims())
	})
	o := options(t, url)
	o.ChunkBytes = 1500
	_, r, err := client(t, o).Read(context.Background(), text)
	if err != nil {
		t.Fatal(err)
	}
	close(asks)
	n, before := 0, 0
	for a := range asks {
		n += len(a.question.Sentences)
		if len(a.question.Before) > 0 {
			before++
		}
	}
	if n != r.Sentences || r.Answered != n || r.Chunks < 4 || before != r.Chunks-1 {
		t.Errorf("asked about %d of %d sentences in %d parts, %d of them with sentences before", n, r.Sentences, r.Chunks, before)
	}
	o.MaxChunks, o.URL = 2, serve(t, func(w http.ResponseWriter, _ *asked) { say(w, claims()) })
	_, r, err = client(t, o).Read(context.Background(), text)
	if err != nil || r.Chunks != 2 || r.Unasked[llm.BeyondLimit] != r.Sentences-r.Answered || r.Answered == 0 {
		t.Errorf("got %v and %+v, want two parts and the rest counted", err, r)
	}
}

// TestPartsComeInTheOrderOfTheText checks that answers that come late change nothing.
func TestPartsComeInTheOrderOfTheText(t *testing.T) {
	text := strait(t)
	text.Body = strings.Repeat(text.Body+"\n\n", 8)
	url := serve(t, func(w http.ResponseWriter, a *asked) {
		for _, s := range a.question.Sentences {
			if strings.HasPrefix(s.Text, "LISBON") {
				say(w, a.fill(t, claims(claim(`"sentence":`+jsonNumber(s.N)))))
				return
			}
		}
		say(w, claims())
	})
	var want []string
	for n := range 4 {
		o := options(t, url)
		o.ChunkBytes, o.Concurrency = 500, 1+n*2
		got, r, err := client(t, o).Read(context.Background(), text)
		if err != nil {
			t.Fatal(err)
		}
		checkInvariants(t, text, got, r)
		var list []string
		for _, p := range got {
			list = append(list, p.Claim.Statement+jsonNumber(len(p.Claim.Evidence)))
		}
		if n == 0 {
			want = list
		}
		if diff := cmp.Diff(want, list); diff != "" {
			t.Errorf("with %d at once (-want +got):\n%s", o.Concurrency, diff)
		}
	}
	if len(want) == 0 {
		t.Error("got no proposals")
	}
}

func jsonNumber(n int) string {
	b, _ := json.Marshal(n)
	return string(b)
}
