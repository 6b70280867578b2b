package evaluate

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"liaison/graph"
	"liaison/graph/extract"
)

// ownText is a line of our own gold; see graph/extract/testdata/gold/README.md.
type ownText struct {
	ID        string     `json:"id"`
	Text      string     `json:"text"`
	Published string     `json:"published"`
	Language  string     `json:"language"`
	Phenomena []string   `json:"phenomena"`
	Actors    []ownActor `json:"actors"`
	Events    []ownEvent `json:"events"`
	None      bool       `json:"none"`
	Comment   string     `json:"comment"`
}

type ownActor struct {
	Key   string     `json:"key"`
	Names []string   `json:"names"`
	Code  string     `json:"code"`
	Kind  graph.Kind `json:"kind"`
}

type ownParty struct {
	Actor string   `json:"actor"`
	Text  string   `json:"text"`
	Alt   []string `json:"alt"`
}

type ownEvent struct {
	Source      *ownParty      `json:"source"`
	Target      *ownParty      `json:"target"`
	Event       string         `json:"event"`
	Accept      []string       `json:"accept"`
	Relation    string         `json:"relation"`
	Reciprocal  bool           `json:"reciprocal"`
	Polarity    graph.Polarity `json:"polarity"`
	Modality    graph.Modality `json:"modality"`
	When        string         `json:"when"`
	WhenText    string         `json:"when_text"`
	Attribution string         `json:"attribution"`
	Third       []string       `json:"third"`
	Place       string         `json:"place"`
	Quote       string         `json:"quote"`
	Quotes      []string       `json:"quotes"`
	Or          []ownCoding    `json:"or"`
	Core        *bool          `json:"core"`
	Comment     string         `json:"comment"`
}

// ownCoding replaces what it has. A party is an object, a key of actors, or null.
type ownCoding struct {
	Event      string          `json:"event"`
	Accept     []string        `json:"accept"`
	Polarity   graph.Polarity  `json:"polarity"`
	Modality   graph.Modality  `json:"modality"`
	Source     json.RawMessage `json:"source"`
	Target     json.RawMessage `json:"target"`
	Reciprocal *bool           `json:"reciprocal"`
}

func readOwn(r *Reader, file string, lines []line) ([]Document, error) {
	var docs []Document
	for _, l := range lines {
		var t ownText
		if err := strict(l.raw, &t); err != nil {
			return nil, &GoldError{File: file, Line: l.n, Err: err}
		}
		d, field, err := r.own(&t)
		if err != nil {
			return nil, &GoldError{File: file, Line: l.n, Field: field, Err: err}
		}
		d.Line = l.n
		docs = append(docs, d)
	}
	return docs, nil
}

// own turns a line into a document; an error names the field.
func (r *Reader) own(t *ownText) (d Document, field string, err error) {
	d = Document{
		ID: t.ID, Phenomena: t.Phenomena, Level: Full, Complete: true,
		Text: extract.Text{Body: t.Text, Published: t.Published, Language: t.Language},
	}
	switch {
	case t.ID == "":
		return d, "id", errors.New("is missing")
	case t.Text == "":
		return d, "text", errors.New("is missing")
	case t.None && len(t.Events) > 0:
		return d, "none", errors.New("is true, but there are events")
	case !t.None && len(t.Events) == 0:
		return d, "events", errors.New("are missing; a text without any says none: true")
	}
	if _, err := graph.ParsePublished(t.Published); err != nil {
		return d, "published", err
	}
	for i, a := range t.Actors {
		field := fmt.Sprintf("actors[%d]", i)
		if a.Key == "" {
			return d, field + ".key", errors.New("is missing")
		}
		if _, twice := d.actor(a.Key); twice {
			return d, field + ".key", fmt.Errorf("%q is given twice", a.Key)
		}
		if !a.Kind.Valid() {
			return d, field + ".kind", fmt.Errorf("%q is not known; allowed are %s", a.Kind, joined(graph.Kinds()))
		}
		if a.Code != "" && !isCode(a.Code) {
			return d, field + ".code", fmt.Errorf("%q is no ISO 3166-1 alpha-3 code; it has three capital letters", a.Code)
		}
		d.Actors = append(d.Actors, Actor{Key: a.Key, Names: a.Names, Code: a.Code, Kind: a.Kind})
	}
	for i := range t.Events {
		e, field, err := r.ownEvent(&d, &t.Events[i])
		if err != nil {
			return d, fmt.Sprintf("events[%d].%s", i, field), err
		}
		d.Events = append(d.Events, e)
	}
	return d, "", nil
}

func (r *Reader) ownEvent(d *Document, e *ownEvent) (out Event, field string, err error) {
	out = Event{
		Label: e.Event, Core: e.Core == nil || *e.Core, WhenText: e.WhenText, Attribution: e.Attribution, Third: e.Third,
		Place: e.Place, Quotes: e.Quotes, Relation: graph.RelationID(e.Relation),
	}
	if e.Quote != "" && !slices.Contains(e.Quotes, e.Quote) {
		out.Quotes = append([]string{e.Quote}, e.Quotes...)
	}
	if out.When, err = graph.ParseWhen(e.When); err != nil {
		return out, "when", err
	}
	c := Coding{Reciprocal: e.Reciprocal}
	if c.Roots, field, err = r.ownRoots(e.Event, e.Accept); err != nil {
		return out, field, err
	}
	if c.Polarity, err = oneOf(e.Polarity, graph.Polarities()); err != nil {
		return out, "polarity", err
	}
	if c.Modality, err = oneOf(e.Modality, graph.Modalities()); err != nil {
		return out, "modality", err
	}
	if c.Source, err = d.party(e.Source); err != nil {
		return out, "source", err
	}
	if c.Target, err = d.party(e.Target); err != nil {
		return out, "target", err
	}
	if e.Relation != "" {
		if _, ok := r.Ontology.Relation(out.Relation); !ok {
			return out, "relation", fmt.Errorf("%q is not in the ontology", e.Relation)
		}
		if !c.has(r.Ontology.Root(out.Relation)) {
			return out, "relation", fmt.Errorf("%q is of %s, but event and accept are %s", e.Relation, r.Ontology.Root(out.Relation), joined(c.Roots))
		}
	}
	out.Codings = []Coding{c}
	for i := range e.Or {
		other, field, err := r.ownOr(d, c, &e.Or[i])
		if err != nil {
			return out, fmt.Sprintf("or[%d].%s", i, field), err
		}
		out.Codings = append(out.Codings, other)
	}
	return out, "", nil
}

// ownRoots reads event and accept.
func (r *Reader) ownRoots(event string, accept []string) (roots []graph.RelationID, field string, err error) {
	id, err := r.root(event)
	if err != nil {
		return nil, "event", err
	}
	if roots, err = r.roots(accept); err != nil {
		return nil, "accept", err
	}
	if len(roots) > 0 && !slices.Contains(roots, id) {
		return nil, "accept", fmt.Errorf("leaves the event %s out", id)
	}
	if len(roots) == 0 {
		roots = []graph.RelationID{id}
	}
	return roots, "", nil
}

// ownOr makes another coding of an event out of its first one.
func (r *Reader) ownOr(d *Document, c Coding, o *ownCoding) (out Coding, field string, err error) {
	if o.Event != "" || len(o.Accept) > 0 {
		event := o.Event
		if event == "" {
			event = o.Accept[0]
		}
		if c.Roots, field, err = r.ownRoots(event, o.Accept); err != nil {
			return c, field, err
		}
	}
	if o.Polarity != "" {
		if c.Polarity, err = oneOf(o.Polarity, graph.Polarities()); err != nil {
			return c, "polarity", err
		}
	}
	if o.Modality != "" {
		if c.Modality, err = oneOf(o.Modality, graph.Modalities()); err != nil {
			return c, "modality", err
		}
	}
	if o.Reciprocal != nil {
		c.Reciprocal = *o.Reciprocal
	}
	for _, end := range []struct {
		field string
		raw   json.RawMessage
		party **Party
	}{{"source", o.Source, &c.Source}, {"target", o.Target, &c.Target}} {
		if len(end.raw) == 0 {
			continue
		}
		if *end.party, err = d.replaced(end.raw); err != nil {
			return c, end.field, err
		}
	}
	return c, "", nil
}

// replaced reads a party of an `or`.
func (d *Document) replaced(raw json.RawMessage) (*Party, error) {
	var key string
	if json.Unmarshal(raw, &key) == nil && key != "" {
		return d.party(&ownParty{Actor: key})
	}
	var p *ownParty
	if err := strict(raw, &p); err != nil {
		return nil, err
	}
	return d.party(p)
}

func (d *Document) actor(key string) (*Actor, bool) {
	for i := range d.Actors {
		if d.Actors[i].Key == key {
			return &d.Actors[i], true
		}
	}
	return nil, false
}

// party makes a party of what gold writes. Actors must not be added afterwards: parties point to them.
func (d *Document) party(p *ownParty) (*Party, error) {
	if p == nil {
		return nil, nil
	}
	a, ok := d.actor(p.Actor)
	if !ok {
		return nil, fmt.Errorf("actor %q is not among the actors of the text", p.Actor)
	}
	out := &Party{Actor: a, Code: a.Code}
	for _, words := range append([]string{p.Text}, p.Alt...) {
		if words != "" {
			out.Words = append(out.Words, words)
		}
	}
	return out, nil
}

func isCode(s string) bool {
	for _, c := range s {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return len(s) == 3
}
