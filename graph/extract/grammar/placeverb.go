package grammar

import (
	"slices"
	"strings"
)

// verb places a verb group.
func (b *builder) verb(v *Verb) {
	switch {
	case b.turnsAround(v):
		b.cur.aux = v
		if b.deny != "" {
			v.Negated, v.Negation = true, b.deny
			b.deny = ""
		}
	case b.parted(b.cur, v):
		b.finiteClause(v)
	case b.cur.aux != nil && b.cur.Verb == nil && v.Form != Infinitive:
		b.take(b.cur, v)
	case v.Form == Infinitive:
		b.infinitiveClause(v)
	case b.finite(v):
		if b.ambiguous(v) {
			v.make(Finite)
		}
		b.finiteClause(v)
	default:
		if b.ambiguous(v) {
			v.make(Participle)
		}
		b.participle(v)
	}
	b.and, b.prep = -1, -1
}

// turnsAround says whether a verb group is an auxiliary before its subject, as in questions, conditions, and after "nor".
func (b *builder) turnsAround(v *Verb) bool {
	c := b.cur
	if c.Verb != nil && b.and >= 0 && b.chunks[b.and].word == "nor" && v.First == v.Main {
		if k := b.after(b.i); b.chunkOf(k).part == nounPart && b.isAuxiliary(v) {
			b.open(Coordinate, c).Marker = "nor"
			return true
		}
	}
	if c.Verb != nil || len(c.Subjects) > 0 || c.aux != nil || v.First != v.Main || c.Kind != Main && c.Kind != Coordinate && c.Kind != Complement || !b.isAuxiliary(v) {
		return false
	}
	k := b.after(b.i)
	return b.chunkOf(k).part == nounPart && b.chunkOf(k).group.Kind != Moment
}

func (b *builder) isAuxiliary(v *Verb) bool {
	t := &b.Tokens[v.Main]
	return t.Tag == "MD" || v.Lemma == "do" || v.Lemma == "have" || v.Lemma == "be"
}

// joinAuxiliary gives a verb the auxiliary that stands before its subject.
func (b *builder) joinAuxiliary(c *Clause, v *Verb) {
	a := c.aux
	c.aux = nil
	if v == a {
		return
	}
	if b.Tokens[a.Main].Tag == "MD" {
		v.Modals = append(append([]string(nil), a.Modals...), v.Modals...)
	}
	v.Form, v.Perfect, v.Progressive = Finite, v.Perfect || a.Lemma == "have", v.Progressive || a.Lemma == "be" && b.Tokens[v.Main].Tag == "VBG"
	v.Passive = a.Lemma == "be" && !v.Progressive || v.Passive && a.Lemma == "be"
	if v.Tense = a.Tense; a.Negated && !v.Negated {
		v.Negated, v.Negation = true, a.Negation
	}
	last := b.chunkOf(len(b.chunks) - 2)
	c.Question = last.part == stopPart && last.word == "?"
	c.Condition = c.Condition || !c.Question && (b.Tokens[a.Main].Lower == "should" || b.Tokens[a.Main].Lower == "had")
}

// finiteClause finds the clause of a finite verb.
func (b *builder) finiteClause(v *Verb) {
	c := b.cur
	w := waiting(c)
	switch {
	case b.closed && (b.says(&Clause{Verb: v}) || b.inverted()) && b.chunkOf(b.before(b.i)).part != nounPart && len(b.told) > 0:
		b.report(nil, v) // "...," said the minister
	case c.Verb == nil && (len(c.Subjects) > 0 || w == nil || c.Kind == Relative || c.Kind == Adverbial || c.Kind == Complement):
		if c.Kind == Relative && len(c.Subjects) == 0 && c.Gap == NoGap {
			c.Gap = AsSubject
		}
		b.take(c, v)
	case b.parted(c, v):
		v.Modals, v.Tense, v.Form, v.Perfect = append(slices.Clone(c.Verb.Modals), v.Modals...), c.Verb.Tense, Finite, c.Verb.Lemma == "have"
		v.Passive = v.Passive && c.Verb.Lemma != "have"
		b.take(c, v)
	case b.and >= 0 && c.Verb != nil:
		b.coordinateVerb(v)
	case c.Kind == Relative && c.Gap == AsObject && b.takesClause(c) && !b.comma && b.chunkOf(b.before(b.i)).part == verbPart:
		n := b.open(Complement, c) // "which officials say was lost"
		n.Subjects, n.Understood, n.Antecedent, n.Gap = []*Group{c.Antecedent}, true, c.Antecedent, AsSubject
		c.Gap = NoGap
		b.take(n, v)
	case w != nil:
		b.take(w, v)
	case b.words.is(c.Verb.Lemma, verbBare) && v.First == v.Main && b.chunkOf(b.before(b.i)).part == verbPart && b.and < 0:
		v.Form, v.Tense = Infinitive, Timeless
		n := b.open(Infinitival, c)
		n.source = &c.Subjects
		b.take(n, v)
	case b.words.is(c.Verb.Lemma, verbBare) && v.First == v.Main && b.last != nil && b.last.slot == &c.Objects && b.and < 0 && !b.comma:
		v.Form, v.Tense = Infinitive, Timeless
		n := b.open(Infinitival, c)
		n.source = &c.Objects
		b.take(n, v)
	case empty(c) != nil && !b.comma:
		b.take(empty(c), v) // "What began as a protest turned ..."
	case b.comma && b.says(&Clause{Verb: v}) && b.inverted():
		b.report(nil, v)
	case b.comma || b.stop:
		b.coordinateVerb(v)
	default:
		b.stealSubject(v)
	}
}

// parted says whether the open clause has only the auxiliary of a verb group that goes on here: "will on Tuesday leave".
func (b *builder) parted(c *Clause, v *Verb) bool {
	if c.Verb == nil || v.First != v.Main || c.Verb.First != c.Verb.Main || len(c.Objects)+len(c.Predicates)+len(c.Children) > 0 || b.and >= 0 {
		return false
	}
	t, m := &b.Tokens[v.Main], &b.Tokens[c.Verb.Main]
	return m.Tag == "MD" && isVerb(t.Tag) || c.Verb.Lemma == "have" && b.words.is(t.Lower, verbParticiple) && t.Tag != "VBZ"
}

// says says whether the verb of a clause is one of saying.
func (b *builder) says(c *Clause) bool { return c.Verb != nil && b.words.is(c.Verb.Lemma, verbSay) }

// inverted says whether after the verb its subject follows, and then the end or a mark: "said the minister".
func (b *builder) inverted() bool {
	k := b.after(b.i)
	if b.chunkOf(k).part != nounPart {
		return false
	}
	for k = b.after(k); ; k = b.after(k) {
		switch b.chunkOf(k).part {
		case prepPart, nounPart:
		case commaPart, stopPart, relPart, openPart:
			return true
		default:
			return false
		}
	}
}

// stealSubject makes a clause of a verb that nothing waits for: the noun group before it, which was placed elsewhere, is its subject.
func (b *builder) stealSubject(v *Verb) {
	kind := Coordinate
	if b.takesClause(b.cur) {
		kind = Complement
	}
	parent := b.cur
	if kind == Coordinate {
		parent = outermost(parent)
	}
	g := b.last
	c := b.open(kind, parent)
	if g != nil && b.chunkOf(b.before(b.i)).part == nounPart {
		c.Subjects, c.Understood = []*Group{g}, true
	} else {
		c.source = &parent.Subjects
	}
	b.take(c, v)
}

// coordinateVerb makes a clause beside one that has the same subject: "came and left", "has come and gone".
func (b *builder) coordinateVerb(v *Verb) {
	p := b.parallel(v)
	b.inherit(v, p.Verb)
	c := b.open(Coordinate, p)
	if b.and >= 0 {
		c.Marker = b.chunks[b.and].word
	}
	c.Antecedent, c.Gap = p.Antecedent, p.Gap
	c.source = &p.Subjects
	b.take(c, v)
}

// parallel finds the clause beside which a verb stands: the nearest one of the same tense, else the nearest one.
func (b *builder) parallel(v *Verb) *Clause {
	var nearest *Clause
	from := b.cur
	if b.comma { // the comma ends a relative clause that began without one
		for c := b.cur; c != nil; c = c.Parent {
			if c.Kind == Relative && !c.apart && c.Parent != nil {
				from = c.Parent
			}
		}
	}
	for c := from; c != nil; c = c.Parent {
		if c.Kind == Main || c.Kind == Coordinate {
			if c != b.cur && c.Verb != nil && c.Verb.Lemma == v.Lemma && c.Verb.Tense == v.Tense {
				return c
			}
			break
		}
	}
	for c := from; c != nil; c = c.Parent {
		if c.Verb == nil {
			continue
		}
		if v.Form == Finite && c.Verb.Form != Finite && !(b.Tokens[v.First].Tag == "VB" && c.Verb.Form == Infinitive) {
			continue
		}
		if nearest == nil {
			nearest = c
		}
		if b.sameTense(v, c.Verb) {
			return c
		}
		if c.Kind == Main || c.Kind == Relative && !b.comma {
			break
		}
	}
	if nearest == nil {
		nearest = from
	}
	return nearest
}

func (b *builder) sameTense(v, w *Verb) bool {
	if b.Tokens[v.First].Tag == "VB" && len(v.Modals) == 0 {
		return len(w.Modals) > 0 || w.Form == Infinitive
	}
	if len(v.Modals) > 0 {
		return true
	}
	return v.Tense == w.Tense && len(w.Modals) == 0 && w.Form == Finite || w.Passive && b.ambiguousWord(v) || w.Perfect && b.ambiguousWord(v)
}

func (b *builder) ambiguousWord(v *Verb) bool {
	return v.First == v.Main && b.words.is(b.Tokens[v.Main].Lower, verbParticiple)
}

// inherit gives a verb after "and" the auxiliaries that it shares with the one before: "will go and talk", "was arrested and tried".
func (b *builder) inherit(v, w *Verb) {
	if w != nil && v.First != v.Main && b.Tokens[v.First].Tag == "VB" && w.Form == Infinitive {
		v.Form, v.Tense = Infinitive, Timeless // "to leave or be shot"
		return
	}
	if v.First != v.Main || w == nil {
		return
	}
	tag := b.Tokens[v.Main].Tag
	next := b.chunkOf(b.after(b.i))
	object := next.part == nounPart && next.group.Kind != Moment
	switch {
	case tag == "VB" && (len(w.Modals) > 0 || w.Form == Infinitive):
		v.Modals, v.Tense, v.Form = w.Modals, w.Tense, w.Form
	case (tag == "VBN" || tag == "VBD") && w.Passive && w.Form == Finite && b.ambiguousWord(v) && !object && !b.words.is(v.Lemma, verbAlone):
		v.Passive, v.Tense, v.Modals, v.Perfect, v.Form = true, w.Tense, w.Modals, w.Perfect, w.Form
	case (tag == "VBN" || tag == "VBD") && w.Perfect && b.ambiguousWord(v) && tag == "VBN":
		v.Passive, v.Tense, v.Modals, v.Perfect, v.Form = w.Passive && !object, w.Tense, w.Modals, true, w.Form
	default:
		return
	}
	if linker := b.chunkOf(b.and).word; w.Negated && (linker == "or" || linker == "nor") && !v.Negated {
		v.Negated, v.Negation = true, w.Negation
	}
}

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
	if p.Kind == Relative && p.Verb != nil && p.Parent != nil && p.Parent.Verb != nil && !b.makesDo(p.Verb) && !b.says(p.Parent) && (b.makesDo(p.Parent.Verb) || b.callsOn(p.Parent.Verb)) {
		p = p.Parent // "called on those who hold the crew to release it"
	}
	for b.comma && p.Kind == Relative && p.Parent != nil && p.Verb != nil {
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
	case before.part == nounPart && b.last != nil && b.last.Prep != nil && (b.last.Prep.Word == "on" || b.last.Prep.Word == "upon") && b.calledBefore(p):
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
	case before.part == nounPart && b.last != nil && b.last.Prep != nil && b.last.Prep.Word == "for":
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
	for b.comma && b.and < 0 && v.Form == Gerund && p.Parent != nil && p.Verb != nil && (p.Kind == Infinitival || p.Kind == Participial || p.Kind == Relative && !p.apart) {
		p = p.Parent // ", killing three" is said of the whole clause
	}
	switch {
	case b.prep >= 0:
		b.afterPreposition(v)
	case b.comma && b.and < 0 && v.Form == Participle && p.Verb != nil && p.Verb.Form == Finite && (p.Verb.Perfect || p.Verb.Passive) && b.verbListAhead(b.i):
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
	case before.part == nounPart && v.Form == Gerund && b.last != nil && b.last.Prep != nil && b.words.is(v.Lemma, verbSay|verbThink|verbManner) && p.Verb != nil:
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
		case b.words.is(b.last.Lemma, nounThat) && !(b.takesClause(p) && b.words.is(p.Verb.Lemma, verbTell)):
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

// relativeOf begins a relative clause on the last noun group.
func (b *builder) relativeOf(c *chunk, gap Gap) *Clause {
	of := b.last
	if b.comma && of.Renames != nil && of.Renames.Proper {
		of = of.Renames
	}
	if b.comma {
		of = wholeName(of)
	} else if p := of.Prep; p != nil && p.Noun != nil && of.Proper && (p.Word == "in" || p.Word == "at" || p.Word == "near") && !b.words.is(p.Noun.Lemma, wordPerson) {
		of = p.Noun // "an accord in Oslo under which"
	}
	if c.word == "who" && of.Prep != nil && of.Prep.Noun != nil && !of.Proper && !b.words.is(of.Lemma, wordPerson|wordTitle) && b.words.is(of.Prep.Noun.Lemma, wordPerson|wordTitle) {
		of = of.Prep.Noun // "soldiers of the garrison who"
	}
	r := b.open(Relative, b.cur)
	r.Marker, r.Antecedent, r.Gap = c.word, of, gap
	if gap == AsSubject {
		r.Subjects, r.Understood = []*Group{of}, true
		if next := b.chunkOf(b.after(b.i)); b.comma && of.Conjoined != nil && next.part == verbPart && (b.line[next.first].Tag == "VBP" || b.line[next.first].Lower == "were") {
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
