package neo4jstore

import (
	"context"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// tx is a transaction that writes.
type tx struct{ neo4j.ExplicitTransaction }

// run runs a statement and gives its rows.
func (t *tx) run(ctx context.Context, cypher string, params map[string]any) ([]row, error) {
	result, err := t.Run(ctx, cypher, params)
	if err != nil {
		return nil, err
	}
	return all(ctx, result)
}

// begin begins a transaction. A server that is there answers soon; so one that does not is given no more than the time of
// a read, and not that of all that is to be written.
func (s *Store) begin(ctx context.Context, session neo4j.SessionWithContext) (*tx, error) {
	ctx, cancel := context.WithCancel(ctx) // it has to last as long as the transaction
	late := time.AfterFunc(s.opt.QueryTime, cancel)
	defer late.Stop()
	t, err := session.BeginTransaction(ctx, neo4j.WithTxTimeout(s.opt.WriteTime))
	return &tx{t}, err
}

// write does work in one transaction, whole or not at all. It is tried again where that may help, as after a deadlock of
// two programs that open a new store; so work must be such that to do it twice is to do it once.
func (s *Store) write(ctx context.Context, work func(*tx) error) error {
	limited, cancel := context.WithTimeout(ctx, s.opt.WriteTime+lateness)
	defer cancel()
	for try := 0; ; try++ {
		err := s.writeOnce(limited, work)
		if err == nil || !passing(err) || try == readTries-1 || !pause(limited, firstWait<<try) {
			return s.explain(ctx, err)
		}
	}
}

func (s *Store) writeOnce(ctx context.Context, work func(*tx) error) error {
	session, release, err := s.session(ctx, neo4j.AccessModeWrite)
	if err != nil {
		return err
	}
	defer release()
	t, err := s.begin(ctx, session)
	if err != nil {
		return err
	}
	if err := work(t); err != nil {
		return err // release rolls back
	}
	return t.Commit(ctx)
}
