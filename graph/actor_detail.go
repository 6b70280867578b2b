package graph

import (
	"context"
	"slices"
)

// ActorDetail is what there is to say about one actor.
type ActorDetail struct {
	AsOf       AsOf
	Actor      Actor   // the newest version at the sequence of the cluster's least member
	Members    []Actor // of a cluster of two or more, the least first
	Degree     int
	Totals     Totals     // of all claims that touch it, at any time
	Peers      []ViewPeer // the busiest ones
	Judgements []JudgementRow
}

// ViewPeer is a neighbour with its number of claims.
type ViewPeer struct {
	ViewActor
	Claims int
}

// JudgementRow is a judgement with its place in known time. Holds tells that no newer one on the pair replaced it.
type JudgementRow struct {
	Judgement
	ID    RecordID
	AsOf  AsOf
	Holds bool
}

const busiestPeers = 20

// Actor describes an actor; any member's id names its cluster.
func (e *Explorer) Actor(ctx context.Context, id ActorID, m Moment) (*ActorDetail, error) {
	if err := checkID("id", string(id)); err != nil {
		return nil, err
	}
	s, err := e.sight(ctx, m)
	if err != nil {
		return nil, err
	}
	cluster, err := e.resolveActor(ctx, s, "id", id)
	if err != nil {
		return nil, err
	}
	members := s.identity.Members(cluster)
	versions, err := e.store.Actors(ctx, s.Sequence, members)
	if err != nil {
		return nil, err
	}
	d := &ActorDetail{AsOf: s.AsOf, Actor: versions[0]}
	if len(members) > 1 {
		d.Members = versions
	}
	x, err := e.store.Expand(ctx, s.Sequence, e.filter(&Criteria{Direction: Both}, s), Hop{Frontier: []ActorID{cluster}})
	if err != nil {
		return nil, err
	}
	var sum totalsSum
	sum.add(x, true)
	actors := len(x.Rows) + 1
	if slices.ContainsFunc(x.Rows, func(r Row) bool { return r.Peer == cluster }) {
		actors--
	}
	d.Totals = sum.totals(actors, true)
	if err := e.peers(ctx, s, d, cluster); err != nil {
		return nil, err
	}
	d.Judgements, err = e.judgements(ctx, s, func(j *Judgement) bool {
		return slices.Contains(members, j.A) || slices.Contains(members, j.B)
	})
	return d, err
}

// peers describes the busiest neighbours and the actor's own degree.
func (e *Explorer) peers(ctx context.Context, s sight, d *ActorDetail, cluster ActorID) error {
	ids := []ActorID{cluster}
	var counts []int
	for _, p := range d.Totals.Peers {
		if p.Actor != cluster && len(ids) <= busiestPeers {
			ids, counts = append(ids, p.Actor), append(counts, p.Claims)
		}
	}
	described, err := e.viewActors(ctx, s, ids)
	if err != nil {
		return err
	}
	d.Degree = described[0].Degree
	d.Peers = make([]ViewPeer, len(counts))
	for i := range counts {
		d.Peers[i] = ViewPeer{ViewActor: described[i+1], Claims: counts[i]}
		d.Peers[i].Hop = 1
	}
	return nil
}

// judgements lists judgements up to the sequence, newest first.
func (e *Explorer) judgements(ctx context.Context, s sight, want func(*Judgement) bool) ([]JudgementRow, error) {
	var out []JudgementRow
	last := map[pair]int{}
	err := e.store.Journal(ctx, []RecordType{TypeJudgement}, 0, s.Sequence, func(en Entry) error {
		j, ok := en.Record.(*Judgement)
		if !ok || !want(j) {
			return nil
		}
		p := pair{j.A, j.B}
		if i, before := last[p]; before {
			out[i].Holds = false
		}
		last[p] = len(out)
		out = append(out, JudgementRow{Judgement: *j, ID: en.ID, AsOf: AsOf{en.Sequence, en.Recorded}, Holds: true})
		return nil
	})
	if s.Sequence == 0 {
		out = nil // the journal takes 0 for "up to the newest"
	}
	slices.Reverse(out)
	return out, err
}
