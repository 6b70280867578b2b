package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// tied reads how a name stands to the one that it is tied to without any noun that says so: "Kofi Addo's Green Front", "the Front's Delta
// Brigade", "Ada Roe of the Green Front", "fighters under Captain Roe".
func (r *reading) tied(g *grammar.Group) []*event {
	if g.Kind != grammar.Noun {
		return nil
	}
	var out []*event
	for _, e := range []*event{r.ledByOwner(g), r.ledBelow(g), r.memberOf(g), r.partOfOwner(g), r.ownedThing(g), r.stakeIn(g), r.partisan(g)} {
		if e != nil {
			out = append(out, e)
		}
	}
	return out
}

// tie makes an event of one party and another that a group ties to each other.
func tie(relation graph.RelationID, g *grammar.Group, source, target party, rule string) *event {
	if source.same(target) || source.actor.ID == "" || target.actor.ID == "" {
		return nil
	}
	e := &event{relation: relation, modality: graph.Actual, polarity: graph.Asserted, trigger: g.Head, noun: g, clause: g.Clause,
		sources: []party{source}, targets: []party{target}}
	return e.rule(rule).feature("path:apposition")
}

// sole is the one party that groups mean, if they mean one that is there itself.
func (r *reading) sole(groups []*grammar.Group) (party, bool) {
	if len(groups) != 1 {
		return party{}, false
	}
	list := r.resolve(groups[0])
	if len(list) != 1 || list[0].owner || list[0].place || len(list[0].mention.Candidates) > 1 {
		return party{}, false
	}
	return list[0], true
}

// person says whether a party is somebody by name.
func (p party) person() bool { return p.actor.Kind == graph.KindPerson && p.mention.Via == ByName }

// led says whether a group is a body that somebody's name may stand for: a party, a force, a movement, a junta.
func (r *reading) led(g *grammar.Group, p party) bool {
	switch p.actor.Kind {
	case graph.KindParty, graph.KindArmedGroup:
		return true
	case graph.KindGroup:
		if g.Proper && capitals(r.s.Tokens[g.Head].Text) { // "the RCD-ML of Roe"
			return true
		}
	}
	return r.a.r.words.Is(g.Lemma, "led body") && p.actor.Kind != graph.KindPerson
}

// ledByOwner reads who leads a body that is called his: "Kofi Addo's Green Front", "the junta of General Addo", "the Front, the party of Kofi Addo".
func (r *reading) ledByOwner(g *grammar.Group) *event {
	owners := ownPreps(nil, g, "of")
	if g.Possessor != nil {
		owners = []*grammar.Group{g.Possessor}
	}
	who, ok := r.sole(owners)
	if !ok || !who.person() || owners[0].Plural || owners[0].Possessor != nil || len(owners[0].Conjuncts) > 0 || owners[0].Conjoined != nil {
		return nil
	}
	body, ok := r.sole([]*grammar.Group{g})
	if !ok || !r.led(g, body) || !g.Proper && g.Renames == nil && g.Possessor != nil {
		return nil
	}
	return tie("leads", g, who, body, "led-by-owner")
}

// ledBelow reads who commands those who stand under him: "fighters under Captain Roe".
func (r *reading) ledBelow(g *grammar.Group) *event {
	list := ownPreps(nil, g, "under")
	if len(list) == 0 && g.Clause != nil {
		for _, p := range g.Clause.Preps { // "the 3rd Brigade, under Colonel Roe, attacked"
			if p.Word == "under" && (p.Token == g.Limit || p.Token == g.Limit+1 && r.s.Tokens[g.Limit].Text == ",") {
				list = p.Groups
			}
		}
	}
	who, ok := r.sole(list)
	body, fine := r.sole([]*grammar.Group{g})
	if !ok || !fine || !who.person() || !r.a.r.words.Is(g.Lemma, "force") && !r.led(g, body) {
		return nil
	}
	return tie("leads", g, who, body, "led-below")
}

// memberOf reads of what body somebody is: "Ada Roe of the Green Front", "Jan Lie of the BBC".
func (r *reading) memberOf(g *grammar.Group) *event {
	if !g.Proper || len(g.Preps) == 0 || g.Preps[0].Word != "of" || g.Preps[0].Token != g.Limit || len(g.Preps[0].Groups) != 1 || !g.Preps[0].Groups[0].Proper {
		return nil
	}
	who, ok := r.sole([]*grammar.Group{g})
	if !ok || !who.person() || !strings.HasSuffix(who.actor.Name, r.s.Tokens[g.Head].Text) {
		return nil
	}
	of := g.Preps[0].Groups[0]
	body, ok := r.sole(g.Preps[0].Groups)
	if !ok || r.a.r.words.Is(of.Lemma, "pact") || r.a.r.words.Is(of.Lemma, "document") {
		return nil
	}
	switch body.actor.Kind {
	case graph.KindParty, graph.KindArmedGroup:
		return tie("member-of", g, who, body, "of-body")
	case graph.KindCompany, graph.KindNGO, graph.KindIGO, graph.KindAgency:
		if r.a.r.words.Is(of.Lemma, "force") {
			return tie("member-of", g, who, body, "of-body")
		}
		return tie("employed-by", g, who, body, "of-body")
	}
	return nil
}

// partOfOwner reads a body, or somebody, that is called by the name of a larger one: "the Front's Delta Brigade", "the union's Ada Roe".
func (r *reading) partOfOwner(g *grammar.Group) *event {
	if g.Possessor == nil || !g.Proper {
		return nil
	}
	whole, ok := r.sole([]*grammar.Group{g.Possessor})
	if !ok || whole.generic || !union(whole.actor.Kind) {
		return nil
	}
	part, ok := r.sole([]*grammar.Group{g})
	switch {
	case !ok:
	case part.actor.Kind == graph.KindPerson && !r.capitalised(g.First, g.Limit): // "the union's flagship Aurora"
	case part.actor.Kind == graph.KindPerson && r.a.r.words.Is(r.s.Tokens[g.Possessor.Head].Lemma, "led body"):
		return tie("member-of", g, part, whole, "of-body")
	case part.actor.Kind == graph.KindPerson:
		return tie("employed-by", g, part, whole, "of-body")
	case union(part.actor.Kind), part.actor.Kind == graph.KindAgency:
		return tie("part-of", g, part, whole, "part-of-owner")
	}
	return nil
}

// union says whether a kind is one of bodies that have parts of their own names.
func union(k graph.Kind) bool { return bodily(k) }

// ownedThing reads whose a ship, a mine or a firm is: "the Aurora, a ship of the Kragh group", "the tin mine of Rio Alto".
func (r *reading) ownedThing(g *grammar.Group) *event {
	if g.Proper || g.Plural || r.a.r.words.Is(g.Lemma, "company") || r.a.r.words.Is(g.Lemma, "fraction") || r.a.r.words.Is(g.Lemma, "shares") || g.Renames == nil && g.Determiner != "a" && g.Determiner != "an" && !r.namedThing(g) || !r.a.r.words.Is(g.Lemma, "property") || len(g.Preps) == 0 || g.Preps[0].Word != "of" || g.Preps[0].Token != g.Limit {
		return nil
	}
	owner, ok := r.sole(g.Preps[0].Groups)
	if !ok || owner.mention.Via != ByName {
		return nil
	}
	switch owner.actor.Kind {
	case graph.KindCompany, graph.KindNGO, graph.KindPerson:
	default:
		return nil
	}
	what := g
	if g.Renames != nil && g.Renames.Proper {
		what = g.Renames
	}
	return tie("owns", g, owner, r.thing(what, graph.KindFacility), "owned-thing")
}

// namedThing says whether a name stands before the head of a group: "the Colquiri mine".
func (r *reading) namedThing(g *grammar.Group) bool {
	for i := g.First; i < g.Head; i++ {
		if strings.HasPrefix(r.s.Tokens[i].Tag, "NNP") {
			return true
		}
	}
	return false
}

// partisan reads the party of somebody who is called after it: "Ada Roe, a Texas Republican".
func (r *reading) partisan(g *grammar.Group) *event {
	name := partisans[r.s.Tokens[g.Head].Text]
	if name == "" || g.Plural || g.Determiner != "a" && g.Determiner != "an" {
		return nil
	}
	of := []*grammar.Group{g.Renames}
	if g.Renames == nil && g.Clause != nil && slices.Contains(g.Clause.Predicates, g) {
		of = g.Clause.Subjects
	}
	if len(of) != 1 || of[0] == nil {
		return nil
	}
	who, ok := r.sole(of)
	rd, fine := r.a.r.names.Read(name, 0, len(name), r.a.window)
	if !ok || !fine || !who.person() || len(rd.Best()) == 0 {
		return nil
	}
	t := &r.s.Tokens[g.Head]
	p := party{group: g, token: g.Head}
	p.mention = Mention{Text: t.Text, Start: t.Start, End: t.End, Via: ByDemonym}
	r.choose(&p, rd.Best())
	return tie("member-of", g, who, p, "partisan")
}

// partisans are the words for those of a party that mean one party wherever no other country is named.
var partisans = map[string]string{"Republican": "Republican Party", "Democrat": "Democratic Party", "Tory": "Conservative Party"}

// stakeIn reads who has a share in a firm: "its 12 percent stake in Veldkamp", "Kragh's purchase of Baltic Tow".
func (r *reading) stakeIn(g *grammar.Group) *event {
	word, relation := "in", graph.RelationID("shareholder-of")
	switch {
	case r.a.r.words.Is(g.Lemma, "stake"):
	case r.a.r.words.Is(g.Lemma, "purchase"):
		word, relation = "of", "owns"
	default:
		return nil
	}
	owners := r.determined(g)
	if g.Possessor != nil {
		owners = r.parties([]*grammar.Group{g.Possessor})
	}
	firms := nounPreps(g, word, nil)
	if len(owners) != 1 || len(firms) == 0 {
		return nil
	}
	list := r.resolve(firms[0])
	if len(list) != 1 || list[0].owner || list[0].mention.Via != ByName {
		return nil
	}
	firm := list[0]
	switch {
	case firm.actor.Kind == graph.KindCompany, firm.actor.Kind == graph.KindGroup && !r.shipped(firm):
	case firm.place && firm.mention.New != nil: // "a stake in Veldkamp", which looks like a place behind "in"
		fresh := firm.actor
		fresh.Kind = graph.KindCompany
		firm.actor, firm.place, firm.mention.New = fresh, false, &fresh
	default:
		return nil
	}
	e := tie(relation, g, owners[0], firm, "stake")
	if e != nil {
		r.nounHedges(e, g)
	}
	return e
}

// rehang gives the relative clauses and participles behind "a member of the Front who", "an offshoot of the Front led by" to the noun that they
// describe, where the grammar gives them to the last one.
func (r *reading) rehang() {
	for _, c := range r.s.Clauses {
		a := c.Antecedent
		if a == nil || c.Kind != grammar.Relative && c.Kind != grammar.Participial || len(c.Subjects) > 0 && !c.Understood {
			continue
		}
		if whole := r.shareOf(c, a); whole != nil {
			r.move(c, a, whole)
			continue
		}
		if a.Prep == nil || a.Prep.Noun == nil || a.Prep.Word != "of" {
			continue
		}
		n := a.Prep.Noun
		for n.Proper && n.Prep != nil && n.Prep.Word == "of" && n.Prep.Noun != nil { // "the Army of the Poor" is one name
			n = n.Prep.Noun
		}
		if !n.Proper && (c.Marker == "who" && r.folkNoun(n) && r.isBody(a) || r.madeOf(n) || a.Plural && !a.Proper && !n.Plural && c.Verb != nil && r.a.r.words.Is(c.Verb.Lemma, "leading")) {
			if n.Renames != nil && n.Renames.Proper {
				n = n.Renames
			}
			r.move(c, a, n)
		}
	}
}

// shareOf returns that of which a share is told: the firm of "the firm is 45 percent owned by", "the firm, half of which is owned by".
func (r *reading) shareOf(c *grammar.Clause, a *grammar.Group) *grammar.Group {
	if c.Verb == nil || !c.Verb.Passive || a.Kind != grammar.Quantity && !r.a.r.words.Is(a.Lemma, "fraction") {
		return nil
	}
	if a.Renames != nil && c.Kind == grammar.Relative {
		return a.Renames
	}
	if p := c.Parent; p != nil && p.Verb != nil && p.Verb.Lemma == "be" && len(p.Subjects) == 1 && slices.Contains(p.Predicates, a) {
		return p.Subjects[0]
	}
	return nil
}

// folkNoun says whether a noun is said of people: "member", "leader".
func (r *reading) folkNoun(n *grammar.Group) bool {
	e, _ := r.nounEntry(n)
	return !n.Plural && e != nil && e.Slots.Copula && r.a.r.words.Below(e.Relation, "LEADS", "MEMBER_OF", "WORKS_FOR", "FOUNDED") || r.a.r.words.Is(n.Lemma, "human")
}

// isBody says whether a name is of no person.
func (r *reading) isBody(g *grammar.Group) bool {
	if !g.Proper {
		return false
	}
	m := r.a.matchAt(g.Start)
	if m == nil {
		return !r.personal(g)
	}
	x, _ := r.a.r.names.Actor(m.Candidates[0].Actor)
	return x.Kind != graph.KindPerson
}

// madeOf says whether a noun is "an offshoot", "a branch" of something: what follows goes on about it.
func (r *reading) madeOf(n *grammar.Group) bool {
	e, _ := r.nounEntry(n)
	return e != nil && e.Slots.Copula && (n.Determiner == "a" || n.Determiner == "an") && r.a.r.words.Below(e.Relation, "PART_OF", "splinter-of")
}

// move hangs a clause on another group.
func (r *reading) move(c *grammar.Clause, from, to *grammar.Group) {
	from.Relatives = slices.DeleteFunc(slices.Clone(from.Relatives), func(x *grammar.Clause) bool { return x == c })
	to.Relatives = append(slices.Clone(to.Relatives), c)
	c.Antecedent = to
	if c.Understood {
		for i, g := range c.Subjects {
			if g == from {
				c.Subjects = slices.Clone(c.Subjects)
				c.Subjects[i] = to
			}
		}
	}
}

// numbered reads those who are named one by one behind their number: "two of his sons, Ada and Jon Roe".
func (r *reading) numbered(g *grammar.Group) []*event {
	names := g.Conjuncts
	if n := counts[r.s.Tokens[g.Head].Lower]; n == 0 || n != len(names) {
		return nil
	}
	var out []*event
	if len(r.not) == 0 { // "his" is none of those
		r.not = r.parties(names)
		defer func() { r.not = nil }()
	}
	for _, x := range ownPreps(nil, g, "of") {
		for _, y := range names {
			if !y.Proper {
				return nil
			}
			if e := r.whatIs([]*grammar.Group{y}, x); e != nil {
				out = append(out, e.feature("path:apposition"))
			}
		}
	}
	return out
}
