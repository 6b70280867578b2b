package memstore

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"liaison/graph"
)

// Actors gives the newest versions of those that are recorded.
func (s *Store) Actors(ctx context.Context, seq graph.Sequence, ids []graph.ActorID) ([]graph.Actor, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return nil, err
	}
	var out []graph.Actor
	for _, id := range ids {
		if a, ok := st.actors[id]; ok {
			out = append(out, a)
		}
	}
	return out, nil
}

// ActorsPage lists actors in order of id.
func (s *Store) ActorsPage(ctx context.Context, seq graph.Sequence, kinds []graph.Kind, countries []string, after graph.ActorID, n int) ([]graph.Actor, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return nil, err
	}
	var out []graph.Actor
	for _, id := range slices.Sorted(maps.Keys(st.actors)) {
		a := st.actors[id]
		if id > after && passes(kinds, a.Kind) && passes(countries, a.Country) && len(out) < n {
			out = append(out, a)
		}
	}
	return out, nil
}

// Sources gives the newest versions of those that are recorded.
func (s *Store) Sources(ctx context.Context, seq graph.Sequence, ids []graph.SourceID) ([]graph.SourceState, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return nil, err
	}
	var out []graph.SourceState
	for _, id := range ids {
		if src, ok := st.sources[id]; ok {
			out = append(out, src.SourceState)
		}
	}
	return out, nil
}

// SourcesPage lists sources in order of id.
func (s *Store) SourcesPage(ctx context.Context, seq graph.Sequence, after graph.SourceID, n int) ([]graph.SourceState, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return nil, err
	}
	var out []graph.SourceState
	for _, id := range slices.Sorted(maps.Keys(st.sources)) {
		if id > after && len(out) < n {
			out = append(out, st.sources[id].SourceState)
		}
	}
	return out, nil
}

// Text gives the held text of a source.
func (s *Store) Text(ctx context.Context, seq graph.Sequence, id graph.SourceID) (string, bool, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return "", false, err
	}
	src := st.sources[id]
	if src == nil || !src.Held {
		return "", false, nil
	}
	return src.text, true, nil
}

// Claims gives those that are recorded.
func (s *Store) Claims(ctx context.Context, seq graph.Sequence, ids []graph.ClaimID) ([]graph.ClaimState, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return nil, err
	}
	var out []graph.ClaimState
	for _, id := range ids {
		if c, ok := st.byID[id]; ok {
			out = append(out, c.ClaimState)
		}
	}
	return out, nil
}

// ClaimsPage lists standing claims, newest record first.
func (s *Store) ClaimsPage(ctx context.Context, seq graph.Sequence, q graph.ClaimsQuery, before graph.Sequence, n int) ([]graph.ClaimState, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return nil, err
	}
	if before == 0 {
		before = newest
	}
	var out []graph.ClaimState
	for _, c := range slices.Backward(st.claims) {
		switch {
		case !c.stands(), c.Sequence >= before, len(out) == n:
		case q.Source != "" && c.Source != q.Source:
		case q.Event != "" && c.Event != q.Event:
		case q.Run != "" && c.MadeBy.Run != q.Run:
		case q.Disputed && !c.Disputed:
		case !c.HasWords(q.Words):
		default:
			out = append(out, c.ClaimState)
		}
	}
	return out, nil
}

// Proposals gives those that are recorded.
func (s *Store) Proposals(ctx context.Context, seq graph.Sequence, ids []graph.RecordID) ([]graph.ProposalState, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return nil, err
	}
	var out []graph.ProposalState
	for _, id := range ids {
		if p, ok := st.proposalAt[id]; ok {
			out = append(out, *p)
		}
	}
	return out, nil
}

// ProposalsPage lists proposals in order of sequence.
func (s *Store) ProposalsPage(ctx context.Context, seq graph.Sequence, q graph.ProposalsQuery, after graph.Sequence, n int) (page []graph.ProposalState, total int, err error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return nil, 0, err
	}
	for _, p := range st.proposals {
		if !q.Passes(p) {
			continue
		}
		total++
		if p.Sequence > after && len(page) < n {
			page = append(page, *p)
		}
	}
	return page, total, nil
}

// Readings counts the proposals of sources.
func (s *Store) Readings(ctx context.Context, seq graph.Sequence, waiting bool, after graph.SourceID, n int) ([]graph.Reading, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return nil, err
	}
	of := map[graph.SourceID]graph.Reading{}
	for _, p := range st.proposals {
		r := of[p.Claim.Source]
		r.Source, r.Proposals = p.Claim.Source, r.Proposals+1
		if p.State() == graph.Open {
			r.Open++
		}
		of[r.Source] = r
	}
	var out []graph.Reading
	for _, id := range slices.Sorted(maps.Keys(of)) {
		if r := of[id]; id > after && len(out) < n && (r.Open > 0 || !waiting) {
			out = append(out, r)
		}
	}
	return out, nil
}

// Degrees counts claim ends.
func (s *Store) Degrees(ctx context.Context, seq graph.Sequence, ids []graph.ActorID) ([]int, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return nil, err
	}
	out := make([]int, len(ids))
	for i, id := range ids {
		out[i] = st.degree(id)
	}
	return out, nil
}

// Stats counts what is recorded.
func (s *Store) Stats(ctx context.Context, seq graph.Sequence) (graph.Stats, error) {
	st, err := s.at(ctx, seq)
	if err != nil {
		return graph.Stats{}, err
	}
	out := graph.Stats{
		Actors: len(st.actors), Sources: len(st.sources), Claims: len(st.claims),
		Judgements: st.counts[graph.TypeJudgement], Disputes: st.counts[graph.TypeDispute], Retractions: st.counts[graph.TypeRetraction],
		Proposals: len(st.proposals),
	}
	for _, p := range st.proposals {
		if p.State() == graph.Open {
			out.OpenProposals++
		}
	}
	var standing []*claim
	for _, c := range st.claims {
		if !c.stands() {
			out.Withdrawn++
			continue
		}
		standing = append(standing, c)
		if c.Disputed {
			out.Disputed++
		}
		if c.When.IsZero() {
			out.Undated++
		}
		if len(c.Quotes()) == 0 {
			out.WithoutEvidence++
		}
	}
	for _, src := range st.sources {
		if src.Held {
			out.TextsHeld++
		}
	}
	out.Relations, out.Years = byRelation(standing), byYear(standing)
	kinds := map[graph.Kind]int{}
	for _, a := range st.actors {
		kinds[a.Kind]++
	}
	for k, n := range kinds {
		out.Kinds = append(out.Kinds, graph.KindCount{Kind: k, Actors: n})
	}
	slices.SortFunc(out.Kinds, func(a, b graph.KindCount) int {
		return cmp.Or(cmp.Compare(b.Actors, a.Actors), cmp.Compare(a.Kind, b.Kind))
	})
	return out, nil
}

// byRelation counts claims by relation: most first, then relation.
func byRelation(claims []*claim) []graph.RelationCount {
	counts := map[graph.RelationID]int{}
	for _, c := range claims {
		counts[c.Relation]++
	}
	var out []graph.RelationCount
	for r, n := range counts {
		out = append(out, graph.RelationCount{Relation: r, Claims: n})
	}
	slices.SortFunc(out, func(a, b graph.RelationCount) int {
		return cmp.Or(cmp.Compare(b.Claims, a.Claims), cmp.Compare(a.Relation, b.Relation))
	})
	return out
}

// byYear counts claims by the year of their first day, the years in order, those without a first day last.
func byYear(claims []*claim) []graph.YearCount {
	counts := map[int]int{}
	open := 0
	for _, c := range claims {
		if first, ok := c.When.First(); ok {
			counts[first.Year()]++
		} else {
			open++
		}
	}
	var out []graph.YearCount
	for _, y := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, graph.YearCount{Year: y, Claims: counts[y]})
	}
	if open > 0 {
		out = append(out, graph.YearCount{Open: true, Claims: open})
	}
	return out
}
