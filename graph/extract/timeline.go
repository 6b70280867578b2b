package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/dates"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// told is a time that the text told at a place, for dates that are counted from it.
type told struct {
	start     int // byte where its words begin
	sentence  int
	paragraph int
	when      graph.When         // zero: nobody can tell, so neither what is counted from it
	from, to  int                // bytes of its clause
	heads     []string           // base forms of what happened then: the verb, the noun that it dates
	words     []string           // of all words of the clause
	relations []graph.RelationID // what happened then
	objects   []graph.RelationID // what the objects of the verb may tell
	basis     graph.Basis
	text      string
}

// waiting are the words of an anchor that nothing told so far dates; what follows may.
type waiting struct {
	time  *dates.Expression
	words []string
}

const (
	backReach = 3   // sentences that "two days later" looks back
	sameReach = 10  // and "that day"
	mostTold  = 400 // times; the oldest are forgotten
)

// chronicle notes the times that the sentence tells, in order, those of the words that only report left out, unless there are no others.
func (r *reading) chronicle() {
	if !r.noteTimes(false) {
		r.noteTimes(true)
	}
	if n := len(r.a.told) - mostTold; n > 0 {
		r.a.told = r.a.told[n:]
	}
}

// noteTimes notes the times of what is told, or those of the words that report it; false: there are none.
func (r *reading) noteTimes(reporting bool) bool {
	found := false
	for i := r.firstTime(r.s.Start); i < len(r.a.times) && r.a.times[i].Start < r.s.End; i++ {
		t := &r.a.times[i]
		if !r.usable(t) || r.aside(t.Start) || r.withinReport(t) != reporting {
			continue
		}
		c := r.clauseAt(t.Start)
		m, _ := r.read1(t, tenseOf(c))
		if r.ofNoun(t) && !aDay(m.when) {
			continue // "the 1974 treaty" dates nothing but the treaty
		}
		x := told{start: t.Start, sentence: r.number, paragraph: r.s.Paragraph, when: m.when, basis: m.basis, text: m.text}
		if !reporting {
			r.happening(&x, t, c)
		}
		r.a.told = append(r.a.told, x)
		found = true
	}
	return found
}

// happening notes what a time dates: the verb of its clause, what is said to have happened or been held, or the noun after it.
func (r *reading) happening(x *told, t *dates.Expression, c *grammar.Clause) {
	if r.ofNoun(t) {
		for _, g := range r.s.Groups {
			if g.Start <= t.End+1 && t.End < g.End {
				x.heads, x.words = []string{strings.ToLower(g.Lemma)}, r.lemmas(g.Start, g.End+mostNoun)
				x.relations = r.a.nounMeanings(x.heads[0])
				return
			}
		}
		return
	}
	if c == nil {
		return
	}
	x.from, x.to = c.Start, c.End
	x.words = r.lemmas(c.Start, c.End)
	x.heads, x.relations = []string{c.Verb.Lemma}, r.meanings(c)
	for _, g := range c.Objects {
		x.objects = append(x.objects, r.a.nounMeanings(strings.ToLower(g.Lemma))...)
	}
	for _, g := range c.Subjects {
		if r.occurs(c) || c.Verb.Passive {
			x.heads = append(x.heads, strings.ToLower(g.Lemma))
			x.relations = append(x.relations, r.a.nounMeanings(strings.ToLower(g.Lemma))...)
		}
	}
}

// mostNoun is how many bytes after a noun may tell more of it.
const mostNoun = 60

// dateline reads "today" and the like from the day on which a dateline says that the text was written, and all times of a text without a
// publication date if the year is told there.
func (r *reading) dateline() {
	for _, x := range r.s.Asides {
		if x.Kind != grammar.Dateline || !r.a.written.IsZero() {
			continue
		}
		for i := r.firstTime(x.Start); i < len(r.a.times) && r.a.times[i].End <= x.End; i++ {
			w := r.a.times[i].In(dates.Context{Published: r.a.published, Tense: dates.Past}).When
			if day, ok := w.First(); !ok || w != graph.ExactDay(day) || !near(day, r.a.published) {
				continue
			}
			if r.a.written = w; r.a.published.IsZero() {
				r.a.published = w
			}
			return
		}
	}
}

// from is the date that a time is read from.
func (a *article) from(t *dates.Expression) graph.When {
	if !a.written.IsZero() && t.Daily() {
		return a.written
	}
	return a.published
}

// nearDays is how many days may lie between a dateline and the publication.
const nearDays = 3

// near says whether a day is that of a publication, or a few days from it; an unknown one says nothing against it.
func near(day graph.Day, published graph.When) bool {
	if published.IsZero() {
		return true
	}
	b := published.Bounds()
	return day >= b.SLo-nearDays && day <= b.EHi+nearDays
}

// withinReport says whether an expression stands with words that report what others tell: the day of speaking is no day of events.
func (r *reading) withinReport(t *dates.Expression) bool {
	for _, rep := range r.s.Reports {
		if rep.Start > t.Start || t.End > rep.End || !r.saysIt(rep, t.Start) {
			continue
		}
		inside := false
		for _, k := range rep.Reported {
			inside = inside || k.Start <= t.Start && t.End <= k.End
		}
		if !inside {
			return true
		}
	}
	return false
}

// aside says whether a byte lies in a dateline, a byline or the like; brackets belong to what is told.
func (r *reading) aside(at int) bool {
	for _, x := range r.s.Asides {
		if x.Kind != grammar.Bracket && x.Start <= at && at < x.End {
			return true
		}
	}
	return false
}

// clauseAt returns the innermost clause with a verb that holds a byte, or nil.
func (r *reading) clauseAt(at int) *grammar.Clause {
	var best *grammar.Clause
	for _, c := range r.s.Clauses {
		if c.Start <= at && at < c.End && (best == nil || c.End-c.Start <= best.End-best.Start) && c.Verb != nil {
			best = c
		}
	}
	return best
}

// tenseOf is the tense in which the times of a clause are read.
func tenseOf(c *grammar.Clause) dates.Tense {
	if c != nil && c.Verb != nil && c.Verb.Tense == grammar.Future {
		return dates.Future
	}
	return dates.Past
}

func aDay(w graph.When) bool {
	if w.IsZero() {
		return false
	}
	b := w.Bounds()
	return b.EHi-b.SLo <= 1
}

// lemmas returns the base forms of the nouns, names and verbs between two bytes.
func (r *reading) lemmas(start, end int) []string {
	var out []string
	for i := range r.s.Tokens {
		t := &r.s.Tokens[i]
		if t.Start < start || t.End > end || t.Mark || t.Tag == "" {
			continue
		}
		switch t.Tag[0] {
		case 'N', 'V', 'J':
			if l := strings.ToLower(t.Lemma); !light[l] {
				out = append(out, l)
			}
		}
	}
	return out
}

// light are words that say nothing of what happened.
var light = map[string]bool{"be": true, "have": true, "do": true, "'s": true, "take": true, "last": true, "first": true, "day": true, "week": true, "month": true, "year": true}

// meanings returns the relations that the verb of a clause may tell.
func (r *reading) meanings(c *grammar.Clause) []graph.RelationID {
	var out []graph.RelationID
	if c.Verb != nil {
		r.a.r.words.EachVerb(c.Verb.Lemma, func(rest []string, e *lexicon.Entry) bool {
			if len(rest) == 0 && e.Relation != "" {
				out = append(out, e.Relation)
			}
			return true
		})
	}
	return out
}

// nounMeanings returns the relations that a noun may tell.
func (a *article) nounMeanings(lemma string) []graph.RelationID {
	var out []graph.RelationID
	for _, word := range []string{lemma, strings.TrimSuffix(lemma, "s")} {
		a.r.words.EachNoun(word, func(rest []string, e *lexicon.Entry) bool {
			if len(rest) == 0 && e.Relation != "" {
				out = append(out, e.Relation)
			}
			return true
		})
		if len(out) > 0 {
			break
		}
	}
	return out
}
