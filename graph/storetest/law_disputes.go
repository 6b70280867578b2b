package storetest

import (
	"context"
	"fmt"

	"liaison/graph"
)

// disagreementIsKept: contradicting claims stand side by side and say that they are disputed, as the two rules and the
// people's own word have it, whatever a filter leaves of them.
func disagreementIsKept(ctx context.Context, l *lab) error {
	p, err := l.play(ctx, historySize, nil)
	if err != nil {
		return err
	}
	for _, at := range p.samples(10) {
		claims, err := p.claims(ctx, at)
		if err != nil {
			return err
		}
		pairs := contradictions(p.entries[:at], claims)
		want := map[graph.ClaimID]bool{}
		standing := map[graph.ClaimID]bool{}
		for _, c := range claims {
			standing[c.ID] = c.Withdrawn == 0
		}
		for pair, open := range pairs {
			if open && standing[pair[0]] && standing[pair[1]] {
				want[pair[0]], want[pair[1]] = true, true
			}
		}
		for _, c := range claims {
			if c.Disputed != want[c.ID] {
				return fmt.Errorf("claim %s at sequence %d: disputed %t, want %t", c.ID, at, c.Disputed, want[c.ID])
			}
			if c.Withdrawn != 0 {
				continue
			}
			// The other side is filtered away; the tie says so all the same.
			f := graph.Filter{Polarities: []graph.Polarity{c.Polarity}, Sources: []graph.SourceID{c.Source}, Relations: []graph.RelationID{c.Relation}}
			ties, err := p.Ties(ctx, at, &f, []graph.TieAsk{{A: min(c.Subject, c.Object), B: max(c.Subject, c.Object), Any: true, N: 10_000}})
			if err != nil {
				return err
			}
			found := false
			for _, r := range ties[0].Rows {
				if r.Disputed != want[r.ID] || r.Disputed && !ties[0].Disputed {
					return fmt.Errorf("claim %s at sequence %d in its tie: disputed %t, want %t; the tie: %t", r.ID, at, r.Disputed, want[r.ID], ties[0].Disputed)
				}
				found = found || r.ID == c.ID
			}
			if !found {
				return fmt.Errorf("claim %s at sequence %d is missing from its tie", c.ID, at)
			}
		}
	}
	return nil
}

// contradictions works out from the journal which pairs of claims are in dispute: by rule when the later one was
// written, then by whatever people said last.
func contradictions(entries []graph.Entry, claims []graph.ClaimState) map[[2]graph.ClaimID]bool {
	state := map[graph.ClaimID]graph.ClaimState{}
	for _, c := range claims {
		state[c.ID] = c
	}
	pairs := map[[2]graph.ClaimID]bool{}
	set := func(a, b graph.ClaimID, open bool) {
		if compareID(a, b) > 0 {
			a, b = b, a
		}
		pairs[[2]graph.ClaimID{a, b}] = open
	}
	var before []graph.ClaimState
	for _, e := range entries {
		switch r := e.Record.(type) {
		case *graph.Claim:
			c := state[e.ID]
			for _, o := range before {
				gone := o.Withdrawn != 0 && o.Withdrawn <= e.Sequence // a correction withdraws before it contradicts
				if !gone && (oppose(c, o) || datesDisagree(c, o)) {
					set(c.ID, o.ID, true)
				}
			}
			before = append(before, c)
		case *graph.Dispute:
			for _, a := range r.SideA {
				for _, b := range r.SideB {
					set(a, b, r.Kind != graph.Compatible)
				}
				if len(r.SideB) == 0 {
					set(a, a, r.Kind != graph.Compatible)
				}
			}
		}
	}
	return pairs
}

// oppose: same ends and relation, opposite polarity, and the same event or dates that may overlap.
func oppose(a, b graph.ClaimState) bool {
	same := a.Subject == b.Subject && a.Object == b.Object
	if Ontology().IsSymmetric(a.Relation) {
		same = same || a.Subject == b.Object && a.Object == b.Subject
	}
	x, y := a.When.Bounds(), b.When.Bounds()
	return same && a.Relation == b.Relation && a.Polarity != b.Polarity &&
		(a.Event != "" && a.Event == b.Event || x.SLo <= y.EHi && y.SLo <= x.EHi)
}

// datesDisagree: the same event, relation, polarity and modality, and days that cannot agree.
func datesDisagree(a, b graph.ClaimState) bool {
	if a.Event == "" || a.Event != b.Event || a.Relation != b.Relation || a.Polarity != b.Polarity || a.Modality != b.Modality ||
		a.WhenBasis == graph.BasisPublication || b.WhenBasis == graph.BasisPublication || a.When.IsZero() || b.When.IsZero() {
		return false
	}
	x, y := a.When.Bounds(), b.When.Bounds()
	if a.When.IsSpan() && b.When.IsSpan() {
		return x.SHi < y.SLo || y.SHi < x.SLo || x.EHi < y.ELo || y.EHi < x.ELo
	}
	return x.EHi < y.SLo || y.EHi < x.SLo
}
