package sqlitestore_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"liaison/graph"
	"liaison/graph/ontology"
	"liaison/graph/sqlitestore"
)

// vocabulary is the ontology of the product.
var vocabulary = sync.OnceValue(func() *graph.Ontology {
	o, err := ontology.Load()
	if err != nil {
		panic(err)
	}
	return o
})

// bigStore is a store with all events, imported once for all tests of the process.
var bigStore = sync.OnceValues(func() (string, error) {
	if keep := os.Getenv("LIAISON_BENCH_FILE"); keep != "" { // so that a file can be looked at, or used again
		return keep, nil
	}
	dir, err := os.MkdirTemp("", "liaison-bench")
	if err != nil {
		return "", err
	}
	scratchDirs = append(scratchDirs, dir)
	return filepath.Join(dir, "big.db"), nil
})

var scratchDirs []string

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == crashChild {
		os.Exit(crashWriter(os.Args[2:]))
	}
	code := m.Run()
	for _, d := range scratchDirs {
		_ = os.RemoveAll(d)
	}
	os.Exit(code)
}

func open(t testing.TB, file string, opt sqlitestore.Options) *sqlitestore.Store {
	t.Helper()
	s, err := sqlitestore.Open(file, vocabulary(), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}
