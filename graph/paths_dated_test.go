package graph_test

import (
	"fmt"
	"slices"
	"testing"

	"liaison/graph"
)

// smallDates lie within few days, so that all worlds can be tried.
var smallDates = []string{
	"2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04", "2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04",
	"[2024-03-01..2024-03-02]", "[2024-03-02..2024-03-04]", "[..2024-03-02]", "[2024-03-03..]", "2024-03-02?",
	"2024-03-01/2024-03-03", "2024-03-02/2024-03-04", "2024-03-03/", "/2024-03-02", "2024-03-02/..", "",
}

// worldDays are days of which every bound of smallDates is one, and that lie before, between and after them: what a day is
// between two of them makes no difference.
func worldDays() []graph.Day {
	var out []graph.Day
	for _, s := range []string{"2024-02-29", "2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04", "2024-03-05", "2024-06-01", "2024-06-02"} {
		d, _ := graph.ParseDay(s)
		out = append(out, d)
	}
	return out
}

// lasting is a claim in a world.
type lasting struct{ start, end graph.Day }

// worldsOf lists what a date may mean.
func worldsOf(w graph.When) []lasting {
	b := w.Bounds()
	var out []lasting
	for _, start := range worldDays() {
		for _, end := range worldDays() {
			if start >= b.SLo && start <= b.SHi && end >= b.ELo && end <= b.EHi && start <= end && (!w.IsInstant() || start == end) {
				out = append(out, lasting{start, end})
			}
		}
	}
	return out
}

// TestPathsInTimeAgreeWithBruteForce: the paths on which dates agree are those that trying all choices of claims in all
// worlds finds.
func TestPathsInTimeAgreeWithBruteForce(t *testing.T) {
	t.Parallel()
	for _, sense := range []graph.Sense{graph.Forward, graph.Together} {
		for _, worlds := range []graph.Worlds{graph.SomeWorld, graph.EveryWorld} {
			t.Run(fmt.Sprintf("%s in %s world", sense, worlds), func(t *testing.T) {
				t.Parallel()
				o := &timeOracle{sense: sense, worlds: worlds, of: map[graph.When][]lasting{}}
				comparePaths(t, func(seed uint64) *cosmos {
					o.known = map[string]bool{}
					return newCosmosOf(t, seed, 30, smallDates...)
				}, func(w *cosmos) graph.PathsQuery {
					q := w.pathQuestion()
					q.Dates, q.Worlds = sense, worlds
					return q
				}, o.compare)
			})
		}
	}
}

// timeOracle decides by trying.
type timeOracle struct {
	sense  graph.Sense
	worlds graph.Worlds
	of     map[graph.When][]lasting
	known  map[string]bool
}

func (o *timeOracle) compare(w *cosmos, q graph.PathsQuery) bool {
	want, got := o.tryAll(w, q), w.askPaths(q)
	if got.left != "" {
		return false // the budget ended it
	}
	w.same(want, got)
	steps := w.steps(q)
	for i, way := range got.ways {
		var claims []*graph.ClaimState
		for k, id := range way {
			list := steps[got.paths[i][k]][got.paths[i][k+1]]
			at := slices.IndexFunc(list, func(c *graph.ClaimState) bool { return c.ID == id })
			if at < 0 {
				w.t.Errorf("claim %s is no step from %s to %s", id, got.paths[i][k], got.paths[i][k+1])
				return true
			}
			claims = append(claims, list[at])
		}
		if len(way) != len(got.paths[i])-1 || !o.holds(claims) {
			w.t.Errorf("the claims %v do not prove the path %v", way, got.paths[i])
		}
	}
	return len(got.Paths) > 0
}

// tryAll goes all ways, with all choices of claims.
func (o *timeOracle) tryAll(w *cosmos, q graph.PathsQuery) pathAnswer {
	a := pathAnswer{Ties: map[string]string{}}
	steps, n := w.steps(q), w.filters(q)
	type way struct {
		actors  []graph.ActorID
		choices [][]*graph.ClaimState
	}
	ways := []way{{[]graph.ActorID{w.of(q.A)}, [][]*graph.ClaimState{nil}}}
	for hop := 1; hop <= q.Hops && len(a.Paths) == 0; hop++ {
		var longer []way
		for _, x := range ways {
			for peer, claims := range steps[x.actors[len(x.actors)-1]] {
				if slices.Contains(x.actors, peer) {
					continue
				}
				next := way{actors: append(slices.Clone(x.actors), peer)}
				for _, choice := range x.choices {
					for _, c := range claims {
						if more := append(slices.Clone(choice), c); o.holds(more) {
							next.choices = append(next.choices, more)
						}
					}
				}
				if len(next.choices) == 0 {
					continue
				}
				longer = append(longer, next)
				if peer == w.of(q.B) {
					a.Hops = hop
					a.Paths = append(a.Paths, fmt.Sprint(next.actors))
					w.sumUp(&a, &n, steps, next.actors)
				}
			}
		}
		ways = longer
	}
	slices.Sort(a.Paths)
	a.Total = len(a.Paths)
	return a
}

// holds tells whether the dates of claims agree in some world, or in every one.
func (o *timeOracle) holds(claims []*graph.ClaimState) bool {
	key := ""
	for _, c := range claims {
		stamp, _ := c.When.Stamped()
		key += fmt.Sprint(c.When, stamp, ";")
	}
	is, known := o.known[key]
	if known {
		return is
	}
	if o.worlds == graph.EveryWorld {
		is = !slices.ContainsFunc(claims, func(c *graph.ClaimState) bool { return c.When.IsZero() || c.When.Unsure() }) && !o.any(claims, nil, false)
	} else {
		is = o.any(claims, nil, true)
	}
	o.known[key] = is
	return is
}

// any tells whether there is a world in which what is asked for is so, or is not so. What fails for the first claims fails
// for all.
func (o *timeOracle) any(claims []*graph.ClaimState, world []lasting, so bool) bool {
	if is := o.so(world); !is || len(world) == len(claims) {
		return is == so && (!is || len(world) == len(claims))
	}
	when := claims[len(world)].When
	if o.of[when] == nil {
		o.of[when] = worldsOf(when)
	}
	for _, l := range o.of[when] {
		if o.any(claims, append(slices.Clone(world), l), so) {
			return true
		}
	}
	return false
}

// so tells whether what is asked for is so in a world.
func (o *timeOracle) so(world []lasting) bool {
	if o.sense == graph.Together {
		for _, day := range worldDays() {
			if !slices.ContainsFunc(world, func(l lasting) bool { return day < l.start || day > l.end }) {
				return true
			}
		}
		return false
	}
	on := graph.OpenStart // the earliest days are the best
	for _, l := range world {
		if on = max(on, l.start); on > l.end {
			return false
		}
	}
	return true
}
