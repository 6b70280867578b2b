package extract

import (
	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// endOf is where a clause ends with those that it governs directly; never more than mostQuoted bytes after its beginning.
func (r *reading) endOf(k *grammar.Clause) int {
	return min(k.End, k.Start+mostQuoted)
}

// mostQuoted is how many bytes of a clause that an operator governs are quoted.
const mostQuoted = 300

// addressed are those whom a demand, an order, an accusation is for.
func (r *reading) addressed(at *roles, o *lexicon.Operator, k *grammar.Clause, object []*grammar.Group, sources []party) []party {
	groups := object
	if len(groups) == 0 {
		groups = append(append([]*grammar.Group(nil), at.object...), at.indirect...)
	}
	if eachOther(groups) && len(sources) > 1 {
		return sources
	}
	if t := r.others(r.ends(groups, false), sources); len(t) > 0 {
		return t
	}
	if len(object) == 0 && meansSomebody(at) {
		return nil
	}
	for _, word := range []string{"on", "to", "upon", "against", "from", "of"} {
		if t := r.others(r.ends(at.at(word), false), sources); len(t) > 0 {
			return t
		}
	}
	if k != nil && !k.Understood && (o.Name == "demand" || o.Name == "urge" || o.Name == "order") {
		kr := r.rolesOf(k)
		if kr.passive { // "demanded that volunteers be armed" does not ask the volunteers
			return nil
		}
		return r.others(r.ends(kr.subject, false), sources)
	}
	return nil
}

// meansSomebody says whether a pronoun that nobody is known for is who is addressed: then it is nobody else.
func meansSomebody(at *roles) bool {
	for _, g := range append(at.object[:len(at.object):len(at.object)], at.indirect...) {
		switch g.Lemma {
		case "him", "her", "them", "us", "me":
			return true
		}
	}
	return false
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
	if name == "intend" && in != nil && pressed(c, in.clause) {
		name = "threaten"
	}
	var out []*event
	if inner == "" && len(addressed) == 0 && len(sources) > 0 && (name == "promise" || name == "refuse") {
		if p, ok := r.opposite(sources[0], ""); ok && c.Verb != nil && len(c.Subjects) > 0 {
			addressed = r.again(c.Subjects[0], []party{p})
		}
	}
	for _, res := range r.a.r.words.Compose(name, inner) {
		if e := r.result(c, res, in, sources, addressed); e != nil {
			if o.Name == "deny" && res.Relation == lexicon.Keep && !e.told && len(sources) > 0 {
				e.teller, e.told = sources, true
			}
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
			if e.deed = in.clause; in.deed != nil {
				e.deed = in.deed
			}
			if res.Modality == graph.Actual {
				e.modality = in.modality
			}
			if in.polarity == graph.Denied {
				e.deny()
			}
		}
	}
	if in != nil && in.clause != nil && in.clause != c && (res.Ends == lexicon.Told || res.Polarity == graph.Denied) {
		e.when = in.clause
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
		if in != nil && r.a.r.words.Below(in.relation, "retreat-release") && len(r.others(addressed, in.targets)) == 0 {
			if held := r.others(r.captor(in.targets), e.sources); len(held) > 0 {
				e.targets, addressed = held, nil
			}
		}
		if len(e.targets) > 0 && len(addressed) == 0 {
			e.third = append(e.third, r.others(in.targets, append(append([]party(nil), e.sources...), e.targets...))...)
		} else if len(addressed) == 0 && in != nil {
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
	return len(e.targets) > 0 || ends == lexicon.Inner && in != nil && len(in.targets) == 0
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
