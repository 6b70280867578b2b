package extract

import (
	"liaison/graph/extract/dates"
	"liaison/graph/extract/grammar"
)

// justAsked dates what was asked by the time that ends its words, where that was just before publication: "invited both countries to
// join on Wednesday".
func (r *reading) justAsked(e *event) (moment, bool) {
	c := e.clause
	if c == nil || c.Verb == nil || c.Verb.Tense != grammar.Past || r.a.published.IsZero() || !r.a.r.words.Below(e.relation, "REQUEST") {
		return moment{}, false
	}
	for _, k := range c.Children {
		if k.Kind != grammar.Infinitival || k.Verb == nil {
			continue
		}
		m, ok := r.inClause(&event{clause: k, trigger: k.Verb.Main}, k, dates.Past)
		if b := m.when.Bounds(); ok && aDay(m.when) && b.EHi <= r.a.published.Bounds().EHi && b.SLo+newsDays >= r.a.published.Bounds().SLo {
			return m, true
		}
	}
	return moment{}, false
}

// yetToDo dates what somebody now means to do by when that is to be done: "plans to reopen its embassy next year".
func (r *reading) yetToDo(e *event) (moment, bool) {
	c := e.clause
	if c == nil || c.Verb == nil || c.Verb.Tense != grammar.Present && c.Verb.Tense != grammar.Future || !e.has("op:intend") && !e.has("op:expect") {
		return moment{}, false
	}
	for _, k := range c.Children {
		if k.Kind == grammar.Infinitival && k.Verb != nil && k.Noun == nil {
			if m, ok := r.inClause(&event{clause: k, trigger: k.Verb.Main}, k, dates.Future); ok {
				return m, true
			}
		}
	}
	return moment{}, false
}

// newsDays is how many days before publication news are of.
const newsDays = 2

// ofBoth says whether the time of a clause is that of a clause beside it as well: it stands in front of all, is "today", or stands with
// the verb of somebody who does both, and does not belong to a noun that tells something else.
func (r *reading) ofBoth(e *event, c *grammar.Clause, m *moment) bool {
	k := e.dateClause()
	for k != nil && k.Parent != c {
		k = k.Parent
	}
	if k == nil || k.Kind != grammar.Coordinate || c.Verb == nil || m.start < c.Verb.Start {
		return true
	}
	if r.opening(k, m) || r.afterAnd(m.start) {
		return true
	}
	if !k.Understood && !m.daily && !r.ofSame(k) {
		return false // what somebody else does may be of another day
	}
	if b := m.when.Bounds(); k.Understood && !m.when.IsZero() && b.EHi-b.SLo > 7 {
		return false // "fled in 1960 and was jailed"
	}
	for _, g := range r.s.Groups {
		if g.Start > c.Verb.Start && g.End <= m.start && g.Kind == grammar.Noun && (g.Prep == nil || g.Prep.Word != "from") && g.Clause == c && len(r.a.nounMeanings(r.s.Tokens[g.Head].Lemma)) > 0 &&
			r.plainBetween(g.End, m.start) {
			return false
		}
	}
	return true
}

// ofSame says whether the subject of a clause is something of whom the clause before tells: "struck the town on Monday, and one of its
// drones killed".
func (r *reading) ofSame(k *grammar.Clause) bool {
	if len(k.Subjects) == 0 {
		return false
	}
	g := k.Subjects[0]
	return r.possessed(g) || len(g.Preps) > 0 && g.Preps[0].Word == "of" && len(g.Preps[0].Groups) > 0 && r.possessed(g.Preps[0].Groups[0])
}

// possessed says whether "its", "their" or the like stands in a group.
func (r *reading) possessed(g *grammar.Group) bool {
	for i := g.First; i < g.Limit; i++ {
		if r.s.Tokens[i].Tag == "PRP$" {
			return true
		}
	}
	return false
}

// opening says whether a clause begins with a time that is counted to the clause before it.
func (r *reading) opening(k *grammar.Clause, m *moment) bool {
	i := r.firstTime(m.start)
	return i < len(r.a.times) && r.a.times[i].Start == m.start && r.leadsTo(&r.a.times[i], k)
}

// afterAnd says whether "and" or the like stands before a time: it begins what follows then.
func (r *reading) afterAnd(at int) bool {
	for i := len(r.s.Tokens) - 1; i >= 0; i-- {
		switch t := &r.s.Tokens[i]; {
		case t.End > at || t.Tag == "IN" || t.Tag == "DT":
		default:
			return t.Tag == "CC"
		}
	}
	return false
}

// leadsTo says whether nothing but whose the subject is stands between a time and a clause that is not of the same subject as the one
// before.
func (r *reading) leadsTo(t *dates.Expression, k *grammar.Clause) bool {
	end := r.a.spanOf(t)
	return !k.Understood && end < k.Start && k.Start-end < mostOwner && r.plainBetween(end, k.Start)
}

// mostOwner is how many bytes may tell whose the subject of a clause is.
const mostOwner = 24
