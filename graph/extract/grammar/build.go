package grammar

// builder makes clauses of chunks, from left to right.
type builder struct {
	*reading
	cur    *Clause
	last   *Group
	prep   *chunk
	and    *chunk
	comma  bool
	marker *chunk
}

func (r *reading) build() {
	b := &builder{reading: r}
	for i := range r.chunks {
		b.read(i)
	}
	for _, c := range r.Clauses {
		c.Start, c.End = r.Start, r.End
	}
}

func (b *builder) open(kind ClauseKind, at int) *Clause {
	c := &Clause{Kind: kind, Adjective: -1, First: b.chunks[at].first, Limit: b.chunks[at].limit}
	if kind != Main {
		c.Parent = b.cur
	}
	if c.Parent != nil {
		c.Parent.Children = append(c.Parent.Children, c)
	}
	b.Clauses = append(b.Clauses, c)
	b.cur = c
	return c
}

func (b *builder) read(i int) {
	c := &b.chunks[i]
	if b.cur == nil && c.part != stopPart && c.part != commaPart {
		b.open(Main, i)
	}
	switch c.part {
	case nounPart:
		b.noun(c.group)
	case verbPart:
		b.verb(i, c.verb)
	case prepPart:
		b.prep = c
	case andPart:
		b.and = c
	case commaPart:
		b.comma = true
		return
	case subPart, relPart:
		kind := Adverbial
		if c.word == "that" {
			kind = Complement
		} else if c.part == relPart {
			kind = Relative
		}
		ante := b.last
		b.open(kind, i).Marker = c.word
		if kind == Relative {
			b.cur.Antecedent = ante
			b.cur.Subjects = []*Group{ante}
		}
	}
	b.comma = false
}

func (b *builder) noun(g *Group) {
	switch {
	case b.prep != nil:
		p := &Prep{Word: b.prep.word, Token: b.prep.first, Groups: []*Group{g}, Clause: b.cur}
		b.cur.Preps = append(b.cur.Preps, p)
		b.prep = nil
	case g.Kind == Moment:
		b.cur.Times = append(b.cur.Times, g)
		return
	case b.and != nil && b.last != nil:
		b.last.Conjuncts = append(b.last.Conjuncts, g)
		if b.cur.Verb == nil {
			b.cur.Subjects = append(b.cur.Subjects, g)
		} else {
			b.cur.Objects = append(b.cur.Objects, g)
		}
		b.and = nil
	case b.cur.Verb == nil:
		b.cur.Subjects = append(b.cur.Subjects, g)
	default:
		b.cur.Objects = append(b.cur.Objects, g)
	}
	b.last = g
}

func (b *builder) verb(i int, v *Verb) {
	if b.cur.Verb == nil && v.Form == Finite {
		b.cur.Verb = v
		return
	}
	subjects := b.cur.Subjects
	kind := Coordinate
	switch v.Form {
	case Infinitive:
		kind = Infinitival
	case Gerund, Participle:
		kind = Participial
	}
	c := b.open(kind, i)
	c.Verb, c.Subjects, c.Understood = v, subjects, true
	b.and = nil
}
