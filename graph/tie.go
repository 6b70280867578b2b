package graph

import (
	"context"
	"slices"
)

// TieView is what a question about one tie returned.
type TieView struct {
	Query     TieQuery // normalized: A and B are cluster ids, as asked
	AsOf      AsOf
	Tie       Tie
	Actors    []ViewActor // A and B, as asked
	Claims    []ViewClaim
	Totals    Totals // peers are left out
	Truncated *Truncated
	Cursor    string
}

// Tie lists the matching claims between two actors, newest day first, undated last. Direction is seen from q.A.
func (e *Explorer) Tie(ctx context.Context, q TieQuery) (*TieView, error) {
	if err := q.Criteria.normalize(e.Ontology()); err != nil {
		return nil, err
	}
	for _, f := range []struct {
		field string
		id    ActorID
	}{{"a", q.A}, {"b", q.B}} {
		if err := checkID(f.field, string(f.id)); err != nil {
			return nil, err
		}
	}
	h := newHasher("liaison/tie/1")
	q.Criteria.key(h)
	h.text(string(q.A))
	h.text(string(q.B))
	key := h.sum()
	from, err := parseCursor(q.Cursor, key, &q.Moment)
	if err != nil {
		return nil, err
	}
	s, err := e.sight(ctx, q.Moment)
	if err != nil {
		return nil, err
	}
	if q.A, err = e.resolveActor(ctx, s, "a", q.A); err != nil {
		return nil, err
	}
	if q.B, err = e.resolveActor(ctx, s, "b", q.B); err != nil {
		return nil, err
	}
	ask := TieAsk{A: min(q.A, q.B), B: max(q.A, q.B), FromA: q.A <= q.B, FromB: q.A >= q.B, Skip: int(from.skip), N: q.Limit}
	answers, err := e.store.Ties(ctx, s.Sequence, e.filter(&q.Criteria, s), []TieAsk{ask})
	if err != nil {
		return nil, err
	}
	t := &answers[0]
	v := &TieView{Query: q, AsOf: s.AsOf, Tie: tieOf(ask.A, ask.B, 1, t), Claims: make([]ViewClaim, 0, len(t.Rows))}
	for _, r := range t.Rows {
		v.Claims = append(v.Claims, viewClaim(r, &q.Criteria))
	}
	actors := slices.Compact([]ActorID{q.A, q.B})
	if v.Actors, err = e.viewActors(ctx, s, actors); err != nil {
		return nil, err
	}
	v.Totals = Totals{Exact: true, Claims: t.Claims, Actors: len(actors), Relations: t.Relations, Years: t.Years}
	shown := ask.Skip + len(v.Claims)
	if shown < t.Claims || ask.Skip > 0 {
		v.Truncated = truncated([]Reason{ByLimit}, Shown{Actors: len(actors), Ties: 1, Claims: len(v.Claims)})
	}
	if shown < t.Claims && len(v.Claims) > 0 {
		v.Cursor = cursor{query: key, sequence: s.Sequence, skip: uint64(shown)}.String()
	}
	return v, nil
}
