package main_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	liaison "liaison/cmd/liaison"
	"liaison/graph/neo4jstore/neo4jtest"
)

// onNeo4j gives a place whose store is an empty database, this test's alone.
func onNeo4j(t testing.TB) (*place, *neo4jtest.Place) {
	t.Helper()
	db := neo4jtest.Shared(t)
	p := newPlace(t)
	p.env["LIAISON_STORE"] = db.URI
	p.env["NEO4J_USERNAME"], p.env["NEO4J_PASSWORD"], p.env["NEO4J_DATABASE"] = db.Username, db.Password, db.Database
	return p, db
}

// TestAddressesOfNeo4j: what cannot be the address of a Neo4j is refused before anybody is asked, and a password that
// should not be in it is not repeated.
func TestAddressesOfNeo4j(t *testing.T) {
	p := newPlace(t)
	for _, c := range []struct{ store, says string }{
		{"neo4j://neo4j:hunter2-secret@localhost", "NEO4J_USERNAME and NEO4J_PASSWORD"},
		{"bolt+s://neo4j:hunter2-secret@localhost:7687/neo4j", "NEO4J_USERNAME and NEO4J_PASSWORD"},
		{"neo4j://neo4j:hunter2-secret%zz@localhost", "NEO4J_USERNAME and NEO4J_PASSWORD"},
		{"neo4j:hunter2-secret@localhost", "NEO4J_USERNAME and NEO4J_PASSWORD"},
		{"neo4j:localhost", "neo4j://HOST"},
		{"neo4j://", "neo4j://HOST"},
		{"neo4j://:7687", "neo4j://HOST"},
		{"neo4j:///movies", "neo4j://HOST"},
		{"bolt+ssc://", "bolt+ssc://HOST"},
		{"neo4j://local host", "neo4j://HOST"},
		{"neo4j://localhost:0", "neo4j://HOST:PORT"},
		{"neo4j://localhost:65536", "neo4j://HOST:PORT"},
		{"neo4j://localhost:bolt", "neo4j://HOST:PORT"},
		{"neo4j://localhost/one/two", "one/two"},
		{"neo4j://localhost#movies", "neo4j://HOST/DATABASE"},
		{"bolt://localhost?region=eu", "begins with neo4j"},
		{"neo4j+tls://localhost", "no store of the kind"},
	} {
		for _, args := range [][]string{{"stats"}, {"import", "--seeds"}, {"serve", "--addr", "127.0.0.1:0"}} {
			r := p.call(append(args, "--store", c.store)...)
			if r.code != 2 || !strings.Contains(r.err, c.says) || strings.Count(r.err, "\n") != 1 || r.out != "" {
				t.Errorf("%v with %s: exit %d, %s%q; want exit 2 and one line with %q", args, c.store, r.code, r.out, r.err, c.says)
			}
			if strings.Contains(r.err, "hunter2") {
				t.Errorf("%v with %s: the password is told: %s", args, c.store, r.err)
			}
		}
	}
	if r := p.call("backup", p.file("copy.db"), "--store", "neo4j://localhost"); r.code != 2 || !strings.Contains(r.err, "liaison export") || !strings.Contains(r.err, "neo4j-admin database dump") {
		t.Errorf("backup: exit %d %s; want to be told what to use instead", r.code, r.err)
	}
}

// TestNobodyThere: whatever is asked of a database that cannot be reached, the answer is one sentence with the address
// and what to check.
func TestNobodyThere(t *testing.T) {
	p := newPlace(t)
	p.env["NEO4J_PASSWORD"] = "hunter2-secret"
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := l.Addr().String()
	l.Close()
	pages := httptest.NewServer(http.NotFoundHandler())
	defer pages.Close()
	other := strings.TrimPrefix(pages.URL, "http://")
	for _, address := range []string{"neo4j://" + closed, "bolt://" + closed, "bolt://" + other, "neo4j://no-such-host.invalid", "bolt+s://" + closed} {
		for _, args := range [][]string{{"stats"}, {"import", "--seeds"}, {"serve", "--addr", "127.0.0.1:0"}, {"export"}, {"import", "--undo", "r", "--by", "a", "--reason", "b"}} {
			if args[0] != "stats" && address != "neo4j://"+closed {
				continue
			}
			begun := time.Now()
			r := p.call(append(args, "--store", address)...)
			if r.code != 1 || r.out != "" || strings.Count(r.err, "\n") != 1 || !strings.Contains(r.err, address) || !strings.Contains(r.err, "check") {
				t.Errorf("%v on %s: exit %d, %s%q; want exit 1 and one line with the address and what to check", args, address, r.code, r.out, r.err)
			}
			if strings.Contains(r.err, "goroutine") || strings.Contains(r.err, "hunter2") {
				t.Errorf("%v on %s: got %s", args, address, r.err)
			}
			if took := time.Since(begun); took > 20*time.Second {
				t.Errorf("%v on %s: told after %v", args, address, took)
			}
		}
	}
}

// TestSilentNeo4j: a server that takes the connection and says nothing is given up, and at once when the user does.
func TestSilentNeo4j(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			defer c.Close()
		}
	}()
	p := newPlace(t)
	p.env["LIAISON_STORE"] = "neo4j://" + l.Addr().String()
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	stopped, stop := context.WithCancel(context.Background())
	context.AfterFunc(ctx, stop) // as an interrupt does, and not as a time limit
	begun := time.Now()
	var out, stderr bytes.Buffer
	if code := liaison.Run(stopped, []string{"stats"}, strings.NewReader(""), &out, &stderr, p.env); code != 1 || !strings.Contains(stderr.String(), "interrupted") {
		t.Errorf("interrupted: exit %d %s", code, stderr.String())
	}
	if took := time.Since(begun); took > 3*time.Second {
		t.Errorf("interrupted: ended after %v", took)
	}
	begun = time.Now()
	if r := p.call("stats"); r.code != 1 || !strings.Contains(r.err, "check") || strings.Count(r.err, "\n") != 1 {
		t.Errorf("waited out: exit %d %s", r.code, r.err)
	}
	if took := time.Since(begun); took > 30*time.Second {
		t.Errorf("waited out: told after %v", took)
	}
}

// TestRefusedByNeo4j: who may not come in, or should not, is told why, and nothing was written.
func TestRefusedByNeo4j(t *testing.T) {
	p, db := onNeo4j(t)
	calls := [][]string{{"stats"}, {"import", "--seeds"}, {"serve", "--seeds", "--addr", "127.0.0.1:0"}}
	refused := func(what string, says ...string) {
		t.Helper()
		for _, args := range calls {
			r := p.call(args...)
			if r.code != 1 || r.out != "" || strings.Count(r.err, "\n") != 1 {
				t.Errorf("%s, %v: exit %d, %s%q; want exit 1 and one line", what, args, r.code, r.out, r.err)
			}
			for _, s := range says {
				if !strings.Contains(r.err, s) {
					t.Errorf("%s, %v: got %q, want it to say %q", what, args, r.err, s)
				}
			}
		}
	}
	with := func(name, value string, f func()) {
		before := p.env[name]
		p.env[name] = value
		f()
		p.env[name] = before
	}
	if db.Password != "" {
		all := calls
		calls = all[:1] // after three wrong passwords Neo4j refuses the right one too, for some seconds
		with("NEO4J_PASSWORD", "hunter2-secret", func() { refused("a wrong password", db.URI, "NEO4J_PASSWORD") })
		with("NEO4J_USERNAME", "nobody", func() { refused("a wrong user", db.URI, "NEO4J_USERNAME", "nobody") })
		with("NEO4J_PASSWORD", "", func() { refused("no password", db.URI, "NEO4J_PASSWORD") })
		calls = all
	}
	with("NEO4J_DATABASE", "no-such-db", func() { refused("an unknown database", db.URI, "no-such-db") })
	with("LIAISON_STORE", db.URI+"/no-such-db", func() { refused("an unknown database in the address", "no-such-db") })
	old := rewriting(t, strings.TrimPrefix(db.URI, "neo4j://"), regexp.MustCompile(`5\.\d\d\.`), "5.06.")
	with("LIAISON_STORE", "bolt://"+old, func() { refused("an old version", "5.06", "5.7") })

	db.Query(t, "CREATE (:Actor {name: 'Keanu Reeves', born: 1964})-[:ACTED_IN]->(:Movie {title: 'The Matrix'})", nil)
	refused("somebody else's actors", "Actor", "nothing was written", "--allow-other-data")
	if n := db.Query(t, "MATCH (n) RETURN count(n)", nil)[0][0]; n != int64(2) {
		t.Errorf("after the refusals there are %v nodes, want the 2 that were there", n)
	}
	if r := p.call("import", "--seeds", "--allow-other-data"); r.code != 0 {
		t.Fatalf("where it is allowed: exit %d %s", r.code, r.err)
	}
	if out := p.must("stats"); !strings.Contains(out, "As of record 240") {
		t.Errorf("what is ours needs no leave any more: got %s", out)
	}
	if out := p.must("search", "keanu"); !strings.Contains(out, "No actor") {
		t.Errorf("somebody else's actor is found: %s", out)
	}
	if n := db.Query(t, "MATCH (:Actor {name: 'Keanu Reeves'})-[r:ACTED_IN]->(:Movie) RETURN count(r)", nil)[0][0]; n != int64(1) {
		t.Errorf("somebody else's data are gone: %v", n)
	}
}

// rewriting stands between a client and a server and changes what the server says: every match into text of the same
// length.
func rewriting(t *testing.T, server string, what *regexp.Regexp, as string) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			up, err := net.Dial("tcp", server)
			if err != nil {
				client.Close()
				continue
			}
			go func() {
				_, _ = io.Copy(up, client)
				up.Close()
			}()
			go func() {
				defer client.Close()
				b := make([]byte, 64<<10)
				for {
					n, err := up.Read(b)
					_, _ = client.Write(what.ReplaceAll(b[:n], []byte(as)))
					if err != nil {
						return
					}
				}
			}()
		}
	}()
	return l.Addr().String()
}

// TestGoldenOnNeo4j: the command line prints the same of a Neo4j as of a file.
func TestGoldenOnNeo4j(t *testing.T) {
	p, _ := onNeo4j(t)
	p.must("import", "--seeds")
	if *update {
		t.Skip("the golden files are written from a file's answers")
	}
	goldenCalls(t, p)
}

// TestImportOnNeo4j: what is bad is told, what is known adds nothing, and a run can be undone.
func TestImportOnNeo4j(t *testing.T) {
	p, _ := onNeo4j(t)
	file := p.write("events.tsv", table)
	r := p.call("import", file, "--rejects", p.file("bad.tsv"))
	run := regexp.MustCompile(`run (\S+)`).FindStringSubmatch(r.out)
	if r.code != 0 || run == nil || !strings.Contains(r.out, "2 accepted, 1 rejected") || !strings.Contains(r.err, "line 4") {
		t.Fatalf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if again := p.must("import", file); !strings.Contains(again, "0 accepted, 2 known before") {
		t.Errorf("a second import: %s", again)
	}
	if out := p.must("import", "--undo", run[1], "--by", "Ada", "--reason", "wrong file"); !strings.Contains(out, "2 claims withdrawn") {
		t.Errorf("undo: %s", out)
	}
	if out := p.must("search", "--claims", "--run", run[1]); !strings.Contains(out, "No claim") {
		t.Errorf("after the undo: %s", out)
	}
}

// TestInterruptedOnNeo4j: an import that is stopped again and again, wherever it is, and repeated, leaves what one that
// was not stopped leaves.
func TestInterruptedOnNeo4j(t *testing.T) {
	const rows = 11_000
	var events strings.Builder
	events.WriteString("date\tsource\trelation\ttarget\n")
	for i := range rows {
		fmt.Fprintf(&events, "2018-%02d-%02d\tGroup %d (Syria)\t%s\tGroup %d (Iraq)\n", 1+i%12, 1+i%28, i%97, []string{"Make statement", "Use conventional military force"}[i%2], i%89+i/1000)
	}
	p, db := onNeo4j(t)
	file := p.write("events.tsv", events.String())
	stops, finished := 0, false
	for wait := 300 * time.Millisecond; !finished; wait *= 2 {
		ctx, cancel := context.WithCancel(context.Background())
		timer := time.AfterFunc(wait, cancel)
		var out, stderr bytes.Buffer
		code := liaison.Run(ctx, []string{"import", file}, strings.NewReader(""), &out, &stderr, p.env)
		timer.Stop()
		cancel()
		switch {
		case code == 0:
			finished = true
		case !strings.Contains(stderr.String(), "interrupted"):
			t.Fatalf("stopped after %v: exit %d %s", wait, code, stderr.String())
		default:
			stops++
		}
		if stops > 12 {
			t.Fatal("the import does not come to its end")
		}
	}
	if stops == 0 {
		t.Error("the import was never stopped")
	}
	whole := newPlace(t)
	whole.must("import", file)
	if diff := cmp.Diff(timeless(whole.must("export")), timeless(p.must("export"))); diff != "" {
		t.Errorf("(-never stopped +stopped %d times):\n%.5000s", stops, diff)
	}
	if n := db.Query(t, "MATCH (:Actor)-[r]->(:Actor) RETURN count(r), count(DISTINCT r.id)", nil)[0]; n[0] != n[1] {
		t.Errorf("%v relationships have %v ids", n[0], n[1])
	}
}

// timeless takes the moments of recording out of an export.
func timeless(export string) string {
	return regexp.MustCompile(`"recorded":"[^"]+"`).ReplaceAllString(export, `"recorded":""`)
}

// TestTwoServersOnNeo4j: what one server records another answers at once, by the sequence that the first one names.
func TestTwoServersOnNeo4j(t *testing.T) {
	p, _ := onNeo4j(t)
	one := serve(t, p.env, "--seeds", "--log", "off")
	two := serve(t, p.env, "--seeds", "--log", "off")
	for i := range 5 {
		req, err := http.NewRequest(http.MethodPost, one.url+"/api/v1/records", strings.NewReader(fmt.Sprintf(`{"type":"actor","id":"newcomer-%d","name":"New Comer %d","kind":"person"}`, i, i)))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-ndjson")
		status, body := answer(t, req)
		if want := fmt.Sprintf(`"sequence":%d`, 241+i); status != http.StatusOK || !strings.Contains(body, want) {
			t.Fatalf("recording: got %d %s, want %s", status, body, want)
		}
		for _, path := range []string{fmt.Sprintf("/api/v1/actors/newcomer-%d", i), fmt.Sprintf("/api/v1/actors?q=new+comer+%d", i)} {
			path += map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + fmt.Sprintf("min_sequence=%d", 241+i)
			a, b := get2(t, one.url+path), get2(t, two.url+path)
			if a != b || !strings.Contains(a, fmt.Sprintf("New Comer %d", i)) {
				t.Errorf("%s: the servers differ:\n%s\n%s", path, a, b)
			}
		}
	}
	for _, s := range []running{one, two} {
		if code, out, stderr := s.stop(); code != 0 || !strings.Contains(out, "The data are in the database") || stderr != "" {
			t.Errorf("stopped with %d: %s%s", code, out, stderr)
		}
	}
}

func get2(t *testing.T, url string) string {
	t.Helper()
	status, body := get(t, url, "")
	return fmt.Sprint(status, " ", body)
}
