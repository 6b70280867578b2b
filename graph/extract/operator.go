package extract

import (
	"slices"
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

// operate reads a clause whose verb says how another event stands.
func (r *reading) operate(c *grammar.Clause, at *roles) []*event {
	if op := r.adjective(c); op != nil {
		for _, form := range []string{infinitive, ofWhat, forWhat, toWhat} {
			if k := r.complement(c, form); k != nil {
				sources := r.parties(at.subject)
				if at.passive {
					sources = r.parties(c.Subjects) // "is committed to meeting"
				}
				return r.applyBy(c, at, op, k, nil, sources)
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
			if k == nil && len(rest) > 1 {
				k = r.phraseClause(c, rest, form)
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
		return (len(c.Objects) == 0 || k.Noun != nil) && (!at.passive || len(at.subject) == 0) && !r.asksFor(at, k)
	case objectInf:
		if anyGroup(at.object, func(g *grammar.Group) bool {
			return g.Lemma == "nothing" || g.Lemma == "anything" || g.Lemma == "something"
		}) {
			return false // "wants nothing to do with them" asks nobody
		}
		return len(at.object)+len(at.indirect) > 0 || len(k.Subjects) > 0 && !k.Understood
	case thatClause:
		return !r.tellsFact(c, k) && k.Marker != "whether" && k.Marker != "if"
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
	return len(k.Verb.Modals) > 0 || k.Verb.Perfect || r.s.Tokens[k.Verb.Main].Tag == "VBZ" || k.Verb.Tense == grammar.Past && r.s.Tokens[k.Verb.Main].Lower != k.Verb.Lemma
}

// apply makes claims of an operator and the clause that it governs.
func (r *reading) apply(c *grammar.Clause, at *roles, o *lexicon.Operator, k *grammar.Clause, object []*grammar.Group) []*event {
	return r.applyBy(c, at, o, k, object, r.parties(at.subject))
}

// applyBy makes claims of an operator of somebody and the clause that it governs.
func (r *reading) applyBy(c *grammar.Clause, at *roles, o *lexicon.Operator, k *grammar.Clause, object []*grammar.Group, sources []party) []*event {
	addressed := r.addressed(at, o, k, object, sources)
	inner := r.clause(k)
	if o.Name == "threaten" && r.warnsOf(k, inner, sources) {
		return nil
	}
	if o.Name == "promise" && len(inner) > 0 && k.Kind != grammar.Infinitival && len(r.others(addressed, sources)) > 0 && len(r.others(addressed, inner[0].targets)) == len(addressed) {
		inner = nil // what is promised to somebody
		defer func() { r.used[k] = true }()
	}
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
			if o.Name == "promise" && kr.passive {
				return nil // "vowed that those who did it would be punished" promises them nothing
			}
			if !pronounOnly(o, kr.subject) {
				addressed = r.others(r.ends(kr.object, false), sources)
			}
			if o.Name == "promise" && len(addressed) > 0 && addressed[0].owner && addressed[0].mention.Via == ByMetonym {
				return nil // "vowed to keep the hills" promises nothing to whoever they are of
			}
			if len(addressed) == 0 {
				addressed = r.looseTargets(&kr, sources, "")
			}
			if len(addressed) == 0 && o.Name == "promise" {
				addressed = r.ground(&kr, sources)
			}
			if o.Name == "charge" {
				addressed = r.others(r.parties(kr.subject), sources)
			}
		}
		out = r.composed(c, o, nil, sources, addressed)
	}
	for _, in := range inner {
		if o.Name == "threaten" && len(addressed) > 0 && !slices.ContainsFunc(in.targets, func(p party) bool { return !p.place && !p.generic }) {
			in = in.clone() // "warned Chad that it would hit power stations"
			in.targets = addressed
		}
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
	if len(out) == 0 && len(inner) == 0 && len(addressed) == 0 && o.Name != "threaten" && governs(o) && k.Kind == grammar.Infinitival && !meansSomebody(at) {
		out = r.farther(c, k, o, sources)
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

// farther makes a promise or a refusal to do what is no event by itself concern whoever is named first in what is promised: "refused
// to unload a ship that carries arms for Chad".
func (r *reading) farther(c, k *grammar.Clause, o *lexicon.Operator, sources []party) []*event {
	for _, res := range r.a.r.words.Compose(o.Name, "") {
		e := &event{relation: res.Relation, modality: res.Modality, polarity: res.Polarity, clause: c, trigger: c.Verb.Main, sources: sources}
		r.deep(e, k)
		if len(e.targets) > 0 {
			return []*event{e.rule(o.ID).rule(res.ID).feature("op:" + o.Name)}
		}
	}
	return nil
}

// warnsOf says whether what somebody warns of is what others will do, which is no threat of his.
func (r *reading) warnsOf(k *grammar.Clause, inner []*event, sources []party) bool {
	if k.Kind != grammar.Complement || len(inner) == 0 || len(sources) == 0 || k.Understood {
		return false
	}
	for _, in := range inner {
		for _, p := range in.sources {
			if p.kin(sources[0]) {
				return false
			}
		}
		if len(in.sources) == 0 {
			return false
		}
	}
	return true
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
			out = append(append(out, x), coordinated(x)...)
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
