package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var asJSON = header{"Content-Type", "application/json"}

// TestPostAsksTheSame: a question as JSON has the same answer, byte for byte.
func TestPostAsksTheSame(t *testing.T) {
	s := newServer(t, nil)
	for _, c := range []struct{ body, query string }{
		{`{"actor":["usa"]}`, "actor=usa"},
		{`{"actor":["usa","turkey"],"depth":2,"relation":["meet","ASSAULT"],"direction":"out","from":"2024-01-01","to":"2025-12-31"}`,
			"actor=usa&actor=turkey&depth=2&relation=meet&relation=ASSAULT&direction=out&from=2024-01-01&to=2025-12-31"},
		{`{"actor":["usa"],"at":"2024-11-03","certainty":"possible","polarity":["asserted"],"modality":["actual","alleged"],"source":["daily"],` +
			`"kind":["armed-group"],"avoid":["turkey"],"avoid_degree":10,"min_confidence":10,"min_witnesses":1,"rank":"strong","expand":3,"among":true,"limit":5}`,
			"actor=usa&at=2024-11-03&certainty=possible&polarity=asserted&modality=actual&modality=alleged&source=daily&kind=armed-group&avoid=turkey&avoid_degree=10&min_confidence=10&min_witnesses=1&rank=strong&expand=3&among=true&limit=5"},
		{`{"actor":["usa"],"sequence":20,"min_sequence":20,"relation":[]}`, "actor=usa&sequence=20"},
		{`{"actor":["usa"],"known_at":"2025-02-01T09:00:20Z"}`, "actor=usa&sequence=20"},
	} {
		posted := s.do(t, http.MethodPost, "/api/v1/neighbourhood", c.body, asJSON)
		got := s.get(t, "/api/v1/neighbourhood?"+c.query)
		if posted.status != 200 || got.status != 200 {
			t.Errorf("%s: got %d and %d: %s%s", c.body, posted.status, got.status, posted.body, got.body)
			continue
		}
		if diff := cmp.Diff(string(got.body), string(posted.body)); diff != "" {
			t.Errorf("%s (-GET +POST):\n%s", c.body, diff)
		}
	}
}

// TestRefusedQuestions: bodies that are not a question.
func TestRefusedQuestions(t *testing.T) {
	s := newServer(t, nil)
	for _, c := range []struct {
		body string
		want refusal
	}{
		{``, refusal{Status: 400, Code: "invalid"}},
		{`null`, refusal{Status: 400, Code: "invalid"}},
		{`["usa"]`, refusal{Status: 400, Code: "invalid"}},
		{`{"actor":["usa"]`, refusal{Status: 400, Code: "invalid"}},
		{`{"actor":["usa"]} {}`, refusal{Status: 400, Code: "invalid"}},
		{`{"actor":["usa"],}`, refusal{Status: 400, Code: "invalid"}},
		{strings.Repeat(`{"actor":`, 6000), refusal{Status: 400, Code: "invalid"}},
		{`{}`, refusal{400, "invalid", "actor", ""}},
		{`{"actor":[]}`, refusal{400, "invalid", "actor", ""}},
		{`{"actor":"usa"}`, refusal{400, "invalid", "actor", ""}},
		{`{"actor":[null]}`, refusal{400, "invalid", "actor", ""}},
		{`{"actor":null}`, refusal{400, "invalid", "actor", ""}},
		{`{"actor":["usa"],"actor":["turkey"]}`, refusal{400, "invalid", "actor", ""}},
		{`{"actor":["usa"],"depth":"2"}`, refusal{400, "invalid", "depth", ""}},
		{`{"actor":["usa"],"depth":1.5}`, refusal{400, "invalid", "depth", ""}},
		{`{"actor":["usa"],"depth":1e0}`, refusal{400, "invalid", "depth", ""}},
		{`{"actor":["usa"],"depth":null}`, refusal{400, "invalid", "depth", ""}},
		{`{"actor":["usa"],"among":"true"}`, refusal{400, "invalid", "among", ""}},
		{`{"actor":["usa"],"rank":7}`, refusal{400, "invalid", "rank", ""}},
		{`{"actor":["usa"],"limt":7}`, refusal{400, "invalid", "limt", "limit"}},
		{`{"actor":["usa"],"at":""}`, refusal{400, "invalid", "at", ""}},
		{`{"actor":["nobody"]}`, refusal{404, "not-found", "actor", ""}},
		{`{"actor":["usa"],"cursor":"` + strings.Repeat("A", 70_000) + `"}`, refusal{Status: 413, Code: "too-large"}},
	} {
		got := s.do(t, http.MethodPost, "/api/v1/neighbourhood", c.body, asJSON).refusal(t)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%.80s (-want +got):\n%s", c.body, diff)
		}
	}
	for _, h := range []header{{"Content-Type", "text/plain"}, {"Content-Type", ""}, {"Content-Type", "application/x-www-form-urlencoded"}} {
		got := s.do(t, http.MethodPost, "/api/v1/neighbourhood", `{"actor":["usa"]}`, h).refusal(t)
		if want := (refusal{Status: 415, Code: "unsupported-media-type"}); got != want {
			t.Errorf("%v: got %+v, want %+v", h, got, want)
		}
	}
	got := s.do(t, http.MethodPost, "/api/v1/neighbourhood", `{"actor":["usa"]}`, asJSON, header{"Content-Encoding", "gzip"}).refusal(t)
	if want := (refusal{Status: 415, Code: "unsupported-media-type"}); got != want {
		t.Errorf("packed: got %+v, want %+v", got, want)
	}
	got = s.do(t, http.MethodPost, "/api/v1/neighbourhood?actor=usa", `{"actor":["usa"]}`, asJSON).refusal(t)
	if want := (refusal{400, "invalid", "actor", ""}); got != want {
		t.Errorf("parameters in the address as well: got %+v, want %+v", got, want)
	}
}
