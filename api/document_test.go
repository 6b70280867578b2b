package api_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/api"
	"liaison/graph"
)

// papers are Documents that read every file as it is, and of the web one page. They stand for graph/extract/document, which
// api may not know.
type papers struct{ off bool }

func (p papers) Read(_ context.Context, b []byte, name string) (*graph.Source, error) {
	if strings.HasSuffix(name, ".exe") {
		return nil, graph.Invalid("document", name, "is no text")
	}
	return &graph.Source{Text: string(b), Title: name, Language: "en"}, nil
}

func (p papers) Fetch(_ context.Context, address string) (*graph.Source, error) {
	if p.off || address != "https://example.org/1" {
		return nil, graph.Invalid("document", address, "is not fetched")
	}
	return &graph.Source{Text: "A page.", Publisher: "Example", Published: "2025-01-20", URL: address}, nil
}

func (p papers) Fetches() bool { return !p.off }

var asBytes = header{"Content-Type", "application/octet-stream"}

// TestDocuments: a file and a page become texts, and nothing is recorded.
func TestDocuments(t *testing.T) {
	s := newServer(t, nil)
	before := s.get(t, "/api/v1/stats").body
	got := s.do(t, http.MethodPost, "/api/v1/documents?name=talks.txt", "Officials met.", asBytes).decode(t)
	if d := cmp.Diff(map[string]any{"text": "Officials met.", "title": "talks.txt", "publisher": nil, "published": nil, "url": nil, "language": "en"}, got); d != "" {
		t.Errorf("a file (-want +got)\n%s", d)
	}
	got = s.do(t, http.MethodPost, "/api/v1/documents", `{"url":"https://example.org/1"}`, asJSON).decode(t)
	if d := cmp.Diff(map[string]any{"text": "A page.", "title": nil, "publisher": "Example", "published": "2025-01-20", "url": "https://example.org/1", "language": nil}, got); d != "" {
		t.Errorf("a page (-want +got)\n%s", d)
	}
	if d := cmp.Diff(string(before), string(s.get(t, "/api/v1/stats").body)); d != "" {
		t.Errorf("something was recorded (-before +after)\n%s", d)
	}
	for _, wrong := range []struct {
		path, body string
		as         header
		want       refusal
	}{
		{"", `{"url":"http://127.0.0.1/"}`, asJSON, refusal{Status: 400, Code: "invalid", Parameter: "url"}},
		{"", `{}`, asJSON, refusal{Status: 400, Code: "invalid", Parameter: "url"}},
		{"", `{"file":"x"}`, asJSON, refusal{Status: 400, Code: "invalid"}},
		{"?name=virus.exe", "MZ", asBytes, refusal{Status: 400, Code: "invalid", Parameter: "document"}},
		{"?title=x", "text", asBytes, refusal{Status: 400, Code: "invalid", Parameter: "title"}},
		{"", "text", header{"Content-Type", "text/html"}, refusal{Status: 415, Code: "unsupported-media-type"}},
		{"", strings.Repeat("x", 51<<20), asBytes, refusal{Status: 413, Code: "too-large"}},
	} {
		got := s.do(t, http.MethodPost, "/api/v1/documents"+wrong.path, wrong.body, wrong.as).refusal(t)
		if d := cmp.Diff(wrong.want, got); d != "" {
			t.Errorf("%s %.60s (-want +got)\n%s", wrong.path, wrong.body, d)
		}
	}
	none := newServer(t, func(c *api.Config) { c.Documents = nil })
	if got := none.do(t, http.MethodPost, "/api/v1/documents", "text", asBytes).status; got != http.StatusServiceUnavailable {
		t.Errorf("without documents: got %d", got)
	}
}

// TestDesk: what can be read, and which sources wait.
func TestDesk(t *testing.T) {
	s, ids := newDesk(t, nil)
	golden(t, "desk", s.get(t, "/api/v1/desk").body)
	golden(t, "proposal", s.get(t, "/api/v1/proposals/"+ids[2]).body)
	s.do(t, http.MethodPost, "/api/v1/extractions", `{"text":"Officials met in Ankara.","id":"a-talk"}`, asJSON)
	sources := func(query string) map[string]float64 {
		out := map[string]float64{}
		for _, x := range s.get(t, "/api/v1/desk?"+query).decode(t)["sources"].([]any) {
			x := x.(map[string]any)
			out[x["id"].(string)] = x["open"].(float64)
		}
		return out
	}
	s.review(t, `{"decision":"reject","all":{"source":"wire"},"by":"an editor"}`)
	for query, want := range map[string]map[string]float64{
		"": {"a-talk": 1, "wire": 0}, "waiting=true": {"a-talk": 1}, "limit=1": {"a-talk": 1}, "sequence=28": {"wire": 3}, "sequence=3": {},
	} {
		if d := cmp.Diff(want, sources(query)); d != "" {
			t.Errorf("%q (-want +got)\n%s", query, d)
		}
	}
	next := s.get(t, "/api/v1/desk?limit=1").decode(t)["cursor"].(string)
	if d := cmp.Diff(map[string]float64{"wire": 0}, sources("limit=1&cursor="+next)); d != "" {
		t.Errorf("the next page (-want +got)\n%s", d)
	}
	for path, want := range map[string]refusal{
		"/api/v1/desk?waiting=perhaps":                       {Status: 400, Code: "invalid", Parameter: "waiting"},
		"/api/v1/desk?state=open":                            {Status: 400, Code: "invalid", Parameter: "state"},
		"/api/v1/proposals/12":                               {Status: 400, Code: "invalid", Parameter: "id"},
		"/api/v1/proposals/" + strings.Repeat("0", 31) + "1": {Status: 404, Code: "not-found", Parameter: "id"},
		"/api/v1/proposals/" + ids[0] + "?sequence=3":        {Status: 404, Code: "not-found", Parameter: "id"},
		"/api/v1/sources/nobody/mentions":                    {Status: 404, Code: "not-found", Parameter: "id"},
		"/api/v1/sources/daily/mentions":                     {Status: 404, Code: "not-found", Parameter: "id"},
		"/api/v1/sources/wire/mentions?sequence=3":           {Status: 400, Code: "invalid", Parameter: "sequence"},
	} {
		if d := cmp.Diff(want, s.get(t, path).refusal(t)); d != "" {
			t.Errorf("%s (-want +got)\n%s", path, d)
		}
	}
	off := newServer(t, func(c *api.Config) { c.Extractor, c.Documents = nil, papers{off: true} }).get(t, "/api/v1/desk").decode(t)
	if off["reads"] != false || off["fetches"] != false {
		t.Errorf("without reading and fetching: got %v", off)
	}
}

// TestMentions: who and when a text names, whoever is recorded.
func TestMentions(t *testing.T) {
	golden(t, "mentions", newServer(t, nil).get(t, "/api/v1/sources/wire/mentions").body)
}
