package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"liaison/api"
	"liaison/graph"
)

// TestAnswersAreSentAgain: what was answered is answered again with the same bytes, plain or packed, from a store that
// says no more than where it stands; a new record, or another question, asks the store.
func TestAnswersAreSentAgain(t *testing.T) {
	s, store := newRemoteServer(t, nil)
	accepts := []header{{"Accept-Encoding", ""}, {"Accept-Encoding", "gzip"}}
	for _, path := range s.taggedPaths() {
		var first [2]answer
		for i, accept := range accepts {
			first[i] = s.get(t, path, accept)
		}
		for i, accept := range accepts {
			for _, method := range []string{http.MethodGet, http.MethodHead} {
				store.after(2, store.refuse) // a search asks twice where the store stands
				again := s.do(t, method, path, "", accept)
				if method == http.MethodHead {
					again.body = first[i].body
				}
				if again.status != http.StatusOK || string(again.body) != string(first[i].body) {
					t.Errorf("%s again, %s: got %d %s\nwant %s", path, accept.value, again.status, again.body, first[i].body)
				}
				for _, name := range []string{"Etag", "Content-Encoding", "Content-Length", "Content-Type", "Vary", "Cache-Control"} {
					if got, want := again.header.Get(name), first[i].header.Get(name); got != want {
						t.Errorf("%s %s again, %s: the header %s: got %q, want %q", method, path, accept.value, name, got, want)
					}
				}
			}
		}
		store.repair()
	}
	if s.metric(t, "liaison_http_answers_again_total") == 0 {
		t.Error("no answer was counted as sent again")
	}

	const path = "/api/v1/neighbourhood?actor=usa"
	store.after(2, store.refuse)
	if got := s.get(t, path+"&limit=1").status; got != http.StatusServiceUnavailable {
		t.Errorf("another question, without a store: got %d", got)
	}
	store.repair()
	before := s.get(t, path)
	s.record(t, &graph.Actor{ID: "usa", Name: "United States, renamed", Kind: graph.KindState})
	if after := s.get(t, path); !strings.Contains(string(after.body), "renamed") {
		t.Errorf("after a record: got %s", after.body)
	}
	if past := s.get(t, path+"&sequence=25"); string(past.body) != string(before.body) {
		t.Errorf("at the sequence of before: got %s\nwant %s", past.body, before.body)
	}
}

// TestProblemsAreNotSentAgain: what went wrong once need not go wrong again.
func TestProblemsAreNotSentAgain(t *testing.T) {
	s, store := newRemoteServer(t, nil)
	const late = "/api/v1/actors/late"
	if got := s.get(t, late+"?sequence=25").status; got != http.StatusNotFound {
		t.Errorf("an actor not yet there: got %d", got)
	}
	const path = "/api/v1/actors/usa"
	store.after(3, store.refuse)
	if got := s.get(t, path).status; got != http.StatusServiceUnavailable {
		t.Errorf("without a store: got %d", got)
	}
	store.repair()
	if got := s.get(t, path).status; got != http.StatusOK {
		t.Errorf("with the store again: got %d", got)
	}
	if got := s.metric(t, "liaison_http_answers_again_total"); got != 0 {
		t.Errorf("%v answers were sent again", got)
	}
}

// TestKeptBytes: answers are kept up to a limit, and the oldest go first; without room every question is asked.
func TestKeptBytes(t *testing.T) {
	for _, most := range []int64{-1, 1, 200_000} {
		s := newServer(t, func(c *api.Config) { c.Limits.Kept = most })
		body := map[string]string{}
		for round := range 2 {
			for n := 1; n <= 100; n++ {
				path := fmt.Sprintf("/api/v1/neighbourhood?actor=usa&limit=%d", n)
				got := string(s.get(t, path).body)
				if round > 0 && got != body[path] {
					t.Errorf("%s again: got %s\nwant %s", path, got, body[path])
				}
				body[path] = got
			}
		}
		kept, again := s.metric(t, "liaison_http_answers_kept_bytes"), s.metric(t, "liaison_http_answers_again_total")
		if kept > float64(max(most, 0)) || kept > 0 != (most > 1) {
			t.Errorf("with room for %d bytes, %v are taken", most, kept)
		}
		if again != 0 { // when it comes round, each of the hundred has been pushed out
			t.Errorf("with room for %d bytes, %v answers were sent again", most, again)
		}
		last := "/api/v1/neighbourhood?actor=usa&limit=100"
		s.get(t, last)
		if got := s.metric(t, "liaison_http_answers_again_total"); got > 0 != (most > 1) {
			t.Errorf("with room for %d bytes, asked again at once: %v answers were sent again", most, got)
		}
	}
}

// metric reads one number of /metrics.
func (s *server) metric(t *testing.T, name string) float64 {
	t.Helper()
	for line := range strings.Lines(string(s.get(t, "/metrics").body)) {
		var v float64
		if n, _ := fmt.Sscanf(line, name+" %g", &v); n == 1 {
			return v
		}
	}
	t.Fatalf("the metrics do not have %s", name)
	return 0
}
