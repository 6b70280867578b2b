package neo4jstore

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"liaison/graph"
)

// groupsOfTies is what branches count for ties: by the other end, relation, class and year, source and mark, with the
// claims themselves, of which few are looked at in the end.
const (
	groupsOfTies = "r.relation AS t, " + claimYear + " AS y, r.source AS q, " + claimMark + " AS k, count(*) AS n, max(r.slot) AS m, min(r.slot) AS mn, collect(r) AS rs"
	namesOfTies  = "t, y, q, k, n, m, mn, rs"
	// listOfTies makes of these the elements 1 to 8 of a list; 0 is the key of the tie.
	listOfTies = "t, y, q, k, n, m % 100000000, mn % 100000000, rs"
)

// detailsOf gives the part of a statement that describes ties from their groups, the list gs. key gives what names a tie in
// the answer from k, the key in its groups; take is where the claims wanted of it end, and skip where they begin.
func detailsOf(key, skip, take string) string {
	return strings.NewReplacer("KEY", key, "SKIP", skip, "TAKE", take, "FIELDS", strings.ReplaceAll(strings.TrimSuffix(rowFields, ", .disputed_log"), ".", "r.")).Replace(details)
}

// In facts, last is the last of the days that slots tell (yyyymmdd) and lasting that of those that only claims tell (days
// since 1970-01-01; forEver where one has no end); opens is 1 where one has no beginning.
//
// For the claims it is worked out from which day on (cut) there are enough of them: where one is wanted that is the newest
// day; else groups are taken in the order of their earliest day, newest first, until they hold enough. Of the claims since
// then the ids are read, to put those of one day into order.
const details = `CALL { WITH gs UNWIND gs AS x WITH x[0] AS k, x[1] AS t, x[2] AS y, sum(x[5]) AS n WITH k, collect(t) AS t, collect(y) AS y, collect(n) AS n
	RETURN collect([KEY, t, y, n]) AS counts }
CALL { WITH gs UNWIND gs AS x WITH x,
		CASE WHEN x[2] < 10000 THEN null
			WHEN x[2] < 30000 THEN reduce(a = -1000000000, d IN [r IN x[8] | coalesce(r.last, 1000000000)] | CASE WHEN d > a THEN d ELSE a END)
			WHEN x[2] >= 40000 AND any(r IN x[8] WHERE r.when IS NOT NULL) THEN 1000000000 END AS e,
		CASE WHEN x[4] % 2 <> $denied THEN [null] WHEN x[4] % 4 < 2 THEN [coalesce($moved[x[3]], x[3])]
			ELSE [r IN x[8] | coalesce($moved[coalesce(r.relays, r.source)], r.origin)] END AS origins
	UNWIND origins AS o
	WITH x[0] AS k, count(DISTINCT x[3]) AS sources, count(DISTINCT o) AS witnesses, max(x[4]) AS marks, min(CASE WHEN x[2] < 30000 THEN x[7] END) AS first,
		max(CASE WHEN x[2] >= 30000 AND (x[2] < 40000 OR e = 1000000000) THEN 1 ELSE 0 END) AS opens,
		max(CASE WHEN x[2] < 10000 OR x[2] >= 30000 AND x[2] < 40000 THEN x[6] END) AS last, max(e) AS lasting
	RETURN collect([KEY, sources, witnesses, marks, first, opens, last, lasting]) AS facts }
CALL { WITH * UNWIND gs AS x WITH x, SKIP AS skip, TAKE AS take WHERE take > 0 WITH x, skip, take ORDER BY CASE WHEN take = 1 THEN 0 ELSE x[7] END DESC
	WITH x[0] AS k, skip, take, sum(x[5]) AS n, max(x[6]) AS newest, collect(x) AS xs
	WITH k, skip, take, xs, CASE WHEN take = 1 THEN newest WHEN n <= take THEN 0
		ELSE reduce(a = [0, 0], x IN xs | CASE WHEN a[0] >= take THEN a ELSE [a[0] + x[5], x[7]] END)[1] END AS cut
	UNWIND xs AS x WITH k, skip, take, cut, x WHERE x[6] >= cut
	UNWIND x[8] AS r WITH k, skip, take, cut, r, x[4] AS mark, r.slot % 100000000 AS d WHERE d >= cut
	WITH k, skip, take, r, mark, d ORDER BY k, d DESC, r.id
	WITH k, skip, take, collect([r, mark]) AS rs UNWIND rs[skip..take] AS c WITH k, c[0] AS r, c[1] AS mark
	RETURN collect([KEY, mark, FIELDS]) AS claims }
`

// forEver stands for the last day of a date without one.
const forEver = 1_000_000_000

// witnessParams sets what counting witnesses takes.
func (q *question) witnessParams() {
	moved := map[string]any{}
	q.Origins.Each(func(source, origin graph.SourceID) { moved[string(source)] = string(origin) })
	q.params["moved"], q.params["denied"] = moved, 0
	if len(q.Polarities) == 1 && q.Polarities[0] == graph.Denied {
		q.params["denied"] = markDenied
	}
}

// decodeDetails fills in the answers, which find gives by their keys; nil where one is not wanted.
func (q *question) decodeDetails(counts, facts, claims []any, find func(key any) *graph.TieAnswer) error {
	for _, item := range counts {
		r := rowOf(item)
		if a := find(r[0]); a != nil {
			a.Relations, a.Years, a.Claims = sumUp(r.list(1), r.list(2), r.list(3))
		}
	}
	for _, item := range facts {
		r := rowOf(item)
		if a := find(r[0]); a != nil {
			a.Sources, a.Witnesses, a.Disputed = r.int(1), r.int(2), r.int(3) >= dispute
			a.First, a.Last = firstBound(r), lastBound(r)
		}
	}
	fields := strings.Split(strings.ReplaceAll(rowFields, ".", ""), ", ")
	for _, item := range claims {
		r := rowOf(item)
		a := find(r[0])
		if a == nil {
			continue
		}
		p := make(props, len(fields))
		for i, v := range r[2:] {
			if v != nil {
				p[fields[i]] = v
			}
		}
		c, err := decodeRow(p, q.sequence)
		if err != nil {
			return q.damaged(err.Error())
		}
		c.Disputed = r.int(1) >= dispute
		a.Rows = append(a.Rows, c)
	}
	return nil
}

// rowOf reads a list as a row.
func rowOf(item any) row {
	list, _ := item.([]any)
	return list
}

// sumUp adds up counts by relation and by year, and all of them. A year has the class of the claims before it.
func sumUp(relations, years, counts []any) (byRelation []graph.RelationCount, byYear []graph.YearCount, claims int) {
	var s sum
	for i := range counts {
		n, _ := counts[i].(int64)
		relation, _ := relations[i].(string)
		year, _ := years[i].(int64)
		s.add(relation, int(year), int(n))
		claims += int(n)
	}
	byRelation, byYear = s.counts()
	return byRelation, byYear, claims
}

// sum counts claims by relation and by year.
type sum struct {
	relations map[string]int
	years     map[int]int
	open      int
}

func (s *sum) add(relation string, classYear, n int) {
	if s.relations == nil {
		s.relations, s.years = map[string]int{}, map[int]int{}
	}
	s.relations[relation] += n
	if classYear >= untilTime*slotClass/10_000 {
		s.open += n
	} else {
		s.years[classYear%10_000] += n
	}
}

// counts gives the relations with most claims first, the years ascending.
func (s *sum) counts() ([]graph.RelationCount, []graph.YearCount) {
	var (
		relations []graph.RelationCount
		years     []graph.YearCount
	)
	for r, n := range s.relations {
		relations = append(relations, graph.RelationCount{Relation: graph.RelationID(r), Claims: n})
	}
	for y, n := range s.years {
		years = append(years, graph.YearCount{Year: y, Claims: n})
	}
	if s.open > 0 {
		years = append(years, graph.YearCount{Open: true, Claims: s.open})
	}
	graph.SortRelationCounts(relations)
	graph.SortYearCounts(years)
	return relations, years
}

// firstBound and lastBound read from facts when a tie begins and ends.
func firstBound(facts row) graph.Bound {
	switch {
	case facts.int(5) > 0:
		return graph.Bound{Open: true}
	case facts.null(4):
		return graph.Bound{None: true}
	}
	return graph.Bound{Day: dayOf(facts.int(4))}
}

func lastBound(facts row) graph.Bound {
	switch {
	case !facts.null(7) && facts.int(7) >= forEver:
		return graph.Bound{Open: true}
	case facts.null(6) && facts.null(7):
		return graph.Bound{None: true}
	case facts.null(6):
		return graph.Bound{Day: graph.Day(facts.int(7))}
	case facts.null(7):
		return graph.Bound{Day: dayOf(facts.int(6))}
	}
	return graph.Bound{Day: max(dayOf(facts.int(6)), graph.Day(facts.int(7)))}
}

// dayOf reads the day of a slot; OpenStart where there is none in it.
func dayOf(slot int) graph.Day {
	slot %= slotClass
	d, err := graph.NewDay(slot/10_000, slot/100%100, slot%100)
	if err != nil {
		return graph.OpenStart
	}
	return d
}

// claimOrder: newest day first, undated last, then id.
func claimOrder(a, b graph.ClaimRow) int {
	x, datedX := a.When.Day()
	y, datedY := b.When.Day()
	switch {
	case datedX && !datedY:
		return -1
	case datedY && !datedX:
		return 1
	case datedX && x != y:
		return cmp.Compare(y, x)
	}
	return bytes.Compare(a.ID[:], b.ID[:])
}

func sortRows(rows []graph.ClaimRow) { slices.SortFunc(rows, claimOrder) }
