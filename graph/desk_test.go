package graph_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/memstore"
)

const deskText = "Officials from Avaria met their Borduran counterparts on 3 May 2024. Avaria denied that it had shelled Bordurian posts."

// desk is an Explorer over a store with a text and three proposals from it: a meeting, a shelling by somebody new, and a
// meeting of somebody who may be two.
func newDesk(t *testing.T, more ...*graph.Proposal) (*graph.Explorer, []graph.RecordID) {
	t.Helper()
	o, err := graph.NewOntology([]graph.Relation{{ID: "CONSULT"}, {ID: "meet", Parent: "CONSULT", Symmetric: true}, {ID: "ASSAULT"}})
	if err != nil {
		t.Fatal(err)
	}
	s := memstore.New(o, memstore.Options{})
	meet := &graph.Proposal{
		Claim: graph.Claim{Source: "paper", Subject: "avaria", Relation: "meet", Object: "borduria", When: day(t, "2024-05-03"), Confidence: 90,
			Evidence: []graph.Quote{{Text: deskText[:67], End: 67}}, MadeBy: graph.MadeBy{Kind: "extractor", Name: "rules", Run: "r1"}},
		Score: 85, Rules: []string{"verb.meet"},
	}
	shell := &graph.Proposal{
		Claim:   graph.Claim{Source: "paper", Subject: "avaria", Relation: "ASSAULT", Object: "borduran-post", Polarity: graph.Denied, MadeBy: meet.Claim.MadeBy},
		Actors:  []graph.Actor{{ID: "borduran-post", Name: "Borduran posts", Kind: graph.KindFacility}},
		Subject: graph.Named{Quote: graph.Quote{Text: "Avaria"}},
		Score:   40,
	}
	shell.Subject.Start, shell.Subject.End = 69, 75
	unsure := &graph.Proposal{
		Claim:   graph.Claim{Source: "paper", Relation: "meet", Object: "borduria", MadeBy: meet.Claim.MadeBy},
		Subject: graph.Named{Quote: graph.Quote{Text: "Officials", End: 9}, Candidates: []graph.ActorID{"avaria", "avaria-ministry"}},
		Score:   60,
	}
	records := []graph.Record{
		&graph.Actor{ID: "avaria", Name: "Avaria", Kind: graph.KindState}, &graph.Actor{ID: "borduria", Name: "Borduria", Kind: graph.KindState},
		&graph.Actor{ID: "avaria-ministry", Name: "Ministry of Avaria", Kind: graph.KindAgency},
		&graph.Source{ID: "paper", Text: deskText, Published: "2024-05-04"}, meet, shell, unsure,
	}
	for _, p := range more {
		records = append(records, p)
	}
	got, err := s.Append(context.Background(), graph.Batch{Records: records})
	if err != nil {
		t.Fatal(err)
	}
	var ids []graph.RecordID
	for _, r := range got[4:] {
		if r.Status != graph.Accepted {
			t.Fatalf("%+v", r)
		}
		ids = append(ids, r.ID)
	}
	return graph.NewExplorer(s, nil, graph.Limits{}), ids
}

func day(t *testing.T, text string) graph.When {
	t.Helper()
	w, err := graph.ParseWhen(text)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// outcome is what a ruling did, for comparing.
type outcome struct {
	Decided, Claims int
	Refused         []graph.Code
	States          []graph.State // of all proposals, in order
	Standing        int           // claims that stand
}

func rule(t *testing.T, e *graph.Explorer, r graph.Ruling) outcome {
	t.Helper()
	ctx := context.Background()
	got, err := e.Rule(ctx, r)
	if err != nil {
		t.Fatal(err)
	}
	out := outcome{Decided: got.Decided, Claims: len(got.Claims)}
	for _, f := range got.Refused {
		out.Refused = append(out.Refused, graph.CodeOf(f.Err))
	}
	page, err := e.Proposals(ctx, graph.ProposalList{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range page.Proposals {
		out.States = append(out.States, page.Proposals[i].State())
	}
	claims, err := e.Claims(ctx, graph.ClaimList{})
	if err != nil {
		t.Fatal(err)
	}
	out.Standing = len(claims.Claims)
	return out
}

func TestRulings(t *testing.T) {
	type step struct {
		ruling graph.Ruling
		want   outcome
	}
	const at = "2024-05-05T10:00:00Z"
	open, accepted, rejected, edited := graph.Open, graph.WasAccepted, graph.WasRejected, graph.WasEdited
	for name, steps := range map[string]func(ids []graph.RecordID) []step{
		"accept": func(ids []graph.RecordID) []step {
			return []step{
				{graph.Ruling{Proposals: ids[:2], Decision: graph.Accept}, outcome{Decided: 2, Claims: 2, States: []graph.State{accepted, accepted, open}, Standing: 2}},
				{graph.Ruling{Proposals: ids[:1], Decision: graph.Accept}, outcome{Refused: []graph.Code{graph.CodeConflict}, States: []graph.State{accepted, accepted, open}, Standing: 2}},
			}
		},
		"who is meant": func(ids []graph.RecordID) []step {
			return []step{
				{graph.Ruling{Proposals: ids[2:], Decision: graph.Accept}, outcome{Refused: []graph.Code{graph.CodeInvalid}, States: []graph.State{open, open, open}}},
				{graph.Ruling{Proposals: ids[2:], Decision: graph.Accept, Subject: "borduria"}, outcome{Refused: []graph.Code{graph.CodeInvalid}, States: []graph.State{open, open, open}}},
				{graph.Ruling{Proposals: ids[2:], Decision: graph.Accept, Subject: "avaria-ministry"}, outcome{Decided: 1, Claims: 1, States: []graph.State{open, open, accepted}, Standing: 1}},
			}
		},
		"reject and think again": func(ids []graph.RecordID) []step {
			return []step{
				{graph.Ruling{Proposals: ids[:1], Decision: graph.Reject}, outcome{Decided: 1, States: []graph.State{rejected, open, open}}},
				{graph.Ruling{Proposals: ids[:1], Decision: graph.Reject}, outcome{Refused: []graph.Code{graph.CodeConflict}, States: []graph.State{rejected, open, open}}},
				{graph.Ruling{Proposals: ids[:1], Decision: graph.Reopen}, outcome{Decided: 1, States: []graph.State{open, open, open}}},
				{graph.Ruling{Proposals: ids[:1], Decision: graph.Accept}, outcome{Decided: 1, Claims: 1, States: []graph.State{accepted, open, open}, Standing: 1}},
			}
		},
		"a claim goes with its proposal": func(ids []graph.RecordID) []step {
			return []step{
				{graph.Ruling{Proposals: ids[:1], Decision: graph.Accept}, outcome{Decided: 1, Claims: 1, States: []graph.State{accepted, open, open}, Standing: 1}},
				{graph.Ruling{Proposals: ids[:1], Decision: graph.Reject}, outcome{Decided: 1, States: []graph.State{rejected, open, open}}},
				{graph.Ruling{Proposals: ids[:1], Decision: graph.Accept}, outcome{Refused: []graph.Code{graph.CodeConflict}, States: []graph.State{rejected, open, open}}},
			}
		},
		"edit": func(ids []graph.RecordID) []step {
			c := &graph.Claim{Subject: "avaria", Relation: "meet", Object: "slovenia", When: day(t, "2024-05-03")}
			return []step{
				{graph.Ruling{Proposals: ids[:1], Decision: graph.Edit, Edited: c}, outcome{Refused: []graph.Code{graph.CodeNotFound}, States: []graph.State{open, open, open}}},
				{graph.Ruling{Proposals: ids[:1], Decision: graph.Edit, Edited: c, Actors: []graph.Actor{{ID: "slovenia", Name: "Slovenia", Kind: graph.KindState}}},
					outcome{Decided: 1, Claims: 1, States: []graph.State{edited, open, open}, Standing: 1}},
			}
		},
		"many at once": func(ids []graph.RecordID) []step {
			return []step{
				{graph.Ruling{Query: &graph.ProposalsQuery{MinScore: 50}, Decision: graph.Accept},
					outcome{Decided: 1, Claims: 1, Refused: []graph.Code{graph.CodeInvalid}, States: []graph.State{accepted, open, open}, Standing: 1}},
				{graph.Ruling{Query: &graph.ProposalsQuery{Relations: []graph.RelationID{"CONSULT"}}, Decision: graph.Reject},
					outcome{Decided: 1, States: []graph.State{accepted, open, rejected}, Standing: 1}},
				{graph.Ruling{Query: &graph.ProposalsQuery{Source: "paper"}, Decision: graph.Reject}, outcome{Decided: 1, States: []graph.State{accepted, rejected, rejected}, Standing: 1}},
			}
		},
		"nobody named": func(ids []graph.RecordID) []step {
			return []step{
				{graph.Ruling{Proposals: ids[3:], Decision: graph.Accept}, outcome{Refused: []graph.Code{graph.CodeInvalid}, States: []graph.State{open, open, open, open}}},
				{graph.Ruling{Proposals: ids[3:], Decision: graph.Accept, Subject: "avaria"}, outcome{Decided: 1, Claims: 1, States: []graph.State{open, open, open, accepted}, Standing: 1}},
			}
		},
		"unknown": func(ids []graph.RecordID) []step {
			return []step{{graph.Ruling{Proposals: []graph.RecordID{{9}}, Decision: graph.Reject}, outcome{Refused: []graph.Code{graph.CodeNotFound}, States: []graph.State{open, open, open}}}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			var more []*graph.Proposal
			if name == "nobody named" {
				more = append(more, &graph.Proposal{Claim: graph.Claim{Source: "paper", Relation: "ASSAULT", Object: "borduria"}})
			}
			e, ids := newDesk(t, more...)
			for i, s := range steps(ids) {
				s.ruling.By, s.ruling.At = "editor", at[:17]+string(rune('0'+i))+at[18:]
				if d := cmp.Diff(s.want, rule(t, e, s.ruling)); d != "" {
					t.Errorf("step %d (-want +got)\n%s", i+1, d)
				}
			}
		})
	}
}

// TestRefusedRulings: a ruling that says too little or too much changes nothing.
func TestRefusedRulings(t *testing.T) {
	e, ids := newDesk(t)
	for name, r := range map[string]graph.Ruling{
		"nothing named":               {Decision: graph.Accept, By: "editor"},
		"both":                        {Proposals: ids, Query: &graph.ProposalsQuery{}, Decision: graph.Accept, By: "editor"},
		"no such decision":            {Proposals: ids, Decision: "maybe", By: "editor"},
		"nobody":                      {Proposals: ids, Decision: graph.Accept},
		"an edit without a claim":     {Proposals: ids[:1], Decision: graph.Edit, By: "editor"},
		"an edit of two":              {Proposals: ids[:2], Decision: graph.Edit, Edited: &graph.Claim{}, By: "editor"},
		"an actor for a rejection":    {Proposals: ids[:1], Decision: graph.Reject, Subject: "avaria", By: "editor"},
		"reopening all":               {Query: &graph.ProposalsQuery{}, Decision: graph.Reopen, By: "editor"},
		"a score beyond all":          {Query: &graph.ProposalsQuery{MinScore: 101}, Decision: graph.Accept, By: "editor"},
		"a time that cannot be":       {Proposals: ids, Decision: graph.Reject, By: "editor", At: "yesterday"},
		"an unknown state of a list ": {Query: &graph.ProposalsQuery{State: "lost"}, Decision: graph.Reject, By: "editor"},
	} {
		if _, err := e.Rule(context.Background(), r); graph.CodeOf(err) != graph.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := e.Rule(context.Background(), graph.Ruling{Query: &graph.ProposalsQuery{Relations: []graph.RelationID{"dance"}}, Decision: graph.Reject, By: "editor"}); graph.CodeOf(err) != graph.CodeNotFound {
		t.Errorf("an unknown relation: %v", err)
	}
	page, err := e.Proposals(context.Background(), graph.ProposalList{ProposalsQuery: graph.ProposalsQuery{State: graph.Open}})
	if err != nil || page.Total != 3 {
		t.Errorf("%d are open (%v), want 3", page.Total, err)
	}
}

// TestProposalPages: a list goes on where it ended, at the sequence at which it began.
func TestProposalPages(t *testing.T) {
	e, ids := newDesk(t)
	ctx := context.Background()
	var got []graph.RecordID
	list := graph.ProposalList{Limit: 1}
	for range 5 {
		page, err := e.Proposals(ctx, list)
		if err != nil {
			t.Fatal(err)
		}
		for i := range page.Proposals {
			got = append(got, page.Proposals[i].ID)
			if s := page.Proposals[i].State(); s != graph.Open {
				t.Errorf("%s is %s, at the sequence at which the list began it was open", page.Proposals[i].ID, s)
			}
		}
		if page.Total != 3 {
			t.Errorf("total: got %d, want 3", page.Total)
		}
		rule(t, e, graph.Ruling{Proposals: ids[2:], Decision: graph.Reject, By: "editor"})
		if list.Cursor = page.Cursor; list.Cursor == "" {
			break
		}
	}
	if d := cmp.Diff(ids, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
