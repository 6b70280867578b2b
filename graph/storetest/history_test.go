package storetest_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/storetest"
)

// Random histories are only worth something if everything happens in them.
func TestHistoriesHoldEverything(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(12) {

		store := sound(storetest.Config{Ontology: storetest.Ontology(), Clock: time.Now})
		for _, batch := range storetest.History(seed, 260) {
			got, err := store.Append(context.Background(), graph.Batch{Records: batch})
			if err != nil {
				t.Fatal(err)
			}
			for i, r := range got {
				what := string(batch[i].Type()) + " " + string(r.Status)
				if e, ok := r.Err.(*graph.Error); ok {
					what += " " + string(e.Code) + " " + e.Field
				}
				seen[what]++
				for _, f := range r.Kept {
					seen["kept "+f]++
				}
			}
		}
		note(t, store, seen)
	}
	for _, want := range []string{
		"actor accepted", "actor known", "actor rejected invalid valid", "source accepted", "source rejected conflict text",
		"claim accepted", "claim known", "claim added", "claim rejected not-found source", "claim rejected not-found subject",
		"claim rejected not-found relation", "claim rejected not-found place", "claim rejected not-found revises", "claim rejected invalid subject",
		"claim rejected invalid object", "claim rejected invalid evidence.quote", "kept confidence", "kept statement",
		"retraction accepted", "retraction rejected not-found claim", "retraction rejected not-found run",
		"judgement accepted", "judgement rejected conflict verdict", "dispute accepted", "dispute rejected not-found side_a",
		"proposal accepted", "proposal known", "proposal rejected invalid subject", "proposal rejected invalid evidence.quote", "proposal rejected not-found source",
		"review accepted", "review rejected not-found proposal", "review rejected invalid claim", "accepted", "edited", "rejected", "reopened",
		"relay accepted", "evidence added", "evidence rejected invalid evidence.quote",
		"withdraws several", "disputed by polarity", "disputed by date", "disputed by somebody", "cleared", "origin moves", "near-copy", "clusters of three",
		"unmerged", "self-loop", "stamped", "symmetric both ways",
	} {
		if seen[want] == 0 {
			t.Errorf("in none of the histories: %s", want)
		}
	}
}

// note counts what else is to be found in a store.
func note(t *testing.T, store graph.Store, seen map[string]int) {
	t.Helper()
	type ends struct {
		a, b graph.ActorID
		r    graph.RelationID
	}
	var v graph.Verdicts
	joined := map[[2]graph.ActorID]bool{}
	ways := map[ends]bool{}
	err := store.Journal(context.Background(), nil, 0, 0, func(e graph.Entry) error {
		if len(e.Derived.Withdraws) > 1 {
			seen["withdraws several"]++
		}
		if len(e.Derived.Moves) > 0 {
			seen["origin moves"]++
		}
		for _, p := range e.Derived.Disputes {
			switch {
			case !p.Open:
				seen["cleared"]++
			case p.Rule == "":
				seen["disputed by somebody"]++
			default:
				seen["disputed by "+p.Rule]++
			}
		}
		switch r := e.Record.(type) {
		case *graph.Judgement:
			v.Set(r.A, r.B, r.Verdict)
			pair := [2]graph.ActorID{r.A, r.B}
			if joined[pair] && r.Verdict != graph.Same {
				seen["unmerged"]++
			}
			joined[pair] = r.Verdict == graph.Same
			v.Identity().Each(func(a, c graph.ActorID) {
				if len(v.Identity().Members(a)) > 2 {
					seen["clusters of three"]++
				}
			})
		case *graph.Review:
			seen[map[graph.Decision]string{graph.Accept: "accepted", graph.Edit: "edited", graph.Reject: "rejected", graph.Reopen: "reopened"}[r.Decision]]++
		case *graph.Relay:
			if strings.HasPrefix(r.Reason, "near-copy") {
				seen["near-copy"]++
			}
		case *graph.Claim:
			if r.Subject == r.Object {
				seen["self-loop"]++
			}
			if _, ok := r.When.Stamped(); ok {
				seen["stamped"]++
			}
			if ways[ends{r.Object, r.Subject, r.Relation}] && storetest.Ontology().IsSymmetric(r.Relation) {
				seen["symmetric both ways"]++
			}
			ways[ends{r.Subject, r.Object, r.Relation}] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The same seed is the same history, or a failure could not be repeated.
func TestHistoriesRepeat(t *testing.T) {
	ids := func(seed uint64) (out []graph.RecordID) {
		for _, b := range storetest.History(seed, 100) {
			for _, r := range b {
				out = append(out, r.RecordID())
			}
		}
		return out
	}
	if !slices.Equal(ids(7), ids(7)) {
		t.Error("seed 7 makes two different histories")
	}
	if slices.Equal(ids(7), ids(8)) {
		t.Error("seeds 7 and 8 make the same history")
	}
}
