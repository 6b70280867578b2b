package neo4jstore_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
	"liaison/graph/storetest"
)

// TestPlans reads how the server finds claims: through the indexes by ends, or from the nodes of actors with few claims;
// never by looking through all there are.
func TestPlans(t *testing.T) {
	place := neo4jtest.Shared(t)
	day := func(text string) graph.When {
		w, err := graph.ParseWhen(text)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	window, err := graph.ParseWindow("", "2024-01-01", "2024-12-31")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name     string
		walkUpTo int
		seek     string
		least    int // such seeks in a statement: two for each of two types
	}{
		{"many claims", -1, "DirectedRelationshipIndexSeek", 4},
		{"few claims", 1_000, "NodeUniqueIndexSeek", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			place.Empty(t)
			s, err := neo4jstore.Open(t.Context(), place.URI, storetest.Ontology(), options(place, storetest.Config{Clock: time.Now}))
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			s.WalkUpTo(c.walkUpTo)
			_, err = s.Append(t.Context(), graph.Batch{Records: []graph.Record{
				&graph.Actor{ID: "a", Name: "A", Kind: graph.KindPerson}, &graph.Actor{ID: "b", Name: "B", Kind: graph.KindPerson}, &graph.Source{ID: "s"},
				&graph.Claim{Source: "s", Subject: "a", Relation: "meet", Object: "b", When: day("2024-03-01"), Confidence: 50},
				&graph.Claim{Source: "s", Subject: "b", Relation: "SANCTION", Object: "a", When: day("2024/2025"), Confidence: 50},
				&graph.Claim{Source: "s", Subject: "b", Relation: "SANCTION", Object: "a", When: day("2024-05"), Confidence: 50, Polarity: graph.Denied},
			}})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range []*graph.Filter{{Windowed: true, Window: window}, {MinConfidence: 10, Sources: []graph.SourceID{"s"}}} {
				for _, h := range []graph.Hop{
					{Frontier: []graph.ActorID{"a"}}, {Frontier: []graph.ActorID{"a", "b"}}, {Frontier: []graph.ActorID{"a", "b"}, Among: true},
					{Frontier: []graph.ActorID{"a"}, Witnesses: true},
				} {
					if x, err := s.Expand(t.Context(), 100, f, h); err != nil || len(x.Rows) != 1 {
						t.Fatalf("%+v: %+v (%v), want one row", h, x, err)
					}
				}
				for _, peer := range []graph.ActorID{"", "b"} {
					if l, err := s.Line(t.Context(), 100, f, graph.LineAsk{Actors: []graph.ActorID{"a"}, Peer: peer, Skip: 1, N: 5}); err != nil || len(l.Dates) == 0 {
						t.Fatalf("line: %+v (%v), want dates", l, err)
					}
				}
				if _, err := s.Ties(t.Context(), 100, f, []graph.TieAsk{{A: "a", B: "b", Any: true, Skip: 1, N: 500}}); err != nil {
					t.Fatal(err)
				}
			}
			plans, err := s.Plans(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(plans) < 4 {
				t.Errorf("%d statements, want one for each kind of question", len(plans))
			}
			for text, operators := range plans {
				seeks := 0
				for _, o := range operators {
					if strings.HasSuffix(o, "Scan") && !slices.Contains([]string{"ArgumentScan"}, o) {
						t.Errorf("%s: everything is looked through in\n%s", o, text)
					}
					if strings.HasPrefix(o, c.seek) {
						seeks++
					}
				}
				if seeks < c.least {
					t.Errorf("%d %s, want at least %d; the plan is %s, of\n%s", seeks, c.seek, c.least, operators, text)
				}
			}
		})
	}
}
