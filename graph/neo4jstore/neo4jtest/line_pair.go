package neo4jtest

import (
	"net"
	"sync"
	"time"
)

// pair is one connection of a line: its halves to the client and to the server.
type pair struct {
	client, server net.Conn
	closed         chan struct{}
	once           sync.Once
}

func (p *pair) close(reset bool) {
	p.once.Do(func() {
		close(p.closed)
		for _, c := range []net.Conn{p.client, p.server} {
			if t, ok := c.(*net.TCPConn); ok && reset {
				_ = t.SetLinger(0)
			}
			_ = c.Close()
		}
	})
}

func (p *pair) ended() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}

// connect joins a client with the server until either ends.
func (l *Line) connect(client net.Conn) {
	server, err := net.DialTimeout("tcp", l.server, 5*time.Second)
	if err != nil { // it is not there
		_ = client.Close()
		return
	}
	p := &pair{client: client, server: server, closed: make(chan struct{})}
	l.mu.Lock()
	refused := l.listener == nil
	if !refused {
		l.pairs[p] = true
	}
	l.mu.Unlock()
	if refused {
		p.close(true)
		return
	}
	l.done.Go(func() { l.pump(p, ToServer, client, server) })
	l.pump(p, ToClient, server, client)
	l.mu.Lock()
	delete(l.pairs, p)
	l.mu.Unlock()
}

// pump passes on what comes from one side.
func (l *Line) pump(p *pair, d Direction, from, to net.Conn) {
	defer p.close(false)
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		for b := buf[:n]; len(b) > 0; {
			size, ok := l.wait(p, d, len(b))
			if !ok {
				return
			}
			size, then := l.examine(d, b[:size])
			if _, err := to.Write(b[:size]); err != nil {
				return
			}
			if b = b[size:]; then != nil {
				then()
			}
		}
		if err != nil {
			return
		}
	}
}

// wait waits until bytes may pass, and says how many; false when the connection has ended.
func (l *Line) wait(p *pair, d Direction, size int) (int, bool) {
	for {
		l.mu.Lock()
		flow, turned := l.flow, l.turned
		l.mu.Unlock()
		var drip <-chan time.Time
		switch {
		case p.ended():
			return 0, false
		case flow == Flowing, flow != Stalled && d == ToServer:
			return size, true
		case flow == Trickling:
			return min(size, trickleSize), true
		case flow == Dripping:
			drip = time.After(dripTime)
		}
		select {
		case <-drip:
			return 1, true
		case <-turned:
		case <-p.closed:
			return 0, false
		}
	}
}

// examine counts what is about to pass, and lets whoever looks see it.
func (l *Line) examine(d Direction, b []byte) (size int, then func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	size = len(b)
	if l.watch != nil {
		size, then = l.watch(d, b)
	}
	l.passed[d] += size
	return size, then
}
