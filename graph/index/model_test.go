package index_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"liaison/graph"
	"liaison/graph/index"
	"liaison/graph/memstore"
	"liaison/graph/storetest"
)

// feeder puts the entries of a store into an index, as a backend does.
type feeder struct {
	x           *index.Index
	sources     map[graph.SourceID]uint32
	actors      map[graph.ActorID]uint32
	provenances map[index.Provenance]uint32
	claims      map[graph.ClaimID]uint32
	quoted      map[graph.ClaimID]bool
}

func newFeeder() *feeder {
	return &feeder{
		x: index.New(storetest.Ontology()), sources: map[graph.SourceID]uint32{}, actors: map[graph.ActorID]uint32{},
		provenances: map[index.Provenance]uint32{}, claims: map[graph.ClaimID]uint32{}, quoted: map[graph.ClaimID]bool{},
	}
}

func (f *feeder) source(id graph.SourceID) uint32 {
	n, ok := f.sources[id]
	if !ok {
		n = f.x.AddSource(id)
		f.sources[id] = n
	}
	return n
}

func (f *feeder) feed(e graph.Entry) {
	switch r := e.Record.(type) {
	case *graph.Actor:
		if n, known := f.actors[r.ID]; known {
			f.x.SetKind(n, r.Kind, e.Sequence)
		} else {
			f.actors[r.ID] = f.x.AddActor(r.ID, r.Kind, e.Sequence)
		}
	case *graph.Claim:
		p := index.Provenance{Source: f.source(r.Source), Voice: f.source(r.Voice()), Origin: f.source(e.Derived.Origin)}
		n, known := f.provenances[p]
		if !known {
			n = f.x.AddProvenance(p)
			f.provenances[p] = n
		}
		relation, _ := storetest.Ontology().Index(r.Relation)
		f.claims[e.ID] = f.x.AddClaim(&index.Claim{
			ID: e.ID, Sequence: e.Sequence, Subject: f.actors[r.Subject], Object: f.actors[r.Object], Relation: uint16(relation),
			Confidence: uint8(r.Confidence), Flags: index.Flags(r.Polarity, r.Modality, r.WhenBasis, len(r.Evidence) > 0), Provenance: n, When: r.When,
		})
		f.quoted[e.ID] = len(r.Evidence) > 0
	case *graph.Evidence:
		if !f.quoted[r.Claim] {
			f.quoted[r.Claim] = true
			f.x.QuoteLater(f.claims[r.Claim], e.Sequence)
		}
	}
	for _, id := range e.Derived.Withdraws {
		f.x.Withdraw(f.claims[id], e.Sequence)
	}
	for _, p := range e.Derived.Disputes {
		f.x.Pair(f.claims[p.A], f.claims[p.B], p.Open, e.Sequence)
	}
	for _, m := range e.Derived.Moves {
		f.source(m.Source)
		f.source(m.Origin)
	}
}

// sight is who is who and what goes back to whom at a sequence.
func sight(entries []graph.Entry, at graph.Sequence) (*graph.Identity, *graph.Origins) {
	var v graph.Verdicts
	moved := map[graph.SourceID]graph.SourceID{}
	for _, e := range entries[:min(int(at), len(entries))] {
		if j, ok := e.Record.(*graph.Judgement); ok {
			v.Set(j.A, j.B, j.Verdict)
		}
		for _, m := range e.Derived.Moves {
			moved[m.Source] = m.Origin
		}
	}
	return v.Identity(), graph.NewOrigins(moved)
}

func settled(x graph.Expansion, witnesses bool) graph.Expansion {
	for i := range x.Rows {
		if !witnesses {
			x.Rows[i].Witnesses = 0
		}
	}
	slices.SortFunc(x.Rows, func(a, b graph.Row) int {
		return cmp.Or(cmp.Compare(a.Frontier, b.Frontier), cmp.Compare(a.Peer, b.Peer))
	})
	slices.SortFunc(x.Relations, func(a, b graph.RelationCount) int { return cmp.Compare(a.Relation, b.Relation) })
	slices.SortFunc(x.Years, func(a, b graph.YearCount) int {
		if a.Open != b.Open {
			return map[bool]int{true: 1, false: -1}[a.Open]
		}
		return cmp.Compare(a.Year, b.Year)
	})
	return x
}

var options = gocmp.Options{cmpopts.EquateEmpty(), gocmp.Comparer(func(a, b graph.When) bool { return a == b }), gocmp.Comparer(func(a, b graph.RecordID) bool { return a == b })}

// TestAgainstReference asks the index and the reference the same random questions, at random sequences, with random
// parts of the records merged. LIAISON_CASES sets how many (default 3,000).
func TestAgainstReference(t *testing.T) {
	cases := 3000
	if testing.Short() {
		cases = 300
	}
	if n, err := strconv.Atoi(os.Getenv("LIAISON_CASES")); err == nil {
		cases = n
	}
	const worlds = 6
	for seed := range uint64(worlds) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { againstReference(t, world{rand.New(rand.NewPCG(seed, 11))}, cases/worlds) })
	}
}

func againstReference(t *testing.T, w world, cases int) {
	ctx := context.Background()
	now := time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)
	want := memstore.New(storetest.Ontology(), memstore.Options{Clock: func() time.Time { now = now.Add(time.Second); return now }})
	var records []graph.Record
	for i := range 24 {
		records = append(records, &graph.Actor{ID: graph.ActorID(fmt.Sprintf("a%d", i)), Name: "A", Kind: pick(w, []graph.Kind{graph.KindPerson, graph.KindGroup})})
	}
	for i := range 9 {
		records = append(records, &graph.Source{ID: graph.SourceID(fmt.Sprintf("s%d", i))})
	}
	var claims []graph.ClaimID
	for len(records) < 500 {
		r := w.record(claims)
		if c, ok := r.(*graph.Claim); ok {
			c.Normalize()
			claims = append(claims, c.ID())
		}
		records = append(records, r)
	}
	if _, err := want.Append(ctx, graph.Batch{Records: records}); err != nil {
		t.Fatal(err)
	}
	var entries []graph.Entry
	if err := want.Journal(ctx, nil, 0, 0, func(e graph.Entry) error { entries = append(entries, e); return nil }); err != nil {
		t.Fatal(err)
	}
	f := newFeeder()
	merges := map[int]bool{len(entries) / 2: true, len(entries) - 20: true}
	for i, e := range entries {
		f.feed(e)
		if w.IntN(20) == 0 || merges[i] || i == len(entries)-1 {
			f.x.Publish(e.Sequence)
		}
		if merges[i] {
			f.x.Merge()
		}
	}
	snap := f.x.Snapshot()
	for range cases {
		at := graph.Sequence(len(entries))
		if w.IntN(2) == 0 {
			at = graph.Sequence(w.IntN(len(entries) + 3))
		}
		question := w.filter()
		question.Identity, question.Origins = sight(entries, at)
		cluster := func(a graph.ActorID) graph.ActorID { return question.Identity.Of(a) }
		for i, a := range question.Avoid {
			question.Avoid[i] = cluster(a)
		}
		hop := graph.Hop{Among: w.IntN(5) == 0, Witnesses: w.IntN(3) == 0}
		for range 1 + w.IntN(6) {
			hop.Frontier = append(hop.Frontier, cluster(w.actor()))
		}
		slices.Sort(hop.Frontier)
		hop.Frontier = slices.Compact(hop.Frontier)
		if w.IntN(3) == 0 {
			for range 1 + w.IntN(3) {
				if a := cluster(w.actor()); !slices.Contains(hop.Frontier, a) {
					hop.Done = append(hop.Done, a)
				}
			}
		}
		if w.IntN(2) == 0 {
			question.Exempt = []graph.ActorID{hop.Frontier[0]}
		}
		compareExpand(t, want, snap, at, question, hop)
		compareTies(t, w, want, snap, at, question, cluster)
		compareLines(t, w, want, snap, at, question, cluster)
		compareReach(t, w, want, snap, at, question, hop)
		if t.Failed() {
			return
		}
	}
	for at := range graph.Sequence(len(entries) + 2) {
		if at%37 == 0 || int(at) >= len(entries)-1 {
			compareRest(t, want, snap, at)
		}
	}
}

func compareExpand(t *testing.T, want *memstore.Store, snap index.Snapshot, at graph.Sequence, f *graph.Filter, h graph.Hop) {
	t.Helper()
	ctx := context.Background()
	x, err := want.Expand(ctx, at, f, h)
	if err != nil {
		t.Fatal(err)
	}
	var y graph.Expansion
	if err := snap.Expand(ctx, at, f, h, &y); err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff(settled(x, h.Witnesses), settled(y, h.Witnesses), options); d != "" {
		t.Errorf("Expand at %d of %+v by %+v (-reference +index)\n%s", at, h, *f, d)
	}
}

func compareReach(t *testing.T, w world, want *memstore.Store, snap index.Snapshot, at graph.Sequence, f *graph.Filter, h graph.Hop) {
	t.Helper()
	ctx := context.Background()
	l := graph.Leap{Frontier: h.Frontier, Past: h.Done, Pairs: w.IntN(3) > 0}
	if w.IntN(2) == 0 {
		l.Only = []graph.ActorID{}
		for range 1 + w.IntN(8) {
			if a := f.Identity.Of(w.actor()); !slices.Contains(l.Only, a) {
				l.Only = append(l.Only, a)
			}
		}
	}
	if l.Pairs {
		l.Worlds = pick(w, []graph.Worlds{"", graph.SomeWorld, graph.EveryWorld})
	}
	x, err := want.Reach(ctx, at, f, l)
	if err != nil {
		t.Fatal(err)
	}
	y, err := snap.Reach(ctx, at, f, l)
	if err != nil {
		t.Fatal(err)
	}
	for _, steps := range [][]graph.Step{x, y} {
		slices.SortFunc(steps, func(a, b graph.Step) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	}
	if d := gocmp.Diff(x, y, options); d != "" {
		t.Errorf("Reach at %d of %+v by %+v (-reference +index)\n%s", at, l, *f, d)
	}
}

func compareTies(t *testing.T, w world, want *memstore.Store, snap index.Snapshot, at graph.Sequence, f *graph.Filter, cluster func(graph.ActorID) graph.ActorID) {
	t.Helper()
	ctx := context.Background()
	var asks []graph.TieAsk
	for range 1 + w.IntN(12) {
		a, b := cluster(w.actor()), cluster(w.actor())
		ask := graph.TieAsk{A: min(a, b), B: max(a, b), FromA: w.IntN(2) == 0, FromB: w.IntN(2) == 0, Any: w.IntN(4) == 0, N: w.IntN(6)}
		if w.IntN(3) == 0 {
			ask.Skip = w.IntN(4)
		}
		asks = append(asks, ask)
	}
	x, err := want.Ties(ctx, at, f, asks)
	if err != nil {
		t.Fatal(err)
	}
	y, err := snap.Ties(ctx, at, f, asks)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range [][]graph.TieAnswer{x, y} {
		for i := range list {
			for _, b := range []*graph.Bound{&list[i].First, &list[i].Last} {
				if b.Open || b.None {
					b.Day = 0
				}
			}
		}
	}
	if d := gocmp.Diff(x, y, options); d != "" {
		t.Errorf("Ties at %d of %+v by %+v (-reference +index)\n%s", at, asks, *f, d)
	}
}

func compareLines(t *testing.T, w world, want *memstore.Store, snap index.Snapshot, at graph.Sequence, f *graph.Filter, cluster func(graph.ActorID) graph.ActorID) {
	t.Helper()
	ctx := context.Background()
	ask := graph.LineAsk{Skip: w.IntN(5), N: w.IntN(9)}
	for range 1 + w.IntN(3) {
		ask.Actors = append(ask.Actors, cluster(w.actor()))
	}
	if w.IntN(3) == 0 {
		ask.Peer = cluster(w.actor())
	}
	x, err := want.Line(ctx, at, f, ask)
	if err != nil {
		t.Fatal(err)
	}
	y, err := snap.Line(ctx, at, f, ask)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []graph.LineAnswer{x, y} {
		slices.SortFunc(l.Dates, func(a, b graph.DateCount) int {
			s, _ := a.When.Stamped()
			t, _ := b.When.Stamped()
			return cmp.Or(cmp.Compare(a.When.String(), b.When.String()), cmp.Compare(s, t))
		})
	}
	if d := gocmp.Diff(x, y, options); d != "" {
		t.Errorf("Line at %d of %+v by %+v (-reference +index)\n%s", at, ask, *f, d)
	}
}

func compareRest(t *testing.T, want *memstore.Store, snap index.Snapshot, at graph.Sequence) {
	t.Helper()
	ctx := context.Background()
	var ids []graph.ActorID
	for i := range 24 {
		ids = append(ids, graph.ActorID(fmt.Sprintf("a%d", i)))
	}
	degrees, err := want.Degrees(ctx, at, ids)
	if err != nil {
		t.Fatal(err)
	}
	for i, id := range ids {
		n, _ := snap.Actor(id)
		if got := snap.Degree(n, at); got != degrees[i] {
			t.Errorf("the degree of %s at %d is %d, want %d", id, at, got, degrees[i])
		}
	}
	x, err := want.Stats(ctx, at)
	if err != nil {
		t.Fatal(err)
	}
	y := snap.Stats(at)
	x.Sources, x.TextsHeld, x.Judgements, x.Disputes, x.Retractions = 0, 0, 0, 0, 0
	if d := gocmp.Diff(x, y, options); d != "" {
		t.Errorf("Stats at %d (-reference +index)\n%s", at, d)
	}
	var newest []graph.ClaimID
	list, err := want.ClaimsPage(ctx, at, graph.ClaimsQuery{Source: "s1"}, 0, 20)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		newest = append(newest, c.ID)
	}
	var got []graph.ClaimID
	source, _ := snap.Source("s1")
	snap.Latest(at, 0, func(p index.Provenance) bool { return p.Source == source }, false, func(claim uint32) bool {
		got = append(got, snap.ID(claim))
		return len(got) < 20
	})
	if d := gocmp.Diff(newest, got, options); d != "" {
		t.Errorf("the newest claims of a source at %d (-reference +index)\n%s", at, d)
	}
}
