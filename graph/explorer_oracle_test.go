package graph_test

import (
	"fmt"
	"os"
	"slices"
	"sort"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
)

// The neighbourhood is checked against a naive reading of its definition: lists of claims, sets of actors, no ranks by
// partial sorting, no merging of hops.

// cases is how many random histories are tried; LIAISON_CASES asks for more.
func cases(t *testing.T, usual int) int {
	t.Helper()
	if n, err := strconv.Atoi(os.Getenv("LIAISON_CASES")); err == nil {
		return n
	}
	return usual
}

func TestNeighbourhoodAgreesWithItsDefinition(t *testing.T) {
	for seed := range cases(t, 150) {
		w := newCosmos(t, uint64(seed))
		for range 12 {
			q := w.question()
			want := w.naive(q)
			got := w.ask(q)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d, query %+v: -naive +explorer\n%s", seed, q, diff)
			}
		}
	}
}

// naiveTie collects the claims of a tie.
type naiveTie struct {
	a, b   graph.ActorID
	hop    int
	claims []*graph.ClaimState
}

func (w *cosmos) of(a graph.ActorID) graph.ActorID { return w.identity.Of(a) }

func (w *cosmos) degree(a graph.ActorID) int {
	n := 0
	for i := range w.claims {
		if w.of(w.claims[i].Subject) == a {
			n++
		}
		if w.of(w.claims[i].Object) == a {
			n++
		}
	}
	return n
}

// passes checks all that does not depend on where a claim is seen from.
func (w *cosmos) passes(q *graph.Query, c *graph.ClaimState) bool {
	relation := len(q.Relations) == 0
	for _, r := range q.Relations {
		relation = relation || slices.Contains(w.o.Expand(r), c.Relation)
	}
	in := !q.Windowed || c.When.Possible(q.Window) && (q.Certainty != graph.Certain || c.When.Certain(q.Window))
	return c.Withdrawn == 0 && relation && in &&
		(len(q.Polarities) == 0 || slices.Contains(q.Polarities, c.Polarity)) &&
		(len(q.Modalities) == 0 || slices.Contains(q.Modalities, c.Modality)) &&
		(len(q.Sources) == 0 || slices.Contains(q.Sources, c.Source)) && c.Confidence >= q.MinConfidence
}

// seen tells whether c matches as seen from f towards its other end.
func (w *cosmos) seen(q *graph.Query, seeds []graph.ActorID, c *graph.ClaimState, f graph.ActorID) (peer graph.ActorID, ok bool) {
	s, o := w.of(c.Subject), w.of(c.Object)
	symmetric := w.o.IsSymmetric(c.Relation)
	switch {
	case s == f && (symmetric || q.Direction != graph.In):
		peer, ok = o, true
	case o == f && (symmetric || q.Direction != graph.Out):
		peer, ok = s, true
	}
	if !ok || slices.Contains(seeds, peer) {
		return peer, ok
	}
	avoided := slices.ContainsFunc(q.Avoid, func(a graph.ActorID) bool { return w.of(a) == peer })
	return peer, !avoided && (len(q.Kinds) == 0 || slices.Contains(q.Kinds, w.kinds[peer])) && (q.AvoidDegree == 0 || w.degree(peer) <= q.AvoidDegree)
}

func (w *cosmos) witnesses(q *graph.Query, list []*graph.ClaimState) int {
	want := graph.Asserted
	if len(q.Polarities) == 1 && q.Polarities[0] == graph.Denied {
		want = graph.Denied
	}
	origins := map[graph.SourceID]bool{}
	for _, c := range list {
		if c.Polarity == want {
			origins[c.Origin] = true
		}
	}
	return len(origins)
}

func newest(list []*graph.ClaimState) graph.Day {
	d := graph.OpenStart
	for _, c := range list {
		if x, ok := c.When.Day(); ok {
			d = max(d, x)
		}
	}
	return d
}

// better compares two lists of claims by rank: negative when a comes first.
func (w *cosmos) better(q *graph.Query, a, b []*graph.ClaimState) int {
	na, nb, ca, cb := int(newest(a)), int(newest(b)), len(a), len(b)
	order := [][2]int{{nb, na}, {cb, ca}}
	switch q.Rank {
	case graph.Strong:
		order = [][2]int{{cb, ca}, {nb, na}}
	case graph.Corroborated:
		order = [][2]int{{w.witnesses(q, b), w.witnesses(q, a)}, {cb, ca}, {nb, na}}
	}
	for _, o := range order {
		if o[0] != o[1] {
			if o[0] < o[1] {
				return -1
			}
			return 1
		}
	}
	return 0
}

func (w *cosmos) naive(q graph.Query) answer {
	n := &naive{w: w, q: &q, ties: map[[2]graph.ActorID]*naiveTie{}, taken: map[graph.ClaimID]bool{}, peers: map[graph.ActorID]int{}, hops: map[graph.ActorID]int{}, exact: true}
	for _, a := range q.Actors {
		if c := w.of(a); !slices.Contains(n.seeds, c) {
			n.seeds = append(n.seeds, c)
			n.hops[c] = 0
		}
	}
	slices.Sort(n.seeds)
	n.walk()
	return n.answer()
}

type naive struct {
	w     *cosmos
	q     *graph.Query
	seeds []graph.ActorID
	ties  map[[2]graph.ActorID]*naiveTie
	taken map[graph.ClaimID]bool
	all   []*graph.ClaimState
	peers map[graph.ActorID]int
	hops  map[graph.ActorID]int
	why   []graph.Reason
	exact bool
}

func (n *naive) walk() {
	frontier := n.seeds
	spent := 0
	for _, s := range n.seeds {
		spent += n.w.degree(s)
	}
	for hop := 1; hop <= n.q.Depth && len(frontier) > 0; hop++ {
		found := n.hop(frontier, hop, false)
		if hop == n.q.Depth {
			break
		}
		frontier = n.next(found, hop, &spent)
	}
	if n.q.Among {
		n.among()
	}
}

// hop takes the claims seen from the frontier that no earlier hop took, by tie.
func (n *naive) hop(frontier []graph.ActorID, hop int, among bool) map[[2]graph.ActorID][]*graph.ClaimState {
	groups := map[[2]graph.ActorID][]*graph.ClaimState{}
	for i := range n.w.claims {
		c := &n.w.claims[i]
		if n.taken[c.ID] || !n.w.passes(n.q, c) {
			continue
		}
		s, o := n.w.of(c.Subject), n.w.of(c.Object)
		matches := among && s != o && slices.Contains(frontier, s) && slices.Contains(frontier, o)
		for _, f := range []graph.ActorID{s, o} {
			if !among && slices.Contains(frontier, f) {
				_, ok := n.w.seen(n.q, n.seeds, c, f)
				matches = matches || ok
			}
		}
		if matches {
			key := [2]graph.ActorID{min(s, o), max(s, o)}
			groups[key] = append(groups[key], c)
			n.taken[c.ID] = true
		}
	}
	for key, list := range groups {
		if n.q.MinWitnesses > 0 && n.w.witnesses(n.q, n.between(key)) < n.q.MinWitnesses {
			delete(groups, key)
			continue
		}
		h := hop
		if among {
			h = 1 + min(n.hops[key[0]], n.hops[key[1]])
		}
		t := n.ties[key]
		if t == nil {
			t = &naiveTie{a: key[0], b: key[1], hop: h}
			n.ties[key] = t
		}
		t.hop = min(t.hop, h)
		t.claims = append(t.claims, list...)
		n.all = append(n.all, list...)
		peer := key[1]
		if !slices.Contains(frontier, key[0]) {
			peer = key[0]
		}
		n.peers[peer] += len(list)
	}
	if !among {
		for key := range groups {
			for _, a := range key {
				if _, seen := n.hops[a]; !seen {
					n.hops[a] = hop
				}
			}
		}
	}
	return groups
}

// between lists all claims of a pair that pass, whatever their direction.
func (n *naive) between(key [2]graph.ActorID) []*graph.ClaimState {
	var out []*graph.ClaimState
	for i := range n.w.claims {
		c := &n.w.claims[i]
		s, o := n.w.of(c.Subject), n.w.of(c.Object)
		if n.w.passes(n.q, c) && key == [2]graph.ActorID{min(s, o), max(s, o)} {
			out = append(out, c)
		}
	}
	return out
}

func (n *naive) next(groups map[[2]graph.ActorID][]*graph.ClaimState, hop int, spent *int) []graph.ActorID {
	best := map[graph.ActorID][]*graph.ClaimState{}
	for key, list := range groups {
		for _, a := range key {
			if n.hops[a] == hop && (best[a] == nil || n.w.better(n.q, list, best[a]) < 0) {
				best[a] = list
			}
		}
	}
	var fresh []graph.ActorID
	for a := range best {
		fresh = append(fresh, a)
	}
	sort.Slice(fresh, func(i, j int) bool {
		if c := n.w.better(n.q, best[fresh[i]], best[fresh[j]]); c != 0 {
			return c < 0
		}
		return fresh[i] < fresh[j]
	})
	if len(fresh) > n.q.Expand {
		fresh = fresh[:n.q.Expand]
		n.why, n.exact = append(n.why, graph.ByFrontier), false
	}
	return n.afford(fresh, spent)
}

func (n *naive) afford(list []graph.ActorID, spent *int) []graph.ActorID {
	for i, a := range list {
		if *spent+n.w.degree(a) > n.w.degrees {
			n.why, n.exact = append(n.why, graph.ByBudget), false
			return list[:i]
		}
		*spent += n.w.degree(a)
	}
	return list
}

func (n *naive) sorted() []*naiveTie {
	var out []*naiveTie
	for _, t := range n.ties {
		out = append(out, t)
	}
	sort.Slice(out, func(i, j int) bool {
		x, y := out[i], out[j]
		if x.hop != y.hop {
			return x.hop < y.hop
		}
		if c := n.w.better(n.q, x.claims, y.claims); c != 0 {
			return c < 0
		}
		return x.a < y.a || x.a == y.a && x.b < y.b
	})
	return out
}

func (n *naive) among() {
	order := slices.Clone(n.seeds)
	for _, t := range n.sorted() {
		for _, a := range []graph.ActorID{t.a, t.b} {
			if !slices.Contains(order, a) {
				order = append(order, a)
			}
		}
	}
	spent := 0
	n.hop(n.afford(order, &spent), 0, true)
}

func (n *naive) answer() answer {
	a := answer{Hops: n.hops, Peers: n.peers, Exact: n.exact}
	slices.SortFunc(n.why, func(x, y graph.Reason) int {
		return slices.Index([]graph.Reason{graph.ByBudget, graph.ByFrontier}, x) - slices.Index([]graph.Reason{graph.ByBudget, graph.ByFrontier}, y)
	})
	a.Why = slices.Compact(n.why)
	ties := n.sorted()
	relations, years := map[graph.RelationID]int{}, map[graph.YearCount]int{}
	for _, c := range n.all {
		relations[c.Relation]++
		if d, ok := c.When.First(); ok {
			years[graph.YearCount{Year: d.Year()}]++
		} else {
			years[graph.YearCount{Open: true}]++
		}
	}
	var rc []graph.RelationCount
	for r, k := range relations {
		rc = append(rc, graph.RelationCount{Relation: r, Claims: k})
	}
	graph.SortRelationCounts(rc)
	var yc []graph.YearCount
	for y, k := range years {
		y.Claims = k
		yc = append(yc, y)
	}
	graph.SortYearCounts(yc)
	a.Totals = fmt.Sprintln(len(n.all), len(n.hops), rc, yc)
	rounds := 0
	for _, t := range ties {
		sort.Slice(t.claims, func(i, j int) bool {
			x, y := newest(t.claims[i:i+1]), newest(t.claims[j:j+1])
			if x != y {
				return x > y
			}
			return t.claims[i].ID.String() < t.claims[j].ID.String()
		})
		rounds = max(rounds, len(t.claims))
		a.Ties = append(a.Ties, n.line(t))
	}
	for r := range rounds {
		for _, t := range ties {
			if r < len(t.claims) {
				a.Claims = append(a.Claims, t.claims[r].ID.String()+string(n.certainty(t.claims[r])))
			}
		}
	}
	return a
}

func (n *naive) certainty(c *graph.ClaimState) graph.Certainty {
	switch {
	case !n.q.Windowed:
		return ""
	case c.When.Certain(n.q.Window):
		return graph.Certain
	}
	return graph.Possible
}

func (n *naive) line(t *naiveTie) string {
	first, last := graph.Bound{None: true}, graph.Bound{None: true}
	sources := map[graph.SourceID]bool{}
	for _, c := range t.claims {
		sources[c.Source] = true
		if c.When.IsZero() {
			continue
		}
		if d, ok := c.When.First(); !ok {
			first = graph.Bound{Open: true}
		} else if first.None || !first.Open && d < first.Day {
			first = graph.Bound{Day: d}
		}
		if d, ok := c.When.Last(); !ok {
			last = graph.Bound{Open: true}
		} else if last.None || !last.Open && d > last.Day {
			last = graph.Bound{Day: d}
		}
	}
	return fmt.Sprintln(t.a, t.b, t.hop, len(t.claims), n.w.witnesses(n.q, t.claims), len(sources), first, last)
}
