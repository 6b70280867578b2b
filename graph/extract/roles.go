package extract

import (
	"slices"

	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// roles are the places around a verb, with the passive undone.
type roles struct {
	clause   *grammar.Clause
	subject  []*grammar.Group
	object   []*grammar.Group
	indirect []*grammar.Group
	passive  bool
}

// rolesOf undoes the passive and puts the antecedent of a relative clause in its place.
func (rd *reading) rolesOf(c *grammar.Clause) roles {
	r := roles{clause: c, subject: c.Subjects, object: c.Objects, indirect: c.Indirect}
	two := c.Verb != nil && rd.a.r.words.Is(c.Verb.Lemma, "giving")
	if len(r.indirect) > 0 && !two {
		r.object, r.indirect = append(append([]*grammar.Group(nil), r.indirect...), r.object...), nil
	}
	if len(c.Subjects) > 0 && !c.Understood {
		r.subject = r.subject[:len(r.subject):len(r.subject)]
		for _, p := range c.Preps { // "The king, along with two dukes, went"
			if (p.Word == "along with" || p.Word == "together with" || p.Word == "as well as") && c.Verb != nil && p.Token < c.Verb.First {
				r.subject = append(r.subject, p.Groups...)
			}
		}
	}
	if c.Gap == grammar.AsObject && c.Antecedent != nil && !slices.Contains(r.object, c.Antecedent) {
		r.object = append([]*grammar.Group{c.Antecedent}, r.object...)
	}
	if rd.clipped(c) {
		r.passive, r.subject, r.object = true, nil, c.Subjects
		return r
	}
	if c.Verb == nil || !c.Verb.Passive || !two && rd.pastActive(c) {
		return r
	}
	r.passive = true
	r.subject = c.Agents()
	if len(c.Objects) > 0 && two {
		r.indirect = c.Subjects
		return r
	}
	r.object = c.Subjects
	if len(r.object) == 0 && c.Antecedent != nil {
		r.object = []*grammar.Group{c.Antecedent}
	}
	return r
}

// pastActive says whether a past that was taken for a participle has somebody as its object: then nobody did it to its subject, "attacked the
// port and in towns taken last week arrested judges".
func (rd *reading) pastActive(c *grammar.Clause) bool {
	w := rd.a.r.words
	return c.Verb.First == c.Verb.Main && len(c.Objects) == 1 && c.Objects[0].Kind == grammar.Noun && len(c.Agents()) == 0 &&
		!w.Is(c.Verb.Lemma, "installing") && !w.Is(c.Verb.Lemma, "naming") && !w.Is(c.Verb.Lemma, "calling") && rd.transitive(c.Verb.Lemma)
}

// clipped says whether a past in a heading stands for a passive: "Six miners abducted in the north".
func (rd *reading) clipped(c *grammar.Clause) bool {
	v := c.Verb
	if v == nil || v.Passive || rd.s.Kind == grammar.Body || rd.s.Kind == grammar.Item || len(c.Objects)+len(c.Indirect) > 0 || len(c.Subjects) == 0 || c.Understood {
		return false
	}
	return v.Tense == grammar.Past && !v.Perfect && v.First == v.Main && rd.transitive(v.Lemma)
}

// transitive says whether the first entry of a verb takes whom it is done to as its object.
func (rd *reading) transitive(lemma string) (yes bool) {
	rd.a.r.words.EachVerb(lemma, func(rest []string, e *lexicon.Entry) bool {
		if len(rest) > 0 {
			return true
		}
		yes = len(e.Slots.Target) > 0 && e.Slots.Target[0] == lexicon.Object && !e.Slots.Symmetric
		return false
	})
	return yes
}

// at returns the groups after a preposition, of the verb first and then of its objects. The agent of a passive is not among them.
func (r *roles) at(word string) []*grammar.Group {
	if word == "by" && r.passive {
		return nil
	}
	var out []*grammar.Group
	for _, p := range r.clause.Preps {
		if p.Word == word {
			out = append(out, p.Groups...)
		}
	}
	for _, g := range r.object {
		out = appendPreps(out, g, word)
		if g.Kind == grammar.Quantity && word != "of" { // "most of its crossings with"
			for _, x := range ownPreps(nil, g, "of") {
				out = appendPreps(out, x, word)
			}
		}
	}
	if word == "to" {
		out = append(out, r.indirect...)
	}
	if len(out) == 0 && (word == "with" || word == "against" || word == "to" || word == "of") { // "is at war with", "is on a visit to"
		for _, p := range r.clause.Preps {
			if (word == "to" || word == "of") && p.Word != "on" && (p.Word != "in" || word == "to") {
				continue
			}
			for _, g := range p.Groups {
				out = appendPreps(out, g, word)
			}
		}
	}
	return out
}

// appendPreps adds the groups after a preposition that hangs on a noun, unless they are there already. It also looks behind a place
// that stands between: "talks in Doha with".
func appendPreps(out []*grammar.Group, g *grammar.Group, word string) []*grammar.Group {
	found := len(out)
	out = ownPreps(out, g, word)
	if len(out) > found || word == "of" || word == "in" || word == "at" {
		return out
	}
	for _, p := range g.Preps {
		if p.Word != "in" && p.Word != "at" && p.Word != "on" && p.Word != "near" {
			continue
		}
		for _, x := range p.Groups {
			out = ownPreps(out, x, word)
		}
	}
	return out
}

func ownPreps(out []*grammar.Group, g *grammar.Group, word string) []*grammar.Group {
	for _, p := range g.Preps {
		if p.Word != word {
			continue
		}
		for _, x := range p.Groups {
			if !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	return out
}

// bystanding are verbs of those who do not do themselves what a noun tells: "a truce brokered by Oman" is not Oman's.
var bystanding = map[string]bool{
	"broker": true, "mediate": true, "host": true, "facilitate": true, "arrange": true, "chair": true, "monitor": true, "observe": true, "condemn": true,
	"criticise": true, "criticize": true, "oppose": true, "reject": true, "welcome": true, "propose": true, "report": true, "see": true,
}

// imposedOn adds the groups after a preposition of a participle that hangs on a noun, or on what hangs on it: "the ban imposed on",
// "charges of fraud brought against".
func imposedOn(out []*grammar.Group, g *grammar.Group, word string, depth int) []*grammar.Group {
	for _, c := range g.Relatives {
		if c.Verb == nil || !c.Verb.Passive || c.Kind != grammar.Participial || word == "by" && bystanding[c.Verb.Lemma] {
			continue
		}
		for _, p := range c.Preps {
			if p.Word == word {
				out = append(out, p.Groups...)
			}
		}
	}
	if word != "against" || depth == 0 {
		return out
	}
	for _, p := range g.Preps {
		for _, x := range p.Groups {
			out = imposedOn(out, x, word, depth-1)
		}
	}
	return out
}

// nounPreps returns the groups after a preposition of a noun, or of its verb where the noun is the verb's object.
func nounPreps(g *grammar.Group, word string, verb *roles) []*grammar.Group {
	out := appendPreps(nil, g, word)
	for _, p := range g.Preps { // "the arrest of a reporter by police", whose "by" stands beside the reporter
		if len(out) > 0 || word != "by" && word != "against" && word != "on" {
			break
		}
		for _, x := range p.Groups {
			out = appendPreps(out, x, word)
		}
	}
	out = imposedOn(out, g, word, 2)
	if len(out) == 0 {
		for _, p := range g.Preps { // "the killing of villagers by rebels"
			for _, x := range p.Groups {
				out = ownPreps(out, x, word)
			}
		}
	}
	if verb == nil || word == "by" && verb.passive {
		return out
	}
	for _, p := range verb.clause.Preps {
		if p.Word != word {
			continue
		}
		for _, x := range p.Groups {
			if !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	if word == "to" && len(out) == 0 {
		out = append(out, verb.indirect...)
	}
	return out
}
