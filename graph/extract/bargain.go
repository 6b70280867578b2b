package extract

import (
	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// agreed reads several who agree to do something that is done to nobody else, or on what should be done: each has the agreement of the
// others. Where what they agree on hits somebody, it is told as their common intention.
func (r *reading) agreed(c *grammar.Clause, o *lexicon.Operator, k *grammar.Clause, inner []*event, sources []party) *event {
	if o.Name != "promise" || c.Verb.Lemma != "agree" || len(sources) < 2 {
		return nil
	}
	if r.modal(k.Verb) != "duty" {
		for _, in := range inner {
			if len(r.others(in.targets, sources)) > 0 || in.symmetric {
				return nil
			}
		}
	}
	e := &event{relation: "cameo-030", sources: sources, targets: sources, modality: graph.Actual, polarity: graph.Asserted, symmetric: true,
		clause: c, trigger: c.Verb.Main, until: r.endOf(k)}
	return e.rule(o.ID).feature("op:" + o.Name).feature("mutual")
}

// pressed says whether what somebody will do is to make somebody else do something: "will stay away unless Togo pays".
func pressed(list ...*grammar.Clause) bool {
	for _, c := range list {
		if c == nil {
			continue
		}
		for _, k := range c.Children {
			if k.Marker == "unless" {
				return true
			}
		}
	}
	return false
}

// conditional are those of whom a condition speaks: "if Japan leaves", "unless Japan leaves", "until its demands are met by Japan"; they
// are meant by a threat or a refusal that names nobody.
func (r *reading) conditional(sources []party, list ...*grammar.Clause) []party {
	for _, c := range list {
		for _, k := range c.Children {
			if k.Condition || k.Marker == "unless" || k.Marker == "if" || k.Marker == "until" || k.Marker == "till" {
				if p := r.meantBy(k, sources); len(p) > 0 {
					return p
				}
			}
		}
		if p := r.conditional(sources, c.Children...); len(p) > 0 {
			return p
		}
	}
	return nil
}

// meantBy finds whom a condition asks for something: who does it, or by whom it is done, in the clause or in one that it governs.
func (r *reading) meantBy(k *grammar.Clause, sources []party) []party {
	for _, groups := range [][]*grammar.Group{k.Agents(), k.Subjects} {
		if p := r.others(r.parties(groups), sources); len(p) > 0 {
			return p
		}
	}
	for _, x := range k.Children {
		if x.Kind == grammar.Complement {
			if p := r.meantBy(x, sources); len(p) > 0 {
				return p
			}
		}
	}
	return nil
}

// sentHome reads an order to leave that is given to envoys or troops of somebody: "ordered the Danish ambassador to leave".
func (r *reading) sentHome(c *grammar.Clause, at *roles, o *lexicon.Operator, k *grammar.Clause, addressed []party) *event {
	if o.Name != "order" || len(addressed) == 0 || k.Verb.Lemma != "leave" && k.Verb.Lemma != "depart" || k.Verb.Negated {
		return nil
	}
	if !r.anyIs(append(append([]*grammar.Group(nil), at.object...), at.indirect...), "mission") {
		return nil
	}
	e := &event{relation: "cameo-166", sources: r.parties(at.subject), targets: addressed, modality: graph.Actual, polarity: graph.Asserted,
		clause: c, trigger: c.Verb.Main, until: r.endOf(k), passive: at.passive}
	return e.rule(o.ID).feature("op:" + o.Name)
}

// governs says whether an operator makes a claim whatever the clause tells that it governs.
func governs(o *lexicon.Operator) bool {
	return o.Name == "promise" || o.Name == "refuse" || o.Name == "threaten"
}

// noneToBe reads what somebody says will not take place as his refusal: "there will be no talks with Israel, Hezbollah said".
func (r *reading) noneToBe(c *grammar.Clause) []*event {
	rep := r.reportOf(c)
	if rep == nil || c.Verb.Lemma != "be" || r.modal(c.Verb) != "future" || len(c.Predicates) == 0 || !c.Predicates[0].Negated {
		return nil
	}
	sources := r.parties(rep.Speakers)
	var out []*event
	for _, in := range r.nominal(c.Predicates[0], nil) {
		in.polarity, in.targets = graph.Asserted, r.others(append(in.sources, in.targets...), sources)
		if r.relation(in.relation).Quad > 2 || len(in.targets) == 0 || len(sources) == 0 {
			continue
		}
		for _, e := range r.composed(c, &lexicon.Operator{ID: "none-to-be", Name: "refuse"}, in, sources, nil) {
			e.told, e.teller = true, nil
			out = append(out, e.feature("none-to-be"))
		}
		r.toldNoun[c.Predicates[0]] = true
	}
	return out
}
