package evaluate

import (
	"cmp"
	"slices"

	"liaison/graph"
	"liaison/graph/extract"
)

// Sentences are the figures on sentences of which one event is known, or a few.
type Sentences struct {
	Origin    string `json:"origin"` // "all": of every origin
	Sentences int    `json:"sentences"`
	Events    int    `json:"events"`

	// Top is the share of sentences with events whose best proposal has a type of one of them. A sentence without a proposal
	// is wrong.
	Top Share `json:"top"`
	// TopOfPair is likewise, with the best of the proposals between the actors of an event, if there is one.
	TopOfPair Share `json:"top_of_pair"`
	// Silent is the share of sentences without events that have no proposal.
	Silent Share `json:"silent"`

	TypeTop   Counts       `json:"type_top"`   // of the best proposal and those that belong to it
	TypeAll   Counts       `json:"type_all"`   // of all proposals
	TripleTop TripleCounts `json:"triple_top"` // source, target and type, likewise
	TripleAll TripleCounts `json:"triple_all"`
	PairAll   TripleCounts `json:"pair_all"` // source and target, whatever the type
}

// TripleCounts are counts by how the actors are compared.
type TripleCounts struct {
	Strict  Counts `json:"strict"`
	Lenient Counts `json:"lenient"`
	Loose   Counts `json:"loose"`
}

func (t *TripleCounts) by(b By) *Counts {
	return [ways]*Counts{&t.Strict, &t.Lenient, &t.Loose}[b]
}

// lowOverlap is the share of three word sequences below which a sentence has a wording of its own.
const lowOverlap = 0.15

// statement is the root of what is said without consequence; PLOVER has no type for it.
const statement graph.RelationID = "STATEMENT"

// sentenceResult is a sentence that is to be counted when the wording of all is known.
type sentenceResult struct {
	doc   *Document
	bench *bench
}

// addSentence compares a sentence.
func (r *Report) addSentence(d *Document, proposals []extract.Proposal) {
	var kept []extract.Proposal
	for i := range proposals {
		root := r.options.Ontology.Root(proposals[i].Claim.Relation)
		if rel, ok := r.options.Ontology.Relation(root); ok && rel.Class == graph.ClassEvent && root != statement {
			kept = append(kept, proposals[i])
		}
	}
	r.known.add(d)
	r.pending = append(r.pending, sentenceResult{d, newBench(d, r.options.Ontology, r.options.Directory, kept)})
}

// finishSentences counts them: of all origins, of each, and for each those with a wording of their own.
func (r *Report) finishSentences() {
	rows := map[string]*Sentences{}
	row := func(name string) *Sentences {
		if rows[name] == nil {
			rows[name] = &Sentences{Origin: name}
		}
		return rows[name]
	}
	for i := range r.pending {
		s := &r.pending[i]
		one := r.countSentence(s.bench)
		row("all").add(&one)
		row(s.doc.Origin).add(&one)
		if r.known.overlap(s.doc) < lowOverlap && s.doc.Level == Full {
			row(s.doc.Origin + ", own wording").add(&one)
		}
	}
	for _, s := range rows {
		r.Sentences = append(r.Sentences, s)
	}
	slices.SortFunc(r.Sentences, func(a, b *Sentences) int {
		if (a.Origin == "all") != (b.Origin == "all") {
			return cmp.Compare(b2i(b.Origin == "all"), b2i(a.Origin == "all"))
		}
		return cmp.Compare(a.Origin, b.Origin)
	})
	r.pending = nil
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// countSentence gives the figures of one sentence.
func (r *Report) countSentence(b *bench) Sentences {
	s := Sentences{Sentences: 1, Events: len(b.doc.Events)}
	best := b.best(func(int) bool { return true })
	if len(b.doc.Events) == 0 {
		s.Silent.count(best < 0)
		if best >= 0 {
			r.example(FalseAlarm, b.doc, nil, &b.candidates[best])
		}
	} else {
		s.Top.count(b.knows(best))
		if !b.knows(best) {
			var c *candidate
			if best >= 0 {
				c = &b.candidates[best]
			}
			r.example(WrongTop, b.doc, &b.doc.Events[0], c)
		}
		ofPair := b.best(b.ofKnownPair)
		if ofPair < 0 {
			ofPair = best
		}
		s.TopOfPair.count(b.knows(ofPair))
	}
	top := b.only(func(c int) bool { return best >= 0 && belongs(&b.candidates[c], &b.candidates[best]) })
	s.TypeTop, s.TypeAll = top.types(), b.types()
	if b.doc.Level == Types {
		return s
	}
	for by := range ways {
		*s.TripleTop.by(by) = top.lessOptional(top.pair(FigureTriple, by))
		*s.TripleAll.by(by) = b.lessOptional(b.pair(FigureTriple, by))
		*s.PairAll.by(by) = b.lessOptional(b.pair(FigureDirection, by))
	}
	return s
}

// best is the proposal with the highest score; of several the first in the text. -1: none.
func (b *bench) best(of func(candidate int) bool) int {
	best := -1
	for c := range b.candidates {
		if of(c) && (best < 0 || b.candidates[c].Score > b.candidates[best].Score) {
			best = c
		}
	}
	return best
}

// knows says whether a proposal has a type of one of the events.
func (b *bench) knows(c int) bool {
	return c >= 0 && slices.ContainsFunc(b.like[c], func(l likeness) bool { return l.by[Lenient].has(FigureType) })
}

func (b *bench) ofKnownPair(c int) bool {
	return slices.ContainsFunc(b.like[c], func(l likeness) bool { return l.by[Lenient].has(FigurePair) })
}

// belongs says whether two proposals are one clause with several actors.
func belongs(a, b *candidate) bool {
	return a.Claim.Relation == b.Claim.Relation && a.polarity == b.polarity && a.modality == b.modality && start(a.Proposal) == start(b.Proposal)
}

// only is the bench with some of its proposals.
func (b *bench) only(of func(candidate int) bool) *bench {
	out := *b
	out.candidates, out.like = nil, nil
	for c := range b.candidates {
		if of(c) {
			out.candidates = append(out.candidates, b.candidates[c])
			out.like = append(out.like, b.like[c])
		}
	}
	return &out
}

// types pairs each type that is proposed with each type that is known, both once.
func (b *bench) types() Counts {
	var seen []graph.RelationID
	once := b.only(func(c int) bool {
		if slices.Contains(seen, b.candidates[c].root) {
			return false
		}
		seen = append(seen, b.candidates[c].root)
		return true
	})
	doc := *b.doc
	doc.Events = nil
	var places []int
	var known []string
	for i := range b.doc.Events {
		if key := joined(b.doc.Events[i].Codings[0].Roots); !slices.Contains(known, key) {
			known = append(known, key)
			doc.Events = append(doc.Events, b.doc.Events[i])
			places = append(places, i)
		}
	}
	once.doc = &doc
	for c := range once.like {
		var row []likeness
		for _, i := range places {
			row = append(row, once.like[c][i])
		}
		once.like[c] = row
	}
	return once.lessOptional(once.pair(FigureType, Lenient))
}

// lessOptional counts a pairing, without the proposals of optional types that found nothing.
func (b *bench) lessOptional(p pairing) Counts {
	n := b.count(p, allEvents, allProposals)
	for c, e := range p.event {
		if e < 0 && slices.Contains(b.doc.Optional, b.candidates[c].root) {
			n.Proposed--
			n.Extra++
		}
	}
	return n
}

func (s *Sentences) add(o *Sentences) {
	s.Sentences += o.Sentences
	s.Events += o.Events
	s.Top.add(o.Top)
	s.TopOfPair.add(o.TopOfPair)
	s.Silent.add(o.Silent)
	s.TypeTop.add(o.TypeTop)
	s.TypeAll.add(o.TypeAll)
	for by := range ways {
		s.TripleTop.by(by).add(*o.TripleTop.by(by))
		s.TripleAll.by(by).add(*o.TripleAll.by(by))
		s.PairAll.by(by).add(*o.PairAll.by(by))
	}
}
