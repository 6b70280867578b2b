package graph_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/memstore"
	"liaison/graph/storetest"
)

func retracted(id graph.ClaimID, reason string) *graph.Retraction {
	return &graph.Retraction{Claim: id, Reason: reason, By: "editor"}
}

func TestRefusedRetractions(t *testing.T) {
	b := plain(t)
	id := b.put(claimed(nil)).ID
	b.refuse(&graph.Retraction{Reason: "r", By: "editor"}, graph.CodeInvalid, "claim", "either a claim or a run")
	b.refuse(&graph.Retraction{Claim: id, Run: "1", Reason: "r", By: "editor"}, graph.CodeInvalid, "claim", "either a claim or a run")
	b.refuse(&graph.Retraction{Claim: id, By: "editor"}, graph.CodeInvalid, "reason", "missing")
	b.refuse(&graph.Retraction{Claim: id, Reason: "r"}, graph.CodeInvalid, "by", "missing")
	b.refuse(retracted(graph.ClaimID{9}, "r"), graph.CodeNotFound, "claim", "0900")
	b.refuse(&graph.Retraction{Run: "nightly", Reason: "r", By: "editor"}, graph.CodeNotFound, "run", `"nightly"`)
}

func TestARetractionIsFinal(t *testing.T) {
	b := plain(t)
	c := claimed(nil)
	id := b.put(c).ID
	gone := b.put(retracted(id, "wrong")).Sequence
	if got := b.write(retracted(id, "wrong"))[0]; got.Status != graph.Known {
		t.Errorf("the same retraction again: %+v, want known", got)
	}
	b.put(retracted(id, "wrong for another reason"))
	if got := b.write(claimed(nil))[0]; got.Status != graph.Known || got.ID != id {
		t.Errorf("the retracted claim again: %+v, want known", got)
	}
	b.write(claimed(func(c *graph.Claim) { c.Evidence = []graph.Quote{{Text: "shared"}} })) // evidence may still be added
	b.put(claimed(func(c *graph.Claim) { c.Revises = id }))
	if got := b.claim(id); got.Withdrawn != gone || len(got.Additions) != 1 {
		t.Errorf("withdrawn at %d with %d additions, want %d and 1", got.Withdrawn, len(got.Additions), gone)
	}
}

func TestACorrectionWithdrawsInTheSameWrite(t *testing.T) {
	b := plain(t)
	old := b.put(claimed(func(c *graph.Claim) { c.When = on(t, "2024-12-08") })).ID
	fixed := b.put(claimed(func(c *graph.Claim) { c.When, c.Revises = on(t, "2024-12-09"), old }))
	if got := b.claim(old).Withdrawn; got != fixed.Sequence {
		t.Errorf("the corrected claim is withdrawn at %d, want %d", got, fixed.Sequence)
	}
	b.put(retracted(fixed.ID, "the correction was wrong"))
	if got := b.claim(old).Withdrawn; got != fixed.Sequence {
		t.Errorf("with its correction retracted the claim is withdrawn at %d, want %d: it does not come back", got, fixed.Sequence)
	}
	// A correction does not contradict what it corrects.
	said := b.put(claimed(func(c *graph.Claim) { c.Source = "wire" })).ID
	b.put(claimed(func(c *graph.Claim) { c.Source, c.Polarity, c.Revises = "wire", graph.Denied, said }))
	if n := b.disputed(); n != 0 {
		t.Errorf("%d claims are disputed, want none", n)
	}
}

// disputed counts the claims that are.
func (b *bench) disputed() int {
	b.t.Helper()
	st, err := b.store.Stats(context.Background(), b.head())
	if err != nil {
		b.t.Fatal(err)
	}
	return st.Disputed
}

func TestARunIsRetractedAsAWhole(t *testing.T) {
	for _, together := range []bool{false, true} { // in batches of one, and in one batch
		b := plain(t)
		made := func(attribution, run string) *graph.Claim {
			c := claimed(func(c *graph.Claim) { c.Attribution, c.MadeBy.Run = attribution, run })
			c.Normalize()
			return c
		}
		one, two, three, other := made("one", "7"), made("two", "7"), made("three", "7"), made("other", "8")
		undo := &graph.Retraction{Run: "7", Reason: "wrong file", By: "editor"}
		undoAgain := &graph.Retraction{Run: "7", Reason: "wrong file, still", By: "editor"}
		late := made("late", "7")
		records := []graph.Record{one, two, three, other, retracted(two.ID(), "wrong"), undo, undoAgain, late}
		var got []graph.Receipt
		if together {
			got = b.write(records...)
		} else {
			for _, r := range records {
				got = append(got, b.write(r)...)
			}
		}
		if got[5].Status != graph.Accepted || got[6].Status != graph.Rejected || graph.CodeOf(got[6].Err) != graph.CodeNotFound {
			t.Fatalf("together=%t: retracted: %+v; retracted again: %+v", together, got[5], got[6])
		}
		for _, c := range []struct {
			claim *graph.Claim
			want  graph.Sequence
		}{{one, got[5].Sequence}, {two, got[4].Sequence}, {three, got[5].Sequence}, {other, 0}, {late, 0}} {
			if w := b.claim(c.claim.ID()).Withdrawn; w != c.want {
				t.Errorf("together=%t: %s is withdrawn at %d, want %d (0: stands)", together, c.claim.Attribution, w, c.want)
			}
		}
	}
}

// A claim that was withdrawn a moment ago, in the same batch, contradicts nothing any more.
func TestWithdrawnClaimsContradictNothing(t *testing.T) {
	b := plain(t)
	b.put(claimed(func(c *graph.Claim) { c.MadeBy.Run = "7" }))
	b.put(&graph.Retraction{Run: "7", Reason: "r", By: "editor"}, claimed(func(c *graph.Claim) { c.Source, c.Polarity = "wire", graph.Denied }))
	var pairs []graph.DisputePair
	err := b.store.Derived(context.Background(), 0, 0, func(_ graph.Sequence, d graph.Derived) error {
		pairs = append(pairs, d.Disputes...)
		return nil
	})
	if err != nil || len(pairs) != 0 {
		t.Errorf("disputes %v (%v), want none", pairs, err)
	}
}

func TestDisputesByRule(t *testing.T) {
	date := func(when string) func(*graph.Claim) {
		return func(c *graph.Claim) { c.When = on(t, when) }
	}
	both := func(changes ...func(*graph.Claim)) func(*graph.Claim) {
		return func(c *graph.Claim) {
			for _, change := range changes {
				change(c)
			}
		}
	}
	denied := func(c *graph.Claim) { c.Polarity = graph.Denied }
	event := func(c *graph.Claim) { c.Event = "e" }
	meet := func(c *graph.Claim) { c.Relation = "meet" }
	turned := func(c *graph.Claim) { c.Subject, c.Object = c.Object, c.Subject }
	published := func(c *graph.Claim) { c.WhenBasis = graph.BasisPublication }
	planned := func(c *graph.Claim) { c.Modality = graph.Planned }
	none := func(*graph.Claim) {}
	for _, c := range []struct {
		name     string
		a, b     func(*graph.Claim)
		disputed bool
	}{
		{"asserted twice", none, none, false},
		{"denied, undated", none, denied, true},
		{"denied, undated against a date", date("2024"), denied, true},
		{"denied on the day", date("2024-12-08"), both(denied, date("2024-12")), true},
		{"denied of another day", date("2024-12-08"), both(denied, date("2024-12-09")), false},
		{"denied of another day of one event", both(date("2024-12-08"), event), both(denied, date("2024-12-09"), event), true},
		{"denied under another modality", none, both(denied, planned), true},
		{"denied of another relation", none, both(denied, meet), false},
		{"denied the other way round", none, both(denied, turned), false},
		{"denied the other way round, symmetric", meet, both(denied, turned, meet), true},
		{"one event, two days", both(event, date("2024-12-08")), both(event, date("2024-12-09")), true},
		{"one event, two days, other modality", both(event, date("2024-12-08")), both(event, date("2024-12-09"), planned), false},
		{"one event, day within month", both(event, date("2024-12-08")), both(event, date("2024-12")), false},
		{"one event, dates of publication", both(event, date("2024-12-08")), both(event, date("2024-12-09"), published), false},
		{"one event, spans that start apart", both(event, date("2024-12-08/2025-01-01")), both(event, date("2024-12-09/2025-01-01")), true},
		{"one event, spans that end apart", both(event, date("2024-12-08/2025-01-01")), both(event, date("2024-12-08/2025-01-02")), true},
		{"one event, spans that may agree", both(event, date("2024-12-08/2025-01")), both(event, date("2024-12/2025-01-02")), false},
		{"one event, day outside of the span", both(event, date("2024-12-08/2025-01-01")), both(event, date("2025-01-02")), true},
		{"one event, other actors", both(event, date("2024-12-08")), both(event, date("2024-12-09"), turned), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, first := range []bool{true, false} {
				x, y := claimed(c.a), claimed(both(c.b, func(c *graph.Claim) { c.Source = "wire" }))
				if !first {
					x, y = y, x
				}
				b := plain(t)
				b.put(x)
				b.put(y)
				want := 0
				if c.disputed {
					want = 2
				}
				if got := b.disputed(); got != want {
					t.Errorf("%d claims are disputed, want %d", got, want)
				}
				b = plain(t)
				b.put(x, y)
				if got := b.disputed(); got != want {
					t.Errorf("in one batch: %d claims are disputed, want %d", got, want)
				}
			}
		})
	}
}

func TestRecordedDisputes(t *testing.T) {
	b := plain(t)
	one := b.put(claimed(nil)).ID
	two := b.put(claimed(func(c *graph.Claim) { c.Polarity = graph.Denied })).ID
	three := b.put(claimed(func(c *graph.Claim) { c.Relation = "SANCTION" })).ID
	say := func(kind string, a, b []graph.ClaimID, reason string) *graph.Dispute {
		return &graph.Dispute{Topic: "t", Kind: kind, SideA: a, SideB: b, Reason: reason, By: "editor"}
	}
	ids := func(list ...graph.ClaimID) []graph.ClaimID { return list }
	b.refuse(say("", ids(one), ids(two), ""), graph.CodeInvalid, "kind", "missing")
	b.refuse(say("actor", nil, ids(two), ""), graph.CodeInvalid, "side_a", "empty")
	b.refuse(say("actor", ids(one, two), ids(two), ""), graph.CodeInvalid, "side_b", "both sides", two.String())
	b.refuse(say("actor", ids(one), ids(graph.ClaimID{1}), ""), graph.CodeNotFound, "side_b", "0100")
	b.refuse(say("actor", ids(graph.ClaimID{1}), nil, ""), graph.CodeNotFound, "side_a", "0100")
	b.refuse(&graph.Dispute{Kind: "actor", SideA: ids(one)}, graph.CodeInvalid, "by", "missing")
	expect := func(want int, what string) {
		t.Helper()
		if got := b.disputed(); got != want {
			t.Errorf("%s: %d claims are disputed, want %d", what, got, want)
		}
	}
	expect(2, "one asserts, two denies")
	b.put(say(graph.Compatible, ids(two), ids(one), "they speak of different programmes"))
	expect(0, "judged compatible")
	b.put(say("status", ids(three), nil, "nobody confirms it"))
	expect(1, "disputed by itself")
	b.put(say("actor", ids(three), ids(one, two), ""))
	expect(3, "one against two")
	b.put(retracted(one, "r"))
	expect(2, "one of the two retracted")
	b.put(say(graph.Compatible, ids(three), ids(two), ""))
	expect(1, "the other one cleared")
	b.put(say(graph.Compatible, ids(three), nil, ""))
	expect(0, "and by itself")
}

func TestRecordTimeNeverGoesBack(t *testing.T) {
	b := newBench(t)
	var last time.Time
	for i, d := range []time.Duration{0, 0, -time.Hour, time.Second, -time.Second, 1500 * time.Nanosecond} {
		b.now = b.now.Add(d)
		b.put(&graph.Source{ID: "s", Title: time.Duration(i).String()}, &graph.Source{ID: "s", Title: time.Duration(i).String() + "!"})
		as, err := b.store.Head(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if !as.Recorded.After(last) || as.Recorded.Nanosecond()%1000 != 0 {
			t.Errorf("recorded at %s after %s", as.Recorded, last)
		}
		last = as.Recorded
	}
}

func TestRestoreNeedsItsPlace(t *testing.T) {
	at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	stamps := func(sequences ...graph.Sequence) []graph.Stamp {
		var out []graph.Stamp
		for i, s := range sequences {
			out = append(out, graph.Stamp{Sequence: s, Recorded: at.Add(time.Duration(i) * time.Microsecond)})
		}
		return out
	}
	actors := []graph.Record{&graph.Actor{ID: "a", Name: "A", Kind: graph.KindState}, &graph.Actor{ID: "b", Name: "B", Kind: graph.KindState}}
	for name, c := range map[string]struct {
		batch graph.Batch
		code  graph.Code
	}{
		"in order":        {graph.Batch{Records: actors, Restore: stamps(1, 2)}, ""},
		"with a gap":      {graph.Batch{Records: actors, Restore: stamps(1, 3)}, graph.CodeConflict},
		"from the middle": {graph.Batch{Records: actors, Restore: stamps(2, 3)}, graph.CodeConflict},
		"one time twice":  {graph.Batch{Records: actors, Restore: []graph.Stamp{{Sequence: 1, Recorded: at}, {Sequence: 2, Recorded: at}}}, graph.CodeConflict},
		"too few stamps":  {graph.Batch{Records: actors, Restore: stamps(1)}, graph.CodeInvalid},
		"a record twice":  {graph.Batch{Records: []graph.Record{actors[0], actors[0]}, Restore: stamps(1, 2)}, graph.CodeInvalid},
		"a bad record":    {graph.Batch{Records: []graph.Record{&graph.Actor{ID: "a"}}, Restore: stamps(1)}, graph.CodeInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			s := memstore.New(storetest.Ontology(), memstore.Options{})
			_, err := s.Append(context.Background(), c.batch)
			if graph.CodeOf(err) != c.code {
				t.Errorf("%v, want the code %q", err, c.code)
			}
			as, err := s.Head(context.Background(), nil)
			if err != nil {
				t.Fatal(err)
			}
			want := graph.AsOf{}
			if c.code == "" {
				want = graph.AsOf{Sequence: 2, Recorded: at.Add(time.Microsecond)}
			}
			if diff := cmp.Diff(want, as); diff != "" {
				t.Errorf("the head: -want +got\n%s", diff)
			}
		})
	}
}

func TestCopiesTakenBackStayApart(t *testing.T) {
	text := "officers of both sides met twice in the capital to speak about the prisoners and the border"
	b := newBench(t)
	b.put(&graph.Actor{ID: "a", Name: "A", Kind: graph.KindState}, &graph.Actor{ID: "b", Name: "B", Kind: graph.KindState})
	paper := func(id graph.SourceID) {
		t.Helper()
		got := b.write(&graph.Source{ID: id, Text: text}, &graph.Claim{Source: id, Subject: "a", Relation: "meet", Object: "b"})
		for _, r := range got {
			if r.Status != graph.Accepted {
				t.Fatalf("%s: %+v", id, r)
			}
		}
	}
	paper("one")
	paper("two")
	if got := b.witnesses("a", "b"); got != 1 {
		t.Fatalf("two copies are %d witnesses, want 1", got)
	}
	b.put(&graph.Relay{Source: "two", By: "editor", Reason: "the first one copied it, before it was printed"})
	if got := b.witnesses("a", "b"); got != 2 {
		t.Errorf("judged to be no copy: %d witnesses, want 2", got)
	}
	paper("three") // a copy of both, which joins one of them and not the two
	if got := b.witnesses("a", "b"); got != 2 {
		t.Errorf("with one more copy: %d witnesses, want 2", got)
	}
	if got := b.source("two").Relaying; got != "" {
		t.Errorf("two relays %s again, after somebody said that it does not", got)
	}
}

func TestTheEarlierPublishedIsTheOriginal(t *testing.T) {
	text := "officers of both sides met twice in the capital to speak about the prisoners and the border"
	for _, c := range []struct{ first, second, copier string }{
		{"2025-01-02", "2025-01-03", "second"},
		{"2025-01-03", "2025-01-02", "first"},
		{"2025-01-03", "2025-01-03", "second"},
		{"", "2025-01-03", "second"},
		{"2025-01-03", "", "second"},
		{"2025-02", "2025-01", "first"},
	} {
		b := newBench(t)
		b.put(&graph.Source{ID: "first", Text: text, Published: c.first})
		b.put(&graph.Source{ID: "second", Text: text + " again", Published: c.second})
		for _, id := range []graph.SourceID{"first", "second"} {
			want := graph.SourceID("")
			if string(id) == c.copier {
				want = map[graph.SourceID]graph.SourceID{"first": "second", "second": "first"}[id]
			}
			if got := b.source(id).Relaying; got != want {
				t.Errorf("published %q and %q: %s relays %q, want %q", c.first, c.second, id, got, want)
			}
		}
	}
	// Whoever says whom it relays is believed.
	b := newBench(t)
	b.put(&graph.Source{ID: "agency"})
	b.put(&graph.Source{ID: "first", Text: text})
	b.put(&graph.Source{ID: "second", Text: text, Relays: "agency"})
	if got := b.source("second").Relaying; got != "agency" {
		t.Errorf("second relays %q, want agency, as it says", got)
	}
}
