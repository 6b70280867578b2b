package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// finding is a claim before the text has been read to its end: it may be told again.
type finding struct {
	Proposal
	root     graph.RelationID
	sentence int
	features []string
	timed    int  // byte where the words of its date begin
	headline bool // told in the headline
	source   party
	target   party
	tellers  []party // who says so
}

// take writes an event out as one finding for each source and target.
func (a *article) take(r *reading, e *event) {
	if e.relation == "" || e.relation == "=" {
		return
	}
	r.answered(e)
	r.toPublic(e)
	if len(e.targets) == 0 {
		a.leaveOpen(r, e)
	}
	r.hedgedDoer(e)
	if len(e.sources) == 1 && vague(&e.sources[0]) && r.relation(e.relation).Quad != 4 {
		return
	}
	r.between2(e)
	m := r.when(e)
	if r.tooLate(e, m) {
		m = moment{basis: graph.BasisUnknown}
	}
	start, end := r.evidence(e)
	if e.polarity == graph.Denied && e.clause != nil && e.clause.Verb != nil && r.nobodyOf(e.clause) {
		e.sources = nil
		e.passive = true
	}
	if len(e.sources) == 0 && r.agentless(e) {
		e.sources = []party{{}}
		e.feature("agentless")
	}
	for i, s := range e.sources {
		for j, t := range e.targets {
			if s.same(t) || s.actor.ID == "" && s.group != nil || t.actor.ID == "" || e.repeated(i, j) {
				continue
			}
			if f := a.finding(r, e, s, t, m, start, end); f != nil {
				a.add(f)
			}
		}
	}
	r.noteEvent(e, m)
}

// vague says whether a party is people of whom nothing is known: what "people" say of somebody is nobody's claim.
func vague(p *party) bool {
	g := p.group
	return g != nil && p.generic && g.Lemma == "people" && g.Number == "" && len(g.Preps) == 0 && len(g.Relatives) == 0 && p.actor.Country == ""
}

// repeated says whether a pair of an event that both ends do was written out the other way round.
func (e *event) repeated(i, j int) bool {
	return len(e.sources) == len(e.targets) && j <= i && slices.EqualFunc(e.sources, e.targets, party.same)
}

func (a *article) finding(r *reading, e *event, s, t party, m moment, start, end int) *finding {
	if !a.fits(e.relation, &s, &t) || a.r.words.Below(e.relation, "SUCCEEDS") && (manyPeople(&s) || manyPeople(&t)) {
		return nil
	}
	if t.owner && a.r.words.Below(e.relation, "MEMBER_OF") || t.actor.Kind == graph.KindState && s.group != nil && s.group.Plural && !s.group.Proper && a.r.words.Below(e.relation, "branch-of") {
		return nil // "fighting for independence from Chad" is not for Chad; "Chad's factions" are no branches of it
	}
	f := &finding{root: a.r.ontology.Root(e.relation), sentence: r.number, source: s, target: t, tellers: e.teller, timed: m.start, headline: r.s.Kind == grammar.Headline}
	f.Subject, f.Object = s.mention, t.mention
	c := &f.Claim
	c.Relation, c.Modality, c.Polarity = e.relation, e.modality, e.polarity
	c.Subject, c.Object = s.mention.Actor, t.mention.Actor
	c.When, c.WhenBasis, c.WhenText = m.when, m.basis, m.text
	c.Attribution = r.attribution(e)
	c.Evidence = []graph.Quote{{Text: a.text.Body[start:end], Start: start, End: end}}
	c.MadeBy = graph.MadeBy{Kind: "extractor", Name: "rules", Version: Version}
	for _, x := range e.third {
		if !x.same(s) && !x.same(t) {
			f.Third = append(f.Third, x.mention)
			if x.mention.Actor != "" {
				c.Third = append(c.Third, x.mention.Actor)
			}
		}
	}
	r.where(e, f)
	c.Confidence = firmness(e)
	f.Rules = append([]string(nil), e.rules...)
	f.features = r.features(e, &s, &t, m)
	return f
}

// manyPeople says whether a party is only some people: "was replaced by workers from the north" tells of no successor.
func manyPeople(p *party) bool {
	return p.group != nil && p.group.Plural && !p.group.Proper && p.actor.Kind == graph.KindGroup
}

// fits says whether the kinds of both ends fit a relation.
func (a *article) fits(id graph.RelationID, s, t *party) bool {
	rel, ok := a.r.ontology.Relation(id)
	if !ok {
		return false
	}
	return (s.actor.ID == "" || s.guessed(rel.Subjects)) && t.guessed(rel.Objects)
}

// guessed says whether the kind of a party is one of those allowed. The kind of a name that nobody knows is a guess, and gives way.
func (p *party) guessed(allowed []graph.Kind) bool {
	if kindFits(allowed, p.actor.Kind) {
		return true
	}
	if !p.unsure() {
		return false
	}
	for _, k := range []graph.Kind{graph.KindPerson, graph.KindCompany, graph.KindAgency} {
		if kindFits(allowed, k) {
			p.actor.Kind = k
			fresh := p.actor
			p.mention.New = &fresh
			return true
		}
	}
	return false
}

// unsure says whether a party is a name that nobody knows and no title tells the kind of.
func (p *party) unsure() bool {
	return p.mention.New != nil && p.mention.Via == ByName && (p.actor.Kind == graph.KindGroup || p.actor.Kind == graph.KindPerson && p.mention.Text == p.actor.Name)
}

func kindFits(allowed []graph.Kind, k graph.Kind) bool {
	if len(allowed) == 0 {
		return true
	}
	for _, x := range allowed {
		if x == k {
			return true
		}
	}
	return false
}

// firmness is how firmly the text says it.
func firmness(e *event) int {
	switch {
	case e.hedged:
		return 40
	case e.modality == graph.Alleged:
		return 50
	case e.tellers != nil:
		return 80
	}
	return 90
}

// evidence is the clause that tells an event, with both of its ends where they stand in the sentence.
func (r *reading) evidence(e *event) (start, end int) {
	start, end = r.s.Start, r.s.End
	if e.clause != nil && e.clause.End > e.clause.Start {
		start, end = e.clause.Start, e.clause.End
	} else if e.noun != nil {
		start, end = e.noun.Start, e.noun.End
	}
	if e.until > end && e.until <= r.s.End {
		end = e.until
	}
	for _, list := range [][]party{e.sources, e.targets} {
		for _, p := range list {
			if p.mention.Start >= r.s.Start && p.mention.End <= r.s.End && p.mention.End > p.mention.Start {
				start, end = min(start, p.mention.Start), max(end, p.mention.End)
			}
		}
	}
	return trimmed(r.a.text.Body, start, end)
}

// trimmed leaves out white space and commas around a quote.
func trimmed(body string, start, end int) (int, int) {
	inner := strings.TrimRight(body[start:end], " \t\r\n,;:")
	end = start + len(inner)
	start = end - len(strings.TrimLeft(inner, " \t\r\n,;:"))
	return start, end
}

// where finds the place of an event: a place after "in", "at", "near" in its clause.
func (r *reading) where(e *event, f *finding) {
	if e.clause == nil {
		return
	}
	for _, word := range []string{"in", "at", "near", "outside", "inside", "off"} {
		p := e.clause.Prep(word)
		if p == nil {
			continue
		}
		for _, g := range p.Groups {
			if m, ok := r.placeOf(g); ok && m.Start != f.Subject.Start && m.Start != f.Object.Start {
				f.Place = &m
				f.Claim.Place = m.Actor
				return
			}
		}
	}
}

func (r *reading) placeOf(g *grammar.Group) (Mention, bool) {
	for _, p := range r.resolve(g) {
		if p.place || p.actor.Kind == graph.KindState {
			return p.mention, true
		}
	}
	for i := g.First; i < g.Limit; i++ {
		m := r.a.matchAt(r.s.Tokens[i].Start)
		if m == nil {
			continue
		}
		for _, c := range m.Candidates {
			a, _ := r.a.r.names.Actor(c.Actor)
			if a.Kind == graph.KindPlace || a.Kind == graph.KindState {
				out := Mention{Text: m.Text, Start: m.Start, End: m.End, Via: ByName, Actor: a.ID}
				if !c.Known {
					out.New = &a
				}
				return out, true
			}
		}
	}
	return Mention{}, false
}

// agentless says whether an event without a source is a claim: a passive about something done to somebody.
func (r *reading) agentless(e *event) bool {
	if r.charged(e) {
		return true
	}
	if e.clause == nil || e.clause.Verb == nil || !e.passive && !r.struck(e.clause) || e.symmetric || e.noun != nil && !e.has("path:light") || len(e.targets) == 0 || e.targets[0].owner {
		return false
	}
	if agents := e.clause.Agents(); len(agents) > 0 && !r.struckBy(agents) {
		return false // "hit by the storm"
	}
	rel, _ := r.a.r.ontology.Relation(e.relation)
	return rel.Quad == 4 || r.a.r.words.Below(e.relation, "retreat-release") || e.polarity == graph.Denied && r.a.r.words.Below(e.relation, "AID", "SUPPORT")
}

// charged says whether somebody is accused, and by whom is left open: "has been charged with fraud", "is accused of abuses".
func (r *reading) charged(e *event) bool {
	return e.clause != nil && e.clause.Verb != nil && e.clause.Verb.Passive && e.clause.Verb.First < e.clause.Verb.Main && e.noun == nil && len(e.clause.Agents()) == 0 &&
		r.a.r.words.Below(e.relation, "accuse") && len(e.targets) > 0 && !e.targets[0].owner
}

// struck says whether what does it is no actor but an attack or a weapon of nobody who is named: "a blast killed four guards".
func (r *reading) struck(c *grammar.Clause) bool { return r.struckBy(c.Subjects) }

func (r *reading) struckBy(groups []*grammar.Group) bool {
	for _, g := range groups {
		if g.Kind != grammar.Noun || g.Proper {
			continue
		}
		if e, _ := r.nounEntry(g); e != nil && r.a.r.words.Below(e.Relation, "ASSAULT") || r.a.r.words.Is(g.Lemma, "munition") || r.a.r.words.Is(g.Lemma, "bomb") || r.a.r.words.Is(g.Lemma, "blast") {
			return true
		}
	}
	return false
}
