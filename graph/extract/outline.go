package extract

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
	"liaison/graph/extract/grammar"
)

// Sentence is a sentence, or a heading, of a text with whom its words mean.
type Sentence struct {
	Start, End int // bytes of the text
	Paragraph  int // counts blocks of the text from 0
	// Mentions are in the order of their words, an outer one before those within it. Words that mean several actors ("both") are there
	// once for each. A pronoun of which nobody knows whom it means has neither Actor nor Candidates.
	Mentions []Mention
}

// Outline splits a text into sentences and tells whom the words of each mean, as Read takes them: names, listed or new, offices,
// descriptions, pronouns. Of a text in another language than English it has the listed names only. It fails only when the context
// ends.
func (r *Reader) Outline(ctx context.Context, text Text) ([]Sentence, error) {
	if !Reads(text) {
		return r.plainOutline(ctx, text)
	}
	a := newArticle(r, text)
	var out []Sentence
	for s := range r.grammar.Sentences(text.Body, a.known()) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rd := a.reading(s)
		events := rd.events()
		for _, e := range events {
			rd.speech(e)
			a.take(rd, e)
		}
		rd.remember(events)
		rd.aliases()
		rd.keepSpeaker()
		out = append(out, Sentence{Start: s.Start, End: s.End, Paragraph: s.Paragraph, Mentions: rd.mentions()})
		a.number++
	}
	return out, nil
}

// plainOutline finds listed names, sentence by sentence.
func (r *Reader) plainOutline(ctx context.Context, text Text) ([]Sentence, error) {
	mentions, _ := r.Mentions(text)
	var out []Sentence
	for s := range r.grammar.Tokens(text.Body) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		one := Sentence{Start: s.Start, End: s.End, Paragraph: s.Paragraph}
		for len(mentions) > 0 && mentions[0].Start < s.End {
			if mentions[0].Start >= s.Start {
				one.Mentions = append(one.Mentions, mentions[0])
			}
			mentions = mentions[1:]
		}
		out = append(out, one)
	}
	return out, nil
}

// mentions lists whom the groups of a sentence mean, and the listed names in it.
func (r *reading) mentions() []Mention {
	var out []Mention
	add := func(m Mention) {
		covered := slices.ContainsFunc(out, func(o Mention) bool {
			return o.Start <= m.Start && m.End <= o.End && sameActor(&o, &m)
		})
		if m.Start < m.End && !covered {
			out = append(out, m)
		}
	}
	for _, g := range r.s.Groups {
		list := r.resolve(g)
		for _, p := range list {
			add(p.mention)
		}
		if len(list) == 0 && g.Kind == grammar.Pronoun {
			add(Mention{Text: g.Text, Start: g.Start, End: g.End, Via: ByPronoun})
		}
	}
	first, _ := slices.BinarySearchFunc(r.a.matches, r.s.Start, func(m gazetteer.Match, at int) int { return cmp.Compare(m.Start, at) })
	for i := first; i < len(r.a.matches) && r.a.matches[i].End <= r.s.End; i++ {
		m := &r.a.matches[i]
		if best := m.Best(); len(best) > 0 {
			p := party{}
			p.mention = Mention{Text: m.Text, Start: m.Start, End: m.End, Via: Via(best[0].Via)}
			r.choose(&p, best)
			add(p.mention)
		}
	}
	slices.SortStableFunc(out, func(x, y Mention) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End)) })
	return out
}

// Called says whom the words Body[start:end] of a text mean when they are read by themselves, and false if they are no actor. It is
// for words that Outline has no mention for: they may be a listed name, belong to somebody listed, or name an actor not known yet. A
// noun group of an English text that does none of this is proposed as a new actor under its own words (Via is ByDefinite), unless its
// head is an event or a time: whoever asks has a reason to take it for an actor.
func (r *Reader) Called(text Text, start, end int) (Mention, bool) {
	m := Mention{Text: text.Body[start:end], Start: start, End: end}
	rd, ok := r.names.Read(text.Body, start, end, gazetteer.Around(text.Published))
	if !ok || rd.Sort == gazetteer.SortThing {
		return r.described(text, m)
	}
	m.Via = (&reading{}).via(&rd)
	best := rd.Best()
	switch {
	case len(best) > 1:
		for _, c := range best {
			m.Candidates = append(m.Candidates, c.Actor)
		}
	case len(best) == 1:
		a, _ := r.names.Actor(best[0].Actor)
		m.Actor = a.ID
		if !best[0].Known {
			m.New = &a
		}
	case rd.New != nil:
		fresh := *rd.New
		m.Actor, m.New = fresh.ID, &fresh
	default:
		return r.described(text, m)
	}
	return m, true
}

// mostDescribed is how many tokens words may have that are proposed as an actor.
const mostDescribed = 12

// described proposes a new actor for words that are one noun group, with what hangs on it by prepositions.
func (r *Reader) described(text Text, m Mention) (Mention, bool) {
	if !Reads(text) {
		return m, false
	}
	a := newArticle(r, Text{Body: m.Text, Published: text.Published})
	for s := range r.grammar.Sentences(m.Text, a.known()) {
		if s.End-s.Start < len(strings.TrimSpace(m.Text)) || len(s.Tokens) > mostDescribed || len(s.Verbs) > 0 || len(s.Groups) == 0 {
			return m, false
		}
		g := s.Groups[0]
		whole := g.Limit == len(s.Tokens) || len(g.Preps) > 0 && g.Preps[0].Token == g.Limit
		event, _ := a.reading(s).nounEntry(g)
		if g.Kind != grammar.Noun || g.First > 0 || !whole || event != nil && !event.Slots.Copula {
			return m, false
		}
		first := g.First
		if g.Determiner != "" && first < g.Head {
			first++
		}
		name := strings.Join(strings.Fields(m.Text[s.Tokens[first].Start:s.End]), " ")
		fresh := graph.Actor{ID: gazetteer.Slug(name), Name: name, Kind: graph.KindGroup}
		if _, taken := r.names.Actor(fresh.ID); taken {
			fresh.ID += "-group"
		}
		m.Via, m.Actor, m.New = ByDefinite, fresh.ID, &fresh
		return m, fresh.Validate() == nil
	}
	return m, false
}
