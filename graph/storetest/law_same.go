package storetest

import (
	"context"
	"fmt"

	"liaison/graph"
)

// historySize is how many records a history has. It is enough for every rule to meet every other one.
const historySize = 260

// sameAnswers writes one history to the store and to the reference, and asks both the same questions, now and at
// earlier sequences.
func sameAnswers(ctx context.Context, l *lab) error {
	c := newClock()
	want := l.oracle(c)
	got, _, err := l.store(c)
	if err != nil {
		return err
	}
	h := newHistory(l.seed)
	for i, b := range h.batches(historySize) {
		c.move(tick(h.dice))
		a, err := write(ctx, want, b)
		if err != nil {
			return fmt.Errorf("the reference: %w", err)
		}
		r, err := write(ctx, got, b)
		if err != nil {
			return err
		}
		if err := differ(fmt.Sprintf("receipts of batch %d", i), a, r); err != nil {
			return err
		}
		if i%3 != 0 {
			continue
		}
		head, err := newestOf(ctx, want)
		if err != nil {
			return err
		}
		if err := agree(ctx, want, got, head, h.random(2)); err != nil {
			return err
		}
	}
	head, err := newestOf(ctx, want)
	if err != nil {
		return err
	}
	for _, at := range []graph.Sequence{head, head / 2, head / 3, head + 7, 1, 0} {
		if err := agree(ctx, want, got, at, h.everything()); err != nil {
			return err
		}
	}
	for range 75 {
		at := graph.Sequence(h.IntN(int(head) + 2))
		if h.chance(40) {
			at = head
		}
		if err := agree(ctx, want, got, at, h.random(1)); err != nil {
			return err
		}
	}
	return nil
}
