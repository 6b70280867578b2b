package neo4jstore_test

import (
	"slices"
	"strings"
	"testing"

	"liaison/graph"
)

// What a good hand would write against the same database, with the same indexes, for the questions of the benchmarks: one
// statement each, that gives the same totals, ties and claims. It leaves out what would cost it more: known time, degrees,
// names, spans of time, disputes, merged actors, and every filter but the days.

// answer is what both sides are compared by.
type answer struct {
	Claims, Actors int
	Relations      []graph.RelationCount
	Years          []graph.YearCount
	Ties           []answerTie
	IDs            []string
}

type answerTie struct {
	A, B        graph.ActorID
	Claims      int
	Sources     int
	Witnesses   int
	First, Last graph.Day
	Relations   []graph.RelationCount
}

func answerOf(v *graph.View) answer {
	a := answer{Claims: v.Totals.Claims, Actors: v.Totals.Actors, Relations: v.Totals.Relations, Years: v.Totals.Years}
	for _, t := range v.Ties {
		a.Ties = append(a.Ties, answerTie{t.A, t.B, t.Claims, t.Sources, t.Witnesses, t.First.Day, t.Last.Day, t.Relations})
	}
	for i := range v.Claims {
		a.IDs = append(a.IDs, v.Claims[i].ID.String())
	}
	return a
}

// touching finds the claims that have an actor at an end, on days from $lo to $hi; id is what names the actor. Each branch
// returns what ret says, of a claim r and the node b at its other end; names are the names of that.
func (p *bench) touching(id, imports, ret, names string) string {
	var branches []string
	for _, t := range p.types {
		covered := strings.ReplaceAll(`USING INDEX SEEK r:TYPE(END, slot, seq, mark, relation, source) WHERE r.END = `+id+` AND r.slot >= $lo AND r.slot <= $hi
			AND r.seq IS NOT NULL AND r.mark IS NOT NULL AND r.relation IS NOT NULL AND r.source IS NOT NULL`, "TYPE", t)
		branches = append(branches,
			imports+`MATCH (c)-[r:`+t+`]->(b) `+strings.ReplaceAll(covered, "END", "src")+` RETURN `+ret,
			imports+`MATCH (b)-[r:`+t+`]->(c) `+strings.ReplaceAll(covered, "END", "dst")+` AND b <> c RETURN `+ret)
	}
	const width = 6
	for len(branches) > 1 {
		var above []string
		for part := range slices.Chunk(branches, width) {
			text := "CALL {\n" + strings.Join(part, "\nUNION ALL\n") + "\n}\n"
			if len(branches) > width {
				text = imports + text + "RETURN " + names
			}
			above = append(above, text)
		}
		branches = above
	}
	return branches[0]
}

const (
	tieGroups  = `r.relation AS t, r.slot / 10000 AS y, r.source AS q, count(*) AS n, max(r.slot) AS m, min(r.slot) AS mn, collect(r) AS rs`
	tieColumns = `t, y, q, n, m, mn, rs`
)

// describe answers from groups of claims between a and b, each tie in its hop: totals by relation and year, the 100 ties
// with most claims in detail, and their newest claims: one each, or where there are fewer ties as many as make 100.
const describe = `WITH collect([[a, b], hop, t, y, q, n, m, mn, rs]) AS gs
	CALL { WITH gs UNWIND gs AS x WITH x[0] AS k, x[1] AS hop, sum(x[5]) AS n, max(x[6]) AS m RETURN collect([k, hop, n, m]) AS rows }
	CALL { WITH gs UNWIND gs AS x WITH x[2] AS t, sum(x[5]) AS n ORDER BY n DESC, t RETURN collect([t, n]) AS relations }
	CALL { WITH gs UNWIND gs AS x WITH x[3] AS y, sum(x[5]) AS n ORDER BY y RETURN collect([y, n]) AS years }
	CALL { WITH rows UNWIND rows AS x WITH x[0] AS k, x[0][0].id AS p, x[0][1].id AS q, x[1] AS hop, x[2] AS n, x[3] AS m
		WITH k, CASE WHEN p < q THEN p ELSE q END AS a, CASE WHEN p < q THEN q ELSE p END AS b, hop, n, m ORDER BY hop, n DESC, m DESC, a, b LIMIT 100
		RETURN collect([a, b, n]) AS top, collect(k) AS best }
	CALL { WITH top UNWIND CASE WHEN size(top) < 100 THEN top ELSE [] END AS x WITH x[2] AS n ORDER BY n RETURN collect(n) AS few }
	WITH rows, relations, years, top, best, [x IN gs WHERE x[0] IN best] AS gs,
		reduce(a = [100, size(few)], n IN few | CASE WHEN n * a[1] <= a[0] THEN [a[0] - n, a[1] - 1] ELSE a END) AS dealt
	WITH rows, relations, years, top, best, gs, CASE WHEN size(top) = 100 THEN 1 WHEN dealt[1] = 0 THEN 100 ELSE dealt[0] / dealt[1] + 1 END AS take
	CALL { WITH gs UNWIND gs AS x WITH x[0] AS k, x[2] AS t, sum(x[5]) AS n WITH k, collect([t, n]) AS ts RETURN collect([k[0].id, k[1].id, ts]) AS tieRelations }
	CALL { WITH gs, take UNWIND gs AS x WITH take, x[0] AS k, count(DISTINCT x[4]) AS sources, max(x[6]) AS last, min(x[7]) AS first, collect(x) AS xs
		CALL { WITH xs, last, take UNWIND xs AS x WITH x, last, take WHERE x[6] >= CASE WHEN take = 1 THEN last ELSE 0 END UNWIND x[8] AS r
			WITH r, r.slot AS d, last, take WHERE d >= CASE WHEN take = 1 THEN last ELSE 0 END WITH r, take ORDER BY d DESC, r.id WITH take, collect(r) AS rs RETURN rs[0..take] AS rs }
		RETURN collect([k[0].id, k[1].id, sources, first, last, [r IN rs | [r.id, r.src, r.relation, r.dst, r.when, r.when_basis, r.polarity, r.modality, r.confidence, r.source]]]) AS ties }
	RETURN [x IN rows | x[0][1].id], top, relations, years, tieRelations, ties`

// hopText answers for one hop.
func (p *bench) hopText() string {
	return "MATCH (a:Actor {id: $id})\n" + p.touching("$id", "", "b, "+tieGroups, "b, "+tieColumns) + "WITH a, b, 1 AS hop, " + tieColumns + "\n" + describe
}

// hopsText answers for two hops, of which the 50 actors with most claims are expanded.
func (p *bench) hopsText() string {
	return "MATCH (me:Actor {id: $id})\n" + p.touching("$id", "", "b, "+tieGroups, "b, "+tieColumns) + `
		WITH me, collect([b, t, y, q, n, m, mn, rs]) AS near
		CALL { WITH near, me UNWIND near AS x WITH me, x[0] AS b, sum(x[4]) AS n, max(x[5]) AS m WHERE b <> me
			WITH b, b.id AS id, n, m ORDER BY n DESC, m DESC, id LIMIT 50 RETURN collect(b) AS frontier, collect(id) AS ids }
		CALL { WITH me, near UNWIND near AS x RETURN me AS a, x[0] AS b, 1 AS hop, x[1] AS t, x[2] AS y, x[3] AS q, x[4] AS n, x[5] AS m, x[6] AS mn, x[7] AS rs
			UNION ALL WITH me, frontier, ids UNWIND ids AS f ` + p.touching("f", "WITH f ", "c AS a, b, "+tieGroups, "a, b, "+tieColumns) + `
			WITH a, b, ` + tieColumns + `, me, frontier WHERE b <> me AND (NOT b IN frontier OR a = b OR a.id < b.id)
			RETURN a, b, 2 AS hop, ` + tieColumns + ` }
		WITH a, b, hop, ` + tieColumns + "\n" + describe
}

// hop runs a statement that describes ties around an actor.
func (p *bench) hop(b *testing.B, text string, actor graph.ActorID, lo, hi int) answer {
	row := p.ask(b, text, map[string]any{"id": string(actor), "lo": lo, "hi": hi})[0]
	var a answer
	met := map[string]bool{string(actor): true}
	for _, id := range row[0].([]any) {
		met[id.(string)] = true
	}
	a.Actors = len(met)
	at := map[[2]string]int{}
	for i, item := range row[1].([]any) {
		x := item.([]any)
		k := [2]string{x[0].(string), x[1].(string)}
		at[k] = i
		a.Ties = append(a.Ties, answerTie{A: graph.ActorID(k[0]), B: graph.ActorID(k[1]), Claims: int(x[2].(int64))})
	}
	tie := func(x []any) int {
		return at[[2]string{min(x[0].(string), x[1].(string)), max(x[0].(string), x[1].(string))}]
	}
	a.Relations = relationCounts(row[2])
	for _, r := range a.Relations {
		a.Claims += r.Claims
	}
	for _, item := range row[3].([]any) {
		x := item.([]any)
		a.Years = append(a.Years, graph.YearCount{Year: int(x[0].(int64)), Claims: int(x[1].(int64))})
	}
	for _, item := range row[4].([]any) {
		x := item.([]any)
		t := &a.Ties[tie(x)]
		t.Relations = relationCounts(x[2])
		graph.SortRelationCounts(t.Relations)
	}
	hands := make([][]any, len(a.Ties))
	most := 0
	for _, item := range row[5].([]any) {
		x := item.([]any)
		t := &a.Ties[tie(x)]
		t.Sources, t.Witnesses = int(x[2].(int64)), int(x[2].(int64)) // nobody relays anybody
		t.First, t.Last = slotDay(x[3]), slotDay(x[4])
		hands[tie(x)] = x[5].([]any)
		most = max(most, len(x[5].([]any)))
	}
	for round := range most {
		for _, h := range hands {
			if round < len(h) && len(a.IDs) < 100 {
				a.IDs = append(a.IDs, h[round].([]any)[0].(string))
			}
		}
	}
	return a
}

func relationCounts(list any) []graph.RelationCount {
	var out []graph.RelationCount
	for _, item := range list.([]any) {
		x := item.([]any)
		out = append(out, graph.RelationCount{Relation: graph.RelationID(x[0].(string)), Claims: int(x[1].(int64))})
	}
	return out
}

func slotDay(slot any) graph.Day {
	n := int(slot.(int64))
	d, err := graph.NewDay(n/10_000, n/100%100, n%100)
	if err != nil {
		panic(err)
	}
	return d
}

// claimText gives a claim by its id.
func (p *bench) claimText() string {
	var branches []string
	for _, t := range p.types {
		branches = append(branches, `MATCH ()-[r:`+t+` {id: $id}]->() RETURN r`)
	}
	return strings.Join(branches, "\nUNION ALL\n")
}
