package api_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"

	"liaison/api"
	"liaison/graph"
)

const (
	readerSecret = "reader-secret-0123456789"
	writerSecret = "writer-secret-0123456789"
	adminSecret  = "admin-secret-01234567890"
)

func withKeys(cfg *api.Config) {
	cfg.Keys = []api.Key{
		{Name: "rita", Role: api.Reader, Secret: readerSecret},
		{Name: "walt", Role: api.Writer, Secret: writerSecret},
		{Name: "ada", Role: api.Admin, Secret: adminSecret},
	}
}

// fill puts values that exist into the path of a route.
func (s *server) fill(path string) string {
	id := "usa"
	switch {
	case strings.Contains(path, "/claims/"):
		id = s.claims["meet"].String()
	case strings.Contains(path, "/sources/"):
		id = "wire"
	case strings.Contains(path, "/proposals/"):
		p := &graph.Proposal{Claim: graph.Claim{Source: "wire", Subject: "turkey", Relation: "CONSULT", Object: "isis", Evidence: s.quote("Officials met in Ankara on Sunday.")}, Score: 50}
		receipts, err := s.store.Append(context.Background(), graph.Batch{Records: []graph.Record{p}})
		if err != nil || receipts[0].Status == graph.Rejected {
			panic(fmt.Sprint(receipts, err))
		}
		id = receipts[0].ID.String()
	}
	path = strings.NewReplacer("{id}", id, "{a}", "usa", "{b}", "turkey").Replace(path)
	if strings.HasSuffix(path, "/neighbourhood") || strings.HasSuffix(path, "/timeline") {
		path += "?actor=usa"
	}
	if strings.HasSuffix(path, "/paths") {
		path += "?a=usa&b=turkey"
	}
	return path
}

// ask sends a request that a route takes.
func (s *server) ask(t testing.TB, r api.Route, headers ...header) answer {
	t.Helper()
	path, body := s.fill(r.Path), ""
	if r.Method == http.MethodPost {
		switch {
		case strings.HasSuffix(r.Path, "/records"):
			body, headers = "actor somebody\n", append(headers, header{"Content-Type", "application/x-ndjson"})
		case strings.HasSuffix(r.Path, "/documents"):
			body, headers = `{"url":"https://example.org/1"}`, append(headers, asJSON)
		case strings.HasSuffix(r.Path, "/extractions"):
			body, headers = `{"text":"Nothing happened."}`, append(headers, asJSON)
		case strings.HasSuffix(r.Path, "/reviews"):
			body, headers = `{"decision":"reject","proposals":["00000000000000000000000000000001"],"by":"somebody"}`, append(headers, asJSON)
		default:
			path, _, _ = strings.Cut(path, "?")
			body, headers = `{"actor":["usa"]}`, append(headers, asJSON)
		}
	}
	return s.do(t, r.Method, path, body, headers...)
}

// TestRolesAndRoutes: every route with every role, and with none.
func TestRolesAndRoutes(t *testing.T) {
	open := newServer(t, nil)
	closed := newServer(t, withKeys)
	for _, r := range closed.api.Routes() {
		if a := open.ask(t, r); a.status != http.StatusOK {
			t.Errorf("%s %s without keys in use: got %d: %s", r.Method, r.Path, a.status, a.body)
		}
		for _, c := range []struct {
			name, header string
			role         api.Role
		}{
			{"no key", "", api.Anyone},
			{"a wrong key", "Bearer " + strings.Repeat("x", 24), api.Anyone},
			{"a secret that is no basic authentication", "Basic " + adminSecret, api.Anyone},
			{"a wrong password", basic("reader", strings.Repeat("x", 24)), api.Anyone},
			{"a writer's password", basic("", writerSecret), api.Writer},
			{"an empty key", "Bearer ", api.Anyone},
			{"the beginning of a key", "Bearer " + adminSecret[:20], api.Anyone},
			{"a reader", "Bearer " + readerSecret, api.Reader},
			{"a writer", "bearer " + writerSecret, api.Writer},
			{"an admin", "Bearer " + adminSecret, api.Admin},
		} {
			want := http.StatusOK
			switch {
			case c.role >= r.Role:
			case c.role == api.Anyone:
				want = http.StatusUnauthorized
			default:
				want = http.StatusForbidden
			}
			var headers []header
			if c.header != "" {
				headers = append(headers, header{"Authorization", c.header})
			}
			a := closed.ask(t, r, headers...)
			if a.status != want {
				t.Errorf("%s %s with %s: got %d, want %d: %s", r.Method, r.Path, c.name, a.status, want, a.body)
			}
			if challenge := a.header.Get("WWW-Authenticate"); (challenge != "") != (want == http.StatusUnauthorized) {
				t.Errorf("%s %s with %s: WWW-Authenticate is %q", r.Method, r.Path, c.name, challenge)
			}
			if strings.Contains(string(a.body), "secret") && want != http.StatusOK {
				t.Errorf("%s %s with %s: the problem shows a secret: %s", r.Method, r.Path, c.name, a.body)
			}
		}
	}
}

// basic is how a browser sends what its user typed.
func basic(user, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
}

// TestSecurityHeaders: on every answer, good or bad.
func TestSecurityHeaders(t *testing.T) {
	s := newServer(t, nil)
	paths := []string{"/api/v1/actors/nobody", "/api/v1/none", "/healthz?x=1"}
	for _, r := range s.api.Routes() {
		if r.Method == http.MethodGet {
			paths = append(paths, s.fill(r.Path))
		}
	}
	for _, path := range append(paths, "/", "/assets/app-1a2b.js") {
		h := s.get(t, path).header
		policy := answerPolicy
		if path == "/" || strings.HasPrefix(path, "/assets/") {
			policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; " +
				"font-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; " +
				"frame-ancestors 'none'; require-trusted-types-for 'script'"
		}
		for name, want := range map[string]string{
			"Content-Security-Policy":      policy,
			"X-Content-Type-Options":       "nosniff",
			"X-Frame-Options":              "DENY",
			"Referrer-Policy":              "no-referrer",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
			"X-Request-Id":                 "request-1",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s: got %q, want %q", path, name, got, want)
			}
		}
		for _, name := range []string{"Access-Control-Allow-Origin", "Server", "Set-Cookie"} {
			if got := h.Get(name); got != "" {
				t.Errorf("%s: %s: got %q, want none", path, name, got)
			}
		}
	}
}

// TestHosts: a name that somebody made point here (DNS rebinding) is not a name of this server.
func TestHosts(t *testing.T) {
	open := newServer(t, func(c *api.Config) { c.Hosts = []string{"Graph.example"} })
	keyed := newServer(t, withKeys)
	both := newServer(t, func(c *api.Config) { withKeys(c); c.Hosts = []string{"graph.example"} })
	key := header{"Authorization", "Bearer " + readerSecret}
	for _, c := range []struct {
		host              string
		open, keyed, both bool
	}{
		{"localhost:8080", true, true, false},
		{"LOCALHOST", true, true, false},
		{"localhost.:80", true, true, false},
		{"127.0.0.1:9", true, true, false},
		{"127.1.2.3", true, true, false},
		{"[::1]:8080", true, true, false},
		{"graph.example", true, true, true},
		{"graph.example:443", true, true, true},
		{"evil.example", false, true, false},
		{"localhost.evil.example", false, true, false},
		{"127.0.0.1.evil.example:80", false, true, false},
		{"192.168.1.5", false, true, false},
		{"0.0.0.0", false, true, false},
	} {
		for name, got := range map[string]struct {
			a    answer
			want bool
		}{
			"without keys":        {open.get(t, "/api/v1/stats", header{"Host", c.host}), c.open},
			"with keys":           {keyed.get(t, "/api/v1/stats", header{"Host", c.host}, key), c.keyed},
			"with keys and hosts": {both.get(t, "/api/v1/stats", header{"Host", c.host}, key), c.both},
		} {
			want := http.StatusOK
			if !got.want {
				want = http.StatusMisdirectedRequest
			}
			if got.a.status != want {
				t.Errorf("%s, %s: got %d, want %d", c.host, name, got.a.status, want)
			}
		}
	}
	if got := open.get(t, "/", header{"Host", "evil.example"}).status; got != http.StatusMisdirectedRequest {
		t.Errorf("the page for another host: got %d", got)
	}
}

// TestOtherOrigins: a page of another site cannot write, nor read with more than it may anyway.
func TestOtherOrigins(t *testing.T) {
	s := newServer(t, nil)
	for _, c := range []struct {
		headers []header
		want    int
	}{
		{nil, 200},
		{[]header{{"Sec-Fetch-Site", "same-origin"}}, 200},
		{[]header{{"Sec-Fetch-Site", "none"}}, 200},
		{[]header{{"Sec-Fetch-Site", "cross-site"}}, 403},
		{[]header{{"Sec-Fetch-Site", "same-site"}}, 403},
		{[]header{{"Origin", "https://evil.example"}}, 403},
		{[]header{{"Origin", s.http.URL}}, 200},
	} {
		for _, r := range s.api.Routes() {
			if r.Method == http.MethodPost {
				if got := s.ask(t, r, c.headers...).status; got != c.want {
					t.Errorf("%s %v: got %d, want %d", r.Path, c.headers, got, c.want)
				}
			}
		}
	}
	if got := s.do(t, http.MethodOptions, "/api/v1/records", "", header{"Origin", "https://evil.example"}).status; got != http.StatusMethodNotAllowed {
		t.Errorf("a preflight: got %d, want 405", got)
	}
}

// TestMethods: an address says which methods it takes.
func TestMethods(t *testing.T) {
	s := newServer(t, nil)
	for _, c := range []struct{ method, path, allow string }{
		{http.MethodDelete, "/api/v1/actors/usa", "GET"},
		{http.MethodPut, "/api/v1/neighbourhood", "GET, POST"},
		{http.MethodGet, "/api/v1/records", "POST"},
		{http.MethodPost, "/api/v1/stats", "GET"},
		{"BREW", "/healthz", "GET"},
	} {
		a := s.do(t, c.method, c.path, "")
		if got, want := a.refusal(t), (refusal{Status: 405, Code: "method-not-allowed"}); got != want {
			t.Errorf("%s %s: got %+v, want %+v", c.method, c.path, got, want)
		}
		if got := a.header.Get("Allow"); got != c.allow {
			t.Errorf("%s %s: Allow: got %q, want %q", c.method, c.path, got, c.allow)
		}
	}
	head := s.do(t, http.MethodHead, "/api/v1/stats", "")
	got := s.get(t, "/api/v1/stats")
	for _, name := range []string{"Content-Length", "Content-Type", "Etag"} {
		if head.header.Get(name) != got.header.Get(name) {
			t.Errorf("HEAD: %s: got %q, want %q", name, head.header.Get(name), got.header.Get(name))
		}
	}
}

// TestKeys: weak or malformed keys are refused when they are given.
func TestParseKey(t *testing.T) {
	for _, c := range []struct {
		text string
		want api.Key
		ok   bool
	}{
		{"rita:reader:" + readerSecret, api.Key{Name: "rita", Role: api.Reader, Secret: readerSecret}, true},
		{"writer:" + writerSecret, api.Key{Name: "writer", Role: api.Writer, Secret: writerSecret}, true},
		{"a:admin:with:colons:0123456789", api.Key{Name: "a", Role: api.Admin, Secret: "with:colons:0123456789"}, true},
		{"rita:reader:short", api.Key{}, false},
		{"rita:owner:" + readerSecret, api.Key{}, false},
		{readerSecret, api.Key{}, false},
		{"", api.Key{}, false},
	} {
		got, err := api.ParseKey(c.text)
		if (err == nil) != c.ok || c.ok && got != c.want {
			t.Errorf("%s: got %+v, %v", c.text, got, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret-") {
			t.Errorf("%s: the error shows the secret: %v", c.text, err)
		}
	}
	f := newFixture(t)
	for _, k := range []api.Key{{Name: "a", Role: api.Reader, Secret: "short"}, {Name: "a", Secret: readerSecret}, {Name: "a", Role: 9, Secret: readerSecret}} {
		if _, err := api.New(api.Config{Explorer: f.explorer, Keys: []api.Key{k}}); err == nil {
			t.Errorf("%+v was taken", k)
		}
	}
}

// TestCheckAddress: without keys only this machine may reach the server.
func TestCheckAddress(t *testing.T) {
	for _, c := range []struct {
		addr string
		ok   bool
	}{{"127.0.0.1:80", true}, {"[::1]:80", true}, {"127.9.9.9:80", true}, {"0.0.0.0:80", false}, {"[::]:80", false}, {"192.168.0.1:80", false}} {
		addr, err := net.ResolveTCPAddr("tcp", c.addr)
		if err != nil {
			t.Fatal(err)
		}
		if err := api.CheckAddress(addr, nil); (err == nil) != c.ok {
			t.Errorf("%s without keys: got %v", c.addr, err)
		}
		if err := api.CheckAddress(addr, []api.Key{{}}); err != nil {
			t.Errorf("%s with keys: got %v", c.addr, err)
		}
	}
}
