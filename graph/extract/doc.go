// Package extract reads texts and proposes the claims that they make: typed, dated, attributed, each with the exact
// words behind it. It works offline and gives the same proposals for the same text every time.
//
// A text goes through stages, each a package or a file of its own:
//
//	document   a file, a page or a mail becomes plain text, to whose bytes all offsets refer
//	grammar    paragraphs, sentences, tokens with tags, noun and verb groups, clauses
//	gazetteer  names of states, offices, organisations, and of the actors already known
//	dates      expressions of time as EDTF, with the words that they come from
//	extract    who did what to whom: frames over clauses and nouns, reference, attribution, modality, polarity, place
//	evaluate   how good that is, on texts whose claims are known
//
// Rules and lexicons are data: files of the data folders, in our own wording, each entry with an example.
package extract

import "liaison/graph"

// Version is the version of the rules; it is part of every proposal's MadeBy.
const Version = "1"

// Text is what is read.
type Text struct {
	Body      string // plain text, UTF-8; offsets are bytes of it
	Published string // publication date, EDTF; empty: unknown
	Language  string // BCP 47, such as "en"; empty: found out
}

// Via says by what kind of words an actor is meant.
type Via string

// The kinds of words.
const (
	ByName     Via = "name"     // "Russia", "Hamas", "Angela Merkel"
	ByDemonym  Via = "demonym"  // "Russian troops"
	ByMetonym  Via = "metonym"  // "Moscow", "the Kremlin"
	ByOffice   Via = "office"   // "the French president"
	ByPronoun  Via = "pronoun"  // "they"
	ByDefinite Via = "definite" // "the two sides", "the new administration"
	ByImplied  Via = "implied"  // not said at that place, taken from what goes before
)

// Mention is an actor at a place of the text.
type Mention struct {
	Text       string // the words there; Body[Start:End]
	Start, End int
	Via        Via
	Actor      graph.ActorID   // one already known, or the id of New; never a guess: empty when Candidates has more than one
	Candidates []graph.ActorID // known actors that the words may mean, best first
	New        *graph.Actor    // an actor not known yet, proposed under its own id
}

// Proposal is a claim that the text makes, as far as rules can tell.
type Proposal struct {
	Claim   graph.Claim // without Source; Subject and Object are empty where their Mention has no Actor
	Subject Mention
	Object  Mention
	Third   []Mention
	Place   *Mention
	Score   int      // 0 to 100: how likely it is right, as measured on gold texts
	Rules   []string // ids of the rules that made it, in order
	// Features name what Score was worked out from, sorted: which path the rules took, by what words the ends are meant, and so on;
	// see data/score.tsv.
	Features []string
}
