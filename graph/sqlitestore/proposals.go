package sqlitestore

import (
	"context"
	"encoding/json"
	"fmt"

	"zombiezen.com/go/sqlite"

	"liaison/graph"
)

func (w *writer) recordProposal(seq graph.Sequence, p *graph.Proposal) error {
	source, err := w.source(p.Claim.Source)
	if err != nil {
		return err
	}
	return w.c.exec(`INSERT INTO proposal (sequence, source, relation, run, score, body) VALUES (?, ?, ?, ?, ?, ?)`,
		seq, source, string(p.Claim.Relation), p.Claim.MadeBy.Run, p.Score, string(p.Body()))
}

func (w *writer) recordReview(seq graph.Sequence, r *graph.Review) error {
	var claim any
	if !r.Claim.IsZero() {
		claim = r.Claim
	}
	return w.c.exec(`INSERT INTO review (sequence, proposal, decision, claim, reason, by, at) SELECT ?, sequence, ?, ?, ?, ?, ? FROM entry WHERE id = ?`,
		seq, string(r.Decision), claim, r.Reason, r.By, r.At, r.Proposal)
}

func (w *writer) knowProposals(k *graph.Knowledge, ids []graph.RecordID) error {
	for _, id := range ids {
		n, err := w.c.number(`SELECT count(*) FROM entry e JOIN proposal p ON p.sequence = e.sequence WHERE e.id = ?`, id)
		if err != nil {
			return err
		}
		if n > 0 {
			k.Proposals[id] = true
		}
	}
	return nil
}

// reviewFields are what readReview reads; the proposal's id is joined from its entry.
const reviewFields = `r.sequence, e.id, r.decision, r.claim, r.reason, r.by, r.at`

func readReview(st *sqlite.Stmt, col int) *graph.Review {
	r := &graph.Review{
		Proposal: recordID(st, col+1), Decision: graph.Decision(st.ColumnText(col + 2)), Reason: st.ColumnText(col + 4), By: st.ColumnText(col + 5), At: st.ColumnText(col + 6),
	}
	if !st.ColumnIsNull(col + 3) {
		r.Claim = recordID(st, col+3)
	}
	return r
}

// proposalsAt reads proposals as they stand at the sequence ?1.
const proposalsAt = `SELECT p.sequence, p.body, ` + reviewFields + ` FROM proposal p JOIN entry e ON e.sequence = p.sequence
	LEFT JOIN review r ON r.sequence = (SELECT max(x.sequence) FROM review x WHERE x.proposal = p.sequence AND x.sequence <= ?1)
	WHERE p.sequence <= ?1 AND `

// proposals reads what a statement that begins with proposalsAt finds.
func (s *Store) proposals(c conn, query string, values ...any) ([]graph.ProposalState, error) {
	var (
		out   []graph.ProposalState
		times = times{c: c}
	)
	err := c.rows(query, func(st *sqlite.Stmt) error {
		p, err := graph.ParseProposal([]byte(st.ColumnText(1)))
		if err != nil {
			return damaged(s.path, fmt.Errorf("the proposal of sequence %d: %w", sequence(st, 0), err))
		}
		state := graph.ProposalState{ID: recordID(st, 3), Proposal: *p, Sequence: sequence(st, 0)}
		if !st.ColumnIsNull(2) {
			state.Review, state.Reviewed.Sequence = readReview(st, 2), sequence(st, 2)
		}
		out = append(out, state)
		return nil
	}, values...)
	for i := range out {
		p := &out[i]
		if err == nil {
			p.Recorded, err = times.of(p.Sequence)
		}
		if err == nil && p.Review != nil {
			p.Reviewed.Recorded, err = times.of(p.Reviewed.Sequence)
		}
	}
	return out, err
}

// Proposals gives those that are recorded, in the order asked for.
func (s *Store) Proposals(ctx context.Context, seq graph.Sequence, ids []graph.RecordID) ([]graph.ProposalState, error) {
	_, at, err := s.seen(ctx, seq)
	if err != nil {
		return nil, err
	}
	return read(ctx, s, func(c conn) ([]graph.ProposalState, error) {
		var out []graph.ProposalState
		for _, id := range ids {
			found, err := s.proposals(c, proposalsAt+`e.id = ?2`, at, id)
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		}
		return out, nil
	})
}

// stateOf is graph.StateAfter of the newest review, in SQL.
const stateOf = `CASE r.decision WHEN 'accept' THEN 'accepted' WHEN 'edit' THEN 'edited' WHEN 'reject' THEN 'rejected' ELSE 'open' END`

// Readings counts the proposals of sources.
func (s *Store) Readings(ctx context.Context, seq graph.Sequence, waiting bool, after graph.SourceID, n int) ([]graph.Reading, error) {
	_, at, err := s.seen(ctx, seq)
	if err != nil || n <= 0 {
		return nil, err
	}
	return read(ctx, s, func(c conn) ([]graph.Reading, error) {
		var out []graph.Reading
		err := c.rows(`SELECT f.id, count(*), count(CASE `+stateOf+` WHEN 'open' THEN 1 END) AS open FROM source f JOIN proposal p ON p.source = f.number
			LEFT JOIN review r ON r.sequence = (SELECT max(x.sequence) FROM review x WHERE x.proposal = p.sequence AND x.sequence <= ?1)
			WHERE p.sequence <= ?1 AND f.id > ?2 GROUP BY f.id HAVING open >= ?3 ORDER BY f.id LIMIT ?4`,
			func(st *sqlite.Stmt) error {
				out = append(out, graph.Reading{Source: graph.SourceID(st.ColumnText(0)), Proposals: int(st.ColumnInt64(1)), Open: int(st.ColumnInt64(2))})
				return nil
			}, at, string(after), map[bool]int{true: 1}[waiting], n)
		return out, err
	})
}

// ProposalsPage lists proposals in order of sequence.
func (s *Store) ProposalsPage(ctx context.Context, seq graph.Sequence, q graph.ProposalsQuery, after graph.Sequence, n int) ([]graph.ProposalState, int, error) {
	snap, at, err := s.seen(ctx, seq)
	if err != nil {
		return nil, 0, err
	}
	where, values := `p.score >= ?2`, []any{at, q.MinScore}
	add := func(condition string, value any) {
		values = append(values, value)
		where += fmt.Sprintf(condition, len(values))
	}
	if q.Source != "" {
		source, known := snap.Source(q.Source)
		if !known {
			return nil, 0, nil
		}
		add(` AND p.source = ?%d`, source)
	}
	if q.Run != "" {
		add(` AND p.run = ?%d`, q.Run)
	}
	if len(q.Relations) > 0 {
		list, err := json.Marshal(q.Relations)
		if err != nil {
			return nil, 0, err
		}
		add(` AND p.relation IN (SELECT value FROM json_each(?%d))`, string(list))
	}
	if q.State != "" {
		add(` AND `+stateOf+` = ?%d`, string(q.State))
	}
	type result struct {
		page  []graph.ProposalState
		total int
	}
	out, err := read(ctx, s, func(c conn) (result, error) {
		total, err := c.number(`SELECT count(*) FROM (`+proposalsAt+where+`)`, values...)
		if err != nil || n <= 0 {
			return result{nil, int(total)}, err
		}
		add(` AND p.sequence > ?%d`, after)
		add(` ORDER BY p.sequence LIMIT ?%d`, n)
		page, err := s.proposals(c, proposalsAt+where, values...)
		return result{page, int(total)}, err
	})
	return out.page, out.total, err
}
