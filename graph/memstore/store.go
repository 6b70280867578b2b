// Package memstore is the reference store: the obvious, slow, correct one. It keeps the accepted entries in a slice
// and answers every question by replaying them up to the sequence asked for and looping over what comes out. It has
// no index, no cache and no shortcut, so that what it answers can be checked by reading it; the other stores are
// compared with it. It is for tests and for graphs of a few thousand records.
package memstore

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"reflect"
	"slices"
	"sync"
	"time"

	"liaison/graph"
)

// Options of a store.
type Options struct {
	Clock func() time.Time // default time.Now
	ID    string           // 32 hex digits; default random
	// Frugal gives Admit no more than Batch.Needs names, as a store does that has to fetch it. The answers are the same:
	// that is what it is there to test.
	Frugal bool
}

// Store is a graph.Store in memory. Make it with New.
type Store struct {
	id       string
	ontology *graph.Ontology
	clock    func() time.Time
	frugal   bool

	mu      sync.RWMutex  // guards the two below; entries that are there never change
	entries []graph.Entry // the n-th has sequence n+1
	closed  bool
}

var _ graph.Store = (*Store)(nil)

// New makes an empty store.
func New(o *graph.Ontology, opt Options) *Store {
	if opt.Clock == nil {
		opt.Clock = time.Now
	}
	if opt.ID == "" {
		var b [16]byte
		_, _ = rand.Read(b[:]) // never fails, by its contract
		opt.ID = hex.EncodeToString(b[:])
	}
	return &Store{id: opt.ID, ontology: o, clock: opt.Clock, frugal: opt.Frugal}
}

// ID names this set of records.
func (s *Store) ID() string { return s.id }

// Ontology gives the relations.
func (s *Store) Ontology() *graph.Ontology { return s.ontology }

// Close makes all later calls fail with graph.CodeUnavailable.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return nil
}

// Append admits the batch and keeps what was accepted.
func (s *Store) Append(ctx context.Context, b graph.Batch) ([]graph.Receipt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	own := graph.Batch{Restore: b.Restore}
	for _, r := range b.Records {
		own.Records = append(own.Records, copyOf(r))
	}
	needs := own.Needs(s.ontology) // normalizes the records, too
	known := knowledge(s.ontology, replay(s.entries))
	if s.frugal {
		known = trim(known, needs)
	}
	admission, err := graph.Admit(own, known, s.clock())
	if err != nil {
		return nil, err
	}
	s.entries = append(s.entries, admission.Entries...)
	return admission.Receipts, nil
}

// copyOf keeps the caller's record out of the hands of Admit, which fills in fields.
func copyOf(r graph.Record) graph.Record {
	c := reflect.New(reflect.TypeOf(r).Elem())
	c.Elem().Set(reflect.ValueOf(r).Elem())
	return c.Interface().(graph.Record)
}

func (s *Store) usable(ctx context.Context) error {
	if s.closed {
		return &graph.Error{Code: graph.CodeUnavailable, Message: "the store is closed"}
	}
	return ctx.Err()
}

// upto gives the entries with a sequence <= seq.
func (s *Store) upto(ctx context.Context, seq graph.Sequence) ([]graph.Entry, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	return s.entries[:min(seq, graph.Sequence(len(s.entries)))], nil
}

// at gives what was known at a sequence.
func (s *Store) at(ctx context.Context, seq graph.Sequence) (*state, error) {
	entries, err := s.upto(ctx, seq)
	if err != nil {
		return nil, err
	}
	return replay(entries), nil
}

const newest = ^graph.Sequence(0)

// Head gives the newest sequence, or the newest one recorded at or before a time.
func (s *Store) Head(ctx context.Context, at *time.Time) (graph.AsOf, error) {
	entries, err := s.upto(ctx, newest)
	if err != nil {
		return graph.AsOf{}, err
	}
	if at != nil {
		entries = slices.DeleteFunc(slices.Clone(entries), func(e graph.Entry) bool { return e.Recorded.After(*at) })
	}
	return head(entries), nil
}

// At gives the record time of a sequence.
func (s *Store) At(ctx context.Context, seq graph.Sequence) (graph.AsOf, error) {
	entries, err := s.upto(ctx, seq)
	return head(entries), err
}

func head(entries []graph.Entry) graph.AsOf {
	if len(entries) == 0 {
		return graph.AsOf{}
	}
	last := entries[len(entries)-1]
	return graph.AsOf{Sequence: last.Sequence, Recorded: last.Recorded}
}

// Journal yields entries in order.
func (s *Store) Journal(ctx context.Context, types []graph.RecordType, after, upto graph.Sequence, yield func(graph.Entry) error) error {
	if upto == 0 {
		upto = newest
	}
	entries, err := s.upto(ctx, upto)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Sequence <= after || !passes(types, e.Record.Type()) {
			continue
		}
		if err := yield(e); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// Derived yields what entries decided, in order.
func (s *Store) Derived(ctx context.Context, after, upto graph.Sequence, yield func(graph.Sequence, graph.Derived) error) error {
	return s.Journal(ctx, nil, after, upto, func(e graph.Entry) error {
		d := graph.Derived{Withdraws: e.Derived.Withdraws, Disputes: e.Derived.Disputes, Moves: e.Derived.Moves}
		if len(d.Withdraws)+len(d.Disputes)+len(d.Moves) == 0 {
			return nil
		}
		return yield(e.Sequence, d)
	})
}

// passes: an empty list does not filter.
func passes[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }
