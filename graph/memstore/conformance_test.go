package memstore_test

import (
	"testing"

	"liaison/graph"
	"liaison/graph/memstore"
	"liaison/graph/storetest"
)

func TestConformance(t *testing.T) {
	storetest.Run(t, func(testing.TB) storetest.Harness {
		return storetest.Harness{Open: func(c storetest.Config) (graph.Store, error) {
			return memstore.New(c.Ontology, memstore.Options{Clock: c.Clock}), nil
		}}
	})
}
