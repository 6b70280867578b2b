package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/resolve"
)

// broken is a store that fails, or panics, when it is asked.
type broken struct {
	graph.Store
	panics bool
}

func (b broken) Stats(context.Context, graph.Sequence) (graph.Stats, error) {
	if b.panics {
		panic("a secret in a panic")
	}
	return graph.Stats{}, fmt.Errorf("a secret in an error")
}

// TestFaults: what goes wrong here is in the log, under the id of the request, and nowhere else.
func TestFaults(t *testing.T) {
	for _, panics := range []bool{false, true} {
		var log syncBuffer
		s := newServer(t, func(c *api.Config) {
			c.Explorer = graph.NewExplorer(broken{newFixture(t).store, panics}, resolve.New(), graph.Limits{})
			c.Logger = slog.New(slog.NewJSONHandler(&log, nil))
		})
		a := s.get(t, "/api/v1/stats")
		if got, want := a.refusal(t), (refusal{Status: 500, Code: "internal"}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
		if strings.Contains(string(a.body), "secret") {
			t.Errorf("the cause is shown: %s", a.body)
		}
		if got := log.String(); !strings.Contains(got, "secret") || !strings.Contains(got, "request-1") {
			t.Errorf("the log does not tell the cause: %s", got)
		}
	}
}

// TestLog: one line a request, with nothing of what was asked.
func TestLog(t *testing.T) {
	var log syncBuffer
	s := newServer(t, func(c *api.Config) {
		withKeys(c)
		c.RequestID = nil
		c.Logger = slog.New(slog.NewJSONHandler(&log, nil))
	})
	key := header{"Authorization", "Bearer " + readerSecret}
	a := s.get(t, "/api/v1/ties/usa/turkey?relation=meet", key, header{"X-Request-Id", "my-id.1"})
	if got := a.header.Get("X-Request-Id"); got != "my-id.1" {
		t.Errorf("X-Request-Id: got %q, want my-id.1", got)
	}
	for _, bad := range []string{"", strings.Repeat("x", 65), "a b", `"><script>`} {
		if got := s.get(t, "/healthz", header{"X-Request-Id", bad}).header.Get("X-Request-Id"); got == bad || len(got) != 16 {
			t.Errorf("X-Request-Id %q: got %q, want one of ours", bad, got)
		}
	}
	line, _, _ := strings.Cut(log.String(), "\n")
	var got map[string]any
	if err := json.Unmarshal([]byte(line), &got); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]any{"msg": "request", "id": "my-id.1", "method": "GET", "route": "/api/v1/ties/:a/:b", "status": 200.0, "key": "rita"} {
		if got[name] != want {
			t.Errorf("%s: got %v, want %v", name, got[name], want)
		}
	}
	for _, private := range []string{"turkey", "meet", readerSecret} {
		if strings.Contains(line, private) {
			t.Errorf("the log tells %q: %s", private, line)
		}
	}
}

// TestMetrics: requests are counted by route.
func TestMetrics(t *testing.T) {
	s := newServer(t, nil)
	s.get(t, "/api/v1/actors/usa")
	s.get(t, "/api/v1/actors/nobody")
	s.get(t, "/no/such/address")
	s.do(t, http.MethodPost, "/api/v1/records", "actor anna\nnonsense\n", asLines)
	a := s.get(t, "/metrics")
	for _, want := range []string{
		`liaison_http_requests_total{method="GET",route="/api/v1/actors/:id",status="200"} 1`,
		`liaison_http_requests_total{method="GET",route="/api/v1/actors/:id",status="404"} 1`,
		`liaison_http_requests_total{method="GET",route="other",status="404"} 1`,
		`liaison_http_request_seconds_count{route="/api/v1/actors/:id"} 2`,
		`liaison_http_requests_running 1`,
		`liaison_records_total{outcome="accepted"} 1`,
		`liaison_records_total{outcome="rejected"} 1`,
		`liaison_build_info{version="test"} 1`,
		"go_goroutines", "process_resident_memory_bytes",
	} {
		if !strings.Contains(string(a.body), want) {
			t.Errorf("the metrics do not have %s", want)
		}
	}
}

// TestReadiness: a store that does not answer is said not to be ready, while the process is well.
func TestReadiness(t *testing.T) {
	s := newServer(t, nil)
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	if got, want := s.get(t, "/readyz").refusal(t), (refusal{Status: 503, Code: "unavailable"}); got != want {
		t.Errorf("readyz: got %+v, want %+v", got, want)
	}
	if got := s.get(t, "/healthz").status; got != http.StatusOK {
		t.Errorf("healthz: got %d", got)
	}
	if got, want := s.get(t, "/api/v1/stats").refusal(t), (refusal{Status: 503, Code: "unavailable"}); got != want {
		t.Errorf("stats: got %+v, want %+v", got, want)
	}
}

// syncBuffer is a buffer that a log may be written to.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
