package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// judges reads who finds fault with what somebody did or said: "called the arrests illegal", "described the ruling as political", "said the
// raid was a violation of the truce".
func (r *reading) judges(c *grammar.Clause, at *roles) []*event {
	judged, speakers := at.object, at.subject
	switch {
	case at.passive || c.Verb.Negated:
		return nil
	case r.a.r.words.Is(c.Verb.Lemma, "calling"):
	case c.Verb.Lemma == "be":
		rep := r.reportOf(c)
		if rep == nil || rep.Clause == c {
			return nil
		}
		if stance, _ := r.a.r.words.Stance(rep.Lemma, "verb"); stance == lexicon.DeniedStance {
			return nil
		}
		judged, speakers = c.Subjects, rep.Speakers
	default:
		return nil
	}
	who := r.parties(speakers)
	judged = r.withoutFault(judged)
	if len(who) == 0 || len(judged) != 1 || !r.faultBehind(max(c.Verb.Main+1, judged[0].Limit)) {
		return nil
	}
	e := &event{relation: "criticize", sources: who, modality: graph.Actual, polarity: graph.Asserted, clause: c, trigger: c.Verb.Main, told: true}
	g := judged[0]
	switch n, _ := r.nounEntry(g); {
	case n != nil && !n.Slots.Copula && !r.a.r.words.Is(g.Lemma, "speech act"):
		if list := r.nominal(g, nil); len(list) > 0 {
			e.targets = r.others(r.doers(list[0], g), who)
		}
	case r.a.r.words.Is(g.Lemma, "speech act"):
		if e.answers = g.Determiner == "the"; r.a.r.words.Is(g.Lemma, "allegation") || r.a.r.words.Is(g.Lemma, "bidding") {
			e.relation = "REJECT"
		}
		e.targets = r.others(r.ownersOf([]*grammar.Group{g}), who)
	}
	if n, _ := r.nounEntry(g); len(e.targets) == 0 && !e.answers && (n == nil || n.Slots.Copula) && c.Verb.Lemma != "be" {
		for _, p := range r.resolve(g) {
			if !p.place && !p.owner {
				e.targets = r.others(append(e.targets, p), who)
			}
		}
		e.answers = len(e.targets) == 0 && (g.Determiner == "the" || g.Determiner == "that" || g.Determiner == "this") && g.Kind == grammar.Noun && !g.Proper
	}
	if len(e.targets) == 0 && r.stands(g) && r.comesBack(g, c) {
		e.answers, e.about = true, g
	} else if len(e.targets) == 0 && r.refersBack(g) {
		e.targets = r.others(r.lastDoer(g, who), who)
		e.answers = true
	}
	if len(e.targets) == 0 && !e.answers {
		return nil
	}
	return []*event{e.rule("judge").feature("path:verb")}
}

// farthest is how many tokens behind what is judged the word is looked for that finds fault with it.
const farthest = 8

// faultBehind says whether a word that finds fault stands behind a token, before a mark or another verb.
func (r *reading) faultBehind(i int) bool {
	for end := min(i+farthest, len(r.s.Tokens)); i < end; i++ {
		t := &r.s.Tokens[i]
		if r.a.r.words.Is(t.Lower, "fault") || r.a.r.words.Is(t.Lemma, "fault") {
			return true
		}
		if t.Text == "," || t.Text == ";" || t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "CC" {
			return false
		}
	}
	return false
}

// doers are those who did what a noun tells: those named beside it, else who did the last such thing that was told, where the noun only
// comes back to it: "condemned the attack".
func (r *reading) doers(e *event, g *grammar.Group) []party {
	if len(e.sources) > 0 {
		return e.sources
	}
	switch strings.ToLower(g.Determiner) {
	case "the", "this", "these", "that", "those", "such":
	default:
		if g.Determiner != "" || !g.Plural {
			return nil
		}
	}
	if f := r.lastOf(r.a.r.ontology.Root(e.relation)); f != nil {
		return r.again(g, []party{f.source})
	}
	return nil
}

// lastOf is the last thing of a type that was told in the sentences just before, and who did it.
func (r *reading) lastOf(roots ...graph.RelationID) *finding {
	for i := len(r.a.found) - 1; i >= 0; i-- {
		f := r.a.found[i]
		if r.number-f.sentence > reach {
			return nil
		}
		if slices.Contains(roots, f.root) && f.source.actor.ID != "" && f.Claim.Polarity == graph.Asserted {
			return f
		}
	}
	return nil
}

// withoutFault leaves the words that find fault out of what is judged, where the grammar takes them together: "called the treaty illegal",
// "called the move 'a provocation'".
func (r *reading) withoutFault(judged []*grammar.Group) []*grammar.Group {
	if len(judged) == 0 || len(judged) > 2 || len(judged) == 2 && !r.a.r.words.Is(judged[1].Lemma, "fault") {
		return judged
	}
	g := judged[0]
	if g.Head > g.First && g.Kind == grammar.Noun && r.a.r.words.Is(g.Lemma, "fault") && r.s.Tokens[g.Head-1].Tag == "NN" {
		inner := *g
		inner.Head, inner.Limit, inner.End, inner.Lemma = g.Head-1, g.Head, r.s.Tokens[g.Head-1].End, r.s.Tokens[g.Head-1].Lemma
		inner.Text = r.a.text.Body[inner.Start:inner.End]
		g = &inner
	}
	return []*grammar.Group{g}
}

// refersBack says whether a noun may come back to something that was told: "the move", "this", "a deal that X called illegal".
func (r *reading) refersBack(g *grammar.Group) bool {
	switch strings.ToLower(g.Determiner) {
	case "the", "this", "that", "these", "those", "such":
	case "a", "an":
		if g.Renames == nil && len(g.Relatives) == 0 {
			return false
		}
	default:
		if g.Kind != grammar.Pronoun {
			return false
		}
	}
	return g.Kind == grammar.Pronoun || r.a.r.words.Is(g.Lemma, "doing") || r.a.r.words.Is(g.Lemma, "speech act")
}

// lastDoer is who did what the text told last, where a noun only comes back to it: "called the move a provocation". What those did who
// judge it now is not meant.
func (r *reading) lastDoer(g *grammar.Group, who []party) []party {
	if g.Determiner == "a" || g.Determiner == "an" {
		return nil // it stands beside what was done, in the same sentence
	}
	for i := len(r.a.found) - 1; i >= 0; i-- {
		f := r.a.found[i]
		if r.number-f.sentence > 2 {
			return nil
		}
		if r.a.r.words.Is(g.Lemma, "ruling") && (f.source.actor.Kind == graph.KindPerson || f.root != "COERCE" && f.root != "SANCTION" && f.root != "CONCEDE") {
			continue
		}
		if p := f.source; p.actor.ID != "" && f.Claim.Polarity == graph.Asserted && r.a.r.words.Event(f.Claim.Relation) && !slices.ContainsFunc(who, p.kin) {
			return r.again(g, []party{p})
		}
	}
	return nil
}

// captor is who holds those whose release is asked for: who took or arrested them, as the text told before.
func (r *reading) captor(held []party) []party {
	for i := len(r.a.found) - 1; i >= 0; i-- {
		f := r.a.found[i]
		if f.root != "COERCE" && f.root != "ASSAULT" || f.source.actor.ID == "" || f.Claim.Polarity == graph.Denied {
			continue
		}
		if slices.ContainsFunc(held, f.target.same) {
			return []party{f.source}
		}
	}
	return nil
}
