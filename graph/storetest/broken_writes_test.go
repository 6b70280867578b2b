package storetest_test

import (
	"context"
	"sync/atomic"

	"liaison/graph"
	"liaison/graph/memstore"
	"liaison/graph/storetest"
)

// brokenWrites are wrong in what they record, or in what they say about it.
func brokenWrites() []broken {
	return []broken{
		{"acknowledged but lost", func(s graph.Store) graph.Store { return &losesBatches{Store: s} }, []string{"law 10:", "duty: writers"}},
		{"repeats called new", func(s graph.Store) graph.Store { return callsRepeatsNew{s} }, []string{"law 2:", "law 10:"}},
		{"differences not told", func(s graph.Store) graph.Store { return silentAboutKept{s} }, []string{"law 2:", "law 10:"}},
		{"batches cut to one record each", func(s graph.Store) graph.Store { return forgetsBatch{s} }, []string{"duty: any batch size", "law 10:"}},
		{"failed batches half recorded", func(s graph.Store) graph.Store { return halfRecords{s} }, []string{"duty: failed"}},
		{"restores at any sequence", func(s graph.Store) graph.Store { return restoresAnything{s} }, []string{"duty: restore"}},
		{"sequences guessed", func(s graph.Store) graph.Store { return guessesSequences{s} }, []string{"law 10:"}},
	}
}

// losesBatches answers for the third batch from a copy that it then throws away.
type losesBatches struct {
	graph.Store
	batches atomic.Int32
}

func (b *losesBatches) Append(ctx context.Context, batch graph.Batch) ([]graph.Receipt, error) {
	if b.batches.Add(1) != 3 {
		return b.Store.Append(ctx, batch)
	}
	head, err := b.Head(ctx, nil)
	out := make([]graph.Receipt, len(batch.Records))
	for i, r := range batch.Records {
		out[i] = graph.Receipt{Status: graph.Accepted, ID: r.RecordID(), Sequence: head.Sequence + graph.Sequence(i) + 1}
	}
	return out, err
}

type callsRepeatsNew struct{ graph.Store }

func (b callsRepeatsNew) Append(ctx context.Context, batch graph.Batch) ([]graph.Receipt, error) {
	out, err := b.Store.Append(ctx, batch)
	for i := range out {
		if out[i].Status == graph.Known {
			out[i].Status = graph.Accepted
		}
	}
	return out, err
}

type silentAboutKept struct{ graph.Store }

func (b silentAboutKept) Append(ctx context.Context, batch graph.Batch) ([]graph.Receipt, error) {
	out, err := b.Store.Append(ctx, batch)
	for i := range out {
		out[i].Kept = nil
	}
	return out, err
}

// forgetsBatch takes only so many records of a batch.
type forgetsBatch struct{ graph.Store }

func (b forgetsBatch) Append(ctx context.Context, batch graph.Batch) ([]graph.Receipt, error) {
	const most = 15
	if len(batch.Records) <= most || batch.Restore != nil {
		return b.Store.Append(ctx, batch)
	}
	out, err := b.Store.Append(ctx, graph.Batch{Records: batch.Records[:most]})
	return append(out, make([]graph.Receipt, len(batch.Records)-most)...), err
}

// asymmetric is a store that forgot which relations are symmetric.
func asymmetric(c storetest.Config) graph.Store {
	all := storetest.Ontology().All()
	for i := range all {
		all[i].Symmetric = false
	}
	o, err := graph.NewOntology(all)
	if err != nil {
		panic(err) // nothing was added
	}
	return symmetryLost{memstore.New(o, memstore.Options{Clock: c.Clock})}
}

type symmetryLost struct{ graph.Store }

func (symmetryLost) Ontology() *graph.Ontology { return storetest.Ontology() }

type restoresAnything struct{ graph.Store }

func (b restoresAnything) Append(ctx context.Context, batch graph.Batch) ([]graph.Receipt, error) {
	batch.Restore = nil
	return b.Store.Append(ctx, batch)
}

// guessesSequences works out sequences in place of taking those that the write gave.
type guessesSequences struct{ graph.Store }

func (b guessesSequences) Append(ctx context.Context, batch graph.Batch) ([]graph.Receipt, error) {
	head, err := b.Head(ctx, nil)
	if err != nil {
		return nil, err
	}
	out, err := b.Store.Append(ctx, batch)
	for i := range out {
		if out[i].Status == graph.Accepted {
			head.Sequence++
			out[i].Sequence = head.Sequence + graph.Sequence(i/3)
		}
	}
	return out, err
}

// halfRecords keeps what came before the record at which a batch fails.
type halfRecords struct{ graph.Store }

func (b halfRecords) Append(ctx context.Context, batch graph.Batch) ([]graph.Receipt, error) {
	out, err := b.Store.Append(ctx, batch)
	for n := len(batch.Records) - 1; err != nil && n > 0 && len(batch.Restore) > n; n-- {
		if _, err := b.Store.Append(ctx, graph.Batch{Records: batch.Records[:n], Restore: batch.Restore[:n]}); err == nil {
			break
		}
	}
	return out, err
}
