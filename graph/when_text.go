package graph

// String writes the canonical text, which ParseWhen reads back to the same date but for a stamp; ParsePeriod does so for
// "../b" as well. No date is the empty text.
func (w When) String() string {
	var b [32]byte
	return string(w.Append(b[:0]))
}

// Append appends what String returns.
func (w When) Append(b []byte) []byte {
	switch w.kind {
	case instant:
		return appendQualifier(appendDate(b, w.a, w.ea), w.ea)
	case among:
		b = appendDate(append(b, '['), w.a, w.ea)
		b = appendDate(append(b, ".."...), w.b, w.eb)
		return appendQualifier(append(b, ']'), w.ea|w.eb)
	case span:
		b = appendQualifier(appendDate(b, w.a, w.ea), w.ea)
		return appendQualifier(appendDate(append(b, '/'), w.b, w.eb), w.eb)
	default:
		return b
	}
}

func appendDate(b []byte, first Day, e end) []byte {
	switch e & precision {
	case open:
		return append(b, ".."...)
	case byDay:
		return first.Append(b)
	case byMonth:
		y, m, _ := first.YMD()
		return append(appendYear(b, y), '-', '0'+byte(m/10), '0'+byte(m%10))
	case byYear:
		return appendYear(b, first.Year())
	case byDecade:
		b = appendYear(b, first.Year())
		b[len(b)-1] = 'X'
	}
	return b
}

func appendQualifier(b []byte, e end) []byte {
	switch e & (approx | unsure) {
	case approx:
		return append(b, '~')
	case unsure:
		return append(b, '?')
	case approx | unsure:
		return append(b, '%')
	default:
		return b
	}
}
