package grammar

import (
	"slices"
	"strings"
)

func isVerb(tag string) bool { return strings.HasPrefix(tag, "VB") }

// next returns the first token from i on that is no aside.
func (r *reading) next(i int) int {
	for i < len(r.Tokens) && (r.Tokens[i].Aside || r.roles[i] == Skip || isQuoteMark(r.Tokens[i].Text)) {
		i++
	}
	return i
}

// infinitive says whether "to" at i stands before a verb.
func (r *reading) infinitive(i int) bool {
	if r.Tokens[i].Lower != "to" {
		return false
	}
	j := r.next(i + 1)
	for j < len(r.Tokens) && (r.Tokens[j].Tag == "RB") {
		j = r.next(j + 1)
	}
	return j < len(r.Tokens) && (r.Tokens[j].Tag == "VB" || r.Tokens[j].Tag == "VBP" && !isUpper(r.Tokens[j].Text))
}

// verbGroup reads auxiliaries, adverbs and the main verb.
func (r *reading) verbGroup(i int) int {
	v := &Verb{First: i, Main: -1, Form: Finite}
	auxiliary, j := "", i
	finite := false
	for j < len(r.Tokens) {
		t := &r.Tokens[j]
		switch {
		case isQuoteMark(t.Text) || t.Aside:
			j++
			continue
		case t.Tag == "TO" && j == i:
			v.Form = Infinitive
			j++
			continue
		case t.Tag == "MD":
			v.Modals = append(v.Modals, modal(t.Lower))
			auxiliary, finite = "modal", true
			j++
			continue
		case j > i && (strings.HasPrefix(t.Tag, "RB") || r.words.is(t.Lower, wordDeny)):
			if r.words.is(t.Lower, wordDeny) && t.Lower != "no" {
				v.Negated, v.Negation = true, t.Lower
				if t.Lower == "n't" {
					v.Negation = "not"
				}
			}
			v.Adverbs = append(v.Adverbs, j)
			j++
			continue
		case isVerb(t.Tag):
			base := r.words.verbOf(t.Lower)
			if n := r.auxiliary(v, j, base, &auxiliary, &finite); n > j {
				j = n
				continue
			}
			v.Main = j
			r.form(v, t, auxiliary, &finite)
			j++
		}
		break
	}
	if v.Main < 0 { // nothing but auxiliaries: the last one is the verb
		v.Main = j - 1
		for v.Main > i && !isVerb(r.Tokens[v.Main].Tag) && r.Tokens[v.Main].Tag != "MD" {
			v.Main--
		}
		j = v.Main + 1
	}
	v.Limit = j
	v.Lemma = r.words.verbOf(r.Tokens[v.Main].Lower)
	r.Tokens[v.Main].Lemma = v.Lemma
	v.Start, v.End = r.Tokens[v.First].Start, r.Tokens[v.Limit-1].End
	if finite {
		v.Form = Finite
	}
	r.tense(v)
	j = r.particle(v)
	r.Verbs = append(r.Verbs, v)
	r.add(chunk{part: verbPart, first: i, limit: j, verb: v, word: v.Lemma})
	return j
}

// auxiliary reads "be", "have", "do" before another verb, and returns where to go on; j if the verb at j is the main verb.
func (r *reading) auxiliary(v *Verb, j int, base string, last *string, finite *bool) int {
	if base != "be" && base != "have" && base != "do" {
		return j
	}
	tag := r.Tokens[j].Tag
	k := r.next(j + 1)
	yet := false
	for k < len(r.Tokens) && (strings.HasPrefix(r.Tokens[k].Tag, "RB") || r.words.is(r.Tokens[k].Lower, wordDeny)) {
		yet = yet || r.Tokens[k].Lower == "yet"
		k = r.next(k + 1)
	}
	if k >= len(r.Tokens) {
		return j
	}
	n := &r.Tokens[k]
	isAux := false
	switch base {
	case "be":
		isAux = n.Tag == "VBG" || n.Tag == "VBN" || n.Tag == "VBD"
	case "have":
		isAux = n.Tag == "VBN" || n.Tag == "VBD"
	case "do":
		isAux = n.Tag == "VB" || n.Tag == "VBP"
	}
	if isAux {
		if tag != "VB" && tag != "VBG" && tag != "VBN" {
			*finite = true
		}
		if v.First == j {
			if tag == "VBG" {
				v.Form = Gerund
			}
			if *finite && (tag == "VBD") {
				v.Tense = Past
			}
		}
		switch base {
		case "have":
			v.Perfect = true
		case "be":
			if n.Tag == "VBG" {
				v.Progressive = true
			} else {
				v.Passive = true
			}
		}
		if tag == "VBD" && len(v.Modals) == 0 {
			v.Tense = Past
		}
		*last = base
		return j + 1
	}
	if n.Lower == "to" && r.infinitive(k) && (base == "be" || base == "have") && (base == "be" || yet || k == j+1) && r.Tokens[k-1].Tag != "JJ" {
		if tag != "VB" && tag != "VBG" && tag != "VBN" {
			*finite = true
		}
		if yet {
			v.Negated, v.Negation = true, "yet to"
		} else {
			v.Modals = append(v.Modals, base+" to")
		}
		if tag == "VBD" {
			v.Tense = Past
		}
		*last = "modal"
		return k + 1
	}
	return j
}

// form says how the main verb is built.
func (r *reading) form(v *Verb, t *Token, auxiliary string, finite *bool) {
	if auxiliary != "" || v.Form == Infinitive {
		return
	}
	switch t.Tag {
	case "VBZ", "VBP", "VBD", "VB":
		*finite = true
	case "VBG":
		v.Form = Gerund
	case "VBN":
		v.Form, v.Passive = Participle, true
	}
	if t.Tag == "VBD" {
		v.Tense = Past
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
		if r.Tokens[v.Main].Tag == "VBD" && !v.Passive {
			v.Tense = Past
		}
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
func (r *reading) particle(v *Verb) int {
	j := v.Limit
	if j < len(r.Tokens) && r.words.particles[v.Lemma+" "+r.Tokens[j].Lower] {
		v.Particle = r.Tokens[j].Lower
		v.Limit, v.End = j+1, r.Tokens[j].End
		return j + 1
	}
	for k := j; k < len(r.Tokens) && k < j+6; k++ {
		t := &r.Tokens[k]
		if t.Mark || isVerb(t.Tag) || t.Tag == "MD" {
			break
		}
		if t.Tag == "RP" && r.words.particles[v.Lemma+" "+t.Lower] {
			v.Particle = t.Lower
			r.roles[k] = Skip
			break
		}
	}
	return j
}

// clone returns a copy of a list of groups.
func clone(groups []*Group) []*Group { return slices.Clone(groups) }
