package graph_test

import (
	"reflect"
	"testing"

	"liaison/graph"
)

// theWhen reads a date that the test knows to be right.
func theWhen(t testing.TB, text string) graph.When {
	t.Helper()
	w, err := graph.ParseWhen(text)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestWhenForms is the table of what every form means: its canonical text, and the bounds of its start and end.
func TestWhenForms(t *testing.T) {
	cases := []struct{ text, canonical, sLo, sHi, eLo, eHi string }{
		{"", "", "-", "+", "-", "+"},
		// Instants.
		{"2024-12-20", "", "2024-12-20", "2024-12-20", "2024-12-20", "2024-12-20"},
		{"2024-12", "", "2024-12-01", "2024-12-31", "2024-12-01", "2024-12-31"},
		{"2024", "", "2024-01-01", "2024-12-31", "2024-01-01", "2024-12-31"},
		{"202X", "", "2020-01-01", "2029-12-31", "2020-01-01", "2029-12-31"},
		{"2024-12-XX", "2024-12", "2024-12-01", "2024-12-31", "2024-12-01", "2024-12-31"},
		{"2024-XX", "2024", "2024-01-01", "2024-12-31", "2024-01-01", "2024-12-31"},
		{"2024-XX-XX", "2024", "2024-01-01", "2024-12-31", "2024-01-01", "2024-12-31"},
		{"2023-02", "", "2023-02-01", "2023-02-28", "2023-02-01", "2023-02-28"},
		{"2024-02-XX", "2024-02", "2024-02-01", "2024-02-29", "2024-02-01", "2024-02-29"},
		// Ranges.
		{"[2024-12-08..2024-12-24]", "", "2024-12-08", "2024-12-24", "2024-12-08", "2024-12-24"},
		{"[..2024-12-08]", "", "-", "2024-12-08", "-", "2024-12-08"},
		{"[2024-12-08..]", "", "2024-12-08", "+", "2024-12-08", "+"},
		{"[2024-12..2025]", "", "2024-12-01", "2025-12-31", "2024-12-01", "2025-12-31"},
		{"[..202X]", "", "-", "2029-12-31", "-", "2029-12-31"},
		{"[2024-12-XX..2025-XX]", "[2024-12..2025]", "2024-12-01", "2025-12-31", "2024-12-01", "2025-12-31"},
		{"[2024-12-08..2024-12-08]", "2024-12-08", "2024-12-08", "2024-12-08", "2024-12-08", "2024-12-08"},
		{"[2024-12..2024-12-XX]~", "2024-12~", "2024-11-01", "2025-01-31", "2024-11-01", "2025-01-31"},
		{"[2024-12-24..2024-12]", "", "2024-12-24", "2024-12-31", "2024-12-24", "2024-12-31"},
		{"[2024-12..2025]~", "", "2024-11-01", "2026-12-31", "2024-11-01", "2026-12-31"},
		{"[..2024-12-08]%", "", "-", "2024-12-11", "-", "2024-12-11"},
		{"[2024-12-08..]?", "", "2024-12-08", "+", "2024-12-08", "+"},
		// Spans.
		{"2024-12-08/2025-03", "", "2024-12-08", "2024-12-08", "2025-03-01", "2025-03-31"},
		{"2024-12-08/2024-12-08", "", "2024-12-08", "2024-12-08", "2024-12-08", "2024-12-08"},
		{"2024-12/2024-12", "", "2024-12-01", "2024-12-31", "2024-12-01", "2024-12-31"},
		{"2024/2024-06", "", "2024-01-01", "2024-06-30", "2024-06-01", "2024-06-30"},
		{"2024-06/2024", "", "2024-06-01", "2024-06-30", "2024-06-01", "2024-12-31"},
		{"2024-12-XX/202X", "2024-12/202X", "2024-12-01", "2024-12-31", "2024-12-01", "2029-12-31"},
		{"2024-12-08/..", "", "2024-12-08", "2024-12-08", "2024-12-08", "+"},
		{"2024-12/..", "", "2024-12-01", "2024-12-31", "2024-12-01", "+"},
		{"2024-12-08/", "", "2024-12-08", "2024-12-08", "2024-12-08", "+"},
		{"2024-12~/", "", "2024-11-01", "2025-01-31", "2024-11-01", "+"},
		{"/2025-03", "", "-", "2025-03-31", "2025-03-01", "2025-03-31"},
		// Qualifiers.
		{"2024-12-08~", "", "2024-12-05", "2024-12-11", "2024-12-05", "2024-12-11"},
		{"2024-12-30%", "", "2024-12-27", "2025-01-02", "2024-12-27", "2025-01-02"},
		{"2024-12-08?", "", "2024-12-08", "2024-12-08", "2024-12-08", "2024-12-08"},
		{"2024-12~", "", "2024-11-01", "2025-01-31", "2024-11-01", "2025-01-31"},
		{"2024-01~", "", "2023-12-01", "2024-02-29", "2023-12-01", "2024-02-29"},
		{"2024-12-XX~", "2024-12~", "2024-11-01", "2025-01-31", "2024-11-01", "2025-01-31"},
		{"2024~", "", "2023-01-01", "2025-12-31", "2023-01-01", "2025-12-31"},
		{"202X~", "", "2010-01-01", "2039-12-31", "2010-01-01", "2039-12-31"},
		{"2024-12-08~/2025-03?", "", "2024-12-05", "2024-12-11", "2025-03-01", "2025-03-31"},
		{"2024-12-08/2025-03%", "", "2024-12-08", "2024-12-08", "2025-02-01", "2025-04-30"},
		{"2024-12-08?/..", "", "2024-12-08", "2024-12-08", "2024-12-08", "+"},
		{"/2025~", "", "-", "2026-12-31", "2024-01-01", "2026-12-31"},
		// Where widened ends meet, each is held by the other; ends that only meet when widened are accepted.
		{"2024-12-08~/2024-12-09~", "", "2024-12-05", "2024-12-11", "2024-12-06", "2024-12-12"},
		{"2024-12-08~/2024-12-09", "", "2024-12-05", "2024-12-09", "2024-12-09", "2024-12-09"},
		{"2024-12-08/2024-12-09~", "", "2024-12-08", "2024-12-08", "2024-12-08", "2024-12-12"},
		{"2024-12-11~/2024-12-08", "", "2024-12-08", "2024-12-08", "2024-12-08", "2024-12-08"},
		// The ends of the calendar.
		{"0001-01-01~", "", "0001-01-01", "0001-01-04", "0001-01-01", "0001-01-04"},
		{"0001-01~", "", "0001-01-01", "0001-02-28", "0001-01-01", "0001-02-28"},
		{"0001~", "", "0001-01-01", "0002-12-31", "0001-01-01", "0002-12-31"},
		{"000X", "", "0001-01-01", "0009-12-31", "0001-01-01", "0009-12-31"},
		{"000X~", "", "0001-01-01", "0019-12-31", "0001-01-01", "0019-12-31"},
		{"001X~", "", "0001-01-01", "0029-12-31", "0001-01-01", "0029-12-31"},
		{"9999-12-31~", "", "9999-12-28", "9999-12-31", "9999-12-28", "9999-12-31"},
		{"9999-12~", "", "9999-11-01", "9999-12-31", "9999-11-01", "9999-12-31"},
		{"9999~", "", "9998-01-01", "9999-12-31", "9998-01-01", "9999-12-31"},
		{"999X~", "", "9980-01-01", "9999-12-31", "9980-01-01", "9999-12-31"},
	}
	day := func(text string) graph.Day {
		switch text {
		case "-":
			return graph.OpenStart
		case "+":
			return graph.OpenEnd
		default:
			return theDay(t, text)
		}
	}
	for _, c := range cases {
		w, err := graph.ParseWhen(c.text)
		if err != nil {
			t.Error(err)
			continue
		}
		want := graph.Bounds{SLo: day(c.sLo), SHi: day(c.sHi), ELo: day(c.eLo), EHi: day(c.eHi)}
		if got := w.Bounds(); got != want {
			t.Errorf("%s: got %v, want %v", c.text, got, want)
		}
		canonical := c.canonical
		if canonical == "" {
			canonical = c.text
		}
		if got := w.String(); got != canonical {
			t.Errorf("%s: got canonical text %q, want %q", c.text, got, canonical)
		}
		if again := theWhen(t, canonical); again != w {
			t.Errorf("%s: got %+v when read again, want %+v", c.text, again, w)
		}
		// Everything a claim takes, a period takes too.
		if p, err := graph.ParsePeriod(c.text); err != nil || p != w {
			t.Errorf("ParsePeriod(%q): got %v, %v, want the same date", c.text, p, err)
		}
	}
}

// TestWhenFacts is the table of what else is asked of a date. An empty day means none.
func TestWhenFacts(t *testing.T) {
	cases := []struct {
		text             string
		first, last, day string
		instant, exact   bool
		unsure, needs    bool
	}{
		{text: ""},
		{text: "2024-12-20", first: "2024-12-20", last: "2024-12-20", day: "2024-12-20", instant: true, exact: true},
		{text: "2024-12-20?", first: "2024-12-20", last: "2024-12-20", day: "2024-12-20", instant: true, unsure: true},
		{text: "2024-12-20~", first: "2024-12-17", last: "2024-12-23", day: "2024-12-17", instant: true},
		{text: "2024-12", first: "2024-12-01", last: "2024-12-31", day: "2024-12-01", instant: true},
		{text: "[2024-12-31..2024]", first: "2024-12-31", last: "2024-12-31", day: "2024-12-31", instant: true, exact: true},
		{text: "[2024-12-31..2024]?", first: "2024-12-31", last: "2024-12-31", day: "2024-12-31", instant: true, unsure: true},
		{text: "[..2024-12-08]", last: "2024-12-08", day: "2024-12-08", instant: true},
		{text: "[..2024-12-08]%", last: "2024-12-11", day: "2024-12-11", instant: true, unsure: true},
		{text: "[2024-12-08..]", first: "2024-12-08", day: "2024-12-08", instant: true},
		{text: "2024-12-08/2024-12-08", first: "2024-12-08", last: "2024-12-08", day: "2024-12-08"},
		{text: "2024-12-08/2025-03%", first: "2024-12-08", last: "2025-04-30", day: "2024-12-08", unsure: true},
		{text: "2024-12-08/", first: "2024-12-08", day: "2024-12-08"},
		{text: "2024-12-08/..", first: "2024-12-08", day: "2024-12-08", needs: true},
		{text: "2024-12-08?/..", first: "2024-12-08", day: "2024-12-08", needs: true, unsure: true},
		{text: "/2025-03", last: "2025-03-31", day: "2025-03-31"},
	}
	for _, c := range cases {
		w := theWhen(t, c.text)
		for _, ask := range []struct {
			name string
			got  func() (graph.Day, bool)
			want string
		}{{"First", w.First, c.first}, {"Last", w.Last, c.last}, {"Day", w.Day, c.day}} {
			got := ""
			if d, ok := ask.got(); ok {
				got = d.String()
			}
			if got != ask.want {
				t.Errorf("%q: %s: got %q, want %q", c.text, ask.name, got, ask.want)
			}
		}
		for _, ask := range []struct {
			name      string
			got, want bool
		}{
			{"IsZero", w.IsZero(), c.text == ""},
			{"IsInstant", w.IsInstant(), c.instant},
			{"IsSpan", w.IsSpan(), c.text != "" && !c.instant},
			{"IsExactDay", w.IsExactDay(), c.exact},
			{"Unsure", w.Unsure(), c.unsure},
			{"NeedsStamp", w.NeedsStamp(), c.needs},
		} {
			if ask.got != ask.want {
				t.Errorf("%q: %s: got %v, want %v", c.text, ask.name, ask.got, ask.want)
			}
		}
	}
}

func TestWhenStamp(t *testing.T) {
	w := theWhen(t, "2024-12/..")
	if d, ok := w.Stamped(); ok {
		t.Errorf("before: got stamp %v", d)
	}
	stamp := theDay(t, "2025-01-24")
	s := w.Stamp(stamp)
	if d, ok := s.Stamped(); !ok || d != stamp || s.NeedsStamp() {
		t.Errorf("got stamp %v, %v, NeedsStamp %v", d, ok, s.NeedsStamp())
	}
	if s.String() != "2024-12/.." || s == w {
		t.Errorf("got text %q, equal %v; the stamp is part of the value, not of the text", s, s == w)
	}
	want := graph.Bounds{SLo: theDay(t, "2024-12-01"), SHi: theDay(t, "2024-12-31"), ELo: stamp, EHi: graph.OpenEnd}
	if got := s.Bounds(); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	// Published before it began: the end is not before the start.
	early := w.Stamp(theDay(t, "2020-01-01"))
	if got := early.Bounds(); got != w.Bounds() {
		t.Errorf("stamped early: got %v, want %v", got, w.Bounds())
	}
	if d, ok := early.Stamped(); !ok || d != theDay(t, "2020-01-01") {
		t.Errorf("stamped early: got stamp %v, %v", d, ok)
	}
	if got := s.Stamp(theDay(t, "2020-01-01")); got != early {
		t.Errorf("a second stamp replaces the first: got %v", got)
	}
	// Published on or before some day.
	if open := w.Stamp(graph.OpenStart); open.NeedsStamp() || open.Bounds() != w.Bounds() {
		t.Errorf("stamped with an open day: needs a stamp %v, %v", open.NeedsStamp(), open.Bounds())
	}
	if got := w.Stamp(graph.OpenEnd); got != w {
		t.Errorf("stamped with no day: got %v", got)
	}
	for _, text := range []string{"", "2024-12-08", "[2024-12-08..]", "2024-12-08/", "/2025", "2024/2025"} {
		w := theWhen(t, text)
		if got := w.Stamp(stamp); got != w {
			t.Errorf("%q takes no stamp: got %+v", text, got)
		}
	}
}

func TestWhenExactDay(t *testing.T) {
	d := theDay(t, "2024-12-08")
	if got, want := graph.ExactDay(d), theWhen(t, "2024-12-08"); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	for _, d := range []graph.Day{graph.OpenStart, graph.OpenEnd, graph.MaxDay + 1, graph.MinDay - 1} {
		if got := graph.ExactDay(d); !got.IsZero() {
			t.Errorf("day %d: got %v, want no date", int32(d), got)
		}
	}
}

func TestWhenIsSmall(t *testing.T) {
	if got := reflect.TypeFor[graph.When]().Size(); got > 16 {
		t.Errorf("a When is %d bytes, want at most 16", got)
	}
}

func TestWhenAllocations(t *testing.T) {
	line := []byte("2024-12-08,2024-12~/..,x")
	buffer := make([]byte, 0, 64)
	window := graph.Window{From: 0, To: graph.OpenEnd}
	got := testing.AllocsPerRun(100, func() {
		w, _ := graph.ParseWhen(string(line[:10]))
		s, _ := graph.ParseWhen(string(line[11:22]))
		buffer = s.Append(w.Append(buffer[:0]))
		if !w.Certain(window) || !s.Possible(window) || w.Disagrees(s) {
			t.Error("wrong answer")
		}
	})
	if got != 0 {
		t.Errorf("got %v allocations, want none", got)
	}
}

func BenchmarkParseWhen(b *testing.B) {
	for _, text := range []string{"2024-12-08", "2024-12", "[2024-12-08..2024-12-24]", "2024-12-08~/2025-03", "2024-12-08/.."} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := graph.ParseWhen(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkWhenBounds(b *testing.B) {
	for _, text := range []string{"2024-12-08", "2024-12", "2024-12-08~/2025-03"} {
		w := theWhen(b, text)
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				w.Bounds()
			}
		})
	}
}

func BenchmarkDayYear(b *testing.B) {
	d, sum := graph.MinDay, 0
	for b.Loop() {
		sum += d.Year()
		if d++; d > graph.MaxDay {
			d = graph.MinDay
		}
	}
	if sum == 0 {
		b.Fatal("no years")
	}
}
