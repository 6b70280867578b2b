package storetest

import (
	"context"
	"fmt"
	"strings"

	"liaison/graph"
)

// witnessesAreCounted: a tie has as many witnesses as its asserted claims have origins, at every sequence, and copies
// of one report are one witness.
func witnessesAreCounted(ctx context.Context, l *lab) error {
	p, err := l.play(ctx, historySize, nil)
	if err != nil {
		return err
	}
	for _, at := range p.samples(10) {
		if err := originsAt(ctx, p, at); err != nil {
			return err
		}
	}
	return copiedReports(ctx, p)
}

// originsAt works out the origins from the journal alone, by walking each chain of relays as it stood.
func originsAt(ctx context.Context, p *played, at graph.Sequence) error {
	relaying, judged := map[graph.SourceID]graph.SourceID{}, map[graph.SourceID]bool{}
	var sources []graph.SourceID
	for _, e := range p.entries[:at] {
		switch r := e.Record.(type) {
		case *graph.Source:
			if _, known := relaying[r.ID]; !known {
				sources = append(sources, r.ID)
			}
			if r.Relays != "" || !judged[r.ID] { // a version that names nobody leaves a relay record standing
				relaying[r.ID], judged[r.ID] = r.Relays, false
			}
		case *graph.Relay:
			relaying[r.Source], judged[r.Source] = r.Relays, true
		}
	}
	got, err := p.Sources(ctx, at, sources)
	if err != nil {
		return err
	}
	for _, s := range got {
		if want := endOfChain(s.ID, relaying); s.Origin != want || s.Relaying != relaying[s.ID] {
			return fmt.Errorf("source %s at sequence %d: relays %q, origin %q; want %q, %q", s.ID, at, s.Relaying, s.Origin, relaying[s.ID], want)
		}
	}
	v, err := viewAt(ctx, p, at)
	if err != nil {
		return err
	}
	claims, err := p.claims(ctx, at)
	if err != nil {
		return err
	}
	type tie struct{ a, b graph.ActorID }
	origins := map[tie]map[graph.Polarity]map[graph.SourceID]bool{}
	for _, c := range claims {
		want := endOfChain(c.Voice(), relaying)
		if c.Origin != want {
			return fmt.Errorf("claim %s at sequence %d: its origin is %q, want %q", c.ID, at, c.Origin, want)
		}
		t := tie{min(c.Subject, c.Object), max(c.Subject, c.Object)}
		if origins[t] == nil {
			origins[t] = map[graph.Polarity]map[graph.SourceID]bool{graph.Asserted: {}, graph.Denied: {}}
		}
		if c.Withdrawn == 0 {
			origins[t][c.Polarity][want] = true
		}
	}
	for t, by := range origins {
		for _, ask := range []struct {
			polarities []graph.Polarity
			want       int
		}{{nil, len(by[graph.Asserted])}, {[]graph.Polarity{graph.Denied}, len(by[graph.Denied])}, {graph.Polarities(), len(by[graph.Asserted])}} {
			f := graph.Filter{Polarities: ask.polarities, Origins: v.origins}
			got, err := p.Ties(ctx, at, &f, []graph.TieAsk{{A: t.a, B: t.b, Any: true}})
			if err != nil {
				return err
			}
			if got[0].Witnesses != ask.want {
				return fmt.Errorf("the tie of %s and %s at sequence %d, polarities %v: %d witnesses, want %d", t.a, t.b, at, ask.polarities, got[0].Witnesses, ask.want)
			}
		}
	}
	return nil
}

// endOfChain follows relays to the end; of a cycle it takes the least id.
func endOfChain(s graph.SourceID, relaying map[graph.SourceID]graph.SourceID) graph.SourceID {
	var way []graph.SourceID
	seen := map[graph.SourceID]int{}
	for {
		if at, again := seen[s]; again {
			least := s
			for _, x := range way[at:] {
				least = min(least, x)
			}
			return least
		}
		seen[s] = len(way)
		way = append(way, s)
		if relaying[s] == "" {
			return s
		}
		s = relaying[s]
	}
}

// copiedReports: twenty papers print one report with a word changed. They are one witness, until somebody says of one
// of them that it is no copy; the earlier answer stays.
func copiedReports(ctx context.Context, p *played) error {
	a, b := graph.ActorID("copied-a"), graph.ActorID("copied-b")
	report := p.h.words(60)
	var batch []graph.Record
	for _, id := range []graph.ActorID{a, b} {
		batch = append(batch, &graph.Actor{ID: id, Name: "Somebody", Kind: graph.KindState})
	}
	for i := range 20 {
		words := append([]string(nil), report...)
		words[len(words)-1-i%3] = fmt.Sprintf("paper%d", i)
		id := graph.SourceID(fmt.Sprintf("paper-%02d", i))
		batch = append(batch, &graph.Source{ID: id, Text: strings.Join(words, " "), Published: "2025-01-01"},
			&graph.Claim{Source: id, Subject: a, Relation: "meet", Object: b})
	}
	got, err := write(ctx, p, batch)
	if err != nil {
		return err
	}
	for i, r := range got {
		if r.Status != graph.Accepted {
			return fmt.Errorf("a %s was %s (%s)", batch[i].Type(), r.Status, r.Refusal)
		}
	}
	before, err := newestOf(ctx, p)
	if err != nil {
		return err
	}
	after, err := p.put(ctx, &graph.Relay{Source: "paper-07", By: "editor", Reason: "it had its own reporter there"})
	if err != nil {
		return err
	}
	for _, ask := range []struct {
		at   graph.Sequence
		want int
	}{{before, 1}, {after, 2}} {
		v, err := viewAt(ctx, p, ask.at)
		if err != nil {
			return err
		}
		f := graph.Filter{Origins: v.origins}
		x, err := p.Expand(ctx, ask.at, &f, graph.Hop{Frontier: []graph.ActorID{a}, Witnesses: true})
		if err != nil {
			return err
		}
		want := []graph.Row{{Frontier: a, Peer: b, Claims: 20, Newest: graph.OpenStart, Witnesses: ask.want}}
		if err := differ(fmt.Sprintf("twenty copies of one report at sequence %d", ask.at), want, x.Rows); err != nil {
			return err
		}
	}
	return nil
}
