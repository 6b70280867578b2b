package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/exchange"
	"liaison/graph/ontology"
	"liaison/graph/resolve"
	"liaison/graph/sqlitestore"
	"liaison/graph/storetest/events"
)

// BenchmarkWholeReply asks the real server, over the real store of 982,279 events, for 500 claims around an actor with a
// few hundred claims in the time asked about, and around the busiest one, where the question itself is most of the work:
// as one that nobody asked before, and as one that somebody did.
// It compares the requests a second with the same bytes ready-made: `share` is the ratio.
func BenchmarkWholeReply(b *testing.B) {
	table := events.Shared("data", "events", "icews_combined", "icews_combined.tsv.gz")
	f, err := os.Open(table)
	if err != nil {
		b.Skipf("the events are missing: %v", err)
	}
	defer f.Close()
	o, err := ontology.Load()
	if err != nil {
		b.Fatal(err)
	}
	file := filepath.Join(b.TempDir(), "events.db")
	store, err := sqlitestore.Open(file, o, sqlitestore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := exchange.Import(context.Background(), store, f, exchange.Options{Name: table}); err != nil {
		b.Fatal(err)
	}
	if err := store.Close(); err != nil {
		b.Fatal(err)
	}
	if store, err = sqlitestore.Open(file, o, sqlitestore.Options{}); err != nil { // as a server begins
		b.Fatal(err)
	}
	defer store.Close()
	for _, asked := range []struct {
		name string
		kept int64
	}{{"first", -1}, {"again", 0}} {
		handler, err := api.New(api.Config{Explorer: graph.NewExplorer(store, resolve.New(), graph.Limits{}), Limits: api.Limits{Kept: asked.kept}})
		if err != nil {
			b.Fatal(err)
		}
		real := httptest.NewServer(handler)
		defer real.Close()
		for _, actor := range []string{"kenya", "china"} {
			b.Run(actor+"/"+asked.name, func(b *testing.B) {
				compare(b, real.URL+"/api/v1/neighbourhood?actor="+actor+"&from=2018-01-01&to=2018-10-31&rank=strong&limit=500")
			})
		}
	}
}

// compare measures a question against its own answer ready-made.
func compare(b *testing.B, url string) {
	body := fetchAll(b, url)
	same := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body)
	}))
	defer same.Close()

	const clients, rounds, lasting = 16, 5, 700 * time.Millisecond
	for b.Loop() {
		best := 0.0
		for range rounds { // in turn, so that a busy moment of the machine meets both
			whole, made := load(b, url, clients, lasting), load(b, same.URL, clients, lasting)
			best = max(best, whole/made)
			b.ReportMetric(whole, "requests/s")
			b.ReportMetric(made, "ready/s")
		}
		b.ReportMetric(best, "share")
		b.ReportMetric(float64(len(body)), "bytes")
	}
}

// load gives the requests a second that clients get answered.
func load(b *testing.B, url string, clients int, lasting time.Duration) float64 {
	b.Helper()
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		total int
	)
	start := time.Now()
	for range clients {
		wg.Go(func() {
			client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
			defer client.CloseIdleConnections()
			n := 0
			for time.Since(start) < lasting {
				resp, err := client.Get(url)
				if err != nil || resp.StatusCode != http.StatusOK {
					b.Error(err)
					return
				}
				_, _ = io.Copy(io.Discard, resp.Body)
				_ = resp.Body.Close()
				n++
			}
			mu.Lock()
			total += n
			mu.Unlock()
		})
	}
	wg.Wait()
	return float64(total) / time.Since(start).Seconds()
}

func fetchAll(b *testing.B, url string) []byte {
	b.Helper()
	resp, err := http.Get(url)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		b.Fatalf("%s: %s %v", url, resp.Status, err)
	}
	return body
}
