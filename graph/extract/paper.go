package extract

import (
	"slices"
	"strings"

	"liaison/graph/extract/grammar"
)

// papers are whose reports, resolutions, verdicts a text has spoken of, by what they were called.
type papers map[string]party

// mostPapers is how many are kept; a text that speaks of more is no news.
const mostPapers = 50

// keepPapers remembers whose papers a sentence spoke of: "a report by the union", "the court handed down a verdict".
func (r *reading) keepPapers() {
	for _, g := range r.s.Groups {
		if g.Kind != grammar.Noun || g.Proper || !r.a.r.words.Is(g.Lemma, "document") || len(r.a.papers) >= mostPapers {
			continue
		}
		list := r.ownersOf([]*grammar.Group{g})
		if c := g.Clause; len(list) == 0 && c != nil && c.Verb != nil && r.a.r.words.Is(c.Verb.Lemma, "publishing") {
			if at := r.rolesOf(c); slices.Contains(at.object, g) {
				list = r.parties(at.subject)
			}
		}
		if len(list) == 1 && list[0].actor.ID != "" && !list[0].generic {
			if r.a.papers == nil {
				r.a.papers = papers{}
			}
			r.a.papers[g.Lemma] = list[0]
		}
	}
}

// paper is whose report "the report" is, where the text told it before.
func (r *reading) paper(g *grammar.Group) []party {
	if g.Kind != grammar.Noun || g.Proper || !r.a.r.words.Is(g.Lemma, "document") {
		return nil
	}
	switch strings.ToLower(g.Determiner) {
	case "the", "this", "that":
	default:
		return nil
	}
	p, ok := r.a.papers[g.Lemma]
	if !ok {
		return nil
	}
	list := r.again(g, []party{p})
	list[0].owner = true
	return list
}
