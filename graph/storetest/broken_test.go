package storetest_test

import (
	"context"
	"strings"
	"testing"

	"liaison/graph"
	"liaison/graph/memstore"
	"liaison/graph/storetest"
)

// A suite that passes everything is worth nothing: here it has to tell the reference store from stores that are wrong
// in one way each.

// broken is a way of being wrong, and the checks that must find it out.
type broken struct {
	name   string
	make   func(graph.Store) graph.Store
	caught []string // beginnings of the names of checks; each must fail
}

func sound(c storetest.Config) *memstore.Store {
	return memstore.New(c.Ontology, memstore.Options{Clock: c.Clock})
}

func TestBrokenStoresFail(t *testing.T) {
	for _, b := range append(brokenReads(), append(brokenQueries(), brokenWrites()...)...) {
		t.Run(b.name, func(t *testing.T) {
			open := func() storetest.Harness {
				return storetest.Harness{Open: func(c storetest.Config) (graph.Store, error) { return b.make(sound(c)), nil }}
			}
			mustFail(t, open, b.caught)
		})
	}
}

func TestForgottenSymmetryFails(t *testing.T) {
	open := func() storetest.Harness {
		return storetest.Harness{Open: func(c storetest.Config) (graph.Store, error) { return asymmetric(c), nil }}
	}
	mustFail(t, open, []string{"law 6:", "law 10:"})
}

func mustFail(t *testing.T, open func() storetest.Harness, caught []string) {
	t.Helper()
	t.Setenv("LIAISON_SEEDS", "3") // as many histories as it takes, however many are asked for elsewhere
	for _, name := range caught {
		failures := storetest.Failures(open, name)
		if len(failures) == 0 {
			t.Errorf("the check %q passes", name)
		}
		for _, f := range failures {
			if strings.Contains(f.Err.Error(), "the reference") {
				t.Errorf("%s fails for the wrong reason: %v", f.Check, f.Err)
			}
		}
	}
}

// A store that keeps its records between two openings passes, and one that loses the last of them does not.
func TestLossIsFound(t *testing.T) {
	if failures := storetest.Failures(keeping(0), "duty: durable", "law 1:"); len(failures) > 0 {
		t.Fatalf("a durable store fails: %v", failures[0].Err)
	}
	mustFail(t, keeping(1), []string{"duty: durable", "law 1:"})
}

// keeping makes places whose store finds its records again when it is opened anew, but for the last few.
func keeping(lost int) func() storetest.Harness {
	return func() storetest.Harness {
		var last *memstore.Store
		var saved graph.Batch
		return storetest.Harness{Durable: true, Open: func(c storetest.Config) (graph.Store, error) {
			opt := memstore.Options{Clock: c.Clock}
			if last != nil {
				opt.ID = last.ID()
			}
			s := memstore.New(c.Ontology, opt)
			last = s
			n := len(saved.Records) - min(lost, len(saved.Records))
			if n > 0 {
				if _, err := s.Append(context.Background(), graph.Batch{Records: saved.Records[:n], Restore: saved.Restore[:n]}); err != nil {
					return nil, err
				}
			}
			return saver{s, &saved}, nil
		}}
	}
}

type saver struct {
	*memstore.Store
	saved *graph.Batch
}

func (s saver) Close() error {
	*s.saved = graph.Batch{}
	err := s.Journal(context.Background(), nil, 0, 0, func(e graph.Entry) error {
		s.saved.Records = append(s.saved.Records, e.Record)
		s.saved.Restore = append(s.saved.Restore, graph.Stamp{Sequence: e.Sequence, Recorded: e.Recorded})
		return nil
	})
	if err != nil {
		return err
	}
	return s.Store.Close()
}
