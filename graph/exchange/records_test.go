package exchange_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/exchange"
	"liaison/graph/memstore"
)

// everyType has each type of record, keys, and what is hard to escape.
const everyType = `{"type":"actor","id":"alba","name":"Republic of Alba","kind":"state","aliases":["ألبا","Alba \"the fair\""],"country":"ALB","codes":["cameo:ALB"],"valid":"1912/..","description":"line one\nline two\ttab"}
{"key":"b","id":"borea","name":"Borea","kind":"state","type":"actor","sequence":77,"recorded":"1999-01-01T00:00:00.000000Z"}
{"type":"actor","id":"cora","name":"Cora\u2028Line","kind":"person"}
{"type":"source","key":"wire","id":"wire","publisher":"The Wire","published":"2025-01-02","language":"en","url":"https://wire.example/1","text":"Alba met Borea <in> Cora & left.\r\nIt was late."}
{"type":"source","id":"echo","publisher":"Echo","relays":"#wire","kind":"newspaper","summary":true,"text":"Échos — 東京"}

{"type":"claim","key":"c1","source":"#wire","subject":"alba","relation":"cameo-040","object":"#b","when":"2025-01-01","evidence":[{"quote":"Alba met Borea","start":0,"end":14}],"attribution":"officials","confidence":80,"event":"e1","made_by":{"kind":"person","name":"ann"}}
{"type":"claim","key":"c2","source":"echo","subject":"alba","relation":"cameo-040","object":"borea","when":"2025-01-05","polarity":"denied","event":"e1"}
{"type":"claim","source":"wire","subject":"borea","relation":"cameo-042","object":"alba","when":"2024-12-08/..","revises":"#c1","third_parties":["cora"],"statement":"Borea pays a visit."}
{"type":"claim","source":"wire","subject":"alba","relation":"cameo-040","object":"borea","when":"2025-01-01","attribution":"officials","evidence":[{"quote":"It was late."}],"confidence":80,"event":"e1","made_by":{"kind":"person","name":"ann"}}
{"type":"judgement","a":"cora","b":"alba","verdict":"different","reason":"a person and a state","by":"ann","at":"2025-02-01"}
{"type":"dispute","topic":"did they meet","kind":"polarity","side_a":["#c1"],"side_b":["#c2"],"by":"ann"}
{"type":"relay","source":"wire","relays":"echo","by":"ann","reason":"said so"}
{"type":"retraction","claim":"#c2","reason":"withdrawn by the paper","by":"ann"}
`

func TestImportOfEveryType(t *testing.T) {
	s := newStore(t)
	got := importText(t, s, everyType, exchange.Options{})
	got.Problems = nil
	want := exchange.Summary{Format: "ndjson", Lines: 13, Accepted: 12, Added: 1, Actors: 3, Sources: 2, Claims: 3, Sequence: 13}
	if d := cmp.Diff(want, got); d != "" {
		// the third actor's name holds a line separator, which is no control character and may stand
		t.Fatal(d)
	}
	again := importText(t, s, everyType, exchange.Options{})
	if again.Changed() || again.Known != 13 || again.Kept != 0 {
		t.Errorf("the second import changed something: %+v", again)
	}
	if got, want := again.String(), "13 lines read: nothing new, all 13 were recorded before"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestExportIsLossless(t *testing.T) {
	s := newStore(t)
	for _, line := range strings.SplitAfter(everyType, "\n") { // so that times differ
		if strings.Contains(line, "#") {
			continue
		}
		importText(t, s, line, exchange.Options{})
	}
	importText(t, s, everyType, exchange.Options{})
	first := export(t, s)

	restored := newStore(t)
	sum, err := exchange.Import(context.Background(), restored, bytes.NewReader(first), exchange.Options{Restore: true, BatchSize: 3})
	if err != nil {
		t.Fatal(err)
	}
	if sum.Accepted != bytes.Count(first, []byte("\n"))-1 {
		t.Errorf("restored %d of %d", sum.Accepted, bytes.Count(first, []byte("\n"))-1)
	}
	if d := cmp.Diff(string(first), string(export(t, restored))); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(entries(t, s), entries(t, restored), cmp.AllowUnexported(graph.When{})); d != "" {
		t.Errorf("entries differ: %s", d)
	}

	// Packed, and from a reader that cannot seek.
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write(first)
	z.Close()
	other := newStore(t)
	if _, err := exchange.Import(context.Background(), other, onlyReader{&packed}, exchange.Options{Restore: true}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, export(t, other)) {
		t.Error("an export restored from gzip differs")
	}

	// Imported without restore it is the same data, recorded now.
	plain := newStore(t)
	importText(t, plain, string(first), exchange.Options{})
	if got, want := len(entries(t, plain)), len(entries(t, s)); got != want {
		t.Errorf("an import of the export has %d records, want %d", got, want)
	}
}

type onlyReader struct {
	r interface{ Read([]byte) (int, error) }
}

func (o onlyReader) Read(b []byte) (int, error) { return o.r.Read(b) }

func TestRestoreIsAllOrNothing(t *testing.T) {
	s := newStore(t)
	importText(t, s, everyType, exchange.Options{})
	whole := string(export(t, s))
	lines := strings.SplitAfter(whole, "\n")
	for _, c := range []struct{ name, text, want string }{
		{"cut between lines", strings.Join(lines[:len(lines)-3], ""), "restore: file: ends at sequence 11, but its header tells of 13; it is not whole"},
		{"cut within a line", whole[:len(whole)-30], "restore: line 14, column 136: reason: is not JSON: the line ends within a text"},
		{"a line missing", strings.Join(append(append([]string{}, lines[:3]...), lines[4:]...), ""), "restore: line 4: sequence: is 4 after 2; an export goes without a gap from 1 on"},
		{"no header", strings.Join(lines[1:], ""), "restore: line 1: type: is no header; only an export, which begins with one, can be restored"},
		{"edited claim", strings.Replace(whole, `"attribution":"officials"`, `"attribution":"rivals"`, 1), "but what the claim says has the id"},
		{"newer version", strings.Replace(whole, `"version":1`, `"version":2`, 1), "restore: line 1, column 47: version: 2 is a version of the format that is not known; known are 1 to 1"},
		{"empty", "", "restore: file: is empty; an export begins with a header line"},
	} {
		into := newStore(t)
		_, err := exchange.Import(context.Background(), into, strings.NewReader(c.text), exchange.Options{Restore: true, BatchSize: 2})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
		if n := len(entries(t, into)); n != 0 {
			t.Errorf("%s: %d records were restored", c.name, n)
		}
	}
	_, err := exchange.Import(context.Background(), s, strings.NewReader(whole), exchange.Options{Restore: true})
	if got, want := graph.CodeOf(err), graph.CodeConflict; got != want {
		t.Errorf("restore into a store that is not empty: %v", err)
	}
}

func TestCustomRelationsAreRestored(t *testing.T) {
	base := newStore(t).Ontology().All()
	o, err := graph.NewOntology(append(base, graph.Relation{ID: "twin-town-of", Parent: "AFFILIATED_WITH", Label: "is a twin town of", Symmetric: true}))
	if err != nil {
		t.Fatal(err)
	}
	s := memstore.New(o, memstore.Options{})
	defer s.Close()
	text := export(t, s)
	h, err := exchange.ReadHeader(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	again, err := graph.NewOntology(h.Ontology)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := again.Digest(), o.Digest(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	to := memstore.New(again, memstore.Options{})
	defer to.Close()
	if _, err := exchange.Import(context.Background(), to, bytes.NewReader(text), exchange.Options{Restore: true}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(text), string(export(t, to))); d != "" {
		t.Error(d)
	}
	_, err = exchange.Import(context.Background(), newStore(t), bytes.NewReader(text), exchange.Options{Restore: true})
	if err == nil || !strings.Contains(err.Error(), `relation "twin-town-of"`) {
		t.Errorf("a store without the relation took the export: %v", err)
	}
}

func TestRunOfImport(t *testing.T) {
	s := newStore(t)
	importText(t, s, everyType, exchange.Options{Run: "first"})
	again := importText(t, s, everyType, exchange.Options{Run: "second"})
	if again.Changed() || again.Kept != 0 {
		t.Errorf("another run of the same lines: %+v", again)
	}
	sum := importText(t, s, `{"type":"retraction","run":"first","reason":"a test","by":"ann"}`, exchange.Options{})
	if sum.Accepted != 1 {
		t.Errorf("the run could not be undone: %+v", sum)
	}
}

func TestRejectsAndProgress(t *testing.T) {
	s := newStore(t)
	var rejects bytes.Buffer
	calls := 0
	text := "{\"type\":\"actor\",\"id\":\"a\",\"name\":\"A\",\"kind\":\"state\"}\nnot json\n{\"type\":\"claim\",\"source\":\"nobody\",\"subject\":\"a\",\"relation\":\"cameo-040\",\"object\":\"a\"}\n{\"type\":\"actor\",\"id\":\"b\",\"name\":\"B\",\"kind\":\"city\"}\n"
	sum := importText(t, s, text, exchange.Options{Rejects: &rejects, MaxProblems: 2, Progress: func(p exchange.Progress) { calls++ }})
	want := []exchange.Problem{
		{Line: 2, Column: 1, Message: `is not a JSON object: "n" stands where { belongs`},
		{Line: 3, Field: "source", Value: "nobody", Message: `no source "nobody" is recorded; record the source before its claims`},
	}
	if d := cmp.Diff(want, sum.Problems); d != "" {
		t.Error(d)
	}
	if sum.More != 1 || sum.Rejected != 3 || sum.Accepted != 1 || sum.Lines != 4 || calls != 1 {
		t.Errorf("got %+v and %d calls", sum, calls)
	}
	if got, want := rejects.String(), strings.Join(strings.SplitAfter(text, "\n")[1:], ""); got != want {
		t.Errorf("got rejects %q, want %q", got, want)
	}
}

func TestInterruptedImportLeavesWholeBatches(t *testing.T) {
	s := newStore(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var b strings.Builder
	for range 50 {
		for _, c := range "abcdefghij" {
			b.WriteString(`{"type":"actor","id":"` + string(c) + strings.Repeat("x", b.Len()%97) + `","name":"N","kind":"state"}` + "\n")
		}
	}
	sum, err := exchange.Import(ctx, s, strings.NewReader(b.String()), exchange.Options{BatchSize: 20, Progress: func(p exchange.Progress) {
		if p.Lines >= 60 {
			cancel()
		}
	}})
	if err == nil || !strings.Contains(err.Error(), context.Canceled.Error()) {
		t.Fatalf("got %v, want the context's error", err)
	}
	if sum.Lines != 60 {
		t.Errorf("got %d lines, want the 60 of three batches", sum.Lines)
	}
	again := importText(t, s, b.String(), exchange.Options{})
	if again.Rejected != 0 || again.Known < 60 {
		t.Errorf("the repeated import: %+v", again)
	}
}

// TestSilentInput: a pipe on which nothing comes does not hold up an end.
func TestSilentInput(t *testing.T) {
	r, w := io.Pipe()
	defer w.Close()
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		_, _ = w.Write([]byte(world + strings.Repeat(" ", 1<<20))) // the write fails when the test is over
	}()
	time.AfterFunc(50*time.Millisecond, cancel)
	start := time.Now()
	_, err := exchange.Import(ctx, newStore(t), r, exchange.Options{Format: "ndjson"})
	if !errors.Is(err, context.Canceled) || time.Since(start) > 5*time.Second {
		t.Errorf("got %v after %v", err, time.Since(start))
	}
}
