package main_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSameBodies asks a server on a file and a server on Neo4j the same of the demonstration data, page after page, now
// and at earlier records: the bodies and statuses are the same, byte for byte.
func TestSameBodies(t *testing.T) {
	there, _ := onNeo4j(t)
	here := withSeeds(t)
	if r := there.callWith(here.must("export"), "import", "-", "--restore"); r.code != 0 {
		t.Fatalf("exit %d: %s%s", r.code, r.out, r.err)
	}
	all := askedOf(t, here)
	a := serve(t, here.env, "--log", "off")
	b := serve(t, there.env, "--log", "off")
	asked, refused, pages := 0, 0, 0
	ask := func(path string) {
		t.Helper()
		for cursor := ""; ; {
			full := path
			if cursor != "" {
				full += "&cursor=" + cursor
				pages++
			}
			want, got := whole(t, a.url+"/api/v1"+full), whole(t, b.url+"/api/v1"+full)
			asked++
			if want != got {
				t.Errorf("%s (-file +Neo4j):\n%.3000s", full, cmp.Diff(want, got))
				return
			}
			var body struct{ Cursor *string }
			status, text, _ := strings.Cut(want, " ")
			if status != "200" {
				refused++
				return
			}
			if err := json.Unmarshal([]byte(text), &body); err != nil {
				t.Fatal(err)
			}
			if body.Cursor == nil || !strings.Contains(path, "limit=") {
				return
			}
			cursor = *body.Cursor
		}
	}
	for _, path := range all {
		ask(path)
	}
	if asked < 500 || refused < 20 || pages < 50 {
		t.Errorf("asked %d questions, %d of them refused, %d further pages: too few", asked, refused, pages)
	}
}

// whole asks until the answer is not one that was cut by time, as on a machine that does much else: of these alone it is
// not promised that they are the same everywhere.
func whole(t *testing.T, url string) string {
	t.Helper()
	for try := 0; ; try++ {
		if got := asks(t, url); try == 20 || !strings.Contains(got, `"reason":"time"`) && !strings.Contains(got, `"code":"timeout"`) {
			return got
		}
	}
}

func asks(t *testing.T, url string) string {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Request-Id", "the-same")
	status, body := answer(t, req)
	return fmt.Sprint(status, " ", body)
}

// askedOf gives calls of every kind about everything in a store, and many neighbourhoods and ties made up at random.
func askedOf(t *testing.T, p *place) []string {
	t.Helper()
	var actors, sources, claims []string
	for _, line := range strings.Split(p.must("export"), "\n") {
		var r struct{ Type, ID string }
		if line == "" {
			continue
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		switch r.Type {
		case "actor":
			actors = append(actors, r.ID)
		case "source":
			sources = append(sources, r.ID)
		case "claim":
			claims = append(claims, r.ID)
		}
	}
	out := []string{
		"/actors?limit=7", "/actors?kind=person&limit=5", "/actors?country=SYR&country=TUR&kind=state", "/actors?kind=government&country=ZZZ",
		"/claims?limit=9", "/claims?disputed=true&limit=20", "/claims?run=seeds&limit=50", "/claims?run=none", "/claims?event=us-damascus-base",
		"/sources?limit=6", "/judgements", "/disputes?limit=4", "/disputes", "/stats", "/relations", "/sources/nobody", "/actors/nobody",
		"/neighbourhood", "/neighbourhood?actor=nobody", "/neighbourhood?actor=usa&depth=9", "/claims?q=%00", "/stats?sequence=241", "/stats?sequence=-1",
	}
	for _, word := range []string{"sharaa", "shar", "аш-Шараа", "الشرع", "دمشق", "untied states", "palmira", "usa", "x", "zzzz", "syria", "Ahmed al", "'; MATCH (n) DETACH DELETE n //", "\\u0027", "a*", "~", "\u202e"} {
		out = append(out, "/actors?limit=3&q="+url.QueryEscape(word), "/actors?kind=person&q="+url.QueryEscape(word), "/claims?limit=4&q="+url.QueryEscape(word))
	}
	for _, word := range []string{"intelligence", "intel", "shared intelligence", "base no", "Washington", "офіцер", "US AIRBASE"} {
		out = append(out, "/claims?limit=5&q="+url.QueryEscape(word), "/claims?source=watan&q="+url.QueryEscape(word))
	}
	for _, moment := range []string{"sequence=0", "sequence=1", "sequence=48", "sequence=84", "sequence=100", "sequence=223", "sequence=239", "known_at=2001-01-01", "known_at=2100-01-01"} {
		for _, path := range []string{"/stats?", "/actors?limit=40&", "/sources?", "/claims?limit=60&", "/disputes?", "/actors/usa?", "/sources/watan?", "/neighbourhood?actor=usa&", "/ties/usa/hts?", "/actors?q=syria&"} {
			out = append(out, path+moment)
		}
	}
	for _, id := range actors {
		out = append(out, "/actors/"+id, "/neighbourhood?actor="+id)
	}
	for _, id := range sources {
		out = append(out, "/sources/"+id+"?limit=2")
	}
	for _, id := range claims {
		out = append(out, "/claims/"+id)
	}
	return append(out, made(rand.New(rand.NewPCG(20, 25)), 300, actors, sources)...)
}

// made makes up n questions about neighbourhoods, ties and timelines.
func made(r *rand.Rand, n int, actors, sources []string) []string {
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	days := []string{"2024-12-08", "2024-12-20", "2025-01-31", "2025-05-13", "2025-06-23", "2025-11-06", "2025-12-19", "2016-01-01"}
	var out []string
	for range n {
		q := url.Values{}
		some := func(percent int, name string, values ...string) {
			if r.IntN(100) < percent {
				q.Add(name, pick(values))
			}
		}
		some(25, "relation", "COOPERATE", "CONSULT", "share-intelligence", "meet", "ACCUSE", "PART_OF", "ASSAULT")
		some(10, "relation", "SANCTION", "ease-sanctions", "COERCE")
		some(25, "direction", "out", "in", "both")
		if r.IntN(2) == 0 {
			some(100, "at", days...)
		} else {
			some(50, "from", days[:4]...)
			some(50, "to", days[3:7]...)
		}
		some(25, "certainty", "certain", "possible")
		some(15, "polarity", "asserted", "denied")
		some(15, "modality", "actual", "alleged", "planned")
		some(10, "source", sources...)
		some(15, "min_confidence", "50", "75", "90")
		some(10, "sequence", "120", "180", "239")
		some(40, "limit", "3", "10", "1000")
		if r.IntN(5) == 0 {
			out = append(out, "/ties/"+pick(actors)+"/"+pick(actors)+"?"+q.Encode())
			continue
		}
		q.Add("actor", pick(actors))
		if r.IntN(5) == 0 {
			some(40, "actor", actors...)
			some(40, "peer", actors...)
			some(50, "bucket", "month", "year")
			out = append(out, "/timeline?"+q.Encode())
			continue
		}
		some(40, "actor", actors...)
		some(60, "depth", "1", "2", "3")
		some(50, "rank", "recent", "strong", "corroborated")
		some(20, "among", "true")
		some(30, "expand", "1", "3", "200")
		some(15, "kind", "state", "person", "agency", "armed-group")
		some(15, "avoid", actors...)
		some(10, "avoid_degree", "5", "20")
		some(20, "min_witnesses", "1", "2", "3")
		out = append(out, "/neighbourhood?"+q.Encode())
	}
	return out
}
