package index

import (
	"maps"
	"slices"
	"sort"
	"sync"
	"sync/atomic"

	"liaison/graph"
)

// Index is the claims of a store in memory. See the package's description for who may call what when.
type Index struct {
	ontology  *graph.Ontology
	relations []graph.RelationID // by place in the ontology
	symmetric []bool
	actors    *names
	sources   *names
	now       atomic.Pointer[snapshot]
	scratches sync.Pool

	identities cache[*graph.Identity, *clusters]
	origins    cache[*graph.Origins, []uint32]

	publishing sync.Mutex // guards the change of now: by the writer, and by the goroutine that merges
	merging    bool       // guarded by publishing
	merged     sync.Cond  // told when merging ends

	next     snapshot        // the writer's: what Publish publishes; its base and deltas are those of now
	ownKinds bool            // no reader has next.kindChange
	from     map[uint32]bool // origins of the provenances; the writer's
}

// snapshot is what readers see. Its slices may be longer than what their snapshot knows in memory that they share
// with the writer, never in what they show.
type snapshot struct {
	base   *base
	deltas []*delta // oldest first; the last one is added to
	head   graph.Sequence

	claims      uint32
	claimRuns   runs
	pages       pages
	whens       []graph.When // of the claims of the loose runs
	provenances []Provenance
	oneOrigin   bool // of all provenances
	denials     bool // there is a denied claim

	actors     uint32
	actorRuns  runs
	kind       []uint8 // at first; by actor
	kindChange map[uint32][]kindFrom

	withdrawn   side[atomic.Uint64] // the sequence from which a claim is withdrawn; 0: it stands
	pairs       side[atomic.Pointer[[]standing]]
	paired      []uint32 // claims that are in a pair, in no order
	withdrawals int
	lateQuotes  []lateQuote
}

type kindFrom struct {
	from graph.Sequence
	kind uint8
}

type lateQuote struct {
	claim uint32
	from  graph.Sequence
}

// Provenance says by whom and how a claim came to be. Claims that share it share a number.
type Provenance struct {
	Source, Voice, Origin uint32 // numbers of sources: see graph.Claim.Voice and graph.Derived.Origin
	Maker                 uint32 // whatever the store tells by it
}

// runs maps numbers given out one after the other to the sequences at which they were. A run holds numbers whose
// sequences follow each other.
type runs []run

type run struct{ first, gap uint32 } // the sequence of number n of the run is n + gap

func (r run) seq() graph.Sequence { return graph.Sequence(r.first) + graph.Sequence(r.gap) }

func (r runs) add(n uint32, s graph.Sequence) runs {
	gap := uint32(s - graph.Sequence(n)) // records of other kinds before it, and one
	if k := len(r); k > 0 && r[k-1].gap == gap {
		return r
	}
	return append(r, run{n, gap})
}

// count gives how many numbers were given out by a sequence, of total ones.
func (r runs) count(s graph.Sequence, total uint32) uint32 {
	i := sort.Search(len(r), func(i int) bool { return r[i].seq() > s })
	if i == 0 {
		return 0
	}
	end := total
	if i < len(r) {
		end = r[i].first
	}
	return uint32(min(graph.Sequence(end), s-graph.Sequence(r[i-1].gap)+1))
}

// sequence gives the sequence of a number.
func (r runs) sequence(n uint32) graph.Sequence {
	i := sort.Search(len(r), func(i int) bool { return r[i].first > n }) - 1
	return graph.Sequence(n) + graph.Sequence(r[i].gap)
}

// number gives the number given out at a sequence.
func (r runs) number(s graph.Sequence, total uint32) (uint32, bool) {
	n := r.count(s, total)
	if n == 0 || r.sequence(n-1) != s {
		return 0, false
	}
	return n - 1, true
}

// New makes an empty index over the relations.
func New(o *graph.Ontology) *Index {
	return newIndex(o, 0, 0)
}

func newIndex(o *graph.Ontology, actors, sources int) *Index {
	x := &Index{ontology: o, actors: newNames(actors), sources: newNames(sources), from: map[uint32]bool{}}
	for _, r := range o.All() {
		x.relations = append(x.relations, r.ID)
		x.symmetric = append(x.symmetric, r.Symmetric)
	}
	x.merged.L = &x.publishing
	x.scratches.New = func() any { return new(scratch) }
	x.next.base = &base{off: []uint32{0}, looseOff: []uint32{0}}
	x.next.deltas = []*delta{newDelta(0, actors)}
	x.next.oneOrigin = true
	first := x.next
	x.now.Store(&first)
	return x
}

// Claim is a claim as the index takes it: ends and sources by number, the relation by its place in the ontology.
type Claim struct {
	ID              graph.ClaimID
	Sequence        graph.Sequence
	Subject, Object uint32
	Relation        uint16
	Confidence      uint8
	Flags           uint8 // see Flags
	Provenance      uint32
	When            graph.When
}

// AddActor numbers an actor that is recorded for the first time.
func (x *Index) AddActor(id graph.ActorID, kind graph.Kind, s graph.Sequence) uint32 {
	n := x.actors.add(string(id))
	x.next.actors = n + 1
	x.next.actorRuns = x.next.actorRuns.add(n, s)
	x.next.kind = append(x.next.kind, place(kinds, kind))
	return n
}

// SetKind records that a later version of an actor has this kind.
func (x *Index) SetKind(actor uint32, kind graph.Kind, s graph.Sequence) {
	k := place(kinds, kind)
	if x.next.kindOf(actor, s) == k {
		return
	}
	if !x.ownKinds { // readers hold the map
		x.next.kindChange, x.ownKinds = maps.Clone(x.next.kindChange), true
		if x.next.kindChange == nil {
			x.next.kindChange = map[uint32][]kindFrom{}
		}
	}
	changes := x.next.kindChange[actor]
	x.next.kindChange[actor] = append(slices.Clip(changes), kindFrom{s, k})
}

// Number finds the claim recorded at a sequence, published or not.
func (x *Index) Number(s graph.Sequence) (uint32, bool) {
	return x.next.claimRuns.number(s, x.next.claims)
}

// AddSource numbers a source that is named for the first time.
func (x *Index) AddSource(id graph.SourceID) uint32 { return x.sources.add(string(id)) }

// AddProvenance numbers a provenance.
func (x *Index) AddProvenance(p Provenance) uint32 {
	x.next.provenances = append(x.next.provenances, p)
	x.from[p.Origin] = true
	x.next.oneOrigin = len(x.from) < 2
	return uint32(len(x.next.provenances) - 1)
}

// AddClaim numbers a claim.
func (x *Index) AddClaim(c *Claim) uint32 {
	n := x.next.claims
	x.next.claims++
	x.next.claimRuns = x.next.claimRuns.add(n, c.Sequence)
	if n%pageSize == 0 {
		x.next.pages = append(x.next.pages, new(page))
	}
	x.next.pages[n/pageSize].set(n%pageSize, c.ID, c.Flags, c.Provenance)
	x.next.denials = x.next.denials || c.Flags&flagDenied != 0

	l := link{half: half{claim: n, when: exact, relation: c.Relation}}
	day, ok := shortDay(c.When)
	l.day = day
	if ok {
		l.lo, l.hi = longDay(day), longDay(day)
	} else {
		l.when = uint32(len(x.next.whens))
		x.next.whens = append(x.next.whens, c.When)
		b := c.When.Bounds()
		l.lo, l.hi = b.SLo, b.EHi
	}
	d := x.next.deltas[len(x.next.deltas)-1]
	if !d.fits(c.Subject, c.Object) {
		d = newDelta(n, int(x.next.actors))
		x.next.deltas = append(slices.Clip(x.next.deltas), d)
	}
	l.peer, l.strength = c.Object, c.Confidence
	d.add(c.Subject, l)
	l.peer, l.strength = c.Subject, c.Confidence|incoming
	d.add(c.Object, l)
	return n
}

// Withdraw records that a claim is withdrawn from a sequence on.
func (x *Index) Withdraw(claim uint32, s graph.Sequence) {
	cell, table := x.next.withdrawn.room(claim)
	x.next.withdrawn = table
	if cell.CompareAndSwap(0, uint64(s)) {
		x.next.withdrawals++
	}
}

// Pair records what an entry decided about two claims.
func (x *Index) Pair(a, b uint32, open bool, s graph.Sequence) {
	x.pair(a, b, open, s)
	if a != b {
		x.pair(b, a, open, s)
	}
}

func (x *Index) pair(a, b uint32, open bool, s graph.Sequence) {
	cell, table := x.next.pairs.room(a)
	x.next.pairs = table
	var list []standing
	if old := cell.Load(); old != nil {
		list = *old
	} else {
		x.next.paired = append(x.next.paired, a)
	}
	list = append(list, standing{other: b, open: open, from: s})
	cell.Store(&list) // shares memory with the old list, whose readers do not look beyond its end
}

// QuoteLater records that a claim recorded without evidence has some from a sequence on.
func (x *Index) QuoteLater(claim uint32, s graph.Sequence) {
	x.next.lateQuotes = append(x.next.lateQuotes, lateQuote{claim, s})
}

// Publish lets readers see what was added, which is everything recorded up to head.
func (x *Index) Publish(head graph.Sequence) {
	x.publishing.Lock()
	defer x.publishing.Unlock()
	x.next.head, x.ownKinds = head, false
	// A merge may have replaced the base meanwhile; deltas that were added since are its own affair.
	now := x.now.Load()
	x.next.base = now.base
	x.next.deltas = x.rebased(now)
	s := x.next
	x.now.Store(&s)
	x.mergeIfDue()
}

// Head gives the newest sequence that readers see.
func (x *Index) Head() graph.Sequence { return x.now.Load().head }
