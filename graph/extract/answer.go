package extract

import (
	"slices"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// answer marks an event that turns down or takes up what somebody said or did before, where only "the charge" is said, or nothing.
func (r *reading) answer(ev *event, at *roles, e *lexicon.Entry) {
	switch e.Need.Object {
	case "mission", "ties", "aid":
		ev.answers = r.relation(ev.relation).Quad == 4
	case "speech act":
		ev.answers = true
	}
	root := r.a.r.ontology.Root(ev.relation)
	if root == "ASSAULT" && (r.a.r.words.Is(at.clause.Verb.Lemma, "striking back") || r.near(at.clause, "back")) {
		ev.answers = true
		return
	}
	if root == "AGREE" && len(at.object) > 0 && e.Need.Object == "" {
		ev.answers = true
	}
	replies := root == "REJECT" || root == "AGREE" || root == "CONCEDE"
	if len(at.object) == 0 && replies && len(at.clause.Children) == 0 {
		ev.answers = true
	}
	quad := r.relation(ev.relation).Quad
	if g := r.soCalled(at); g != nil && (quad == 1 || quad == 3) {
		ev.answers, ev.about = true, g
	}
	for _, g := range at.object {
		if (quad == 1 || quad == 3) && ev.about == nil && r.stands(g) && r.comesBack(g, at.clause) {
			ev.answers, ev.about = true, g
		}
		if g.Lemma == "comment" && g.Determiner == "" && !g.Plural { // "declined comment" answers a reporter
			ev.answers = false
			return
		}
		if r.a.r.words.Is(g.Lemma, "speech act") && (g.Determiner != "a" && g.Determiner != "an" || g.Renames != nil && g == at.clause.Antecedent) {
			ev.answers = true
		}
		if replies && g.Kind == grammar.Pronoun && (g.Lemma == "this" || g.Lemma == "that" || g.Lemma == "it") {
			ev.answers = true // "ruled this out"
		}
		if replies && at.clause.Gap == grammar.AsObject && g == at.clause.Antecedent {
			ev.answers = true // "an inquiry, which Iran accepted"
		}
	}
}

// answered finds the target of an event that answers; it asks for those of the sentence before it to be taken already.
func (r *reading) answered(e *event) {
	if !e.answers || len(e.targets) > 0 || len(e.sources) == 0 {
		return
	}
	if g := e.about; g != nil {
		if e.targets = r.others(r.again(g, r.standsFor(g, e.sources[0])), e.sources); len(e.targets) > 0 {
			e.feature("answer")
			return
		}
	}
	if r.a.r.words.Below(e.relation, "ASSAULT") {
		e.targets = r.attackerOf(e.sources[0])
		return
	}
	said := r.answeredWord(e)
	p, ok := r.addresser(e.sources[0], said)
	if !ok {
		p, ok = r.opposite(e.sources[0], said)
	}
	if !ok {
		p, ok = r.saidBefore(e)
	}
	if !ok && r.a.r.ontology.Root(e.relation) != "AGREE" {
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

// answeredWord is the noun for what is answered: "offer" of "turned the offer down"; "" if there is none.
func (r *reading) answeredWord(e *event) string {
	if e.clause == nil {
		return ""
	}
	groups := e.clause.Objects
	if e.passive {
		groups = e.clause.Subjects
	}
	for _, g := range groups {
		if r.a.r.words.Is(g.Lemma, "speech act") {
			return g.Lemma
		}
	}
	return ""
}

// answerTo are the classes of nouns for what people say to each other, with the roots of the claims that they name.
var answerTo = map[string][]graph.RelationID{
	"said offer":  {"AGREE", "REQUEST", "AID", "SUPPORT", "CONSULT"},
	"said demand": {"REQUEST", "THREATEN"},
	"said threat": {"THREATEN"},
	"said charge": {"ACCUSE"},
}

// meansRoot says whether a claim of a root may be meant by a noun: an offer by "the offer". Nouns of no class may mean any.
func (r *reading) meansRoot(noun string, root graph.RelationID) bool {
	known := false
	for class, roots := range answerTo {
		if noun != "" && r.a.r.words.Is(noun, class) {
			if slices.Contains(roots, root) {
				return true
			}
			known = true
		}
	}
	return !known
}

// openAct is an event that does not say to whom it is done, such as an offer: who answers it, tells.
type openAct struct {
	r *reading
	e *event
}

// mostOpen is how many of them are kept, and openFor for how many sentences.
const (
	mostOpen = 6
	openFor  = 2
)

// leaveOpen keeps an event without a target for the answer to it.
func (a *article) leaveOpen(r *reading, e *event) {
	switch a.r.ontology.Root(e.relation) {
	case "AGREE", "REQUEST", "ACCUSE", "THREATEN":
	default:
		return
	}
	if len(e.sources) == 0 || e.sources[0].actor.ID == "" || e.answers {
		return
	}
	if a.open = append(a.open, openAct{r, e}); len(a.open) > mostOpen {
		a.open = a.open[1:]
	}
}

// addresser is who offered, asked or charged something just before without saying whom; the answer tells.
func (r *reading) addresser(who party, noun string) (party, bool) {
	for i := len(r.a.open) - 1; i >= 0; i-- {
		o := r.a.open[i]
		if r.number-o.r.number > openFor {
			break
		}
		p := o.e.sources[0]
		if p.kin(who) || !r.meansRoot(noun, r.a.r.ontology.Root(o.e.relation)) {
			continue
		}
		r.a.open = slices.Delete(r.a.open, i, i+1)
		to := who
		to.mention.Via, to.owner = ByImplied, false
		o.e.targets = []party{to}
		r.a.take(o.r, o.e.feature("answered"))
		return p, true
	}
	return party{}, false
}

// saidBefore is whose words somebody turns down who rejects "the claim": who spoke in the sentence so far, or in one of the last two.
func (r *reading) saidBefore(e *event) (party, bool) {
	if root := r.a.r.ontology.Root(e.relation); root != "REJECT" && root != "ACCUSE" || e.clause == nil || !slices.ContainsFunc(e.clause.Objects, func(g *grammar.Group) bool {
		return r.a.r.words.Is(g.Lemma, "words") && g.Determiner != "" && g.Determiner != "a" && g.Determiner != "an" && g.Determiner != "any"
	}) {
		return party{}, false
	}
	var speakers []party
	for _, rep := range r.s.Reports {
		if rep.Start < e.clause.Start {
			speakers = append(speakers, r.parties(rep.Speakers)...)
		}
	}
	if len(speakers) == 0 && r.number-r.a.spokeAt <= 2 {
		speakers = r.a.lastSpeaker
	}
	for _, p := range speakers {
		if !p.kin(e.sources[0]) && !p.generic {
			return p, true
		}
	}
	return party{}, false
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

// opposite is who last charged, asked, offered or did something to an actor, in the sentences just before; a noun says what it was.
func (r *reading) opposite(who party, noun string) (party, bool) {
	for i := len(r.a.found) - 1; i >= 0; i-- {
		f := r.a.found[i]
		if r.number-f.sentence > reach {
			break
		}
		if r.a.r.words.Is(noun, "said charge") && f.Claim.Modality == graph.Alleged && len(f.tellers) > 0 && f.source.kin(who) && !f.tellers[0].kin(who) {
			return f.tellers[0], true
		}
		switch f.root {
		case "ACCUSE", "REQUEST", "AGREE", "THREATEN", "COERCE", "ASSAULT", "REJECT", "SANCTION", "AID":
		default:
			continue
		}
		if f.source.actor.ID != "" && f.target.kin(who) && !f.source.same(who) && r.meansRoot(noun, f.root) {
			return f.source, true
		}
	}
	return party{}, false
}

// denial reads "the army denied this": what was said of the one who denies, or last said at all, is denied.
func (r *reading) denial(c *grammar.Clause, at *roles) []*event {
	op := r.deniesIt(c)
	if op == nil || !op.Allows(thatClause) || !r.pointsAtSaid(c, at) {
		return nil
	}
	who := r.parties(at.subject)
	if len(who) == 0 {
		return nil
	}
	f := r.saidOf(who[0])
	if f == nil { // not of him: he turns down whoever said so
		e := &event{relation: "REJECT", sources: who, modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main, told: true,
			answers: true, about: at.object[0]}
		return []*event{e.rule(op.ID).feature("path:denial")}
	}
	e := &event{relation: f.Claim.Relation, sources: []party{f.source}, targets: []party{f.target}, modality: graph.Actual, polarity: graph.Denied,
		clause: c, trigger: c.Verb.Main, teller: who, told: true}
	return []*event{e.rule(op.ID).feature("path:denial")}
}

// pointsAtSaid says whether a verb has no object but "this", "it".
func (r *reading) pointsAtSaid(c *grammar.Clause, at *roles) bool {
	for _, k := range c.Children {
		if k.Kind == grammar.Complement || k.Kind == grammar.Participial || k.Kind == grammar.Infinitival {
			return false
		}
	}
	if len(at.object) != 1 {
		return false
	}
	switch at.object[0].Lemma {
	case "this", "it", "that", "which":
		return true
	}
	return false
}

// saidOf finds the last thing that was said, in the sentences just before, of somebody or of whom he belongs to; else the last thing that
// was only alleged.
func (r *reading) saidOf(who party) *finding {
	var alleged *finding
	for i := len(r.a.found) - 1; i >= 0; i-- {
		f := r.a.found[i]
		if r.number-f.sentence > 2 {
			break
		}
		if f.Claim.Polarity == graph.Denied || !r.a.r.words.Event(f.Claim.Relation) || f.Claim.Attribution == "" {
			continue
		}
		if f.source.kin(who) {
			return f
		}
		if alleged == nil && f.Claim.Modality == graph.Alleged {
			alleged = f
		}
	}
	return alleged
}
