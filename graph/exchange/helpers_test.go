package exchange_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/exchange"
	"liaison/graph/memstore"
	"liaison/graph/ontology"
	"liaison/graph/storetest/events"
)

var builtin = sync.OnceValues(func() (*graph.Ontology, error) { return ontology.Load() })

// newStore makes an empty store whose clock goes on a second a write.
func newStore(t testing.TB) *memstore.Store {
	t.Helper()
	o, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)
	s := memstore.New(o, memstore.Options{Clock: func() time.Time { now = now.Add(time.Second); return now }})
	t.Cleanup(func() { s.Close() })
	return s
}

func importText(t testing.TB, s exchange.Target, text string, o exchange.Options) exchange.Summary {
	t.Helper()
	sum, err := exchange.Import(context.Background(), s, strings.NewReader(text), o)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func export(t testing.TB, s exchange.Journal) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := exchange.Export(context.Background(), s, &b, 0); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// entries collects what a store holds.
func entries(t testing.TB, s exchange.Journal) []graph.Entry {
	t.Helper()
	var out []graph.Entry
	if err := s.Journal(context.Background(), nil, 0, 0, func(e graph.Entry) error { out = append(out, e); return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

// shared finds a file of the shared data, or skips the test.
func shared(t testing.TB, parts ...string) string {
	t.Helper()
	name := events.Shared(parts...)
	if _, err := os.Stat(name); err != nil {
		t.Skipf("the shared data are not here (%v); LIAISON_SHARED names their folder", err)
	}
	return name
}

func importFile(t testing.TB, s exchange.Target, name string, o exchange.Options) exchange.Summary {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if o.Name == "" {
		o.Name = name
	}
	sum, err := exchange.Import(context.Background(), s, f, o)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}
