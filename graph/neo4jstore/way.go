package neo4jstore

import (
	"context"

	"liaison/graph"
)

// walkUpTo is up to how many claims it takes less time to walk along the relationships of actors than to look into the
// indexes of every type, and to have that planned.
const walkUpTo = 5_000

// chooseWay decides how the claims around clusters are found, by how many there are. It remembers about how many that is:
// an actor who has more by now is walked around all the same, and only takes longer.
func (q *question) chooseWay(ctx context.Context, clusters []graph.ActorID) error {
	var unknown []string
	sum := 0
	for _, c := range clusters {
		for _, m := range q.Identity.Members(c) {
			if n, ok := q.sizes.Load(m); ok {
				sum += n.(int)
			} else {
				unknown = append(unknown, string(m))
			}
		}
	}
	if len(unknown) > 0 && sum <= q.walkUpTo {
		rows, err := q.read(ctx, `UNWIND $ids AS id MATCH (x:Actor {id: id}) RETURN collect([id, coalesce(x.degree, 0)])`, map[string]any{"ids": unknown})
		if err != nil {
			return err
		}
		for _, item := range rows[0].list(0) {
			r := rowOf(item)
			q.sizes.Store(graph.ActorID(r.text(0)), r.int(1))
			sum += r.int(1)
		}
	}
	q.walk = sum <= q.walkUpTo
	return nil
}
