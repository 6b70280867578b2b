package neo4jstore_test

import (
	"testing"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
	"liaison/graph/storetest"
)

func TestConformance(t *testing.T) {
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

func options(p *neo4jtest.Place, c storetest.Config) neo4jstore.Options {
	return neo4jstore.Options{Clock: c.Clock, Database: p.Database, Username: p.Username, Password: p.Password}
}
