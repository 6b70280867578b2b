package sqlitestore_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/sqlitestore"
	"liaison/graph/storetest/events"
)

// imported opens a store with all events; the first call imports them.
func imported(b *testing.B) *sqlitestore.Store {
	b.Helper()
	file, err := bigStore()
	if err != nil {
		b.Fatal(err)
	}
	if _, err := os.Stat(file); err != nil {
		s := open(b, file, sqlitestore.Options{})
		e := events.ICEWS()
		e.Write(b, s, 0, len(e.Day))
		if err := s.EndBulk(context.Background()); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	return open(b, file, sqlitestore.Options{})
}

// Import of all events into an empty store, in batches, all indexes included.
func BenchmarkImport(b *testing.B) {
	e := events.ICEWS()
	for b.Loop() {
		s := open(b, filepath.Join(b.TempDir(), "import.db"), sqlitestore.Options{})
		start := time.Now()
		e.Write(b, s, 0, len(e.Day))
		written := time.Since(start)
		if err := s.EndBulk(context.Background()); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(e.Day))/time.Since(start).Seconds(), "claims/s")
		b.ReportMetric((time.Since(start) - written).Seconds(), "s-indexes")
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(0, "ns/op")
}

// Start is from Open to the first neighbourhood.
func BenchmarkStart(b *testing.B) {
	file := func() string { s := imported(b); defer s.Close(); f, _ := bigStore(); return f }()
	hub := events.ICEWS().Actors[0]
	for b.Loop() {
		s, err := sqlitestore.Open(file, vocabulary(), sqlitestore.Options{})
		if err != nil {
			b.Fatal(err)
		}
		e := graph.NewExplorer(s, nil, graph.Limits{})
		if _, err := e.Neighbourhood(context.Background(), graph.Query{Actors: []graph.ActorID{hub}}); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		snap := s.Index().Snapshot()
		b.ReportMetric(float64(snap.Bytes())/float64(snap.Claims(snap.Head())), "B/claim")
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
