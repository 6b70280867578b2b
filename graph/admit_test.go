package graph_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/memstore"
	"liaison/graph/storetest"
)

// bench is a store to try the rules of writing on.
type bench struct {
	t     *testing.T
	store graph.Store
	now   time.Time
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t, now: time.Date(2025, 2, 1, 12, 0, 0, 0, time.UTC)}
	// Frugal: the rules have to do with what Needs asks for.
	b.store = memstore.New(storetest.Ontology(), memstore.Options{Clock: func() time.Time { return b.now }, Frugal: true})
	return b
}

// write appends a batch.
func (b *bench) write(records ...graph.Record) []graph.Receipt {
	b.t.Helper()
	got, err := b.store.Append(context.Background(), graph.Batch{Records: records})
	if err != nil {
		b.t.Fatal(err)
	}
	return got
}

// put writes records that must all be accepted; it gives the receipt of the last.
func (b *bench) put(records ...graph.Record) graph.Receipt {
	b.t.Helper()
	got := b.write(records...)
	for i, r := range got {
		if r.Status != graph.Accepted {
			b.t.Fatalf("%+v: %s (%v), want accepted", records[i], r.Status, r.Err)
		}
	}
	return got[len(got)-1]
}

// refuse writes a record that must be refused: with the code, about the field, in words that hold all of those given.
func (b *bench) refuse(r graph.Record, code graph.Code, field string, words ...string) {
	b.t.Helper()
	before := b.head()
	got := b.write(r)[0]
	if got.Status != graph.Rejected {
		b.t.Errorf("%+v: %s, want refused as %s", r, got.Status, code)
		return
	}
	e, ok := got.Err.(*graph.Error)
	if !ok || e.Code != code || e.Field != field {
		b.t.Errorf("%+v: refused with %#v; want code %s, field %s", r, got.Err, code, field)
		return
	}
	for _, w := range words {
		if !strings.Contains(e.Error(), w) {
			b.t.Errorf("the refusal %q does not say %q", e, w)
		}
	}
	if b.head() != before {
		b.t.Errorf("%+v was refused, but something was recorded", r)
	}
}

func (b *bench) head() graph.Sequence {
	b.t.Helper()
	as, err := b.store.Head(context.Background(), nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return as.Sequence
}

func (b *bench) claim(id graph.ClaimID) graph.ClaimState {
	b.t.Helper()
	got, err := b.store.Claims(context.Background(), b.head(), []graph.ClaimID{id})
	if err != nil || len(got) != 1 {
		b.t.Fatalf("claim %s: %d found (%v)", id, len(got), err)
	}
	return got[0]
}

func (b *bench) source(id graph.SourceID) graph.SourceState {
	b.t.Helper()
	got, err := b.store.Sources(context.Background(), b.head(), []graph.SourceID{id})
	if err != nil || len(got) != 1 {
		b.t.Fatalf("source %s: %d found (%v)", id, len(got), err)
	}
	return got[0]
}

// witnesses counts those of a tie, by stamps and moves, as stores do.
func (b *bench) witnesses(x, y graph.ActorID) int {
	b.t.Helper()
	moved := map[graph.SourceID]graph.SourceID{}
	err := b.store.Derived(context.Background(), 0, b.head(), func(_ graph.Sequence, d graph.Derived) error {
		for _, m := range d.Moves {
			moved[m.Source] = m.Origin
		}
		return nil
	})
	if err != nil {
		b.t.Fatal(err)
	}
	f := graph.Filter{Origins: graph.NewOrigins(moved)}
	got, err := b.store.Ties(context.Background(), b.head(), &f, []graph.TieAsk{{A: min(x, y), B: max(x, y), Any: true}})
	if err != nil {
		b.t.Fatal(err)
	}
	return got[0].Witnesses
}
