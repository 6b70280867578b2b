package grammar

import (
	"fmt"
	"iter"
	"slices"

	"github.com/jdkato/prose/v3/segment"
	"github.com/jdkato/prose/v3/tag"
	"github.com/jdkato/prose/v3/tokenize"
)

// Parser reads English text. Make one with New and share it: it does not change, so many goroutines may use it at once.
type Parser struct {
	words     *lexicon
	repairs   *repairs
	tokenizer *tokenize.Tokenizer
	tagger    *tag.Tagger
	segmenter *segment.Segmenter
}

// New loads the word lists and rules of the data folder and the models of prose. It fails only if a data file is wrong.
func New() (*Parser, error) {
	words, err := loadLexicon()
	if err != nil {
		return nil, fmt.Errorf("grammar: %w", err)
	}
	rules, err := loadRepairs(words)
	if err != nil {
		return nil, fmt.Errorf("grammar: %w", err)
	}
	tagger, err := tag.New()
	if err != nil {
		return nil, fmt.Errorf("grammar: load the tagger: %w", err)
	}
	segmenter, err := segment.New()
	if err != nil {
		return nil, fmt.Errorf("grammar: load the sentence splitter: %w", err)
	}
	p := &Parser{words: words, repairs: rules, tagger: tagger, segmenter: segmenter}
	p.tokenizer = tokenize.New(tokenize.UsingSplitCases(nil), tokenize.UsingSpecialTest(func(w string) bool {
		return words.is(lower(w), wordAbbreviation) || len(w) == 2 && w[1] == '.' && w[0] >= 'A' && w[0] <= 'Z'
	}))
	return p, nil
}

// Parse reads a whole text. Known words are those recognised beforehand, in any order; where two overlap, the one that starts
// first counts, and the longer one of two that start together.
func (p *Parser) Parse(body string, known ...Known) []*Sentence {
	return slices.Collect(p.Sentences(body, known))
}

// Sentences reads a text sentence by sentence and keeps none of them, so memory does not grow with the text.
func (p *Parser) Sentences(body string, known []Known) iter.Seq[*Sentence] {
	known, numbers := inOrder(known)
	return func(yield func(*Sentence) bool) {
		from := 0
		for s := range p.Tokens(body) {
			for from < len(known) && known[from].End <= s.Start {
				from++
			}
			to := from
			for to < len(known) && known[to].Start < s.End {
				to++
			}
			p.analyse(s, known[from:to], numbers[from:to])
			if !yield(s) {
				return
			}
		}
	}
}

// Tokens reads sentences with their tokens and tags, their quotes and asides, and no further: what is needed to look for
// names and dates. Analyse reads the rest.
func (p *Parser) Tokens(body string) iter.Seq[*Sentence] {
	return func(yield func(*Sentence) bool) {
		quotes := &quoting{}
		for b := range p.blocks(body) {
			for s := range p.split(body, b) {
				p.tokens(s)
				quotes.read(s)
				p.margins(s)
				if !yield(s) {
					return
				}
			}
		}
	}
}

// Analyse reads groups, clauses and reports of a sentence of Tokens. Token.Known counts within known.
func (p *Parser) Analyse(s *Sentence, known []Known) {
	known, numbers := inOrder(known)
	p.analyse(s, known, numbers)
}

// inOrder sorts known words by place, drops those that overlap an earlier one, and says which number each had.
func inOrder(known []Known) ([]Known, []int) {
	at := make([]int, 0, len(known))
	for i, k := range known {
		if k.Start < k.End {
			at = append(at, i)
		}
	}
	slices.SortStableFunc(at, func(a, b int) int {
		if known[a].Start != known[b].Start {
			return known[a].Start - known[b].Start
		}
		return known[b].End - known[a].End
	})
	sorted, numbers, end := make([]Known, 0, len(at)), make([]int, 0, len(at)), 0
	for _, i := range at {
		if known[i].Start >= end {
			sorted, numbers, end = append(sorted, known[i]), append(numbers, i+1), known[i].End
		}
	}
	return sorted, numbers
}
