package neo4jstore

import (
	"context"
	"strings"

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

// Plans gives the operators of the plans of all statements that have found claims so far, by statement.
func (s *Store) Plans(ctx context.Context) (map[string][]string, error) {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database})
	defer session.Close(ctx)
	out := map[string][]string{}
	var failed error
	s.texts.Range(func(_, st any) bool {
		text := st.(*statement).text
		if st.(*statement).state.Load() != planned {
			return true
		}
		result, err := session.Run(ctx, "EXPLAIN "+strings.TrimPrefix(text, keepPlan), map[string]any{"q": map[string]any{}})
		if err != nil {
			failed = err
			return false
		}
		summary, err := result.Consume(ctx)
		if err != nil {
			failed = err
			return false
		}
		// The driver gives the last child of an operator in place of all (v5.28), so that the tree is read from its drawing.
		drawing, _ := summary.Plan().Arguments()["string-representation"].(string)
		for line := range strings.Lines(drawing) {
			if before, operator, ok := strings.Cut(line, "+"); ok && strings.Trim(before, "| ") == "" && !strings.HasPrefix(operator, "-") {
				out[text] = append(out[text], strings.FieldsFunc(operator, func(r rune) bool { return r == ' ' || r == '@' || r == '|' })[0])
			}
		}
		return true
	})
	return out, failed
}
