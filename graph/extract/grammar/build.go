package grammar

import "slices"

// builder makes clauses of chunks, from left to right, with a look at a bounded number of chunks ahead.
//
// The clause that is open takes what comes. A noun group before the verb is a subject, after it an object; after a preposition
// it is governed by it; after "and" it joins a list. A finite verb that the open clause has no place for goes to the nearest
// clause around it that waits for its verb; else it stands beside the open one.
type builder struct {
	*reading
	i       int       // the chunk read now
	cur     *Clause   // the open clause
	last    *Group    // the noun group placed last, on which more may hang
	lastAt  int       // its chunk
	prep    int       // the chunk of the preposition that waits for what it governs; -1: none
	and     int       // the chunk of "and" that waits for what it joins; -1: none
	comma   bool      // right after a comma or a dash
	closed  bool      // right after direct speech has ended
	stop    bool      // right after a colon or a semicolon
	adverbs []int     // tokens of adverbs that wait for their verb
	deny    string    // the word of denial among them
	turned  *Clause   // a report whose subject follows its verb: "said the minister"
	told    []*Clause // clauses of the direct speech that has just ended, or that is being read
}

func (r *reading) build() {
	b := &builder{reading: r, prep: -1, and: -1, lastAt: -1}
	for b.i = range r.chunks {
		b.step(&r.chunks[b.i])
	}
	b.finish()
}

func (b *builder) step(c *chunk) {
	if b.cur == nil {
		switch c.part {
		case commaPart, stopPart, closePart, advPart, andPart:
		default:
			b.open(Main, nil)
		}
	}
	switch c.part {
	case commaPart:
		b.atComma()
		b.comma = true
		return
	case stopPart:
		b.atStop(c)
		return
	case openPart:
		b.opening()
		return
	case closePart:
		b.closing()
		return
	case andPart:
		b.and = b.i
		if c.word == "nor" {
			b.deny = "nor"
		}
		return // a comma before "and" still counts
	case advPart:
		b.adverb(c)
		return
	case prepPart:
		b.preposition(c)
	case nounPart:
		b.noun(c.group)
	case verbPart:
		b.verb(c.verb)
	case adjPart:
		b.adjective(c)
	case subPart:
		b.subordinator(c)
	case relPart:
		b.relative(c)
	}
	b.comma, b.closed, b.stop = false, false, false
}

// open begins a clause in another one; nil: a main clause.
func (b *builder) open(kind ClauseKind, parent *Clause) *Clause {
	c := &Clause{Kind: kind, Parent: parent, Adjective: -1}
	if parent != nil {
		parent.Children = append(parent.Children, c)
	}
	if b.i < len(b.chunks) {
		c.from = b.i
	}
	c.apart = b.comma
	b.Clauses = append(b.Clauses, c)
	b.cur = c
	return c
}

// chunkAt returns a chunk, or one that is nothing.
func (b *builder) chunkOf(i int) *chunk {
	if i < 0 || i >= len(b.chunks) {
		return &chunk{}
	}
	return &b.chunks[i]
}

// after returns the place of the next chunk that is no adverb.
func (b *builder) after(i int) int {
	for i++; i < len(b.chunks) && b.chunks[i].part == advPart; i++ {
	}
	return i
}

// before returns the place of the chunk before that is no adverb.
func (b *builder) before(i int) int {
	for i--; i >= 0 && b.chunks[i].part == advPart; i-- {
	}
	return i
}

// waiting returns the nearest clause, from c outwards, that has a subject and no verb yet; nil: none.
func waiting(c *Clause) *Clause {
	for ; c != nil; c = c.Parent {
		if c.Verb == nil && len(c.Subjects) > 0 && c.Kind != Fragment {
			return c
		}
	}
	return nil
}

// outermost returns the main clause that c belongs to.
func outermost(c *Clause) *Clause {
	for c.Parent != nil {
		c = c.Parent
	}
	return c
}

// put enters a group in a slot of a clause.
func (b *builder) put(c *Clause, slot *[]*Group, g *Group) {
	*slot = append(*slot, g)
	g.slot, g.Clause = slot, c
	b.place(g)
}

// place makes a group the last one.
func (b *builder) place(g *Group) { b.last, b.lastAt = g, b.i }

// beside joins a group to the list of another one, and to the slot that the list stands in.
func (b *builder) beside(to, g *Group, linker string) {
	first := to
	if to.Conjoined != nil {
		first = to.Conjoined
	}
	first.Conjuncts = append(first.Conjuncts, g)
	if linker != "," || first.Linker == "" {
		first.Linker = linker
	}
	g.Conjoined, g.Clause, g.Prep, g.slot = first, first.Clause, first.Prep, first.slot
	if first.slot != nil && !slices.Contains(*first.slot, g) {
		*first.slot = append(*first.slot, g)
	}
	b.place(g)
}

// rename makes a group an apposition of another one.
func (b *builder) rename(of, g *Group) {
	of.Appositive = append(of.Appositive, g)
	g.Renames, g.Clause, g.Prep = of, of.Clause, of.Prep
	b.place(g)
}

// adverb keeps an adverb for the verb next to it.
func (b *builder) adverb(c *chunk) {
	for i := c.first; i < c.limit; i++ {
		if n := b.denial(i); n != "" {
			b.deny = n
		}
		b.adverbs = append(b.adverbs, b.at[i])
	}
}

// take gives a verb to a clause, with the adverbs that wait.
func (b *builder) take(c *Clause, v *Verb) {
	if c.aux != nil {
		b.joinAuxiliary(c, v)
	}
	if p := c.Parent; c.Kind == Coordinate && p != nil && p.Verb != nil && p.Verb.Passive && !c.Understood && c.source == nil &&
		b.ambiguous(v) && v.Form == Finite {
		if next := b.chunkOf(b.after(b.i)); (next.part != nounPart || next.group.Kind == Moment) && !b.words.is(v.Lemma, verbAlone) &&
			!(next.part == subPart && next.word == "that") {
			v.Passive = true // "ten were killed and forty wounded"
		}
	}
	c.Verb = v
	c.Quoted = b.Tokens[v.Main].Quoted
	c.Adverbs = append(c.Adverbs, b.adverbs...)
	if b.deny != "" && !v.Negated {
		v.Negated, v.Negation = true, b.deny
	}
	b.adverbs, b.deny = nil, ""
	b.cur = c
}

// atComma ends what a comma ends: a clause at the front of its sentence.
func (b *builder) atComma() {
	c := b.cur
	if c == nil {
		return
	}
	if e := empty(c); e != nil && b.mayBegin(b.after(b.i)) {
		b.cur = e
		return
	}
	b.resume()
}

// resume goes back to the clause that a report interrupted, unless what follows is said by the one who reports.
func (b *builder) resume() {
	c := b.cur
	for c != nil && c.resume == nil {
		c = c.Parent
	}
	if c == nil {
		return
	}
	next := b.chunkOf(b.after(b.i))
	if next.part == verbPart && next.verb.Form == Gerund && b.words.is(next.word, verbSay|verbThink|verbCallOn) || c.quoting &&
		next.part != openPart {
		return
	}
	b.cur, c.resume = c.resume, nil
}

// empty returns the nearest clause around a complete one that has neither subject nor verb: what stands at its front is over.
func empty(c *Clause) *Clause {
	for ; c != nil && c.Verb != nil; c = c.Parent {
		if p := c.Parent; p != nil && p.Verb == nil && len(p.Subjects) == 0 {
			return p
		}
	}
	return nil
}

// mayBegin says whether a main clause may begin at a chunk, after a clause in front of it.
func (b *builder) mayBegin(i int) bool {
	switch c := b.chunkOf(i); c.part {
	case nounPart:
		return b.beginsMain(i) || c.group.Kind == Moment
	case prepPart, openPart:
		return true
	}
	return false
}

// atStop ends the clauses at a colon or a semicolon.
func (b *builder) atStop(c *chunk) {
	b.stop = true
	b.prep, b.and = -1, -1
	b.adverbs, b.deny = nil, ""
	if b.cur == nil || c.first >= len(b.line) {
		return
	}
	if c.word == ":" && b.cur.Verb != nil && b.says(b.cur) && b.after(b.i) < len(b.chunks)-1 {
		return // what is said follows
	}
	b.cur, b.last = nil, nil
}
