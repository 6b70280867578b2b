package graph

import (
	"time"
)

// Limits of a neighbourhood query.
const (
	MaxSeeds      = 50
	MaxDepth      = 3
	DefaultLimit  = 100
	MaxLimit      = 1_000
	DefaultExpand = 50
	MaxExpand     = 200
	MaxDegrees    = 2_000_000 // the budget: summed degrees of the actors whose claims one query may look through
)

// Moment says at what known time a query is answered. Of Sequence and KnownAt at most one may be set; without both it
// is now.
type Moment struct {
	Sequence    *Sequence
	KnownAt     *time.Time
	MinSequence Sequence // wait until the store has come so far
}

// Rank is the order of ties.
type Rank string

// The ranks.
const (
	Recent       Rank = "recent"       // newest day first, undated last; then more claims
	Strong       Rank = "strong"       // more claims; then newest day
	Corroborated Rank = "corroborated" // more witnesses; then more claims; then newest day
)

// Ranks lists the ranks.
func Ranks() []Rank { return []Rank{Recent, Strong, Corroborated} }

// Certainty says in which worlds a claim overlaps the window.
type Certainty string

// The certainties.
const (
	Possible Certainty = "possible" // in some world
	Certain  Certainty = "certain"  // in every world
)

// Criteria are the filters shared by the queries about claims between actors.
type Criteria struct {
	Moment
	Relations     []RelationID // a parent matches its children
	Direction     Direction    // default Both
	Window        Window       // meaningful when Windowed
	Windowed      bool
	Certainty     Certainty // default Possible
	Polarities    []Polarity
	Modalities    []Modality
	Sources       []SourceID
	MinConfidence int
	Limit         int // claims; default DefaultLimit, at most MaxLimit
	Cursor        string
}

// Query asks for a neighbourhood.
type Query struct {
	Criteria
	Actors       []ActorID // the seeds
	Depth        int       // 1 to MaxDepth; default 1
	Kinds        []Kind
	Avoid        []ActorID
	AvoidDegree  int // 0: off
	MinWitnesses int // 0: off
	Rank         Rank
	Expand       int
	Among        bool
}

// TieQuery asks for the claims between two actors.
type TieQuery struct {
	Criteria
	A, B ActorID
}

// ActorsQuery asks for actors by name, or, without one, for a page of all.
type ActorsQuery struct {
	Moment
	Text      string
	Kinds     []Kind
	Countries []string
	Limit     int
	Cursor    string
}

// ClaimList asks for claims by words, source, event or run, newest record first.
type ClaimList struct {
	Moment
	Text     string
	Source   SourceID
	Event    string
	Run      string
	Disputed bool
	Limit    int
	Cursor   string
}

// PageQuery asks for a page of a list.
type PageQuery struct {
	Moment
	Limit  int
	Cursor string
}
