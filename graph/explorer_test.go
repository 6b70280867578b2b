package graph_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
)

// story is a store with two actors, one text and three claims, one of them corrected, one denied.
func story(t *testing.T) (*cosmos, map[string]graph.ClaimID) {
	t.Helper()
	w := newCosmos(t, 1)
	w.e = graph.NewExplorer(w.st, nil, graph.Limits{Wait: 30 * time.Millisecond})
	ids := map[string]graph.ClaimID{}
	put := func(name string, r graph.Record) {
		receipts, err := w.e.Append(context.Background(), graph.Batch{Records: []graph.Record{r}})
		if err != nil || receipts[0].Err != nil {
			t.Fatal(name, err, receipts)
		}
		ids[name] = receipts[0].ID
	}
	put("x", &graph.Actor{ID: "x", Name: "X", Kind: graph.KindState})
	put("y", &graph.Actor{ID: "y", Name: "Y", Kind: graph.KindState})
	put("paper", &graph.Source{ID: "paper", Published: "2024-06-01", Text: "Über X: X half Y im Mai. Das war alles."})
	put("copy", &graph.Source{ID: "copy", Relays: "paper"})
	when, _ := graph.ParseWhen("2024-05")
	day, _ := graph.ParseWhen("2024-05-07")
	claim := func(source graph.SourceID, w graph.When) *graph.Claim {
		return &graph.Claim{Source: source, Subject: "x", Relation: "help", Object: "y", When: w, Confidence: 80}
	}
	first := claim("paper", when)
	first.Evidence = []graph.Quote{{Text: "X half Y"}}
	put("first", first)
	put("copied", claim("copy", when))
	fixed := claim("paper", day)
	fixed.Revises = ids["first"]
	fixed.Evidence = []graph.Quote{{Text: "X half Y im Mai"}}
	put("fixed", fixed)
	denied := claim("copy", day)
	denied.Polarity = graph.Denied
	put("denied", denied)
	return w, ids
}

func TestAClaimTellsItsStory(t *testing.T) {
	w, ids := story(t)
	ctx := context.Background()
	d, err := w.e.Claim(ctx, ids["first"], graph.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	var events []string
	for _, h := range d.History {
		events = append(events, h.Event)
	}
	if diff := cmp.Diff([]string{"recorded", "corrected"}, events); diff != "" {
		t.Errorf("history of the corrected claim: -want +got\n%s", diff)
	}
	if got := d.History[1].Claim; got != ids["fixed"] {
		t.Errorf("got corrected by %s, want %s", got, ids["fixed"])
	}
	if got := d.Evidence[0]; got.Before != "Über X: " || got.After != " im Mai. Das war alles." {
		t.Errorf("got the context %q ... %q", got.Before, got.After)
	}
	// Before the correction the claim stood.
	before := d.Claim.Withdrawn - 1
	old, err := w.e.Claim(ctx, ids["first"], graph.Moment{Sequence: &before})
	if err != nil {
		t.Fatal(err)
	}
	if old.Claim.Withdrawn != 0 || len(old.History) != 1 {
		t.Errorf("at sequence %d got withdrawn %d and %d events, want a standing claim with one", before, old.Claim.Withdrawn, len(old.History))
	}
	fixed, err := w.e.Claim(ctx, ids["fixed"], graph.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	if len(fixed.Disputes) != 1 || fixed.Disputes[0].Rule != "polarity" {
		t.Errorf("got disputes %+v, want one by the rule of polarity", fixed.Disputes)
	}
	if len(fixed.Witnesses) != 1 || fixed.Witnesses[0].Origin != "paper" || len(fixed.Witnesses[0].Sources) != 2 {
		t.Errorf("got witnesses %+v, want one, paper, heard through two sources", fixed.Witnesses)
	}
}

func TestATieCountsBothWays(t *testing.T) {
	w, _ := story(t)
	v, err := w.e.Tie(context.Background(), graph.TieQuery{A: "y", B: "x", Criteria: graph.Criteria{Direction: graph.In, Limit: 2}})
	if err != nil {
		t.Fatal(err)
	}
	if v.Tie.A != "x" || v.Tie.Claims != 3 || len(v.Claims) != 2 || v.Cursor == "" || v.Truncated == nil || !v.Tie.Disputed {
		t.Errorf("got %+v with %d claims and cursor %q, want 2 of 3 claims and a cursor", v.Tie, len(v.Claims), v.Cursor)
	}
	rest, err := w.e.Tie(context.Background(), graph.TieQuery{A: "y", B: "x", Criteria: graph.Criteria{Direction: graph.In, Limit: 2, Cursor: v.Cursor}})
	if err != nil || len(rest.Claims) != 1 || rest.Cursor != "" {
		t.Errorf("got %d claims, cursor %q, %v on the second page, want the last one", len(rest.Claims), rest.Cursor, err)
	}
	none, err := w.e.Tie(context.Background(), graph.TieQuery{A: "y", B: "x", Criteria: graph.Criteria{Direction: graph.Out}})
	if err != nil || none.Tie.Claims != 0 {
		t.Errorf("got %d claims from y to x, %v, want none", none.Tie.Claims, err)
	}
}

func TestWrongQuestionsAreNamed(t *testing.T) {
	w, ids := story(t)
	ctx := context.Background()
	future, at := graph.Sequence(1<<40), time.Now()
	page, err := w.e.Neighbourhood(ctx, graph.Query{Actors: []graph.ActorID{"x"}, Criteria: graph.Criteria{Limit: 1}})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(q graph.Query) error { _, err := w.e.Neighbourhood(ctx, q); return err }
	x := []graph.ActorID{"x"}
	for _, c := range []struct {
		err   error
		code  graph.Code
		field string
		says  string
	}{
		{ask(graph.Query{}), graph.CodeInvalid, "actor", "missing"},
		{ask(graph.Query{Actors: []graph.ActorID{"nobody"}}), graph.CodeNotFound, "actor", "search"},
		{ask(graph.Query{Actors: []graph.ActorID{"No Body"}}), graph.CodeInvalid, "actor", `"N"`},
		{ask(graph.Query{Actors: x, Depth: 4}), graph.CodeInvalid, "depth", "from 1 to 3"},
		{ask(graph.Query{Actors: x, Expand: 201}), graph.CodeInvalid, "expand", "from 1 to 200"},
		{ask(graph.Query{Actors: x, Rank: "best"}), graph.CodeInvalid, "rank", "recent, strong, corroborated"},
		{ask(graph.Query{Actors: x, Kinds: []graph.Kind{"robot"}}), graph.CodeInvalid, "kind", "armed-group"},
		{ask(graph.Query{Actors: x, Criteria: graph.Criteria{Limit: 1001}}), graph.CodeInvalid, "limit", "from 1 to 1000"},
		{ask(graph.Query{Actors: x, Criteria: graph.Criteria{Relations: []graph.RelationID{"love"}}}), graph.CodeInvalid, "relation", "ontology"},
		{ask(graph.Query{Actors: x, Criteria: graph.Criteria{Certainty: graph.Certain}}), graph.CodeInvalid, "certainty", "at, from or to"},
		{ask(graph.Query{Actors: x, Criteria: graph.Criteria{Cursor: "zzz"}}), graph.CodeInvalid, "cursor", "damaged"},
		{ask(graph.Query{Actors: x, Depth: 2, Criteria: graph.Criteria{Cursor: page.Cursor}}), graph.CodeInvalid, "cursor", "another query"},
		{ask(graph.Query{Actors: x, Criteria: graph.Criteria{Moment: graph.Moment{Sequence: &future}}}), graph.CodeInvalid, "sequence", "not recorded yet"},
		{ask(graph.Query{Actors: x, Criteria: graph.Criteria{Moment: graph.Moment{Sequence: &future, KnownAt: &at}}}), graph.CodeInvalid, "known_at", "together"},
		{ask(graph.Query{Actors: x, Criteria: graph.Criteria{Moment: graph.Moment{MinSequence: future}}}), graph.CodeUnavailable, "min_sequence", "has come to"},
		{second(w.e.Claim(ctx, graph.ClaimID{1}, graph.Moment{})), graph.CodeNotFound, "id", "no claim 01"},
		{second(w.e.Claims(ctx, graph.ClaimList{Text: "…"})), graph.CodeInvalid, "q", "letters"},
		{second(w.e.Source(ctx, "none", graph.PageQuery{})), graph.CodeNotFound, "id", "no source"},
		{second(w.e.Tie(ctx, graph.TieQuery{A: "x"})), graph.CodeInvalid, "b", "missing"},
	} {
		if got := graph.CodeOf(c.err); got != c.code {
			t.Errorf("got %s (%v), want %s about %s", got, c.err, c.code, c.field)
			continue
		}
		if !strings.HasPrefix(c.err.Error(), c.field+": ") || !strings.Contains(c.err.Error(), c.says) {
			t.Errorf("got %q, want it to name %s and to say %q", c.err, c.field, c.says)
		}
	}
	if _, err := w.e.Source(ctx, "paper", graph.PageQuery{}); err != nil {
		t.Error(err)
	}
	if d, err := w.e.Source(ctx, "copy", graph.PageQuery{}); err != nil || len(d.Chain) != 1 || d.Source.Origin != "paper" || len(d.Claims) != 2 {
		t.Errorf("got %+v, %v, want a chain to paper and two claims", d, err)
	}
	_ = ids
}

func second[T any](_ T, err error) error { return err }
