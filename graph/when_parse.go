package graph

import "strings"

// maxDateText is the longest text, in bytes, that is looked at; the longest date has 26.
const maxDateText = 64

// ParseWhen reads a date as it is written in a claim; the forms are those of When, "../b" excepted. Empty text is the zero
// When: no date. Everything else of EDTF is refused with a *DateError. A plain day costs no allocation.
func ParseWhen(text string) (When, error) {
	if d, ok := plainDay(text); ok {
		return When{a: d, kind: instant, ea: byDay}, nil
	}
	return parseDate(text, reader{text: text}, understoodWhen)
}

// ParsePublished reads the publication date of a source: an instant, or empty. See FirstDay. The error is a *DateError.
func ParsePublished(text string) (When, error) {
	return parseDate(text, reader{text: text, noSpan: true}, understoodInstant)
}

func parseDate(text string, r reader, understood string) (When, error) {
	w, err := r.whole()
	if err != nil {
		err.Text, err.Understood = clip(text), understood
		return When{}, err
	}
	return w, nil
}

// reader reads one date from left to right.
type reader struct {
	text    string
	i       int  // the next byte
	noStart bool // "../b" is allowed
	noSpan  bool // spans are refused
}

func (r *reader) whole() (When, *DateError) {
	if len(r.text) > maxDateText {
		return When{}, refuse(maxDateText, "a date has at most "+itoa(maxDateText)+" bytes, this has "+itoa(len(r.text)))
	}
	for i := range len(r.text) {
		if c := r.text[i]; c <= ' ' || c > '~' {
			return When{}, refuse(i, "a date is written with plain ASCII signs and no blanks")
		}
	}
	switch slash := strings.IndexByte(r.text, '/'); {
	case r.text == "":
		return When{}, nil
	case r.text[0] == '[':
		return r.among()
	case slash >= 0 && r.noSpan:
		return When{}, refuse(slash, "a span stands where one instant belongs")
	case slash >= 0:
		return r.span(slash)
	}
	d, e, err := r.date()
	if err == nil {
		e, err = r.qualified(e)
	}
	if err == nil && r.i < len(r.text) {
		err = r.unexpected()
	}
	if err != nil {
		return When{}, err
	}
	return When{a: d, kind: instant, ea: e}, nil
}

// among reads [a..b], [..b] or [a..], with what may follow the bracket.
func (r *reader) among() (When, *DateError) {
	w := When{kind: among}
	var err *DateError
	r.i = 1
	if !r.dots() {
		if w.a, w.ea, err = r.date(); err != nil {
			return When{}, err
		}
		if r.at(r.i) == ',' || r.at(r.i) == ']' {
			return When{}, refuse(r.i, "a list of dates is not understood, a range [a..b] is")
		}
		if !r.dots() {
			return When{}, r.unexpected()
		}
	}
	upper := r.i
	if r.at(r.i) != ']' {
		if w.b, w.eb, err = r.date(); err != nil {
			return When{}, err
		}
	}
	if r.at(r.i) != ']' {
		return When{}, r.unexpected()
	}
	r.i++
	if !w.ea.dated() && !w.eb.dated() {
		return When{}, refuse(upper, "a range has at least one end; leave the date empty if nothing is known")
	}
	if b := w.Bounds(); b.SLo > b.SHi {
		return When{}, refuse(upper, "the range ends on "+b.SHi.String()+", before it begins, on "+b.SLo.String())
	}
	q, err := r.qualified(0)
	if err != nil {
		return When{}, err
	}
	if r.i < len(r.text) {
		return When{}, r.unexpected()
	}
	if w.ea == w.eb && w.a == w.b {
		return When{a: w.a, kind: instant, ea: w.ea | q}, nil
	}
	if w.ea.dated() {
		w.ea |= q
	}
	if w.eb.dated() {
		w.eb |= q
	}
	return w, nil
}

// span reads a/b and its kin; slash is where the first slash stands.
func (r *reader) span(slash int) (When, *DateError) {
	w := When{kind: span}
	var err *DateError
	if w.a, w.ea, err = r.spanEnd(slash); err != nil {
		return When{}, err
	}
	if w.ea == open && !r.noStart {
		return When{}, refuse(0, "a span without a start is only for the period in which an actor exists; "+
			"/b says that the start is not known")
	}
	r.i = slash + 1
	if w.b, w.eb, err = r.spanEnd(len(r.text)); err != nil {
		return When{}, err
	}
	if !w.ea.dated() && !w.eb.dated() {
		return When{}, refuse(slash+1, "a span has at least one date; leave it empty if nothing is known")
	}
	if b := w.Bounds(); b.SLo > b.EHi {
		return When{}, refuse(slash+1, "the span ends by "+b.EHi.String()+", before it can begin, on "+b.SLo.String())
	}
	return w, nil
}

// spanEnd reads one end of a span, which must reach up to stop.
func (r *reader) spanEnd(stop int) (Day, end, *DateError) {
	if r.i == stop {
		return 0, unknown, nil
	}
	if r.dots() {
		if r.i < stop {
			return 0, 0, refuse(r.i, "nothing stands after the .. of a span")
		}
		return 0, open, nil
	}
	d, e, err := r.date()
	if err == nil {
		e, err = r.qualified(e)
	}
	if err == nil && r.i < stop {
		err = r.unexpected()
	}
	return d, e, err
}

// date reads a day, month, year or decade, and returns its first day and its precision.
func (r *reader) date() (Day, end, *DateError) {
	start, year := r.i, 0
	for ; r.i < start+3; r.i++ {
		c := r.at(r.i)
		if c-'0' > 9 {
			return 0, 0, r.notYear(start)
		}
		year = 10*year + int(c-'0')
	}
	c := r.at(r.i)
	if c == 'X' {
		r.i++
		if r.at(r.i) == '-' {
			return 0, 0, refuse(r.i, "a decade has no month")
		}
		return yearStart(10 * year), byDecade, nil
	}
	if c-'0' > 9 {
		return 0, 0, r.notYear(start)
	}
	r.i++
	year = 10*year + int(c-'0')
	if year == 0 {
		return 0, 0, refuse(start, "there is no year 0000; years run from 0001 to 9999")
	}
	if r.at(r.i) != '-' {
		return civil(year, 1, 1), byYear, nil
	}
	month, err := r.two("month", 12)
	if err != nil {
		return 0, 0, err
	}
	if r.at(r.i) != '-' {
		if month == 0 {
			return civil(year, 1, 1), byYear, nil
		}
		return civil(year, month, 1), byMonth, nil
	}
	days := 31
	if month != 0 {
		days = daysIn(year, month)
	}
	at := r.i + 1
	day, err := r.two("day", days)
	switch {
	case err != nil:
		return 0, 0, err
	case month == 0 && day != 0:
		return 0, 0, refuse(at, "a day of a month that is not known (XX) is not understood")
	case month == 0:
		return civil(year, 1, 1), byYear, nil
	case day == 0:
		return civil(year, month, 1), byMonth, nil
	}
	return civil(year, month, day), byDay, nil
}

// two reads a hyphen and two digits from 01 to most, or XX, which it returns as 0.
func (r *reader) two(what string, most int) (int, *DateError) {
	at := r.i + 1
	a, b := r.at(at), r.at(at+1)
	if a == 'X' && b == 'X' {
		r.i = at + 2
		return 0, nil
	}
	if a-'0' > 9 || b-'0' > 9 {
		return 0, refuse(at, "a "+what+" is two digits, 01 to "+itoa(most)+", or XX")
	}
	n := 10*int(a-'0') + int(b-'0')
	if what == "month" && n >= 21 && n <= 41 {
		return 0, refuse(at, "seasons, quarters and half-years ("+itoa(n)+") are not understood; "+
			"a range such as [2024-06..2024-08] is")
	}
	if n < 1 || n > most {
		return 0, refuse(at, "the "+what+" is "+r.text[at:at+2]+", not 01 to "+itoa(most))
	}
	r.i = at + 2
	return n, nil
}

// qualified reads ~, ? or %, if there is one, and adds it to the end.
func (r *reader) qualified(e end) (end, *DateError) {
	switch r.at(r.i) {
	case '~':
		e |= approx
	case '?':
		e |= unsure
	case '%':
		e |= approx | unsure
	default:
		return e, nil
	}
	r.i++
	if strings.IndexByte("~?%", r.at(r.i)) >= 0 {
		return e, refuse(r.i, "one of ~ ? % is enough; % is ~ and ? together")
	}
	return e, nil
}

// dots passes over ".." if it is next.
func (r *reader) dots() bool {
	if r.at(r.i) == '.' && r.at(r.i+1) == '.' {
		r.i += 2
		return true
	}
	return false
}

// at returns the i-th byte; 0, which no date contains, past the end.
func (r *reader) at(i int) byte {
	if i < len(r.text) {
		return r.text[i]
	}
	return 0
}

// notYear says why there is no year at start; r.i is the first byte that does not fit.
func (r *reader) notYear(start int) *DateError {
	switch c := r.at(r.i); {
	case r.i == start && (c == 'Y' || c == '-' || c == '+'):
		return refuse(r.i, "years run from 0001 to 9999, in four digits without a sign")
	case r.i == start && c != 0 && strings.IndexByte("~?%", c) >= 0:
		return refuse(r.i, quote(string(c))+" stands after a date, not before it")
	case c == 'X':
		return refuse(r.i, "only the last digit of a year may be X: a decade, such as 202X")
	case c == 0 || r.i > start && c != 'x' && c != 'u':
		return refuse(r.i, "a year has four digits")
	}
	return r.unexpected()
}

// unexpected says what is wrong with the next byte, where something else or nothing should be.
func (r *reader) unexpected() *DateError {
	switch c := r.at(r.i); c {
	case 0:
		return refuse(r.i, "the date ends too early")
	case 'T':
		return refuse(r.i, "a time of day is not understood; dates are days")
	case '~', '?', '%':
		return refuse(r.i, quote(string(c))+" stands after a whole date, of a range after its bracket")
	case '.':
		return refuse(r.i, "a range is written in brackets: [a..b]")
	case '/', '[':
		return refuse(r.i, "a span has two ends, each of them one date and not a range")
	case '{', '}', ',':
		return refuse(r.i, "several dates at once are not understood")
	case 'x', 'u':
		return refuse(r.i, "a digit that is not known is written X")
	default:
		return refuse(r.i, quote(string(c))+" is not understood here")
	}
}
