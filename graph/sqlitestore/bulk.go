package sqlitestore

import (
	"context"
	"time"

	"liaison/graph"
	"liaison/graph/index"
)

// A first import goes several times faster while claims have no index by id. So an empty store has none; a large first
// batch is taken for the begin of an import, during which a table in memory finds claims by id, and the index is made
// when no more batches come. A store that was killed meanwhile lacks nothing but the index, which is made when it is
// opened again.
type bulk struct {
	without  bool        // there is no index yet
	on       bool        // an import is under way
	explicit bool        // begun by BeginBulk: ended by EndBulk only
	quiet    *time.Timer // runs since the last batch
}

const (
	bulkFrom  = 1_000                  // claims of a batch that begins an import
	bulkMost  = 8_000_000              // claims of an import that are kept in the table
	bulkQuiet = 500 * time.Millisecond // after the last batch
)

// BeginBulk says that an import begins: until EndBulk, an empty store puts off what can be made faster at the end.
// Everything stays as durable as ever. On a store with claims it does nothing. Large first batches are recognized
// without it; EndBulk tells when the import is over, which else takes half a second to notice.
func (s *Store) BeginBulk(ctx context.Context) error {
	return s.between(ctx, func() error {
		w := s.writer
		if w.bulk.without && s.index.Snapshot().Claims(s.index.Head()) == 0 {
			w.beginBulk()
			w.bulk.explicit = true
		}
		return nil
	})
}

// EndBulk ends what BeginBulk began, and returns when all indexes are there.
func (s *Store) EndBulk(ctx context.Context) error {
	return s.between(ctx, func() error { return explain(s.path, s.writer.endBulk()) })
}

// between runs something between two writes.
func (s *Store) between(ctx context.Context, f func() error) error {
	if err := s.usable(ctx); err != nil {
		return err
	}
	return s.submit(&request{ctx: ctx, then: f})
}

// openBulk looks whether the index is there, and makes it where an import was cut off.
func (w *writer) openBulk() error {
	n, err := w.c.number(`SELECT count(*) FROM sqlite_schema WHERE name = 'claim_id'`)
	if err != nil {
		return err
	}
	w.bulk.quiet = time.NewTimer(time.Hour)
	w.bulk.quiet.Stop()
	w.bulk.without = n == 0
	if w.bulk.without && w.s.index.Snapshot().Claims(w.head.Sequence) > 0 {
		return w.makeClaimIndex()
	}
	return nil
}

// idle tells when an import has been quiet for so long that it is over.
func (w *writer) idle() <-chan time.Time { return w.bulk.quiet.C }

// beforeBatch decides how the claims of a batch will be found.
func (w *writer) beforeBatch(b graph.Batch) error {
	if !w.bulk.without {
		return nil
	}
	if w.bulk.on {
		if len(w.s.bulk) < bulkMost {
			return nil
		}
		return w.finishBulk()
	}
	claims := 0
	for _, r := range b.Records {
		if r.Type() == graph.TypeClaim {
			claims++
		}
	}
	switch {
	case claims >= bulkFrom:
		w.beginBulk()
		return nil
	case claims > 0:
		return w.makeClaimIndex()
	}
	return nil
}

// beginBulk also leaves out the check of foreign keys, whose numbers this package gives out itself and checks whenever
// it reads the claims.
func (w *writer) beginBulk() {
	w.bulk.on = true
	_ = w.c.exec(`PRAGMA foreign_keys = OFF`)
	w.s.bulkMu.Lock()
	defer w.s.bulkMu.Unlock()
	if w.s.bulk == nil {
		w.s.bulk = map[graph.ClaimID]graph.Sequence{}
	}
}

// endBulk ends an import, if one is under way.
func (w *writer) endBulk() error {
	w.bulk.explicit = false
	if !w.bulk.on {
		return nil
	}
	if w.lent {
		c, err := w.s.readers.take(context.Background())
		if err != nil {
			return err
		}
		defer w.s.readers.put(c)
	}
	return w.finishBulk()
}

// finishBulk makes the index; where that fails, the import goes on for now.
func (w *writer) finishBulk() error {
	w.bulk.quiet.Stop()
	if err := w.makeClaimIndex(); err != nil {
		w.bulk.quiet.Reset(10 * bulkQuiet)
		return err
	}
	w.bulk.on = false
	_ = w.c.exec(`PRAGMA foreign_keys = ON`)
	w.s.bulkMu.Lock()
	defer w.s.bulkMu.Unlock()
	w.s.bulk = nil
	return nil
}

func (w *writer) makeClaimIndex() error {
	err := w.c.exec(claimIndex)
	if err == nil {
		w.bulk.without = false
	}
	return err
}

// showBulk lets claims be found by id, where the file cannot.
func (w *writer) showBulk(claims []index.Claim) {
	if !w.bulk.on {
		return
	}
	w.s.bulkMu.Lock()
	for i := range claims {
		w.s.bulk[claims[i].ID] = claims[i].Sequence
	}
	w.s.bulkMu.Unlock()
	if !w.bulk.explicit {
		w.bulk.quiet.Reset(bulkQuiet)
	}
}

// claimSequence finds the sequence of a claim; 0 where it is not recorded.
func (s *Store) claimSequence(c conn, id graph.ClaimID) (graph.Sequence, error) {
	s.bulkMu.RLock()
	importing := s.bulk != nil
	seq := s.bulk[id]
	s.bulkMu.RUnlock()
	if importing {
		return seq, nil
	}
	n, err := c.number(`SELECT sequence FROM claim WHERE id = ?`, id)
	return graph.Sequence(n), err
}
