package sqlitestore

import (
	"context"
	"reflect"
	"sync/atomic"
	"time"

	"zombiezen.com/go/sqlite"

	"liaison/graph"
	"liaison/graph/index"
)

// request is a batch that waits to be written.
type request struct {
	ctx      context.Context
	batch    graph.Batch  // its records are the writer's own
	then     func() error // instead of a batch: something to do between writes
	state    atomic.Int32
	done     chan struct{}
	receipts []graph.Receipt
	err      error
}

// The states of a request: its caller may give up on it until the writer takes it.
const (
	waiting = iota
	taken
	givenUp
)

// Append admits the batch and returns when it is durable.
func (s *Store) Append(ctx context.Context, b graph.Batch) ([]graph.Receipt, error) {
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	r := &request{ctx: ctx, batch: graph.Batch{Records: make([]graph.Record, len(b.Records)), Restore: b.Restore}}
	for i, record := range b.Records {
		r.batch.Records[i] = own(record)
	}
	if err := s.submit(r); err != nil {
		return nil, s.translate(ctx, err)
	}
	return r.receipts, nil
}

// own copies a record, as Admit and Normalize fill in fields.
func own(r graph.Record) graph.Record {
	switch r := r.(type) {
	case *graph.Claim:
		c := *r
		return &c
	case *graph.Actor:
		c := *r
		return &c
	case *graph.Source:
		c := *r
		return &c
	}
	c := reflect.New(reflect.TypeOf(r).Elem())
	c.Elem().Set(reflect.ValueOf(r).Elem())
	return c.Interface().(graph.Record)
}

// submit hands a request to the writer and waits for it.
func (s *Store) submit(r *request) error {
	r.done = make(chan struct{})
	s.queueMu.RLock()
	if s.queue == nil {
		s.queueMu.RUnlock()
		return errClosed()
	}
	select {
	case s.queue <- r:
		s.queueMu.RUnlock()
	case <-r.ctx.Done():
		s.queueMu.RUnlock()
		return r.ctx.Err()
	}
	select {
	case <-r.done:
	case <-r.ctx.Done():
		if r.state.CompareAndSwap(waiting, givenUp) {
			return r.ctx.Err()
		}
		<-r.done // it is being written: what becomes of it has to be told
	}
	return r.err
}

// Limits of what is committed together.
const (
	groupBatches = 256
	groupRecords = 20_000
)

// writer is the one goroutine that writes. Nothing of it is used elsewhere while it runs.
type writer struct {
	s     *Store
	c     conn
	lent  bool // in memory: the connection is shared with the readers
	clock func() time.Time
	head  graph.AsOf
	end   error // of closing the connection

	moment    graph.AsOf // the last row of the table of moments
	makers    map[graph.MadeBy]uint32
	known     map[origin]uint32 // provenances
	voiced    map[uint32]bool   // sources that are the voice of a claim
	verdicts  *graph.Verdicts   // nil: to be read
	broken    error             // the disk failed to keep what it was given: no more writes
	bulk      bulk
	insert    *sqlite.Stmt // of a claim
	pending   pending      // of the transaction under way
	sequences map[graph.ClaimID]graph.Sequence
}

// origin is what makes a provenance.
type origin struct {
	index.Provenance
	relays bool
}

// open makes the writer ready, after the file was loaded.
func (w *writer) open() error {
	snap, cat := w.s.index.Snapshot(), w.s.catalog.Load()
	w.makers, w.known, w.voiced = map[graph.MadeBy]uint32{}, map[origin]uint32{}, map[uint32]bool{}
	for i, m := range cat.makers {
		w.makers[m] = uint32(i)
	}
	for i, p := range snap.Provenances() {
		w.known[origin{p, cat.relays[i]}] = uint32(i)
		w.voiced[p.Voice] = true
	}
	if w.head.Sequence > 0 {
		first, _, err := momentOf(w.c, w.head.Sequence)
		if err != nil {
			return err
		}
		w.moment = graph.AsOf{Sequence: first, Recorded: w.head.Recorded.Add(-time.Duration(w.head.Sequence-first) * time.Microsecond)}
	}
	return w.openBulk()
}

// run serves requests until the queue is closed. Those that have come together while it was busy are written together.
func (w *writer) run(queue <-chan *request) {
	defer close(w.s.stopped)
	defer w.close()
	for {
		var first *request
		select {
		case r, ok := <-queue:
			if !ok {
				return
			}
			first = r
		case <-w.idle():
			w.quietly(w.endBulk)
			continue
		}
		for first != nil {
			var group []*request
			group, first = w.collect(first, queue)
			w.serve(group)
		}
	}
}

// collect takes what waits in the queue, up to the limits. next is a request that has to be served apart.
func (w *writer) collect(first *request, queue <-chan *request) (group []*request, next *request) {
	records := 0
	for r := first; ; {
		if r.then != nil || r.batch.Restore != nil {
			if len(group) > 0 {
				return group, r
			}
			if r.state.CompareAndSwap(waiting, taken) {
				group = append(group, r)
			}
			return group, nil
		}
		if r.state.CompareAndSwap(waiting, taken) {
			group = append(group, r)
			records += len(r.batch.Records)
		}
		if len(group) == groupBatches || records >= groupRecords {
			return group, nil
		}
		select {
		case more, ok := <-queue:
			if !ok {
				return group, nil
			}
			r = more
		default:
			return group, nil
		}
	}
}

// serve writes a group and tells those who wait.
func (w *writer) serve(group []*request) {
	if len(group) == 0 {
		return
	}
	if group[0].then != nil {
		group[0].err = group[0].then()
	} else if err := w.write(group); err != nil {
		if len(group) > 1 && graph.CodeOf(err) == graph.CodeInternal { // one of them may be at fault: each alone
			for _, r := range group {
				r.err = w.write([]*request{r})
			}
		} else {
			for _, r := range group {
				r.err = err
			}
		}
	}
	for _, r := range group {
		close(r.done)
	}
}

// write admits the batches of a group as one, commits what is accepted, and shows it to readers.
func (w *writer) write(group []*request) error {
	if w.broken != nil {
		return w.broken
	}
	batch := group[0].batch
	if len(group) > 1 {
		batch = graph.Batch{}
		for _, r := range group {
			batch.Records = append(batch.Records, r.batch.Records...)
		}
	}
	if len(batch.Records) == 0 {
		return nil
	}
	if w.lent { // readers wait for the transaction
		c, err := w.s.readers.take(context.Background())
		if err != nil {
			return err
		}
		defer w.s.readers.put(c)
	}
	if err := w.beforeBatch(batch); err != nil {
		return explain(w.s.path, err)
	}
	if err := w.c.exec(`BEGIN IMMEDIATE`); err != nil {
		return explain(w.s.path, err)
	}
	w.pending.reset(w)
	admission, err := w.admit(batch)
	if err == nil {
		err = w.record(admission.Entries)
	}
	if err == nil {
		err = w.c.exec(`COMMIT`)
	}
	if err != nil {
		w.undo(err)
		return explain(w.s.path, err)
	}
	w.show(admission.Entries)
	for _, r := range group {
		n := len(r.batch.Records)
		r.receipts, admission.Receipts = admission.Receipts[:n:n], admission.Receipts[n:]
	}
	return nil
}

// undo forgets a transaction that failed.
func (w *writer) undo(err error) {
	if !w.c.AutocommitEnabled() { // a full disk may have ended it already
		_ = w.c.exec(`ROLLBACK`)
	}
	w.verdicts = nil
	w.pending.undo(w)
	switch sqlite.ErrCode(err) {
	case sqlite.ResultIOErrFsync, sqlite.ResultIOErrDirFsync:
		// What is on the disk is not known any more; to try again could acknowledge what is not there.
		w.broken = &graph.Error{Code: graph.CodeUnavailable, Field: "store", Value: w.s.path, Err: err,
			Message: w.s.path + " takes no more writes: the disk failed to keep what was written; restart to read what it has"}
	}
}

// quietly runs something that nobody waits for: what it could not do is done later.
func (w *writer) quietly(f func() error) {
	if w.broken == nil {
		_ = f()
	}
}

func (w *writer) close() {
	w.quietly(w.endBulk)
	if w.insert != nil {
		_ = w.insert.Finalize()
	}
	if !w.lent { // else it is one of the readers'
		w.end = w.c.Close()
	}
}
