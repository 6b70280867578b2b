package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"liaison/graph"
)

// TestGoldenBodies holds the bytes of every kind of answer still; a change of them is seen in review.
func TestGoldenBodies(t *testing.T) { goldenBodies(t, newServer(t, nil)) }

func goldenBodies(t *testing.T, s *server) {
	id := func(name string) string { return s.claims[name].String() }
	for _, c := range []struct{ name, path string }{
		{"neighbourhood", "/api/v1/neighbourhood?actor=syria-new"},
		{"neighbourhood-window", "/api/v1/neighbourhood?actor=syria-interim&depth=2&from=2025-01-01&to=2025-01-31&relation=CONSULT&relation=COOPERATE&rank=corroborated&kind=agency&kind=state&among=true&avoid_degree=50"},
		{"neighbourhood-day", "/api/v1/neighbourhood?actor=turkey&at=2025-01-19&certainty=certain&direction=out&polarity=asserted&modality=actual&source=wire&min_confidence=50&min_witnesses=1&avoid=isis"},
		{"neighbourhood-cut", "/api/v1/neighbourhood?actor=usa&depth=2&expand=1&limit=1"},
		{"neighbourhood-nothing", "/api/v1/neighbourhood?actor=isis&at=1999-01-01"},
		{"neighbourhood-past", "/api/v1/neighbourhood?actor=usa&sequence=18"},
		{"actors", "/api/v1/actors"},
		{"actors-search", "/api/v1/actors?q=syria"},
		{"actors-script", "/api/v1/actors?q=%D8%A7%D9%84%D9%88%D9%84%D8%A7%D9%8A%D8%A7%D8%AA"},
		{"actors-typo", "/api/v1/actors?q=turky&kind=state"},
		{"actors-country", "/api/v1/actors?country=TUR&limit=1"},
		{"actor", "/api/v1/actors/usa"},
		{"actor-merged", "/api/v1/actors/syria-new"},
		{"claims", "/api/v1/claims?limit=3"},
		{"claims-words", "/api/v1/claims?q=syrian+offic"},
		{"claims-run", "/api/v1/claims?run=run-1"},
		{"claims-disputed", "/api/v1/claims?disputed=true&event=ankara-talks&source=daily"},
		{"claim", "/api/v1/claims/" + id("meet")},
		{"claim-denied", "/api/v1/claims/" + id("denies")},
		{"claim-corrected", "/api/v1/claims/" + id("fights")},
		{"claim-correction", "/api/v1/claims/" + id("fights-right")},
		{"claim-retracted", "/api/v1/claims/" + id("wrong")},
		{"claim-more-evidence", "/api/v1/claims/" + id("shares-new")},
		{"claim-copy", "/api/v1/claims/" + id("meet-copy")},
		{"tie", "/api/v1/ties/turkey/syria-new"},
		{"tie-page", "/api/v1/ties/turkey/syria-new?limit=1"},
		{"tie-nothing", "/api/v1/ties/turkey/isis?direction=out"},
		{"timeline", "/api/v1/timeline?actor=usa&actor=turkey&from=2024-12-01"},
		{"timeline-tie", "/api/v1/timeline?actor=turkey&peer=syria-new&bucket=month&limit=2"},
		{"timeline-nothing", "/api/v1/timeline?actor=turkey&peer=isis&direction=out"},
		{"paths", "/api/v1/paths?a=usa&b=isis"},
		{"paths-filtered", "/api/v1/paths?a=turkey&b=usa&direction=in&from=2024-01-01&avoid=isis&avoid_degree=90&kind=state&kind=government&min_witnesses=1&hops=4&limit=1"},
		{"paths-forward", "/api/v1/paths?a=usa&b=isis&dates=forward"},
		{"paths-together", "/api/v1/paths?a=turkey&b=us-intelligence&dates=together&worlds=every"},
		{"paths-best", "/api/v1/paths?a=usa&b=isis&best=3&hops=3"},
		{"paths-none", "/api/v1/paths?a=usa&b=isis&at=1999-01-01"},
		{"sources", "/api/v1/sources"},
		{"source", "/api/v1/sources/wire?limit=1"},
		{"source-copy", "/api/v1/sources/copy"},
		{"stats", "/api/v1/stats"},
		{"judgements", "/api/v1/judgements"},
		{"judgements-page", "/api/v1/judgements?limit=1"},
		{"disputes", "/api/v1/disputes"},
		{"healthz", "/healthz"},
		{"readyz", "/readyz"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := s.get(t, c.path)
			if a.status != http.StatusOK {
				t.Fatalf("got %d: %s", a.status, a.body)
			}
			golden(t, c.name, a.body)
			if again := s.get(t, c.path); string(again.body) != string(a.body) {
				t.Errorf("the second answer differs from the first:\n%s\n%s", a.body, again.body)
			}
		})
	}
}

// TestAnswersAtSequenceZero: nothing is recorded, and that is an answer.
func TestAnswersAtSequenceZero(t *testing.T) {
	s := newServer(t, nil)
	for _, path := range []string{"/actors", "/claims", "/sources", "/stats", "/judgements", "/disputes"} {
		a := s.get(t, "/api/v1"+path+"?sequence=0")
		if a.status != http.StatusOK {
			t.Errorf("%s: got %d: %s", path, a.status, a.body)
			continue
		}
		if want := `"as_of":{"sequence":0,"known_at":null}`; !strings.Contains(string(a.body), want) {
			t.Errorf("%s: got %s, want it to have %s", path, a.body, want)
		}
	}
}

// TestCursorsGoOnAtTheirSequence: pages that are followed give everything once, at the sequence of the first.
func TestCursorsGoOnAtTheirSequence(t *testing.T) {
	s := newServer(t, nil)
	for _, c := range []struct{ path, list string }{
		{"/api/v1/neighbourhood?actor=usa&depth=2&limit=2", "claims"},
		{"/api/v1/ties/turkey/syria-interim?limit=1", "claims"},
		{"/api/v1/timeline?actor=turkey&limit=2", "claims"},
		{"/api/v1/actors?limit=2", "actors"},
		{"/api/v1/actors?q=s&limit=1", "actors"},
		{"/api/v1/claims?limit=4", "claims"},
		{"/api/v1/sources?limit=1", "sources"},
		{"/api/v1/sources/daily?limit=2", "claims"},
		{"/api/v1/judgements?limit=1", "judgements"},
		{"/api/v1/disputes?limit=1", "disputes"},
	} {
		t.Run(c.path, func(t *testing.T) {
			want := s.get(t, strings.Split(c.path, "limit=")[0]+"limit=1000").decode(t)[c.list].([]any)
			seen := map[string]bool{}
			next, pages := "", 0
			for {
				path := c.path
				if next != "" {
					path += "&cursor=" + next
				}
				page := s.get(t, path)
				if page.status != http.StatusOK {
					t.Fatalf("page %d: got %d: %s", pages, page.status, page.body)
				}
				body := page.decode(t)
				for _, item := range body[c.list].([]any) {
					b, err := json.Marshal(item)
					if err != nil {
						t.Fatal(err)
					}
					key := string(b)
					if seen[key] {
						t.Errorf("%s came twice", key)
					}
					seen[key] = true
				}
				pages++
				more, ok := body["cursor"].(string)
				if !ok {
					break
				}
				next = more
				if pages == 1 { // what is recorded later is not seen by this walk
					s.record(t, &graph.Actor{ID: "zz-later", Name: "Later", Kind: graph.KindPerson}, &graph.Source{ID: "zz-later"},
						&graph.Judgement{A: "usa", B: "turkey", Verdict: graph.Different, By: "an editor"})
				}
			}
			if len(seen) != len(want) || pages < 2 {
				t.Errorf("got %d items on %d pages, want %d", len(seen), pages, len(want))
			}
		})
	}
}
