package neo4jstore

import (
	"maps"
	"slices"

	"liaison/graph"
)

// recordDerived keeps what the entries decided about pairs of claims and about origins.
func (w *writer) recordDerived(_ *graph.Knowledge, entries []graph.Entry) error {
	var pairs, moves []map[string]any
	for i := range entries {
		seq := int64(entries[i].Sequence)
		for n, d := range entries[i].Derived.Disputes {
			p := map[string]any{"seq": seq, "place": n, "a": d.A.String(), "b": d.B.String(), "open": d.Open}
			put(p, "rule", d.Rule)
			pairs = append(pairs, p)
		}
		for n, m := range entries[i].Derived.Moves {
			moves = append(moves, map[string]any{"seq": seq, "place": n, "source": string(m.Source), "origin": string(m.Origin)})
		}
	}
	if err := w.counted("disputed pairs", pairs, `UNWIND $rows AS w CREATE (d:DisputePair) SET d = w`); err != nil {
		return err
	}
	return w.counted("moves of origins", moves, `UNWIND $rows AS w CREATE (m:OriginMove) SET m = w`)
}

type pairKey [2]graph.ClaimID

// quarrels follows, entry by entry, which claims are disputed: those in an open pair of which both claims stand.
type quarrels struct {
	open  map[pairKey]bool
	pairs map[graph.ClaimID][]pairKey
	gone  map[graph.ClaimID]bool
}

func (q *quarrels) set(a, b graph.ClaimID, open bool) {
	key := pairKey{a, b}
	if _, known := q.open[key]; !known {
		q.pairs[a] = append(q.pairs[a], key)
		if a != b {
			q.pairs[b] = append(q.pairs[b], key)
		}
	}
	q.open[key] = open
}

func (q *quarrels) disputed(id graph.ClaimID) bool {
	return slices.ContainsFunc(q.pairs[id], func(p pairKey) bool { return q.open[p] && !q.gone[p[0]] && !q.gone[p[1]] })
}

// recordDisputes books from which sequence on a claim is disputed or no longer so: each change is one more number in
// the claim's disputed_log.
func (w *writer) recordDisputes(_ *graph.Knowledge, entries []graph.Entry) error {
	touched := map[graph.ClaimID]bool{}
	newPairs := false
	for i := range entries {
		for _, d := range entries[i].Derived.Disputes {
			touched[d.A], touched[d.B], newPairs = true, true, true
		}
		for _, id := range entries[i].Derived.Withdraws {
			touched[id] = true
		}
	}
	if !newPairs && !w.pairs || len(touched) == 0 {
		return nil
	}
	q, err := w.quarrels(touched)
	if err != nil {
		return err
	}
	w.pairs = w.pairs || newPairs
	is, log := map[graph.ClaimID]bool{}, map[graph.ClaimID]map[string]any{}
	for id := range q.pairs {
		is[id] = q.disputed(id)
	}
	for i := range entries {
		affected := map[graph.ClaimID]bool{}
		for _, id := range entries[i].Derived.Withdraws {
			q.gone[id] = true
			affected[id] = true
			for _, p := range q.pairs[id] {
				affected[p[0]], affected[p[1]] = true, true
			}
		}
		for _, d := range entries[i].Derived.Disputes {
			q.set(d.A, d.B, d.Open)
			affected[d.A], affected[d.B] = true, true
		}
		for id := range affected {
			now := q.disputed(id)
			if now == is[id] {
				continue
			}
			is[id] = now
			if log[id] == nil {
				log[id] = map[string]any{"log": []int64(nil)}
			}
			log[id]["log"], log[id]["now"] = append(log[id]["log"].([]int64), int64(entries[i].Sequence)), now
		}
	}
	return w.claimSet("disputed claims", log, `SET r.disputed = w.now, r.disputed_log = coalesce(r.disputed_log, []) + w.log
		FOREACH (seq IN w.log | CREATE (:Turn {seq: seq, of: r.seq, src: r.src, dst: r.dst}))`)
}

// quarrels fetches the standing of the pairs around claims, as it was before this append, and of the claims in them. A
// withdrawn claim may change the standing of its partners, which depends on their other pairs as well.
func (w *writer) quarrels(touched map[graph.ClaimID]bool) (*quarrels, error) {
	q := &quarrels{open: map[pairKey]bool{}, pairs: map[graph.ClaimID][]pairKey{}, gone: map[graph.ClaimID]bool{}}
	if w.pairs {
		if err := w.pairsOf(q, slices.Collect(maps.Keys(touched))); err != nil {
			return nil, err
		}
		if err := w.pairsOf(q, slices.Collect(maps.Keys(q.pairs))); err != nil {
			return nil, err
		}
	}
	around := maps.Clone(touched) // a claim may be withdrawn before its first dispute
	for id := range q.pairs {
		around[id] = true
	}
	ids := slices.Collect(maps.Keys(around))
	if len(w.types) == 0 {
		return q, nil
	}
	err := w.chunks(idTexts(ids), everyType(w.types, `UNWIND $ids AS id MATCH ()-[r:%s {id: id}]->() USING INDEX SEEK r:%s(id) WHERE r.retracted RETURN id`), func(r row) error {
		q.gone[parseID(r.text(0))] = true
		return nil
	})
	return q, err
}

// pairsOf adds the pairs that claims are in; of several words on a pair the last one holds.
func (w *writer) pairsOf(q *quarrels, claims []graph.ClaimID) error {
	const fields = ` RETURN d.a AS a, d.b AS b, d.open AS open, d.seq AS seq, d.place AS place`
	return w.chunks(idTexts(claims), `CALL { UNWIND $ids AS id MATCH (d:DisputePair {a: id}) USING INDEX SEEK d:DisputePair(a)`+fields+` UNION UNWIND $ids AS id MATCH (d:DisputePair {b: id}) USING INDEX SEEK d:DisputePair(b)`+fields+` }
		RETURN a, b, open ORDER BY seq, place`, func(r row) error {
		q.set(parseID(r.text(0)), parseID(r.text(1)), r.bool(2))
		return nil
	})
}
