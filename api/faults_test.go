package api_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/resolve"
)

// remote is a store behind a line that breaks: the n-th call from now on does what fault says.
type remote struct {
	graph.Store
	left  atomic.Int64 // calls until the fault; negative: none
	fault func(context.Context) error
	met   atomic.Bool // a call was not answered
	told  atomic.Bool // a call waited and saw the end of its context
}

func newRemote(s graph.Store) *remote {
	r := &remote{Store: s}
	r.left.Store(-1)
	return r
}

// refuse is what a store says that is gone.
func (r *remote) refuse(context.Context) error {
	return &graph.Error{Code: graph.CodeUnavailable, Message: "Neo4j at neo4j://db.internal:7687 does not answer", Err: errors.New("dial tcp: refused")}
}

// hang is what a store says that is silent.
func (r *remote) hang(ctx context.Context) error {
	<-ctx.Done()
	r.told.Store(true)
	return ctx.Err()
}

// exhaust is what a store says whose own time limit passed.
func (r *remote) exhaust(context.Context) error {
	return &graph.Error{Code: graph.CodeTimeout, Message: "the query met the time limit of the database"}
}

// after arms the fault: the next n calls are answered, all others are not.
func (r *remote) after(n int, fault func(context.Context) error) {
	r.fault = fault
	r.met.Store(false)
	r.left.Store(int64(n))
}

// repair answers everything again, and tells whether a fault was met.
func (r *remote) repair() (met bool) {
	r.left.Store(-1)
	return r.met.Load()
}

func (r *remote) meet(ctx context.Context) error {
	for {
		switch left := r.left.Load(); {
		case left < 0:
			return nil
		case left == 0:
			r.met.Store(true)
			return r.fault(ctx)
		case r.left.CompareAndSwap(left, left-1):
			return nil
		}
	}
}

func (r *remote) Append(ctx context.Context, b graph.Batch) ([]graph.Receipt, error) {
	if err := r.meet(ctx); err != nil {
		return nil, err
	}
	return r.Store.Append(ctx, b)
}

func (r *remote) Head(ctx context.Context, at *time.Time) (graph.AsOf, error) {
	if err := r.meet(ctx); err != nil {
		return graph.AsOf{}, err
	}
	return r.Store.Head(ctx, at)
}

func (r *remote) At(ctx context.Context, s graph.Sequence) (graph.AsOf, error) {
	if err := r.meet(ctx); err != nil {
		return graph.AsOf{}, err
	}
	return r.Store.At(ctx, s)
}

func (r *remote) Journal(ctx context.Context, types []graph.RecordType, after, upto graph.Sequence, yield func(graph.Entry) error) error {
	if err := r.meet(ctx); err != nil {
		return err
	}
	return r.Store.Journal(ctx, types, after, upto, yield)
}

func (r *remote) Derived(ctx context.Context, after, upto graph.Sequence, yield func(graph.Sequence, graph.Derived) error) error {
	if err := r.meet(ctx); err != nil {
		return err
	}
	return r.Store.Derived(ctx, after, upto, yield)
}

func (r *remote) Actors(ctx context.Context, s graph.Sequence, ids []graph.ActorID) ([]graph.Actor, error) {
	if err := r.meet(ctx); err != nil {
		return nil, err
	}
	return r.Store.Actors(ctx, s, ids)
}

func (r *remote) ActorsPage(ctx context.Context, s graph.Sequence, kinds []graph.Kind, countries []string, after graph.ActorID, n int) ([]graph.Actor, error) {
	if err := r.meet(ctx); err != nil {
		return nil, err
	}
	return r.Store.ActorsPage(ctx, s, kinds, countries, after, n)
}

func (r *remote) Sources(ctx context.Context, s graph.Sequence, ids []graph.SourceID) ([]graph.SourceState, error) {
	if err := r.meet(ctx); err != nil {
		return nil, err
	}
	return r.Store.Sources(ctx, s, ids)
}

func (r *remote) SourcesPage(ctx context.Context, s graph.Sequence, after graph.SourceID, n int) ([]graph.SourceState, error) {
	if err := r.meet(ctx); err != nil {
		return nil, err
	}
	return r.Store.SourcesPage(ctx, s, after, n)
}

func (r *remote) Text(ctx context.Context, s graph.Sequence, id graph.SourceID) (string, bool, error) {
	if err := r.meet(ctx); err != nil {
		return "", false, err
	}
	return r.Store.Text(ctx, s, id)
}

func (r *remote) Claims(ctx context.Context, s graph.Sequence, ids []graph.ClaimID) ([]graph.ClaimState, error) {
	if err := r.meet(ctx); err != nil {
		return nil, err
	}
	return r.Store.Claims(ctx, s, ids)
}

func (r *remote) ClaimsPage(ctx context.Context, s graph.Sequence, q graph.ClaimsQuery, before graph.Sequence, n int) ([]graph.ClaimState, error) {
	if err := r.meet(ctx); err != nil {
		return nil, err
	}
	return r.Store.ClaimsPage(ctx, s, q, before, n)
}

func (r *remote) Degrees(ctx context.Context, s graph.Sequence, ids []graph.ActorID) ([]int, error) {
	if err := r.meet(ctx); err != nil {
		return nil, err
	}
	return r.Store.Degrees(ctx, s, ids)
}

func (r *remote) Expand(ctx context.Context, s graph.Sequence, f *graph.Filter, h graph.Hop) (graph.Expansion, error) {
	if err := r.meet(ctx); err != nil {
		return graph.Expansion{}, err
	}
	return r.Store.Expand(ctx, s, f, h)
}

func (r *remote) Ties(ctx context.Context, s graph.Sequence, f *graph.Filter, ties []graph.TieAsk) ([]graph.TieAnswer, error) {
	if err := r.meet(ctx); err != nil {
		return nil, err
	}
	return r.Store.Ties(ctx, s, f, ties)
}

func (r *remote) Line(ctx context.Context, s graph.Sequence, f *graph.Filter, l graph.LineAsk) (graph.LineAnswer, error) {
	if err := r.meet(ctx); err != nil {
		return graph.LineAnswer{}, err
	}
	return r.Store.Line(ctx, s, f, l)
}

func (r *remote) Stats(ctx context.Context, s graph.Sequence) (graph.Stats, error) {
	if err := r.meet(ctx); err != nil {
		return graph.Stats{}, err
	}
	return r.Store.Stats(ctx, s)
}

// newRemoteServer starts a server that is far from its store, and has read nothing of it yet.
func newRemoteServer(t testing.TB, change func(*api.Config)) (*server, *remote) {
	t.Helper()
	var store *remote
	f := newFixture(t)
	s := newServerOver(t, f, func(c *api.Config) {
		store = newRemote(f.store)
		c.Explorer = graph.NewExplorer(store, resolve.New(), graph.Limits{Wait: 50 * time.Millisecond})
		c.Importer = lines{store}
		if change != nil {
			change(c)
		}
	})
	return s, store
}

// questions are calls of all kinds that read of the store.
func (s *server) questions() []string {
	out := []string{"/readyz"}
	for _, r := range s.api.Routes() {
		if r.Method == http.MethodGet && strings.HasPrefix(r.Path, "/api/v1/") && r.Path != "/api/v1/relations" && !proposed(r) {
			out = append(out, s.fill(r.Path))
		}
	}
	return append(out, "/api/v1/actors?q=turkey", "/api/v1/claims?q=met", "/api/v1/stats?min_sequence=3", "/api/v1/stats?known_at=2025-02-01T09:00:20Z",
		"/api/v1/neighbourhood?actor=usa&depth=2&among=true&rank=corroborated&limit=2", "/api/v1/stats?sequence=12")
}

// TestTheStoreIsGone: wherever in an answer the store goes away, the client is told to come back, and nothing of the
// failure is left when the store is there again: no half answer, no kept error, no tag.
func TestTheStoreIsGone(t *testing.T) {
	good := newServer(t, nil)
	for _, path := range good.questions() {
		whole := string(good.get(t, path).body)
		for n := 0; ; n++ {
			s, store := newRemoteServer(t, nil)
			store.after(n, store.refuse)
			a := s.get(t, path)
			if !store.repair() {
				if n == 0 || string(a.body) != whole {
					t.Errorf("%s, %d calls answered: got %d %s", path, n, a.status, a.body)
				}
				break
			}
			if got, want := a.refusal(t), (refusal{Status: 503, Code: "unavailable"}); got != want {
				t.Errorf("%s, gone after %d calls: got %+v, want %+v", path, n, got, want)
			}
			if a.header.Get("Retry-After") != "5" || a.header.Get("ETag") != "" || a.header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s, gone after %d calls: got the header %v", path, n, a.header)
			}
			if again := s.get(t, path); string(again.body) != whole {
				t.Errorf("%s, there again after %d calls: got %d %s\nwant %s", path, n, again.status, again.body, whole)
			}
			s.http.Close()
		}
	}
}

// TestTheStoreIsSilent: wherever in an answer the store falls silent, the client is answered within its time, the store
// is told that nobody waits any more, and the next question is answered. Where the store stands costs it nothing to say,
// so silence there is the store's, and the client is told to come back; later it may be the question's, and asking the
// same again would take as long again.
func TestTheStoreIsSilent(t *testing.T) {
	for _, path := range newServer(t, nil).questions() {
		if path == "/readyz" {
			continue // see TestReadinessOfASilentStore
		}
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			for n := 0; ; n++ {
				s, store := newRemoteServer(t, func(c *api.Config) {
					c.Limits = api.Limits{Query: 60 * time.Millisecond, Silence: 30 * time.Millisecond}
				})
				store.after(n, store.hang)
				begun := time.Now()
				a := s.get(t, path)
				if !store.repair() {
					break
				}
				if took := time.Since(begun); took > 5*time.Second {
					t.Errorf("silent after %d calls: answered after %v", n, took)
				}
				if !store.told.Load() {
					t.Errorf("silent after %d calls: the store was not told that nobody waits", n)
				}
				got, retry := a.refusal(t), a.header.Get("Retry-After")
				want, after := refusal{Status: 503, Code: "timeout"}, ""
				if n == 0 || got.Code == "unavailable" && n <= 2 { // a search asks twice where the store stands, and a past sequence too
					want, after = refusal{Status: 503, Code: "unavailable"}, "5"
				}
				if got != want || retry != after {
					t.Errorf("silent after %d calls: got %+v, Retry-After %q; want %+v, %q", n, got, retry, want, after)
				}
				if again := s.get(t, path); again.status != http.StatusOK {
					t.Errorf("answering again after %d calls: got %d %s", n, again.status, again.body)
				}
				s.http.Close()
			}
		})
	}
}

// TestWhoIsToldWhereTheStoreIs: whoever runs the server, in its log, and on a loopback address without keys; others are not.
func TestWhoIsToldWhereTheStoreIs(t *testing.T) {
	const where = "Neo4j at neo4j://db.internal:7687 does not answer"
	for _, keyed := range []bool{false, true} {
		var log syncBuffer
		s, store := newRemoteServer(t, func(c *api.Config) {
			c.Logger = slog.New(slog.NewTextHandler(&log, nil))
			if keyed {
				withKeys(c)
			}
		})
		for _, full := range []bool{false, true} {
			store.after(0, func(ctx context.Context) error {
				err := store.refuse(ctx).(*graph.Error)
				if full {
					err.Code, err.Field = graph.CodeFull, "store"
				}
				return err
			})
			a := s.do(t, http.MethodPost, "/api/v1/records", "actor anna\n", asLines, header{"Authorization", "Bearer " + writerSecret})
			if told := strings.Contains(string(a.body), where); told == keyed {
				t.Errorf("with keys %v, full %v: got %s", keyed, full, a.body)
			}
			if strings.Contains(string(a.body), "refused") || a.decode(t)["parameter"] != nil {
				t.Errorf("with keys %v, full %v: got %s", keyed, full, a.body)
			}
		}
		if got := log.String(); strings.Count(got, where) != 2 || strings.Count(got, "dial tcp: refused") != 2 {
			t.Errorf("with keys %v, the log does not tell the cause once: %s", keyed, got)
		}
	}
}

// TestTheStoreHasALimit: what met the store's own time limit would meet it again, so nobody is told to repeat it.
func TestTheStoreHasALimit(t *testing.T) {
	s, store := newRemoteServer(t, nil)
	s.get(t, "/api/v1/stats") // reads the logs
	store.after(2, store.exhaust)
	a := s.get(t, "/api/v1/neighbourhood?actor=usa")
	if got, want := a.refusal(t), (refusal{Status: 503, Code: "timeout"}); got != want || a.header.Get("Retry-After") != "" {
		t.Errorf("got %+v, Retry-After %q; want %+v", got, a.header.Get("Retry-After"), want)
	}
}

// TestReadinessOfASilentStore: readiness is decided within two seconds, whatever the store does, and comes back.
func TestReadinessOfASilentStore(t *testing.T) {
	s, store := newRemoteServer(t, nil)
	store.after(0, store.hang)
	begun := time.Now()
	a := s.get(t, "/readyz")
	if got, want := a.refusal(t), (refusal{Status: 503, Code: "unavailable"}); got != want || a.header.Get("Retry-After") != "5" {
		t.Errorf("got %+v, Retry-After %q; want %+v", got, a.header.Get("Retry-After"), want)
	}
	if took := time.Since(begun); took > 3*time.Second {
		t.Errorf("decided after %v, want 2 s", took)
	}
	if got := s.get(t, "/healthz").status; got != http.StatusOK {
		t.Errorf("healthz: got %d", got)
	}
	store.repair()
	if a := s.get(t, "/readyz"); a.status != http.StatusOK {
		t.Errorf("when the store answers again: got %d %s", a.status, a.body)
	}
}

// TestWritesWithoutTheStore: a write that was cut says what of it is recorded, and can be sent again.
func TestWritesWithoutTheStore(t *testing.T) {
	s, store := newRemoteServer(t, nil)
	body := "actor anna\nactor ben\nactor carla\n"
	store.after(1, store.refuse)
	a := s.do(t, http.MethodPost, "/api/v1/records", body, asLines)
	store.repair()
	if got, want := a.refusal(t), (refusal{Status: 503, Code: "unavailable"}); got != want || a.header.Get("Retry-After") != "5" {
		t.Errorf("got %+v, Retry-After %q; want %+v", got, a.header.Get("Retry-After"), want)
	}
	if sum, ok := a.decode(t)["summary"].(map[string]any); !ok || sum["accepted"] != 1.0 {
		t.Errorf("the problem does not say what was recorded: %s", a.body)
	}
	if sum := s.do(t, http.MethodPost, "/api/v1/records", body, asLines).decode(t); sum["known"] != 1.0 || sum["accepted"] != 2.0 {
		t.Errorf("sent again: %v", sum)
	}
	// A server that takes no records will not take them later either.
	none, _ := newRemoteServer(t, func(c *api.Config) { c.Importer = nil })
	if a := none.do(t, http.MethodPost, "/api/v1/records", body, asLines); a.status != http.StatusServiceUnavailable || a.header.Get("Retry-After") != "" {
		t.Errorf("without an importer: got %d, Retry-After %q", a.status, a.header.Get("Retry-After"))
	}
}
