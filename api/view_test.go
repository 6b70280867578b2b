package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"liaison/api"
	"liaison/graph"
)

// bigView is a neighbourhood of some size, as large answers are.
func bigView(t testing.TB, actors, claims int) *graph.View {
	t.Helper()
	v := &graph.View{
		Query: graph.Query{
			Criteria: graph.Criteria{Direction: graph.Both, Certainty: graph.Possible, Limit: claims, Windowed: true, Window: graph.Window{From: 19000, To: 20000}},
			Actors:   []graph.ActorID{"actor-0"}, Depth: 1, Rank: graph.Recent, Expand: 50,
		},
		AsOf:   graph.AsOf{Sequence: 123456, Recorded: time.Date(2025, 2, 1, 9, 0, 0, 1000, time.UTC)},
		Cursor: "AbCdEfGhIjKlMnOp",
	}
	for i := range actors {
		v.Actors = append(v.Actors, graph.ViewActor{ID: graph.ActorID(fmt.Sprintf("actor-%d", i)), Name: fmt.Sprintf("Actor \"%d\" é", i), Kind: graph.KindState, Country: "USA", Hop: 1, Degree: 13 * i})
		if i > 0 {
			v.Ties = append(v.Ties, graph.Tie{
				A: "actor-0", B: v.Actors[i].ID, Hop: 1, Claims: 4, Relations: []graph.RelationCount{{Relation: "meet", Claims: 3}, {Relation: "share-intelligence", Claims: 1}},
				First: graph.Bound{Day: 19000}, Last: graph.Bound{Open: true}, Sources: 2, Witnesses: 1,
			})
			v.Totals.Peers = append(v.Totals.Peers, graph.PeerCount{Actor: v.Actors[i].ID, Claims: 4})
		}
	}
	w := when(t, "2024-12-22~")
	for i := range claims {
		id := graph.ClaimID{byte(i), byte(i >> 8), 7}
		v.Claims = append(v.Claims, graph.ViewClaim{
			ClaimRow: graph.ClaimRow{
				ID: id, Subject: "actor-0", Relation: "share-intelligence", Object: v.Actors[i%actors].ID, When: w, Basis: graph.BasisRelative,
				Polarity: graph.Asserted, Modality: graph.Actual, Confidence: i % 101, Source: "source-of-some-length", Disputed: i%7 == 0,
			},
			Certainty: graph.Certain,
		})
	}
	v.Totals.Claims, v.Totals.Actors, v.Totals.Years = claims, actors, []graph.YearCount{{Year: 2024, Claims: claims}, {Open: true, Claims: 1}}
	v.Truncated = &graph.Truncated{Reason: graph.ByLimit, Reasons: []graph.Reason{graph.ByLimit}, Shown: graph.Shown{Actors: actors, Ties: actors - 1, Claims: claims}}
	return v
}

// TestAppendViewAllocatesNothing: once its buffer is large enough.
func TestAppendViewAllocatesNothing(t *testing.T) {
	v := bigView(t, 125, 500)
	b := make([]byte, 0, 1<<20)
	if got := testing.AllocsPerRun(20, func() { b = api.AppendView(b[:0], v) }); got != 0 {
		t.Errorf("got %v allocations, want 0", got)
	}
	if !json.Valid(b) {
		t.Errorf("the body is not JSON: %s", b)
	}
}

// names are texts that a careless encoder gets wrong.
var names = []string{
	"", "plain", `"quoted"`, `back\slash`, "line\nfeed\r\ttab\b\f", "\x00\x01\x1f\x7f", "<script>&amp;</script>", "Türkiye الولايات 中文 😀",
	"\u2028\u2029\u2027\u202a", "\xff", "ok\xc3", "\xe2\x80", "\xed\xa0\x80", "a\xf0\x9f\x98", "\ufffd",
}

// sameString holds the hand-written encoder against encoding/json.
func sameString(t *testing.T, s string) {
	t.Helper()
	v := &graph.View{Actors: []graph.ViewActor{{ID: "a", Name: s, Kind: graph.KindPerson}}}
	var want bytes.Buffer
	enc := json.NewEncoder(&want)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		t.Fatal(err)
	}
	got := api.AppendView(nil, v)
	if !bytes.Contains(got, append([]byte(`"name":`), bytes.TrimSpace(want.Bytes())...)) || !json.Valid(got) {
		t.Errorf("%q: got %s, want the name %s", s, got, want.Bytes())
	}
}

func TestStringsAreThoseOfEncodingJSON(t *testing.T) {
	for _, s := range names {
		sameString(t, s)
	}
}

func FuzzStrings(f *testing.F) {
	for _, s := range names {
		f.Add(s)
	}
	f.Fuzz(sameString)
}

// TestBodiesWithoutServer: what a program prints is what the server answers.
func TestBodiesWithoutServer(t *testing.T) {
	s := newServer(t, nil)
	view, err := s.explorer.Neighbourhood(t.Context(), graph.Query{Actors: []graph.ActorID{"usa"}, Depth: 2})
	if err != nil {
		t.Fatal(err)
	}
	tie, err := s.explorer.Tie(t.Context(), graph.TieQuery{A: "usa", B: "turkey"})
	if err != nil {
		t.Fatal(err)
	}
	claim, err := s.explorer.Claim(t.Context(), s.claims["meet"], graph.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	actors, err := s.explorer.Actors(t.Context(), graph.ActorsQuery{Text: "turkey"})
	if err != nil {
		t.Fatal(err)
	}
	stats, err := s.explorer.Stats(t.Context(), graph.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	for path, body := range map[string]any{
		"/api/v1/neighbourhood?actor=usa&depth=2":     view,
		"/api/v1/ties/usa/turkey":                     tie,
		"/api/v1/claims/" + s.claims["meet"].String(): api.BodyOfClaim(s.explorer.Ontology(), claim),
		"/api/v1/actors?q=turkey":                     api.BodyOfActors(actors, ""),
		"/api/v1/stats":                               api.BodyOfStats(stats),
	} {
		got, err := api.Encode(body)
		if err != nil {
			t.Fatal(err)
		}
		if want := s.get(t, path).body; string(got) != string(want) {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}
