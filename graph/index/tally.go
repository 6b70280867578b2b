package index

import "slices"

// count is the fast way through a part of a dated run, newest day first: every claim in it matches, and all that
// there is to do is to count by peer, relation and year. It gives how many new peers were met, with those before.
func (e *expansion) count(lo, hi, met int) int {
	b, sc := e.base, e.sc
	e.countYears(b.day[lo:hi])
	for n := hi - lo; ; {
		n, met = tally(b.peer[lo:lo+n], b.relation[lo:lo+n], sc.cell, sc.relations, sc.met, met, uint32(lo))
		if n < 0 {
			return met
		}
		e.countSpecial(lo + n)
	}
}

// tally counts from the end until it comes to a special peer, whose place it gives; -1 at the begin. Where a peer is
// met first is put down in list. It is a function of its own so that the compiler has little to keep in registers.
func tally(peers []uint32, relations []uint16, cell []uint32, byRelation *[1 << 16]uint32, list []uint32, met int, from uint32) (int, int) {
	if len(peers) > len(relations) {
		return -1, met // never so; tells the compiler
	}
	for i := len(peers) - 1; i >= 0; i-- {
		p := peers[i]
		c := cell[p]
		if c-1 >= isSpecial-1 {
			if c != 0 {
				return i, met
			}
			list[met] = from + uint32(i)
			met++
		}
		cell[p] = c + 1
		byRelation[relations[i]]++
	}
	return -1, met
}

// countSpecial counts the claim at a place of the base whose peer is special.
func (e *expansion) countSpecial(at int) {
	b, sc := e.base, e.sc
	p, relation, day := b.peer[at], b.relation[at], b.day[at]
	sp := &sc.specials[sc.cell[p]&^isSpecial]
	if !e.placed(sp, relation, b.strength[at]&incoming != 0) {
		year, _ := yearOf(day)
		sc.years[year]-- // was counted with the run
		return
	}
	sc.relations[relation]++
	if sp.row < 0 {
		sp.row = int32(len(sc.rows))
		sc.rows = append(sc.rows, row{frontier: e.centre, peer: p, newest: longDay(day)})
	}
	sc.rows[sp.row].claims++
}

// settle makes rows of the peers met by count, whose cells are counts up to here.
func (e *expansion) settle(met int) {
	sc := e.sc
	for _, at := range sc.met[:met] {
		p := e.base.peer[at]
		cell := &sc.cell[p]
		sc.rows = append(sc.rows, row{frontier: e.centre, peer: p, claims: *cell, newest: longDay(e.base.day[at])})
		*cell = uint32(len(sc.rows))
	}
}

// countYears counts sorted days by year, each year at the cost of one search.
func (e *expansion) countYears(days []uint16) {
	for len(days) > 0 {
		year, floor := yearOf(days[len(days)-1])
		start := 0
		if days[0] < floor {
			start, _ = slices.BinarySearch(days, floor)
		}
		e.year(year, len(days)-start)
		days = days[:start]
	}
}

func (e *expansion) year(year, n int) {
	e.sc.years[year] += uint32(n)
	e.yearLo, e.yearHi = min(e.yearLo, year), max(e.yearHi, year)
}
