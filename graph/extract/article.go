package extract

import (
	"context"
	"sort"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/dates"
	"liaison/graph/extract/gazetteer"
	"liaison/graph/extract/grammar"
)

// article is what is known of a text while it is read. It belongs to one call of Read.
type article struct {
	r         *Reader
	text      Text
	published graph.When
	window    graph.Window
	matches   []gazetteer.Match
	times     []dates.Expression
	memory    memory
	home      string // code of the country that the dateline names; may be empty
	number    int    // sentences read

	lastSpeaker []party
	papers      papers
	offices     map[graph.ActorID]graph.RelationID // that people hold, as the text told so far
	spokeAt     int                                // sentence in which the last speaker spoke
	told        []told                             // the times that the text told so far, for dates that are counted from them
	counted     map[int]graph.When                 // what expressions are counted from, by where they begin
	waiting     []waiting
	weekdays    map[string][]int // dates that name their day of the week, by it
	written     graph.When       // the day of the dateline
	found       []*finding
	open        []openAct // events that do not say to whom they are done, until something answers them
}

func newArticle(r *Reader, text Text) *article {
	a := &article{r: r, text: text, window: gazetteer.Around(text.Published), counted: map[int]graph.When{}}
	if w, err := graph.ParsePublished(text.Published); err == nil {
		a.published = w
	}
	a.matches = r.names.Find(text.Body, a.window)
	a.times = r.times.Find(text.Body, dates.Context{Published: a.published})
	return a
}

// read goes through the text sentence by sentence.
func (a *article) read(ctx context.Context) error {
	for s := range a.r.grammar.Sentences(a.text.Body, a.known()) {
		if err := ctx.Err(); err != nil {
			return err
		}
		r := a.reading(s)
		r.dateline()
		r.chronicle()
		events := r.events()
		for _, e := range events {
			r.speech(e)
			a.take(r, e)
		}
		r.occurrences()
		r.remember(events)
		r.keepPapers()
		r.aliases()
		r.keepSpeaker()
		a.number++
	}
	a.settleWaiting()
	a.dateHeadline()
	a.retellings()
	a.headlines()
	a.introductions()
	return nil
}

func (a *article) reading(s *grammar.Sentence) *reading {
	a.settle(s)
	r := &reading{
		a: a, s: s, number: a.number, memo: map[*grammar.Clause][]*event{}, busy: map[*grammar.Clause]bool{},
		used: map[*grammar.Clause]bool{}, toldNoun: map[*grammar.Group]bool{}, resolved: map[*grammar.Group][]party{}, resolving: map[*grammar.Group]bool{},
		reports: map[*grammar.Clause]*grammar.Report{},
	}
	for _, rep := range s.Reports {
		for _, c := range rep.Reported {
			r.reports[c] = rep
		}
	}
	return r
}

// known tells the grammar what names and dates are.
func (a *article) known() []grammar.Known {
	out := make([]grammar.Known, 0, len(a.matches)+len(a.times))
	for i := range a.matches {
		m := &a.matches[i]
		if m.Before != "" || m.After != "" {
			continue
		}
		out = append(out, grammar.Known{Start: m.Start, End: m.End, As: roleOf(m)})
	}
	for i := range a.times {
		t := &a.times[i]
		if m := a.matchAt(t.Start); m != nil && (m.Start < t.Start || m.End > t.End) {
			continue // "May" of "Theresa May"
		}
		if end := a.spanOf(t); !t.Attributive && end > t.Start {
			out = append(out, grammar.Known{Start: t.Start, End: end, As: grammar.Time})
		}
	}
	return out
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// spanOf is where the words of an expression end that are only a time: of "two days after", before "the fall of the city", it is "two
// days", as the rest is built like any other words.
func (a *article) spanOf(t *dates.Expression) int {
	if t.Kind != dates.Anchored || t.Anchor == nil || t.Anchor.Text == "" || t.Anchor.Start < t.End {
		return t.End
	}
	if pointing(t.Anchor) {
		return t.Anchor.Start + len(t.Anchor.Text) - len(strings.TrimLeft(t.Anchor.Text, letters))
	}
	return t.Start + max(strings.LastIndexByte(t.Text, ' '), 0)
}

func roleOf(m *gazetteer.Match) grammar.Role {
	for _, c := range m.Candidates {
		if c.Via == gazetteer.ByDemonym {
			if c.Person {
				return grammar.Plural
			}
			return grammar.Adjective
		}
	}
	return grammar.Name
}

// matchAt returns the listed name that covers a byte, or nil.
func (a *article) matchAt(at int) *gazetteer.Match {
	i := sort.Search(len(a.matches), func(i int) bool { return a.matches[i].End > at })
	if i < len(a.matches) && a.matches[i].Start <= at {
		return &a.matches[i]
	}
	return nil
}

// matchBefore returns the listed name that a hyphen joins to one that begins at a byte, or nil.
func (a *article) matchBefore(start int) *gazetteer.Match {
	if start < 2 {
		return nil
	}
	return a.matchAt(start - 2)
}

// allowed says whether a party may be an actor here: a name that a dateline or a news agency leaves behind may not.
func (a *article) allowed(p *party) bool {
	return p.actor.ID != ""
}

// aliases notes the short name in brackets after a name: "Hayat Tahrir al-Sham (HTS)".
func (r *reading) aliases() {
	for _, x := range r.s.Asides {
		if x.Kind != grammar.Bracket {
			continue
		}
		inner := trimBrackets(r.s.Words(x.Start, x.End))
		if len(inner) < 2 || len(inner) > 12 || !capitals(inner) {
			continue
		}
		for _, g := range r.s.Groups {
			if g.End > x.Start || x.Start-g.End > 2 {
				continue
			}
			for _, p := range r.resolved[g] {
				if p.actor.ID != "" && !p.owner {
					r.a.memory.alias(p, inner)
				}
			}
		}
	}
}

func trimBrackets(s string) string {
	for len(s) > 0 && (s[0] == '(' || s[0] == '[') {
		s = s[1:]
	}
	for len(s) > 0 && (s[len(s)-1] == ')' || s[len(s)-1] == ']') {
		s = s[:len(s)-1]
	}
	return s
}

func capitals(s string) bool {
	upper := 0
	for _, c := range s {
		if c == ' ' {
			return false
		}
		if c >= 'A' && c <= 'Z' {
			upper++
		}
	}
	return upper >= 2
}

// alias adds a name to an actor that was just named.
func (m *memory) alias(p party, name string) {
	for i := range m.list {
		if m.list[i].same(p) {
			m.list[i].heads = append(m.list[i].heads, name)
			m.list = append(m.list, referent{party: m.list[i].party, sentence: m.list[i].sentence, rank: 0, words: nameWords(name)})
			return
		}
	}
}

// keepSpeaker remembers who spoke last, for quotations that go on.
func (r *reading) keepSpeaker() {
	for _, rep := range r.s.Reports {
		if p := r.parties(rep.Speakers); len(p) > 0 {
			r.a.lastSpeaker, r.a.spokeAt = p, r.number
		}
	}
}
