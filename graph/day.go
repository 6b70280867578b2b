package graph

import (
	"math"
	"time"
)

// Day is a day of the proleptic Gregorian calendar: the number of days since 1970-01-01. Days that can be written run
// from 0001-01-01 (MinDay) to 9999-12-31 (MaxDay); OpenStart and OpenEnd stand for a bound that is open. Days compare
// with < and >, the open bounds included. The zero Day is 1970-01-01.
type Day int32

const (
	// OpenStart is before every day: the lower bound of something without one.
	OpenStart Day = math.MinInt32
	// OpenEnd is after every day: the upper bound of something without one.
	OpenEnd Day = math.MaxInt32
	// MinDay is 0001-01-01, the first day that can be written.
	MinDay Day = -719162
	// MaxDay is 9999-12-31, the last day that can be written.
	MaxDay Day = 2932896
)

// marchDays is the number of days from 0000-03-01, where the arithmetic below starts its years, to 1970-01-01.
const marchDays = 719468

// NewDay returns the day of a year (1 to 9999), month (1 to 12) and day of the month. The error is a *DateError.
func NewDay(year, month, day int) (Day, error) {
	switch {
	case year < 1 || year > 9999:
		return 0, &DateError{Problem: "year " + itoa(year) + " is not 1 to 9999"}
	case month < 1 || month > 12:
		return 0, &DateError{Problem: "month " + itoa(month) + " is not 1 to 12"}
	case day < 1 || day > daysIn(year, month):
		return 0, &DateError{Problem: "day " + itoa(day) + " is not 1 to " + itoa(daysIn(year, month)) +
			", the days of month " + itoa(month) + " of year " + itoa(year)}
	}
	return civil(year, month, day), nil
}

// ParseDay reads a day written as 2024-12-08, and nothing else. The error is a *DateError.
func ParseDay(text string) (Day, error) {
	if d, ok := plainDay(text); ok {
		return d, nil
	}
	r := reader{text: text}
	_, err := r.whole()
	if err == nil {
		err = refuse(0, "this is not one single day")
	}
	err.Understood = "a day, written like 2024-12-08"
	err.Text = clip(text)
	return 0, err
}

// DayOf returns the day of an instant, in UTC. Instants outside the years 0001 to 9999 give MinDay or MaxDay.
func DayOf(t time.Time) Day {
	const secondsADay = 24 * 60 * 60
	s := t.Unix()
	d := s / secondsADay
	if s%secondsADay < 0 {
		d--
	}
	return Day(min(max(d, int64(MinDay)), int64(MaxDay)))
}

// Valid says whether the day can be written: neither open nor outside the years 0001 to 9999.
func (d Day) Valid() bool { return d >= MinDay && d <= MaxDay }

// IsOpen says whether this is OpenStart or OpenEnd.
func (d Day) IsOpen() bool { return d == OpenStart || d == OpenEnd }

// Year returns the year, 1 to 9999; 0 if the day is not valid. It costs about two nanoseconds.
//
// The arithmetic of Year and YMD is that of C. Neri and L. Schneider, Euclidean affine functions and their application
// to calendar algorithms, 2022: multiplications in place of divisions, years that begin on 1 March.
func (d Day) Year() int {
	if !d.Valid() {
		return 0
	}
	year, ofYear := marchYear(d)
	if ofYear >= 306 { // January and February belong to the next civil year
		year++
	}
	return int(year)
}

// YMD returns year, month (1 to 12) and day of the month; zeros if the day is not valid.
func (d Day) YMD() (year, month, day int) {
	if !d.Valid() {
		return 0, 0, 0
	}
	y, ofYear := marchYear(d)
	n := 2141*ofYear + 197913
	m, dd := n>>16, n&0xffff/2141+1
	if ofYear >= 306 {
		y, m = y+1, m-12
	}
	return int(y), int(m), int(dd)
}

// Time returns midnight, UTC, at which the day begins; the zero time if the day is not valid.
func (d Day) Time() time.Time {
	if !d.Valid() {
		return time.Time{}
	}
	return time.Unix(int64(d)*24*60*60, 0).UTC()
}

// String writes the day as 2024-12-08; an open bound, and a day that is not valid, as "..", which ParseDay refuses.
func (d Day) String() string {
	var b [10]byte
	return string(d.Append(b[:0]))
}

// Append appends what String returns.
func (d Day) Append(b []byte) []byte {
	if !d.Valid() {
		return append(b, ".."...)
	}
	y, m, dd := d.YMD()
	b = appendYear(b, y)
	return append(b, '-', '0'+byte(m/10), '0'+byte(m%10), '-', '0'+byte(dd/10), '0'+byte(dd%10))
}

func appendYear(b []byte, y int) []byte {
	return append(b, '0'+byte(y/1000), '0'+byte(y/100%10), '0'+byte(y/10%10), '0'+byte(y%10))
}

// marchYear returns the year that begins on 1 March and holds the day, and the number of days since that 1 March.
func marchYear(d Day) (year, ofYear uint32) {
	n := 4*uint32(int32(d)+marchDays) + 3
	century, ofCentury := n/146097, n%146097/4
	p := 2939745 * uint64(4*ofCentury+3)
	return 100*century + uint32(p>>32), uint32(p) / 2939745 / 4
}

// civil returns the day of a date. The year is 0 or more (year 0 from March on); the date exists.
func civil(year, month, day int) Day {
	y, m := uint32(year), uint32(month)
	if m <= 2 {
		y, m = y-1, m+12
	}
	century := y / 100
	return Day(int32(1461*y/4-century+century/4+(979*m-2919)/32+uint32(day-1)) - marchDays)
}

// daysIn returns the number of days of a month.
func daysIn(year, month int) int {
	switch {
	case month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0):
		return 29
	case month == 2:
		return 28
	default:
		return 30 + (month+month>>3)&1
	}
}

// plainDay reads 2024-12-08, the commonest date by far, without building errors.
func plainDay(t string) (Day, bool) {
	if len(t) != 10 || t[4] != '-' || t[7] != '-' {
		return 0, false
	}
	for _, i := range [...]int{0, 1, 2, 3, 5, 6, 8, 9} {
		if t[i]-'0' > 9 {
			return 0, false
		}
	}
	year := int(t[0]-'0')*1000 + int(t[1]-'0')*100 + int(t[2]-'0')*10 + int(t[3]-'0')
	month := int(t[5]-'0')*10 + int(t[6]-'0')
	day := int(t[8]-'0')*10 + int(t[9]-'0')
	if year == 0 || month == 0 || month > 12 || day == 0 || day > 28 && day > daysIn(year, month) {
		return 0, false
	}
	return civil(year, month, day), true
}
