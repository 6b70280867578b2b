package graph

// View is what one neighbourhood query returned.
type View struct {
	Query     Query // normalized: defaults filled in, lists sorted, seeds as cluster ids
	AsOf      AsOf
	Actors    []ViewActor
	Ties      []Tie
	Claims    []ViewClaim
	Totals    Totals
	Truncated *Truncated // nil: nothing was left out
	Cursor    string     // goes on from here at the same sequence; empty at the end
}

// ViewActor is an actor of a view: a cluster, under the name, kind and country of its least member.
type ViewActor struct {
	ID      ActorID
	Name    string
	Kind    Kind
	Country string
	Hop     int       // 0 for seeds
	Degree  int       // claim ends recorded up to the sequence, over all members
	Members []ActorID // of a cluster of two or more
}

// Tie sums up the matching claims between two actors; A <= B bytewise.
type Tie struct {
	A, B        ActorID
	Hop         int
	Claims      int
	Relations   []RelationCount
	First, Last Bound
	Sources     int
	Witnesses   int
	Disputed    bool
}

// ViewClaim is a claim of a view.
type ViewClaim struct {
	ClaimRow
	Certainty Certainty // empty without a window
}

// Totals count what matches, whatever the limit.
type Totals struct {
	Exact     bool // false: more exists beyond where the search stopped
	Claims    int
	Actors    int // seeds included
	Relations []RelationCount
	Years     []YearCount
	Peers     []PeerCount // the first MaxPeers; each claim counts for the end that is farther from the seeds
	More      PeerRest
}

// MaxPeers is how many peers the totals name.
const MaxPeers = 100

// PeerCount counts claims by peer.
type PeerCount struct {
	Actor  ActorID
	Claims int
}

// PeerRest sums up the peers that are not named.
type PeerRest struct{ Peers, Claims int }

// Reason says why an answer stopped.
type Reason string

// The reasons, in the order in which they are told.
const (
	ByTime     Reason = "time"     // the time limit; the last complete hop is the answer
	ByBudget   Reason = "budget"   // the frontier's degrees would pass MaxDegrees
	ByFrontier Reason = "frontier" // actors beyond `expand` were not expanded
	ByLimit    Reason = "limit"    // more claims match than were returned
)

// Truncated says what an answer left out and why.
type Truncated struct {
	Reason  Reason // the first of Reasons
	Reasons []Reason
	Shown   Shown
}

// Shown counts what an answer holds.
type Shown struct{ Actors, Ties, Claims int }
