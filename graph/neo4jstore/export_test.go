package neo4jstore

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// TooOld tells whether a server of a version is refused.
func TooOld(version string) bool { return tooOld(version) }

// Ask reads by any statement, as the methods do.
func (s *Store) Ask(ctx context.Context, cypher string) ([][]any, error) {
	rows, err := s.read(ctx, cypher, nil)
	out := make([][]any, len(rows))
	for i, r := range rows {
		out[i] = r
	}
	return out, err
}

// Hold takes the writers' lock, as another program would, until release is called.
func (s *Store) Hold(ctx context.Context) (release func(), err error) {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database})
	t, err := session.BeginTransaction(ctx)
	if err == nil {
		_, err = (&tx{t}).run(ctx, `MATCH (s:Store {liaison: 'store'}) SET s.locked = true`, nil)
	}
	return func() { _ = session.Close(context.WithoutCancel(ctx)) }, err
}

// WalkUpTo sets up to how many claims actors are walked around; -1: never.
func (s *Store) WalkUpTo(n int) { s.walkUpTo = n }
