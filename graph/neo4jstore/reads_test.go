package neo4jstore_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"liaison/graph"
	"liaison/graph/memstore"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
	"liaison/graph/storetest"
)

// twins are the store and the reference, into which the same was written.
type twins struct {
	got  *neo4jstore.Store
	want *memstore.Store
	now  time.Time
	head graph.Sequence
}

func newTwins(t *testing.T) *twins {
	t.Helper()
	place := neo4jtest.Shared(t)
	tw := &twins{now: time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC)}
	clock := func() time.Time { return tw.now }
	tw.want = memstore.New(storetest.Ontology(), memstore.Options{Clock: clock})
	tw.got = mustOpen(t, place.URI, neo4jstore.Options{Clock: clock, Database: place.Database, Username: place.Username, Password: place.Password})
	return tw
}

// write appends records of which each has to be taken.
func (tw *twins) write(t *testing.T, records ...graph.Record) graph.Sequence {
	t.Helper()
	tw.now = tw.now.Add(time.Hour)
	for part := range slices.Chunk(records, 5_000) {
		for _, s := range []graph.Store{tw.want, tw.got} {
			receipts, err := s.Append(t.Context(), graph.Batch{Records: part})
			if err != nil {
				t.Fatal(err)
			}
			for i, r := range receipts {
				if r.Err != nil {
					t.Fatalf("a %s: %v", part[i].Type(), r.Err)
				}
				tw.head = r.Sequence
			}
		}
	}
	return tw.head
}

// same asks both and compares.
func same[T any](t *testing.T, tw *twins, name string, ask func(context.Context, graph.Store) (T, error)) {
	t.Helper()
	want, err := ask(t.Context(), tw.want)
	if err != nil {
		t.Fatalf("%s: the reference: %v", name, err)
	}
	got, err := ask(t.Context(), tw.got)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmp.Comparer(func(a, b graph.When) bool { return a == b }), cmp.Comparer(func(a, b graph.RecordID) bool { return a == b }))
	if len(diff) > 2_000 {
		diff = diff[:2_000] + "..."
	}
	if diff != "" {
		t.Errorf("%s: (-want +got)\n%s", name, diff)
	}
}

func journalOf(after, upto graph.Sequence, types ...graph.RecordType) func(context.Context, graph.Store) ([]graph.Entry, error) {
	return func(ctx context.Context, s graph.Store) (out []graph.Entry, err error) {
		err = s.Journal(ctx, types, after, upto, func(e graph.Entry) error {
			e.Derived.Bands = nil // no part of what a journal carries
			out = append(out, e)
			return nil
		})
		return out, err
	}
}

// TestReadsOfMuch asks for more than one statement brings: many ids, long journals, long texts, words that thousands of
// claims have, chains of hundreds of relays, thousands of decisions of one record.
func TestReadsOfMuch(t *testing.T) {
	if testing.Short() {
		t.Skip("writes and reads some ten thousand records")
	}
	const many = 5_300
	tw := newTwins(t)
	tw.write(t, lotsOfNames(many)...)
	early := tw.write(t, lotsOfClaims(many)...)
	tw.write(t, lotsLater(many)...)
	late := tw.write(t, &graph.Retraction{Run: "run-1", Reason: "wrong column", By: "editor"}, &graph.Actor{ID: "n00007", Name: "Renamed", Kind: graph.KindPerson})

	var (
		actors  []graph.ActorID
		claims  []graph.ClaimID
		sources []graph.SourceID
	)
	for i := range many {
		actors = append(actors, name(i))
		c := claimOf(i)
		c.Normalize()
		claims = append(claims, c.ID())
	}
	for i := range chainLength {
		sources = append(sources, link(i))
	}
	slices.Reverse(actors)
	actors, claims = append(actors, "nobody", actors[3], actors[3]), append(claims, graph.ClaimID{1}, claims[5])
	sources = append(sources, "agency", "paper", "nowhere", "agency")

	for _, at := range []graph.Sequence{late, early, early - 40, 7} {
		about := func(s string) string { return fmt.Sprintf("%s at %d", s, at) }
		same(t, tw, about("actors"), func(ctx context.Context, s graph.Store) ([]graph.Actor, error) { return s.Actors(ctx, at, actors) })
		same(t, tw, about("degrees"), func(ctx context.Context, s graph.Store) ([]int, error) { return s.Degrees(ctx, at, actors) })
		same(t, tw, about("claims"), func(ctx context.Context, s graph.Store) ([]graph.ClaimState, error) { return s.Claims(ctx, at, claims) })
		same(t, tw, about("sources"), func(ctx context.Context, s graph.Store) ([]graph.SourceState, error) {
			return s.Sources(ctx, at, sources)
		})
		same(t, tw, about("stats"), func(ctx context.Context, s graph.Store) (graph.Stats, error) { return s.Stats(ctx, at) })
	}
	same(t, tw, "the journal", journalOf(0, 0))
	for _, types := range [][]graph.RecordType{
		{graph.TypeEvidence}, {graph.TypeClaim}, {graph.TypeActor, graph.TypeRetraction}, {graph.TypeSource}, {graph.TypeRetraction, graph.TypeJudgement}, {graph.TypeRelay, graph.TypeEvidence},
	} {
		same(t, tw, fmt.Sprintf("the journal of %v", types), journalOf(3, late, types...))
	}
	queries(t, tw, early, late)

	// A record that decides more than one page of decisions holds, last because the reference is slow from here on.
	d := &graph.Dispute{Topic: "who", Kind: "actor", By: "editor", SideA: claims[:72], SideB: claims[100:172]}
	last := tw.write(t, d, &graph.Retraction{Claim: claims[0], Reason: "not said", By: "editor"})
	same(t, tw, "the journal's end", journalOf(last-3, last))
	same(t, tw, "decisions", func(ctx context.Context, s graph.Store) ([]graph.Derived, error) {
		var out []graph.Derived
		err := s.Derived(ctx, 0, 0, func(seq graph.Sequence, d graph.Derived) error {
			out = append(out, d)
			return nil
		})
		return out, err
	})
	same(t, tw, "disputed claims", func(ctx context.Context, s graph.Store) ([]graph.ClaimState, error) {
		return s.ClaimsPage(ctx, last, graph.ClaimsQuery{Disputed: true}, 0, 200)
	})
	same(t, tw, "stats at the end", func(ctx context.Context, s graph.Store) (graph.Stats, error) { return s.Stats(ctx, last) })
}

func queries(t *testing.T, tw *twins, early, late graph.Sequence) {
	t.Helper()
	for _, q := range []graph.ClaimsQuery{
		{},
		{Words: []string{"common"}}, {Words: []string{"com"}}, {Words: []string{"common", "word17"}}, {Words: []string{"common", "word17", "lat"}},
		{Words: []string{"later"}}, {Words: []string{"or", "not"}}, {Words: []string{"and"}}, {Words: []string{"nowhere"}},
		{Words: []string{longWord}}, {Words: []string{longWord[:280]}}, {Words: []string{longWord[:280], "common"}}, {Words: []string{longWord, "common"}}, {Words: []string{longWord[:1]}},
		{Words: []string{runOn}}, {Words: []string{string([]rune(runOn)[:300])}}, {Words: []string{"двинулись"}}, {Words: []string{""}}, {Words: []string{"a b"}},
		{Source: "paper"}, {Source: "agency"}, {Source: "nowhere"}, {Source: link(3)}, {Source: "paper", Words: []string{"common"}},
		{Run: "run-1"}, {Run: "run-2"}, {Run: "run-3"}, {Run: "run-2", Source: "agency"}, {Event: "event-2"}, {Event: "event-2", Words: []string{"word2"}}, {Event: "none"},
		{Disputed: true},
	} {
		for _, at := range []graph.Sequence{early, late} {
			for _, before := range []graph.Sequence{0, early - 3_000} {
				same(t, tw, fmt.Sprintf("claims of %.100q at %d before %d", fmt.Sprintf("%+v", q), at, before), func(ctx context.Context, s graph.Store) ([]graph.ClaimState, error) {
					return s.ClaimsPage(ctx, at, q, before, 60)
				})
			}
		}
	}
}

const chainLength = 450

// Words that are longer than what Lucene takes for one.
var (
	longWord = strings.Repeat("abcdefghij", 30)
	runOn    = strings.Repeat("叙利亚与美国举行会谈", 40)
)

func name(i int) graph.ActorID  { return graph.ActorID(fmt.Sprintf("n%05d", i)) }
func link(i int) graph.SourceID { return graph.SourceID(fmt.Sprintf("link-%03d", i)) }

// lotsOfNames: actors, a chain of relays, sources with long texts.
func lotsOfNames(n int) []graph.Record {
	var out []graph.Record
	for i := range n {
		out = append(out, &graph.Actor{ID: name(i), Name: fmt.Sprintf("Person %d", i), Kind: graph.KindPerson, Country: []string{"", "SYR"}[i%2]})
	}
	for i := range chainLength {
		s := &graph.Source{ID: link(i), Title: fmt.Sprintf("Link %d\nof a chain", i)}
		s.Title = strings.ReplaceAll(s.Title, "\n", " ")
		if i > 0 {
			s.Relays = link(i - 1)
		}
		if i%15 == 0 {
			s.Text = strings.Repeat(fmt.Sprintf("Nothing like the text of another one: %d.\n", i*i), 20*i+1)
		}
		out = append(out, s)
	}
	return append(out, &graph.Source{ID: "paper", Published: "2024-12"}, &graph.Source{ID: "agency", Relays: link(chainLength - 1)})
}

func claimOf(i int) *graph.Claim {
	c := &graph.Claim{
		Source: "paper", Subject: name(i), Relation: "meet", Object: name(i * 7 % 300), Attribution: fmt.Sprintf("voice %d", i),
		Statement: fmt.Sprintf("A common\nthing, word%d; or and not.", i%50), MadeBy: graph.MadeBy{Kind: "importer", Run: fmt.Sprintf("run-%d", i%2)},
	}
	if i%100 == 0 {
		c.Source, c.MadeBy.Run, c.Event = "agency", "run-2", fmt.Sprintf("event-%d", i/100%4)
	}
	switch {
	case i%1000 == 17:
		c.Statement += " " + longWord
	case i%1000 == 18:
		c.Statement += "“" + runOn + "”"
	case i%1000 == 19:
		c.Statement += " Они двинулись."
		c.Relays = link(i % chainLength)
	}
	return c
}

func lotsOfClaims(n int) []graph.Record {
	var out []graph.Record
	for i := range n {
		out = append(out, claimOf(i))
	}
	return out
}

// lotsLater: evidence, more than a page of it.
func lotsLater(n int) []graph.Record {
	var out []graph.Record
	for i := range n / 2 {
		c := claimOf(i)
		c.Normalize()
		out = append(out, &graph.Evidence{Claim: c.ID(), Quotes: []graph.Quote{{Text: fmt.Sprintf("Found later, %d.", i)}}})
	}
	return append(out, &graph.Relay{Source: link(200), By: "editor"}, &graph.Relay{Source: link(300), Relays: link(350), By: "editor"})
}
