package storetest

import (
	"context"
	"fmt"

	"liaison/graph"
)

// played is a store into which a random history was written.
type played struct {
	graph.Store
	harness Harness
	clock   *clock
	h       *history
	head    graph.Sequence
	entries []graph.Entry // the whole journal
}

// play writes a history of n records into a new store. After each batch it calls after, when there is one.
func (l *lab) play(ctx context.Context, n int, after func(*played) error) (*played, error) {
	c := newClock()
	s, h, err := l.store(c)
	if err != nil {
		return nil, err
	}
	return l.playInto(ctx, s, h, c, n, after)
}

// playInto is play for a store that is there already.
func (l *lab) playInto(ctx context.Context, s graph.Store, harness Harness, c *clock, n int, after func(*played) error) (*played, error) {
	p := &played{Store: s, harness: harness, clock: c, h: newHistory(l.seed)}
	var err error
	for _, b := range p.h.batches(n) {
		p.clock.move(tick(p.h.dice))
		if _, err := write(ctx, p, b); err != nil {
			return nil, err
		}
		if p.head, err = newestOf(ctx, p); err != nil {
			return nil, err
		}
		if after != nil {
			if err := after(p); err != nil {
				return nil, err
			}
		}
	}
	return p, p.read(ctx)
}

// read brings head and entries up to date.
func (p *played) read(ctx context.Context) (err error) {
	if p.head, err = newestOf(ctx, p); err != nil {
		return err
	}
	p.entries, err = journal(ctx, p, nil, 0, 0)
	if err == nil && len(p.entries) != int(p.head) {
		return fmt.Errorf("journal: %d entries, but the newest sequence is %d", len(p.entries), p.head)
	}
	return err
}

// put writes one record that must be accepted, and gives its sequence.
func (p *played) put(ctx context.Context, r graph.Record) (graph.Sequence, error) {
	got, err := write(ctx, p, []graph.Record{r})
	if err != nil {
		return 0, err
	}
	if got[0].Status != graph.Accepted {
		return 0, fmt.Errorf("a %s was %s, want accepted (%s)", r.Type(), got[0].Status, got[0].Refusal)
	}
	p.head = got[0].Sequence
	return p.head, nil
}

// refuse writes one record that must be refused with a code, and checks that nothing was recorded.
func (p *played) refuse(ctx context.Context, r graph.Record, code graph.Code) (string, error) {
	before, err := newestOf(ctx, p)
	if err != nil {
		return "", err
	}
	got, err := write(ctx, p, []graph.Record{r})
	if err != nil {
		return "", err
	}
	after, err := newestOf(ctx, p)
	if err != nil {
		return "", err
	}
	if got[0].Status != graph.Rejected || got[0].Code != code || after != before {
		return "", fmt.Errorf("a %s that must be refused as %s: %s, %q (%s); the newest sequence went from %d to %d",
			r.Type(), code, got[0].Status, got[0].Code, got[0].Refusal, before, after)
	}
	return got[0].Refusal, nil
}

// claims gives the states of all recorded claims at a sequence, in the order in which they were recorded.
func (p *played) claims(ctx context.Context, at graph.Sequence) ([]graph.ClaimState, error) {
	var ids []graph.ClaimID
	for _, e := range p.entries {
		if e.Record.Type() == graph.TypeClaim && e.Sequence <= at {
			ids = append(ids, e.ID)
		}
	}
	got, err := p.Claims(ctx, at, ids)
	if err != nil {
		return nil, err
	}
	if len(got) != len(ids) {
		return nil, fmt.Errorf("claims at sequence %d: %d of %d recorded ones", at, len(got), len(ids))
	}
	for i := range got {
		if got[i].ID != ids[i] {
			return nil, fmt.Errorf("claims at sequence %d: %s at place %d, asked for %s", at, got[i].ID, i, ids[i])
		}
	}
	return got, nil
}

// samples gives a few sequences, the newest first.
func (p *played) samples(n int) []graph.Sequence {
	out := []graph.Sequence{p.head}
	for range n {
		out = append(out, 1+graph.Sequence(p.h.IntN(int(p.head))))
	}
	return out
}
