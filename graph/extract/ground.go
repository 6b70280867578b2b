package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// groundWords are the prepositions after which the place stands that an event is done to.
var groundWords = []string{"in", "on", "at", "along", "near", "across", "throughout", "around", "into", "to", "inside", "outside", "off", "for"}

// grounded gives an event without a target the place where it is done, where what is done there is done to those who live there: a
// curfew in a city, troops along a border, a blockade. Of protests it is whom the clause or noun beside them names.
func (r *reading) grounded(e *event, c *grammar.Clause, at *roles) {
	if len(e.targets) > 0 || len(e.sources) == 0 {
		return
	}
	if r.a.r.words.Below(e.relation, "PROTEST") {
		if e.targets = r.protested(c, e.sources); len(e.targets) == 0 {
			e.targets = r.inProtest(at, e.sources)
		}
		return
	}
	if !r.a.r.words.Below(e.relation, "ASSAULT", "COERCE", "MOBILIZE", "AID", "CONCEDE", "RETREAT") || r.a.r.words.Below(e.relation, "retreat-resign") {
		return
	}
	if r.a.r.words.Below(e.relation, "AID") { // "raised money to help the refugees"
		if e.targets = r.protested(c, e.sources); len(e.targets) > 0 {
			e.feature("purpose")
			return
		}
	}
	if r.a.r.words.Below(e.relation, "COERCE", "assault-crowd-control") {
		if e.targets = r.purposed(c, e.sources); len(e.targets) > 0 {
			e.feature("purpose-target")
			return
		}
	}
	if t := r.ground(at, e.sources); len(t) > 0 {
		e.targets = t
		e.feature("ground")
		return
	}
	if t := r.bywhat(e, c); len(t) > 0 {
		e.targets = t
		e.feature("means")
	}
}

// purposed finds whom something is meant to hit: "fired tear gas to disperse the crowd".
func (r *reading) purposed(c *grammar.Clause, sources []party) []party {
	for _, k := range c.Children {
		if k.Kind != grammar.Infinitival || k.Verb == nil || k.Noun != nil {
			continue
		}
		kr := r.rolesOf(k)
		if t := r.others(r.ends(kr.object, false), sources); len(t) > 0 {
			return t
		}
	}
	return nil
}

// bywhat finds to whom something is done in the clause that tells by what: "broke the truce by shelling Mali".
func (r *reading) bywhat(e *event, c *grammar.Clause) []party {
	p := c.Prep("by")
	if p == nil || p.Inner == nil {
		return nil
	}
	for _, in := range r.clause(p.Inner) {
		if t := r.others(in.targets, e.sources); len(t) > 0 {
			return t
		}
	}
	return nil
}

// ground returns the first place after a preposition of place, or what is named by a country there.
func (r *reading) ground(at *roles, sources []party) []party {
	for _, word := range groundWords {
		groups := at.at(word)
		for _, g := range groups { // "along the river in Elmira"
			groups = appendPreps(groups[:len(groups):len(groups)], g, "in")
		}
		var out []party
		for _, p := range r.ends(groups, true) {
			if p.place || p.actor.Kind == graph.KindState {
				out = append(out, p)
			}
		}
		if t := r.others(out, sources); len(t) > 0 {
			return t
		}
		for _, g := range groups { // a capital stands for its government, but not where that government acts in it
			if p, ok := r.spot(g); ok {
				return []party{p}
			}
			if p, ok := r.site(g); ok && r.named0(g) {
				return []party{p}
			}
		}
	}
	return nil
}

// named0 says whether a proper name stands in a group: "in Elmira district".
func (r *reading) named0(g *grammar.Group) bool {
	for i := g.First; i <= g.Head; i++ {
		if strings.HasPrefix(r.s.Tokens[i].Tag, "NNP") {
			return true
		}
	}
	return false
}

// circumstance says whether a group only tells at whose wish or in whose name something is done: "carried out the raid at the behest of
// Chad" is not whom it hit.
func (r *reading) circumstance(g *grammar.Group) bool {
	if g.Prep == nil || !r.a.r.words.Is(g.Lemma, "circumstance") {
		return false
	}
	switch g.Prep.Word {
	case "at", "on", "in", "under", "by":
		return true
	}
	return false
}

// inProtest finds against whom people act "in protest against" somebody.
func (r *reading) inProtest(at *roles, sources []party) []party {
	for _, word := range []string{"in protest at", "in protest against", "in protest over", "in protest of"} {
		if t := r.others(r.ends(at.at(word), false), sources); len(t) > 0 {
			return t
		}
	}
	for _, g := range at.at("in") {
		for _, e := range r.nominal(g, nil) {
			if t := r.others(e.targets, sources); len(t) > 0 && r.a.r.words.Below(e.relation, "PROTEST") {
				return t
			}
		}
	}
	return nil
}

// spot makes a party of a listed place, whatever else its name may stand for.
func (r *reading) spot(g *grammar.Group) (party, bool) {
	m := r.a.matchAt(r.s.Tokens[g.Head].Start)
	if m == nil {
		return party{}, false
	}
	for _, c := range m.Candidates {
		a, ok := r.a.r.names.Actor(c.Actor)
		if !ok || a.Kind != graph.KindPlace {
			continue
		}
		p := party{actor: a, group: g, token: g.Head, place: true}
		p.mention = Mention{Text: m.Text, Start: m.Start, End: m.End, Via: ByName, Actor: a.ID}
		if !c.Known {
			p.mention.New = &a
		}
		return p, true
	}
	return party{}, false
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
