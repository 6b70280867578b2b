package neo4jstore

import (
	"context"
	"slices"

	"liaison/graph"
)

// Actors gives the newest versions of those that are recorded.
func (s *Store) Actors(ctx context.Context, seq graph.Sequence, ids []graph.ActorID) ([]graph.Actor, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return nil, err
	}
	defer leave()
	found := make(map[graph.ActorID]graph.Actor, len(ids))
	for part := range slices.Chunk(s.versions.fill(ids, p.sequence, found), chunk) {
		rows, err := s.read(ctx, actorsQuery, map[string]any{"ids": stringsOf(part), "s": int64(p.sequence)})
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			version := r.props(0)
			a := decodeActor(version)
			found[a.ID] = a
			s.versions.learn(a.ID, a, graph.Sequence(version.int("seq")), p.sequence)
		}
	}
	out := make([]graph.Actor, 0, len(found))
	for _, id := range ids {
		if a, ok := found[id]; ok {
			out = append(out, a)
		}
	}
	return out, nil
}

// actorsQuery reads versions from the log, which never changes (see sourcesQuery).
const actorsQuery = `UNWIND $ids AS id
	WITH COLLECT { MATCH (v:ActorVersion) USING INDEX SEEK v:ActorVersion(actor, seq) WHERE v.actor = id AND v.seq <= $s RETURN v ORDER BY v.actor DESC, v.seq DESC LIMIT 1 }[0] AS v
	WHERE v IS NOT NULL RETURN v`

// ActorsPage lists actors in order of id.
func (s *Store) ActorsPage(ctx context.Context, seq graph.Sequence, kinds []graph.Kind, countries []string, after graph.ActorID, n int) ([]graph.Actor, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return nil, err
	}
	defer leave()
	if n <= 0 {
		return nil, nil
	}
	// Versions in order of their actors: one that passes is the newest at the sequence unless there is a later one.
	cypher := `MATCH (v:ActorVersion) USING INDEX SEEK v:ActorVersion(actor, seq) WHERE v.actor > $after AND v.seq <= $s`
	if len(kinds) > 0 {
		cypher += ` AND v.kind IN $kinds`
	}
	if len(countries) > 0 {
		cypher += ` AND coalesce(v.country, '') IN $countries`
	}
	cypher += ` WITH v ORDER BY v.actor WHERE NOT EXISTS { MATCH (w:ActorVersion) USING INDEX SEEK w:ActorVersion(actor, seq) WHERE w.actor = v.actor AND w.seq > v.seq AND w.seq <= $s }
		RETURN v ORDER BY v.actor LIMIT $n`
	rows, err := s.read(ctx, cypher, map[string]any{
		"after": string(after), "s": int64(p.sequence), "kinds": stringsOf(kinds), "countries": stringsOf(countries), "n": n,
	})
	if err != nil {
		return nil, err
	}
	out := make([]graph.Actor, len(rows))
	for i, r := range rows {
		out[i] = decodeActor(r.props(0))
	}
	return out, nil
}

// Degrees counts claim ends.
func (s *Store) Degrees(ctx context.Context, seq graph.Sequence, ids []graph.ActorID) ([]int, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return nil, err
	}
	defer leave()
	degrees := make(map[graph.ActorID]int, len(ids))
	for part := range slices.Chunk(s.degrees.fill(ids, p.sequence, degrees), chunk) {
		rows, err := s.read(ctx, `UNWIND $ids AS id MATCH (x:Actor {id: id}) USING INDEX SEEK x:Actor(id) RETURN id, x.degree_log, x.degree IS NOT NULL`, map[string]any{"ids": stringsOf(part)})
		if err != nil {
			return nil, err
		}
		counters := make([]counter[graph.ActorID], len(rows))
		for i, r := range rows {
			counters[i] = counter[graph.ActorID]{id: graph.ActorID(r.text(0)), log: r.ints(1), used: r.bool(2)}
		}
		if err := s.countEnds(ctx, p, counters, func(id graph.ActorID, n int) {
			degrees[id] = n
			s.degrees.learn(id, n, p.sequence, p.sequence)
		}); err != nil {
			return nil, err
		}
	}
	out := make([]int, len(ids))
	for i, id := range ids {
		out[i] = degrees[id]
	}
	return out, nil
}
