package api_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// refusal is what a problem says.
type refusal struct {
	Status                      int
	Code, Parameter, Suggestion string
}

func (a answer) refusal(t testing.TB) refusal {
	t.Helper()
	v := a.decode(t)
	text := func(name string) string { s, _ := v[name].(string); return s }
	if v["request_id"] != "request-1" || v["type"] != "urn:liaison:problem:"+text("code") || v["status"] != float64(a.status) {
		t.Errorf("the problem does not name its type, status and request: %s", a.body)
	}
	return refusal{a.status, text("code"), text("parameter"), text("suggestion")}
}

// TestRefusedParameters: what cannot be understood is refused with 400, naming the parameter.
func TestRefusedParameters(t *testing.T) {
	s := newServer(t, nil)
	const n = "/api/v1/neighbourhood?actor=usa&"
	for _, c := range []struct{ path, parameter, suggestion string }{
		{"/api/v1/neighbourhood", "actor", ""},
		{"/api/v1/neighbourhood?actor=", "actor", ""},
		{"/api/v1/neighbourhood?actor=USA", "actor", ""},
		{"/api/v1/neighbourhood?actor=" + strings.Repeat("a&actor=", 60) + "a", "actor", ""},
		{"/api/v1/neighbourhood?actor=%ff", "actor", ""},
		{n + "deph=2", "deph", "depth"},
		{"/api/v1/paths?b=usa", "a", ""},
		{"/api/v1/paths?a=usa", "b", ""},
		{"/api/v1/paths?a=usa&b=usa", "b", ""},
		{"/api/v1/paths?a=usa&b=turkey&hops=13", "hops", ""},
		{"/api/v1/paths?a=usa&b=turkey&hops=0", "hops", ""},
		{"/api/v1/paths?a=usa&b=turkey&limit=101", "limit", ""},
		{"/api/v1/paths?a=usa&b=turkey&best=26", "best", ""},
		{"/api/v1/paths?a=usa&b=turkey&best=0", "best", ""},
		{"/api/v1/paths?a=usa&b=turkey&best=2&hops=7", "hops", ""},
		{"/api/v1/paths?a=usa&b=turkey&best=2&limit=3", "limit", ""},
		{"/api/v1/paths?a=usa&b=turkey&best=2&dates=forward", "dates", ""},
		{"/api/v1/paths?a=usa&b=turkey&dates=forwards", "dates", "forward"},
		{"/api/v1/paths?a=usa&b=turkey&worlds=every", "worlds", ""},
		{"/api/v1/paths?a=usa&b=turkey&dates=together&worlds=evry", "worlds", "every"},
		{"/api/v1/paths?a=usa&b=turkey&from=2024-02-01&to=2024-01-01", "from", ""},
		{"/api/v1/paths?a=usa&b=turkey&kind=stat", "kind", "state"},
		{"/api/v1/paths?a=usa&b=turkey&avoid=", "avoid", ""},
		{"/api/v1/paths?a=usa&b=turkey&certainty=certain", "certainty", ""},
		{"/api/v1/paths?a=usa&b=turkey&depth=2", "depth", ""},
		{"/api/v1/paths?a=usa&b=turkey&cursor=x", "cursor", ""},
		{n + "Depth=2", "Depth", "depth"},
		{n + "relations=meet", "relations", "relation"},
		{n + "min_confidense=2", "min_confidense", "min_confidence"},
		{n + "zebra=1", "zebra", ""},
		{n + "depth=4", "depth", ""},
		{n + "depth=0", "depth", ""},
		{n + "depth=1&depth=2", "depth", ""},
		{n + "depth=two", "depth", ""},
		{n + "depth=%2B1", "depth", ""},
		{n + "depth=1.0", "depth", ""},
		{n + "depth=99999999999999999999", "depth", ""},
		{n + "limit=0", "limit", ""},
		{n + "limit=1001", "limit", ""},
		{n + "limit=-1", "limit", ""},
		{n + "expand=201", "expand", ""},
		{n + "direction=sideways", "direction", ""},
		{n + "direction=Out", "direction", "out"},
		{n + "polarity=asserted&polarity=denie", "polarity", "denied"},
		{n + "modality=planed", "modality", "planned"},
		{n + "certainty=sure", "certainty", ""},
		{n + "certainty=certain", "certainty", ""},
		{n + "kind=stat", "kind", "state"},
		{n + "rank=best", "rank", ""},
		{n + "relation=shoot", "relation", ""},
		{n + "source=../x", "source", ""},
		{n + "avoid=A", "avoid", ""},
		{n + "avoid_degree=0", "avoid_degree", ""},
		{n + "min_confidence=101", "min_confidence", ""},
		{n + "min_witnesses=-1", "min_witnesses", ""},
		{n + "among=yes", "among", ""},
		{n + "at=2024-13-01", "at", ""},
		{n + "at=2024-12", "at", ""},
		{n + "at=2024-12-08&from=2024-12-08", "at", ""},
		{n + "from=2025-01-02&to=2025-01-01", "from", ""},
		{n + "to=tomorrow", "to", ""},
		{n + "known_at=2025", "known_at", ""},
		{n + "known_at=2025-02-01T00:00:00", "known_at", ""},
		{n + "known_at=2025-02-01&sequence=3", "known_at", ""},
		{n + "sequence=-1", "sequence", ""},
		{n + "sequence=99", "sequence", ""},
		{n + "sequence=1e3", "sequence", ""},
		{n + "min_sequence=x", "min_sequence", ""},
		{n + "cursor=@", "cursor", ""},
		{n + "cursor=AQ", "cursor", ""},
		{n + "cursor=" + strings.Repeat("A", 5000), "cursor", ""},
		{"/api/v1/actors?q=", "q", ""},
		{"/api/v1/actors?q=" + strings.Repeat("x", 201), "q", ""},
		{"/api/v1/actors?q=%ff", "q", ""},
		{"/api/v1/actors?query=x", "query", ""},
		{"/api/v1/actors?kind=robot", "kind", ""},
		{"/api/v1/actors?limit=1001", "limit", ""},
		{"/api/v1/actors/USA", "id", ""},
		{"/api/v1/actors/usa?depth=1", "depth", ""},
		{"/api/v1/actors/" + strings.Repeat("a", 129), "id", ""},
		{"/api/v1/claims?q=%21%21", "q", ""},
		{"/api/v1/claims?disputed=1", "disputed", ""},
		{"/api/v1/claims/123", "id", ""},
		{"/api/v1/claims/" + strings.Repeat("G", 32), "id", ""},
		{"/api/v1/ties/usa/TURKEY", "b", ""},
		{"/api/v1/ties/usa/turkey?depth=2", "depth", ""},
		{"/api/v1/timeline", "actor", ""},
		{"/api/v1/timeline?actor=usa&bucket=moth", "bucket", "month"},
		{"/api/v1/timeline?actor=usa&pear=turkey", "pear", "peer"},
		{"/api/v1/timeline?actor=usa&peer=TURKEY", "peer", ""},
		{"/api/v1/sources?q=x", "q", ""},
		{"/api/v1/sources/Wire", "id", ""},
		{"/api/v1/relations?limit=3", "limit", ""},
		{"/api/v1/stats?sequense=3", "sequense", "sequence"},
		{"/api/v1/judgements?actor=usa", "actor", ""},
		{"/api/v1/disputes?cursor=x", "cursor", ""},
		{"/openapi.json?pretty=1", "pretty", ""},
		{"/healthz?x=1", "x", ""},
		{"/readyz?x=1", "x", ""},
		{"/metrics?x=1", "x", ""},
	} {
		want := refusal{400, "invalid", c.parameter, c.suggestion}
		if diff := cmp.Diff(want, s.get(t, c.path).refusal(t)); diff != "" {
			t.Errorf("%.120s (-want +got):\n%s", c.path, diff)
		}
	}
}

// TestProblemsAreSentences: a person learns from the problem alone what is wrong and what is allowed.
func TestProblemsNameValueAndWhatIsAllowed(t *testing.T) {
	s := newServer(t, nil)
	for _, c := range []struct {
		path string
		want []string
	}{
		{"/api/v1/neighbourhood?actor=usa&deph=2", []string{`"deph" is not a parameter of this call`, `did you mean "depth"?`}},
		{"/api/v1/neighbourhood?actor=usa&depth=9", []string{"depth", `"9"`, "from 1 to 3"}},
		{"/api/v1/neighbourhood?actor=usa&polarity=no", []string{`"no"`, "allowed are asserted, denied"}},
		{"/api/v1/neighbourhood?actor=usa&at=2024", []string{"at", `"2024"`, "2024-12-08"}},
		{"/api/v1/neighbourhood?actor=usa&relation=shoot", []string{"relation", `"shoot"`}},
		{"/api/v1/neighbourhood?actor=nobody", []string{"actor", `"nobody"`}},
		{"/api/v1/relations?x=1", []string{"which has none"}},
	} {
		detail, _ := s.get(t, c.path).decode(t)["detail"].(string)
		for _, w := range c.want {
			if !strings.Contains(detail, w) {
				t.Errorf("%s: got %q, want it to say %q", c.path, detail, w)
			}
		}
	}
}

// TestNotFound: what is not recorded, at that sequence, is 404.
func TestNotFound(t *testing.T) {
	s := newServer(t, nil)
	for _, c := range []struct{ path, parameter string }{
		{"/api/v1/neighbourhood?actor=nobody", "actor"},
		{"/api/v1/neighbourhood?actor=ankara&sequence=3", "actor"},
		{"/api/v1/actors/nobody", "id"},
		{"/api/v1/claims/" + strings.Repeat("0", 31) + "1", "id"},
		{"/api/v1/claims/" + s.claims["meet"].String() + "?sequence=10", "id"},
		{"/api/v1/ties/usa/nobody", "b"},
		{"/api/v1/timeline?actor=nobody", "actor"},
		{"/api/v1/timeline?actor=usa&peer=nobody", "peer"},
		{"/api/v1/ties/nobody/usa", "a"},
		{"/api/v1/sources/nowhere", "id"},
	} {
		want := refusal{404, "not-found", c.parameter, ""}
		if diff := cmp.Diff(want, s.get(t, c.path).refusal(t)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.path, diff)
		}
	}
	for _, c := range []struct{ path, suggestion string }{
		{"/api/v1/neighborhood", "/api/v1/neighbourhood"},
		{"/api/v1/actor", "/api/v1/actors"},
		{"/api/v2/stats", "/api/v1/stats"},
		{"/api/v1/actors/usa/", ""},
		{"/etc/passwd", ""},
		{"/assets/../index.htm", ""},
	} {
		got := s.get(t, c.path).refusal(t)
		if c.suggestion == "" {
			got.Suggestion = ""
		}
		if diff := cmp.Diff(refusal{404, "no-such-route", "", c.suggestion}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.path, diff)
		}
	}
}

// TestMalformedQuery: an address whose query cannot be read at all.
func TestMalformedQuery(t *testing.T) {
	s := newServer(t, nil)
	for _, query := range []string{"?actor=%zz", "?actor=usa;depth=2"} {
		if got, want := s.get(t, "/api/v1/neighbourhood"+query).refusal(t), (refusal{Status: 400, Code: "invalid"}); got != want {
			t.Errorf("%s: got %+v, want %+v", query, got, want)
		}
	}
}

// TestKnownAt: a day means its end in UTC, a time means itself in any zone, and both the same sequence.
func TestKnownAt(t *testing.T) {
	s := newServer(t, nil)
	for known, want := range map[string]float64{
		"2025-01-31":                  0,
		"2025-02-01":                  25,
		"2025-02-01T09:00:07Z":        7,
		"2025-02-01T10:00:07+01:00":   7,
		"2025-02-01T09:00:07.999999Z": 7,
		"2025-02-01T09:00:06.999999Z": 6,
	} {
		body := s.get(t, "/api/v1/stats?known_at="+url.QueryEscape(known)).decode(t)
		if got := body["as_of"].(map[string]any)["sequence"]; got != want {
			t.Errorf("%s: got sequence %v, want %v", known, got, want)
		}
	}
}

// TestMinSequence: a read waits for a record, and answers 503 when it does not come.
func TestMinSequence(t *testing.T) {
	s := newServer(t, nil)
	if a := s.get(t, "/api/v1/stats?min_sequence=25"); a.status != http.StatusOK {
		t.Errorf("got %d, want 200: %s", a.status, a.body)
	}
	a := s.get(t, "/api/v1/stats?min_sequence=26")
	if got, want := a.refusal(t), (refusal{Status: 503, Code: "unavailable", Parameter: "min_sequence"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := a.header.Get("Retry-After"); got != "1" {
		t.Errorf("Retry-After: got %q, want 1", got)
	}
}
