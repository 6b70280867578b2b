package sqlitestore

import (
	"fmt"

	"liaison/graph"
	"liaison/graph/index"
)

// pending is what a transaction adds to what is known in memory, kept aside until it is committed.
type pending struct {
	actors    map[graph.ActorID]uint32
	sources   map[graph.SourceID]uint32
	newActors []newActor
	named     []graph.SourceID
	makers    []graph.MadeBy
	origins   []origin

	kinds             []newKind
	claims            []index.Claim
	withdrawn, quoted []since
	pairs             []newPair

	firstActor, firstSource, firstMaker, firstOrigin int
	moment                                           graph.AsOf // before the transaction
}

type newActor struct {
	id   graph.ActorID
	kind graph.Kind
	from graph.Sequence
}

type newKind struct {
	actor uint32
	kind  graph.Kind
	from  graph.Sequence
}

// since says that something holds for a claim from a sequence on.
type since struct{ claim, from graph.Sequence }

type newPair struct {
	a, b graph.Sequence
	open bool
	from graph.Sequence
}

// reset begins a transaction.
func (p *pending) reset(w *writer) {
	snap, cat := w.s.index.Snapshot(), w.s.catalog.Load()
	*p = pending{
		actors: map[graph.ActorID]uint32{}, sources: map[graph.SourceID]uint32{}, claims: p.claims[:0], moment: w.moment,
		firstActor: snap.Actors(), firstSource: w.s.index.SourceCount(), firstMaker: len(cat.makers), firstOrigin: len(cat.relays),
	}
}

// undo takes back what the writer remembers of a transaction that failed.
func (p *pending) undo(w *writer) {
	for _, m := range p.makers {
		delete(w.makers, m)
	}
	for _, o := range p.origins {
		delete(w.known, o)
	}
	w.moment = p.moment
	w.verdicts = nil
}

func (p *pending) addActor(id graph.ActorID, kind graph.Kind, from graph.Sequence) uint32 {
	n := uint32(p.firstActor + len(p.newActors))
	p.newActors = append(p.newActors, newActor{id, kind, from})
	p.actors[id] = n
	return n
}

// actor finds the number of an actor.
func (w *writer) actor(id graph.ActorID) (uint32, bool) {
	if n, ok := w.s.index.Snapshot().Actor(id); ok {
		return n, true
	}
	n, ok := w.pending.actors[id]
	return n, ok
}

// source finds the number of a source, or gives it one.
func (w *writer) source(id graph.SourceID) (uint32, error) {
	if n, ok := w.s.index.Snapshot().Source(id); ok {
		return n, nil
	}
	if n, ok := w.pending.sources[id]; ok {
		return n, nil
	}
	n := uint32(w.pending.firstSource + len(w.pending.named))
	w.pending.named = append(w.pending.named, id)
	w.pending.sources[id] = n
	return n, w.c.exec(`INSERT INTO source (number, id) VALUES (?, ?)`, n, string(id))
}

// sourceOrNone is source for a column that may be null.
func (w *writer) sourceOrNone(id graph.SourceID) (any, error) {
	if id == "" {
		return nil, nil
	}
	return w.source(id)
}

// claim finds the sequence of a recorded claim.
func (w *writer) claim(id graph.ClaimID) (graph.Sequence, error) {
	if seq, ok := w.sequences[id]; ok {
		return seq, nil
	}
	seq, err := w.s.claimSequence(w.c, id)
	if err == nil && seq == 0 {
		err = fmt.Errorf("claim %s is not recorded", id)
	}
	return seq, err
}

// provenance finds the number of a claim's provenance, or gives it one.
func (w *writer) provenance(c *graph.Claim, from graph.SourceID) (uint32, error) {
	maker, ok := w.makers[c.MadeBy]
	if !ok {
		maker = uint32(w.pending.firstMaker + len(w.pending.makers))
		err := w.c.exec(`INSERT INTO maker (number, kind, name, version, run) VALUES (?, ?, ?, ?, ?)`, maker, c.MadeBy.Kind, c.MadeBy.Name, c.MadeBy.Version, c.MadeBy.Run)
		if err != nil {
			return 0, err
		}
		w.makers[c.MadeBy] = maker
		w.pending.makers = append(w.pending.makers, c.MadeBy)
	}
	source, err := w.source(c.Source)
	if err != nil {
		return 0, err
	}
	o := origin{Provenance: index.Provenance{Source: source, Voice: source, Maker: maker}}
	var relays any
	if c.Relays != "" {
		o.relays = true
		if o.Voice, err = w.source(c.Relays); err != nil {
			return 0, err
		}
		relays = o.Voice
	}
	if o.Origin, err = w.source(from); err != nil {
		return 0, err
	}
	if n, ok := w.known[o]; ok {
		return n, nil
	}
	n := uint32(w.pending.firstOrigin + len(w.pending.origins))
	w.known[o] = n
	w.pending.origins = append(w.pending.origins, o)
	return n, w.c.exec(`INSERT INTO provenance (number, source, relays, origin, maker) VALUES (?, ?, ?, ?, ?)`, n, source, relays, o.Origin, maker)
}

// show lets readers see what was committed.
func (w *writer) show(entries []graph.Entry) {
	if len(entries) == 0 {
		return
	}
	p, x := &w.pending, w.s.index
	for _, a := range p.newActors {
		x.AddActor(a.id, a.kind, a.from)
	}
	for _, id := range p.named {
		x.AddSource(id)
	}
	for _, k := range p.kinds {
		x.SetKind(k.actor, k.kind, k.from)
		w.s.actors.change(k.actor, k.from)
	}
	if len(p.makers)+len(p.origins) > 0 {
		cat := *w.s.catalog.Load()
		cat.makers = append(cat.makers, p.makers...)
		for _, o := range p.origins {
			cat.relays = append(cat.relays, o.relays)
			x.AddProvenance(o.Provenance)
			w.voiced[o.Voice] = true
		}
		w.s.catalog.Store(&cat)
	}
	w.showBulk(p.claims)
	for i := range p.claims {
		x.AddClaim(&p.claims[i])
	}
	number := func(seq graph.Sequence) uint32 {
		n, _ := x.Number(seq) // it was found by its id, so it is there
		return n
	}
	for _, s := range p.withdrawn {
		x.Withdraw(number(s.claim), s.from)
	}
	for _, s := range p.quoted {
		x.QuoteLater(number(s.claim), s.from)
	}
	for _, q := range p.pairs {
		x.Pair(number(q.a), number(q.b), q.open, q.from)
	}
	last := entries[len(entries)-1]
	w.head = graph.AsOf{Sequence: last.Sequence, Recorded: last.Recorded}
	x.Publish(last.Sequence)
	head := w.head
	w.s.head.Store(&head)
}
