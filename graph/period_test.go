package graph_test

import (
	"errors"
	"strings"
	"testing"

	"liaison/graph"
)

func TestParsePeriod(t *testing.T) {
	p, err := graph.ParsePeriod("../2025-01")
	if err != nil {
		t.Fatal(err)
	}
	want := graph.Bounds{SLo: graph.OpenStart, SHi: graph.OpenStart, ELo: theDay(t, "2025-01-01"), EHi: theDay(t, "2025-01-31")}
	if got := p.Bounds(); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := p.String(); got != "../2025-01" {
		t.Errorf("got %q", got)
	}
	if again, err := graph.ParsePeriod(p.String()); err != nil || again != p {
		t.Errorf("read again: got %v, %v", again, err)
	}
	// It has existed always: certain before the end, possible within its month, impossible after.
	for _, c := range []struct {
		from, to          string
		possible, certain bool
	}{
		{"1900-01-01", "1900-01-01", true, true},
		{"2025-01-01", "2025-01-31", true, true},
		{"2025-01-02", "2025-01-31", true, false},
		{"2025-02-01", "2025-02-01", false, false},
	} {
		v, err := graph.ParseWindow("", c.from, c.to)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Possible(v); got != c.possible {
			t.Errorf("%v possible: got %v", c, got)
		}
		if got := p.Certain(v); got != c.certain {
			t.Errorf("%v certain: got %v", c, got)
		}
	}
	for text, problem := range map[string]string{
		"../..":      "at least one date",
		"../":        "at least one date",
		"../2025~?":  "one of ~ ? % is enough",
		"..~/2025":   "nothing stands after the ..",
		"[..2024]/":  "a span has two ends",
		"since ever": "no blanks",
	} {
		var e *graph.DateError
		if _, err := graph.ParsePeriod(text); !errors.As(err, &e) {
			t.Errorf("%q: got %v, want a DateError", text, err)
		} else if !strings.Contains(e.Problem, problem) || !strings.Contains(e.Understood, "../b") {
			t.Errorf("%q: got %v, want %s", text, err, problem)
		}
	}
}
