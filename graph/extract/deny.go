package extract

import (
	"slices"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// relativeDenial reads a denial of what is told just before it in the sentence: "accused Iran of arming the rebels, which Iran denies", "said
// troops had shelled the town, a charge that the army rejects". What somebody is told to have done, he denies; who is accused of it, he
// turns down.
func (r *reading) relativeDenial(c *grammar.Clause, at *roles) []*event {
	if c.Kind != grammar.Relative || c.Gap != grammar.AsObject || c.Parent == nil || c.Antecedent == nil || !r.deniesReport(c) {
		return nil
	}
	if !r.a.r.words.Is(c.Antecedent.Lemma, "speech act") && c.Marker != "which" || len(r.clausesOf(c, c.Antecedent)) > 0 {
		return nil
	}
	who := r.parties(at.subject)
	if len(who) == 0 {
		return nil
	}
	for i, made := range []func(*grammar.Clause, *event, []party) *event{r.turnedDown, r.deniedBy} {
		if i > 0 && c.Marker != "which" {
			if out := r.turnsSpeakerDown(c, who); out != nil {
				return out
			}
		}
		for _, e := range r.toldBefore(c) {
			if out := made(c, e, who); out != nil {
				return []*event{out.feature("path:denial")}
			}
		}
	}
	return r.turnsSpeakerDown(c, who)
}

// turnsSpeakerDown makes the rejection of what the clause around a relative clause says, by whoever denies it: "an account that Chevron
// disputes".
func (r *reading) turnsSpeakerDown(c *grammar.Clause, who []party) []*event {
	p := c.Parent
	for p.Parent != nil && (p.Kind == grammar.Relative || p.Kind == grammar.Participial) {
		p = p.Parent
	}
	var speakers []party
	if rep := r.reportOf(p); rep != nil {
		speakers = r.parties(rep.Speakers)
	} else if r.a.r.words.Is(c.Antecedent.Lemma, "words") {
		speakers = r.parties(r.rolesOf(p).subject)
	}
	if len(speakers) == 0 || among(speakers, who) {
		return nil
	}
	e := &event{relation: "REJECT", sources: who, targets: speakers, modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main, told: true}
	return []*event{e.feature("path:denial")}
}

// toldBefore lists what the clauses tell that a relative clause hangs on, the nearest first.
func (r *reading) toldBefore(c *grammar.Clause) []*event {
	var out []*event
	for p := c.Parent; p != nil; p = p.Parent {
		out = append(out, r.memo[p]...)
		for _, k := range p.Children {
			if k != c && k.Kind != grammar.Relative && k.Kind != grammar.Adverbial {
				out = append(out, r.memo[k]...)
			}
		}
	}
	return out
}

// among says whether one of a list is, or belongs to the country of, one of another.
func among(list, who []party) bool {
	return slices.ContainsFunc(list, func(p party) bool { return slices.ContainsFunc(who, p.kin) })
}

// turnedDown makes the rejection of an accusation by those who are accused; nil: it is none of them.
func (r *reading) turnedDown(c *grammar.Clause, e *event, who []party) *event {
	if r.a.r.ontology.Root(e.relation) != "ACCUSE" || e.polarity == graph.Denied || !among(e.targets, who) || among(e.sources, who) {
		return nil
	}
	return &event{relation: "REJECT", sources: who, targets: e.sources, modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main, told: true}
}

// deniedBy makes the denial of one event by those of whom it is told; nil: it is not about them.
func (r *reading) deniedBy(c *grammar.Clause, e *event, who []party) *event {
	if e.polarity == graph.Denied || !among(e.sources, who) || len(e.targets) == 0 || r.a.r.ontology.Root(e.relation) == "REJECT" {
		return nil
	}
	d := e.clone()
	if e.modality == graph.Actual && r.relation(e.relation).Quad == 4 {
		e.modality = graph.Alleged // it is contested
	}
	d.polarity, d.modality = graph.Denied, graph.Actual
	if e.modality == graph.Planned {
		d.modality = graph.Planned
	}
	d.clause, d.trigger, d.teller, d.told, d.tellers = c, c.Verb.Main, who, true, nil
	return d
}

// deniesReport says whether a verb denies what is said, as "deny" always does and others with words such as "claim".
func (r *reading) deniesReport(c *grammar.Clause) bool { return r.deniesIt(c) != nil }

// rebuffs adds to the denial of what somebody claims that he is turned down: "denied Greece's claim that", "rejected a report by".
func (r *reading) rebuffs(c *grammar.Clause, at *roles, g *grammar.Group) []*event {
	sources := r.parties(at.subject)
	owners := []party(nil)
	switch by := ownPreps(nil, g, "by"); {
	case g.Possessor != nil:
		owners = r.parties(g.Possessor.All())
	case len(by) > 0:
		owners = r.parties(by)
	default:
		owners = append(owners, r.determined(g)...)
	}
	targets := r.others(owners, sources)
	if len(sources) == 0 || len(targets) == 0 {
		return nil
	}
	e := &event{relation: "REJECT", sources: sources, targets: targets, modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main, noun: g}
	return []*event{e.feature("path:light")}
}

// shared returns the event that somebody has a part in: "any role in the attack"; where he denies it, "responsibility for the bombing".
func (r *reading) shared(g *grammar.Group, denies bool) *grammar.Group {
	if !r.a.r.words.Is(g.Lemma, "involvement") && !(denies && g.Lemma == "responsibility") {
		return nil
	}
	for _, word := range []string{"in", "for", "with", "behind"} {
		for _, x := range appendPreps(nil, g, word) {
			if e, _ := r.nounEntry(x); e != nil && !e.Slots.Copula {
				return x
			}
		}
	}
	return nil
}

// sameDeed gives an event that was told before, and is only called "the attack" now, the target that it had.
func (r *reading) sameDeed(e *event, g *grammar.Group) {
	if len(e.targets) > 0 || g == nil || g.Determiner != "the" && g.Determiner != "this" && g.Determiner != "that" {
		return
	}
	root := r.a.r.ontology.Root(e.relation)
	for i := len(r.a.found) - 1; i >= 0; i-- {
		f := r.a.found[i]
		if r.number-f.sentence > reach {
			return
		}
		if f.root == root && f.target.actor.ID != "" && f.Claim.Polarity == graph.Asserted {
			e.targets = r.again(g, []party{f.target})
			e.feature("anaphoric")
			return
		}
	}
}

// responsible reads "claimed responsibility for the attack on": what somebody takes upon himself he says and has done.
func (r *reading) responsible(c *grammar.Clause, at *roles) []*event {
	if !r.a.r.words.Is(c.Verb.Lemma, "claiming") {
		return nil
	}
	who := r.parties(at.subject)
	var deeds []*event
	for _, g := range at.object {
		switch n, _ := r.nounEntry(g); {
		case g.Lemma == "responsibility":
			for _, x := range nounPreps(g, "for", at) {
				deeds = append(deeds, r.deedOf(x)...)
			}
			for _, k := range g.Clauses {
				deeds = append(deeds, r.clause(k)...)
				r.used[k] = true
			}
			if p := c.Prep("for"); p != nil && p.Inner != nil && len(g.Clauses) == 0 {
				deeds = append(deeds, r.clause(p.Inner)...)
				r.used[p.Inner] = true
			}
		case c.Verb.Lemma == "claim" && n != nil && r.a.r.words.Below(n.Relation, "ASSAULT"):
			deeds = append(deeds, r.deedOf(g)...)
		}
	}
	var out []*event
	for _, d := range deeds {
		targets := r.others(d.targets, who)
		if len(who) == 0 || len(targets) == 0 || r.relation(d.relation).Quad != 4 {
			continue
		}
		says := &event{relation: "claim-responsibility-for", sources: who, targets: targets, modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main}
		out = append(out, says.rule("responsible").feature("path:verb"))
		if !c.Verb.Negated {
			did := d.clone()
			did.sources, did.targets, did.clause, did.trigger = who, targets, c, c.Verb.Main
			did.teller, did.told = who, true
			out = append(out, did.feature("path:verb"))
		}
	}
	return out
}

// deedOf reads what a noun tells that somebody takes upon himself, with the target that it had when it was told before.
func (r *reading) deedOf(g *grammar.Group) []*event {
	list := r.nominal(g, nil)
	for _, e := range list {
		if len(e.targets) == 0 {
			r.nounSitesOf(e, g)
		}
		r.sameDeed(e, g)
		r.toldNoun[g] = true
	}
	return list
}

// nounSitesOf takes places as what a noun's event hits.
func (r *reading) nounSitesOf(e *event, g *grammar.Group) {
	if entry, _ := r.nounEntry(g); entry != nil {
		r.nounSites(e, entry, g, nil)
	}
}

// hedgedDoer leaves open who did it where he is only suspected: "suspected militants", "alleged spies".
func (r *reading) hedgedDoer(e *event) {
	if e.modality != graph.Actual || len(e.sources) == 0 || r.relation(e.relation).Quad < 3 {
		return
	}
	g := e.sources[0].group
	if g == nil {
		return
	}
	for _, i := range g.Modifiers {
		switch r.s.Tokens[i].Lower {
		case "suspected", "alleged", "presumed", "purported", "supposed":
			e.modality, e.hedged = graph.Alleged, true
			e.feature("hedge")
			return
		}
	}
}
