package exchange

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"liaison/graph"
)

// key folds the name of a column: its letters and digits, in small letters.
func key(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		}
		return -1
	}, name)
}

// columnsOf finds where the columns of a header are.
func columnsOf(header []string) map[string]int {
	at := make(map[string]int, len(header))
	for i, name := range header {
		if k := key(name); k != "" {
			if _, twice := at[k]; !twice {
				at[k] = i
			}
		}
	}
	return at
}

// hasAll tells whether a header has all the columns.
func hasAll(header []string, columns ...string) bool {
	at := columnsOf(header)
	for _, c := range columns {
		if _, ok := at[c]; !ok {
			return false
		}
	}
	return true
}

// column is the place of a column, -1 if there is none.
func column(at map[string]int, names ...string) int {
	for _, n := range names {
		if i, ok := at[n]; ok {
			return i
		}
	}
	return -1
}

// cell gives a cell without blanks around it; nothing for a column that is not there.
func cell(cells [][]byte, i int) []byte {
	if i < 0 || i >= len(cells) {
		return nil
	}
	return bytes.TrimSpace(cells[i])
}

// days reads dates; rows of one day mostly stand together, so the last one is kept.
type days struct {
	text [16]byte
	n    int
	when graph.When
}

type dayFormat uint8

const (
	isoDay     dayFormat = iota // 2018-06-01, and all other dates that a claim may have
	compactDay                  // 20180601
	slashDay                    // 6/1/18 or 6/1/2018: month, day, year
)

func (d *days) read(c []byte, column int, format dayFormat) (graph.When, *cellError) {
	if d.n > 0 && d.n == len(c) && string(d.text[:d.n]) == string(c) {
		return d.when, nil
	}
	w, err := parseDay(string(c), format)
	if err != nil {
		return w, badCell(column, c, "%v", err)
	}
	if len(c) <= len(d.text) {
		d.n, d.when = copy(d.text[:], c), w
	}
	return w, nil
}

func parseDay(text string, format dayFormat) (graph.When, error) {
	switch format {
	case compactDay:
		n, err := strconv.Atoi(text)
		if err != nil || len(text) != 8 || n < 0 {
			return graph.When{}, graph.Invalid("", text, "%s is no day; it is written YYYYMMDD", clipped(text))
		}
		day, err := graph.NewDay(n/10_000, n/100%100, n%100)
		if err != nil {
			return graph.When{}, graph.Invalid("", text, "%s is no day: %v", clipped(text), err)
		}
		return graph.ExactDay(day), nil
	case slashDay:
		return parseSlashDay(text)
	}
	if text == "" {
		return graph.When{}, graph.Invalid("", text, "is empty; an event needs a date")
	}
	if len(text) == 19 && text[10] == ' ' && text[13] == ':' { // a day with a time of day
		text = text[:10]
	}
	return graph.ParseWhen(text)
}

// parseSlashDay reads month, day and year. Years of two digits are those from 1969 to 2068, as POSIX has it.
func parseSlashDay(text string) (graph.When, error) {
	bad := graph.Invalid("", text, "%s is no day; it is written month/day/year, as in 6/18/13", clipped(text))
	parts := strings.Split(text, "/")
	if len(parts) != 3 {
		return graph.When{}, bad
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 0 || len(p) > 4 {
			return graph.When{}, bad
		}
		n[i] = v
	}
	switch {
	case len(parts[2]) == 2 && n[2] < 69:
		n[2] += 2000
	case len(parts[2]) == 2:
		n[2] += 1900
	}
	day, err := graph.NewDay(n[2], n[0], n[1])
	if err != nil {
		return graph.When{}, graph.Invalid("", text, "%s is no day: %v", clipped(text), err)
	}
	return graph.ExactDay(day), nil
}

// checkName refuses bytes that are not UTF-8 before a name is made of them.
func checkName(c []byte) *graph.Error {
	if _, err := checkText(c); err != nil {
		for i := 0; i < len(c); {
			r, n := utf8.DecodeRune(c[i:])
			if r == utf8.RuneError && n == 1 {
				return graph.Invalid("", string(c), "is not valid UTF-8: byte %d of the cell is 0x%02X", i+1, c[i])
			}
			i += n
		}
		return graph.Invalid("", string(c), "has a NUL")
	}
	return nil
}

// empty tells whether a cell says nothing; ICEWS writes NA for that.
func empty(c []byte) bool { return len(c) == 0 || string(c) == "NA" }
