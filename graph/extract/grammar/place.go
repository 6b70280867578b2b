package grammar

import "strings"

// noun places a noun group.
func (b *builder) noun(g *Group) {
	if b.deny == "not" { // "not a sprint"
		g.Negated, b.deny = true, ""
	}
	switch {
	case b.prep >= 0:
		on := b.goesOn(g)
		b.govern(g)
		if on {
			return
		}
	case g.Kind == Moment && !b.momentActs():
		b.moment(g)
		return
	case b.and >= 0 && b.last != nil && !b.coordinates(b.i):
		b.beside(b.partner(g), g, b.chunks[b.and].word)
	case b.and >= 0 && b.cur.Verb != nil:
		b.beginBeside(g)
	case b.cur.Verb == nil:
		b.beforeVerb(g)
	default:
		b.afterVerb(g)
	}
	b.and = -1
}

// goesOn says whether a group behind "and" and a preposition only stands before the next thing that the subject did: "left and in May
// expelled the envoy". The verb after it is none of a participle then.
func (b *builder) goesOn(g *Group) bool {
	if b.and < 0 || b.before(b.prep) != b.and || b.cur.Verb == nil || b.cur.Verb.Form != Finite || b.cur.Verb.Passive {
		return false
	}
	k := b.after(b.i)
	next := b.chunkOf(k)
	if next.part != verbPart || !b.ambiguous(next.verb) || b.byAgent(b.after(k)) {
		return false
	}
	object := b.chunkOf(b.after(k))
	return g.Kind == Moment && b.Tokens[next.verb.Main].Tag == "VBD" || object.part == nounPart && object.group.Kind != Moment
}

// momentActs says whether a group of time is a subject after all: "Friday marked ...".
func (b *builder) momentActs() bool {
	next, before := b.chunkOf(b.i+1), b.chunkOf(b.before(b.i)).part
	return b.cur.Verb == nil && len(b.cur.Subjects) == 0 && b.and < 0 && next.part == verbPart && (next.verb.Form == Finite ||
		b.ambiguous(next.verb)) &&
		(before == 0 || before == subPart)
}

// moment gives a group of time to the open clause, or to the list of times before it.
func (b *builder) moment(g *Group) {
	c := b.cur
	if w := waiting(c); b.comma && w != nil && w != c && b.chunkOf(b.after(b.i)).part == verbPart {
		c, b.cur = w, w // "the rebels, who hold the hills, on Monday took"
	}
	if next := b.chunkOf(b.after(b.i)); b.and >= 0 && len(c.Times) > 0 && (c.Verb == nil || next.part != verbPart && !(next.part == nounPart && b.startsClause(b.after(b.i)))) {
		b.and = -1 // "on Monday and Tuesday", but "in May and in June attacked"
	}
	c.Times = append(c.Times, g)
	g.Clause = c
}

// coordinates says whether the noun group of a chunk after "and" is the subject of a clause of its own.
func (b *builder) coordinates(i int) bool {
	if b.cur.Verb == nil || waiting(b.cur) != nil && !b.comma {
		return false
	}
	if k := b.after(i); b.cur.Verb.Passive && b.chunkOf(k).part == verbPart && b.ambiguous(b.chunks[k].verb) &&
		b.laterFinite(k) == 0 && !b.byAgent(b.after(k)) {
		return true // "two were shot and nine others hurt"
	}
	return b.startsClause(i) || b.comma && b.beginsMain(i)
}

// beginBeside begins a clause beside the open one, after "and".
func (b *builder) beginBeside(g *Group) {
	p := b.cur
	if k := b.verbOf(b.i); b.comma && k >= 0 && (b.chunks[b.and].word == "but" || b.words.is(b.chunks[k].word, verbSay)) &&
		b.line[b.chunks[k].first].Quoted == 0 {
		p = outermost(p)
	}
	for p.Parent != nil && (p.Kind == Relative || p.Kind == Participial || p.Kind == Infinitival || p.Kind == Adverbial && b.comma) {
		p = p.Parent
	}
	c := b.open(Coordinate, p)
	c.Marker = b.chunks[b.and].word
	b.put(c, &c.Subjects, g)
}

// partner finds the group that a group after "and" stands beside: the last one, or one further out that is more like it.
func (b *builder) partner(g *Group) *Group {
	last := b.last
	if b.comma { // "X, the leader of Y, and Z"
		for o := last; o != nil; o = o.Prep.Noun {
			if o.Renames != nil {
				return o.Renames
			}
			if o.Prep == nil {
				break
			}
		}
	}
	if c := b.cur; b.comma && c.Kind == Participial && c.Antecedent != nil && c.Antecedent.Renames != nil {
		return c.Antecedent.Renames // "from X, a group backed by Y, or Z"
	}
	if last.Prep == nil || last.Prep.Word == "between" && len(last.Prep.Groups) == 1 {
		return last
	}
	for o := last; o != nil && o.Prep != nil && o.Prep.Noun != nil; {
		inner := o
		if o = o.Prep.Noun; b.better(g, inner, o) {
			if o.Renames != nil && o.Renames.Proper && g.Proper {
				return o.Renames
			}
			return o
		}
	}
	return last
}

// better says whether a group fits a noun better than the one that this noun's preposition governs: it has the same preposition
// ("talks with Iran and visits to Iraq"), or is of the same kind, or counted as it is ("three men in Homs and two women").
func (b *builder) better(g, inner, outer *Group) bool {
	next := b.chunkOf(b.after(b.i))
	switch {
	case outer.Number != "" && g.Number != "" && inner.Number == "":
		return true
	case next.part != prepPart:
		return outer.Renames != nil && outer.Renames.Proper && g.Proper && !inner.Proper
	case g.Proper && !b.words.is(g.Lemma, wordTitle):
		return false
	case next.word == inner.Prep.Word:
		return !b.words.is(inner.Lemma, wordPerson|wordTitle) && (inner.Proper || b.words.is(g.Lemma, nounPrep) || g.Determiner != "" &&
			outer.Determiner != "")
	}
	return b.words.is(g.Lemma, nounPrep) && !b.words.is(inner.Lemma, nounPrep) && b.words.is(outer.Lemma, nounPrep)
}

// beforeVerb places a noun group in a clause that has no verb yet.
func (b *builder) beforeVerb(g *Group) {
	c := b.cur
	switch {
	case (b.comma || b.closed) && c.from != b.i && b.interrupts():
		b.report(g, nil)
	case len(c.Subjects) == 0 && b.comma && b.last != nil && b.last.Clause == c && !b.beginsMain(b.i) && c.from != b.i:
		b.beyondComma(g) // more of what a preposition at the front governs
	case len(c.Subjects) == 0:
		b.put(c, &c.Subjects, g)
	case c.Kind == Relative && c.Gap == AsSubject || b.last == nil:
		b.put(c, &c.Subjects, g)
	case b.comma:
		b.beyondComma(g)
	case b.contact():
		b.contactClause(g)
	default:
		b.rename(b.last, g)
	}
}

// afterVerb places a noun group in a clause that has its verb.
func (b *builder) afterVerb(g *Group) {
	c := b.cur
	starts := b.startsClause(b.i)
	switch {
	case b.turned == c && len(c.Subjects) == 0:
		b.put(c, &c.Subjects, g)
	case b.closed || b.comma && starts:
		b.beyondClause(g, starts)
	case b.comma && b.last != nil:
		b.beyondComma(g)
	case starts && c.Kind == Participial && c.Verb.Form == Gerund && !c.apart && c.Parent != nil && c.Parent.Verb == nil &&
		b.chunkOf(b.before(b.i)).part == verbPart:
		b.object(g) // "Stopping the war was ..."
	case starts && waiting(c) != nil && b.chunkOf(b.before(b.i)).part == verbPart && (!b.takesClause(c) ||
		b.laterFinite(b.verbOf(b.i)) == 0):
		b.object(g) // the verb ahead is of a clause that waits
	case starts && b.nounWaits(c) && !b.takesClause(c) && b.chunkOf(b.before(b.i)).part == verbPart:
		b.object(g) // the verb ahead is of the noun that this clause is about
	case starts && b.words.is(c.Verb.Lemma, verbBare) && b.bareAhead(b.i):
		b.object(g)
	case starts && b.stop:
		b.sayOrBeside(g)
	case starts && !b.takesClause(c) && b.ambiguous(b.chunks[b.verbOf(b.i)].verb) && b.chunkOf(b.before(b.i)).part == verbPart:
		b.object(g)
	case starts && !b.takesClause(c) && b.chunkOf(b.before(b.i)).part == verbPart && b.crossesAnd(b.i, b.verbOf(b.i)):
		b.object(g) // "planted the bomb and we know it"
	case starts && b.words.is(c.Verb.Lemma, verbNeedsThat) && b.chunkOf(b.before(b.i)).part == verbPart:
		b.object(g)
	case !starts && b.takesClause(c) && b.apposedSubject(b.i):
		b.complement(g)
	case starts && (b.takesClause(c) || b.chunkOf(b.before(b.i)).part != nounPart):
		b.complement(g)
	case starts && empty(c) != nil && (g.Kind == Pronoun || b.last != nil && b.last.Proper):
		b.cur = empty(c) // "In a note handed out in Oslo it denied ..."
		b.put(b.cur, &b.cur.Subjects, g)
	case starts && b.last != nil && !b.last.Proper:
		b.contactClause(g)
	case starts:
		b.sayOrBeside(g)
	default:
		b.object(g)
	}
}

// crossesAnd says whether "and" stands between two chunks.
func (b *builder) crossesAnd(i, k int) bool {
	for ; i < k; i++ {
		if b.chunks[i].part == andPart {
			return true
		}
	}
	return false
}

// bareAhead says whether the verb after a noun group has the bare form: "let them go".
func (b *builder) bareAhead(i int) bool {
	v := b.chunks[b.verbOf(i)].verb
	tag := b.Tokens[v.Main].Tag
	return v.First == v.Main && (tag == "VB" || tag == "VBP")
}

// takesClause says whether a verb may have a clause as its object.
func (b *builder) takesClause(c *Clause) bool {
	return c.Verb != nil && b.words.is(c.Verb.Lemma, verbSay|verbThink)
}

// complement begins what is said or thought, without "that".
func (b *builder) complement(g *Group) {
	b.listen(b.cur)
	c := b.open(Complement, b.cur)
	b.put(c, &c.Subjects, g)
}

// listen turns the objects of "tell", "warn" into those who are told.
func (b *builder) listen(c *Clause) {
	if c.Verb != nil && !c.Verb.Passive && b.words.is(c.Verb.Lemma, verbTell) && len(c.Objects) > 0 && len(c.Indirect) == 0 {
		c.Indirect, c.Objects = c.Objects, nil
		for _, g := range c.Indirect {
			g.slot = &c.Indirect
		}
	}
}

// sayOrBeside begins a clause after a colon, or where a subject stands that nothing joins to what is before it.
func (b *builder) sayOrBeside(g *Group) {
	if b.stop && b.says(b.cur) {
		b.complement(g)
		return
	}
	c := b.open(Coordinate, outermost(b.cur))
	b.put(c, &c.Subjects, g)
}

// object places what a verb governs.
func (b *builder) object(g *Group) {
	c := b.cur
	v := c.Verb
	switch {
	case g.Kind == Pronoun && strings.HasSuffix(g.Lemma, "self") &&
		b.chunkOf(b.before(b.i)).part == nounPart, g.Lemma == "themselves" && b.chunkOf(b.before(b.i)).part == nounPart:
		b.rename(b.last, g) // "the militia itself"
	case b.turned == c && len(c.Subjects) == 0:
		b.put(c, &c.Subjects, g)
	case b.last != nil && b.lastAt >= 0 && b.chunkOf(b.before(b.i)).part == nounPart && b.last.Clause == c && len(c.Objects) > 0 &&
		b.last.slot == &c.Objects:
		b.secondObject(c, g)
	case !v.Passive && v.Lemma == "be", !v.Passive && v.Lemma == "become", !v.Passive && v.Lemma == "remain",
		v.Passive && b.words.is(v.Lemma, verbName):
		b.put(c, &c.Predicates, g)
	default:
		b.put(c, &c.Objects, g)
	}
}

// secondObject places a noun group right after an object.
func (b *builder) secondObject(c *Clause, g *Group) {
	switch {
	case b.words.is(c.Verb.Lemma, verbGive) && !c.Verb.Passive:
		c.Indirect, c.Objects = c.Objects, nil
		for _, o := range c.Indirect {
			o.slot = &c.Indirect
		}
		b.put(c, &c.Objects, g)
	case b.words.is(c.Verb.Lemma, verbName):
		b.put(c, &c.Predicates, g)
	default:
		b.rename(b.last, g)
	}
}
