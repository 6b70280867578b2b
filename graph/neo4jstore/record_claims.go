package neo4jstore

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"liaison/graph"
)

// recordClaims makes a relationship for each claim.
func (w *writer) recordClaims(_ *graph.Knowledge, entries []graph.Entry) error {
	byType := map[string][]map[string]any{}
	var denials []map[string]any
	for i := range entries {
		c, ok := entries[i].Record.(*graph.Claim)
		if !ok {
			continue
		}
		t := w.typeOfClaim(entries[i].ID, c)
		p := claimProps(&entries[i], c)
		byType[t] = append(byType[t], p)
		if p["slot"].(int) >= slotClass && !slices.Contains(w.vague, t) {
			w.vague = append(w.vague, t)
		}
		if c.Polarity == graph.Denied {
			w.denials = true
			denials = append(denials, map[string]any{"key": denialKey(graph.TripleOf(w.s.ontology, c, graph.Denied)), "claim": entries[i].ID.String()})
		}
	}
	for _, t := range slices.Sorted(maps.Keys(byType)) {
		if !slices.Contains(w.types, t) {
			w.types = append(w.types, t)
		}
		for part := range slices.Chunk(byType[t], mostRows) {
			if err := w.makeClaims(t, part); err != nil {
				return err
			}
		}
	}
	return w.counted("denials", denials, `UNWIND $rows AS w CREATE (d:Denial) SET d = w`)
}

// makeClaims makes the relationships of a type, of which there may be thousands: each actor is looked up once, and each
// row is a list of properties in the order of the keys, which the server reads in less time than a map.
func (w *writer) makeClaims(t string, claims []map[string]any) error {
	has, at := map[string]bool{}, map[any]int{}
	var actors []any
	for _, p := range claims {
		for key := range p {
			has[key] = true
		}
		for _, actor := range [2]any{p["src"], p["dst"]} {
			if _, known := at[actor]; !known {
				at[actor] = len(actors)
				actors = append(actors, actor)
			}
		}
	}
	keys := slices.Sorted(maps.Keys(has))
	list := make([]string, len(keys))
	for k, key := range keys {
		list[k] = fmt.Sprintf("%s: w[%d]", key, k+2)
	}
	rows := make([][]any, len(claims))
	for i, p := range claims {
		rows[i] = append(make([]any, 0, len(keys)+2), at[p["src"]], at[p["dst"]])
		for _, key := range keys {
			rows[i] = append(rows[i], p[key])
		}
	}
	// Each claim takes its actors by their places in the list: these are checked, and else nothing is made.
	got, err := w.run(`UNWIND $actors AS id MATCH (x:Actor {id: id}) USING INDEX SEEK x:Actor(id) WITH collect(x) AS actors WHERE [x IN actors | x.id] = $actors
		UNWIND $rows AS w WITH actors[w[0]] AS a, actors[w[1]] AS b, w
		CREATE (a)-[r:`+t+` {`+strings.Join(list, ", ")+`}]->(b) RETURN count(*)`, map[string]any{"actors": actors, "rows": rows})
	if err == nil && got[0].int(0) != len(claims) {
		err = w.s.damaged(fmt.Sprintf("%d of %d claims found their actors", got[0].int(0), len(claims)))
	}
	return err
}

// typeOfClaim gives the type of a claim's relationship, and remembers it.
func (w *writer) typeOfClaim(id graph.ClaimID, c *graph.Claim) string {
	t := string(w.s.ontology.Root(c.Relation))
	w.typeOf[id] = t
	return t
}

// tally counts what an append adds to a counter, and at which of its sequences.
type tally struct {
	n           int
	first, last graph.Sequence
}

func (t tally) add(s graph.Sequence) tally {
	if t.n == 0 {
		t.first = s
	}
	return tally{t.n + 1, t.first, s}
}

// recordCounts adds to the counters of claim ends and of published claims. Their logs tell what they were before, for
// readers of the sequences around the append; see doc.go.
func (w *writer) recordCounts(_ *graph.Knowledge, entries []graph.Entry) error {
	degrees, published := map[graph.ActorID]tally{}, map[graph.SourceID]tally{}
	for i := range entries {
		if c, ok := entries[i].Record.(*graph.Claim); ok {
			s := entries[i].Sequence
			degrees[c.Subject] = degrees[c.Subject].add(s)
			degrees[c.Object] = degrees[c.Object].add(s)
			published[c.Source] = published[c.Source].add(s)
		}
	}
	set := func(label, counter string) string {
		old := `coalesce(x.` + counter + `_log[4], 0)`
		return `UNWIND $rows AS w MATCH (x:` + label + ` {id: w.id}) USING INDEX SEEK x:` + label + `(id)
			SET x.` + counter + ` = ` + old + ` + w.n, x.` + counter + `_log = [coalesce(x.` + counter + `_log[3], 0), ` + old + `, w.first, w.last, ` + old + ` + w.n]`
	}
	if err := w.counted("actors", tallies(degrees), set("Actor", "degree")); err != nil {
		return err
	}
	return w.counted("sources", tallies(published), set("Source", "claims"))
}

func tallies[K ~string](counts map[K]tally) []map[string]any {
	rows := make(map[K]map[string]any, len(counts))
	for id, t := range counts {
		rows[id] = map[string]any{"id": string(id), "n": t.n, "first": int64(t.first), "last": int64(t.last)}
	}
	return sorted(rows)
}

// claimSet changes claims, each found by its id under its type.
func (w *writer) claimSet(what string, rows map[graph.ClaimID]map[string]any, set string) error {
	if err := w.findTypes(slices.Collect(maps.Keys(rows))); err != nil {
		return err
	}
	byType := map[string][]map[string]any{}
	for _, id := range slices.SortedFunc(maps.Keys(rows), compareIDs) {
		rows[id]["id"] = id.String()
		byType[w.typeOf[id]] = append(byType[w.typeOf[id]], rows[id])
	}
	for _, t := range slices.Sorted(maps.Keys(byType)) {
		if err := w.counted(what, byType[t], `UNWIND $rows AS w MATCH ()-[r:`+t+` {id: w.id}]->() USING INDEX SEEK r:`+t+`(id) `+set); err != nil {
			return err
		}
	}
	return nil
}

func compareIDs(a, b graph.ClaimID) int { return bytes.Compare(a[:], b[:]) }

// findTypes finds out the types of recorded claims that nothing has told yet.
func (w *writer) findTypes(ids []graph.ClaimID) error {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id graph.ClaimID) bool { return w.typeOf[id] != "" })
	if len(ids) == 0 || len(w.types) == 0 {
		return nil
	}
	return w.chunks(idTexts(ids), everyType(w.types, `UNWIND $ids AS id MATCH ()-[r:%s {id: id}]->() USING INDEX SEEK r:%s(id) RETURN type(r) AS type, id`), func(r row) error {
		w.typeOf[parseID(r.text(1))] = r.text(0)
		return nil
	})
}

// recordWithdrawals marks the claims that are withdrawn, and adds to the words of those that got more evidence.
func (w *writer) recordWithdrawals(_ *graph.Knowledge, entries []graph.Entry) error {
	gone, more := map[graph.ClaimID]map[string]any{}, map[graph.ClaimID]map[string]any{}
	for i := range entries {
		seq := int64(entries[i].Sequence)
		for _, id := range entries[i].Derived.Withdraws {
			gone[id] = map[string]any{"until": seq}
			w.withdrawals = true
		}
		if e, ok := entries[i].Record.(*graph.Evidence); ok {
			w.additions = true
			if more[e.Claim] == nil {
				more[e.Claim] = map[string]any{"words": ""}
			}
			more[e.Claim]["words"] = more[e.Claim]["words"].(string) + wordsOf("", e.Quotes)
		}
	}
	if err := w.claimSet("withdrawn claims", gone, `SET r.retracted = true, r.until = w.until
		CREATE (:Withdrawal {seq: w.until, claim: w.id, of: r.seq, src: r.src, dst: r.dst})`); err != nil {
		return err
	}
	return w.claimSet("claims with new evidence", more, `SET r.words = coalesce(r.words, '') + w.words`)
}
