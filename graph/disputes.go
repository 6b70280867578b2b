package graph

import (
	"context"
	"fmt"
	"slices"
)

// DisputeView is a contradiction between claims, decided by a rule or recorded by somebody.
type DisputeView struct {
	Rule   string   // "polarity" or "date"; empty for a recorded dispute
	ID     RecordID // of the record, or zero
	AsOf   AsOf     // when it was decided
	Topic  string
	Kind   string
	Reason string
	By     string
	At     string
	SideA  []ClaimState // in order of id
	SideB  []ClaimState // empty: the claims of side A are disputed by themselves
	Open   bool         // some pair of it stands at the sequence
}

// DisputePage is a page of the disputes, newest first.
type DisputePage struct {
	AsOf     AsOf
	Disputes []DisputeView
	Total    int
	Cursor   string
}

// claimDisputes lists what stands against a claim: for each pair that holds, the word that decided it.
func (e *Explorer) claimDisputes(ctx context.Context, s sight, d *ClaimDetail) error {
	e.mu.Lock()
	rows := e.logs.standing(d.Claim.ID, s.Sequence)
	e.mu.Unlock()
	seen := map[Sequence]bool{}
	for _, row := range rows {
		if !row.What.Open || row.What.Rule == "" && seen[row.Sequence] {
			continue
		}
		seen[row.Sequence] = true
		v, err := e.dispute(ctx, s, row)
		if err != nil {
			return err
		}
		if v.Open {
			d.Disputes = append(d.Disputes, v)
		}
	}
	return nil
}

// dispute describes the word that decided a pair: the rule's, or the whole record.
func (e *Explorer) dispute(ctx context.Context, s sight, row logged[DisputePair]) (DisputeView, error) {
	var (
		v            DisputeView
		sideA, sideB []ClaimID
	)
	err := e.store.Journal(ctx, nil, row.Sequence-1, row.Sequence, func(en Entry) error {
		v.AsOf = AsOf{en.Sequence, en.Recorded}
		if r, ok := en.Record.(*Dispute); ok && row.What.Rule == "" {
			v.ID, v.Topic, v.Kind, v.Reason, v.By, v.At = en.ID, r.Topic, r.Kind, r.Reason, r.By, r.At
			sideA, sideB = r.SideA, r.SideB
		}
		return nil
	})
	if err != nil {
		return v, err
	}
	if row.What.Rule != "" {
		v.Rule, v.Kind = row.What.Rule, row.What.Rule
		sideA, sideB = []ClaimID{row.What.A}, []ClaimID{row.What.B}
	}
	if v.SideA, err = e.store.Claims(ctx, s.Sequence, sideA); err != nil {
		return v, err
	}
	if v.SideB, err = e.store.Claims(ctx, s.Sequence, sideB); err != nil {
		return v, err
	}
	v.Open = e.anyStands(s, row, v)
	return v, nil
}

// anyStands tells whether one pair of the dispute still stands: the newest word on it says so, and neither claim is
// withdrawn.
func (e *Explorer) anyStands(s sight, row logged[DisputePair], v DisputeView) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	for i := range v.SideA {
		a := &v.SideA[i]
		if a.Withdrawn != 0 {
			continue
		}
		for _, word := range e.logs.standing(a.ID, s.Sequence) {
			if !word.What.Open || row.What.Rule != "" && word.Sequence != row.Sequence {
				continue
			}
			other := word.What.A
			if other == a.ID {
				other = word.What.B
			}
			if other == a.ID && len(v.SideB) == 0 {
				return true
			}
			if slices.ContainsFunc(v.SideB, func(b ClaimState) bool { return b.ID == other && b.Withdrawn == 0 }) {
				return true
			}
		}
	}
	return false
}

// Disputes lists the disputes, recorded and by rule, newest first. Cleared ones are listed with Open false; records
// of kind "compatible" are listed as well.
func (e *Explorer) Disputes(ctx context.Context, q PageQuery) (*DisputePage, error) {
	key := newHasher("liaison/disputes/1").sum()
	from, s, err := e.page(ctx, &q, key)
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	rows := slices.Clone(e.logs.pairList[:until(e.logs.pairList, s.Sequence)])
	e.mu.Unlock()
	// One line a rule's pair, one line a record however many pairs it names.
	rows = slices.CompactFunc(rows, func(a, b logged[DisputePair]) bool {
		return a.Sequence == b.Sequence && a.What.Rule == "" && b.What.Rule == ""
	})
	slices.Reverse(rows)
	p := &DisputePage{AsOf: s.AsOf, Total: len(rows)}
	rows = rows[min(int(from.skip), len(rows)):]
	if len(rows) > q.Limit {
		rows = rows[:q.Limit]
		p.Cursor = cursor{query: key, sequence: s.Sequence, skip: from.skip + uint64(q.Limit)}.String()
	}
	for _, row := range rows {
		v, err := e.dispute(ctx, s, row)
		if err != nil {
			return nil, fmt.Errorf("dispute at sequence %d: %w", row.Sequence, err)
		}
		p.Disputes = append(p.Disputes, v)
	}
	return p, nil
}
