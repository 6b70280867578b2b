package grammar

// interrupts says whether a noun group begins "officials said," in the midst of what they say.
func (b *builder) interrupts() bool {
	k := b.verbOf(b.i)
	if k < 0 || !b.words.is(b.chunks[k].word, verbSay|verbThink) || !b.endsAfter(k) {
		return false
	}
	for k = b.after(k); b.chunkOf(k).part == nounPart || b.chunkOf(k).part == prepPart; k = b.after(k) {
	}
	return b.chunkOf(k).part == commaPart
}

// beyondComma places a noun group after a comma, where no verb comes between: one more of a list, or another name.
func (b *builder) beyondComma(g *Group) {
	last := b.last
	if last == nil {
		b.put(b.cur, &b.cur.Objects, g)
		return
	}
	of := last
	if !g.Proper {
		of = wholeName(of)
	}
	for of.Prep != nil && of.Prep.Noun != nil && !sameKind(of, g) && (sameKind(of.Prep.Noun, g) && !b.ownOffice(of, g) || g.Determiner != "" &&
		!renames(of, g)) {
		of = of.Prep.Noun
	}
	if of == last && b.describes(of, g) {
		of = holder(of) // "the leader of the party, Roe,"
	}
	if of.Renames != nil && b.listAhead(b.i) {
		of = of.Renames
	}
	switch {
	case b.listAhead(b.i) && (sameKind(of, g) || of.Conjoined != nil || len(of.Conjuncts) > 0):
		b.beside(of, g, ",")
	case of.Proper && g.Proper && b.Kind != Body && b.chunkOf(b.after(b.i)).part == verbPart:
		b.beside(of, g, ",")
	case len(of.Conjuncts) > 0 && sameKind(of, g) || of.Conjoined != nil && sameKind(of, g) && of.Conjoined.Linker == ",":
		b.beside(of, g, ",")
	default:
		b.rename(of, g)
	}
}

// ownOffice says whether what stands behind a name can only describe that name, and not the noun that holds it: "the letter to Roe, the
// chairman of the board", "a member of the Front, the armed wing of the party".
func (b *builder) ownOffice(of, g *Group) bool {
	if !renames(of, g) || b.listAhead(b.i) {
		return false
	}
	outer := of.Prep.Noun
	person := b.words.is(outer.Lemma, wordPerson|nounNamed|wordTitle)
	if !b.words.is(g.Lemma, wordPerson|nounNamed|wordTitle) {
		return person && g.Determiner != ""
	}
	return outer.Plural != g.Plural || !person
}

// describes says whether the noun that holds a group describes the name after the comma better than that group itself does.
func (b *builder) describes(of, g *Group) bool {
	if !g.Proper || of.Prep == nil || of.Prep.Word != "of" || of.Prep.Noun == nil {
		return false
	}
	held := holder(of)
	if held.Proper {
		return false
	}
	if b.listAhead(b.i) && (held.Plural || g.Known > 0 || g.Limit-g.First < 2 || !b.words.is(held.Lemma, wordTitle)) {
		return false // unlike "the head of the bank, Karl Roe, and his deputy"
	}
	if b.words.is(held.Lemma, wordTitle) || held.Lemma == "member" {
		return of.Proper || !b.words.is(of.Lemma, wordPerson) || g.Limit-g.First > 1 && g.Known == 0
	}
	return b.words.is(held.Lemma, wordPerson|nounNamed) && !b.words.is(of.Lemma, wordPerson|nounNamed)
}

// holder returns the noun that holds a group by "of", beyond the names that the group only ends: the head of "the head of the Church of
// Norland" for Norland.
func holder(of *Group) *Group {
	h := of.Prep.Noun
	for h.Proper && h.Prep != nil && h.Prep.Word == "of" && h.Prep.Noun != nil {
		h = h.Prep.Noun
	}
	return h
}

// wholeName returns the name that a name ends: "the Army of the Three Rivers" for "the Three Rivers".
func wholeName(g *Group) *Group {
	for g.Proper && g.Prep != nil && g.Prep.Word == "of" && g.Prep.Noun != nil && g.Prep.Noun.Proper && g.Prep.Noun.Determiner != "" {
		g = g.Prep.Noun
	}
	return g
}

// sameKind says whether two groups are alike enough to stand in one list.
func sameKind(a, g *Group) bool {
	return a.Proper == g.Proper || a.Kind == Quantity || g.Kind == Quantity
}

// renames says whether one group may name the other one again: a name and a description of it.
func renames(a, g *Group) bool { return a.Proper != g.Proper }

// contact says whether a noun group right after another one begins a relative clause without a pronoun: "the town they took".
func (b *builder) contact() bool {
	return b.chunkOf(b.before(b.i)).part == nounPart && b.startsClause(b.i) && !b.last.Proper && b.laterFinite(b.after(b.i)) == 2
}

// contactClause begins a relative clause without a pronoun.
func (b *builder) contactClause(g *Group) {
	of := b.last
	c := b.open(Relative, b.cur)
	c.Antecedent, c.Gap = of, AsObject
	of.Relatives = append(of.Relatives, c)
	b.put(c, &c.Subjects, g)
}
