package api_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
)

// onNeo4j starts a server over the fixture in an empty database.
func onNeo4j(t testing.TB) *server {
	t.Helper()
	db := neo4jtest.Shared(t)
	return newServerOver(t, newFixtureIn(t, func(t testing.TB, o *graph.Ontology, clock func() time.Time, id string) graph.Store {
		s, err := neo4jstore.Open(context.Background(), db.URI, o, neo4jstore.Options{Clock: clock, ID: id, Database: db.Database, Username: db.Username, Password: db.Password})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		return s
	}), nil)
}

// TestGoldenBodiesOnNeo4j: the bytes are those of every other store.
func TestGoldenBodiesOnNeo4j(t *testing.T) {
	if *update {
		t.Skip("the golden files are written from the reference's answers")
	}
	goldenBodies(t, onNeo4j(t))
}

// TestRandomRequestsOnNeo4j: whatever is asked, hostile words included, the answer is that of the reference, byte for
// byte, and with the same tag.
func TestRandomRequestsOnNeo4j(t *testing.T) {
	n := 1500
	if testing.Short() {
		n = 150
	}
	reference := newServer(t, nil)
	randomRequests(t, onNeo4j(t), n, func(path string, a answer) {
		want := reference.get(t, path)
		if diff := cmp.Diff(string(want.body), string(a.body)); diff != "" || a.status != want.status || a.header.Get("ETag") != want.header.Get("ETag") {
			t.Errorf("%s: got %d, want %d, tags %s and %s (-reference +Neo4j):\n%s", path, a.status, want.status, a.header.Get("ETag"), want.header.Get("ETag"), diff)
		}
	})
}
