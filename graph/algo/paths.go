package algo

import (
	"cmp"
	"context"
	"errors"
	"slices"

	library "github.com/dominikbraun/graph"

	"liaison/graph"
)

// Paths finds the best paths of a view. The zero value is ready.
type Paths struct{}

var _ graph.Pathfinder = Paths{}

// Best is graph.Pathfinder.Best. It is Yen's algorithm as Lawler improved it: each path found parts those that are left into
// groups, by how far they go along with it, and of each group only the best one is looked for.
func (Paths) Best(ctx context.Context, view graph.Roads, k int) ([]graph.Route, error) {
	m := newMap(view)
	var (
		out   []graph.Route
		ahead []*group
	)
	if g, err := m.solve(ctx, &group{path: []int{m.a}}); err != nil || g == nil {
		return nil, err
	} else {
		ahead = append(ahead, g)
	}
	for len(out) < k && len(ahead) > 0 {
		slices.SortFunc(ahead, compare)
		best := ahead[0]
		ahead = ahead[1:]
		out = append(out, m.route(best))
		if len(out) == k {
			break
		}
		for i := best.fixed; i < len(best.path)-1; i++ {
			g := &group{fixed: i, path: slices.Clone(best.path[:i+1]), barred: []int{best.path[i+1]}}
			if i == best.fixed {
				g.barred = append(g.barred, best.barred...)
			}
			solved, err := m.solve(ctx, g)
			if err != nil {
				return out, err
			}
			if solved != nil {
				ahead = append(ahead, solved)
			}
		}
	}
	return out, nil
}

// group is the paths that begin alike and then do not go on to some actors, and the best of them.
type group struct {
	fixed  int   // how many hops are alike
	barred []int // where they do not go next
	path   []int // the best of them, by actor; before it is found, what is alike
	cost   int
}

// compare orders groups by their best paths.
func compare(x, y *group) int {
	return cmp.Or(cmp.Compare(x.cost, y.cost), cmp.Compare(len(x.path), len(y.path)), slices.Compare(x.path, y.path))
}

// roadMap is a view by numbers: actors in order of id. It is laid out in layers, an actor in each layer in which a path may
// pass it, so that no path has more hops than there are layers; the last actor has one place for all.
type roadMap struct {
	actors []graph.ActorID
	a, b   int
	hops   int
	costs  map[[2]int]int
	roads  []road
}

// place is an actor in a layer, that is after so many hops.
type place struct{ hop, actor int }

type road struct {
	from, to place
	cost     int
}

// newMap lays a view out.
func newMap(view graph.Roads) *roadMap {
	m := &roadMap{hops: view.Hops, costs: map[[2]int]int{}}
	m.actors = []graph.ActorID{view.A, view.B}
	for _, s := range view.Steps {
		m.actors = append(m.actors, s.From, s.To)
	}
	slices.Sort(m.actors)
	m.actors = slices.Compact(m.actors)
	number := func(id graph.ActorID) int {
		n, _ := slices.BinarySearch(m.actors, id)
		return n
	}
	m.a, m.b = number(view.A), number(view.B)
	ahead, back := make([][]int, len(m.actors)), make([][]int, len(m.actors))
	for _, s := range view.Steps {
		from, to := number(s.From), number(s.To)
		m.costs[[2]int{from, to}] = s.Cost()
		ahead[from], back[to] = append(ahead[from], to), append(back[to], from)
	}
	fromA, toB := distances(ahead, m.a), distances(back, m.b)
	for from := range ahead {
		for _, to := range ahead[from] {
			if fromA[from] < 0 || toB[to] < 0 || from == m.b || to == m.a {
				continue
			}
			for hop := fromA[from]; hop+1+toB[to] <= m.hops && (from != m.a || hop == 0); hop++ {
				m.roads = append(m.roads, road{place{hop, from}, m.place(hop+1, to), m.costs[[2]int{from, to}]})
			}
		}
	}
	return m
}

// place gives where an actor is after so many hops.
func (m *roadMap) place(hop, actor int) place {
	if actor == m.b {
		hop = m.hops
	}
	return place{hop, actor}
}

// distances counts hops; -1 where there is no way.
func distances(next [][]int, from int) []int {
	out := make([]int, len(next))
	for i := range out {
		out[i] = -1
	}
	out[from] = 0
	for list := []int{from}; len(list) > 0; list = list[1:] {
		for _, b := range next[list[0]] {
			if out[b] < 0 {
				out[b] = out[list[0]] + 1
				list = append(list, b)
			}
		}
	}
	return out
}

func (m *roadMap) route(g *group) graph.Route {
	r := graph.Route{Cost: g.cost}
	for _, n := range g.path {
		r.Actors = append(r.Actors, m.actors[n])
	}
	return r
}

// solve finds the best path of a group; nil where it is empty. The library gives any of the paths that weigh least, in
// whatever order its maps are, and weighs with floating point: so the weights are small whole numbers that make fewer hops
// lighter among paths of equal cost, and then the lesser id next. That settles one actor; then the next one is asked for.
func (m *roadMap) solve(ctx context.Context, g *group) (*group, error) {
	for at := len(g.path) - 1; g.path[at] != m.b; at++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p := &part{roadMap: m, here: place{at, g.path[at]}, passed: g.path}
		if at == g.fixed {
			p.barred = g.barred
		}
		found := library.NewWithStore(func(p place) place { return p }, library.Store[place, place](p), library.Directed(), library.Weighted())
		path, err := library.ShortestPath(found, p.here, m.place(0, m.b))
		if errors.Is(err, library.ErrTargetNotReachable) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		g.path = append(g.path, path[1].actor)
	}
	for i := range g.path[1:] {
		g.cost += m.costs[[2]int{g.path[i], g.path[i+1]}]
	}
	return g, nil
}
