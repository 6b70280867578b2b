package neo4jstore_test

import (
	"os"
	"testing"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
	"liaison/graph/storetest"
)

func TestConformance(t *testing.T) {
	fewSeeds(t)
	place := neo4jtest.Shared(t)
	storetest.Run(t, func(t testing.TB) storetest.Harness {
		place.Empty(t)
		return storetest.Harness{
			Durable: true,
			Open: func(c storetest.Config) (graph.Store, error) {
				return neo4jstore.Open(t.Context(), place.URI, c.Ontology, options(place, c))
			},
		}
	})
}

// TestThroughIndexes: what is found through the indexes by ends, as it is around actors with many claims, is what the
// reference finds; TestConformance has only actors with few, who are walked around.
func TestThroughIndexes(t *testing.T) {
	fewSeeds(t)
	place := neo4jtest.Shared(t)
	failures := storetest.Failures(func() storetest.Harness {
		place.Empty(t)
		return storetest.Harness{Open: func(c storetest.Config) (graph.Store, error) {
			s, err := neo4jstore.Open(t.Context(), place.URI, c.Ontology, options(place, c))
			if err == nil {
				s.WalkUpTo(-1)
			}
			return s, err
		}}
	}, "law 10")
	for _, f := range failures {
		t.Errorf("%s: %v", f.Check, f.Err)
	}
}

// fewSeeds tries each law on one history, unless more are asked for: a history takes a database some seconds.
func fewSeeds(t *testing.T) {
	if os.Getenv("LIAISON_SEEDS") == "" {
		t.Setenv("LIAISON_SEEDS", "1")
	}
}

func options(p *neo4jtest.Place, c storetest.Config) neo4jstore.Options {
	return neo4jstore.Options{Clock: c.Clock, Database: p.Database, Username: p.Username, Password: p.Password}
}
