package extract_test

import (
	"context"
	"slices"
	"testing"

	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/memstore"
	"liaison/graph/ontology"
)

const proposeText = "Poland and Norway signed a gas agreement on 3 May 2021.\n\nThe Baltic Free Workers Union accused Poland of arresting its leaders."

// TestPropose: a text becomes a source and proposals; read again it gives nothing new, whatever was decided.
func TestPropose(t *testing.T) {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	e := graph.NewExplorer(memstore.New(o, memstore.Options{}), nil, graph.Limits{})
	r, err := extract.New(extract.Options{Ontology: o})
	if err != nil {
		t.Fatal(err)
	}
	source := func() *graph.Source {
		return &graph.Source{ID: "daily", Text: proposeText, Published: "2021-05-04", Language: "en"}
	}
	first, err := extract.Propose(ctx, e, r, source(), "run-1", nil)
	if err != nil {
		t.Fatal(err)
	}
	if first.New == 0 || first.New != first.Found || len(first.Refused) > 0 || first.Claimed+first.Proposed > 0 || len(first.IDs) != first.New {
		t.Fatalf("read for the first time: %+v", first)
	}
	page, err := e.Proposals(ctx, graph.ProposalList{ProposalsQuery: graph.ProposalsQuery{Source: "daily", Run: "run-1"}})
	if err != nil || page.Total != first.New {
		t.Fatalf("%d are listed (%v), want %d", page.Total, err, first.New)
	}
	for _, p := range page.Proposals {
		if len(p.Claim.Evidence) == 0 {
			t.Errorf("%s has no words of the text", p.ID)
		}
		for _, q := range p.Claim.Evidence {
			if proposeText[q.Start:q.End] != q.Text {
				t.Errorf("%q is not at %d to %d", q.Text, q.Start, q.End)
			}
		}
	}
	ruled, err := e.Rule(ctx, graph.Ruling{Proposals: first.IDs[:1], Decision: graph.Accept, By: "editor"})
	if err != nil || ruled.Decided != 1 {
		t.Fatalf("accepted: %+v (%v)", ruled, err)
	}
	if ruled, err = e.Rule(ctx, graph.Ruling{Proposals: first.IDs[1:], Decision: graph.Reject, By: "editor"}); err != nil || ruled.Decided != first.New-1 {
		t.Fatalf("rejected: %+v (%v)", ruled, err)
	}
	again, err := extract.Propose(ctx, e, r, source(), "run-2", nil)
	if err != nil {
		t.Fatal(err)
	}
	if again.New != 0 || again.Proposed != first.New || !slices.Equal(again.IDs, first.IDs) {
		t.Errorf("read again: %+v", again)
	}
	// What somebody claimed by hand is not proposed.
	other := graph.NewExplorer(memstore.New(o, memstore.Options{}), nil, graph.Limits{})
	p := page.Proposals[0]
	records := []graph.Record{source()}
	for i := range p.Actors {
		records = append(records, &p.Actors[i])
	}
	if _, err := other.Append(ctx, graph.Batch{Records: append(records, &p.Claim)}); err != nil {
		t.Fatal(err)
	}
	if got, err := extract.Propose(ctx, other, r, source(), "run-1", nil); err != nil || got.Claimed != 1 || got.New != first.New-1 {
		t.Errorf("beside a claim by hand: %+v (%v)", got, err)
	}
	if _, err := extract.Propose(ctx, e, r, &graph.Source{ID: "daily", Text: "Another text."}, "run-3", nil); graph.CodeOf(err) != graph.CodeConflict {
		t.Errorf("another text of the same source: %v", err)
	}
	if _, err := extract.Propose(ctx, e, r, &graph.Source{ID: "empty"}, "run-3", nil); graph.CodeOf(err) != graph.CodeInvalid {
		t.Errorf("no text: %v", err)
	}
}

// The rebels of one text are not those of another, until somebody says so; whom a name names is the same in both.
func TestDescribedActorsAreOfTheirText(t *testing.T) {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	e := graph.NewExplorer(memstore.New(o, memstore.Options{}), nil, graph.Limits{})
	r, err := extract.New(extract.Options{Ontology: o})
	if err != nil {
		t.Fatal(err)
	}
	ends := func(source graph.SourceID, text string) (subject, object graph.ActorID) {
		t.Helper()
		got, err := extract.Propose(ctx, e, r, &graph.Source{ID: source, Text: text, Language: "en"}, "run", nil)
		if err != nil || len(got.IDs) == 0 {
			t.Fatalf("%+v (%v)", got, err)
		}
		if _, err := e.Rule(ctx, graph.Ruling{Proposals: got.IDs, Decision: graph.Accept, By: "editor"}); err != nil {
			t.Fatal(err)
		}
		page, err := e.ProposalsOf(ctx, got.IDs[:1], graph.Moment{})
		if err != nil {
			t.Fatal(err)
		}
		return page.Proposals[0].Claim.Subject, page.Proposals[0].Claim.Object
	}
	rebels, union := ends("first", "The rebels attacked the Kandor Workers Union on 3 May 2021.")
	others, same := ends("second", "Rebels attacked the Kandor Workers Union on 4 June 2022. They also shelled Poland.")
	if rebels == others || union != same {
		t.Errorf("got %s and %s attacking %s and %s, want two kinds of rebels and one union", rebels, others, union, same)
	}
}
