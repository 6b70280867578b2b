package main_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/exchange"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
	"liaison/graph/ontology"
	"liaison/graph/resolve"
)

// distant is a server whose store is at the other end of a line that breaks.
type distant struct {
	url  string
	line *neo4jtest.Line
}

func newDistant(t *testing.T) *distant {
	t.Helper()
	place := neo4jtest.Shared(t)
	line := place.Line(t)
	relations, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	store, err := neo4jstore.Open(t.Context(), line.URI("bolt"), relations, neo4jstore.Options{
		Database: place.Database, Username: place.Username, Password: place.Password,
		AcquireTime: time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	server, err := api.New(api.Config{
		Explorer: graph.NewExplorer(store, resolve.New(), graph.Limits{Time: time.Minute}), Importer: recorder{store}, Version: "test",
		Limits: api.Limits{Query: time.Minute, Silence: 2 * time.Second}, // plans take their time on a new server
	})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(server)
	t.Cleanup(func() {
		line.Repair(t) // so that nothing waits
		s.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	d := &distant{s.URL, line}
	if a := d.post(t, mayors); a.status != http.StatusOK {
		t.Fatalf("got %d %s", a.status, a.body)
	}
	return d
}

// recorder takes records for a store.
type recorder struct{ graph.Store }

func (r recorder) Import(ctx context.Context, lines io.Reader) (api.ImportSummary, error) {
	s, err := exchange.Import(ctx, r.Store, lines, exchange.Options{Format: "ndjson"})
	return api.ImportSummary{Accepted: s.Accepted, Added: s.Added, Known: s.Known, Rejected: s.Rejected, Sequence: s.Sequence, More: s.More}, err
}

// mayors is what the server is asked about.
const mayors = `{"type":"actor","id":"anna","name":"Anna","kind":"person"}
{"type":"actor","id":"ben","name":"Ben","kind":"person"}
{"type":"source","id":"paper","title":"Paper","published":"2025-01-02","text":"Anna met Ben on 1 January."}
{"type":"claim","source":"paper","subject":"anna","relation":"meet","object":"ben","when":"2025-01-01","evidence":[{"quote":"Anna met Ben"}]}
{"type":"claim","source":"paper","subject":"anna","relation":"meet","object":"ben","when":"2025-01-01","polarity":"denied"}
`

// questions are answered from the store.
var questions = []string{
	"/api/v1/stats", "/api/v1/neighbourhood?actor=anna&depth=2", "/api/v1/actors", "/api/v1/actors?q=ann", "/api/v1/actors/anna", "/api/v1/claims", "/api/v1/claims?q=met",
	"/api/v1/ties/anna/ben", "/api/v1/sources", "/api/v1/sources/paper", "/api/v1/judgements", "/api/v1/disputes", "/api/v1/stats?min_sequence=3", "/api/v1/stats?sequence=4",
}

// response is an answer that was read.
type response struct {
	status int
	header http.Header
	body   string
}

func (d *distant) ask(t *testing.T, path string) response {
	t.Helper()
	return d.do(t, http.MethodGet, path, "")
}

func (d *distant) post(t *testing.T, lines string) response {
	t.Helper()
	return d.do(t, http.MethodPost, "/api/v1/records", lines)
}

func (d *distant) do(t *testing.T, method, path, body string) response {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second) // or it hangs
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, d.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-ndjson")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response{res.StatusCode, res.Header, string(b)}
}

// turnedAway is what a client is told that shall come back.
type turnedAway struct {
	Status                  int
	Media, Code, RetryAfter string
	Kept                    bool // the answer may be kept
}

func (r response) turnedAway(t *testing.T) turnedAway {
	t.Helper()
	var p struct {
		Status int
		Code   string
	}
	if err := json.Unmarshal([]byte(r.body), &p); err != nil || p.Status != r.status {
		t.Errorf("got %d %s, which is no problem document", r.status, r.body)
	}
	return turnedAway{r.status, r.header.Get("Content-Type"), p.Code, r.header.Get("Retry-After"), r.header.Get("ETag") != "" || r.header.Get("Cache-Control") != "no-store"}
}

// later is the answer of a server whose store is not there.
var later = turnedAway{Status: http.StatusServiceUnavailable, Media: "application/problem+json", Code: "unavailable", RetryAfter: "5"}

// TestNeo4jGoneAndBack: while Neo4j is away every question is told to come back, and /readyz says so; once it is there
// again, everything is answered as before, and nobody has to start anything.
func TestNeo4jGoneAndBack(t *testing.T) {
	d := newDistant(t)
	before := map[string]string{}
	for _, path := range append(questions, "/readyz") {
		a := d.ask(t, path)
		if a.status != http.StatusOK {
			t.Fatalf("%s: got %d %s", path, a.status, a.body)
		}
		before[path] = a.body
	}
	for name, end := range map[string]func(){"gone": d.line.Vanish, "silent": func() { d.line.Turn(neo4jtest.Stalled) }} {
		end()
		paths := append(questions, "/readyz")
		if name == "silent" { // each costs the time that the store has
			paths = []string{"/readyz", "/api/v1/neighbourhood?actor=anna"}
		}
		for _, path := range paths {
			begun := time.Now()
			if diff := cmp.Diff(later, d.ask(t, path).turnedAway(t)); diff != "" {
				t.Errorf("%s, %s (-want +got)\n%s", name, path, diff)
			}
			if took := time.Since(begun); took > 10*time.Second {
				t.Errorf("%s, %s: answered after %v", name, path, took)
			}
		}
		if a := d.ask(t, "/healthz"); a.status != http.StatusOK {
			t.Errorf("%s, /healthz: got %d; the process is well", name, a.status)
		}
		if name != "silent" { // on which a write waits for as long as a write may take
			newcomer := `{"type":"actor","id":"newcomer","name":"New Comer","kind":"person"}`
			if diff := cmp.Diff(later, d.post(t, newcomer).turnedAway(t)); diff != "" {
				t.Errorf("%s, a write (-want +got)\n%s", name, diff)
			}
		}
		d.line.Repair(t)
		for path, want := range before {
			if a := d.ask(t, path); a.status != http.StatusOK || a.body != want {
				t.Errorf("no longer %s, %s: got %d %s\nwant %s", name, path, a.status, a.body, want)
			}
		}
	}
	if a := d.post(t, `{"type":"actor","id":"newcomer","name":"New Comer","kind":"person"}`); a.status != http.StatusOK || !strings.Contains(a.body, `"accepted":1`) {
		t.Errorf("a write afterwards: got %d %s", a.status, a.body)
	}
}

// TestNeo4jCutInTheMiddle: a connection that ends in the middle of an answer costs the client nothing.
func TestNeo4jCutInTheMiddle(t *testing.T) {
	d := newDistant(t)
	for _, path := range questions {
		want := d.ask(t, path).body
		_, from := d.line.Passed()
		d.ask(t, path)
		_, to := d.line.Passed()
		for n := range 4 {
			d.line.After(neo4jtest.ToClient, 1+n*(to-from-2)/4, d.line.Cut)
			if a := d.ask(t, path); a.status != http.StatusOK || a.body != want {
				t.Errorf("%s, cut at %d/4: got %d %s\nwant %s", path, n, a.status, a.body, want)
			}
			d.line.Repair(t)
		}
	}
}

// TestNeo4jCutInACommit: a client whose write may or may not be recorded is told so, and sends it again.
func TestNeo4jCutInACommit(t *testing.T) {
	d := newDistant(t)
	for n, cut := range []func(){
		func() { d.line.AtCommit(0, 0, d.line.Vanish) },                    // the records were not recorded
		func() { d.line.AtCommit(0, neo4jtest.CommitSize, d.line.Vanish) }, // maybe they were
		func() { d.line.AfterCommit(0, 0, d.line.Vanish) },                 // they were, and are not shown
		func() { d.line.AfterCommit(1, 0, d.line.Vanish) },                 // they are shown
	} {
		lines := strings.NewReplacer("anna", "anna"+string('a'+rune(n)), "paper", "paper"+string('a'+rune(n))).Replace(mayors)
		cut()
		a := d.post(t, lines)
		if diff := cmp.Diff(later, a.turnedAway(t)); diff != "" {
			t.Errorf("cut %d (-want +got)\n%s", n, diff)
		}
		if !strings.Contains(a.body, "sending them again is safe") || !strings.Contains(a.body, `"summary":`) {
			t.Errorf("cut %d: got %s, which does not say what to do", n, a.body)
		}
		d.line.Repair(t)
		a = d.post(t, lines)
		var sum struct{ Accepted, Known, Rejected, Sequence int }
		if err := json.Unmarshal([]byte(a.body), &sum); err != nil || a.status != http.StatusOK || sum.Accepted+sum.Known != 5 || sum.Rejected != 0 {
			t.Errorf("cut %d, sent again: got %d %s", n, a.status, a.body)
		}
		if want := 5 + 5*(n+1); sum.Sequence != want { // ben is known, and what paper is found to relay is recorded
			t.Errorf("cut %d, sent again: the sequence is %d, want %d", n, sum.Sequence, want)
		}
		if a := d.ask(t, "/api/v1/ties/anna"+string('a'+rune(n))+"/ben"); a.status != http.StatusOK || !strings.Contains(a.body, `"claims":2`) {
			t.Errorf("cut %d, sent again: the tie is %d %s", n, a.status, a.body)
		}
	}
}
