package extract

import (
	"slices"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// frame reads a clause by the entries of its verb: the first that fits and finds a target. Where none finds one, the first that
// fits is told without: what governs the clause may know it ("Japan" of "urged Japan to withdraw the troops").
func (r *reading) frame(c *grammar.Clause, at *roles) []*event {
	var out []*event
	r.a.r.words.EachVerb(c.Verb.Lemma, func(rest []string, e *lexicon.Entry) bool {
		ev := r.tryEntry(c, at, rest, e)
		if ev == nil {
			return true
		}
		if len(ev.targets) > 0 || len(out) == 0 {
			out = []*event{ev}
		}
		return len(ev.targets) == 0
	})
	for _, ev := range out {
		r.grounded(ev, c, at)
		r.unmade(ev, at)
	}
	return out
}

// press says whether those who are spoken to only pass it on: "told reporters".
func (r *reading) press(list []party) bool {
	for _, p := range list {
		if p.group == nil || p.mention.Via == ByName || !r.a.r.words.Is(p.group.Lemma, "press") {
			return false
		}
	}
	return len(list) > 0
}

// unmade marks nouns of what is only turned down, taken up or asked for: "is against a visit by", "agreed to mediation by" do not say that
// it takes place. Blame and demands are there before somebody turns them down.
func (r *reading) unmade(ev *event, at *roles) {
	switch r.a.r.ontology.Root(ev.relation) {
	case "REJECT", "AGREE", "REQUEST":
	default:
		return
	}
	for _, groups := range [][]*grammar.Group{at.object, at.at("to"), at.at("for")} {
		for _, g := range groups {
			if e, _ := r.nounEntry(g); e != nil && e.Slots.Symmetric && g == at.clause.Antecedent && r.a.r.ontology.Root(ev.relation) == "AGREE" {
				continue // "a truce agreed with Chad"
			}
			if e, _ := r.nounEntry(g); e != nil && !e.Slots.Copula && r.relation(e.Relation).Quad != 3 {
				r.toldNoun[g] = true
			}
		}
	}
}

func (r *reading) tryEntry(c *grammar.Clause, at *roles, rest []string, e *lexicon.Entry) *event {
	ok, object := r.following(c, rest)
	if !ok || len(rest) == 0 && c.Verb.Particle != "" && !tieOnly[c.Verb.Particle] && e.Need.Preps[c.Verb.Particle] == "" {
		return nil
	}
	places := *at
	if object != nil {
		places.object = object
		if at.passive {
			places.object = at.object
		}
	}
	if !r.needed(c, &places, &e.Need, r.a.r.words.Below(e.Relation, thwarted)) {
		return nil
	}
	if e.Need.Event != "" && r.a.r.words.Below(e.Relation, "RETREAT") && slices.ContainsFunc(places.object, r.unheard) {
		return nil
	}
	if r.a.r.words.Below(e.Relation, "ASSAULT") && (r.cannotStrike(places.subject) || r.cannotBeStruck(places.object, &e.Need)) {
		return nil
	}
	if r.a.r.words.Is(c.Verb.Lemma, "causing") && r.complement(c, infinitive) != nil && r.a.r.words.Below(e.Relation, "LEADS") {
		return nil // "led Chad to recall its envoy"
	}
	ev := &event{relation: e.Relation, modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main, symmetric: e.Slots.Symmetric}
	ev.rule(e.ID).feature("path:verb")
	r.fill(ev, &places, e)
	if r.a.r.words.Below(e.Relation, "CONSULT") && r.press(ev.targets) {
		return nil
	}
	if !r.mayFit(ev) {
		return nil
	}
	if len(ev.targets) == 0 && !ev.has("deed") {
		if r.a.r.words.Below(e.Relation, "ASSAULT") {
			r.sites(ev, &places, e)
		}
		if len(ev.targets) == 0 {
			r.loose(ev, &places, e)
		}
	}
	if len(ev.targets) == 0 {
		r.sites(ev, &places, e)
	}
	if len(ev.targets) == 0 {
		r.possessions(ev, &places, e)
	}
	if len(ev.targets) == 0 {
		r.answer(ev, &places, e)
	}
	if len(ev.targets) == 0 {
		r.sidesMeant(ev, &places)
	}
	r.inAttack(ev, c, &places)
	r.whereHeld(ev, c, &places)
	if places.passive && len(ev.sources) == 0 && (e.Need.Object == "force" || e.Need.Object == "peacekeeper") { // "Russian troops were deployed"
		ev.sources = r.parties(places.object)
		ev.targets = r.others(ev.targets, ev.sources)
	}
	if places.passive {
		ev.passive = true
		ev.feature("passive")
	}
	return ev
}

// unheard says whether an attack is told of for the first time: who stops "an attack" has not made it himself.
func (r *reading) unheard(g *grammar.Group) bool {
	return (g.Determiner == "a" || g.Determiner == "an") && r.anyEvent([]*grammar.Group{g}, "ASSAULT", false)
}

// thwarted is the relation of those who keep somebody from doing something to him.
const thwarted = "thwart-plot-by"

// tieOnly are particles that do not change what a verb means.
var tieOnly = map[string]bool{"back": true, "up": true, "out": true, "down": true}

// fill finds the ends of an event of a verb.
func (r *reading) fill(ev *event, at *roles, e *lexicon.Entry) {
	ev.sources = r.parties(at.subject)
	for _, slot := range e.Slots.Source {
		groups := at.at(slot)
		if slot == lexicon.Object {
			groups = at.object
		}
		if s := r.parties(groups); len(s) > 0 {
			ev.sources = s
			break
		}
	}
	if eachOther(at.object) && len(ev.sources) > 1 {
		ev.targets = ev.sources
		ev.feature("mutual")
		return
	}
	if len(ev.sources) == 0 && at.passive && r.a.r.words.Below(e.Relation, "cameo-166", "coerce-deport", "sanction-expel") {
		ev.sources = r.fromWhere(at)
	}
	place := e.Need.Place || e.Slots.Place
	if e.Slots.Symmetric && len(ev.sources) > 1 {
		if t := r.targets(at, e, ev.sources, place); len(t) > 0 {
			ev.targets = t
		} else {
			ev.targets = ev.sources
			ev.feature("mutual")
		}
		return
	}
	if deed := r.deed(at, e); deed != nil {
		ev.targets = r.others(deed.sources, ev.sources)
		ev.features = append(ev.features, "deed")
		return
	}
	if r.relation(e.Relation).Quad == 4 && r.countedOnly(at.object) {
		ev.targets = r.others(r.included(at), ev.sources) // "killed 11, including three nurses, in Sarn"
		return
	}
	if ev.targets = r.hitThings(at, e, ev.sources); len(ev.targets) == 0 {
		ev.targets = r.targets(at, e, ev.sources, place)
	}
	if len(ev.targets) == 0 && r.a.r.words.Below(e.Relation, "PROTEST") {
		ev.targets = r.others(r.provokers(at, e), ev.sources)
	}
	if len(ev.targets) == 0 && r.relation(e.Relation).Quad >= 3 {
		r.notOneself(ev, at, e)
	}
	if g := r.soCalled(at); g != nil && len(ev.targets) == 0 && r.relation(e.Relation).Quad == 3 {
		ev.targets = r.others(r.ownersOf([]*grammar.Group{g}), ev.sources) // "denounced what it called French aggression"
	}
	if len(ev.targets) > 0 && ev.targets[0].owner {
		ev.feature("owner")
	}
}

// fromWhere gives who sends somebody out: the state that he is sent out of, where nobody is named, as in "was deported from Chad".
func (r *reading) fromWhere(at *roles) []party {
	for _, word := range []string{"from", "out of"} {
		if list := r.parties(at.at(word)); len(list) > 0 {
			return slices.DeleteFunc(list, func(p party) bool { return p.actor.Kind != graph.KindState })
		}
	}
	return nil
}

// notOneself takes pronouns for others where they would make somebody his own victim: "them" of whatever is done to them, "its" of what
// is attacked.
func (r *reading) notOneself(ev *event, at *roles, e *lexicon.Entry) {
	for _, slot := range e.Slots.Target {
		groups := at.object
		if slot != lexicon.Object {
			groups = at.at(slot)
		}
		for _, g := range groups {
			if g.Kind != grammar.Pronoun && !r.a.r.words.Below(e.Relation, "ASSAULT") {
				continue
			}
			if t := r.elsewhere([]*grammar.Group{g}, ev.sources); len(t) > 0 {
				ev.targets = t
				return
			}
		}
	}
}

func (r *reading) relation(id graph.RelationID) graph.Relation {
	rel, _ := r.a.r.ontology.Relation(id)
	return rel
}

// mayFit says whether some pair of ends fits the relation by their kinds.
func (r *reading) mayFit(ev *event) bool {
	if len(ev.targets) == 0 {
		return true
	}
	sources := ev.sources
	if len(sources) == 0 {
		sources = []party{{}}
	}
	for _, s := range sources {
		for _, t := range ev.targets {
			if r.a.fits(ev.relation, &s, &t) {
				return true
			}
		}
	}
	return false
}

// deed returns the hostile event that the object of praise or blame is: who condemns an attack on somebody blames who attacked.
func (r *reading) deed(at *roles, e *lexicon.Entry) *event {
	if q := r.relation(e.Relation).Quad; q != 3 || e.Need.Event != "" || e.Slots.Target[0] != lexicon.Object {
		return nil
	}
	for _, g := range at.object {
		if n, _ := r.nounEntry(g); n != nil && !n.Slots.Copula && r.relation(n.Relation).Quad == 4 {
			if list := r.nominal(g, nil); len(list) > 0 {
				list[0].sources = r.doers(list[0], g)
				return list[0]
			}
		}
	}
	return nil
}
