package seeds_test

import (
	"context"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/exchange"
	"liaison/graph/memstore"
	"liaison/graph/ontology"
	"liaison/graph/resolve"
	"liaison/seeds"
)

// loaded puts the seeds into a store and gives an explorer over it.
func loaded(t *testing.T) *graph.Explorer {
	t.Helper()
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }
	store := memstore.New(o, memstore.Options{Clock: clock})
	sum, err := exchange.Import(context.Background(), store, seeds.Records(), exchange.Options{Format: "ndjson"})
	if err != nil {
		t.Fatal(err)
	}
	if len(sum.Problems) > 0 || sum.Claims != 140 {
		t.Fatalf("got %d claims and the problems %v, want 140 and none", sum.Claims, sum.Problems)
	}
	again, err := exchange.Import(context.Background(), store, seeds.Records(), exchange.Options{Format: "ndjson"})
	if err != nil || again.Changed() {
		t.Errorf("a second import changed something: %+v, %v", again, err)
	}
	return graph.NewExplorer(store, resolve.New(), graph.Limits{})
}

func TestTheSeedQuestion(t *testing.T) {
	e := loaded(t)
	ctx := context.Background()
	v, err := e.Neighbourhood(ctx, graph.Query{Actors: []graph.ActorID{"usa", "syria-new-authorities"}, Criteria: graph.Criteria{Limit: graph.MaxLimit}})
	if err != nil {
		t.Fatal(err)
	}
	if v.Totals.Claims < 50 || len(v.Claims) != v.Totals.Claims || v.Truncated != nil {
		t.Errorf("got %d of %d claims, truncated %v; want all of at least 50", len(v.Claims), v.Totals.Claims, v.Truncated)
	}
	for _, c := range v.Claims {
		d, err := e.Claim(ctx, c.ID, graph.Moment{})
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Evidence) != 1 || !d.Evidence[0].Held || !d.Source.Summary {
			t.Errorf("claim %s %q: got evidence %+v, want one quote in a held summary", c.ID, d.Claim.Statement, d.Evidence)
		}
		if c.Disputed != (len(d.Disputes) > 0) {
			t.Errorf("claim %s: disputed is %v but %d disputes are told", c.ID, c.Disputed, len(d.Disputes))
		}
	}
}

func TestAllDisputesShow(t *testing.T) {
	e := loaded(t)
	page, err := e.Disputes(context.Background(), graph.PageQuery{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	recorded := 0
	for _, d := range page.Disputes {
		if d.Rule != "" {
			continue
		}
		recorded++
		if !d.Open {
			t.Errorf("dispute %q is not open", d.Topic)
		}
		for _, side := range [][]graph.ClaimState{d.SideA, d.SideB} {
			for _, c := range side {
				if !c.Disputed {
					t.Errorf("dispute %q: claim %q does not show as disputed", d.Topic, c.Statement)
				}
			}
		}
	}
	if recorded != 17 {
		t.Errorf("got %d recorded disputes, want 17", recorded)
	}
}

// Watan, Stars and Stripes, RBC-Ukraine, Elnashra and GFATF all go back to one story of the Washington Post.
func TestOneStoryIsOneWitness(t *testing.T) {
	e := loaded(t)
	ctx := context.Background()
	page, err := e.Claims(ctx, graph.ClaimList{Event: "us-syria-intel-sharing", Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	family := map[graph.SourceID]bool{"watan": true, "stripes": true, "rbc-ukraine": true, "elnashra": true, "gfatf": true}
	seen := map[graph.SourceID]bool{}
	for _, c := range page.Claims {
		if !family[c.Source] {
			continue
		}
		seen[c.Source] = true
		if c.Origin != "wapo" {
			t.Errorf("claim %q of %s: got origin %s, want wapo", c.Statement, c.Source, c.Origin)
		}
	}
	if len(seen) < 3 {
		t.Fatalf("got claims of %v only", seen)
	}
	d, err := e.Claim(ctx, page.Claims[0].ID, graph.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Witnesses) != 1 || d.Witnesses[0].Origin != "wapo" || len(d.Witnesses[0].Sources) < 2 {
		t.Errorf("got witnesses %+v, want one, wapo, with several sources", d.Witnesses)
	}
}

func TestActorsAreFoundInAnyScript(t *testing.T) {
	e := loaded(t)
	for text, want := range map[string]graph.ActorID{
		"United States": "usa", "США": "usa", "الولايات المتحدة": "usa", "unitd stats": "usa", "cia": "cia", "Centrl Inteligence": "cia",
	} {
		page, err := e.Actors(context.Background(), graph.ActorsQuery{Text: text, Limit: 3})
		if err != nil {
			t.Fatal(err)
		}
		if len(page.Actors) == 0 || page.Actors[0].ID != want {
			t.Errorf("%q: got %+v, want %s first", text, page.Actors, want)
			continue
		}
		if page.Actors[0].Match.How == "" {
			t.Errorf("%q: no reason is given for %s", text, want)
		}
	}
}
