package grammar

import "slices"

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
	if c.Verb != nil || len(c.Subjects) > 0 || c.aux != nil || v.First != v.Main || c.Kind != Main && c.Kind != Coordinate &&
		!(c.Kind == Complement && c.Marker == "") || !b.isAuxiliary(v) {
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
	v.Form, v.Perfect, v.Progressive = Finite, v.Perfect || a.Lemma == "have", v.Progressive || a.Lemma == "be" &&
		b.Tokens[v.Main].Tag == "VBG"
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
	case b.bare(c, v):
		v.Form, v.Tense = Infinitive, Timeless // "help build", "let them go"
		n := b.open(Infinitival, c)
		if n.source = &c.Subjects; len(c.Objects) > 0 {
			n.source = &c.Objects
		}
		b.take(n, v)
	case w != nil:
		b.take(w, v)
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

// bare says whether a verb is an infinitive without "to" after "help", "let" and the like, or after their object.
func (b *builder) bare(c *Clause, v *Verb) bool {
	if c.Verb == nil || !b.words.is(c.Verb.Lemma, verbBare) || v.First != v.Main || b.and >= 0 || b.comma {
		return false
	}
	if t := &b.Tokens[v.Main]; !b.words.is(t.Lower, verbBase) && t.Tag != "VB" && t.Tag != "VBP" {
		return false
	}
	return b.chunkOf(b.before(b.i)).part == verbPart || b.last != nil && b.last.slot == &c.Objects
}

// parted says whether the open clause has only the auxiliary of a verb group that goes on here: "will on Tuesday leave".
func (b *builder) parted(c *Clause, v *Verb) bool {
	if c.Verb == nil || v.First != v.Main || c.Verb.First != c.Verb.Main || len(c.Objects)+len(c.Predicates)+len(c.Children) > 0 ||
		b.and >= 0 {
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
	if b.nounSubject(v) {
		return
	}
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
	p := b.alsoSays(v)
	if p == nil {
		p = b.parallel(v)
	}
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
	if b.comma { // the comma ends a relative clause
		for c := b.cur; c != nil; c = c.Parent {
			if c.Kind == Relative && c.Parent != nil && !(sameAspect(v, c.Verb) && !sameAspect(v, c.Parent.Verb)) {
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
		if c.Kind == Relative && c.Gap == AsObject && c.Parent != nil && b.chunkOf(b.after(b.i)).part == nounPart {
			continue // "a man that it accused of spying, and summoned the ambassador"
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

// alsoSays finds the clause around one of something said in which somebody says something else: "said that he had left and said why".
func (b *builder) alsoSays(v *Verb) *Clause {
	if !b.says(&Clause{Verb: v}) {
		return nil
	}
	for c := b.cur; c != nil; c = c.Parent {
		if c.Kind == Complement && c.Parent != nil && b.says(c.Parent) && !b.says(c) && sameAspect(v, c.Parent.Verb) {
			return c.Parent
		}
	}
	return nil
}

func (b *builder) sameTense(v, w *Verb) bool {
	if b.Tokens[v.First].Tag == "VB" && len(v.Modals) == 0 {
		return len(w.Modals) > 0 || w.Form == Infinitive
	}
	if len(v.Modals) > 0 {
		return true
	}
	return v.Tense == w.Tense && len(w.Modals) == 0 && w.Form == Finite || w.Passive && b.ambiguousWord(v) || w.Perfect &&
		b.ambiguousWord(v)
}

// sameAspect says whether two verb groups have the same tense and aspect.
func sameAspect(v, w *Verb) bool {
	return w != nil && v.Tense == w.Tense && v.Perfect == w.Perfect && v.Progressive == w.Progressive
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
	case (tag == "VBN" || tag == "VBD") && w.Passive && w.Form == Finite && b.ambiguousWord(v) && !object &&
		!b.words.is(v.Lemma, verbAlone):
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
