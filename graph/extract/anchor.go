package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/dates"
)

// anchored returns the date of what an expression is counted from: of the words that it names, else of what the text told last.
func (r *reading) anchored(t *dates.Expression) graph.When {
	if w, ok := r.a.counted[t.Start]; ok {
		return w
	}
	var w graph.When
	x := t.Anchor
	if pointing(x) {
		w = r.a.lastTold(x, t.Start, r.number)
	} else {
		words := r.lemmas(x.Start, x.End)
		if w = r.a.namedTold(words, t.Start); w.IsZero() {
			r.a.waiting = append(r.a.waiting, waiting{time: t, words: words})
		}
	}
	r.a.counted[t.Start] = w
	return w
}

// pointing says whether the words of an anchor name nothing, but point to what the text told before: "two days after that", and "that"
// before a clause of its own.
func pointing(x *dates.Anchor) bool {
	words := strings.Fields(strings.ToLower(x.Text))
	switch {
	case len(words) == 0:
		return true
	case len(words) == 1:
		return pointers[words[0]]
	case words[0] != "that":
		return false
	}
	name := x.Text[len("that")+1]
	return pronouns[words[1]] || articles[words[1]] || 'A' <= name && name <= 'Z'
}

var (
	pointers = map[string]bool{"that": true, "this": true, "then": true, "it": true, "which": true, "these": true, "those": true}
	pronouns = map[string]bool{"he": true, "she": true, "it": true, "they": true, "we": true, "i": true, "you": true}
	articles = map[string]bool{"the": true, "a": true, "an": true, "his": true, "her": true, "its": true, "their": true}
)

// settleWaiting dates what is counted from something that the text dates only later.
func (a *article) settleWaiting() {
	for _, x := range a.waiting {
		w := x.time.Anchor.Apply(a.namedTold(x.words, x.time.Start))
		if w.IsZero() {
			continue
		}
		for _, f := range a.found {
			if f.timed == x.time.Start && f.Claim.When.IsZero() {
				f.Claim.When, f.Claim.WhenBasis = w, graph.BasisRelative
			}
		}
	}
}

// lastTold is the time that the text told last, if it is near and told as exactly as what is counted from it needs.
func (a *article) lastTold(x *dates.Anchor, start, sentence int) graph.When {
	same := x.Direction == dates.Same
	most := backReach
	if same {
		most = sameReach
	}
	for i := len(a.told) - 1; i >= 0; i-- {
		e := &a.told[i]
		if e.start >= start {
			continue
		}
		if sentence-e.sentence > most {
			break
		}
		switch {
		case !e.when.IsZero() && e.when.IsSpan():
			if b := e.when.Bounds(); !same && !b.SLo.IsOpen() && !b.EHi.IsOpen() {
				return e.when // "from 1991 to 1994 ... two years after that"
			}
		case e.when.IsZero():
			return graph.When{}
		case fineFor(e.when, x.Offset.Unit) && (!same || sentence-e.sentence < backReach || coarse(e.when) == x.Offset.Unit):
			return e.when
		case !same:
			return graph.When{}
		}
	}
	return graph.When{}
}

const (
	storyReach = 8 // sentences that a month without a year looks back for one
	storyAhead = 6 // months by which a story goes on within a paragraph
	storyNear  = 2 // and from one to the next, or comes back
)

// inStory reads a day or month that lacks its year, in a text that nobody has dated, as the one nearest to what was told last: after
// "On 27 October 2023 they attacked", "in December" is of 2023 and "in January" of 2024.
func (r *reading) inStory(t *dates.Expression) graph.When {
	for i := len(r.a.told) - 1; i >= 0; i-- {
		e := &r.a.told[i]
		if e.start >= t.Start || e.when.IsZero() || e.when.IsSpan() {
			continue
		}
		if r.number-e.sentence > storyReach || !fineFor(e.when, dates.Month) {
			return graph.When{}
		}
		ahead := storyNear
		if e.paragraph == r.s.Paragraph {
			ahead = storyAhead
		}
		return nearest(t, e.when, ahead)
	}
	return graph.When{}
}

// nearest puts an expression in the year in which it lies closest to a date, at most so many months after it.
func nearest(t *dates.Expression, from graph.When, ahead int) graph.When {
	day, _ := from.First()
	year, month, _ := day.YMD()
	var best graph.When
	far := ahead + 1
	for y := year - 1; y <= year+1; y++ {
		w := t.InYear(y).When
		first, ok := w.First()
		if w.IsZero() || !ok {
			continue
		}
		wy, wm, _ := first.YMD()
		gap := 12*(wy-year) + wm - month
		if gap < -storyNear || max(gap, -gap) >= far {
			continue
		}
		best, far = w, max(gap, -gap)
	}
	return best
}

// coarse is the unit that a date is told to.
func coarse(w graph.When) dates.Unit {
	b := w.Bounds()
	switch days := int(b.EHi - b.SLo); {
	case days <= 1:
		return dates.Day
	case days < 7:
		return dates.Week
	case days < 31:
		return dates.Month
	}
	return dates.Year
}

// fineFor says whether a date is exact enough to count units from it.
func fineFor(w graph.When, u dates.Unit) bool {
	b := w.Bounds()
	if b.SLo.IsOpen() || b.EHi.IsOpen() {
		return false
	}
	switch days := int(b.EHi - b.SLo); u {
	case dates.Week, dates.Month:
		return days <= 31
	case dates.Year, dates.Decade, dates.Century:
		return days <= 366
	default:
		return days <= 3
	}
}

// namedTold is the date of the event that some words name: of a clause that tells it by a word of the same stem, or of the same kind of
// event, and with most of the other words. Of several the one that shares most words, then the one told last before.
func (a *article) namedTold(words []string, start int) graph.When {
	if len(words) == 0 {
		return graph.When{}
	}
	var best graph.When
	most := -1
	meant := a.nounMeanings(words[0])
	for i := len(a.told) - 1; i >= 0; i-- {
		e := &a.told[i]
		if e.start == start || e.from <= start && start < e.to || !a.names(words[0], meant, e) {
			continue
		}
		if n := common(words[1:], e.words); 2*n >= len(words)-1 && n > most {
			best, most = e.when, n
		}
	}
	return best
}

// names says whether a word, which may tell some relations, names what happened at a time.
func (a *article) names(head string, meant []graph.RelationID, e *told) bool {
	return common([]string{head}, e.heads) > 0 || a.mean(head, meant, e.relations...)
}

// mean says whether a noun, which may tell some relations, names an event of others: one is the other or above it, or the noun says
// no more than what type it is of ("the attack").
func (a *article) mean(noun string, meant []graph.RelationID, relations ...graph.RelationID) bool {
	wide := a.r.words.Is(noun, "wide")
	for _, x := range meant {
		for _, y := range relations {
			if a.r.words.Below(x, y) || a.r.words.Below(y, x) || wide && a.r.ontology.Root(x) == a.r.ontology.Root(y) {
				return true
			}
		}
	}
	return false
}

// lastNamed returns the time of the last event that a noun may name, if it is near and told to the day; nil: there is none.
func (a *article) lastNamed(noun string, start, sentence int) *told {
	meant := a.nounMeanings(noun)
	if len(meant) == 0 {
		return nil
	}
	for i := len(a.told) - 1; i >= 0; i-- {
		e := &a.told[i]
		if e.start >= start || sentence == e.sentence || !a.names(noun, meant, e) {
			continue
		}
		if sentence-e.sentence > backReach || !aDay(e.when) {
			return nil
		}
		return e
	}
	return nil
}

// common counts the words of one list that are, or are of one stem with, words of the other.
func common(a, b []string) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			if akin(x, y) {
				n++
				break
			}
		}
	}
	return n
}

// akin says whether two base forms are of one stem: "killing" and "kill", "arrival" and "arrive", "signature" and "sign".
func akin(x, y string) bool {
	if x == y {
		return true
	}
	x, y = stem(x), stem(y)
	return x == y && len(x) > 2 || len(x) > 5 && len(y) > 5 && x[:5] == y[:5]
}

func stem(w string) string {
	for _, end := range []string{"ature", "ation", "ition", "ment", "ing", "ion", "al", "ure", "er", "es", "ed", "e", "s"} {
		if rest, ok := strings.CutSuffix(w, end); ok && len(rest) > 2 {
			return rest
		}
	}
	return w
}

// countedFrom dates an event that another one is counted from by the date of that one: of "left on Friday, two days after the army had
// attacked them" the attack was on Wednesday.
func (r *reading) countedFrom(e *event) (moment, bool) {
	at := r.tokenStart(e.trigger)
	for i := r.firstTime(r.s.Start); i < len(r.a.times) && r.a.times[i].Start < at; i++ {
		t := &r.a.times[i]
		if t.Kind != dates.Anchored || t.Anchor == nil || pointing(t.Anchor) || at < t.Anchor.Start || at >= t.Anchor.End {
			continue
		}
		if x := t.In(dates.Context{Published: r.a.published}); !x.When.IsZero() || !r.first(e, t) {
			return moment{}, false
		}
		if o := t.Anchor.Offset; o.Least != o.Most {
			return moment{}, false // "days after they attacked"
		}
		side, ok := opposite[t.Anchor.Direction]
		c := r.clauseAt(t.Start)
		if !ok || c == nil || c == e.clause && e.noun == nil {
			return moment{}, false
		}
		var main moment
		for ; c != nil && (main.when.IsZero() || main.start == t.Start); c = c.Parent {
			if c.Verb != nil && !under(c, e.clause) {
				main, _ = r.inClause(&event{clause: c, trigger: c.Verb.Main}, c, tenseOf(c))
			}
		}
		if main.when.IsZero() || main.start == t.Start {
			return moment{}, false
		}
		w := dates.Anchor{Direction: side, Offset: t.Anchor.Offset}.Apply(main.when)
		return moment{when: w, basis: graph.BasisRelative, text: t.Text, start: t.Start}, !w.IsZero()
	}
	return moment{}, false
}

// opposite are the sides on which an anchor lies of what is counted from it.
var opposite = map[dates.Direction]dates.Direction{dates.After: dates.Before, dates.Before: dates.After, dates.Same: dates.Same}

// first says whether an event is what an expression is counted from, and not something that is told further on in its words.
func (r *reading) first(e *event, t *dates.Expression) bool {
	at := r.tokenStart(e.trigger)
	for _, v := range r.s.Verbs {
		if v.Start >= t.Anchor.Start && v.End < at {
			return false
		}
	}
	return true
}
