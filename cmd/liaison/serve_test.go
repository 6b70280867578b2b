package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	liaison "liaison/cmd/liaison"
)

// running is a server that serves in this process.
type running struct {
	url  string
	stop func() (code int, out, err string)
}

// buffer is written and read by different goroutines.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// serve starts a server and waits until it tells its address.
func serve(t *testing.T, env map[string]string, args ...string) running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, stderr, code := &buffer{}, &buffer{}, make(chan int, 1)
	go func() {
		code <- liaison.Run(ctx, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...), strings.NewReader(""), out, stderr, env)
	}()
	var once sync.Once
	last := 0
	stop := func() (int, string, string) {
		once.Do(func() {
			cancel()
			last = <-code
		})
		return last, out.String(), stderr.String()
	}
	t.Cleanup(func() { stop() })
	said := regexp.MustCompile(`Liaison is at (http://\S+)/\n`)
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if m := said.FindStringSubmatch(out.String()); m != nil {
			return running{m[1], stop}
		}
		select {
		case c := <-code:
			t.Fatalf("the server stopped with %d: %s%s", c, out.String(), stderr.String())
		default:
		}
	}
	t.Fatalf("the server did not tell its address: %s%s", out.String(), stderr.String())
	return running{}
}

func get(t *testing.T, url, key string) (int, string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	return answer(t, req)
}

func answer(t *testing.T, req *http.Request) (int, string) {
	t.Helper()
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

func TestServe(t *testing.T) {
	s := serve(t, nil, "--store", "memory:", "--seeds")
	for path, want := range map[string]string{
		"/readyz":                                `"status":"ready"`,
		"/api/v1/neighbourhood?actor=usa":        `"name":"United States"`,
		"/api/v1/actors?q=%D0%A8%D0%B0%D1%80%D0": ``,
		"/api/v1/relations":                      `"share-intelligence"`,
		"/":                                      `Liaison`,
	} {
		if status, body := get(t, s.url+path, ""); status != http.StatusOK && want != "" || !strings.Contains(body, want) {
			t.Errorf("%s: got %d %.200s, want %s", path, status, body, want)
		}
	}
	req, err := http.NewRequest(http.MethodPost, s.url+"/api/v1/records", strings.NewReader(`{"type":"actor","id":"newcomer","name":"New Comer","kind":"person"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-ndjson")
	if status, body := answer(t, req); status != http.StatusOK || !strings.Contains(body, `"accepted":1`) {
		t.Errorf("recording an actor: got %d %s", status, body)
	}
	// The command line asks a server as it asks a file.
	p := newPlace(t)
	if out := p.must("search", "new comer", "--store", s.url); !strings.Contains(out, "newcomer") {
		t.Errorf("asking the server: got %s", out)
	}
	if r := p.call("export", "--store", s.url); r.code != 2 || !strings.Contains(r.err, "answers questions only") {
		t.Errorf("export from a server: got %d %s", r.code, r.err)
	}
	_, port, _ := strings.Cut(strings.TrimPrefix(s.url, "http://"), ":")
	if r := p.call("health", "--addr", "0.0.0.0:"+port); r.code != 0 {
		t.Errorf("health: got %d %s", r.code, r.err)
	}
	if r := p.call("serve", "--store", "memory:", "--addr", "127.0.0.1:"+port); r.code != 1 || !strings.Contains(r.err, "is taken") || !strings.Contains(r.err, "--addr") {
		t.Errorf("a second server on the port: got %d %s", r.code, r.err)
	}
	code, out, stderr := s.stop()
	if code != 0 || !strings.Contains(out, "Loaded the demonstration data: 140 claims, 48 actors, 35 sources.") {
		t.Errorf("stopped with %d: %s", code, out)
	}
	if !strings.Contains(stderr, "route=/api/v1/neighbourhood") {
		t.Errorf("no line in the log for a request: %s", stderr)
	}
	if r := p.call("health", "--addr", "127.0.0.1:"+port); r.code != 1 {
		t.Errorf("health of a server that was stopped: got %d %s", r.code, r.err)
	}
}

// TestSeedsOnce: the demonstration data are loaded into an empty store, once, and never into another's data.
func TestSeedsOnce(t *testing.T) {
	p := newPlace(t)
	for i, want := range []bool{true, false} {
		s := serve(t, p.env, "--seeds", "--log", "off")
		_, out, stderr := s.stop()
		if got := strings.Contains(out, "Loaded the demonstration data"); got != want || stderr != "" {
			t.Errorf("start %d: loaded %v, want %v; %s%s", i+1, got, want, out, stderr)
		}
	}
	if out := p.must("stats"); !strings.Contains(out, "As of record 240") {
		t.Errorf("after two starts: %s", out)
	}
	other := newPlace(t)
	other.must("import", other.write("one.ndjson", `{"type":"actor","id":"a","name":"A","kind":"person"}`+"\n"))
	s := serve(t, other.env, "--seeds", "--log", "off")
	if _, out, _ := s.stop(); strings.Contains(out, "Loaded") {
		t.Errorf("loaded into a store with data: %s", out)
	}
}

func TestServeWithKeys(t *testing.T) {
	p := newPlace(t)
	keys := p.write("keys.txt", "# who may do what\nanna:reader:0123456789abcdef-reader\n\nben:writer:0123456789abcdef-writer # in the newsroom\n")
	env := map[string]string{"LIAISON_KEYS": "carol:admin:0123456789abcdef-admin", "LIAISON_STORE": "memory:"}
	s := serve(t, env, "--seeds", "--keys", keys, "--log", "json")
	for key, want := range map[string]int{
		"": http.StatusUnauthorized, "0123456789abcdef-nobody": http.StatusUnauthorized,
		"0123456789abcdef-reader": http.StatusOK, "0123456789abcdef-writer": http.StatusOK, "0123456789abcdef-admin": http.StatusOK,
	} {
		if got, body := get(t, s.url+"/api/v1/stats", key); got != want {
			t.Errorf("key %q: got %d %s, want %d", key, got, body, want)
		}
	}
	p.env["LIAISON_STORE"] = s.url
	if r := p.call("stats"); r.code != 1 || !strings.Contains(r.err, "API key") {
		t.Errorf("asking without a key: got %d %s", r.code, r.err)
	}
	p.env["LIAISON_KEY"] = "0123456789abcdef-reader"
	p.must("stats")
	_, _, stderr := s.stop()
	for _, line := range strings.Split(strings.TrimSpace(stderr), "\n") {
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Errorf("a log line is not JSON: %s", line)
		}
	}
	if strings.Contains(stderr, "0123456789abcdef") {
		t.Errorf("a secret is in the log: %s", stderr)
	}
}

// TestTwoServers: a file has one writer at a time.
func TestTwoServers(t *testing.T) {
	p := newPlace(t)
	s := serve(t, p.env, "--seeds", "--log", "off")
	if r := p.call("serve", "--addr", "127.0.0.1:0"); r.code != 1 || !strings.Contains(r.err, "in use") {
		t.Errorf("a second server on the file: got %d %s", r.code, r.err)
	}
	if r := p.call("stats"); r.code != 1 || !strings.Contains(r.err, "--store http://") {
		t.Errorf("a question to the file: got %d %s, want to be told of the server", r.code, r.err)
	}
	// A backup is made while the server has the file.
	p.must("backup", p.file("copy.db"))
	if _, err := os.Stat(filepath.Join(p.dir, "copy.db")); err != nil {
		t.Error(err)
	}
	s.stop()
	if here, there := p.must("stats"), p.must("stats", "--store", "sqlite:"+p.file("copy.db")); here != there {
		t.Errorf("the backup holds something else:\n%s\n%s", here, there)
	}
}
