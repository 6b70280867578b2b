package exchange_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/exchange"
)

// sink takes everything and keeps nothing, so that only reading and building are measured.
type sink struct {
	o *graph.Ontology
	n graph.Sequence
}

func (s *sink) Append(_ context.Context, b graph.Batch) ([]graph.Receipt, error) {
	out := make([]graph.Receipt, len(b.Records))
	for i := range out {
		s.n++
		out[i] = graph.Receipt{Status: graph.Accepted, Sequence: s.n}
	}
	return out, nil
}
func (s *sink) Head(context.Context, *time.Time) (graph.AsOf, error) {
	return graph.AsOf{Sequence: s.n}, nil
}
func (s *sink) Actors(context.Context, graph.Sequence, []graph.ActorID) ([]graph.Actor, error) {
	return nil, nil
}
func (s *sink) Sources(context.Context, graph.Sequence, []graph.SourceID) ([]graph.SourceState, error) {
	return nil, nil
}
func (s *sink) Ontology() *graph.Ontology { return s.o }

func unpacked(b *testing.B, name string) []byte {
	b.Helper()
	f, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		b.Fatal(err)
	}
	return data
}

func benchmark(b *testing.B, data []byte, o exchange.Options) {
	onto, err := builtin()
	if err != nil {
		b.Fatal(err)
	}
	rows := bytes.Count(data, []byte("\n"))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := exchange.Import(context.Background(), &sink{o: onto}, bytes.NewReader(data), o); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkTable(b *testing.B) {
	benchmark(b, unpacked(b, shared(b, "data", "events", "icews_combined", "icews_combined.tsv.gz")), exchange.Options{Name: "icews_combined.tsv"})
}

func BenchmarkICEWS(b *testing.B) {
	data, err := os.ReadFile(shared(b, "data", "events", "icews_raw", "events.2018.sample.tab"))
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, data, exchange.Options{Name: "icews.tab"})
}

func BenchmarkGDELT(b *testing.B) {
	data, err := os.ReadFile(shared(b, "data", "events", "gdelt2_raw", "20191024143000.export.CSV"))
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, data, exchange.Options{Name: "gdelt.csv"})
}

func BenchmarkNDJSON(b *testing.B) {
	var w bytes.Buffer
	w.WriteString(world)
	for i := range 10_000 {
		fmt.Fprintf(&w, `{"type":"claim","source":"s","subject":"a","relation":"cameo-040","object":"b","when":"2024-%02d-%02d","confidence":70,"statement":"A consults with B, number %d.","evidence":[{"quote":"A met B"}]}`+"\n", i%12+1, i%28+1, i)
	}
	benchmark(b, w.Bytes(), exchange.Options{})
}
