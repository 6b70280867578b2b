package graph_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
)

// pathAnswer is what is compared: all pages of the paths between two actors.
type pathAnswer struct {
	Paths []string
	Costs []int
	Ties  map[string]string // "from to" along the path: claims and witnesses
	Hops  int
	Total int
	Apart bool
	ways  [][]graph.ClaimID
	paths [][]graph.ActorID
	left  graph.Reason
	far   int
}

// pathCases is how many questions are asked at least of each kind.
const pathCases = 10_000

// comparePaths asks questions of random worlds until there were enough of them, and compares with brute force.
func comparePaths(t *testing.T, world func(seed uint64) *cosmos, question func(*cosmos) graph.PathsQuery, compare func(*cosmos, graph.PathsQuery) (found bool)) {
	t.Helper()
	asked, found := 0, 0
	for seed := uint64(0); asked < cases(t, pathCases); seed++ {
		w := world(seed)
		for range 30 {
			q := question(w)
			if w.of(q.A) == w.of(q.B) {
				continue
			}
			asked++
			if compare(w, q) {
				found++
			}
			if t.Failed() {
				t.Fatalf("seed %d, query %+v", seed, q)
			}
		}
	}
	t.Logf("%d of %d questions had paths", found, asked)
}

// TestPathsAgreeWithBruteForce: the paths of fewest hops are those that trying all ways finds.
func TestPathsAgreeWithBruteForce(t *testing.T) {
	t.Parallel()
	comparePaths(t, func(seed uint64) *cosmos { return newCosmos(t, seed) }, (*cosmos).pathQuestion, func(w *cosmos, q graph.PathsQuery) bool {
		want, got := w.tryAll(q), w.askPaths(q)
		if got.left != "" {
			return false // the budget ended it
		}
		w.same(want, got)
		return len(got.Paths) > 0
	})
}

// same compares answers. What is apart has no path of any length, so that brute force finds none either; the reverse shows
// only where it was looked far enough.
func (w *cosmos) same(want, got pathAnswer) {
	w.t.Helper()
	if got.Apart {
		want.Apart = len(want.Paths) == 0
	}
	if diff := cmp.Diff(want, got, cmp.FilterPath(func(p cmp.Path) bool {
		name := p.Last().String()
		return slices.Contains([]string{".ways", ".paths", ".left", ".far"}, name)
	}, cmp.Ignore())); diff != "" {
		w.t.Errorf("-brute force +explorer\n%s", diff)
	}
}

func (w *cosmos) pathQuestion() graph.PathsQuery {
	n := w.question()
	q := graph.PathsQuery{Criteria: n.Criteria, A: pick(w.r, w.actors...), B: pick(w.r, w.actors...), Kinds: n.Kinds, Avoid: n.Avoid, AvoidDegree: n.AvoidDegree, MinWitnesses: n.MinWitnesses}
	q.Hops, q.Limit = 1+w.r.IntN(5), 1+w.r.IntN(4)
	return q
}

// askPaths reads all pages.
func (w *cosmos) askPaths(q graph.PathsQuery) pathAnswer {
	w.t.Helper()
	a := pathAnswer{Ties: map[string]string{}}
	for {
		v, err := w.e.Paths(context.Background(), q)
		if err != nil {
			w.t.Fatal(err)
		}
		a.Hops, a.Total, a.Apart, a.left, a.far = v.Hops, v.Totals.Paths, v.Totals.Apart, v.Totals.Reason, v.Totals.Looked
		ties := map[[2]graph.ActorID]graph.Tie{}
		for _, t := range v.Ties {
			ties[[2]graph.ActorID{t.A, t.B}] = t
		}
		for _, p := range v.Paths {
			a.Paths, a.paths = append(a.Paths, fmt.Sprint(p)), append(a.paths, p)
			for i := range p[1:] {
				t, shown := ties[[2]graph.ActorID{min(p[i], p[i+1]), max(p[i], p[i+1])}]
				if !shown {
					w.t.Errorf("no tie of the step from %s to %s", p[i], p[i+1])
				}
				a.Ties[fmt.Sprint(p[i], " ", p[i+1])] = fmt.Sprint(t.Claims, " ", t.Witnesses)
			}
		}
		a.ways, a.Costs = append(a.ways, v.Ways...), append(a.Costs, v.Costs...)
		if v.Cursor == "" {
			return a
		}
		q.Cursor = v.Cursor
	}
}

// steps finds the claims that lead from each actor to each other.
func (w *cosmos) steps(q graph.PathsQuery) map[graph.ActorID]map[graph.ActorID][]*graph.ClaimState {
	n := w.filters(q)
	ends := []graph.ActorID{w.of(q.A), w.of(q.B)}
	naive := &naive{w: w, q: &n}
	steps := map[graph.ActorID]map[graph.ActorID][]*graph.ClaimState{}
	for i := range w.claims {
		c := &w.claims[i]
		if !w.passes(&n, c) {
			continue
		}
		for _, f := range []graph.ActorID{w.of(c.Subject), w.of(c.Object)} {
			peer, ok := w.seen(&n, ends, c, f)
			if !ok || peer == f {
				continue
			}
			if n.MinWitnesses > 0 && w.witnesses(&n, naive.between([2]graph.ActorID{min(f, peer), max(f, peer)})) < n.MinWitnesses {
				continue
			}
			if steps[f] == nil {
				steps[f] = map[graph.ActorID][]*graph.ClaimState{}
			}
			if !slices.Contains(steps[f][peer], c) {
				steps[f][peer] = append(steps[f][peer], c)
			}
		}
	}
	return steps
}

func (w *cosmos) filters(q graph.PathsQuery) graph.Query {
	return graph.Query{Criteria: q.Criteria, Kinds: q.Kinds, Avoid: q.Avoid, AvoidDegree: q.AvoidDegree, MinWitnesses: q.MinWitnesses}
}

// tryAll goes all ways without turning back, shortest first.
func (w *cosmos) tryAll(q graph.PathsQuery) pathAnswer {
	a := pathAnswer{Ties: map[string]string{}}
	steps, n := w.steps(q), w.filters(q)
	ways := [][]graph.ActorID{{w.of(q.A)}}
	for hop := 1; hop <= q.Hops && len(a.Paths) == 0; hop++ {
		var longer [][]graph.ActorID
		for _, way := range ways {
			for peer := range steps[way[len(way)-1]] {
				if slices.Contains(way, peer) {
					continue
				}
				next := append(slices.Clone(way), peer)
				longer = append(longer, next)
				if peer == w.of(q.B) {
					a.Hops = hop
					a.Paths = append(a.Paths, fmt.Sprint(next))
					w.sumUp(&a, &n, steps, next)
				}
			}
		}
		ways = longer
	}
	slices.Sort(a.Paths)
	a.Total = len(a.Paths)
	return a
}

// sumUp books the steps of a path.
func (w *cosmos) sumUp(a *pathAnswer, n *graph.Query, steps map[graph.ActorID]map[graph.ActorID][]*graph.ClaimState, path []graph.ActorID) {
	for i := range path[1:] {
		list := steps[path[i]][path[i+1]]
		a.Ties[fmt.Sprint(path[i], " ", path[i+1])] = fmt.Sprint(len(list), " ", w.witnesses(n, list))
	}
}

// TestPathsRefuse: every question that makes no sense is answered with the parameter at fault.
func TestPathsRefuse(t *testing.T) {
	w := newCosmos(t, 0)
	for seed := uint64(1); w.of("a0") == w.of("a1"); seed++ {
		w = newCosmos(t, seed)
	}
	day := func(s string) graph.Day {
		d, _ := graph.ParseDay(s)
		return d
	}
	for name, c := range map[string]struct {
		q     graph.PathsQuery
		field string
		code  graph.Code
		want  string
	}{
		"the same actor":       {graph.PathsQuery{A: "a0", B: "a0"}, "b", graph.CodeInvalid, "same actor"},
		"nobody":               {graph.PathsQuery{A: "a0", B: "nobody"}, "b", graph.CodeNotFound, "no actor"},
		"no id":                {graph.PathsQuery{A: "a0"}, "b", graph.CodeInvalid, ""},
		"too many hops":        {graph.PathsQuery{A: "a0", B: "a1", Hops: 13}, "hops", graph.CodeInvalid, "1 to 12"},
		"hops below nothing":   {graph.PathsQuery{A: "a0", B: "a1", Hops: -1}, "hops", graph.CodeInvalid, "1 to 12"},
		"too many paths":       {graph.PathsQuery{A: "a0", B: "a1", Criteria: graph.Criteria{Limit: 101}}, "limit", graph.CodeInvalid, "1 to 100"},
		"too many best":        {graph.PathsQuery{A: "a0", B: "a1", Best: 26}, "best", graph.CodeInvalid, "1 to 25"},
		"best below nothing":   {graph.PathsQuery{A: "a0", B: "a1", Best: -2}, "best", graph.CodeInvalid, "1 to 25"},
		"best too far":         {graph.PathsQuery{A: "a0", B: "a1", Best: 3, Hops: 7}, "hops", graph.CodeInvalid, "up to 6 hops"},
		"best in order":        {graph.PathsQuery{A: "a0", B: "a1", Best: 3, Dates: graph.Forward}, "dates", graph.CodeInvalid, "together with best"},
		"best and a limit":     {graph.PathsQuery{A: "a0", B: "a1", Best: 3, Criteria: graph.Criteria{Limit: 4}}, "limit", graph.CodeInvalid, "together with best"},
		"best and a cursor":    {graph.PathsQuery{A: "a0", B: "a1", Best: 3, Criteria: graph.Criteria{Cursor: "x"}}, "cursor", graph.CodeInvalid, "together with best"},
		"no such sense":        {graph.PathsQuery{A: "a0", B: "a1", Dates: "backward"}, "dates", graph.CodeInvalid, "forward"},
		"worlds without dates": {graph.PathsQuery{A: "a0", B: "a1", Worlds: graph.EveryWorld}, "worlds", graph.CodeInvalid, "needs dates"},
		"no such worlds":       {graph.PathsQuery{A: "a0", B: "a1", Dates: graph.Together, Worlds: "most"}, "worlds", graph.CodeInvalid, "every"},
		"a swapped window": {graph.PathsQuery{A: "a0", B: "a1", Criteria: graph.Criteria{Windowed: true, Window: graph.Window{From: day("2024-02-01"), To: day("2024-01-01")}}},
			"from", graph.CodeInvalid, "later than to"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := w.e.Paths(context.Background(), c.q)
			e, ok := err.(*graph.Error)
			if !ok || e.Field != c.field || e.Code != c.code || !strings.Contains(e.Message, c.want) {
				t.Errorf("got %#v, want %s %s with %q", err, c.code, c.field, c.want)
			}
		})
	}
	if _, err := graph.NewExplorer(w.st, nil, graph.Limits{}).Paths(context.Background(), graph.PathsQuery{A: "a0", B: "a1", Best: 3}); graph.CodeOf(err) != graph.CodeUnavailable {
		t.Errorf("the best without a pathfinder: %v", err)
	}
}
