package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
	"liaison/graph/extract/grammar"
)

// several makes a party of each nationality before people or things that act for them: "French and Egyptian warships".
func (r *reading) several(g *grammar.Group, rd *gazetteer.Reading) []party {
	if rd.Sort != gazetteer.SortStaff && rd.Sort != gazetteer.SortOrgan && rd.Sort != gazetteer.SortPeople && rd.Sort != gazetteer.SortOffice || g.Possessor != nil || rd.Person != "" {
		return nil
	}
	owners := r.before(g, g.Head)
	if len(owners) < 2 || !r.joined(g) {
		return nil
	}
	for i := range owners {
		owners[i].token = g.Head
	}
	return owners
}

// joined says whether "and" stands among the words before the head.
func (r *reading) joined(g *grammar.Group) bool {
	for i := g.First; i < g.Head; i++ {
		if r.s.Tokens[i].Lower == "and" {
			return true
		}
	}
	return false
}

// ownedBy makes parties of people that belong to somebody: "its troops", "their leader".
func (r *reading) ownedBy(g *grammar.Group, owners []party) []party {
	var out []party
	for _, o := range owners {
		o.group, o.token = g, g.Head
		o.mention.Text, o.mention.Start, o.mention.End, o.mention.Via = g.Text, g.Start, g.End, ByDefinite
		out = append(out, o)
	}
	return out
}

// organOf makes the body or the office of "its army", "his ministry", "its prime minister".
func (r *reading) organOf(g *grammar.Group, rd *gazetteer.Reading, owner party) []party {
	state, ok := r.a.r.names.State(owner.actor.Country)
	switch owner.actor.Kind {
	case graph.KindState, graph.KindGovernment, graph.KindAgency, graph.KindPerson, graph.KindPlace:
	default:
		ok = false // "its leader" of a company is none of its country
	}
	if !ok {
		return r.ownedBy(g, []party{owner})
	}
	p := party{group: g, token: g.Head}
	p.mention = Mention{Text: g.Text, Start: g.Start, End: g.End, Via: ByDefinite}
	whole := state.Name + " " + rd.Head // as the gazetteer reads it with its owner
	full, ok := r.a.r.names.Read(whole, 0, len(whole), r.a.window)
	switch best := full.Best(); {
	case ok && full.Sort == rd.Sort && len(best) == 1 && best[0].Actor != state.ID:
		r.choose(&p, best)
	case ok && full.Sort == rd.Sort && full.New != nil:
		fresh := *full.New
		p.actor, p.mention.Actor, p.mention.New = fresh, fresh.ID, &fresh
	default:
		kind := rd.Kind
		if !kind.Valid() {
			kind = graph.KindAgency
		}
		fresh := graph.Actor{ID: state.ID + "-" + graph.ActorID(rd.Role), Name: state.Name + " " + rd.Head, Kind: kind, Country: state.Country}
		p.actor, p.mention.Actor, p.mention.New = fresh, fresh.ID, &fresh
	}
	return []party{p}
}

// parties resolves groups as those who do something: actors, else those to whom it belongs what does it.
func (r *reading) parties(groups []*grammar.Group) []party {
	var out []party
	for _, g := range groups {
		list := r.resolve(g)
		if len(list) == 0 {
			list = r.ownersOf([]*grammar.Group{g})
		}
		if len(list) == 0 && r.a.r.words.Is(g.Lemma, "document") && g.Clause != nil && !slices.Contains(g.Clause.Subjects, g) {
			list = r.parties(g.Clause.Subjects)
		}
		if len(list) == 0 {
			list = r.paper(g)
		}
		for _, p := range list {
			if p.place {
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

// ownersOf finds to whom things belong: "the tanker of Iran", "Russian missiles", "its positions".
func (r *reading) ownersOf(groups []*grammar.Group) []party {
	var out []party
	for _, g := range groups {
		if g.Kind != grammar.Noun || r.another(g) {
			continue
		}
		list := r.before(g, g.Head)
		if g.Possessor != nil {
			list = r.parties(g.Possessor.All())
		}
		if len(list) == 0 {
			list = r.determined(g)
		}
		if len(list) == 0 {
			list = r.compound(g)
		}
		words := []string{"of", "for", "in", "from", "belonging to", "run by"}
		if r.a.r.words.Is(g.Lemma, "speech act") {
			words = append([]string{"by"}, words...)
		}
		for _, word := range words {
			if len(list) > 0 {
				break
			}
			for _, x := range appendPreps(nil, g, word) {
				list = append(list, r.resolve(x)...)
			}
		}
		if len(list) == 0 {
			list = r.madeBy(g)
		}
		for _, p := range list {
			p.owner = true
			out = append(out, p)
		}
	}
	return out
}

// madeBy are those by whom a thing is done, made or sent: "the missiles fired by Iran", "orders issued by the court".
func (r *reading) madeBy(g *grammar.Group) []party {
	for _, c := range g.Relatives {
		if c.Verb == nil || !c.Verb.Passive {
			continue
		}
		var out []party
		for _, x := range c.Agents() {
			out = append(out, r.resolve(x)...)
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// another says whether a noun means somebody else than whose it is: "his successor", "her brother".
func (r *reading) another(g *grammar.Group) bool {
	if r.a.r.words.Is(g.Lemma, "fellow") {
		return true
	}
	e, _ := r.nounEntry(g)
	return e != nil && e.Slots.Copula && (r.a.r.words.Below(e.Relation, "KIN") || r.a.r.words.Below(e.Relation, "SUCCEEDS"))
}

// compound resolves a noun before the head that is an actor: "an army post", "police stations", "rebel positions".
func (r *reading) compound(g *grammar.Group) []party {
	for _, i := range g.Modifiers {
		t := &r.s.Tokens[i]
		if t.Tag != "NN" && t.Tag != "NNS" || r.a.r.words.Is(t.Lemma, "abstract") || r.a.r.words.Is(t.Lemma, "held") {
			continue // "a prisoner exchange" is none of theirs
		}
		rd, ok := r.a.r.names.Read(r.a.text.Body, t.Start, t.End, r.a.window)
		if !ok || rd.Sort != gazetteer.SortOrgan && rd.Sort != gazetteer.SortPeople || r.a.r.words.KnowsNoun(t.Lemma) {
			continue
		}
		if list, ok := r.a.memory.called(t.Lemma); ok {
			return r.again(g, []party{list})
		}
		p := party{group: g, token: i, generic: true}
		p.mention = Mention{Text: g.Text, Start: g.Start, End: g.End, Via: ByDefinite}
		kind := rd.Kind
		if !kind.Valid() {
			kind = graph.KindGroup
		}
		r.propose(&p, &rd, &graph.Actor{ID: gazetteer.Slug(t.Lower), Name: t.Lower, Kind: kind})
		return []party{p}
	}
	return nil
}

// before finds the names and nationalities among the words before a noun, up to a token.
func (r *reading) before(g *grammar.Group, limit int) []party {
	var out []party
	for i := g.First; i < limit && i < len(r.s.Tokens); i++ {
		m := r.a.matchAt(r.s.Tokens[i].Start)
		if m == nil || m.Start != r.s.Tokens[i].Start {
			continue
		}
		if m.After != "" && m.After != "based" && m.After != "owned" && m.After != "flagged" && m.After != "run" && m.After != "held" || m.Before != "" {
			if r.a.matchAt(m.End+1) == nil && r.a.matchBefore(m.Start) == nil {
				continue
			}
		}
		best := m.Best()
		if len(best) == 0 {
			continue
		}
		p := party{group: g, token: i}
		p.mention = Mention{Text: m.Text, Start: m.Start, End: m.End, Via: Via(best[0].Via)}
		r.choose(&p, best)
		if p.place = p.actor.Kind == graph.KindPlace || p.actor.Kind == graph.KindFacility; p.place {
			continue
		}
		out = append(out, p)
	}
	return dedupe(out)
}

// hosted leaves out the one place that a noun of what two do to each other is named after: "the Paris talks with the rebels" are held in
// Paris, whoever holds them.
func hosted(before []party, symmetric bool) []party {
	if symmetric && len(before) == 1 && before[0].mention.Via == ByMetonym {
		return nil
	}
	return before
}

// determined resolves "its", "their", "his", "whose" before a noun.
func (r *reading) determined(g *grammar.Group) []party {
	if c := g.Clause; c != nil && c.Gap == grammar.AsOwner && c.Antecedent != nil && g.First > 0 && r.s.Tokens[g.First-1].Lower == "whose" {
		return r.resolve(c.Antecedent)
	}
	word, ok := possessives[strings.ToLower(g.Determiner)]
	if !ok {
		return nil
	}
	out := r.antecedent(g, word, g.First)
	for i := range out {
		t := &r.s.Tokens[g.First]
		if strings.EqualFold(t.Text, g.Determiner) {
			out[i].mention.Text, out[i].mention.Start, out[i].mention.End = t.Text, t.Start, t.End
		}
		out[i].mention.Via = ByPronoun
	}
	return out
}

// ruler gives the state that a place lies in, as who acts there and whom an attack on it hits.
func (r *reading) ruler(p party) (party, bool) {
	if p.actor.Country == "" {
		return p, false
	}
	a, ok := r.a.r.names.State(p.actor.Country)
	if !ok {
		return p, false
	}
	p.actor, p.place, p.owner = a, false, true
	p.mention.Via, p.mention.Candidates, p.mention.Actor, p.mention.New = ByMetonym, nil, a.ID, nil
	if !r.a.r.names.Known(a.ID) {
		p.mention.New = &a
	}
	return p, true
}
