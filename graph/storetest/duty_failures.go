package storetest

import (
	"context"
	"fmt"
	"time"

	"liaison/graph"
)

// failedBatches: an append that fails leaves nothing behind, neither in what is recorded nor in what the store keeps in
// memory to judge later batches by. Each batch of the history is first tried in a way that must fail half-way.
func failedBatches(ctx context.Context, l *lab) error {
	c := newClock()
	want := l.oracle(c)
	got, _, err := l.store(c)
	if err != nil {
		return err
	}
	h := newHistory(l.seed)
	for i, b := range h.batches(historySize) {
		c.move(tick(h.dice))
		if err := fail(ctx, want, got, b); err != nil {
			return fmt.Errorf("batch %d: %w", i, err)
		}
		a, err := write(ctx, want, b)
		if err != nil {
			return fmt.Errorf("the reference: %w", err)
		}
		r, err := write(ctx, got, b)
		if err != nil {
			return err
		}
		if err := differ(fmt.Sprintf("receipts of batch %d, after one like it failed", i), a, r); err != nil {
			return err
		}
	}
	head, err := newestOf(ctx, want)
	if err != nil {
		return err
	}
	return agree(ctx, want, got, head, append(h.everything(), h.random(10)...))
}

// fail writes a batch as a restore, of which each record has to be accepted: it stops at the first that is not, at the
// latest at the last, which is no record at all.
func fail(ctx context.Context, oracle, s graph.Store, b []graph.Record) error {
	as, err := oracle.Head(ctx, nil)
	if err != nil {
		return err
	}
	batch := graph.Batch{Records: append(copies(b), &graph.Actor{ID: "Not An Id", Name: "X", Kind: graph.KindState})}
	for n := range batch.Records {
		after := time.Duration(n+1) * time.Microsecond
		batch.Restore = append(batch.Restore, graph.Stamp{Sequence: as.Sequence + graph.Sequence(n+1), Recorded: as.Recorded.Add(after)})
	}
	if _, err := s.Append(ctx, batch); graph.CodeOf(err) != graph.CodeInvalid {
		return fmt.Errorf("a restore whose last record is wrong: %v; want an error with the code %s", err, graph.CodeInvalid)
	}
	after, err := newestOf(ctx, s)
	if err == nil && after != as.Sequence {
		err = fmt.Errorf("a failed append took the newest sequence from %d to %d", as.Sequence, after)
	}
	return err
}
