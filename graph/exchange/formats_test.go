package exchange_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/exchange"
)

var update = flag.Bool("update", false, "write the golden files anew")

const mapping = `subject=From,object=To,relation=Type,when=Day,source=Paper,url=Link,confidence=Sure,statement="Said, in short"`

// TestFormats imports invented rows of every format and compares what they became, and what was wrong with the others,
// with a golden file beside them.
func TestFormats(t *testing.T) {
	for _, c := range []struct {
		file, format string
		o            exchange.Options
	}{
		{"table.tsv", "table", exchange.Options{}},
		{"table_bad_bytes.tsv", "table", exchange.Options{Source: "given"}},
		{"table.csv", "table", exchange.Options{}},
		{"icews.tab", "icews", exchange.Options{}},
		{"icews_dirty.csv", "icews", exchange.Options{}},
		{"gdelt1.csv", "gdelt", exchange.Options{}},
		{"gdelt2.export.CSV", "gdelt", exchange.Options{}},
		{"gdelt2_header.csv", "gdelt", exchange.Options{}},
		{"phoenix.txt", "phoenix", exchange.Options{}},
		{"phoenix.csv", "phoenix", exchange.Options{NoPlaces: true}},
		{"polecat.txt", "polecat", exchange.Options{}},
		{"polecat_headline.txt", "polecat", exchange.Options{}},
		{"mapped.csv", "csv", exchange.Options{Mapping: mapping}},
	} {
		t.Run(c.file, func(t *testing.T) {
			s := newStore(t)
			sum := importFile(t, s, filepath.Join("testdata", c.file), c.o)
			if sum.Format != c.format {
				t.Errorf("got format %s, want %s", sum.Format, c.format)
			}
			if n := sum.Accepted + sum.Added + sum.Known + sum.Rejected; n != sum.Lines {
				t.Errorf("%d lines, but %d are counted", sum.Lines, n)
			}
			var got strings.Builder
			fmt.Fprintln(&got, sum)
			for _, p := range sum.Problems {
				fmt.Fprintln(&got, p)
			}
			_, records, _ := bytes.Cut(export(t, s), []byte("\n")) // without the header
			got.Write(records)
			golden := filepath.Join("testdata", c.file+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got.String()); d != "" {
				t.Error(d)
			}
			o := c.o
			o.Run = "another"
			again := importFile(t, s, filepath.Join("testdata", c.file), o)
			if again.Changed() || again.Known != sum.Accepted+sum.Known || again.Kept != sum.Kept {
				t.Errorf("the second import: %+v", again)
			}
		})
	}
}

// TestRealFiles counts rows of the data sets' own files. 13 rows of Phoenix are malformed or carry the code 0110, which
// CAMEO does not have; a third of GDELT's rows have one actor; the dirty ICEWS file has 591 rows against nobody in
// particular and 426 with names broken beyond repair.
func TestRealFiles(t *testing.T) {
	for _, c := range []struct {
		folder, file            string
		lines, claims, rejected int
		accepted                int // rows that made a new claim; the others repeat one
		actorsOfPlain           int
	}{
		{folder: "icews_raw", file: "events.2018.sample.tab", lines: 3705, accepted: 3571, claims: 3571, rejected: 84},
		{folder: "icews_raw", file: "icews_raw.tsv.gz", lines: 3705, accepted: 2734, claims: 2734, actorsOfPlain: 1397},
		{folder: "icews_brazil2013", file: "brazil2013targets.csv.gz", lines: 5537, accepted: 4493, claims: 4493, rejected: 1017},
		{folder: "icews_brazil2013", file: "icews_brazil2013.tsv.gz", lines: 4520, accepted: 3885, claims: 3885, actorsOfPlain: 660},
		{folder: "gdelt1_raw", file: "gdelt1.events.csv", lines: 710, accepted: 471, claims: 471, rejected: 239},
		{folder: "gdelt1_raw", file: "gdelt1_raw.tsv.gz", lines: 471, accepted: 467, claims: 467, actorsOfPlain: 371},
		{folder: "gdelt2_raw", file: "20151027220000.export.CSV", lines: 2116, accepted: 1307, claims: 1307, rejected: 718},
		{folder: "gdelt2_raw", file: "20170101073000.export.CSV", lines: 720, accepted: 375, claims: 375, rejected: 320},
		{folder: "gdelt2_raw", file: "20191024143000.export.CSV", lines: 2111, accepted: 1282, claims: 1282, rejected: 705},
		{folder: "gdelt2_csv", file: "20201113.csv.gz", lines: 2824, accepted: 2416, claims: 2416},
		{folder: "gdelt2_csv", file: "20201114.csv.gz", lines: 2601, accepted: 2206, claims: 2206},
		{folder: "gdelt2_csv", file: "20201115.csv.gz", lines: 3929, accepted: 3272, claims: 3272},
		{folder: "phoenix_raw", file: "sample_events.txt", lines: 2365, accepted: 2360, claims: 3713, rejected: 5},
		{folder: "phoenix_raw", file: "samplePhox.csv.gz", lines: 5000, accepted: 4990, claims: 8266, rejected: 8},
		{folder: "phoenix_raw", file: "phoenix_raw.tsv.gz", lines: 7352, accepted: 7341, claims: 7341, actorsOfPlain: 1682},
	} {
		t.Run(c.file, func(t *testing.T) {
			name := shared(t, "data", "events", c.folder, c.file)
			s := newStore(t)
			sum := importFile(t, s, name, exchange.Options{})
			got := [...]int{sum.Lines, sum.Accepted, sum.Claims, sum.Rejected}
			if want := [...]int{c.lines, c.accepted, c.claims, c.rejected}; got != want {
				t.Errorf("got lines, accepted, claims, rejected %v, want %v", got, want)
				for _, p := range sum.Problems[:min(5, len(sum.Problems))] {
					t.Log(p)
				}
			}
			if c.actorsOfPlain > 0 && sum.Actors != c.actorsOfPlain {
				t.Errorf("got %d actors, want %d", sum.Actors, c.actorsOfPlain)
			}
			if again := importFile(t, s, name, exchange.Options{Run: "another"}); again.Changed() {
				t.Errorf("the second import changed something: %v", again)
			}
		})
	}
}

// TestRealTable reads a large table without a store: every row becomes a claim. BenchmarkTable reads the largest.
func TestRealTable(t *testing.T) {
	name := shared(t, "data", "events", "icews14", "icews14.tsv.gz")
	sum := importFile(t, &sink{o: newStore(t).Ontology()}, name, exchange.Options{})
	if sum.Lines != 90_730 || sum.Claims != 90_730 || sum.Rejected != 0 || sum.Actors != 7_128 || sum.Sources != 1 {
		t.Errorf("got %v, want 90730 claims of 7128 actors", sum)
	}
}

// TestKnownActorsStay: what somebody recorded of an actor with care is not overwritten by a row's little knowledge.
func TestKnownActorsStay(t *testing.T) {
	s := newStore(t)
	importText(t, s, `{"type":"actor","id":"germany","name":"Federal Republic of Germany","kind":"state","aliases":["BRD"]}`, exchange.Options{})
	importFile(t, s, filepath.Join("testdata", "table.tsv"), exchange.Options{})
	head, err := s.Head(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Actors(context.Background(), head.Sequence, []graph.ActorID{"germany"})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Name != "Federal Republic of Germany" {
		t.Errorf("got %+v", got)
	}
}

// TestUndoRun takes an import back as a whole.
func TestUndoRun(t *testing.T) {
	s := newStore(t)
	sum := importFile(t, s, filepath.Join("testdata", "icews.tab"), exchange.Options{})
	if got, want := sum.Run, "icews-icews-"; !strings.HasPrefix(got, want) {
		t.Errorf("got run %q, want %s and eight digits", got, want)
	}
	undone := importText(t, s, `{"type":"retraction","run":"`+sum.Run+`","reason":"a test","by":"ann"}`, exchange.Options{})
	if undone.Accepted != 1 {
		t.Errorf("got %+v", undone)
	}
	e := entries(t, s)
	if got, want := len(e[len(e)-1].Derived.Withdraws), sum.Claims; got != want {
		t.Errorf("the retraction withdrew %d claims, want %d", got, want)
	}
}

// TestRejectsOfATable can be mended and imported by themselves: they begin with the header.
func TestRejectsOfATable(t *testing.T) {
	var rejects bytes.Buffer
	s := newStore(t)
	sum := importFile(t, s, filepath.Join("testdata", "table.tsv"), exchange.Options{Rejects: &rejects})
	lines := strings.Split(strings.TrimSpace(rejects.String()), "\n")
	if got, want := len(lines), sum.Rejected+1; got != want || lines[0] != "date\tsource\trelation\ttarget" || !strings.HasPrefix(lines[1], "2019-02-30\t") {
		t.Errorf("got %d lines: %q", got, lines)
	}
	mended := strings.Replace(lines[0]+"\n"+lines[1]+"\n", "2019-02-30", "2019-02-28", 1)
	if again := importText(t, s, mended, exchange.Options{Name: "table.tsv"}); again.Accepted != 1 {
		t.Errorf("the mended reject: %+v", again)
	}
}
