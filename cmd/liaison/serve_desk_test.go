package main_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestServeTexts: a file becomes a text, the text a source with proposals; where no events are read, names and dates are told.
func TestServeTexts(t *testing.T) {
	s := serve(t, nil, "--store", "memory:")
	post := func(path, media, body string) (int, string) {
		req, err := http.NewRequest(http.MethodPost, s.url+"/api/v1"+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", media)
		return answer(t, req)
	}
	const page = `<html><head><title>Talks</title></head><body><article><p>Poland and Norway signed an agreement on gas on 3 May 2019, and nobody was surprised.</p></article><script>alert(1)</script></body></html>`
	for _, step := range []struct {
		name, path, media, body string
		status                  int
		want                    []string
	}{
		{"a page as a file", "/documents?name=talks.html", "application/octet-stream", page, 200, []string{`"text":"Talks\n\nPoland and Norway signed`, `"title":"Talks"`}},
		{"a file that is no text", "/documents?name=talks.pdf", "application/octet-stream", "\x00\x01\x02\xff", 400, []string{"talks.pdf"}},
		{"a PDF without text", "/documents", "application/octet-stream", "%PDF-1.4\n", 400, []string{`"parameter":"document"`}},
		{"a page of the web, not switched on", "/documents", "application/json", `{"url":"https://example.org/"}`, 400, []string{"switched off"}},
		{"a text", "/extractions", "application/json", `{"id":"talks","text":"Poland and Norway signed an agreement on gas on 3 May 2019."}`, 200, []string{`"new":1`, `"subject":"poland"`, `"2019-05-03"`}},
		{"the same again", "/extractions", "application/json", `{"id":"talks","text":"Poland and Norway signed an agreement on gas on 3 May 2019."}`, 200, []string{`"new":0`, `"known":1`}},
		{"a text in Russian", "/extractions", "application/json", `{"id":"ru","text":"Россия и Турция провели переговоры 3 мая 2019 года."}`, 200, []string{`"found":0`}},
	} {
		status, body := post(step.path, step.media, step.body)
		for _, want := range step.want {
			if status != step.status || !strings.Contains(body, want) {
				t.Errorf("%s: got %d, want %d and %q\n%.600s", step.name, status, step.status, want, body)
			}
		}
	}
	for path, want := range map[string]string{
		"/sources/ru":             `"language":"ru"`,
		"/sources/ru/mentions":    `"id":"turkey"`,
		"/sources/talks/mentions": `"edtf":"2019-05-03"`,
		"/desk?waiting=true":      `"id":"talks","publisher":null,"title":null,"published":null,"language":"en","proposals":1,"open":1`,
		"/desk":                   `"reads":true,"fetches":false`,
	} {
		if status, body := get(t, s.url+"/api/v1"+path, ""); status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: got %d, want %q\n%.600s", path, status, want, body)
		}
	}
	off := serve(t, nil, "--store", "memory:", "--fetch")
	if _, body := get(t, off.url+"/api/v1/desk", ""); !strings.Contains(body, `"fetches":true`) {
		t.Errorf("with --fetch: %s", body)
	}
}
