package grammar

import (
	"slices"
	"strings"
)

func isVerb(tag string) bool { return strings.HasPrefix(tag, "VB") }

// infinitive says whether "to" stands before a verb.
func (r *reading) infinitive(i int) bool {
	if r.line[i].Lower != "to" {
		return false
	}
	j := r.pastAdverbs(i + 1)
	return j < len(r.line) && (r.line[j].Tag == "VB" || r.line[j].Tag == "VBP" && !isUpper(r.line[j].Text))
}

// pastAdverbs returns the first place from i on that is no adverb.
func (r *reading) pastAdverbs(i int) int {
	for i < len(r.line) && (strings.HasPrefix(r.line[i].Tag, "RB") || r.words.is(r.line[i].Lower, wordDeny)) {
		i++
	}
	return i
}

// verbReader reads one verb group.
type verbReader struct {
	*reading
	v         *Verb
	auxiliary string // the last one read: "be", "have", "do", "modal", or "" if none
	finite    bool
}

// verbGroup reads auxiliaries, adverbs, the main verb and its particle.
func (r *reading) verbGroup(i int) int {
	x := verbReader{reading: r, v: &Verb{Main: -1, Form: Finite}}
	j := x.read(i)
	v := x.v
	v.First, v.Limit = r.at[i], r.at[j-1]+1
	v.Lemma = r.words.verbOf(r.Tokens[v.Main].Lower)
	r.Tokens[v.Main].Lemma = v.Lemma
	if x.finite {
		v.Form = Finite
	}
	r.tense(v)
	j = r.particle(v, j)
	if v.Lemma == "wound" && v.Particle != "" {
		v.Lemma, r.Tokens[v.Main].Lemma = "wind", "wind" // "was wound up"
	}
	v.Start, v.End = r.Tokens[v.First].Start, r.Tokens[v.Limit-1].End
	r.Verbs = append(r.Verbs, v)
	r.add(chunk{part: verbPart, first: i, limit: j, verb: v, word: v.Lemma})
	return j
}

// read goes through the words of the group and returns the place after them.
func (x *verbReader) read(i int) int {
	j := i
	for j < len(x.line) {
		t := x.line[j]
		switch {
		case t.Tag == "TO" && j == i:
			x.v.Form = Infinitive
			j++
		case t.Tag == "MD":
			x.v.Modals = append(x.v.Modals, modal(t.Lower))
			x.auxiliary, x.finite = "modal", true
			j++
		case j > i && (strings.HasPrefix(t.Tag, "RB") || x.words.is(t.Lower, wordDeny) && t.Lower != "nor"):
			x.adverb(j)
			j++
		case isVerb(t.Tag):
			if n := x.helper(j); n > j {
				j = n
				continue
			}
			x.main(j)
			for j++; j < len(x.line) && x.denies(j); j++ {
				x.adverb(j) // "is not a member"
			}
			return j
		default:
			return x.bare(i, j)
		}
	}
	return x.bare(i, j)
}

// bare ends a group in which no main verb was found: its last verb is the main one.
func (x *verbReader) bare(i, j int) int {
	for k := j - 1; k > i; k-- {
		if isVerb(x.line[k].Tag) || x.line[k].Tag == "MD" {
			x.v.Main = x.at[k]
			return k + 1
		}
	}
	x.v.Main = x.at[i]
	return i + 1
}

// adverb takes in an adverb, which may deny.
func (x *verbReader) adverb(j int) {
	t := x.line[j]
	x.v.Adverbs = append(x.v.Adverbs, x.at[j])
	if n := x.denial(j); n != "" {
		x.v.Negated, x.v.Negation = true, n
	}
	_ = t
}

// denial returns the word of denial at a place: "not", "never", "no longer"; "" if there is none, as in "not only".
func (r *reading) denial(j int) string {
	t := r.line[j]
	switch {
	case t.Lower == "n't", t.Lower == "not":
		if j+1 < len(r.line) && (r.line[j+1].Lower == "only" || r.line[j+1].Lower == "just" || r.line[j+1].Lower == "merely") {
			return ""
		}
		return "not"
	case t.Lower == "longer" && j > 0 && r.line[j-1].Lower == "no":
		return "no longer"
	case t.Lower == "never", t.Lower == "hardly", t.Lower == "scarcely", t.Lower == "barely", t.Lower == "neither", t.Lower == "nor":
		return t.Lower
	}
	return ""
}

// denies says whether "not" after "be", "have" or "do" stands at a place.
func (x *verbReader) denies(j int) bool {
	switch x.words.verbOf(x.Tokens[x.v.Main].Lower) {
	case "be", "have", "do":
		return x.denial(j) != "" || x.line[j].Lower == "no" && j+1 < len(x.line) && x.line[j+1].Lower == "longer"
	}
	return false
}

// helper reads an auxiliary with "to" if it has one, and returns the place after it; j if the verb there is the main verb.
func (x *verbReader) helper(j int) int {
	t := x.line[j]
	base := x.words.verbOf(t.Lower)
	k := x.pastAdverbs(j + 1)
	if k >= len(x.line) {
		return j
	}
	if n := x.semiModal(j, k, base); n > j {
		return n
	}
	n := x.line[k]
	switch base {
	case "be":
		if n.Tag != "VBG" && n.Tag != "VBN" && n.Tag != "VBD" {
			return j
		}
		if n.Tag == "VBG" && n.Lower != "being" {
			x.v.Progressive = true
		} else if n.Tag != "VBG" {
			x.v.Passive = true
		} else if m := x.pastAdverbs(k + 1); m >= len(x.line) || x.line[m].Tag != "VBN" && x.line[m].Tag != "VBD" {
			return j
		}
	case "have":
		if n.Tag != "VBN" && n.Tag != "VBD" {
			return j
		}
		x.v.Perfect = true
	case "get":
		if n.Tag != "VBN" || k != j+1 || !x.words.is(n.Lower, verbParticiple) {
			return j
		}
		x.v.Passive = true
	case "do":
		if n.Tag != "VB" && n.Tag != "VBP" {
			return j
		}
	default:
		return j
	}
	x.help(j, t.Tag, base)
	return j + 1
}

// help takes in what an auxiliary tells by its own form.
func (x *verbReader) help(j int, tag, base string) {
	switch tag {
	case "VBD":
		x.finite = true
		if len(x.v.Modals) == 0 {
			x.v.Tense = Past
		}
	case "VBZ", "VBP":
		x.finite = true
	case "VBG":
		if x.auxiliary == "" && !x.finite {
			x.v.Form = Gerund
		}
	}
	x.auxiliary = base
}

// semiModal reads "is to", "has to", "has yet to", "is going to", "is about to", "is able to", "used to", "ought to" before a verb.
func (x *verbReader) semiModal(j, k int, base string) int {
	t, name, to := x.line[j], "", k
	switch {
	case base == "be" && (x.line[k].Lower == "going" || x.line[k].Lower == "about" || x.line[k].Lower == "able"):
		name, to = "be "+x.line[k].Lower+" to", k+1
	case base == "be":
		if x.line[k-1].Lower == "yet" || k == j+1 || x.denial(k-1) != "" {
			name = "be to"
		}
	case base == "have":
		if k == j+1 || x.line[k-1].Lower == "yet" || x.line[k-1].Lower == "still" {
			name = "have to"
		}
	case t.Lower == "used" && x.auxiliary == "":
		name = "used to"
	}
	if name == "" || to >= len(x.line) || !x.infinitive(to) {
		return j
	}
	for m := j + 1; m < k; m++ {
		x.adverb(m)
	}
	if x.line[to-1].Lower == "yet" {
		x.v.Negated, x.v.Negation = true, "yet to"
	} else {
		x.v.Modals = append(x.v.Modals, name)
	}
	x.help(j, t.Tag, "modal")
	return to + 1
}

// main takes in the main verb.
func (x *verbReader) main(j int) {
	t := x.line[j]
	x.v.Main = x.at[j]
	if x.auxiliary != "" || x.v.Form == Infinitive {
		return
	}
	switch t.Tag {
	case "VBZ", "VBP", "VB":
		x.finite = true
	case "VBD":
		x.finite, x.v.Tense = true, Past
	case "VBG":
		x.v.Form = Gerund
	case "VBN":
		x.v.Form, x.v.Passive = Participle, true
	}
}

// tense says when the verb group puts what it tells.
func (r *reading) tense(v *Verb) {
	if v.Form != Finite {
		v.Tense = Timeless
		return
	}
	for _, m := range v.Modals {
		switch m {
		case "will", "shall", "be to", "be going to", "be about to":
			v.Tense = Future
			return
		}
	}
	if v.Tense == Timeless {
		v.Tense = Present
	}
}

func modal(word string) string {
	switch word {
	case "wo", "'ll":
		return "will"
	case "ca":
		return "can"
	case "'d":
		return "would"
	case "sha":
		return "shall"
	}
	return word
}

// particle finds the particle of a verb, right after it or behind its object, and returns where the next chunk begins.
func (r *reading) particle(v *Verb, j int) int {
	if j < len(r.line) && (r.words.particles[v.Lemma+" "+r.line[j].Lower] || r.line[j].Tag == "RP" &&
		r.words.is(r.line[j].Lower, wordParticle)) {
		v.Particle = r.line[j].Lower
		v.Limit = r.at[j] + 1
		return j + 1
	}
	for k := j; k < len(r.line) && k < j+6; k++ {
		t := r.line[k]
		if t.Mark || isVerb(t.Tag) || t.Tag == "MD" {
			break
		}
		if (t.Tag == "RP" || k > j && r.loneParticle(k)) && r.words.particles[v.Lemma+" "+t.Lower] {
			v.Particle = t.Lower
			r.line = slices.Delete(r.line, k, k+1)
			r.at = slices.Delete(r.at, k, k+1)
			r.speech = slices.Delete(r.speech, k, k+1)
			break
		}
	}
	return j
}

// loneParticle says whether "down", "off" and the like stand at a place with nothing behind that they could govern: "turned it down last week".
func (r *reading) loneParticle(k int) bool {
	switch r.line[k].Lower {
	case "down", "off", "back", "up", "over", "out", "away":
	default:
		return false
	}
	if k+1 >= len(r.line) || !isNoun(r.line[k-1].Tag) && r.line[k-1].Tag != "PRP" {
		return k+1 >= len(r.line)
	}
	next := r.line[k+1]
	return next.Mark || next.Tag == "CC" || r.role(k+1) == Time || r.words.is(next.Lower, wordTimeWord|wordWeekday)
}

// ambiguous says whether a verb group may be a finite past or a participle: "attacked" alone.
func (r *reading) ambiguous(v *Verb) bool {
	if v.First != v.Main {
		return false
	}
	t := &r.Tokens[v.Main]
	if t.Tag != "VBD" && t.Tag != "VBN" {
		return false
	}
	c := r.words.words[t.Lower].class
	return c&(verbPast|verbParticiple) == verbPast|verbParticiple || c&(verbPast|verbParticiple) == 0
}

// make turns an ambiguous verb group into a finite one or a participle.
func (v *Verb) make(form Form) {
	v.Form = form
	v.Passive = form == Participle
	v.Tense = Timeless
	if form == Finite {
		v.Tense = Past
	}
}
