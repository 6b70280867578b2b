package dates

import (
	"fmt"
	"strconv"

	"liaison/graph"
)

// spreads says what vague words span: data/spreads.tsv.
type spreads struct {
	parts map[partKey]bounds // which months, days, years are "early", "mid", "late"
	bare  map[Unit]bounds    // how many "days" in "days after" are
}

type partKey struct {
	part int
	unit Unit
}

type bounds struct{ least, most int }

func newSpreads(table string) (*spreads, error) {
	s := &spreads{parts: map[partKey]bounds{}, bare: map[Unit]bounds{}}
	err := rows("spreads.tsv", table, 4, func(cells []string) error {
		least, err1 := strconv.Atoi(cells[2])
		most, err2 := strconv.Atoi(cells[3])
		if err1 != nil || err2 != nil || least < 0 || most < least {
			return fmt.Errorf("%q to %q is no range", cells[2], cells[3])
		}
		unit := Unit(cells[1])
		if cells[0] == "some" {
			s.bare[unit] = bounds{least, most}
			return nil
		}
		part, err := partNamed(cells[0])
		s.parts[partKey{part, unit}] = bounds{least, most}
		return err
	})
	return s, err
}

// The values of "early", "mid" and "late" in words.tsv.
const (
	partEarly = 1
	partMid   = 2
	partLate  = 3
)

func partNamed(name string) (int, error) {
	switch name {
	case "early":
		return partEarly, nil
	case "mid":
		return partMid, nil
	case "late":
		return partLate, nil
	}
	return 0, fmt.Errorf("%q is not early, mid, late or some", name)
}

// part is the early, middle or late part of a week, month, year or decade; of anything else, the whole.
func (s *spreads) part(part int, w graph.When) graph.When {
	if !w.IsInstant() {
		return w
	}
	b := w.Bounds()
	if b.SLo.IsOpen() || b.EHi.IsOpen() || w != within(b.SLo, b.EHi, "") && w.String() != cover(b.SLo, b.EHi) {
		return w // approximate already
	}
	first := monthOf(b.SLo)
	lo, hi := b.SLo, b.EHi
	switch days := int(hi-lo) + 1; {
	case days == 7:
		r := s.parts[partKey{part, Week}]
		return within(lo+graph.Day(r.least-1), lo+graph.Day(r.most-1), "")
	case first == monthOf(hi) && days >= 28:
		r := s.parts[partKey{part, Month}]
		return within(lo+graph.Day(r.least-1), min(lo+graph.Day(r.most-1), hi), "")
	case days >= 365 && days <= 366:
		r := s.parts[partKey{part, Year}]
		a, _ := (first + yearMonth(r.least-1)).first()
		z, _ := (first + yearMonth(r.most-1)).last()
		return within(a, z, "")
	case days > 3650 && days < 3655:
		r := s.parts[partKey{part, Decade}]
		return within(yearStart(lo.Year()+r.least-1), yearEnd(lo.Year()+r.most-1), "")
	}
	return w
}
