package sqlitestore_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"liaison/graph"
	"liaison/graph/sqlitestore"
)

// One claim written durably, against 4 KiB written and brought to the same disk.
func BenchmarkDurableWrite(b *testing.B) {
	dir := b.TempDir()
	s := open(b, filepath.Join(dir, "write.db"), sqlitestore.Options{})
	ctx := context.Background()
	records := []graph.Record{&graph.Source{ID: "s"}}
	for i := range 100 {
		records = append(records, &graph.Actor{ID: graph.ActorID(fmt.Sprintf("a%d", i)), Name: "A", Kind: graph.KindState})
	}
	if _, err := s.Append(ctx, graph.Batch{Records: records}); err != nil {
		b.Fatal(err)
	}
	n := 0
	write := func() {
		n++
		got, err := s.Append(ctx, graph.Batch{Records: []graph.Record{&graph.Claim{
			Source: "s", Subject: graph.ActorID(fmt.Sprintf("a%d", n%100)), Object: graph.ActorID(fmt.Sprintf("a%d", n*7%100)),
			Relation: "COOPERATE", When: graph.ExactDay(graph.Day(10_000 + n%9000)), Attribution: fmt.Sprint(n),
		}}})
		if err != nil || got[0].Err != nil {
			b.Fatal(err, got)
		}
	}
	f, err := os.Create(filepath.Join(dir, "raw"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	page := make([]byte, 4096)
	raw := func() {
		if _, err := f.Write(page); err != nil {
			b.Fatal(err)
		}
		if err := syscall.Fdatasync(int(f.Fd())); err != nil {
			b.Fatal(err)
		}
	}
	x, y := rounds(b, write, raw)
	b.ReportMetric(x/1e3, "us")
	b.ReportMetric(y/1e3, "us-fdatasync")
	b.ReportMetric(x/y, "x-fdatasync")
}
