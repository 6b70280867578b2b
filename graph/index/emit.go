package index

import (
	"slices"

	"liaison/graph"
)

// emit writes the rows and counts down with ids.
func (e *expansion) emit(f *graph.Filter, out *graph.Expansion) {
	sc := e.sc
	kept := len(sc.rows)
	dropped := func(r *row) bool { return e.hold && (r.claims == 0 || int(r.pair) < f.MinWitnesses) }
	if e.hold {
		for i := range sc.rows {
			if dropped(&sc.rows[i]) {
				kept--
			}
		}
		for _, h := range sc.hits {
			if !dropped(&sc.rows[h.row]) {
				sc.relations[h.relation]++
				e.year(int(h.year), 1)
			}
		}
	}
	out.Rows = slices.Grow(out.Rows, kept)
	names := *e.x.actors.pages.Load()
	several := len(sc.specials) > 1
	for i := range sc.rows {
		r := &sc.rows[i]
		if dropped(r) {
			continue
		}
		frontier := graph.ActorID(names[r.frontier/namePageSize][r.frontier%namePageSize])
		peer := graph.ActorID(names[r.peer/namePageSize][r.peer%namePageSize])
		if several && frontier > peer {
			if c := sc.cell[r.peer]; c&isSpecial != 0 && sc.specials[c&^isSpecial].front {
				frontier, peer = peer, frontier
			}
		}
		out.Rows = append(out.Rows, graph.Row{Frontier: frontier, Peer: peer, Claims: int(r.claims), Newest: r.newest, Witnesses: int(r.witnesses)})
	}
	some := 0
	relations := sc.relations[:len(e.x.relations)]
	for _, n := range relations {
		if n > 0 {
			some++
		}
	}
	out.Relations = slices.Grow(out.Relations, some)
	for i, n := range relations {
		if n > 0 {
			out.Relations = append(out.Relations, graph.RelationCount{Relation: e.x.relations[i], Claims: int(n)})
		}
	}
	for y := e.yearLo; y <= e.yearHi; y++ {
		if n := sc.years[y]; n > 0 {
			out.Years = append(out.Years, yearOut(y, n))
		}
	}
}

func yearOut(year int, n uint32) graph.YearCount {
	if year == yearOpen {
		return graph.YearCount{Open: true, Claims: int(n)}
	}
	return graph.YearCount{Year: year, Claims: int(n)}
}

// clean leaves the tables of the scratch as the next query has to find them, also after a query that broke off.
func (e *expansion) clean() {
	sc := e.sc
	for _, r := range sc.rows {
		sc.cell[r.peer] = 0
	}
	for _, sp := range sc.specials {
		sc.cell[sp.cluster] = 0
	}
	clear(sc.relations[:len(e.x.relations)])
	for y := e.yearLo; y <= e.yearHi; y++ {
		sc.years[y] = 0
	}
	sc.rows, sc.specials, sc.hits = shrunk(sc.rows), shrunk(sc.specials), shrunk(sc.hits)
	sc.origins.clear()
}

// shrunk empties a buffer, and lets go of one that grew beyond use for most queries.
func shrunk[T any](s []T) []T {
	const most = 1 << 18
	if cap(s) > most {
		return nil
	}
	return s[:0]
}
