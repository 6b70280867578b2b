package dates

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"
)

// symbol is what a pattern can ask of a token: a class of words or numbers, or one exact word.
type symbol uint16

// The classes. What follows them is given to the exact words of the patterns as they are read.
const (
	symNone     symbol = iota
	symDay             // 1 to 31
	symOrdinal         // "5th"
	symOrdWord         // "fifth"
	symYear            // 1000 to 2099 in four digits
	symYears           // 1992-1995, 2023/24; value first*10000 + last
	symDecade          // 1990s
	symISO             // 2024-12-20; value yyyymmdd
	symISOMonth        // 2024-05; value yyyymm
	symSlash           // 20/12/2024; value of three numbers, ddmmyyyy
	symDots            // 20.12.2024; the same
	symDays            // 3-8; value first*100 + last
	symNumber          // any whole number up to 9999, in digits or words
	symClock           // 10:30
	symFew             // "few", "several"; value least*100 + most
	symMonth           // "May"
	symMon             // "Dec"
	symWeekday         // "Friday"
	symWday            // "Fri"
	symWeekdays        // "Fridays"
	symUnit            // "week"
	symUnits           // "weeks"
	symSmall           // "hour": a unit too small to date with by itself
	symPart            // "early"
	symEdge            // "beginning"
	symSeason          // "spring"
	symQuarter         // "Q3"
	symHalf            // "H1"
	symNth             // "third", of quarters and halves
	symWhich           // "last", "this", "next"
	symDayName         // "yesterday"; value days from publication
	symDayPart         // "morning"
	symAbout           // "about"
	symMore            // "more than" in one word: "over"
	symLess            // "under"
	symSide            // "after", "before"
	symThen            // "later", "earlier"
	symCounted         // "people": what is counted in thousands that look like years
	symShare           // "начале": a part of the date that follows
	symDaySlash        // 9/11; value mmdd
	symOpening         // "From", at the start of a sentence
	symHomonym         // "May": a month that is another word or a name as well
	numClasses
)

var classNames = [numClasses]string{
	"", "day", "ord", "ordw", "year", "years", "decade", "iso", "isomonth", "slash", "dots", "days", "n", "clock", "few", "month", "mon",
	"weekday", "wday", "weekdays", "unit", "units", "small", "part", "edge", "season", "quarter", "half", "nth", "which", "dayname",
	"daypart", "about", "more", "less", "side", "then", "counted", "share", "dayslash", "opening", "homonym",
}

func className(name string) (symbol, bool) {
	for i, n := range classNames {
		if n == name && i > 0 {
			return symbol(i), true
		}
	}
	return symNone, false
}

// entry is one reading of a token.
type entry struct {
	sym     symbol
	value   int32
	capital bool // only where the word has a capital
}

// lexicon gives the readings of words, in lower case.
type lexicon struct {
	words   map[string][]entry
	symbols map[string]symbol // of exact words
	next    symbol
}

func newLexicon(table string) (*lexicon, error) {
	l := &lexicon{words: map[string][]entry{}, symbols: map[string]symbol{}, next: numClasses}
	err := rows("words.tsv", table, 3, func(cells []string) error {
		sym, ok := className(cells[0])
		if !ok {
			return fmt.Errorf("%q is no class of words", cells[0])
		}
		value, err := strconv.Atoi(cells[1])
		if err != nil {
			return fmt.Errorf("value %q is no whole number", cells[1])
		}
		for word := range strings.FieldsSeq(cells[2]) {
			e := entry{sym: sym, value: int32(value)}
			word, e.capital = strings.CutPrefix(word, "^")
			l.words[word] = append(l.words[word], e)
		}
		return nil
	})
	return l, err
}

// literal returns the symbol of an exact word, and makes one where there is none.
func (l *lexicon) literal(word string) symbol {
	s, ok := l.symbols[word]
	if !ok {
		s = l.next
		l.next++
		l.symbols[word] = s
		l.words[word] = append(l.words[word], entry{sym: s})
	}
	return s
}

// rows reads a table: cells parted by tabs, a line each; lines that begin with # and empty lines are skipped.
func rows(name, table string, cells int, yield func([]string) error) error {
	s := bufio.NewScanner(strings.NewReader(table))
	for n := 1; s.Scan(); n++ {
		line := s.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != cells {
			return fmt.Errorf("%s, line %d: %d cells, not %d", name, n, len(row), cells)
		}
		if err := yield(row); err != nil {
			return fmt.Errorf("%s, line %d: %w", name, n, err)
		}
	}
	return s.Err()
}
