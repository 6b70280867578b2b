package sqlitestore

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"zombiezen.com/go/sqlite"

	"liaison/graph"
	"liaison/graph/index"
)

// Limits of what is read at a time, so that no connection is kept, and no old page of the file held on to, while the
// caller does something else.
const (
	journalPage  = 512
	journalTexts = 4 << 20 // bytes of texts
)

// Journal yields entries in order.
func (s *Store) Journal(ctx context.Context, types []graph.RecordType, after, upto graph.Sequence, yield func(graph.Entry) error) error {
	for {
		snap, at, err := s.seen(ctx, ^graph.Sequence(0))
		if err != nil {
			return err
		}
		if upto == 0 || upto > at {
			upto = at
		}
		j := &journal{s: s, snap: snap, types: types, upto: upto}
		page, err := read(ctx, s, func(c conn) ([]graph.Entry, error) {
			j.c, j.times = c, times{c: c}
			return j.page(after)
		})
		if err != nil {
			return err
		}
		for _, e := range page {
			if err := yield(e); err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if len(page) == 0 {
			return nil
		}
		after = page[len(page)-1].Sequence
	}
}

// journal is one page of a journal under way.
type journal struct {
	s     *Store
	c     conn
	snap  index.Snapshot
	types []graph.RecordType
	upto  graph.Sequence
	times times
}

// page reads the next entries after a sequence; none at the end.
func (j *journal) page(after graph.Sequence) ([]graph.Entry, error) {
	entries, whole, err := j.others(after)
	if err != nil {
		return nil, err
	}
	// Where more entries follow, claims behind the last of them belong to the next page.
	upto := j.upto
	if !whole {
		upto = entries[len(entries)-1].Sequence
	}
	if len(j.types) == 0 || slices.Contains(j.types, graph.TypeClaim) {
		claims, last, err := j.claims(after, upto)
		if err != nil {
			return nil, err
		}
		if last < upto { // the claims fill the page before its end
			entries = slices.DeleteFunc(entries, func(e graph.Entry) bool { return e.Sequence > last })
		}
		entries = append(entries, claims...)
	}
	slices.SortFunc(entries, func(a, b graph.Entry) int { return int(int64(a.Sequence) - int64(b.Sequence)) })
	if len(entries) == 0 {
		return nil, nil
	}
	for i := range entries {
		if entries[i].Recorded, err = j.times.of(entries[i].Sequence); err != nil {
			return nil, err
		}
	}
	return entries, j.decide(entries)
}

// others reads entries that are not claims; whole tells that there are no more.
func (j *journal) others(after graph.Sequence) (out []graph.Entry, whole bool, err error) {
	type head struct {
		seq graph.Sequence
		t   graph.RecordType
		id  graph.RecordID
	}
	var heads []head
	whole = true
	err = j.c.rows(`SELECT sequence, type, id FROM entry WHERE sequence > ? AND sequence <= ? ORDER BY sequence`, func(st *sqlite.Stmt) error {
		t := graph.RecordType(st.ColumnText(1))
		if len(j.types) > 0 && !slices.Contains(j.types, t) {
			return nil
		}
		heads = append(heads, head{sequence(st, 0), t, recordID(st, 2)})
		if len(heads) == journalPage {
			whole = false
			return errEnough
		}
		return nil
	}, after, j.upto)
	if err != nil && err != errEnough {
		return nil, false, err
	}
	texts := 0
	for _, h := range heads {
		r, err := j.record(h.t, h.seq)
		if err != nil {
			return nil, false, fmt.Errorf("record %d: %w", h.seq, err)
		}
		out = append(out, graph.Entry{Sequence: h.seq, ID: h.id, Record: r})
		if src, ok := r.(*graph.Source); ok {
			if texts += len(src.Text); texts > journalTexts {
				return out, false, nil
			}
		}
	}
	return out, whole, nil
}

var errEnough = fmt.Errorf("enough")

// claims reads claims after a sequence, up to one; last is how far it got.
func (j *journal) claims(after, upto graph.Sequence) (out []graph.Entry, last graph.Sequence, err error) {
	last, err = upto, nil
	n, err := j.c.number(`SELECT sequence FROM claim WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT 1 OFFSET ?`, after, upto, journalPage)
	if err != nil {
		return nil, 0, err
	}
	if n > 0 {
		last = graph.Sequence(n) - 1
	}
	states, err := j.s.loadClaims(j.c, j.snap, j.upto, after+1, last)
	for i := range states {
		cs := &states[i]
		out = append(out, graph.Entry{Sequence: cs.Sequence, ID: cs.ID, Record: &cs.Claim, Derived: graph.Derived{Origin: cs.Origin}})
	}
	return out, last, err
}

// record reads one record that is not a claim.
func (j *journal) record(t graph.RecordType, seq graph.Sequence) (graph.Record, error) {
	var (
		out     graph.Record
		problem error
	)
	one := func(query string, f func(*sqlite.Stmt)) error {
		found, err := j.c.row(query, f, seq)
		if err == nil && !found {
			err = damaged(j.s.path, fmt.Errorf("the %s of sequence %d is missing", t, seq))
		}
		return firstOf(err, problem)
	}
	source := func(st *sqlite.Stmt, col int) graph.SourceID {
		if st.ColumnIsNull(col) {
			return ""
		}
		return j.snap.SourceID(number(st, col))
	}
	switch t {
	case graph.TypeActor:
		v, err := readActor(j.c, `SELECT v.sequence, a.id, v.name, v.kind, v.country, v.valid, v.description, v.aliases, v.codes FROM actor_version v
			JOIN actor a ON a.number = v.actor WHERE v.sequence = ?`, seq)
		if err == nil && v == nil {
			err = damaged(j.s.path, fmt.Errorf("the actor of sequence %d is missing", seq))
		}
		if err != nil {
			return nil, err
		}
		return &v.Actor, nil
	case graph.TypeSource:
		l := newSourceList(j.c, j.snap, j.upto)
		texted := uint32(0)
		err := one(`SELECT sequence, publisher, title, url, published, language, kind, relays, summary, source, texted FROM source_version WHERE sequence = ?`, func(st *sqlite.Stmt) {
			src := l.version(st, number(st, 9))
			out = &src
			if st.ColumnBool(10) {
				texted = number(st, 9) + 1
			}
		})
		if err == nil && texted > 0 {
			out.(*graph.Source).Text, _, err = heldText(j.c, texted-1, seq)
		}
		return out, err
	case graph.TypeRelay:
		return out, one(`SELECT source, relays, similarity, reason, by, at FROM relay WHERE sequence = ?`, func(st *sqlite.Stmt) {
			out = &graph.Relay{Source: source(st, 0), Relays: source(st, 1), Similarity: st.ColumnInt(2), Reason: st.ColumnText(3), By: st.ColumnText(4), At: st.ColumnText(5)}
		})
	case graph.TypeRetraction:
		return out, one(`SELECT claim, run, reason, by, at FROM retraction WHERE sequence = ?`, func(st *sqlite.Stmt) {
			r := &graph.Retraction{Run: st.ColumnText(1), Reason: st.ColumnText(2), By: st.ColumnText(3), At: st.ColumnText(4)}
			if !st.ColumnIsNull(0) {
				r.Claim = recordID(st, 0)
			}
			out = r
		})
	case graph.TypeJudgement:
		return out, one(`SELECT a, b, verdict, reason, by, at FROM judgement WHERE sequence = ?`, func(st *sqlite.Stmt) {
			out = &graph.Judgement{A: graph.ActorID(st.ColumnText(0)), B: graph.ActorID(st.ColumnText(1)), Verdict: graph.Verdict(st.ColumnText(2)),
				Reason: st.ColumnText(3), By: st.ColumnText(4), At: st.ColumnText(5)}
		})
	case graph.TypeDispute:
		return out, one(`SELECT topic, kind, side_a, side_b, reason, by, at FROM dispute WHERE sequence = ?`, func(st *sqlite.Stmt) {
			d := &graph.Dispute{Topic: st.ColumnText(0), Kind: st.ColumnText(1), Reason: st.ColumnText(4), By: st.ColumnText(5), At: st.ColumnText(6)}
			problem = firstOf(json.Unmarshal([]byte(st.ColumnText(2)), &d.SideA), json.Unmarshal([]byte(st.ColumnText(3)), &d.SideB))
			out = d
		})
	case graph.TypeEvidence:
		return j.evidence(seq)
	case graph.TypeProposal:
		return out, one(`SELECT body FROM proposal WHERE sequence = ?`, func(st *sqlite.Stmt) {
			var p *graph.Proposal
			p, problem = graph.ParseProposal([]byte(st.ColumnText(0)))
			out = p
		})
	case graph.TypeReview:
		return out, one(`SELECT `+reviewFields+` FROM review r JOIN entry e ON e.sequence = r.proposal WHERE r.sequence = ?`, func(st *sqlite.Stmt) { out = readReview(st, 0) })
	}
	return nil, damaged(j.s.path, fmt.Errorf("sequence %d has the type %q", seq, t))
}

func (j *journal) evidence(seq graph.Sequence) (graph.Record, error) {
	e := &graph.Evidence{}
	found, err := j.c.row(`SELECT c.id FROM evidence e JOIN claim c ON c.sequence = e.claim WHERE e.sequence = ?`, func(st *sqlite.Stmt) { e.Claim = recordID(st, 0) }, seq)
	if err != nil || !found {
		return nil, firstOf(err, damaged(j.s.path, fmt.Errorf("the evidence of sequence %d is missing", seq)))
	}
	err = j.c.rows(`SELECT q.body, q.start, q.end FROM evidence e JOIN quote q ON q.claim = e.claim AND q.entry = e.sequence WHERE e.sequence = ? ORDER BY q.place`, func(st *sqlite.Stmt) error {
		e.Quotes = append(e.Quotes, graph.Quote{Text: st.ColumnText(0), Start: st.ColumnInt(1), End: st.ColumnInt(2)})
		return nil
	}, seq)
	return e, err
}

// decide adds what entries decided besides themselves.
func (j *journal) decide(entries []graph.Entry) error {
	at := map[graph.Sequence]*graph.Derived{}
	for i := range entries {
		at[entries[i].Sequence] = &entries[i].Derived
	}
	first, last := entries[0].Sequence, entries[len(entries)-1].Sequence
	return derived(j.c, j.snap, first, last, func(seq graph.Sequence) *graph.Derived { return at[seq] })
}

// derived reads decisions of a range of sequences into what of gives for each; nil leaves one out.
func derived(c conn, snap index.Snapshot, first, last graph.Sequence, of func(graph.Sequence) *graph.Derived) error {
	id := func(seq graph.Sequence) graph.ClaimID {
		n, ok := snap.Number(seq)
		if !ok {
			return graph.ClaimID{}
		}
		return snap.ID(n)
	}
	withdrew := []*graph.Derived{}
	err := c.rows(`SELECT sequence, claim FROM withdrawal WHERE sequence >= ? AND sequence <= ? ORDER BY sequence`, func(st *sqlite.Stmt) error {
		if d := of(sequence(st, 0)); d != nil {
			d.Withdraws = append(d.Withdraws, id(sequence(st, 1)))
			withdrew = append(withdrew, d)
		}
		return nil
	}, first, last)
	if err != nil {
		return err
	}
	for i, d := range withdrew {
		if i == 0 || withdrew[i-1] != d {
			slices.SortFunc(d.Withdraws, func(a, b graph.ClaimID) int { return bytes.Compare(a[:], b[:]) })
		}
	}
	err = c.rows(`SELECT sequence, a, b, rule, open FROM pair WHERE sequence >= ? AND sequence <= ? ORDER BY sequence, place`, func(st *sqlite.Stmt) error {
		if d := of(sequence(st, 0)); d != nil {
			d.Disputes = append(d.Disputes, graph.DisputePair{A: id(sequence(st, 1)), B: id(sequence(st, 2)), Rule: st.ColumnText(3), Open: st.ColumnBool(4)})
		}
		return nil
	}, first, last)
	if err != nil {
		return err
	}
	return c.rows(`SELECT sequence, source, origin FROM move WHERE sequence >= ? AND sequence <= ? ORDER BY sequence, place`, func(st *sqlite.Stmt) error {
		if d := of(sequence(st, 0)); d != nil {
			d.Moves = append(d.Moves, graph.OriginMove{Source: snap.SourceID(number(st, 1)), Origin: snap.SourceID(number(st, 2))})
		}
		return nil
	}, first, last)
}

// Derived yields what entries decided, in order.
func (s *Store) Derived(ctx context.Context, after, upto graph.Sequence, yield func(graph.Sequence, graph.Derived) error) error {
	snap, at, err := s.seen(ctx, ^graph.Sequence(0))
	if err != nil {
		return err
	}
	if upto == 0 || upto > at {
		upto = at
	}
	for after < upto {
		found := map[graph.Sequence]*graph.Derived{}
		last, err := read(ctx, s, func(c conn) (graph.Sequence, error) {
			// The page ends with the sequence of the n-th decision.
			last, err := c.number(`SELECT sequence FROM (SELECT sequence FROM withdrawal WHERE sequence > ?1 AND sequence <= ?2
				UNION ALL SELECT sequence FROM pair WHERE sequence > ?1 AND sequence <= ?2
				UNION ALL SELECT sequence FROM move WHERE sequence > ?1 AND sequence <= ?2) ORDER BY sequence LIMIT 1 OFFSET ?3`, after, upto, 8*journalPage)
			if err != nil {
				return 0, err
			}
			if last == 0 {
				last = int64(upto)
			}
			return graph.Sequence(last), derived(c, snap, after+1, graph.Sequence(last), func(seq graph.Sequence) *graph.Derived {
				if found[seq] == nil {
					found[seq] = &graph.Derived{}
				}
				return found[seq]
			})
		})
		if err != nil {
			return err
		}
		order := make([]graph.Sequence, 0, len(found))
		for seq := range found {
			order = append(order, seq)
		}
		slices.Sort(order)
		for _, seq := range order {
			if err := yield(seq, *found[seq]); err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		after = last
	}
	return nil
}
