package neo4jstore_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
	"liaison/graph/storetest"
)

// refused opens a store that cannot be opened, and gives the error: one sentence that names the address.
func refused(t *testing.T, uri string, o neo4jstore.Options, code graph.Code, says ...string) {
	t.Helper()
	within(t, 15*time.Second, "opening "+uri, func() {
		s, err := neo4jstore.Open(t.Context(), uri, storetest.Ontology(), o)
		if err == nil {
			_ = s.Close()
			t.Errorf("%s was opened", uri)
			return
		}
		checkCode(t, uri, err, code)
		var e *graph.Error
		if !errors.As(err, &e) {
			return
		}
		for _, part := range append(says, uri) {
			if !strings.Contains(e.Message, part) {
				t.Errorf("%s: got %q, which does not say %q", uri, e.Message, part)
			}
		}
		if strings.ContainsAny(err.Error(), "\n\t") || len(e.Message) > 500 {
			t.Errorf("%s: got %q, which is not one sentence", uri, err)
		}
	})
}

// TestOpenWithoutAServer: whatever is at the address, or nothing, the answer is one sentence and comes soon.
func TestOpenWithoutAServer(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := l.Addr().String()
	_ = l.Close()
	web := httptest.NewServer(http.NotFoundHandler()) // it waits for the end of a line
	t.Cleanup(web.Close)
	hangsUp := neo4jtest.NewLine(t, closed)

	for _, scheme := range []string{"bolt", "neo4j"} {
		for what, address := range map[string]string{
			"nobody": closed, "silence": listening(t), "hanging up": hangsUp.Address(), "a patient web server": web.Listener.Addr().String(),
			"a web server": answering(t, "HTTP/1.1 400 Bad Request\r\n\r\n"), "a mail server": answering(t, "220 mail.example.org ESMTP\r\n"),
		} {
			t.Run(scheme+", "+what, func(t *testing.T) {
				t.Parallel()
				refused(t, scheme+"://"+address, neo4jstore.Options{}, graph.CodeUnavailable, "does not answer", "check", "7687")
			})
		}
		t.Run(scheme+", no such host", func(t *testing.T) {
			t.Parallel()
			refused(t, scheme+"://no-such-host.invalid:7687", neo4jstore.Options{}, graph.CodeUnavailable, "check")
		})
	}
	for _, uri := range []string{"neo4j:host", "neo4j://", "ftp://host", "bolt://host:port", "://", "neo4j://host?a=1&a=2"} {
		t.Run(uri, func(t *testing.T) {
			refused(t, uri, neo4jstore.Options{}, graph.CodeInvalid, "neo4j://HOST")
		})
	}
	t.Run("a password in the address", func(t *testing.T) {
		_, err := neo4jstore.Open(t.Context(), "neo4j://anna:secret@"+closed, storetest.Ontology(), neo4jstore.Options{})
		checkCode(t, "a password in the address", err, graph.CodeInvalid)
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("got %v, want an error without the password", err)
		}
	})
	t.Run("nobody waits", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		within(t, 5*time.Second, "opening", func() {
			_, err := neo4jstore.Open(ctx, "neo4j://"+listening(t), storetest.Ontology(), neo4jstore.Options{})
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v, want the end of the context", err)
			}
		})
	})
}

// listening gives the address of somebody who takes connections, and never says a word.
func listening(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l.Addr().String() // the system takes them
}

// answering gives the address of somebody who says the same to everybody.
func answering(t *testing.T, says string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = c.Read(make([]byte, 1))
			_, _ = c.Write([]byte(says))
			_ = c.Close()
		}
	}()
	return l.Addr().String()
}

// TestOpenRefused: a server that does not let us in, or has no such database.
func TestOpenRefused(t *testing.T) {
	r := newRig(t)
	for _, scheme := range []string{"bolt", "neo4j"} {
		uri := r.line.URI(scheme)
		o := r.options()
		o.Database = "nowhere"
		refused(t, uri, o, graph.CodeUnavailable, `no database "nowhere"`)
		if r.Username == "" {
			continue // it lets everybody in
		}
		o = r.options()
		o.Password = "not this one"
		refused(t, uri, o, graph.CodeUnavailable, "refuses", `"`+r.Username+`"`, "NEO4J_PASSWORD")
		o.Username, o.Password = "", ""
		refused(t, uri, o, graph.CodeUnavailable, "refuses", "NEO4J_USERNAME")
		time.Sleep(100 * time.Millisecond)
	}
	if n := r.Query(t, "MATCH (n) RETURN count(n)", nil)[0][0]; n != int64(0) {
		t.Errorf("there are %d nodes", n)
	}
}

// TestOpenBesideAWriter: a program can be started while another one writes for long.
func TestOpenBesideAWriter(t *testing.T) {
	r := newRig(t)
	s := filled(t, r, 1, nil)
	release, err := s.Hold(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	within(t, 10*time.Second, "opening", func() {
		other := r.direct(t)
		if got, err := other.Head(t.Context(), nil); err != nil || got.Sequence != batchSize {
			t.Errorf("the head is %d (%v), want %d", got.Sequence, err, batchSize)
		}
	})
}

// TestOpenCut: an opening that the line ends can be repeated, and leaves nothing by halves.
func TestOpenCut(t *testing.T) {
	r := newRig(t)
	r.Bare(t)
	before, _ := r.line.Passed()
	r.open(t, nil)
	after, _ := r.line.Passed()
	for n := range 2 {
		r.quiet(t)
		r.Bare(t)
		r.line.After(neo4jtest.ToServer, (2*n+1)*(after-before)/4, r.line.Vanish)
		_, err := neo4jstore.Open(t.Context(), r.line.URI("bolt"), storetest.Ontology(), r.options())
		checkUnavailable(t, "an opening that was cut", err)
		r.line.Repair(t)
	}
	s := r.open(t, nil)
	mustSend(t, s, 0)
	checkWhole(t, s, 0)
}

// quiet waits until the server has ended what nobody waits for any more.
func (r *rig) quiet(t testing.TB) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if r.Query(t, `SHOW TRANSACTIONS YIELD transactionId RETURN count(*)`, nil)[0][0] == int64(1) {
			return
		}
		if time.Now().After(end) {
			t.Fatal("the server still has transactions")
		}
	}
}

// TestVersions: constraints on relationships, which the store rests on, came with Neo4j 5.7.
func TestVersions(t *testing.T) {
	for version, want := range map[string]bool{
		"4.4.0": true, "3.5.35": true, "5.0.0": true, "5.6.0": true, "5.6": true, "5.7.0": false, "5.7": false, "5.26.30": false, "5.10.0-drop01": false,
		"5.26-aura": false, "6.0.0": false, "2025.01.0": false, "2026.4": false, "5": true, "": true, "five.seven": true, "v5.26": true,
	} {
		if got := neo4jstore.TooOld(version); got != want {
			t.Errorf("%q: too old is %v, want %v", version, got, want)
		}
	}
}

// TestOpenMustExist: who only wants to read makes no store where there is none.
func TestOpenMustExist(t *testing.T) {
	r := newRig(t)
	r.Bare(t)
	o := r.options()
	o.MustExist = true
	refused(t, r.line.URI("bolt"), o, graph.CodeNotFound, "there is no store")
	if left := r.everything(t); len(left) > 0 {
		t.Errorf("it made %v", left)
	}
	mustSend(t, r.open(t, nil), 0)
	checkWhole(t, mustOpen(t, r.line.URI("bolt"), o), 0)
}
