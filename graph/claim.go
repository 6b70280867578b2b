package graph

import (
	"fmt"
)

// Basis says where the date of a claim comes from.
type Basis string

// The bases of a date.
const (
	BasisStated      Basis = "stated"      // the source gives the date
	BasisRelative    Basis = "relative"    // resolved from words such as "on Friday"
	BasisPublication Basis = "publication" // only the publication date is known
	BasisUnknown     Basis = "unknown"     // no date, or nothing known about where it comes from
)

// Bases lists the bases.
func Bases() []Basis { return []Basis{BasisStated, BasisRelative, BasisPublication, BasisUnknown} }

// Polarity says whether the source asserts or denies the relation.
type Polarity string

// The polarities.
const (
	Asserted Polarity = "asserted"
	Denied   Polarity = "denied"
)

// Polarities lists the polarities.
func Polarities() []Polarity { return []Polarity{Asserted, Denied} }

// Modality says how the relation is said to hold.
type Modality string

// The modalities.
const (
	Actual     Modality = "actual"
	Alleged    Modality = "alleged"
	Planned    Modality = "planned"
	Threatened Modality = "threatened"
	Refused    Modality = "refused"
)

// Modalities lists the modalities.
func Modalities() []Modality { return []Modality{Actual, Alleged, Planned, Threatened, Refused} }

// DefaultConfidence is the confidence of a claim whose record gives none.
const DefaultConfidence = 50

// Quote is an exact quotation of a source's text. Start and End are byte offsets into the held text; both are 0
// while no text is held and none were given.
type Quote struct {
	Text  string `json:"quote"`
	Start int    `json:"start,omitempty"`
	End   int    `json:"end,omitempty"`
}

// MadeBy says how a claim came to be.
type MadeBy struct {
	Kind    string `json:"kind,omitempty"` // person, importer, extractor
	Name    string `json:"name,omitempty"`
	Version string `json:"version,omitempty"`
	Run     string `json:"run,omitempty"` // what a retraction of a whole run names
}

// Claim is one statement by one source: one edge of the graph. Its id hashes what is claimed and by whom, not how it
// was found; the first record with an id fixes every other field.
type Claim struct {
	Source      SourceID
	Subject     ActorID
	Relation    RelationID
	Object      ActorID
	When        When
	WhenBasis   Basis
	WhenText    string // the words the date comes from
	Polarity    Polarity
	Modality    Modality
	Attribution string // who says so, in the source's words
	Confidence  int    // 0 to 100: how firmly the source says it
	Statement   string // in plain words
	Evidence    []Quote
	Third       []ActorID // third parties
	Place       ActorID
	Event       string   // shared by claims about one event
	Relays      SourceID // whose report this claim passes on, where that differs from the source's own
	Revises     ClaimID  // the claim that this one corrects
	MadeBy      MadeBy
}

// Type is TypeClaim.
func (c *Claim) Type() RecordType { return TypeClaim }

// Normalize fills the defaults (asserted, actual, basis stated for a date and unknown without one) and trims texts.
func (c *Claim) Normalize() {
	if c.Polarity == "" {
		c.Polarity = Asserted
	}
	if c.Modality == "" {
		c.Modality = Actual
	}
	if c.WhenBasis == "" {
		c.WhenBasis = BasisStated
		if c.When.IsZero() {
			c.WhenBasis = BasisUnknown
		}
	}
	c.Attribution, c.Statement, c.WhenText = clean(c.Attribution), clean(c.Statement), clean(c.WhenText)
	c.Event = clean(c.Event)
	c.MadeBy = MadeBy{Kind: clean(c.MadeBy.Kind), Name: clean(c.MadeBy.Name), Version: clean(c.MadeBy.Version), Run: clean(c.MadeBy.Run)}
}

// Validate checks every field by itself.
func (c *Claim) Validate() error {
	if err := checkID("source", string(c.Source)); err != nil {
		return err
	}
	if err := checkID("subject", string(c.Subject)); err != nil {
		return err
	}
	if err := checkID("object", string(c.Object)); err != nil {
		return err
	}
	if c.Relation == "" {
		return Invalid("relation", "", "is missing; it needs a relation of the ontology")
	}
	if err := oneOf("when_basis", c.WhenBasis, Bases()); err != nil {
		return err
	}
	if c.When.IsZero() && c.WhenBasis != BasisUnknown {
		return Invalid("when_basis", string(c.WhenBasis), "is %q but the claim has no date; without a date only %q fits", c.WhenBasis, BasisUnknown)
	}
	if err := oneOf("polarity", c.Polarity, Polarities()); err != nil {
		return err
	}
	if err := oneOf("modality", c.Modality, Modalities()); err != nil {
		return err
	}
	if c.Confidence < 0 || c.Confidence > 100 {
		return Invalid("confidence", fmt.Sprint(c.Confidence), "%d is out of range; allowed are whole numbers from 0 to 100", c.Confidence)
	}
	for _, f := range []struct{ name, value string }{
		{"attribution", c.Attribution}, {"when_text", c.WhenText}, {"event", c.Event}, {"made_by.kind", c.MadeBy.Kind},
		{"made_by.name", c.MadeBy.Name}, {"made_by.version", c.MadeBy.Version}, {"made_by.run", c.MadeBy.Run},
	} {
		if err := checkLine(f.name, f.value, MaxName); err != nil {
			return err
		}
	}
	if err := checkProse("statement", c.Statement, MaxLong); err != nil {
		return err
	}
	if err := checkQuotes(c.Evidence); err != nil {
		return err
	}
	if err := tooMany("third_parties", len(c.Third)); err != nil {
		return err
	}
	for _, a := range c.Third {
		if err := checkID("third_parties", string(a)); err != nil {
			return err
		}
	}
	if c.Place != "" {
		if err := checkID("place", string(c.Place)); err != nil {
			return err
		}
	}
	if c.Relays != "" {
		return checkID("relays", string(c.Relays))
	}
	return nil
}

func checkQuotes(list []Quote) error {
	if err := tooMany("evidence", len(list)); err != nil {
		return err
	}
	for _, q := range list {
		if q.Text == "" {
			return Invalid("evidence.quote", "", "is empty; evidence needs the exact words of the source")
		}
		if err := checkBytes("evidence.quote", q.Text, MaxLong); err != nil {
			return err
		}
		if q.located() && (q.Start < 0 || q.End-q.Start != len(q.Text)) {
			return Invalid("evidence.start", fmt.Sprintf("%d..%d", q.Start, q.End), "the quote has %d bytes but start and end are %d and %d; they are byte offsets, end after start", len(q.Text), q.Start, q.End)
		}
	}
	return nil
}

func (q Quote) located() bool { return q.Start != 0 || q.End != 0 }

// ID is the identity of the claim: a version tag and the fields source, subject, relation, object, canonical when,
// polarity, modality, attribution, place and revises, each with its length before it.
func (c *Claim) ID() ClaimID {
	h := newHasher("liaison/claim/1")
	h.text(string(c.Source))
	h.text(string(c.Subject))
	h.text(string(c.Relation))
	h.text(string(c.Object))
	h.when(c.When)
	h.text(string(c.Polarity))
	h.text(string(c.Modality))
	h.text(c.Attribution)
	h.text(string(c.Place))
	h.id(c.Revises)
	return h.sum()
}

// RecordID is the identity of the claim.
func (c *Claim) RecordID() RecordID { return c.ID() }

// Voice is the source whose relays chain tells where the claim comes from: what the claim itself relays, else its
// source.
func (c *Claim) Voice() SourceID {
	if c.Relays != "" {
		return c.Relays
	}
	return c.Source
}

func (h *hasher) when(w When) {
	at := len(h.buf)
	h.buf = append(h.buf, 0, 0, 0, 0)
	h.buf = w.Append(h.buf)
	n := len(h.buf) - at - 4
	h.buf[at], h.buf[at+1], h.buf[at+2], h.buf[at+3] = byte(n>>24), byte(n>>16), byte(n>>8), byte(n)
}

// Evidence adds quotes to a claim that was recorded without them.
type Evidence struct {
	Claim  ClaimID `json:"claim"`
	Quotes []Quote `json:"evidence"`
}

// Type is TypeEvidence.
func (e *Evidence) Type() RecordType { return TypeEvidence }

// Normalize changes nothing: quotes are exact.
func (e *Evidence) Normalize() {}

// Validate checks the quotes by themselves.
func (e *Evidence) Validate() error {
	if e.Claim.IsZero() {
		return Invalid("claim", "", "is missing; evidence belongs to a claim")
	}
	if len(e.Quotes) == 0 {
		return Invalid("evidence", "", "is empty")
	}
	return checkQuotes(e.Quotes)
}

// RecordID hashes all fields.
func (e *Evidence) RecordID() RecordID {
	h := newHasher("liaison/evidence/1")
	h.id(e.Claim)
	h.number(len(e.Quotes))
	for _, q := range e.Quotes {
		h.text(q.Text)
		h.number(q.Start)
		h.number(q.End)
	}
	return h.sum()
}
