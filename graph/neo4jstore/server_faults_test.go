package neo4jstore_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
)

// witness writes and reads without a pause, and remembers what was acknowledged.
type witness struct {
	s    *neo4jstore.Store
	stop chan struct{}
	all  sync.WaitGroup

	acknowledged atomic.Int64 // batches
	failed       atomic.Int64 // calls
	read         atomic.Int64
}

// watchOver starts writing: batch after batch, each sent until it is acknowledged, and reading beside it.
func watchOver(t *testing.T, s *neo4jstore.Store) *witness {
	w := &witness{s: s, stop: make(chan struct{})}
	w.all.Go(func() {
		for n := 0; !w.stopped(); n++ {
			for !w.stopped() {
				got, err := w.call(t, func(ctx context.Context) ([]graph.Receipt, error) { return send(ctx, s, n) })
				if err != nil {
					continue
				}
				if len(got) != batchSize || got[0].Sequence != graph.Sequence(n*batchSize+1) {
					t.Errorf("batch %d: %+v", n, got)
				}
				w.acknowledged.Add(1)
				break
			}
		}
	})
	w.all.Go(func() {
		var last graph.Sequence
		for !w.stopped() {
			least := graph.Sequence(w.acknowledged.Load() * batchSize)
			_, err := w.call(t, func(ctx context.Context) ([]graph.Receipt, error) {
				head, err := s.Head(ctx, nil)
				if err == nil && (head.Sequence < least || head.Sequence < last || head.Sequence%batchSize != 0) {
					t.Errorf("the head is %d; it was %d, and %d was acknowledged", head.Sequence, last, least)
				}
				last = max(last, head.Sequence)
				return nil, err
			})
			if err == nil {
				w.read.Add(1)
			}
			time.Sleep(5 * time.Millisecond)
		}
	})
	return w
}

func (w *witness) end() {
	close(w.stop)
	w.all.Wait()
}

func (w *witness) stopped() bool {
	select {
	case <-w.stop:
		return true
	default:
		return false
	}
}

// call makes a call, which may fail because the store cannot answer, or not in time while the server begins; and for no
// other reason.
func (w *witness) call(t *testing.T, f func(context.Context) ([]graph.Receipt, error)) (got []graph.Receipt, err error) {
	within(t, 60*time.Second, "a call", func() { got, err = f(t.Context()) })
	if err != nil {
		w.failed.Add(1)
		if code := graph.CodeOf(err); code != graph.CodeUnavailable && code != graph.CodeTimeout {
			t.Errorf("got the error %v of the code %q, want the code %q", err, code, graph.CodeUnavailable)
		}
		time.Sleep(20 * time.Millisecond)
	}
	return got, err
}

// await waits until some more batches were acknowledged, and as many reads answered.
func (w *witness) await(t *testing.T, more int64) {
	t.Helper()
	writes, reads := w.acknowledged.Load()+more, w.read.Load()+more
	for end := time.Now().Add(60 * time.Second); w.acknowledged.Load() < writes || w.read.Load() < reads; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("after a minute there are %d writes and %d reads, want %d and %d", w.acknowledged.Load(), w.read.Load(), writes, reads)
		}
	}
}

// awaitFailures waits until calls fail.
func (w *witness) awaitFailures(t *testing.T) {
	t.Helper()
	have := w.failed.Load()
	for end := time.Now().Add(60 * time.Second); w.failed.Load() == have; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the server is gone, and calls do not fail")
		}
	}
}

// TestServerGoesAndComes: the server is killed in the middle of writes and started again, freezes and thaws, and stops in
// good order, while one store goes on. What was acknowledged is there, whole, once, and the store needs nobody's help.
func TestServerGoesAndComes(t *testing.T) {
	t.Parallel() // it waits more than it works
	server := neo4jtest.New(t, neo4jtest.Options{Heap: "512m", PageCache: "64m", Password: "long enough"})
	// Not neo4j://: the driver (5.28) reads its routing table while it takes a dead server out, which harms nobody but is what
	// the race detector looks for. See TestRouting.
	s := mustOpen(t, "bolt://"+server.Address(), neo4jstore.Options{
		Username: server.Username(), Password: server.Password(), QueryTime: time.Second, WriteTime: 30 * time.Second, AcquireTime: time.Second,
	})
	w := watchOver(t, s)
	w.await(t, 4)
	must := func(what string, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	away := func() {
		t.Helper()
		within(t, 15*time.Second, "a read without a server", func() {
			_, err := s.Head(t.Context(), nil)
			checkUnavailable(t, "a read without a server", err)
		})
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if _, err := s.Head(ctx, nil); !errors.Is(err, context.DeadlineExceeded) && graph.CodeOf(err) != graph.CodeUnavailable {
			t.Errorf("a read without a server, and with little time: %v", err)
		}
	}
	must("kill", server.Kill())
	w.awaitFailures(t)
	away()
	must("start", server.Restart(t.Context()))
	w.await(t, 2)

	must("freeze", server.Pause())
	away()
	must("thaw", server.Resume())
	w.await(t, 2)
	w.end()

	// The last batch may not have been acknowledged; sent again, it is.
	var numbers []int
	for n := range int(w.acknowledged.Load()) + 1 {
		numbers = append(numbers, n)
	}
	mustSend(t, s, len(numbers)-1)
	checkWhole(t, s, numbers...)

	w = watchOver(t, s) // sends the same again
	w.await(t, 1)
	must("stop", server.Stop())
	w.awaitFailures(t)
	away()
	w.end()
}
