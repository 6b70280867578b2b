package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/dates"
	"liaison/graph/extract/grammar"
)

// moment is the date of an event with where it comes from.
type moment struct {
	when  graph.When
	basis graph.Basis
	text  string
}

// datedEvent is an event whose date the text told, for dates that are counted from it.
type datedEvent struct {
	words []string // lemmas of its trigger and ends
	when  graph.When
}

// when dates an event: by an expression that stands before its noun or in its clause, else in a clause that it hangs on, unless that
// only reports it.
func (r *reading) when(e *event) moment {
	tense := dates.Past
	if e.modality == graph.Planned || e.modality == graph.Threatened || e.clause != nil && e.clause.Verb != nil && e.clause.Verb.Tense == grammar.Future {
		tense = dates.Future
	}
	if e.noun != nil && !r.anew(e) {
		if m, ok := r.pick(e, e.noun.Start, e.noun.End, tense, true); ok {
			return m
		}
	}
	if e.has("path:apposition") || e.has("path:title") || e.has("path:compound") || e.has("path:described") || e.has("path:state") && e.noun != nil {
		return moment{basis: graph.BasisUnknown} // what somebody is, is not dated by what happens
	}
	if e.deed != nil && e.deed != e.clause && r.reportOf(e.deed) == r.reportOf(e.clause) { // "began to attack on Monday"
		if m, ok := r.inClause(e, e.deed, tense); ok {
			return m
		}
	}
	lasting := !r.a.r.words.Event(e.relation)
	for c := e.dateClause(); c != nil; c = c.Parent {
		if c != e.dateClause() && r.reportsIt(c, e) {
			break
		}
		if m, ok := r.inClause(e, c, tense); ok {
			return m
		}
		if r.reports[c] != nil || c.Kind == grammar.Relative || lasting || e.when != nil {
			break
		}
	}
	return moment{basis: graph.BasisUnknown}
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
	at := r.s.Tokens[min(e.trigger, len(r.s.Tokens)-1)].Start
	var best moment
	found, far := false, 1<<30
	for i := r.firstTime(c.Start); i < len(r.a.times); i++ {
		t := &r.a.times[i]
		if t.Start >= c.End {
			break
		}
		if !r.usable(t) || t.Attributive && !r.beforeNoun(t, e) || r.deeper(c, e, t.Start) || r.reporting(t, e) {
			continue
		}
		d := t.Start - at
		if d < 0 {
			d = -d
		}
		if m, ok := r.read1(t, tense); ok && (!found || best.when.IsZero() && !m.when.IsZero() || d < far && best.when.IsZero() == m.when.IsZero()) {
			best, found, far = m, true, d
		}
	}
	return best, found
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
		if rep.Clause != nil && rep.Clause == e.clause {
			continue // an act of speech: "demanded on Thursday that"
		}
		if rep.Start <= t.Start && t.End <= rep.End {
			return true
		}
	}
	return false
}

// deeper says whether a byte lies in a clause below c that the event is not in.
func (r *reading) deeper(c *grammar.Clause, e *event, at int) bool {
	for _, k := range c.Children {
		if k.Verb == nil || k.Start > at || at >= k.End {
			continue
		}
		in := false
		for x := e.clause; x != nil; x = x.Parent {
			in = in || x == k
		}
		if !in && k.Kind != grammar.Infinitival {
			return true
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
	x := t.In(dates.Context{Published: r.a.published, Tense: tense})
	m := moment{when: x.When, basis: x.Basis, text: x.Text}
	if x.Kind == dates.Anchored && x.When.IsZero() && x.Anchor != nil {
		if w := x.Anchor.Apply(r.a.anchor(x.Anchor)); !w.IsZero() {
			m.when, m.basis = w, graph.BasisRelative
		}
	}
	if m.when.IsZero() && x.Kind == dates.Relative && r.a.published.IsZero() {
		m.when, m.basis = r.a.weekday(t), graph.BasisRelative
	}
	if m.when.IsZero() {
		m.basis = graph.BasisUnknown
	}
	return m, true
}

// weekday dates a bare day of the week in a text without a publication date by the date that the text gave that day before: "On
// Friday, 3 May 2013, ... On Friday ...".
func (a *article) weekday(t *dates.Expression) graph.When {
	var found graph.When
	for i := range a.times {
		x := &a.times[i]
		if x.Start >= t.Start {
			break
		}
		if x.Kind == dates.Explicit && !x.When.IsZero() && len(graph.Words(t.Text)) == 1 && strings.HasPrefix(strings.ToLower(x.Text), strings.ToLower(t.Text)) {
			found = x.When
		}
	}
	return found
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

// anchor returns the date of the event that an expression is counted from: the last one dated if the words name none, else
// the one that shares its words.
func (a *article) anchor(x *dates.Anchor) graph.When {
	if x.Text == "" {
		if n := len(a.dated); n > 0 {
			return a.dated[n-1].when
		}
		return graph.When{}
	}
	words := contentWords(x.Text)
	var best graph.When
	most := 0
	for i := range a.dated {
		if n := overlap(words, a.dated[i].words); n > most {
			best, most = a.dated[i].when, n
		}
	}
	if most == 0 || 2*most < len(words) {
		return graph.When{}
	}
	return best
}

func contentWords(s string) []string {
	var out []string
	for _, w := range graph.Words(s) {
		switch w {
		case "the", "a", "an", "of", "in", "on", "its", "their", "his", "her", "s", "and", "by", "at":
		default:
			out = append(out, w)
		}
	}
	return out
}

func overlap(a, b []string) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			if x == y || len(x) > 5 && len(y) > 5 && x[:5] == y[:5] {
				n++
				break
			}
		}
	}
	return n
}

// noteDate keeps a dated event for dates that are counted from it.
func (r *reading) noteDate(e *event, m moment) {
	if m.when.IsZero() {
		return
	}
	words := contentWords(r.s.Words(r.evidence(e)))
	r.a.dated = append(r.a.dated, datedEvent{words: words, when: m.when})
	if len(r.a.dated) > mostKept {
		r.a.dated = r.a.dated[1:]
	}
}
