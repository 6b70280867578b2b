package graph

import "time"

// Batch is a list of records for one atomic write.
type Batch struct {
	Records []Record
	// Restore, when set, has one stamp a record: the records keep their sequence and time. It is for putting an export
	// back into an empty store; the sequences must go on from the newest one without a gap.
	Restore []Stamp
}

// Stamp is a place in known time.
type Stamp struct {
	Sequence Sequence
	Recorded time.Time
}

// Status says what became of a record.
type Status string

// The statuses.
const (
	Accepted Status = "accepted" // recorded, with a sequence
	Added    Status = "added"    // known; the evidence that it lacked was recorded, with a sequence
	Known    Status = "known"    // recorded before; nothing changed
	Rejected Status = "rejected" // refused; Err says why, nothing changed
)

// Receipt says what became of one record of a batch.
type Receipt struct {
	Status   Status
	ID       RecordID
	Sequence Sequence // of what was recorded now (Accepted, Added) or before (Known)
	Kept     []string // fields in which a known claim's record differs and that stay as first recorded
	Err      error    // when rejected: an *Error
}
