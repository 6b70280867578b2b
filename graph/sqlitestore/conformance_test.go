package sqlitestore_test

import (
	"path/filepath"
	"testing"

	"liaison/graph"
	"liaison/graph/sqlitestore"
	"liaison/graph/storetest"
)

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t testing.TB) storetest.Harness {
		file := filepath.Join(t.TempDir(), "test.db")
		return storetest.Harness{
			Durable: true,
			Open: func(c storetest.Config) (graph.Store, error) {
				return sqlitestore.Open(file, c.Ontology, sqlitestore.Options{Clock: c.Clock})
			},
		}
	})
}

func TestConformanceInMemory(t *testing.T) {
	storetest.Run(t, func(testing.TB) storetest.Harness {
		return storetest.Harness{Open: func(c storetest.Config) (graph.Store, error) {
			return sqlitestore.OpenMemory(c.Ontology, sqlitestore.Options{Clock: c.Clock})
		}}
	})
}
