package storetest

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"

	"liaison/graph"
)

// Benchmark measures what users wait for, over a graph in which few actors have most of the claims, as event data are:
// a write, a lookup, a tie, and neighbourhoods of the busiest actor. LIAISON_BENCH_CLAIMS sets the number of claims
// (default 20,000).
func Benchmark(b *testing.B, open func(t testing.TB) Harness) {
	n := 20_000
	if v, err := strconv.Atoi(os.Getenv("LIAISON_BENCH_CLAIMS")); err == nil {
		n = v
	}
	c := newClock()
	s, err := open(b).Open(Config{Ontology: Ontology(), Clock: c.now})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	ctx := context.Background()
	crowd := newCrowd(n)
	ids := crowd.fill(b, s)
	at, err := newestOf(ctx, s)
	if err != nil {
		b.Fatal(err)
	}
	e := graph.NewExplorer(s, nil, patient(graph.MaxDegrees))
	year, err := graph.ParseWindow("", "2020-01-01", "2020-12-31")
	if err != nil {
		b.Fatal(err)
	}
	around := func(depth int) graph.Query {
		return graph.Query{Criteria: graph.Criteria{Moment: graph.Moment{Sequence: &at}, Window: year, Windowed: true}, Actors: []graph.ActorID{"actor-0"}, Depth: depth}
	}
	for _, m := range []struct {
		name string
		do   func(i int) error
	}{
		{"claim", func(i int) error { _, err := s.Claims(ctx, at, ids[i%len(ids):i%len(ids)+1]); return err }},
		{"degree", func(int) error { _, err := s.Degrees(ctx, at, []graph.ActorID{"actor-0"}); return err }},
		{"tie", func(int) error {
			_, err := s.Ties(ctx, at, &graph.Filter{}, []graph.TieAsk{{A: "actor-0", B: "actor-1", Any: true, N: 100}})
			return err
		}},
		{"line", func(int) error {
			_, err := s.Line(ctx, at, &graph.Filter{}, graph.LineAsk{Actors: []graph.ActorID{"actor-0"}, N: 100})
			return err
		}},
		{"expand", func(int) error {
			_, err := s.Expand(ctx, at, &graph.Filter{Windowed: true, Window: year}, graph.Hop{Frontier: []graph.ActorID{"actor-0"}})
			return err
		}},
		{"neighbourhood/1 hop", func(int) error { _, err := e.Neighbourhood(ctx, around(1)); return err }},
		{"neighbourhood/2 hops", func(int) error { _, err := e.Neighbourhood(ctx, around(2)); return err }},
		{"append/one claim", func(int) error {
			got, err := s.Append(ctx, graph.Batch{Records: []graph.Record{crowd.claim()}})
			if err == nil && got[0].Err != nil {
				err = got[0].Err
			}
			return err
		}},
	} {
		b.Run(m.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := m.do(i); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// crowd makes up a graph of hubs.
type crowd struct {
	*dice
	actors, claims, made int
}

func newCrowd(claims int) *crowd {
	return &crowd{dice: newDice(1), actors: max(20, claims/50), claims: claims}
}

// actor prefers low numbers strongly: actor-0 has about a sixth of all ends.
func (c *crowd) actor() graph.ActorID {
	x := c.Float64()
	return graph.ActorID(fmt.Sprintf("actor-%d", int(float64(c.actors)*x*x*x*x)))
}

func (c *crowd) claim() *graph.Claim {
	c.made++
	day := graph.Day(15_000 + c.IntN(5_000)) // 2011 to 2024
	return &graph.Claim{
		Source: graph.SourceID(fmt.Sprintf("source-%d", c.IntN(50))), Subject: c.actor(), Object: c.actor(), When: graph.ExactDay(day),
		Relation: pick(c.dice, []graph.RelationID{"COOPERATE", "share-intelligence", "meet", "SANCTION", "ASSAULT"}), Attribution: strconv.Itoa(c.made),
	}
}

// fill writes it, and gives the ids of the claims.
func (c *crowd) fill(b *testing.B, s graph.Store) []graph.ClaimID {
	b.Helper()
	var records []graph.Record
	for i := range c.actors {
		records = append(records, &graph.Actor{ID: graph.ActorID(fmt.Sprintf("actor-%d", i)), Name: fmt.Sprintf("Actor %d", i), Kind: graph.KindState})
	}
	for i := range 50 {
		records = append(records, &graph.Source{ID: graph.SourceID(fmt.Sprintf("source-%d", i)), Published: "2024-12-31"})
	}
	for range c.claims {
		records = append(records, c.claim())
	}
	got, err := s.Append(context.Background(), graph.Batch{Records: records})
	if err != nil {
		b.Fatal(err)
	}
	var ids []graph.ClaimID
	for i, r := range got {
		if r.Err != nil {
			b.Fatal(r.Err)
		}
		if records[i].Type() == graph.TypeClaim {
			ids = append(ids, r.ID)
		}
	}
	return ids
}
