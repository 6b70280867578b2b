package graph_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/algo"
	"liaison/graph/memstore"
)

// answer is what is compared: all pages of a view.
type answer struct {
	Ties   []string // a b hop claims witnesses first last
	Claims []string // in the order dealt
	Hops   map[graph.ActorID]int
	Totals string
	Peers  map[graph.ActorID]int
	Exact  bool
	Why    []graph.Reason
}

type cosmos struct {
	t        *testing.T
	r        *rand.Rand
	e        *graph.Explorer
	st       *memstore.Store
	o        *graph.Ontology
	actors   []graph.ActorID
	kinds    map[graph.ActorID]graph.Kind
	claims   []graph.ClaimState
	identity *graph.Identity
	degrees  int
	dates    []string // of claims
	most     int      // claims but for five
}

func newCosmos(t *testing.T, seed uint64) *cosmos {
	t.Helper()
	return newCosmosOf(t, seed, 50, "", "2024", "2024-03", "2024-03-05", "2024-03-06", "2025-01-01", "2023-12-31?", "2024-02/2024-05", "2024-01-05/..", "[..2024-02-01]", "2024-03-05~")
}

func newCosmosOf(t *testing.T, seed uint64, most int, dates ...string) *cosmos {
	t.Helper()
	o, err := graph.NewOntology([]graph.Relation{
		{ID: "COOPERATE", Label: "cooperates with", Inverse: "is helped by", Class: graph.ClassEvent},
		{ID: "help", Parent: "COOPERATE", Label: "helps", Inverse: "is helped by"},
		{ID: "CONSULT", Label: "talks to", Inverse: "talks to", Symmetric: true, Class: graph.ClassEvent},
		{ID: "meet", Parent: "CONSULT", Label: "meets", Inverse: "meets", Symmetric: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	w := &cosmos{t: t, r: rand.New(rand.NewPCG(seed, 7)), o: o, kinds: map[graph.ActorID]graph.Kind{}, most: most, dates: dates}
	now := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	w.st = memstore.New(o, memstore.Options{Clock: func() time.Time { return now }})
	w.degrees = graph.MaxDegrees
	if w.r.IntN(3) == 0 {
		w.degrees = 5 + w.r.IntN(40)
	}
	w.e = graph.NewExplorer(w.st, nil, graph.Limits{Degrees: w.degrees}).Use(algo.Paths{})
	w.fill()
	return w
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

func (w *cosmos) fill() {
	var records []graph.Record
	for i := range 3 + w.r.IntN(8) {
		id := graph.ActorID(fmt.Sprintf("a%d", i))
		kind := pick(w.r, graph.KindState, graph.KindPerson)
		w.actors, w.kinds[id] = append(w.actors, id), kind
		records = append(records, &graph.Actor{ID: id, Name: string(id), Kind: kind})
	}
	for i := range 3 {
		s := &graph.Source{ID: graph.SourceID(fmt.Sprintf("s%d", i)), Published: "2024-06-01"}
		if i == 2 && w.r.IntN(2) == 0 {
			s.Relays = "s1"
		}
		records = append(records, s)
	}
	for i := range 5 + w.r.IntN(w.most) {
		when, err := graph.ParseWhen(pick(w.r, w.dates...))
		if err != nil {
			w.t.Fatal(err)
		}
		records = append(records, &graph.Claim{
			Source: graph.SourceID(fmt.Sprintf("s%d", w.r.IntN(3))), Subject: pick(w.r, w.actors...), Object: pick(w.r, w.actors...),
			Relation: pick[graph.RelationID](w.r, "help", "meet", "COOPERATE"), When: when, Polarity: pick(w.r, graph.Asserted, graph.Asserted, graph.Denied),
			Modality: pick(w.r, graph.Actual, graph.Planned), Confidence: 10 * w.r.IntN(11), Attribution: fmt.Sprint(i % 7),
		})
	}
	for range w.r.IntN(3) {
		a, b := pick(w.r, w.actors...), pick(w.r, w.actors...)
		if a != b {
			records = append(records, &graph.Judgement{A: a, B: b, Verdict: graph.Same, By: "test"})
		}
	}
	receipts, err := w.e.Append(context.Background(), graph.Batch{Records: records})
	if err != nil {
		w.t.Fatal(err)
	}
	var ids []graph.ClaimID
	var verdicts graph.Verdicts
	for i, r := range records {
		switch r := r.(type) {
		case *graph.Claim:
			if receipts[i].Status == graph.Accepted {
				ids = append(ids, receipts[i].ID)
			} else if receipts[i].Err != nil {
				w.t.Fatal(receipts[i].Err)
			}
		case *graph.Judgement:
			if receipts[i].Status == graph.Accepted {
				verdicts.Set(r.A, r.B, r.Verdict)
			}
		}
	}
	if len(ids) > 2 {
		w.must(graph.Batch{Records: []graph.Record{&graph.Retraction{Claim: ids[1], Reason: "test", By: "test"}}})
	}
	w.identity = verdicts.Identity()
	head, err := w.st.Head(context.Background(), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	if w.claims, err = w.st.Claims(context.Background(), head.Sequence, ids); err != nil {
		w.t.Fatal(err)
	}
}

func (w *cosmos) must(b graph.Batch) {
	w.t.Helper()
	receipts, err := w.e.Append(context.Background(), b)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, r := range receipts {
		if r.Err != nil {
			w.t.Fatal(r.Err)
		}
	}
}

func (w *cosmos) question() graph.Query {
	r := w.r
	q := graph.Query{Depth: 1 + r.IntN(3), Rank: pick(r, graph.Ranks()...), Expand: 1 + r.IntN(4), Among: r.IntN(3) == 0}
	q.Direction = pick(r, graph.Both, graph.Both, graph.Out, graph.In)
	q.Limit = pick(r, 1, 3, 7, 1000)
	for range 1 + r.IntN(2) {
		q.Actors = append(q.Actors, pick(r, w.actors...))
	}
	if r.IntN(3) == 0 {
		q.Relations = []graph.RelationID{pick[graph.RelationID](r, "COOPERATE", "meet", "CONSULT")}
	}
	if r.IntN(3) == 0 {
		q.Windowed = true
		q.Window = pick(r, window("2024-03-05", "2024-03-05"), window("2024-01-01", "2024-12-31"), window("2023-12-25", "2024-02-10"))
		q.Certainty = pick(r, graph.Possible, graph.Certain)
	}
	if r.IntN(4) == 0 {
		q.Polarities = []graph.Polarity{pick(r, graph.Asserted, graph.Denied)}
	}
	if r.IntN(5) == 0 {
		q.Modalities = []graph.Modality{graph.Actual}
	}
	if r.IntN(5) == 0 {
		q.Sources = []graph.SourceID{"s0", "s2"}
	}
	if r.IntN(5) == 0 {
		q.MinConfidence = 50
	}
	if r.IntN(5) == 0 {
		q.MinWitnesses = 1 + r.IntN(2)
	}
	if r.IntN(5) == 0 {
		q.Kinds = []graph.Kind{graph.KindPerson}
	}
	if r.IntN(5) == 0 {
		q.Avoid = []graph.ActorID{pick(r, w.actors...)}
	}
	if r.IntN(5) == 0 {
		q.AvoidDegree = 1 + r.IntN(20)
	}
	return q
}

func window(from, to string) graph.Window {
	a, _ := graph.ParseDay(from)
	b, _ := graph.ParseDay(to)
	return graph.Window{From: a, To: b}
}

// ask reads all pages.
func (w *cosmos) ask(q graph.Query) answer {
	w.t.Helper()
	a := answer{Hops: map[graph.ActorID]int{}, Peers: map[graph.ActorID]int{}}
	ties := map[string]int{}
	for {
		v, err := w.e.Neighbourhood(context.Background(), q)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, x := range v.Actors {
			a.Hops[x.ID] = x.Hop
		}
		for _, t := range v.Ties {
			line := fmt.Sprintln(t.A, t.B, t.Hop, t.Claims, t.Witnesses, t.Sources, t.First, t.Last)
			if ties[line]++; ties[line] == 1 {
				a.Ties = append(a.Ties, line)
			}
		}
		for _, c := range v.Claims {
			a.Claims = append(a.Claims, c.ID.String()+string(c.Certainty))
		}
		a.Totals = fmt.Sprintln(v.Totals.Claims, v.Totals.Actors, v.Totals.Relations, v.Totals.Years)
		for _, p := range v.Totals.Peers {
			a.Peers[p.Actor] = p.Claims
		}
		a.Exact = v.Totals.Exact
		if v.Truncated != nil && a.Why == nil {
			for _, r := range v.Truncated.Reasons {
				if r != graph.ByLimit {
					a.Why = append(a.Why, r)
				}
			}
		}
		if v.Cursor == "" {
			return a
		}
		q.Cursor = v.Cursor
	}
}
