package index

import (
	"liaison/graph"
)

// Snapshot is what the index holds at one moment. All answers from it are about the same records.
type Snapshot struct {
	x *Index
	*snapshot
}

// Snapshot gives the newest one.
func (x *Index) Snapshot() Snapshot { return Snapshot{x, x.now.Load()} }

// Head gives the newest sequence in it.
func (s Snapshot) Head() graph.Sequence { return s.head }

// Claims counts the claims recorded by a sequence.
func (s Snapshot) Claims(at graph.Sequence) int { return int(s.knownClaims(at)) }

func (s *snapshot) knownClaims(at graph.Sequence) uint32 {
	if at >= s.head {
		return s.claims
	}
	return s.claimRuns.count(at, s.claims)
}

// knownActors counts the actors recorded by a sequence: those with lower numbers.
func (s *snapshot) knownActors(at graph.Sequence) uint32 {
	if at >= s.head {
		return s.actors
	}
	return s.actorRuns.count(at, s.actors)
}

// Actor finds the number of a recorded actor.
func (s Snapshot) Actor(id graph.ActorID) (uint32, bool) {
	n, ok := s.x.actors.get(string(id))
	return n, ok && n < s.actors
}

// ActorID gives the id of an actor.
func (s Snapshot) ActorID(n uint32) graph.ActorID { return graph.ActorID(s.x.actors.at(n)) }

// Source finds the number of a source that is named anywhere.
func (s Snapshot) Source(id graph.SourceID) (uint32, bool) { return s.x.sources.get(string(id)) }

// SourceID gives the id of a source.
func (s Snapshot) SourceID(n uint32) graph.SourceID { return graph.SourceID(s.x.sources.at(n)) }

// Kind gives the kind of an actor at a sequence, empty where it is not recorded by then.
func (s Snapshot) Kind(actor uint32, at graph.Sequence) graph.Kind {
	if actor >= s.knownActors(at) {
		return ""
	}
	return kinds[s.kindOf(actor, at)]
}

func (s *snapshot) kindOf(actor uint32, at graph.Sequence) uint8 {
	k := s.kind[actor]
	for _, c := range s.kindChange[actor] {
		if c.from <= at {
			k = c.kind
		}
	}
	return k
}

// Number finds the claim recorded at a sequence.
func (s Snapshot) Number(at graph.Sequence) (uint32, bool) { return s.claimRuns.number(at, s.claims) }

// Sequence gives the sequence of a claim.
func (s Snapshot) Sequence(claim uint32) graph.Sequence { return s.claimRuns.sequence(claim) }

// ID gives the id of a claim.
func (s Snapshot) ID(claim uint32) graph.ClaimID { return *s.pages.id(claim) }

// Provenance gives by whom and how a claim came to be.
func (s Snapshot) Provenance(claim uint32) Provenance {
	return s.provenances[s.pages.provenance(claim)]
}

// Denied tells whether a claim is a denial.
func (s Snapshot) Denied(claim uint32) bool { return s.pages.flags(claim)&flagDenied != 0 }

// HasDenials tells whether there is any.
func (s Snapshot) HasDenials() bool { return s.denials }

// Withdrawn gives the sequence at which a claim was withdrawn, if that was by the one asked about; else 0.
func (s Snapshot) Withdrawn(claim uint32, at graph.Sequence) graph.Sequence {
	return s.withdrawnBy(claim, at)
}

func (s *snapshot) withdrawnBy(claim uint32, at graph.Sequence) graph.Sequence {
	if cell := s.withdrawn.at(claim); cell != nil {
		if from := graph.Sequence(cell.Load()); from != 0 && from <= at {
			return from
		}
	}
	return 0
}

// Disputed tells whether a claim is disputed at a sequence: it stands, and the last word on some pair that it is in
// is that it is open, and the other claim stands too.
func (s Snapshot) Disputed(claim uint32, at graph.Sequence) bool { return s.disputedAt(claim, at) }

func (s *snapshot) disputedAt(claim uint32, at graph.Sequence) bool {
	cell := s.pairs.at(claim)
	if cell == nil {
		return false
	}
	list := cell.Load()
	if list == nil || s.withdrawnBy(claim, at) != 0 {
		return false
	}
	for i, p := range *list {
		if !p.open || p.from > at || s.withdrawnBy(p.other, at) != 0 {
			continue
		}
		last := true
		for _, later := range (*list)[i+1:] {
			if later.other == p.other && later.from <= at {
				last = false // that one decides
				break
			}
		}
		if last {
			return true
		}
	}
	return false
}

// Degree counts the claim ends of an actor recorded by a sequence, withdrawn ones included.
func (s Snapshot) Degree(actor uint32, at graph.Sequence) int {
	return s.degreeAt(actor, s.knownClaims(at))
}

// degreeAt counts the ends of claims below a number.
func (s *snapshot) degreeAt(actor, known uint32) int {
	n := 0
	lo, hi := s.base.dated(actor)
	if known >= s.base.claims {
		n = hi - lo + len(s.base.looseRun(actor))
	} else {
		for _, c := range s.base.claim[lo:hi] {
			if c < known {
				n++
			}
		}
		for _, h := range s.base.looseRun(actor) {
			if h.claim < known {
				n++
			}
		}
	}
	for _, d := range s.deltas {
		for at := d.head(actor); at != 0; {
			l := d.link(at)
			at = l.next
			if l.claim < known {
				n++
			}
		}
	}
	return n
}

// Latest calls f for standing claims recorded by a sequence and before another one (0: any), newest record first,
// until it returns false: those whose provenance is wanted (nil: all), and, where asked for, that are disputed.
func (s Snapshot) Latest(at, before graph.Sequence, wanted func(Provenance) bool, disputed bool, f func(claim uint32) bool) {
	known := s.knownClaims(at)
	if before > 0 {
		known = min(known, s.knownClaims(before-1))
	}
	if disputed && len(s.paired) == 0 {
		return
	}
	var good []bool
	if wanted != nil {
		any := false
		good = make([]bool, len(s.provenances))
		for i, p := range s.provenances {
			good[i] = wanted(p)
			any = any || good[i]
		}
		if !any {
			return
		}
	}
	for n := known; n > 0; n-- {
		claim := n - 1
		if good != nil && !good[s.pages.provenance(claim)] || s.withdrawnBy(claim, at) != 0 || disputed && !s.disputedAt(claim, at) {
			continue
		}
		if !f(claim) {
			return
		}
	}
}

// Published counts, for each source, the claims published there by a sequence, withdrawn ones included.
func (s Snapshot) Published(at graph.Sequence, sources []uint32) []int {
	counts := make([]int, len(s.provenances))
	for claim := range s.knownClaims(at) {
		counts[s.pages.provenance(claim)]++
	}
	place := make(map[uint32][]int, len(sources))
	for i, n := range sources {
		place[n] = append(place[n], i)
	}
	out := make([]int, len(sources))
	for i, p := range s.provenances {
		for _, k := range place[p.Source] {
			out[k] += counts[i]
		}
	}
	return out
}

// Between calls f for each standing claim from the subject to the object by the relation, as ids are recorded.
func (s Snapshot) Between(subject uint32, relation uint16, object uint32, denied bool, f func(claim uint32)) {
	actor, peer, direction := subject, object, uint8(0)
	if s.degreeAt(object, s.claims) < s.degreeAt(subject, s.claims) {
		actor, peer, direction = object, subject, incoming
	}
	test := func(p, claim uint32, r uint16, strength uint8) {
		if p == peer && r == relation && strength&incoming == direction && claim < s.claims &&
			(s.pages.flags(claim)&flagDenied != 0) == denied && s.withdrawnBy(claim, s.head) == 0 {
			f(claim)
		}
	}
	lo, hi := s.base.dated(actor)
	for i := lo; i < hi; i++ {
		if s.base.peer[i] == peer {
			test(peer, s.base.claim[i], s.base.relation[i], s.base.strength[i])
		}
	}
	for i := range s.base.looseRun(actor) {
		h := &s.base.looseRun(actor)[i]
		test(h.peer, h.claim, h.relation, h.strength)
	}
	for _, d := range s.deltas {
		for at := d.head(actor); at != 0; {
			l := d.link(at)
			at = l.next
			test(l.peer, l.claim, l.relation, l.strength)
		}
	}
}

// Actors counts the actors.
func (s Snapshot) Actors() int { return int(s.actors) }

// Provenances lists the provenances by number. It must not be changed.
func (s Snapshot) Provenances() []Provenance { return s.provenances }

// SourceCount counts the sources that were added. Only the writer may ask.
func (x *Index) SourceCount() int { return int(x.sources.n) }
