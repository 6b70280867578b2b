package evaluate

import (
	"cmp"
	"maps"
	"slices"

	"liaison/graph"
	"liaison/graph/extract"
)

// Report is what was measured. Its lists are in a fixed order: the same measurement is written in the same bytes.
type Report struct {
	Version     string         `json:"version"` // of the rules
	MinScore    int            `json:"min_score"`
	Texts       *Texts         `json:"texts"`       // with all their claims; null: there were none
	Sentences   []*Sentences   `json:"sentences"`   // with one known event, by origin; the first is of all origins
	Reliability []Bin          `json:"reliability"` // of scores, on Texts
	Unsupported int            `json:"unsupported"` // proposals without a quote, or with one that is not in the text
	Errors      []ErrorExample `json:"errors"`      // examples, by kind

	options Options
	known   wording // of the sentences
	errors  map[ErrorKind][]ErrorExample
	scored  []scored
	pending []sentenceResult
}

// Texts are the figures on texts with all their claims.
type Texts struct {
	Texts     int `json:"texts"`
	Claims    int `json:"claims"`    // of gold, core or not
	Core      int `json:"core"`      // of gold
	Proposals int `json:"proposals"` // of the extractor

	Figures    []FigureRow `json:"figures"`
	Attributes Attributes  `json:"attributes"`
	Files      []Row       `json:"files"`     // right, leniently
	Phenomena  []Row       `json:"phenomena"` // likewise; a text counts under each of its phenomena
	Roots      []RootRow   `json:"roots"`
	Modalities []Row       `json:"modalities"` // of figure claim, leniently
	Denied     Counts      `json:"denied"`     // right, leniently, of what is denied
	Confused   []Confusion `json:"confused"`   // most frequent first

	files, phenomena, modalities map[string]*Counts
	roots                        map[string]*RootRow
	confused                     map[[2]string]int
}

// FigureRow is a figure over all texts.
type FigureRow struct {
	Figure  string `json:"figure"`
	Lenient Counts `json:"lenient"`
	Strict  Counts `json:"strict"`
	Loose   Counts `json:"loose"`
}

// Row is a figure of a part of the texts.
type Row struct {
	Name   string `json:"name"`
	Counts Counts `json:"counts"`
}

// RootRow is how a root fares.
type RootRow struct {
	Root  string `json:"root"`
	Type  Counts `json:"type"`
	Right Counts `json:"right"` // leniently
}

// Confusion counts found pairs of actors that were given another root.
type Confusion struct {
	Gold     string `json:"gold"`
	Proposed string `json:"proposed"`
	Count    int    `json:"count"`
}

// Attributes are figures over the alignment; the package comment defines them.
type Attributes struct {
	Direction   Share `json:"direction"`
	Polarity    Share `json:"polarity"`
	Modality    Share `json:"modality"`
	Relation    Share `json:"relation"`
	Dates       Said  `json:"dates"`
	Attribution Said  `json:"attribution"`
}

func newReport(o Options) *Report {
	return &Report{Version: extract.Version, MinScore: o.MinScore, options: o, errors: map[ErrorKind][]ErrorExample{}}
}

// add counts one document.
func (r *Report) add(d *Document, proposals []extract.Proposal) {
	for i := range proposals {
		if unsupported(d.Text.Body, &proposals[i]) {
			r.Unsupported++
			r.example(Unsupported, d, nil, &candidate{Proposal: &proposals[i], root: r.options.Ontology.Root(proposals[i].Claim.Relation)})
		}
	}
	if !d.Complete {
		r.addSentence(d, proposals)
		return
	}
	if r.Texts == nil {
		r.Texts = newTexts()
	}
	r.addText(newBench(d, r.options.Ontology, r.options.Directory, proposals))
}

func newTexts() *Texts {
	t := &Texts{files: map[string]*Counts{}, phenomena: map[string]*Counts{}, modalities: map[string]*Counts{}, roots: map[string]*RootRow{}, confused: map[[2]string]int{}}
	for f := range figures {
		t.Figures = append(t.Figures, FigureRow{Figure: f.String()})
	}
	for _, m := range graph.Modalities() {
		t.modalities[string(m)] = &Counts{}
	}
	return t
}

// addText counts a text with all its claims.
func (r *Report) addText(b *bench) {
	t := r.Texts
	t.Texts++
	t.Proposals += len(b.candidates)
	t.Claims += len(b.doc.Events)
	for i := range b.doc.Events {
		if b.doc.Events[i].Core {
			t.Core++
		}
	}
	for f := range figures {
		t.Figures[f].Lenient.add(b.count(b.pair(f, Lenient), allEvents, allProposals))
		t.Figures[f].Strict.add(b.count(b.pair(f, Strict), allEvents, allProposals))
		t.Figures[f].Loose.add(b.count(b.pair(f, Loose), allEvents, allProposals))
	}
	typ, right, claim := b.pair(FigureType, Lenient), b.pair(FigureRight, Lenient), b.pair(FigureClaim, Lenient)
	whole := b.count(right, allEvents, allProposals)
	countIn(t.files, b.doc.File).add(whole)
	for _, p := range b.doc.Phenomena {
		countIn(t.phenomena, p).add(whole)
	}
	for m, into := range t.modalities {
		into.add(b.count(claim, func(e *Event) bool { return string(e.Codings[0].Modality) == m }, func(c *candidate) bool { return string(c.modality) == m }))
	}
	t.Denied.add(b.count(right, func(e *Event) bool { return e.Codings[0].Polarity == graph.Denied }, func(c *candidate) bool { return c.polarity == graph.Denied }))
	for _, root := range b.roots() {
		row := t.root(root)
		ofGold := func(e *Event) bool { return e.Label == root }
		ofProposal := func(c *candidate) bool { return string(c.root) == root }
		row.Type.add(b.count(typ, ofGold, ofProposal))
		row.Right.add(b.count(right, ofGold, ofProposal))
	}
	r.scored = append(r.scored, b.scores(right)...)
	r.addAligned(b, b.align())
}

// count counts a pairing: the gold claims and the proposals that are asked for. A proposal that is paired is taken under what
// its claim is, any other under what it is itself, so that of one kind found / proposed is what it says.
func (b *bench) count(p pairing, events func(*Event) bool, candidates func(*candidate) bool) Counts {
	var n Counts
	for i := range b.doc.Events {
		e := &b.doc.Events[i]
		if !e.Core || !events(e) {
			continue
		}
		n.Claims++
		if p.found[i] >= 0 {
			n.Found++
		}
	}
	for c, i := range p.event {
		switch {
		case i < 0 && candidates(&b.candidates[c]):
			n.Proposed++
		case i < 0 || !events(&b.doc.Events[i]):
		case b.doc.Events[i].Core:
			n.Proposed++
			n.Good++
		default:
			n.Extra++
		}
	}
	return n
}

func allEvents(*Event) bool        { return true }
func allProposals(*candidate) bool { return true }

// roots are those of gold and of the proposals, each once.
func (b *bench) roots() []string {
	var out []string
	for i := range b.doc.Events {
		out = append(out, b.doc.Events[i].Label)
	}
	for i := range b.candidates {
		out = append(out, string(b.candidates[i].root))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (t *Texts) root(name string) *RootRow {
	if t.roots[name] == nil {
		t.roots[name] = &RootRow{Root: name}
	}
	return t.roots[name]
}

func countIn(m map[string]*Counts, name string) *Counts {
	if m[name] == nil {
		m[name] = &Counts{}
	}
	return m[name]
}

// addAligned counts what hangs on pairs, and keeps examples of errors.
func (r *Report) addAligned(b *bench, p pairing) {
	t := r.Texts
	for i := range b.doc.Events {
		e := &b.doc.Events[i]
		if !e.Core {
			continue
		}
		if !e.Undated && !e.When.IsZero() {
			t.Attributes.Dates.All++
		}
		if !e.AnySpeaker && e.Attribution != "" {
			t.Attributes.Attribution.All++
		}
		if c := p.found[i]; c >= 0 {
			r.addPair(b, c, i)
		} else {
			r.example(Missed, b.doc, e, nil)
		}
	}
	for c, e := range p.event {
		if e < 0 {
			r.example(Spurious, b.doc, nil, &b.candidates[c])
		}
	}
}

// addPair counts a proposal that is aligned with a core claim.
func (r *Report) addPair(b *bench, candidate, event int) {
	c, e, l := &b.candidates[candidate], &b.doc.Events[event], &b.like[candidate][event]
	a := &r.Texts.Attributes
	if !l.typePair {
		if l.by[Lenient].has(FigurePair) {
			r.Texts.confused[[2]string{e.Label, string(c.root)}]++
			r.example(WrongType, b.doc, e, c)
			return
		}
		r.example(WrongActor, b.doc, e, c)
		return
	}
	if !l.reciprocal {
		a.Direction.count(l.inPlace)
		r.exampleIf(!l.inPlace, Swapped, b.doc, e, c)
	}
	if !e.AnyPolarity {
		a.Polarity.count(l.polarity)
		a.Modality.count(l.modality)
		r.exampleIf(!l.polarity, WrongPolarity, b.doc, e, c)
		r.exampleIf(!l.modality, WrongModality, b.doc, e, c)
	}
	if e.Relation != "" {
		a.Relation.count(c.Claim.Relation == e.Relation)
		r.exampleIf(c.Claim.Relation != e.Relation, WrongRelation, b.doc, e, c)
	}
	if !e.Undated {
		gold, proposed := !e.When.IsZero(), !c.Claim.When.IsZero()
		a.Dates.count(gold, proposed, l.date)
		r.exampleIf(gold && !l.date, WrongDate, b.doc, e, c)
		r.exampleIf(!gold && proposed, InventedDate, b.doc, e, c)
	}
	if !e.AnySpeaker {
		gold, proposed := e.Attribution != "", c.Claim.Attribution != ""
		a.Attribution.count(gold, proposed, l.speaker)
		r.exampleIf(gold != proposed || !l.speaker, WrongAttribution, b.doc, e, c)
	}
}

// finish makes the lists.
func (r *Report) finish() {
	r.finishSentences()
	if t := r.Texts; t != nil {
		t.Files, t.Phenomena = rows(t.files), rows(t.phenomena)
		for _, m := range graph.Modalities() {
			t.Modalities = append(t.Modalities, Row{string(m), *t.modalities[string(m)]})
		}
		for _, name := range slices.Sorted(maps.Keys(t.roots)) {
			t.Roots = append(t.Roots, *t.roots[name])
		}
		for pair, n := range t.confused {
			t.Confused = append(t.Confused, Confusion{pair[0], pair[1], n})
		}
		slices.SortFunc(t.Confused, func(a, b Confusion) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Gold, b.Gold), cmp.Compare(a.Proposed, b.Proposed))
		})
		r.Reliability = bins(r.scored)
	}
	r.Errors = r.chosen()
}

func rows(m map[string]*Counts) []Row {
	var out []Row
	for _, name := range slices.Sorted(maps.Keys(m)) {
		out = append(out, Row{name, *m[name]})
	}
	return out
}

// Worst lists the roots that fare worst, of those with at least that many claims and proposals together: lowest F1 of right
// first, then the one with more claims.
func (t *Texts) Worst(least int) []RootRow {
	var out []RootRow
	for _, row := range t.Roots {
		if row.Right.Claims+row.Right.Proposed >= least {
			out = append(out, row)
		}
	}
	slices.SortStableFunc(out, func(a, b RootRow) int {
		return cmp.Or(cmp.Compare(a.Right.F1(), b.Right.F1()), cmp.Compare(b.Right.Claims, a.Right.Claims))
	})
	return out
}
