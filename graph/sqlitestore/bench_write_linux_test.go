package sqlitestore_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

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
	// In turn, so that what else uses the disk disturbs both; the median, as both have to wait for the disk now and then.
	var ours, theirs []time.Duration
	took := func(f func()) time.Duration {
		start := time.Now()
		f()
		return time.Since(start)
	}
	for start := time.Now(); time.Since(start) < 3*time.Second; {
		ours, theirs = append(ours, took(write)), append(theirs, took(raw))
	}
	slices.Sort(ours)
	slices.Sort(theirs)
	x, y := ours[len(ours)/2], theirs[len(theirs)/2]
	b.ReportMetric(float64(x.Nanoseconds())/1e3, "us-p50")
	b.ReportMetric(float64(ours[len(ours)*99/100].Nanoseconds())/1e3, "us-p99")
	b.ReportMetric(float64(y.Nanoseconds())/1e3, "us-fdatasync-p50")
	b.ReportMetric(float64(x)/float64(y), "x-fdatasync")
	b.ReportMetric(0, "ns/op")
}
