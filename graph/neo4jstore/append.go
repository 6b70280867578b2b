package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"liaison/graph"
)

// writeTries is how often an append is tried while it is certain that nothing of it was recorded.
const writeTries = 5

// Append admits the batch in one transaction that holds the lock of the store's node, and then lets readers see it.
func (s *Store) Append(ctx context.Context, b graph.Batch) ([]graph.Receipt, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	// Writers of one process queue here: each waits for a token, not for a connection and a lock.
	turn := time.NewTimer(s.opt.WriteTime)
	defer turn.Stop()
	select {
	case s.writing <- struct{}{}:
		defer func() { <-s.writing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-turn.C:
		return nil, s.outwaited(nil)
	}
	limited, cancel := context.WithTimeout(ctx, s.opt.WriteTime+lateness)
	defer cancel()
	for try := 0; ; try++ {
		receipts, written, err := s.appendOnce(limited, b)
		if err == nil {
			err = s.reveal(limited, written)
		}
		if err == nil {
			return receipts, nil
		}
		if !again(err) || limited.Err() != nil || try == writeTries-1 || !pause(limited, firstWait<<try) {
			return nil, s.explainWrite(ctx, err)
		}
	}
}

// unsure is the error of a commit whose outcome is not known, or of a write that is recorded but not shown yet.
type unsure struct{ error }

func (u unsure) Unwrap() error { return u.error }

// again tells whether an append may be tried again: only where nothing of it is recorded. Of a commit that knows who
// heard the server refuse it; one whose records are written but not shown is told so, and not that they were known before.
func again(err error) bool {
	var (
		u     unsure
		known *graph.Error
	)
	if errors.As(err, &u) {
		return !errors.As(err, &known) && neo4j.IsRetryable(err)
	}
	return passing(err)
}

func (s *Store) explainWrite(ctx context.Context, err error) error {
	told := s.explain(ctx, err)
	var u unsure
	var e *graph.Error
	switch {
	case !errors.As(told, &e):
	case e.Code == graph.CodeTimeout:
		e.Message = fmt.Sprintf("the records took longer than the %v that a write may; nothing was recorded, send fewer at a time", s.opt.WriteTime)
	case e.Code == graph.CodeUnavailable && errors.As(err, &u):
		e.Message += ", and whether the records were written is not known; sending them again is safe"
	}
	return told
}

// appendOnce is one try. Its error is retryable only where nothing was recorded.
func (s *Store) appendOnce(ctx context.Context, b graph.Batch) ([]graph.Receipt, *head, error) {
	own := graph.Batch{Restore: b.Restore, Records: make([]graph.Record, len(b.Records))}
	for i, r := range b.Records {
		own.Records[i] = copyOf(r)
	}
	session, release, err := s.session(ctx, neo4j.AccessModeWrite)
	if err != nil {
		return nil, nil, err
	}
	defer release()
	t, err := s.begin(ctx, session)
	if err != nil {
		return nil, nil, err
	}
	w := &writer{s: s, t: t, ctx: ctx, typeOf: map[graph.ClaimID]string{}, relaying: map[graph.SourceID]stance{}, voiced: map[graph.SourceID]bool{}, held: map[graph.SourceID]bool{}}
	if err := w.lock(); err != nil {
		return nil, nil, err
	}
	needs := own.Needs(s.ontology) // normalizes the records, too
	for _, r := range own.Records {
		if c, ok := r.(*graph.Claim); ok {
			w.typeOfClaim(c.ID(), c)
		}
	}
	k, err := w.know(needs)
	if err != nil {
		return nil, nil, err
	}
	admission, err := graph.Admit(own, k, s.opt.Clock())
	if err != nil {
		return nil, nil, err
	}
	written := &head{AsOf: w.head, types: w.types, vague: w.vague, rare: w.rare}
	if len(admission.Entries) == 0 {
		return admission.Receipts, written, nil
	}
	if err := w.record(k, admission.Entries); err != nil {
		return nil, nil, err
	}
	if err := t.Commit(ctx); err != nil {
		return nil, nil, unsure{err}
	}
	last := admission.Entries[len(admission.Entries)-1]
	written.AsOf = graph.AsOf{Sequence: last.Sequence, Recorded: last.Recorded}
	written.types, written.vague, written.rare = w.types, w.vague, w.rare
	return admission.Receipts, written, nil
}

// reveal lets readers see what was written.
func (s *Store) reveal(ctx context.Context, written *head) error {
	if known := s.seen.Load(); known != nil && known.Sequence >= written.Sequence {
		return nil
	}
	if err := s.show(ctx, int64(written.Sequence), written.Recorded); err != nil {
		return unsure{err}
	}
	s.see(written)
	return nil
}

// lock takes the lock under which everything is written, and reads what goes with it.
func (w *writer) lock() error {
	begun := time.Now()
	rows, err := w.run(`MATCH (s:Store {liaison: 'store'}) SET s.locked = true RETURN s.written, s.writtenAt, s.types, s.vague, s.rare, s.id`, nil)
	if err != nil {
		if (timedOut(err) || ended(err)) && time.Since(begun) >= w.s.opt.WriteTime/2 {
			return w.s.outwaited(err)
		}
		return err
	}
	if len(rows) != 1 {
		return w.s.damaged("its Store node is missing")
	}
	r := rows[0]
	if r.text(5) != w.s.id {
		return w.s.damaged("the store in it is another one now; open it anew")
	}
	w.head = graph.AsOf{Sequence: graph.Sequence(r.int(0)), Recorded: r.time(1)}
	w.types, w.vague, w.rare = r.texts(2), r.texts(3), rareOf(r.texts(4))
	slices.Sort(w.types)
	slices.Sort(w.vague)
	return nil
}

// copyOf keeps the caller's record out of the hands of Admit, which fills in fields.
func copyOf(r graph.Record) graph.Record {
	c := reflect.New(reflect.TypeOf(r).Elem())
	c.Elem().Set(reflect.ValueOf(r).Elem())
	return c.Interface().(graph.Record)
}

// commits gives the rows of the Commit nodes: runs of entries that were recorded a microsecond apart.
func commits(entries []graph.Entry) []map[string]any {
	var out []map[string]any
	for i := range entries {
		e := &entries[i]
		if i > 0 && e.Recorded.Equal(entries[i-1].Recorded.Add(time.Microsecond)) {
			out[len(out)-1]["last"] = int64(e.Sequence)
			continue
		}
		out = append(out, map[string]any{"first": int64(e.Sequence), "last": int64(e.Sequence), "recorded": e.Recorded})
	}
	return out
}

// mostRows is for how many rows a statement is run at most.
const mostRows = 5_000

// counted fails where a statement made fewer things than it was given: MATCH drops what it does not find.
func (w *writer) counted(what string, rows []map[string]any, cypher string) error {
	for part := range slices.Chunk(rows, mostRows) {
		got, err := w.run(cypher+` RETURN count(*)`, map[string]any{"rows": part})
		if err != nil {
			return err
		}
		if n := got[0].int(0); n != len(part) {
			return w.s.damaged(fmt.Sprintf("%d of %d %s found their place", n, len(part), what))
		}
	}
	return nil
}
