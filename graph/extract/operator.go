package extract

import (
	"liaison/graph"
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
	yetTo      = "yet"
)

// complement returns the clause that completes a verb in a form, or nil.
func (r *reading) complement(c *grammar.Clause, form string) *grammar.Clause {
	if form == ofWhat || form == forWhat {
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
			if k.Kind == grammar.Participial && k.Verb.Form == grammar.Gerund && (k.Marker == "" || k.Marker == "to") && k.First > c.Verb.Main {
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
		for _, form := range []string{infinitive, ofWhat, forWhat} {
			if k := r.complement(c, form); k != nil {
				return r.apply(c, at, op, k, nil)
			}
		}
		if out := r.bearsBlame(c, at, op); len(out) > 0 {
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
			if k == nil && (form == ofWhat || form == forWhat) {
				if out = r.ofEvent(c, at, o, form); len(out) > 0 {
					return false
				}
				continue
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

// bearsBlame reads "is responsible for attacks on", "is guilty of a breach of".
func (r *reading) bearsBlame(c *grammar.Clause, at *roles, o *lexicon.Operator) []*event {
	sources := r.parties(at.subject)
	if o.Name != "aspect" || len(sources) == 0 {
		return nil
	}
	var out []*event
	for _, form := range []string{forWhat, ofWhat} {
		for _, g := range at.at(form) {
			for _, in := range r.nominal(g, at) {
				in.sources, in.targets = sources, r.others(in.targets, sources)
				r.grounded(in, c, at)
				r.toldNoun[g] = true
				out = append(out, r.composed(c, o, in, sources, nil)...)
			}
		}
	}
	return out
}

// nounOperate reads a noun that says how the clause after it stands: "announced plans to attack", "made good its threat to leave".
func (r *reading) nounOperate(c *grammar.Clause, at *roles) []*event {
	denies := r.deniesIt(c)
	if denies == nil && !r.conveys(c) {
		return nil
	}
	var out []*event
	for _, g := range at.object {
		op := r.a.r.words.Noun(g.Lemma)
		if denies != nil && r.a.r.words.Is(g.Lemma, "allegation") {
			op = denies
		} else if op == nil || denies != nil {
			continue
		}
		for _, k := range r.clausesOf(c, g) {
			out = append(out, r.apply(c, at, op, k, r.nounAddressed(at, g))...)
		}
	}
	return out
}

// deniesIt returns the operator of a verb that denies a report: "denied reports that", "dismissed claims that".
func (r *reading) deniesIt(c *grammar.Clause) (found *lexicon.Operator) {
	r.a.r.words.EachOperator(c.Verb.Lemma, func(rest []string, o *lexicon.Operator) bool {
		if len(rest) == 0 && o.Name == "deny" {
			found = o
		}
		return found == nil
	})
	return found
}

// conveys says whether a verb with such a noun as its object only puts it forth: "announced", "made", "reiterated".
func (r *reading) conveys(c *grammar.Clause) bool {
	ok := false
	r.a.r.words.EachLight(c.Verb.Lemma, func(rest []string, o *lexicon.Operator) bool {
		ok = ok || len(rest) == 0 && (o.Name == "do" || o.Name == "intend")
		return !ok
	})
	_, says := r.a.r.words.Stance(c.Verb.Lemma, "verb")
	return ok || says
}

// clausesOf returns the clauses that complete a noun.
func (r *reading) clausesOf(c *grammar.Clause, g *grammar.Group) []*grammar.Clause {
	if len(g.Clauses) > 0 {
		return g.Clauses
	}
	for _, k := range c.Children {
		if k.Verb != nil && k.First > g.Head && (k.Noun == g || k.Noun == nil && k.Kind == grammar.Infinitival || k.Kind == grammar.Complement) {
			return []*grammar.Clause{k}
		}
	}
	return nil
}

// nounAddressed are those to whom such a noun is put: "an appeal to Japan to release".
func (r *reading) nounAddressed(at *roles, g *grammar.Group) []*grammar.Group {
	for _, word := range []string{"to", "on", "for", "with"} {
		if list := nounPreps(g, word, at); len(list) > 0 {
			return list
		}
	}
	return nil
}

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
		return (!at.passive || len(at.subject) == 0) && !r.asksFor(at, k)
	case objectInf:
		return len(at.object)+len(at.indirect) > 0 || len(k.Subjects) > 0 && !k.Understood
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

// apply makes claims of an operator and the clause that it governs.
func (r *reading) apply(c *grammar.Clause, at *roles, o *lexicon.Operator, k *grammar.Clause, object []*grammar.Group) []*event {
	sources := r.parties(at.subject)
	addressed := r.addressed(at, o, k, object, sources)
	inner := r.clause(k)
	var out []*event
	defer func() {
		for _, e := range out {
			e.until = max(e.until, r.endOf(k))
		}
	}()
	if len(inner) == 0 {
		if len(addressed) == 0 {
			kr := r.rolesOf(k)
			addressed = r.others(r.ends(kr.object, false), sources)
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
			in.targets = r.others(r.conditional(c, k), sources)
		}
		out = append(out, r.composed(c, o, in, sources, addressed)...)
	}
	if len(out) > 0 || o.Name == "deny" || o.Name == "fail" || o.Name == "yet" {
		r.used[k] = true
	}
	return out
}

// endOf is where a clause ends with those that it governs directly; never more than mostQuoted bytes after its beginning.
func (r *reading) endOf(k *grammar.Clause) int {
	return min(k.End, k.Start+mostQuoted)
}

// mostQuoted is how many bytes of a clause that an operator governs are quoted.
const mostQuoted = 300

// conditional are those of whom a condition speaks: "if Japan leaves", "unless Japan leaves"; they are meant by a threat that names nobody.
func (r *reading) conditional(list ...*grammar.Clause) []party {
	for _, c := range list {
		for _, k := range c.Children {
			if k.Condition || k.Marker == "unless" || k.Marker == "if" || k.Marker == "until" {
				if p := r.parties(k.Subjects); len(p) > 0 {
					return p
				}
			}
		}
		if p := r.conditional(c.Children...); len(p) > 0 {
			return p
		}
	}
	return nil
}

// addressed are those whom a demand, an order, an accusation is for.
func (r *reading) addressed(at *roles, o *lexicon.Operator, k *grammar.Clause, object []*grammar.Group, sources []party) []party {
	groups := object
	if len(groups) == 0 {
		groups = append(append([]*grammar.Group(nil), at.object...), at.indirect...)
	}
	if t := r.others(r.ends(groups, false), sources); len(t) > 0 {
		return t
	}
	for _, word := range []string{"on", "to", "upon", "against", "from", "of"} {
		if t := r.others(r.ends(at.at(word), false), sources); len(t) > 0 {
			return t
		}
	}
	if k != nil && !k.Understood && (o.Name == "demand" || o.Name == "urge" || o.Name == "order") {
		kr := r.rolesOf(k)
		return r.others(r.ends(kr.subject, false), sources)
	}
	return nil
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

// composed applies the lines of compose.tsv for an operator; in is nil where no event could be read.
func (r *reading) composed(c *grammar.Clause, o *lexicon.Operator, in *event, sources, addressed []party) []*event {
	var inner graph.RelationID
	if in != nil {
		inner = in.relation
	}
	name := o.Name
	if name == "promise" && in != nil && (in.polarity == graph.Denied || len(r.a.r.words.Compose(name, inner)) == 0) {
		name = "intend" // a promise is an intention; more so where nothing else is known of it
	}
	if in != nil && in.polarity == graph.Denied {
		name = r.denied(name, inner)
	}
	var out []*event
	if inner == "" && len(addressed) == 0 && len(sources) > 0 && (name == "promise" || name == "refuse") {
		if p, ok := r.opposite(sources[0]); ok && c.Verb != nil && len(c.Subjects) > 0 {
			addressed = r.again(c.Subjects[0], []party{p})
		}
	}
	for _, res := range r.a.r.words.Compose(name, inner) {
		if e := r.result(c, res, in, sources, addressed); e != nil {
			out = append(out, e.rule(o.ID).rule(res.ID).feature("op:"+o.Name))
		}
	}
	return out
}

// denied is what an operator means whose event is denied: to agree not to attack is to stop it, to agree not to talk is to refuse.
func (r *reading) denied(name string, inner graph.RelationID) string {
	if name != "intend" {
		return name
	}
	if rel, ok := r.a.r.ontology.Relation(inner); ok && rel.Quad >= 3 {
		return "stop"
	}
	return "refuse"
}

func (r *reading) result(c *grammar.Clause, res lexicon.Result, in *event, sources, addressed []party) *event {
	e := &event{relation: res.Relation, modality: res.Modality, polarity: res.Polarity, clause: c, trigger: c.Verb.Main}
	if in != nil {
		e.trigger = c.Verb.Main
		e.third, e.rules, e.features = in.third, append([]string(nil), in.rules...), append([]string(nil), in.features...)
		e.noun, e.hedged, e.teller, e.tellers = in.noun, in.hedged, in.teller, in.tellers
		if res.Relation == lexicon.Keep {
			e.relation, e.symmetric = in.relation, in.symmetric
			if res.Modality == graph.Actual {
				e.modality = in.modality
			}
			if in.polarity == graph.Denied {
				e.deny()
			}
		}
	}
	if e.relation == lexicon.Keep || !r.giveEnds(e, res.Ends, in, sources, addressed) {
		return nil
	}
	return e
}

// giveEnds sets the ends of a claim; false: one is missing.
func (r *reading) giveEnds(e *event, ends lexicon.Ends, in *event, sources, addressed []party) bool {
	e.sources = sources
	switch ends {
	case lexicon.Inner:
		if in == nil {
			return false
		}
		if len(sources) == 0 || in.ownSubject() && e.relation == in.relation {
			e.sources, e.teller, e.told = in.sources, sources, len(sources) > 0
		}
		e.targets = r.others(in.targets, e.sources)
		if len(e.targets) == 0 && e.symmetric || len(e.targets) == 0 && len(e.sources) > 1 && in.symmetric {
			e.targets = in.targets
			e.symmetric = true
		}
	case lexicon.Addressee:
		e.targets = addressed
		if len(addressed) == 0 && in != nil {
			if e.targets = r.others(in.sources, e.sources); len(e.targets) == 0 {
				e.targets = r.others(in.targets, e.sources)
			}
		} else if in != nil {
			e.third = append(e.third, r.others(in.targets, append(append([]party(nil), e.sources...), addressed...))...)
		}
	case lexicon.Told:
		e.sources, e.targets = in.sources, in.targets
		if len(e.sources) == 0 || !e.fromOperator(addressed) {
			e.sources = addressed
		}
		e.targets = r.others(e.targets, e.sources)
		e.teller, e.told = sources, true
	case lexicon.Turned:
		e.sources, e.targets = r.others(in.sources, sources), sources
		if len(e.sources) == 0 {
			e.sources = r.others(in.targets, sources)
		}
	case lexicon.Blamed:
		e.targets = r.others(in.sources, e.sources)
	}
	return len(e.targets) > 0 || ends == lexicon.Inner && in != nil && in.answers
}

// ownSubject says whether the clause of an event names its own subject, and does not share that of its operator.
func (e *event) ownSubject() bool {
	return e.clause != nil && e.clause.Kind == grammar.Complement && len(e.clause.Subjects) > 0 && !e.clause.Understood
}

// fromOperator says whether the sources are those who are addressed.
func (e *event) fromOperator(addressed []party) bool {
	for _, s := range e.sources {
		for _, a := range addressed {
			if s.same(a) {
				return true
			}
		}
	}
	return false
}

// asksFor says whether an infinitive tells what the object before it asks: "refused a request to resign" refuses the request.
func (r *reading) asksFor(at *roles, k *grammar.Clause) bool {
	for _, g := range at.object {
		if r.a.r.words.Is(g.Lemma, "speech act") && g.Head < k.First && !at.passive && len(r.ownersOf([]*grammar.Group{g})) > 0 {
			return true
		}
	}
	return false
}
