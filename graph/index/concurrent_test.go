package index_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"liaison/graph"
	"liaison/graph/index"
	"liaison/graph/storetest"
)

// star is an index of one hub, whose claims follow a pattern that tells how many there are at every sequence: sequences
// 1 to 50 are actors, then each is a claim, and every hundredth claim withdraws the one fifty before it.
type star struct {
	x    *index.Index
	last graph.Sequence
}

func newStar() *star {
	s := &star{x: index.New(storetest.Ontology())}
	for i := range 50 {
		s.last++
		s.x.AddActor(graph.ActorID(fmt.Sprintf("a%d", i)), graph.KindState, s.last)
	}
	s.x.AddProvenance(index.Provenance{Source: s.x.AddSource("s")})
	s.x.Publish(s.last)
	return s
}

func (s *star) grow(n int) {
	for range n {
		s.last++
		i := int(s.last - 51)
		when := graph.ExactDay(graph.Day(10_000 + i*7919%9_000))
		if i%50 == 7 {
			when = graph.When{}
		}
		c := s.x.AddClaim(&index.Claim{
			ID: graph.ClaimID{byte(i), byte(i >> 8), byte(i >> 16), 1}, Sequence: s.last, Object: uint32(1 + i%49), When: when,
		})
		if i%100 == 99 {
			s.x.Withdraw(c-50, s.last)
		}
	}
	s.x.Publish(s.last)
}

// standing is how many claims stand at a sequence.
func standing(at graph.Sequence) int {
	n := max(int(at)-50, 0)
	return n - n/100
}

func count(snap index.Snapshot, at graph.Sequence, from graph.ActorID) (int, error) {
	var x graph.Expansion
	if err := snap.Expand(context.Background(), at, &graph.Filter{}, graph.Hop{Frontier: []graph.ActorID{from}}, &x); err != nil {
		return 0, err
	}
	rows, relations, years := 0, 0, 0
	for _, r := range x.Rows {
		rows += r.Claims
	}
	for _, r := range x.Relations {
		relations += r.Claims
	}
	for _, y := range x.Years {
		years += y.Claims
	}
	if rows != relations || rows != years {
		return 0, fmt.Errorf("%d claims by peer, %d by relation, %d by year", rows, relations, years)
	}
	return rows, nil
}

// Readers beside a writer and its merges see, at every sequence, exactly what was recorded by then.
func TestReadersBesideWriter(t *testing.T) {
	s := newStar()
	claims := 130_000
	if testing.Short() {
		claims = 30_000
	}
	var readers sync.WaitGroup
	stop := make(chan struct{})
	for seed := range uint64(3) {
		readers.Go(func() {
			r := rand.New(rand.NewPCG(seed, 5))
			for {
				select {
				case <-stop:
					return
				default:
				}
				snap := s.x.Snapshot()
				at := snap.Head()
				if r.IntN(2) == 0 {
					at = graph.Sequence(r.IntN(int(at) + 1))
				}
				got, err := count(snap, at, "a0")
				if want := standing(at); err != nil || got != want {
					t.Errorf("at %d of %d: %d claims (%v), want %d", at, snap.Head(), got, err, want)
					return
				}
				if got, want := snap.Degree(0, at), max(int(at)-50, 0); got != want {
					t.Errorf("at %d: the degree is %d, want %d", at, got, want)
					return
				}
			}
		})
	}
	r := rand.New(rand.NewPCG(9, 9))
	for int(s.last) < claims && !t.Failed() {
		s.grow(1 + r.IntN(4000))
		if r.IntN(20) == 0 {
			s.x.Merge()
		}
	}
	close(stop)
	readers.Wait()
	s.x.Wait()
}

// A question ends soon after its context, and leaves nothing behind that would spoil the next one.
func TestEndedQuestions(t *testing.T) {
	s := newStar()
	s.grow(200_000)
	s.x.Merge()
	snap := s.x.Snapshot()
	for _, f := range []*graph.Filter{{}, {MinConfidence: 0, Polarities: []graph.Polarity{graph.Asserted}}, {Direction: graph.In}} {
		for _, frontier := range [][]graph.ActorID{{"a0"}, {"a1", "a0", "a2"}} {
			for looks := range 6 { // the context ends at the n-th look at it
				ctx := &fading{Context: context.Background(), looks: looks}
				var x graph.Expansion
				err := snap.Expand(ctx, snap.Head(), f, graph.Hop{Frontier: frontier}, &x)
				if err != nil && !errors.Is(err, context.Canceled) {
					t.Fatalf("got %v, want context.Canceled", err)
				}
				if _, err := snap.Ties(ctx, snap.Head(), f, []graph.TieAsk{{A: "a0", B: "a1", Any: true, N: 1}}); !errors.Is(err, context.Canceled) && ctx.looks < 0 {
					t.Fatalf("got %v, want context.Canceled", err)
				}
				if _, err := snap.Line(ctx, snap.Head(), f, graph.LineAsk{Actors: frontier, N: 1}); !errors.Is(err, context.Canceled) && ctx.looks < 0 {
					t.Fatalf("got %v, want context.Canceled", err)
				}
			}
			if got, err := count(snap, snap.Head(), "a0"); err != nil || got != standing(snap.Head()) {
				t.Fatalf("afterwards: %d claims (%v), want %d", got, err, standing(snap.Head()))
			}
		}
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	var x graph.Expansion
	if err := snap.Expand(ended, snap.Head(), &graph.Filter{}, graph.Hop{Frontier: []graph.ActorID{"a0"}}, &x); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

// fading is a context that ends when it has been looked at often enough.
type fading struct {
	context.Context
	looks int
}

func (f *fading) Err() error {
	if f.looks--; f.looks < 0 {
		return context.Canceled
	}
	return nil
}

// Questions allocate nothing where the caller gives room for the answer.
func TestNoAllocations(t *testing.T) {
	if racing {
		t.Skip("the race detector makes pools forget things")
	}
	s := newStar()
	s.grow(50_000)
	s.x.Merge()
	snap := s.x.Snapshot()
	for name, f := range map[string]*graph.Filter{
		"everything": {},
		"a year":     {Windowed: true, Window: graph.Window{From: 12_000, To: 12_365}},
		"filters":    {MinConfidence: 1, Polarities: []graph.Polarity{graph.Asserted}, Relations: []graph.RelationID{"AID", "COOPERATE"}, Direction: graph.Out},
	} {
		var x graph.Expansion
		h := graph.Hop{Frontier: []graph.ActorID{"a0"}}
		got := testing.AllocsPerRun(50, func() {
			x.Rows, x.Relations, x.Years = x.Rows[:0], x.Relations[:0], x.Years[:0]
			if err := snap.Expand(context.Background(), snap.Head(), f, h, &x); err != nil {
				t.Fatal(err)
			}
		})
		if got > 0.5 { // a garbage collection may take the pooled memory now and then
			t.Errorf("%s: %v allocations, want none", name, got)
		}
	}
}
