package main

import (
	"bytes"
	"testing"
	"time"
)

// The line is one line: each replaces the one before, not more often than can be read, and nothing of it is left.
func TestProgressLine(t *testing.T) {
	var seen bytes.Buffer
	g := &progress{w: &seen, begun: time.Now()}
	g.show("%d of %d texts", 1, 9)
	g.show("%d of %d texts", 2, 9) // too soon
	g.last = g.last.Add(-time.Second)
	g.show("%d of %d texts", 3, 9)
	g.done()
	g.done()
	if got, want := seen.String(), "\r\x1b[K1 of 9 texts\r\x1b[K3 of 9 texts\r\x1b[K"; got != want {
		t.Errorf("written: %q, want %q", got, want)
	}
}
