package neo4jstore

import (
	"context"
	"fmt"
	"slices"

	"liaison/graph"
)

// Expand finds the claims around a frontier.
func (s *Store) Expand(ctx context.Context, seq graph.Sequence, f *graph.Filter, h graph.Hop) (graph.Expansion, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return graph.Expansion{}, err
	}
	defer leave()
	if len(h.Frontier) == 0 || len(p.types) == 0 {
		return graph.Expansion{}, nil
	}
	// Among takes claims of either direction, and the witnesses of a pair are counted over these.
	q := s.ask(p, f, h.Among || f.MinWitnesses > 0)
	if q.isAlone(h) {
		return q.expandAlone(ctx, h.Frontier[0])
	}
	return q.expand(ctx, h)
}

// What branches count for an expansion.
const (
	groupsOfHop = "g[0] AS f, b, r.relation AS t, " + claimYear + " AS y, count(*) AS n, max(r.slot % 100000000) AS m"
	namesOfHop  = "f, b, t, y, n, m"
	// told is counted by where more than the relation is asked for.
	told, namesTold = ", r.source AS q, r.mark % 2 AS k", ", q, k"
	// speaker is the origin of a claim that counts for witnesses.
	speaker = ", CASE WHEN r.mark % 2 <> $denied THEN null WHEN r.mark < 2 THEN coalesce($moved[r.source], r.source) ELSE coalesce($moved[coalesce(r.relays, r.source)], r.origin) END AS o"
)

// hopTail puts groups together where the same is decided about them: frontier actor, other end, way, and whether the
// relation is symmetric, where directions matter.
const hopTail = `WITH f, b, way, $symmetric[t] AS even, max(m) AS m, collect(t) AS t, collect(y) AS y, collect(n) AS n
RETURN collect([f, b.id, way, even, m, t, y, n]) AS groups`

// plainTail makes the rows themselves, and counts by relation and year, where no group has to be looked at here: claims
// with an end in an earlier frontier were counted there, and claims between two actors of the frontier are found from both.
const plainTail = `WITH collect([f, b, way, t, y, n, m]) AS gs
WITH gs, COLLECT { MATCH (x:Actor) USING INDEX SEEK x:Actor(id) WHERE x.id IN $ids RETURN x } AS frontier,
	COLLECT { MATCH (x:Actor) USING INDEX SEEK x:Actor(id) WHERE x.id IN $done RETURN x } AS done
WITH [x IN gs WHERE NOT x[1] IN done AND (x[2] = 1 OR NOT x[1] IN frontier)] AS gs
CALL { WITH gs UNWIND gs AS x WITH x[0] AS f, x[1] AS b, sum(x[5]) AS n, max(x[6]) AS m
	WITH collect(f) AS f, collect(b.id) AS p, collect(n) AS n, collect(m) AS m RETURN [f, p, n, m] AS rows }
CALL { WITH gs UNWIND gs AS x WITH x[3] AS t, x[4] AS y, sum(x[5]) AS n
	WITH collect(t) AS t, collect(y) AS y, collect(n) AS n RETURN [t, y, n] AS sums }
RETURN rows, sums`

// voicesTail counts for each pair of clusters the origins by the ways in which they have spoken, see group.bit.
const voicesTail = `WITH collect([f, b, way, t, y, n, m, o]) AS gs
CALL { WITH gs UNWIND gs AS x WITH x[0] AS f, x[1] AS b, x[2] AS way, x[3] AS t, x[4] AS y, sum(x[5]) AS n, max(x[6]) AS m
	` + hopTail + ` }
CALL { WITH gs UNWIND gs AS x WITH x WHERE x[7] IS NOT NULL
	WITH $frontier[x[0]] AS f, coalesce($cluster[x[1].id], x[1].id) AS p, x[2] AS way, $symmetric[x[3]] AS even, x[7] AS o
	WITH CASE WHEN f < p THEN f ELSE p END AS a, CASE WHEN f < p THEN p ELSE f END AS b, o, CASE WHEN even THEN 4 WHEN (way = 1) = (f < p) THEN 1 ELSE 2 END AS bit
	WITH a, b, o, sum(DISTINCT bit) AS ways WITH a, b, ways, count(*) AS n RETURN collect([a, b, ways, n]) AS voices }
RETURN groups, voices`

// hop is a kind of statement for an expansion.
type hop struct{ plain, among, told, voices bool }

func (h hop) String() string {
	return fmt.Sprintf("hop %t %t %t %t", h.plain, h.among, h.told, h.voices)
}

func (q *question) hopText(h hop) string {
	look := search{shape: q.shape(), many: true, within: h.among, group: groupsOfHop, names: namesOfHop}
	check := "WITH * WHERE " + relationCheck + "\n"
	if h.told {
		look.group += told
		look.names += namesTold
		check = "WITH * WHERE " + groupCheck + "\n"
	}
	if h.plain {
		return look.cypher() + check + plainTail
	}
	if !h.voices {
		return look.cypher() + check + hopTail
	}
	look.group += speaker
	look.names += ", o"
	return look.cypher() + check + voicesTail
}

// expand finds the claims around any frontier: groups of them in the database, and here what follows from these.
func (q *question) expand(ctx context.Context, h graph.Hop) (graph.Expansion, error) {
	kind := hop{among: h.Among, told: q.params["polarity"] != nil || q.params["sources"] != nil, voices: h.Witnesses || q.MinWitnesses > 0}
	kind.plain = !kind.among && !kind.voices && !q.choosy() && q.Direction != graph.Out && q.Direction != graph.In &&
		!slices.ContainsFunc(h.Frontier, func(a graph.ActorID) bool { return slices.Contains(h.Done, a) })
	build := func() string { return q.hopText(kind) }
	if err := q.choose(ctx, h.Frontier, kind.String(), build); err != nil {
		return graph.Expansion{}, err
	}
	q.around(h.Frontier)
	q.params["symmetric"], q.params["done"] = q.symmetric(), q.members(h.Done)
	if h.Among {
		q.params["peers"] = q.params["ids"]
		q.params["in"] = map[string]any{} // every claim is found from its subject
	}
	if kind.voices {
		q.witnessParams()
		cluster := map[string]any{}
		q.Identity.Each(func(a, c graph.ActorID) { cluster[string(a)] = string(c) })
		q.params["frontier"], q.params["cluster"] = stringsOf(h.Frontier), cluster
	}
	rows, err := q.find(ctx, kind.String(), build)
	if err != nil {
		return graph.Expansion{}, err
	}
	if kind.plain {
		return q.plainExpansion(h.Frontier, rows[0]), nil
	}
	e := &expansion{question: q, among: h.Among, inFrontier: setOf(h.Frontier), done: setOf(h.Done), witnesses: h.Witnesses}
	clusters := map[graph.ActorID]bool{}
	for _, item := range rows[0].list(0) {
		r := rowOf(item)
		g := group{
			frontier: h.Frontier[r.int(0)], peer: q.Identity.Of(graph.ActorID(r.text(1))), subject: r.int(2) > 0, symmetric: r.bool(3),
			newest: dayOf(r.int(4)), relations: r.list(5), years: r.list(6), counts: r.list(7),
		}
		e.groups = append(e.groups, g)
		clusters[g.frontier], clusters[g.peer] = true, true
	}
	if kind.voices {
		e.voices = voicesOf(rows[0].list(1))
	}
	if e.hidden, err = q.hidden(ctx, clusters); err != nil {
		return graph.Expansion{}, err
	}
	return e.sum(), nil
}

// plainExpansion reads rows and counts.
func (q *question) plainExpansion(frontier []graph.ActorID, r row) graph.Expansion {
	var out graph.Expansion
	lists := rowOf(r.list(0))
	inFrontier, at := setOf(frontier), map[pair]int{}
	actors, peers, counts, days := lists.list(0), lists.list(1), lists.list(2), lists.list(3)
	for i := range actors {
		n, _ := actors[i].(int64)
		id, _ := peers[i].(string)
		claims, _ := counts[i].(int64)
		day, _ := days[i].(int64)
		row := graph.Row{Frontier: frontier[n], Peer: q.Identity.Of(graph.ActorID(id)), Newest: graph.OpenStart}
		if inFrontier[row.Peer] {
			row.Frontier, row.Peer = min(row.Frontier, row.Peer), max(row.Frontier, row.Peer)
		}
		key := pair{row.Frontier, row.Peer}
		k, known := at[key]
		if !known {
			k = len(out.Rows)
			at[key] = k
			out.Rows = append(out.Rows, row)
		}
		out.Rows[k].Claims += int(claims)
		out.Rows[k].Newest = max(out.Rows[k].Newest, dayOf(int(day)))
	}
	sums := rowOf(r.list(1))
	out.Relations, out.Years, _ = sumUp(sums.list(0), sums.list(1), sums.list(2))
	return out
}

func setOf(actors []graph.ActorID) map[graph.ActorID]bool {
	out := make(map[graph.ActorID]bool, len(actors))
	for _, a := range actors {
		out[a] = true
	}
	return out
}

// pair is two clusters, the lesser one first.
type pair [2]graph.ActorID

func pairOf(a, b graph.ActorID) pair { return pair{min(a, b), max(a, b)} }

// voicesOf reads how many origins have spoken of a pair in exactly which ways.
func voicesOf(list []any) map[pair]*[8]int {
	out := make(map[pair]*[8]int, len(list))
	for _, item := range list {
		r := rowOf(item)
		p := pairOf(graph.ActorID(r.text(0)), graph.ActorID(r.text(1)))
		if out[p] == nil {
			out[p] = &[8]int{}
		}
		out[p][r.int(2)] += r.int(3)
	}
	return out
}

// group is what was found between a frontier actor and another, of whose claims the one is always the subject.
type group struct {
	frontier, peer           graph.ActorID // clusters
	subject                  bool          // the frontier actor is
	symmetric                bool          // the relations are; not told where every direction is wanted
	newest                   graph.Day
	relations, years, counts []any
}

// bit names the way in which a group's claims go between the two.
func (g *group) bit() int {
	switch {
	case g.symmetric:
		return 4
	case g.subject == (g.frontier < g.peer):
		return 1
	}
	return 2
}

// expansion makes rows of groups.
type expansion struct {
	*question
	among, witnesses         bool
	inFrontier, done, hidden map[graph.ActorID]bool
	groups                   []group
	voices                   map[pair]*[8]int
}

// counted tells whether the claims of a group are counted in its row.
func (e *expansion) counted(g *group) bool {
	subject, object := g.peer, g.frontier
	if g.subject {
		subject, object = g.frontier, g.peer
	}
	forward := !e.hidden[object] && (e.Direction != graph.In || g.symmetric)    // they match seen from their subject
	backward := !e.hidden[subject] && (e.Direction != graph.Out || g.symmetric) // and seen from their object
	switch {
	case e.done[subject] && forward || e.done[object] && backward:
		return false
	case e.MinWitnesses > 0 && e.spoken(g.frontier, g.peer, 7) < e.MinWitnesses:
		return false
	case e.among:
		return g.frontier != g.peer
	case g.subject:
		return forward
	}
	return backward && !(e.inFrontier[subject] && forward) // else they were found from there
}

// spoken counts the origins that have spoken of a pair in one of some ways.
func (e *expansion) spoken(a, b graph.ActorID, ways int) int {
	n := 0
	if voices := e.voices[pairOf(a, b)]; voices != nil {
		for w, k := range voices {
			if w&ways != 0 {
				n += k
			}
		}
	}
	return n
}

func (e *expansion) sum() graph.Expansion {
	var (
		out  graph.Expansion
		all  sum
		ways []int
	)
	at := map[pair]int{}
	for i := range e.groups {
		g := &e.groups[i]
		if !e.counted(g) {
			continue
		}
		row := graph.Row{Frontier: g.frontier, Peer: g.peer, Newest: graph.OpenStart}
		if e.inFrontier[g.peer] {
			row.Frontier, row.Peer = min(g.frontier, g.peer), max(g.frontier, g.peer)
		}
		key := pair{row.Frontier, row.Peer} // in this order: it is from the frontier to the peer
		k, known := at[key]
		if !known {
			k = len(out.Rows)
			at[key] = k
			out.Rows, ways = append(out.Rows, row), append(ways, 0)
		}
		r := &out.Rows[k]
		r.Newest = max(r.Newest, g.newest)
		ways[k] |= g.bit()
		for j := range g.counts {
			relation, _ := g.relations[j].(string)
			year, _ := g.years[j].(int64)
			n, _ := g.counts[j].(int64)
			r.Claims += int(n)
			all.add(relation, int(year), int(n))
		}
	}
	if e.witnesses {
		for i := range out.Rows {
			out.Rows[i].Witnesses = e.spoken(out.Rows[i].Frontier, out.Rows[i].Peer, ways[i])
		}
	}
	out.Relations, out.Years = all.counts()
	return out
}
