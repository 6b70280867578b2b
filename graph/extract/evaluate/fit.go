package evaluate

import (
	"cmp"
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract"
)

// Figure is what a proposal and a gold claim must agree in to count as a pair.
type Figure int

// The figures; the package comment says what each asks for.
const (
	FigureType Figure = iota
	FigurePair
	FigureDirection
	FigureTriple
	FigureRight
	FigureClaim
	figures
)

func (f Figure) String() string {
	return [...]string{"type", "pair", "direction", "triple", "right", "claim"}[f]
}

// agreement is a set of figures.
type agreement uint16

func (a agreement) has(f Figure) bool { return a&(1<<f) != 0 }

// likeness says in what a proposal and a gold claim agree.
type likeness struct {
	by       [ways]agreement
	typePair bool // leniently: type and pair
	// Leniently, of a coding that agrees in type and pair:
	inPlace    bool // source and target, or the coding is reciprocal
	reciprocal bool
	polarity   bool
	modality   bool
	oneEnd     int  // of the ends, how many are in place
	quoted     bool // a quote of the proposal overlaps one of gold
	date       bool // both have the same date, or none
	speaker    bool // both have the same attribution, or none
}

// candidate is a proposal that is compared.
type candidate struct {
	*extract.Proposal
	root            graph.RelationID
	polarity        graph.Polarity
	modality        graph.Modality
	subject, object someone
}

// bench is where the proposals of one text are held against its gold claims.
type bench struct {
	doc        *Document
	onto       *graph.Ontology
	parties    parties
	known      [][]phrase // names of the actors of doc
	candidates []candidate
	like       [][]likeness // by candidate, by event
}

func newBench(d *Document, onto *graph.Ontology, dir Directory, proposals []extract.Proposal) *bench {
	b := &bench{doc: d, onto: onto, parties: newParties(d), known: make([][]phrase, len(d.Actors))}
	for i := range d.Actors {
		b.known[i] = phrases(d.Actors[i].Names)
	}
	for i := range proposals {
		p := &proposals[i]
		c := p.Claim
		c.Normalize()
		b.candidates = append(b.candidates, candidate{
			Proposal: p, root: onto.Root(c.Relation), polarity: c.Polarity, modality: c.Modality,
			subject: see(&p.Subject, dir, d.Actors, b.known), object: see(&p.Object, dir, d.Actors, b.known),
		})
	}
	slices.SortStableFunc(b.candidates, inText)
	b.like = make([][]likeness, len(b.candidates))
	for i := range b.candidates {
		b.like[i] = make([]likeness, len(d.Events))
		for j := range d.Events {
			b.like[i][j] = b.compare(&b.candidates[i], &d.Events[j])
		}
	}
	return b
}

// inText orders proposals by what they say, so that no figure depends on the order in which they were made.
func inText(a, b candidate) int {
	return cmp.Or(
		cmp.Compare(start(a.Proposal), start(b.Proposal)),
		cmp.Compare(a.Subject.Start, b.Subject.Start), cmp.Compare(a.Object.Start, b.Object.Start),
		strings.Compare(a.Subject.Text, b.Subject.Text), strings.Compare(a.Object.Text, b.Object.Text),
		strings.Compare(string(a.Claim.Relation), string(b.Claim.Relation)),
		strings.Compare(string(a.polarity), string(b.polarity)), strings.Compare(string(a.modality), string(b.modality)),
		strings.Compare(a.Claim.When.String(), b.Claim.When.String()), strings.Compare(a.Claim.Attribution, b.Claim.Attribution),
		strings.Compare(string(a.subject.id), string(b.subject.id)), strings.Compare(string(a.object.id), string(b.object.id)),
		cmp.Compare(b.Score, a.Score),
	)
}

// start is where the first quote of a proposal begins.
func start(p *extract.Proposal) int {
	if len(p.Claim.Evidence) == 0 {
		return 0
	}
	return p.Claim.Evidence[0].Start
}

func (b *bench) compare(c *candidate, e *Event) likeness {
	var l likeness
	for i := range e.Codings {
		b.compareCoding(&l, c, e, &e.Codings[i])
	}
	l.quoted = b.quoted(c, e)
	l.date = e.Undated || c.Claim.When.String() == e.When.String()
	l.speaker = e.AnySpeaker || b.sameSpeaker(c.Claim.Attribution, e.Attribution)
	return l
}

// compareCoding adds what agrees with one coding.
func (b *bench) compareCoding(l *likeness, c *candidate, e *Event, g *Coding) {
	reciprocal := g.Reciprocal || e.Relation != "" && b.onto.IsSymmetric(e.Relation)
	typ := g.has(c.root)
	polarity := e.AnyPolarity || c.polarity == g.Polarity
	modality := e.AnyPolarity || c.modality == g.Modality
	for by := range ways {
		there := b.parties.are(&c.subject, g.Source, g.Target, by)
		here := b.parties.are(&c.object, g.Target, g.Source, by)
		ahead := there && here
		back := b.parties.are(&c.subject, g.Target, g.Source, by) && b.parties.are(&c.object, g.Source, g.Target, by)
		if b.doc.Level == Types {
			ahead, back = false, false
		}
		pair, direction := ahead || back, ahead || back && reciprocal
		for f, agrees := range [figures]bool{
			FigureType: typ, FigurePair: pair, FigureDirection: direction, FigureTriple: typ && direction,
			FigureRight: typ && direction && polarity, FigureClaim: typ && direction && polarity && modality,
		} {
			if agrees {
				l.by[by] |= 1 << f
			}
		}
		if by != Lenient {
			continue
		}
		if typ && pair {
			l.typePair = true
			l.inPlace = l.inPlace || direction
			l.reciprocal = l.reciprocal || reciprocal
			l.polarity = l.polarity || polarity
			l.modality = l.modality || modality
		}
		ends := 0
		for _, in := range []bool{there, here} {
			if in {
				ends++
			}
		}
		l.oneEnd = max(l.oneEnd, ends)
	}
}

// quoted says whether proposal and gold quote a place in common.
func (b *bench) quoted(c *candidate, e *Event) bool {
	for _, q := range e.Quotes {
		from := strings.Index(b.doc.Text.Body, q)
		if from < 0 {
			continue
		}
		for _, own := range c.Claim.Evidence {
			if own.Start < from+len(q) && from < own.End {
				return true
			}
		}
	}
	return false
}

// sameSpeaker compares two attributions: the same or like words, or two names of one actor.
func (b *bench) sameSpeaker(x, y string) bool {
	if x == "" || y == "" {
		return x == y
	}
	p, q := newPhrase(x), newPhrase(y)
	if p.same(&q) || p.alike(&q) {
		return true
	}
	return slices.ContainsFunc(b.known, func(names []phrase) bool {
		return anySame([]phrase{p}, names) && anySame([]phrase{q}, names)
	})
}
