package index

import (
	"liaison/graph"
)

// question is a filter at a sequence, worked out to numbers.
type question struct {
	Snapshot
	*graph.Filter
	at       graph.Sequence
	known    uint32 // claims below this number were recorded by then
	empty    bool   // nothing can match
	plain    bool   // of the dated run of a base everything in the window matches
	either   bool   // both directions
	columns  bool   // the pages have to be looked at
	marks    bool   // there are withdrawals
	shows    bool   // some neighbours may be left out
	clusters *clusters
	moved    []uint32 // origins, see originsOf
	least    uint8    // confidence
	from, to uint16   // the window's part of the dated runs
	stances  [stanceMask + 1]bool
	wanted   uint8 // flagDenied bit of the claims that count for witnesses
	sc       *scratch
}

// ask works a filter out. The scratch must be given back with done.
func (s Snapshot) ask(at graph.Sequence, f *graph.Filter) *question {
	sc := s.x.scratches.Get().(*scratch)
	q := &sc.question
	*q = question{Snapshot: s, Filter: f, sc: sc, at: min(at, s.head), known: s.knownClaims(at)}
	q.either = f.Direction != graph.Out && f.Direction != graph.In
	q.least = uint8(min(max(f.MinConfidence, 0), confidenceMask))
	q.marks = s.withdrawals > 0
	q.shows = len(f.Kinds) > 0 || len(f.Avoid) > 0 || f.AvoidDegree > 0
	q.clusters, q.moved = s.clustersOf(f.Identity), s.originsOf(f.Origins)
	q.window()
	sc.fit(int(s.actors), len(s.x.relations))
	if len(f.Relations) > 0 {
		for _, r := range f.Relations {
			if i, ok := s.x.ontology.Index(r); ok && !sc.relationWanted[i] {
				sc.relationWanted[i] = true
				sc.wantedRelations = append(sc.wantedRelations, uint16(i))
			}
		}
		q.empty = q.empty || len(sc.wantedRelations) == 0
	}
	q.stance()
	if len(f.Sources) > 0 {
		q.columns = true
		for _, id := range f.Sources {
			if n, ok := s.Source(id); ok {
				sc.wantSource(n)
			}
		}
		q.empty = q.empty || len(sc.wantedSources) == 0
	}
	if len(f.Polarities) == 1 && f.Polarities[0] == graph.Denied {
		q.wanted = flagDenied
	}
	q.plain = len(f.Relations) == 0 && q.least == 0 && !q.columns && !q.marks && q.known >= s.base.claims
	return q
}

// window cuts the window to the days of the dated runs.
func (q *question) window() {
	q.from, q.to = 0, notDated-1
	if !q.Windowed {
		return
	}
	const last = firstDay + notDated - 1
	if q.Window.From > last || q.Window.To < firstDay || q.Window.From > q.Window.To {
		q.from, q.to = 1, 0
		return
	}
	q.from = uint16(max(q.Window.From, firstDay) - firstDay)
	q.to = uint16(min(q.Window.To, last) - firstDay)
}

// stance lists the polarities and modalities that match.
func (q *question) stance() {
	if len(q.Polarities) == 0 && len(q.Modalities) == 0 {
		return
	}
	q.columns = true
	allowed := func(flags uint8) bool {
		p, m, _, _ := Unflag(flags)
		return passes(q.Polarities, p) && passes(q.Modalities, m)
	}
	any := false
	for i := range modalities {
		for p := range uint8(2) {
			flags := uint8(i)<<modalityBits | p
			q.stances[flags] = allowed(flags)
			any = any || q.stances[flags]
		}
	}
	q.empty = q.empty || !any
}

// passes: an empty list does not filter.
func passes[T comparable](list []T, v T) bool {
	if len(list) == 0 {
		return true
	}
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// done gives the scratch back.
func (q *question) done() {
	sc := q.sc
	for _, r := range sc.wantedRelations {
		sc.relationWanted[r] = false
	}
	for _, n := range sc.wantedSources {
		sc.sourceWanted[n] = false
	}
	sc.wantedRelations, sc.wantedSources = sc.wantedRelations[:0], sc.wantedSources[:0]
	x := q.x
	sc.question = question{} // lets go of the snapshot
	x.scratches.Put(sc)
}

// matches tests what does not depend on the end from which a claim is seen, nor on its date.
func (q *question) matches(claim uint32, relation uint16, strength uint8) bool {
	if claim >= q.known || strength&confidenceMask < q.least || len(q.Relations) > 0 && !q.sc.relationWanted[relation] {
		return false
	}
	if q.columns {
		if len(q.Polarities)+len(q.Modalities) > 0 && !q.stances[q.pages.flags(claim)&stanceMask] {
			return false
		}
		if len(q.Sources) > 0 {
			source := q.provenances[q.pages.provenance(claim)].Source
			if int(source) >= len(q.sc.sourceWanted) || !q.sc.sourceWanted[source] {
				return false
			}
		}
	}
	return !q.marks || q.withdrawnBy(claim, q.at) == 0
}

// overlaps tests the date of a half-edge outside of the dated runs.
func (q *question) overlaps(h *half) bool {
	if !q.Windowed {
		return true
	}
	if h.lo > q.Window.To || h.hi < q.Window.From {
		return false
	}
	return !q.Certain || h.when == exact || q.whens[h.when].Certain(q.Window)
}

// directed tests the direction of a claim seen from an end of it.
func (q *question) directed(relation uint16, in bool) bool {
	return q.either || q.x.symmetric[relation] || in == (q.Direction == graph.In)
}

func (q *question) cluster(actor uint32) uint32 {
	if q.clusters == nil {
		return actor
	}
	return q.clusters.cluster(actor)
}

// members lists the actors of a cluster; buf is where a single one is put.
func (q *question) members(cluster uint32, buf *[1]uint32) []uint32 {
	if q.clusters != nil {
		if m := q.clusters.members[cluster]; m != nil {
			return m
		}
	}
	buf[0] = cluster
	return buf[:]
}

// number finds an actor that is a cluster of its own or the id of its cluster.
func (q *question) number(id graph.ActorID) (uint32, bool) {
	n, ok := q.Actor(id)
	return n, ok && q.cluster(n) == n
}

// shown tells whether a cluster may be a neighbour.
func (q *question) shown(cluster uint32) bool {
	if !q.shows {
		return true
	}
	id := q.ActorID(cluster)
	if len(q.Exempt) > 0 && passes(q.Exempt, id) {
		return true
	}
	if len(q.Kinds) > 0 && !passes(q.Kinds, q.Kind(cluster, q.at)) || len(q.Avoid) > 0 && passes(q.Avoid, id) {
		return false
	}
	if q.AvoidDegree <= 0 {
		return true
	}
	var buf [1]uint32
	degree := 0
	for _, m := range q.members(cluster, &buf) {
		degree += q.degreeAt(m, q.known)
	}
	return degree <= q.AvoidDegree
}

// origin gives the origin of a claim.
func (q *question) origin(claim uint32) uint32 {
	p := q.provenances[q.pages.provenance(claim)]
	if int(p.Voice) < len(q.moved) {
		if to := q.moved[p.Voice]; to != 0 {
			return to - 1
		}
	}
	return p.Origin
}

// oneWitness tells that all claims that match come from one origin and count for witnesses.
func (q *question) oneWitness() bool {
	return q.oneOrigin && !q.denials && q.wanted == 0 && len(q.moved) == 0
}
