package graph

// When says when something happened or held in the world, as precisely as its source does and no more: the subset of
// EDTF (ISO 8601-2) that Liaison understands. It is an instant known to some precision, or a span with two ends, each
// known to some precision, or no date at all (the zero When).
//
//	2024-12-20, 2024-12, 2024, 202X              an instant: one day within that day, month, year, decade
//	[2024-12-08..2024-12-24], [..b], [a..]       an instant: one day of the range; a and b of any precision
//	2024-12-08/2025-03                           a span: it starts on a day within a and ends on a day within b
//	2024-12-08/..                                a span that held when its source was published; see Stamp
//	2024-12-08/, /2025-03                        a span whose end, or start, is not known
//	../2025-01-24                                a span without a start; only ParsePeriod takes it
//	~ after an instant or an end of a span       approximate: 3 days, one whole calendar month, year or decade more on
//	                                             each side, as the date is a day, a month, a year or a decade; never
//	                                             beyond the years 0001 to 9999
//	? after the same                             its source is unsure: never certain
//	% after the same                             both
//
// A range takes its ~, ? or % after the bracket: [2024-12..2025]~ reaches one month back and one year ahead.
//
// Every date has one canonical text, which String writes and which enters a claim's id. It is the text that was read,
// but for these: 2024-12-XX is 2024-12; 2024-XX and 2024-XX-XX are 2024; [a..a] is a. A stamp is no part of it.
//
// A When is 16 bytes, holds no pointer, and is compared with ==, stamp included. It can only be made by this package's
// functions, so it is always well formed.
type When struct {
	a, b    Day // first day of what each end names; 0 where it names no date
	stamp   Day // publication day of a span a/.., if stamped
	kind    kind
	ea, eb  end
	stamped bool // stamp is set
}

type kind uint8

const (
	undated kind = iota
	instant      // within a
	among        // an instant from a to b; one of them may be unknown
	span         // from a to b
)

// end is what is known of one end: nothing, that there is none, or a date by precision and qualifiers.
type end uint8

const (
	unknown end = iota
	open        // ".." in a span
	byDay
	byMonth
	byYear
	byDecade

	precision = 7
	approx    = 8  // ~ or %
	unsure    = 16 // ? or %
)

// aboutDays is how far "~" widens a day, on each side.
const aboutDays = 3

// dated says whether the end names a date.
func (e end) dated() bool { return e&precision >= byDay }

// days returns the first and the last day that an end may mean; first is the first day of what it names.
func (e end) days(first Day) (lo, hi Day) {
	more := 0
	if e&approx != 0 {
		more = 1
	}
	switch e & precision {
	case byDay:
		about := Day(more * aboutDays)
		return max(first-about, MinDay), min(first+about, MaxDay)
	case byMonth:
		y, m, _ := first.YMD()
		n := 12*y + m - 1
		return monthStart(n - more), monthStart(n+1+more) - 1
	case byYear:
		y := first.Year()
		return yearStart(y - more), yearStart(y+1+more) - 1
	case byDecade:
		y := first.Year()
		y -= y % 10
		return yearStart(y - 10*more), yearStart(y+10+10*more) - 1
	default:
		return OpenStart, OpenEnd
	}
}

// monthStart returns the first day of the n-th month counted from January of year 0, kept within MinDay and MaxDay + 1.
func monthStart(n int) Day {
	n = min(max(n, 12), 12*10000)
	return civil(n/12, n%12+1, 1)
}

func yearStart(y int) Day { return monthStart(12 * y) }

// ExactDay returns the instant of one day, as "2024-12-08" is read; no date if the day is not valid.
func ExactDay(d Day) When {
	if !d.Valid() {
		return When{}
	}
	return When{a: d, kind: instant, ea: byDay}
}

// IsZero says whether there is no date.
func (w When) IsZero() bool { return w.kind == undated }

// IsInstant says whether this is a date and a single day is meant, however vaguely it is known.
func (w When) IsInstant() bool { return w.kind == instant || w.kind == among }

// IsSpan says whether this is a date with a start and an end.
func (w When) IsSpan() bool { return w.kind == span }

// IsExactDay says whether this is an instant that can only be one day, said without ~, ? or %.
func (w When) IsExactDay() bool {
	if !w.IsInstant() || (w.ea|w.eb)&(approx|unsure) != 0 {
		return false
	}
	b := w.Bounds()
	return b.SLo == b.EHi
}

// Unsure says whether the source is unsure of the date: there is a ? or % anywhere. Such a date is never certain.
func (w When) Unsure() bool { return (w.ea|w.eb)&unsure != 0 }

// Bounds are the days between which a date starts and ends: SLo <= start <= SHi, ELo <= end <= EHi, start <= end, and for
// an instant start = end. A bound that is not known is OpenStart or OpenEnd. For every date SLo <= SHi <= EHi and
// SLo <= ELo <= EHi, so that each of the four is reached in some world.
type Bounds struct{ SLo, SHi, ELo, EHi Day }

// Bounds returns the bounds of the date, widened where it is approximate. Without a date all four are open. The end of a
// span "a/.." that is not stamped may be any day from its start on.
func (w When) Bounds() Bounds {
	switch w.kind {
	case instant:
		lo, hi := w.ea.days(w.a)
		return Bounds{lo, hi, lo, hi}
	case among:
		lo, _ := w.ea.days(w.a)
		_, hi := w.eb.days(w.b)
		return Bounds{lo, hi, lo, hi}
	case span:
		sLo, sHi := w.ea.days(w.a)
		eLo, eHi := w.eb.days(w.b)
		if w.ea == open { // without a start: it has been so always, which is more than not knowing since when
			sHi = OpenStart
		}
		if w.stamped {
			eLo = w.stamp
		}
		return Bounds{sLo, min(sHi, eHi), max(eLo, sLo), eHi}
	default:
		return Bounds{OpenStart, OpenEnd, OpenStart, OpenEnd}
	}
}

// First returns the first day that the date may touch; false if that is open or there is no date.
func (w When) First() (Day, bool) {
	d := w.Bounds().SLo
	return d, d != OpenStart
}

// Last returns the last day that the date may touch; false if that is open or there is no date.
func (w When) Last() (Day, bool) {
	d := w.Bounds().EHi
	return d, d != OpenEnd
}

// Day returns the day that a date is ordered by: the first if it is known, else the last, else none (false).
func (w When) Day() (Day, bool) {
	if d, ok := w.First(); ok {
		return d, true
	}
	return w.Last()
}

// NeedsStamp says whether this is a span "a/.." that does not know yet when it was published.
func (w When) NeedsStamp() bool { return w.kind == span && w.eb == open && !w.stamped }

// Stamp returns a span "a/.." that is known to have held on the day it was published: it ends on that day or later, and
// never before its own start. The stamp is kept in the value and is no part of the text; a second stamp replaces the
// first. Where the source is known only to have been published on or before some day, published is OpenStart, and
// nothing more is known of the end (see FirstDay). Every other date, and any other day that is not valid, returns the
// date as it was.
func (w When) Stamp(published Day) When {
	if w.kind != span || w.eb != open || !published.Valid() && published != OpenStart {
		return w
	}
	w.stamp, w.stamped = published, true
	return w
}

// Stamped returns the day given to Stamp; false if this is no span "a/.." or was not stamped.
func (w When) Stamped() (Day, bool) { return w.stamp, w.stamped }

// FirstDay returns the first day that a source's publication date may mean, which the spans "a/.." of its claims are
// stamped with: of 2024-12 that is 2024-12-01, of [..2024-12-08] it is OpenStart. False if there is no date: then the day
// of the record serves.
func (w When) FirstDay() (Day, bool) {
	if w.IsZero() {
		return 0, false
	}
	return w.Bounds().SLo, true
}
