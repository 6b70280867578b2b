package llm_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/extract/llm"
)

// told is what tests compare of a proposal.
type told struct {
	Subject, Object   graph.ActorID
	Words             [2]string
	Relation          graph.RelationID
	Polarity          graph.Polarity
	Modality          graph.Modality
	When, WhenText    string
	Basis             graph.Basis
	Attribution       string
	Quote, Statement  string
	Via               [2]extract.Via
	Score, Confidence int
}

func tell(p *extract.Proposal) told {
	c := &p.Claim
	return told{
		c.Subject, c.Object, [2]string{p.Subject.Text, p.Object.Text}, c.Relation, c.Polarity, c.Modality, c.When.String(), c.WhenText, c.WhenBasis, c.Attribution,
		c.Evidence[0].Text, c.Statement, [2]extract.Via{p.Subject.Via, p.Object.Via}, p.Score, c.Confidence,
	}
}

// TestAProposalSaysWhoMadeIt checks what a report and a proposal say of the model.
func TestAProposalSaysWhoMadeIt(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, a *asked) { say(w, a.fill(t, claims(claim("")))) })
	got, r, err := client(t, options(t, url)).Read(context.Background(), strait(t))
	if err != nil || len(got) != 1 {
		t.Fatalf("got %v, %+v", err, r)
	}
	if want := (graph.MadeBy{Kind: "extractor", Name: "llm test-model", Version: llm.Version}); got[0].Claim.MadeBy != want {
		t.Errorf("got made by %+v, want %+v", got[0].Claim.MadeBy, want)
	}
	if r.Model != "test-model" || r.Prompt != 100 || r.Reply != 20 || r.Rate() != 1 {
		t.Errorf("got %q, %d and %d tokens, rate %v; want test-model, 100, 20, 1", r.Model, r.Prompt, r.Reply, r.Rate())
	}
}

// TestWhatDoesNotHoldIsDropped has one wrong claim beside a right one in each answer.
func TestWhatDoesNotHoldIsDropped(t *testing.T) {
	for name, c := range map[string]struct {
		change string
		want   llm.Reason
	}{
		"an invented quote":            {`"quote": "Moroccan patrol boats sank a Portuguese trawler on Tuesday"`, llm.QuoteInvented},
		"a quote with words left out":  {`"quote": "Moroccan patrol boats seized a trawler on Tuesday"`, llm.QuoteInvented},
		"a quote with an ellipsis":     {`"quote": "Moroccan patrol boats ... on Tuesday"`, llm.QuoteInvented},
		"a quote within words":         {`"quote": "oroccan patrol boats seized a Portuguese trawler"`, llm.QuoteInvented},
		"a quote from elsewhere":       {`"sentence": 6`, llm.QuoteElsewhere},
		"a quote of two stitched":      {`"quote": "Moroccan patrol boats seized a Portuguese trawler on Tuesday. Rabat denied"`, llm.QuoteInvented},
		"a short quote":                {`"quote": "boats"`, llm.QuoteShort},
		"a quote as long as a book":    {`"quote": "` + strings.Repeat("boats ", 3000) + `"`, llm.QuoteLong},
		"sentence 0":                   {`"sentence": 0`, llm.BadSentence},
		"sentence 99":                  {`"sentence": 99`, llm.BadSentence},
		"sentence -1":                  {`"sentence": -1`, llm.BadSentence},
		"actor 0":                      {`"subject": 0`, llm.SubjectUnknown},
		"actor 999":                    {`"object": 999`, llm.ObjectUnknown},
		"no subject":                   {`"subject": null`, llm.SubjectUnknown},
		"words that are no actor":      {`"object": null, "object_words": "on Tuesday"`, llm.ObjectUnknown},
		"a pronoun for nobody":         {`"subject": null, "subject_words": "its", "sentence": 3, "quote": "its navy had boarded the ship"`, llm.SubjectUnknown},
		"an actor by invented words":   {`"object": null, "object_words": "France"`, llm.ObjectElsewhere},
		"an actor of another sentence": {`"object": "@Spain"`, llm.ObjectElsewhere},
		"an actor named afterwards":    {`"object": "@Spain", "object_words": "a Portuguese trawler"`, llm.ObjectElsewhere},
		"words that name another":      {`"object": "@LISBON", "object_words": "his Moroccan counterpart", "sentence": 4, "quote": "will meet his Moroccan counterpart", "subject": "@Duarte Salgado"`, llm.ObjectElsewhere},
		"words that stand nowhere":     {`"object_words": "a French trawler"`, llm.ObjectElsewhere},
		"one actor at both ends":       {`"object": "@Moroccan patrol boats"`, llm.SameEnds},
		"kinds that do not fit":        {`"relation": "deputy-leader-of"`, llm.BadKinds},
		"an invented date":             {`"date_text": "on 4 May 2019"`, llm.DateInvented},
		"an EDTF date":                 {`"date_text": "2019-06-11"`, llm.DateInvented},
		"an invented witness":          {`"attribution": "a senior official"`, llm.AttributionInvented},
		"an invented relation":         {`"relation": "ANNEX"`, llm.BadRelation},
		"an invented polarity":         {`"polarity": "maybe"`, llm.BadPolarity},
		"an invented modality":         {`"modality": "reported"`, llm.BadModality},
		"a polarity in capitals":       {`"polarity": "ASSERTED"`, llm.BadPolarity},
		"a number in words":            {`"subject": "the first"`, llm.BadShape},
		"an empty quote":               {`"quote": " "`, llm.BadShape},
		"a quote that is a list":       {`"quote": ["Moroccan patrol boats"]`, llm.BadShape},
	} {
		text := strait(t)
		url := serve(t, func(w http.ResponseWriter, a *asked) { say(w, a.fill(t, claims(claim(c.change), claim("")))) })
		got, r, err := client(t, options(t, url)).Read(context.Background(), text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		checkInvariants(t, text, got, r)
		if len(got) != 1 || r.Kept != 1 || r.Claims != 2 || r.Dropped[c.want] != 1 || len(r.Examples) != 1 || r.Examples[0].Reason != c.want {
			t.Errorf("%s: got %d proposals, dropped %v; want 1 and %s", name, len(got), r.Dropped, c.want)
		}
	}
}

// TestWhatHoldsIsKept has claims that differ from the plain one, but are borne out.
func TestWhatHoldsIsKept(t *testing.T) {
	for name, c := range map[string]struct {
		change string
		check  func(told) bool
	}{
		"words for an actor that is listed":  {`"subject": null, "subject_words": "Moroccan patrol boats"`, func(p told) bool { return p.Subject == "morocco" && p.Score == 55 }},
		"a mention of another sentence":      {`"object": "@LISBON"`, func(p told) bool { return p.Object == "portugal" && p.Words[1] == "Portuguese" }},
		"the sentence before":                {`"sentence": 1`, func(p told) bool { return p.Score < 55 }},
		"an actor beside the quote":          {`"quote": "seized a Portuguese trawler on Tuesday"`, func(p told) bool { return p.Score < 55 && p.Words[0] == "Moroccan patrol boats" }},
		"empty words":                        {`"subject_words": "", "attribution": " ", "date_text": ""`, func(p told) bool { return p.Attribution == "" && p.When == "" }},
		"no field that may be left out":      {`"subject_words": null, "more": {"start": 3, "when": "2019-06-11"}, "confidence": 100`, func(p told) bool { return p.Score == 55 && p.Confidence == 90 }},
		"words for a date that is none":      {`"date_text": "patrol"`, func(p told) bool { return p.When == "" && p.WhenText == "patrol" && p.Basis == "unknown" }},
		"a denial without words of negation": {`"polarity": "denied"`, func(p told) bool { return p.Score < 45 }},
		"a date of the neighbour":            {`"sentence": 3, "quote": "Rabat denied that its navy had boarded the ship", "subject": "@Rabat", "object_words": "the ship", "date_text": "Tuesday"`, func(p told) bool { return p.When == "2019-06-11" }},
	} {
		text := strait(t)
		url := serve(t, func(w http.ResponseWriter, a *asked) { say(w, a.fill(t, claims(claim(c.change)))) })
		got, r, err := client(t, options(t, url)).Read(context.Background(), text)
		if err != nil || len(got) != 1 {
			t.Errorf("%s: got %v, dropped %v; want one proposal", name, err, r.Dropped)
			continue
		}
		checkInvariants(t, text, got, r)
		if p := tell(&got[0]); !c.check(p) {
			t.Errorf("%s: got %+v", name, p)
		}
	}
}

// TestAnUnlistedNameIsANewActor checks that words that the rules did not take for an actor are read as the gazetteer does.
func TestAnUnlistedNameIsANewActor(t *testing.T) {
	text := extract.Text{Body: "A letter from Ocean Freight Union reached Chad yesterday.", Published: "2020-02-02", Language: "en"}
	url := serve(t, func(w http.ResponseWriter, a *asked) {
		say(w, a.fill(t, claims(claim(`"relation": "STATEMENT", "subject": null, "subject_words": "Ocean Freight Union", "object": "@Chad", "sentence": 1,
			"quote": "A letter from Ocean Freight Union reached Chad", "date_text": "yesterday"`))))
	})
	got, r, err := client(t, options(t, url)).Read(context.Background(), text)
	if err != nil || len(got) != 1 {
		t.Fatalf("got %v, %+v; want one proposal", err, r)
	}
	if p := got[0]; p.Subject.New == nil || p.Subject.New.ID != "ocean-freight-union" || p.Claim.When.String() != "2020-02-01" {
		t.Errorf("got %+v, %s; want a new actor and 2020-02-01", p.Subject, p.Claim.When)
	}
}

// TestATextThatTheRulesCannotRead has a model read Russian.
func TestATextThatTheRulesCannotRead(t *testing.T) {
	text := extract.Text{Body: "Россия обвинила Украину 5 мая 2023 года. Киев отрицает это.", Language: "ru"}
	url := serve(t, func(w http.ResponseWriter, a *asked) {
		say(w, a.fill(t, claims(claim(`"relation": "ACCUSE", "subject": "@Россия", "object": "@Украину", "sentence": 1, "quote": "Россия обвинила Украину",
			"date_text": "5 мая 2023 года"`))))
	})
	got, r, err := client(t, options(t, url)).Read(context.Background(), text)
	if err != nil || len(got) != 1 {
		t.Fatalf("got %v, %+v; want one proposal", err, r)
	}
	checkInvariants(t, text, got, r)
	if p := tell(&got[0]); p.Subject != "russia" || p.Object != "ukraine" || p.When != "2023-05-05" {
		t.Errorf("got %+v; want russia, ukraine, 2023-05-05", p)
	}
}

// TestTheSameClaimTwiceIsOne checks that repeats are dropped, and that a second place is a second quote.
func TestTheSameClaimTwiceIsOne(t *testing.T) {
	text := extract.Text{Body: "Chad attacked Mali. Later, Chad attacked Mali again.", Language: "en"}
	one := func(sentence, quote string) string {
		return claim(`"relation": "ASSAULT", "subject": "@Chad", "object": "@Mali", "sentence": ` + sentence + `, "quote": "` + quote + `"`)
	}
	url := serve(t, func(w http.ResponseWriter, a *asked) {
		say(w, a.fill(t, claims(one("1", "Chad attacked Mali"), one("1", "Chad attacked Mali."), one("2", "Chad attacked Mali again"))))
	})
	got, r, err := client(t, options(t, url)).Read(context.Background(), text)
	if err != nil || len(got) != 1 || len(got[0].Claim.Evidence) != 2 || r.Dropped[llm.Repeated] != 1 {
		t.Errorf("got %v, %+v, %+v; want one proposal with two quotes and one repeat", err, got, r)
	}
	checkInvariants(t, text, got, r)
}
