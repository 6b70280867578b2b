package main_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	liaison "liaison/cmd/liaison"
)

// TestExportRestore: export, restore into an empty store, export again: the same bytes.
func TestExportRestore(t *testing.T) {
	seeds := withSeeds(t)
	first := seeds.must("export")
	if got, want := strings.Count(first, "\n"), 241; got != want {
		t.Errorf("got %d lines, want %d: a header and the records", got, want)
	}
	p := newPlace(t)
	if r := p.callWith(first, "import", "-", "--restore"); r.code != 0 {
		t.Fatalf("exit %d: %s%s", r.code, r.out, r.err)
	}
	p.must("export", "-o", p.file("again.ndjson"))
	if diff := cmp.Diff(first, p.read("again.ndjson")); diff != "" {
		t.Errorf("(-first +again):\n%s", diff)
	}
	if r := p.callWith(first, "import", "-", "--restore"); r.code == 0 {
		t.Errorf("restored into a store that is not empty: %s", r.out)
	}
	if r := p.callWith(first, "import", "-"); r.code != 0 || !strings.Contains(r.out, "nothing new") {
		t.Errorf("a second import: exit %d, %s%s", r.code, r.out, r.err)
	}
	if out := p.must("export", "--sequence", "48"); strings.Count(out, "\n") != 49 {
		t.Errorf("an export up to record 48 has %d lines", strings.Count(out, "\n"))
	}
}

// TestExportKeepsTheOld: a file is replaced when all is written, and nothing is left beside it.
func TestExportKeepsTheOld(t *testing.T) {
	p := newPlace(t)
	file := p.write("out.ndjson", "old\n")
	if r := p.call("export", "-o", file); r.code != 1 || p.read("out.ndjson") != "old\n" {
		t.Errorf("an export without a store: exit %d, the file holds %q", r.code, p.read("out.ndjson"))
	}
	left, err := filepath.Glob(p.file(".out*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

const table = "date\tsource\trelation\ttarget\n" +
	"2018-01-02\tCitizen (Syria)\tMake statement\tGovernment (Syria)\n" +
	"2018-01-03\tGovernment (Syria)\tUse conventional military force\tCitizen (Syria)\n" +
	"yesterday\tGovernment (Syria)\tMake statement\tCitizen (Syria)\n"

// TestImport: what is bad is told and kept aside, what is known adds nothing, and a run can be undone.
func TestImport(t *testing.T) {
	p := newPlace(t)
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte(table)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p.file("events.tsv.gz"), packed.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	r := p.call("import", p.file("events.tsv.gz"), "--rejects", p.file("bad.tsv"))
	if r.code != 0 || !strings.Contains(r.out, "2 accepted, 1 rejected") || !strings.Contains(r.out, "2 claims") {
		t.Fatalf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if !strings.Contains(r.err, "line 4") || !strings.Contains(r.err, "yesterday") {
		t.Errorf("the bad line is not told: %q", r.err)
	}
	if strings.ContainsAny(r.err, "\r\x1b") {
		t.Errorf("progress where nobody sees it: %q", r.err)
	}
	if bad := p.read("bad.tsv"); !strings.Contains(bad, "yesterday") || strings.Contains(bad, "2018-01-02") {
		t.Errorf("the rejects are %q", bad)
	}
	run := regexp.MustCompile(`run (\S+)`).FindStringSubmatch(r.out)
	if run == nil {
		t.Fatalf("the run is not told: %s", r.out)
	}
	if again := p.must("import", p.file("events.tsv.gz")); !strings.Contains(again, "2 known before") && !strings.Contains(again, "nothing new") {
		t.Errorf("a second import: %s", again)
	}
	if out := p.must("search", "--claims", "--run", run[1]); strings.Count(out, "\n") != 3 {
		t.Errorf("claims of the run: %s", out)
	}
	if r := p.call("import", "--undo", "no-such-run", "--by", "Ada", "--reason", "test"); r.code != 1 {
		t.Errorf("undoing a run that is not there: exit %d: %s%s", r.code, r.out, r.err)
	}
	if out := p.must("import", "--undo", run[1], "--by", "Ada", "--reason", "wrong file"); !strings.Contains(out, "2 claims withdrawn") {
		t.Errorf("undo: %s", out)
	}
	if out := p.must("search", "--claims", "--run", run[1]); !strings.Contains(out, "No claim") {
		t.Errorf("after the undo: %s", out)
	}
}

// TestInterrupted: an import that is stopped says so, and leaves a store that can be asked.
func TestInterrupted(t *testing.T) {
	p := newPlace(t)
	p.must("import", p.write("first.ndjson", `{"type":"actor","id":"a","name":"A","kind":"person"}`+"\n"))
	ctx, cancel := context.WithCancel(context.Background())
	in, feed := io.Pipe()
	go func() {
		_, _ = feed.Write([]byte(`{"type":"actor","id":"b","name":"B","kind":"person"}` + "\n"))
		cancel()
	}()
	defer feed.Close()
	var out, stderr bytes.Buffer
	code := liaison.Run(ctx, []string{"import", "-"}, in, &out, &stderr, p.env)
	if code != 1 || !strings.Contains(stderr.String(), "interrupted") {
		t.Errorf("exit %d: %s%s", code, out.String(), stderr.String())
	}
	if out := p.must("search", "a"); !strings.Contains(out, "person") {
		t.Errorf("after the interruption: %s", out)
	}
}

func TestImportJSON(t *testing.T) {
	p := newPlace(t)
	r := p.callWith(`{"type":"actor","id":"a","name":"A","kind":"person"}`+"\n"+`{"type":"actor","id":"B!","name":"B","kind":"person"}`+"\n", "import", "-", "--json")
	var body struct {
		Accepted, Known, Rejected, Sequence int
		Problems                            []struct{ Line int }
	}
	if err := json.Unmarshal([]byte(r.out), &body); err != nil {
		t.Fatalf("%v: %s%s", err, r.out, r.err)
	}
	if r.code != 0 || body.Accepted != 1 || body.Rejected != 1 || len(body.Problems) != 1 || body.Problems[0].Line != 2 {
		t.Errorf("exit %d: %+v", r.code, body)
	}
}

// TestImportFails: what records nothing has failed.
func TestImportFails(t *testing.T) {
	p := newPlace(t)
	for name, text := range map[string]string{
		"empty.ndjson":   "",
		"all-bad.ndjson": `{"type":"claim"}` + "\n",
		"binary.csv":     "\x00\x01\x02\x03PK",
		"cut.gz":         "\x1f\x8b\x08\x00\x00\x00\x00\x00",
	} {
		if r := p.call("import", p.write(name, text)); r.code != 1 || r.err == "" {
			t.Errorf("%s: exit %d: %s%s", name, r.code, r.out, r.err)
		}
	}
	good := p.write("good.ndjson", `{"type":"actor","id":"a","name":"A","kind":"person"}`+"\n")
	r := p.call("import", p.file("missing.ndjson"), good)
	if r.code != 1 || !strings.Contains(r.out, "1 accepted") || !strings.Contains(r.err, "1 of 2 files failed") {
		t.Errorf("a file that is missing and one that is good: exit %d: %s%s", r.code, r.out, r.err)
	}
}

// TestRelationsFile: a user's own relations.
func TestRelationsFile(t *testing.T) {
	p := newPlace(t)
	p.env["LIAISON_RELATIONS"] = p.write("own.ndjson", `{"id":"plays-chess-with","parent":"COOPERATE","label":"plays chess with","symmetric":true}`+"\n")
	in := `{"type":"actor","id":"a","name":"A","kind":"person"}
{"type":"actor","id":"b","name":"B","kind":"person"}
{"type":"source","id":"s","title":"S"}
{"type":"claim","source":"s","subject":"a","relation":"plays-chess-with","object":"b","when":"2024-05-01"}
`
	if r := p.callWith(in, "import", "-"); r.code != 0 || r.err != "" {
		t.Fatalf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if out := p.must("neighbourhood", "a", "--relation", "COOPERATE"); !strings.Contains(out, "plays-chess-with") {
		t.Errorf("got %s", out)
	}
}

func TestBackup(t *testing.T) {
	p := withSeeds(t)
	p.must("backup", p.file("copy.db"))
	if got, want := p.must("export", "--store", "sqlite:"+p.file("copy.db")), p.must("export"); got != want {
		t.Error("the backup exports other bytes than the store")
	}
	if r := p.call("backup", p.file("copy.db")); r.code != 2 || !strings.Contains(r.err, "is there already") {
		t.Errorf("a backup over a file: exit %d %s", r.code, r.err)
	}
}
