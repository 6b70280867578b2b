package sqlitestore_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/storetest/events"
)

// Paths along the direction of claims between actors drawn as ends of random claims: half and all but one in a hundred of 400
// questions take no longer than this.
func BenchmarkPaths(b *testing.B) {
	e := events.ICEWS()
	s := imported(b)
	x := graph.NewExplorer(s, nil, graph.Limits{})
	r := rand.New(rand.NewPCG(5, 6))
	var took []time.Duration
	hops := 0
	for b.Loop() {
		took, hops = took[:0], 0
		for len(took) < 400 {
			a, z := e.Subject[r.IntN(len(e.Subject))], e.Object[r.IntN(len(e.Object))]
			if a == z {
				continue
			}
			q := graph.PathsQuery{Criteria: graph.Criteria{Direction: graph.Out, Limit: 1}, A: e.Actors[a], B: e.Actors[z]}
			begun := time.Now()
			v, err := x.Paths(context.Background(), q)
			if err != nil {
				b.Fatal(err)
			}
			took, hops = append(took, time.Since(begun)), hops+v.Hops
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "us-p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "us-p99")
	b.ReportMetric(float64(hops)/float64(len(took)), "hops")
}
