package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
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
