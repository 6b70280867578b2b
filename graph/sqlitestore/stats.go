package sqlitestore

import (
	"context"
	"sync"

	"zombiezen.com/go/sqlite"

	"liaison/graph"
)

// statsCache keeps the last few answers: they are of fixed sequences, so they stay right.
type statsCache struct {
	mu   sync.Mutex
	at   [4]graph.Sequence
	is   [4]graph.Stats
	next int
}

// Stats counts what is recorded.
func (s *Store) Stats(ctx context.Context, seq graph.Sequence) (graph.Stats, error) {
	snap, at, err := s.seen(ctx, seq)
	if err != nil || at == 0 {
		return graph.Stats{}, err
	}
	s.stats.mu.Lock()
	for i, known := range s.stats.at {
		if known == at {
			defer s.stats.mu.Unlock()
			return s.stats.is[i], nil
		}
	}
	s.stats.mu.Unlock()
	out := snap.Stats(at)
	_, err = read(ctx, s, func(c conn) (any, error) {
		n, err := c.number(`SELECT count(*) FROM source WHERE first BETWEEN 1 AND ?`, at)
		if err != nil {
			return nil, err
		}
		out.Sources = int(n)
		if n, err = c.number(`SELECT count(*) FROM text WHERE sequence <= ?`, at); err != nil {
			return nil, err
		}
		out.TextsHeld = int(n)
		for query, count := range map[string]*int{
			`SELECT count(*) FROM judgement WHERE sequence <= ?`:            &out.Judgements,
			`SELECT count(*) FROM dispute WHERE sequence <= ?`:              &out.Disputes,
			`SELECT count(*) FROM retraction WHERE sequence <= ?`:           &out.Retractions,
			`SELECT count(*) FROM proposal WHERE sequence <= ?`:             &out.Proposals,
			`SELECT count(*) FROM (` + proposalsAt + stateOf + ` = 'open')`: &out.OpenProposals,
		} {
			if _, err := c.row(query, func(st *sqlite.Stmt) { *count = st.ColumnInt(0) }, at); err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	if err != nil {
		return graph.Stats{}, err
	}
	s.stats.mu.Lock()
	defer s.stats.mu.Unlock()
	s.stats.at[s.stats.next], s.stats.is[s.stats.next] = at, out
	s.stats.next = (s.stats.next + 1) % len(s.stats.at)
	return out, nil
}
