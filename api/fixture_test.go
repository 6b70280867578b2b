package api_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/algo"
	"liaison/graph/memstore"
	"liaison/graph/resolve"
)

// fixture is a small graph in which everything that a body can say is said once: merged and separate actors, a relayed
// source, held and missing texts, dated, vague and undated claims, a correction, a retraction, added evidence, disputes
// by rule and by record.
type fixture struct {
	store    graph.Store
	explorer *graph.Explorer
	claims   map[string]graph.ClaimID
}

const wireText = "Officials met in Ankara on Sunday. The ministry said it shares intelligence with the interim government.\n" +
	"يتبادل الطرفان المعلومات. No date was given for the next talks.\n"

// step is the time between two records.
const step = time.Second

// storeMaker makes an empty store with an ontology, a clock and an id.
type storeMaker func(t testing.TB, o *graph.Ontology, clock func() time.Time, id string) graph.Store

func inMemory(_ testing.TB, o *graph.Ontology, clock func() time.Time, id string) graph.Store {
	return memstore.New(o, memstore.Options{Clock: clock, ID: id})
}

func newFixture(t testing.TB) *fixture { return newFixtureIn(t, inMemory) }

func newFixtureIn(t testing.TB, in storeMaker) *fixture {
	t.Helper()
	o, err := graph.NewOntology([]graph.Relation{
		{ID: "CONSULT", Label: "consults", Inverse: "is consulted by", Type: "CONSULT", Quad: 1, Score: 10, Description: "Words are exchanged."},
		{ID: "meet", Parent: "CONSULT", Label: "meets with", Symmetric: true, CAMEO: "040", Score: 25, Aliases: []string{"sit down with"}},
		{ID: "COOPERATE", Label: "cooperates with", Inverse: "cooperates with", Type: "COOPERATE", Quad: 2, Score: 60},
		{ID: "share-intelligence", Parent: "COOPERATE", Label: "shares intelligence with", Inverse: "receives intelligence from", CAMEO: "064", Contexts: []string{"intelligence"}, Score: 95},
		{ID: "ASSAULT", Label: "attacks", Inverse: "is attacked by", Type: "ASSAULT", Quad: 4, Score: -90},
		{ID: "PART_OF", Class: graph.ClassStructural, Label: "belongs to", Inverse: "contains"},
		{ID: "part-of", Parent: "PART_OF", Label: "is part of", Inverse: "has as a part", Subjects: []graph.Kind{graph.KindAgency}, Deprecated: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2025, 2, 1, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { now = now.Add(step); return now }
	f := &fixture{
		store:  in(t, o, clock, strings.Repeat("ab", 16)),
		claims: map[string]graph.ClaimID{},
	}
	// A machine that does much else must not cut an answer by time.
	f.explorer = graph.NewExplorer(f.store, resolve.New(), graph.Limits{Wait: 50 * time.Millisecond, Time: time.Minute}).Use(algo.Paths{})
	f.record(t,
		&graph.Actor{ID: "usa", Name: "United States", Kind: graph.KindState, Country: "USA", Aliases: []string{"US", "الولايات المتحدة"}, Codes: []string{"cow:2"}, Description: "A federal state."},
		&graph.Actor{ID: "us-intelligence", Name: "US intelligence agencies", Kind: graph.KindAgency, Country: "USA"},
		&graph.Actor{ID: "syria-interim", Name: "Syria's interim government", Kind: graph.KindGovernment, Country: "SYR", Valid: "2024-12-08/"},
		&graph.Actor{ID: "syria-new", Name: "New Syrian authorities", Kind: graph.KindGovernment, Country: "SYR"},
		&graph.Actor{ID: "turkey", Name: "Türkiye", Kind: graph.KindState, Country: "TUR", Aliases: []string{"Turkey"}},
		&graph.Actor{ID: "isis", Name: "Islamic State", Kind: graph.KindArmedGroup},
		&graph.Actor{ID: "ankara", Name: "Ankara", Kind: graph.KindPlace, Country: "TUR"},
		&graph.Source{ID: "wire", Publisher: "The Wire", Title: "Talks \"in\" Ankara & after", URL: "https://wire.example/1?a=b&c=d", Published: "2025-01-20", Language: "en", Kind: "news-agency", Text: wireText},
		&graph.Source{ID: "copy", Publisher: "The Copy", Published: "2025-01-21", Language: "en", Kind: "newspaper", Relays: "wire", Text: "A summary in other words.", Summary: true},
		&graph.Source{ID: "daily", Publisher: "The Daily"},
	)
	meets := f.quote("Officials met in Ankara on Sunday.")
	shares := f.quote("shares intelligence with the interim government")
	f.claim(t, "meet", graph.Claim{Source: "wire", Subject: "turkey", Relation: "meet", Object: "syria-interim", When: when(t, "2025-01-19"), WhenBasis: graph.BasisRelative, WhenText: "on Sunday", Confidence: 90, Statement: "Turkish and Syrian officials met.", Evidence: meets, Place: "ankara", Third: []graph.ActorID{"usa"}, Event: "ankara-talks", MadeBy: graph.MadeBy{Kind: "person", Name: "an editor"}})
	f.claim(t, "meet-copy", graph.Claim{Source: "copy", Subject: "turkey", Relation: "meet", Object: "syria-interim", When: when(t, "2025-01-19"), Confidence: 70, Statement: "The Copy reports the talks.", Event: "ankara-talks", MadeBy: graph.MadeBy{Kind: "importer", Name: "hand", Version: "1", Run: "run-1"}})
	f.claim(t, "meet-other-day", graph.Claim{Source: "daily", Subject: "turkey", Relation: "meet", Object: "syria-interim", When: when(t, "2025-01-21"), Confidence: 60, Event: "ankara-talks"})
	f.claim(t, "shares", graph.Claim{Source: "wire", Subject: "us-intelligence", Relation: "share-intelligence", Object: "syria-interim", When: when(t, "2024-12-22~/.."), Confidence: 75, Attribution: "the ministry", Statement: "They share intelligence.", Evidence: shares})
	f.claim(t, "denies", graph.Claim{Source: "daily", Subject: "us-intelligence", Relation: "share-intelligence", Object: "syria-interim", Polarity: graph.Denied, Confidence: 80, Attribution: "a spokesman"})
	f.claim(t, "shares-new", graph.Claim{Source: "daily", Subject: "usa", Relation: "share-intelligence", Object: "syria-new", When: when(t, "2025"), Modality: graph.Alleged, Confidence: 40})
	f.claim(t, "part", graph.Claim{Source: "daily", Subject: "us-intelligence", Relation: "part-of", Object: "usa", Confidence: 100})
	f.claim(t, "fights", graph.Claim{Source: "daily", Subject: "usa", Relation: "ASSAULT", Object: "isis", When: when(t, "2024-12"), Confidence: 50})
	f.claim(t, "fights-right", graph.Claim{Source: "daily", Subject: "usa", Relation: "ASSAULT", Object: "isis", When: when(t, "2024-11"), Confidence: 55, Revises: f.claims["fights"]})
	f.claim(t, "wrong", graph.Claim{Source: "copy", Subject: "isis", Relation: "ASSAULT", Object: "turkey", When: when(t, "2016~"), Confidence: 30})
	f.record(t,
		&graph.Retraction{Claim: f.claims["wrong"], Reason: "misread the table", By: "an editor", At: "2025-02-02"},
		&graph.Judgement{A: "syria-interim", B: "syria-new", Verdict: graph.Same, Reason: "two names of one cabinet", By: "an editor"},
		&graph.Judgement{A: "usa", B: "us-intelligence", Verdict: graph.Different, By: "an editor"},
		&graph.Dispute{Topic: "Who fought whom", Kind: "status", SideA: []graph.ClaimID{f.claims["fights-right"]}, SideB: []graph.ClaimID{f.claims["part"]}, Reason: "for the sake of the test", By: "an editor", At: "2025-02-02"},
	)
	again := graph.Claim{Source: "daily", Subject: "usa", Relation: "share-intelligence", Object: "syria-new", When: when(t, "2025"), Modality: graph.Alleged, Confidence: 40, Evidence: []graph.Quote{{Text: "Washington is said to share intelligence."}}}
	f.record(t, &again)
	return f
}

func when(t testing.TB, text string) graph.When {
	t.Helper()
	w, err := graph.ParseWhen(text)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (f *fixture) quote(text string) []graph.Quote {
	at := strings.Index(wireText, text)
	return []graph.Quote{{Text: text, Start: at, End: at + len(text)}}
}

func (f *fixture) claim(t testing.TB, name string, c graph.Claim) {
	t.Helper()
	f.claims[name] = f.record(t, &c)[0].ID
}

func (f *fixture) record(t testing.TB, records ...graph.Record) []graph.Receipt {
	t.Helper()
	var out []graph.Receipt
	for _, r := range records { // one batch each, so that each has a time of its own
		receipts, err := f.store.Append(context.Background(), graph.Batch{Records: []graph.Record{r}})
		if err != nil {
			t.Fatal(err)
		}
		if receipts[0].Err != nil {
			t.Fatalf("%T: %v", r, receipts[0].Err)
		}
		out = append(out, receipts...)
	}
	return out
}

// lines is an Importer that takes lines "actor ID" and refuses all others; it stands for graph/exchange, which api may
// not know.
type lines struct{ store graph.Store }

func (l lines) Import(ctx context.Context, r io.Reader) (api.ImportSummary, error) {
	b, err := io.ReadAll(r)
	var sum api.ImportSummary
	for i, line := range strings.Split(strings.TrimSuffix(string(b), "\n"), "\n") {
		word, id, _ := strings.Cut(line, " ")
		if line == "" {
			continue
		}
		if word != "actor" {
			sum.Rejected++
			sum.Problems = append(sum.Problems, api.LineProblem{Line: i + 1, Field: "type", Value: word, Message: fmt.Sprintf("%q is no type", word)})
			continue
		}
		a := &graph.Actor{ID: graph.ActorID(id), Name: id, Kind: graph.KindPerson}
		receipts, failed := l.store.Append(ctx, graph.Batch{Records: []graph.Record{a}})
		if failed != nil {
			return sum, failed
		}
		switch receipts[0].Status {
		case graph.Accepted:
			sum.Accepted++
		case graph.Known:
			sum.Known++
		default:
			sum.Rejected++
			sum.Problems = append(sum.Problems, api.LineProblem{Line: i + 1, Message: receipts[0].Err.Error()})
		}
		sum.Sequence = max(sum.Sequence, receipts[0].Sequence)
	}
	return sum, err
}
