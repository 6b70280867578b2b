package neo4jstore

import (
	"context"
	"time"

	"liaison/graph"
)

// walkUpTo is up to how many claims it takes less time to walk along the relationships of actors than to look into the
// indexes of every type.
const walkUpTo = 300

// sizeTime is how long it is believed that an actor has few claims. Many do not become few.
const sizeTime = time.Minute

// size is how many claims an actor had.
type size struct {
	claims int
	at     time.Time
}

// chooseWay decides how the claims around clusters are found, by how many there are. It remembers about how many that is:
// an actor who has more by now is walked around all the same, and only takes longer.
func (q *question) chooseWay(ctx context.Context, clusters []graph.ActorID) error {
	var unknown []string
	sum, now := 0, time.Now()
	for _, c := range clusters {
		for _, m := range q.Identity.Members(c) {
			v, _ := q.sizes.Load(m)
			if known, ok := v.(size); ok && (known.claims > q.walkUpTo || now.Sub(known.at) < sizeTime) {
				sum += known.claims
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
			q.sizes.Store(graph.ActorID(r.text(0)), size{r.int(1), now})
			sum += r.int(1)
		}
	}
	q.claims, q.walk = sum, sum <= q.walkUpTo
	return nil
}
