package llm

import (
	"sort"
	"strings"
	"unicode/utf8"

	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/extract/dates"
)

// checker holds what is known of one text. It belongs to one call of Read; answers are checked one after the other.
type checker struct {
	c          *Client
	text       extract.Text
	published  graph.When
	sentences  []extract.Sentence
	instructed []bool // sentences of paragraphs that speak to a model
	times      []dates.Expression
	body       written // Body as it is compared, made when first needed
}

func (c *Client) checker(text extract.Text, sentences []extract.Sentence) *checker {
	k := &checker{c: c, text: text, sentences: sentences, instructed: make([]bool, len(sentences))}
	k.published, _ = graph.ParsePublished(text.Published)
	k.times = c.times.Find(text.Body, dates.Context{Published: k.published})
	return k
}

// draft is a claim while it is checked.
type draft struct {
	*answer
	ch       *chunk
	sentence int  // of the text
	region   span // the sentence and its neighbours
	quote    span
	exact    bool
	p        extract.Proposal
}

// check turns a claim of a model into a proposal, or says why it cannot be one. Sentence is its number in the text, -1: none.
func (k *checker) check(ch *chunk, a *answer) (p extract.Proposal, sentence int, why Reason) {
	if a.Sentence < 1 || a.Sentence > len(ch.numbers) {
		return p, -1, BadSentence
	}
	d := &draft{answer: a, ch: ch, sentence: ch.numbers[a.Sentence-1]}
	lo, hi := max(0, d.sentence-1), min(len(k.sentences)-1, d.sentence+1)
	d.region = span{k.sentences[lo].Start, k.sentences[hi].End}
	for _, step := range []func(*draft) Reason{k.checkQuote, k.checkEnds, k.checkWords} {
		if why := step(d); why != "" {
			return p, d.sentence, why
		}
	}
	k.finish(d)
	return d.p, d.sentence, ""
}

// leastQuote is how many bytes a quote must have: less bears out nothing, and stands anywhere.
const leastQuote = 8

// checkQuote finds the quote.
func (k *checker) checkQuote(d *draft) Reason {
	switch n := len(strings.TrimSpace(d.Quote)); {
	case n < leastQuote:
		return QuoteShort
	case n > graph.MaxLong:
		return QuoteLong
	}
	own := span{k.sentences[d.sentence].Start, k.sentences[d.sentence].End}
	var ok bool
	d.quote, d.exact, ok = locate(k.text.Body, d.Quote, d.region, own)
	switch {
	case !ok && k.somewhere(d.Quote):
		return QuoteElsewhere
	case !ok:
		return QuoteInvented
	case d.quote.end-d.quote.start < leastQuote || !utf8.ValidString(d.quote.of(k.text.Body)):
		return QuoteShort
	}
	lo, hi := k.around(d.quote)
	for i := lo; i <= hi; i++ {
		if k.instructed[i] {
			return QuoteInstruction
		}
	}
	if !d.quote.within(own) {
		d.feature("quote:neighbour")
	}
	if !d.exact {
		d.feature("quote:marks")
	}
	d.p.Claim.Evidence = []graph.Quote{{Text: d.quote.of(k.text.Body), Start: d.quote.start, End: d.quote.end}}
	return ""
}

// somewhere says whether a quote stands anywhere in the text.
func (k *checker) somewhere(quote string) bool {
	if k.body.at == nil {
		k.body = normal(k.text.Body)
	}
	all := span{0, len(k.text.Body)}
	_, ok := find(k.body, normal(strings.TrimSpace(quote)).text, all, all, k.text.Body)
	return ok
}

// around gives the first and the last sentence that a place reaches into; hi < lo if there is none.
func (k *checker) around(at span) (lo, hi int) {
	lo = sort.Search(len(k.sentences), func(i int) bool { return k.sentences[i].End > at.start })
	for hi = lo; hi < len(k.sentences) && k.sentences[hi].Start < at.end; hi++ {
		continue
	}
	return lo, hi - 1
}

// checkEnds finds both ends and sees that the relation fits them.
func (k *checker) checkEnds(d *draft) Reason {
	var how string
	if d.p.Subject, how = k.end(d, d.Subject, d.SubjectWords); how == unknown {
		return SubjectUnknown
	} else if how == elsewhere {
		return SubjectElsewhere
	}
	d.feature("subject:" + how)
	if d.p.Object, how = k.end(d, d.Object, d.ObjectWords); how == unknown {
		return ObjectUnknown
	} else if how == elsewhere {
		return ObjectElsewhere
	}
	d.feature("object:" + how)
	if same(&d.p.Subject, &d.p.Object) {
		return SameEnds
	}
	rel, _ := k.c.o.Ontology.Relation(d.Relation)
	if !k.fits(rel.Subjects, &d.p.Subject) || !k.fits(rel.Objects, &d.p.Object) {
		return BadKinds
	}
	return ""
}

// fits says whether a mention can be of one of the kinds; none: of any.
func (k *checker) fits(kinds []graph.Kind, m *extract.Mention) bool {
	if len(kinds) == 0 {
		return true
	}
	ids := m.Candidates
	if m.Actor != "" {
		ids = []graph.ActorID{m.Actor}
	}
	for _, id := range ids {
		kind := k.c.kind(m)
		if m.New == nil {
			a, _ := k.c.o.Rules.Actor(id)
			kind = a.Kind
		}
		for _, allowed := range kinds {
			if allowed == kind {
				return true
			}
		}
	}
	return false
}

// checkWords finds the words for the date and for who says so.
func (k *checker) checkWords(d *draft) Reason {
	c := &d.p.Claim
	if words := said(d.Attribution); words != "" {
		at, _, ok := locate(k.text.Body, words, d.region, d.quote)
		if !ok || at.end-at.start > graph.MaxName {
			return AttributionInvented
		}
		c.Attribution = oneLine(at.of(k.text.Body))
	}
	c.WhenBasis = graph.BasisUnknown
	if words := said(d.DateText); words != "" {
		at, _, ok := locate(k.text.Body, words, d.region, d.quote)
		if !ok || at.end-at.start > graph.MaxName {
			return DateInvented
		}
		k.date(d, at)
	}
	return ""
}

// said gives words of an answer; a model that may not leave out a field often writes an empty one.
func said(words *string) string {
	if words == nil {
		return ""
	}
	return strings.TrimSpace(*words)
}

// date reads words of the text as a date. Words that the reader of dates does not understand are kept without one.
func (k *checker) date(d *draft, at span) {
	c := &d.p.Claim
	c.WhenText = oneLine(at.of(k.text.Body))
	best, most := -1, 0
	for i := range k.times {
		t := &k.times[i]
		place := span{t.Start, t.End}
		shorter := min(at.end-at.start, t.End-t.Start)
		if n := place.shared(at); n > most && 2*n > shorter {
			best, most = i, n
		}
	}
	if best < 0 {
		return
	}
	t := &k.times[best]
	if t.Kind != dates.Explicit && t.Kind != dates.Relative && t.Kind != dates.Anchored {
		return
	}
	tense := dates.Past
	if d.Modality == graph.Planned || d.Modality == graph.Threatened {
		tense = dates.Future
	}
	x := t.In(dates.Context{Published: k.published, Tense: tense})
	c.WhenText = oneLine(x.Text)
	if !x.When.IsZero() {
		c.When, c.WhenBasis = x.When, x.Basis
	}
}

// rejection is the root of relations that say no by themselves: "refused" is what makes them.
const rejection graph.RelationID = "REJECT"

// finish fills in what follows from the rest.
func (k *checker) finish(d *draft) {
	c := &d.p.Claim
	c.Relation, c.Polarity, c.Modality = d.Relation, d.Polarity, d.Modality
	c.Subject, c.Object = d.p.Subject.Actor, d.p.Object.Actor
	c.MadeBy = k.c.madeBy()
	c.Confidence = firmness(c)
	c.Statement = k.c.statement(&d.p)
	switch negated := k.c.words.within(d.quote.of(k.text.Body), negation); {
	case !negated && d.Polarity == graph.Denied:
		d.feature("no-negation")
	case negated && d.Polarity == graph.Asserted && k.c.o.Ontology.Root(d.Relation) != rejection:
		d.feature("negation")
	}
	d.p.Rules = []string{"llm"}
	d.p.Score = k.c.scores.alone(d.p.Features)
}

func (d *draft) feature(name string) { d.p.Features = append(d.p.Features, "llm:"+name) }

// madeBy says that a model made a claim, which one, and by which version of prompt and checks.
func (c *Client) madeBy() graph.MadeBy {
	return graph.MadeBy{Kind: "extractor", Name: "llm " + c.o.Model, Version: Version}
}

// firmness is how firmly the text says it, as the rules count it.
func firmness(c *graph.Claim) int {
	switch {
	case c.Modality == graph.Alleged:
		return 50
	case c.Attribution != "":
		return 80
	}
	return 90
}
