package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// reading is what is known of one sentence while it is read.
type reading struct {
	a         *article
	s         *grammar.Sentence
	number    int // of the sentence in the text
	memo      map[*grammar.Clause][]*event
	busy      map[*grammar.Clause]bool
	used      map[*grammar.Clause]bool // governed by an operator, which tells what it amounts to
	toldNoun  map[*grammar.Group]bool  // told by a verb already
	resolved  map[*grammar.Group][]party
	resolving map[*grammar.Group]bool // under way
	cut       int                     // how often a resolution met itself
	not       []party                 // whom a pronoun may not mean now; see elsewhere
	reports   map[*grammar.Clause]*grammar.Report
}

// events reads all clauses and nouns of the sentence.
func (r *reading) events() []*event {
	r.rehang()
	for _, c := range r.s.Clauses {
		r.clause(c)
	}
	var out []*event
	for _, g := range r.s.Groups {
		out = append(out, r.ownOperator(g)...)
	}
	for _, c := range r.s.Clauses {
		if r.used[c] || r.supposed(c) || r.onlyMeant(c) {
			continue
		}
		for _, e := range r.clause(c) {
			out = append(out, r.purpose(c, e))
		}
	}
	for _, g := range r.s.Groups {
		if !r.toldNoun[g] {
			out = append(out, r.nounAlone(g)...)
		}
		out = append(out, r.named(g)...)
	}
	return out
}

// supposed says whether a clause, or one that it hangs on, is a condition or a question: nobody says that it is so.
func (r *reading) supposed(c *grammar.Clause) bool {
	for ; c != nil; c = c.Parent {
		if c.Condition || c.Question || yetToCome(c) || c.Marker == "whether" && c.Kind == grammar.Complement || c.Marker == "against" || c.Marker == "until" && c.Parent != nil && c.Parent.Verb != nil &&
			(c.Parent.Verb.Negated || r.modal(c.Parent.Verb) == "future") {
			return true
		}
	}
	return false
}

// clause returns the events of a clause, those of the clauses that an operator of it governs taken up in them.
func (r *reading) clause(c *grammar.Clause) []*event {
	if out, ok := r.memo[c]; ok || r.busy[c] {
		return out
	}
	r.busy[c] = true
	out := r.read(c)
	delete(r.busy, c)
	r.memo[c] = out
	return out
}

func (r *reading) read(c *grammar.Clause) []*event {
	if c.Verb == nil {
		return nil
	}
	c = r.participleState(r.relemma(c))
	at := r.rolesOf(c)
	var out []*event
	for _, way := range []func(*grammar.Clause, *roles) []*event{r.denial, r.relativeDenial, r.menace, r.untrue, r.judges, r.laysBlame, r.untied, r.responsible, r.deedBehind, r.blames, r.operate, r.nounOperate, r.light, r.frame, r.copula, r.stateOf} {
		made := way(c, &at)
		if len(out) == 0 || aimed(made) || len(made) > 0 && made[0].answers {
			out = made
		}
		if aimed(out) {
			break
		}
	}
	if !aimed(out) {
		out = append(out, r.jointly(c)...)
	}
	if !aimed(out) && r.modal(c.Verb) == "duty" {
		return r.bareDuty(c)
	}
	protests := r.inProtestOf(c, &at, out)
	out = append(append(out[:len(out):len(out)], r.inRole(c, out)...), r.actingAs(c)...)
	out = r.mood(c, out)
	if !r.refused(out) { // else the condition only says how long
		out = append(out, r.bargain(c)...)
	}
	return append(append(append(out, r.atRequest(c)...), r.noneToBe(c)...), protests...)
}

// relemma mends the base form of a verb that the lexicon knows by another spelling: of "consoled" not "consol" but "console".
func (r *reading) relemma(c *grammar.Clause) *grammar.Clause {
	l := c.Verb.Lemma
	if r.a.r.words.Knows(l) || !r.a.r.words.Knows(l+"e") {
		return c
	}
	verb, clause := *c.Verb, *c
	verb.Lemma = l + "e"
	clause.Verb = &verb
	return &clause
}

// participleState reads "was wounded" as a passive where the grammar takes the participle for an adjective.
func (r *reading) participleState(c *grammar.Clause) *grammar.Clause {
	if c.Adjective < 0 || c.Adjective >= len(r.s.Tokens) || c.Verb.Lemma != "be" && c.Verb.Lemma != "get" {
		return c
	}
	word := r.s.Tokens[c.Adjective].Lower
	for _, ending := range []string{"ed", "d"} {
		base, ok := strings.CutSuffix(word, ending)
		if !ok || !r.transitive(base) {
			continue
		}
		verb, clause := *c.Verb, *c
		verb.Lemma, verb.Passive, verb.Main = base, true, c.Adjective
		clause.Verb, clause.Adjective = &verb, -1
		return &clause
	}
	return c
}

// aimed says whether any of the events has a target.
func aimed(list []*event) bool {
	for _, e := range list {
		if len(e.targets) > 0 {
			return true
		}
	}
	return false
}

// saidThere says whether an infinitive tells what is said in what the clause around it tells: "telephoned him to urge restraint" urges it.
func (r *reading) saidThere(k *grammar.Clause, e *event) bool {
	p := k.Parent
	if k.Noun != nil || p == nil || p.Verb == nil || p.Verb.Form != grammar.Finite || p.Verb.Tense != grammar.Past || p.Verb.Negated || len(p.Verb.Modals) > 0 || e.noun != nil && e.relation != "REQUEST" {
		return false
	}
	switch r.a.r.ontology.Root(e.relation) {
	case "REQUEST", "ACCUSE":
	default:
		return false
	}
	for _, x := range r.memo[p] {
		switch r.a.r.ontology.Root(x.relation) {
		case "CONSULT", "STATEMENT", "REQUEST", "ACCUSE":
			return x.modality == graph.Actual && x.polarity == graph.Asserted
		}
	}
	return r.a.r.words.Is(p.Verb.Lemma, "calling on")
}

// purpose marks what an infinitive tells that no operator governs: "sent troops to fight" does not say that they fought.
func (r *reading) purpose(c *grammar.Clause, e *event) *event {
	e = r.onCharge(c, e)
	first := c
	for first.Kind == grammar.Coordinate && first.Understood && first.Parent != nil && first.Verb != nil && first.Verb.Form != grammar.Finite {
		first = first.Parent
	}
	if first.Kind == grammar.Participial && (first.Marker == "for" || first.Marker == "over") && first.Parent.Verb != nil &&
		r.a.r.words.Is(first.Parent.Verb.Lemma, "punishing") && e.modality == graph.Actual {
		e = e.clone().feature("charged")
		e.modality = graph.Alleged // "arrested for attacking": so say those who arrest
		return e
	}
	if first.Kind != grammar.Infinitival {
		return e
	}
	if r.protestedBy(first, e) {
		return e
	}
	e = e.clone().feature("purpose")
	if c.Noun != nil {
		if op := r.a.r.words.Noun(c.Noun.Lemma); op != nil {
			for _, n := range r.composed(c, op, e, e.sources, nil) {
				return n
			}
		}
	}
	if e.modality == graph.Actual && e.clause == c && !r.saidThere(first, e) && !r.causes(first.Parent) {
		e.modality = graph.Planned
	}
	return e
}

// causes says whether a clause tells that somebody was brought to do what its infinitive tells: "led Chad to recall its envoy".
func (r *reading) causes(c *grammar.Clause) bool {
	return c != nil && c.Verb != nil && r.a.r.words.Is(c.Verb.Lemma, "causing") && c.Verb.Form == grammar.Finite && c.Verb.Tense == grammar.Past && !c.Verb.Negated && len(c.Verb.Modals) == 0
}
