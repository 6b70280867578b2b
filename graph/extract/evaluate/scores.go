package evaluate

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// Lesson is a proposal of which gold says whether it is right: what scores are fitted to.
type Lesson struct {
	Text     string // id of the text
	Features []string
	Score    int
	Right    bool
}

// Lessons reads the documents that have all their claims, and says of each proposal whether it is right, by lenient names.
// Proposals paired with a claim that may be left out teach nothing.
func Lessons(ctx context.Context, x Extractor, docs []Document, o Options) ([]Lesson, error) {
	var out []Lesson
	for i := range docs {
		d := &docs[i]
		if !d.Complete {
			continue
		}
		proposals, err := x.Read(ctx, d.Text)
		if err != nil {
			return nil, fmt.Errorf("%s, text %s: %w", d.File, d.ID, err)
		}
		b := newBench(d, o.Ontology, o.Directory, proposals)
		for c, e := range b.pair(FigureRight, Lenient).event {
			if e < 0 || d.Events[e].Core {
				p := b.candidates[c].Proposal
				out = append(out, Lesson{d.ID, slices.Clone(p.Features), p.Score, e >= 0})
			}
		}
	}
	return out, nil
}

// Scores are weights of features: the log odds that a proposal is right are their sum. See graph/extract/data/score.tsv.
type Scores struct {
	Start   float64  // of every proposal
	Weights []Weight // sorted by feature
}

// Weight is what a feature adds to the log odds.
type Weight struct {
	Feature string
	Weight  float64
	Seen    Share // proposals with it, and how many of them are right
}

// Limits of a fit.
const (
	leastSeen = 4   // proposals that a feature must have to get a weight
	sweeps    = 200 // over all features
)

// Fit fits weights to lessons by logistic regression: the weights that make the lessons most likely, less what pulls each
// weight to what was believed before, or else to 0 (ridge times half the square of how far it is from there), so that what was
// seen seldom says little; beliefs about what was hardly seen stay. It gives the same for the same lessons in any order:
// features are fitted one after the other by Newton's step, in the order of their names.
func Fit(lessons []Lesson, ridge float64, before Scores) Scores {
	rows := slices.Clone(lessons)
	slices.SortStableFunc(rows, func(a, b Lesson) int {
		if n := slices.Compare(a.Features, b.Features); n != 0 {
			return n
		}
		return b2i(a.Right) - b2i(b.Right)
	})
	at := map[string][]int{}
	for i := range rows {
		for _, f := range rows[i].Features {
			at[f] = append(at[f], i)
		}
	}
	s := Scores{Start: before.Start}
	believed := map[string]float64{}
	for _, w := range before.Weights {
		believed[w.Feature] = w.Weight
		if _, seen := at[w.Feature]; !seen {
			at[w.Feature] = nil
		}
	}
	for f, where := range at {
		if _, known := believed[f]; len(where) < leastSeen && !known {
			continue
		}
		w := Weight{Feature: f, Weight: believed[f]}
		for _, i := range where {
			w.Seen.count(rows[i].Right)
		}
		s.Weights = append(s.Weights, w)
	}
	slices.SortFunc(s.Weights, func(a, b Weight) int { return strings.Compare(a.Feature, b.Feature) })
	sums := make([]float64, len(rows))
	every := make([]int, len(rows))
	for i := range every {
		every[i] = i
		sums[i] = s.Start
	}
	for _, w := range s.Weights {
		for _, i := range at[w.Feature] {
			sums[i] += w.Weight
		}
	}
	step := func(where []int, off, ridge float64) float64 {
		slope, bend := ridge*off, ridge
		for _, i := range where {
			p := 1 / (1 + math.Exp(-sums[i]))
			slope += p - float64(b2i(rows[i].Right))
			bend += p * (1 - p)
		}
		return math.Max(-1, math.Min(1, -slope/math.Max(bend, 1e-9)))
	}
	for range sweeps {
		d := step(every, s.Start-before.Start, 1e-6)
		s.Start += d
		for i := range sums {
			sums[i] += d
		}
		for j := range s.Weights {
			w := &s.Weights[j]
			d := step(at[w.Feature], w.Weight-believed[w.Feature], ridge)
			w.Weight += d
			for _, i := range at[w.Feature] {
				sums[i] += d
			}
		}
	}
	return s
}

// Of is the score of a proposal with these features, 0 to 100, as the extractor works it out from the table.
func (s *Scores) Of(features []string) int {
	return int(math.Round(100 / (1 + math.Exp(-s.Odds(features)))))
}

// Odds are the log odds of features.
func (s *Scores) Odds(features []string) float64 {
	sum := hundredths(s.Start)
	for _, f := range features {
		i, ok := slices.BinarySearchFunc(s.Weights, f, func(w Weight, f string) int { return strings.Compare(w.Feature, f) })
		if ok {
			sum += hundredths(s.Weights[i].Weight)
		}
	}
	return float64(sum) / 100
}

func hundredths(w float64) int { return int(math.Round(w * 100)) }

// Folds is how many parts CrossFit makes.
const Folds = 5

// CrossFit gives each lesson the score that a fit to the texts of the other parts gives it: how scores do on texts they were
// not fitted to. The i-th text is in part i modulo Folds.
func CrossFit(lessons []Lesson, ridge float64, before Scores) []Lesson {
	part, out := map[string]int{}, slices.Clone(lessons)
	for _, l := range lessons {
		if _, known := part[l.Text]; !known {
			part[l.Text] = len(part) % Folds
		}
	}
	for fold := range Folds {
		s := Fit(slices.DeleteFunc(slices.Clone(lessons), func(l Lesson) bool { return part[l.Text] == fold }), ridge, before)
		for i := range out {
			if part[out[i].Text] == fold {
				out[i].Score = s.Of(out[i].Features)
			}
		}
	}
	return out
}

// BestRidge is the pull to 0, of some, with which scores of texts that were not fitted to are the best: the least surprise.
func BestRidge(lessons []Lesson, before Scores) float64 {
	best, least := 0.0, math.Inf(1)
	for _, ridge := range []float64{0.5, 1, 2, 4, 8, 16} {
		surprise := 0.0
		for _, l := range CrossFit(lessons, ridge, before) {
			p := min(max(float64(l.Score)/100, 0.005), 0.995)
			if !l.Right {
				p = 1 - p
			}
			surprise -= math.Log(p)
		}
		if surprise < least {
			best, least = ridge, surprise
		}
	}
	return best
}

// Reliability counts lessons by their scores.
func Reliability(lessons []Lesson) []Bin {
	var list []scored
	for _, l := range lessons {
		list = append(list, scored{l.Score, l.Right})
	}
	return bins(list)
}

// Write writes the table that the extractor reads: the head, then feature, tab, weight in hundredths of log odds.
func (s *Scores) Write(w io.Writer, head string) error {
	_, err := fmt.Fprintf(w, "%sstart\t%d\n", head, hundredths(s.Start))
	for _, x := range s.Weights {
		if err == nil && hundredths(x.Weight) != 0 {
			_, err = fmt.Fprintf(w, "%s\t%d\n", x.Feature, hundredths(x.Weight))
		}
	}
	return err
}
