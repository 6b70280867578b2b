package extract

import (
	"bufio"
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

//go:embed data/score.tsv
var scoreTable string

// scores turns features of a proposal into how likely it is right. The weights are fitted on gold texts; see data/score.tsv.
type scores struct {
	weights map[string]float64 // log odds
}

func loadScores() (*scores, error) {
	weights, err := loadWeights("score.tsv", scoreTable)
	return &scores{weights: weights}, err
}

// loadWeights reads a table: feature, weight in hundredths of log odds; the feature "start" is always there.
func loadWeights(name, table string) (map[string]float64, error) {
	weights := map[string]float64{}
	lines, n := bufio.NewScanner(strings.NewReader(table)), 0
	for lines.Scan() {
		n++
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		feature, weight, ok := strings.Cut(line, "\t")
		if !ok {
			return nil, fmt.Errorf("%s line %d: want a feature, a tab and a weight", name, n)
		}
		w, err := strconv.Atoi(weight)
		if err != nil {
			return nil, fmt.Errorf("%s line %d: weight %q: want a whole number", name, n, weight)
		}
		weights[feature] = float64(w) / 100
	}
	return weights, lines.Err()
}

// of gives the score, 0 to 100. Features without a weight count nothing.
func (s *scores) of(features []string) int {
	sum := s.weights["start"]
	for _, f := range features {
		sum += s.weights[f]
	}
	return int(math.Round(100 / (1 + math.Exp(-sum))))
}

// features names what bears on whether a finding is right.
func (r *reading) features(e *event, s, t *party, m moment) []string {
	out := append([]string(nil), e.features...)
	out = append(out, "root:"+string(r.a.r.ontology.Root(e.relation)), "source:"+string(s.mention.Via), "target:"+string(t.mention.Via), "modality:"+string(e.modality))
	if e.polarity == graph.Denied {
		out = append(out, "denied")
	}
	for _, x := range []struct {
		name string
		p    *party
	}{{"source", s}, {"target", t}} {
		if x.p.owner {
			out = append(out, x.name+":owner")
		}
		if x.p.generic {
			out = append(out, x.name+":generic")
		}
		if x.p.mention.New != nil {
			out = append(out, x.name+":new")
		}
		if len(x.p.mention.Candidates) > 1 {
			out = append(out, x.name+":ambiguous")
		}
		if x.p.group != nil && x.p.group.Conjoined != nil {
			out = append(out, "listed")
		}
	}
	if e.clause != nil {
		out = append(out, "clause:"+string(e.clause.Kind))
	}
	if r.s.Kind == grammar.Headline || r.s.Kind == grammar.Crosshead {
		out = append(out, "heading")
	}
	if len(r.s.Tokens) > 40 {
		out = append(out, "long")
	}
	if !m.when.IsZero() {
		out = append(out, "dated")
	}
	return unique(out)
}

func unique(list []string) []string {
	var out []string
	for _, s := range list {
		out = appendNew(out, s)
	}
	return out
}
