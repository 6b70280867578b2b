package extract

import (
	"slices"
	"strings"
)

// retellings joins what is told again of those who were told of before, in words that say less of them: "detained 65 Serb policemen",
// "the detention of the Serbs"; or that count them again: "killed 12 people in the bazaar", "at least 12 people were killed".
func (a *article) retellings() {
	var kept []*finding
	for _, y := range a.found {
		i := slices.IndexFunc(kept, func(x *finding) bool { return a.retold(x, y) })
		if i < 0 {
			kept = append(kept, y)
			continue
		}
		a.join(kept[i], y)
	}
	a.found = kept
}

// farRetold is how many sentences on a text tells again what it told before; what is so like it farther on is another event.
const farRetold = 12

// elsewhere says whether two findings are told of different places, or of one far behind the other.
func elsewhere(x, y *finding) bool {
	return y.sentence-x.sentence > farRetold || x.Place != nil && y.Place != nil && !sameActor(x.Place, y.Place)
}

// retold says whether a finding tells again, by less, what another told.
func (a *article) retold(x, y *finding) bool {
	if x.Claim.Relation != y.Claim.Relation || x.headline || y.headline || elsewhere(x, y) || x.Claim.Polarity != y.Claim.Polarity || !datesAgree(x.Claim.When, y.Claim.When) ||
		x.Claim.Modality != y.Claim.Modality && !saidSo(x.Claim.Modality, y.Claim.Modality) || !(nobody(y) || nobody(x) || sameActor(&x.Subject, &y.Subject) || definiteOf(&x.source, &y.source)) {
		return false
	}
	if x.sentence == y.sentence {
		return heldThem(x, y)
	}
	return y.sentence > x.sentence && (definiteOf(&x.target, &y.target) || sameCount(&x.target, &y.target))
}

// heldThem says whether a pronoun means those to whom the same was done before in the sentence: "rounded up students and held them".
func heldThem(x, y *finding) bool {
	return y.Object.Via == ByPronoun && x.Object.Via != ByPronoun && x.Object.Start < y.Object.Start && plural(&x.target) == plural(&y.target) &&
		!nobody(x) && sameActor(&x.Subject, &y.Subject)
}

// definiteOf says whether a party is called by "the" and words that an earlier one was described by.
func definiteOf(x, y *party) bool {
	if x.group == nil || y.group == nil || y.mention.Via == ByPronoun || plural(x) != plural(y) || otherNumber(x, y) {
		return false
	}
	switch strings.ToLower(y.group.Determiner) {
	case "the", "these", "those":
		return !strings.EqualFold(x.group.Determiner, "the") && within(y.mention.Text, x.mention.Text)
	}
	return false
}

// sameCount says whether two parties are as many of the same kind.
func sameCount(x, y *party) bool {
	if x.group == nil || y.group == nil || apart(x, y) {
		return false
	}
	n := numeral(lastWord(x.group.Number))
	return n > 0 && n == numeral(lastWord(y.group.Number)) && x.group.Lemma == y.group.Lemma
}

// lastWord is the number itself of "at least 12".
func lastWord(text string) string {
	return text[strings.LastIndexByte(text, ' ')+1:]
}
