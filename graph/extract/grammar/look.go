package grammar

// reach is how many chunks ahead are looked at.
const reach = 24

// startsClause says whether the noun group of a chunk is the subject of a finite verb that follows it.
func (b *builder) startsClause(i int) bool { return b.verbOf(i) >= 0 }

// verbOf returns the chunk of the finite verb whose subject the noun group of a chunk is; -1: none.
func (b *builder) verbOf(i int) int {
	if b.chunkOf(i).part != nounPart {
		return -1
	}
	for k, n := b.after(i), 0; k < len(b.chunks) && n < reach; k, n = b.after(k), n+1 {
		switch c := &b.chunks[k]; c.part {
		case prepPart, andPart:
			next := b.chunkOf(b.after(k))
			if c.part == prepPart && next.part == verbPart && next.verb.Form != Gerund {
				continue // "commanders on board told", "the man outside left"
			}
			if k = b.after(k); next.part != nounPart || c.part == andPart && next.group.Kind == Moment {
				return -1
			}
		case nounPart:
			if c.group.Kind != Moment {
				return -1
			}
		case relPart:
			if k = b.pastRelative(k); k < 0 {
				return -1
			}
			k--
		case verbPart:
			if b.finiteAfterNoun(k) {
				return k
			}
			if b.ambiguous(c.verb) || c.verb.Form == Gerund {
				if next := b.pastParticiple(k); next >= 0 {
					return next
				}
			}
			return -1
		default:
			return -1
		}
	}
	return -1
}

// beginsMain says whether the noun group of a chunk is the subject of a main clause, names and relative clauses between commas
// left aside.
func (b *builder) beginsMain(i int) bool {
	if b.startsClause(i) {
		return true
	}
	depth := 0
	for k, n := b.after(i), 0; k < len(b.chunks) && n < reach; k, n = b.after(k), n+1 {
		switch c := &b.chunks[k]; c.part {
		case nounPart, prepPart, adjPart:
		case commaPart:
			if depth > 0 {
				depth--
			}
		case relPart:
			depth++
		case verbPart:
			if depth > 0 || c.verb.Form == Gerund {
				continue
			}
			if b.words.is(c.word, verbSay|verbThink) && b.thatFollows(k) {
				return true
			}
			if b.ambiguous(c.verb) {
				return !b.byAgent(b.after(k)) && b.laterFinite(k) < 2
			}
			return c.verb.Form == Finite && b.chunkOf(b.before(k)).part != andPart
		default:
			return false
		}
	}
	return false
}

// pastRelative goes past a relative clause without commas, "who left", and returns the chunk after its verb and its object.
func (b *builder) pastRelative(k int) int {
	subject := false
	for n := 0; n < 8; n++ {
		k = b.after(k)
		switch c := b.chunkOf(k); c.part {
		case verbPart:
			if subject && b.words.is(c.word, verbSay|verbThink) && b.chunkOf(b.after(k)).part == verbPart {
				subject = false
				continue // "who it said had planned the attack"
			}
			for k = b.after(k); b.chunkOf(k).part == nounPart || b.chunkOf(k).part == prepPart; k = b.after(k) {
			}
			return k
		case nounPart:
			subject = true
		default:
			return -1
		}
	}
	return -1
}

// pastParticiple returns the finite verb after a participle clause that hangs on a subject: "troops backed by tanks attacked"; -1: none.
func (b *builder) pastParticiple(k int) int {
	for n := 0; n < 8; n++ {
		k = b.after(k)
		switch c := b.chunkOf(k); c.part {
		case nounPart, prepPart:
		case verbPart:
			if c.verb.Form == Finite && (!b.ambiguous(c.verb) || b.chunkOf(b.after(k)).part == nounPart || b.words.is(c.word, verbSay)) {
				return k
			}
			return -1
		default:
			return -1
		}
	}
	return -1
}

// finiteAfterNoun says whether the verb of a chunk, right after a noun group that may be its subject, is finite.
func (b *builder) finiteAfterNoun(k int) bool {
	v := b.chunks[k].verb
	if !b.ambiguous(v) {
		return v.Form == Finite
	}
	next := b.chunkOf(b.after(k))
	switch {
	case b.byAgent(b.after(k)), v.First > 0 && b.Tokens[v.First-1].Lower == "ever":
		return false
	case next.part == nounPart && next.group.Kind != Moment, next.part == subPart && next.word == "that", next.part == openPart:
		return true
	case next.part == adjPart:
		return true
	case b.words.is(v.Lemma, verbSay) && (next.part == stopPart || next.part == commaPart || next.part == nounPart ||
		next.part == prepPart && next.word == "on"):
		return true
	}
	return b.Tokens[v.Main].Tag == "VBD" || b.comma && b.cur.Verb == nil && len(b.cur.Subjects) == 0 && b.laterFinite(k) == 0
}

// byAgent says whether a chunk is "by" with somebody who does something, rather than a measure ("by 3 percent").
func (b *builder) byAgent(i int) bool {
	if c := b.chunkOf(i); c.part != prepPart || c.word != "by" {
		return false
	}
	c := b.chunkOf(b.after(i))
	return c.part == nounPart && c.group.Kind != Quantity && c.group.Kind != Moment && c.group.Lemma != "end"
}

// laterFinite says how surely a finite verb for the clause that waits follows a chunk: 0 not, 1 perhaps, 2 surely.
func (b *builder) laterFinite(i int) int {
	need, perhaps := 0, 0
	for k, n := b.after(i), 0; k < len(b.chunks) && n < reach; k, n = b.after(k), n+1 {
		switch c := &b.chunks[k]; c.part {
		case subPart, relPart:
			need++
		case stopPart, openPart, closePart:
			return perhaps
		case nounPart:
			if p := b.chunkOf(b.before(k)); c.group.Kind == Moment {
				continue
			} else if p.part == nounPart || p.part == verbPart && b.words.is(p.word, verbSay|verbThink|verbBare) && !b.words.is(p.word, verbNeedsThat) {
				if v := b.verbOf(k); v >= 0 {
					k = v // the verb of a clause that needs no "that"
				}
			}
		case andPart:
			if next := b.chunkOf(b.after(k)); next.part != nounPart && next.part != adjPart || next.part == nounPart &&
				b.chunkOf(k-1).part == commaPart && b.startsClause(b.after(k)) {
				return perhaps
			}
		case commaPart:
			if next := b.after(k); b.chunkOf(next).part == nounPart && b.startsClause(next) {
				return perhaps
			}
		case verbPart:
			switch {
			case c.verb.Form == Finite && !b.ambiguous(c.verb):
				if need == 0 {
					return 2
				}
				need--
			case b.ambiguous(c.verb) && need > 0:
				need--
			case b.ambiguous(c.verb) && b.finiteAfterNoun(k):
				perhaps = 1
			}
		}
	}
	return perhaps
}

// finite says whether the verb of the chunk read now is finite in its clause.
func (b *builder) finite(v *Verb) bool {
	if !b.ambiguous(v) {
		return v.Form == Finite
	}
	next := b.chunkOf(b.after(b.i))
	object := next.part == nounPart && next.group.Kind != Moment || next.part == subPart && next.word == "that" || next.part == openPart
	afterNoun := b.chunkOf(b.before(b.i)).part == nounPart
	switch {
	case b.cur.Verb == nil && (b.cur.aux != nil || b.cur.Kind == Relative || b.cur.reporting):
		return true
	case b.cur.Verb == nil && len(b.cur.Subjects) > 0:
		return b.finiteWaiting(v, object)
	case b.cur.Verb == nil: // "As expected", "Backed by Iran"
		return b.closed && b.words.is(v.Lemma, verbSay)
	case b.and >= 0:
		return b.Tokens[v.Main].Tag == "VBD" || !b.byAgent(b.after(b.i))
	case waiting(b.cur) != nil:
		return !b.byAgent(b.after(b.i)) && !(afterNoun && b.laterFinite(b.i) == 2)
	case b.comma && b.cur.Verb.Tense == Past && !b.cur.Verb.Passive && b.cur.Verb.Form == Finite && b.verbListAhead(b.i):
		return true
	case b.comma || b.closed:
		return (object || b.words.is(v.Lemma, verbSay) && b.Tokens[v.Main].Tag == "VBD") && !b.byAgent(b.after(b.i))
	}
	return false
}

// finiteWaiting says whether an ambiguous verb after a subject is its verb, or a participle that hangs on it.
func (b *builder) finiteWaiting(v *Verb, object bool) bool {
	later := b.laterFinite(b.i)
	switch {
	case b.chunkOf(b.before(b.i)).part == nounPart && b.chunkOf(b.before(b.i)).group.Kind == Pronoun:
		return true
	case b.words.is(v.Lemma, verbSay|verbThink) && b.thatFollows(b.i):
		return true
	case b.byAgent(b.after(b.i)):
		return false
	case object && later == 2:
		return b.Tokens[v.Main].Tag == "VBD" || !b.words.is(v.Lemma, verbGive)
	case object:
		return true
	}
	return later == 0
}

// thatFollows says whether a clause that is said follows a verb, with nothing but times, listeners and prepositional groups between.
func (b *builder) thatFollows(k int) bool {
	for n := 0; n < 6; n++ {
		k = b.after(k)
		switch c := b.chunkOf(k); c.part {
		case nounPart:
			if b.chunkOf(b.before(k)).part != prepPart && (b.startsClause(k) || b.chunkOf(k).group.Kind != Moment && b.apposedSubject(k)) {
				return true
			}
		case prepPart:
		case openPart:
			return true
		case subPart:
			return c.word == "that" && b.chunkOf(b.after(k)).part == nounPart
		default:
			return false
		}
	}
	return false
}

// verbListAhead says whether "and" with one more verb of the same form follows: "rammed a tug, fired on a boat and took the crew".
func (b *builder) verbListAhead(i int) bool {
	for k, n := b.after(i), 0; k < len(b.chunks) && n < reach; k, n = b.after(k), n+1 {
		switch c := &b.chunks[k]; c.part {
		case stopPart, openPart, closePart, subPart, relPart:
			return false
		case verbPart:
			if c.verb.Form == Finite && !b.ambiguous(c.verb) && b.chunkOf(b.before(k)).part != andPart {
				return false
			}
		case andPart:
			if next := b.chunkOf(b.after(k)); next.part == verbPart && (next.verb.Form == Participle || b.ambiguous(next.verb) ||
				next.verb.Tense == Past) {
				return true
			}
		}
	}
	return false
}

// listAhead says whether the noun group of a chunk, after a comma, is an item of a list that ends in "and" before any verb.
func (b *builder) listAhead(i int) bool {
	comma := false
	for k, n := b.after(i), 0; k < len(b.chunks) && n < reach; k, n = b.after(k), n+1 {
		switch c := &b.chunks[k]; c.part {
		case andPart:
			return b.chunkOf(b.after(k)).part == nounPart
		case commaPart:
			comma = true
		case prepPart:
			k = b.after(k)
			if b.chunkOf(k).part != nounPart {
				return false
			}
			comma = false
		case nounPart:
			if !comma {
				return false
			}
			comma = false
		default:
			return false
		}
	}
	return false
}
