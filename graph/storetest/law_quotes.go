package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"liaison/graph"
)

// everyQuoteIsTrue: where the text is held, every quote stands where it says; others are refused, and texts never
// change.
func everyQuoteIsTrue(ctx context.Context, l *lab) error {
	p, err := l.play(ctx, historySize, nil)
	if err != nil {
		return err
	}
	texts := map[graph.SourceID]string{}
	for _, e := range p.entries {
		if s, ok := e.Record.(*graph.Source); ok && s.Text != "" {
			if before, held := texts[s.ID]; held && before != s.Text {
				return fmt.Errorf("sequence %d: the text of source %s changed", e.Sequence, s.ID)
			}
			texts[s.ID] = s.Text
		}
	}
	checked := 0
	for _, at := range p.samples(6) {
		claims, err := p.claims(ctx, at)
		if err != nil {
			return err
		}
		for _, c := range claims {
			text, held, err := p.Text(ctx, at, c.Source)
			if err != nil {
				return err
			}
			if !held {
				continue
			}
			if text != texts[c.Source] {
				return fmt.Errorf("source %s at sequence %d: the text is not the one recorded", c.Source, at)
			}
			for _, q := range allQuotes(c) {
				checked++
				if q.Start < 0 || q.End > len(text) || q.Start > q.End || text[q.Start:q.End] != q.Text {
					return fmt.Errorf("claim %s at sequence %d: the quote %q does not stand at bytes %d to %d of source %s", c.ID, at, q.Text, q.Start, q.End, c.Source)
				}
			}
		}
	}
	if checked == 0 {
		return fmt.Errorf("no claim of the history has a quote of a held text; give the history more records")
	}
	return falseQuotes(ctx, p)
}

func allQuotes(c graph.ClaimState) []graph.Quote {
	all := append([]graph.Quote(nil), c.Evidence...)
	for _, a := range c.Additions {
		all = append(all, a.Quotes...)
	}
	return all
}

// falseQuotes tries to get quotes in that are not true, in several scripts, by every way in.
func falseQuotes(ctx context.Context, p *played) error {
	for i, words := range languages {
		if err := falseQuotesIn(ctx, p, graph.SourceID(fmt.Sprintf("quoted-%d", i)), strings.Join(words, " ")+" "+words[0]); err != nil {
			return err
		}
	}
	return nil
}

// longest gives the longest word but for the first, which stands twice.
func longest(words []string) string {
	rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == words[0] })
	return slices.MaxFunc(rest, func(a, b string) int { return len(a) - len(b) })
}

func falseQuotesIn(ctx context.Context, p *played, source graph.SourceID, text string) error {
	word := longest(strings.Fields(text)) // stands once
	start := strings.Index(text, word)
	if _, err := p.put(ctx, &graph.Source{ID: source, Text: text}); err != nil {
		return err
	}
	claims, err := p.claims(ctx, p.head)
	if err != nil {
		return err
	}
	claim := claims[0].Claim // its ends and relation are known to be sound
	claim.Source, claim.Revises, claim.Evidence, claim.Relays = source, graph.ClaimID{}, nil, ""
	if _, err := p.put(ctx, &claim); err != nil {
		return err
	}
	for _, bad := range []struct {
		quote graph.Quote
		why   string
	}{
		{graph.Quote{Text: word, Start: start + 1, End: start + 1 + len(word)}, "evidence.quote: "},
		{graph.Quote{Text: word[:len(word)-1] + "#", Start: start, End: start + len(word)}, "evidence."},
		{graph.Quote{Text: word, Start: len(text), End: len(text) + len(word)}, "evidence.end: "},
		{graph.Quote{Text: word, Start: start, End: start + len(word) + 1}, "evidence.start: "},
		{graph.Quote{Text: "words that nobody wrote"}, "evidence.quote: "},
		{graph.Quote{Text: strings.Fields(text)[0]}, "evidence.quote: "}, // stands twice
	} {
		fresh := claim
		fresh.Attribution, fresh.Evidence = "someone else", []graph.Quote{bad.quote}
		again := claim
		again.Evidence = []graph.Quote{bad.quote}
		for _, r := range []graph.Record{&fresh, &again, &graph.Evidence{Claim: claim.ID(), Quotes: []graph.Quote{bad.quote}}} {
			why, err := p.refuse(ctx, r, graph.CodeInvalid)
			if err != nil {
				return fmt.Errorf("%s with the false quote %+v: %w", r.Type(), bad.quote, err)
			}
			if !strings.HasPrefix(why, bad.why) {
				return fmt.Errorf("the false quote %+v is refused with %q, which should begin with %q", bad.quote, why, bad.why)
			}
		}
	}
	if _, err := p.refuse(ctx, &graph.Source{ID: source, Text: text + "."}, graph.CodeConflict); err != nil {
		return err
	}
	found := claim
	found.Attribution, found.Evidence = "a third one", []graph.Quote{{Text: word}}
	if _, err := p.put(ctx, &found); err != nil {
		return err
	}
	got, err := p.Claims(ctx, p.head, []graph.ClaimID{found.ID()})
	if err != nil {
		return err
	}
	return differ("the place found for a quote", []graph.Quote{{Text: word, Start: start, End: start + len(word)}}, got[0].Evidence)
}
