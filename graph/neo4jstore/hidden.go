package neo4jstore

import (
	"context"
	"maps"
	"slices"

	"liaison/graph"
)

// choosy tells whether some actors are not neighbours.
func (q *question) choosy() bool { return len(q.Kinds) > 0 || len(q.Avoid) > 0 || q.AvoidDegree > 0 }

// hidden tells which of some clusters are not neighbours.
func (q *question) hidden(ctx context.Context, clusters map[graph.ActorID]bool) (map[graph.ActorID]bool, error) {
	if !q.choosy() {
		return nil, nil
	}
	out := map[graph.ActorID]bool{}
	for _, a := range q.Avoid {
		out[a] = true
	}
	exempt := setOf(q.Exempt)
	for _, a := range q.Exempt {
		delete(out, a)
	}
	var open []graph.ActorID // of which it is not known yet
	for _, a := range slices.Sorted(maps.Keys(clusters)) {
		if !out[a] && !exempt[a] {
			open = append(open, a)
		}
	}
	if len(q.Kinds) > 0 {
		for part := range slices.Chunk(open, chunk) {
			rows, err := q.read(ctx, otherKinds, map[string]any{"ids": stringsOf(part), "s": int64(q.sequence), "kinds": stringsOf(q.Kinds)})
			if err != nil {
				return nil, err
			}
			for _, id := range rows[0].texts(0) {
				out[graph.ActorID(id)] = true
			}
		}
		open = slices.DeleteFunc(open, func(a graph.ActorID) bool { return out[a] })
	}
	if q.AvoidDegree > 0 {
		degrees, err := q.clusterDegrees(ctx, open)
		if err != nil {
			return nil, err
		}
		for a, n := range degrees {
			if n > q.AvoidDegree {
				out[a] = true
			}
		}
	}
	return out, nil
}

// otherKinds gives those of some actors that are of none of some kinds, by their newest versions.
const otherKinds = `UNWIND $ids AS id
	WITH id, COLLECT { MATCH (v:ActorVersion) USING INDEX SEEK v:ActorVersion(actor, seq) WHERE v.actor = id AND v.seq <= $s RETURN v.kind ORDER BY v.actor DESC, v.seq DESC LIMIT 1 }[0] AS kind
	WHERE kind IS NULL OR NOT kind IN $kinds RETURN collect(id)`

// clusterDegrees sums the degrees of each cluster's members.
func (q *question) clusterDegrees(ctx context.Context, clusters []graph.ActorID) (map[graph.ActorID]int, error) {
	var members []graph.ActorID
	for _, c := range clusters {
		members = append(members, q.Identity.Members(c)...)
	}
	out := make(map[graph.ActorID]int, len(clusters))
	for part := range slices.Chunk(members, chunk) {
		rows, err := q.read(ctx, `UNWIND $ids AS id MATCH (x:Actor {id: id}) USING INDEX SEEK x:Actor(id) RETURN collect([id, x.degree_log, x.degree IS NOT NULL])`, map[string]any{"ids": stringsOf(part)})
		if err != nil {
			return nil, err
		}
		var counters []counter[graph.ActorID]
		for _, item := range rows[0].list(0) {
			r := rowOf(item)
			counters = append(counters, counter[graph.ActorID]{id: graph.ActorID(r.text(0)), log: r.ints(1), used: r.bool(2)})
		}
		if err := q.countEnds(ctx, q.point, counters, func(a graph.ActorID, n int) { out[q.Identity.Of(a)] += n }); err != nil {
			return nil, err
		}
	}
	return out, nil
}
