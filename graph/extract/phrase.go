package extract

import (
	"strings"

	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// following says whether the words of a phrase follow a verb, and where its object stands then: after the group "by" of "called
// off", or after the last preposition of "took control of". The first word of the phrase is the verb's lemma.
func (r *reading) following(c *grammar.Clause, rest []string) (ok bool, object []*grammar.Group) {
	v := c.Verb
	if len(rest) == 0 {
		return true, nil
	}
	if len(rest) == 1 {
		if v.Particle == rest[0] {
			return true, nil
		}
		if p := c.Prep(rest[0]); p != nil && (p.Token == v.Main+1 || p.Of != grammar.OfNoun) {
			return !r.between(c.Objects, v.Main, p.Token), p.Groups
		}
		return v.Particle == "" && r.wordAt(v.Main+1, rest[0]), nil
	}
	return r.sequence(c, rest)
}

// between says whether an object stands between a verb and a preposition: "asked Japan for", which is not "asked for".
func (r *reading) between(objects []*grammar.Group, verb, prep int) bool {
	for _, g := range objects {
		if g.First > verb && g.First < prep {
			return true
		}
	}
	return false
}

// sequence looks for all words right after the verb; a determiner may stand between.
func (r *reading) sequence(c *grammar.Clause, rest []string) (bool, []*grammar.Group) {
	at := c.Verb.Main + 1
	for i, w := range rest {
		if i > 0 && at < len(r.s.Tokens) && (r.s.Tokens[at].Tag == "DT" || r.s.Tokens[at].Tag == "PRP$") && !r.wordAt(at, w) {
			at++
		}
		if !r.wordAt(at, w) {
			return false, nil
		}
		at++
	}
	if p := r.prepAt(c, at-1); p != nil {
		return true, p.Groups
	}
	var out []*grammar.Group
	for _, g := range r.s.Groups {
		if g.First >= at && g.First <= at+1 {
			return true, g.All()
		}
	}
	return true, out
}

func (r *reading) wordAt(i int, word string) bool {
	if i >= len(r.s.Tokens) {
		return false
	}
	t := &r.s.Tokens[i]
	return t.Lower == word || t.Lemma == word
}

// prepAt returns the prepositional group that begins at a token, of the clause or of a noun in it.
func (r *reading) prepAt(c *grammar.Clause, token int) *grammar.Prep {
	for _, p := range c.Preps {
		if p.Token == token {
			return p
		}
	}
	for _, g := range r.s.Groups {
		for _, p := range g.Preps {
			if p.Token == token {
				return p
			}
		}
	}
	return nil
}

// nounEntry returns the entry of an event noun that a group's head is, or nil; first is the first token of its phrase.
func (r *reading) nounEntry(g *grammar.Group) (found *lexicon.Entry, first int) {
	if g.Kind != grammar.Noun || g.Known > 0 {
		return nil, 0
	}
	lemma := r.s.Tokens[g.Head].Lemma
	if found, first = r.nounBy(g, lemma); found == nil {
		if singular, plural := strings.CutSuffix(lemma, "s"); plural {
			found, first = r.nounBy(g, singular)
		}
	}
	if found == nil && g.Head > g.First && r.a.r.words.Is(r.s.Tokens[g.Head].Lemma, "carrier") { // "mediation efforts"
		inner := *g
		inner.Head--
		found, first = r.nounBy(&inner, r.s.Tokens[inner.Head].Lemma)
	}
	if found == nil {
		return r.ofPhrase(g)
	}
	return found, first
}

// nounBy finds the longest phrase of nouns that ends with a lemma at the head of a group.
func (r *reading) nounBy(g *grammar.Group, lemma string) (found *lexicon.Entry, first int) {
	r.a.r.words.EachNoun(lemma, func(rest []string, e *lexicon.Entry) bool {
		at := g.Head - len(rest)
		if at < g.First || e.Slots.PluralNot && !g.Plural {
			return true
		}
		for i, w := range rest {
			if !r.wordAt(at+i, w) {
				return true
			}
		}
		if found == nil || g.Head-first == len(rest) && fitsBetter(g, found, e) {
			found, first = e, at
		}
		return true
	})
	return found, first
}

// fitsBetter says whether a noun that means several things means the second one because of the preposition behind it: "a call for".
func fitsBetter(g *grammar.Group, e, other *lexicon.Entry) bool {
	for _, p := range g.Preps {
		if (p.Word == "for" || p.Word == "on" || p.Word == "against") && p.Token == g.Limit {
			return !has(e.Slots.Target, p.Word) && has(other.Slots.Target, p.Word)
		}
	}
	return false
}

// ofPhrase finds phrases that end in a group after "of": "exchange of information".
func (r *reading) ofPhrase(g *grammar.Group) (found *lexicon.Entry, first int) {
	for _, p := range g.Preps {
		if p.Word != "of" || len(p.Groups) == 0 {
			continue
		}
		last := p.Groups[0]
		r.a.r.words.EachNoun(r.s.Tokens[last.Head].Lemma, func(rest []string, e *lexicon.Entry) bool {
			if len(rest) < 2 || rest[len(rest)-1] != "of" || rest[0] != r.s.Tokens[g.Head].Lemma {
				return true
			}
			found, first = e, g.Head
			return false
		})
	}
	return found, first
}
