package neo4jtest

import (
	"bytes"
	"math/rand/v2"
	"net"
	"net/url"
	"sync"
	"testing"
	"time"
)

// Line stands between a client and a server, and breaks as lines do. What goes wrong with it goes wrong for all of its
// connections.
type Line struct {
	server, address string

	mu       sync.Mutex
	listener net.Listener // nil: connections are refused
	pairs    map[*pair]bool
	flow     Flow
	turned   chan struct{} // closed when flow changes
	watch    watch         // nil: nobody looks
	passed   [2]int        // bytes, by direction

	done sync.WaitGroup
}

// Flow is how bytes pass.
type Flow int

// The flows. A slow one is slow on the way to the client.
const (
	Flowing   Flow = iota
	Stalled        // connections are made and stay, and nothing passes
	Dripping       // a byte every 100 ms
	Trickling      // at full speed, in pieces of a few bytes
)

const (
	dripTime    = 100 * time.Millisecond
	trickleSize = 7
)

// Direction is a way that bytes pass.
type Direction int

// The directions.
const (
	ToServer Direction = iota
	ToClient
)

// watch looks at what is about to pass, and says how much of it may before then is called; nil is nothing to call.
type watch func(d Direction, b []byte) (pass int, then func())

// commit is Bolt's message COMMIT in a chunk of its own: a structure of no fields, with the tag 0x12.
var commit = []byte{0x00, 0x02, 0xB0, 0x12, 0x00, 0x00}

// CommitSize is how many bytes a client sends to commit.
const CommitSize = 6

// NewLine gives a line to a server (HOST:PORT), over which everything passes. It ends with the test.
func NewLine(t testing.TB, server string) *Line {
	t.Helper()
	l := &Line{server: server, pairs: map[*pair]bool{}, turned: make(chan struct{})}
	var err error
	for range 100 {
		// A port that is free now has to be so when connections are no longer refused: none of a server, and none that
		// outgoing connections get (see firstPort).
		l.address = address(lastPort + 1 + rand.IntN(2_700))
		if err = l.listen(); err == nil {
			break
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		l.Vanish()
		l.done.Wait()
	})
	return l
}

// Line gives a line to the place.
func (p *Place) Line(t testing.TB) *Line {
	t.Helper()
	u, err := url.Parse(p.URI)
	if err != nil {
		t.Fatal(err)
	}
	server := u.Host
	if u.Port() == "" {
		server = net.JoinHostPort(u.Hostname(), "7687")
	}
	return NewLine(t, server)
}

// Address is host and port of the client's end.
func (l *Line) Address() string { return l.address }

// URI is the client's end for a driver. The scheme is bolt or neo4j; a server alone sends clients of the latter back to
// where they came from.
func (l *Line) URI(scheme string) string { return scheme + "://" + l.address }

// Branch gives another line to the same server.
func (l *Line) Branch(t testing.TB) *Line {
	t.Helper()
	return NewLine(t, l.server)
}

func (l *Line) listen() error {
	listener, err := net.Listen("tcp", l.address)
	if err != nil {
		return err
	}
	l.mu.Lock()
	l.listener = listener
	l.mu.Unlock()
	l.done.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			l.done.Go(func() { l.connect(client) })
		}
	})
	return nil
}

// Turn changes how bytes pass.
func (l *Line) Turn(f Flow) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flow = f
	close(l.turned)
	l.turned = make(chan struct{})
}

// Cut ends all connections, as when the server's process ends.
func (l *Line) Cut() { l.end(false) }

// Reset ends all connections, as when the server's machine does not know them any more.
func (l *Line) Reset() { l.end(true) }

func (l *Line) end(reset bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for p := range l.pairs {
		p.close(reset)
	}
}

// Refuse lets nobody connect. What is connected stays.
func (l *Line) Refuse() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.listener != nil {
		_ = l.listener.Close()
		l.listener = nil
	}
}

// Vanish ends all connections and lets nobody connect: nothing is there.
func (l *Line) Vanish() {
	l.Refuse()
	l.Cut()
}

// Repair lets everything pass again, and forgets what was to come.
func (l *Line) Repair(t testing.TB) {
	t.Helper()
	l.look(nil)
	l.Turn(Flowing)
	l.mu.Lock()
	refuses := l.listener == nil
	l.mu.Unlock()
	if refuses {
		if err := l.listen(); err != nil {
			t.Fatal(err)
		}
	}
}

// After does something once n more bytes have passed in a direction; with 0, when more are about to.
func (l *Line) After(d Direction, n int, then func()) { l.look(l.after(d, n, then)) }

func (l *Line) after(d Direction, n int, then func()) watch {
	return func(at Direction, b []byte) (int, func()) {
		if at != d {
			return len(b), nil
		}
		if n > len(b) {
			n -= len(b)
			return len(b), nil
		}
		l.watch = nil
		return n, then
	}
}

// AtCommit does something when the client is about to send its n-th commit from now (0: the next one), of which so many
// bytes still pass.
func (l *Line) AtCommit(n, size int, then func()) { l.look(l.atCommit(n, size, nil, then)) }

// AfterCommit does something when the server has done the client's n-th commit, and so many bytes of its answer have
// passed.
func (l *Line) AfterCommit(n, size int, then func()) {
	l.look(l.atCommit(n, len(commit), l.after(ToClient, size, then), nil))
}

// atCommit also says who looks from then on: the answer may come before then is called.
func (l *Line) atCommit(n, size int, next watch, then func()) watch {
	return func(at Direction, b []byte) (int, func()) {
		if at != ToServer {
			return len(b), nil
		}
		for from := 0; ; {
			i := bytes.Index(b[from:], commit) // so short a message is sent in one piece
			if i < 0 {
				return len(b), nil
			}
			if n == 0 {
				l.watch = next
				return from + i + size, then
			}
			n--
			from += i + len(commit)
		}
	}
}

// look sets who looks at what passes. A watch is called with the lock held.
func (l *Line) look(w watch) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.watch = w
}

// Passed gives how many bytes have passed in both directions.
func (l *Line) Passed() (toServer, toClient int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.passed[ToServer], l.passed[ToClient]
}

// Await waits until there are so many connections.
func (l *Line) Await(t testing.TB, n int) {
	t.Helper()
	for end := time.Now().Add(answerTime); ; time.Sleep(time.Millisecond) {
		l.mu.Lock()
		have := len(l.pairs)
		l.mu.Unlock()
		switch {
		case have >= n:
			return
		case time.Now().After(end):
			t.Fatalf("there are %d connections, want %d", have, n)
		}
	}
}
