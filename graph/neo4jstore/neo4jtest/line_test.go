package neo4jtest_test

import (
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"testing"
	"time"

	"liaison/graph/neo4jstore/neo4jtest"
)

// echo is a server that says what it is told.
func echo(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	t.Cleanup(func() { _ = l.Close(); all.Wait() })
	all.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() {
				_, _ = io.Copy(c, c)
				_ = c.Close()
			})
		}
	})
	return l.Addr().String()
}

func dial(t *testing.T, l *neo4jtest.Line) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", l.Address())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// says sends a text and gives what of it comes back within a moment, and how that ended: with nil where all came.
func says(t *testing.T, c net.Conn, text string, within time.Duration) (string, error) {
	t.Helper()
	if _, err := c.Write([]byte(text)); err != nil {
		return "", err
	}
	_ = c.SetReadDeadline(time.Now().Add(within))
	b := make([]byte, len(text))
	n, err := io.ReadFull(c, b)
	return string(b[:n]), err
}

const long, short = 20 * time.Second, 250 * time.Millisecond

func TestLineFlows(t *testing.T) {
	l := neo4jtest.NewLine(t, echo(t))
	c := dial(t, l)
	for _, flow := range []neo4jtest.Flow{neo4jtest.Flowing, neo4jtest.Trickling, neo4jtest.Flowing} {
		l.Turn(flow)
		if got, err := says(t, c, "hello there, everybody", long); err != nil || got != "hello there, everybody" {
			t.Errorf("flow %d: got %q, %v", flow, got, err)
		}
	}
	if sent, came := l.Passed(); sent != 66 || came != 66 {
		t.Errorf("%d and %d bytes passed, want 66", sent, came)
	}
	l.Turn(neo4jtest.Dripping)
	if got, err := says(t, c, "hello", short); !errors.Is(err, os.ErrDeadlineExceeded) || len(got) == 0 || got != "hello"[:len(got)] {
		t.Errorf("dripping: got %q, %v", got, err)
	}
	c = dial(t, l)
	l.Turn(neo4jtest.Stalled)
	if got, err := says(t, c, "hello", short); !errors.Is(err, os.ErrDeadlineExceeded) || got != "" {
		t.Errorf("stalled: got %q, %v", got, err)
	}
	l.Await(t, 2)
	l.Repair(t)
	if got, err := says(t, c, "", long); err != nil || got != "" {
		t.Fatal(got, err)
	}
	b := make([]byte, 5)
	if _, err := io.ReadFull(c, b); !errors.Is(err, os.ErrDeadlineExceeded) && string(b) != "hello" {
		t.Errorf("flowing again: got %q, %v", b, err)
	}
}

func TestLineEnds(t *testing.T) {
	l := neo4jtest.NewLine(t, echo(t))
	for name, end := range map[string]func(){"cut": l.Cut, "reset": l.Reset, "vanish": l.Vanish} {
		c := dial(t, l)
		if _, err := says(t, c, "hello", long); err != nil {
			t.Fatal(err)
		}
		end()
		if got, err := says(t, c, "hello", long); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
		_, err := net.Dial("tcp", l.Address())
		if refuses := name == "vanish"; (err != nil) != refuses {
			t.Errorf("%s: connecting again: %v", name, err)
		}
		l.Repair(t)
	}
	nobody := neo4jtest.NewLine(t, "127.0.0.1:1")
	if got, err := says(t, dial(t, nobody), "hello", long); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("without a server: got %q, %v", got, err)
	}
}

func TestLineWatches(t *testing.T) {
	l := neo4jtest.NewLine(t, echo(t))
	for n := range 6 {
		for _, d := range []neo4jtest.Direction{neo4jtest.ToServer, neo4jtest.ToClient} {
			c := dial(t, l)
			l.After(d, n, l.Cut)
			if got, err := says(t, c, "hello!", long); err == nil || d == neo4jtest.ToClient && got != "hello"[:n] {
				t.Errorf("cut after %d bytes, direction %d: got %q, %v", n, d, got, err)
			}
		}
	}
	const commit = "\x00\x02\xB0\x12\x00\x00"
	for n := range neo4jtest.CommitSize + 1 {
		c := dial(t, l)
		passed, _ := l.Passed()
		l.AtCommit(1, n, l.Cut)
		if got, err := says(t, c, "ab"+commit+"c", long); err != nil || got != "ab"+commit+"c" {
			t.Fatalf("got %q, %v", got, err)
		}
		// What has passed whole may be echoed before the line is cut.
		if got, err := says(t, c, "d"+commit, long); err == nil && n < neo4jtest.CommitSize {
			t.Errorf("cut %d bytes into a commit: got %q", n, got)
		}
		if now, _ := l.Passed(); now-passed != 3+len(commit)+1+n {
			t.Errorf("cut %d bytes into a commit: %d bytes passed, want %d", n, now-passed, 3+len(commit)+1+n)
		}
		c = dial(t, l)
		l.AfterCommit(0, n, l.Cut)
		if got, err := says(t, c, commit+"x", long); err == nil || got != commit[:n] {
			t.Errorf("cut %d bytes after a commit: got %q, %v", n, got, err)
		}
	}
}
