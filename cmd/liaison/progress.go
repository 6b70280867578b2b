package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/mattn/go-isatty"
)

// progress is a line on stderr that shows how far long work has come, when somebody is there to see it.
type progress struct {
	w     io.Writer // nil: nobody is
	begun time.Time
	last  time.Time
	shown bool
}

func newProgress(w io.Writer) *progress {
	g := &progress{begun: time.Now()}
	if f, ok := w.(*os.File); ok && isatty.IsTerminal(f.Fd()) {
		g.w = w
	}
	return g
}

// show replaces the line, a few times a second at most.
func (g *progress) show(format string, args ...any) {
	if g.w == nil || time.Since(g.last) < 150*time.Millisecond {
		return
	}
	g.last, g.shown = time.Now(), true
	fmt.Fprintf(g.w, "\r\x1b[K%s", shortText(fmt.Sprintf(format, args...), 100))
}

// done takes the line away.
func (g *progress) done() {
	if g.shown {
		fmt.Fprint(g.w, "\r\x1b[K")
		g.shown = false
	}
}

// perSecond is the speed since the beginning.
func (g *progress) perSecond(n int) int {
	if s := time.Since(g.begun).Seconds(); s > 0 {
		return int(float64(n) / s)
	}
	return 0
}

// counted counts the bytes that pass a writer.
type counted struct {
	io.Writer
	n int64
	f func(n int64)
}

func (c *counted) Write(b []byte) (int, error) {
	n, err := c.Writer.Write(b)
	c.n += int64(n)
	c.f(c.n)
	return n, err
}

// megabytes writes a number of bytes.
func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
