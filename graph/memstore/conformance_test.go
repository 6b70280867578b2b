package memstore_test

import (
	"testing"

	"liaison/graph"
	"liaison/graph/memstore"
	"liaison/graph/storetest"
)

func TestConformance(t *testing.T) {
	storetest.Run(t, open(memstore.Options{}))
}

// Whoever fetches what Batch.Needs names, and nothing else, admits the same records.
func TestNeedsAreEnough(t *testing.T) {
	storetest.Run(t, open(memstore.Options{Frugal: true}))
}

func open(opt memstore.Options) func(testing.TB) storetest.Harness {
	return func(testing.TB) storetest.Harness {
		return storetest.Harness{Open: func(c storetest.Config) (graph.Store, error) {
			opt := opt
			opt.Clock = c.Clock
			return memstore.New(c.Ontology, opt), nil
		}}
	}
}

func BenchmarkStore(b *testing.B) { storetest.Benchmark(b, open(memstore.Options{})) }
