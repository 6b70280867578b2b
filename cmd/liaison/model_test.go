package main_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const modelText = "Poland and Norway signed an agreement on gas on 3 May 2019. Later that month Chad let Mali down gently."

// modelServer is a server that answers as a language model does: with a claim that the rules do not find, and one with an
// invented quote.
func modelServer(t *testing.T, status int) (url string, keys *[]string) {
	t.Helper()
	keys = new([]string)
	claim := func(quote string) map[string]any {
		return map[string]any{
			"relation": "REJECT", "subject": nil, "subject_words": "Chad", "object": nil, "object_words": "Mali", "polarity": "asserted", "modality": "actual",
			"attribution": nil, "date_text": nil, "sentence": 2, "quote": quote,
		}
	}
	answer, err := json.Marshal(map[string]any{"claims": []any{claim("Chad let Mali down gently"), claim("Chad let Mali down for good")}})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*keys = append(*keys, r.Header.Get("Authorization"))
		_, _ = io.Copy(io.Discard, r.Body)
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{"finish_reason": "stop", "message": map[string]any{"role": "assistant", "content": string(answer)}}}})
	}))
	t.Cleanup(s.Close)
	return s.URL, keys
}

// TestModel: a language model reads beside the rules, what it invents is dropped and counted, and without it the rules remain.
func TestModel(t *testing.T) {
	url, keys := modelServer(t, http.StatusOK)
	p := newPlace(t)
	p.env["LIAISON_LLM_KEY"] = "key-of-the-model"
	file := p.write("text.txt", modelText)
	r := p.call("extract", file, "--source", "one", "--llm", url, "--model", "parrot")
	if r.code != 0 || !strings.Contains(r.err, "parrot: 2 claims, 1 kept") || !strings.Contains(r.err, "1 dropped: quote-invented") {
		t.Errorf("with a model: %+v", r)
	}
	if list := p.must("review", "--source", "one"); !strings.Contains(list, "chad REJECT mali") || !strings.Contains(list, "poland") {
		t.Errorf("of both:\n%s", list)
	}
	if len(*keys) == 0 || (*keys)[0] != "Bearer key-of-the-model" || strings.Contains(r.out+r.err+p.must("export"), "key-of-the-model") {
		t.Errorf("the key was sent as %q, or is told:\n%s%s", *keys, r.out, r.err)
	}
	broken, _ := modelServer(t, http.StatusForbidden)
	if r := p.call("extract", file, "--source", "two", "--llm", broken, "--model", "parrot"); r.code != 0 || !strings.Contains(r.out, "1 claim found") || !strings.Contains(r.err, "403") {
		t.Errorf("a model that refuses: %+v", r)
	}
	if r := p.call("extract", file, "--llm", url); r.code != 2 || !strings.Contains(r.err, "--llm and --model belong together") {
		t.Errorf("an address alone: %+v", r)
	}
	s := serve(t, p.env, "--llm", url, "--model", "parrot")
	req, err := http.NewRequest(http.MethodPost, s.url+"/api/v1/extractions", strings.NewReader(`{"id":"three","text":"`+modelText+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	if status, body := answer(t, req); status != http.StatusOK || !strings.Contains(body, `"found":2`) || !strings.Contains(body, `"name":"llm parrot"`) {
		t.Errorf("by the server: %d %.600s", status, body)
	}
}
