package dates

import (
	"fmt"
	"strconv"
	"strings"
)

// maker makes the sense of a match; nil: the match means nothing after all.
type maker func(m *match) *sense

// build is what makers share.
type build struct {
	spread *spreads
	args   map[string]string
	number map[string]int
}

// newMaker reads a meaning of data/patterns.tsv: a name, and arguments as name=value.
func newMaker(spread *spreads, text string) (maker, shape, error) {
	fields := strings.Fields(text)
	if len(fields) == 0 {
		return nil, 0, fmt.Errorf("no meaning")
	}
	b := &build{spread: spread, args: map[string]string{}, number: map[string]int{}}
	for _, f := range fields[1:] {
		name, value, _ := strings.Cut(f, "=")
		b.args[name] = value
		if n, err := strconv.Atoi(value); err == nil {
			b.number[name] = n
		}
	}
	mk, sh := b.named(fields[0])
	if mk == nil {
		return nil, 0, fmt.Errorf("%q is no meaning", fields[0])
	}
	if _, weak := b.args["weak"]; weak {
		sh |= shapeWeak
	}
	return mk, sh, nil
}

func (b *build) named(name string) (maker, shape) {
	switch name {
	case "day":
		return b.day, shapeDay
	case "weekday-day":
		return b.weekdayDay, shapeDay
	case "days":
		return b.days, shapeOther
	case "month":
		return b.month, shapeMonth
	case "year":
		return b.year, shapeYear
	case "decade":
		return b.decade, shapeOther
	case "years":
		return b.years, shapeSpan
	case "quarter", "half", "season":
		return b.months(name), shapeOther
	case "weekday":
		return b.weekday, shapeWeekday
	case "today":
		return b.today, shapeOther
	case "unit", "weekend", "rest", "so-far":
		return b.unit(name), shapeOther
	case "fixed":
		return b.fixed, shapeOther
	case "count":
		return b.count, shapeCount
	case "some":
		return b.count, shapeBare
	}
	return b.counted(name)
}

func (b *build) counted(name string) (maker, shape) {
	switch name {
	case "ago":
		return b.offset(opAgo), shapeOther
	case "lately":
		return b.offset(opLately), shapeOther
	case "held":
		return b.offset(opHeld), shapeSpan
	case "anchored":
		return b.anchored, shapeNone
	case "duration", "frequency", "vague":
		kind := Kind(name)
		return func(m *match) *sense {
			s := &sense{kind: kind}
			if a := m.sense(0); kind == Duration && a != nil && a.op == opNone {
				s.offset = a.offset
			}
			return s
		}, shapeNone
	case "mask":
		return func(*match) *sense { return &sense{mask: true} }, shapeNone
	}
	return b.composed(name)
}

func (b *build) composed(name string) (maker, shape) {
	switch name {
	case "part":
		return b.part, shapeOther
	case "strong":
		return b.strong, shapeOther
	case "noun":
		return b.noun, shapeOther
	case "since":
		return around(opSince), shapeSpan
	case "from":
		return around(opFrom), shapeSpan
	case "until":
		return around(opUntil), shapeSpan
	case "not-after":
		return around(opNotAfter), shapeSpan
	case "before":
		return b.before, shapeSpan
	case "not-before":
		return around(opNotBefore), shapeSpan
	case "between":
		return both(opBetween), shapeSpan
	case "from-to":
		return both(opFromTo), shapeSpan
	case "of-year":
		return ofYear, shapeOther
	case "about":
		return around(opAbout), shapeOther
	case "century":
		return b.century, shapeOther
	case "famous":
		return b.famous, shapeOther
	case "night-before":
		return b.nightBefore, shapeOther
	case "night-into":
		return nightInto, shapeOther
	case "today-weekday":
		return todayWeekday, shapeWeekday
	case "easter":
		return b.easter, shapeOther
	case "edge-of":
		return b.edgeOf, shapeOther
	case "following", "previous", "that":
		return b.beside(name), shapeNone
	case "that-year":
		return thatYear, shapeNone
	case "weekday-of":
		return b.weekdayOf, shapeOther
	case "night":
		return b.night, shapeOther
	}
	return nil, 0
}

// value returns the number of a class, or of the argument of that name, or 0.
func (b *build) value(m *match, sym symbol, nth int) int {
	if v, ok := m.get(sym, nth); ok {
		return v
	}
	return b.number[classNames[sym]]
}

// one returns the first of several classes that was captured.
func one(m *match, syms ...symbol) (int, bool) {
	for _, s := range syms {
		if v, ok := m.get(s, 0); ok {
			return v, true
		}
	}
	return 0, false
}

func (b *build) which(m *match) int {
	if v, ok := m.get(symWhich, 0); ok {
		return v
	}
	if v, ok := b.number["which"]; ok {
		return v
	}
	return bare
}

func weekdayOrNone(m *match) int {
	if v, ok := one(m, symWeekday, symWday); ok {
		return v
	}
	return noWeekday
}

func (b *build) day(m *match) *sense {
	s := &sense{op: opDay, weekday: weekdayOrNone(m), which: bare}
	if v, ok := m.get(symISO, 0); ok {
		s.y, s.m, s.d = v/10000, v/100%100, v%100
		return s.exists()
	}
	if v, ok := m.get(symDots, 0); ok {
		s.y, s.m, s.d = v%10000, v/10000%100, v/1000000
		return s.exists()
	}
	if v, ok := m.get(symSlash, 0); ok {
		s.op, s.y, s.m, s.d = opSlash, v%10000, v/1000000, v/10000%100
		return s
	}
	s.m = b.monthOf(m)
	var ok bool
	if s.d, ok = one(m, symDay, symOrdinal, symOrdWord); !ok {
		s.d = b.number["day"]
	}
	s.y = b.value(m, symYear, 0)
	return s.exists()
}

// easter is Easter Sunday; what is said to happen at Easter happens around it.
func (b *build) easter(m *match) *sense {
	y := b.value(m, symYear, 0)
	month, day := easter(y)
	return &sense{op: opAbout, a: &sense{op: opDay, y: y, m: month, d: day, weekday: noWeekday}}
}

// monthOf is the month of the words, of an item that is a month, or of the arguments.
func (b *build) monthOf(m *match) int {
	if v, ok := one(m, symMonth, symMon); ok {
		return v
	}
	if a := m.sense(0); a != nil && a.op == opMonth {
		return a.m
	}
	return b.number["month"]
}

// exists returns no expression for days that no calendar has.
func (s *sense) exists() *sense {
	year := s.y
	if year == 0 {
		year = 2000
	}
	if s.m < 1 || s.m > 12 || s.d < 1 {
		return &sense{mask: true}
	}
	last, ok := newMonth(year, s.m).last()
	if _, _, most := last.YMD(); !ok || s.d > most {
		return &sense{mask: true}
	}
	return s
}

func (b *build) weekdayDay(m *match) *sense {
	s, weekday := m.sense(0), weekdayOrNone(m)
	if s != nil && s.op == opWeekday {
		s, weekday = m.sense(1), s.weekday
	}
	if s == nil || s.op != opDay || s.weekday != noWeekday || weekday == noWeekday {
		return nil
	}
	day := *s
	day.weekday = weekday
	return &day
}

func (b *build) days(m *match) *sense {
	s := &sense{op: opDays, weekday: noWeekday, which: bare}
	if _, held := b.args["held"]; held {
		s.side = After
	}
	if v, ok := m.get(symDays, 0); ok {
		s.d, s.n = v/100, v%100
	} else {
		var ok bool
		if s.d, ok = one(m, symDay, symOrdinal); !ok {
			return nil
		}
		if s.n, ok = m.get(symDay, 1); !ok {
			s.n, _ = m.get(symOrdinal, 1)
		}
	}
	s.m = b.monthOf(m)
	s.y = b.value(m, symYear, 0)
	if s.n <= s.d {
		return nil
	}
	return s.exists()
}

func (b *build) month(m *match) *sense {
	s := &sense{op: opMonth, which: b.which(m), weekday: noWeekday}
	if v, ok := m.get(symISOMonth, 0); ok {
		s.y, s.m = v/100, v%100
		return s
	}
	s.m = b.monthOf(m)
	s.y = b.value(m, symYear, 0)
	return s
}

func (b *build) year(m *match) *sense {
	return &sense{op: opYear, y: b.value(m, symYear, 0)}
}

func (b *build) decade(m *match) *sense {
	y, _ := one(m, symDecade, symYear)
	if y == 0 || y%10 != 0 {
		return nil
	}
	return &sense{op: opDecade, y: y}
}

// century makes the nineteenth century: 1801 to 1900.
func (b *build) century(m *match) *sense {
	n, _ := one(m, symOrdinal, symOrdWord)
	if n < 1 || n > 21 {
		return nil
	}
	first := 100*n - 99
	return &sense{op: opFixed, edtf: "[" + yearText(first) + ".." + yearText(first+99) + "]"}
}

// famous is a day whose year everybody knows: the arguments tell mmdd=edtf.
func (b *build) famous(m *match) *sense {
	d, _ := one(m, symDay, symOrdinal)
	key := pad(b.monthOf(m), 2) + pad(d, 2)
	if v, ok := m.get(symDaySlash, 0); ok {
		key = pad(v, 4)
	}
	edtf, ok := b.args[key]
	if !ok {
		return nil
	}
	return &sense{op: opFixed, edtf: edtf, attr: true}
}

func (b *build) years(m *match) *sense {
	v := b.value(m, symYears, 0)
	return &sense{op: opYears, y: v / 10000, n: v % 10000}
}

// months makes quarters, halves and seasons.
func (b *build) months(name string) maker {
	return func(m *match) *sense {
		s := &sense{op: opMonths, which: b.which(m), weekday: noWeekday, y: b.value(m, symYear, 0)}
		nth, _ := one(m, symQuarter, symHalf, symNth)
		switch name {
		case "quarter":
			s.m, s.n = 3*nth-2, 3*nth
		case "half":
			s.m, s.n = 6*nth-5, 6*nth
		default:
			season := b.value(m, symSeason, 0)
			s.m, s.n = season/100, season%100
			if v, ok := m.get(symYears, 0); ok { // the winter of 2023/24
				s.y = v % 10000
				if v%10000-v/10000 != 1 || s.m < s.n {
					return nil
				}
				return s
			}
			if s.y != 0 && s.m > s.n { // "winter 2024" is at either end of the year
				return &sense{op: opBetween, a: &sense{op: opMonth, y: s.y - 1, m: 12}, b: &sense{op: opMonth, y: s.y + 1, m: 2}}
			}
		}
		if s.m < 1 || s.m > 12 || s.n > 12 {
			return nil
		}
		return s
	}
}

func (b *build) weekday(m *match) *sense {
	return &sense{op: opWeekday, weekday: weekdayOrNone(m), which: b.which(m)}
}

func (b *build) today(m *match) *sense {
	n := b.value(m, symDayName, 0)
	s := &sense{op: opToday, n: n, k: n}
	if k, ok := b.number["to"]; ok {
		s.k = k
	}
	return s
}

func (b *build) fixed(*match) *sense {
	return &sense{op: opFixed, edtf: b.args["edtf"]}
}
