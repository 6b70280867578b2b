package events

import (
	"fmt"
	"math/rand/v2"

	"liaison/graph"
	"liaison/graph/ontology"
)

// madeUp makes events of the shape of ICEWS: 3 actors for 100 claims, the busiest with 7 % of them, four in five ends
// a repeat of a pair, 18 years in order of day, few relations with most of the claims.
func madeUp(n int) (*Set, error) {
	o, err := ontology.Load()
	if err != nil {
		return nil, err
	}
	r := rand.New(rand.NewPCG(1, 2))
	e := &Set{}
	actors := max(n*3/100, 10)
	for i := range actors {
		e.Actors = append(e.Actors, graph.ActorID(fmt.Sprintf("made-up-actor-no-%d", i)))
	}
	var all []graph.Relation
	for _, r := range o.All() {
		if len(r.Subjects)+len(r.Objects) == 0 { // fits any kinds
			all = append(all, r)
		}
	}
	zipf := rand.NewZipf(r, 1.1, 8, uint64(actors-1))
	type pair struct{ a, b uint32 }
	type event struct {
		pair
		relation int
		day      graph.Day
	}
	var pairs []pair
	known := map[event]bool{}
	for len(pairs) < n {
		p := pair{uint32(zipf.Uint64()), uint32(zipf.Uint64())}
		if len(pairs) > 0 && r.IntN(10) < 6 {
			p = pairs[r.IntN(len(pairs))]
		}
		for p.a == p.b {
			p.b = uint32(r.IntN(actors))
		}
		x := r.Float64()
		v := event{p, int(x * x * x * float64(len(all))), graph.Day(12784 + len(pairs)*6500/n)} // from 2005-01-01
		if known[v] {
			continue // would be one claim
		}
		known[v] = true
		pairs = append(pairs, p)
		e.Subject, e.Object = append(e.Subject, p.a), append(e.Object, p.b)
		e.Day, e.Relation = append(e.Day, v.day), append(e.Relation, all[v.relation].ID)
	}
	return e, nil
}
