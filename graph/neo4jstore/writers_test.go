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
	"liaison/graph/storetest"
)

// TestTwoStores: two programs on one database record the same and different batches at once. Each record is recorded
// once, the sequences have no gaps, and what one of them acknowledged the other shows.
func TestTwoStores(t *testing.T) {
	r := newRig(t)
	stores := []*neo4jstore.Store{r.direct(t), r.open(t, nil)}
	const batches = 16
	var (
		all      sync.WaitGroup
		mu       sync.Mutex
		accepted = map[int]int{}
		places   = map[int]graph.Sequence{}
	)
	write := func(n int, s, other *neo4jstore.Store) {
		got, err := send(t.Context(), s, n)
		if err != nil {
			t.Errorf("batch %d: %v", n, err)
			return
		}
		checkReceipts(t, n, got)
		last := got[batchSize-1].Sequence
		mu.Lock()
		if got[0].Status == graph.Accepted {
			accepted[n]++
		}
		if at := places[n]; at != 0 && at != got[0].Sequence {
			t.Errorf("batch %d: one store says that its sequence is %d, another %d", n, at, got[0].Sequence)
		}
		places[n] = got[0].Sequence
		mu.Unlock()
		// The other one waits for nothing: what was acknowledged is there.
		head, err := other.Head(t.Context(), nil)
		if err != nil || head.Sequence < last {
			t.Errorf("batch %d: acknowledged up to %d, the other store's head is %d (%v)", n, last, head.Sequence, err)
		}
		claim := recordID(batch(n)[3])
		if c, err := other.Claims(t.Context(), last, []graph.ClaimID{claim}); err != nil || len(c) != 1 {
			t.Errorf("batch %d: acknowledged, the other store has %d of its claim (%v)", n, len(c), err)
		}
	}
	for i, s := range stores {
		for w := range 2 {
			all.Go(func() {
				for k := range batches / 2 {
					// The writers of a store share the work; the stores do the same, one from each end.
					n := 2*k + w
					if i == 1 {
						n = batches - 1 - n
					}
					write(n, s, stores[1-i])
				}
			})
		}
	}
	all.Wait()
	var numbers []int
	for n := range batches {
		numbers = append(numbers, n)
		if accepted[n] != 1 {
			t.Errorf("batch %d was recorded by %d writers", n, accepted[n])
		}
	}
	for _, s := range stores {
		checkWhole(t, s, numbers...)
	}
}

// TestTwoNewStores: of two programs that find an empty database at the same time, each opens the same store.
func TestTwoNewStores(t *testing.T) {
	r := newRig(t)
	r.Bare(t)
	ids := make([]string, 3)
	var all sync.WaitGroup
	for i := range ids {
		all.Go(func() {
			s, err := neo4jstore.Open(t.Context(), r.URI, storetest.Ontology(), r.options())
			if err != nil {
				t.Errorf("program %d: %v", i, err)
				return
			}
			defer s.Close()
			ids[i] = s.ID()
			if _, err := send(t.Context(), s, i); err != nil {
				t.Errorf("program %d: %v", i, err)
			}
		})
	}
	all.Wait()
	if ids[0] != ids[1] || ids[0] != ids[2] {
		t.Errorf("they are the stores %v", ids)
	}
	checkWhole(t, r.direct(t), 0, 1, 2)
}

// TestContextsEnd: whenever a context ends, the call ends with it, with that error; and nothing of it stays: no
// connection, no lock, no record by halves.
func TestContextsEnd(t *testing.T) {
	r := newRig(t)
	s := filled(t, r, 1, func(o *neo4jstore.Options) { o.Connections = 2 })
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Head(ended, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a read: %v", err)
	}
	if _, err := send(ended, s, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("a write: %v", err)
	}
	numbers := []int{0}
	for n := 1; n <= 24; n++ {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(n)*3*time.Millisecond)
		within(t, 10*time.Second, "a write whose context ends", func() {
			if _, err := send(ctx, s, n); err != nil && !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("a write, its context ended after %d ms: %v", 3*n, err)
			}
		})
		within(t, 10*time.Second, "a read whose context ends", func() {
			if _, err := journal(ctx, s); err != nil && !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("a read, its context ended after %d ms: %v", 3*n, err)
			}
		})
		cancel()
		mustSend(t, s, n)
		numbers = append(numbers, n)
	}
	release, err := s.Hold(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for what, ctx := range map[string]context.Context{"the first in line": t.Context(), "the second in line": t.Context()} {
		ctx, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
		within(t, 5*time.Second, what, func() {
			if _, err := send(ctx, s, 100); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s: %v", what, err)
			}
		})
		cancel()
	}
	release()
	checkWhole(t, s, numbers...)
}

// TestCloseUnderWay: closing waits for what is under way, and ends what comes after.
func TestCloseUnderWay(t *testing.T) {
	r := newRig(t)
	s, err := neo4jstore.Open(t.Context(), r.line.URI("bolt"), storetest.Ontology(), r.options())
	if err != nil {
		t.Fatal(err)
	}
	var (
		all   sync.WaitGroup
		mu    sync.Mutex
		whole []int
		next  atomic.Int64
	)
	for range 3 {
		all.Go(func() {
			for {
				n := int(next.Add(1))
				_, err := send(t.Context(), s, n)
				if err != nil {
					checkCode(t, "a write to a store that closes", err, graph.CodeUnavailable)
					return
				}
				mu.Lock()
				whole = append(whole, n)
				mu.Unlock()
			}
		})
	}
	for next.Load() < 8 {
		time.Sleep(time.Millisecond)
	}
	within(t, 20*time.Second, "closing", func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	all.Wait()
	checkWhole(t, r.direct(t), whole...)
}
