package graph

// Window is what a question asks about: the days from From to To, both included. From is OpenStart where the question has
// no beginning, To is OpenEnd where it has no end. The zero Window is the one day 1970-01-01: use AllTime for no limit.
type Window struct{ From, To Day }

// AllTime returns the window of a question that names no days.
func AllTime() Window { return Window{OpenStart, OpenEnd} }

// NewWindow returns a window. From may be OpenStart, to may be OpenEnd. The error is a *DateError, its field "from" or
// "to".
func NewWindow(from, to Day) (Window, error) {
	switch {
	case !from.Valid() && from != OpenStart:
		return Window{}, &DateError{Field: "from", Problem: "the day is not within 0001-01-01 to 9999-12-31"}
	case !to.Valid() && to != OpenEnd:
		return Window{}, &DateError{Field: "to", Problem: "the day is not within 0001-01-01 to 9999-12-31"}
	case from > to:
		return Window{}, &DateError{Field: "from", Text: from.String(), Problem: "from is later than to, " + to.String()}
	}
	return Window{from, to}, nil
}

// ParseWindow reads the window of a question from its three parameters, each a day such as 2024-12-08 or empty: at alone is
// that one day; from and to may stand together or alone; none of them is AllTime. Refused with a *DateError, whose field
// names the parameter: what is no day, at together with from or to, and from after to.
func ParseWindow(at, from, to string) (Window, error) {
	w := AllTime()
	if at != "" && (from != "" || to != "") {
		return Window{}, &DateError{Field: "at", Text: clip(at),
			Problem: "at cannot stand together with from or to; from and to alone name the same day as at"}
	}
	for _, p := range [...]struct {
		field, text string
		from, to    bool
	}{{"at", at, true, true}, {"from", from, true, false}, {"to", to, false, true}} {
		if p.text == "" {
			continue
		}
		d, err := ParseDay(p.text)
		if err != nil {
			e := err.(*DateError)
			e.Field = p.field
			return Window{}, e
		}
		if p.from {
			w.From = d
		}
		if p.to {
			w.To = d
		}
	}
	return NewWindow(w.From, w.To)
}

// IsAllTime says whether the window has no limit: then nothing is certain or only possible.
func (v Window) IsAllTime() bool { return v == AllTime() }

// Contains says whether the day is one of the window's.
func (v Window) Contains(d Day) bool { return v.From <= d && d <= v.To }

// Possible says whether the date overlaps the window in some world. No date always may.
func (w When) Possible(v Window) bool {
	b := w.Bounds()
	return b.SLo <= v.To && b.EHi >= v.From
}

// Certain says whether the date overlaps the window in every world. No date never does, nor one of which its source is
// unsure (?, %).
func (w When) Certain(v Window) bool {
	if w.IsZero() || w.Unsure() {
		return false
	}
	b := w.Bounds()
	return b.SHi <= v.To && b.ELo >= v.From
}
