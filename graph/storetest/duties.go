package storetest

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"

	"liaison/graph"
)

// dutyChecks are what the interface demands besides the laws.
func dutyChecks() []check {
	return []check{
		{"duty: known time", true, knownTime},
		{"duty: any batch size", true, anyBatchSize},
		{"duty: restore", true, restore},
		{"duty: durable", true, durable},
		{"duty: failed batches leave nothing", true, failedBatches},
		{"duty: readers beside writers", true, readersBesideWriters},
		{"duty: writers beside writers", true, writersBesideWriters},
		{"duty: one id for ever", false, oneID},
		{"duty: empty store", false, emptyStore},
		{"duty: closed store", false, closedStore},
		{"duty: ended context", false, endedContext},
		{"duty: yield stops", false, yieldStops},
		{"duty: long lists", false, longLists},
		{"duty: arguments stay as they are", true, argumentsStay},
	}
}

// call is one method of the interface, called with sound arguments.
type call struct {
	name string
	do   func(context.Context, graph.Store) error
}

// calls lists all methods that may fail.
func calls() []call {
	yield := func(graph.Entry) error { return nil }
	return []call{
		{"Append", func(ctx context.Context, s graph.Store) error {
			_, err := s.Append(ctx, graph.Batch{Records: []graph.Record{&graph.Actor{ID: "late", Name: "Late", Kind: graph.KindState}}})
			return err
		}},
		{"Head", func(ctx context.Context, s graph.Store) error { _, err := s.Head(ctx, nil); return err }},
		{"At", func(ctx context.Context, s graph.Store) error { _, err := s.At(ctx, 1); return err }},
		{"Journal", func(ctx context.Context, s graph.Store) error { return s.Journal(ctx, nil, 0, 0, yield) }},
		{"Derived", func(ctx context.Context, s graph.Store) error {
			return s.Derived(ctx, 0, 0, func(graph.Sequence, graph.Derived) error { return nil })
		}},
		{"Actors", func(ctx context.Context, s graph.Store) error {
			_, err := s.Actors(ctx, 9, []graph.ActorID{"a"})
			return err
		}},
		{"ActorsPage", func(ctx context.Context, s graph.Store) error {
			_, err := s.ActorsPage(ctx, 9, nil, nil, "", 3)
			return err
		}},
		{"Sources", func(ctx context.Context, s graph.Store) error {
			_, err := s.Sources(ctx, 9, []graph.SourceID{"s"})
			return err
		}},
		{"SourcesPage", func(ctx context.Context, s graph.Store) error { _, err := s.SourcesPage(ctx, 9, "", 3); return err }},
		{"Text", func(ctx context.Context, s graph.Store) error { _, _, err := s.Text(ctx, 9, "s"); return err }},
		{"Claims", func(ctx context.Context, s graph.Store) error {
			_, err := s.Claims(ctx, 9, []graph.ClaimID{{1}})
			return err
		}},
		{"ClaimsPage", func(ctx context.Context, s graph.Store) error {
			_, err := s.ClaimsPage(ctx, 9, graph.ClaimsQuery{}, 0, 3)
			return err
		}},
		{"Degrees", func(ctx context.Context, s graph.Store) error {
			_, err := s.Degrees(ctx, 9, []graph.ActorID{"a"})
			return err
		}},
		{"Expand", func(ctx context.Context, s graph.Store) error {
			_, err := s.Expand(ctx, 9, &graph.Filter{}, graph.Hop{Frontier: []graph.ActorID{"a"}})
			return err
		}},
		{"Reach", func(ctx context.Context, s graph.Store) error {
			_, err := s.Reach(ctx, 9, &graph.Filter{}, graph.Leap{Frontier: []graph.ActorID{"a"}})
			return err
		}},
		{"Ties", func(ctx context.Context, s graph.Store) error {
			_, err := s.Ties(ctx, 9, &graph.Filter{}, []graph.TieAsk{{A: "a", B: "b", Any: true, N: 1}})
			return err
		}},
		{"Line", func(ctx context.Context, s graph.Store) error {
			_, err := s.Line(ctx, 9, &graph.Filter{}, graph.LineAsk{Actors: []graph.ActorID{"a"}, N: 1})
			return err
		}},
		{"Stats", func(ctx context.Context, s graph.Store) error { _, err := s.Stats(ctx, 9); return err }},
	}
}

// small gives a store with one claim: actors a and b, source s, a meets b.
func (l *lab) small(ctx context.Context) (graph.Store, *graph.Claim, error) {
	s, _, err := l.store(newClock())
	if err != nil {
		return nil, nil, err
	}
	c := &graph.Claim{Source: "s", Subject: "a", Relation: "meet", Object: "b", Statement: "They met."}
	c.Normalize() // so that its id is the one that is recorded
	got, err := write(ctx, s, []graph.Record{
		&graph.Actor{ID: "a", Name: "A", Kind: graph.KindPerson}, &graph.Actor{ID: "b", Name: "B", Kind: graph.KindPerson},
		&graph.Source{ID: "s", Text: "A met B.", Published: "2025-01-01"}, c,
	})
	for _, r := range got {
		if r.Status != graph.Accepted {
			return nil, nil, fmt.Errorf("a plain record was %s (%s)", r.Status, r.Refusal)
		}
	}
	return s, c, err
}

func closedStore(ctx context.Context, l *lab) error {
	s, _, err := l.small(ctx)
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return fmt.Errorf("close: %w", err)
	}
	for _, c := range calls() {
		if err := c.do(ctx, s); graph.CodeOf(err) != graph.CodeUnavailable {
			return fmt.Errorf("%s on a closed store: %v; want an error with the code %s", c.name, err, graph.CodeUnavailable)
		}
	}
	if err := s.Close(); err != nil && graph.CodeOf(err) != graph.CodeUnavailable {
		return fmt.Errorf("closing a second time: %w; want nothing, or the code %s", err, graph.CodeUnavailable)
	}
	return nil
}

func endedContext(ctx context.Context, l *lab) error {
	s, _, err := l.small(ctx)
	if err != nil {
		return err
	}
	before, err := newestOf(ctx, s)
	if err != nil {
		return err
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	for _, c := range calls() {
		if err := c.do(ended, s); !errors.Is(err, context.Canceled) {
			return fmt.Errorf("%s after the context ended: %v; want context.Canceled", c.name, err)
		}
	}
	if after, err := newestOf(ctx, s); err != nil || after != before {
		return fmt.Errorf("a write after its context ended took the newest sequence from %d to %d (%v)", before, after, err)
	}
	return nil
}

// yieldStops: Journal and Derived stop at the error of yield and return it.
func yieldStops(ctx context.Context, l *lab) error {
	s, c, err := l.small(ctx)
	if err != nil {
		return err
	}
	denied := *c
	denied.Polarity = graph.Denied
	if _, err := write(ctx, s, []graph.Record{&denied, &graph.Retraction{Claim: c.ID(), Reason: "wrong", By: "editor"}}); err != nil {
		return err
	}
	stop := errors.New("enough")
	calls := 0
	if err := s.Journal(ctx, nil, 1, 0, func(graph.Entry) error { calls++; return stop }); !errors.Is(err, stop) || calls != 1 {
		return fmt.Errorf("journal: yield failed, and was called %d times in all; the error is %v, want that of yield", calls, err)
	}
	calls = 0
	if err := s.Derived(ctx, 0, 0, func(graph.Sequence, graph.Derived) error { calls++; return stop }); !errors.Is(err, stop) || calls != 1 {
		return fmt.Errorf("derived: yield failed, and was called %d times in all; the error is %v, want that of yield", calls, err)
	}
	// Another call of the store from within yield must not lock it up.
	return s.Journal(ctx, nil, 0, 0, func(e graph.Entry) error {
		_, err := s.At(ctx, e.Sequence)
		return err
	})
}

func emptyStore(ctx context.Context, l *lab) error {
	s, _, err := l.store(newClock())
	if err != nil {
		return err
	}
	if got, err := s.Append(ctx, graph.Batch{}); err != nil || len(got) != 0 {
		return fmt.Errorf("an empty batch: %d receipts, %v", len(got), err)
	}
	want := l.oracle(newClock())
	h := newHistory(1)
	h.batches(40) // for names to ask for; nothing of it is written
	for _, at := range []graph.Sequence{0, 1, 5} {
		if err := agree(ctx, want, s, at, append(h.everything(), h.random(20)...)); err != nil {
			return err
		}
	}
	now := time.Now()
	for _, at := range []*time.Time{nil, &now} {
		if as, err := s.Head(ctx, at); err != nil || as != (graph.AsOf{}) {
			return fmt.Errorf("the head of an empty store is %+v (%v), want the zero value", as, err)
		}
	}
	return nil
}

func oneID(ctx context.Context, l *lab) error {
	a, _, err := l.store(newClock())
	if err != nil {
		return err
	}
	b, _, err := l.store(newClock())
	if err != nil {
		return err
	}
	for _, s := range []graph.Store{a, b} {
		if !regexp.MustCompile(`^[0-9a-f]{32}$`).MatchString(s.ID()) {
			return fmt.Errorf("the id of a store is %q, want 32 hex digits", s.ID())
		}
	}
	if a.ID() == b.ID() {
		return fmt.Errorf("two stores have the same id %s", a.ID())
	}
	return differ("the ontology of a store", Ontology().Digest(), a.Ontology().Digest())
}

// longLists: arguments may have tens of thousands of ids.
func longLists(ctx context.Context, l *lab) error {
	s, c, err := l.small(ctx)
	if err != nil {
		return err
	}
	const many = 40_000
	actors := make([]graph.ActorID, 0, many)
	sources := make([]graph.SourceID, 0, many)
	claims := make([]graph.ClaimID, 0, many)
	for i := range many {
		actors = append(actors, graph.ActorID(fmt.Sprintf("x%d", i)))
		sources = append(sources, graph.SourceID(fmt.Sprintf("x%d", i)))
		claims = append(claims, graph.ClaimID{byte(i), byte(i >> 8), 1})
	}
	actors[many/2], sources[many/2], claims[many/2] = "a", "s", c.ID()
	head, err := newestOf(ctx, s)
	if err != nil {
		return err
	}
	if got, err := s.Actors(ctx, head, actors); err != nil || len(got) != 1 || got[0].ID != "a" {
		return fmt.Errorf("one actor among %d ids: %d found (%v)", many, len(got), err)
	}
	if got, err := s.Sources(ctx, head, sources); err != nil || len(got) != 1 || got[0].ID != "s" {
		return fmt.Errorf("one source among %d ids: %d found (%v)", many, len(got), err)
	}
	if got, err := s.Claims(ctx, head, claims); err != nil || len(got) != 1 || got[0].ID != c.ID() {
		return fmt.Errorf("one claim among %d ids: %d found (%v)", many, len(got), err)
	}
	if got, err := s.Degrees(ctx, head, actors[many/2-500:many/2+500]); err != nil || len(got) != 1000 || got[500] != 1 || got[0] != 0 {
		return fmt.Errorf("the degrees of 1000 ids, one of them recorded: %d given (%v)", len(got), err)
	}
	x, err := s.Expand(ctx, head, &graph.Filter{Avoid: actors[:many/4], Sources: sources}, graph.Hop{Frontier: actors[many/4:], Done: actors[:many/4]})
	if err != nil || len(x.Rows) != 1 || x.Rows[0].Claims != 1 {
		return fmt.Errorf("one claim around %d actors: %+v (%v)", many, x.Rows, err)
	}
	steps, err := s.Reach(ctx, head, &graph.Filter{Avoid: actors[:many/4], Sources: sources}, graph.Leap{Frontier: actors[many/4:], Past: actors[:many/4], Only: append(actors[:many:many], "b"), Pairs: true})
	if err != nil || len(steps) != 1 || steps[0].To != "b" {
		return fmt.Errorf("one step from %d actors: %+v (%v)", many, steps, err)
	}
	return nil
}

// argumentsStay: a filter is read-only and shared.
func argumentsStay(ctx context.Context, l *lab) error {
	p, err := l.play(ctx, historySize/2, nil)
	if err != nil {
		return err
	}
	for range 20 {
		f := p.h.filter()
		f.Kinds, f.Avoid = some(p.h.dice, kinds, 50), some(p.h.dice, p.h.actors, 20)
		hop := graph.Hop{Frontier: some(p.h.dice, p.h.actors, 40), Done: some(p.h.dice, p.h.actors, 10)}
		p.h.Shuffle(len(hop.Frontier), func(i, j int) { hop.Frontier[i], hop.Frontier[j] = hop.Frontier[j], hop.Frontier[i] })
		leap := graph.Leap{Frontier: slices.Clone(hop.Frontier), Past: slices.Clone(hop.Done), Only: some(p.h.dice, p.h.actors, 70)}
		p.h.Shuffle(len(leap.Only), func(i, j int) { leap.Only[i], leap.Only[j] = leap.Only[j], leap.Only[i] })
		before := fmt.Sprintf("%+v %+v %+v", f, hop, leap)
		if _, err := p.Expand(ctx, p.head, &f, hop); err != nil {
			return err
		}
		if _, err := p.Reach(ctx, p.head, &f, leap); err != nil {
			return err
		}
		if after := fmt.Sprintf("%+v %+v %+v", f, hop, leap); after != before {
			return fmt.Errorf("call of Expand or Reach changed its arguments from\n%s\nto\n%s", before, after)
		}
	}
	return nil
}
