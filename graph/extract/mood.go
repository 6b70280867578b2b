package extract

import (
	"slices"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// mood works negation, modal verbs and hedges of a clause into its events.
func (r *reading) mood(c *grammar.Clause, in []*event) []*event {
	if len(in) == 0 {
		return nil
	}
	var out []*event
	for _, e := range in {
		out = append(out, r.moodOf(c, e.clone()))
	}
	return slices.DeleteFunc(out, func(e *event) bool { return e == nil })
}

func (r *reading) moodOf(c *grammar.Clause, e *event) *event {
	v := c.Verb
	negated := v.Negated || r.noSubject(c)
	switch m := r.modal(v); m {
	case "future":
		return r.future(c, e, negated)
	case "duty":
		return r.duty(c, e)
	case "maybe":
		e.hedged = true
		e.feature("maybe")
		if e.modality == graph.Actual {
			e.modality = graph.Alleged
		}
	}
	if negated {
		e.deny()
		e.feature("negated")
	}
	r.adverbs(c, e)
	return e
}

// noSubject says whether the subject is "no talks", "neither side".
func (r *reading) noSubject(c *grammar.Clause) bool {
	for _, g := range c.Subjects {
		if g.Negated && !c.Verb.Negated {
			return true
		}
	}
	return false
}

// modal sorts the modal verbs of a verb group: future, duty, maybe, or "" for none that matters.
func (r *reading) modal(v *grammar.Verb) string {
	kind := ""
	if v.Tense == grammar.Future {
		kind = "future"
	}
	for _, m := range v.Modals {
		switch m {
		case "will", "shall", "be to", "be going to", "be about to", "would", "'ll", "wo", "'d":
			kind = "future"
		case "must", "should", "have to", "need to", "ought to", "ought", "had better":
			return "duty"
		case "may", "might", "could":
			return "maybe"
		}
	}
	return kind
}

// future makes an intention of what will be: who says that it will do something means to. What others say that it will do is planned.
func (r *reading) future(c *grammar.Clause, e *event, negated bool) *event {
	rel, _ := r.a.r.ontology.Relation(e.relation)
	if rel.Class != graph.ClassEvent || e.modality != graph.Actual {
		if negated {
			e.deny()
		} else if e.modality == graph.Actual {
			e.modality = graph.Planned
		}
		return e
	}
	e.feature("future")
	if len(e.targets) == 0 {
		e.targets = r.conditional(e.sources, c)
	}
	if r.foretold(c, e) {
		e.modality = graph.Planned
		if negated {
			e.deny()
		}
		return e
	}
	name := "intend"
	if pressed(c) {
		name = "threaten"
	}
	if negated {
		name = "refuse"
		if len(e.targets) == 0 { // "will not leave until Japan pays" is said to Japan
			e.targets = r.conditional(e.sources, c)
		}
	}
	if e.polarity == graph.Denied {
		name = r.denied(name, e.relation)
	}
	for _, res := range r.a.r.words.Compose(name, e.relation) {
		if res.Ends != lexicon.Inner {
			continue
		}
		if res.Relation != lexicon.Keep {
			e.relation, e.symmetric = res.Relation, false
			e.polarity = graph.Asserted
		}
		e.modality = res.Modality
		if res.Polarity == graph.Denied {
			e.deny()
		}
		return e.rule(res.ID)
	}
	e.modality = graph.Planned
	return e
}

// foretold says whether somebody else tells what will be done: that is no threat of who will do it.
func (r *reading) foretold(c *grammar.Clause, e *event) bool {
	rep := r.reportOf(c)
	if rep == nil || len(e.sources) == 0 || r.relation(e.relation).Quad != 4 {
		return false
	}
	speakers := r.parties(rep.Speakers)
	for _, s := range speakers {
		if s.generic || s.actor.Country == "" || s.kin(e.sources[0]) || e.sources[0].actor.Country == "" {
			return false
		}
	}
	return len(speakers) > 0
}

// duty makes a demand of what somebody must do, by whoever says so; without a speaker nothing is claimed.
func (r *reading) duty(c *grammar.Clause, e *event) *event {
	rep := r.reportOf(c)
	if rep == nil {
		return nil
	}
	speakers := r.parties(rep.Speakers)
	if len(speakers) == 0 {
		return nil
	}
	targets := r.others(e.sources, speakers)
	if len(targets) == 0 {
		return nil
	}
	for _, res := range r.a.r.words.Compose("urge", e.relation) {
		if res.Relation == lexicon.Keep {
			continue
		}
		e.relation, e.modality, e.polarity, e.symmetric = res.Relation, graph.Actual, graph.Asserted, false
		e.third = append(e.third, r.others(e.targets, append(append([]party(nil), speakers...), targets...))...)
		e.sources, e.targets = speakers, targets
		e.told, e.teller = true, nil
		return e.rule(res.ID).feature("duty")
	}
	return nil
}

// bareDuty makes a demand of what somebody must do where the deed itself is no event.
func (r *reading) bareDuty(c *grammar.Clause) []*event {
	rep := r.reportOf(c)
	if rep == nil || c.Kind == grammar.Relative || c.Verb.Passive {
		return nil
	}
	e := &event{relation: "REQUEST", modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main, told: true}
	e.sources = r.parties(rep.Speakers)
	e.targets = r.others(r.parties(c.Subjects), e.sources)
	if len(e.sources) == 0 || len(e.targets) == 0 {
		return nil
	}
	return []*event{e.rule("duty").feature("duty").feature("path:duty")}
}

// adverbs reads "allegedly", "reportedly" in a clause.
func (r *reading) adverbs(c *grammar.Clause, e *event) {
	list := append(append([]int(nil), c.Adverbs...), c.Verb.Adverbs...)
	for _, i := range list {
		if i < 0 || i >= len(r.s.Tokens) {
			continue
		}
		if s, ok := r.a.r.words.Stance(r.s.Tokens[i].Lower, "adverb"); ok && s == lexicon.Alleged {
			e.hedged = true
			if e.modality == graph.Actual {
				e.modality = graph.Alleged
			}
			e.feature("hedge")
		}
	}
}

// bargain makes a demand of what somebody will not do unless, or until, somebody else does something.
func (r *reading) bargain(c *grammar.Clause) []*event {
	if !c.Verb.Negated || c.Verb.Passive || r.modal(c.Verb) != "future" {
		return nil
	}
	for _, k := range c.Children {
		if k.Marker != "unless" && k.Marker != "until" {
			continue
		}
		e := &event{relation: "REQUEST", modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main}
		e.sources = r.parties(c.Subjects)
		e.targets = r.meantBy(k, e.sources)
		if len(e.sources) == 0 || len(e.targets) == 0 {
			continue
		}
		e.until = r.endOf(k)
		return []*event{e.rule("bargain").feature("path:bargain")}
	}
	return nil
}
