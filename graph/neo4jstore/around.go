package neo4jstore

import (
	"context"

	"liaison/graph"
)

// Most questions look at the claims around one actor, and then at the best of his ties. Both is found in one look: Expand
// describes the ties that will most likely be asked for while it has their claims, and Ties takes them from there (see
// recall). A guess that is wrong costs time and changes no answer.

// preparedClaims is how many claims a page is thought to show.
const preparedClaims = 100

// isAlone tells whether an expansion is that: one actor, and nothing to leave out.
func (q *question) isAlone(h graph.Hop) bool {
	return len(h.Frontier) == 1 && len(h.Done) == 0 && !h.Among && !h.Witnesses && q.MinWitnesses <= 0 && !q.choosy() &&
		len(q.Identity.Members(h.Frontier[0])) == 1
}

// alone is the kind of statement for that.
const alone = "alone"

// aloneTail describes the ties with most claims and those with the newest. How many claims of each a page shows follows
// from graph.Explorer's dealing: one a tie, round by round. The last round that is dealt whole is found by taking the ties
// with fewest claims first.
const aloneTail = `WITH * WHERE (b <> me OR way = $loops) AND ` + groupCheck + `
WITH collect([b, ` + listOfTies + `]) AS gs
CALL { WITH gs UNWIND gs AS x WITH x[0] AS b, sum(x[5]) AS n, max(x[6]) AS m RETURN collect([b, b.id, n, m]) AS peers }
CALL { WITH gs UNWIND gs AS x WITH x[1] AS t, x[2] AS y, sum(x[5]) AS n WITH collect(t) AS t, collect(y) AS y, collect(n) AS n RETURN [t, y, n] AS sums }
CALL { WITH peers UNWIND peers AS p WITH p ORDER BY p[2] DESC, p[3] DESC, p[1] LIMIT $strong RETURN collect(p[0]) AS strong }
CALL { WITH peers UNWIND peers AS p WITH p ORDER BY p[3] DESC, p[2] DESC, p[1] LIMIT $recent RETURN collect(p[0]) AS recent }
CALL { WITH peers UNWIND CASE WHEN size(peers) < $page THEN peers ELSE [] END AS p WITH p[2] AS n ORDER BY n RETURN collect(n) AS few }
WITH peers, sums, gs, strong + [b IN recent WHERE NOT b IN strong] AS best,
	reduce(a = [$page, size(few)], n IN few | CASE WHEN n * a[1] <= a[0] THEN [a[0] - n, a[1] - 1] ELSE a END) AS dealt
WITH peers, sums, [x IN gs WHERE x[0] IN best] AS gs, CASE WHEN size(peers) >= $page THEN 1 WHEN dealt[1] = 0 THEN $page ELSE dealt[0] / dealt[1] + 1 END AS take
`

const aloneResult = `RETURN [p IN peers | [p[1], p[2], p[3]]] AS peers, sums, counts, facts, claims`

func (q *question) aloneText() string {
	look := search{shape: q.shape(), group: "b, " + groupsOfTies, names: "b, " + namesOfTies}
	return look.cypher() + aloneTail + detailsOf("k.id", "0", "take") + aloneResult
}

// expandAlone finds the claims around one actor.
func (q *question) expandAlone(ctx context.Context, actor graph.ActorID) (graph.Expansion, error) {
	if err := q.choose(ctx, []graph.ActorID{actor}, alone, q.aloneText); err != nil {
		return graph.Expansion{}, err
	}
	q.aroundOne(actor)
	q.witnessParams()
	q.params["loops"] = 1
	if q.Direction == graph.In {
		q.params["loops"] = -1
	}
	q.params["strong"], q.params["recent"], q.params["page"] = preparedClaims, preparedClaims, preparedClaims
	rows, err := q.find(ctx, alone, q.aloneText)
	if err != nil {
		return graph.Expansion{}, err
	}
	var out graph.Expansion
	r := rows[0]
	peers := r.list(0)
	rowAt := make(map[graph.ActorID]int, len(peers))
	for _, item := range peers {
		p := rowOf(item)
		peer := q.Identity.Of(graph.ActorID(p.text(0)))
		at, known := rowAt[peer]
		if !known {
			at = len(out.Rows)
			rowAt[peer] = at
			out.Rows = append(out.Rows, graph.Row{Frontier: actor, Peer: peer, Newest: graph.OpenStart})
		}
		out.Rows[at].Claims += p.int(1)
		out.Rows[at].Newest = max(out.Rows[at].Newest, dayOf(p.int(2)))
	}
	sums := rowOf(r.list(1))
	out.Relations, out.Years, _ = sumUp(sums.list(0), sums.list(1), sums.list(2))
	return out, q.keep(actor, r)
}

// keep remembers the ties that an expansion has described.
func (q *question) keep(actor graph.ActorID, r row) error {
	ties := make(map[graph.ActorID]*graph.TieAnswer, len(r.list(3)))
	err := q.decodeDetails(r.list(2), r.list(3), r.list(4), func(key any) *graph.TieAnswer {
		id, _ := key.(string)
		peer := graph.ActorID(id)
		if len(q.Identity.Members(peer)) > 1 {
			return nil // others have claims of that tie, too
		}
		if ties[peer] == nil {
			ties[peer] = &graph.TieAnswer{}
		}
		return ties[peer]
	})
	if err == nil && len(ties) > 0 {
		for _, t := range ties {
			sortRows(t.Rows)
		}
		q.recall.put(q.key(), actor, ties)
	}
	return err
}
