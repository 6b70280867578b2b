package pdf

import "unicode"

// Directions of signs.
const (
	neutral = iota
	leftToRight
	rightToLeft
)

// direction is that of the first letter or digit of a sign.
func direction(s string) int {
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko) && unicode.IsLetter(r):
			return rightToLeft
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return leftToRight
		}
	}
	return neutral
}

// logical turns a line of a script from right to left, whose signs stand as they are seen from left to right, into the order in which
// it is read. Numbers, and words of other scripts with what stands between them, keep their order.
func logical(signs []string) []string {
	out := make([]string, 0, len(signs))
	for i := len(signs) - 1; i >= 0; {
		if direction(signs[i]) != leftToRight {
			out = append(out, mirrored(signs[i]))
			i--
			continue
		}
		from := i
		for k := i - 1; k >= 0 && direction(signs[k]) != rightToLeft; k-- {
			if direction(signs[k]) == leftToRight {
				from = k
			}
		}
		out = append(out, signs[from:i+1]...)
		i = from - 1
	}
	return out
}

func mirrored(s string) string {
	switch s {
	case "(":
		return ")"
	case ")":
		return "("
	case "[":
		return "]"
	case "]":
		return "["
	case "«":
		return "»"
	case "»":
		return "«"
	}
	return s
}
