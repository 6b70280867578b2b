package extract

import (
	"slices"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
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
	}
	return out
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
	if !r.needed(c, &places, &e.Need) {
		return nil
	}
	ev := &event{relation: e.Relation, modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main, symmetric: e.Slots.Symmetric}
	ev.rule(e.ID).feature("path:verb")
	r.fill(ev, &places, e)
	if !r.mayFit(ev) {
		return nil
	}
	if len(ev.targets) == 0 && !ev.has("deed") {
		r.loose(ev, &places, e)
	}
	if len(ev.targets) == 0 {
		r.sites(ev, &places, e)
	}
	if len(ev.targets) == 0 {
		r.answer(ev, &places, e)
	}
	if places.passive {
		ev.passive = true
		ev.feature("passive")
	}
	return ev
}

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
	place := e.Need.Place || e.Slots.Place
	if e.Slots.Symmetric && len(ev.sources) > 1 {
		if t := r.targets(at, e.Slots.Target, e.Need.Object, ev.sources, place); len(t) > 0 {
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
	ev.targets = r.targets(at, e.Slots.Target, e.Need.Object, ev.sources, place)
	if len(ev.targets) > 0 && ev.targets[0].owner {
		ev.feature("owner")
	}
}

// sites takes places as what is attacked, besieged or left, where nobody is named who is there.
func (r *reading) sites(ev *event, at *roles, e *lexicon.Entry) {
	rel := r.relation(e.Relation)
	if rel.Quad != 4 && !r.a.r.words.Below(e.Relation, "retreat-withdraw") {
		return
	}
	for _, slot := range e.Slots.Target {
		groups := at.object
		if slot != lexicon.Object {
			groups = at.at(slot)
		} else if e.Need.Object != "" && e.Need.Object != "actor" && e.Need.Object != "place" {
			continue
		}
		for _, g := range groups {
			if p, ok := r.site(g); ok {
				ev.targets = append(ev.targets, p)
			}
		}
		if len(ev.targets) > 0 {
			ev.feature("site")
			return
		}
	}
}

// site makes a party of a place: one that is named, or "a village", "the hospital".
func (r *reading) site(g *grammar.Group) (party, bool) {
	for _, p := range r.resolve(g) {
		if p.place {
			return p, true
		}
	}
	if g.Kind != grammar.Noun || !r.a.r.words.Is(g.Lemma, "place") {
		return party{}, false
	}
	p := party{group: g, token: g.Head, place: true, generic: true}
	end := g.End
	for _, pr := range g.Preps {
		if pr.Word == "of" && pr.Token == g.Limit && len(pr.Groups) == 1 {
			end = pr.Groups[0].End
		}
	}
	p.mention = Mention{Text: r.a.text.Body[g.Start:end], Start: g.Start, End: end, Via: ByDefinite}
	name := oneLine(p.mention.Text)
	r.propose(&p, &gazetteer.Reading{Head: g.Lemma}, &graph.Actor{ID: gazetteer.Slug(name), Name: name, Kind: graph.KindPlace})
	return p, true
}

// answer marks an event that turns down or takes up what somebody said or did before, where only "the charge" is said, or nothing.
func (r *reading) answer(ev *event, at *roles, e *lexicon.Entry) {
	switch e.Need.Object {
	case "mission", "ties", "aid", "speech act":
		ev.answers = true
	}
	root := r.a.r.ontology.Root(ev.relation)
	if root == "AGREE" && len(at.object) > 0 && e.Need.Object == "" {
		ev.answers = true
	}
	if len(at.object) == 0 && (root == "REJECT" || root == "AGREE") && len(at.clause.Children) == 0 {
		ev.answers = true
	}
	for _, g := range at.object {
		if r.a.r.words.Is(g.Lemma, "speech act") && g.Determiner != "a" && g.Determiner != "an" {
			ev.answers = true
		}
	}
}

// answered finds the target of an event that answers; it asks for those of the sentence before it to be taken already.
func (r *reading) answered(e *event) {
	if !e.answers || len(e.targets) > 0 || len(e.sources) == 0 {
		return
	}
	p, ok := r.opposite(e.sources[0])
	if !ok {
		p, ok = r.talkedOf(e)
	}
	if ok {
		g := e.noun
		if g == nil && e.clause != nil && len(e.clause.Objects) > 0 {
			g = e.clause.Objects[0]
		}
		if g != nil {
			e.targets = r.again(g, []party{p})
		} else {
			e.targets = []party{p}
		}
		e.feature("answer")
	}
}

// talkedOf is whom the last event was about, where a third one joins in: who did it, if it is praised or blamed, else to whom it was done.
func (r *reading) talkedOf(e *event) (party, bool) {
	rel := r.relation(e.relation)
	for i := len(r.a.found) - 1; i >= 0; i-- {
		f := r.a.found[i]
		if r.number-f.sentence > 1 {
			break
		}
		p := f.target
		if rel.Quad == 1 || rel.Quad == 3 {
			p = f.source
		}
		if p.actor.ID != "" && !p.kin(e.sources[0]) && r.a.r.words.Event(f.Claim.Relation) {
			return p, true
		}
	}
	return party{}, false
}

// opposite is who last charged, asked, offered or did something to an actor, in the sentences just before.
func (r *reading) opposite(who party) (party, bool) {
	for i := len(r.a.found) - 1; i >= 0; i-- {
		f := r.a.found[i]
		if r.number-f.sentence > reach {
			break
		}
		switch f.root {
		case "ACCUSE", "REQUEST", "AGREE", "THREATEN", "COERCE", "ASSAULT", "REJECT", "SANCTION", "AID":
		default:
			continue
		}
		if f.source.actor.ID != "" && f.target.kin(who) && !f.source.same(who) {
			return f.source, true
		}
	}
	return party{}, false
}

// looseWords are the prepositions after which a target may stand that an entry does not name.
var looseWords = []string{"against", "on", "to", "with", "from", "of", "in", "at", "over", "for", "into", "near", "toward", "towards", "between", "among", "inside", "across", "throughout"}

// loose finds a target where an entry does not say: after any preposition. Only entries that ask for a certain object may do so, as
// their words leave no doubt of what is done.
func (r *reading) loose(ev *event, at *roles, e *lexicon.Entry) {
	n, rel := &e.Need, r.relation(e.Relation)
	verbal := (rel.Quad == 1 || rel.Quad == 3) && len(at.object) > 0
	if n.Object == "" && n.Event == "" && len(n.Preps) == 0 && n.Near == "" && !verbal || n.Object == "actor" || n.Object == "person" || n.Object == "place" {
		return
	}
	if t := r.looseTargets(at, ev.sources); len(t) > 0 {
		ev.targets = t
		ev.feature("loose")
		return
	}
	if n.Object != "" || n.Event != "" || n.Near != "" || len(n.Preps) > 0 {
		r.deep(ev, at.clause)
	}
}

// deep takes the first actor that is named behind the verb, in the clause and those that it governs.
func (r *reading) deep(ev *event, c *grammar.Clause) {
	for _, g := range r.s.Groups {
		if g.First <= c.Verb.Main || g.Start >= c.End || g.Kind != grammar.Noun || r.told(g) || slices.Contains(c.Objects, g) {
			continue
		}
		list := r.resolve(g)
		if len(list) == 0 {
			list = r.before(g, g.Limit)
		}
		for _, p := range r.others(list, ev.sources) {
			if p.generic || p.mention.New != nil && !r.shipped(p) && p.actor.Kind == graph.KindGroup {
				continue
			}
			if p.place {
				q, ok := r.ruler(p)
				if !ok {
					continue
				}
				p = q
			}
			ev.targets = r.others([]party{p}, ev.sources)
			if len(ev.targets) > 0 {
				ev.feature("deep")
				return
			}
		}
	}
}

// shipped says whether an actor is one that the gazetteer knows.
func (r *reading) shipped(p party) bool {
	_, ok := r.a.r.names.Actor(p.actor.ID)
	return ok
}

// told says whether a group is who reports something in the sentence.
func (r *reading) told(g *grammar.Group) bool {
	for _, rep := range r.s.Reports {
		if rep.Start <= g.Start && g.End <= rep.End {
			return true
		}
	}
	return false
}

func (r *reading) relation(id graph.RelationID) graph.Relation {
	rel, _ := r.a.r.ontology.Relation(id)
	return rel
}

func (r *reading) looseTargets(at *roles, sources []party) []party {
	for _, word := range looseWords {
		if t := r.others(r.ends(at.at(word), false), sources); len(t) > 0 {
			return t
		}
	}
	for _, g := range at.object {
		for _, p := range g.Preps {
			for _, x := range p.Groups {
				for _, word := range looseWords {
					if t := r.others(r.ends(appendPreps(nil, x, word), false), sources); len(t) > 0 {
						return t
					}
				}
			}
		}
	}
	return nil
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
				return list[0]
			}
		}
	}
	return nil
}

// targets takes the first slot that holds an actor other than the sources.
func (r *reading) targets(at *roles, slots []string, object string, sources []party, place bool) []party {
	for _, slot := range slots {
		var groups []*grammar.Group
		if slot == "subj" {
			groups = at.subject
		} else if slot == lexicon.Object {
			groups = at.object
			if object != "" && object != "actor" && object != "person" && object != "place" && len(groups) > 0 {
				if t := r.others(r.belonging(groups, object, place), sources); len(t) > 0 {
					return t
				}
				continue
			}
			if len(at.indirect) > 0 && len(groups) == 0 {
				groups = at.indirect
			}
		} else {
			groups = at.at(slot)
		}
		if t := r.others(r.ends(groups, place), sources); len(t) > 0 {
			return t
		}
	}
	return nil
}

// belonging resolves objects that are of a class of things as those to whom they belong, and those of a class of people or bodies as
// themselves.
func (r *reading) belonging(groups []*grammar.Group, class string, place bool) []party {
	switch class {
	case "people", "human", "body", "refugees", "captive", "company", "mission-person":
		return r.ends(groups, place)
	}
	return r.ownersOf(groups)
}

// ends resolves groups as ends of an event: actors, else those who own what is named, else, where places will do, places.
func (r *reading) ends(groups []*grammar.Group, place bool) []party {
	var out []party
	for _, g := range groups {
		if reflexive(g) {
			continue
		}
		list := r.resolve(g)
		if len(list) == 0 {
			list = r.ownersOf([]*grammar.Group{g})
		}
		for _, p := range list {
			if p.place && !place {
				q, ok := r.ruler(p)
				if !ok {
					continue
				}
				p = q
			}
			out = append(out, p)
		}
	}
	return dedupe(out)
}

// reflexive says whether a group is "itself" and the like: nobody does to himself what makes a claim.
func reflexive(g *grammar.Group) bool {
	switch g.Lemma {
	case "itself", "themselves", "himself", "herself", "ourselves", "myself":
		return true
	}
	return false
}

// others drops the parties that are among the sources.
func (r *reading) others(list, sources []party) []party {
	var out []party
	for _, p := range list {
		self := false
		for _, s := range sources {
			self = self || s.same(p) || s.group != nil && s.group == p.group
		}
		if !self {
			out = append(out, p)
		}
	}
	return out
}

func dedupe(list []party) []party {
	var out []party
	for _, p := range list {
		again := false
		for _, q := range out {
			again = again || q.same(p)
		}
		if !again {
			out = append(out, p)
		}
	}
	return out
}

// needed checks what an entry asks for.
func (r *reading) needed(c *grammar.Clause, at *roles, n *lexicon.Need) bool {
	if n.Object != "" && !r.anyIs(at.object, n.Object) {
		return false
	}
	if n.Subject != "" && !r.anyIs(at.subject, n.Subject) {
		return false
	}
	if n.Event != "" && !r.anyEvent(at.object, n.Event) {
		return false
	}
	if n.Predicate != "" && !r.anyIs(c.Predicates, n.Predicate) {
		return false
	}
	if n.NoObject && len(at.object) > 0 && !at.passive || n.Active && (len(c.Predicates) > 0 || c.Verb.Passive || c.Verb.Form == grammar.Participle) || n.Near != "" && !r.near(c, n.Near) {
		return false
	}
	for prep, class := range n.Preps {
		if !r.anyIs(at.at(prep), class) && !r.innerPrep(c, prep, class) && !(c.Verb.Particle == prep && r.anyIs(at.object, class)) {
			return false
		}
	}
	return !n.Infinitive || r.complement(c, infinitive) != nil
}

// near says whether a word stands in a clause.
func (r *reading) near(c *grammar.Clause, word string) bool {
	for i := c.First; i < c.Limit && i < len(r.s.Tokens); i++ {
		if r.s.Tokens[i].Lower == word {
			return true
		}
	}
	for _, k := range c.Children {
		if k.Kind == grammar.Infinitival && k.Verb != nil && k.Verb.Lemma == word {
			return true
		}
	}
	return false
}

// innerPrep says whether a preposition governs a clause where anything will do.
func (r *reading) innerPrep(c *grammar.Clause, prep, class string) bool {
	p := c.Prep(prep)
	return class == "any" && p != nil && p.Inner != nil
}

func (r *reading) anyEvent(groups []*grammar.Group, above graph.RelationID) bool {
	for _, g := range groups {
		if e, _ := r.nounEntry(g); e != nil && r.a.r.words.Below(e.Relation, above) {
			return true
		}
	}
	return false
}

// anyIs says whether one of the groups is of a class.
func (r *reading) anyIs(groups []*grammar.Group, class string) bool {
	for _, g := range groups {
		if r.is(g, class) {
			return true
		}
	}
	return false
}

func (r *reading) is(g *grammar.Group, class string) bool {
	switch class {
	case "any":
		return true
	case "actor", "person", "place":
		for _, p := range r.resolve(g) {
			if class == "place" && (p.place || p.actor.Kind == graph.KindState && (p.mention.Via == ByName || p.mention.Via == ByMetonym)) || class == "actor" && !p.place ||
				class == "person" && (p.actor.Kind == graph.KindPerson || p.actor.Kind == graph.KindGroup) {
				return true
			}
		}
		return (class == "place" || class == "actor") && g.Kind == grammar.Noun && r.a.r.words.Is(g.Lemma, "place")
	}
	words := r.a.r.words
	if words.Is(g.Lemma, class) {
		return true
	}
	if g.Kind == grammar.Quantity || words.Is(g.Lemma, "part") { // "the last of their arms"
		for _, x := range appendPreps(nil, g, "of") {
			if x != g && r.is(x, class) {
				return true
			}
		}
	}
	if g.Kind == grammar.Noun && g.Known == 0 && g.Head > g.First {
		two := r.s.Tokens[g.Head-1].Lower + " " + g.Lemma
		if words.Is(two, class) {
			return true
		}
	}
	switch class {
	case "people", "force", "body", "human", "refugees", "captive", "company":
		return r.kindIs(g, class)
	}
	return false
}

// kindIs says whether a group means an actor of a kind that belongs to a class.
func (r *reading) kindIs(g *grammar.Group, class string) bool {
	for _, p := range r.resolve(g) {
		k := p.actor.Kind
		switch class {
		case "people":
			if k == graph.KindGroup || k == graph.KindNGO || k == graph.KindParty {
				return true
			}
		case "force":
			if k == graph.KindArmedGroup {
				return true
			}
		case "body":
			if k == graph.KindIGO || k == graph.KindNGO || k == graph.KindParty || k == graph.KindCompany || k == graph.KindArmedGroup {
				return true
			}
		case "human", "captive":
			if k == graph.KindPerson {
				return true
			}
		case "company":
			if k == graph.KindCompany || k == graph.KindGroup && p.mention.New != nil && p.mention.Via == ByName {
				return true
			}
		}
	}
	return false
}
