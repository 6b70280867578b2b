package storetest

import (
	"fmt"
	"strings"

	"liaison/graph"
)

var dates = []string{
	"", "", "2024-12-08", "2024-12-08", "2024-12-08", "2024-12-20", "2025-01-24", "2025-01-24", "2025-02-14", "2024-12", "2025-01", "2024", "202X",
	"2024-12-31", "2025-01-01", "2024-12-08~", "2024-12~", "2024-12-08?", "2025-01%", "[2024-12-08..2024-12-24]", "[..2024-12-08]",
	"[2024-12-08..]", "[2024-12-24..2025-01]~", "2024-12-08/2025-03", "2024-12-08/..", "2025-01-24/..", "2024-12/..", "2024-12-08/", "/2025-03",
	"2024-12-20/2024-12-24", "2024-11?/2025-02~", "1999-01-01", "0001-01-01", "9999-12-31",
}

func (h *history) claim() graph.Record {
	c := &graph.Claim{
		Source: h.sourceID(), Subject: h.actorID(), Object: h.actorID(), Relation: h.relation(), When: h.when(),
		Confidence: 10 * h.IntN(11), Statement: strings.Join(h.words(4), " "),
	}
	if h.chance(3) {
		c.Object = c.Subject
	}
	if h.chance(25) {
		c.Polarity = graph.Denied
	}
	if h.chance(30) {
		c.Modality = pick(h.dice, graph.Modalities())
	}
	if h.chance(20) && !c.When.IsZero() {
		c.WhenBasis = pick(h.dice, graph.Bases())
	}
	if h.chance(15) {
		c.Attribution = pick(h.dice, []string{"an official", " an official ", "Cafe\u0301", "Café", "مسؤول"})
	}
	if h.chance(30) {
		c.Event = fmt.Sprintf("event-%d", h.IntN(4))
	}
	if h.chance(10) {
		c.Place, c.Third = h.actorID(), []graph.ActorID{h.actorID(), h.actorID()}
	}
	if h.chance(12) {
		c.Relays = h.sourceID()
	}
	if h.chance(60) {
		c.MadeBy = graph.MadeBy{Kind: "importer", Name: "test", Version: "1", Run: fmt.Sprintf("run-%d", h.IntN(6))}
	}
	if len(h.claims) > 0 && h.chance(30) {
		h.contradict(c, pick(h.dice, h.claims))
	}
	if len(h.claims) > 0 && h.chance(7) {
		// A correction: what it corrects, with another date or object.
		old := pick(h.dice, h.claims)
		c.Source, c.Subject, c.Relation, c.Revises = old.Source, old.Subject, old.Relation, old.ID()
	}
	if h.chance(50) {
		c.Evidence = h.quotes(c.Source)
	}
	h.remember(c)
	return c
}

// contradict makes a claim speak of what another one speaks of, the other way round or with another date.
func (h *history) contradict(c, other *graph.Claim) {
	c.Subject, c.Relation, c.Object, c.Event, c.Modality = other.Subject, other.Relation, other.Object, other.Event, other.Modality
	if h.chance(20) || Ontology().IsSymmetric(c.Relation) && h.chance(50) {
		c.Subject, c.Object = c.Object, c.Subject
	}
	c.Polarity = other.Polarity
	if h.chance(60) {
		c.Polarity = pick(h.dice, graph.Polarities())
	}
}

// remember keeps a claim as it will be once recorded, so that others can name it.
func (h *history) remember(c *graph.Claim) {
	known := *c
	known.Normalize()
	h.claims = append(h.claims, &known)
}

func (h *history) relation() graph.RelationID {
	if h.chance(1) {
		return "no-such-relation"
	}
	all := Ontology().All()
	if h.chance(40) {
		return pick(h.dice, []graph.RelationID{"meet", "COOPERATE"})
	}
	return pick(h.dice, all).ID
}

func (h *history) when() graph.When {
	w, err := graph.ParseWhen(pick(h.dice, dates))
	if err != nil {
		panic(err) // the list above is wrong
	}
	return w
}

// quotes takes words out of a source's text: with their place, without it (and perhaps ambiguous), or wrong.
func (h *history) quotes(s graph.SourceID) []graph.Quote {
	text, held := h.texts[s]
	var out []graph.Quote
	for range 1 + h.IntN(2) {
		if !held {
			out = append(out, graph.Quote{Text: strings.Join(h.words(3), " ")})
			continue
		}
		words := strings.SplitAfter(text, " ")
		from := h.IntN(len(words))
		to := min(len(words), from+1+h.IntN(5))
		start := len(strings.Join(words[:from], ""))
		q := graph.Quote{Text: strings.Join(words[from:to], ""), Start: start}
		q.End = start + len(q.Text)
		switch h.IntN(12) {
		case 0:
			q.Start, q.End = q.Start+1, q.End+1
		case 1:
			q.Text += "!"
		case 2, 3, 4:
			q.Start, q.End = 0, 0
		}
		out = append(out, q)
	}
	return out
}

// repeat writes a claim again: the same identity, other words.
func (h *history) repeat() graph.Record {
	c := *pick(h.dice, h.claims)
	if h.chance(60) {
		c.Evidence = h.quotes(c.Source)
	}
	if h.chance(40) {
		c.Confidence, c.Statement = 10*h.IntN(11), strings.Join(h.words(3), " ")
	}
	return &c
}
