package main

import (
	"context"
	"io"
)

// patient reads from what may stay silent for ever, such as a terminal or a pipe, and gives up when ctx ends. The read
// under way then is left behind; it ends with the program or the input.
type patient struct {
	ctx  context.Context // a reader has no other way to be told
	in   io.Reader
	buf  []byte // of the read under way; not touched while that goes on
	rest []byte // what was read and not yet taken
	done chan int
	err  error // of the last read; written by it, read after done
	busy bool
}

func newPatient(ctx context.Context, in io.Reader) *patient {
	return &patient{ctx: ctx, in: in, buf: make([]byte, 64<<10), done: make(chan int, 1)}
}

func (p *patient) Read(b []byte) (int, error) {
	if len(p.rest) == 0 {
		if !p.busy {
			if p.err != nil {
				return 0, p.err
			}
			p.busy = true
			go func() {
				n, err := p.in.Read(p.buf)
				p.err = err // seen by whoever receives from done
				p.done <- n
			}()
		}
		select {
		case <-p.ctx.Done():
			return 0, p.ctx.Err()
		case n := <-p.done:
			p.busy = false
			p.rest = p.buf[:n]
		}
	}
	n := copy(b, p.rest)
	p.rest = p.rest[n:]
	if len(p.rest) == 0 {
		return n, p.err
	}
	return n, nil
}
