package grammar

// reports finds who says what.
func (b *builder) reports() {
	for _, c := range b.Clauses {
		b.reportOf(c)
	}
	for _, g := range b.Groups {
		b.nounReport(g)
	}
	for _, c := range b.Clauses {
		for _, p := range c.Preps {
			if p.Word == "according to" && p.Clause == c {
				b.accordingTo(c, p)
			}
		}
	}
	for _, r := range b.Reports {
		for _, c := range r.Reported {
			said(c)
		}
	}
	b.quoteSpeakers()
}

// said marks a clause and those in it as reported.
func said(c *Clause) {
	if c.Reported {
		return
	}
	c.Reported = true
	for _, k := range c.Children {
		said(k)
	}
}

// reportOf makes the report of a clause with a verb of saying or thinking.
func (b *builder) reportOf(c *Clause) {
	if !b.takesClause(c) && !(c.reporting && c.Verb != nil) {
		return
	}
	r := &Report{Clause: c, Lemma: c.Verb.Lemma, Speakers: c.Subjects, Listeners: c.Indirect}
	if c.Verb.Passive {
		r.Speakers = c.Agents()
	} else if len(c.Subjects) == 1 && c.Subjects[0].Lemma == "it" && c.Verb.Passive {
		r.Speakers = nil
	}
	for _, k := range c.Children {
		if k.Kind == Complement && k.Noun == nil || k.Kind == Infinitival && c.Verb.Passive &&
			b.words.is(c.Verb.Lemma, verbSay|verbThink) && !b.commands(c) {
			r.Reported = append(r.Reported, k)
		}
	}
	if len(r.Reported) == 0 {
		return
	}
	r.Start, r.End = b.Tokens[c.First].Start, b.Tokens[c.Limit-1].End
	r.Place = b.placeOf(c, r.Reported[0])
	b.Reports = append(b.Reports, r)
}

// commands says whether a passive verb has its subject do something rather than tells something of it: "was ordered to leave".
func (b *builder) commands(c *Clause) bool { return b.words.is(c.Verb.Lemma, verbCommand) }

// placeOf says where the words that report stand.
func (b *builder) placeOf(c, reported *Clause) Place {
	first, last := bounds(reported)
	switch {
	case c.Verb.Main < first:
		return Front
	case c.Verb.Main > last:
		return Tail
	}
	return Middle
}

// bounds returns the first and the last token of a clause with its children.
func bounds(c *Clause) (first, last int) {
	first, last = c.First, c.Limit-1
	for _, k := range c.Children {
		f, l := bounds(k)
		first, last = min(first, f), max(last, l)
	}
	return first, last
}

// nounReport makes the report of "reports that ...", "Iran's claim that ...".
func (b *builder) nounReport(g *Group) {
	r := &Report{Lemma: g.Lemma, Place: Front, Start: g.Start, End: g.End}
	for _, c := range g.Clauses {
		if c.Kind == Complement {
			r.Reported = append(r.Reported, c)
		}
	}
	if len(r.Reported) == 0 {
		return
	}
	if g.Possessor != nil {
		r.Speakers = g.Possessor.All()
	}
	for _, p := range g.Preps {
		if (p.Word == "by" || p.Word == "from") && len(r.Speakers) == 0 {
			r.Speakers = p.Groups
		}
	}
	b.Reports = append(b.Reports, r)
}

// accordingTo makes the report of "according to".
func (b *builder) accordingTo(c *Clause, p *Prep) {
	if len(p.Groups) == 0 {
		return
	}
	told := c
	for told.Kind == Participial || told.Kind == Infinitival || told.Kind == Relative && told.Parent != nil {
		told = told.Parent
	}
	r := &Report{Lemma: "according to", Speakers: p.Groups, Reported: []*Clause{told}, Start: b.Tokens[p.Token].Start,
		End: max(p.Groups[len(p.Groups)-1].End, b.Tokens[p.Token].End), Place: Tail}
	first, last := bounds(told)
	switch {
	case p.Token <= first+1:
		r.Place = Front
	case p.Token < last && told.Verb != nil && p.Token < told.Verb.First:
		r.Place = Middle
	}
	b.Reports = append(b.Reports, r)
}

// quoteSpeakers says who speaks the quotes: who reports a clause that stands in them, else who says something beside them.
func (b *builder) quoteSpeakers() {
	for i := range b.Quotes {
		q := &b.Quotes[i]
		for _, r := range b.Reports {
			if len(q.Speakers) == 0 && b.speaks(r, q) {
				q.Speakers = r.Speakers
				r.Quote = q.Number
			}
		}
		for _, c := range b.Clauses {
			if len(q.Speakers) == 0 && b.says(c) && !inside(b.Tokens[c.Verb.Main].Start, q) && (c.quoting || c.Start < q.Start &&
				q.End <= c.End) {
				q.Speakers = c.Subjects
			}
		}
	}
}

// speaks says whether a report is of a quote: something reported has its verb in the quote, and the reporting words are outside.
func (b *builder) speaks(r *Report, q *Quote) bool {
	if inside(r.Start, q) || r.Clause == nil {
		return false
	}
	for _, c := range r.Reported {
		if c.Verb != nil && inside(b.Tokens[c.Verb.Main].Start, q) || c.Verb == nil && inside(c.Start, q) {
			return true
		}
	}
	return false
}

func inside(at int, q *Quote) bool { return q.Start <= at && at < q.End }
