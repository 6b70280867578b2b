package sqlitestore

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"zombiezen.com/go/sqlite"

	"liaison/graph"
	"liaison/graph/index"
)

// Options of a store.
type Options struct {
	Clock func() time.Time // default time.Now
	ID    string           // of a store that is made: 32 hex digits; default random
}

// Store is a graph.Store in an SQLite file. Make it with Open or OpenMemory.
type Store struct {
	path      string // for messages
	id        string
	ontology  *graph.Ontology
	relations []graph.RelationID // by place in the ontology
	numbers   relationNumbers
	lock      *lock // nil in memory
	readers   *pool
	index     *index.Index
	head      atomic.Pointer[graph.AsOf] // what readers see
	catalog   atomic.Pointer[catalog]
	actors    actorCache
	stats     statsCache

	bulkMu sync.RWMutex
	bulk   map[graph.ClaimID]graph.Sequence // while claims have no index by id

	queueMu sync.RWMutex
	queue   chan *request // nil once closed
	writer  *writer
	stopped chan struct{} // closed when the writer has ended
	closing sync.Once
}

var _ graph.Store = (*Store)(nil)

// relationNumbers maps the numbers of relations in the file to places in the ontology and back.
type relationNumbers struct {
	place  []int32  // by number; -1: none
	number []uint32 // by place
}

// catalog is what provenances refer to, by number. It is replaced, never changed; the lists only grow.
type catalog struct {
	makers []graph.MadeBy
	relays []bool // by provenance: the claim names what it relays
}

// ID names this set of records for ever.
func (s *Store) ID() string { return s.id }

// Ontology gives the relations.
func (s *Store) Ontology() *graph.Ontology { return s.ontology }

// Index gives what the store holds in memory, for measurements.
func (s *Store) Index() *index.Index { return s.index }

// Head gives the newest sequence, or the newest one recorded at or before a time.
func (s *Store) Head(ctx context.Context, at *time.Time) (graph.AsOf, error) {
	if err := s.usable(ctx); err != nil {
		return graph.AsOf{}, err
	}
	head := *s.head.Load()
	if at == nil || head.Sequence == 0 || !head.Recorded.After(*at) {
		return head, nil
	}
	return read(ctx, s, func(c conn) (graph.AsOf, error) { return headAt(c, head, *at) })
}

// At gives the record time of a sequence.
func (s *Store) At(ctx context.Context, seq graph.Sequence) (graph.AsOf, error) {
	if err := s.usable(ctx); err != nil {
		return graph.AsOf{}, err
	}
	head := *s.head.Load()
	if seq >= head.Sequence {
		return head, nil
	}
	if seq == 0 {
		return graph.AsOf{}, nil
	}
	return read(ctx, s, func(c conn) (graph.AsOf, error) {
		t, err := recorded(c, seq)
		return graph.AsOf{Sequence: seq, Recorded: t}, err
	})
}

// recorded gives the record time of a sequence.
func recorded(c conn, seq graph.Sequence) (time.Time, error) {
	_, t, err := momentOf(c, seq)
	return t, err
}

// momentOf gives the row of the table of moments that a sequence belongs to, and the time of that sequence.
func momentOf(c conn, seq graph.Sequence) (first graph.Sequence, t time.Time, err error) {
	_, err = c.row(`SELECT sequence, recorded FROM moment WHERE sequence <= ? ORDER BY sequence DESC LIMIT 1`, func(st *sqlite.Stmt) {
		first = sequence(st, 0)
		t = time.UnixMicro(st.ColumnInt64(1) + int64(seq-first)).UTC()
	}, seq)
	return first, t, err
}

// headAt finds the newest sequence recorded at or before a time that is before the head's. Times rise with sequences.
func headAt(c conn, head graph.AsOf, at time.Time) (graph.AsOf, error) {
	low, high := graph.Sequence(0), head.Sequence // recorded by then; recorded later
	for high-low > 1 {
		middle := low + (high-low)/2
		t, err := recorded(c, middle)
		if err != nil {
			return graph.AsOf{}, err
		}
		if t.After(at) {
			high = middle
		} else {
			low = middle
		}
	}
	if low == 0 {
		return graph.AsOf{}, nil
	}
	t, err := recorded(c, low)
	return graph.AsOf{Sequence: low, Recorded: t}, err
}

func (s *Store) usable(ctx context.Context) error {
	select {
	case <-s.readers.done:
		return errClosed()
	default:
		return ctx.Err()
	}
}

// seen gives the newest snapshot of the index and the sequence to answer at.
func (s *Store) seen(ctx context.Context, seq graph.Sequence) (index.Snapshot, graph.Sequence, error) {
	if err := s.usable(ctx); err != nil {
		return index.Snapshot{}, 0, err
	}
	head := s.head.Load().Sequence
	return s.index.Snapshot(), min(seq, head), nil
}

// read lends a connection to f.
func read[T any](ctx context.Context, s *Store, f func(conn) (T, error)) (T, error) {
	var none T
	c, err := s.readers.take(ctx)
	if err != nil {
		return none, s.translate(ctx, err)
	}
	defer s.readers.put(c)
	out, err := f(c)
	if err != nil {
		return none, s.translate(ctx, err)
	}
	return out, nil
}

// Degrees counts claim ends.
func (s *Store) Degrees(ctx context.Context, seq graph.Sequence, ids []graph.ActorID) ([]int, error) {
	snap, at, err := s.seen(ctx, seq)
	if err != nil {
		return nil, err
	}
	out := make([]int, len(ids))
	for i, id := range ids {
		if n, ok := snap.Actor(id); ok {
			out[i] = snap.Degree(n, at)
		}
		if i%256 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return out, nil
}

// Expand finds the matching claims around a frontier.
func (s *Store) Expand(ctx context.Context, seq graph.Sequence, f *graph.Filter, h graph.Hop) (graph.Expansion, error) {
	var out graph.Expansion
	snap, at, err := s.seen(ctx, seq)
	if err == nil {
		err = snap.Expand(ctx, at, f, h, &out)
	}
	if err != nil {
		return graph.Expansion{}, err
	}
	return out, nil
}

// Reach finds whom claims lead to from a frontier.
func (s *Store) Reach(ctx context.Context, seq graph.Sequence, f *graph.Filter, l graph.Leap) ([]graph.Step, error) {
	snap, at, err := s.seen(ctx, seq)
	if err != nil {
		return nil, err
	}
	return snap.Reach(ctx, at, f, l)
}

// Ties describes ties.
func (s *Store) Ties(ctx context.Context, seq graph.Sequence, f *graph.Filter, ties []graph.TieAsk) ([]graph.TieAnswer, error) {
	snap, at, err := s.seen(ctx, seq)
	if err != nil {
		return nil, err
	}
	return snap.Ties(ctx, at, f, ties)
}

// Line puts the claims around actors in the order of time.
func (s *Store) Line(ctx context.Context, seq graph.Sequence, f *graph.Filter, l graph.LineAsk) (graph.LineAnswer, error) {
	snap, at, err := s.seen(ctx, seq)
	if err != nil {
		return graph.LineAnswer{}, err
	}
	return snap.Line(ctx, at, f, l)
}

// Close waits for writes under way and releases the file.
func (s *Store) Close() error {
	var err error
	s.closing.Do(func() {
		s.queueMu.Lock()
		close(s.queue)
		s.queue = nil
		s.queueMu.Unlock()
		<-s.stopped
		s.index.Wait()
		err = s.writer.end
		if e := s.readers.close(); err == nil {
			err = e
		}
		if s.lock != nil {
			if e := s.lock.release(); err == nil {
				err = e
			}
		}
		err = explain(s.path, err)
	})
	return err
}
