package main_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/exchange"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
	"liaison/graph/sqlitestore"
	"liaison/graph/storetest"
)

// TestMoving: from a file to Neo4j and back, through pipes, as the command line does it: the same bytes.
func TestMoving(t *testing.T) {
	p, _ := onNeo4j(t)
	file := withSeeds(t)
	first := file.must("export")
	if r := p.callWith(first, "import", "-", "--restore"); r.code != 0 {
		t.Fatalf("to Neo4j: exit %d %s%s", r.code, r.out, r.err)
	}
	there := p.must("export")
	if diff := cmp.Diff(first, there); diff != "" {
		t.Errorf("(-file +Neo4j):\n%s", diff)
	}
	back := newPlace(t)
	if r := back.callWith(there, "import", "-", "--restore"); r.code != 0 {
		t.Fatalf("back: exit %d %s%s", r.code, r.out, r.err)
	}
	if diff := cmp.Diff(first, back.must("export")); diff != "" {
		t.Errorf("(-file +there and back):\n%s", diff)
	}
	if file.must("stats", "--json") != p.must("stats", "--json") {
		t.Error("the statistics differ")
	}
	// Without --restore nothing that is known is recorded again, and the moment is now.
	if r := p.callWith(first, "import", "-"); r.code != 0 || !strings.Contains(r.out, "nothing new") {
		t.Errorf("once more: exit %d %s%s", r.code, r.out, r.err)
	}
	if r := p.callWith(first, "import", "-", "--restore"); r.code != 1 || !strings.Contains(r.err, "empty store") {
		t.Errorf("a restore over data: exit %d %s%s", r.code, r.out, r.err)
	}
	if up, want := p.must("export", "--sequence", "100"), file.must("export", "--sequence", "100"); up != want {
		t.Errorf("up to record 100 (-file +Neo4j):\n%s", cmp.Diff(want, up))
	}
}

// TestMovingHistories moves what a store can hold at all: made-up histories with refusals, corrections, retractions,
// merges and moved origins, written on either side first.
func TestMovingHistories(t *testing.T) {
	db := neo4jtest.Shared(t)
	ctx := context.Background()
	clock := func() func() time.Time {
		now := time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)
		return func() time.Time { now = now.Add(1500 * time.Millisecond); return now }
	}
	file := func(t *testing.T) graph.Store {
		s, err := sqlitestore.Open(filepath.Join(t.TempDir(), "moved.db"), storetest.Ontology(), sqlitestore.Options{Clock: clock()})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	database := func(t *testing.T) graph.Store {
		db.Empty(t)
		s, err := neo4jstore.Open(ctx, db.URI, storetest.Ontology(), neo4jstore.Options{Clock: clock(), Database: db.Database, Username: db.Username, Password: db.Password})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	for seed := range uint64(2) {
		for _, way := range []struct {
			name      string
			from, via func(*testing.T) graph.Store
		}{{"from a file", file, database}, {"from Neo4j", database, file}} {
			t.Run(fmt.Sprintf("%s, seed %d", way.name, seed), func(t *testing.T) {
				first := way.from(t)
				for _, records := range storetest.History(seed, 250) {
					if _, err := first.Append(ctx, graph.Batch{Records: records}); err != nil {
						t.Fatal(err)
					}
				}
				want := exported(t, first)
				if seed == 0 && strings.Count(want, "\n") < 100 {
					t.Errorf("the history has %d lines only", strings.Count(want, "\n"))
				}
				via := way.via(t)
				restore(t, via, want)
				if diff := cmp.Diff(want, exported(t, via)); diff != "" {
					t.Errorf("moved (-first +second):\n%s", diff)
				}
				last := way.from(t) // empties the database, where that is the first
				restore(t, last, want)
				if diff := cmp.Diff(want, exported(t, last)); diff != "" {
					t.Errorf("moved back (-first +last):\n%s", diff)
				}
			})
		}
	}
}

func exported(t *testing.T, s graph.Store) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := exchange.Export(context.Background(), s, &b, 0); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func restore(t *testing.T, s graph.Store, export string) {
	t.Helper()
	sum, err := exchange.Import(context.Background(), s, strings.NewReader(export), exchange.Options{Restore: true, BatchSize: 37})
	if err != nil || sum.Rejected > 0 {
		t.Fatalf("restore: %v, %+v", err, sum)
	}
}
