package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"liaison/graph"
)

// readersBesideWriters: whoever reads while others write sees a prefix of the records, and all that was acknowledged
// before.
func readersBesideWriters(ctx context.Context, l *lab) error {
	c := newClock()
	s, _, err := l.store(c)
	if err != nil {
		return err
	}
	h := newHistory(l.seed)
	batches := h.batches(historySize)
	probes := append(h.everything(), h.random(30)...)

	var acknowledged atomic.Uint64
	done := make(chan struct{})
	const readers = 3
	memories := make([][]remembered, readers)
	failures := make([]error, readers+1)
	var wg sync.WaitGroup
	for n := range readers {
		wg.Go(func() {
			for i := n; ; i++ {
				select {
				case <-done:
					return
				default:
				}
				least := graph.Sequence(acknowledged.Load())
				head, err := newestOf(ctx, s)
				if err == nil && head < least {
					err = fmt.Errorf("the newest sequence is %d, but %d was acknowledged before", head, least)
				}
				var got []remembered
				if err == nil {
					got, err = remember(ctx, s, head, probes[i%len(probes):i%len(probes)+1])
				}
				if err != nil {
					failures[n] = err
					return
				}
				memories[n] = append(memories[n], got...)
			}
		})
	}
	for _, b := range batches {
		got, err := write(ctx, s, b)
		if err != nil {
			failures[readers] = err
			break
		}
		for _, r := range got {
			if r.Status == graph.Accepted || r.Status == graph.Added {
				acknowledged.Store(uint64(r.Sequence))
			}
		}
		c.move(tick(h.dice))
	}
	close(done)
	wg.Wait()
	if err := errors.Join(failures...); err != nil {
		return err
	}
	for _, m := range memories {
		if len(m) > 40 { // enough of them, early and late
			m = append(m[:20:20], m[len(m)-20:]...)
		}
		if err := still(ctx, s, m, "with no writer about"); err != nil {
			return err
		}
	}
	return nil
}

// writersBesideWriters: what several writers get acknowledged is all there, once, with sequences without a gap.
func writersBesideWriters(ctx context.Context, l *lab) error {
	s, _, err := l.store(newClock())
	if err != nil {
		return err
	}
	if _, err := write(ctx, s, []graph.Record{
		&graph.Actor{ID: "a", Name: "A", Kind: graph.KindPerson}, &graph.Actor{ID: "b", Name: "B", Kind: graph.KindPerson}, &graph.Source{ID: "s"},
	}); err != nil {
		return err
	}
	const writers, batches, size = 4, 8, 3
	var (
		mu   sync.Mutex
		seen = map[graph.Sequence]graph.RecordID{}
		errs []error
		wg   sync.WaitGroup
	)
	for w := range writers {
		wg.Go(func() {
			for i := range batches {
				var b []graph.Record
				for k := range size {
					// Half of the claims are written by two writers.
					c := &graph.Claim{Source: "s", Subject: "a", Relation: "meet", Object: "b", Attribution: fmt.Sprintf("voice %d of %d", i*size+k, w/2)}
					c.Normalize()
					b = append(b, c)
				}
				got, err := write(ctx, s, b)
				mu.Lock()
				if err != nil {
					errs = append(errs, err)
				}
				for n, r := range got {
					if r.Status == graph.Rejected || r.ID != b[n].RecordID() || seen[r.Sequence] != r.ID && seen[r.Sequence] != (graph.RecordID{}) {
						errs = append(errs, fmt.Errorf("receipt %+v for %s; sequence %d went to %s", r, b[n].RecordID(), r.Sequence, seen[r.Sequence]))
					}
					seen[r.Sequence] = r.ID
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if len(errs) > 0 {
		return errs[0]
	}
	entries, err := journal(ctx, s, nil, 3, 0)
	if err != nil {
		return err
	}
	if want := writers / 2 * batches * size; len(entries) != want || len(seen) != want {
		return fmt.Errorf("%d entries and %d sequences acknowledged, want %d", len(entries), len(seen), want)
	}
	for i, e := range entries {
		if e.Sequence != graph.Sequence(i+4) || seen[e.Sequence] != e.ID {
			return fmt.Errorf("entry %d: sequence %d of %s; acknowledged for it was %s", i, e.Sequence, e.ID, seen[e.Sequence])
		}
	}
	return nil
}
