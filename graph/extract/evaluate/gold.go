package evaluate

import (
	"liaison/graph"
	"liaison/graph/extract"
)

// Level says what of a gold event is known.
type Level string

// The levels.
const (
	Full  Level = "full"  // the words of the actors, or who they are
	Codes Level = "codes" // the countries of the actors
	Types Level = "type"  // the type alone
)

// Document is a text whose claims are known.
type Document struct {
	ID        string
	File      string // it was read from
	Line      int    // in File, from 1
	Text      extract.Text
	Origin    string // who coded it, where a file mixes several
	Phenomena []string
	Level     Level
	// Complete says that all claims of the text are listed. Of the other texts one event is known, or a few.
	Complete bool
	Actors   []Actor
	Events   []Event
	// Optional are roots that a proposal may have here for no gain and no loss.
	Optional []graph.RelationID
}

// Actor is somebody whom a text names, in all the ways in which it does so.
type Actor struct {
	Key   string // within the document; means nothing outside it
	Names []string
	Code  string // ISO 3166-1 alpha-3 of the country it is, or belongs to; may be empty
	Kind  graph.Kind
	ID    graph.ActorID // in sets that name actors by their ids; else empty
}

// Party is a gold end of an event.
type Party struct {
	Actor *Actor   // who it is; nil where gold has words only
	Words []string // the words at that place that are right
	Code  string   // ISO 3166-1 alpha-3; may be empty
	// Unknown: somebody, of whom gold says nothing that he could be known by; whoever is proposed is taken to be him.
	Unknown bool
}

// Coding is one way to code an event that is right.
type Coding struct {
	Roots          []graph.RelationID
	Source, Target *Party // nil: the text does not say who
	Polarity       graph.Polarity
	Modality       graph.Modality
	Reciprocal     bool // source and target may change places
}

// Event is a gold claim.
type Event struct {
	Label    string // the root as gold writes it first; what the figures by root go by
	Codings  []Coding
	Relation graph.RelationID // where gold says just which; may be empty
	Core     bool             // false: may be left out
	// Twin is the place in Events, plus 1, of a claim with the same actors and type that one proposal may tell together with
	// this one ("in Syria and in another country"); 0: none.
	Twin int

	When     graph.When
	WhenText string
	Undated  bool // whether and when is not judged
	// Attribution is who says so, in the words of the text; empty: nobody but the text.
	Attribution string
	AnySpeaker  bool // the attribution is not judged
	AnyPolarity bool // polarity and modality are not judged
	Third       []string
	Place       string
	Quotes      []string
}

// has says whether root is one of the roots of the coding.
func (c *Coding) has(root graph.RelationID) bool {
	for _, r := range c.Roots {
		if r == root {
			return true
		}
	}
	return false
}
