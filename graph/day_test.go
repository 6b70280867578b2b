package graph_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"liaison/graph"
)

// theDay reads a day that the test knows to be right.
func theDay(t testing.TB, text string) graph.Day {
	t.Helper()
	d, err := graph.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestDayCalendar counts through all days of the calendar with the rules everybody knows.
func TestDayCalendar(t *testing.T) {
	next := graph.MinDay
	for y := 1; y <= 9999; y++ {
		february := 28
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			february = 29
		}
		for m, days := range []int{31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31} {
			m++
			for day := 1; day <= days; day++ {
				d, err := graph.NewDay(y, m, day)
				gy, gm, gd := d.YMD()
				if err != nil || d != next || gy != y || gm != m || gd != day || d.Year() != y || !d.Valid() {
					t.Fatalf("%d-%d-%d: got day %d (want %d), YMD %d-%d-%d, Year %d, %v", y, m, day, d, next, gy, gm, gd, d.Year(), err)
				}
				next++
			}
			if _, err := graph.NewDay(y, m, days+1); err == nil {
				t.Fatalf("%d-%d-%d was accepted", y, m, days+1)
			}
		}
	}
	if got, want := next-1, graph.MaxDay; got != want {
		t.Errorf("last day: got %d, want %d", got, want)
	}
}

func TestDayText(t *testing.T) {
	for _, text := range []string{"0001-01-01", "1582-10-10", "1969-12-31", "1970-01-01", "2024-02-29", "2024-12-08", "9999-12-31"} {
		d := theDay(t, text)
		want, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Time(); !got.Equal(want) {
			t.Errorf("%s: got time %v", text, got)
		}
		if got := graph.DayOf(want.Add(24*time.Hour - 1)); got != d {
			t.Errorf("%s: DayOf its last nanosecond: got %v", text, got)
		}
		if got := d.String(); got != text {
			t.Errorf("String: got %q, want %q", got, text)
		}
		if got, want := string(d.Append([]byte("on "))), "on "+text; got != want {
			t.Errorf("Append: got %q, want %q", got, want)
		}
	}
}

func TestDayOutside(t *testing.T) {
	for _, d := range []graph.Day{graph.OpenStart, graph.MinDay - 1, graph.MaxDay + 1, graph.OpenEnd} {
		y, m, dd := d.YMD()
		if d.Valid() || d.Year() != 0 || y != 0 || m != 0 || dd != 0 || d.String() != ".." || !d.Time().IsZero() {
			t.Errorf("day %d: valid %v, year %d, %d-%d-%d, %q", int32(d), d.Valid(), d.Year(), y, m, dd, d)
		}
		if got, want := d.IsOpen(), d == graph.OpenStart || d == graph.OpenEnd; got != want {
			t.Errorf("day %d: IsOpen: got %v, want %v", int32(d), got, want)
		}
	}
	if got := graph.DayOf(time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC)); got != graph.MinDay {
		t.Errorf("before the calendar: got %v", got)
	}
	if got := graph.DayOf(time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)); got != graph.MaxDay {
		t.Errorf("after the calendar: got %v", got)
	}
	if got, want := graph.DayOf(time.Date(2024, 12, 8, 23, 0, 0, 0, time.FixedZone("", -3600*5))), theDay(t, "2024-12-09"); got != want {
		t.Errorf("DayOf counts in UTC: got %v, want %v", got, want)
	}
}

func TestDayRefused(t *testing.T) {
	cases := []struct{ text, problem string }{
		{"", "not one single day"},
		{"2024", "not one single day"},
		{"2024-12", "not one single day"},
		{"2024-12-08~", "not one single day"},
		{"2024-12-08/..", "not one single day"},
		{"[2024-12-08..]", "not one single day"},
		{"2023-02-29", "the day is 29, not 01 to 28"},
		{"2024-13-01", "the month is 13, not 01 to 12"},
		{"0000-01-01", "no year 0000"},
		{"2024-1-1", "two digits"},
		{" 2024-12-08", "no blanks"},
	}
	for _, c := range cases {
		_, err := graph.ParseDay(c.text)
		var e *graph.DateError
		if !errors.As(err, &e) {
			t.Errorf("ParseDay(%q): got %v, want a DateError", c.text, err)
			continue
		}
		if !strings.Contains(e.Problem, c.problem) || e.Text != c.text || !strings.Contains(err.Error(), "2024-12-08") {
			t.Errorf("ParseDay(%q): got %v, want %q", c.text, err, c.problem)
		}
	}
	for _, c := range [][3]int{{0, 1, 1}, {10000, 1, 1}, {2024, 0, 1}, {2024, 13, 1}, {2024, 1, 0}, {2023, 2, 29}, {-4, 1, 1}} {
		var e *graph.DateError
		if _, err := graph.NewDay(c[0], c[1], c[2]); !errors.As(err, &e) {
			t.Errorf("NewDay%v: got %v, want a DateError", c, err)
		}
	}
}

func TestDayOrder(t *testing.T) {
	days := []graph.Day{graph.OpenEnd, 0, graph.MaxDay, graph.OpenStart, graph.MinDay, -1}
	slices.Sort(days)
	want := []graph.Day{graph.OpenStart, graph.MinDay, -1, 0, graph.MaxDay, graph.OpenEnd}
	if !slices.Equal(days, want) {
		t.Errorf("got %v, want %v", days, want)
	}
}
