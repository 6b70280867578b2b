package evaluate

import "math"

// assign pairs rows with columns one to one, such that the sum of the weights of the pairs is as great as can be. Weights are
// 0, which is no pair, or more. It returns the column of each row, -1 for none. It takes time in the square of the rows times
// the columns: shortest augmenting paths with potentials (R. Jonker, A. Volgenant, Computing 38, 1987).
func assign(rows, columns int, weight func(row, column int) int64) []int {
	if rows > columns {
		back := assign(columns, rows, func(r, c int) int64 { return weight(c, r) })
		out := make([]int, rows)
		for i := range out {
			out[i] = -1
		}
		for c, r := range back {
			if r >= 0 {
				out[r] = c
			}
		}
		return out
	}
	// Rows and columns count from 1; column 0 stands for the row that is being placed.
	price, cost := make([]int64, rows+1), make([]int64, columns+1)
	owner, before := make([]int, columns+1), make([]int, columns+1)
	for row := 1; row <= rows; row++ {
		owner[0] = row
		least := make([]int64, columns+1)
		for i := range least {
			least[i] = math.MaxInt64
		}
		done := make([]bool, columns+1)
		at := 0
		for owner[at] != 0 {
			done[at] = true
			from, step, next := owner[at], int64(math.MaxInt64), 0
			for c := 1; c <= columns; c++ {
				if done[c] {
					continue
				}
				if d := -weight(from-1, c-1) - price[from] - cost[c]; d < least[c] {
					least[c], before[c] = d, at
				}
				if least[c] < step {
					step, next = least[c], c
				}
			}
			for c := 0; c <= columns; c++ {
				if done[c] {
					price[owner[c]] += step
					cost[c] -= step
				} else if c > 0 {
					least[c] -= step
				}
			}
			at = next
		}
		for at != 0 {
			owner[at] = owner[before[at]]
			at = before[at]
		}
	}
	out := make([]int, rows)
	for i := range out {
		out[i] = -1
	}
	for c := 1; c <= columns; c++ {
		if r := owner[c]; r > 0 && weight(r-1, c-1) > 0 {
			out[r-1] = c - 1
		}
	}
	return out
}

// pairing says which proposal found which gold claim.
type pairing struct {
	event []int // by candidate: the gold claim; -1 for none
	found []int // by event: the candidate; -1 for none
}

// pair makes the pairing of a figure: the most core claims, then the most others.
func (b *bench) pair(f Figure, by By) pairing {
	core := int64(len(b.candidates) + 1)
	p := b.match(func(c, e int) int64 {
		switch {
		case !b.like[c][e].by[by].has(f):
			return 0
		case b.doc.Events[e].Core:
			return core
		}
		return 1
	})
	b.twins(&p, f, by)
	return p
}

// twins gives a claim that nothing found to the proposal that found its twin.
func (b *bench) twins(p *pairing, f Figure, by By) {
	for e := range b.doc.Events {
		twin := b.doc.Events[e].Twin - 1
		if twin < 0 {
			continue
		}
		for _, way := range [][2]int{{e, twin}, {twin, e}} {
			if c := p.found[way[1]]; p.found[way[0]] < 0 && c >= 0 && b.like[c][way[0]].by[by].has(f) {
				p.found[way[0]] = c
			}
		}
	}
}

func (b *bench) match(weight func(candidate, event int) int64) pairing {
	p := pairing{event: assign(len(b.candidates), len(b.doc.Events), weight), found: make([]int, len(b.doc.Events))}
	for e := range p.found {
		p.found[e] = -1
	}
	for c, e := range p.event {
		if e >= 0 {
			p.found[e] = c
		}
	}
	return p
}

// align makes the one pairing that dates, attributions and examples are taken from. Those who do not agree in type and pair
// must quote a place in common, so that what is shown as a mistake is one. Each step outweighs all that follow as long as a
// text has fewer than 64 claims.
func (b *bench) align() pairing {
	return b.match(func(c, e int) int64 {
		l := &b.like[c][e]
		a := l.by[Lenient]
		var w int64
		for _, agrees := range []bool{
			a.has(FigureRight), a.has(FigureTriple), l.typePair, l.quoted && a.has(FigurePair), l.quoted && a.has(FigureType) && l.oneEnd > 0,
		} {
			w *= 64
			if agrees {
				w++
			}
		}
		if w == 0 {
			return 0
		}
		w <<= 12
		for _, more := range []struct {
			agrees bool
			worth  int64
		}{
			{l.quoted, 12}, {l.modality, 10}, {l.date, 9}, {b.doc.Events[e].Core, 7}, {l.speaker, 6},
			{l.by[Strict].has(FigureDirection), 4}, {a.has(FigureDirection), 3},
		} {
			if more.agrees {
				w += more.worth
			}
		}
		return w
	})
}
