package graph_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
)

// pathAnswer is what is compared: all pages of the paths between two actors.
type pathAnswer struct {
	Paths []string
	Ties  map[string]string // "from to" along the path: claims and witnesses
	Hops  int
	Total int
}

// TestPathsAgreeWithBruteForce: the paths of fewest hops are those that trying all ways finds.
func TestPathsAgreeWithBruteForce(t *testing.T) {
	found := 0
	for seed := range cases(t, 700) {
		w := newCosmos(t, uint64(seed))
		for range 15 {
			q := w.pathQuestion()
			if w.of(q.A) == w.of(q.B) {
				continue
			}
			want, got := w.tryAll(q), w.askPaths(q)
			if w.degrees < graph.MaxDegrees && len(got.Paths) == 0 {
				continue // the budget may have ended it
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d, query %+v: -brute force +explorer\n%s", seed, q, diff)
			}
			if len(got.Paths) > 0 {
				found++
			}
		}
	}
	t.Logf("%d questions had paths", found)
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
		a.Hops, a.Total = v.Hops, v.Totals.Paths
		hops := map[graph.ActorID]int{}
		for _, x := range v.Actors {
			hops[x.ID] = x.Hop
		}
		for _, p := range v.Paths {
			a.Paths = append(a.Paths, fmt.Sprint(p))
		}
		for _, t := range v.Ties {
			from, to := t.A, t.B
			if hops[from] > hops[to] {
				from, to = to, from
			}
			a.Ties[fmt.Sprint(from, " ", to)] = fmt.Sprint(t.Claims, " ", t.Witnesses)
		}
		if v.Cursor == "" {
			return a
		}
		q.Cursor = v.Cursor
	}
}

// tryAll goes all ways without turning back, shortest first.
func (w *cosmos) tryAll(q graph.PathsQuery) pathAnswer {
	a := pathAnswer{Ties: map[string]string{}}
	n := graph.Query{Criteria: q.Criteria, Kinds: q.Kinds, Avoid: q.Avoid, AvoidDegree: q.AvoidDegree, MinWitnesses: q.MinWitnesses}
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
	ways := [][]graph.ActorID{{ends[0]}}
	for hop := 1; hop <= q.Hops && len(a.Paths) == 0; hop++ {
		var longer [][]graph.ActorID
		for _, way := range ways {
			for peer := range steps[way[len(way)-1]] {
				if slices.Contains(way, peer) {
					continue
				}
				next := append(slices.Clone(way), peer)
				longer = append(longer, next)
				if peer == ends[1] {
					a.Hops = hop
					a.Paths = append(a.Paths, fmt.Sprint(next))
					for i := range next[1:] {
						list := steps[next[i]][next[i+1]]
						a.Ties[fmt.Sprint(next[i], " ", next[i+1])] = fmt.Sprint(len(list), " ", w.witnesses(&n, list))
					}
				}
			}
		}
		ways = longer
	}
	slices.Sort(a.Paths)
	a.Total = len(a.Paths)
	return a
}
