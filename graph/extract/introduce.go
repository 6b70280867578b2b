package extract

import (
	"slices"
	"strings"
	"unicode"

	"liaison/graph"
)

// introductions joins what is told of somebody without a name to the same told again by name: "police have arrested a man", and
// below "Karim Daoud, 41, was arrested". Who has been named before is not introduced.
func (a *article) introductions() {
	for i := 0; i < len(a.found); i++ {
		for _, y := range a.introduced(a.found[i]) {
			a.introduce(a.found[i], y)
			a.found = slices.DeleteFunc(a.found, func(f *finding) bool { return f == y })
		}
	}
}

// introduced lists the one finding that tells a finding again by name; none, if it is none or might be one of several.
func (a *article) introduced(x *finding) []*finding {
	if !a.unnamed(&x.source, x.headline) && !a.unnamed(&x.target, x.headline) {
		return nil
	}
	var out []*finding
	for _, y := range a.found {
		if y != x && a.byName(x, y) {
			out = append(out, y)
		} else if y != x && a.rival(x, y) {
			return nil
		}
	}
	if len(out) != 1 {
		return nil
	}
	return out
}

// byName says whether one finding tells another again, with a name for somebody who had none.
func (a *article) byName(x, y *finding) bool {
	if y.sentence <= x.sentence || elsewhere(x, y) || x.Claim.Relation != y.Claim.Relation || x.Claim.Polarity != y.Claim.Polarity ||
		x.Claim.Modality != y.Claim.Modality && !saidSo(x.Claim.Modality, y.Claim.Modality) || !datesAgree(x.Claim.When, y.Claim.When) {
		return false
	}
	from := x.Claim.Evidence[0].Start
	return a.unnamed(&x.target, x.headline) && a.named(&y.target, from) && !apart(&x.target, &y.target) && (nobody(x) || nobody(y) || sameActor(&x.Subject, &y.Subject)) ||
		a.unnamed(&x.source, x.headline) && a.named(&y.source, from) && !apart(&x.source, &y.source) && sameActor(&x.Object, &y.Object)
}

// rival says whether another finding leaves it open who is named below: it does the same, to somebody else without a name.
func (a *article) rival(x, y *finding) bool {
	return x.Claim.Relation == y.Claim.Relation && !y.headline && (a.unnamed(&x.target, x.headline) && a.unnamed(&y.target, y.headline) && !x.target.same(y.target) ||
		a.unnamed(&x.source, x.headline) && a.unnamed(&y.source, y.headline) && !x.source.same(y.source))
}

// unnamed says whether a party is one person whom the text has not met: "a man", "an Iraqi diplomat"; in a headline
// without the article.
func (a *article) unnamed(p *party, headline bool) bool {
	g := p.group
	if g == nil || plural(p) || g.Proper || !strings.EqualFold(g.Determiner, "a") && !strings.EqualFold(g.Determiner, "an") && (g.Determiner != "" || !headline) {
		return false
	}
	words := a.r.words
	return p.actor.Kind == graph.KindPerson || general(g.Lemma) || words.Is(g.Lemma, "human") || words.Is(g.Lemma, "mission-person") || words.Is(g.Lemma, "people") ||
		words.Is(g.Lemma, "press")
}

// named says whether a party is a person who is called by a name that the text did not have before a byte.
func (a *article) named(p *party, before int) bool {
	words := strings.Fields(p.mention.Text)
	if p.mention.Via != ByName || p.mention.Start < before || p.actor.Kind != graph.KindPerson && !(p.personLike() && len(words) > 1) || len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return unicode.IsUpper([]rune(last)[0]) && !strings.Contains(a.text.Body[:before], last)
}

// introduce joins a finding that names somebody to the one that did not.
func (a *article) introduce(x, y *finding) {
	if a.named(&y.target, 0) && a.unnamed(&x.target, x.headline) {
		x.Object, x.Claim.Object, x.target = y.Object, y.Claim.Object, y.target
	} else {
		x.Subject, x.Claim.Subject, x.source = y.Subject, y.Claim.Subject, y.source
	}
	a.join(x, y)
}
