package dates

import "liaison/graph"

// op says how a sense is worked out.
type op uint8

const (
	opNone      op = iota // no date: durations, frequencies, vague words
	opFixed               // edtf
	opDay                 // y, m, d, weekday; y 0: the nearest
	opSlash               // y, and m and d in the order of the text
	opMonth               // y, m; y 0: the nearest
	opYear                // y
	opDecade              // y
	opYears               // y to n, a span
	opDays                // y, m, d to n
	opMonths              // y, m to n of the same year: quarters, halves, seasons; m above n: begins the year before
	opWeekday             // weekday, which
	opToday               // n to k days from publication
	opUnit                // unit, which: "last week"
	opWeekend             // which
	opWeekdayOf           // weekday of the week that a tells
	opAgo                 // offset on a side of publication
	opLately              // the offset up to publication: "in the past two weeks"
	opHeld                // the same, held at publication: "for the past two weeks"
	opPart                // part n of a: "early"
	opSince               // a and what follows, held at publication
	opFrom                // a and what follows
	opUntil               // up to a
	opNotAfter            // a or before: "by"
	opBefore              // before a begins
	opNotBefore           // a or after: "after"
	opBetween             // some day from a to b
	opFromTo              // all days from a to b
	opOfYear              // a in the year that b tells: "March last year"
	opApplied             // the offset on a side of a: "two weeks after 8 December"
	opAbout               // a, approximately
	opEdgeOf              // the first (n 1) or last unit of a
	opSoFar               // "earlier this week": from the start of the unit to publication
	opRest                // "later this month": from publication to the end of the unit
)

// no weekday.
const noWeekday = -1

// which of "last" (-1), "this" (0), "next" (1); bare says that there is no such word.
const bare = 2

// sense is what an expression means, worked out as far as its words go.
type sense struct {
	op      op
	kind    Kind // of expressions without a date; otherwise found out
	edtf    string
	y, m, d int // 0: not said
	n, k    int
	weekday int
	which   int
	unit    Unit
	side    Direction
	offset  Offset
	a, b    *sense
	spread  *spreads
	open    bool // of Anchored: the anchor's words follow
	attr    bool // dates a noun
	mask    bool // no expression of time at all
}

// moment is from where a relative expression is read.
type moment struct {
	day    graph.Day
	known  bool
	future bool
	order  Order
}

// absolute says whether the sense is the same whenever it is read.
func (s *sense) absolute() bool {
	switch s.op {
	case opFixed, opSlash, opYear, opDecade, opYears:
		return true
	case opDay, opMonth, opDays, opMonths:
		return s.y != 0
	case opPart, opSince, opFrom, opUntil, opNotAfter, opBefore, opNotBefore, opApplied, opWeekdayOf, opAbout, opEdgeOf:
		return s.a.absolute()
	case opBetween, opFromTo:
		return s.b.absolute() && (s.a.absolute() || s.a.fillable()) || s.a.absolute() && s.b.fillable()
	case opOfYear:
		return s.b.absolute()
	}
	return false
}

// fillable says whether the sense lacks no more than what its neighbour tells: "March" of "between March and June 2011".
func (s *sense) fillable() bool {
	switch s.op {
	case opDay, opMonth, opDays, opMonths, opWeekday:
		return true
	case opPart, opEdgeOf:
		return s.a.fillable()
	}
	return false
}

// date works the sense out.
func (s *sense) date(c Context) (graph.When, graph.Basis) {
	w, basis := graph.When{}, graph.BasisRelative
	at := moment{future: c.Tense == Future, order: c.Order}
	if s.absolute() {
		if lo, hi, ok := anchorDays(c.Published, Same); ok && lo == hi {
			at.known, at.day = true, lo
		}
		w, basis = s.at(at), graph.BasisStated
		if s.op == opApplied {
			basis = graph.BasisRelative
		}
	} else {
		w = s.published(at, c.Published)
	}
	if w.IsZero() {
		return w, graph.BasisUnknown
	}
	return w, basis
}

// published reads a relative sense from each end of what the publication date may be, and keeps what holds of both.
func (s *sense) published(at moment, p graph.When) graph.When {
	lo, hi, ok := anchorDays(p, Same)
	if !ok || !p.IsInstant() {
		return graph.When{}
	}
	at.known, at.day = true, lo
	w := s.at(at)
	if lo != hi {
		at.day = hi
		last := s.at(at)
		unsure := w.Unsure() || last.Unsure()
		if w = merge(w, last); unsure {
			w = doubt(w)
		}
	}
	if p.Unsure() {
		return doubt(w)
	}
	return w
}

// at works the sense out as read on one day.
func (s *sense) at(p moment) graph.When {
	switch s.op {
	case opFixed:
		return parse(s.edtf)
	case opDay:
		return s.dayAt(p)
	case opSlash:
		return s.slashAt(p)
	case opMonth:
		return s.monthAt(p)
	case opYear:
		return onYear(s.y, "")
	case opDecade:
		return parse(pad(s.y/10, 3) + "X")
	case opYears:
		return parse(yearText(s.y) + "/" + yearText(s.n))
	case opDays:
		return s.daysAt(p)
	case opMonths:
		return s.monthsAt(p)
	case opPart, opSince, opFrom, opUntil, opNotAfter, opBefore, opNotBefore, opApplied, opWeekdayOf, opOfYear, opAbout, opEdgeOf:
		return s.around(p)
	case opBetween, opFromTo:
		return s.pairAt(p)
	}
	if !p.known {
		return graph.When{}
	}
	return s.relativeAt(p)
}

// around is for senses that change another one.
func (s *sense) around(p moment) graph.When {
	if s.op == opOfYear {
		return s.ofYear(p)
	}
	w := s.a.at(p)
	if w.IsZero() {
		return w
	}
	switch s.op {
	case opPart:
		return s.spread.part(s.n, w)
	case opApplied:
		return Anchor{Direction: s.side, Offset: s.offset}.Apply(w)
	case opWeekdayOf:
		return weekdayIn(s.weekday, w)
	case opAbout:
		return about(w)
	case opEdgeOf:
		return edgeOf(w, s.unit, s.k, s.n > 0)
	}
	if w = bounded(s.op, w); p.future && p.known && (s.op == opNotAfter || s.op == opBefore) {
		return among(p.day, w.Bounds().EHi)
	}
	return w
}

// bounded is what lies on one side of a date.
func bounded(o op, w graph.When) graph.When {
	if !w.IsInstant() {
		return graph.When{}
	}
	b := w.Bounds()
	text := w.String()
	if o <= opUntil {
		if text = spanText(w); text == "" {
			return graph.When{}
		}
	}
	switch o {
	case opSince:
		return parse(text + "/..")
	case opFrom:
		return parse(text + "/")
	case opUntil:
		return parse("/" + text)
	case opBefore:
		return parse("[.." + beforeText(w) + "]")
	case opNotAfter:
		return parse("[.." + edgeText(w, b.EHi, false) + "]")
	default:
		return parse("[" + edgeText(w, b.SLo, true) + "..]")
	}
}

// pairAt reads one end from the other where that lacks its year, and both from publication where both do.
func (s *sense) pairAt(p moment) graph.When {
	a, b := s.a, s.b
	var x, y graph.When
	switch {
	case a.absolute() && !b.absolute() || p.future && !b.absolute():
		x = a.at(p)
		y = b.from(x, true, p)
	default:
		y = b.at(p)
		x = a.from(y, false, p)
	}
	if x.IsZero() || y.IsZero() || x.IsSpan() || y.IsSpan() {
		return graph.When{}
	}
	if s.op == opBetween {
		return among(x.Bounds().SLo, y.Bounds().EHi)
	}
	start, end := spanText(x), spanText(y)
	if start == "" || end == "" {
		return graph.When{}
	}
	return parse(start + "/" + end)
}

// from reads a sense from another date: the nearest one after it or before it.
func (s *sense) from(w graph.When, after bool, p moment) graph.When {
	if w.IsZero() || s.absolute() || !s.fillable() {
		return s.at(p)
	}
	b := w.Bounds()
	p.known, p.future, p.day = true, after, b.EHi
	if after {
		p.day = b.SLo
	}
	if p.day.IsOpen() {
		return graph.When{}
	}
	return s.at(p)
}

func spanText(w graph.When) string {
	text := w.String()
	if text[0] != '[' {
		return text
	}
	b := w.Bounds()
	if b.SLo.IsOpen() || b.EHi.IsOpen() {
		return ""
	}
	if text := roughly(b.SLo, b.EHi); text != "" {
		return text
	}
	return cover(b.SLo, b.EHi)
}
