package graph_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"liaison/graph"
)

// TestBestPathsAgreeWithBruteForce: the best paths are the first of all paths in order of cost, hops and ids.
func TestBestPathsAgreeWithBruteForce(t *testing.T) {
	t.Parallel()
	comparePaths(t, func(seed uint64) *cosmos { return newCosmosOf(t, seed, 40, "", "2024-03-05", "2024") }, func(w *cosmos) graph.PathsQuery {
		q := w.pathQuestion()
		q.Limit, q.Best, q.Hops = 0, 1+w.r.IntN(12), 1+w.r.IntN(4)
		return q
	}, func(w *cosmos, q graph.PathsQuery) bool {
		got := w.askPaths(q)
		if q.Hops = got.far; got.far == 0 {
			return false // the budget ended it before the first hop
		}
		w.same(w.rankAll(q), got)
		return len(got.Paths) > 0
	})
}

// rankAll lists all paths and sorts them.
func (w *cosmos) rankAll(q graph.PathsQuery) pathAnswer {
	type route struct {
		actors []graph.ActorID
		cost   int
	}
	steps, n := w.steps(q), w.filters(q)
	var all []route
	ways := []route{{actors: []graph.ActorID{w.of(q.A)}}}
	for range q.Hops {
		var longer []route
		for _, way := range ways {
			for peer, claims := range steps[way.actors[len(way.actors)-1]] {
				if slices.Contains(way.actors, peer) {
					continue
				}
				cost := 1_000 // one claim
				if k := len(claims); k > 1 {
					for cost = 100; (cost-100)*k < 900; {
						cost++
					}
				}
				next := route{append(slices.Clone(way.actors), peer), way.cost + cost}
				if peer == w.of(q.B) {
					all = append(all, next)
				} else {
					longer = append(longer, next)
				}
			}
		}
		ways = longer
	}
	slices.SortFunc(all, func(x, y route) int {
		return cmp.Or(cmp.Compare(x.cost, y.cost), cmp.Compare(len(x.actors), len(y.actors)), slices.Compare(x.actors, y.actors))
	})
	a := pathAnswer{Ties: map[string]string{}}
	for _, r := range all[:min(q.Best, len(all))] {
		a.Paths, a.Costs = append(a.Paths, fmt.Sprint(r.actors)), append(a.Costs, r.cost)
		w.sumUp(&a, &n, steps, r.actors)
		if hops := len(r.actors) - 1; a.Hops == 0 || hops < a.Hops {
			a.Hops = hops
		}
	}
	for _, r := range all[:len(a.Paths)] { // a tie that is gone along either way shows the claims of both
		for i, to := range r.actors[1:] {
			there, back := fmt.Sprint(r.actors[i], " ", to), fmt.Sprint(to, " ", r.actors[i])
			if a.Ties[there] != "" && a.Ties[back] != "" {
				list := sortedClaims(append(slices.Clone(steps[r.actors[i]][to]), steps[to][r.actors[i]]...))
				a.Ties[there] = fmt.Sprint(len(list), " ", w.witnesses(&n, list))
				a.Ties[back] = a.Ties[there]
			}
		}
	}
	a.Total = len(a.Paths)
	return a
}

// sortedClaims gives each claim once.
func sortedClaims(list []*graph.ClaimState) []*graph.ClaimState {
	slices.SortFunc(list, func(x, y *graph.ClaimState) int { return cmp.Compare(x.Sequence, y.Sequence) })
	return slices.Compact(list)
}

// TestBestPathsRefuseALargeView: between actors with too many claims the best are not looked for; farther than fits it is
// said how far they were.
func TestBestPathsRefuseALargeView(t *testing.T) {
	w := newCosmosOf(t, 1, 1, "")
	relate := func(a, b graph.ActorID, n int) {
		var records []graph.Record
		for _, id := range []graph.ActorID{a, b} {
			records = append(records, &graph.Actor{ID: id, Name: string(id), Kind: graph.KindState})
		}
		for i := range n {
			records = append(records, &graph.Claim{Source: "s0", Subject: a, Object: b, Relation: "help", Confidence: 50, Polarity: graph.Asserted, Modality: graph.Actual, Attribution: fmt.Sprint(i)})
		}
		w.must(graph.Batch{Records: records})
	}
	relate("x", "y", 3)
	relate("x", "z", graph.ViewClaims)
	relate("z", "y", 1)
	v, err := w.e.Paths(context.Background(), graph.PathsQuery{A: "x", B: "y", Best: 3})
	if err != nil {
		t.Fatal(err)
	}
	if v.Totals.Looked != 1 || v.Totals.Reason != graph.ByBudget || len(v.Paths) != 1 {
		t.Errorf("looked %d, reason %q, paths %v", v.Totals.Looked, v.Totals.Reason, v.Paths)
	}
	_, err = w.e.Paths(context.Background(), graph.PathsQuery{A: "x", B: "y", Avoid: []graph.ActorID{"z"}, Best: 3})
	if err != nil {
		t.Error(err)
	}
	relate("x", "y", graph.ViewClaims+1)
	_, err = w.e.Paths(context.Background(), graph.PathsQuery{A: "x", B: "y", Best: 3})
	if graph.CodeOf(err) != graph.CodeInvalid || !strings.Contains(err.Error(), "5001 claims or more") {
		t.Error(err)
	}
}
