package graph_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"liaison/graph"
)

// The tests of this file know nothing of bounds: they make dates, write down every world that the meaning of each allows,
// day by day, and ask of all worlds what Possible, Certain, First, Last, Bounds, Disagrees and MayOverlap should say.

// calendar is a small world: open ends reach its first and last day and no further.
type calendar struct{ first, last int }

// world is one way in which a date may have been.
type world struct{ start, end int }

// madeEnd is one end as it is written, the days it may mean, and those it names before it is widened.
type madeEnd struct {
	text, qualifier      string
	lo, hi, named, until int
}

// made is a date as it is written, and its worlds.
type made struct {
	text    string
	period  bool // only ParsePeriod takes it
	stamp   int  // of a span a/..; 0: none
	dated   bool
	instant bool
	unsure  bool
	refused bool // no world, or a range that runs backwards
	worlds  []world
}

func dayNumber(y, m, d int) int {
	return int(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func randomQualifier(r *rand.Rand) string {
	return []string{"", "", "", "", "~", "~", "?", "%"}[r.IntN(8)]
}

// randomEnd makes an end within the months that span the turn of 2024 and 2025; years and decades as the weights say.
func randomEnd(r *rand.Rand, years, decades int, qualifier string) madeEnd {
	base := time.Date(2024, 11, 1+r.IntN(90), 0, 0, 0, 0, time.UTC)
	y, m, d := base.Year(), int(base.Month()), base.Day()
	about := 0
	e := madeEnd{qualifier: qualifier}
	if e.qualifier == "~" || e.qualifier == "%" {
		about = 1
	}
	switch n := r.IntN(100); {
	case n < decades:
		e.text = "202X"
		e.named, e.until = dayNumber(2020, 1, 1), dayNumber(2029, 12, 31)
		e.lo, e.hi = dayNumber(2020-10*about, 1, 1), dayNumber(2029+10*about, 12, 31)
	case n < decades+years:
		e.text = fmt.Sprintf("%04d", y)
		e.named, e.until = dayNumber(y, 1, 1), dayNumber(y, 12, 31)
		e.lo, e.hi = dayNumber(y-about, 1, 1), dayNumber(y+about, 12, 31)
	case n < 60:
		e.text = fmt.Sprintf("%04d-%02d", y, m)
		e.named, e.until = dayNumber(y, m, 1), dayNumber(y, m+1, 0)
		e.lo, e.hi = dayNumber(y, m-about, 1), dayNumber(y, m+1+about, 0)
	default:
		e.text = fmt.Sprintf("%04d-%02d-%02d", y, m, d)
		e.named, e.until = dayNumber(y, m, d), dayNumber(y, m, d)
		e.lo, e.hi = dayNumber(y, m, d-3*about), dayNumber(y, m, d+3*about)
	}
	return e
}

// randomDate makes a date of any form. Only instants may be decades, which would make too many worlds of a span.
func randomDate(r *rand.Rand, c calendar, years, decades int) made {
	a, b := randomEnd(r, years, 0, randomQualifier(r)), randomEnd(r, years, 0, randomQualifier(r))
	m := made{dated: true}
	switch r.IntN(10) {
	case 0:
		m.dated = false
		m.addInstants(c.first, c.last) // spans too, but these reach all that those reach
		m.instant = false
	case 1:
		a = randomEnd(r, years, decades, randomQualifier(r))
		m.text = a.text + a.qualifier
		m.addInstants(a.lo, a.hi)
	case 2, 3, 4:
		q := randomQualifier(r)
		a, b := randomEnd(r, years, decades, q), randomEnd(r, years, decades, q)
		switch r.IntN(3) {
		case 0:
			m.text = "[" + a.text + ".." + b.text + "]" + q
			if a.named <= b.until { // else it runs backwards, whatever ~ would make of it
				m.addInstants(a.lo, b.hi)
			}
		case 1:
			m.text = "[.." + b.text + "]" + q
			m.addInstants(c.first, b.hi)
		case 2:
			m.text = "[" + a.text + "..]" + q
			m.addInstants(a.lo, c.last)
		}
	case 5, 6:
		m.text = a.text + a.qualifier + "/" + b.text + b.qualifier
		m.addSpans(a.lo, a.hi, b.lo, b.hi)
	case 7:
		m.text = a.text + a.qualifier + "/.."
		lo := c.first
		if r.IntN(3) > 0 {
			m.stamp = dayNumber(2024, 11, 1+r.IntN(90))
			lo = m.stamp
		}
		m.addSpans(a.lo, a.hi, lo, c.last)
	case 8:
		if r.IntN(2) == 0 {
			m.text = a.text + a.qualifier + "/"
			m.addSpans(a.lo, a.hi, c.first, c.last)
		} else {
			m.text = "/" + a.text + a.qualifier
			m.addSpans(c.first, c.last, a.lo, a.hi)
		}
	case 9:
		m.text, m.period = "../"+a.text+a.qualifier, true
		m.addSpans(c.first, c.first, a.lo, a.hi)
	}
	m.unsure = strings.ContainsAny(m.text, "?%")
	m.refused = len(m.worlds) == 0
	return m
}

func (m *made) addInstants(lo, hi int) {
	m.instant = true
	for d := lo; d <= hi; d++ {
		m.worlds = append(m.worlds, world{d, d})
	}
}

func (m *made) addSpans(sLo, sHi, eLo, eHi int) {
	for s := sLo; s <= sHi; s++ {
		for e := max(s, eLo); e <= eHi; e++ {
			m.worlds = append(m.worlds, world{s, e})
		}
	}
}

// read parses what was made and checks that it is refused where it has no world, and that its text is canonical.
func (m *made) read(t *testing.T) (graph.When, bool) {
	t.Helper()
	parse := graph.ParseWhen
	if m.period {
		parse = graph.ParsePeriod
		if _, err := graph.ParseWhen(m.text); err == nil {
			t.Fatalf("ParseWhen accepts %q", m.text)
		}
	}
	w, err := parse(m.text)
	if (err != nil) != m.refused {
		t.Fatalf("%q with %d worlds: got %v", m.text, len(m.worlds), err)
	}
	if err != nil {
		return w, false
	}
	if again, err := parse(w.String()); err != nil || again != w || again.String() != w.String() {
		t.Fatalf("%q: canonical text %q is read as %+v, %v; want %+v", m.text, w, again, err, w)
	}
	if m.text != w.String() && !(m.text[0] == '[' && w.IsInstant()) {
		t.Fatalf("%q: got canonical text %q", m.text, w)
	}
	if m.stamp != 0 {
		w = w.Stamp(graph.Day(m.stamp))
	}
	return w, true
}

// inside gives the day of the calendar that a bound stands for.
func (c calendar) inside(d graph.Day) int { return min(max(int(d), c.first), c.last) }

func (c calendar) randomWindow(r *rand.Rand) graph.Window {
	// Most windows lie where the dates do; all of them lie within the calendar, so that an open end reaches past them.
	from := dayNumber(2024, 10, 1) + r.IntN(180)
	to := from + []int{0, 0, 1, 5, 31, 90, 400}[r.IntN(7)]
	if r.IntN(8) == 0 {
		from, to = c.first+1, c.last-1
	}
	v := graph.Window{From: graph.Day(max(from, c.first+1)), To: graph.Day(min(to, c.last-1))}
	switch r.IntN(10) {
	case 0:
		v.From = graph.OpenStart
	case 1:
		v.To = graph.OpenEnd
	}
	return v
}

func TestWorlds(t *testing.T) {
	wide := calendar{dayNumber(2009, 1, 1), dayNumber(2041, 1, 1)}
	middle := calendar{dayNumber(2022, 6, 1), dayNumber(2027, 6, 1)}
	narrow := calendar{dayNumber(2024, 8, 1), dayNumber(2025, 6, 1)}
	r := rand.New(rand.NewPCG(3, 1))
	tried := map[bool]int{}
	for i := range 1500 {
		c, years, decades := narrow, 0, 0
		switch {
		case i%20 == 0:
			c, years = middle, 40
		case i%5 == 1:
			c, decades = wide, 30
		}
		m := randomDate(r, c, years, decades)
		if len(m.worlds) > 500_000 { // spans of open length in the wide calendar add nothing but time
			continue
		}
		w, ok := m.read(t)
		tried[ok]++
		if !ok {
			continue
		}
		checkBounds(t, &m, w, c)
		for range 12 {
			v := c.randomWindow(r)
			possible, certain := false, m.dated && !m.unsure
			for _, x := range m.worlds {
				if graph.Day(x.start) <= v.To && graph.Day(x.end) >= v.From {
					possible = true
				} else {
					certain = false
				}
			}
			if got := w.Possible(v); got != possible {
				t.Fatalf("%q (stamp %d) in %v: possible: got %v, want %v", m.text, m.stamp, v, got, possible)
			}
			if got := w.Certain(v); got != certain {
				t.Fatalf("%q (stamp %d) in %v: certain: got %v, want %v", m.text, m.stamp, v, got, certain)
			}
		}
	}
	if tried[true] < 1000 || tried[false] < 50 {
		t.Errorf("too few dates were tried: %v", tried)
	}
}

// checkBounds compares all that is told of a date with the extremes of its worlds.
func checkBounds(t *testing.T, m *made, w graph.When, c calendar) {
	t.Helper()
	x := m.worlds[0]
	sLo, sHi, eLo, eHi := x.start, x.start, x.end, x.end
	single := true
	for _, x := range m.worlds {
		sLo, sHi = min(sLo, x.start), max(sHi, x.start)
		eLo, eHi = min(eLo, x.end), max(eHi, x.end)
		single = single && x == m.worlds[0]
	}
	b := w.Bounds()
	got := [4]int{c.inside(b.SLo), c.inside(b.SHi), c.inside(b.ELo), c.inside(b.EHi)}
	if want := [4]int{sLo, sHi, eLo, eHi}; got != want {
		t.Fatalf("%q (stamp %d): got bounds %v, want %v", m.text, m.stamp, got, want)
	}
	first, hasFirst := w.First()
	last, hasLast := w.Last()
	day, hasDay := w.Day()
	if hasFirst != (sLo != c.first) || hasFirst && int(first) != sLo {
		t.Fatalf("%q: first: got %v, %v", m.text, first, hasFirst)
	}
	if hasLast != (eHi != c.last) || hasLast && int(last) != eHi {
		t.Fatalf("%q: last: got %v, %v", m.text, last, hasLast)
	}
	if hasDay != m.dated || hasFirst && day != first || !hasFirst && hasDay && day != last {
		t.Fatalf("%q: day: got %v, %v", m.text, day, hasDay)
	}
	if got, want := w.IsExactDay(), m.dated && m.instant && single && !strings.ContainsAny(m.text, "~?%"); got != want {
		t.Fatalf("%q: IsExactDay: got %v, want %v", m.text, got, want)
	}
	if w.IsZero() == m.dated || w.IsInstant() != m.instant || w.Unsure() != m.unsure {
		t.Fatalf("%q: zero %v, instant %v, unsure %v", m.text, w.IsZero(), w.IsInstant(), w.Unsure())
	}
}

// days are the starts, the ends and the touched days of all worlds of a date.
type days struct{ starts, ends, touched map[int]bool }

func daysOf(m *made) days {
	d := days{map[int]bool{}, map[int]bool{}, map[int]bool{}}
	for _, x := range m.worlds {
		d.starts[x.start], d.ends[x.end] = true, true
	}
	// A day is touched if more worlds have begun by then than have ended before.
	steps := map[int]int{}
	first, last := m.worlds[0].start, m.worlds[0].end
	for _, x := range m.worlds {
		steps[x.start]++
		steps[x.end+1]--
		first, last = min(first, x.start), max(last, x.end)
	}
	for i, under := first, 0; i <= last; i++ {
		under += steps[i]
		d.touched[i] = under > 0
	}
	return d
}

func meet(a, b map[int]bool) bool {
	for x := range a {
		if b[x] {
			return true
		}
	}
	return false
}

func TestWorldsOfPairs(t *testing.T) {
	c := calendar{dayNumber(2024, 9, 1), dayNumber(2025, 5, 1)}
	r := rand.New(rand.NewPCG(3, 2))
	type read struct {
		made
		when graph.When
		days days
	}
	var all []read
	for len(all) < 250 {
		m := randomDate(r, c, 0, 0)
		if w, ok := m.read(t); ok && !m.period {
			all = append(all, read{m, w, daysOf(&m)})
		}
	}
	counts := [3]int{}
	for i := range all {
		for j := range all {
			a, b := &all[i], &all[j]
			overlap, disagree := true, false
			if a.dated && b.dated {
				overlap = meet(a.days.touched, b.days.touched)
				disagree = !overlap
				if !a.instant && !b.instant {
					disagree = !meet(a.days.starts, b.days.starts) || !meet(a.days.ends, b.days.ends)
				}
			}
			if got := a.when.MayOverlap(b.when); got != overlap {
				t.Fatalf("%q and %q may overlap: got %v, want %v", a.text, b.text, got, overlap)
			}
			if got := a.when.Disagrees(b.when); got != disagree {
				t.Fatalf("%q (stamp %d) and %q (stamp %d) disagree: got %v, want %v", a.text, a.stamp, b.text, b.stamp, got, disagree)
			}
			switch {
			case disagree && overlap:
				counts[0]++
			case disagree:
				counts[1]++
			default:
				counts[2]++
			}
		}
	}
	for _, n := range counts {
		if n < 1000 {
			t.Errorf("too few pairs of each sort were tried: %v", counts)
		}
	}
}
