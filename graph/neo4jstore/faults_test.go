package neo4jstore_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
)

// filled gives a store over the line with a few batches in it.
func filled(t testing.TB, r *rig, batches int, change func(*neo4jstore.Options)) *neo4jstore.Store {
	t.Helper()
	s := r.open(t, change)
	for n := range batches {
		mustSend(t, s, n)
	}
	return s
}

// journal reads all entries.
func journal(ctx context.Context, s *neo4jstore.Store) (ids []graph.RecordID, err error) {
	err = s.Journal(ctx, nil, 0, 0, func(e graph.Entry) error {
		ids = append(ids, e.ID)
		return nil
	})
	return ids, err
}

// TestCutInTheMiddleOfAResult: wherever a connection ends while an answer comes, the answer is whole in the end, and
// nobody has to ask twice.
func TestCutInTheMiddleOfAResult(t *testing.T) {
	r := newRig(t)
	s := filled(t, r, 8, nil)
	sent, came := r.line.Passed()
	if _, err := journal(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	sentAfter, cameAfter := r.line.Passed()
	try := func(what string, d neo4jtest.Direction, n int, end func()) {
		t.Helper()
		met := false
		r.line.After(d, n, func() { met = true; end() })
		got, err := journal(t.Context(), s)
		if err != nil || len(got) != 8*batchSize {
			t.Errorf("%s after %d bytes: %d entries, %v", what, n, len(got), err)
		}
		if !met {
			t.Errorf("%s after %d bytes: it did not come to that", what, n)
		}
		r.line.Repair(t)
	}
	for n := range 12 {
		try("closed by the server", neo4jtest.ToClient, 1+n*(cameAfter-came-2)/12, r.line.Cut)
		try("lost by the server", neo4jtest.ToClient, 3+n*(cameAfter-came-4)/12, r.line.Reset)
	}
	for n := range 6 {
		try("closed while it was asked", neo4jtest.ToServer, 1+n*(sentAfter-sent-2)/6, r.line.Cut)
	}
}

// TestConnectionsDieUnused: connections that ended while nobody used them cost no call, however many they are.
func TestConnectionsDieUnused(t *testing.T) {
	r := newRig(t)
	s := filled(t, r, 1, nil)
	for i, end := range []func(){r.line.Cut, r.line.Reset} {
		const many = 20
		r.line.Turn(neo4jtest.Stalled) // so that each needs a connection of its own
		var wg sync.WaitGroup
		for range many {
			wg.Go(func() {
				if _, err := s.Head(t.Context(), nil); err != nil {
					t.Error(err)
				}
			})
		}
		r.line.Await(t, many)
		r.line.Turn(neo4jtest.Flowing)
		wg.Wait()
		end()
		if _, err := s.Head(t.Context(), nil); err != nil {
			t.Errorf("a read: %v", err)
		}
		end()
		mustSend(t, s, 1+i)
	}
	checkWhole(t, s, 0, 1, 2)
}

// TestSilence: a line on which nothing passes any more costs a call the time that it has, and no more; when the line is
// well again, so is the store.
func TestSilence(t *testing.T) {
	r := newRig(t)
	var all sync.WaitGroup
	for name, flow := range map[string]neo4jtest.Flow{"silent": neo4jtest.Stalled, "dripping": neo4jtest.Dripping} {
		r := r.besides(t)
		s := r.open(t, func(o *neo4jstore.Options) {
			if o.QueryTime, o.WriteTime = time.Second, time.Minute; flow == neo4jtest.Dripping { // what comes slowly may take its time
				o.WriteTime = 2 * time.Second
			}
		})
		if _, err := s.Head(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		r.line.Turn(flow)
		try := func(what string, most time.Duration, f func(what string)) {
			what += " on a line that is " + name
			all.Go(func() { within(t, most, what, func() { f(what) }) })
		}
		try("a read", 12*time.Second, func(what string) {
			_, err := journal(t.Context(), s)
			checkUnavailable(t, what, err)
		})
		try("a write", 15*time.Second, func(what string) {
			_, err := send(t.Context(), s, 2)
			checkUnavailable(t, what, err)
		})
		try("a read whose context ends", 5*time.Second, func(what string) {
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			defer cancel()
			if _, err := journal(ctx, s); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s: got %v", what, err)
			}
		})
		try("a write whose context ends", 5*time.Second, func(what string) {
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(300*time.Millisecond, cancel)
			if _, err := send(ctx, s, 2); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: got %v", what, err)
			}
		})
		defer func() {
			r.line.Repair(t)
			mustSend(t, s, 2)
			checkWhole(t, s, 2)
		}()
	}
	all.Wait()
}

// TestSilenceInTheMiddle: the line falls silent in the middle of an answer, or of a write.
func TestSilenceInTheMiddle(t *testing.T) {
	r := newRig(t)
	filled(t, r, 2, nil)
	var all sync.WaitGroup
	for n, c := range []struct {
		d     neo4jtest.Direction
		bytes int
	}{{neo4jtest.ToClient, 500}, {neo4jtest.ToServer, 200}, {neo4jtest.ToServer, 3_000}} {
		r := r.besides(t)
		s := r.open(t, func(o *neo4jstore.Options) { o.QueryTime, o.WriteTime = time.Second, time.Second })
		r.line.After(c.d, c.bytes, func() { r.line.Turn(neo4jtest.Stalled) })
		all.Go(func() {
			within(t, 20*time.Second, "a call", func() {
				var err error
				if c.d == neo4jtest.ToClient {
					_, err = journal(t.Context(), s)
				} else {
					_, err = send(t.Context(), s, 2+n)
				}
				checkUnavailable(t, "a call", err)
			})
		})
		defer func() {
			r.line.Repair(t)
			r.line.Reset() // the server learns that nobody is there, as keep-alive would tell it in time
			mustSend(t, s, 2+n)
			if n == 0 { // the last one
				checkWhole(t, s, 0, 1, 2, 3, 4)
			}
		}()
	}
	all.Wait()
}

// TestTrickle: answers that come in pieces of a few bytes are answers.
func TestTrickle(t *testing.T) {
	r := newRig(t)
	s := filled(t, r, 2, nil)
	r.line.Turn(neo4jtest.Trickling)
	mustSend(t, s, 2)
	checkWhole(t, s, 0, 1, 2)
}

// TestRouting: what holds for one server (bolt) holds where servers are asked for others (neo4j).
func TestRouting(t *testing.T) {
	r := newRig(t)
	o := r.options()
	o.QueryTime = time.Second
	s := mustOpen(t, r.line.URI("neo4j"), o)
	var numbers []int
	for n, fault := range []func(){r.line.Cut, r.line.Reset, func() { r.line.Vanish(); r.line.Repair(t) }} {
		mustSend(t, s, 2*n)
		fault()
		if _, err := s.Head(t.Context(), nil); err != nil {
			t.Errorf("a read after fault %d: %v", n, err)
		}
		fault()
		mustSend(t, s, 2*n+1)
		numbers = append(numbers, 2*n, 2*n+1)
	}
	for what, fault := range map[string]func(){"gone": r.line.Vanish, "silent": func() { r.line.Turn(neo4jtest.Stalled) }} {
		fault()
		within(t, 12*time.Second, "a read, "+what, func() {
			_, err := s.Head(t.Context(), nil)
			checkUnavailable(t, what, err)
		})
		r.line.Repair(t)
		if _, err := s.Head(t.Context(), nil); err != nil {
			t.Errorf("a read, no longer %s: %v", what, err)
		}
		mustSend(t, s, 0)
	}
	checkWhole(t, s, numbers...)
}

// checkUnavailable sees that an error says that the store cannot answer now, and which one.
func checkUnavailable(t testing.TB, what string, err error) {
	t.Helper()
	checkCode(t, what, err, graph.CodeUnavailable)
	if err != nil && !strings.Contains(err.Error(), "127.0.0.1:") {
		t.Errorf("%s: got %q, which does not say where", what, err)
	}
}

// TestFullPool: who finds all connections in use is told so, and who has them loses nothing.
func TestFullPool(t *testing.T) {
	r := newRig(t)
	for _, connections := range []int{1, 2} {
		r.line.Cut()
		s := r.open(t, func(o *neo4jstore.Options) {
			o.Connections, o.AcquireTime, o.QueryTime = connections, time.Second, 20*time.Second
		})
		mustSend(t, s, connections)
		var busy sync.WaitGroup
		occupy := func() {
			r.line.Turn(neo4jtest.Stalled)
			for range connections {
				busy.Go(func() {
					if _, err := s.Head(t.Context(), nil); err != nil {
						t.Errorf("a read that has a connection: %v", err)
					}
				})
			}
			r.line.Await(t, connections)
		}
		release := func() {
			r.line.Turn(neo4jtest.Flowing)
			busy.Wait()
		}
		occupy() // for the first time, which makes the connections
		release()
		occupy()
		time.Sleep(100 * time.Millisecond) // they are taken by now
		for what, f := range map[string]func() error{
			"read":  func() error { _, err := s.Head(t.Context(), nil); return err },
			"write": func() error { _, err := send(t.Context(), s, 10+connections); return err },
		} {
			within(t, 5*time.Second, "a "+what+" without a connection", func() {
				err := f()
				checkUnavailable(t, "a "+what+" without a connection", err)
				if err != nil && !strings.Contains(err.Error(), "in use") {
					t.Errorf("a %s: got %q, which does not say that the connections are in use", what, err)
				}
			})
		}
		release()
		mustSend(t, s, 10+connections)
	}
	checkWhole(t, r.direct(t), 1, 2, 11, 12)
}

// TestTimeLimits: what takes longer than it may ends on the server as well, and says so; a writer that waits for another
// one is told to come back.
func TestTimeLimits(t *testing.T) {
	r := newRig(t)
	s := filled(t, r, 1, func(o *neo4jstore.Options) { o.QueryTime, o.WriteTime = time.Second, time.Second })
	within(t, 8*time.Second, "a long question", func() {
		_, err := s.Ask(t.Context(), `UNWIND range(1, 10000000000) AS x WITH x WHERE x % 3 = 0 RETURN count(x)`)
		checkCode(t, "a long question", err, graph.CodeTimeout)
	})
	if n := r.Query(t, `SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'range(1, 10000000000)' AND NOT currentQuery CONTAINS 'SHOW' RETURN count(*)`, nil)[0][0]; n != int64(0) {
		t.Errorf("the server still works on a question that nobody waits for")
	}
	release, err := s.Hold(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	within(t, 10*time.Second, "a write beside another one", func() {
		_, err := send(t.Context(), s, 1)
		checkUnavailable(t, "a write beside another one", err)
		if err != nil && !strings.Contains(err.Error(), "writ") {
			t.Errorf("got %q, which does not say that somebody writes", err)
		}
	})
	if _, err := s.Head(t.Context(), nil); err != nil {
		t.Errorf("a read beside a writer: %v", err)
	}
	release()
	mustSend(t, s, 1)
	checkWhole(t, s, 0, 1)
}
