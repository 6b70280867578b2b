package neo4jstore_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
	"liaison/graph/storetest"
)

// rig is the empty database of tests, with a line to it that breaks.
type rig struct {
	*neo4jtest.Place
	line *neo4jtest.Line
}

func newRig(t testing.TB) *rig {
	t.Helper()
	place := neo4jtest.Shared(t)
	return &rig{place, place.Line(t)}
}

// besides gives another line to the same database.
func (r *rig) besides(t testing.TB) *rig {
	t.Helper()
	return &rig{r.Place, r.line.Branch(t)}
}

// options are those of the stores of fault tests: they find out soon.
func (r *rig) options() neo4jstore.Options {
	return neo4jstore.Options{
		Database: r.Database, Username: r.Username, Password: r.Password,
		QueryTime: 5 * time.Second, WriteTime: 10 * time.Second, AcquireTime: time.Second,
	}
}

// open opens the store over the line. Change alters its options.
func (r *rig) open(t testing.TB, change func(*neo4jstore.Options)) *neo4jstore.Store {
	t.Helper()
	o := r.options()
	if change != nil {
		change(&o)
	}
	return mustOpen(t, r.line.URI("bolt"), o)
}

// direct opens the store past the line, as another program.
func (r *rig) direct(t testing.TB) *neo4jstore.Store {
	t.Helper()
	return mustOpen(t, r.URI, r.options())
}

func mustOpen(t testing.TB, uri string, o neo4jstore.Options) *neo4jstore.Store {
	t.Helper()
	s, err := neo4jstore.Open(t.Context(), uri, storetest.Ontology(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// batch is records that belong together: it is recorded whole or not at all. Each number makes another one.
func batch(n int) []graph.Record {
	a, b, s := graph.ActorID(fmt.Sprintf("a%06d", n)), graph.ActorID(fmt.Sprintf("b%06d", n)), graph.SourceID(fmt.Sprintf("s%06d", n))
	met := &graph.Claim{Source: s, Subject: a, Relation: "meet", Object: b, Statement: "They met.", Evidence: []graph.Quote{{Text: "met", Start: 8, End: 11}}}
	denied := &graph.Claim{Source: s, Subject: a, Relation: "meet", Object: b, Polarity: graph.Denied, Statement: "They did not meet."}
	return []graph.Record{
		&graph.Actor{ID: a, Name: fmt.Sprintf("Anna %d", n), Kind: graph.KindPerson, Aliases: []string{"Аня"}},
		&graph.Actor{ID: b, Name: "Ben", Kind: graph.KindPerson},
		&graph.Source{ID: s, Title: "Paper", Text: fmt.Sprintf("A and B met on day %d, says the mayor of the town.", n)},
		met, denied,
		&graph.Judgement{A: a, B: b, Verdict: graph.Different, By: "editor"},
	}
}

// batchSize is how many records a batch has.
const batchSize = 6

// send appends a batch.
func send(ctx context.Context, s *neo4jstore.Store, n int) ([]graph.Receipt, error) {
	return s.Append(ctx, graph.Batch{Records: batch(n)})
}

// mustSend appends a batch, of which every record has to be accepted or known.
func mustSend(t testing.TB, s *neo4jstore.Store, n int) []graph.Receipt {
	t.Helper()
	got, err := send(t.Context(), s, n)
	if err != nil {
		t.Fatalf("batch %d: %v", n, err)
	}
	checkReceipts(t, n, got)
	return got
}

func checkReceipts(t testing.TB, n int, got []graph.Receipt) {
	t.Helper()
	if len(got) != batchSize {
		t.Fatalf("batch %d: %d receipts, want %d", n, len(got), batchSize)
	}
	for i, r := range got {
		if r.Status != got[0].Status || r.Status != graph.Accepted && r.Status != graph.Known {
			t.Errorf("batch %d, record %d: %s (%v); the first was %s", n, i, r.Status, r.Err, got[0].Status)
		}
		if r.Sequence != got[0].Sequence+graph.Sequence(i) {
			t.Errorf("batch %d, record %d: sequence %d, the first has %d", n, i, r.Sequence, got[0].Sequence)
		}
	}
}

// checkWhole reads everything, and sees that the batches of these numbers are recorded, each once, whole and together,
// and nothing besides: sequences without a gap, in order of time; the same by all ways to count.
func checkWhole(t testing.TB, s *neo4jstore.Store, numbers ...int) {
	t.Helper()
	want := map[graph.RecordID]int{} // to the number, of the first record of a batch
	for _, n := range numbers {
		want[recordID(batch(n)[0])] = n
	}
	head, err := s.Head(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if head.Sequence != graph.Sequence(batchSize*len(want)) {
		t.Errorf("the newest sequence is %d; want %d, for %d batches", head.Sequence, batchSize*len(want), len(want))
	}
	var last graph.AsOf
	var rest []graph.Record // of the batch under way
	err = s.Journal(t.Context(), nil, 0, 0, func(e graph.Entry) error {
		if e.Sequence != last.Sequence+1 || !e.Recorded.After(last.Recorded) {
			return fmt.Errorf("%d, recorded %v, follows %d, recorded %v", e.Sequence, e.Recorded, last.Sequence, last.Recorded)
		}
		last = graph.AsOf{Sequence: e.Sequence, Recorded: e.Recorded}
		if len(rest) == 0 {
			n, ok := want[e.ID]
			if !ok {
				return fmt.Errorf("the record of sequence %d begins no batch that was sent, or one that was there before", e.Sequence)
			}
			delete(want, e.ID)
			rest = batch(n)
		}
		if id := recordID(rest[0]); e.ID != id {
			return fmt.Errorf("the record of sequence %d is %s, want %s of the same batch", e.Sequence, e.ID, id)
		}
		if d := cmp.Diff(normal(rest[0]), e.Record, cmpopts.EquateEmpty(), cmpopts.EquateComparable(graph.When{}, graph.RecordID{}), cmpopts.IgnoreFields(graph.Claim{}, "Confidence")); d != "" {
			return fmt.Errorf("the record of sequence %d (-want +got)\n%s", e.Sequence, d)
		}
		rest = rest[1:]
		return nil
	})
	switch {
	case err != nil:
		t.Errorf("journal: %v", err)
	case len(rest) > 0:
		t.Errorf("journal: the last batch lacks %d records", len(rest))
	case len(want) > 0:
		t.Errorf("journal: %d batches are missing", len(want))
	case last != head:
		t.Errorf("journal: it ends at %v, the head is %v", last, head)
	}
	checkCounts(t, s, head.Sequence)
}

// checkCounts compares what the database says of itself.
func checkCounts(t testing.TB, s *neo4jstore.Store, head graph.Sequence) {
	t.Helper()
	rows, err := s.Ask(t.Context(), `MATCH (s:Store), (h:Head) RETURN s.written, h.sequence, s.writtenAt = h.recorded,
		COUNT { (:Record) } + COUNT { ()-[r WHERE r.seq IS NOT NULL]->() }, COLLECT { MATCH (c:Commit) RETURN c.last - c.first + 1 },
		COUNT { (a:Actor) WHERE a.degree <> 2 }`)
	if err != nil {
		t.Fatal(err)
	}
	row := rows[0]
	var committed int64
	for _, n := range row[4].([]any) {
		committed += n.(int64)
	}
	n := int64(head)
	got := []any{row[0], row[1], row[2], row[3], committed, row[5]}
	if d := cmp.Diff([]any{n, n, true, n, n, int64(0)}, got); d != "" {
		t.Errorf("written, head, same time, records, committed, actors of a wrong degree (-want +got)\n%s", d)
	}
}

func normal(r graph.Record) graph.Record {
	r.Normalize()
	return r
}

func recordID(r graph.Record) graph.RecordID { return normal(r).RecordID() }

// within fails where something takes longer than it may by far: then it hangs.
func within(t testing.TB, most time.Duration, what string, f func()) {
	t.Helper()
	done := make(chan struct{})
	begun := time.Now()
	go func() {
		defer close(done)
		f()
	}()
	select {
	case <-done:
		if took := time.Since(begun); took > most {
			t.Errorf("%s took %v, want at most %v", what, took, most)
		}
	case <-time.After(most + 60*time.Second):
		t.Fatalf("%s hangs", what)
	}
}

// checkCode sees that an error has a code, and is one that says where the trouble is.
func checkCode(t testing.TB, what string, err error, want graph.Code) {
	t.Helper()
	var e *graph.Error
	if !errors.As(err, &e) || e.Code != want {
		t.Errorf("%s: got the error %v of the code %q, want the code %q", what, err, graph.CodeOf(err), want)
	}
}
