package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// whereHeld is the state in which somebody is arrested, tried or given asylum, where nobody else is named who does it: "two Swedes held in
// Iran", "fled to Panama, where he was granted asylum".
func (r *reading) whereHeld(e *event, c *grammar.Clause, at *roles) {
	if !at.passive || len(e.sources) > 0 || len(c.Agents()) > 0 || len(e.targets) == 0 || !r.a.r.words.Below(e.relation, "coerce-arrest", "coerce-deport", "cameo-075", "sanction-convict") {
		return
	}
	var where []*grammar.Group
	if c.Gap == grammar.AsPlace && c.Antecedent != nil {
		where = append(where, c.Antecedent)
	}
	if p := c.Prep("in"); p != nil && p.Token > c.Verb.Main && e.relation != "cameo-181" {
		where = append(where, p.Groups...)
	}
	for _, g := range where {
		for _, p := range r.resolve(g) {
			if p.actor.Kind != graph.KindState || p.mention.Via != ByName || len(r.others([]party{p}, e.targets)) == 0 {
				continue
			}
			e.sources = []party{p}
			e.feature("where")
			return
		}
	}
}

// guilty takes those who are arrested, charged or punished for what a noun tells as those who did it: "jailed for the murder of a priest".
func (r *reading) guilty(e *event, g *grammar.Group) {
	c := g.Clause
	if g.Prep == nil || g.Prep.Word != "for" && g.Prep.Word != "over" || c == nil || c.Verb == nil || c.Verb.Negated || len(e.targets) == 0 ||
		!r.a.r.words.Is(c.Verb.Lemma, "punishing") || !r.a.r.words.Below(e.relation, "ASSAULT") {
		return
	}
	at := r.rolesOf(c)
	if e.sources = r.others(r.parties(at.object), e.targets); len(e.sources) == 0 {
		return
	}
	if e.modality == graph.Actual && !r.a.r.words.Is(c.Verb.Lemma, "convicting") {
		e.modality = graph.Alleged
	}
	e.feature("guilty")
}

// sidesMeant gives somebody who hosts, arranges or mediates "the talks" the two who were told to hold them.
func (r *reading) sidesMeant(e *event, at *roles) {
	if len(e.sources) == 0 || !r.a.r.words.Below(e.relation, "mediate-between") {
		return
	}
	for _, g := range at.object {
		if n, _ := r.nounEntry(r.counted(g, &lexicon.Operator{})); n == nil || g.Possessor != nil || !pointsBackAt(g) && g.Number == "" {
			continue
		}
		r.back(reach, func(f *finding) bool {
			if !r.a.r.ontology.IsSymmetric(f.Claim.Relation) || !r.a.r.words.Event(f.Claim.Relation) || f.source.actor.ID == "" || f.source.kin(e.sources[0]) || f.target.kin(e.sources[0]) || f.source.same(f.target) {
				return false
			}
			e.targets = r.again(g, []party{f.source, f.target})
			e.feature("anaphoric")
			return true
		})
		return
	}
}

// sameHarm gives whoever carries out, orders or joins "the attack" the target that it had when it was told, by nobody or by somebody whom
// he may be.
func (r *reading) sameHarm(e *event, g *grammar.Group, verb string) {
	if len(e.targets) > 0 || len(e.sources) == 0 || r.relation(e.relation).Quad != 4 || len(g.Preps) > 0 || g.Possessor != nil {
		return
	}
	switch strings.ToLower(g.Determiner) {
	case "the", "this", "that", "these", "those":
	default:
		return
	}
	others := r.a.r.words.Is(verb, "commanding")
	if !others && !r.a.r.words.Is(verb, "committing") {
		return
	}
	root := r.a.r.ontology.Root(e.relation)
	r.back(reach, func(f *finding) bool {
		if f.Claim.Polarity == graph.Denied || f.target.actor.ID == "" || f.root != root && (f.root != "ASSAULT" || !r.a.r.words.Below(e.relation, "raid")) {
			return false
		}
		if f.target.same(e.sources[0]) || !r.mayBe(f.source, e.sources[0], others) {
			return true // somebody else's
		}
		e.targets, e.relation = r.again(g, []party{f.target}), f.Claim.Relation
		e.feature("anaphoric")
		return true
	})
}

// mayBe says whether somebody who has done something may be another who is named now, or one whom that other one commands.
func (r *reading) mayBe(done, now party, commanded bool) bool {
	if done.actor.ID == "" || done.generic || done.mention.Via == ByDefinite || done.kin(now) {
		return true
	}
	return commanded && (done.actor.Country == "" || now.actor.Country == "")
}

// broughtAbout are those who did what draws words from others: "a jet was shot down by Chad, drawing protests from Mali".
func (r *reading) broughtAbout(c *grammar.Clause) []party {
	if c.Kind != grammar.Participial || c.Verb.Form != grammar.Gerund || c.Parent == nil || c.Antecedent != nil || c.First <= c.Parent.First {
		return nil
	}
	for _, e := range r.memo[c.Parent] {
		if r.relation(e.relation).Quad > 2 && len(e.sources) > 0 {
			return e.sources
		}
	}
	return nil
}

// notHis leaves out what only says whose an office is that somebody has to whom something is done: "freed the president of Mali" frees him.
func (r *reading) notHis(at *roles, groups []*grammar.Group) []*grammar.Group {
	var out []*grammar.Group
	for _, g := range groups {
		whole := false
		if p := g.Prep; p != nil && p.Word == "of" && p.Noun != nil && slices.Contains(at.object, p.Noun) {
			for _, o := range r.resolve(p.Noun) {
				whole = whole || o.actor.Kind == graph.KindPerson && o.mention.End >= g.End
			}
		}
		if !whole {
			out = append(out, g)
		}
	}
	return out
}
