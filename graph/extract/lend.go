package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/dates"
	"liaison/graph/extract/grammar"
)

// anotherTime says whether a clause tells of another time than the one that it hangs on: "after troops had shelled it", "for arresting
// them". What is told with "as", "when", "while" or without such a word is of the same time.
func anotherTime(c *grammar.Clause) bool {
	switch c.Kind {
	case grammar.Adverbial:
		switch c.Marker {
		case "as", "when", "while", "whilst", "where", "":
			return false
		}
		return true
	case grammar.Participial:
		if c.Verb != nil && c.Verb.Form == grammar.Participle || c.Parent != nil && c.Parent.Verb != nil && c.First > c.Parent.First && c.First < c.Parent.Verb.First {
			return true // "Mali, armed by France, attacked on Friday": what somebody is like at any time
		}
		switch c.Marker {
		case "", "by", "in", "while", "when":
			return false
		}
		return true
	}
	return false
}

// behindNoun dates the event of a noun that no verb tells by an expression that follows its own words: "the attack on Basra on Monday".
func (r *reading) behindNoun(e *event, tense dates.Tense) (moment, bool) {
	for i := r.firstTime(e.noun.End); i < len(r.a.times); i++ {
		t := &r.a.times[i]
		if t.Start >= r.s.End || !r.plainBetween(e.noun.End, t.Start) {
			break
		}
		if r.usable(t) && !t.Attributive && !r.reporting(t, e) {
			return r.read1(t, tense)
		}
	}
	return moment{}, false
}

// plainBetween says whether nothing but nouns and prepositions stands between two bytes.
func (r *reading) plainBetween(start, end int) bool {
	for i := range r.s.Tokens {
		t := &r.s.Tokens[i]
		if t.Start < start || t.End > end {
			continue
		}
		if t.Mark || t.Tag == "" || t.Tag[0] == 'V' || t.Tag == "MD" || t.Tag == "CC" || t.Tag[0] == 'W' {
			return false
		}
	}
	return true
}

// lendsTime says whether the time of a clause is that of a noun in it which tells an event: where the noun is the subject of a verb that
// only tells how the event went, or tells the same, or where there is no verb.
func (r *reading) lendsTime(e *event) bool {
	c := e.clause
	if c == nil || c.Verb == nil {
		return true
	}
	subject := false
	for _, g := range c.Subjects {
		subject = subject || g == e.noun
	}
	if !subject {
		return false
	}
	return r.occurs(c) || r.a.r.words.Is(c.Verb.Lemma, "course") || len(c.Objects) > 0 && !c.Verb.Passive && len(r.meanings(c)) > 0
}

// lent dates an event by words of its clause that bear a date of their own: "speaking on Monday, ...", "in a letter sent on Monday",
// "at Friday's summit", "Sunday's blast killed".
func (r *reading) lent(e *event, c *grammar.Clause, tense dates.Tense) (moment, bool) {
	if c.Verb == nil {
		return moment{}, false
	}
	for _, k := range c.Children {
		if k.Verb == nil || k.Kind != grammar.Participial || k.Marker != "" || r.reports[k] != nil {
			continue
		}
		about := k.Antecedent
		if about == nil {
			about = r.groupEnding(k.Start)
		}
		while := k.Verb.Form == grammar.Gerund && (about == nil || k.Verb.Main > c.Verb.Main && k.Antecedent != nil)
		if while || r.occasion(about) {
			if m, ok := r.inClause(&event{clause: k, trigger: k.Verb.Main}, k, tense); ok {
				return m, true
			}
		}
	}
	for _, k := range r.alongside(c) { // "promised it when he took office last year"
		if k.Verb != nil && k.Kind == grammar.Adverbial && (k.Marker == "when" || k.Marker == "while") && k.Verb.Tense == grammar.Past && c.Verb.Tense == grammar.Past && r.reports[k] == nil {
			if m, ok := r.inClause(&event{clause: k, trigger: k.Verb.Main}, k, tense); ok && m.basis != graph.BasisUnknown {
				return m, true
			}
		}
	}
	start := c.Start
	if len(c.Subjects) > 0 && !c.Understood && c.Subjects[0].Start == start {
		start = r.ownedFrom(c.Subjects[0])
	}
	for i := r.firstTime(start); i < len(r.a.times) && r.a.times[i].Start < c.End; i++ {
		t := &r.a.times[i]
		if !r.ofNoun(t) || !r.usable(t) || r.deeper(c, e, t.Start) || r.reporting(t, e) {
			continue
		}
		if !r.occasion(r.groupAfter(t)) && !r.occasion(r.groupBefore(t)) {
			continue
		}
		if m, ok := r.read1(t, tense); ok {
			return m, true
		}
	}
	return moment{}, false
}

// alongside returns the clauses that hang on a clause or on an infinitive of it.
func (r *reading) alongside(c *grammar.Clause) []*grammar.Clause {
	out := c.Children
	for _, k := range c.Children {
		if k.Kind == grammar.Infinitival {
			out = append(out[:len(out):len(out)], k.Children...)
		}
	}
	return out
}

// occasion says whether a noun is the occasion on which the clause happens: "in a statement", "at the summit", "during the raid", or
// the event that is its subject.
func (r *reading) occasion(g *grammar.Group) bool {
	if g == nil {
		return false
	}
	if g.Prep != nil {
		switch g.Prep.Word {
		case "in", "at", "during", "by", "with", "through", "via":
			return true
		}
		return false
	}
	c := g.Clause
	return c != nil && c.Verb != nil && !c.Verb.Passive && c.Verb.Tense == grammar.Past && len(c.Subjects) > 0 && c.Subjects[0] == g &&
		len(r.a.nounMeanings(r.s.Tokens[g.Head].Lemma)) > 0
}

// ownedFrom is where a noun group begins with the date that owns it: "Sunday's attack".
func (r *reading) ownedFrom(g *grammar.Group) int {
	if i := r.firstTime(g.Start) - 1; i >= 0 && r.a.times[i].Attributive && g.Start-r.a.times[i].End <= 3 && r.a.times[i].Start >= r.s.Start {
		return r.a.times[i].Start
	}
	return g.Start
}

// groupAfter returns the noun group that an attributive date belongs to, or nil.
func (r *reading) groupAfter(t *dates.Expression) *grammar.Group {
	for _, g := range r.s.Groups {
		if g.Start <= t.End+3 && t.End < g.End && g.Kind == grammar.Noun {
			return g
		}
	}
	return nil
}

// groupEnding returns the noun group that a byte follows, or nil.
func (r *reading) groupEnding(at int) *grammar.Group {
	for _, g := range r.s.Groups {
		if g.Kind == grammar.Noun && g.End < at && at-g.End <= 1 {
			return g
		}
	}
	return nil
}

// groupBefore returns the noun group that "of" and a date follow, or nil: "a letter of 3 May 2011".
func (r *reading) groupBefore(t *dates.Expression) *grammar.Group {
	for _, g := range r.s.Groups {
		if g.Kind == grammar.Noun && g.End < t.Start && strings.TrimSpace(r.s.Words(g.End, t.Start)) == "of" {
			return g
		}
	}
	return nil
}

// ofAnother says whether a time belongs to a noun and not to the verb of its clause: to a name told again in other words, "the islands, a
// British colony since 1833,", or to what somebody is blamed or praised for, "accuses Iran of an attack in February".
func (r *reading) ofAnother(e *event, c *grammar.Clause, t *dates.Expression) bool {
	if r.inBrackets(c, t) {
		return true
	}
	for _, g := range r.s.Groups {
		if g.End > t.Start || g == e.noun && r.ownNoun(e) || g.Kind != grammar.Noun || t.Start-g.End > mostNoun || !r.plainBetween(g.End, t.Start) {
			continue
		}
		if g.Renames != nil && e.noun == nil && g.Start > r.tokenStart(e.trigger) && g.First > 0 && r.s.Tokens[g.First-1].Text == "," {
			return true
		}
		if p := g.Prep; p != nil && (p.Word == "of" || p.Word == "for" || p.Word == "over") && p.Clause == c && r.a.r.words.Below(e.relation, "ACCUSE") &&
			len(r.a.nounMeanings(r.s.Tokens[g.Head].Lemma)) > 0 {
			return true
		}
	}
	return false
}

// inBrackets says whether a time stands between commas after the subject, with other words that say what the subject is like: "The
// Taliban, in power since 2021, arrested".
func (r *reading) inBrackets(c *grammar.Clause, t *dates.Expression) bool {
	if c.Verb == nil || t.End > c.Verb.Start {
		return false
	}
	words, before := 0, false
	for i := range r.s.Tokens {
		switch x := &r.s.Tokens[i]; {
		case x.Start < c.Start:
		case x.End <= t.Start && x.Text == ",":
			words, before = 0, true
		case x.End <= t.Start && x.Tag != "" && (x.Tag[0] == 'N' || x.Tag[0] == 'J'):
			words++
		case x.Start >= t.End:
			return before && words > 0 && x.Text == ","
		}
	}
	return false
}

// tokenStart is the byte where a token of the sentence begins.
func (r *reading) tokenStart(i int) int { return r.s.Tokens[min(i, len(r.s.Tokens)-1)].Start }

// tenseAt is the tense in which a time at a place is read: the past where a verb in the past tense has it, else the one given.
func (r *reading) tenseAt(at int, tense dates.Tense) dates.Tense {
	c := r.clauseAt(at)
	if c != nil && c.Kind == grammar.Infinitival && c.Noun == nil && c.Parent != nil && c.Parent.Verb != nil && (r.a.r.words.Is(c.Parent.Verb.Lemma, "cause") || !r.intends(c.Parent.Verb.Lemma)) {
		c = c.Parent // "helped them win in May", "came to protest over a march on Friday"
	}
	if c != nil && c.Verb.Form == grammar.Finite && c.Verb.Tense == grammar.Past && r.modal(c.Verb) == "" {
		return dates.Past
	}
	return tense
}

// whenThat dates what happened when something began or ended: 2008 of "until 2008, when he was expelled".
func (r *reading) whenThat(c *grammar.Clause) (moment, bool) {
	if c.Marker != "when" {
		return moment{}, false
	}
	for i := r.firstTime(r.s.Start); i < len(r.a.times) && r.a.times[i].End <= c.Start; i++ {
		t := &r.a.times[i]
		if between := strings.TrimLeft(r.s.Words(t.End, c.Start), " ,"); r.usable(t) && (between == "when " || strings.HasPrefix(between, "when ") && len(between) < mostNoun && !strings.Contains(between, ",")) {
			x := t.Bound(dates.Context{Published: r.a.published, Tense: r.tenseAt(t.Start, dates.Past)})
			return moment{when: x.When, basis: x.Basis, text: x.Text, start: x.Start}, !x.When.IsZero()
		}
	}
	return moment{}, false
}

// worded says whether a relative clause tells what words of the clause above it say, "issued a statement that condemned", or what
// happened during something in it.
func (r *reading) worded(c *grammar.Clause) bool {
	if c.Gap == grammar.AsPrep && c.Verb != nil && c.Verb.Tense == grammar.Past && r.modal(c.Verb) == "" && c.Parent != nil && slices.Contains(c.Parent.Subjects, c.Antecedent) &&
		(c.Prep("in", "during", "at") != nil || strings.HasPrefix(c.Marker, "in ") || strings.HasPrefix(c.Marker, "during ")) {
		return true // "riots in 2011, in which a mob burned"
	}
	return c.Gap == grammar.AsSubject && c.Antecedent != nil && c.Verb != nil && r.a.r.words.Is(r.s.Tokens[c.Antecedent.Head].Lemma, "document")
}

// thenToo dates an event by the one during which it happened, told with its date before: "At the meeting, ...", "During the raid ...".
func (r *reading) thenToo(e *event) (moment, bool) {
	c := e.clause
	if c == nil || e.modality != graph.Actual && e.modality != graph.Alleged {
		return moment{}, false
	}
	for _, p := range c.Preps {
		if p.Word != "in" && p.Word != "during" && p.Word != "at" || len(p.Groups) != 1 {
			continue
		}
		g := p.Groups[0]
		if d := strings.ToLower(g.Determiner); g == e.noun || d != "the" && d != "that" && d != "this" && d != "these" && d != "those" {
			continue
		}
		if x := r.a.lastNamed(strings.ToLower(g.Lemma), g.Start, r.number); x != nil {
			return moment{when: x.when, basis: graph.BasisRelative, text: g.Text, start: g.Start}, true
		}
	}
	return moment{}, false
}

// ofNoun says whether a date belongs to the noun that follows it: "the 2003 invasion", "jailed over 1988 killings".
func (r *reading) ofNoun(t *dates.Expression) bool {
	if t.Attributive || t.Kind != dates.Explicit || len(t.Text) != 4 {
		return t.Attributive
	}
	for i := 1; i < len(r.s.Tokens)-1; i++ {
		if x := &r.s.Tokens[i]; x.Start == t.Start {
			switch r.s.Tokens[i-1].Lower {
			case "over", "for", "about", "against", "of", "after", "from":
				next := r.s.Tokens[i+1].Tag
				return next == "NN" || next == "NNS" || next == "JJ"
			}
			return false
		}
	}
	return false
}
