package llm

import (
	"bufio"
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
)

//go:embed data/scores.tsv
var scoreTable string

// scores are the rows of scores.tsv: log odds by feature, but "most", which is a score.
type scores map[string]float64

func loadScores() (scores, error) {
	s := scores{}
	lines, n := bufio.NewScanner(strings.NewReader(scoreTable)), 0
	for lines.Scan() {
		n++
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		feature, weight, ok := strings.Cut(line, "\t")
		w, err := strconv.Atoi(weight)
		if !ok || err != nil {
			return nil, fmt.Errorf("scores.tsv line %d: want a feature, a tab and a whole number", n)
		}
		s[feature] = float64(w) / 100
	}
	return s, lines.Err()
}

// alone is the score, 0 to 100, of what only a model proposes.
func (s scores) alone(features []string) int {
	sum := s["start"]
	for _, f := range features {
		sum += s[f]
	}
	return min(chance(sum), int(math.Round(100*s["most"])))
}

// shifted moves a score by the weight of a feature; 0 and 100 are taken as 1 and 99.
func (s scores) shifted(score int, feature string) int {
	p := float64(min(max(score, 1), 99)) / 100
	return chance(math.Log(p/(1-p)) + s[feature])
}

func chance(logOdds float64) int { return int(math.Round(100 / (1 + math.Exp(-logOdds)))) }
