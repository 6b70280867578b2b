package graph_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
)

func judged(a, b graph.ActorID, v graph.Verdict, reason string) *graph.Judgement {
	return &graph.Judgement{A: a, B: b, Verdict: v, By: "editor", Reason: reason}
}

func letters(t *testing.T) *bench {
	b := newBench(t)
	for _, id := range []graph.ActorID{"a", "b", "c", "d", "e", "f"} {
		b.put(&graph.Actor{ID: id, Name: string(id), Kind: graph.KindGroup})
	}
	b.put(&graph.Source{ID: "s"})
	return b
}

func TestRefusedJudgements(t *testing.T) {
	b := letters(t)
	b.refuse(judged("a", "x", graph.Same, ""), graph.CodeNotFound, "b", `"x"`)
	b.refuse(judged("x", "b", graph.Same, ""), graph.CodeNotFound, "b", `"x"`) // the pair is put in order first
	b.refuse(judged("a", "a", graph.Same, ""), graph.CodeInvalid, "b", "two actors")
	b.refuse(judged("a", "b", "alike", ""), graph.CodeInvalid, "verdict", `"alike"`, "same, different, unsure")
	b.refuse(&graph.Judgement{A: "a", B: "b", Verdict: graph.Same}, graph.CodeInvalid, "by", "missing")
	b.refuse(&graph.Judgement{A: "a", B: "b", Verdict: graph.Same, By: "x", At: "yesterday"}, graph.CodeInvalid, "at", "yesterday")
}

func TestADifferentInsideAChainIsRefused(t *testing.T) {
	b := letters(t)
	b.put(judged("a", "b", graph.Same, ""), judged("b", "c", graph.Same, ""), judged("c", "d", graph.Same, ""))
	b.refuse(judged("d", "a", graph.Different, ""), graph.CodeConflict, "verdict", "a = b = c = d")
	b.refuse(judged("b", "d", graph.Different, ""), graph.CodeConflict, "verdict", "b = c = d")
	b.put(judged("c", "b", graph.Different, "the link itself may be judged anew"))
	b.put(judged("d", "a", graph.Different, "now nothing joins them"))
}

func TestAPairJudgedTwiceWaysRoundIsADifferentInsideAChain(t *testing.T) {
	b := letters(t)
	b.put(judged("a", "b", graph.Same, ""), judged("b", "c", graph.Same, ""), judged("a", "c", graph.Same, ""))
	b.refuse(judged("a", "c", graph.Different, ""), graph.CodeConflict, "verdict", "a = b = c")
	b.put(judged("a", "c", graph.Unsure, "harmless: the others still join them"))
}

func TestASameThatJoinsDifferentOnesIsRefused(t *testing.T) {
	b := letters(t)
	b.put(judged("a", "b", graph.Same, ""), judged("c", "d", graph.Same, ""), judged("a", "d", graph.Different, ""))
	b.refuse(judged("b", "c", graph.Same, ""), graph.CodeConflict, "verdict", "a = b = c = d", "a and d are judged different")
	b.refuse(judged("c", "b", graph.Same, ""), graph.CodeConflict, "verdict", "a = b = c = d")
	b.put(judged("a", "d", graph.Unsure, ""), judged("b", "c", graph.Same, ""))

	// Within one batch alike.
	b = letters(t)
	got := b.write(judged("a", "b", graph.Different, ""), judged("b", "c", graph.Same, ""), judged("a", "c", graph.Same, ""), judged("b", "a", graph.Same, "changed my mind"), judged("a", "c", graph.Same, "now it fits"))
	var statuses []graph.Status
	for _, r := range got {
		statuses = append(statuses, r.Status)
	}
	if want := []graph.Status{graph.Accepted, graph.Accepted, graph.Rejected, graph.Accepted, graph.Accepted}; !slices.Equal(statuses, want) {
		t.Errorf("%v, want %v", statuses, want)
	}
}

func TestClusters(t *testing.T) {
	var v graph.Verdicts
	if v.Identity() != nil {
		t.Error("no judgements, but there are clusters")
	}
	v.Set("d", "c", graph.Same)
	v.Set("b", "d", graph.Same)
	v.Set("e", "f", graph.Same)
	v.Set("a", "b", graph.Different)
	v.Set("a", "e", graph.Unsure)
	id := v.Identity()
	for a, want := range map[graph.ActorID][]graph.ActorID{
		"a": {"a"}, "b": {"b", "c", "d"}, "c": {"b", "c", "d"}, "d": {"b", "c", "d"}, "e": {"e", "f"}, "f": {"e", "f"}, "z": {"z"},
	} {
		if diff := cmp.Diff(want, id.Members(a)); diff != "" || id.Of(a) != want[0] {
			t.Errorf("%s is of %s with %v, want %v", a, id.Of(a), id.Members(a), want)
		}
	}
	if id.Len() != 5 {
		t.Errorf("%d actors are in clusters, want 5", id.Len())
	}
	v.Set("d", "c", graph.Different)
	if got := v.Identity().Members("c"); !slices.Equal(got, []graph.ActorID{"c"}) {
		t.Errorf("c, unmerged, is with %v", got)
	}
	if got := id.Of("c"); got != "b" {
		t.Errorf("an identity worked out before changed: c is of %s", got)
	}
	v.Set("c", "d", graph.Same) // the pair is unordered
	if got := v.Identity().Of("c"); got != "b" {
		t.Errorf("c, merged again, is of %s, want b", got)
	}
}

func TestOriginsOfChainsAndCycles(t *testing.T) {
	relays := map[graph.SourceID]graph.SourceID{"a": "b", "b": "c", "x": "y", "y": "z", "z": "x", "tail": "y", "self": "self", "lone": "unrecorded"}
	for s, want := range map[graph.SourceID]graph.SourceID{
		"a": "c", "b": "c", "c": "c", "x": "x", "y": "x", "z": "x", "tail": "x", "self": "self", "lone": "unrecorded", "new": "new",
	} {
		if got := graph.OriginOf(s, func(s graph.SourceID) graph.SourceID { return relays[s] }); got != want {
			t.Errorf("%s goes back to %s, want %s", s, got, want)
		}
	}
}

// When what a source relays changes, each source whose origin moves by it gets a row, and the claims follow.
func TestOriginsMove(t *testing.T) {
	b := letters(t)
	b.put(&graph.Source{ID: "p"}, &graph.Source{ID: "q", Relays: "p"}, &graph.Source{ID: "r", Relays: "q"}, &graph.Source{ID: "t"})
	for _, s := range []graph.SourceID{"p", "q", "r", "t"} {
		b.put(&graph.Claim{Source: s, Subject: "a", Relation: "meet", Object: "b"})
	}
	b.put(&graph.Claim{Source: "t", Relays: "ghost", Subject: "a", Relation: "meet", Object: "b", Attribution: "someone"})
	step := func(want int, moves []graph.OriginMove, r graph.Record) {
		t.Helper()
		before := b.head()
		b.put(r)
		var got []graph.OriginMove
		err := b.store.Derived(context.Background(), before, b.head(), func(_ graph.Sequence, d graph.Derived) error {
			got = append(got, d.Moves...)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(moves, got); diff != "" {
			t.Errorf("%+v: moves: -want +got\n%s", r, diff)
		}
		if got := b.witnesses("a", "b"); got != want {
			t.Errorf("%+v: %d witnesses, want %d", r, got, want)
		}
	}
	if got := b.witnesses("a", "b"); got != 3 { // p, t, ghost
		t.Fatalf("%d witnesses to begin with, want 3", got)
	}
	step(2, []graph.OriginMove{{Source: "p", Origin: "t"}, {Source: "q", Origin: "t"}, {Source: "r", Origin: "t"}}, &graph.Source{ID: "p", Relays: "t"})
	step(2, []graph.OriginMove{{Source: "p", Origin: "p"}, {Source: "q", Origin: "p"}, {Source: "r", Origin: "p"}, {Source: "t", Origin: "p"}},
		&graph.Relay{Source: "t", Relays: "r", By: "editor"}) // a cycle: its least id
	step(1, []graph.OriginMove{{Source: "ghost", Origin: "p"}}, &graph.Source{ID: "ghost", Relays: "q"}) // recorded only now
}
