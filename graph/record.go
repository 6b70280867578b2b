package graph

import (
	"time"
)

// Sequence numbers the accepted records of a store: 1, 2, 3, ... It is the exact form of known time; 0 is before
// the first record.
type Sequence uint64

// RecordType says what a record is about; it is the `type` of a line of NDJSON.
type RecordType string

// The record types. A person writes the first six, and reviews; the store itself adds evidence and relay records, and who
// reads texts adds proposals.
const (
	TypeActor      RecordType = "actor"
	TypeSource     RecordType = "source"
	TypeClaim      RecordType = "claim"
	TypeRetraction RecordType = "retraction"
	TypeJudgement  RecordType = "judgement"
	TypeDispute    RecordType = "dispute"
	TypeEvidence   RecordType = "evidence" // evidence that a known claim lacked
	TypeRelay      RecordType = "relay"    // what a source was found, or said, to relay
	TypeProposal   RecordType = "proposal" // a claim that was found in a text and is not recorded yet
	TypeReview     RecordType = "review"   // what was decided about a proposal
)

// RecordTypes lists all record types.
func RecordTypes() []RecordType {
	return []RecordType{TypeActor, TypeSource, TypeClaim, TypeRetraction, TypeJudgement, TypeDispute, TypeEvidence, TypeRelay, TypeProposal, TypeReview}
}

// Record is one line of the append-only log: *Actor, *Source, *Claim, *Retraction, *Judgement, *Dispute, *Evidence,
// *Relay, *Proposal or *Review.
type Record interface {
	Type() RecordType
	// Normalize brings the fields into the form in which they are kept (defaults, trimmed texts).
	Normalize()
	// Validate checks the record by itself; what it names is checked at the write.
	Validate() error
	// RecordID is the hash of the normalized fields.
	RecordID() RecordID
}

// Entry is an accepted record together with what the write decided about it. Entries are what a store keeps; all
// that it answers follows from them.
type Entry struct {
	Sequence Sequence
	Recorded time.Time // UTC, microseconds; strictly increasing
	ID       RecordID
	Record   Record

	Derived Derived
}

// Derived is what an entry decides besides itself. It follows from the records before it, so it is not exported.
type Derived struct {
	Withdraws []ClaimID     // claims that are withdrawn from this sequence on
	Origin    SourceID      // of a claim: the end of the relays chain of its voice, when it was written
	Disputes  []DisputePair // pairs of claims whose standing this entry decides
	Moves     []OriginMove  // sources whose origin is another one from this sequence on
	Bands     []uint64      // of a source with a text: its near-copy bands
}

// DisputePair is the standing of two claims from a sequence on. A == B stands for a claim disputed by itself. The
// last entry that names a pair holds; a pair counts while neither of its claims is withdrawn.
type DisputePair struct {
	A, B ClaimID // A <= B bytewise
	Rule string  // "polarity" or "date" where a rule decided, empty where a dispute record did
	Open bool    // false: judged compatible
}

// OriginMove says that a source's origin changed.
type OriginMove struct{ Source, Origin SourceID }

// AsOf is a point in known time.
type AsOf struct {
	Sequence Sequence
	Recorded time.Time // of the newest record at that sequence; zero before the first
}
