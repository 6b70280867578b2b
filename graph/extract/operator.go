package extract

import (
	"strings"

	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// The forms of a complement, as in operators.tsv.
const (
	infinitive = "inf"
	gerund     = "ger"
	thatClause = "that"
	objectInf  = "obj-inf"
	objectFrom = "obj-from"
	ofWhat     = "of"
	forWhat    = "for"
	toWhat     = "to"
	withWhat   = "with"
	yetTo      = "yet"
)

// complement returns the clause that completes a verb in a form, or nil.
func (r *reading) complement(c *grammar.Clause, form string) *grammar.Clause {
	if form == ofWhat || form == forWhat || form == toWhat || form == withWhat {
		if p := c.Prep(form); p != nil {
			return p.Inner
		}
		return nil
	}
	if form == objectFrom {
		return innerFrom(c)
	}
	for _, k := range c.Children {
		if k.Verb == nil || k.Noun != nil {
			continue
		}
		switch form {
		case infinitive, objectInf, yetTo:
			if k.Kind == grammar.Infinitival {
				return k
			}
		case thatClause:
			if k.Kind == grammar.Complement {
				return k
			}
		case gerund:
			if k.Kind == grammar.Participial && k.Verb.Form == grammar.Gerund && (k.Marker == "" || k.Marker == "to") && k.First > c.Verb.Main &&
				r.s.Tokens[k.First-1].Lower != "," { // ", threatening to leave" is said of the whole clause
				return k
			}
		}
	}
	return nil
}

// innerFrom returns the clause after "from", of the verb or of its object: "barred the party from marching".
func innerFrom(c *grammar.Clause) *grammar.Clause {
	if p := c.Prep("from"); p != nil && p.Inner != nil {
		return p.Inner
	}
	for _, g := range append(append([]*grammar.Group(nil), c.Objects...), c.Subjects...) {
		for _, p := range g.Preps {
			if p.Word == "from" && p.Inner != nil {
				return p.Inner
			}
		}
	}
	return nil
}

// operate reads a clause whose verb says how another event stands.
func (r *reading) operate(c *grammar.Clause, at *roles) []*event {
	if op := r.adjective(c); op != nil {
		for _, form := range []string{infinitive, ofWhat, forWhat, toWhat} {
			if k := r.complement(c, form); k != nil {
				return r.apply(c, at, op, k, nil)
			}
		}
		if out := r.bearsOn(c, at, op); len(out) > 0 {
			return out
		}
	}
	var out []*event
	r.a.r.words.EachOperator(c.Verb.Lemma, func(rest []string, o *lexicon.Operator) bool {
		ok, object := r.following(c, rest)
		if !ok {
			return true
		}
		for _, form := range o.Forms {
			k := r.complement(c, form)
			if k == nil && form == gerund && len(rest) > 0 { // "held back from attacking"
				for _, word := range []string{rest[len(rest)-1], strings.Join(rest, " ")} {
					if p := c.Prep(word); p != nil && k == nil {
						k = p.Inner
					}
				}
			}
			if k == nil && (form == ofWhat || form == forWhat || form == withWhat) {
				if out = r.ofEvent(c, at, o, form); len(out) > 0 {
					return false
				}
				continue
			}
			if form == gerund && k != nil && k.Marker == "to" && o.Name == "urge" {
				continue // "pleaded guilty to lying" asks for nothing
			}
			if k == nil || !r.formFits(c, at, form, k) {
				continue
			}
			if out = r.apply(c, at, o, k, object); len(out) > 0 {
				return false
			}
		}
		return true
	})
	return out
}

// bearsOn reads an adjective with a noun: "is responsible for attacks on", "is guilty of a breach of", "is opposed to talks with", "is
// ready for a meeting with".
func (r *reading) bearsOn(c *grammar.Clause, at *roles, o *lexicon.Operator) []*event {
	sources := r.parties(at.subject)
	if at.passive {
		sources = r.parties(c.Subjects)
	}
	words, ok := bearing[o.Name]
	if !ok || len(sources) == 0 {
		return nil
	}
	var out []*event
	for _, word := range words {
		for _, g := range at.at(word) {
			inner := r.nominal(g, at)
			for _, in := range inner {
				if o.Name == "aspect" {
					in.sources, in.targets = sources, r.others(in.targets, sources)
					r.grounded(in, c, at)
				} else {
					in.targets = r.others(append(in.sources, in.targets...), sources)
				}
				r.toldNoun[g] = true
				out = append(out, r.composed(c, o, in, sources, nil)...)
			}
			if len(inner) == 0 && o.Name == "refuse" {
				out = append(out, r.composed(c, o, nil, sources, r.others(r.ends([]*grammar.Group{g}, false), sources))...)
			}
		}
	}
	return out
}

// bearing are the prepositions after which a noun tells what an adjective bears on, by operator.
var bearing = map[string][]string{"aspect": {forWhat, ofWhat}, "refuse": {toWhat}, "promise": {toWhat, forWhat}}

// adjective returns the operator of the adjective after "be", or nil.
func (r *reading) adjective(c *grammar.Clause) *lexicon.Operator {
	if c.Adjective >= 0 && c.Adjective < len(r.s.Tokens) {
		if op := r.a.r.words.Adjective(r.s.Tokens[c.Adjective].Lower); op != nil {
			return op
		}
	}
	if c.Verb.Passive {
		return r.a.r.words.Adjective(r.s.Tokens[c.Verb.Main].Lower)
	}
	return nil
}

// formFits tells forms apart that look alike: with and without an object before the infinitive.
func (r *reading) formFits(c *grammar.Clause, at *roles, form string, k *grammar.Clause) bool {
	switch form {
	case infinitive:
		return len(c.Objects) == 0 && (!at.passive || len(at.subject) == 0) && !r.asksFor(at, k)
	case objectInf:
		return len(at.object)+len(at.indirect) > 0 || len(k.Subjects) > 0 && !k.Understood
	case thatClause:
		return !r.tellsFact(c, k)
	case yetTo:
		for i := c.Verb.First; i < k.First && i < len(r.s.Tokens); i++ {
			if r.s.Tokens[i].Lower == "yet" {
				return true
			}
		}
		return false
	}
	return true
}

// tellsFact says whether a clause after a verb such as "suggest" or "insist" tells what is or was so, and not what should be done:
// "suggested that the two met", "insists that Iran may have left".
func (r *reading) tellsFact(c *grammar.Clause, k *grammar.Clause) bool {
	if !r.a.r.words.Is(c.Verb.Lemma, "both ways") {
		return false
	}
	for _, m := range k.Verb.Modals {
		if m == "should" || m == "must" || m == "ought" || m == "ought to" || m == "shall" {
			return false
		}
	}
	return len(k.Verb.Modals) > 0 || k.Verb.Perfect || k.Verb.Tense == grammar.Past && r.s.Tokens[k.Verb.Main].Lower != k.Verb.Lemma
}

// apply makes claims of an operator and the clause that it governs.
func (r *reading) apply(c *grammar.Clause, at *roles, o *lexicon.Operator, k *grammar.Clause, object []*grammar.Group) []*event {
	sources := r.parties(at.subject)
	addressed := r.addressed(at, o, k, object, sources)
	inner := r.clause(k)
	for _, e := range []*event{r.agreed(c, o, k, inner, sources), r.sentHome(c, at, o, k, addressed)} {
		if e != nil {
			r.used[k] = true
			return []*event{e}
		}
	}
	for _, x := range coordinated(k) { // "to leave and to stop", which is all asked for
		inner = append(inner[:len(inner):len(inner)], r.clause(x)...)
		defer func() { r.used[x] = r.used[x] || r.used[k] }()
	}
	var out []*event
	defer func() {
		for _, e := range out {
			e.until = max(e.until, r.endOf(k))
			e.passive = e.passive || at.passive && len(sources) == 0
		}
	}()
	if len(inner) == 0 {
		if len(addressed) == 0 && !meansSomebody(at) {
			kr := r.rolesOf(k)
			if !pronounOnly(o, kr.subject) {
				addressed = r.others(r.ends(kr.object, false), sources)
			}
			if len(addressed) == 0 {
				addressed = r.looseTargets(&kr, sources)
			}
			if len(addressed) == 0 && o.Name == "promise" {
				addressed = r.ground(&kr, sources)
			}
		}
		out = r.composed(c, o, nil, sources, addressed)
	}
	for _, in := range inner {
		if o.Name == "promise" && len(in.targets) == 0 && len(addressed) == 0 { // "agreed to set up a plant in Oran"
			kr := r.rolesOf(k)
			if addressed = r.ground(&kr, sources); len(addressed) > 0 {
				out = append(out, r.composed(c, o, nil, sources, addressed)...)
				break
			}
		}
		if len(in.targets) == 0 && len(addressed) == 0 {
			in = in.clone().feature("condition")
			in.targets = r.conditional(sources, c, k)
		}
		out = append(out, r.composed(c, o, in, sources, addressed)...)
	}
	if !aimed(out) && governs(o) {
		for _, e := range out {
			r.deep(e, c)
		}
	}
	if len(out) > 0 || o.Name == "deny" || o.Name == "fail" || o.Name == "yet" {
		r.used[k] = true
	}
	return out
}

// pronounOnly says whether those of whom something is demanded are named by a pronoun that nobody is known for: it is asked of them, and
// not of what they are to give, as in "demanded that he hand over the prisoners".
func pronounOnly(o *lexicon.Operator, asked []*grammar.Group) bool {
	return o.Name == "demand" && len(asked) == 1 && asked[0].Kind == grammar.Pronoun
}

// coordinated returns the infinitives and gerunds that are joined to one.
func coordinated(k *grammar.Clause) []*grammar.Clause {
	var out []*grammar.Clause
	for _, x := range k.Children {
		if x.Kind == grammar.Coordinate && x.Verb != nil && k.Verb != nil && x.Verb.Form == k.Verb.Form && x.Understood && k.Verb.Form != grammar.Finite {
			out = append(out, x)
		}
	}
	return out
}

// ofEvent reads "accused Iran of an attack on", "blamed Iran for the bombing".
func (r *reading) ofEvent(c *grammar.Clause, at *roles, o *lexicon.Operator, form string) []*event {
	p := c.Prep(form)
	if p == nil || p.Noun != nil && p.Of == grammar.OfNoun {
		return nil
	}
	sources := r.parties(at.subject)
	addressed := r.others(r.ends(at.object, false), sources)
	if len(addressed) == 0 {
		return nil
	}
	var out []*event
	for _, g := range p.Groups {
		for _, in := range r.nominal(g, nil) {
			if len(in.sources) == 0 {
				in.sources = addressed
			}
			in.sources = addressed
			in.targets = r.others(in.targets, in.sources)
			r.toldNoun[g] = true
			out = append(out, r.composed(c, o, in, sources, addressed)...)
		}
	}
	if len(out) == 0 {
		out = r.composed(c, o, nil, sources, addressed)
	}
	return out
}
