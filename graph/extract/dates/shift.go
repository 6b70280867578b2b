package dates

import "liaison/graph"

// Apply dates what an anchored expression tells, once its anchor has a date. The answer is no more exact than the anchor
// and the unit allow: hours after a day are that day, two days after it are a day, two weeks after it are a day give or
// take three, two months after it are a month, two years after it a year, two decades after it a year give or take two.
// Of an anchor that is a month or more, they are all the days that this may be. "About" adds a give or take (~). Of an
// anchor that is a span, "after" counts from its end and "before" from its start. No date: the anchor has none, or what is
// asked of it is not known.
func (a Anchor) Apply(anchor graph.When) graph.When {
	if a.within != nil {
		return a.named(anchor)
	}
	switch a.Direction {
	case Since:
		return bounded(opSince, anchor)
	case Until:
		return bounded(opUntil, anchor)
	}
	lo, hi, ok := anchorDays(anchor, a.Direction)
	if !ok {
		return graph.When{}
	}
	w := shift(lo, hi, a.Direction, a.Offset)
	if anchor.Unsure() {
		return doubt(w)
	}
	return w
}

// named is a month, day or season of a name, of the year that the anchor lies in, or the nearest one after or before it.
func (a Anchor) named(anchor graph.When) graph.When {
	lo, hi, ok := anchorDays(anchor, a.Direction)
	if !ok {
		return graph.When{}
	}
	if a.Direction != Same {
		future := a.Direction == After
		return merge(a.within.at(moment{day: lo, known: true, future: future}), a.within.at(moment{day: hi, known: true, future: future}))
	}
	if lo.Year() != hi.Year() {
		return graph.When{}
	}
	s := *a.within
	s.setYear(lo.Year())
	return s.at(moment{})
}

// anchorDays returns the first and last day that the anchor may mean.
func anchorDays(w graph.When, side Direction) (lo, hi graph.Day, ok bool) {
	if w.IsZero() {
		return 0, 0, false
	}
	b := w.Bounds()
	switch {
	case w.IsInstant():
		lo, hi = b.SLo, b.EHi
	case side == Before:
		lo, hi = b.SLo, b.SHi
	case side == After:
		lo, hi = b.ELo, b.EHi
	default:
		lo, hi = b.SLo, b.EHi
	}
	return lo, hi, !lo.IsOpen() && !hi.IsOpen()
}

// halfADay is how many hours may carry something to the next day.
const halfADay = 12

// shift counts an offset from some day of lo..hi.
func shift(lo, hi graph.Day, side Direction, o Offset) graph.When {
	if side == Same {
		return same(lo, hi, o.Unit)
	}
	if o.Most == NoLimit {
		return openShift(lo, hi, side, o)
	}
	switch o.Unit {
	case Minute, Hour:
		if o.Unit == Minute || o.Least < halfADay {
			return within(lo, hi, "")
		}
		return dayShift(lo, hi, side, o.Least/24, (o.Most+halfADay)/24, "")
	case Day:
		return dayShift(lo, hi, side, o.Least, o.Most, tilde(o.About))
	case Week:
		return dayShift(lo, hi, side, 7*o.Least, 7*o.Most, tilde(o.About || o.Least == o.Most && hi-lo < 7))
	case Month:
		return monthShift(lo, hi, side, o, tilde(o.About))
	default:
		return yearShift(lo, hi, side, o)
	}
}

func tilde(about bool) string {
	if about {
		return "~"
	}
	return ""
}

// dayShift moves lo..hi by least to most days.
func dayShift(lo, hi graph.Day, side Direction, least, most int, q string) graph.When {
	if most > int(graph.MaxDay) {
		return graph.When{}
	}
	if side == Before {
		return within(lo-graph.Day(most), hi-graph.Day(least), q)
	}
	return within(lo+graph.Day(least), hi+graph.Day(most), q)
}

func monthShift(lo, hi graph.Day, side Direction, o Offset, q string) graph.When {
	a, b := monthOf(lo)+yearMonth(o.Least), monthOf(hi)+yearMonth(o.Most)
	if side == Before {
		a, b = monthOf(lo)-yearMonth(o.Most), monthOf(hi)-yearMonth(o.Least)
	}
	first, ok := a.first()
	last, ok2 := b.last()
	if !ok || !ok2 {
		return graph.When{}
	}
	return within(first, last, q)
}

// yearShift moves by years, decades or centuries. A decade is told to a year give or take two, a century to a decade.
func yearShift(lo, hi graph.Day, side Direction, o Offset) graph.When {
	least, most, blur, q := o.Least, o.Most, 0, tilde(o.About)
	switch o.Unit {
	case Decade:
		least, most, blur = 10*least, 10*most, 2
	case Century:
		least, most, blur = 100*least, 100*most, 9
	}
	a, b := lo.Year()+least-blur, hi.Year()+most+blur
	if side == Before {
		a, b = lo.Year()-most-blur, hi.Year()-least+blur
	}
	if a < 1 || b > 9999 {
		return graph.When{}
	}
	if a == b {
		return onYear(a, q)
	}
	return parse("[" + yearText(a) + ".." + yearText(b) + "]" + q)
}

// openShift is for offsets without an upper limit: all days beyond the least one.
func openShift(lo, hi graph.Day, side Direction, o Offset) graph.When {
	o.Most = o.Least
	w := graph.When{}
	if o.Least == 0 {
		w = within(lo, hi, "")
	} else {
		w = shift(lo, hi, side, o)
	}
	if w.IsZero() {
		return w
	}
	b := w.Bounds()
	if side == Before {
		return among(graph.OpenStart, b.EHi)
	}
	return among(b.SLo, graph.OpenEnd)
}

// same is the day, week, month or year that the anchor lies in.
func same(lo, hi graph.Day, u Unit) graph.When {
	switch u {
	case Week:
		return within(monday(lo), monday(hi)+6, "")
	case Month:
		return monthShift(lo, hi, After, Offset{}, "")
	case Year, Decade, Century:
		return parse(cover(yearStart(lo.Year()), yearEnd(hi.Year())))
	default:
		return within(lo, hi, "")
	}
}

func yearStart(y int) graph.Day {
	d, _ := newMonth(y, 1).first()
	return d
}

func yearEnd(y int) graph.Day {
	d, _ := newMonth(y, 12).last()
	return d
}
