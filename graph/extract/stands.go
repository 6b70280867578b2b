package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// The classes of nouns that stand for somebody, by what he said or did before.
const (
	charges = "charges" // words about somebody: "the accusation" is whose it was
	wishes  = "wishes"  // words to somebody: "the offer" is who made it
	accords = "accords" // what two sides made with each other
	rulings = "rulings" // what a court said
)

// farBack is how many sentences a noun looks back for what it stands for, where it says what that was: farther than a pronoun.
const farBack = 6

// comesBack says whether a noun means something told before, and not something that its own words tell: "the offer", "this version", "an
// idea which the board dropped", but not "an offer", "the offer of the bank".
func (r *reading) comesBack(g *grammar.Group, c *grammar.Clause) bool {
	if g.Kind != grammar.Noun || g.Proper || g.Possessor != nil {
		return false
	}
	switch strings.ToLower(g.Determiner) {
	case "the", "this", "these", "that", "those", "such", "both", "all":
	case "a", "an", "":
		if c == nil || g != c.Antecedent || g.Renames == nil {
			return r.s.Kind == grammar.Headline && g.Determiner == ""
		}
	default:
		return false
	}
	return len(r.before(g, g.Head)) == 0 && len(r.ends(ownPreps(ownPreps(nil, g, "of"), g, "by"), true)) == 0
}

// soCalled is what the object of a verb is called by who speaks of it: "rejected what it called slanderous reports".
func (r *reading) soCalled(at *roles) *grammar.Group {
	for _, k := range at.clause.Children {
		if k.Verb == nil || k.Marker != "what" || !r.a.r.words.Is(k.Verb.Lemma, "calling") {
			continue
		}
		var as []*grammar.Group
		if p := k.Prep("as"); p != nil {
			as = p.Groups
		}
		for _, list := range [][]*grammar.Group{k.Objects, k.Predicates, as} {
			for _, g := range list {
				if r.stands(g) {
					return g
				}
			}
		}
	}
	return nil
}

// stands says whether a noun is of a class that stands for whoever said or did it.
func (r *reading) stands(g *grammar.Group) bool {
	for _, class := range []string{charges, wishes, accords, rulings} {
		if r.a.r.words.Is(g.Lemma, class) {
			return true
		}
	}
	return r.isDeed(g)
}

// isDeed says whether a noun tells something that one does to another.
func (r *reading) isDeed(g *grammar.Group) bool {
	n, _ := r.nounEntry(g)
	return n != nil && !n.Slots.Copula && r.relation(n.Relation).Quad == 4
}

// standsFor finds those whom a noun stands for that comes back to what they said or did, where somebody answers it, praises or blames it.
func (r *reading) standsFor(g *grammar.Group, who party) []party {
	words := r.a.r.words
	switch {
	case g.Kind == grammar.Pronoun: // "denied this"
		return r.accuserOf(g, who)
	case words.Is(g.Lemma, charges):
		return r.accuserOf(g, who)
	case words.Is(g.Lemma, wishes):
		return r.askerOf(who)
	case words.Is(g.Lemma, accords):
		return r.sidesOf(who)
	case words.Is(g.Lemma, rulings):
		return r.courtBefore(who)
	case r.isDeed(g):
		return r.doerOf(g, who)
	}
	return nil
}

// back goes through what was told, the newest first, until a function has enough.
func (r *reading) back(sentences int, enough func(*finding) bool) {
	for i := len(r.a.found) - 1; i >= 0; i-- {
		f := r.a.found[i]
		if r.number-f.sentence > sentences || enough(f) {
			return
		}
	}
}

// accuserOf is who said something of somebody: who accused or charged him, else who told what he is alleged to have done.
func (r *reading) accuserOf(g *grammar.Group, who party) []party {
	var any []party
	out := r.accuserHere(who)
	if out != nil {
		return out
	}
	r.back(farBack, func(f *finding) bool {
		var author []party
		switch {
		case f.root == "ACCUSE" || f.root == "COERCE" && g.Lemma == "charge" && f.target.same(who):
			author = []party{f.source}
		case f.Claim.Modality == graph.Alleged || f.Claim.Attribution != "" && f.Claim.Polarity == graph.Asserted && r.relation(f.Claim.Relation).Quad == 4:
			author = f.tellers
		}
		author = r.besides(author, who)
		if len(author) == 0 {
			return false
		}
		if f.target.kin(who) || f.source.kin(who) && f.root != "ACCUSE" {
			out = author
			return true
		}
		if any == nil && r.number-f.sentence <= 2 {
			any = author
		}
		return false
	})
	if out == nil {
		return any
	}
	return out
}

// accuserHere is who accuses somebody in the sentence that is read.
func (r *reading) accuserHere(who party) []party {
	for _, c := range r.s.Clauses {
		for _, e := range r.memo[c] {
			if r.a.r.ontology.Root(e.relation) == "ACCUSE" && among(e.targets, []party{who}) {
				if out := r.besides(e.sources, who); len(out) > 0 {
					return out
				}
			}
		}
	}
	return nil
}

// askerOf is who asked, offered or threatened something: of the one who answers, else last of all.
func (r *reading) askerOf(who party) []party {
	var any, out []party
	r.back(farBack, func(f *finding) bool {
		switch f.root {
		case "REQUEST", "AGREE", "THREATEN":
		case "AID", "CONCEDE", "CONSULT", "COOPERATE":
			if f.Claim.Modality != graph.Planned {
				return false
			}
		default:
			return false
		}
		author := r.besides([]party{f.source}, who)
		if len(author) == 0 || f.Claim.Polarity == graph.Denied {
			return false
		}
		if f.target.kin(who) {
			out = author
			return true
		}
		if any == nil && r.number-f.sentence <= 2 {
			any = author
		}
		return false
	})
	if out == nil {
		return any
	}
	return out
}

// sidesOf are the sides of what two made with each other last, without the one who speaks of it.
func (r *reading) sidesOf(who party) (out []party) {
	r.back(farBack, func(f *finding) bool {
		switch f.root {
		case "AGREE", "RETREAT", "SUPPORT", "COOPERATE":
		default:
			return false
		}
		if f.Claim.Polarity == graph.Denied || f.source.actor.ID == "" || f.Claim.Relation == "praise" || !r.a.r.words.Event(f.Claim.Relation) {
			return false
		}
		sides := []party{f.source, f.target}
		if f.source.same(who) || f.target.same(who) {
			out = r.others(sides, []party{who})
			return true
		}
		if out == nil {
			out = r.besides(sides, who)
		}
		return false
	})
	return out
}

// courtBefore is the court that ruled last.
func (r *reading) courtBefore(who party) []party {
	list := r.a.memory.list
	for i := len(list) - 1; i >= 0; i-- {
		ref := &list[i]
		if r.number-ref.sentence > farBack+2 {
			continue
		}
		for _, h := range ref.heads {
			if r.a.r.words.Is(h, "court") && !ref.same(who) {
				return []party{ref.party}
			}
		}
	}
	return nil
}

// doerOf is who did what a noun comes back to: the last harm that was told, where one of the very type counts as much nearer.
func (r *reading) doerOf(g *grammar.Group, who party) (out []party) {
	const nearer = 2 // sentences
	n, _ := r.nounEntry(g)
	root, best := r.a.r.ontology.Root(n.Relation), farBack+1
	r.back(farBack, func(f *finding) bool {
		if f.source.actor.ID == "" || f.Claim.Polarity == graph.Denied || f.source.same(who) {
			return false
		}
		far := r.number - f.sentence
		if f.root == root {
			far -= nearer
		} else if r.relation(f.Claim.Relation).Quad != 4 {
			return false
		}
		if far < best {
			best, out = far, []party{f.source}
		}
		return false
	})
	return out
}

// attackerOf is who attacked somebody last, where he strikes back.
func (r *reading) attackerOf(who party) (out []party) {
	r.back(reach, func(f *finding) bool {
		if f.root != "ASSAULT" && f.root != "PROTEST" || f.Claim.Polarity == graph.Denied || !f.target.kin(who) || f.source.actor.ID == "" || f.source.same(who) {
			return false
		}
		out = []party{f.source}
		return true
	})
	return out
}

// besides drops those who are of the one who answers.
func (r *reading) besides(list []party, who party) []party {
	return slices.DeleteFunc(slices.Clone(list), func(p party) bool { return p.actor.ID == "" || p.kin(who) })
}
