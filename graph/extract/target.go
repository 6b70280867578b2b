package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

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

// hitThings takes things that are hit, closed or taken as what it is done to, where nobody is named whose they are: whoever else stands in the
// sentence, as in "looted a supermarket in the port", is not meant by it.
func (r *reading) hitThings(at *roles, e *lexicon.Entry, sources []party) []party {
	n := e.Need.Object
	if r.relation(e.Relation).Quad != 4 || len(e.Slots.Target) == 0 || e.Slots.Target[0] != lexicon.Object || n != "" && n != "actor" && n != "vessel" && n != "shut" {
		return nil
	}
	var out []party
	for _, g := range at.object {
		if g.Kind != grammar.Noun || g.Proper || !r.a.r.words.Is(g.Lemma, "struck") && (n != "shut" || !r.a.r.words.Is(g.Lemma, n)) || len(r.others(r.ends([]*grammar.Group{g}, true), sources)) > 0 {
			continue
		}
		out = append(out, r.thing(g, graph.KindFacility))
	}
	return out
}

// site makes a party of a place: one that is named, or "a village", "the hospital".
func (r *reading) site(g *grammar.Group) (party, bool) {
	for _, p := range r.resolve(g) {
		if p.place {
			return p, true
		}
	}
	if g.Kind != grammar.Noun || !r.a.r.words.Is(g.Lemma, "place") || r.ownLine(g) {
		return party{}, false
	}
	return r.thing(g, graph.KindPlace), true
}

// ownLine says whether a line between countries is that of those who are told of: nothing is done to it by them, as in "massed troops
// along their border".
func (r *reading) ownLine(g *grammar.Group) bool {
	return r.a.r.words.Is(g.Lemma, "frontier") && possessives[strings.ToLower(g.Determiner)] != ""
}

// thing makes a party of what no actor is and something is done to, or somebody has: a village, a quarry.
func (r *reading) thing(g *grammar.Group, kind graph.Kind) party {
	p := party{group: g, token: g.Head, place: true, generic: true}
	end := g.End
	for _, pr := range g.Preps {
		if pr.Word == "of" && pr.Token == g.Limit && len(pr.Groups) == 1 {
			end = pr.Groups[0].End
		}
	}
	p.mention = Mention{Text: r.a.text.Body[g.Start:end], Start: g.Start, End: end, Via: ByDefinite}
	name := oneLine(p.mention.Text)
	r.propose(&p, &gazetteer.Reading{Head: g.Lemma}, &graph.Actor{ID: gazetteer.Slug(name), Name: name, Kind: kind})
	return p
}

// possessions takes things as what somebody owns: "owns a quarry", "the mill belongs to".
func (r *reading) possessions(ev *event, at *roles, e *lexicon.Entry) {
	if !r.a.r.words.Below(e.Relation, "OWNS") || len(ev.sources) == 0 {
		return
	}
	for _, slot := range e.Slots.Target {
		groups := at.object
		if slot == "subj" {
			groups = at.subject
		} else if slot != lexicon.Object {
			continue
		}
		for _, g := range groups {
			if r.is(g, "property") && g.Kind == grammar.Noun && !g.Proper {
				ev.targets = []party{r.thing(g, graph.KindFacility)}
				ev.feature("property")
				return
			}
		}
	}
}

// looseWords are the prepositions after which a target may stand that an entry does not name.
var looseWords = []string{"against", "on", "to", "with", "from", "of", "in", "at", "over", "for", "into", "near", "toward", "towards", "between", "among", "inside", "across", "throughout"}

// loose finds a target where an entry does not say: after any preposition. Only entries that ask for a certain object may do so, as
// their words leave no doubt of what is done.
func (r *reading) loose(ev *event, at *roles, e *lexicon.Entry) {
	n, rel := &e.Need, r.relation(e.Relation)
	verbal := (rel.Quad == 1 || rel.Quad == 3) && len(at.object) > 0
	if n.Object == "" && n.Event == "" && len(n.Preps) == 0 && n.Near == "" && !verbal || n.Object == "actor" || n.Object == "person" || n.Object == "place" || n.Object == "shut" || n.Object == "vessel" {
		return
	}
	if !r.a.r.words.Event(e.Relation) {
		return // what holds between two is told with its own words
	}
	if r.a.r.words.Below(e.Relation, thwarted) {
		return // whom the attack would have hit is not who is thwarted
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
	if len(ev.sources) == 0 || r.a.r.words.Below(ev.relation, "ASSAULT") {
		return
	}
	material := r.relation(ev.relation).Quad == 4
	end := lastOf(c)
	for _, g := range r.s.Groups {
		if g.First <= c.Verb.Main || g.Start >= end || g.Kind != grammar.Noun || r.told(g) || slices.Contains(c.Objects, g) {
			continue
		}
		list := r.resolve(g)
		if len(list) == 0 {
			list = r.before(g, g.Limit)
		}
		for _, p := range r.others(list, ev.sources) {
			if material && p.actor.Kind == graph.KindPerson { // troops and embassies face states and groups
				continue
			}
			if p.generic || slices.ContainsFunc(ev.sources, p.home) || p.mention.New != nil && !r.shipped(p) && p.actor.Kind == graph.KindGroup {
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

// home says whether two parties are a state and its own government or agency: what is named behind them does not say whom they mean.
func (p party) home(q party) bool {
	return p.kin(q) && p.rules() && q.rules()
}

func (p party) rules() bool {
	switch p.actor.Kind {
	case graph.KindState, graph.KindGovernment, graph.KindAgency:
		return true
	}
	return p.place
}

// lastOf is where a clause ends with all that hang on it.
func lastOf(c *grammar.Clause) int {
	end := c.End
	for _, k := range c.Children {
		if k.Kind != grammar.Adverbial || k.Condition || k.Marker == "until" || k.Marker == "unless" {
			end = max(end, lastOf(k))
		}
	}
	return end
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

func (r *reading) looseTargets(at *roles, sources []party) []party {
	for _, word := range looseWords {
		if t := r.others(r.ends(r.behind(at, at.at(word)), false), sources); len(t) > 0 {
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

// behind leaves out what stands before the verb: where and when a clause begins is not whom it is about.
func (r *reading) behind(at *roles, groups []*grammar.Group) []*grammar.Group {
	var out []*grammar.Group
	for _, g := range groups {
		if v := at.clause.Verb; g.Prep == nil || g.Prep.Clause != at.clause || v == nil || g.First > v.Main || at.clause.Gap == grammar.AsPrep || g.Prep.Noun != nil {
			out = append(out, g)
		}
	}
	return out
}

// targets takes the first slot that holds an actor other than the sources.
func (r *reading) targets(at *roles, slots []string, object string, sources []party, place bool) []party {
	for _, slot := range slots {
		var groups []*grammar.Group
		if slot == "country" {
			if t := r.others(r.countriesOf(sources), sources); len(t) > 0 {
				return t
			}
			continue
		}
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
		if slot == "as" {
			if t := r.others(r.heldBy(groups), sources); len(t) > 0 {
				return t // "resigned as head of the union" is said of the union
			}
		}
		if t := r.others(r.ends(groups, place), sources); len(t) > 0 {
			return t
		}
	}
	return nil
}

// countriesOf gives the states of people: who resigns, resigns before his country.
func (r *reading) countriesOf(list []party) []party {
	var out []party
	for _, p := range list {
		if p.actor.Kind != graph.KindPerson || p.group == nil {
			continue
		}
		if p.actor.Country == "" && p.group.Possessor != nil { // "Egypt's prime minister, Jan Berg"
			for _, q := range r.resolve(p.group.Possessor) {
				if q.actor.Kind == graph.KindState {
					p.actor.Country = q.actor.Country
				}
			}
		}
		if q, ok := r.ruler(p); ok {
			for _, w := range r.before(p.group, p.group.Limit) {
				if w.actor.ID == q.actor.ID {
					q.mention.Text, q.mention.Start, q.mention.End = w.mention.Text, w.mention.Start, w.mention.End
				}
			}
			q.group = nil // the same words mean both
			out = append(out, q)
		}
	}
	return out
}

// belonging resolves objects that are of a class of things as those to whom they belong, and those of a class of people or bodies as
// themselves.
func (r *reading) belonging(groups []*grammar.Group, class string, place bool) []party {
	switch class {
	case "people", "human", "body", "asylum-seeking", "evacuee", "refugees", "captive", "company", "mission-person", "shut", "vessel":
		return r.ends(groups, place)
	case "aid", "weapon", "message": // what is given is not whom it is given to, whoever made it
		var out []party
		for _, g := range groups {
			if !r.is(g, class) {
				out = append(out, r.ends([]*grammar.Group{g}, place)...)
				continue
			}
			for _, p := range r.before(g, g.Head) { // "gave Mali military aid", which looks like one group
				if p.mention.Via == ByName {
					out = append(out, p)
				}
			}
		}
		return out
	}
	return r.ownersOf(groups)
}

// ends resolves groups as ends of an event: actors, else those who own what is named, else, where places will do, places.
func (r *reading) ends(groups []*grammar.Group, place bool) []party {
	var out []party
	for _, g := range groups {
		if reflexive(g) || r.circumstance(g) || r.a.r.words.Is(g.Lemma, "custody") && g.Possessor == nil {
			continue // "freed from a prison in Libya", which need not be Libya's doing
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
