package grammar

// infinitiveClause places "to" with its verb: after a noun or an adjective that it completes, after a verb, or at the front.
func (b *builder) infinitiveClause(v *Verb) {
	p := b.cur
	if b.and >= 0 && p.Verb != nil {
		if beside := b.infinitiveBefore(p); beside != nil {
			c := b.open(Coordinate, beside)
			c.Marker, c.source, c.Noun = b.chunks[b.and].word, &beside.Subjects, beside.Noun
			b.take(c, v)
			return
		}
	}
	if p.Verb == nil && p.Kind == Complement && len(p.Subjects) == 0 && p.Parent != nil {
		p.source = &p.Parent.Subjects // "how to leave"
		b.take(p, v)
		return
	}
	if p.Kind == Relative && p.Verb != nil && p.Parent != nil && p.Parent.Verb != nil && !b.makesDo(p.Verb) && !b.says(p.Parent) &&
		(b.makesDo(p.Parent.Verb) || b.callsOn(p.Parent.Verb)) {
		p = p.Parent // "called on those who hold the crew to release it"
	}
	for b.comma && (p.Kind == Relative || p.Kind == Participial && p.Antecedent != nil && p.Parent != nil && p.Parent.Verb != nil && b.makesDo(p.Parent.Verb)) &&
		p.Parent != nil && p.Verb != nil {
		p = p.Parent
	}
	if p.Verb == nil && p.Kind == Main && len(p.Subjects) > 0 && b.headlineTo() {
		v.Form, v.Tense = Finite, Future
		v.Modals = append(v.Modals, "be to")
		b.take(p, v)
		return
	}
	before := b.chunkOf(b.before(b.i))
	c := b.open(Infinitival, p)
	c.Marker = "to"
	c.source = b.controller(p, before)
	if before.part == nounPart && b.last != nil && b.words.is(b.last.Lemma, nounInf) && b.lastAt == b.before(b.i) && !b.objectActs(p) {
		c.Noun = b.last
		b.last.Clauses = append(b.last.Clauses, c)
		if b.last.Possessor != nil {
			c.source, c.Subjects, c.Understood = nil, []*Group{b.last.Possessor}, true
		}
	}
	if p.Verb != nil && (p.Verb.Lemma == "fail" || p.Verb.Lemma == "neglect") && p.Noun == nil && !v.Negated {
		v.Negated, v.Negation = true, p.Verb.Lemma
	}
	b.take(c, v)
}

// headlineTo says whether an infinitive after a subject is what a heading plans: nothing finite follows.
func (b *builder) headlineTo() bool {
	return b.laterFinite(b.i) == 0 && (b.Kind != Body || b.chunkOf(b.before(b.i)).part == nounPart)
}

// infinitiveBefore finds the infinitive beside which another one stands after "and".
func (b *builder) infinitiveBefore(c *Clause) *Clause {
	for ; c != nil; c = c.Parent {
		if c.Kind == Infinitival || c.Kind == Coordinate && c.Marker != "" && c.Verb != nil && c.Verb.Form == Infinitive {
			return c
		}
	}
	return nil
}

// objectActs says whether the verb makes its object do something: "urged Iran to".
func (b *builder) objectActs(c *Clause) bool {
	return c.Verb != nil && b.words.is(c.Verb.Lemma, verbMakeDo) && b.last != nil && b.last.slot == &c.Objects
}

// controller finds who does what an infinitive or a gerund after a verb tells.
func (b *builder) controller(p *Clause, before *chunk) *[]*Group {
	switch {
	case p.Verb == nil:
		return &p.Subjects
	case before.part == nounPart && b.last != nil && b.last.Prep != nil && (b.last.Prep.Word == "on" ||
		b.last.Prep.Word == "upon") && b.calledBefore(p):
		return &b.last.Prep.Groups // "called on A to free them and on B to stop"
	case b.makesDo(p.Verb) && !p.Verb.Passive && len(p.Indirect) > 0:
		return &p.Indirect
	case b.makesDo(p.Verb) && !p.Verb.Passive && len(p.Objects) > 0:
		return &p.Objects
	case b.callsOn(p.Verb) && !p.Verb.Passive:
		for _, q := range p.Preps {
			if q.Token > p.Verb.Main && len(q.Groups) > 0 && (q.Word == "on" || q.Word == "upon" || q.Word == "to" || q.Word == "for") {
				return &q.Groups
			}
		}
		if len(p.Objects) > 0 && p.Verb.Particle != "" {
			return &p.Objects
		}
	case before.part == nounPart && b.last != nil && b.last.Prep != nil && b.last.Prep.Word == "for" &&
		!b.words.is(b.last.Lemma, nounInf):
		return &b.last.Prep.Groups // "a demand for Iran to withdraw"
	}
	return &p.Subjects
}

// makesDo says whether a verb has its object do something.
func (b *builder) makesDo(v *Verb) bool { return b.words.is(v.Lemma, verbMakeDo) }

// calledBefore says whether a clause around this one calls on somebody.
func (b *builder) calledBefore(c *Clause) bool {
	for ; c != nil; c = c.Parent {
		if c.Verb != nil && b.callsOn(c.Verb) {
			return true
		}
	}
	return false
}

// callsOn says whether a verb has those do something whom it names with a preposition: "called on Iran to".
func (b *builder) callsOn(v *Verb) bool { return b.words.is(v.Lemma, verbCallOn) }

// participle places a gerund or a participle.
func (b *builder) participle(v *Verb) {
	p := b.cur
	before := b.chunkOf(b.before(b.i))
	for b.comma && b.and < 0 && v.Form == Gerund && p.Parent != nil && p.Verb != nil && (p.Kind == Infinitival ||
		p.Kind == Participial || p.Kind == Relative && !p.apart) {
		p = p.Parent // ", killing three" is said of the whole clause
	}
	switch {
	case b.prep >= 0:
		b.afterPreposition(v)
	case b.comma && b.and < 0 && v.Form == Participle && p.Verb != nil && p.Verb.Form == Finite && (p.Verb.Perfect ||
		p.Verb.Passive) && b.verbListAhead(b.i):
		b.coordinateVerb(v)
	case b.and >= 0 && v.Form == Participle && p.Verb != nil && p.Verb.Form == Finite && (p.Verb.Passive || p.Verb.Perfect) && !b.comma:
		b.coordinateVerb(v)
	case b.and >= 0 && p.Verb != nil && p.Verb.Form == v.Form:
		c := b.open(Coordinate, p)
		c.Marker, c.source, c.Antecedent, c.Gap = b.chunks[b.and].word, &p.Subjects, p.Antecedent, p.Gap
		b.take(c, v)
	case p.Verb == nil && len(p.Subjects) == 0 && p.Kind != Relative:
		b.atFront(v)
	case b.headline(v, p):
		v.Form, v.Tense = Finite, Past
		b.take(p, v)
	case before.part == nounPart && v.Form == Gerund && b.last != nil && b.last.Prep != nil &&
		b.words.is(v.Lemma, verbSay|verbThink|verbManner) && p.Verb != nil:
		c := b.open(Participial, p) // "... in Geneva asking them to leave"
		c.source = &p.Subjects
		b.take(c, v)
	case before.part == nounPart && b.last != nil && before.group.Kind != Moment, b.comma && b.last != nil && v.Form == Participle:
		b.reduced(v)
	default:
		c := b.open(Participial, p)
		c.source = &p.Subjects
		b.take(c, v)
	}
}

// headline says whether a participle is the verb of a heading without "was": "Three killed in attack".
func (b *builder) headline(v *Verb, p *Clause) bool {
	return v.Form == Participle && p.Verb == nil && p.Kind == Main && len(p.Subjects) > 0 && b.laterFinite(b.i) == 0 && !b.comma
}

// afterPreposition places a gerund that a preposition governs: "accused Iran of attacking", "after leaving".
func (b *builder) afterPreposition(v *Verb) {
	word := b.chunks[b.prep].word
	holder := b.cur
	q := b.newPrep()
	c := b.open(Participial, holder)
	c.Marker = word
	q.Inner = c
	c.source = b.controller(holder, &chunk{})
	switch word {
	case "by", "after", "before", "while", "without", "since", "when", "on", "upon", "despite", "in":
		c.source = &holder.Subjects
	case "for", "with", "over", "of":
		if v := holder.Verb; v != nil && !v.Passive && len(holder.Objects) > 0 && b.words.is(v.Lemma, verbDeed) {
			c.source = &holder.Objects // "jailed the editor for insulting the king"
		}
	}
	if holder.Gap == AsObject && holder.Antecedent != nil && holder.Verb != nil && len(holder.Objects) == 0 && b.words.is(holder.Verb.Lemma, verbDeed) {
		c.source, c.Subjects, c.Understood = nil, []*Group{holder.Antecedent}, true // "a man whom they accuse of spying"
	}
	if q.Of == OfNoun && q.Noun != nil {
		c.Noun = q.Noun
		q.Noun.Clauses = append(q.Noun.Clauses, c)
	}
	if word == "without" && !v.Negated {
		v.Negated, v.Negation = true, "without"
	}
	b.take(c, v)
}

// atFront places a participle that begins its clause: "Backed by Iran, Hamas ...", "Speaking in Doha, ...".
func (b *builder) atFront(v *Verb) {
	p := b.cur
	if p.Kind == Adverbial || p.Kind == Complement {
		p.source = &p.Parent.Subjects
		b.take(p, v)
		return
	}
	c := b.open(Participial, p)
	c.source = &p.Subjects
	b.take(c, v)
}

// reduced makes a participle clause that hangs on a noun, like a relative clause.
func (b *builder) reduced(v *Verb) {
	of := b.last
	c := b.open(Participial, b.cur)
	c.Antecedent, c.Gap = of, AsSubject
	c.Subjects, c.Understood = []*Group{of}, true
	of.Relatives = append(of.Relatives, c)
	b.take(c, v)
}
