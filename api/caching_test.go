package api_test

import (
	"net/http"
	"strings"
	"testing"

	"liaison/api"
	"liaison/graph"
)

// proposed says whether a route is about a proposal, of which the fixture has none.
func proposed(r api.Route) bool { return strings.Contains(r.Path, "/proposals/") }

// taggedPaths are the questions whose answers have an entity tag.
func (s *server) taggedPaths() []string {
	var out []string
	for _, r := range s.api.Routes() {
		if r.Method == http.MethodGet && (strings.HasPrefix(r.Path, "/api/") || r.Path == "/openapi.json") && !proposed(r) {
			out = append(out, s.fill(r.Path))
		}
	}
	return append(out, "/api/v1/actors?q=turkey", "/api/v1/claims?q=met")
}

// TestEntityTags: a client that holds the answer is told so, without a body; anything that changes the answer changes
// the tag.
func TestEntityTags(t *testing.T) {
	s := newServer(t, nil)
	before := map[string]string{}
	for _, path := range s.taggedPaths() {
		a := s.get(t, path)
		tag := a.header.Get("ETag")
		if len(tag) < 10 || tag[0] != '"' {
			t.Errorf("%s: got the tag %q, want a strong one", path, tag)
			continue
		}
		if got := a.header.Get("Cache-Control"); got != "private, no-cache" {
			t.Errorf("%s: Cache-Control: got %q", path, got)
		}
		before[path] = tag
		for _, held := range []string{tag, `"other", ` + tag, "W/" + tag, "*"} {
			again := s.get(t, path, header{"If-None-Match", held})
			if again.status != http.StatusNotModified || again.header.Get("ETag") != tag {
				t.Errorf("%s with If-None-Match %s: got %d with the tag %s", path, held, again.status, again.header.Get("ETag"))
			}
		}
		if again := s.get(t, path, header{"If-None-Match", `"other"`}); again.status != http.StatusOK || string(again.body) != string(a.body) {
			t.Errorf("%s with another tag: got %d", path, again.status)
		}
	}
	s.record(t, &graph.Actor{ID: "late", Name: "Late", Kind: graph.KindPerson})
	for path, tag := range before {
		a := s.get(t, path, header{"If-None-Match", tag})
		constant := strings.HasSuffix(path, "/relations") || path == "/openapi.json"
		if constant != (a.status == http.StatusNotModified) {
			t.Errorf("%s after a record: got %d", path, a.status)
		}
		if constant || strings.HasSuffix(path, "/mentions") { // of now, and of no other time
			continue
		}
		join := "?"
		if strings.Contains(path, "?") {
			join = "&"
		}
		// Search is of the current state, so the newest record counts even when an older sequence is asked for.
		past := s.get(t, path+join+"sequence=25", header{"If-None-Match", tag})
		if want := !strings.Contains(path, "actors?q="); want != (past.status == http.StatusNotModified) {
			t.Errorf("%s at the sequence of the first answer: got %d", path, past.status)
		}
	}
}

// TestTagsDiffer: other questions, other tags; the same question in another order, the same tag.
func TestTagsDiffer(t *testing.T) {
	s := newServer(t, nil)
	seen := map[string]string{}
	for _, path := range []string{
		"/api/v1/neighbourhood?actor=usa", "/api/v1/neighbourhood?actor=turkey", "/api/v1/neighbourhood?actor=usa&limit=2",
		"/api/v1/neighbourhood?actor=usa&sequence=20", "/api/v1/neighbourhood?actor=usa&depth=2", "/api/v1/neighbourhood?actor=usa&at=2025-01-01",
		"/api/v1/neighbourhood?actor=usa&actor=turkey", "/api/v1/actors/usa", "/api/v1/actors/turkey", "/api/v1/ties/usa/turkey", "/api/v1/ties/turkey/usa",
		"/api/v1/sources/wire", "/api/v1/sources/copy", "/api/v1/actors?limit=2", "/api/v1/sources?limit=2", "/api/v1/judgements?limit=2",
	} {
		tag := s.get(t, path).header.Get("ETag")
		if other, twice := seen[tag]; twice {
			t.Errorf("%s and %s have one tag", path, other)
		}
		seen[tag] = path
	}
	one := s.get(t, "/api/v1/neighbourhood?actor=usa&actor=turkey&limit=5").header.Get("ETag")
	two := s.get(t, "/api/v1/neighbourhood?limit=5&actor=turkey&actor=usa&sequence=25").header.Get("ETag")
	if one != two {
		t.Errorf("one question in two orders has the tags %s and %s", one, two)
	}
	newer := newServer(t, func(c *api.Config) { c.Version = "next" })
	if tag := newer.get(t, "/api/v1/actors/usa").header.Get("ETag"); seen[tag] != "" {
		t.Errorf("another version of the program has the same tag %s", tag)
	}
}

// TestGzip: packed where the client takes it and it pays; the packed bytes have a tag of their own.
func TestGzip(t *testing.T) {
	s := newServer(t, nil)
	const path = "/api/v1/neighbourhood?actor=usa&depth=2"
	plain := s.get(t, path)
	if got := plain.header.Get("Content-Encoding"); got != "" {
		t.Errorf("without Accept-Encoding: got %q", got)
	}
	for accept, want := range map[string]string{
		"gzip": "gzip", "br, gzip;q=0.5": "gzip", "GZIP": "gzip", "*": "gzip", "br": "", "gzip;q=0": "", "identity": "", "*;q=0": "", "gzip; q=0.0, *": "",
	} {
		a := s.get(t, path, header{"Accept-Encoding", accept})
		if got := a.header.Get("Content-Encoding"); got != want {
			t.Errorf("Accept-Encoding %s: got %q, want %q", accept, got, want)
		}
		if string(a.body) != string(plain.body) {
			t.Errorf("Accept-Encoding %s: the body differs", accept)
		}
		if got := a.header.Get("Vary"); got != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %s: Vary is %q", accept, got)
		}
		if tag := a.header.Get("ETag"); (tag == plain.header.Get("ETag")) != (want == "") {
			t.Errorf("Accept-Encoding %s: got the tag %s", accept, tag)
		} else if again := s.get(t, path, header{"Accept-Encoding", accept}, header{"If-None-Match", tag}); again.status != http.StatusNotModified || again.header.Get("ETag") != tag {
			t.Errorf("Accept-Encoding %s: the tag %s gave %d with %s", accept, tag, again.status, again.header.Get("ETag"))
		}
	}
	if got := s.get(t, "/healthz", header{"Accept-Encoding", "gzip"}).header.Get("Content-Encoding"); got != "" {
		t.Errorf("a small answer is packed: %q", got)
	}
}

// TestTimings are in a header, never in the body.
func TestServerTiming(t *testing.T) {
	s := newServer(t, nil)
	got := s.get(t, "/api/v1/stats").header.Get("Server-Timing")
	if !strings.HasPrefix(got, "query;dur=") || !strings.Contains(got, ", encode;dur=") {
		t.Errorf("got %q", got)
	}
}

// TestPages: the index is asked for again, what has its hash in its name never.
func TestPages(t *testing.T) {
	s := newServer(t, nil)
	for _, c := range []struct{ path, accept, body, media, cache, coding string }{
		{"/", "", "<!doctype html><title>Liaison</title>", "text/html; charset=utf-8", "no-cache", ""},
		{"/index.html", "", "<!doctype html><title>Liaison</title>", "text/html; charset=utf-8", "no-cache", ""},
		{"/assets/app-1a2b.js", "", "export {}", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", ""},
		{"/assets/app-1a2b.js", "gzip, br", "as brotli", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "br"},
		{"/assets/app-1a2b.js", "gzip", "export {}", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", ""},
		{"/icon.svg", "br", "<svg/>", "image/svg+xml", "no-cache", ""},
		{"/?actor=usa&depth=2", "", "<!doctype html><title>Liaison</title>", "text/html; charset=utf-8", "no-cache", ""},
	} {
		a := s.get(t, c.path, header{"Accept-Encoding", c.accept})
		if a.status != 200 || string(a.body) != c.body {
			t.Errorf("%s: got %d %q", c.path, a.status, a.body)
		}
		for name, want := range map[string]string{"Content-Type": c.media, "Cache-Control": c.cache, "Content-Encoding": c.coding, "Vary": "Accept-Encoding"} {
			if got := a.header.Get(name); got != want {
				t.Errorf("%s (%s): %s: got %q, want %q", c.path, c.accept, name, got, want)
			}
		}
		if again := s.get(t, c.path, header{"If-None-Match", a.header.Get("ETag")}); again.status != http.StatusNotModified {
			t.Errorf("%s: asked again: got %d", c.path, again.status)
		}
	}
	for _, path := range []string{"/assets/app-1a2b.js.br", "/assets/", "/assets", "/../api.go", "/%2e%2e/api.go", "/.git/config"} {
		if got := s.get(t, path).status; got != http.StatusNotFound {
			t.Errorf("%s: got %d, want 404", path, got)
		}
	}
	bare := newServer(t, func(c *api.Config) { c.UI = nil })
	if got := bare.get(t, "/").status; got != http.StatusNotFound {
		t.Errorf("without a UI: got %d, want 404", got)
	}
}
