package api_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liaison/api"
	"liaison/graph"
)

// newDesk is a server over the fixture with three proposals from its text: a meeting, talks between the interim
// government and somebody new, and an exchange of intelligence by one of two.
func newDesk(t *testing.T, change func(*api.Config)) (*server, []string) {
	t.Helper()
	s := newServer(t, change)
	made := graph.MadeBy{Kind: "extractor", Name: "rules", Version: "1", Run: "reading-1"}
	named := func(text string) graph.Named { return graph.Named{Quote: s.quote(text)[0]} }
	var ids []string
	for _, p := range []*graph.Proposal{
		{
			Claim: graph.Claim{Source: "wire", Subject: "turkey", Relation: "meet", Object: "isis", When: when(t, "2025-01-19"), WhenBasis: graph.BasisRelative,
				WhenText: "on Sunday", Confidence: 90, Statement: "Officials met.", Evidence: s.quote("Officials met in Ankara on Sunday."), Place: "ankara", MadeBy: made},
			Subject: named("Officials"), Score: 81, Rules: []string{"verb.meet", "place.in"},
		},
		{
			Claim: graph.Claim{Source: "wire", Subject: "syria-interim", Relation: "CONSULT", Object: "talks-board", Polarity: graph.Denied, Modality: graph.Planned,
				Evidence: s.quote("No date was given for the next talks."), Third: []graph.ActorID{"usa"}, Attribution: "nobody in particular", MadeBy: made},
			Object: named("the next talks"), Actors: []graph.Actor{{ID: "talks-board", Name: "Board of talks", Kind: graph.KindGroup}}, Score: 35,
		},
		{
			Claim:   graph.Claim{Source: "wire", Relation: "share-intelligence", Object: "syria-interim", Evidence: s.quote("shares intelligence with the interim government"), MadeBy: made},
			Subject: graph.Named{Quote: s.quote("The ministry")[0], Candidates: []graph.ActorID{"usa", "turkey"}}, Object: named("the interim government"), Score: 60,
		},
	} {
		ids = append(ids, s.record(t, p)[0].ID.String())
	}
	return s, ids
}

// TestProposals: what was found in a text, with all that is known of it, and with what was decided.
func TestProposals(t *testing.T) {
	s, ids := newDesk(t, func(c *api.Config) {
		c.Clock = func() time.Time { return time.Date(2025, 2, 2, 9, 0, 0, 0, time.UTC) }
	})
	s.review(t, `{"decision":"reject","proposals":["`+ids[1]+`"],"by":"an editor","reason":"nobody says so"}`)
	golden(t, "proposals", s.get(t, "/api/v1/proposals").body)
	for query, want := range map[string]int{
		"state=open": 2, "state=rejected": 1, "min_score=60": 2, "relation=COOPERATE": 1, "relation=CONSULT&state=open": 1, "source=daily": 0, "run=reading-1": 3,
		"run=other": 0, "source=wire&sequence=27": 2, "state=open&sequence=28": 3,
	} {
		totals := s.get(t, "/api/v1/proposals?"+query).decode(t)["totals"].(map[string]any)
		if totals["count"] != float64(want) || totals["exact"] != true {
			t.Errorf("%s: got %v, want %d", query, totals, want)
		}
	}
	for query, want := range map[string]refusal{
		"state=lost":   {Status: 400, Code: "invalid", Parameter: "state"},
		"relation=sit": {Status: 404, Code: "not-found", Parameter: "relation"},
		"min_score=x":  {Status: 400, Code: "invalid", Parameter: "min_score"},
		"kind=state":   {Status: 400, Code: "invalid", Parameter: "kind"},
	} {
		if d := cmp.Diff(want, s.get(t, "/api/v1/proposals?"+query).refusal(t)); d != "" {
			t.Errorf("%s (-want +got)\n%s", query, d)
		}
	}
}

func (s *server) review(t *testing.T, body string) map[string]any {
	t.Helper()
	a := s.do(t, http.MethodPost, "/api/v1/reviews", body, asJSON)
	if a.status != http.StatusOK {
		t.Fatalf("%s: got %d %s", body, a.status, a.body)
	}
	return a.decode(t)
}

// TestReviews: accepted proposals become claims, rejected ones do not, and each decision is told.
func TestReviews(t *testing.T) {
	s, ids := newDesk(t, nil)
	got := s.review(t, fmt.Sprintf(`{"decision":"accept","proposals":[%q,%q],"by":"an editor"}`, ids[0], ids[1]))
	if got["decided"] != 2.0 || len(got["claims"].([]any)) != 2 {
		t.Fatalf("got %v", got)
	}
	claim := s.get(t, "/api/v1/claims/"+got["claims"].([]any)[0].(string)).decode(t)["claim"].(map[string]any)
	if claim["subject"] != "turkey" || claim["object"] != "isis" || claim["made_by"].(map[string]any)["kind"] != "extractor" {
		t.Errorf("the claim of an accepted proposal: got %v", claim)
	}
	if a := s.get(t, "/api/v1/actors/talks-board"); a.status != http.StatusOK {
		t.Errorf("the actor proposed with it: got %d", a.status)
	}
	got = s.review(t, `{"decision":"accept","all":{"min_score":50},"by":"an editor"}`)
	if refused := got["refused"].([]any); got["decided"] != 0.0 || len(refused) != 1 || refused[0].(map[string]any)["field"] != "subject" {
		t.Errorf("all that are likely, one of them undecided: got %v", got)
	}
	got = s.review(t, `{"decision":"edit","proposals":["`+ids[2]+`"],"by":"an editor","claim":{"subject":"turkey","relation":"meet","object":"syria-interim","when":"2025-01-18~"},"reason":"they met"}`)
	if got["decided"] != 1.0 {
		t.Errorf("edited: got %v", got)
	}
	claim = s.get(t, "/api/v1/claims/"+got["claims"].([]any)[0].(string)).decode(t)["claim"].(map[string]any)
	if made := claim["made_by"].(map[string]any); made["kind"] != "person" || made["name"] != "an editor" || claim["source"] != "wire" {
		t.Errorf("the claim of an edited proposal: got %v", claim)
	}
	// A second reading of the text proposes nothing that was decided.
	receipts, err := s.store.Append(context.Background(), graph.Batch{Records: []graph.Record{&graph.Proposal{
		Claim:   graph.Claim{Source: "wire", Relation: "share-intelligence", Object: "syria-interim"},
		Subject: graph.Named{Quote: s.quote("The ministry")[0], Candidates: []graph.ActorID{"usa", "turkey"}},
	}}})
	if err != nil || receipts[0].Status != graph.Known {
		t.Errorf("read again: %+v (%v)", receipts, err)
	}
}

// TestRefusedReviews name what is wrong, and change nothing.
func TestRefusedReviews(t *testing.T) {
	s, ids := newDesk(t, nil)
	for body, want := range map[string]refusal{
		`{"decision":"accept","by":"me"}`:                                                                        {Status: 400, Code: "invalid", Parameter: "proposals"},
		`{"decision":"perhaps","proposals":["` + ids[0] + `"],"by":"me"}`:                                        {Status: 400, Code: "invalid", Parameter: "decision"},
		`{"decision":"accept","proposals":["` + ids[0] + `"]}`:                                                   {Status: 400, Code: "invalid", Parameter: "by"},
		`{"decision":"edit","proposals":["` + ids[0] + `"],"by":"me"}`:                                           {Status: 400, Code: "invalid", Parameter: "claim"},
		`{"decision":"edit","proposals":["` + ids[0] + `"],"by":"me","claim":{"when":"someday"}}`:                {Status: 400, Code: "invalid", Parameter: "claim.when"},
		`{"decision":"reject","all":{"relation":["sit"]},"by":"me"}`:                                             {Status: 404, Code: "not-found", Parameter: "relation"},
		`{"decision":"reject","proposals":["` + ids[0] + `"],"by":"me","verdict":"no"}`:                          {Status: 400, Code: "invalid"},
		`{"decision":"reject","proposals":["` + ids[0] + `"],"by":"me"} {}`:                                      {Status: 400, Code: "invalid"},
		`{"decision":"reject","proposals":["12"],"by":"me"}`:                                                     {Status: 400, Code: "invalid"},
		`{"decision":"reject","proposals":["` + ids[0] + `"],"by":"` + strings.Repeat("x", maxRulingBody) + `"}`: {Status: 413, Code: "too-large"},
	} {
		got := s.do(t, http.MethodPost, "/api/v1/reviews", body, asJSON).refusal(t)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%.120s (-want +got)\n%s", body, d)
		}
	}
	if got := s.do(t, http.MethodPost, "/api/v1/reviews", "decision=accept").status; got != http.StatusUnsupportedMediaType {
		t.Errorf("without a media type: got %d", got)
	}
	totals := s.get(t, "/api/v1/stats").decode(t)["totals"].(map[string]any)
	if totals["proposals"] != 3.0 || totals["open_proposals"] != 3.0 {
		t.Errorf("totals: got %v", totals)
	}
}

const maxRulingBody = 1 << 20

// TestReviewsByKey: where keys are in use, the name of the key says who decided.
func TestReviewsByKey(t *testing.T) {
	s, ids := newDesk(t, withKeys)
	body := `{"decision":"reject","proposals":["` + ids[0] + `"]}`
	if got := s.do(t, http.MethodPost, "/api/v1/reviews", body, asJSON, header{"Authorization", "Bearer " + readerSecret}).status; got != http.StatusForbidden {
		t.Errorf("a reader: got %d", got)
	}
	writer := header{"Authorization", "Bearer " + writerSecret}
	if got := s.do(t, http.MethodPost, "/api/v1/reviews", body, asJSON, writer).status; got != http.StatusOK {
		t.Errorf("a writer: got %d", got)
	}
	list := s.get(t, "/api/v1/proposals?state=rejected", writer).decode(t)["proposals"].([]any)
	if len(list) != 1 || list[0].(map[string]any)["review"].(map[string]any)["by"] == "" {
		t.Errorf("got %v", list)
	}
}

// finder is an Extractor that finds in every text the same: that Turkey met the Islamic State. It stands for graph/extract,
// which api may not know.
type finder struct{ *fixture }

func (f finder) Extract(ctx context.Context, s *graph.Source, run string) (api.Extraction, error) {
	if s.ID == "" {
		s.ID = "text-1"
	}
	p := &graph.Proposal{
		Claim: graph.Claim{Source: s.ID, Subject: "turkey", Relation: "meet", Object: "isis", Evidence: []graph.Quote{{Text: s.Text, End: len(s.Text)}},
			MadeBy: graph.MadeBy{Kind: "extractor", Name: "finder", Run: run}},
		Score: 70,
	}
	receipts, err := f.store.Append(ctx, graph.Batch{Records: []graph.Record{s, p}})
	if err != nil {
		return api.Extraction{}, err
	}
	x := api.Extraction{Source: s.ID, Run: run, Found: 1, Sequence: receipts[1].Sequence}
	for _, r := range receipts {
		if r.Status == graph.Rejected {
			return x, r.Err
		}
	}
	if x.IDs = []graph.RecordID{receipts[1].ID}; receipts[1].Status == graph.Accepted {
		x.New = 1
	} else {
		x.Known = 1
	}
	return x, nil
}

// Mentions finds in every text that Turkey is named at its beginning, and a date after it.
func (f finder) Mentions(_ context.Context, s *graph.Source) (api.Mentions, error) {
	day, err := graph.ParseWhen("2025-01-19")
	turkey := graph.Actor{ID: "turkey", Name: "Turkey", Kind: graph.KindState, Country: "TUR"}
	return api.Mentions{
		Names: []api.Mention{
			{Quote: graph.Quote{Text: s.Text[:4], End: 4}, Via: "name", Actor: turkey, Recorded: true},
			{Quote: graph.Quote{Text: s.Text[4:8], Start: 4, End: 8}, Via: "demonym", Candidates: []graph.Actor{turkey, {ID: "isis", Name: "Islamic State", Kind: graph.KindArmedGroup}}},
		},
		Dates: []api.DateMention{{Quote: graph.Quote{Text: s.Text[8:10], Start: 8, End: 10}, When: day, Basis: graph.BasisRelative}},
	}, err
}

// TestExtractions: a text is read and kept, with what was found in it; read again, it says so.
func TestExtractions(t *testing.T) {
	s := newServer(t, nil)
	body := `{"text":"Officials met in Ankara.","title":"Talks","published":"2025-01-20","run":"morning"}`
	a := s.do(t, http.MethodPost, "/api/v1/extractions", body, asJSON)
	golden(t, "extraction", a.body)
	again := s.do(t, http.MethodPost, "/api/v1/extractions", body, asJSON).decode(t)
	if again["new"] != 0.0 || again["known"] != 1.0 || len(again["proposals"].([]any)) != 1 {
		t.Errorf("read again: got %v", again)
	}
	if got := s.get(t, "/api/v1/sources/text-1").decode(t)["source"].(map[string]any)["title"]; got != "Talks" {
		t.Errorf("the source: got %v", got)
	}
	for body, want := range map[string]refusal{
		`{"title":"Talks"}`:                              {Status: 400, Code: "invalid", Parameter: "text"},
		`{"text":""}`:                                    {Status: 400, Code: "invalid", Parameter: "text"},
		`{"text":"Another text.","id":"wire"}`:           {Status: 409, Code: "conflict", Parameter: "text"},
		`{"text":"Officials.","published":"yesterday"}`:  {Status: 400, Code: "invalid", Parameter: "published"},
		`{"text":"Officials.","body":"in another name"}`: {Status: 400, Code: "invalid"},
		`{"text":`: {Status: 400, Code: "invalid"},
		`{"text":"` + strings.Repeat("x", 5<<20) + `"}`: {Status: 400, Code: "invalid", Parameter: "text"},
	} {
		got := s.do(t, http.MethodPost, "/api/v1/extractions", body, asJSON).refusal(t)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%.100s (-want +got)\n%s", body, d)
		}
	}
	none := newServer(t, func(c *api.Config) { c.Extractor = nil })
	if got := none.do(t, http.MethodPost, "/api/v1/extractions", body, asJSON).status; got != http.StatusServiceUnavailable {
		t.Errorf("without an extractor: got %d", got)
	}
}
