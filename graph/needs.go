package graph

import "slices"

// Needs lists what Admit has to know of a store to judge a batch, so that a store can fetch it in a few queries.
type Needs struct {
	Actors    []ActorID
	Sources   []SourceID // with every source on their relays chains
	Relayed   []SourceID // sources whose relays may change: with all that relays connect with them, either way, however far
	Claims    []ClaimID  // with the source of each that is recorded, as in Sources
	Records   []RecordID // ids of records that are not claims
	Opposed   []Triple
	Events    []string
	Runs      []string
	Proposals []RecordID
	Bands     []uint64 // the sources found by them count as Relayed
	Judgement bool     // the newest verdict of every pair of actors
}

// Triple is subject, relation, object and polarity of claims. For a symmetric relation the ends are in order.
type Triple struct {
	Subject  ActorID
	Relation RelationID
	Object   ActorID
	Polarity Polarity
}

// TripleOf gives the triple of a claim with the given polarity.
func TripleOf(o *Ontology, c *Claim, p Polarity) Triple {
	t := Triple{c.Subject, c.Relation, c.Object, p}
	if t.Subject > t.Object && o.IsSymmetric(t.Relation) {
		t.Subject, t.Object = t.Object, t.Subject
	}
	return t
}

// Knowledge is what a store knew before a batch. Maps hold only what exists, and MUST hold at least what Needs names.
// Admit adds to the maps what it accepts, so a Knowledge serves one batch.
type Knowledge struct {
	Head     AsOf
	Ontology *Ontology
	Actors   map[ActorID]Kind
	Sources  map[SourceID]*KnownSource
	Claims   map[ClaimID]*KnownClaim
	Records  map[RecordID]Sequence
	Opposed  map[Triple][]Rival   // standing claims
	Events   map[string][]Rival   // standing claims
	Runs     map[string][]ClaimID // standing claims
	// Proposals are those that are recorded.
	Proposals map[RecordID]bool
	Bands     map[uint64][]SourceID
	Verdicts  *Verdicts
	// Text gives the held text of a source. Quotes calls f for each quote of each claim of a source.
	Text   func(SourceID) (string, error)
	Quotes func(s SourceID, f func(ClaimID, Quote) error) error
}

// KnownSource is a source as a store knows it. Sources that are not recorded but named as relayed, or voiced by a
// claim, may be there with Recorded false.
type KnownSource struct {
	Recorded  bool
	Voiced    bool // it is the voice of a claim
	Held      bool
	Published string
	Relaying  SourceID // by the newest statement, a source record or a relay record
	Judged    bool     // that statement is a relay record
}

// KnownClaim is a recorded claim: as first recorded, with all its evidence.
type KnownClaim struct {
	Claim     *Claim
	Added     []Quote // evidence added later
	Sequence  Sequence
	Withdrawn bool
}

// Rival is a recorded, standing claim that a new one may contradict.
type Rival struct {
	ID       ClaimID
	Relation RelationID
	When     When // stamped
	Basis    Basis
	Polarity Polarity
	Modality Modality
	Event    string
}

// RivalOf takes from a claim what the rules of disputes look at.
func RivalOf(id ClaimID, c *Claim) Rival {
	return Rival{ID: id, Relation: c.Relation, When: c.When, Basis: c.WhenBasis, Polarity: c.Polarity, Modality: c.Modality, Event: c.Event}
}

// Needs lists what has to be known to admit the batch. It normalizes the records.
func (b Batch) Needs(o *Ontology) Needs {
	n := &needs{seen: map[string]bool{}, triples: map[Triple]bool{}, claims: map[ClaimID]bool{}, o: o}
	for _, r := range b.Records {
		r.Normalize()
		switch r := r.(type) {
		case *Claim:
			n.claim(r)
			continue
		case *Actor:
			n.actor(r.ID)
		case *Source:
			n.source(r.ID)
			n.source(r.Relays)
			n.Relayed = append(n.Relayed, r.ID)
			if r.Text != "" && b.Restore == nil {
				n.Bands = append(n.Bands, Bands(r.Text)...)
			}
		case *Relay:
			n.source(r.Source)
			n.source(r.Relays)
			n.Relayed = append(n.Relayed, r.Source)
		case *Retraction:
			if r.Run != "" && !n.seen["run "+r.Run] {
				n.seen["run "+r.Run] = true
				n.Runs = append(n.Runs, r.Run)
			}
			n.claimID(r.Claim)
		case *Judgement:
			n.actor(r.A)
			n.actor(r.B)
			n.Judgement = true
		case *Dispute:
			for _, id := range r.SideA {
				n.claimID(id)
			}
			for _, id := range r.SideB {
				n.claimID(id)
			}
		case *Evidence:
			n.claimID(r.Claim)
		case *Proposal:
			n.proposal(r)
		case *Review:
			n.Proposals = append(n.Proposals, r.Proposal)
			n.claimID(r.Claim)
		}
		n.Records = append(n.Records, r.RecordID())
	}
	return n.Needs
}

type needs struct {
	Needs
	o       *Ontology
	seen    map[string]bool
	triples map[Triple]bool
	claims  map[ClaimID]bool
}

func (n *needs) actor(a ActorID) {
	if key := "actor " + string(a); a != "" && !n.seen[key] {
		n.seen[key] = true
		n.Actors = append(n.Actors, a)
	}
}

func (n *needs) source(s SourceID) {
	if key := "source " + string(s); s != "" && !n.seen[key] {
		n.seen[key] = true
		n.Sources = append(n.Sources, s)
	}
}

func (n *needs) claimID(id ClaimID) {
	if !id.IsZero() && !n.claims[id] {
		n.claims[id] = true
		n.Claims = append(n.Claims, id)
	}
}

func (n *needs) claim(c *Claim) {
	n.source(c.Source)
	n.source(c.Relays)
	n.actor(c.Subject)
	n.actor(c.Object)
	n.actor(c.Place)
	for _, a := range c.Third {
		n.actor(a)
	}
	n.claimID(c.ID())
	n.claimID(c.Revises)
	if t := TripleOf(n.o, c, opposite(c.Polarity)); !n.triples[t] {
		n.triples[t] = true
		n.Opposed = append(n.Opposed, t)
	}
	if key := "event " + c.Event; c.Event != "" && !n.seen[key] {
		n.seen[key] = true
		n.Events = append(n.Events, c.Event)
	}
}

func (n *needs) proposal(p *Proposal) {
	c := &p.Claim
	n.source(c.Source)
	n.source(c.Relays)
	for _, a := range slices.Concat([]ActorID{c.Subject, c.Object, c.Place}, c.Third, p.Subject.Candidates, p.Object.Candidates) {
		n.actor(a)
	}
	n.claimID(c.ID())
}

func opposite(p Polarity) Polarity {
	if p == Denied {
		return Asserted
	}
	return Denied
}
