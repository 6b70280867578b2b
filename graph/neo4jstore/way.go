package neo4jstore

import (
	"context"

	"liaison/graph"
)

// walkUpTo is up to how many claims it takes less time to walk along the relationships of actors than to look into the
// indexes of every type.
const walkUpTo = 200

// chooseWay decides how the claims around clusters are found, by how many there are, and by whether the server has
// a plan for looking into the indexes: then an actor of whom nothing is known costs less to look for there than to ask
// about.
func (q *question) chooseWay(ctx context.Context, clusters []graph.ActorID, planned bool) error {
	var unknown []string
	sum := 0
	for _, c := range clusters {
		for _, m := range q.Identity.Members(c) {
			if n, ok := q.degrees.of(m, q.sequence); ok {
				sum += n
			} else if n, ok = q.degrees.last(m); ok && n > q.walkUpTo { // many do not become few
				sum += n
			} else {
				unknown = append(unknown, string(m))
			}
		}
	}
	if len(unknown) > 0 && planned {
		return nil
	}
	if len(unknown) > 0 && sum <= q.walkUpTo {
		rows, err := q.read(ctx, `UNWIND $ids AS id MATCH (x:Actor {id: id}) USING INDEX SEEK x:Actor(id) RETURN collect(coalesce(x.degree, 0))`, map[string]any{"ids": unknown})
		if err != nil {
			return err
		}
		for _, item := range rows[0].list(0) {
			n, _ := item.(int64)
			sum += int(n)
		}
	}
	q.claims, q.walk = sum, sum <= q.walkUpTo
	return nil
}
