package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

func compareIDs(a, b ActorID) int { return strings.Compare(string(a), string(b)) }

// compareRank orders by q.Rank, the better one first; undated (OpenStart) comes last by itself.
func compareRank(r Rank, claimsA, claimsB int, newestA, newestB Day, witnessesA, witnessesB int) int {
	if r == Corroborated && witnessesA != witnessesB {
		return cmp.Compare(witnessesB, witnessesA)
	}
	if r == Recent && newestA != newestB {
		return cmp.Compare(newestB, newestA)
	}
	if claimsA != claimsB {
		return cmp.Compare(claimsB, claimsA)
	}
	return cmp.Compare(newestB, newestA)
}

func (w *walk) compareRows(x, y *Row) int {
	return compareRank(w.q.Rank, x.Claims, y.Claims, x.Newest, y.Newest, x.Witnesses, y.Witnesses)
}

// compareTies is the order of ties: hop, rank, a, b.
func (w *walk) compareTies(x, y *walkTie) int {
	if x.hop != y.hop {
		return cmp.Compare(x.hop, y.hop)
	}
	if c := compareRank(w.q.Rank, x.claims, y.claims, x.newest, y.newest, x.witnesses, y.witnesses); c != 0 {
		return c
	}
	if x.a != y.a {
		return compareIDs(x.a, y.a)
	}
	return compareIDs(x.b, y.b)
}

// recount asks anew for the witnesses of ties that were met more than once: origins do not add up.
func (w *walk) recount(ctx context.Context) error {
	if !w.wantsWitnesses() {
		return nil
	}
	var (
		asks []TieAsk
		ties []*walkTie
	)
	for _, t := range w.ties {
		if t.fromA && t.fromB || t.any {
			asks, ties = append(asks, t.ask()), append(ties, t)
		}
	}
	if len(asks) == 0 {
		return nil
	}
	answers, err := w.e.store.Ties(ctx, w.s.Sequence, w.f, asks)
	if err != nil {
		return err
	}
	for i, t := range ties {
		t.witnesses = answers[i].Witnesses
	}
	return nil
}

func (t *walkTie) ask() TieAsk {
	return TieAsk{A: t.a, B: t.b, FromA: t.fromA, FromB: t.fromB, Any: t.any}
}

// totalsSum adds up the totals of hops.
type totalsSum struct {
	claims    int
	relations map[RelationID]int
	years     map[int]int
	open      int
	once      []PeerCount // the peers of the first hop, where each is in one row only
	peers     map[ActorID]int
}

// add books an expansion. distinct tells that no peer is in two of its rows.
func (s *totalsSum) add(x Expansion, distinct bool) {
	first := s.relations == nil
	if first {
		s.relations, s.years = map[RelationID]int{}, map[int]int{}
	}
	for i := range x.Rows {
		s.claims += x.Rows[i].Claims
	}
	if first && distinct {
		s.once = make([]PeerCount, len(x.Rows))
		for i := range x.Rows {
			s.once[i] = PeerCount{x.Rows[i].Peer, x.Rows[i].Claims}
		}
	} else {
		s.addPeers(x)
	}
	for _, r := range x.Relations {
		s.relations[r.Relation] += r.Claims
	}
	for _, y := range x.Years {
		if y.Open {
			s.open += y.Claims
		} else {
			s.years[y.Year] += y.Claims
		}
	}
}

func (s *totalsSum) addPeers(x Expansion) {
	if s.peers == nil {
		s.peers = make(map[ActorID]int, len(s.once)+len(x.Rows))
		for _, p := range s.once {
			s.peers[p.Actor] = p.Claims
		}
		s.once = nil
	}
	for i := range x.Rows {
		s.peers[x.Rows[i].Peer] += x.Rows[i].Claims
	}
}

func (s *totalsSum) totals(actors int, exact bool) Totals {
	t := Totals{Exact: exact, Claims: s.claims, Actors: actors}
	for r, n := range s.relations {
		t.Relations = append(t.Relations, RelationCount{r, n})
	}
	SortRelationCounts(t.Relations)
	for y, n := range s.years {
		t.Years = append(t.Years, YearCount{Year: y, Claims: n})
	}
	if s.open > 0 {
		t.Years = append(t.Years, YearCount{Open: true, Claims: s.open})
	}
	SortYearCounts(t.Years)
	all := s.once
	if s.peers != nil {
		all = make([]PeerCount, 0, len(s.peers))
		for a, n := range s.peers {
			all = append(all, PeerCount{a, n})
		}
	}
	t.Peers = slices.Clone(best(all, MaxPeers, func(x, y PeerCount) int {
		return cmp.Or(cmp.Compare(y.Claims, x.Claims), compareIDs(x.Actor, y.Actor))
	}))
	for _, p := range all[len(t.Peers):] {
		t.More.Peers++
		t.More.Claims += p.Claims
	}
	return t
}

// SortRelationCounts puts most claims first, then the relation's id.
func SortRelationCounts(list []RelationCount) {
	slices.SortFunc(list, func(x, y RelationCount) int {
		return cmp.Or(cmp.Compare(y.Claims, x.Claims), strings.Compare(string(x.Relation), string(y.Relation)))
	})
}

// SortYearCounts puts years in order and claims without a first day last.
func SortYearCounts(list []YearCount) {
	slices.SortFunc(list, func(x, y YearCount) int {
		if x.Open != y.Open {
			if x.Open {
				return 1
			}
			return -1
		}
		return cmp.Compare(x.Year, y.Year)
	})
}
