package llm

import (
	"slices"

	"liaison/graph/extract"
)

// How an end was found. The first two are no ends.
const (
	unknown   = "unknown"
	elsewhere = "elsewhere"

	inQuote    = "quote"     // named in the quote
	inSentence = "sentence"  // named in the sentence of the quote
	byWords    = "words"     // named in the quote or its sentence by words that the rules had not taken for an actor
	described  = "described" // only described there, by words that nobody knows: a new actor under these words
	byChain    = "reference" // named before, and meant in the quote or its sentence by words such as "they", "the group"
)

// end finds whom the model means and where the text says so.
func (k *checker) end(d *draft, number *int, words *string) (extract.Mention, string) {
	if number == nil {
		return k.named(d, said(words))
	}
	if *number < 1 || *number > len(d.ch.offered) {
		return extract.Mention{}, unknown
	}
	who := d.ch.offered[*number-1]
	if !k.bearsOut(d, said(words), &who.Mention) {
		return extract.Mention{}, elsewhere
	}
	if m, ok := k.mentioned(d.quote, &who); ok {
		return m, inQuote
	}
	if m, ok := k.meant(d, &who, said(words)); ok {
		return m, byChain
	}
	if m, ok := k.mentioned(k.sentencesOf(d.quote), &who); ok {
		return m, inSentence
	}
	return extract.Mention{}, elsewhere
}

// bearsOut says whether words that a model gives for somebody stand at the quote, and do not name another there.
func (k *checker) bearsOut(d *draft, words string, who *extract.Mention) bool {
	if words == "" {
		return true
	}
	at, _, ok := locate(k.text.Body, words, k.sentencesOf(d.quote), d.quote)
	return ok && !k.namesAnother(at, who)
}

// sentencesOf widens a place to the whole sentences that it reaches into.
func (k *checker) sentencesOf(at span) span {
	lo, hi := k.around(at)
	if hi < lo {
		return at
	}
	return span{k.sentences[lo].Start, k.sentences[hi].End}
}

// mentioned finds a mention of somebody within a place: the one that the model chose, else one by a name, else the first.
func (k *checker) mentioned(at span, who *offer) (extract.Mention, bool) {
	if (span{who.Start, who.End}).within(at) {
		return who.Mention, true
	}
	var found *extract.Mention
	lo, hi := k.around(at)
	for i := lo; i <= hi; i++ {
		for j := range k.sentences[i].Mentions {
			m := &k.sentences[i].Mentions[j]
			if (span{m.Start, m.End}).within(at) && same(m, &who.Mention) && (found == nil || found.Via != extract.ByName && m.Via == extract.ByName) {
				found = m
			}
		}
	}
	if found == nil {
		return extract.Mention{}, false
	}
	return *found, true
}

// meant finds words at the quote that can mean somebody who was named shortly before: those that the model gives, if they are a pronoun
// or begin like a description; else a pronoun that the rules could make nothing of.
func (k *checker) meant(d *draft, who *offer, words string) (extract.Mention, bool) {
	lo, hi := k.around(d.quote)
	if hi < lo || who.sentence > hi || lo-who.sentence > reach {
		return extract.Mention{}, false
	}
	at, via := span{}, extract.ByPronoun
	if words != "" {
		var ok bool
		if at, _, ok = locate(k.text.Body, words, k.sentencesOf(d.quote), d.quote); !ok {
			return extract.Mention{}, false
		}
		switch {
		case k.c.words.is(at.of(k.text.Body), pronoun):
		case k.c.words.begins(at.of(k.text.Body), definite):
			via = extract.ByDefinite
		default:
			return extract.Mention{}, false
		}
	} else if at = k.openPronoun(d.quote); at.empty() {
		return extract.Mention{}, false
	}
	if at.start < who.Start {
		return extract.Mention{}, false // named only afterwards
	}
	m := who.Mention
	m.Start, m.End, m.Text, m.Via = at.start, at.end, at.of(k.text.Body), via
	return m, true
}

// openPronoun finds the first pronoun at a quote of which nobody knows whom it means.
func (k *checker) openPronoun(quote span) span {
	lo, hi := k.around(quote)
	for i := lo; i <= hi; i++ {
		for _, m := range k.sentences[i].Mentions {
			if at := (span{m.Start, m.End}); m.Actor == "" && len(m.Candidates) == 0 && at.within(quote) {
				return at
			}
		}
	}
	return span{}
}

// namesAnother says whether words have in them the name of somebody else, and nothing that means who.
func (k *checker) namesAnother(at span, who *extract.Mention) bool {
	another := false
	lo, hi := k.around(at)
	for i := lo; i <= hi; i++ {
		for j := range k.sentences[i].Mentions {
			m := &k.sentences[i].Mentions[j]
			switch {
			case !(span{m.Start, m.End}).overlaps(at):
			case same(m, who):
				return false
			case m.Via != extract.ByPronoun && m.Via != extract.ByDefinite:
				another = true
			}
		}
	}
	return another
}

// named finds whom words mean that are no listed actor's: a mention after all, or a name that the gazetteer can read.
func (k *checker) named(d *draft, words string) (extract.Mention, string) {
	if words == "" {
		return extract.Mention{}, unknown
	}
	at, _, ok := locate(k.text.Body, words, k.sentencesOf(d.quote), d.quote)
	if !ok {
		return extract.Mention{}, elsewhere
	}
	how := inSentence
	if at.within(d.quote) {
		how = inQuote
	}
	lo, hi := k.around(at)
	for i := lo; i <= hi; i++ {
		for _, m := range k.sentences[i].Mentions {
			if m.Start <= at.start && m.End == at.end && k.c.words.isArticle(k.text.Body[m.Start:at.start]) && (m.Actor != "" || len(m.Candidates) > 0) {
				return m, how
			}
		}
	}
	if k.c.words.is(at.of(k.text.Body), pronoun) {
		return extract.Mention{}, unknown
	}
	m, ok := k.c.o.Rules.Called(k.text, at.start, at.end)
	switch {
	case !ok:
		return extract.Mention{}, unknown
	case m.New != nil && m.Via == extract.ByDefinite:
		return m, described
	}
	return m, byWords
}

// same says whether two mentions mean one actor, or leave the same choice.
func same(x, y *extract.Mention) bool {
	if x.Actor != "" || y.Actor != "" {
		return x.Actor == y.Actor
	}
	return len(x.Candidates) > 0 && slices.Equal(x.Candidates, y.Candidates)
}
