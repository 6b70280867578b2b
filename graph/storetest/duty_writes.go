package storetest

import (
	"context"
	"fmt"
	"slices"
	"time"

	"liaison/graph"
)

// knownTime: sequences count up by one, record times grow whatever the clock does, and Head and At find them.
func knownTime(ctx context.Context, l *lab) error {
	p, err := l.play(ctx, historySize/2, nil)
	if err != nil {
		return err
	}
	var last time.Time
	for i, e := range p.entries {
		if e.Sequence != graph.Sequence(i+1) || !e.Recorded.After(last) || e.Recorded != e.Recorded.Truncate(time.Microsecond) || e.Recorded.Location() != time.UTC {
			return fmt.Errorf("entry %d has the sequence %d and was recorded at %s, after %s; sequences go up by one, times grow by whole microseconds of UTC",
				i+1, e.Sequence, e.Recorded, last)
		}
		want := graph.AsOf{Sequence: e.Sequence, Recorded: e.Recorded}
		before := graph.AsOf{Sequence: e.Sequence - 1, Recorded: last}
		for _, ask := range []struct {
			at   time.Time
			want graph.AsOf
		}{{e.Recorded, want}, {e.Recorded.Add(-time.Microsecond), before}, {e.Recorded.Add(-time.Nanosecond), before}, {e.Recorded.In(time.FixedZone("", 7200)), want}} {
			// Where the record before is less than a microsecond away, it is the one.
			got, err := p.Head(ctx, &ask.at)
			if err != nil {
				return err
			}
			if got.Sequence != ask.want.Sequence || !got.Recorded.Equal(ask.want.Recorded) {
				return fmt.Errorf("the newest record at %s is %+v, want %+v", ask.at, got, ask.want)
			}
		}
		if got, err := p.At(ctx, e.Sequence); err != nil || got.Sequence != want.Sequence || !got.Recorded.Equal(want.Recorded) {
			return fmt.Errorf("at sequence %d: %+v (%v), want %+v", e.Sequence, got, err, want)
		}
		last = e.Recorded
	}
	newest := graph.AsOf{Sequence: p.head, Recorded: last}
	for _, at := range []graph.Sequence{p.head, p.head + 1, 1 << 60} {
		if got, err := p.At(ctx, at); err != nil || got.Sequence != newest.Sequence || !got.Recorded.Equal(newest.Recorded) {
			return fmt.Errorf("at sequence %d: %+v (%v), want the newest, %+v", at, got, err, newest)
		}
	}
	for _, types := range [][]graph.RecordType{{graph.TypeClaim}, {graph.TypeRelay, graph.TypeEvidence}, {graph.TypeActor, graph.TypeSource}, graph.RecordTypes()} {
		after, upto := graph.Sequence(p.h.IntN(int(p.head))), graph.Sequence(1+p.h.IntN(int(p.head)))
		got, err := journal(ctx, p, types, after, upto)
		if err != nil {
			return err
		}
		var want []graph.Entry
		for _, e := range p.entries {
			if e.Sequence > after && e.Sequence <= upto && slices.Contains(types, e.Record.Type()) {
				want = append(want, e)
			}
		}
		if err := differ(fmt.Sprintf("journal of %v from %d to %d", types, after, upto), want, got); err != nil {
			return err
		}
	}
	return derived(ctx, p)
}

// derived: Derived gives what the journal's entries decided.
func derived(ctx context.Context, p *played) error {
	type row struct {
		Sequence graph.Sequence
		graph.Derived
	}
	for _, r := range [][2]graph.Sequence{{0, 0}, {p.head / 3, p.head / 2}, {p.head / 2, p.head + 5}} {
		var got, want []row
		err := p.Derived(ctx, r[0], r[1], func(s graph.Sequence, d graph.Derived) error {
			got = append(got, row{s, settledEntry(graph.Entry{Derived: d}).Derived})
			return nil
		})
		if err != nil {
			return err
		}
		for _, e := range p.entries {
			if n := len(e.Derived.Withdraws) + len(e.Derived.Disputes) + len(e.Derived.Moves); n > 0 && e.Sequence > r[0] && (r[1] == 0 || e.Sequence <= r[1]) {
				want = append(want, row{e.Sequence, e.Derived})
			}
		}
		if err := differ(fmt.Sprintf("derived from %d to %d", r[0], r[1]), want, got); err != nil {
			return err
		}
	}
	return nil
}

// anyBatchSize: the same records give the same journal, written one by one or all together.
func anyBatchSize(ctx context.Context, l *lab) error {
	c := newClock() // stands still, so that record times agree
	h := newHistory(l.seed)
	var all []graph.Record
	for _, b := range h.batches(historySize) {
		all = append(all, b...)
	}
	type outcome struct {
		receipts []receipt
		journal  []graph.Entry
	}
	var first *outcome
	for _, size := range []int{1, len(all), 1 + h.IntN(40)} {
		s, _, err := l.store(c)
		if err != nil {
			return err
		}
		var got outcome
		for from := 0; from < len(all); from += size {
			r, err := write(ctx, s, all[from:min(from+size, len(all))])
			if err != nil {
				return err
			}
			got.receipts = append(got.receipts, r...)
		}
		if got.journal, err = journal(ctx, s, nil, 0, 0); err != nil {
			return err
		}
		if first == nil {
			first = &got
			continue
		}
		if err := differ(fmt.Sprintf("receipts of batches of %d records, compared with one at a time", size), first.receipts, got.receipts); err != nil {
			return err
		}
		if err := differ(fmt.Sprintf("journal of batches of %d records, compared with one at a time", size), first.journal, got.journal); err != nil {
			return err
		}
	}
	return nil
}

// restore: a journal put into an empty store gives the same store, known times included; it goes nowhere else.
// The journal is the reference's, so that a backend needs no second place.
func restore(ctx context.Context, l *lab) error {
	c := newClock()
	p, err := l.playInto(ctx, l.oracle(c), Harness{}, c, historySize, nil)
	if err != nil {
		return err
	}
	s, _, err := l.store(p.clock)
	if err != nil {
		return err
	}
	batch := func(entries []graph.Entry) graph.Batch {
		var b graph.Batch
		for _, e := range entries {
			r := copyOf(e.Record)
			if c, ok := r.(*graph.Claim); ok { // an export carries the date as text
				w, err := graph.ParseWhen(c.When.String())
				if err != nil {
					panic(err) // canonical text is always understood
				}
				c.When = w
			}
			b.Records, b.Restore = append(b.Records, r), append(b.Restore, graph.Stamp{Sequence: e.Sequence, Recorded: e.Recorded})
		}
		return b
	}
	half := len(p.entries) / 2
	if _, err := s.Append(ctx, batch(p.entries[half:])); graph.CodeOf(err) != graph.CodeConflict {
		return fmt.Errorf("restoring from sequence %d on into an empty store: %v; want a conflict", half+1, err)
	}
	for _, part := range [][]graph.Entry{p.entries[:half], p.entries[half:]} {
		if _, err := s.Append(ctx, batch(part)); err != nil {
			return fmt.Errorf("restore: %w", err)
		}
	}
	if _, err := s.Append(ctx, batch(p.entries[:half])); graph.CodeOf(err) != graph.CodeConflict {
		return fmt.Errorf("restoring into a store that is not empty: %v; want a conflict", err)
	}
	for _, at := range p.samples(3) {
		if err := agree(ctx, p, s, at, append(p.h.everything(), p.h.random(10)...)); err != nil {
			return fmt.Errorf("restored: %w", err)
		}
	}
	// It goes on like the one it was made from.
	for _, b := range p.h.batches(historySize / 3) {
		p.clock.move(tick(p.h.dice))
		want, err := write(ctx, p, b)
		if err != nil {
			return err
		}
		got, err := write(ctx, s, b)
		if err != nil {
			return err
		}
		if err := differ("receipts of a batch written to a restored store", want, got); err != nil {
			return err
		}
	}
	if err := p.read(ctx); err != nil {
		return err
	}
	return agree(ctx, p, s, p.head, append(p.h.everything(), p.h.random(10)...))
}

// durable: a store opened again is the same store, after every batch, and goes on.
func durable(ctx context.Context, l *lab) error {
	c := newClock()
	want := l.oracle(c)
	s, harness, err := l.store(c)
	if err != nil || !harness.Durable {
		return err
	}
	id := s.ID()
	h := newHistory(l.seed)
	for i, b := range h.batches(historySize / 2) {
		c.move(tick(h.dice))
		if _, err := write(ctx, want, b); err != nil {
			return err
		}
		if _, err := write(ctx, s, b); err != nil {
			return err
		}
		if i%3 != 0 {
			continue
		}
		if s, err = l.reopen(harness, s, c); err != nil {
			return err
		}
		if s.ID() != id {
			return fmt.Errorf("opened again, the store's id is %s, was %s", s.ID(), id)
		}
		head, err := newestOf(ctx, want)
		if err != nil {
			return err
		}
		if err := agree(ctx, want, s, head, append(h.everything(), h.random(3)...)); err != nil {
			return fmt.Errorf("opened again after batch %d: %w", i, err)
		}
	}
	return nil
}
