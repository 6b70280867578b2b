package main_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	liaison "liaison/cmd/liaison"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// result is what a call left behind.
type result struct {
	code     int
	out, err string
}

// call runs the program in a folder of its own, with a store there.
type place struct {
	t   testing.TB
	dir string
	env map[string]string
}

func newPlace(t testing.TB) *place {
	dir := t.TempDir()
	return &place{t, dir, map[string]string{"LIAISON_STORE": "sqlite:" + filepath.Join(dir, "liaison.db")}}
}

func (p *place) file(name string) string { return filepath.Join(p.dir, name) }

func (p *place) write(name, text string) string {
	p.t.Helper()
	if err := os.MkdirAll(filepath.Dir(p.file(name)), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(p.file(name), []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
	return p.file(name)
}

func (p *place) read(name string) string {
	p.t.Helper()
	raw, err := os.ReadFile(p.file(name))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(raw)
}

// call runs the program.
func (p *place) call(args ...string) result { return p.callWith("", args...) }

func (p *place) callWith(in string, args ...string) result {
	var out, err bytes.Buffer
	code := liaison.Run(context.Background(), args, strings.NewReader(in), &out, &err, p.env)
	return result{code, strings.ReplaceAll(out.String(), p.dir, "DIR"), strings.ReplaceAll(err.String(), p.dir, "DIR")}
}

// must runs the program and fails the test if it fails.
func (p *place) must(args ...string) string {
	p.t.Helper()
	r := p.call(args...)
	if r.code != 0 {
		p.t.Fatalf("liaison %s: exit %d\n%s%s", strings.Join(args, " "), r.code, r.out, r.err)
	}
	return r.out
}

var seeded struct {
	once sync.Once
	file string
}

// withSeeds gives a place whose store holds the demonstration data; it is shared, so it must only be read.
func withSeeds(t testing.TB) *place {
	t.Helper()
	seeded.once.Do(func() {
		dir, err := os.MkdirTemp("", "liaison-test-")
		if err != nil {
			t.Fatal(err)
		}
		seeded.file = filepath.Join(dir, "seeds.db")
		p := &place{t, dir, map[string]string{"LIAISON_STORE": "sqlite:" + seeded.file}}
		p.must("import", "--seeds")
	})
	p := newPlace(t)
	p.env["LIAISON_STORE"] = "sqlite:" + seeded.file
	return p
}

func TestMain(m *testing.M) {
	code := m.Run()
	if seeded.file != "" {
		_ = os.RemoveAll(filepath.Dir(seeded.file))
	}
	os.Exit(code)
}

// What differs from one run to the next.
var varying = []struct {
	what *regexp.Regexp
	as   string
}{
	{regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z`), "MOMENT"},
	{regexp.MustCompile(`(as of record [\d,]+), \d{4}-\d\d-\d\d`), "$1, DAY"},
	{regexp.MustCompile(`(As of record [\d,]+), \d{4}-\d\d-\d\d`), "$1, DAY"},
	{regexp.MustCompile(`(?m)^((?:recorded|evidence|corrected|retracted) +record [\d,]+), \d{4}-\d\d-\d\d`), "$1, DAY"},
	{regexp.MustCompile(`--cursor \S+`), "--cursor CURSOR"},
	{regexp.MustCompile(`"cursor":"[^"]+"`), `"cursor":"CURSOR"`},
	{regexp.MustCompile(`liaison \S+ \(go\S+, \S+\)`), "liaison VERSION (GO, PLATFORM)"},
}

// golden compares the result of a call with testdata/golden/NAME.txt.
func golden(t *testing.T, name string, args []string, r result) {
	t.Helper()
	got := fmt.Sprintf("$ liaison %s\n%s", strings.Join(args, " "), r.out)
	if r.err != "" {
		got += "--- stderr\n" + r.err
	}
	if r.code != 0 {
		got += fmt.Sprintf("--- exit %d\n", r.code)
	}
	for _, v := range varying {
		got = v.what.ReplaceAllString(got, v.as)
	}
	file := filepath.Join("testdata", "golden", name+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; run the test with -update to write it", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got; -update rewrites it):\n%s", file, diff)
	}
}

// TestGolden shows what people see.
func TestGolden(t *testing.T) { goldenCalls(t, withSeeds(t)) }

// goldenCalls holds what calls print still. The store has the demonstration data.
func goldenCalls(t *testing.T, p *place) {
	claim := regexp.MustCompile(`[0-9a-f]{32}`)
	shared := claim.FindString(p.must("search", "--claims", "intelligence", "--source", "watan"))
	for _, c := range []struct {
		name string
		args []string
	}{
		{"help", []string{"help"}},
		{"help-neighbourhood", []string{"neighbourhood", "--help"}},
		{"help-import", []string{"import", "--help"}},
		{"help-serve", []string{"serve", "--help"}},
		{"version", []string{"version"}},
		{"search", []string{"search", "sharaa"}},
		{"search-misspelt", []string{"search", "untied", "states"}},
		{"search-arabic", []string{"search", "دمشق"}},
		{"search-kind", []string{"search", "--kind", "agency", "--country", "SYR"}},
		{"search-nobody", []string{"search", "zzzzzz"}},
		{"search-json", []string{"search", "centcom", "--json"}},
		{"search-claims", []string{"search", "--claims", "intelligence", "--disputed", "--limit", "5"}},
		{"neighbourhood", []string{"neighbourhood", "usa", "--from", "2024-12-01", "--to", "2025-01-31"}},
		{"neighbourhood-cooperate", []string{"neighbourhood", "usa", "--relation", "COOPERATE", "--rank", "corroborated", "--limit", "6"}},
		{"neighbourhood-json", []string{"neighbourhood", "palmyra-gunman", "--json"}},
		{"neighbourhood-cut", []string{"neighbourhood", "usa", "hts", "--depth", "2", "--limit", "3", "--expand", "2"}},
		{"neighbourhood-unknown", []string{"neighbourhood", "united-state"}},
		{"neighbourhood-depth", []string{"neighbourhood", "usa", "--depth", "4"}},
		{"tie", []string{"tie", "usa", "syria-new-authorities"}},
		{"tie-nothing", []string{"tie", "china", "jordan"}},
		{"tie-json", []string{"tie", "turkey", "damascus", "--json"}},
		{"help-timeline", []string{"timeline", "--help"}},
		{"timeline", []string{"timeline", "usa", "--peer", "hts", "--limit", "5"}},
		{"timeline-months", []string{"timeline", "usa", "turkey", "--bucket", "month", "--from", "2024-12-01", "--limit", "2"}},
		{"timeline-nothing", []string{"timeline", "china", "--peer", "jordan"}},
		{"timeline-unknown", []string{"timeline", "usa", "--peer", "jordann"}},
		{"claim", []string{"claim", shared}},
		{"claim-json", []string{"claim", shared, "--json"}},
		{"claim-unknown", []string{"claim", "00000000000000000000000000000000"}},
		{"stats", []string{"stats"}},
		{"stats-json", []string{"stats", "--json"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := p.call(c.args...)
			for _, s := range []*string{&r.out, &r.err} {
				*s = strings.ReplaceAll(*s, p.env["LIAISON_STORE"], "sqlite:DIR/seeds.db")
			}
			golden(t, c.name, c.args, r)
		})
	}
}

// TestExitCodes tells a wrong call from a failed one, and says what is wrong.
func TestExitCodes(t *testing.T) {
	p := withSeeds(t)
	file := p.write("not-a-store.txt", "hello\n")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"nieghbourhood", "usa"}, 2, "did you mean neighbourhood?"},
		{[]string{"fly"}, 2, "`liaison help` lists them"},
		{[]string{"neighbourhood"}, 2, "needs an actor's id"},
		{[]string{"neighbourhood", "usa", "--colour", "red"}, 2, "unknown flag: --colour"},
		{[]string{"neighbourhood", "usa", "--limit", "many"}, 2, "limit"},
		{[]string{"neighbourhood", "usa", "--limit"}, 2, "flag needs an argument"},
		{[]string{"neighbourhood", "usa", "--certainty", "certain"}, 2, "certainty"},
		{[]string{"neighbourhood", "usa", "--at", "2024-12-08", "--from", "2024-01-01"}, 2, "at"},
		{[]string{"neighbourhood", "nobody-at-all"}, 1, "nobody-at-all"},
		{[]string{"neighbourhood", "usa", "--relation", "flirt"}, 2, "flirt"},
		{[]string{"tie", "usa"}, 2, "needs A B"},
		{[]string{"tie", "usa", "hts", "cia"}, 2, "got 3 arguments"},
		{[]string{"timeline"}, 2, "needs an actor's id"},
		{[]string{"timeline", "usa", "--bucket", "week"}, 2, "day, month, year"},
		{[]string{"claim"}, 2, "needs ID"},
		{[]string{"claim", "xyz"}, 2, "xyz"},
		{[]string{"claim", strings.Repeat("0", 32)}, 1, "000"},
		{[]string{"stats", "now"}, 2, "takes no arguments"},
		{[]string{"search", "--event", "x"}, 2, "needs --claims"},
		{[]string{"search", "--claims", "--kind", "person", "x"}, 2, "not with --claims"},
		{[]string{"search", strings.Repeat("x", 300)}, 2, "q"},
		{[]string{"import"}, 2, "needs a FILE"},
		{[]string{"import", "--undo", "r"}, 2, "--by NAME and --reason TEXT"},
		{[]string{"import", "--by", "me", file}, 2, "belong to --undo"},
		{[]string{"import", "--format", "xml", file}, 2, "xml"},
		{[]string{"import", "--restore", file, file}, 2, "one FILE"},
		{[]string{"import", p.file("missing")}, 1, "missing"},
		{[]string{"backup"}, 2, "needs FILE"},
		{[]string{"backup", file}, 2, "is there already"},
		{[]string{"stats", "--store", "postgres:x"}, 2, "no store of the kind"},
		{[]string{"stats", "--store", "liaison.db"}, 2, "write sqlite:liaison.db"},
		{[]string{"stats", "--store", "sqlite:"}, 2, "names no file"},
		{[]string{"stats", "--store", "sqlite:" + p.dir}, 2, "is a folder"},
		{[]string{"stats", "--store", "sqlite:" + p.file("none.db")}, 1, "there is no store"},
		{[]string{"stats", "--store", "sqlite:" + file}, 1, "not-a-store.txt"},
		{[]string{"stats", "--relations", p.file("none.ndjson")}, 1, "none.ndjson"},
		{[]string{"stats", "--relations", file}, 1, "not-a-store.txt, line 1"},
		{[]string{"backup", "--store", "memory:", p.file("b.db")}, 2, "no file to back up"},
		{[]string{"serve", "--log", "loud"}, 2, "allowed are text, json, off"},
		{[]string{"serve", "--addr", "8080"}, 2, "write HOST:PORT"},
		{[]string{"serve", "--addr", "0.0.0.0:0"}, 2, "API key"},
		{[]string{"serve", "--addr", ":0"}, 2, "API key"},
		{[]string{"serve", "--keys", file}, 2, "line 1: an API key is written"},
		{[]string{"serve", "--keys", p.file("none")}, 1, "none"},
	} {
		r := p.call(c.args...)
		if r.code != c.code || !strings.Contains(r.err, c.says) {
			t.Errorf("liaison %s: exit %d, %q; want exit %d, saying %q", strings.Join(c.args, " "), r.code, r.err, c.code, c.says)
		}
		if strings.Count(r.err, "\n") != 1 {
			t.Errorf("liaison %s: want one line on stderr, got %q", strings.Join(c.args, " "), r.err)
		}
		if r.out != "" {
			t.Errorf("liaison %s: want nothing on stdout, got %q", strings.Join(c.args, " "), r.out)
		}
	}
}
