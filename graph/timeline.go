package graph

import (
	"context"
	"fmt"
)

// TimelineQuery asks when the claims around actors lie in time.
type TimelineQuery struct {
	Criteria
	Actors []ActorID // whose claims, each of them once
	Peer   ActorID   // only the claims with this one at the other end: the timeline of a tie
	Bucket Bucket    // default: by days where that is a quarter of a year, by months where it is twenty years, else by years
}

// Timeline is what a question about time returned.
type Timeline struct {
	Query     TimelineQuery // normalized: Actors and Peer are cluster ids, Bucket is the one that was counted by
	AsOf      AsOf
	Periods   []Period // from the first to the last day that a date of the claims names, within the window; none is left out
	Count     int      // claims
	Undated   int      // of these, the claims without a date
	Actors    []ViewActor
	Claims    []ViewClaim // newest day first, undated last, then id
	Truncated *Truncated
	Cursor    string
}

func (q *TimelineQuery) normalize(o *Ontology) error {
	if err := q.Criteria.normalize(o); err != nil {
		return err
	}
	q.Actors = sortedSet(q.Actors)
	switch {
	case len(q.Actors) == 0:
		return Invalid("actor", "", "is missing; give at least one actor")
	case len(q.Actors) > MaxSeeds:
		return Invalid("actor", fmt.Sprint(len(q.Actors)), "%d actors are too many for one timeline; at most %d are allowed", len(q.Actors), MaxSeeds)
	}
	for _, a := range q.Actors {
		if err := checkID("actor", string(a)); err != nil {
			return err
		}
	}
	if q.Peer != "" {
		if err := checkID("peer", string(q.Peer)); err != nil {
			return err
		}
	}
	if q.Bucket != "" {
		return oneOf("bucket", q.Bucket, Buckets())
	}
	return nil
}

func (q *TimelineQuery) key() RecordID {
	h := newHasher("liaison/timeline/1")
	q.Criteria.key(h)
	hashTexts(h, q.Actors)
	h.text(string(q.Peer))
	h.text(string(q.Bucket))
	return h.sum()
}

// Timeline counts the matching claims around actors by periods, and lists them.
func (e *Explorer) Timeline(ctx context.Context, q TimelineQuery) (*Timeline, error) {
	if err := q.normalize(e.Ontology()); err != nil {
		return nil, err
	}
	key := q.key()
	from, err := parseCursor(q.Cursor, key, &q.Moment)
	if err != nil {
		return nil, err
	}
	s, err := e.sight(ctx, q.Moment)
	if err != nil {
		return nil, err
	}
	for i, a := range q.Actors {
		if q.Actors[i], err = e.resolveActor(ctx, s, "actor", a); err != nil {
			return nil, err
		}
	}
	q.Actors = sortedSet(q.Actors)
	if q.Peer != "" {
		if q.Peer, err = e.resolveActor(ctx, s, "peer", q.Peer); err != nil {
			return nil, err
		}
	}
	ask := LineAsk{Actors: q.Actors, Peer: q.Peer, Skip: int(from.skip), N: q.Limit}
	got, err := e.store.Line(ctx, s.Sequence, e.filter(&q.Criteria, s), ask)
	if err != nil {
		return nil, err
	}
	t := &Timeline{AsOf: s.AsOf, Claims: make([]ViewClaim, 0, len(got.Rows))}
	for _, d := range got.Dates {
		t.Count += d.Claims
		if d.When.IsZero() {
			t.Undated += d.Claims
		}
	}
	if t.Periods, q.Bucket, err = countPeriods(got.Dates, &q); err != nil {
		return nil, err
	}
	t.Query = q
	for _, r := range got.Rows {
		t.Claims = append(t.Claims, viewClaim(r, &q.Criteria))
	}
	if t.Actors, err = e.lineActors(ctx, s, &q, got.Rows); err != nil {
		return nil, err
	}
	shown := ask.Skip + len(t.Claims)
	if shown < t.Count || ask.Skip > 0 {
		t.Truncated = truncated([]Reason{ByLimit}, Shown{Actors: len(t.Actors), Claims: len(t.Claims)})
	}
	if shown < t.Count && len(t.Claims) > 0 {
		t.Cursor = cursor{query: key, sequence: s.Sequence, skip: uint64(shown)}.String()
	}
	return t, nil
}

// countPeriods counts by the bucket of a question, or by the one that fits.
func countPeriods(dates []DateCount, q *TimelineQuery) ([]Period, Bucket, error) {
	window := AllTime()
	if q.Windowed {
		window = q.Window
	}
	days, some := extent(dates, window)
	if !some {
		return []Period{}, q.Bucket, nil
	}
	b, err := chooseBucket(q.Bucket, days)
	if err != nil {
		return nil, b, err
	}
	whole := Window{max(b.start(days.From), window.From), min(b.next(days.To)-1, window.To)}
	return periods(dates, b, whole), b, nil
}

// lineActors describes whose timeline it is, and then who else has an end of the claims shown.
func (e *Explorer) lineActors(ctx context.Context, s sight, q *TimelineQuery, rows []ClaimRow) ([]ViewActor, error) {
	var order []ActorID
	seen := map[ActorID]bool{"": true}
	add := func(a ActorID) {
		if !seen[a] {
			seen[a] = true
			order = append(order, a)
		}
	}
	for _, a := range q.Actors {
		add(a)
	}
	add(q.Peer)
	for _, r := range rows {
		add(s.identity.Of(r.Subject))
		add(s.identity.Of(r.Object))
	}
	out, err := e.viewActors(ctx, s, order)
	for i := range out {
		if i >= len(q.Actors) {
			out[i].Hop = 1
		}
	}
	return out, err
}
