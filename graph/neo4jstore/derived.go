package neo4jstore

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"liaison/graph"
)

// derivedPage is about how many decisions are read at a time.
const derivedPage = 5_000

// Derived yields what entries decided, in order. Between pages it holds nothing of the store.
func (s *Store) Derived(ctx context.Context, after, upto graph.Sequence, yield func(graph.Sequence, graph.Derived) error) error {
	if upto == 0 {
		upto = newestSequence
	}
	for more := true; more; {
		page, end, newest, err := s.decisions(ctx, after, upto)
		if err != nil {
			return err
		}
		after, upto = end, newest
		for _, seq := range slices.Sorted(maps.Keys(page)) {
			if err := yield(seq, *page[seq]); err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		more = after < upto
	}
	return nil
}

// decisions reads a page of what was decided after a sequence. It goes as far as end; newest is where the last page ends.
func (s *Store) decisions(ctx context.Context, after, upto graph.Sequence) (page map[graph.Sequence]*graph.Derived, end, newest graph.Sequence, err error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, 0, 0, err
	}
	defer leave()
	p, err := s.at(ctx, upto)
	if err != nil {
		return nil, 0, 0, err
	}
	newest, end = p.sequence, p.sequence
	if after >= newest {
		return nil, newest, newest, nil
	}
	params := map[string]any{"after": int64(after), "upto": int64(newest), "n": derivedPage}
	if newest-after > derivedPage { // else it is a page whatever was decided
		// The page ends with the sequence of its n-th decision of one kind: an entry is never cut in two.
		err := s.each(ctx, everyDecision(`MATCH (x:%s) USING INDEX SEEK x:%s(seq) WHERE x.seq > $after AND x.seq <= $upto RETURN x.seq AS seq ORDER BY seq SKIP $n LIMIT 1`), params, func(r row) {
			end = min(end, graph.Sequence(r.int(0)))
		})
		if err != nil {
			return nil, 0, 0, err
		}
		params["upto"] = int64(end)
	}
	rows, err := s.read(ctx, decided(` WHERE x.seq > $after AND x.seq <= $upto`), params)
	return decodeDerived(rows), end, newest, err
}

// decided asks for decisions.
func decided(where string) string {
	return everyDecision(`MATCH (x:%s) USING INDEX SEEK x:%s(seq)` + where + ` RETURN x`)
}

// everyDecision joins one branch for each kind of decision.
func everyDecision(branch string) string {
	return everyType([]string{"Withdrawal", "DisputePair", "OriginMove"}, branch)
}

// decodeDerived reads decisions, by their sequences.
func decodeDerived(rows []row) map[graph.Sequence]*graph.Derived {
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.props(0).int("place"), b.props(0).int("place")) })
	out := map[graph.Sequence]*graph.Derived{}
	for _, r := range rows {
		x := r.props(0)
		seq := graph.Sequence(x.int("seq"))
		d := out[seq]
		if d == nil {
			d = &graph.Derived{}
			out[seq] = d
		}
		switch {
		case x.has("claim"):
			d.Withdraws = append(d.Withdraws, parseID(x.text("claim")))
		case x.has("origin"):
			d.Moves = append(d.Moves, graph.OriginMove{Source: graph.SourceID(x.text("source")), Origin: graph.SourceID(x.text("origin"))})
		default:
			d.Disputes = append(d.Disputes, graph.DisputePair{A: parseID(x.text("a")), B: parseID(x.text("b")), Rule: x.text("rule"), Open: x.bool("open")})
		}
	}
	for _, d := range out {
		slices.SortFunc(d.Withdraws, compareIDs)
	}
	return out
}
