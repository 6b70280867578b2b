package grammar

// apposedSubject says whether the noun group of a chunk, right after a verb that takes a clause, is the subject of that
// clause, and something stands between it and its verb: "says the rebels, backed by Norland, attacked", "said Berg, the leader of
// the party, had fled".
func (b *builder) apposedSubject(i int) bool {
	before := b.chunkOf(b.before(i))
	if before.part != verbPart && !(before.part == nounPart && before.group.Kind == Moment) {
		return false
	}
	k := b.after(i)
	for b.chunkOf(k).part == prepPart && b.chunkOf(b.after(k)).part == nounPart {
		k = b.after(b.after(k))
	}
	if b.chunkOf(k).part != commaPart || !b.inserts(b.after(k)) {
		return false
	}
	for n := 0; n < reach; n++ {
		k = b.after(k)
		switch b.chunkOf(k).part {
		case stopPart, openPart, closePart, subPart, 0:
			return false
		case commaPart:
			if next := b.chunkOf(b.after(k)); next.part == verbPart && next.verb.Form == Finite {
				return !b.ambiguous(next.verb) || b.finiteAfterNoun(b.after(k)) || b.laterFinite(b.after(k)) == 0
			}
		}
	}
	return false
}

// nounSubject makes a noun with what it is about the subject of a clause that is said, where it stood as the object of the verb of saying:
// "said reports that he had left were false".
func (b *builder) nounSubject(v *Verb) bool {
	for c := b.cur; c != nil; c = c.Parent {
		p, g := c.Parent, c.Noun
		if !b.nounWaits(c) {
			continue
		}
		p.Objects = nil
		n := b.open(Complement, p)
		b.put(n, &n.Subjects, g)
		b.take(n, v)
		return true
	}
	return false
}

// nounWaits says whether a clause is about a noun that is the only object of a verb of saying, and so may be a subject yet.
func (b *builder) nounWaits(c *Clause) bool {
	p := c.Parent
	return c.Kind == Complement && c.Noun != nil && p != nil && b.takesClause(p) && len(p.Objects) == 1 && p.Objects[0] == c.Noun && c.Verb != nil
}

// inserts says whether a chunk after a comma begins what may stand between a subject and its verb: another name, a relative clause, "backed
// by", "including".
func (b *builder) inserts(k int) bool {
	switch c := b.chunkOf(k); c.part {
	case nounPart, prepPart, relPart, adjPart:
		return true
	case verbPart:
		return b.chunkOf(b.after(k)).part == prepPart && (c.verb.Form == Participle || b.ambiguous(c.verb)) || c.verb.Form == Gerund && !b.words.is(c.word, verbSay|verbThink)
	}
	return false
}
