package neo4jstore_test

import (
	"cmp"
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
	Peer        graph.ActorID
	Claims      int
	Sources     int
	Witnesses   int
	First, Last graph.Day
	Relations   []graph.RelationCount
}

func answerOf(v *graph.View) answer {
	a := answer{Claims: v.Totals.Claims, Actors: v.Totals.Actors, Relations: v.Totals.Relations, Years: v.Totals.Years}
	me := v.Query.Actors[0]
	for _, t := range v.Ties {
		peer := t.A
		if peer == me {
			peer = t.B
		}
		a.Ties = append(a.Ties, answerTie{peer, t.Claims, t.Sources, t.Witnesses, t.First.Day, t.Last.Day, t.Relations})
	}
	for i := range v.Claims {
		a.IDs = append(a.IDs, v.Claims[i].ID.String())
	}
	return a
}

// touching finds the claims that have an actor at an end, on days from $lo to $hi; id is what names the actor. Each branch
// returns what ret says, of a claim r and the node b at its other end; columns are the names of that.
func (p *bench) touching(id, imports, ret, columns string) string {
	var branches []string
	for _, t := range p.types {
		covered := strings.ReplaceAll(`USING INDEX SEEK r:T(END, slot, seq, mark, relation, source) WHERE r.END = `+id+` AND r.slot >= $lo AND r.slot <= $hi
			AND r.seq IS NOT NULL AND r.mark IS NOT NULL AND r.relation IS NOT NULL AND r.source IS NOT NULL`, "T", t)
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
				text = imports + text + "RETURN " + columns
			}
			above = append(above, text)
		}
		branches = above
	}
	return branches[0]
}

// hopText answers: who had how many claims with an actor, the 100 with most of them in detail, each with its newest claim,
// and totals by relation and year.
func (p *bench) hopText() string {
	return p.touching("$id", "", `b, r.relation AS t, r.slot / 10000 AS y, r.source AS q, count(*) AS n, max(r.slot) AS m, min(r.slot) AS mn, collect(r) AS rs`, `b, t, y, q, n, m, mn, rs`) +
		`WITH collect([b, t, y, q, n, m, mn, rs]) AS gs
		CALL { WITH gs UNWIND gs AS x WITH x[0] AS b, sum(x[4]) AS n, max(x[5]) AS m RETURN collect([b, n, m]) AS rows }
		CALL { WITH gs UNWIND gs AS x WITH x[1] AS t, sum(x[4]) AS n ORDER BY n DESC, t RETURN collect([t, n]) AS relations }
		CALL { WITH gs UNWIND gs AS x WITH x[2] AS y, sum(x[4]) AS n ORDER BY y RETURN collect([y, n]) AS years }
		CALL { WITH rows UNWIND rows AS x WITH x[0] AS b, x[0].id AS id, x[1] AS n, x[2] AS m ORDER BY n DESC, m DESC, id LIMIT 100 RETURN collect([id, n, m]) AS top, collect(b) AS best }
		WITH rows, relations, years, top, [x IN gs WHERE x[0] IN best] AS gs
		CALL { WITH gs UNWIND gs AS x WITH x[0] AS b, x[1] AS t, sum(x[4]) AS n ORDER BY n DESC, t WITH b, collect([t, n]) AS ts RETURN collect([b.id, ts]) AS tieRelations }
		CALL { WITH gs UNWIND gs AS x WITH x[0] AS b, count(DISTINCT x[3]) AS sources, max(x[5]) AS last, min(x[6]) AS first, collect(x) AS xs
			CALL { WITH xs, last UNWIND xs AS x WITH x, last WHERE x[5] = last UNWIND x[7] AS r WITH r, last WHERE r.slot = last RETURN r ORDER BY r.id LIMIT 1 }
			RETURN collect([b.id, sources, first, last, r.id, r.src, r.relation, r.dst, r.when, r.when_basis, r.polarity, r.modality, r.confidence, r.source]) AS ties }
		RETURN size(rows), top, relations, years, tieRelations, ties`
}

func (p *bench) hop(b *testing.B, text string, actor graph.ActorID, lo, hi int) answer {
	row := p.ask(b, text, map[string]any{"id": string(actor), "lo": lo, "hi": hi})[0]
	var a answer
	at := map[string]int{}
	a.Actors = int(row[0].(int64)) + 1
	for i, item := range row[1].([]any) {
		x := item.([]any)
		at[x[0].(string)] = i
		a.Ties = append(a.Ties, answerTie{Peer: graph.ActorID(x[0].(string)), Claims: int(x[1].(int64))})
		if x[0].(string) == string(actor) {
			a.Actors--
		}
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
		a.Ties[at[x[0].(string)]].Relations = relationCounts(x[1])
	}
	a.IDs = make([]string, len(a.Ties))
	for _, item := range row[5].([]any) {
		x := item.([]any)
		t := &a.Ties[at[x[0].(string)]]
		t.Sources, t.Witnesses = int(x[1].(int64)), int(x[1].(int64)) // nobody relays anybody
		t.First, t.Last = slotDay(x[2]), slotDay(x[3])
		a.IDs[at[x[0].(string)]] = x[4].(string)
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

// hopsText answers for two hops, of which the 50 actors with most claims are expanded: totals only.
func (p *bench) hopsText() string {
	return p.touching("$id", "", `b, r.relation AS t, r.slot / 10000 AS y, count(*) AS n, max(r.slot) AS m`, `b, t, y, n, m`) + `
		WITH collect([b, t, y, n, m]) AS near MATCH (me:Actor {id: $id})
		CALL { WITH near, me UNWIND near AS x WITH x[0] AS b, sum(x[3]) AS n, max(x[4]) AS m, me WHERE b <> me WITH b, b.id AS id, n, m ORDER BY n DESC, m DESC, id LIMIT 50 RETURN collect(b) AS frontier, collect(id) AS ids }
		WITH near, me, frontier, ids UNWIND ids AS f ` +
		p.touching("f", "WITH f ", `c, b, r.relation AS t, r.slot / 10000 AS y, count(*) AS n`, `c, b, t, y, n`) + `
		WITH near, me, frontier, c, b, t, y, n WHERE b <> me AND (NOT b IN frontier OR c.id < b.id OR b = c)
		WITH near, collect([b, t, y, n]) AS far
		WITH near, near + far AS all
		CALL { WITH all UNWIND all AS x RETURN count(DISTINCT x[0]) AS actors }
		CALL { WITH all UNWIND all AS x WITH x[1] AS t, sum(x[3]) AS n ORDER BY n DESC, t RETURN collect([t, n]) AS relations }
		CALL { WITH all UNWIND all AS x WITH x[2] AS y, sum(x[3]) AS n ORDER BY y RETURN collect([y, n]) AS years }
		RETURN actors, relations, years`
}

func (p *bench) hops(b *testing.B, text string, actor graph.ActorID, lo, hi int) answer {
	row := p.ask(b, text, map[string]any{"id": string(actor), "lo": lo, "hi": hi})[0]
	a := answer{Actors: int(row[0].(int64)) + 1, Relations: relationCounts(row[1])}
	for _, r := range a.Relations {
		a.Claims += r.Claims
	}
	for _, item := range row[2].([]any) {
		x := item.([]any)
		a.Years = append(a.Years, graph.YearCount{Year: int(x[0].(int64)), Claims: int(x[1].(int64))})
	}
	slices.SortFunc(a.Years, func(x, y graph.YearCount) int { return cmp.Compare(x.Year, y.Year) })
	return a
}

// claimText gives a claim by its id.
func (p *bench) claimText() string {
	var branches []string
	for _, t := range p.types {
		branches = append(branches, `MATCH ()-[r:`+t+` {id: $id}]->() RETURN r`)
	}
	return strings.Join(branches, "\nUNION ALL\n")
}
