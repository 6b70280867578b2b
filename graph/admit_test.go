package graph_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/memstore"
	"liaison/graph/storetest"
)

// bench is a store to try the rules of writing on.
type bench struct {
	t     *testing.T
	store graph.Store
	now   time.Time
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t, now: time.Date(2025, 2, 1, 12, 0, 0, 0, time.UTC)}
	// Frugal: the rules have to do with what Needs asks for.
	b.store = memstore.New(storetest.Ontology(), memstore.Options{Clock: func() time.Time { return b.now }, Frugal: true})
	return b
}

// write appends a batch.
func (b *bench) write(records ...graph.Record) []graph.Receipt {
	b.t.Helper()
	got, err := b.store.Append(context.Background(), graph.Batch{Records: records})
	if err != nil {
		b.t.Fatal(err)
	}
	return got
}

// put writes records that must all be accepted; it gives the receipt of the last.
func (b *bench) put(records ...graph.Record) graph.Receipt {
	b.t.Helper()
	got := b.write(records...)
	for i, r := range got {
		if r.Status != graph.Accepted {
			b.t.Fatalf("%+v: %s (%v), want accepted", records[i], r.Status, r.Err)
		}
	}
	return got[len(got)-1]
}

// refuse writes a record that must be refused: with the code, about the field, in words that hold all of those given.
func (b *bench) refuse(r graph.Record, code graph.Code, field string, words ...string) {
	b.t.Helper()
	before := b.head()
	got := b.write(r)[0]
	if got.Status != graph.Rejected {
		b.t.Errorf("%+v: %s, want refused as %s", r, got.Status, code)
		return
	}
	e, ok := got.Err.(*graph.Error)
	if !ok || e.Code != code || e.Field != field {
		b.t.Errorf("%+v: refused with %#v; want code %s, field %s", r, got.Err, code, field)
		return
	}
	for _, w := range words {
		if !strings.Contains(e.Error(), w) {
			b.t.Errorf("the refusal %q does not say %q", e, w)
		}
	}
	if b.head() != before {
		b.t.Errorf("%+v was refused, but something was recorded", r)
	}
}

func (b *bench) head() graph.Sequence {
	b.t.Helper()
	as, err := b.store.Head(context.Background(), nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return as.Sequence
}

func (b *bench) claim(id graph.ClaimID) graph.ClaimState {
	b.t.Helper()
	got, err := b.store.Claims(context.Background(), b.head(), []graph.ClaimID{id})
	if err != nil || len(got) != 1 {
		b.t.Fatalf("claim %s: %d found (%v)", id, len(got), err)
	}
	return got[0]
}

func (b *bench) source(id graph.SourceID) graph.SourceState {
	b.t.Helper()
	got, err := b.store.Sources(context.Background(), b.head(), []graph.SourceID{id})
	if err != nil || len(got) != 1 {
		b.t.Fatalf("source %s: %d found (%v)", id, len(got), err)
	}
	return got[0]
}

// witnesses counts those of a tie, by stamps and moves, as stores do.
func (b *bench) witnesses(x, y graph.ActorID) int {
	b.t.Helper()
	moved := map[graph.SourceID]graph.SourceID{}
	err := b.store.Derived(context.Background(), 0, b.head(), func(_ graph.Sequence, d graph.Derived) error {
		for _, m := range d.Moves {
			moved[m.Source] = m.Origin
		}
		return nil
	})
	if err != nil {
		b.t.Fatal(err)
	}
	f := graph.Filter{Origins: graph.NewOrigins(moved)}
	got, err := b.store.Ties(context.Background(), b.head(), &f, []graph.TieAsk{{A: min(x, y), B: max(x, y), Any: true}})
	if err != nil {
		b.t.Fatal(err)
	}
	return got[0].Witnesses
}

// plain writes actors, a source with a text and one without.
func plain(t *testing.T) *bench {
	b := newBench(t)
	b.put(
		&graph.Actor{ID: "us", Name: "United States", Kind: graph.KindState},
		&graph.Actor{ID: "syria", Name: "سوريا", Kind: graph.KindState},
		&graph.Actor{ID: "sharaa", Name: "Ahmed al-Sharaa", Kind: graph.KindPerson},
		&graph.Source{ID: "post", Text: "The US shared intelligence. التقى الضباط. The US denied it.", Published: "2025-01-24"},
		&graph.Source{ID: "wire"},
	)
	return b
}

func claimed(change func(*graph.Claim)) *graph.Claim {
	c := &graph.Claim{Source: "post", Subject: "us", Relation: "share-intelligence", Object: "syria", Confidence: 80}
	if change != nil {
		change(c)
	}
	return c
}

func on(t *testing.T, text string) graph.When {
	t.Helper()
	w, err := graph.ParseWhen(text)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestRefusedClaims(t *testing.T) {
	b := plain(t)
	quote := func(text string, start, end int) func(*graph.Claim) {
		return func(c *graph.Claim) { c.Evidence = []graph.Quote{{Text: text, Start: start, End: end}} }
	}
	for _, c := range []struct {
		name   string
		change func(*graph.Claim)
		code   graph.Code
		field  string
		words  []string
	}{
		{"source not recorded", func(c *graph.Claim) { c.Source = "herald" }, graph.CodeNotFound, "source", []string{`"herald"`, "before"}},
		{"no source", func(c *graph.Claim) { c.Source = "" }, graph.CodeInvalid, "source", []string{"missing"}},
		{"subject not recorded", func(c *graph.Claim) { c.Subject = "usa" }, graph.CodeNotFound, "subject", []string{`"usa"`}},
		{"object not recorded", func(c *graph.Claim) { c.Object = "siria" }, graph.CodeNotFound, "object", []string{`"siria"`}},
		{"object no id", func(c *graph.Claim) { c.Object = "Syria" }, graph.CodeInvalid, "object", []string{`"Syria"`, "a-z"}},
		{"place not recorded", func(c *graph.Claim) { c.Place = "damascus" }, graph.CodeNotFound, "place", []string{`"damascus"`}},
		{"third party not recorded", func(c *graph.Claim) { c.Third = []graph.ActorID{"us", "uk"} }, graph.CodeNotFound, "third_parties", []string{`"uk"`}},
		{"relation not in the ontology", func(c *graph.Claim) { c.Relation = "spies-on" }, graph.CodeNotFound, "relation", []string{`"spies-on"`}},
		{"no relation", func(c *graph.Claim) { c.Relation = "" }, graph.CodeInvalid, "relation", []string{"missing"}},
		{"kind does not fit the subject", func(c *graph.Claim) { c.Relation = "leads" }, graph.CodeInvalid, "subject", []string{"us", "state", "leads", "person"}},
		{"kind does not fit the object", func(c *graph.Claim) { c.Subject, c.Relation = "sharaa", "KIN" }, graph.CodeInvalid, "object", []string{"syria", "person, group"}},
		{"confidence", func(c *graph.Claim) { c.Confidence = 101 }, graph.CodeInvalid, "confidence", []string{"101", "0 to 100"}},
		{"polarity", func(c *graph.Claim) { c.Polarity = "maybe" }, graph.CodeInvalid, "polarity", []string{`"maybe"`, "asserted, denied"}},
		{"modality", func(c *graph.Claim) { c.Modality = "dreamt" }, graph.CodeInvalid, "modality", []string{`"dreamt"`, "planned"}},
		{"basis without a date", func(c *graph.Claim) { c.WhenBasis = graph.BasisStated }, graph.CodeInvalid, "when_basis", []string{"no date"}},
		{"correction of nothing", func(c *graph.Claim) { c.Revises = graph.ClaimID{7} }, graph.CodeNotFound, "revises", []string{"07000000"}},
		{"statement with a control character", func(c *graph.Claim) { c.Statement = "a\x07b" }, graph.CodeInvalid, "statement", []string{"U+0007", "byte 1"}},
		{"attribution that turns the text round", func(c *graph.Claim) { c.Attribution = "\u202Eevil" }, graph.CodeInvalid, "attribution", []string{"U+202E"}},
		{"statement that is not UTF-8", func(c *graph.Claim) { c.Statement = "ab\xff" }, graph.CodeInvalid, "statement", []string{"UTF-8", "byte 2"}},
		{"event of 2,000 bytes", func(c *graph.Claim) { c.Event = strings.Repeat("e", 2000) }, graph.CodeInvalid, "event", []string{"2000", "1000"}},
		{"quote not in the text", quote("shared everything", 0, 0), graph.CodeInvalid, "evidence.quote", []string{"does not stand", "post"}},
		{"quote that stands twice", quote("The US", 0, 0), graph.CodeInvalid, "evidence.quote", []string{"more than once", "0 and 53"}},
		{"quote one byte off", quote("shared", 8, 14), graph.CodeInvalid, "evidence.quote", []string{"bytes 8 to 14", `"hared "`}},
		{"quote in other case", quote("THE US", 0, 6), graph.CodeInvalid, "evidence.quote", []string{`"The US"`}},
		{"quote past the end", quote("it.", 69, 72), graph.CodeInvalid, "evidence.end", []string{"past the end"}},
		{"quote with a negative start", quote("The US", -6, 0), graph.CodeInvalid, "evidence.start", nil},
		{"quote with offsets of characters", quote("الضباط", 33, 39), graph.CodeInvalid, "evidence.start", []string{"bytes"}},
		{"empty quote", quote("", 3, 3), graph.CodeInvalid, "evidence.quote", []string{"empty"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.t = t
			b.refuse(claimed(c.change), c.code, c.field, c.words...)
		})
	}
}

func TestQuotesFindTheirPlace(t *testing.T) {
	b := plain(t)
	got := b.put(claimed(func(c *graph.Claim) {
		c.Evidence = []graph.Quote{{Text: "shared intelligence"}, {Text: "الضباط"}, {Text: "The US", Start: 53, End: 59}}
	}))
	want := []graph.Quote{{Text: "shared intelligence", Start: 7, End: 26}, {Text: "الضباط", Start: 39, End: 51}, {Text: "The US", Start: 53, End: 59}}
	if diff := cmp.Diff(want, b.claim(got.ID).Evidence); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestLateTextBearsOutEarlierQuotes(t *testing.T) {
	for name, c := range map[string]struct {
		quote graph.Quote
		text  string
		fits  bool
	}{
		"right place":     {graph.Quote{Text: "met", Start: 5, End: 8}, "They met.", true},
		"other words":     {graph.Quote{Text: "met", Start: 5, End: 8}, "They ate.", false},
		"text too short":  {graph.Quote{Text: "met", Start: 5, End: 8}, "They", false},
		"without a place": {graph.Quote{Text: "met"}, "They met.", false},
	} {
		t.Run(name, func(t *testing.T) {
			for _, late := range []bool{false, true} { // as first evidence, and as evidence added later
				b := plain(t)
				first := claimed(func(c *graph.Claim) { c.Source = "wire" })
				if !late {
					first.Evidence = []graph.Quote{c.quote}
				}
				id := b.put(first).ID
				if late {
					if got := b.write(&graph.Evidence{Claim: id, Quotes: []graph.Quote{c.quote}})[0]; got.Status != graph.Added || got.ID != id {
						t.Fatalf("evidence: %+v, want added to %s", got, id)
					}
				}
				if c.fits {
					b.put(&graph.Source{ID: "wire", Text: c.text})
				} else {
					b.refuse(&graph.Source{ID: "wire", Text: c.text}, graph.CodeConflict, "text", `"met"`, id.String())
				}
			}
			// The same within one batch.
			b := plain(t)
			got := b.write(claimed(func(x *graph.Claim) { x.Source, x.Evidence = "wire", []graph.Quote{c.quote} }), &graph.Source{ID: "wire", Text: c.text})
			if ok := got[1].Status == graph.Accepted; ok != c.fits {
				t.Errorf("in one batch the text was %s (%v)", got[1].Status, got[1].Err)
			}
		})
	}
}

func TestTextsNeverChange(t *testing.T) {
	b := plain(t)
	text := "The US shared intelligence. التقى الضباط. The US denied it."
	b.refuse(&graph.Source{ID: "post", Text: text + " "}, graph.CodeConflict, "text", "never changes")
	b.put(&graph.Source{ID: "post", Title: "A title, found later"})                 // a version without the text keeps it
	b.put(&graph.Source{ID: "post", Title: "A better title", Text: text})           // the same text again
	b.refuse(&graph.Source{ID: "post", Text: text[1:]}, graph.CodeConflict, "text") // still held
	got, held, err := b.store.Text(context.Background(), b.head(), "post")
	if err != nil || !held || got != text {
		t.Errorf("the held text is %q (%t, %v)", got, held, err)
	}
	b.refuse(&graph.Source{ID: "big", Text: strings.Repeat("x", graph.MaxText+1)}, graph.CodeInvalid, "text", "4194304")
	b.refuse(&graph.Source{ID: "torn", Text: "caf\xc3"}, graph.CodeInvalid, "text", "UTF-8", "byte 3")
	b.refuse(&graph.Source{ID: "nul", Text: "a\x00b"}, graph.CodeInvalid, "text", "NUL")
}

func TestRefusedSourcesAndActors(t *testing.T) {
	b := plain(t)
	b.refuse(&graph.Source{ID: "x", URL: "javascript:alert(1)"}, graph.CodeInvalid, "url", "http")
	b.refuse(&graph.Source{ID: "x", Published: "2024-12-01/2024-12-05"}, graph.CodeInvalid, "published")
	b.refuse(&graph.Source{ID: "x", Relays: "No Id"}, graph.CodeInvalid, "relays")
	b.refuse(&graph.Actor{ID: "-x", Name: "X", Kind: graph.KindState}, graph.CodeInvalid, "id", `"-x"`)
	b.refuse(&graph.Actor{ID: "x", Kind: graph.KindState}, graph.CodeInvalid, "name", "missing")
	b.refuse(&graph.Actor{ID: "x", Name: " \t ", Kind: graph.KindState}, graph.CodeInvalid, "name", "missing")
	b.refuse(&graph.Actor{ID: "x", Name: "X", Kind: "country"}, graph.CodeInvalid, "kind", `"country"`, "state")
	b.refuse(&graph.Actor{ID: "x", Name: strings.Repeat("n", 10_000), Kind: graph.KindState}, graph.CodeInvalid, "name", "10000")
	b.refuse(&graph.Actor{ID: "x", Name: "X", Kind: graph.KindState, Valid: "soon"}, graph.CodeInvalid, "valid", "soon")
	b.refuse(&graph.Relay{Source: "herald", Relays: "wire", By: "editor"}, graph.CodeNotFound, "source", `"herald"`)
	b.refuse(&graph.Relay{Source: "wire", Relays: "post"}, graph.CodeInvalid, "by", "missing")
	b.refuse(&graph.Relay{Source: "wire", By: "editor", Similarity: 1001}, graph.CodeInvalid, "similarity", "1000")
}

func TestKnownClaimsKeepWhatWasRecordedFirst(t *testing.T) {
	b := plain(t)
	first := func(c *graph.Claim) {
		c.Statement, c.Event, c.Third, c.MadeBy = "They shared.", "sharing", []graph.ActorID{"sharaa"}, graph.MadeBy{Kind: "importer", Name: "csv", Run: "1"}
	}
	got := b.put(claimed(first))
	same := b.write(claimed(first), claimed(func(c *graph.Claim) { first(c); c.MadeBy.Run = "2" }))
	for i, r := range same {
		if r.Status != graph.Known || r.ID != got.ID || r.Sequence != got.Sequence || len(r.Kept) != 0 {
			t.Errorf("again (%d): %+v, want known with sequence %d and nothing kept", i, r, got.Sequence)
		}
	}
	other := b.write(claimed(func(c *graph.Claim) {
		c.Confidence, c.Statement, c.Relays, c.MadeBy = 10, "They did not.", "wire", graph.MadeBy{Kind: "person"}
		c.Evidence = []graph.Quote{{Text: "shared"}}
	}))[0]
	if want := []string{"confidence", "event", "made_by", "relays", "statement", "third_parties"}; other.Status != graph.Added || !slices.Equal(slices.Sorted(slices.Values(other.Kept)), want) {
		t.Errorf("with other words: %+v, want added, kept %v", other, want)
	}
	c := b.claim(got.ID)
	if c.Confidence != 80 || c.Statement != "They shared." || c.Relays != "" || len(c.Evidence) != 0 || len(c.Additions) != 1 || c.Additions[0].Sequence != other.Sequence {
		t.Errorf("the claim is now %+v", c)
	}
	again := b.write(claimed(func(c *graph.Claim) {
		first(c)
		c.Evidence = []graph.Quote{{Text: "shared"}, {Text: "shared", Start: 7, End: 13}}
	}))[0]
	if again.Status != graph.Known {
		t.Errorf("evidence that is there already: %+v, want known", again)
	}
}

func TestAKnownClaimStaysKnownWhenKindsChange(t *testing.T) {
	b := plain(t)
	leads := claimed(func(c *graph.Claim) { c.Subject, c.Relation = "sharaa", "leads" })
	got := b.put(leads)
	b.put(&graph.Actor{ID: "sharaa", Name: "The house of Sharaa", Kind: graph.KindGroup})
	if r := b.write(leads)[0]; r.Status != graph.Known || r.ID != got.ID {
		t.Errorf("written again: %+v, want known", r)
	}
	b.refuse(claimed(func(c *graph.Claim) { c.Subject, c.Relation, c.Source = "sharaa", "leads", "wire" }), graph.CodeInvalid, "subject")
}

func TestStampsOfOpenSpans(t *testing.T) {
	b := plain(t)
	b.put(&graph.Source{ID: "vague", Published: "2024-12"}, &graph.Source{ID: "before", Published: "[..2024-12-08]"})
	for source, want := range map[graph.SourceID]string{"post": "2025-01-24", "wire": "2025-02-01", "vague": "2024-12-01", "before": ".."} {
		got := b.put(claimed(func(c *graph.Claim) { c.Source, c.When = source, on(t, "2024-11/..") }))
		if day, ok := b.claim(got.ID).When.Stamped(); !ok || day.String() != want {
			t.Errorf("%s: stamped with %s (%t), want %s", source, day, ok, want)
		}
	}
	// The day of recording is that of the record time, which goes on where the clock goes back, over midnight too.
	b.now = time.Date(2025, 3, 1, 23, 59, 59, 999_999_000, time.UTC)
	b.put(&graph.Source{ID: "late"})
	b.now = b.now.Add(-time.Hour)
	got := b.put(claimed(func(c *graph.Claim) { c.Source, c.When = "late", on(t, "2024-11/..") }))
	c := b.claim(got.ID)
	if day, _ := c.When.Stamped(); day != graph.DayOf(c.Recorded) || day.String() != "2025-03-02" {
		t.Errorf("recorded at %s, stamped with %s; want the same day, 2025-03-02", c.Recorded, day)
	}
}
