package neo4jstore_test

import (
	"cmp"
	"context"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
	"liaison/graph/ontology"
	"liaison/graph/storetest/events"
)

// Import of all events into an empty store, in batches, with all constraints and indexes.
func BenchmarkImport(b *testing.B) {
	e := events.ICEWS()
	o, err := ontology.Load()
	if err != nil {
		b.Fatal(err)
	}
	n := len(e.Day)
	for b.Loop() {
		server := neo4jtest.New(b, neo4jtest.Options{Heap: "3g", PageCache: "1g", LongRun: true})
		s, err := neo4jstore.Open(context.Background(), server.URI(), o, neo4jstore.Options{})
		if err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		e.Write(b, s, 0, n)
		b.ReportMetric(float64(n)/time.Since(start).Seconds(), "claims/s")
		_ = s.Close()
	}
	b.ReportMetric(0, "ns/op")
}

func slots(w graph.Window) (lo, hi int) {
	slot := func(d graph.Day) int { y, m, day := d.YMD(); return y*10_000 + m*100 + day }
	return slot(w.From), slot(w.To)
}

// inTurn runs two things in turn and reports the 50th and 99th percentile of both, and the ratio of the first: what else
// runs on the machine disturbs both alike.
func inTurn(b *testing.B, n int, ours, theirs func(i int)) {
	b.Helper()
	for i := range min(n, 5) { // plans, and what Java compiles
		ours(i)
		theirs(i)
	}
	x, y := make([]float64, n), make([]float64, n)
	took := func(f func(int), i int) float64 {
		start := time.Now()
		f(i)
		return time.Since(start).Seconds() * 1e3
	}
	for i := range n {
		x[i] = took(ours, i)
		y[i] = took(theirs, i)
	}
	slices.Sort(x)
	slices.Sort(y)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(x[n/2], "ms-p50")
	b.ReportMetric(x[n*99/100], "ms-p99")
	b.ReportMetric(y[n/2], "ms-p50-cypher")
	b.ReportMetric(y[n*99/100], "ms-p99-cypher")
	b.ReportMetric(x[n/2]/y[n/2], "x-cypher")
}

// neighbourhoods compares the store, through graph.Explorer, with a statement.
func (p *bench) neighbourhoods(b *testing.B, text string, n int, q graph.Query, actors []graph.ActorID, w graph.Window) {
	ctx := context.Background()
	e := graph.NewExplorer(p.store, nil, graph.Limits{})
	q.Rank = graph.Strong
	lo, hi := 0, 400_000_000
	if w != (graph.Window{}) {
		q.Window, q.Windowed = w, true
		lo, hi = slots(w)
	}
	got, want := make([]answer, len(actors)), make([]answer, len(actors))
	ours := func(i int) {
		q := q
		q.Actors = actors[i%len(actors):][:1]
		v, err := e.Neighbourhood(ctx, q)
		if err != nil {
			b.Fatal(err)
		}
		got[i%len(actors)] = answerOf(v)
	}
	theirs := func(i int) { want[i%len(actors)] = p.hop(b, text, actors[i%len(actors)], lo, hi) }
	inTurn(b, n, ours, theirs)
	if d := gocmp.Diff(want[:min(n, len(actors))], got[:min(n, len(actors))], cmpopts.EquateEmpty()); d != "" {
		b.Fatalf("Cypher and the store disagree (-cypher +store)\n%s", d)
	}
}

func BenchmarkHubYear(b *testing.B) {
	p := openBench(b)
	p.neighbourhoods(b, p.hopText(), 60, graph.Query{Depth: 1}, []graph.ActorID{p.hub}, p.Year)
}

func BenchmarkHubAllTime(b *testing.B) {
	p := openBench(b)
	p.neighbourhoods(b, p.hopText(), 25, graph.Query{Depth: 1}, []graph.ActorID{p.hub}, graph.Window{})
}

// Actors that people click on: drawn as an end of a random claim.
func BenchmarkClickedYear(b *testing.B) {
	p := openBench(b)
	p.neighbourhoods(b, p.hopText(), 400, graph.Query{Depth: 1}, p.clicked, p.Year)
}

func BenchmarkClickedAllTime(b *testing.B) {
	p := openBench(b)
	p.neighbourhoods(b, p.hopText(), 100, graph.Query{Depth: 1}, p.clicked[:50], graph.Window{})
}

func BenchmarkTwoHopsYear(b *testing.B) {
	p := openBench(b)
	p.neighbourhoods(b, p.hopsText(), 40, graph.Query{Depth: 2}, p.clicked[:20], p.Year)
}

// The same without the round trips that graph.Explorer makes besides: for the head, the actors, and their degrees.
func BenchmarkHubYearStore(b *testing.B) {
	p := openBench(b)
	p.stored(b, 60, []graph.ActorID{p.hub})
}

func BenchmarkClickedYearStore(b *testing.B) {
	p := openBench(b)
	p.stored(b, 400, p.clicked)
}

// stored compares Expand, and Ties for the 100 ties with most claims, with a statement.
func (p *bench) stored(b *testing.B, n int, actors []graph.ActorID) {
	ctx := context.Background()
	f := &graph.Filter{Window: p.Year, Windowed: true}
	lo, hi := slots(p.Year)
	text := p.hopText()
	// Whom people click on was shown to them with a degree.
	if _, err := p.store.Degrees(ctx, p.at, actors); err != nil {
		b.Fatal(err)
	}
	ours := func(i int) {
		a := actors[i%len(actors)]
		x, err := p.store.Expand(ctx, p.at, f, graph.Hop{Frontier: []graph.ActorID{a}})
		if err != nil {
			b.Fatal(err)
		}
		slices.SortFunc(x.Rows, func(x, y graph.Row) int {
			return cmp.Or(cmp.Compare(y.Claims, x.Claims), cmp.Compare(y.Newest, x.Newest), cmp.Compare(x.Peer, y.Peer))
		})
		var asks []graph.TieAsk
		for _, r := range x.Rows[:min(100, len(x.Rows))] {
			asks = append(asks, graph.TieAsk{A: min(a, r.Peer), B: max(a, r.Peer), FromA: a <= r.Peer, FromB: a >= r.Peer, N: 1})
		}
		if _, err := p.store.Ties(ctx, p.at, f, asks); err != nil {
			b.Fatal(err)
		}
	}
	inTurn(b, n, ours, func(i int) { p.hop(b, text, actors[i%len(actors)], lo, hi) })
}

func BenchmarkClaim(b *testing.B) {
	p := openBench(b)
	ctx := context.Background()
	text := p.claimText()
	var ids []graph.ClaimID
	for _, a := range p.clicked[:20] {
		x, err := p.store.Ties(ctx, p.at, &graph.Filter{}, []graph.TieAsk{{A: min(a, p.hub), B: max(a, p.hub), Any: true, N: 10}})
		if err != nil {
			b.Fatal(err)
		}
		for _, r := range x[0].Rows {
			ids = append(ids, r.ID)
		}
	}
	inTurn(b, 300, func(i int) {
		got, err := p.store.Claims(ctx, p.at, ids[i%len(ids):][:1])
		if err != nil || len(got) != 1 {
			b.Fatal(len(got), err)
		}
	}, func(i int) {
		if got := p.ask(b, text, map[string]any{"id": ids[i%len(ids)].String()}); len(got) != 1 {
			b.Fatal(len(got))
		}
	})
}
