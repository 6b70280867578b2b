package exchange_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"liaison/graph"
	"liaison/graph/exchange"
)

// FuzzDecodeLine: never a panic; what is read is valid JSON, and is read the same from what Export would write.
func FuzzDecodeLine(f *testing.F) {
	for _, line := range bytes.Split([]byte(everyType), []byte("\n")) {
		f.Add(line)
	}
	f.Add([]byte(`{"type":"header","format":"liaison","version":1,"ontology":[]}`))
	f.Add([]byte(`{"type":"actor","id":"a","name":"\ud83d\ude00","kind":"state","aliases":[null,"x"]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		l, err := exchange.DecodeLine(line)
		if err != nil || l.Record == nil {
			return
		}
		if !json.Valid(line) {
			t.Fatalf("%q is not JSON but was read", line)
		}
		text := exchange.AppendEntry(nil, graph.Entry{Sequence: 1, ID: l.Record.RecordID(), Record: l.Record})
		if !json.Valid(text) {
			t.Fatalf("%q is written, which is not JSON", text)
		}
		again, err := exchange.DecodeLine(bytes.TrimSuffix(text, []byte("\n")))
		if err != nil {
			t.Fatalf("%q cannot be read back: %v", text, err)
		}
		if got, want := again.Record.RecordID(), l.Record.RecordID(); got != want {
			t.Fatalf("read back with another id from %q", text)
		}
	})
}

// FuzzImport sends any bytes through detection, unpacking and every format: never a panic, every line counted once.
func FuzzImport(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "*"))
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		if data, err := os.ReadFile(name); err == nil && filepath.Ext(name) != ".golden" {
			f.Add(data, "")
		}
	}
	f.Add(packed(f, world), "")
	f.Add(zipOf(f, zipped{name: "x", data: world}), "")
	f.Add([]byte("From,To\n\"a\nb\",c\n"), "subject=From,object=To,relation=meet")
	onto, err := builtin()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte, mapping string) {
		var rejects bytes.Buffer
		sum, err := exchange.Import(context.Background(), &sink{o: onto}, bytes.NewReader(data),
			exchange.Options{Source: "s", Mapping: mapping, Rejects: &rejects, BatchSize: 7})
		if err != nil {
			return
		}
		if n := sum.Accepted + sum.Added + sum.Known + sum.Rejected; n != sum.Lines {
			t.Fatalf("%d lines, but %d are counted", sum.Lines, n)
		}
		if sum.Rejected != len(sum.Problems)+sum.More {
			t.Fatalf("%d rejected, but %d problems", sum.Rejected, len(sum.Problems)+sum.More)
		}
	})
}
