package dates

import (
	"unicode/utf8"
)

// digitOf returns the value of a digit, western, Arabic or Persian; -1 for any other sign.
func digitOf(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= '٠' && r <= '٩':
		return int(r - '٠')
	case r >= '۰' && r <= '۹':
		return int(r - '۰')
	}
	return -1
}

// group is a run of digits, and the sign between it and the one before.
type group struct {
	sign   rune
	digits int // how many
	value  int // -1: more than nine digits
}

// maxGroups is how many groups a date has at most, and one more.
const maxGroups = 4

// number reads digits with what is written between them, and gives the token its readings.
func (l *lexer) number(t *token, from, to int) int {
	var groups [maxGroups]group
	n, i, end := 0, from, from
	sign := rune(0)
	for {
		g, next := l.digits(i, to)
		g.sign = sign
		if n < maxGroups {
			groups[n] = g
		}
		n++
		end = next
		r, size := l.rune(next, to)
		if !between(r) {
			break
		}
		if d, _ := l.rune(next+size, to); digitOf(d) < 0 {
			break
		}
		sign, i = r, next+size
	}
	tail := l.tail(end, to)
	switch {
	case l.money(from):
		return tail
	case tail > end && n == 3 && (l.text[end] == 'T' || l.text[end] == 't'): // 2024-12-20T10:00Z
		t.read(groups[:n])
		return end
	case tail > end:
		l.suffixed(t, groups[0], n, l.text[end:tail])
		return tail
	}
	if r, _ := l.rune(end, to); r == '%' || n > 3 {
		return end
	}
	t.read(groups[:n])
	return end
}

func (l *lexer) rune(i, to int) (rune, int) {
	if i >= to {
		return 0, 0
	}
	return utf8.DecodeRuneInString(l.text[i:to])
}

func between(r rune) bool {
	switch r {
	case '-', '/', '.', ',', ':', '–', '‑':
		return true
	}
	return false
}

func (l *lexer) digits(i, to int) (group, int) {
	g := group{}
	for i < to {
		r, size := l.rune(i, to)
		d := digitOf(r)
		if d < 0 {
			break
		}
		i += size
		g.digits++
		if g.digits > 9 {
			g.value = -1
		} else {
			g.value = 10*g.value + d
		}
	}
	return g, i
}

// tail returns the end of the letters that follow a number at once.
func (l *lexer) tail(i, to int) int {
	for i < to {
		r, size := l.rune(i, to)
		if !letter(r) && digitOf(r) < 0 {
			break
		}
		i += size
	}
	return i
}

// money says whether a sign of a currency goes before the number.
func (l *lexer) money(from int) bool {
	r, _ := utf8.DecodeLastRuneInString(l.text[:from])
	switch r {
	case '$', '€', '£', '¥', '₽', '#', '№', '_', '@':
		return true
	}
	return false
}

// suffixed reads "5th" and "1990s".
func (l *lexer) suffixed(t *token, g group, n int, suffix string) {
	if n != 1 {
		return
	}
	switch suffix {
	case "st", "nd", "rd", "th":
		if g.value >= 1 && g.value <= 31 {
			t.own[0] = entry{sym: symOrdinal, value: int32(g.value)}
		}
	case "s":
		if g.digits == 4 && g.value >= 1000 && g.value < 2100 && g.value%10 == 0 {
			t.own[0] = entry{sym: symDecade, value: int32(g.value)}
		}
		if g.digits == 2 && g.value%10 == 0 && g.value >= 20 {
			t.own[0] = entry{sym: symDecade, value: int32(1900 + g.value)}
		}
	}
}

func (g group) isYear() bool { return g.digits == 4 && g.value >= 1000 && g.value < 2100 }

func (g group) upTo(n int) bool { return g.digits <= 2 && g.value >= 1 && g.value <= n }

// read gives a number without letters its readings.
func (t *token) read(g []group) {
	switch len(g) {
	case 1:
		t.single(g[0])
	case 2:
		t.own[0] = pair(g[0], g[1])
	case 3:
		t.own[0] = triple(g[0], g[1], g[2])
	}
}

func (t *token) single(g group) {
	if g.value < 0 || g.digits > 4 {
		return
	}
	v := int32(g.value)
	t.own[0] = entry{sym: symNumber, value: v}
	switch {
	case g.isYear():
		t.own[1] = entry{sym: symYear, value: v}
	case g.upTo(31):
		t.own[1] = entry{sym: symDay, value: v}
	}
}

func pair(a, b group) entry {
	dash := b.sign == '-' || b.sign == '–' || b.sign == '‑'
	switch {
	case b.sign == ':' && a.digits <= 2 && b.digits == 2:
		return entry{sym: symClock, value: int32(a.value)}
	case a.isYear() && b.isYear() && (dash || b.sign == '/') && a.value < b.value && b.value-a.value <= 200:
		return entry{sym: symYears, value: int32(a.value*10000 + b.value)}
	case a.isYear() && b.digits == 2 && (dash || b.sign == '/') && b.value > a.value%100:
		return entry{sym: symYears, value: int32(a.value*10000 + a.value/100*100 + b.value)}
	case a.isYear() && b.sign == '-' && b.digits == 2 && b.upTo(12):
		return entry{sym: symISOMonth, value: int32(a.value*100 + b.value)}
	case b.sign == '/' && a.upTo(12) && b.upTo(31):
		return entry{sym: symDaySlash, value: int32(a.value*100 + b.value)}
	case dash && a.upTo(31) && b.upTo(31) && a.value < b.value:
		return entry{sym: symDays, value: int32(a.value*100 + b.value)}
	}
	return entry{}
}

func triple(a, b, c group) entry {
	same := b.sign == c.sign
	switch {
	case same && a.isYear() && b.digits == 2 && c.digits == 2 && (b.sign == '-' || b.sign == '/' || b.sign == '.'):
		return entry{sym: symISO, value: int32(a.value*10000 + b.value*100 + c.value)}
	case same && c.isYear() && a.digits <= 2 && b.digits <= 2 && (b.sign == '/' || b.sign == '-'):
		return entry{sym: symSlash, value: int32(a.value*1000000 + b.value*10000 + c.value)}
	case same && c.isYear() && a.digits <= 2 && b.digits <= 2 && b.sign == '.':
		return entry{sym: symDots, value: int32(a.value*1000000 + b.value*10000 + c.value)}
	}
	return entry{}
}
