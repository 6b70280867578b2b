package extract

import (
	"slices"
	"strings"

	"liaison/graph"
)

// headlines joins what a headline tells to what the text tells of the same event in full: "Jordan expels Iraqi diplomat" is the
// expulsion of the press attaché who is named below. A headline names whom it speaks of in short, so an end may be told by the
// country that it is of, or by the noun alone.
func (a *article) headlines() {
	a.found = slices.DeleteFunc(a.found, func(h *finding) bool {
		if !h.headline {
			return false
		}
		for _, f := range a.found {
			if !f.headline && a.inFull(h, f) {
				if len(h.Claim.Evidence) > 1 && again(h, f) {
					f.Subject, f.Claim.Subject, f.source, f.Object, f.Claim.Object, f.target = h.Subject, h.Claim.Subject, h.source, h.Object, h.Claim.Object, h.target
				}
				a.join(f, h)
				return true
			}
		}
		return false
	})
}

// again says whether a finding speaks of an end as of one that the text has told of, otherwise than the headline: "the lenders".
func again(h, f *finding) bool {
	return !nobody(h) && f.target.group != nil && strings.EqualFold(f.target.group.Determiner, "the") && !sameActor(&h.Object, &f.Object)
}

// inFull says whether a finding tells in full what a headline tells.
func (a *article) inFull(h, f *finding) bool {
	if h.root != f.root || h.Claim.Polarity != f.Claim.Polarity || !datesAgree(h.Claim.When, f.Claim.When) {
		return false
	}
	if h.Claim.Modality != f.Claim.Modality && !saidSo(h.Claim.Modality, f.Claim.Modality) {
		return false
	}
	if a.inLead(h, f) {
		return true
	}
	if h.Claim.Relation != f.Claim.Relation && h.root != "ASSAULT" && !a.r.words.Below(h.Claim.Relation, f.Claim.Relation) && !a.r.words.Below(f.Claim.Relation, h.Claim.Relation) {
		return false
	}
	ahead := (nobody(h) || alike(&h.Subject, &f.Subject, &h.source, &f.source)) && alike(&h.Object, &f.Object, &h.target, &f.target)
	back := a.r.ontology.IsSymmetric(h.Claim.Relation) && alike(&h.Subject, &f.Object, &h.source, &f.target) && alike(&h.Object, &f.Subject, &h.target, &f.source)
	return ahead || back
}

// saidSo says whether one of two modalities is what somebody alleges of the other.
func saidSo(x, y graph.Modality) bool {
	return x == graph.Actual && y == graph.Alleged || x == graph.Alleged && y == graph.Actual
}

// alike says whether the words of a headline may mean an actor that the text names in full.
func alike(h, f *Mention, short, full *party) bool {
	switch {
	case sameActor(h, f):
		return true
	case h.Text == "" || f.Text == "":
		return false
	case headNoun(h.Text) == headNoun(f.Text) && (h.New != nil || f.New != nil) && !apart(short, full) && (plural(short) || numeral(numberOf(full)) == 0):
		return true
	}
	return short.actor.Country != "" && short.actor.Country == full.actor.Country && short.actor.Kind != full.actor.Kind && short.actor.Kind == graph.KindState
}

// apart says whether two parties are of different countries.
func apart(x, y *party) bool {
	return x.actor.Country != "" && y.actor.Country != "" && x.actor.Country != y.actor.Country
}

// headNoun is the last word of a name or description before what hangs on it, as one of them.
func headNoun(text string) string {
	text = strings.ToLower(text)
	for _, word := range []string{" of ", " in ", " from ", " who ", " that ", ","} {
		if i := strings.Index(text, word); i > 0 {
			text = text[:i]
		}
	}
	words := strings.Fields(text)
	if len(words) == 0 {
		return ""
	}
	return strings.TrimSuffix(words[len(words)-1], "s")
}
