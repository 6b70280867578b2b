package index

import (
	"cmp"
	"slices"

	"liaison/graph"
)

// answer sums up the claims of a tie and picks those that are wanted.
func (t *tieQuery) answer(a *ask, want *graph.TieAsk, out *graph.TieAnswer) {
	hits := t.sc.ties.byAsk[a.start : a.start+a.hits]
	out.Claims = len(hits)
	if len(hits) == 0 {
		return
	}
	out.Relations = t.relationCounts(hits)
	out.Years = t.yearCounts(hits)
	out.First, out.Last = bounds(hits)
	out.Sources, out.Witnesses = t.sourceCounts(hits)
	if len(t.paired) > 0 {
		out.Disputed = slices.ContainsFunc(hits, func(h tieHit) bool { return t.disputedAt(h.claim, t.at) })
	}
	if want.N <= 0 || want.Skip >= len(hits) {
		return
	}
	top := t.best(hits, min(want.Skip+want.N, len(hits)))
	out.Rows = carve(&t.rows, len(top)-want.Skip)
	for i := range out.Rows {
		out.Rows[i] = t.claimRow(&top[want.Skip+i])
	}
}

// best puts the n best hits in order. Mostly they were found newest first; then only the days at the cut and before
// have to be sorted.
func (t *tieQuery) best(hits []tieHit, n int) []tieHit {
	ordered := slices.IsSortedFunc(hits, func(x, y tieHit) int { return cmp.Compare(y.day(), x.day()) })
	end := n
	if ordered {
		for end < len(hits) && hits[end].day() == hits[n-1].day() {
			end++
		}
	} else {
		end = len(hits)
	}
	slices.SortFunc(hits[:end], func(x, y tieHit) int { return t.newestFirst(&x, &y) })
	return hits[:n]
}

func (t *tieQuery) claimRow(h *tieHit) graph.ClaimRow {
	p, m, b, _ := Unflag(t.pages.flags(h.claim))
	row := graph.ClaimRow{
		ID: *t.pages.id(h.claim), Relation: t.x.relations[h.relation], Basis: b, Polarity: p, Modality: m,
		Confidence: int(h.strength & confidenceMask), Source: t.SourceID(t.provenances[t.pages.provenance(h.claim)].Source),
		Disputed: len(t.paired) > 0 && t.disputedAt(h.claim, t.at),
	}
	subject, object := h.member, h.peer
	if h.strength&incoming != 0 {
		subject, object = object, subject
	}
	row.Subject, row.Object = t.ActorID(subject), t.ActorID(object)
	if h.when == exact {
		row.When = graph.ExactDay(h.lo)
	} else {
		row.When = t.whens[h.when]
	}
	return row
}

// relationCounts counts by relation: most claims first, then relation.
func (t *tieQuery) relationCounts(hits []tieHit) []graph.RelationCount {
	counts, used := t.sc.relations, t.sc.ties.used[:0]
	for i := range hits {
		r := hits[i].relation
		if counts[r] == 0 {
			used = append(used, uint64(r))
		}
		counts[r]++
	}
	for i, r := range used {
		used[i] = uint64(^counts[r])<<32 | r // so that plain numbers are in the order wanted
	}
	slices.Sort(used)
	out := carve(&t.relationList, len(used))
	for i, key := range used {
		r := uint16(key)
		out[i] = graph.RelationCount{Relation: t.x.relations[r], Claims: int(counts[r])}
		counts[r] = 0
	}
	t.sc.ties.used = used
	return out
}

// yearCounts counts by the year of the first day, ascending, claims without one last.
func (t *tieQuery) yearCounts(hits []tieHit) []graph.YearCount {
	counts, used := t.sc.years, t.sc.ties.used[:0]
	year, floor, ceiling := 0, graph.OpenEnd, graph.OpenEnd // days of the year: floor <= day < ceiling
	for i := range hits {
		y := yearOpen
		if lo := hits[i].lo; lo != graph.OpenStart {
			if lo < floor || lo >= ceiling {
				year = lo.Year()
				floor, _ = graph.NewDay(year, 1, 1)
				ceiling = floor + 365 // a leap year's last day is looked up once more
			}
			y = year
		}
		if counts[y] == 0 {
			used = append(used, uint64(y))
		}
		counts[y]++
	}
	slices.Sort(used)
	out := carve(&t.yearList, len(used))
	for i, y := range used {
		out[i] = yearOut(int(y), counts[y])
		counts[y] = 0
	}
	t.sc.ties.used = used
	return out
}

// sourceCounts counts the sources, and the origins of the claims that count for witnesses.
func (t *tieQuery) sourceCounts(hits []tieHit) (sources, witnesses int) {
	if len(t.provenances) == 1 && t.oneWitness() {
		return 1, 1
	}
	const bySource, byOrigin = 1 << 32, 2 << 32
	set := &t.sc.origins
	defer set.clear()
	for i := range hits {
		claim := hits[i].claim
		if set.add(bySource | uint64(t.provenances[t.pages.provenance(claim)].Source)) {
			sources++
		}
		if t.pages.flags(claim)&flagDenied == t.wanted && set.add(byOrigin|uint64(t.origin(claim))) {
			witnesses++
		}
	}
	return sources, witnesses
}

// bounds gives the first and the last day over the dated hits.
func bounds(hits []tieHit) (first, last graph.Bound) {
	lo, hi, dated := graph.OpenEnd, graph.OpenStart, false
	for i := range hits {
		h := &hits[i]
		if h.lo == graph.OpenStart && h.hi == graph.OpenEnd {
			continue // undated
		}
		dated = true
		lo, hi = min(lo, h.lo), max(hi, h.hi)
	}
	if !dated {
		return graph.Bound{None: true}, graph.Bound{None: true}
	}
	return bound(lo), bound(hi)
}

func bound(d graph.Day) graph.Bound {
	if d.IsOpen() {
		return graph.Bound{Open: true}
	}
	return graph.Bound{Day: d}
}

// carve cuts a list out of a larger piece, so that the answers about many ties are few pieces of memory.
func carve[T any](piece *[]T, n int) []T {
	if cap(*piece)-len(*piece) < n {
		*piece = make([]T, 0, max(n, 128))
	}
	at := len(*piece)
	*piece = (*piece)[:at+n]
	return (*piece)[at : at+n : at+n]
}
