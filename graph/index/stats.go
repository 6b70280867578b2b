package index

import (
	"cmp"
	"slices"

	"liaison/graph"
)

// Stats fills in what the index knows of graph.Stats: counts of actors, kinds and claims. Sources, decisions and texts
// are left to the store.
func (s Snapshot) Stats(at graph.Sequence) graph.Stats {
	at = min(at, s.head)
	known, actors := s.knownClaims(at), s.knownActors(at)
	out := graph.Stats{Actors: int(actors), Claims: int(known)}
	byKind := make([]int, len(kinds))
	for a := range actors {
		byKind[s.kindOf(a, at)]++
	}
	for k, n := range byKind {
		if n > 0 {
			out.Kinds = append(out.Kinds, graph.KindCount{Kind: kinds[k], Actors: n})
		}
	}
	slices.SortFunc(out.Kinds, func(a, b graph.KindCount) int {
		return cmp.Or(cmp.Compare(b.Actors, a.Actors), cmp.Compare(a.Kind, b.Kind))
	})
	for claim := range known {
		if s.withdrawals > 0 && s.withdrawnBy(claim, at) != 0 {
			out.Withdrawn++
		} else if s.pages.flags(claim)&flagQuoted == 0 {
			out.WithoutEvidence++
		}
	}
	for _, q := range s.lateQuotes {
		if q.claim < known && q.from <= at && s.withdrawnBy(q.claim, at) == 0 {
			out.WithoutEvidence--
		}
	}
	for _, claim := range s.paired {
		if claim < known && s.disputedAt(claim, at) {
			out.Disputed++
		}
	}
	relations, years := make([]int, len(s.x.relations)), make([]int, yearCount)
	count := func(claim uint32, relation uint16, strength uint8, year int) bool {
		if strength&incoming != 0 || claim >= known || s.withdrawals > 0 && s.withdrawnBy(claim, at) != 0 {
			return false
		}
		relations[relation]++
		years[year]++
		return true
	}
	b := s.base
	for i, c := range b.claim {
		if b.strength[i]&incoming == 0 { // years are looked up for one end only
			count(c, b.relation[i], b.strength[i], longDay(b.day[i]).Year())
		}
	}
	countHalf := func(h *half) {
		year := yearOpen
		if h.lo != graph.OpenStart {
			year = h.lo.Year()
		}
		if count(h.claim, h.relation, h.strength, year) && year == yearOpen && h.hi == graph.OpenEnd {
			out.Undated++
		}
	}
	for i := range b.loose {
		countHalf(&b.loose[i])
	}
	for a := range s.actors {
		for _, d := range s.deltas {
			for at := d.head(a); at != 0; {
				l := d.link(at)
				at = l.next
				countHalf(&l.half)
			}
		}
	}
	out.Relations, out.Years = relationList(s.x.relations, relations), yearList(years)
	return out
}

// relationList lists counts: most claims first, then relation.
func relationList(ids []graph.RelationID, counts []int) []graph.RelationCount {
	var out []graph.RelationCount
	for i, n := range counts {
		if n > 0 {
			out = append(out, graph.RelationCount{Relation: ids[i], Claims: n})
		}
	}
	slices.SortStableFunc(out, func(a, b graph.RelationCount) int { return cmp.Compare(b.Claims, a.Claims) })
	return out
}

func yearList(counts []int) []graph.YearCount {
	var out []graph.YearCount
	for y, n := range counts {
		if n > 0 {
			out = append(out, yearOut(y, uint32(n)))
		}
	}
	return out
}
