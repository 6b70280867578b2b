package sqlitestore

import (
	"context"
	"encoding/json"
	"time"

	"zombiezen.com/go/sqlite"

	"liaison/graph"
	"liaison/graph/index"
)

// Claims gives those that are recorded by seq.
func (s *Store) Claims(ctx context.Context, seq graph.Sequence, ids []graph.ClaimID) ([]graph.ClaimState, error) {
	snap, at, err := s.seen(ctx, seq)
	if err != nil {
		return nil, err
	}
	return read(ctx, s, func(c conn) ([]graph.ClaimState, error) {
		var out []graph.ClaimState
		for _, id := range ids {
			claim, err := s.claimSequence(c, id)
			if err != nil {
				return nil, err
			}
			if claim == 0 || claim > at {
				continue
			}
			found, err := s.loadClaims(c, snap, at, claim, claim)
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		}
		return out, s.finish(c, snap, at, out)
	})
}

// loadClaims reads the claims of a range of sequences as they stand at one: all but what finish adds.
func (s *Store) loadClaims(c conn, snap index.Snapshot, at, from, to graph.Sequence) ([]graph.ClaimState, error) {
	var out []graph.ClaimState
	err := c.rows(`SELECT c.sequence, c.id, c.subject, c.relation, c.object, c.day, c.marks, c.provenance, d.edtf, d.stamp,
			w.statement, w.attribution, w.when_text, w.event, w.place, w.third, w.revises
		FROM claim c LEFT JOIN dating d ON d.claim = c.sequence LEFT JOIN wording w ON w.claim = c.sequence
		WHERE c.sequence >= ? AND c.sequence <= ? ORDER BY c.sequence`, func(st *sqlite.Stmt) error {
		cs, err := s.claimRow(st, snap)
		if n, ok := snap.Number(cs.Sequence); ok {
			cs.Withdrawn, cs.Disputed = snap.Withdrawn(n, at), snap.Disputed(n, at)
		}
		out = append(out, cs)
		return err
	}, from, to)
	if err != nil || len(out) == 0 {
		return nil, err
	}
	i := 0
	err = c.rows(`SELECT claim, entry, body, start, end FROM quote WHERE claim >= ? AND claim <= ? ORDER BY claim, place`, func(st *sqlite.Stmt) error {
		claim, entry := sequence(st, 0), sequence(st, 1)
		q := graph.Quote{Text: st.ColumnText(2), Start: st.ColumnInt(3), End: st.ColumnInt(4)}
		for i < len(out) && out[i].Sequence < claim {
			i++
		}
		switch cs := &out[min(i, len(out)-1)]; {
		case cs.Sequence != claim || entry > at:
		case entry == claim:
			cs.Evidence = append(cs.Evidence, q)
		case len(cs.Additions) > 0 && cs.Additions[len(cs.Additions)-1].Sequence == entry:
			last := &cs.Additions[len(cs.Additions)-1]
			last.Quotes = append(last.Quotes, q)
		default:
			cs.Additions = append(cs.Additions, graph.Addition{Quotes: []graph.Quote{q}, Sequence: entry})
		}
		return nil
	}, from, to)
	return out, err
}

// claimRow reads a claim from a row of loadClaims.
func (s *Store) claimRow(st *sqlite.Stmt, snap index.Snapshot) (graph.ClaimState, error) {
	cs := graph.ClaimState{ID: recordID(st, 1), Sequence: sequence(st, 0)}
	c := &cs.Claim
	c.Subject, c.Object = snap.ActorID(number(st, 2)), snap.ActorID(number(st, 4))
	c.Relation = s.relations[s.numbers.place[st.ColumnInt64(3)]]
	marks := st.ColumnInt64(6)
	c.Confidence = int(marks & 127)
	c.Polarity, c.Modality, c.WhenBasis, _ = index.Unflag(uint8(marks >> 7))

	n := number(st, 7)
	p, cat := snap.Provenances()[n], s.catalog.Load()
	c.Source, c.MadeBy = snap.SourceID(p.Source), cat.makers[p.Maker]
	if cat.relays[n] {
		c.Relays = snap.SourceID(p.Voice)
	}
	cs.Origin = snap.SourceID(p.Origin)

	var err error
	if !st.ColumnIsNull(5) {
		c.When = graph.ExactDay(graph.Day(st.ColumnInt64(5)))
	} else if !st.ColumnIsNull(8) {
		c.When, err = dateOf(st, 8)
	}
	if st.ColumnIsNull(10) {
		return cs, err
	}
	c.Statement, c.Attribution, c.WhenText, c.Event = st.ColumnText(10), st.ColumnText(11), st.ColumnText(12), st.ColumnText(13)
	if !st.ColumnIsNull(14) {
		c.Place = snap.ActorID(number(st, 14))
	}
	if err == nil && !st.ColumnIsNull(15) {
		err = json.Unmarshal([]byte(st.ColumnText(15)), &c.Third)
	}
	if !st.ColumnIsNull(16) {
		c.Revises = recordID(st, 16)
	}
	return cs, err
}

// finish adds the record times and the origins at a sequence.
func (s *Store) finish(c conn, snap index.Snapshot, at graph.Sequence, claims []graph.ClaimState) error {
	clock := times{c: c}
	for i := range claims {
		cs := &claims[i]
		var err error
		if cs.Recorded, err = clock.of(cs.Sequence); err != nil {
			return err
		}
		for k := range cs.Additions {
			if cs.Additions[k].Recorded, err = clock.of(cs.Additions[k].Sequence); err != nil {
				return err
			}
		}
		voice, _ := snap.Source(cs.Voice())
		moved, err := c.row(`SELECT origin FROM move WHERE source = ? AND sequence <= ? ORDER BY sequence DESC, place DESC LIMIT 1`, func(st *sqlite.Stmt) {
			cs.Origin = snap.SourceID(number(st, 0))
		}, voice, at)
		_ = moved // else the stamp holds
		if err != nil {
			return err
		}
	}
	return nil
}

// times finds record times; sequences near each other mostly need one look into the file.
type times struct {
	c           conn
	first, last graph.Sequence // the sequences that follow from the row
	recorded    time.Time      // of the first one
}

func (t *times) of(seq graph.Sequence) (time.Time, error) {
	if seq < t.first || seq > t.last || t.last == 0 {
		first, recorded, err := momentOf(t.c, seq)
		if err != nil {
			return time.Time{}, err
		}
		next, err := t.c.number(`SELECT min(sequence) FROM moment WHERE sequence > ?`, seq)
		if err != nil {
			return time.Time{}, err
		}
		t.first, t.recorded = first, recorded.Add(-time.Duration(seq-first)*time.Microsecond)
		if t.last = graph.Sequence(next) - 1; next == 0 {
			t.last = seq // what follows may not be written yet
		}
	}
	return t.recorded.Add(time.Duration(seq-t.first) * time.Microsecond), nil
}
