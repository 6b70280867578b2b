package grammar

import "slices"

// opening begins direct speech.
func (b *builder) opening() {
	b.told = nil
	switch c := b.cur; {
	case b.and >= 0:
	case c.Verb != nil && (b.says(c) || b.takesClause(c)):
		b.listen(c)
		b.cur = b.open(Complement, c)
	case b.chunkOf(b.after(b.i)).part == verbPart && c.Verb == nil: // the support "is growing"
	case c.Verb == nil && len(c.Subjects) > 0 && !(c.Parent != nil && c.Parent.quoting):
		b.cur = b.open(Complement, c)
	}
	b.comma = false
}

// closing ends direct speech.
func (b *builder) closing() {
	b.closed = true
	b.and, b.prep = -1, -1
	b.adverbs, b.deny = nil, ""
	if b.cur != nil {
		b.told = []*Clause{outermost(b.cur)}
	}
}

// beyondClause places a noun group that follows a whole clause and a comma, or direct speech: "..., officials said".
func (b *builder) beyondClause(g *Group, starts bool) {
	if starts {
		v := b.chunks[b.verbOf(b.i)].verb
		if b.words.is(v.Lemma, verbSay|verbThink) && b.endsAfter(b.verbOf(b.i)) {
			b.report(g, nil)
			return
		}
		if w := waiting(b.cur); w != nil && !b.closed {
			b.beyondComma(g)
			return
		}
	}
	if !starts && b.last != nil {
		b.beyondComma(g)
		return
	}
	c := b.open(Coordinate, outermost(b.cur))
	b.put(c, &c.Subjects, g)
}

// endsAfter says whether nothing that could be said follows the verb of a chunk: only times, who is told, prepositional groups, then a
// mark or the end.
func (b *builder) endsAfter(k int) bool {
	objects := 0
	if b.words.is(b.chunks[k].word, verbTell) {
		objects = -1
	}
	for k = b.after(k); ; k = b.after(k) {
		switch c := b.chunkOf(k); c.part {
		case nounPart:
			if p := b.chunkOf(b.before(k)).part; c.group.Kind != Moment && p != prepPart && p != andPart {
				objects++
			}
			if objects > 0 || b.startsClause(k) {
				return false
			}
		case prepPart, andPart:
		case commaPart, stopPart, openPart, closePart, relPart:
			return true
		case verbPart:
			return c.verb.Form == Gerund
		case subPart:
			return c.word != "that" && c.word != "whether"
		default:
			return false
		}
	}
}

// report begins "officials said" after, or in the midst of, what they say, and puts that under it.
func (b *builder) report(g *Group, v *Verb) {
	before, said := b.cur, outermost(b.cur)
	r := b.open(Main, nil)
	r.resume, r.quoting, r.reporting = before, b.closed, true
	if said.Verb != nil || len(said.Subjects) > 0 || len(said.Children) > 0 {
		said.Kind, said.Parent = Complement, r
		r.Children = append(r.Children, said)
	}
	if g != nil {
		b.put(r, &r.Subjects, g)
	}
	if v != nil {
		b.take(r, v)
		b.turned = r
	}
}

// finish fills in what is understood, where clauses begin and end, and who reports what.
func (b *builder) finish() {
	for _, c := range b.Clauses {
		b.settle(c)
	}
	for _, c := range b.Clauses {
		b.span(c)
	}
	b.reports()
}

// settle fills in the understood subjects of a clause. Clauses that they come from stand before it.
func (b *builder) settle(c *Clause) {
	if c.Verb == nil && c.aux != nil {
		c.Verb, c.aux = c.aux, nil // "Is Norland ready?"
		if len(c.Subjects) == 1 && c.Subjects[0].Conjoined == nil && len(c.Subjects[0].Appositive) == 1 && c.Verb.Lemma == "be" {
			c.Predicates = c.Subjects[0].Appositive
		}
	}
	if c.source != nil && len(c.Subjects) == 0 {
		c.Subjects, c.Understood = slices.Clone(*c.source), true
	}
	if v := c.Verb; v != nil && v.Tense == Present && len(v.Modals) == 0 && v.First == v.Main {
		b.pastAlike(c, v)
	}
	if c.Verb == nil && c.Parent == nil {
		c.Kind = Fragment
	}
	if v := c.Verb; v != nil && !v.Negated {
		for _, list := range [][]*Group{c.Subjects, c.Objects, c.Predicates} {
			if len(list) > 0 && list[0].Negated && !(c.Understood && len(c.Subjects) > 0 && list[0] == c.Subjects[0]) {
				v.Negated, v.Negation = true, "no"
			}
		}
	}
}

// pastAlike tells the past of "cut", "put", "let" from the present that it looks like: by a subject that would need an s, or by the
// tense of the verb beside it.
func (b *builder) pastAlike(c *Clause, v *Verb) {
	if w := b.words.words[b.Tokens[v.Main].Lower].class; w&verbPast == 0 || w&verbBase == 0 {
		return
	}
	single := len(c.Subjects) == 1 && !c.Subjects[0].Plural && c.Subjects[0].Kind == Noun
	if p := c.Parent; single || p != nil && p.Verb != nil && p.Verb.Tense == Past {
		v.Tense = Past
	}
}

// span finds the first and the last token of a clause's own words.
func (b *builder) span(c *Clause) {
	c.First, c.Limit = len(b.Tokens), 0
	grow := func(first, limit int) {
		c.First, c.Limit = min(c.First, first), max(c.Limit, limit)
	}
	if c.Verb != nil {
		grow(c.Verb.First, c.Verb.Limit)
	}
	if !c.Understood {
		b.spanGroups(c.Subjects, grow)
	}
	for _, list := range [][]*Group{c.Objects, c.Indirect, c.Predicates, c.Times} {
		b.spanGroups(list, grow)
	}
	for _, p := range c.Preps {
		grow(p.Token, p.Token+1)
		if p.Word != "" && c.Gap != AsPrep {
			b.spanGroups(p.Groups, grow)
		}
	}
	if c.Adjective >= 0 {
		grow(c.Adjective, c.Adjective+1)
	}
	if c.Limit == 0 {
		c.First, c.Limit = 0, len(b.Tokens)
	}
	if c.Limit > 0 {
		c.Start, c.End = b.Tokens[c.First].Start, b.Tokens[c.Limit-1].End
	}
}

func (b *builder) spanGroups(groups []*Group, grow func(first, limit int)) {
	for _, g := range groups {
		grow(g.First, g.Limit)
		for _, p := range g.Preps {
			b.spanGroups(p.Groups, grow)
		}
	}
}
