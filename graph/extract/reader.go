package extract

import (
	"context"
	"fmt"
	"iter"

	"liaison/graph"
	"liaison/graph/extract/dates"
	"liaison/graph/extract/gazetteer"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// Options say what a Reader knows.
type Options struct {
	Ontology *graph.Ontology       // required
	Actors   iter.Seq[graph.Actor] // those of a store, which come before the shipped ones; nil: none
	Doubtful bool                  // propose also what is left out as more likely wrong than right; scores are fitted to all
}

// Reader reads texts. It does not change once made, and may be used by several goroutines at once.
type Reader struct {
	ontology *graph.Ontology
	names    *gazetteer.Gazetteer
	times    *dates.Finder
	grammar  *grammar.Parser
	words    *lexicon.Lexicon
	scores   *scores
	refer    *referWeights
	doubtful bool
}

// New loads rules and lexicons. It fails where a data file is wrong, naming file and line, or without an ontology.
func New(o Options) (*Reader, error) {
	if o.Ontology == nil {
		return nil, fmt.Errorf("extract: options have no ontology")
	}
	r := &Reader{ontology: o.Ontology, doubtful: o.Doubtful}
	var err error
	if r.names, err = gazetteer.New(o.Actors); err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	if r.times, err = dates.New(); err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	if r.grammar, err = grammar.New(); err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	if r.words, err = lexicon.Load(o.Ontology); err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	if r.scores, err = loadScores(); err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	if r.refer, err = loadRefer(); err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	return r, nil
}

// Actor returns an actor that proposals may name, known or shipped.
func (r *Reader) Actor(id graph.ActorID) (graph.Actor, bool) { return r.names.Actor(id) }

// Read proposes the claims of a text, in the order in which the text makes them, the same for the same text every time. Every
// quote is text.Body[Start:End]. It fails only when the context ends. A text in another language than English gives no
// proposals; see Mentions.
func (r *Reader) Read(ctx context.Context, text Text) ([]Proposal, error) {
	if !Reads(text) {
		return nil, ctx.Err()
	}
	a := newArticle(r, text)
	if err := a.read(ctx); err != nil {
		return nil, err
	}
	return a.proposals(), nil
}
