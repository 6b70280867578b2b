package graph_test

import (
	"errors"
	"strings"
	"testing"

	"liaison/graph"
)

func TestParseWindow(t *testing.T) {
	a, b := theDay(t, "2024-12-08"), theDay(t, "2024-12-24")
	cases := []struct {
		at, from, to string
		want         graph.Window
	}{
		{"", "", "", graph.AllTime()},
		{"2024-12-08", "", "", graph.Window{From: a, To: a}},
		{"", "2024-12-08", "2024-12-24", graph.Window{From: a, To: b}},
		{"", "2024-12-08", "2024-12-08", graph.Window{From: a, To: a}},
		{"", "2024-12-08", "", graph.Window{From: a, To: graph.OpenEnd}},
		{"", "", "2024-12-24", graph.Window{From: graph.OpenStart, To: b}},
	}
	for _, c := range cases {
		got, err := graph.ParseWindow(c.at, c.from, c.to)
		if err != nil || got != c.want {
			t.Errorf("%+v: got %v, %v", c, got, err)
		}
		if got, want := got.IsAllTime(), c.at+c.from+c.to == ""; got != want {
			t.Errorf("%+v: IsAllTime: got %v, want %v", c, got, want)
		}
	}
	refused := []struct{ at, from, to, field, problem string }{
		{"2024-12-08", "2024-12-08", "", "at", "together"},
		{"2024-12-08", "", "2024-12-24", "at", "together"},
		{"", "2024-12-24", "2024-12-08", "from", "from is later than to, 2024-12-08"},
		{"2024-12", "", "", "at", "not one single day"},
		{"", "2024-12-32", "", "from", "the day is 32"},
		{"", "2024-12-08", "now", "to", "not understood"},
		{"", "..", "2024-12-08", "from", "brackets"},
	}
	for _, c := range refused {
		_, err := graph.ParseWindow(c.at, c.from, c.to)
		var e *graph.DateError
		if !errors.As(err, &e) {
			t.Errorf("%+v: got %v, want a DateError", c, err)
		} else if e.Field != c.field || !strings.Contains(e.Problem, c.problem) {
			t.Errorf("%+v: got field %s: %s", c, e.Field, e.Problem)
		}
	}
}

func TestNewWindow(t *testing.T) {
	cases := []struct {
		from, to graph.Day
		field    string
	}{
		{0, 0, ""},
		{graph.OpenStart, graph.OpenEnd, ""},
		{graph.MinDay, graph.MaxDay, ""},
		{1, 0, "from"},
		{graph.OpenEnd, graph.OpenEnd, "from"},
		{graph.OpenStart, graph.OpenStart, "to"},
		{graph.MinDay - 1, 0, "from"},
		{0, graph.MaxDay + 1, "to"},
	}
	for _, c := range cases {
		w, err := graph.NewWindow(c.from, c.to)
		var e *graph.DateError
		switch {
		case c.field == "" && (err != nil || w != graph.Window{From: c.from, To: c.to}):
			t.Errorf("%v to %v: got %v, %v", c.from, c.to, w, err)
		case c.field != "" && (!errors.As(err, &e) || e.Field != c.field):
			t.Errorf("%v to %v: got %v, want field %s", c.from, c.to, err, c.field)
		}
	}
	w := graph.Window{From: 3, To: 5}
	for d, want := range map[graph.Day]bool{2: false, 3: true, 5: true, 6: false, graph.OpenEnd: false} {
		if got := w.Contains(d); got != want {
			t.Errorf("Contains(%d): got %v, want %v", int32(d), got, want)
		}
	}
}

// TestWhenWindows says in dates what possible and certain mean; TestWorlds proves it.
func TestWhenWindows(t *testing.T) {
	cases := []struct {
		when, at, from, to string
		possible, certain  bool
	}{
		{"", "2024-12-08", "", "", true, false},
		{"", "", "", "", true, false},
		{"2024-12-08", "2024-12-08", "", "", true, true},
		{"2024-12-08", "2024-12-09", "", "", false, false},
		{"2024-12-08?", "2024-12-08", "", "", true, false},
		{"2024-12-08%", "", "", "", true, false},
		{"2024", "2024-12-08", "", "", true, false},
		{"2024", "", "2024-01-01", "2024-12-31", true, true},
		{"2024", "", "2024-01-01", "2024-12-30", true, false},
		{"2024-12-08~", "2024-12-11", "", "", true, false},
		{"2024-12-08~", "2024-12-12", "", "", false, false},
		{"[..2024-12-08]", "", "", "2024-12-08", true, true},
		{"[..2024-12-08]", "1990-01-01", "", "", true, false},
		{"[2024-12-08..]", "", "2024-12-08", "", true, true},
		{"2024-12-08/2025-03", "2025-02-28", "", "", true, true},
		{"2024-12-08/2025-03", "2025-03-02", "", "", true, false},
		{"2024-12-08/2025-03", "2025-04-01", "", "", false, false},
		{"2024-12-08/", "2024-12-08", "", "", true, true},
		{"2024-12-08/", "2024-12-09", "", "", true, false},
		{"2024-12-08/..", "2024-12-09", "", "", true, false},
		{"/2025-03", "2025-03-01", "", "", true, false},
		{"/2025-03", "", "2025-03-01", "2025-03-31", true, true},
		{"/2025-03", "", "2025-03-01", "", true, true},
	}
	for _, c := range cases {
		v, err := graph.ParseWindow(c.at, c.from, c.to)
		if err != nil {
			t.Fatal(err)
		}
		w := theWhen(t, c.when)
		if got := w.Possible(v); got != c.possible {
			t.Errorf("%+v: possible: got %v", c, got)
		}
		if got := w.Certain(v); got != c.certain {
			t.Errorf("%+v: certain: got %v", c, got)
		}
	}
	held := theWhen(t, "2024-12-08/..").Stamp(theDay(t, "2025-01-24"))
	for day, certain := range map[string]bool{"2024-12-08": true, "2025-01-24": true, "2025-01-25": false, "2024-12-07": false} {
		d := theDay(t, day)
		if got := held.Certain(graph.Window{From: d, To: d}); got != certain {
			t.Errorf("a span that held on 2025-01-24, on %s: certain: got %v", day, got)
		}
	}
}

// TestWhenDisagrees says in dates what cannot agree; TestWorldsOfPairs proves it.
func TestWhenDisagrees(t *testing.T) {
	cases := []struct {
		a, b                string
		disagrees, overlaps bool
	}{
		{"", "", false, true},
		{"", "2024-12-08", false, true},
		{"2024-12-08", "2024-12-08", false, true},
		{"2024-12-08", "2024-12-09", true, false},
		{"2024-12-08?", "2024-12-09?", true, false},
		{"2024-12-08", "2024-12-09~", false, true},
		{"2024-12-08", "2024-12", false, true},
		{"2024-12-08", "2025", true, false},
		{"[..2024-12-08]", "2024-12-08", false, true},
		{"[..2024-12-08]", "[2024-12-09..]", true, false},
		// Spans that overlap may disagree on when they began or ended.
		{"2024-12-08/2025", "2024-12-09/2025", true, true},
		{"2024-12-08/2025-01", "2024-12-08/2025-02", true, true},
		{"2024-12-08/2025-01", "2024-12/2025", false, true},
		{"2024-12-08/", "2024-12-09/", true, true},
		{"2024-12-08/", "2024-12-08/2025", false, true},
		{"2024-12-08/2025-01", "/2025-02", true, true},
		{"2024-12-08/", "/2024-12-07", true, false},
		// Instants and spans disagree only where they cannot meet.
		{"2024-12-20", "2024-12-08/2025-01", false, true},
		{"2025-02-01", "2024-12-08/2025-01", true, false},
		{"2024-12-07", "2024-12-08/..", true, false},
		{"2025", "2024-12-08/2025-01", false, true},
	}
	for _, c := range cases {
		a, b := theWhen(t, c.a), theWhen(t, c.b)
		if got, back := a.Disagrees(b), b.Disagrees(a); got != c.disagrees || back != got {
			t.Errorf("%+v: disagrees: got %v, the other way round %v", c, got, back)
		}
		if got, back := a.MayOverlap(b), b.MayOverlap(a); got != c.overlaps || back != got {
			t.Errorf("%+v: may overlap: got %v, the other way round %v", c, got, back)
		}
	}
	// A span that held when published cannot have ended before.
	held := theWhen(t, "2024-12-08/..").Stamp(theDay(t, "2025-01-24"))
	ended := theWhen(t, "2024-12-08/2025-01-10")
	if !held.Disagrees(ended) || !ended.Disagrees(held) {
		t.Error("a span that held on 2025-01-24 agrees with one that ended before")
	}
}
