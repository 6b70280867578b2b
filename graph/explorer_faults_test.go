package graph_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"liaison/graph"
	"liaison/graph/resolve"
)

// far is a store at the end of a line that can fail.
type far struct {
	graph.Store
	silent  atomic.Bool  // logs are not answered until the context ends
	cut     atomic.Int64 // entries of a log after which the line is cut; negative: never
	asked   chan struct{}
	journal atomic.Uint64 // where the last journal was read from
	limit   atomic.Bool   // expansions beyond the first hop meet the store's own time limit
}

var errCut = &graph.Error{Code: graph.CodeUnavailable, Message: "the line was cut"}

func newFar(s graph.Store) *far {
	f := &far{Store: s, asked: make(chan struct{}, 100)}
	f.cut.Store(-1)
	return f
}

func (f *far) Journal(ctx context.Context, types []graph.RecordType, after, upto graph.Sequence, yield func(graph.Entry) error) error {
	f.journal.Store(uint64(after))
	f.asked <- struct{}{}
	if f.silent.Load() {
		<-ctx.Done()
		return ctx.Err()
	}
	return f.Store.Journal(ctx, types, after, upto, func(e graph.Entry) error {
		if left := f.cut.Load(); left == 0 {
			return errCut
		} else if left > 0 {
			f.cut.Add(-1)
		}
		return yield(e)
	})
}

func (f *far) Derived(ctx context.Context, after, upto graph.Sequence, yield func(graph.Sequence, graph.Derived) error) error {
	return f.Store.Derived(ctx, after, upto, func(s graph.Sequence, d graph.Derived) error {
		if left := f.cut.Load(); left == 0 {
			return errCut
		} else if left > 0 {
			f.cut.Add(-1)
		}
		return yield(s, d)
	})
}

func (f *far) Expand(ctx context.Context, s graph.Sequence, filter *graph.Filter, h graph.Hop) (graph.Expansion, error) {
	if f.limit.Load() && len(h.Done) > 0 {
		return graph.Expansion{}, &graph.Error{Code: graph.CodeTimeout, Message: "the query met the time limit of the store"}
	}
	return f.Store.Expand(ctx, s, filter, h)
}

// TestWaitingEndsWithTheContext: one question that the store does not answer must not hold up the others beyond the
// time that they have.
func TestWaitingEndsWithTheContext(t *testing.T) {
	w := newCosmos(t, 3)
	f := newFar(w.st)
	f.silent.Store(true)
	e := graph.NewExplorer(f, resolve.New(), graph.Limits{})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	first := make(chan error, 1)
	go func() {
		_, err := e.Tie(ctx, graph.TieQuery{A: w.actors[0], B: w.actors[1]})
		first <- err
	}()
	<-f.asked
	for name, ask := range map[string]func(context.Context) error{
		"a tie": func(ctx context.Context) error {
			_, err := e.Tie(ctx, graph.TieQuery{A: w.actors[0], B: w.actors[1]})
			return err
		},
		"a name":   func(ctx context.Context) error { _, err := e.Actors(ctx, graph.ActorsQuery{Text: "a"}); return err },
		"disputes": func(ctx context.Context) error { _, err := e.Disputes(ctx, graph.PageQuery{}); return err },
	} {
		short, stop := context.WithTimeout(context.Background(), 50*time.Millisecond)
		begun := time.Now()
		err := ask(short)
		stop()
		if took := time.Since(begun); !errors.Is(err, context.DeadlineExceeded) || took > 5*time.Second {
			t.Errorf("%s, while another waits: got %v after %v, want the end of its time", name, err, took)
		}
	}
	cancel()
	if err := <-first; !errors.Is(err, context.Canceled) {
		t.Errorf("the first: got %v", err)
	}
	f.silent.Store(false)
	if _, err := e.Tie(context.Background(), graph.TieQuery{A: w.actors[0], B: w.actors[1]}); err != nil {
		t.Errorf("when the store answers again: %v", err)
	}
}

// TestCutLogs: wherever the reading of the logs is cut, nothing of it stays half, and the same question is answered
// rightly afterwards.
func TestCutLogs(t *testing.T) {
	cuts := 0
	for seed := range uint64(20) {
		w := newCosmos(t, seed)
		ctx := context.Background()
		want := w.answers(t, w.e)
		for n := int64(0); ; n++ {
			f := newFar(w.st)
			f.cut.Store(n)
			e := graph.NewExplorer(f, resolve.New(), graph.Limits{Degrees: w.degrees})
			_, err := e.Disputes(ctx, graph.PageQuery{})
			cut := err != nil
			if cut && graph.CodeOf(err) != graph.CodeUnavailable {
				t.Fatalf("seed %d, cut after %d: got %v", seed, n, err)
			}
			f.cut.Store(-1)
			if diff := cmp.Diff(want, w.answers(t, e), cmpopts.EquateComparable(graph.When{})); diff != "" {
				t.Fatalf("seed %d, cut after %d (-whole +cut):\n%s", seed, n, diff)
			}
			if !cut {
				break
			}
			cuts++
		}
	}
	if cuts == 0 {
		t.Error("no log was cut")
	}
}

// answers are a few that depend on the logs.
func (w *cosmos) answers(t *testing.T, e *graph.Explorer) []any {
	t.Helper()
	ctx := context.Background()
	disputes, err := e.Disputes(ctx, graph.PageQuery{})
	if err != nil {
		t.Fatal(err)
	}
	view, err := e.Neighbourhood(ctx, graph.Query{Actors: w.actors[:1], Depth: 2})
	if err != nil {
		t.Fatal(err)
	}
	return []any{disputes, view}
}

// TestNamesAreReadOn: names that were read before the line was cut need not be read again.
func TestNamesAreReadOn(t *testing.T) {
	w := newCosmos(t, 5)
	ctx := context.Background()
	f := newFar(w.st)
	e := graph.NewExplorer(f, resolve.New(), graph.Limits{})
	if _, err := e.Tie(ctx, graph.TieQuery{A: w.actors[0], B: w.actors[1]}); err != nil { // the other logs are known
		t.Fatal(err)
	}
	f.cut.Store(2)
	if _, err := e.Actors(ctx, graph.ActorsQuery{Text: "a0"}); graph.CodeOf(err) != graph.CodeUnavailable {
		t.Fatalf("a search that is cut: got %v", err)
	}
	f.cut.Store(-1)
	for _, a := range w.actors {
		found, err := e.Actors(ctx, graph.ActorsQuery{Text: string(a), Limit: 1})
		if err != nil || len(found.Actors) != 1 || found.Actors[0].ID != a {
			t.Errorf("%s: got %+v, %v", a, found, err)
		}
		if a == w.actors[0] && f.journal.Load() != 2 {
			t.Errorf("after the cut the names were read from %d on, want 2", f.journal.Load())
		}
	}
}

// TestLimitOfTheStore: a hop that meets the store's own time limit is a hop for which there was no time.
func TestLimitOfTheStore(t *testing.T) {
	w := newCosmos(t, 9)
	f := newFar(w.st)
	f.limit.Store(true)
	e := graph.NewExplorer(f, resolve.New(), graph.Limits{})
	v, err := e.Neighbourhood(context.Background(), graph.Query{Actors: w.actors[:1], Depth: 2})
	if err != nil {
		t.Fatal(err)
	}
	if v.Truncated == nil || v.Truncated.Reason != graph.ByTime || v.Cursor != "" {
		t.Errorf("got %+v, cursor %q; want an answer that time cut", v.Truncated, v.Cursor)
	}
}
