package grammar

import "strings"

// subordinator begins a clause after "that", "if", "after" and the like.
func (b *builder) subordinator(c *chunk) {
	next := b.chunkOf(b.after(b.i))
	before := b.chunkOf(b.before(b.i))
	switch {
	case c.word == "that" && next.part == verbPart && (before.part == nounPart || b.comma) && b.last != nil:
		b.relativeOf(c, AsSubject)
	case c.word == "that":
		b.thatClause(c, before)
	case c.word == "where" && b.last != nil && before.part != verbPart && b.chunkOf(b.i-1).part != 0:
		b.relativeOf(c, AsPlace)
	case b.words.is(c.word, wordWhat):
		b.open(Complement, b.cur).Marker = c.word
	case c.word == "whether" || c.word == "if" && before.part == verbPart && b.takesClause(b.cur):
		b.open(Complement, b.cur).Marker = c.word
	default:
		b.adverbial(c)
		b.and = -1 // "but only if the rebels left"
	}
	b.prep = -1
}

// thatClause begins what is said, or what a noun is about, or a relative clause.
func (b *builder) thatClause(c *chunk, before *chunk) {
	p := b.cur
	if b.and >= 0 {
		for q := p; q != nil; q = q.Parent {
			if q.Kind == Complement && q.Marker == "that" && q.Parent != nil {
				b.listen(q.Parent)
				b.open(Complement, q.Parent).Marker = "that"
				b.and = -1
				return
			}
		}
		b.and = -1
	}
	if before.part == nounPart && b.last != nil && before.group.Kind != Moment {
		switch {
		case b.words.is(b.last.Lemma, nounThat) && !(b.takesClause(p) && b.words.is(p.Verb.Lemma, verbTell)) && !b.saidIn(p):
			n := b.open(Complement, p)
			n.Marker, n.Noun = c.word, b.last
			b.last.Clauses = append(b.last.Clauses, n)
			return
		case !b.takesClause(p):
			b.relativeOf(c, AsObject)
			return
		}
	}
	b.listen(p)
	b.open(Complement, p).Marker = c.word
}

// saidIn says whether the last noun group only tells in what somebody says something: "said in a statement that", "told them in a
// letter that".
func (b *builder) saidIn(c *Clause) bool {
	q := b.last.Prep
	return q != nil && q.Clause == c && q.Token > 0 && c.Verb != nil && b.words.is(c.Verb.Lemma, verbSay|verbThink) && (q.Word == "in" || q.Word == "on" || q.Word == "through" || q.Word == "via") &&
		len(c.Objects) == 0
}

// adverbial begins a clause after "after", "if", "because" and the like.
func (b *builder) adverbial(c *chunk) {
	p := b.cur
	if b.comma && p.Verb != nil {
		for p.Parent != nil && (p.Kind == Relative || p.Kind == Participial) {
			p = p.Parent
		}
	}
	n := b.open(Adverbial, p)
	n.Marker = c.word
	n.Condition = c.word == "if" || c.word == "unless" || strings.HasSuffix(c.word, "long as") || c.word == "provided that"
}

// relative begins a clause after "who", "which", "whose".
func (b *builder) relative(c *chunk) {
	if b.last == nil {
		b.open(Complement, b.cur).Marker = c.word
		return
	}
	if before := b.chunkOf(b.before(b.i)); before.part == verbPart {
		b.open(Complement, b.cur).Marker = c.word // "asked who did it"
		return
	}
	next := b.chunkOf(b.after(b.i))
	if of := b.sameAntecedent(c); of != nil {
		b.place(of)
	}
	switch {
	case b.prep >= 0:
		b.prepRelative(c)
	case c.word == "whose":
		b.relativeOf(c, AsOwner)
	case next.part == nounPart && next.group.Kind != Moment:
		b.relativeOf(c, AsObject)
	default:
		b.relativeOf(c, AsSubject)
	}
}

// sameAntecedent finds the noun that a clause is about that goes on after "and": "X, who took office in May and who has said".
func (b *builder) sameAntecedent(c *chunk) *Group {
	if b.and < 0 || b.and != b.before(b.i) {
		return nil
	}
	for p := b.cur; p != nil; p = p.Parent {
		if p.Kind == Relative && p.Marker == c.word && p.Verb != nil {
			b.and = -1
			b.cur = p
			return p.Antecedent
		}
	}
	return nil
}

// relativeOf begins a relative clause on the last noun group.
func (b *builder) relativeOf(c *chunk, gap Gap) *Clause {
	of := b.last
	if b.comma && of.Renames != nil && of.Renames.Proper {
		of = of.Renames
	}
	if b.comma {
		of = wholeName(of)
	} else if p := of.Prep; p != nil && p.Noun != nil && of.Proper && (p.Word == "in" || p.Word == "at" || p.Word == "near") &&
		!b.words.is(p.Noun.Lemma, wordPerson) {
		of = p.Noun // "an accord in Oslo under which"
	}
	if c.word == "who" && of.Prep != nil && of.Prep.Noun != nil && !of.Proper && !b.words.is(of.Lemma, wordPerson|wordTitle) &&
		b.words.is(of.Prep.Noun.Lemma, wordPerson|wordTitle) {
		of = of.Prep.Noun // "soldiers of the garrison who"
	}
	r := b.open(Relative, b.cur)
	r.Marker, r.Antecedent, r.Gap = c.word, of, gap
	if gap == AsSubject {
		r.Subjects, r.Understood = []*Group{of}, true
		if next := b.chunkOf(b.after(b.i)); b.comma && of.Conjoined != nil && next.part == verbPart &&
			(b.line[next.first].Tag == "VBP" || b.line[next.first].Lower == "were") {
			r.Antecedent = of.Conjoined // "A and B, who own the mine"
			r.Subjects = of.Conjoined.All()
		}
	}
	of.Relatives = append(of.Relatives, r)
	b.prep = -1
	return r
}

// prepRelative begins "with whom they met": the preposition is of the relative clause.
func (b *builder) prepRelative(c *chunk) {
	at := b.prep
	r := b.relativeOf(c, AsPrep)
	of := r.Antecedent
	p := &Prep{Word: b.chunks[at].word, Token: b.at[b.chunks[at].first], Groups: []*Group{of}, Of: OfVerb, Clause: r}
	r.Preps = append(r.Preps, p)
}
