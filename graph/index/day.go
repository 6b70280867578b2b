package index

import "liaison/graph"

// firstDay is 1900-01-01, day 0 of the dated runs.
const firstDay graph.Day = -25567

// notDated marks, in a column of days, a claim of the loose run.
const notDated = 0xFFFF

// shortDay gives the day of an exact date that the dated run can hold.
func shortDay(w graph.When) (uint16, bool) {
	d, ok := w.First()
	if !ok || d < firstDay || d >= firstDay+notDated || w != graph.ExactDay(d) {
		return notDated, false
	}
	return uint16(d - firstDay), true
}

func longDay(d uint16) graph.Day { return firstDay + graph.Day(d) }

// yearOf gives the year of a short day and the first day of that year.
func yearOf(d uint16) (year int, floor uint16) {
	long := longDay(d)
	year, month, day := long.YMD()
	if month == 1 {
		return year, d - uint16(day-1)
	}
	start, _ := graph.NewDay(year, 1, 1) // a date that exists
	return year, uint16(start - firstDay)
}
