package evaluate

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract"
)

// ErrorKind is what is wrong with a proposal, or what is missing.
type ErrorKind string

// The kinds, in the order in which they are shown.
const (
	Missed           ErrorKind = "missed"        // a core claim without a proposal
	Spurious         ErrorKind = "spurious"      // a proposal that is like no claim
	WrongType        ErrorKind = "type"          // the right pair, another root
	WrongActor       ErrorKind = "actor"         // the right type, another source or target
	Swapped          ErrorKind = "swapped"       // source and target have changed places
	WrongPolarity    ErrorKind = "polarity"      // and the rest right
	WrongModality    ErrorKind = "modality"      // likewise
	WrongRelation    ErrorKind = "relation"      // of the right root
	WrongDate        ErrorKind = "date"          // another date than gold, or none
	InventedDate     ErrorKind = "invented date" // a date where gold has none
	WrongAttribution ErrorKind = "attribution"   // another speaker than gold, none, or one where gold has none
	FalseAlarm       ErrorKind = "false alarm"   // a proposal in a sentence without events
	WrongTop         ErrorKind = "best proposal" // of a sentence: its type is not the known one
	Unsupported      ErrorKind = "unsupported"   // a quote that is not in the text at its place
)

// ErrorKinds lists the kinds, in the order in which they are shown.
func ErrorKinds() []ErrorKind {
	return []ErrorKind{
		Missed, Spurious, WrongType, WrongActor, Swapped, WrongPolarity, WrongModality, WrongRelation, WrongDate, InventedDate,
		WrongAttribution, WrongTop, FalseAlarm, Unsupported,
	}
}

// ErrorExample shows an error.
type ErrorExample struct {
	Kind     ErrorKind `json:"kind"`
	File     string    `json:"file"`
	Line     int       `json:"line"`
	Text     string    `json:"text"`     // id of the text
	Words    string    `json:"words"`    // of the text: the quote of the claim, or of the proposal
	Expected string    `json:"expected"` // the gold claim; empty: none
	Found    string    `json:"found"`    // the proposal; empty: none
	Rules    []string  `json:"rules"`    // that made the proposal
}

func (r *Report) exampleIf(wrong bool, k ErrorKind, d *Document, e *Event, c *candidate) {
	if wrong {
		r.example(k, d, e, c)
	}
}

// example keeps an error, if examples are asked for.
func (r *Report) example(k ErrorKind, d *Document, e *Event, c *candidate) {
	if r.options.Examples == 0 {
		return
	}
	x := ErrorExample{Kind: k, File: d.File, Line: d.Line, Text: d.ID}
	if e != nil {
		x.Expected = e.String()
		if len(e.Quotes) > 0 {
			x.Words = e.Quotes[0]
		}
	}
	if c != nil {
		x.Found, x.Rules = c.say(), slices.Clone(c.Rules)
		if x.Words == "" && len(c.Claim.Evidence) > 0 {
			x.Words = c.Claim.Evidence[0].Text
		}
	}
	if x.Words == "" || !d.Complete {
		x.Words = d.Text.Body
	}
	r.errors[k] = append(r.errors[k], x)
}

// chosen takes examples of each kind from all over the texts.
func (r *Report) chosen() []ErrorExample {
	out := []ErrorExample{}
	for _, k := range ErrorKinds() {
		list := r.errors[k]
		n := min(len(list), r.options.Examples)
		for i := range n {
			out = append(out, list[i*len(list)/n])
		}
	}
	return out
}

// String writes a gold claim: source -ROOT-> target, and what else is known of it.
func (e *Event) String() string {
	c := &e.Codings[0]
	var b strings.Builder
	b.WriteString(c.Source.String() + " -" + joinedBy(c.Roots, "/") + "-> " + c.Target.String())
	if c.Reciprocal {
		b.WriteString(", reciprocal")
	}
	if !e.AnyPolarity {
		tail(&b, c.Polarity, c.Modality)
	}
	if !e.When.IsZero() {
		b.WriteString(", " + e.When.String())
	}
	if e.Attribution != "" {
		b.WriteString(", says " + e.Attribution)
	}
	if !e.Core {
		b.WriteString(" (not core)")
	}
	return b.String()
}

func joinedBy[T ~string](list []T, with string) string {
	return strings.ReplaceAll(joined(list), ", ", with)
}

// tail writes what is out of the ordinary.
func tail(b *strings.Builder, p graph.Polarity, m graph.Modality) {
	if p != graph.Asserted {
		b.WriteString(", " + string(p))
	}
	if m != graph.Actual {
		b.WriteString(", " + string(m))
	}
}

// String names a party.
func (p *Party) String() string {
	switch {
	case p == nil:
		return "(not said)"
	case p.Actor != nil && len(p.Words) > 0:
		return p.Words[0] + " [" + p.Actor.Key + "]"
	case p.Actor != nil:
		return "[" + p.Actor.Key + "]"
	case len(p.Words) > 0 && p.Code != "":
		return p.Words[0] + " [" + p.Code + "]"
	case len(p.Words) > 0:
		return p.Words[0]
	case p.Code != "":
		return "[" + p.Code + "]"
	}
	return "(unknown)"
}

// say writes a proposal as a gold claim is written.
func (c *candidate) say() string {
	var b strings.Builder
	b.WriteString(mention(&c.Subject) + " -" + string(c.root))
	if c.Claim.Relation != c.root {
		b.WriteString("/" + string(c.Claim.Relation))
	}
	b.WriteString("-> " + mention(&c.Object))
	if c.polarity != "" {
		tail(&b, c.polarity, c.modality)
	}
	if !c.Claim.When.IsZero() {
		b.WriteString(", " + c.Claim.When.String())
	}
	if c.Claim.Attribution != "" {
		b.WriteString(", says " + c.Claim.Attribution)
	}
	return b.String()
}

func mention(m *extract.Mention) string {
	who := string(m.Actor)
	if who == "" && m.New != nil {
		who = m.New.Name
	}
	switch {
	case m.Text == "" && who == "":
		return "(not said)"
	case who == "":
		return m.Text
	}
	return m.Text + " [" + who + "]"
}
