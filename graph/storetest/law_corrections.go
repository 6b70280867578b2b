package storetest

import (
	"context"
	"fmt"

	"liaison/graph"
)

// correctionsAreClaims: a correction withdraws the old claim in the same write, a retraction is final, and actor and
// source lines are versions.
func correctionsAreClaims(ctx context.Context, l *lab) error {
	p, err := l.play(ctx, historySize, nil)
	if err != nil {
		return err
	}
	if err := withdrawnOnce(ctx, p); err != nil {
		return err
	}
	if err := versions(ctx, p); err != nil {
		return err
	}
	return correct(ctx, p)
}

// withdrawnOnce works out from the journal alone when each claim was withdrawn: at the first record that retracts it
// or its run, or that revises it.
func withdrawnOnce(ctx context.Context, p *played) error {
	withdrawn, run := map[graph.ClaimID]graph.Sequence{}, map[graph.ClaimID]string{}
	withdraw := func(id graph.ClaimID, s graph.Sequence) {
		if _, before := withdrawn[id]; !before {
			withdrawn[id] = s
		}
	}
	for _, e := range p.entries {
		switch r := e.Record.(type) {
		case *graph.Claim:
			run[e.ID] = r.MadeBy.Run
			if !r.Revises.IsZero() {
				withdraw(r.Revises, e.Sequence)
			}
		case *graph.Retraction:
			if r.Run == "" {
				withdraw(r.Claim, e.Sequence)
				continue
			}
			for id, made := range run {
				if made == r.Run {
					withdraw(id, e.Sequence)
				}
			}
		}
	}
	for _, at := range p.samples(12) {
		claims, err := p.claims(ctx, at)
		if err != nil {
			return err
		}
		for _, c := range claims {
			want := withdrawn[c.ID]
			if want > at {
				want = 0
			}
			if c.Withdrawn != want {
				return fmt.Errorf("claim %s at sequence %d: withdrawn at %d, want %d (0: stands)", c.ID, at, c.Withdrawn, want)
			}
		}
	}
	return nil
}

// versions: at every sequence the newest record of an actor or source holds.
func versions(ctx context.Context, p *played) error {
	for _, at := range p.samples(8) {
		actors, sources, order := map[graph.ActorID]graph.Actor{}, map[graph.SourceID]graph.Source{}, []graph.SourceID(nil)
		for _, e := range p.entries[:at] {
			switch r := e.Record.(type) {
			case *graph.Actor:
				actors[r.ID] = *r
			case *graph.Source:
				if _, known := sources[r.ID]; !known {
					order = append(order, r.ID)
				}
				version := *r
				version.Text = ""
				sources[r.ID] = version
			}
		}
		for _, id := range p.h.actors {
			got, err := p.Actors(ctx, at, []graph.ActorID{id})
			if err != nil {
				return err
			}
			var want []graph.Actor
			if a, ok := actors[id]; ok {
				want = append(want, a)
			}
			if err := differ(fmt.Sprintf("actor %s at sequence %d", id, at), want, got); err != nil {
				return err
			}
		}
		got, err := p.Sources(ctx, at, order)
		if err != nil {
			return err
		}
		if len(got) != len(order) {
			return fmt.Errorf("sources at sequence %d: %d of %d", at, len(got), len(order))
		}
		for i, s := range got {
			if err := differ(fmt.Sprintf("source %s at sequence %d", order[i], at), sources[order[i]], s.Source); err != nil {
				return err
			}
		}
	}
	return nil
}

// correct corrects claims and then tries to bring the old ones back.
func correct(ctx context.Context, p *played) error {
	claims, err := p.claims(ctx, p.head)
	if err != nil {
		return err
	}
	done := 0
	for _, old := range claims {
		if old.Withdrawn != 0 || done == 3 {
			continue
		}
		done++
		next := old.Claim
		next.Revises, next.Evidence, next.Confidence = old.ID, nil, 77
		at, err := p.put(ctx, &next)
		if err != nil {
			return err
		}
		again := old.Claim
		again.Evidence = nil
		for _, r := range []graph.Record{
			&graph.Retraction{Claim: next.ID(), Reason: "the correction was wrong", By: "editor"},
			&graph.Retraction{Claim: old.ID, Reason: "so was this", By: "editor"},
			&again,
		} {
			if _, err := write(ctx, p, []graph.Record{r}); err != nil {
				return err
			}
		}
		head, err := newestOf(ctx, p)
		if err != nil {
			return err
		}
		for _, want := range []struct {
			at         graph.Sequence
			old, fresh graph.Sequence // withdrawn
			both       bool
		}{{at - 1, 0, 0, false}, {at, at, 0, true}, {head, at, at + 1, true}} {
			got, err := p.Claims(ctx, want.at, []graph.ClaimID{old.ID, next.ID()})
			if err != nil {
				return err
			}
			if len(got) != 1 && !want.both || len(got) != 2 && want.both {
				return fmt.Errorf("claim %s and its correction at sequence %d: %d found", old.ID, want.at, len(got))
			}
			if got[0].Withdrawn != want.old || want.both && got[1].Withdrawn != want.fresh {
				return fmt.Errorf("claim %s and its correction at sequence %d: withdrawn at %d and %d; want %d and %d (0: stands)",
					old.ID, want.at, got[0].Withdrawn, got[len(got)-1].Withdrawn, want.old, want.fresh)
			}
		}
	}
	return nil
}
