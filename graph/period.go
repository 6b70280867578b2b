package graph

// ParsePeriod reads the period in which an actor exists: all that ParseWhen reads, and "../b" for one that has existed
// always, up to b. Empty text is the zero When: the period is not known. The error is a *DateError.
func ParsePeriod(text string) (When, error) {
	return parseDate(text, reader{text: text, noStart: true}, understoodPeriod)
}
