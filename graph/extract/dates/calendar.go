package dates

import (
	"strconv"
	"strings"

	"liaison/graph"
)

// yearMonth counts months from January of year 0.
type yearMonth int

func monthOf(d graph.Day) yearMonth {
	y, m, _ := d.YMD()
	return yearMonth(12*y + m - 1)
}

func newMonth(year, month int) yearMonth { return yearMonth(12*year + month - 1) }

func (m yearMonth) year() int { return int(m) / 12 }

func (m yearMonth) valid() bool { return m >= 12 && m < 12*10000 }

// first returns the first day of the month; false outside the years 1 to 9999.
func (m yearMonth) first() (graph.Day, bool) {
	if !m.valid() {
		return 0, false
	}
	d, err := graph.NewDay(int(m)/12, int(m)%12+1, 1)
	return d, err == nil
}

// last returns the last day of the month; false outside the years 1 to 9999.
func (m yearMonth) last() (graph.Day, bool) {
	if m+1 == 12*10000 {
		return graph.MaxDay, true
	}
	d, ok := (m + 1).first()
	return d - 1, ok && m.valid()
}

// weekdayOf returns 0 for Monday to 6 for Sunday.
func weekdayOf(d graph.Day) int { return ((int(d)+3)%7 + 7) % 7 }

// monday returns the Monday of the week that holds the day.
func monday(d graph.Day) graph.Day { return d - graph.Day(weekdayOf(d)) }

// parse makes a date of EDTF that this package wrote. What lies outside the years 1 to 9999 is no date.
func parse(edtf string) graph.When {
	w, err := graph.ParseWhen(edtf)
	if err != nil {
		return graph.When{}
	}
	return w
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}

func yearText(y int) string { return pad(y, 4) }

func monthText(m yearMonth) string { return pad(m.year(), 4) + "-" + pad(int(m)%12+1, 2) }

func onMonth(m yearMonth, q string) graph.When { return parse(monthText(m) + q) }

func onYear(y int, q string) graph.When { return parse(yearText(y) + q) }

func onDay(d graph.Day, q string) graph.When {
	if q == "" {
		return graph.ExactDay(d)
	}
	return parse(d.String() + q)
}

// within is an instant from lo to hi, both included, in the plainest form: whole years and months are written as such.
func within(lo, hi graph.Day, q string) graph.When {
	if !lo.Valid() || !hi.Valid() || lo > hi {
		return graph.When{}
	}
	if lo == hi {
		return onDay(lo, q)
	}
	a, b := ends(lo, hi)
	if a == b {
		return parse(a + q)
	}
	return parse("[" + a + ".." + b + "]" + q)
}

// ends writes the ends of a range by year, month or day, whichever holds it exactly.
func ends(lo, hi graph.Day) (a, b string) {
	ma, mb := monthOf(lo), monthOf(hi)
	first, _ := ma.first()
	last, _ := mb.last()
	switch {
	case first != lo || last != hi:
		return lo.String(), hi.String()
	case int(ma)%12 == 0 && int(mb)%12 == 11:
		return yearText(ma.year()), yearText(mb.year())
	default:
		return monthText(ma), monthText(mb)
	}
}

// cover is the plainest single date that holds all days from lo to hi; empty if they lie in two decades.
func cover(lo, hi graph.Day) string {
	y, m, _ := lo.YMD()
	y2, m2, _ := hi.YMD()
	switch {
	case lo == hi:
		return lo.String()
	case y == y2 && m == m2:
		return monthText(newMonth(y, m))
	case y == y2:
		return yearText(y)
	case y/10 == y2/10:
		return pad(y/10, 3) + "X"
	default:
		return ""
	}
}

// merge is what holds whichever of two readings is right; a is the earlier one.
func merge(a, b graph.When) graph.When {
	switch {
	case a == b:
		return a
	case a.IsZero() || b.IsZero():
		return graph.When{}
	}
	x, y := a.Bounds(), b.Bounds()
	if a.IsInstant() && b.IsInstant() {
		return among(min(x.SLo, y.SLo), max(x.EHi, y.EHi))
	}
	if !a.IsSpan() || !b.IsSpan() {
		return graph.When{}
	}
	return mergeSpans(a, b)
}

// among is an instant between two days, each of which may be open.
func among(lo, hi graph.Day) graph.When {
	switch {
	case lo == graph.OpenStart && hi == graph.OpenEnd:
		return graph.When{}
	case lo == graph.OpenStart:
		return parse("[.." + hi.String() + "]")
	case hi == graph.OpenEnd:
		return parse("[" + lo.String() + "..]")
	}
	return within(lo, hi, "")
}

func mergeSpans(a, b graph.When) graph.When {
	aStart, aEnd := spanEnds(a)
	bStart, bEnd := spanEnds(b)
	start, ok := mergeEnds(aStart, bStart)
	end, ok2 := mergeEnds(aEnd, bEnd)
	if !ok || !ok2 {
		return graph.When{}
	}
	return parse(start + "/" + end)
}

func mergeEnds(a, b string) (string, bool) {
	if a == b {
		return a, true
	}
	x, y := parse(a), parse(b)
	if x.IsZero() || y.IsZero() {
		return "", false
	}
	p, q := x.Bounds(), y.Bounds()
	c := cover(min(p.SLo, q.SLo), max(p.EHi, q.EHi))
	return c, c != ""
}

// spanEnds returns the two ends of a span as they are written.
func spanEnds(w graph.When) (start, end string) {
	s := w.String()
	for i := range len(s) {
		if s[i] == '/' {
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// doubt adds "the source is unsure" to a date, at every end.
func doubt(w graph.When) graph.When {
	if w.IsZero() || w.Unsure() {
		return w
	}
	if w.IsSpan() {
		a, b := spanEnds(w)
		return parse(doubtText(a) + "/" + doubtText(b))
	}
	return parse(doubtText(w.String()))
}

func doubtText(s string) string {
	switch {
	case s == "" || s == "..":
		return s
	case s[len(s)-1] == '~':
		return s[:len(s)-1] + "%"
	case s[len(s)-1] == '?' || s[len(s)-1] == '%':
		return s
	default:
		return s + "?"
	}
}

// about makes an instant approximate.
func about(w graph.When) graph.When {
	if !w.IsInstant() {
		return graph.When{}
	}
	text := w.String()
	switch text[len(text)-1] {
	case '~', '%':
		return w
	case '?':
		return parse(text[:len(text)-1] + "%")
	}
	return parse(text + "~")
}

// roughly writes a range that is one date give or take its unit as such: [1984..1986] is 1985~.
func roughly(lo, hi graph.Day) string {
	w := within(lo, hi, "")
	var middle string
	switch y := lo.Year(); {
	case lo == yearStart(y) && hi == yearEnd(y+2):
		middle = yearText(y + 1)
	case hi-lo == 6:
		middle = (lo + 3).String()
	default:
		middle = monthText(monthOf(lo) + 1)
	}
	about := parse(middle + "~")
	if about.IsZero() || about.Bounds() != w.Bounds() {
		return ""
	}
	return about.String()
}

// edgeText writes the first or last end of an instant as precisely as the instant is.
func edgeText(w graph.When, bound graph.Day, first bool) string {
	text := strings.Trim(w.String(), "[]")
	lo, hi, ranged := strings.Cut(text, "..")
	switch {
	case strings.ContainsAny(text, "~?%") || bound.IsOpen():
		return bound.String()
	case ranged && !first:
		return hi
	case ranged:
		return lo
	}
	return text
}

// beforeText writes the last day, month or year before an instant.
func beforeText(w graph.When) string {
	d := w.Bounds().SLo
	if d.IsOpen() || d == graph.MinDay {
		return ""
	}
	switch first := edgeText(w, d, true); {
	case len(first) == len("2024-12"):
		return monthText(monthOf(d - 1))
	case len(first) == len("2024"):
		return yearText((d - 1).Year())
	}
	return (d - 1).String()
}

// edgeOf is the first or last n days, weeks or months of an instant that is longer.
func edgeOf(w graph.When, u Unit, n int, first bool) graph.When {
	b := w.Bounds()
	if !w.IsInstant() || b.SLo.IsOpen() || b.EHi.IsOpen() {
		return graph.When{}
	}
	lo, hi := b.SLo, b.EHi
	switch u {
	case Day, Week, Month:
		if first {
			hi = step(lo, n, u) - 1
		} else {
			lo = step(hi+1, -n, u)
		}
	default:
		return graph.When{}
	}
	if lo < b.SLo || hi > b.EHi {
		return graph.When{}
	}
	return within(lo, hi, "")
}

// easter returns Easter Sunday of the Gregorian calendar (the algorithm that J. M. Oudin published in 1940).
func easter(year int) (month, day int) {
	g, century := year%19, year/100
	h := (century - century/4 - (8*century+13)/25 + 19*g + 15) % 30
	i := h - h/28*(1-29/(h+1)*(21-g)/11)
	j := (year + year/4 + i + 2 - century + century/4) % 7
	l := i - j
	month = 3 + (l+40)/44
	return month, l + 28 - 31*(month/4)
}
