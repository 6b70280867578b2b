package dates

import "liaison/graph"

// dayAt is a day of the calendar. Without its year it is the nearest one on or before publication, on or after it in
// the future tense; a weekday beside it may tell another year. A weekday that does not fit the date makes it unsure.
func (s *sense) dayAt(p moment) graph.When {
	if s.y != 0 {
		return s.onYear(s.y)
	}
	if !p.known {
		return graph.When{}
	}
	year, step := p.day.Year(), -1
	if p.future {
		step = 1
	}
	near, _ := s.nearest(p, year, step)
	if s.weekday == noWeekday || !near.IsZero() && !near.Unsure() {
		return near
	}
	if other, days := s.nearest(p, year, -step); days <= weekdayReach && !other.IsZero() && !other.Unsure() {
		return other
	}
	return near
}

// weekdayReach is how many days a weekday may carry a date to the other side of publication.
const weekdayReach = 200

// nearest looks from the year of publication on for the first day on the side of step, and says how far that is.
func (s *sense) nearest(p moment, year, step int) (graph.When, int) {
	for range 9 { // 29 February may be eight years away
		if w := s.onYear(year); !w.IsZero() {
			day := w.Bounds().SLo
			if distance := step * int(day-p.day); distance >= 0 {
				return w, distance
			}
		}
		year += step
	}
	return graph.When{}, 0
}

func (s *sense) onYear(year int) graph.When {
	d, err := graph.NewDay(year, s.m, s.d)
	if err != nil {
		return graph.When{}
	}
	if s.weekday != noWeekday && weekdayOf(d) != s.weekday {
		return parse(d.String() + "?")
	}
	return graph.ExactDay(d)
}

// nearMonth returns the month of the year that a month without one means.
func (p moment) nearMonth(month, which int) yearMonth {
	now := monthOf(p.day)
	m := newMonth(p.day.Year(), month)
	switch {
	case which == -1 && m >= now, which == bare && !p.future && m > now:
		return m - 12
	case which == 1 && m <= now, which == bare && p.future && m < now:
		return m + 12
	}
	return m
}

func (s *sense) monthAt(p moment) graph.When {
	switch {
	case s.y != 0:
		return onMonth(newMonth(s.y, s.m), "")
	case !p.known:
		return graph.When{}
	}
	m := p.nearMonth(s.m, s.which)
	if !m.valid() {
		return graph.When{}
	}
	return onMonth(m, "")
}

// daysAt is some day from the d-th to the n-th of a month.
func (s *sense) daysAt(p moment) graph.When {
	first := sense{op: opDay, y: s.y, m: s.m, d: s.d, weekday: noWeekday}
	w := first.at(p)
	if w.IsZero() {
		return w
	}
	lo, _ := w.First()
	year, _, _ := lo.YMD()
	hi, err := graph.NewDay(year, s.m, s.n)
	if err != nil {
		return graph.When{}
	}
	if s.side == After { // "from 3 to 8 May"
		return parse(lo.String() + "/" + hi.String())
	}
	return within(lo, hi, "")
}

// monthsAt is a quarter, half or season. Without a year it is the nearest one that has begun by publication.
func (s *sense) monthsAt(p moment) graph.When {
	if s.y != 0 {
		return s.monthsOf(s.y)
	}
	if !p.known {
		return graph.When{}
	}
	year := p.day.Year()
	now := s.monthsOf(year)
	if now.IsZero() {
		return now
	}
	b := now.Bounds()
	in := b.SLo <= p.day && p.day <= b.EHi
	switch {
	case s.which == -1 && b.EHi >= p.day, s.which == bare && !p.future && b.SLo > p.day:
		year--
	case s.which == 1 && (in || b.EHi < p.day), s.which == bare && p.future && b.EHi < p.day:
		year++
	}
	return s.monthsOf(year)
}

// monthsOf returns months m to n; where m is above n they begin in the year before.
func (s *sense) monthsOf(year int) graph.When {
	from := newMonth(year, s.m)
	if s.m > s.n {
		from -= 12
	}
	lo, ok := from.first()
	hi, ok2 := newMonth(year, s.n).last()
	if !ok || !ok2 {
		return graph.When{}
	}
	return within(lo, hi, "")
}

// relativeAt is for what has no meaning but from publication.
func (s *sense) relativeAt(p moment) graph.When {
	switch s.op {
	case opWeekday:
		return onDay(s.weekdayAt(p), "")
	case opToday:
		return within(p.day+graph.Day(s.n), p.day+graph.Day(s.k), "")
	case opUnit:
		return s.unitAt(p)
	case opWeekend:
		return s.weekendAt(p)
	case opAgo:
		if s.side == After && !p.future && s.which != 1 {
			return graph.When{} // "in two weeks" of something past says how long it took
		}
		return shift(p.day, p.day, s.side, s.offset)
	case opLately, opHeld:
		return s.lately(p)
	case opSoFar:
		w := s.unitAt(p)
		if s.unit == Week {
			return within(w.Bounds().SLo, p.day, "")
		}
		return w
	case opRest:
		return within(p.day, s.unitAt(p).Bounds().EHi, "")
	}
	return graph.When{}
}

// weekdayAt is the nearest such day: before or on publication, on or after it in the future tense. "last" and "next"
// leave publication itself out; "this" is of the running week.
func (s *sense) weekdayAt(p moment) graph.Day {
	back := graph.Day((weekdayOf(p.day) - s.weekday + 7) % 7)
	ahead := graph.Day((s.weekday - weekdayOf(p.day) + 7) % 7)
	switch {
	case s.which == 0:
		return monday(p.day) + graph.Day(s.weekday)
	case s.which == -1 && back == 0:
		return p.day - 7
	case s.which == 1 && ahead == 0:
		return p.day + 7
	case s.which == 1 || s.which == bare && p.future:
		return p.day + ahead
	}
	return p.day - back
}

func weekdayIn(weekday int, w graph.When) graph.When {
	b := w.Bounds()
	if b.EHi-b.SLo > 7 || b.SLo.IsOpen() {
		return graph.When{}
	}
	return onDay(monday(b.SLo)+graph.Day(weekday), "")
}

// onlyAhead marks "the year" of "at the end of the year": that of publication in the future tense, else nobody knows.
const onlyAhead = 1

// unitAt is the week, month, year, decade or century before, of, or after publication.
func (s *sense) unitAt(p moment) graph.When {
	if s.k == onlyAhead && !p.future {
		return graph.When{}
	}
	switch s.unit {
	case Day:
		return onDay(p.day+graph.Day(s.which), "")
	case Week:
		lo := monday(p.day) + graph.Day(7*s.which)
		if s.which == 0 && s.op == opUnit && !p.future {
			return within(lo, p.day, "") // what happened this week did so by now
		}
		return within(lo, lo+6, "")
	case Month:
		return onMonth(monthOf(p.day)+yearMonth(s.which), "")
	case Year:
		return onYear(p.day.Year()+s.which, "")
	case Decade:
		return parse(pad(p.day.Year()/10+s.which, 3) + "X")
	case Century:
		first := (p.day.Year()-1)/100 + s.which
		return parse("[" + yearText(100*first+1) + ".." + yearText(100*first+100) + "]")
	}
	return graph.When{}
}

// weekendAt is Saturday and Sunday: those of the running week for "this" or in the future, else the last that began.
func (s *sense) weekendAt(p moment) graph.When {
	saturday := monday(p.day) + 5
	switch {
	case s.which == 1:
		saturday += 7
		if weekdayOf(p.day) < 5 && p.future {
			saturday -= 7
			return within(saturday, saturday+8, "") // the coming one, or the one after it
		}
	case s.which == -1, (s.which == bare || s.which == 0) && !p.future && saturday > p.day:
		saturday -= 7
	}
	return within(saturday, saturday+1, "")
}

// lately is the time from some units before publication up to it, or from it on.
func (s *sense) lately(p moment) graph.When {
	if s.offset.Most == NoLimit {
		return graph.When{}
	}
	w := shift(p.day, p.day, s.side, s.offset)
	if w.IsZero() {
		return w
	}
	if s.op == opHeld {
		return bounded(opSince, w)
	}
	if s.side == After {
		return within(p.day, step(p.day, s.offset.Most, s.offset.Unit), "")
	}
	return within(step(p.day, -s.offset.Most, s.offset.Unit), p.day, "")
}

// step counts n units of the calendar from a day; months that lack the day give their last one.
func step(d graph.Day, n int, u Unit) graph.Day {
	months := 0
	switch u {
	case Minute, Hour:
		return d + graph.Day(n/24)
	case Day:
		return d + graph.Day(n)
	case Week:
		return d + graph.Day(7*n)
	case Month:
		months = n
	case Year:
		months = 12 * n
	case Decade:
		months = 120 * n
	case Century:
		months = 1200 * n
	}
	_, _, day := d.YMD()
	m := monthOf(d) + yearMonth(months)
	first, ok := m.first()
	last, ok2 := m.last()
	if !ok || !ok2 {
		return graph.OpenStart
	}
	return min(first+graph.Day(day-1), last)
}

// ofYear puts a month, day or season into a year.
func (s *sense) ofYear(p moment) graph.When {
	year := s.b.at(p)
	if year.IsZero() {
		return year
	}
	b := year.Bounds()
	if b.SLo.Year() != b.EHi.Year() {
		return graph.When{}
	}
	inner := *s.a
	inner.setYear(b.SLo.Year())
	return inner.at(p)
}

// setYear says which year a sense without one means.
func (s *sense) setYear(year int) {
	switch s.op {
	case opDay, opMonth, opDays, opMonths:
		s.y = year
	case opPart, opEdgeOf:
		a := *s.a
		a.setYear(year)
		s.a = &a
	}
}

// slashAt is 20/12/2024 or 12/20/2024. Where both numbers may be the month, the order has to be known.
func (s *sense) slashAt(p moment) graph.When {
	day, month := s.m, s.d
	switch {
	case s.m > 12 || s.m == s.d:
	case s.d > 12 || p.order == MonthFirst:
		day, month = s.d, s.m
	case p.order == AnyOrder:
		return graph.When{}
	}
	d, err := graph.NewDay(s.y, month, day)
	if err != nil {
		return graph.When{}
	}
	return graph.ExactDay(d)
}
