package dates

// units are the values of the class "unit" in words.tsv, from 1 on.
var units = [...]Unit{"", Minute, Hour, Day, Week, Month, Year, Decade, Century}

func unitNumbered(n int) Unit {
	if n < 1 || n >= len(units) {
		return Day
	}
	return units[n]
}

func (b *build) unitOf(m *match) (Unit, bool) {
	if u, ok := b.args["unit"]; ok {
		return Unit(u), true
	}
	v, ok := one(m, symUnit, symUnits, symSmall)
	return unitNumbered(v), ok
}

// unit makes "last week", "this weekend" and "later this month".
func (b *build) unit(name string) maker {
	return func(m *match) *sense {
		s := &sense{op: opUnit, which: b.which(m)}
		s.unit, _ = b.unitOf(m)
		switch name {
		case "weekend":
			s.op = opWeekend
			return s
		case "rest":
			s.op = opRest
		case "so-far":
			s.op = opSoFar
		}
		if s.unit == Day {
			return nil
		}
		return s
	}
}

// count makes an offset of a number of units.
func (b *build) count(m *match) *sense {
	u, ok := b.unitOf(m)
	if !ok {
		return nil
	}
	o := Offset{Unit: u}
	if few, ok := m.get(symFew, 0); ok {
		o.Least, o.Most = few/100, few%100
	} else if n, ok := m.get(symDays, 0); ok {
		o.Least, o.Most = n/100, n%100
	} else if n, ok := m.get(symNumber, 0); ok {
		o.Least, o.Most = n, n
		if k, ok := m.get(symNumber, 1); ok {
			o.Most = k
		}
	} else if n, ok := b.number["n"]; ok {
		o.Least, o.Most = n, n
	} else {
		some := b.spread.bare[u]
		o.Least, o.Most = some.least, some.most
	}
	if o.Least > o.Most {
		return nil
	}
	return &sense{offset: b.hedged(m, o)}
}

// hedged widens an offset by "about", "more than" and "less than", and by "and a half".
func (b *build) hedged(m *match, o Offset) Offset {
	if _, half := b.args["half"]; half {
		return halves(o)
	}
	if _, ok := m.get(symAbout, 0); ok {
		o.About = true
	}
	if _, ok := m.get(symMore, 0); ok {
		o.Most = o.Least + max(1, o.Least/2)
	}
	if _, ok := m.get(symLess, 0); ok {
		o.Least = 0
	}
	return o
}

// halves adds half a unit, in smaller units.
func halves(o Offset) Offset {
	switch o.Unit {
	case Year:
		o.Least, o.Most, o.Unit = 12*o.Least+6, 12*o.Most+6, Month
	case Month:
		o.Least, o.Most, o.Unit, o.About = 30*o.Least+15, 30*o.Most+15, Day, true
	case Week:
		o.Least, o.Most, o.Unit = 7*o.Least+3, 7*o.Most+4, Day
	case Decade:
		o.Least, o.Most, o.Unit = 10*o.Least+5, 10*o.Most+5, Year
	default:
		o.Most++
	}
	return o
}

// offsetOf returns the offset of the count that was captured, or the one of the arguments.
func (b *build) offsetOf(m *match) (Offset, bool) {
	if s := m.sense(0); s != nil && s.offset.Unit != "" && s.op == opNone {
		return s.offset, true
	}
	u, ok := b.unitOf(m)
	if !ok {
		return Offset{}, false
	}
	o := Offset{Least: 1, Most: 1, Unit: u}
	if n, ok := b.number["least"]; ok {
		o.Least, o.Most = n, n
	}
	if n, ok := b.number["most"]; ok {
		o.Most = n
	}
	return o, true
}

// sideOf is the side of the arguments, or of the words: "after", "later"; "before", "earlier".
func (b *build) sideOf(m *match) Direction {
	if side, ok := b.args["side"]; ok {
		return Direction(side)
	}
	if v, _ := one(m, symSide, symThen); v < 0 {
		return Before
	}
	return After
}

func (b *build) offset(o op) maker {
	return func(m *match) *sense {
		off, ok := b.offsetOf(m)
		if !ok {
			return nil
		}
		s := &sense{op: o, offset: off, side: b.sideOf(m)}
		if _, within := b.args["within"]; within {
			s.offset.Least = 0
		}
		if _, sure := b.args["surely"]; sure {
			s.which = 1
		}
		return s
	}
}

func (b *build) anchored(m *match) *sense {
	off, ok := b.offsetOf(m)
	if !ok {
		return nil
	}
	if _, within := b.args["within"]; within {
		off.Least = 0
	}
	_, open := b.args["open"]
	return &sense{kind: Anchored, offset: off, side: b.sideOf(m), open: open}
}

func (b *build) part(m *match) *sense {
	a := m.sense(0)
	n, ok := one(m, symPart, symEdge, symShare)
	if u, named := b.unitOf(m); named && u != Day {
		a = &sense{op: opUnit, unit: u, k: onlyAhead}
	}
	if a == nil || !ok || a.op == opNone {
		return nil
	}
	return &sense{op: opPart, n: n, a: a, spread: b.spread}
}

// edgeOf is "the first week of" or "the last three days of" a date.
func (b *build) edgeOf(m *match) *sense {
	a, n, unit := m.sense(0), 1, Unit("")
	if a != nil && a.op == opNone {
		n, unit, a = a.offset.Most, a.offset.Unit, m.sense(1)
	} else {
		unit, _ = b.unitOf(m)
	}
	if a == nil || a.op == opNone || n < 1 || n > 100 {
		return nil
	}
	return &sense{op: opEdgeOf, a: a, unit: unit, k: n, n: b.which(m)}
}

// before is the time before a date; "before the end of" one is up to that end.
func (b *build) before(m *match) *sense {
	s := around(opBefore)(m)
	if s != nil && s.a.op == opPart && s.a.n == partLate {
		s.op = opNotAfter
	}
	return s
}

// strong is a date that stands by its own; what it means stays as it is.
func (b *build) strong(m *match) *sense { return m.sense(0) }

// noun is a date that belongs to the noun beside it.
func (b *build) noun(m *match) *sense {
	a := m.sense(0)
	if a == nil {
		return nil
	}
	if _, odd := b.args["odd"]; odd && a.op == opYear && a.y%100 == 0 {
		return nil // "an army of 2000"
	}
	s := *a
	s.attr = true
	return &s
}

func around(o op) maker {
	return func(m *match) *sense {
		a := m.sense(0)
		if a == nil || a.op == opNone {
			return nil
		}
		return &sense{op: o, a: a}
	}
}

func both(o op) maker {
	return func(m *match) *sense {
		a, b := m.sense(0), m.sense(1)
		if a == nil || b == nil || a.op == opNone || b.op == opNone {
			return nil
		}
		return &sense{op: o, a: a, b: b}
	}
}

// ofYear is a month or day in a year that is told beside it.
func ofYear(m *match) *sense {
	s := both(opOfYear)(m)
	if s == nil || s.a.y != 0 || s.a.op == opWeekday || !s.a.fillable() || s.b.op != opYear && (s.b.op != opUnit || s.b.unit != Year) {
		return nil
	}
	return s
}

// thatYear is a month or day of the year that the text told before.
func thatYear(m *match) *sense {
	a := m.sense(0)
	if a == nil || a.y != 0 || a.op == opNone {
		return nil
	}
	return &sense{kind: Anchored, side: Same, offset: Offset{Unit: Year}, a: a}
}

// beside is the next, the last, or that month or season of a name from what the text told before.
func (b *build) beside(name string) maker {
	return func(m *match) *sense {
		a := b.month(m)
		if _, ok := m.get(symSeason, 0); ok {
			a = b.months("season")(m)
		}
		s := &sense{kind: Anchored, side: After, offset: Offset{Least: 1, Most: 12, Unit: Month}, a: a}
		a.which = 1
		switch name {
		case "previous":
			s.side, a.which = Before, -1
		case "that":
			s.side, s.offset, a.which = Same, Offset{Unit: Year}, bare
		}
		return s
	}
}

// weekdayOf is a weekday of a week that is told before or after it.
func (b *build) weekdayOf(m *match) *sense {
	day, week := m.sense(0), m.sense(1)
	if day != nil && day.op != opWeekday {
		day, week = week, day
	}
	if day == nil || week == nil || day.op != opWeekday || week.op != opUnit || week.unit != Week {
		return nil
	}
	return &sense{op: opWeekdayOf, a: week, weekday: day.weekday}
}

// night is the night that begins on a day, or that two days share: some time of them.
func (b *build) night(m *match) *sense {
	a := m.sense(0)
	if a == nil || a.op == opNone {
		return nil
	}
	return a
}

// nightBefore is the night that ends on a day: that day and the one before.
func (b *build) nightBefore(m *match) *sense {
	a := b.day(m)
	if a.mask {
		return a
	}
	eve := &sense{op: opApplied, a: a, side: Before, offset: Offset{Least: 1, Most: 1, Unit: Day}}
	return &sense{op: opBetween, a: eve, b: a}
}

// nightInto is the night that ends on a day that was found before.
func nightInto(m *match) *sense {
	a := m.sense(0)
	if a == nil || a.op != opDay && a.op != opWeekday && a.op != opToday {
		return nil
	}
	eve := &sense{op: opApplied, a: a, side: Before, offset: Offset{Least: 1, Most: 1, Unit: Day}}
	return &sense{op: opBetween, a: eve, b: a}
}

// todayWeekday is "today, Friday".
func todayWeekday(m *match) *sense {
	if a := m.sense(0); a != nil && a.op == opToday {
		return a
	}
	return nil
}
