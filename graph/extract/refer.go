package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// possessives are the determiners that stand for somebody, with their pronoun.
var possessives = map[string]string{"its": "it", "their": "they", "his": "he", "her": "she", "our": "we", "my": "i", "whose": "who"}

// pronoun resolves a pronoun.
func (r *reading) pronoun(g *grammar.Group) []party {
	word := strings.ToLower(g.Text)
	if strings.HasSuffix(word, "self") && g.Renames != nil {
		return r.resolve(g.Renames)
	}
	switch word {
	case "those", "these":
		if len(g.Relatives) > 0 {
			return nil
		}
		return r.antecedent(g, word, g.First)
	case "it", "they", "them", "he", "him", "she", "her", "we", "us", "i", "me", "both", "itself", "themselves", "himself", "herself", "theirs", "his", "hers":
		return r.antecedent(g, word, g.First)
	case "who", "which", "that", "whom":
		if g.Clause != nil && g.Clause.Antecedent != nil && g.Clause.Antecedent != g {
			return r.resolve(g.Clause.Antecedent)
		}
	}
	return nil
}

// bound says whether a pronoun stands beside a subject who is one of a list: "he asked him" tells of two people.
func (r *reading) bound(g *grammar.Group, list []party) bool {
	c := g.Clause
	if g.Kind != grammar.Pronoun || c == nil || reflexive(g) || slices.Contains(c.Subjects, g) {
		return false
	}
	for _, s := range c.Subjects {
		for _, p := range r.resolve(s) {
			if slices.ContainsFunc(list, p.same) {
				return true
			}
		}
	}
	return false
}

// personLike says whether a name that nobody knows may be a person's: up to three words that tell no kind.
func (p *party) personLike() bool {
	if p.mention.New == nil || p.actor.Kind != graph.KindGroup || p.mention.Via != ByName || p.generic {
		return false
	}
	n := len(nameWords(p.actor.Name))
	return n >= 1 && n <= 3
}

// speaks says whether a group is, or is part of, who says something in this sentence, and says it behind or without what is said.
func (r *reading) speaks(g *grammar.Group) bool {
	for _, rep := range r.s.Reports {
		if rep.Place == grammar.Front && g.Kind == grammar.Pronoun {
			continue
		}
		for _, s := range rep.Speakers {
			if s == g || s.Possessor == g || s.Renames == g || g.Renames == s {
				return true
			}
		}
	}
	return false
}

func actorsOnly(list []party) []party {
	return slices.DeleteFunc(slices.Clone(list), func(p party) bool { return p.place || p.owner })
}

// speaker is who says the quotation that a group stands in.
func (r *reading) speaker(g *grammar.Group) []party {
	for c := g.Clause; c != nil; c = c.Parent {
		if rep := r.reports[c]; rep != nil {
			return r.parties(rep.Speakers)
		}
	}
	for i := range r.s.Quotes {
		if q := &r.s.Quotes[i]; q.Start <= g.Start && g.End <= q.End && len(q.Speakers) > 0 {
			return r.parties(q.Speakers)
		}
	}
	return r.a.lastSpeaker
}

// again makes mentions of parties by other words.
func (r *reading) again(g *grammar.Group, list []party) []party {
	var out []party
	for _, p := range list {
		p.group, p.token, p.generic, p.owner = g, g.Head, false, false
		p.mention.Text, p.mention.Start, p.mention.End = g.Text, g.Start, g.End
		p.mention.Via = ByDefinite
		if g.Kind == grammar.Pronoun {
			p.mention.Via = ByPronoun
		}
		out = append(out, p)
	}
	return out
}
