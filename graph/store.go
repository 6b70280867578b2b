package graph

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Store keeps the records and answers from them with integers; it never ranks, pages or cuts, and never decides
// identity: Explorer does that once for every store, so that the bytes of an answer cannot differ.
//
// Every read MUST be a pure function of its arguments and the records with a sequence <= the one asked for. A
// sequence above the newest one MUST answer as the newest one. Reads MUST see all that was acknowledged before they
// began. All methods MUST be safe for concurrent use, MUST return ctx.Err() (wrapped or not) soon after the context
// ends, and MUST NOT keep or change their arguments. What they return belongs to the caller, but MAY share memory
// with the store and so MUST NOT be changed. Errors are *Error where a caller could act on them.
type Store interface {
	// ID names this set of records for ever: 32 hex digits, made when the store was created.
	ID() string

	// Append admits the batch under the one write lock, by the rules of Admit, and MUST NOT return before what was
	// accepted is durable; then there is a receipt for each record, in order. On an error nothing of the batch is
	// recorded. The n-th accepted record gets the sequence head+n.
	Append(ctx context.Context, b Batch) ([]Receipt, error)

	// Head gives the newest sequence (at == nil), or the newest one recorded at or before a time.
	Head(ctx context.Context, at *time.Time) (AsOf, error)

	// At gives the record time of a sequence; one above the newest gives the newest.
	At(ctx context.Context, s Sequence) (AsOf, error)

	// Journal yields the entries of the given types (nil: all) with after < sequence <= upto (0: newest), in order,
	// until yield returns an error, which it returns. Source records carry their text. An entry that has derived rows
	// carries them (Disputes, Moves, Withdraws).
	Journal(ctx context.Context, types []RecordType, after, upto Sequence, yield func(Entry) error) error

	// Derived yields what entries with after < sequence <= upto (0: newest) decided: withdrawals, dispute pairs and
	// origin moves (Origin and Bands are left out), for each such entry, in order.
	Derived(ctx context.Context, after, upto Sequence, yield func(Sequence, Derived) error) error

	// Actors gives the newest version at s of each of the actors that is recorded by then, in the order asked for;
	// the others are left out.
	Actors(ctx context.Context, s Sequence, ids []ActorID) ([]Actor, error)

	// ActorsPage gives up to n actors recorded by s whose id is above after, of the kinds and countries (nil: all),
	// in order of id.
	ActorsPage(ctx context.Context, s Sequence, kinds []Kind, countries []string, after ActorID, n int) ([]Actor, error)

	// Sources is like Actors; the texts are left out (Text is empty) and Held tells that there is one.
	Sources(ctx context.Context, s Sequence, ids []SourceID) ([]SourceState, error)

	// SourcesPage gives up to n sources recorded by s whose id is above after, in order of id.
	SourcesPage(ctx context.Context, s Sequence, after SourceID, n int) ([]SourceState, error)

	// Text gives the held text of a source at s; false where none is held.
	Text(ctx context.Context, s Sequence, id SourceID) (string, bool, error)

	// Claims gives each of the claims recorded by s, in the order asked for, with evidence and standing at s; the
	// others are left out.
	Claims(ctx context.Context, s Sequence, ids []ClaimID) ([]ClaimState, error)

	// ClaimsPage lists claims recorded by s and not withdrawn at s, newest record first: those that pass the filter and
	// whose record is older than before (0: from the newest).
	ClaimsPage(ctx context.Context, s Sequence, q ClaimsQuery, before Sequence, n int) ([]ClaimState, error)

	// Proposals gives each of the proposals recorded by s, in the order asked for, with the newest review at s; the others
	// are left out.
	Proposals(ctx context.Context, s Sequence, ids []RecordID) ([]ProposalState, error)

	// ProposalsPage gives up to n of the proposals recorded by s that pass the filter (see ProposalsQuery.Passes) and
	// whose record is newer than after, in order of sequence, and counts all that pass, whatever after.
	ProposalsPage(ctx context.Context, s Sequence, q ProposalsQuery, after Sequence, n int) (page []ProposalState, total int, err error)

	// Readings counts, for each source whose id is above after and in which proposals were found by s, how many those are and
	// how many of them are open; with waiting, only sources that have open ones. It gives up to n, in order of id.
	Readings(ctx context.Context, s Sequence, waiting bool, after SourceID, n int) ([]Reading, error)

	// Degrees counts, for each actor, the claim ends recorded up to s, withdrawn ones included.
	Degrees(ctx context.Context, s Sequence, ids []ActorID) ([]int, error)

	// Expand finds the matching claims around a frontier.
	Expand(ctx context.Context, s Sequence, f *Filter, h Hop) (Expansion, error)

	// Reach finds whom matching claims lead to from a frontier, without counting them: what a search for paths needs.
	// MinWitnesses of the filter does not apply.
	Reach(ctx context.Context, s Sequence, f *Filter, l Leap) ([]Step, error)

	// Ties gives the details and some claims of ties.
	Ties(ctx context.Context, s Sequence, f *Filter, ties []TieAsk) ([]TieAnswer, error)

	// Line puts the matching claims around actors in the order of time.
	Line(ctx context.Context, s Sequence, f *Filter, l LineAsk) (LineAnswer, error)

	// Stats counts what is recorded up to s.
	Stats(ctx context.Context, s Sequence) (Stats, error)

	// Ontology gives the ontology stored with the data.
	Ontology() *Ontology

	// Close waits for writes under way and releases everything; later calls fail with CodeUnavailable.
	Close() error
}

// SourceState is a source at a sequence.
type SourceState struct {
	Source
	Held     bool     // a text is held
	Relaying SourceID // what it relays by the newest statement, the source's own record or a relay record
	Origin   SourceID // the end of its relays chain at the sequence
	Sequence Sequence // of the version
	Recorded time.Time
	Claims   int // claims published there by the sequence, withdrawn ones included
}

// ClaimState is a claim at a sequence.
type ClaimState struct {
	ID ClaimID
	Claim
	Sequence  Sequence
	Recorded  time.Time
	Additions []Addition // evidence added later, in order; Claim.Evidence holds the first
	Withdrawn Sequence   // 0: it stands
	Origin    SourceID   // at the sequence
	Disputed  bool
}

// Quotes gives all evidence: the first, and what was added.
func (c *ClaimState) Quotes() []Quote {
	all := slices.Clone(c.Evidence)
	for _, a := range c.Additions {
		all = append(all, a.Quotes...)
	}
	return all
}

// HasWords tells whether all words (see Words) stand in the statement or the quotes, taken together, the last one as a
// beginning. No words stand everywhere.
func (c *ClaimState) HasWords(words []string) bool {
	if len(words) == 0 {
		return true
	}
	stand := Words(c.Statement)
	for _, q := range c.Quotes() {
		stand = append(stand, Words(q.Text)...)
	}
	for i, w := range words {
		last := i == len(words)-1
		if !slices.ContainsFunc(stand, func(x string) bool { return x == w || last && strings.HasPrefix(x, w) }) {
			return false
		}
	}
	return true
}

// Addition is evidence added to a recorded claim.
type Addition struct {
	Quotes   []Quote
	Sequence Sequence
	Recorded time.Time
}

// ClaimsQuery filters a list of claims. Zero values do not filter.
type ClaimsQuery struct {
	Words    []string // folded words (see Words), all of which stand in the statement or a quote; the last one as a beginning
	Source   SourceID
	Event    string
	Run      string
	Disputed bool // only claims disputed at the sequence
}

// Direction is seen from the frontier.
type Direction string

// The directions.
const (
	Both Direction = "both"
	Out  Direction = "out"
	In   Direction = "in"
)

// Filter says which claims match. Lists that are empty do not filter. A claim must also be recorded, and not
// withdrawn, at the sequence. Everything in it is read-only and shared.
type Filter struct {
	Relations     []RelationID // exact relations (parents are expanded before)
	Direction     Direction    // ignored for symmetric relations
	Window        Window
	Windowed      bool // false: no time filter
	Certain       bool // certain overlap with the window, not only possible
	Polarities    []Polarity
	Modalities    []Modality
	Sources       []SourceID
	Kinds         []Kind    // of the neighbour: the kind of its cluster's least member
	Avoid         []ActorID // clusters that are not neighbours
	AvoidDegree   int       // neighbours whose degree is above this one are left out; 0: off
	Exempt        []ActorID // clusters (the seeds) to which Kinds, Avoid and AvoidDegree do not apply
	MinConfidence int
	// MinWitnesses leaves out a row whose pair of actors has fewer witnesses, counted over all matching claims between
	// the two, whatever their direction and whatever Hop.Done: so a tie is kept or dropped whole, at every hop alike.
	MinWitnesses int
	Identity     *Identity
	Origins      *Origins
}

// Hop is one step of an expansion. Ids are cluster ids.
type Hop struct {
	Frontier []ActorID
	// Done are the frontiers of earlier hops: a claim that matches from one of them was counted there and is left out.
	Done []ActorID
	// Among asks for the claims between the actors of the frontier only, whatever their direction, none within one
	// cluster; Done keeps its meaning (with Filter.Direction).
	Among bool
	// Witnesses asks for the witnesses of each row.
	Witnesses bool
}

// Expansion is what a hop finds. Each claim is counted once: in the row of the frontier actor and its peer, and, where
// both are in the frontier, in the row of the lesser id (Frontier < Peer bytewise). A claim within one cluster is in a
// row with Frontier == Peer. Rows are in no particular order.
type Expansion struct {
	Rows      []Row
	Relations []RelationCount
	Years     []YearCount
}

// Row sums up the matching claims between a frontier actor and a peer.
type Row struct {
	Frontier, Peer ActorID
	Claims         int
	Newest         Day // the newest Day() of its claims, OpenStart when all are undated
	Witnesses      int // when asked for
}

// RelationCount counts claims of one relation.
type RelationCount struct {
	Relation RelationID
	Claims   int
}

// YearCount counts claims whose first day lies in a year; Open counts those without a first day.
type YearCount struct {
	Year   int
	Open   bool
	Claims int
}

// TieAsk asks for a tie. Its claims are those that match between the clusters A and B seen from A (FromA), from B
// (FromB), or whatever the direction (Any). A == B asks for the claims within one cluster. Kinds, Avoid, AvoidDegree
// and MinWitnesses of the filter do not apply: the caller has decided that the tie is shown.
type TieAsk struct {
	A, B              ActorID // A <= B
	FromA, FromB, Any bool
	Skip, N           int // the claims wanted, in claim order: newest Day() first, undated last, then id
}

// TieAnswer describes a tie.
type TieAnswer struct {
	Claims      int
	Relations   []RelationCount // most claims first, then relation
	Years       []YearCount     // ascending, open last
	First, Last Bound           // over the dated claims
	Sources     int
	Witnesses   int
	Disputed    bool
	Rows        []ClaimRow
}

// LineAsk asks for the claims that match seen from one of the actors, each of them once. Kinds, Avoid, AvoidDegree and
// MinWitnesses of the filter do not apply.
type LineAsk struct {
	Actors  []ActorID // cluster ids
	Peer    ActorID   // a cluster: only claims with it at the other end; empty: whoever is there
	Skip, N int       // the claims wanted, in claim order: newest Day() first, undated last, then id
}

// LineAnswer is what LineAsk asks for.
type LineAnswer struct {
	Dates []DateCount // of all its claims, in no order, each date once
	Rows  []ClaimRow
}

// DateCount counts claims of the same date; the zero When is that of the undated ones.
type DateCount struct {
	When   When
	Claims int
}

// Bound is an end of a period: a day, or open, or (Known false) no dated claim at all.
type Bound struct {
	Day  Day
	Open bool
	None bool
}

// ClaimRow is what a view shows of a claim.
type ClaimRow struct {
	ID         ClaimID
	Subject    ActorID
	Relation   RelationID
	Object     ActorID
	When       When
	Basis      Basis
	Polarity   Polarity
	Modality   Modality
	Confidence int
	Source     SourceID
	Disputed   bool
}

// Stats counts what a store holds at a sequence.
type Stats struct {
	Actors, Sources                   int
	Claims, Withdrawn                 int             // Claims: all recorded ones, withdrawn ones included
	Judgements, Disputes, Retractions int             // records
	Proposals, OpenProposals          int             // recorded proposals, and those of them about which nothing is decided
	Disputed                          int             // standing claims that are disputed
	Undated, WithoutEvidence          int             // of the standing claims
	TextsHeld                         int             // of sources
	Relations                         []RelationCount // of the standing claims: most first, then relation
	Years                             []YearCount     // of the standing claims: ascending, open last
	Kinds                             []KindCount     // of actors: most first, then kind
}

// KindCount counts actors of one kind.
type KindCount struct {
	Kind   Kind
	Actors int
}
