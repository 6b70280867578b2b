package api_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/memstore"
	"liaison/graph/resolve"
)

// slow is a store whose Expand stands still until the question is given up.
type slow struct {
	graph.Store
	asked, left chan struct{}
}

func (s *slow) Expand(ctx context.Context, _ graph.Sequence, _ *graph.Filter, _ graph.Hop) (graph.Expansion, error) {
	s.asked <- struct{}{}
	<-ctx.Done()
	s.left <- struct{}{}
	return graph.Expansion{}, ctx.Err()
}

// newSlow starts a server over a store that does not answer neighbourhoods.
func newSlow(t *testing.T, times graph.Limits, change func(*api.Config)) (*server, *slow) {
	t.Helper()
	var store *slow
	s := newServer(t, func(c *api.Config) {
		o, err := graph.NewOntology([]graph.Relation{{ID: "CONSULT"}})
		if err != nil {
			t.Fatal(err)
		}
		m := memstore.New(o, memstore.Options{})
		if _, err := m.Append(context.Background(), graph.Batch{Records: []graph.Record{&graph.Actor{ID: "usa", Name: "United States", Kind: graph.KindState}}}); err != nil {
			t.Fatal(err)
		}
		store = &slow{Store: m, asked: make(chan struct{}, 100), left: make(chan struct{}, 100)}
		c.Explorer = graph.NewExplorer(store, resolve.New(), times)
		if change != nil {
			change(c)
		}
	})
	return s, store
}

const slowPath = "/api/v1/neighbourhood?actor=usa"

// TestLeavingStopsTheQuestion: a client that leaves stops what it asked of the store.
func TestLeavingStopsTheQuestion(t *testing.T) {
	var log syncBuffer
	s, store := newSlow(t, graph.Limits{Time: time.Minute}, func(c *api.Config) { c.Logger = slog.New(slog.NewJSONHandler(&log, nil)) })
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		ctx, leave := context.WithCancel(context.Background())
		path, body := slowPath, ""
		if method == http.MethodPost {
			path, body = "/api/v1/neighbourhood", `{"actor":["usa"]}`
		}
		req, err := http.NewRequestWithContext(ctx, method, s.http.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		done := make(chan error, 1)
		go func() {
			res, err := http.DefaultClient.Do(req)
			if err == nil {
				_ = res.Body.Close()
			}
			done <- err
		}()
		<-store.asked
		left := time.Now()
		leave()
		select {
		case <-store.left:
			if took := time.Since(left); took > time.Second {
				t.Errorf("%s: the store was told after %v", method, took)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%s: the store was never told that the client left", method)
		}
		<-done
	}
	for range 200 { // the line is written after the connection is gone
		if strings.Count(log.String(), `"code":"client-gone"`) == 2 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("the log does not say that the clients left:\n%s", log.String())
}

// TestTimeLimits: a question that takes too long is given up, and said to be.
func TestTimeLimits(t *testing.T) {
	for name, c := range map[string]struct {
		times  graph.Limits
		limits api.Limits
	}{
		"the Explorer's": {graph.Limits{Time: 30 * time.Millisecond}, api.Limits{}},
		"the server's":   {graph.Limits{Time: time.Minute}, api.Limits{Query: 30 * time.Millisecond}},
	} {
		s, _ := newSlow(t, c.times, func(cfg *api.Config) { cfg.Limits = c.limits })
		a := s.get(t, slowPath)
		if got, want := a.refusal(t), (refusal{Status: 503, Code: "timeout"}); got != want {
			t.Errorf("%s limit: got %+v, want %+v", name, got, want)
		}
		if got := a.header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s limit: Cache-Control: got %q", name, got)
		}
	}
}

// TestCrowd: more questions than are answered at a time wait in line, then are told to come back.
func TestCrowd(t *testing.T) {
	s, store := newSlow(t, graph.Limits{Time: time.Minute}, func(c *api.Config) {
		c.Limits = api.Limits{Questions: 2, Wait: 50 * time.Millisecond, Query: 400 * time.Millisecond}
	})
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() { s.get(t, slowPath) })
	}
	<-store.asked
	<-store.asked
	a := s.get(t, slowPath)
	if got, want := a.refusal(t), (refusal{Status: 503, Code: "unavailable"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := s.get(t, "/healthz").status; got != http.StatusOK {
		t.Errorf("healthz in a crowd: got %d", got)
	}
	all.Wait()
	if got := s.get(t, "/api/v1/stats").status; got != http.StatusOK {
		t.Errorf("after the crowd: got %d", got)
	}
}

// TestPartialAnswersAreNotKept: an answer cut by time is not a function of the question.
func TestPartialAnswersAreNotKept(t *testing.T) {
	s := newServer(t, func(c *api.Config) {
		f := newFixture(t)
		c.Explorer = graph.NewExplorer(&secondHop{Store: f.store}, resolve.New(), graph.Limits{Time: 50 * time.Millisecond})
	})
	a := s.get(t, "/api/v1/neighbourhood?actor=turkey&depth=2")
	if a.status != http.StatusOK {
		t.Fatalf("got %d: %s", a.status, a.body)
	}
	cut, _ := a.decode(t)["truncated"].(map[string]any)
	if cut["reason"] != "time" {
		t.Fatalf("the answer was not cut by time: %v", cut)
	}
	if a.header.Get("ETag") != "" || a.header.Get("Cache-Control") != "no-store" {
		t.Errorf("the answer may be kept: ETag %q, Cache-Control %q", a.header.Get("ETag"), a.header.Get("Cache-Control"))
	}
	s.get(t, "/api/v1/neighbourhood?actor=turkey&depth=2")
	if n := s.metric(t, "liaison_http_answers_again_total"); n != 0 {
		t.Errorf("the server sent it again")
	}
}

// secondHop answers the first hop of a question and stands still at the next.
type secondHop struct{ graph.Store }

func (s *secondHop) Expand(ctx context.Context, q graph.Sequence, f *graph.Filter, h graph.Hop) (graph.Expansion, error) {
	if len(h.Done) > 0 {
		<-ctx.Done()
		return graph.Expansion{}, ctx.Err()
	}
	return s.Store.Expand(ctx, q, f, h)
}

// serve runs a server as a program does and returns its address.
func serve(t *testing.T, s *api.Server) (addr string, stop context.CancelFunc, done chan error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done = make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	t.Cleanup(stop)
	return l.Addr().String(), stop, done
}

// TestGracefulStop: answers under way are finished, new ones refused; those that take too long are cut.
func TestGracefulStop(t *testing.T) {
	s, store := newSlow(t, graph.Limits{Time: 200 * time.Millisecond}, nil)
	addr, stop, done := serve(t, s.api)
	answered := make(chan int, 1)
	go func() {
		res, err := http.Get("http://" + addr + slowPath)
		if err != nil {
			answered <- 0
			return
		}
		_ = res.Body.Close()
		answered <- res.StatusCode
	}()
	<-store.asked
	stop()
	if got := <-answered; got != http.StatusServiceUnavailable { // what the store's time limit makes of it
		t.Errorf("the answer under way: got %d, want 503", got)
	}
	if err := <-done; err != nil {
		t.Errorf("Serve: %v", err)
	}
	if _, err := net.Dial("tcp", addr); err == nil {
		t.Error("the server still takes connections")
	}

	s, store = newSlow(t, graph.Limits{Time: time.Minute}, func(c *api.Config) { c.Limits.Stop = 50 * time.Millisecond })
	addr, stop, done = serve(t, s.api)
	go func() {
		if res, err := http.Get("http://" + addr + slowPath); err == nil {
			_ = res.Body.Close()
		}
	}()
	<-store.asked
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("Serve: %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the server does not stop while a question stands still")
	}
	<-store.left // the question was given up as well
}

// TestSlowAndLargeRequests: a client that sends its header drop by drop, or a header of its own dimensions.
func TestHeaderLimits(t *testing.T) {
	s := newServer(t, nil)
	addr, _, _ := serve(t, s.api)
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := fmt.Fprintf(c, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Large: %s\r\n\r\n", strings.Repeat("x", 80<<10)); err != nil {
		t.Logf("the server hung up while the header was sent: %v", err)
	}
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err == nil {
		_ = res.Body.Close()
		if res.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("got %d, want 431", res.StatusCode)
		}
	}
	if testing.Short() {
		return
	}
	drip, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer drip.Close()
	if _, err := io.WriteString(drip, "GET /healthz HTTP/1.1\r\nHost: loc"); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	_ = drip.SetReadDeadline(start.Add(20 * time.Second))
	_, _ = io.Copy(io.Discard, drip)
	if took := time.Since(start); took < 4*time.Second || took > 10*time.Second {
		t.Errorf("a header that does not end was waited for %v, want 5 s", took)
	}
}

// TestStalledBody: a stream of records may last, but not stand still.
func TestStalledBody(t *testing.T) {
	s := newServer(t, func(c *api.Config) { c.Limits.Stall = 300 * time.Millisecond })
	r, w := io.Pipe()
	go func() {
		for i := range 4 { // 600 ms in all
			_, _ = fmt.Fprintf(w, "actor slow-%d\n", i)
			time.Sleep(150 * time.Millisecond)
		}
		_ = w.Close()
	}()
	res, err := http.Post(s.http.URL+"/api/v1/records", "application/x-ndjson", r)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("a stream that goes on: got %d, want 200", res.StatusCode)
	}
	c, err := net.Dial("tcp", strings.TrimPrefix(s.http.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_, _ = io.WriteString(c, "POST /api/v1/records HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000\r\n\r\nactor stalled\n")
	_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
	stalled, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = stalled.Body.Close()
	if stalled.StatusCode != http.StatusBadRequest {
		t.Errorf("a stream that stands still: got %d, want 400", stalled.StatusCode)
	}
}

// TestLongImport: what is recorded may take longer than the client may stand still, once its body is there.
func TestLongImport(t *testing.T) {
	s := newServer(t, func(c *api.Config) {
		c.Limits.Stall = 50 * time.Millisecond
		c.Importer = lasting(300 * time.Millisecond)
	})
	for _, body := range []io.Reader{strings.NewReader("actor anna\n"), io.MultiReader(strings.NewReader("actor anna\n"))} { // of known length, in chunks
		res, err := http.Post(s.http.URL+"/api/v1/records", "application/x-ndjson", body)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != http.StatusOK {
			t.Errorf("got %d, want 200", res.StatusCode)
		}
	}
}

// lasting is an Importer that takes its time after the last line, and looks for more meanwhile.
type lasting time.Duration

func (l lasting) Import(ctx context.Context, r io.Reader) (api.ImportSummary, error) {
	if _, err := io.Copy(io.Discard, r); err != nil {
		return api.ImportSummary{}, err
	}
	if n, err := r.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		return api.ImportSummary{}, fmt.Errorf("after the end: %d bytes, %v", n, err)
	}
	select {
	case <-time.After(time.Duration(l)):
		return api.ImportSummary{Accepted: 1}, nil
	case <-ctx.Done():
		return api.ImportSummary{}, ctx.Err()
	}
}

// TestUnreadBody: a body that nobody reads cannot hold the connection for ever.
func TestUnreadBody(t *testing.T) {
	s := newServer(t, func(c *api.Config) { c.Limits.Stall = 100 * time.Millisecond })
	c, err := net.Dial("tcp", strings.TrimPrefix(s.http.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_, _ = io.WriteString(c, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx")
	_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.Copy(io.Discard, c); err != nil {
		t.Errorf("the connection is still open: %v", err)
	}
}

// TestServeRefusesTheWorldWithoutKeys: without keys, only an address of this machine.
func TestServeRefusesTheWorldWithoutKeys(t *testing.T) {
	s := newServer(t, nil)
	if err := s.api.Serve(context.Background(), listener{"0.0.0.0:1"}); err == nil || !strings.Contains(err.Error(), "API key") {
		t.Errorf("got %v, want a refusal that names the API key", err)
	}
}

// listener is a listener that says it listens somewhere.
type listener struct{ addr string }

func (l listener) Accept() (net.Conn, error) { return nil, net.ErrClosed }
func (l listener) Close() error              { return nil }
func (l listener) Addr() net.Addr {
	a, err := net.ResolveTCPAddr("tcp", l.addr)
	if err != nil {
		panic(err)
	}
	return a
}
