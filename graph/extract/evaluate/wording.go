package evaluate

import (
	"slices"
	"strings"

	"liaison/graph"
)

// wording knows the sequences of three words of all sentences of each origin, with actors masked. Sets of sentences that
// were collected by searching for a phrase are full of near copies; a sentence with a wording of its own tells more.
type wording map[string]map[string]int

// add takes the sequences of a sentence in, each once.
func (w *wording) add(d *Document) {
	if *w == nil {
		*w = wording{}
	}
	if (*w)[d.Origin] == nil {
		(*w)[d.Origin] = map[string]int{}
	}
	for _, t := range trigrams(d) {
		(*w)[d.Origin][t]++
	}
}

// overlap is the share of the sequences of a sentence that another sentence of its origin has as well, from 0 to 1.
func (w wording) overlap(d *Document) float64 {
	list := trigrams(d)
	shared := 0
	for _, t := range list {
		if w[d.Origin][t] > 1 {
			shared++
		}
	}
	return share(shared, len(list))
}

// trigrams are the sequences of three words of a sentence, each once, with its known actors masked.
func trigrams(d *Document) []string {
	text := d.Text.Body
	for i := range d.Events {
		for _, p := range []*Party{d.Events[i].Codings[0].Source, d.Events[i].Codings[0].Target} {
			if p == nil {
				continue
			}
			for _, words := range p.Words {
				text = strings.ReplaceAll(text, words, " ACTOR ")
			}
		}
	}
	words := graph.Words(text)
	var out []string
	for i := 0; i+3 <= len(words); i++ {
		out = append(out, strings.Join(words[i:i+3], " "))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
