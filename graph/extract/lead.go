package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// leadLength is how many sentences after a headline tell what it tells.
const leadLength = 2

// inLead says whether a finding of the first sentences tells what the headline tells, though one end is called otherwise: "Troops
// topple president" is told of the tanks that drove the president from office. One end must be the same; of the other it is enough
// that nothing speaks against it. The text says no less exactly than the headline what was done.
func (a *article) inLead(h, f *finding) bool {
	if f.sentence-h.sentence > leadLength || !a.r.words.Below(f.Claim.Relation, h.Claim.Relation) {
		return false
	}
	source := a.oneEnd(&h.Subject, &f.Subject, &h.source, &f.source)
	target := a.oneEnd(&h.Object, &f.Object, &h.target, &f.target)
	return source+target > 2 && source > 0 && target > 0
}

// oneEnd says how surely two ends are one: 2 for the same, 1 where nothing speaks against it, 0 where something does. A state that the
// headline names is nothing but itself.
func (a *article) oneEnd(h, f *Mention, short, full *party) int {
	switch {
	case h.Text == "" || f.Text == "":
		return 1
	case alike(h, f, short, full) || within(h.Text, f.Text) && !otherNumber(short, full):
		return 2
	case apart(short, full) || otherNumber(short, full) || short.actor.Kind == graph.KindPerson && proper(short) && plural(full):
		return 0
	case calledBoth(h.Text, f.Text):
		return 2
	case short.actor.Kind == graph.KindState && short.mention.Via == ByName, full.unsure() && !a.unnamed(short, true), proper(short) && proper(full) && !part(short, full):
		return 0
	}
	return 1
}

// part says whether one of two parties is the country, or of the country, that the other is of.
func part(x, y *party) bool { return x.actor.Country != "" && x.actor.Country == y.actor.Country }

func proper(p *party) bool { return p.mention.Via == ByName && (p.group == nil || p.group.Proper) }

// plural says whether the words of a party are of several; a noun that stands in a headline without an article is what its form says.
func plural(p *party) bool {
	g := p.group
	return g != nil && (g.Plural && (g.Kind == grammar.Pronoun || g.Determiner != "" || !strings.HasSuffix(strings.ToLower(g.Text), g.Lemma)) || numeral(g.Number) > 1)
}

func numberOf(p *party) string {
	if p.group == nil {
		return ""
	}
	return p.group.Number
}

// otherNumber says whether two parties are counted, and not alike.
func otherNumber(x, y *party) bool {
	n, m := numeral(numberOf(x)), numeral(numberOf(y))
	return n > 0 && m > 0 && n != m
}

// calledBoth says whether the head of one of two descriptions is a word of the other: "opposition minister", "Deputy Minister Rao";
// "Serb police", "a group of Serb policemen".
func calledBoth(x, y string) bool {
	return amongWords(headNoun(x), y) || amongWords(headNoun(y), x)
}

// shortest is the length of a word that must be looked for as part of another.
const shortest = 5

func amongWords(head, text string) bool {
	if len(head) < shortest {
		return false
	}
	for _, word := range bareWords(text) {
		if len(word) >= shortest && (strings.HasPrefix(word, head) || strings.HasPrefix(head, word)) {
			return true
		}
	}
	return false
}

// within says whether all words of a description are among those of a longer one: "Serb police", "a group of Bosnian Serb policemen".
func within(short, full string) bool {
	all := bareWords(full)
	for _, word := range bareWords(short) {
		if !slices.ContainsFunc(all, func(w string) bool { return w == word || len(word) >= shortest && strings.HasPrefix(w, word) }) {
			return false
		}
	}
	return true
}

// bareWords are the words of a description in lower case, as of one of them, without articles.
func bareWords(text string) []string {
	var out []string
	for _, word := range strings.Fields(strings.ToLower(text)) {
		word = strings.TrimSuffix(strings.Trim(word, ",.'’\""), "s")
		if word != "" && word != "a" && word != "an" && word != "the" {
			out = append(out, word)
		}
	}
	return out
}
