package neo4jstore

import (
	"context"
	"unicode/utf8"

	"liaison/graph"
)

// Ties describes ties: those that Expand has described already from what it kept, the others in one look at the claims
// around one end of each.
func (s *Store) Ties(ctx context.Context, seq graph.Sequence, f *graph.Filter, asks []graph.TieAsk) ([]graph.TieAnswer, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return nil, err
	}
	defer leave()
	q := s.ask(p, f, true)
	known := q.recall.about(q.key())
	out := make([]graph.TieAnswer, len(asks))
	var rest []int
	for i := range asks {
		out[i].First, out[i].Last = graph.Bound{None: true}, graph.Bound{None: true}
		if !asks[i].Any && !asks[i].FromA && !asks[i].FromB || !utf8.ValidString(string(asks[i].A+asks[i].B)) {
			continue // its claims are seen from nowhere, or it is between what no actor is called
		}
		if !q.remember(known, &asks[i], &out[i]) {
			rest = append(rest, i)
		}
	}
	for len(rest) > 0 && len(p.types) > 0 {
		if rest, err = q.lookAtTies(ctx, asks, rest, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (q *question) remember(known []recalled, ask *graph.TieAsk, out *graph.TieAnswer) bool {
	for i := range known {
		if t, ok := known[i].answer(q, ask); ok {
			*out = t
			return true
		}
	}
	return false
}

// The ways in which claims of a tie are wanted, seen from the end that is looked at.
const (
	asSubject = 1 // it is the subject
	asObject  = 2
	eitherWay = 4 // it is the object, and the relation symmetric; as the subject that is wanted of every tie
	tieWays   = 8
)

// waysOf gives the ways for a tie whose claims are looked at from an end.
func (q *question) waysOf(ask *graph.TieAsk, end graph.ActorID) int {
	if ask.A == ask.B {
		return asSubject // each of its claims is found from both ends
	}
	seenHere, seenThere := ask.FromA, ask.FromB
	if end == ask.B {
		seenHere, seenThere = seenThere, seenHere
	}
	out, in := q.Direction != graph.In, q.Direction != graph.Out
	ways := eitherWay
	if ask.Any || seenHere && out || seenThere && in {
		ways |= asSubject
	}
	if ask.Any || seenHere && in || seenThere && out {
		ways |= asObject
	}
	return ways
}

// ties is the kind of statement for ties.
const ties = "ties"

// tiesTail keeps the groups of the ties that are asked for, in the ways that are: $ties holds for each actor looked at and
// each other end the number of the tie and its ways.
const tiesTail = `WITH $ties[f][coalesce($cluster[b.id], b.id)] AS e, way, ` + namesOfTies + `
WHERE e IS NOT NULL AND ` + groupCheck + ` AND CASE WHEN way = 1 THEN e % 2 = 1 OR $symmetric[t] ELSE e / 2 % 2 = 1 OR e / 4 % 2 = 1 AND $symmetric[t] END
WITH collect([e / 8, ` + listOfTies + `]) AS gs
`

func (q *question) tiesText() string {
	look := search{shape: q.shape(), many: true, within: true, group: "g[0] AS f, b, " + groupsOfTies, names: "f, b, " + namesOfTies}
	return look.cypher() + tiesTail + detailsOf("k", "$wanted[x[0]][0]", "$wanted[x[0]][1]") + `RETURN counts, facts, claims`
}

// lookAtTies fills in the answers of some asks, and gives those that are about a tie another of them is about.
func (q *question) lookAtTies(ctx context.Context, asks []graph.TieAsk, which []int, out []graph.TieAnswer) (again []int, err error) {
	ends, err := q.chooseEnds(ctx, asks, which)
	if err != nil {
		return nil, err
	}
	var (
		actors  []graph.ActorID
		byActor []map[string]any
		wanted  [][]int
		numbers []int // of the asks looked at
		peers   []string
	)
	at, seen, cluster := map[graph.ActorID]int{}, map[graph.ActorID]bool{}, map[string]any{}
	for n, i := range which {
		ask, here, there := &asks[i], ends[n], asks[i].A
		if here == there {
			there = ask.B
		}
		k, known := at[here]
		if !known {
			k = len(actors)
			at[here], actors, byActor = k, append(actors, here), append(byActor, map[string]any{})
		}
		if _, known := byActor[k][string(there)]; known {
			again = append(again, i)
			continue
		}
		byActor[k][string(there)] = len(numbers)*tieWays + q.waysOf(ask, here)
		numbers = append(numbers, i)
		if ask.N > 0 {
			wanted = append(wanted, []int{ask.Skip, ask.Skip + ask.N})
		} else {
			wanted = append(wanted, []int{0, 0})
		}
		if seen[there] {
			continue
		}
		seen[there] = true
		for _, m := range q.Identity.Members(there) {
			peers = append(peers, string(m))
			if m != there {
				cluster[string(m)] = string(there)
			}
		}
	}
	if err := q.choose(ctx, actors, ties, q.tiesText); err != nil {
		return nil, err
	}
	q.around(actors)
	q.witnessParams()
	p := q.params
	p["ties"], p["wanted"], p["peers"], p["cluster"], p["symmetric"] = byActor, wanted, peers, cluster, q.symmetric()
	rows, err := q.find(ctx, ties, q.tiesText)
	if err != nil {
		return nil, err
	}
	r := rows[0]
	err = q.decodeDetails(r.list(0), r.list(1), r.list(2), func(key any) *graph.TieAnswer {
		n, _ := key.(int64)
		return &out[numbers[n]]
	})
	for _, i := range numbers {
		sortRows(out[i].Rows)
	}
	return again, err
}

// fewTies is up to how many ties it pays to ask first how many claims their ends have.
const fewTies = 20

// chooseEnds chooses from which end each tie is looked at, so that there are few claims to look at.
func (q *question) chooseEnds(ctx context.Context, asks []graph.TieAsk, which []int) ([]graph.ActorID, error) {
	left := map[graph.ActorID]int{} // ties for which no end is chosen, by end
	for _, i := range which {
		left[asks[i].A]++
		if asks[i].A != asks[i].B {
			left[asks[i].B]++
		}
	}
	ends := make([]graph.ActorID, len(which))
	if len(which) > fewTies || len(left) == 1 {
		for n, i := range which {
			ends[n] = asks[i].A
			if left[asks[i].B] > left[asks[i].A] {
				ends[n] = asks[i].B
			}
		}
		return ends, nil
	}
	costs, err := q.costs(ctx, left)
	if err != nil {
		return nil, err
	}
	for open := len(which); open > 0; {
		// The actor that is cheapest by the tie.
		var best graph.ActorID
		for a, n := range left {
			if n > 0 && (best == "" || costs[a]*left[best] < costs[best]*n || costs[a]*left[best] == costs[best]*n && a < best) {
				best = a
			}
		}
		for n, i := range which {
			if ends[n] == "" && (asks[i].A == best || asks[i].B == best) {
				ends[n] = best
				open--
				left[asks[i].A]--
				if asks[i].A != asks[i].B {
					left[asks[i].B]--
				}
			}
		}
	}
	return ends, nil
}

// startCost is how many claims could be looked at in the time that it takes to look for the claims of an actor at all.
const startCost = 1_000

// costs tells how much looking at clusters costs, in claims. The counts are those of now, which is near enough.
func (q *question) costs(ctx context.Context, clusters map[graph.ActorID]int) (map[graph.ActorID]int, error) {
	var members []string
	out := make(map[graph.ActorID]int, len(clusters))
	for c := range clusters {
		out[c] = startCost
		members = append(members, stringsOf(q.Identity.Members(c))...)
	}
	rows, err := q.read(ctx, `MATCH (x:Actor) USING INDEX SEEK x:Actor(id) WHERE x.id IN $ids RETURN collect([x.id, x.degree])`, map[string]any{"ids": members})
	if err != nil {
		return nil, err
	}
	for _, item := range rows[0].list(0) {
		r := rowOf(item)
		out[q.Identity.Of(graph.ActorID(r.text(0)))] += r.int(1)
	}
	return out, nil
}
