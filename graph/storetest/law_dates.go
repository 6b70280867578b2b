package storetest

import (
	"context"
	"fmt"

	"liaison/graph"
)

// datesAreHonest: a claim keeps its date as it was written and its basis, is stamped as it should be, and a window
// finds it exactly when it overlaps: possibly, or certainly.
func datesAreHonest(ctx context.Context, l *lab) error {
	p, err := l.play(ctx, historySize, nil)
	if err != nil {
		return err
	}
	published := map[graph.SourceID]string{}
	for _, e := range p.entries {
		switch r := e.Record.(type) {
		case *graph.Source:
			published[r.ID] = r.Published
		case *graph.Claim:
			got, err := p.Claims(ctx, e.Sequence, []graph.ClaimID{e.ID})
			if err != nil || len(got) != 1 {
				return fmt.Errorf("claim %s: %d found (%v)", e.ID, len(got), err)
			}
			plain, err := graph.ParseWhen(r.When.String())
			if err != nil {
				return fmt.Errorf("claim %s: %w", e.ID, err)
			}
			want := plain
			if want.NeedsStamp() {
				day := graph.DayOf(e.Recorded)
				if w, err := graph.ParsePublished(published[r.Source]); err == nil && !w.IsZero() {
					day = w.Bounds().SLo
				}
				want = want.Stamp(day)
			}
			if got[0].When != want || got[0].WhenBasis != r.WhenBasis {
				return fmt.Errorf("claim %s: its date is %q (%+v, basis %s), want %q (%+v, basis %s)",
					e.ID, got[0].When, got[0].When.Bounds(), got[0].WhenBasis, want, want.Bounds(), r.WhenBasis)
			}
		}
	}
	claims, err := p.claims(ctx, p.head)
	if err != nil {
		return err
	}
	for _, c := range claims {
		if c.Withdrawn != 0 {
			continue
		}
		for _, w := range edges(c.When) {
			if err := overlap(ctx, p, c, w); err != nil {
				return err
			}
		}
	}
	return nil
}

// edges gives windows that just touch a date, just miss it, just hold it, and just do not.
func edges(w graph.When) []graph.Window {
	b := w.Bounds()
	var out []graph.Window
	add := func(from, to graph.Day) {
		if v, err := graph.NewWindow(from, to); err == nil {
			out = append(out, v)
		}
	}
	for _, d := range []graph.Day{-1, 0, 1} {
		add(graph.OpenStart, shift(b.SLo, d))
		add(graph.OpenStart, shift(b.SHi, d))
		add(shift(b.EHi, d), graph.OpenEnd)
		add(shift(b.ELo, d), graph.OpenEnd)
		add(shift(b.ELo, d), shift(b.SHi, d))
		add(shift(b.ELo, d), shift(b.SHi, -d))
	}
	return out
}

func shift(d, by graph.Day) graph.Day {
	if d.IsOpen() {
		return d
	}
	return d + by
}

// overlap asks for a claim's tie in a window and looks whether the claim is in it when it should be. Possible: in
// some world, so the first start and the last end overlap the window. Certain: in every world.
func overlap(ctx context.Context, p *played, c graph.ClaimState, w graph.Window) error {
	b := c.When.Bounds()
	possible := b.SLo <= w.To && b.EHi >= w.From
	certain := !c.When.IsZero() && !c.When.Unsure() && b.SHi <= w.To && b.ELo >= w.From
	for _, ask := range []struct{ certain, want bool }{{false, possible}, {true, certain}} {
		f := graph.Filter{Windowed: true, Window: w, Certain: ask.certain}
		got, err := p.Ties(ctx, p.head, &f, []graph.TieAsk{{A: min(c.Subject, c.Object), B: max(c.Subject, c.Object), Any: true, N: 10_000}})
		if err != nil {
			return err
		}
		found := false
		for _, r := range got[0].Rows {
			found = found || r.ID == c.ID
		}
		if found != ask.want || len(got[0].Rows) != got[0].Claims {
			return fmt.Errorf("claim %s, dated %q %+v, in the window %s to %s (certain=%t): found %t, want %t (%d rows of %d claims)",
				c.ID, c.When, b, w.From, w.To, ask.certain, found, ask.want, len(got[0].Rows), got[0].Claims)
		}
	}
	return nil
}
