package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/dates"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// moment is the date of an event with where it comes from.
type moment struct {
	when  graph.When
	basis graph.Basis
	text  string
	start int  // byte where the words begin
	daily bool // counted from the day of writing: "today"
}

// when dates an event: by an expression that stands before or right behind its noun, or in its clause, else in a clause that it hangs on,
// unless that only reports it or tells something else of another time.
func (r *reading) when(e *event) moment {
	tense := dates.Past
	if e.modality == graph.Planned || e.modality == graph.Threatened || e.clause != nil && e.clause.Verb != nil && e.clause.Verb.Tense == grammar.Future {
		tense = dates.Future
	}
	if r.ownNoun(e) && !r.anew(e) {
		if m, ok := r.pick(e, r.ownedFrom(e.noun), e.noun.End, tense, true); ok {
			return m
		}
		if e.noun.Prep != nil && e.noun.Prep.Word == "from" {
			return moment{basis: graph.BasisUnknown} // who returns from a visit on Monday was there before
		}
	}
	if e.has("path:apposition") || e.has("path:title") || e.has("acting") || e.has("path:request") || e.has("path:compound") || e.has("path:described") ||
		e.has("path:state") && e.noun != nil {
		return moment{basis: graph.BasisUnknown} // what somebody is, is not dated by what happens
	}
	if e.has("path:noun") {
		if m, ok := r.behindNoun(e, tense); ok {
			return m
		}
		if !r.lendsTime(e) {
			return moment{basis: graph.BasisUnknown}
		}
	}
	if m, ok := r.countedFrom(e); ok {
		return m
	}
	if e.deed != nil && e.deed != e.clause && r.reportOf(e.deed) == r.reportOf(e.clause) { // "began to attack on Monday"
		if m, ok := r.inClause(e, e.deed, tense); ok {
			return m
		}
	}
	lasting := !r.a.r.words.Event(e.relation) && !r.a.r.words.Below(e.relation, "FOUNDED", "SUCCEEDS")
	for c := e.dateClause(); c != nil; c = c.Parent {
		if c != e.dateClause() && r.reportsIt(c, e) {
			break
		}
		if c.Verb != nil && c.Verb.Form == grammar.Finite && c.Verb.Tense == grammar.Past && c != e.clause {
			tense = dates.Past // "met on Sunday to discuss"
		}
		if m, ok := r.inClause(e, c, tense); ok && (c == e.dateClause() || r.ofBoth(e, c, &m)) {
			return m
		}
		if m, ok := r.whenThat(c); ok {
			return m
		}
		if m, ok := r.lent(e, c, tense); ok && (c == e.dateClause() || m.start < c.Verb.Start) {
			return m
		}
		if r.reports[c] != nil || c.Kind == grammar.Relative && !r.worded(c) || lasting || e.when != nil || anotherTime(c) {
			break
		}
	}
	if m, ok := r.justAsked(e); ok {
		return m
	}
	if m, ok := r.yetToDo(e); ok {
		return m
	}
	if m, ok := r.thenToo(e); ok && !lasting {
		return m
	}
	return moment{basis: graph.BasisUnknown}
}

// ownNoun says whether the noun of an event tells it, and not what it is about: "blamed them for Sunday's bombing".
func (r *reading) ownNoun(e *event) bool {
	if e.noun == nil {
		return false
	}
	entry, _ := r.nounEntry(e.noun)
	return entry == nil || r.a.r.ontology.Root(entry.Relation) == r.a.r.ontology.Root(e.relation) || !r.a.r.words.Below(e.relation, "ACCUSE", "REJECT", "REQUEST", "THREATEN")
}

// dateClause is where the date of an event stands: in the clause of the event, or in that of what is only told of in it.
func (e *event) dateClause() *grammar.Clause {
	if e.when != nil {
		return e.when
	}
	return e.clause
}

// reportsIt says whether a clause is the one that reports an event.
func (r *reading) reportsIt(c *grammar.Clause, e *event) bool {
	rep := r.reportOf(e.clause)
	return rep != nil && rep.Clause == c
}

// inClause picks the expression of a clause that is nearest to the event, not one of a clause within it. One that can be dated goes
// before one that cannot.
func (r *reading) inClause(e *event, c *grammar.Clause, tense dates.Tense) (moment, bool) {
	at := r.tokenStart(e.trigger)
	var best moment
	found, far := false, 1<<30
	end := r.effectEnd(c)
	for i := r.firstTime(c.Start); i < len(r.a.times); i++ {
		t := &r.a.times[i]
		if t.Start >= end {
			break
		}
		if !r.usable(t) && !r.goesOn(t, c) || r.ofNoun(t) && !r.beforeNoun(t, e) || r.deeper(c, e, t.Start) || r.opensNext(c, e, t) || r.ofAnother(e, c, t) || r.reporting(t, e) {
			continue
		}
		d := t.Start - at
		if d < 0 {
			d = -d
		}
		if m, ok := r.read1(t, r.tenseAt(t.Start, tense)); ok && (t.Start < c.End || r.a.isPast(m.when)) && (!found || best.when.IsZero() && !m.when.IsZero() || d < far && best.when.IsZero() == m.when.IsZero()) {
			best, found, far = m, true, d
		}
	}
	return best, found
}

// effectEnd is where the words of a clause end, with what its verb brings about or is done for: "helped the rebels win the town in May",
// "barred two planes from landing on Monday", "sent troops to fight them in 1987".
func (r *reading) effectEnd(c *grammar.Clause) int {
	end := c.End
	if c.Verb == nil || c.Verb.Tense != grammar.Past || c.Verb.Negated {
		return end
	}
	for _, k := range c.Children {
		if k.Kind == grammar.Infinitival && k.Noun == nil && (r.a.r.words.Is(c.Verb.Lemma, "cause") || !r.intends(c.Verb.Lemma)) || kept(k) {
			end = max(end, k.End)
		}
	}
	return end
}

// intends says whether a verb tells of what is still to be done: "agreed to leave", "urged them to leave".
func (r *reading) intends(lemma string) bool {
	found := false
	r.a.r.words.EachOperator(lemma, func(_ []string, o *lexicon.Operator) bool {
		found = found || o.Allows(infinitive) || o.Allows(objectInf)
		return !found
	})
	return found
}

// kept says whether a clause is what somebody is kept from doing.
func kept(k *grammar.Clause) bool { return k.Kind == grammar.Participial && k.Marker == "from" }

// isPast says whether a date does not lie after publication.
func (a *article) isPast(w graph.When) bool {
	return w.IsZero() || a.published.IsZero() || w.Bounds().SLo <= a.published.Bounds().EHi
}

// goesOn says whether a duration is how long something has been going on: "have fought for two years".
func (r *reading) goesOn(t *dates.Expression, c *grammar.Clause) bool {
	return t.Kind == dates.Duration && c.Verb != nil && c.Verb.Perfect && c.Verb.Tense == grammar.Present && c.Verb.Form == grammar.Finite && !c.Verb.Negated &&
		r.s.Kind == grammar.Body && strings.HasPrefix(strings.ToLower(t.Text), "for ")
}

// usable says whether an expression can date an event.
func (r *reading) usable(t *dates.Expression) bool {
	return t.Kind == dates.Explicit || t.Kind == dates.Relative || t.Kind == dates.Anchored
}

// beforeNoun says whether an attributive date stands before the noun of the event.
func (r *reading) beforeNoun(t *dates.Expression, e *event) bool {
	return e.noun != nil && t.Start >= e.noun.Start && t.End <= e.noun.End && !r.anew(e)
}

// anew says whether the verb of an event comes back to something older, so that a date before the noun is not of now: "reaffirmed the
// 1974 treaty".
func (r *reading) anew(e *event) bool {
	return e.clause != nil && e.clause.Verb != nil && r.a.r.words.Is(e.clause.Verb.Lemma, "anew")
}

// reporting says whether an expression dates the words that report, not what they report.
func (r *reading) reporting(t *dates.Expression, e *event) bool {
	for _, rep := range r.s.Reports {
		if rep.Clause != nil && (rep.Clause == e.clause || r.beside(e.clause, rep)) {
			continue // an act of speech: "demanded on Thursday that", "said on Thursday, accusing them of"
		}
		if rep.Start <= t.Start && t.End <= rep.End && r.saysIt(rep, t.Start) {
			return true
		}
	}
	return false
}

// saysIt says whether a byte lies with the words of a report themselves, not in a clause that tells something of who speaks: "Smith, who
// was freed on Monday, said".
func (r *reading) saysIt(rep *grammar.Report, at int) bool {
	if rep.Clause == nil {
		return true
	}
	c := r.clauseAt(at)
	return c == nil || c == rep.Clause
}

// beside says whether a clause tells what somebody does by saying something, or beside it: "said on Monday, calling on them to leave",
// "said on Monday that it would stay and accused them of lies".
func (r *reading) beside(c *grammar.Clause, rep *grammar.Report) bool {
	if c == nil || c.Parent != rep.Clause || r.reports[c] != nil {
		return false
	}
	return c.Kind == grammar.Participial && c.Marker == "" && c.Verb.Form == grammar.Gerund || c.Kind == grammar.Coordinate && c.Understood
}

// deeper says whether a byte lies in a clause below c that the event is not in.
func (r *reading) deeper(c *grammar.Clause, e *event, at int) bool {
	for _, k := range c.Children {
		if k.Verb != nil && k.Start <= at && at < k.End && r.apart(k, e) {
			return true
		}
	}
	for k := r.clauseAt(at); k != nil; k = k.Parent {
		if k == c {
			return false
		}
		if under(k, c) && r.apart(k, e) {
			return true
		}
	}
	return false
}

// apart says whether a clause is neither above an event nor of the time of the clause above it, as what that brings about is.
func (r *reading) apart(k *grammar.Clause, e *event) bool {
	if under(e.clause, k) || kept(k) {
		return false
	}
	if k.Kind != grammar.Infinitival {
		return true
	}
	above := k.Parent
	return k.Noun != nil || above != nil && above.Verb != nil && r.intends(above.Verb.Lemma) && !r.a.r.words.Is(above.Verb.Lemma, "cause")
}

// under says whether a clause is another one, or hangs on it.
func under(c, above *grammar.Clause) bool {
	for ; c != nil; c = c.Parent {
		if c == above {
			return true
		}
	}
	return false
}

// opensNext says whether an expression begins the clause beside a clause, which the event is not in: "on Monday" of "left on Friday, and on
// Monday Egypt attacked".
func (r *reading) opensNext(c *grammar.Clause, e *event, t *dates.Expression) bool {
	for _, k := range c.Children {
		if k.Kind != grammar.Coordinate || k.Understood || k.Verb == nil || k.Start < t.End || c.Verb == nil || t.Start < c.Verb.Start {
			continue
		}
		if r.leadsTo(t, k) {
			return !under(e.clause, k)
		}
	}
	return false
}

// pick returns the first usable expression between two bytes.
func (r *reading) pick(e *event, start, end int, tense dates.Tense, attributive bool) (moment, bool) {
	for i := r.firstTime(start); i < len(r.a.times) && r.a.times[i].Start < end; i++ {
		t := &r.a.times[i]
		if r.usable(t) && (attributive || !t.Attributive) {
			return r.read1(t, tense)
		}
	}
	return moment{}, false
}

// read1 reads an expression under a tense; one that is counted from another event is dated if that event is.
func (r *reading) read1(t *dates.Expression, tense dates.Tense) (moment, bool) {
	x := t.Held(dates.Context{Published: r.a.from(t), Tense: tense})
	m := moment{when: x.When, basis: x.Basis, text: x.Text, start: x.Start, daily: t.Daily()}
	if x.Kind == dates.Anchored && x.When.IsZero() && x.Anchor != nil {
		if w := x.Anchor.Apply(r.anchored(t)); !w.IsZero() {
			m.when, m.basis = w, graph.BasisRelative
		}
	}
	if m.when.IsZero() && x.Kind == dates.Relative && r.a.published.IsZero() {
		if m.when, m.basis = r.a.weekday(t), graph.BasisRelative; m.when.IsZero() && tense != dates.Future {
			m.when = r.inStory(t)
		}
	}
	if m.when.IsZero() {
		m.basis = graph.BasisUnknown
	}
	return m, true
}

// weekday dates a bare day of the week in a text without a publication date by the date that the text gives that day, before or else
// after: "On Friday, 3 May 2013, ... On Friday ...". Where it gives several after, none is meant for sure.
func (a *article) weekday(t *dates.Expression) graph.When {
	if a.weekdays == nil {
		a.nameWeekdays()
	}
	var before, after graph.When
	several := false
	for _, i := range a.weekdays[strings.ToLower(t.Text)] {
		x := &a.times[i]
		if x.Start < t.Start {
			before = x.When
			continue
		}
		several = several || !after.IsZero() && after != x.When
		after = x.When
	}
	if before.IsZero() && !several {
		return after
	}
	return before
}

// nameWeekdays finds the dates that name their day of the week.
func (a *article) nameWeekdays() {
	a.weekdays = map[string][]int{}
	for i := range a.times {
		x := &a.times[i]
		if day, _, more := strings.Cut(strings.ToLower(x.Text), " "); more && x.Kind == dates.Explicit && !x.When.IsZero() {
			day = strings.TrimRight(day, ",")
			a.weekdays[day] = append(a.weekdays[day], i)
		}
	}
}

// firstTime returns the number of the first expression that ends behind a byte.
func (r *reading) firstTime(start int) int {
	lo, hi := 0, len(r.a.times)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.a.times[mid].End <= start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// noteEvent keeps what happened at a time that the text told, so that words which name it again are dated by it.
func (r *reading) noteEvent(e *event, m moment) {
	for i := len(r.a.told) - 1; i >= 0 && m.text != ""; i-- {
		if x := &r.a.told[i]; x.start == m.start {
			x.relations = append(x.relations, e.relation)
			return
		}
	}
}
