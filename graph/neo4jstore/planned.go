package neo4jstore

import (
	"context"
	"fmt"
	"regexp"
	"sync/atomic"
	"time"

	"liaison/graph"
)

// A statement that looks into the indexes of every type is planned by the server in seconds, which a question does not
// have; once there is a plan, it is kept there. So the plan is made beside the questions. Until it is there they walk along
// the relationships, which takes longer where there are many, and is planned at once.

// planTime is how long the server may take for a plan.
const planTime = 5 * time.Minute

// walkMeanwhile is up to how many claims are walked along while there is no plan. To walk along more takes no less time
// than to wait for it.
const walkMeanwhile = 300_000

// prepareFrom is from how many records on plans are made when a store is opened: there will be somebody with many claims.
const prepareFrom = 20_000

// statement is a statement that finds claims.
type statement struct {
	text  string
	state atomic.Int32
}

// The states of a statement that looks into indexes.
const (
	unplanned = iota
	planning
	planned
)

// statement gives the one of a kind, which is made once for all that its search depends on. All parameters are in one map:
// the server plans a statement anew for every combination of types of its parameters and lengths of lists among them, but
// does not look into maps.
func (q *question) statement(kind string, build func() string) *statement {
	key := fmt.Sprint(kind, q.shape())
	st, ok := q.texts.Load(key)
	if !ok {
		st, _ = q.texts.LoadOrStore(key, &statement{text: parameter.ReplaceAllString(build(), "$$q.$1")})
	}
	return st.(*statement)
}

var parameter = regexp.MustCompile(`\$([a-zA-Z]+)`)

// find runs the statement of a kind.
func (q *question) find(ctx context.Context, kind string, build func() string) ([]row, error) {
	st := q.statement(kind, build)
	rows, err := q.read(ctx, st.text, map[string]any{"q": q.params})
	switch {
	case err == nil:
		st.state.Store(planned)
	case ctx.Err() != nil || graph.CodeOf(err) == graph.CodeTimeout: // the server may have lost its plan
		st.state.CompareAndSwap(planned, unplanned)
	}
	return rows, err
}

// choose decides how the claims around clusters are found by the statement of a kind.
func (q *question) choose(ctx context.Context, clusters []graph.ActorID, kind string, build func() string) error {
	if q.walkUpTo < 0 {
		return nil
	}
	st := q.statement(kind, build)
	ready := st.state.Load() == planned
	if err := q.chooseWay(ctx, clusters, ready); err != nil || q.walk || ready {
		return err
	}
	q.plan(st)
	q.walk = q.claims <= walkMeanwhile
	return nil
}

// plan lets the server plan a statement, unless it does already.
func (s *Store) plan(st *statement) {
	if !st.state.CompareAndSwap(unplanned, planning) {
		return
	}
	go func() {
		leave, err := s.enter(s.life)
		if err != nil {
			return
		}
		defer leave()
		// With nobody to look around it finds nothing. The numbers are those that have to be there.
		nobody := map[string]any{"strong": 0, "recent": 0, "page": 0, "skip": 0, "upto": 0}
		if _, err := s.readOnce(s.life, time.Now().Add(planTime), st.text, map[string]any{"q": nobody}); err != nil {
			st.state.CompareAndSwap(planning, unplanned)
			return
		}
		st.state.Store(planned)
	}()
}

// prepare has the plans made for what is asked most.
func (s *Store) prepare(h *head) {
	if h.Sequence < prepareFrom {
		return
	}
	p := point{sequence: h.Sequence, types: h.types, vague: h.vague, rare: h.rare}
	q := s.ask(p, &graph.Filter{}, false)
	s.plan(q.statement(alone, q.aloneText))
	s.plan(q.statement(hop{plain: true}.String(), func() string { return q.hopText(hop{plain: true}) }))
	s.plan(q.statement(ties, q.tiesText))
}
