package dates

import "liaison/graph"

// Kind says what an expression of time tells.
type Kind string

// The kinds.
const (
	Explicit  Kind = "explicit"  // a date of the calendar, with its year
	Relative  Kind = "relative"  // counted from the publication date, or lacking its year
	Anchored  Kind = "anchored"  // counted from something else that the text tells: see Anchor
	Vague     Kind = "vague"     // some time that no date can be made of: "recently"
	Duration  Kind = "duration"  // how long: "for three weeks"
	Frequency Kind = "frequency" // how often: "every Friday"
)

// Tense is the tense of the clause that an expression stands in: it decides between the Friday before and the Friday after.
type Tense uint8

// The tenses. Present and unknown are read as the past, which is what reports tell of.
const (
	AnyTense Tense = iota
	Past
	Future
)

// Order says how a text writes dates such as 03/04/2024.
type Order uint8

// The orders. Without a hint only dates that can be read one way are read.
const (
	AnyOrder Order = iota
	DayFirst
	MonthFirst
)

// Context is what the words alone do not tell.
type Context struct {
	Published graph.When // publication date of the text, to any precision; zero: unknown
	Tense     Tense
	Order     Order
}

// Expression is an expression of time at a place of a text.
type Expression struct {
	Text        string // the exact words, without the preposition that only ties them in ("on", "in"); text[Start:End]
	Start, End  int    // bytes
	Kind        Kind
	When        graph.When  // zero: no date can be told
	Basis       graph.Basis // stated or relative with a date, unknown without; never publication
	Anchor      *Anchor     // of an anchored expression; otherwise nil
	Attributive bool        // dates the noun that follows, not the clause: "the 2003 invasion", "Friday's attack"
	Rule        string      // id of the pattern in data/patterns.tsv

	sense *sense
	order Order
	long  Offset // of a duration
}

// Unit is a unit of time that offsets are counted in.
type Unit string

// The units.
const (
	Minute  Unit = "minute"
	Hour    Unit = "hour"
	Day     Unit = "day"
	Week    Unit = "week"
	Month   Unit = "month"
	Year    Unit = "year"
	Decade  Unit = "decade"
	Century Unit = "century"
)

// Direction says on which side of its anchor something happened.
type Direction string

// The directions.
const (
	After  Direction = "after"
	Before Direction = "before"
	Same   Direction = "same"  // on the day (in the week, month, year) of the anchor
	Since  Direction = "since" // from the anchor on, held at publication: "since then"
	Until  Direction = "until" // up to the anchor: "until then"
)

// NoLimit is an Offset.Most that is not known: "shortly after", "more than a year after".
const NoLimit = -1

// Offset is a number of units, as exactly as the words tell it: "two weeks" is 2 to 2, "a few days" 2 to 6.
type Offset struct {
	Least, Most int // Most is NoLimit, or at least Least; both are 0 or more
	Unit        Unit
	About       bool // "about two weeks"
}

// Anchor is what an anchored expression is counted from. Text is empty, and Start equals End, where that is left to what
// the text told before: "two days later", "the same week".
type Anchor struct {
	Text       string // the exact words of the anchor: "the ceasefire" of "two weeks after the ceasefire"
	Start, End int    // bytes of the text
	Direction  Direction
	Offset     Offset

	within *sense // "December of that year", "the following spring"
}

// In reads the expression again under another publication date or tense. An anchored expression keeps a date that its
// own anchor gave ("two weeks after 8 December 2024"). The order of numeric dates stays as it was found.
func (e Expression) In(c Context) Expression {
	if e.sense == nil {
		return e
	}
	c.Order = e.order
	e.When, e.Basis = e.sense.date(c)
	return e
}

// Bound is the date that the words name where they tell what lies on one side of it: 2008 of "until 2008" and of "since 2008". Other
// expressions are as In reads them.
func (e Expression) Bound(c Context) Expression {
	if e.sense != nil {
		switch e.sense.op {
		case opSince, opFrom, opUntil, opBefore, opNotBefore:
			e.sense = e.sense.a
		}
	}
	return e.In(c)
}

// Held reads a duration as one that is still going on at publication, "they have fought for two years", which then dates what lasts so
// long. Other expressions are as In reads them.
func (e Expression) Held(c Context) Expression {
	if e.Kind != Duration || e.long.Unit == "" || c.Published.IsZero() {
		return e.In(c)
	}
	s := sense{op: opHeld, side: Before, offset: e.long}
	e.When, e.Basis = s.date(c)
	return e
}

// Daily says whether an expression counts days from the one on which it was written: "today", "overnight".
func (e Expression) Daily() bool { return e.sense != nil && e.sense.op == opToday }

// InYear reads a day, month or season that lacks its year as one of that year, which the text told before: "In 1999 they
// quarrelled. On 17 March ...". Other expressions stay as they are.
func (e Expression) InYear(year int) Expression {
	if e.sense == nil || !e.sense.fillable() || e.sense.op == opWeekday {
		return e
	}
	s := *e.sense
	if s.absolute() {
		return e
	}
	s.setYear(year)
	if w := s.at(moment{}); !w.IsZero() {
		e.When, e.Basis = w, graph.BasisRelative
	}
	return e
}

// Dated says whether the expression gives a date.
func (e Expression) Dated() bool { return !e.When.IsZero() }
