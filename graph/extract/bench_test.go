package extract_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"liaison/graph/extract"
	"liaison/graph/extract/grammar"
	"liaison/graph/ontology"
)

// BenchmarkRead reads texts of our own over and over: sentences a second on one core, how many times that takes what finding
// and tagging the sentences alone takes, and the heap that is in use at the end against that after the first hundredth.
//
//	go test -run '^$' -bench Read -benchtime 1x -cpu 1 ./graph/extract                             100,000 sentences
//	LIAISON_SENTENCES=1000000 go test -run '^$' -bench Read -benchtime 1x -cpu 1 ./graph/extract
func BenchmarkRead(b *testing.B) {
	texts := articles(b)
	o, err := ontology.Load()
	if err != nil {
		b.Fatal(err)
	}
	r, err := extract.New(extract.Options{Ontology: o})
	if err != nil {
		b.Fatal(err)
	}
	parser, err := grammar.New()
	if err != nil {
		b.Fatal(err)
	}
	most := 100_000
	if n, err := strconv.Atoi(os.Getenv("LIAISON_SENTENCES")); err == nil {
		most = n
	}
	for b.Loop() {
		var reading, tagging time.Duration
		var early, found int
		sentences := 0
		for i := 0; sentences < most; i++ {
			text := texts[i%len(texts)]
			begun := time.Now()
			for range parser.Tokens(text.Body) {
				sentences++
			}
			tagging += time.Since(begun)
			begun = time.Now()
			proposals, err := r.Read(context.Background(), text)
			if err != nil {
				b.Fatal(err)
			}
			reading += time.Since(begun)
			found += len(proposals)
			if early == 0 && sentences >= most/100 {
				early = heap()
			}
		}
		b.ReportMetric(float64(sentences)/reading.Seconds(), "sentences/s")
		b.ReportMetric(reading.Seconds()/tagging.Seconds(), "of-tagging")
		b.ReportMetric(float64(found)/float64(sentences), "proposals/sentence")
		b.ReportMetric(float64(heap())/float64(early), "heap/early")
		b.ReportMetric(float64(heap())/1e6, "heap-MB")
	}
}

// heap is what is in use, in bytes.
func heap() int {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

// articles are the texts of our own for development.
func articles(b *testing.B) []extract.Text {
	b.Helper()
	names, err := filepath.Glob("testdata/gold/*.dev.jsonl")
	if err != nil || len(names) == 0 {
		b.Fatalf("no texts: %v", err)
	}
	var out []extract.Text
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		lines := bufio.NewScanner(strings.NewReader(string(raw)))
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var v struct{ Text, Published string }
			if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
				b.Fatalf("%s: %v", name, err)
			}
			out = append(out, extract.Text{Body: v.Text, Published: v.Published})
		}
	}
	return out
}
