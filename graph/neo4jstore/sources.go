package neo4jstore

import (
	"context"
	"maps"
	"slices"

	"liaison/graph"
)

// Sources gives the newest versions of those that are recorded.
func (s *Store) Sources(ctx context.Context, seq graph.Sequence, ids []graph.SourceID) ([]graph.SourceState, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return nil, err
	}
	defer leave()
	return s.sourceStates(ctx, p, ids)
}

// SourcesPage lists sources in order of id.
func (s *Store) SourcesPage(ctx context.Context, seq graph.Sequence, after graph.SourceID, n int) ([]graph.SourceState, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return nil, err
	}
	defer leave()
	if n <= 0 {
		return nil, nil
	}
	rows, err := s.read(ctx, `MATCH (v:SourceRecord) USING INDEX SEEK v:SourceRecord(source, seq)
		WHERE v.source > $after AND v.seq <= $s AND v:SourceVersion
		WITH DISTINCT v.source AS id ORDER BY id LIMIT $n RETURN id`, map[string]any{"after": string(after), "s": int64(p.sequence), "n": n})
	if err != nil {
		return nil, err
	}
	ids := make([]graph.SourceID, len(rows))
	for i, r := range rows {
		ids[i] = graph.SourceID(r.text(0))
	}
	return s.sourceStates(ctx, p, ids)
}

// sourceStates gives sources in the order asked for; those that are not recorded by then are left out.
func (s *Store) sourceStates(ctx context.Context, p point, ids []graph.SourceID) ([]graph.SourceState, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	found := make(map[graph.SourceID]*graph.SourceState, len(ids))
	var published []counter[graph.SourceID]
	for part := range slices.Chunk(distinct(ids), chunk) {
		rows, err := s.read(ctx, sourcesQuery, map[string]any{"ids": stringsOf(part), "s": int64(p.sequence)})
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			v := r.props(1)
			st := &graph.SourceState{
				Source: decodeSource(v), Held: r.bool(2), Sequence: graph.Sequence(v.int("seq")), Recorded: v.time("recorded"),
			}
			found[st.ID] = st
			published = append(published, counter[graph.SourceID]{id: st.ID, log: r.ints(3), used: r.bool(4)})
		}
	}
	if err := s.countPublished(ctx, p, published, func(id graph.SourceID, n int) { found[id].Claims = n }); err != nil {
		return nil, err
	}
	recorded := make([]graph.SourceID, 0, len(found))
	for id := range found {
		recorded = append(recorded, id)
	}
	relays, err := s.relaysOf(ctx, p, recorded)
	if err != nil {
		return nil, err
	}
	out := make([]graph.SourceState, 0, len(ids))
	for _, id := range ids {
		if st := found[id]; st != nil {
			st.Relaying, st.Origin = relays[id], relays.origin(id)
			out = append(out, *st)
		}
	}
	return out, nil
}

// sourcesQuery reads versions from the log, which never changes, and not the newest state from the sources' own nodes: a
// reader may see a node while only some of its properties are written.
const sourcesQuery = `UNWIND $ids AS id
	WITH id, COLLECT { MATCH (v:SourceRecord) USING INDEX SEEK v:SourceRecord(source, seq) WHERE v.source = id AND v.seq <= $s AND v:SourceVersion
		RETURN v ORDER BY v.source DESC, v.seq DESC LIMIT 1 }[0] AS v
	WHERE v IS NOT NULL
	RETURN id, v, EXISTS { MATCH (t:Text {source: id}) USING INDEX SEEK t:Text(source) WHERE t.seq <= $s }, COLLECT { MATCH (x:Source {id: id}) USING INDEX SEEK x:Source(id) RETURN x.claims_log }[0],
		EXISTS { MATCH (x:Source {id: id}) USING INDEX SEEK x:Source(id) WHERE x.claims IS NOT NULL }`

// relays tells what sources relay at a sequence.
type relays map[graph.SourceID]graph.SourceID

func (r relays) origin(id graph.SourceID) graph.SourceID {
	return graph.OriginOf(id, func(s graph.SourceID) graph.SourceID { return r[s] })
}

// follow follows chains whose beginnings are known to their ends.
func (s *Store) follow(ctx context.Context, p point, chains relays) error {
	if len(chains) == 0 {
		return nil
	}
	more, err := s.relaysOf(ctx, p, slices.Collect(maps.Values(chains)))
	maps.Copy(chains, more)
	return err
}

// relaysOf follows the relays chains of sources to their ends.
func (s *Store) relaysOf(ctx context.Context, p point, ids []graph.SourceID) (relays, error) {
	out, asked := relays{}, map[graph.SourceID]bool{}
	if !p.relays {
		return out, nil
	}
	next := ids
	for cypher := relayingQuery; ; cypher = chainQuery { // most chains end at once
		var fresh []graph.SourceID
		for _, id := range next {
			if !asked[id] {
				asked[id] = true
				fresh = append(fresh, id)
			}
		}
		if len(fresh) == 0 {
			return out, nil
		}
		next = nil
		for part := range slices.Chunk(fresh, chunk) {
			rows, err := s.read(ctx, cypher, map[string]any{"ids": stringsOf(part), "s": int64(p.sequence)})
			if err != nil {
				return nil, err
			}
			for _, r := range rows {
				id, to := graph.SourceID(r.text(0)), graph.SourceID(r.text(1))
				asked[id] = true
				if to != "" {
					out[id] = to
					next = append(next, to)
				}
			}
		}
	}
}

// What a source relays is written on each record about it, its own or a relay record.
const relayingOf = ` COLLECT { MATCH (v:SourceRecord) USING INDEX SEEK v:SourceRecord(source, seq) WHERE v.source = id AND v.seq <= $s
	RETURN v.relaying ORDER BY v.source DESC, v.seq DESC LIMIT 1 }[0]`

const relayingQuery = `UNWIND $ids AS id WITH id,` + relayingOf + ` AS to WHERE to IS NOT NULL RETURN id, to`

// chainQuery also asks about the sources that stand further down the chain as it is now: most likely they stood there
// at the sequence as well, and need not be asked about one by one.
const chainQuery = `UNWIND $ids AS start MATCH (y:Source {id: start}) USING INDEX SEEK y:Source(id) MATCH (y)-[:RELAYS*0..200]->(x:Source) WITH DISTINCT x.id AS id RETURN id,` + relayingOf

// Text gives the held text of a source.
func (s *Store) Text(ctx context.Context, seq graph.Sequence, id graph.SourceID) (string, bool, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return "", false, err
	}
	defer leave()
	rows, err := s.read(ctx, `MATCH (t:Text {source: $id}) USING INDEX SEEK t:Text(source) WHERE t.seq <= $s RETURN t.body`, map[string]any{"id": string(id), "s": int64(p.sequence)})
	if err != nil || len(rows) == 0 {
		return "", false, err
	}
	return rows[0].text(0), true, nil
}
