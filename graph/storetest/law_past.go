package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"liaison/graph"
)

// remembered is an answer as it was when it was first given.
type remembered struct {
	at     graph.Sequence
	probe  probe
	answer any
}

func remember(ctx context.Context, s graph.Store, at graph.Sequence, probes []probe) ([]remembered, error) {
	var out []remembered
	for _, p := range probes {
		a, err := p.ask(ctx, s, at)
		if err != nil {
			return nil, fmt.Errorf("%s at sequence %d: %w", p.name, at, err)
		}
		out = append(out, remembered{at, p, a})
	}
	return out, nil
}

// still asks again and compares.
func still(ctx context.Context, s graph.Store, memories []remembered, when string) error {
	for _, m := range memories {
		a, err := m.probe.ask(ctx, s, m.at)
		if err != nil {
			return fmt.Errorf("%s at sequence %d, asked again %s: %w", m.probe.name, m.at, when, err)
		}
		if err := differ(fmt.Sprintf("%s at sequence %d, asked again %s", m.probe.name, m.at, when), m.answer, a); err != nil {
			return err
		}
	}
	return nil
}

// nothingOverwritten: an answer at a sequence never changes, whatever comes later, and after the store was opened anew.
func nothingOverwritten(ctx context.Context, l *lab) error {
	var (
		memories []remembered
		always   *served // since the first record
	)
	turn := 0
	p, err := l.play(ctx, historySize, func(p *played) error {
		if always == nil {
			always = serve(p.Store)
		}
		if turn++; turn%4 != 0 {
			return nil
		}
		got, err := remember(ctx, always, p.head, append(p.h.everything(), p.h.random(6)...))
		memories = append(memories, got...)
		return err
	})
	if err != nil {
		return err
	}
	if err := still(ctx, always, memories, "at the end"); err != nil {
		return err
	}
	if err := still(ctx, p, memories, "at the end, by somebody new"); err != nil {
		return err
	}
	if !p.harness.Durable {
		return nil
	}
	id, head := p.ID(), p.head
	if p.Store, err = l.reopen(p.harness, p.Store, p.clock); err != nil {
		return err
	}
	if err := p.read(ctx); err != nil {
		return err
	}
	if p.ID() != id || p.head != head {
		return fmt.Errorf("opened again: id %s and newest sequence %d, were %s and %d", p.ID(), p.head, id, head)
	}
	return still(ctx, p, memories, "after opening the store again")
}

// identityIsContent: ids are hashes of content, and what is already recorded changes nothing.
func identityIsContent(ctx context.Context, l *lab) error {
	p, err := l.play(ctx, historySize, nil)
	if err != nil {
		return err
	}
	seen := map[graph.RecordID]graph.Sequence{}
	for _, e := range p.entries {
		if before, twice := seen[e.ID]; twice {
			return fmt.Errorf("id %s is recorded at sequences %d and %d", e.ID, before, e.Sequence)
		}
		seen[e.ID] = e.Sequence
		want := e.Record.RecordID()
		if c, ok := e.Record.(*graph.Claim); ok {
			want = claimIdentity(c)
		}
		if e.ID != want {
			return fmt.Errorf("sequence %d: the id of a %s is %s, want %s", e.Sequence, e.Record.Type(), e.ID, want)
		}
	}
	// The whole journal once more, as an import of the same file would write it.
	var all []graph.Record
	for _, e := range p.entries {
		all = append(all, e.Record)
	}
	p.h.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	got, err := write(ctx, p, all)
	if err != nil {
		return err
	}
	for i, r := range got {
		id := all[i].RecordID()
		if r.Status != graph.Known || r.ID != id || r.Sequence != seen[id] || len(r.Kept) > 0 {
			return fmt.Errorf("a %s written again: %s, id %s, sequence %d, kept %v (%s); want known, %s, %d", all[i].Type(), r.Status, r.ID, r.Sequence, r.Kept, r.Refusal, id, seen[id])
		}
	}
	if head, err := newestOf(ctx, p); err != nil || head != p.head {
		return fmt.Errorf("the newest sequence is %d after writing the same again (%v), was %d", head, err, p.head)
	}
	return keptAsFirst(ctx, p)
}

// keptAsFirst: a known id takes on evidence, and nothing else.
func keptAsFirst(ctx context.Context, p *played) error {
	before, err := p.claims(ctx, p.head)
	if err != nil {
		return err
	}
	for _, c := range some(p.h.dice, before, 20) {
		again := c.Claim
		again.Confidence = (c.Confidence + 1) % 101
		again.Statement = "Said in other words."
		again.Event = c.Event + "-other"
		again.MadeBy.Run = "another run"
		_, held, err := p.Text(ctx, p.head, c.Source)
		if err != nil {
			return err
		}
		status := graph.Known
		again.Evidence = nil
		if !held {
			again.Evidence, status = []graph.Quote{{Text: fmt.Sprintf("words found later, %d", p.h.Uint64())}}, graph.Added
		}
		got, err := write(ctx, p, []graph.Record{&again})
		if err != nil {
			return err
		}
		kept := slices.Sorted(slices.Values(got[0].Kept))
		if want := []string{"confidence", "event", "statement"}; got[0].Status != status || got[0].ID != c.ID || !slices.Equal(kept, want) {
			return fmt.Errorf("claim %s with other words: %s of %s, kept %v; want %s and kept %v", c.ID, got[0].Status, got[0].ID, kept, status, want)
		}
		now, err := p.Claims(ctx, got[0].Sequence, []graph.ClaimID{c.ID})
		if err != nil || len(now) != 1 {
			return fmt.Errorf("claim %s: %d found (%v)", c.ID, len(now), err)
		}
		if status == graph.Added {
			n := len(now[0].Additions)
			if n != len(c.Additions)+1 || now[0].Additions[n-1].Sequence != got[0].Sequence || !slices.Equal(now[0].Additions[n-1].Quotes, again.Evidence) {
				return fmt.Errorf("claim %s: the evidence added at sequence %d is not there as such: %+v", c.ID, got[0].Sequence, now[0].Additions)
			}
			now[0].Additions = c.Additions
		}
		if err := differ("a claim written again with other words", c.Claim, now[0].Claim); err != nil {
			return err
		}
	}
	return nil
}

// claimIdentity works out a claim's id as the contract words it, independent of the code under test: SHA-256 (first
// 16 bytes) of a version tag and the length-prefixed fields.
func claimIdentity(c *graph.Claim) graph.ClaimID {
	revises := ""
	if c.Revises != (graph.ClaimID{}) {
		revises = c.Revises.String()
	}
	var b []byte
	for _, field := range []string{
		"liaison/claim/1", string(c.Source), string(c.Subject), string(c.Relation), string(c.Object), c.When.String(), string(c.Polarity),
		string(c.Modality), strings.TrimSpace(norm.NFC.String(c.Attribution)), string(c.Place), revises,
	} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(field)))
		b = append(b, field...)
	}
	sum := sha256.Sum256(b)
	return graph.ClaimID(sum[:16])
}
