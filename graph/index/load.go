package index

import (
	"fmt"
	"slices"
	"sync"

	"liaison/graph"
)

// Part collects claims in columns, in the order in which they were recorded, for Load. Several parts can be filled at
// the same time, each by its own goroutine.
type Part struct {
	ids                         []graph.ClaimID
	subject, object, provenance []uint32
	relation, day               []uint16
	strength, flags             []uint8
	loose                       []uint32 // places in the columns
	whens                       []graph.When
	runs                        runs // numbered from 0 in this part
}

// NewPart makes a part with room for a number of claims.
func NewPart(room int) *Part {
	return &Part{
		ids: make([]graph.ClaimID, 0, room), subject: make([]uint32, 0, room), object: make([]uint32, 0, room),
		provenance: make([]uint32, 0, room), relation: make([]uint16, 0, room), day: make([]uint16, 0, room),
		strength: make([]uint8, 0, room), flags: make([]uint8, 0, room),
	}
}

// Add appends a claim.
func (p *Part) Add(c *Claim) {
	n := len(p.ids)
	day, ok := shortDay(c.When)
	if !ok {
		p.loose, p.whens = append(p.loose, uint32(n)), append(p.whens, c.When)
	}
	p.ids = append(p.ids, c.ID)
	p.subject, p.object = append(p.subject, c.Subject), append(p.object, c.Object)
	p.provenance, p.relation = append(p.provenance, c.Provenance), append(p.relation, c.Relation)
	p.day = append(p.day, day)
	p.strength, p.flags = append(p.strength, c.Confidence), append(p.flags, c.Flags)
	p.runs = p.runs.add(uint32(n), c.Sequence)
}

// Len counts the claims of the part.
func (p *Part) Len() int { return len(p.ids) }

// Names are what claims refer to by number, in order of number.
type Names struct {
	Actors      []graph.ActorID
	ActorRuns   []graph.Sequence // at which each actor was first recorded
	Kinds       []graph.Kind     // of the first version
	Sources     []graph.SourceID
	Provenances []Provenance
}

// Load makes an index of the parts, in their order. The parts must not be used again. Later versions, withdrawals and
// pairs are added with the methods for that; readers see nothing before Publish. The error tells what does not fit
// together.
func Load(o *graph.Ontology, names Names, parts ...*Part) (*Index, error) {
	x := newIndex(o, len(names.Actors), len(names.Sources))
	addAll(x.actors, names.Actors)
	addAll(x.sources, names.Sources)
	x.next.actors = uint32(len(names.Actors))
	for i, s := range names.ActorRuns {
		x.next.actorRuns = x.next.actorRuns.add(uint32(i), s)
		x.next.kind = append(x.next.kind, place(kinds, names.Kinds[i]))
	}
	for _, p := range names.Provenances {
		x.AddProvenance(p)
	}
	all, err := x.join(parts, len(names.Actors))
	if err != nil {
		return nil, err
	}
	var filling sync.WaitGroup
	filling.Go(func() { x.fill(parts) })
	b := build(all, len(names.Actors))
	filling.Wait()
	x.next.base, x.next.claims = b, b.claims
	x.next.deltas = []*delta{newDelta(b.claims, len(names.Actors))}
	first := x.next
	first.claims, first.actors, first.head = 0, 0, 0 // nothing is known before Publish
	x.now.Store(&first)
	return x, nil
}

// join puts the columns that the runs are built from behind one another, and checks their numbers.
func (x *Index) join(parts []*Part, actors int) (claimEnds, error) {
	var all claimEnds
	n := 0
	for _, p := range parts {
		n += p.Len()
	}
	if len(parts) == 1 {
		p := parts[0]
		all = claimEnds{subject: p.subject, object: p.object, relation: p.relation, day: p.day, strength: p.strength}
	} else {
		all = claimEnds{
			subject: make([]uint32, 0, n), object: make([]uint32, 0, n), relation: make([]uint16, 0, n),
			day: make([]uint16, 0, n), strength: make([]uint8, 0, n),
		}
	}
	first := uint32(0)
	for _, p := range parts {
		if p.Len() == 0 {
			continue
		}
		if int(slices.Max(p.subject)) >= actors || int(slices.Max(p.object)) >= actors {
			return all, fmt.Errorf("a claim names an actor that is not there; there are %d", actors)
		}
		if int(slices.Max(p.relation)) >= len(x.relations) || int(slices.Max(p.provenance)) >= len(x.next.provenances) {
			return all, fmt.Errorf("a claim names a relation or a provenance that is not there")
		}
		if len(parts) > 1 {
			all.subject, all.object = append(all.subject, p.subject...), append(all.object, p.object...)
			all.relation, all.day = append(all.relation, p.relation...), append(all.day, p.day...)
			all.strength = append(all.strength, p.strength...)
		}
		for i, at := range p.loose {
			b := p.whens[i].Bounds()
			all.loose = append(all.loose, looseClaim{claim: first + at, when: uint32(len(x.next.whens) + i), lo: b.SLo, hi: b.EHi})
		}
		x.next.whens = append(x.next.whens, p.whens...)
		for i, r := range p.runs {
			end := uint32(p.Len())
			if i+1 < len(p.runs) {
				end = p.runs[i+1].first
			}
			if k := len(x.next.claimRuns); k > 0 && r.seq() <= x.next.claimRuns.sequence(first+r.first-1) || end <= r.first {
				return all, fmt.Errorf("the claims are not in order of sequence at %d", r.seq())
			}
			x.next.claimRuns = x.next.claimRuns.add(first+r.first, r.seq())
		}
		first += uint32(p.Len())
	}
	x.next.claimRuns, x.next.whens = slices.Clip(x.next.claimRuns), slices.Clip(x.next.whens)
	return all, nil
}

// fill writes the pages.
func (x *Index) fill(parts []*Part) {
	n := uint32(0)
	for _, p := range parts {
		for i, id := range p.ids {
			if n%pageSize == 0 {
				x.next.pages = append(x.next.pages, new(page))
			}
			x.next.pages[n/pageSize].set(n%pageSize, id, p.flags[i], p.provenance[i])
			x.next.denials = x.next.denials || p.flags[i]&flagDenied != 0
			n++
		}
	}
}
