package neo4jstore

import (
	"maps"
	"slices"

	"liaison/graph"
)

// record writes the entries, and everything that follows from them.
func (w *writer) record(k *graph.Knowledge, entries []graph.Entry) error {
	w.listen(entries)
	// Disputes are worked out from what stood before, so before withdrawals are booked and new pairs are there.
	for _, step := range []func(*graph.Knowledge, []graph.Entry) error{
		w.recordActors, w.recordSources, w.recordLog, w.recordTexts, w.recordClaims, w.recordCounts, w.recordDisputes, w.recordWithdrawals, w.recordDerived, w.recordHead,
	} {
		if err := step(k, entries); err != nil {
			return err
		}
	}
	return nil
}

// listen follows what the entries say about relays and texts: w.said has for each entry about a source what that source
// relays from then on, and w.relaying and w.held end at what holds after the last.
func (w *writer) listen(entries []graph.Entry) {
	w.said = make([]graph.SourceID, len(entries))
	for i := range entries {
		switch r := entries[i].Record.(type) {
		case *graph.Source:
			// One that names nobody says nothing against a relay record.
			if r.Relays != "" || !w.relaying[r.ID].judged {
				w.relaying[r.ID] = stance{relays: r.Relays}
			}
			w.held[r.ID] = w.held[r.ID] || r.Text != ""
			w.said[i] = w.relaying[r.ID].relays
		case *graph.Relay:
			w.relaying[r.Source] = stance{relays: r.Relays, judged: true}
			w.said[i] = r.Relays
		}
		w.relays = w.relays || w.said[i] != ""
	}
}

// recordActors brings the actors' nodes to their newest versions.
func (w *writer) recordActors(_ *graph.Knowledge, entries []graph.Entry) error {
	newest := map[graph.ActorID]map[string]any{}
	for i := range entries {
		if a, ok := entries[i].Record.(*graph.Actor); ok {
			p := actorProps(a)
			p["seq"] = int64(entries[i].Sequence)
			for _, key := range []string{"aliases", "country", "codes", "valid", "description"} {
				absent(p, key)
			}
			newest[a.ID] = map[string]any{"id": string(a.ID), "p": p}
		}
	}
	return w.counted("actors", sorted(newest), `UNWIND $rows AS w MERGE (a:Actor {id: w.id}) SET a += w.p`)
}

// absent makes a property that is not set one that is taken away.
func absent(p map[string]any, key string) {
	if _, ok := p[key]; !ok {
		p[key] = nil
	}
}

// sorted gives the rows in order of their keys, so that writers that meet take locks in one order.
func sorted[K ~string](rows map[K]map[string]any) []map[string]any {
	out := make([]map[string]any, 0, len(rows))
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		out = append(out, rows[key])
	}
	return out
}

// recordSources brings the sources' nodes to their newest versions, with those that are only named, and joins each
// with the one it relays.
func (w *writer) recordSources(_ *graph.Knowledge, entries []graph.Entry) error {
	rows, relays := map[graph.SourceID]map[string]any{}, map[graph.SourceID]map[string]any{}
	of := func(id graph.SourceID) map[string]any {
		r := rows[id]
		if r == nil {
			r = map[string]any{"id": string(id), "p": map[string]any{}}
			rows[id] = r
		}
		return r["p"].(map[string]any)
	}
	says := func(id graph.SourceID) {
		p, s := of(id), w.relaying[id]
		p["judged"], p["relaying"] = s.judged, nil
		relays[id] = map[string]any{"id": string(id), "to": nil}
		if s.relays != "" {
			of(s.relays)
			p["relaying"], relays[id]["to"] = string(s.relays), string(s.relays)
		}
	}
	for i := range entries {
		switch r := entries[i].Record.(type) {
		case *graph.Source:
			p := of(r.ID)
			for _, key := range []string{"publisher", "title", "url", "published", "language", "kind", "summary"} {
				p[key] = nil
			}
			maps.Copy(p, sourceProps(r))
			p["seq"], p["held"] = int64(entries[i].Sequence), w.held[r.ID]
			says(r.ID)
		case *graph.Relay:
			says(r.Source)
		case *graph.Claim:
			if voice := r.Voice(); !w.voiced[voice] {
				w.voiced[voice] = true
				of(voice)["voiced"] = true
			}
		}
	}
	if err := w.counted("sources", sorted(rows), `UNWIND $rows AS w MERGE (x:Source {id: w.id}) SET x += w.p`); err != nil {
		return err
	}
	return w.counted("relays", sorted(relays), `UNWIND $rows AS w MATCH (x:Source {id: w.id}) USING INDEX SEEK x:Source(id)
		CALL { WITH x MATCH (x)-[old:RELAYS]->() DELETE old }
		CALL { WITH x, w MATCH (y:Source {id: w.to}) USING INDEX SEEK y:Source(id) CREATE (x)-[:RELAYS]->(y) }`)
}

// recordLog makes the log nodes of all records but claims.
func (w *writer) recordLog(_ *graph.Knowledge, entries []graph.Entry) error {
	byLabels := map[string][]map[string]any{}
	for i := range entries {
		if entries[i].Record.Type() == graph.TypeClaim {
			continue
		}
		w.proposals = w.proposals || entries[i].Record.Type() == graph.TypeProposal
		labels, p := logProps(&entries[i])
		put(p, "relaying", w.said[i])
		byLabels[labels] = append(byLabels[labels], p)
	}
	for _, labels := range slices.Sorted(maps.Keys(byLabels)) {
		if err := w.counted("records", byLabels[labels], `UNWIND $rows AS w CREATE (n:Record:`+labels+`) SET n = w`); err != nil {
			return err
		}
	}
	return nil
}

// recordTexts keeps the texts that were not held before. The first of a source is the only one.
func (w *writer) recordTexts(_ *graph.Knowledge, entries []graph.Entry) error {
	var texts, bands []map[string]any
	for i := range entries {
		s, ok := entries[i].Record.(*graph.Source)
		if !ok || s.Text == "" {
			continue
		}
		texts = append(texts, map[string]any{"source": string(s.ID), "seq": int64(entries[i].Sequence), "body": s.Text})
		for _, key := range entries[i].Derived.Bands {
			bands = append(bands, map[string]any{"key": int64(key), "source": string(s.ID)})
		}
	}
	if err := w.counted("texts", texts, `UNWIND $rows AS w MERGE (t:Text {source: w.source}) ON CREATE SET t.seq = w.seq, t.body = w.body`); err != nil {
		return err
	}
	return w.counted("bands", bands, `UNWIND $rows AS w CREATE (b:Band) SET b = w`)
}

// recordHead books what the append as a whole changes about the store.
func (w *writer) recordHead(_ *graph.Knowledge, entries []graph.Entry) error {
	slices.Sort(w.types)
	slices.Sort(w.vague)
	if err := w.counted("commits", commits(entries), `UNWIND $rows AS w CREATE (c:Commit) SET c = w`); err != nil {
		return err
	}
	last := &entries[len(entries)-1]
	_, err := w.run(`MATCH (s:Store {liaison: 'store'}) SET s.written = $written, s.writtenAt = $at, s.types = $types, s.vague = $vague, s.rare = $rare`,
		map[string]any{"written": int64(last.Sequence), "at": last.Recorded, "types": w.types, "vague": w.vague, "rare": w.names()})
	return err
}
