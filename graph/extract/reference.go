package extract

import (
	"context"
	_ "embed"
	"slices"
	"strings"
)

//go:embed data/refer.tsv
var referTable string

// referWeights say what speaks for and against whom words may mean. A feature counts by itself and for the sort of words; see data/refer.tsv.
type referWeights struct {
	start float64
	sums  map[string]map[string]float64 // by sort of question, by feature
}

func loadRefer() (*referWeights, error) {
	weights, err := loadWeights("refer.tsv", referTable)
	if err != nil {
		return nil, err
	}
	w := &referWeights{start: weights["start"], sums: map[string]map[string]float64{}}
	for _, sort := range []string{"he", "it", "they", "the"} {
		w.sums[sort] = map[string]float64{}
		for name, weight := range weights {
			narrowed, feature, ok := strings.Cut(name, ": ")
			switch {
			case !ok:
				w.sums[sort][name] += weight
			case narrowed == sort:
				w.sums[sort][feature] += weight
			}
		}
	}
	return w, nil
}

func (w *referWeights) of(q *question, features []string) float64 {
	sums := w.sums[q.sort]
	odds := w.start + sums["any"]
	for _, f := range features {
		odds += sums[f]
	}
	return odds
}

// Reference is a pronoun of a text with all whom it may mean, best first.
type Reference struct {
	Start, End int
	Text       string
	Choices    []Choice
	Taken      bool // the first of them is taken; false: nobody is
}

// Choice is whom a pronoun may mean, with what speaks for and against it.
type Choice struct {
	Mentions []Mention // more than one: all of them together
	Features []string
	Odds     float64
}

// References tells of each pronoun of a text whom it may mean: what the weights of data/refer.tsv are fitted to.
func (r *Reader) References(ctx context.Context, text Text) ([]Reference, error) {
	if !Reads(text) {
		return nil, ctx.Err()
	}
	a := newArticle(r, text)
	a.tracing = true
	if err := a.read(ctx); err != nil {
		return nil, err
	}
	return a.references, nil
}

// trace keeps a question with its answers.
func (r *reading) trace(q *question, list []*choice, taken bool) {
	t := &r.s.Tokens[q.token]
	ref := Reference{Start: t.Start, End: t.End, Text: t.Text, Taken: taken}
	for _, c := range list {
		one := Choice{Odds: c.odds}
		for _, p := range c.list {
			one.Mentions = append(one.Mentions, p.mention)
		}
		for _, f := range append([]string{"any"}, c.features...) {
			one.Features = append(one.Features, f, q.sort+": "+f)
		}
		ref.Choices = append(ref.Choices, one)
	}
	i := slices.IndexFunc(r.a.references, func(x Reference) bool { return x.Start == ref.Start })
	switch {
	case i < 0:
		r.a.references = append(r.a.references, ref)
	case len(r.a.references[i].Choices) <= len(ref.Choices):
		r.a.references[i] = ref
	}
}
