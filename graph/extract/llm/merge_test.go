package llm_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/extract/llm"
)

// proposal makes a proposal of actors by their ids, told between two bytes.
func proposal(t testing.TB, subject, relation, object string, start, end int, change func(*extract.Proposal)) extract.Proposal {
	t.Helper()
	p := extract.Proposal{
		Subject: extract.Mention{Text: subject, Actor: graph.ActorID(subject), Start: start, End: start + 1},
		Object:  extract.Mention{Text: object, Actor: graph.ActorID(object), Start: end - 1, End: end},
		Score:   60, Rules: []string{"r"}, Features: []string{"z", "path:verb"},
	}
	c := &p.Claim
	c.Subject, c.Object, c.Relation, c.Polarity, c.Modality = p.Subject.Actor, p.Object.Actor, graph.RelationID(relation), graph.Asserted, graph.Actual
	c.Evidence = []graph.Quote{{Text: strings.Repeat("x", end-start), Start: start, End: end}}
	c.MadeBy = graph.MadeBy{Kind: "extractor", Name: "rules", Version: "1"}
	if change != nil {
		change(&p)
	}
	return p
}

// ofModel makes a proposal one of the model's.
func ofModel(p extract.Proposal) extract.Proposal {
	p.Rules, p.Features, p.Score = []string{"llm"}, []string{"llm:subject:quote"}, 50
	p.Claim.MadeBy.Name = "llm test-model"
	return p
}

func when(t testing.TB, text string) graph.When {
	t.Helper()
	w, err := graph.ParseWhen(text)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func features(p *extract.Proposal, prefix string) string {
	var out []string
	for _, f := range p.Features {
		if strings.HasPrefix(f, prefix) {
			out = append(out, f)
		}
	}
	return strings.Join(out, " ")
}

func TestAgreementRaisesTheScore(t *testing.T) {
	c := client(t, options(t, "http://127.0.0.1:1"))
	scores := map[string]int{}
	for name, x := range map[string]struct {
		rules, model string // relations
		turned       bool   // the model has the ends the other way round
		want         string // feature
		relation     graph.RelationID
	}{
		"the same relation":            {"ASSAULT", "ASSAULT", false, "agree:relation", "ASSAULT"},
		"the model is more exact":      {"COOPERATE", "share-intelligence", false, "agree:narrower", "share-intelligence"},
		"the rules are more exact":     {"share-intelligence", "COOPERATE", false, "agree:narrower", "share-intelligence"},
		"one root":                     {"consult-visit", "consult-phone", false, "agree:root", "consult-visit"},
		"symmetric, the other way":     {"CONSULT", "CONSULT", true, "agree:relation", "CONSULT"},
		"more exact and directed":      {"CONSULT", "consult-visit", true, "agree:narrower", "CONSULT"},
		"an everyday one of one root":  {"meet", "CONSULT", true, "agree:narrower", "meet"},
		"a code that the rules narrow": {"cameo-190", "ASSAULT", false, "agree:narrower", "cameo-190"},
	} {
		r := proposal(t, "a", x.rules, "b", 10, 50, nil)
		m := ofModel(proposal(t, "a", x.model, "b", 20, 40, nil))
		if x.turned {
			m = ofModel(proposal(t, "b", x.model, "a", 20, 40, nil))
		}
		got := c.Merge([]extract.Proposal{r}, []extract.Proposal{m})
		if len(got) != 1 || features(&got[0], "agree") != x.want || got[0].Claim.Relation != x.relation || got[0].Score <= 60 {
			t.Errorf("%s: got %+v; want one with %s, %s and more than 60", name, got, x.want, x.relation)
			continue
		}
		scores[x.want] = got[0].Score
		if !slices.Contains(got[0].Rules, "llm") || got[0].Claim.MadeBy.Name != "rules and llm test-model" || !slices.IsSorted(got[0].Features) {
			t.Errorf("%s: got rules %v, made by %q, features %v", name, got[0].Rules, got[0].Claim.MadeBy.Name, got[0].Features)
		}
	}
	if diff := cmp.Diff(map[string]int{"agree:relation": 83, "agree:narrower": 80, "agree:root": 73}, scores); diff != "" {
		t.Errorf("scores of 60 (-want +got):\n%s", diff)
	}
}

func TestDisagreementIsKeptAndShown(t *testing.T) {
	c := client(t, options(t, "http://127.0.0.1:1"))
	for about, m := range map[string]extract.Proposal{
		"polarity":  proposal(t, "a", "ASSAULT", "b", 20, 60, func(p *extract.Proposal) { p.Claim.Polarity = graph.Denied }),
		"modality":  proposal(t, "a", "ASSAULT", "b", 20, 60, func(p *extract.Proposal) { p.Claim.Modality = graph.Alleged }),
		"direction": proposal(t, "b", "ASSAULT", "a", 20, 60, nil),
	} {
		got := c.Merge([]extract.Proposal{proposal(t, "a", "ASSAULT", "b", 10, 50, nil)}, []extract.Proposal{ofModel(m)})
		if len(got) != 2 {
			t.Errorf("%s: got %d proposals, want both", about, len(got))
			continue
		}
		for i, with := range []string{"llm", "rules"} {
			p := &got[i]
			if features(p, "disagree") != "disagree:"+about || !slices.Contains(p.Rules, "disagree:"+about+":"+with) || p.Score >= []int{60, 50}[i] {
				t.Errorf("%s: got %+v, want it to say that it differs from the %s, and a lower score", about, p, with)
			}
		}
	}
}

func TestWhatHasNothingInCommonStaysAsItIs(t *testing.T) {
	c := client(t, options(t, "http://127.0.0.1:1"))
	r := proposal(t, "a", "ASSAULT", "b", 10, 50, nil)
	for name, m := range map[string]extract.Proposal{
		"other ends":         proposal(t, "a", "ASSAULT", "c", 10, 50, nil),
		"another root":       proposal(t, "a", "AID", "b", 10, 50, nil),
		"elsewhere":          proposal(t, "a", "ASSAULT", "b", 60, 90, func(p *extract.Proposal) { p.Claim.When = when(t, "2001") }),
		"elsewhere, denied":  proposal(t, "a", "ASSAULT", "b", 60, 90, func(p *extract.Proposal) { p.Claim.Polarity = graph.Denied }),
		"ends not decided":   proposal(t, "", "ASSAULT", "", 10, 50, nil),
		"no subject, no end": proposal(t, "", "ASSAULT", "b", 10, 50, nil),
	} {
		got := c.Merge([]extract.Proposal{r}, []extract.Proposal{ofModel(m)})
		if len(got) != 2 || got[0].Score+got[1].Score != 110 || features(&got[0], "dis")+features(&got[1], "agree") != "" {
			t.Errorf("%s: got %+v, want both as they were", name, got)
		}
	}
}

func TestUndecidedEndsAgreeByTheirCandidates(t *testing.T) {
	c := client(t, options(t, "http://127.0.0.1:1"))
	either := func(p *extract.Proposal) {
		p.Subject.Actor, p.Subject.Candidates, p.Claim.Subject = "", []graph.ActorID{"x", "y"}, ""
	}
	r, m := proposal(t, "", "ASSAULT", "b", 10, 50, either), ofModel(proposal(t, "", "ASSAULT", "b", 10, 50, either))
	if got := c.Merge([]extract.Proposal{r}, []extract.Proposal{m}); len(got) != 1 || got[0].Score <= 60 {
		t.Errorf("got %+v, want one with more than 60", got)
	}
}

func TestDatesOfBoth(t *testing.T) {
	c := client(t, options(t, "http://127.0.0.1:1"))
	dated := func(text string) func(*extract.Proposal) {
		return func(p *extract.Proposal) {
			if text != "" {
				p.Claim.When, p.Claim.WhenBasis, p.Claim.WhenText = when(t, text), graph.BasisStated, text
			}
		}
	}
	for name, x := range map[string]struct{ rules, model, want, feature string }{
		"only the rules":   {"2001", "", "2001", ""},
		"only the model":   {"", "2001", "2001", "llm:date"},
		"that can be one":  {"2001", "2001-05", "2001", ""},
		"that cannot":      {"2001", "2004", "2001", "disagree:date"},
		"both have no one": {"", "", "", ""},
	} {
		r, m := proposal(t, "a", "ASSAULT", "b", 10, 50, dated(x.rules)), ofModel(proposal(t, "a", "ASSAULT", "b", 10, 50, dated(x.model)))
		got := c.Merge([]extract.Proposal{r}, []extract.Proposal{m})
		if len(got) != 1 || got[0].Claim.When.String() != x.want || x.feature != "" && !slices.Contains(got[0].Features, x.feature) {
			t.Errorf("%s: got %+v, want %s and %s", name, got, x.want, x.feature)
			continue
		}
		if shown := slices.Contains(got[0].Rules, "llm:date:"+x.model); shown != (x.feature == "disagree:date") {
			t.Errorf("%s: got rules %v", name, got[0].Rules)
		}
	}
}

func TestTheSameClaimElsewhereIsASecondQuote(t *testing.T) {
	c := client(t, options(t, "http://127.0.0.1:1"))
	r, m := proposal(t, "a", "ASSAULT", "b", 10, 50, nil), ofModel(proposal(t, "a", "ASSAULT", "b", 60, 90, nil))
	got := c.Merge([]extract.Proposal{r}, []extract.Proposal{m})
	if len(got) != 1 || len(got[0].Claim.Evidence) != 2 || got[0].Score != 60 {
		t.Errorf("got %+v, want one with two quotes and the score of the rules", got)
	}
}

// TestMergeLeavesItsArgumentsAlone also checks that one proposal of the rules is agreed with once, and that the result is in order.
func TestMergeLeavesItsArgumentsAlone(t *testing.T) {
	c := client(t, options(t, "http://127.0.0.1:1"))
	make2 := func() ([]extract.Proposal, []extract.Proposal) {
		return []extract.Proposal{
				proposal(t, "a", "COOPERATE", "b", 40, 80, nil), proposal(t, "c", "AID", "d", 10, 30, nil),
			}, []extract.Proposal{
				ofModel(proposal(t, "a", "share-intelligence", "b", 41, 60, nil)), ofModel(proposal(t, "a", "COOPERATE", "b", 61, 70, nil)),
				ofModel(proposal(t, "x", "AID", "y", 0, 9, nil)),
			}
	}
	rules, model := make2()
	got := c.Merge(rules, model)
	wantRules, wantModel := make2()
	same := cmp.Comparer(func(a, b graph.When) bool { return a == b })
	if diff := cmp.Diff([][]extract.Proposal{wantRules, wantModel}, [][]extract.Proposal{rules, model}, same); diff != "" {
		t.Errorf("arguments changed (-want +got):\n%s", diff)
	}
	var order []string
	for _, p := range got {
		order = append(order, string(p.Claim.Subject)+" "+string(p.Claim.Relation))
	}
	if diff := cmp.Diff([]string{"x AID", "c AID", "a share-intelligence", "a COOPERATE"}, order); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n := len(c.Merge(nil, model)) + len(c.Merge(rules, nil)) + len(c.Merge(nil, nil)); n != 5 {
		t.Errorf("with one list empty: got %d, want 5", n)
	}
}

func TestScoresOfTheTableAreInBounds(t *testing.T) {
	w, err := llm.Weights()
	if err != nil {
		t.Fatal(err)
	}
	for feature, x := range w {
		switch {
		case strings.HasPrefix(feature, "agree:") && x <= 0, strings.HasPrefix(feature, "disagree:") && x >= 0:
			t.Errorf("%s has weight %v", feature, x)
		case feature == "most" && (x < 0.3 || x > 0.7):
			t.Errorf("a model alone may reach %v", x)
		}
	}
}

func TestReaderReadsWithBoth(t *testing.T) {
	text := strait(t)
	url := serve(t, func(w http.ResponseWriter, a *asked) { say(w, a.fill(t, file(t, "strait.reply.json"))) })
	r, err := llm.NewReader(options(t, url))
	if err != nil {
		t.Fatal(err)
	}
	got, report, err := r.Read(context.Background(), text)
	if err != nil {
		t.Fatal(err)
	}
	checkInvariants(t, text, got, report)
	alone, err := theTools(t).rules.Read(context.Background(), text)
	if err != nil {
		t.Fatal(err)
	}
	agreed := 0
	for i := range got {
		if features(&got[i], "agree") != "" {
			agreed++
		}
	}
	if agreed == 0 || len(got) != len(alone)+report.Kept-agreed {
		t.Errorf("got %d proposals, %d of them agreed, of %d and %d", len(got), agreed, len(alone), report.Kept)
	}
}

// TestReaderKeepsTheRulesWithoutAModel checks that nothing is lost where the model cannot be reached.
func TestReaderKeepsTheRulesWithoutAModel(t *testing.T) {
	text := strait(t)
	o := options(t, "http://127.0.0.1:1")
	r, err := llm.NewReader(o)
	if err != nil {
		t.Fatal(err)
	}
	got, report, err := r.Read(context.Background(), text)
	if err != nil || len(got) == 0 || len(report.Failures) != 1 || report.Unasked[llm.NoAnswer] != report.Sentences {
		t.Errorf("got %v, %d proposals, %+v; want those of the rules and why the model has none", err, len(got), report)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := r.Read(ctx, text); err == nil {
		t.Error("an ended context is no error")
	}
	o.Model = ""
	if _, err := llm.NewReader(o); graph.CodeOf(err) != graph.CodeInvalid {
		t.Errorf("got %v, want an invalid model", err)
	}
}
