package neo4jstore

import (
	"context"
	"slices"

	"liaison/graph"
)

// proposalProps gives the properties of a proposal's log node: all of it as JSON, and what it is asked for by or people
// look at.
func proposalProps(p *graph.Proposal) map[string]any {
	c := &p.Claim
	out := map[string]any{"body": string(p.Body()), "source": string(c.Source), "relation": string(c.Relation), "score": p.Score}
	put(out, "run", c.MadeBy.Run)
	put(out, "subject", c.Subject)
	put(out, "object", c.Object)
	put(out, "statement", c.Statement)
	return out
}

func reviewProps(r *graph.Review) map[string]any {
	out := map[string]any{"proposal": r.Proposal.String(), "decision": string(r.Decision)}
	if !r.Claim.IsZero() {
		out["claim"] = r.Claim.String()
	}
	putDecision(out, r.Reason, r.By, r.At)
	return out
}

func decodeReview(p props) *graph.Review {
	return &graph.Review{
		Proposal: parseID(p.text("proposal")), Decision: graph.Decision(p.text("decision")), Claim: parseID(p.text("claim")),
		Reason: p.text("reason"), By: p.text("by"), At: p.text("at"),
	}
}

func (w *writer) knowProposals(k *graph.Knowledge, ids []graph.RecordID) error {
	return w.chunks(idTexts(ids), `UNWIND $ids AS id MATCH (n:Record {record: id}) USING INDEX SEEK n:Record(record) WHERE n:Proposal RETURN id`, func(r row) error {
		k.Proposals[parseID(r.text(0))] = true
		return nil
	})
}

// newestReview is the review of the proposal p that holds at $s.
const newestReview = `COLLECT { MATCH (r:Review) USING INDEX SEEK r:Review(proposal, seq) WHERE r.proposal = p.record AND r.seq <= $s RETURN r ORDER BY r.proposal DESC, r.seq DESC LIMIT 1 }[0]`

const reviewState = `CASE coalesce(r.decision, 'reopen') WHEN 'accept' THEN 'accepted' WHEN 'edit' THEN 'edited' WHEN 'reject' THEN 'rejected' ELSE 'open' END`

// proposalStates reads rows of a proposal and its review.
func (s *Store) proposalStates(rows []row) ([]graph.ProposalState, error) {
	var out []graph.ProposalState
	for _, r := range rows {
		x := r.props(0)
		p, err := graph.ParseProposal([]byte(x.text("body")))
		if err != nil {
			return nil, s.damaged("the proposal " + x.text("record") + ": " + err.Error())
		}
		state := graph.ProposalState{ID: parseID(x.text("record")), Proposal: *p, Sequence: graph.Sequence(x.int("seq")), Recorded: x.time("recorded")}
		if !r.null(1) {
			y := r.props(1)
			state.Review, state.Reviewed = decodeReview(y), graph.AsOf{Sequence: graph.Sequence(y.int("seq")), Recorded: y.time("recorded")}
		}
		out = append(out, state)
	}
	return out, nil
}

// Proposals gives those that are recorded, in the order asked for.
func (s *Store) Proposals(ctx context.Context, seq graph.Sequence, ids []graph.RecordID) ([]graph.ProposalState, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return nil, err
	}
	defer leave()
	if len(ids) == 0 || !p.proposals {
		return nil, nil
	}
	found := map[graph.RecordID]graph.ProposalState{}
	for part := range slices.Chunk(distinct(ids), chunk) {
		rows, err := s.read(ctx, `UNWIND $ids AS id MATCH (p:Record {record: id}) USING INDEX SEEK p:Record(record) WHERE p:Proposal AND p.seq <= $s RETURN p, `+newestReview,
			map[string]any{"ids": idTexts(part), "s": int64(p.sequence)})
		if err != nil {
			return nil, err
		}
		states, err := s.proposalStates(rows)
		if err != nil {
			return nil, err
		}
		for _, st := range states {
			found[st.ID] = st
		}
	}
	var out []graph.ProposalState
	for _, id := range ids {
		if st, ok := found[id]; ok {
			out = append(out, st)
		}
	}
	return out, nil
}

// ProposalsPage lists proposals in order of sequence.
func (s *Store) ProposalsPage(ctx context.Context, seq graph.Sequence, q graph.ProposalsQuery, after graph.Sequence, n int) ([]graph.ProposalState, int, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return nil, 0, err
	}
	defer leave()
	if !p.proposals {
		return nil, 0, nil
	}
	cypher := `MATCH (p:Proposal) USING INDEX SEEK p:Proposal(seq) WHERE p.seq <= $s`
	if q.Source != "" {
		cypher = `MATCH (p:Proposal) USING INDEX SEEK p:Proposal(source, seq) WHERE p.source = $source AND p.seq <= $s`
	}
	cypher += ` AND p.score >= $score`
	params := map[string]any{"s": int64(p.sequence), "source": string(q.Source), "score": q.MinScore, "run": q.Run, "relations": stringsOf(q.Relations), "state": string(q.State)}
	if q.Run != "" {
		cypher += ` AND p.run = $run`
	}
	if len(q.Relations) > 0 {
		cypher += ` AND p.relation IN $relations`
	}
	cypher += ` WITH p, ` + newestReview + ` AS r`
	if q.State != "" {
		cypher += ` WHERE ` + reviewState + ` = $state`
	}
	rows, err := s.read(ctx, cypher+` RETURN count(*)`, params)
	if err != nil || n <= 0 {
		return nil, rowsCount(rows), err
	}
	total := rowsCount(rows)
	params["after"], params["n"] = int64(min(after, newestSequence>>1)), n
	if rows, err = s.read(ctx, cypher+` WITH p, r WHERE p.seq > $after RETURN p, r ORDER BY p.seq LIMIT $n`, params); err != nil {
		return nil, 0, err
	}
	page, err := s.proposalStates(rows)
	return page, total, err
}

// Readings counts the proposals of sources.
func (s *Store) Readings(ctx context.Context, seq graph.Sequence, waiting bool, after graph.SourceID, n int) ([]graph.Reading, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return nil, err
	}
	defer leave()
	if !p.proposals || n <= 0 {
		return nil, nil
	}
	var out []graph.Reading
	err = s.each(ctx, `MATCH (p:Proposal) USING INDEX SEEK p:Proposal(source, seq) WHERE p.source > $after AND p.seq <= $s WITH p, `+newestReview+` AS r
		WITH p.source AS source, count(*) AS found, count(CASE `+reviewState+` WHEN 'open' THEN 1 END) AS open WHERE open >= $open RETURN source, found, open ORDER BY source LIMIT $n`,
		map[string]any{"s": int64(p.sequence), "after": string(after), "open": map[bool]int{true: 1}[waiting], "n": n},
		func(r row) {
			out = append(out, graph.Reading{Source: graph.SourceID(r.text(0)), Proposals: r.int(1), Open: r.int(2)})
		})
	return out, err
}

// rowsCount is the number that a statement gave.
func rowsCount(rows []row) int {
	if len(rows) == 0 {
		return 0
	}
	return rows[0].int(0)
}

// countProposals counts those recorded, and those that are open.
func (s *Store) countProposals(ctx context.Context, p point, out *graph.Stats) error {
	if !p.proposals {
		return nil
	}
	return s.each(ctx, `MATCH (p:Proposal) USING INDEX SEEK p:Proposal(seq) WHERE p.seq <= $s WITH p, `+newestReview+` AS r RETURN count(*), count(CASE `+reviewState+` WHEN 'open' THEN 1 END)`,
		map[string]any{"s": int64(p.sequence)}, func(r row) { out.Proposals, out.OpenProposals = r.int(0), r.int(1) })
}
