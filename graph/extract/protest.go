package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// protestedBy says whether an infinitive tells against whom people protest by what the clause around it tells: "walked off the job to protest
// against the cuts" is the protest. What governments do "to protest" is their complaint.
func (r *reading) protestedBy(k *grammar.Clause, e *event) bool {
	p := k.Parent
	if k.Noun != nil || p == nil || p.Verb == nil || p.Verb.Negated || len(p.Verb.Modals) > 0 || !r.a.r.words.Below(e.relation, "PROTEST") {
		return false
	}
	return e.clause == k && e.modality == graph.Actual && r.civil(e.sources)
}

// inProtestOf reads what people do "in protest at" something as their protest, whatever it is: "dumped fish outside the embassy in protest
// at imports". Whom it is aimed at stands behind these words, or is whose place it is done at.
func (r *reading) inProtestOf(c *grammar.Clause, at *roles, told []*event) []*event {
	if c.Verb == nil || c.Verb.Negated || c.Kind == grammar.Infinitival || !r.actsInProtest(c) {
		return nil
	}
	sources := r.parties(at.subject)
	if !r.civil(sources) {
		return nil
	}
	for _, e := range told {
		if r.a.r.words.Below(e.relation, "PROTEST") && len(e.targets) > 0 {
			return nil
		}
	}
	e := &event{relation: "PROTEST", sources: sources, modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main}
	if e.targets = r.inProtest(at, sources); len(e.targets) == 0 {
		for _, word := range []string{"outside", "in front of", "at"} {
			if e.targets = r.others(r.ends(at.at(word), false), sources); len(e.targets) > 0 {
				break
			}
		}
	}
	if len(e.targets) == 0 {
		return nil
	}
	return []*event{e.rule("in-protest").feature("path:verb")}
}

// actsInProtest says whether a clause has "in protest" in it.
func (r *reading) actsInProtest(c *grammar.Clause) bool {
	for _, p := range c.Preps {
		if strings.HasPrefix(p.Word, "in protest") || p.Word == "in" && len(p.Groups) == 1 && p.Groups[0].Lemma == "protest" && p.Groups[0].Determiner == "" {
			return true
		}
	}
	return false
}

// againstEmployer makes those whose staff or prisoners stop work or refuse food the target: "Air France pilots walked out", "workers at the
// plant of Fiat", "prisoners in Israeli jails".
func (r *reading) againstEmployer(e *event) {
	if !r.a.r.words.Below(e.relation, "protest-strike", "protest-hunger") {
		return
	}
	for i, s := range e.sources {
		g := s.group
		if g == nil || !r.a.r.words.Is(g.Lemma, "civilian") {
			continue
		}
		list := r.before(g, g.Head)
		for _, x := range ownPreps(nil, g, "at") {
			list = append(list, r.ends([]*grammar.Group{x}, false)...)
		}
		for _, p := range list {
			if k := p.actor.Kind; k == graph.KindCompany || k == graph.KindAgency || k == graph.KindIGO || k == graph.KindNGO {
				e.targets = append(e.targets, p)
			}
		}
		for _, x := range ownPreps(nil, g, "in") {
			if r.a.r.words.Is(x.Lemma, "lockup") {
				e.targets = append(e.targets, r.others(r.ends([]*grammar.Group{x}, false), e.sources)...)
			}
		}
		if len(e.targets) > 0 && s.same(e.targets[0]) {
			e.sources[i] = r.folkOf(g)[0]
		}
	}
	e.targets = dedupe(e.targets)
}

// provokers are those who did what people protest against: "rallied against the jailing of their leaders by a Spanish court".
func (r *reading) provokers(at *roles, e *lexicon.Entry) []party {
	for _, slot := range e.Slots.Target {
		groups := at.object
		if slot != lexicon.Object {
			groups = at.at(slot)
		}
		for _, g := range groups {
			if list := r.parties(nounPreps(g, "by", nil)); len(list) > 0 {
				return list
			}
		}
	}
	return nil
}
