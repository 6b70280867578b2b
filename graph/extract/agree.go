package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// agrees says whether a pronoun can mean an actor of a kind.
func agrees(word string, k graph.Kind, plural bool) bool {
	switch word {
	case "he", "him", "his", "she", "her", "himself", "herself", "hers":
		return k == graph.KindPerson && !plural
	case "it", "itself":
		return k != graph.KindPerson && k != graph.KindPlace && !plural || k == graph.KindArmedGroup
	case "they", "them", "these", "those", "themselves", "theirs":
		return plural || k != graph.KindPerson && k != graph.KindState && k != graph.KindPlace
	case "who":
		return true
	}
	return false
}

// isPlural says whether a pronoun means several.
func isPlural(word string) bool {
	switch word {
	case "they", "them", "these", "those", "themselves", "theirs":
		return true
	}
	return false
}

// opposed says whether two genders are known and differ.
func opposed(a, b byte) bool { return a != 0 && b != 0 && a != b }

// pronounGender is what a pronoun tells: 'm' or 'f'; 0: nothing.
func pronounGender(word string) byte {
	switch strings.ToLower(word) {
	case "he", "him", "his", "himself":
		return 'm'
	case "she", "her", "hers", "herself":
		return 'f'
	}
	return 0
}

// genderOf is what pronouns, names and descriptions told so far of the gender of a person.
func (r *reading) genderOf(p party) byte {
	if p.actor.Kind != graph.KindPerson && !p.personLike() {
		return 0
	}
	for i := range r.a.memory.list {
		ref := &r.a.memory.list[i]
		if !ref.same(p) {
			continue
		}
		if ref.gender != 0 {
			return ref.gender
		}
		for _, h := range ref.heads {
			if is := nounGender(h); is != 0 {
				return is
			}
		}
	}
	if is := r.a.r.names.Gender(p.actor.Name); is != 0 {
		return is
	}
	return r.a.r.names.Gender(p.mention.Text)
}

// nounGender is what a noun for a person tells: "spokeswoman", "brother".
func nounGender(noun string) byte {
	switch noun {
	case "wife", "widow", "mother", "sister", "daughter", "queen", "princess", "actress", "girl", "nun", "lady", "niece", "aunt", "grandmother", "heiress", "baroness":
		return 'f'
	case "husband", "widower", "father", "brother", "son", "king", "prince", "actor", "boy", "monk", "imam", "bishop", "nephew", "uncle", "grandfather", "half-brother",
		"priest", "cardinal", "pope", "sultan", "emir":
		return 'm'
	case "human", "german", "roman", "ottoman", "norman":
		return 0
	}
	switch {
	case strings.HasSuffix(noun, "woman"):
		return 'f'
	case strings.HasSuffix(noun, "man"):
		return 'm'
	}
	return 0
}

// fitness is how readily a pronoun means somebody whom the text named: the more prominent, the more, and more where number or gender
// say so than where they only do not speak against it.
func (r *reading) fitness(ref *referent, word string) int {
	score := 5*ref.sentence + 3*ref.rank + min(ref.times, 3)
	if isPlural(word) && (ref.plural || ref.group != nil && ref.group.Plural) {
		score += 3
	}
	if g := pronounGender(word); g != 0 && g == r.genderOf(ref.party) {
		score += 5
	}
	return score
}

// located says whether a group only tells where something is: the government that a capital stands for does not act "in Rome".
func (r *reading) located(g *grammar.Group, p party) bool {
	if p.place {
		return true
	}
	if p.mention.Via != ByMetonym || g.Prep == nil {
		return false
	}
	switch g.Prep.Word {
	case "in", "at", "near", "outside", "inside", "around", "across", "throughout":
		return true
	}
	return false
}
