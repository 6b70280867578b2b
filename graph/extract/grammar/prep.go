package grammar

// preposition keeps a preposition until what it governs is read.
func (b *builder) preposition(c *chunk) {
	next := b.chunkOf(b.after(b.i))
	b.backTo(c.word)
	if next.part == nounPart || next.part == relPart || next.part == adjPart || next.part == openPart || next.part == verbPart &&
		next.verb.Form == Gerund || next.part == andPart {
		b.prep = b.i
		return
	}
	if b.cur.Verb != nil && b.cur.Verb.Particle == "" && b.words.particles[b.cur.Verb.Lemma+" "+c.word] {
		b.cur.Verb.Particle = c.word
	}
}

// backTo ends the relative or participle clause before a comma where the preposition behind it is of the verb further out: "accused the
// party, which he outlawed, of plotting".
func (b *builder) backTo(word string) {
	if !b.comma || b.and >= 0 || b.cur.Kind != Relative && b.cur.Kind != Participial || b.cur.Verb == nil || b.words.verbPreps[b.cur.Verb.Lemma+" "+word] {
		return
	}
	for p := b.cur.Parent; p != nil; p = p.Parent {
		if p.Verb != nil && b.words.verbPreps[p.Verb.Lemma+" "+word] && p.Prep(word) == nil {
			b.cur = p
			return
		}
		if p.Kind != Relative && p.Kind != Participial {
			return
		}
	}
}

// newPrep makes the group of the preposition that waits, and says whom it belongs to.
func (b *builder) newPrep() *Prep {
	c := &b.chunks[b.prep]
	p := &Prep{Word: c.word, Token: b.at[c.first], Clause: b.cur}
	if before := b.chunkOf(b.before(b.prep)); before.part == nounPart && before.group.Kind == Moment && p.Word == "of" {
		p.Noun = b.ofTime(before.group)
	} else if before.part == nounPart && before.group.Kind != Moment && b.last != nil {
		p.Noun = b.last
	} else if b.and >= 0 && b.and == b.before(b.prep) && b.last != nil && b.last.Prep != nil && b.last.Prep.Word == p.Word {
		p.Noun = b.last.Prep.Noun // "with Iran and with Iraq"
		b.and = -1
	}
	for p.Noun != nil && p.Noun.Proper && p.Word != "of" && p.Noun.Prep != nil { // names hardly hold more
		if p.Noun = p.Noun.Prep.Noun; p.Noun != nil && p.Noun.slot == &b.cur.Subjects && b.cur.Verb != nil {
			p.Noun = nil
		}
	}
	b.hold(p)
	b.prep = -1
	return p
}

// ofTime finds what "of" after a time belongs to: the time ("within hours of the coup"), the noun before it ("the kidnapping in 2003
// of two priests"), or the verb ("accused them on Friday of lying"): then nil.
func (b *builder) ofTime(g *Group) *Group {
	switch v := b.cur.Verb; {
	case v != nil && b.words.is(v.Lemma, verbOf):
		return nil
	case b.words.is(g.Lemma, wordTimeNoun) && !b.words.is(g.Lemma, wordWeekday|wordMonth):
		return g
	case b.last != nil && b.last.Clause == b.cur:
		return b.last
	}
	return nil
}

// govern puts a noun group under the preposition that waits.
func (b *builder) govern(g *Group) {
	if g.Kind == Moment && !b.words.is(b.chunks[b.prep].word, wordPreposition) {
		b.prep = -1
		b.moment(g)
		return
	}
	if g.Kind == Moment && b.chunks[b.prep].word != "of" {
		if w := waiting(b.cur); w != nil && b.chunkOf(b.before(b.prep)).part == commaPart && b.chunkOf(b.after(b.i)).part == verbPart {
			b.cur = w // "the rebels, who hold the hills, on Monday took"
		}
		b.prep = -1
		last, at := b.last, b.lastAt
		b.moment(g)
		b.last, b.lastAt = last, at
		return
	}
	p := b.newPrep()
	p.Groups = []*Group{g}
	g.Prep, g.Clause, g.slot = p, b.cur, &p.Groups
	b.place(g)
}

// hold says whether a preposition belongs to the noun before it or to the verb, and enters it there.
func (b *builder) hold(p *Prep) {
	p.Of = b.holder(p)
	if b.chunkOf(b.i).part == verbPart && p.Of == OfEither && (p.Word == "by" || p.Word == "without" || p.Word == "after" ||
		p.Word == "before") {
		p.Of = OfVerb
	}
	if p.Of != OfVerb {
		p.Noun.Preps = append(p.Noun.Preps, p)
	}
	if p.Of != OfNoun {
		b.cur.Preps = append(b.cur.Preps, p)
	}
}

func (b *builder) holder(p *Prep) Holder {
	v := b.cur.Verb
	switch {
	case p.Noun == nil:
		return OfVerb
	case v != nil && v.Passive && p.Word == "by" && b.cur.Prep("by") == nil:
		return OfVerb
	case p.Word == "of":
		if v != nil && b.words.is(v.Lemma, verbOf) && (p.Noun.slot == &b.cur.Objects || p.Noun.slot == &b.cur.Indirect || v.Passive &&
			p.Noun.Prep != nil && p.Noun.Prep.Word == "by") {
			return OfVerb
		}
		return OfNoun
	case p.Word == "such as", p.Word == "including":
		return OfNoun
	case b.words.is(p.Word, prepVerb) && !(v == nil && b.words.is(p.Noun.Lemma, nounPrep)), p.Noun.Kind == Pronoun && v != nil:
		return OfVerb
	case v == nil || p.Noun.slot == &b.cur.Subjects:
		return OfNoun
	case b.words.verbPreps[v.Lemma+" "+p.Word]:
		return OfVerb
	case p.Noun.Proper && p.Noun.slot != nil && p.Noun.Prep == nil:
		return OfVerb
	case p.Word == "between":
		return OfNoun
	case b.words.is(p.Noun.Lemma, nounPrep) && p.Word != "in" && p.Word != "at" && p.Word != "after" && p.Word != "before" &&
		p.Word != "during":
		return OfNoun
	}
	return OfEither
}

// adjective places adjectives that stand alone.
func (b *builder) adjective(c *chunk) {
	b.prep = -1
	if b.cur.aux != nil && b.cur.aux.Lemma == "be" && len(b.cur.Subjects) > 0 {
		b.cur.Adjective = b.at[c.limit-1] // "Is Norland ready?"
	}
	if cur := b.cur; cur.Verb != nil && cur.Adjective < 0 && !cur.Verb.Passive && b.words.is(cur.Verb.Lemma, verbBe) &&
		b.chunkOf(b.before(b.i)).part == verbPart {
		cur.Adjective = b.at[c.limit-1]
	}
	b.and = -1
}
