package exchange

import (
	"slices"
	"strconv"
	"strings"

	"liaison/graph"
)

// csvFormat is any CSV with a header, read by a mapping of its columns; see Options.Mapping.
var csvFormat = eventFormat{
	name: formatCSV,
	fits: func(first []string, _ byte) bool { return len(first) > 1 }, // and only where a mapping asks for it
	open: func(s *setup, first []string) (table, bool, error) {
		m, err := parseMapping(s.o.Mapping, first)
		if err != nil {
			return nil, false, err
		}
		t := &csvTable{setup: s, from: m, width: len(first), actors: actorNames{}, places: actorNames{}, sources: sourceNames{}}
		if _, named := m["source"]; !named || s.o.Source != "" {
			if _, linked := m["url"]; !linked || s.o.Source != "" {
				t.file, err = s.fileSource("")
			}
		}
		return t, true, err
	},
}

// mappedFields are the fields that a mapping may name.
var mappedFields = []string{"subject", "object", "relation", "when", "source", "confidence", "statement", "attribution",
	"event", "place", "quote", "polarity", "modality", "url"}

// mapped is where a field comes from: a column, or (-1) the same words in every row.
type mapped struct {
	column   int
	constant []byte
}

// parseMapping reads a mapping against a header.
func parseMapping(text string, header []string) (map[string]mapped, error) {
	out := map[string]mapped{}
	if text == "" {
		return nil, graph.Invalid("mapping", "", "is missing; it is field=column with commas between, such as subject=From,object=To,relation=meet")
	}
	for _, part := range mappingParts(text) {
		field, from, ok := strings.Cut(part, "=")
		field, from = strings.TrimSpace(field), strings.TrimSpace(from)
		switch {
		case !ok || from == "":
			return nil, graph.Invalid("mapping", part, "%s is not field=column", clipped(part))
		case !slices.Contains(mappedFields, field):
			return nil, graph.Invalid("mapping", field, "%s is no field%s; allowed are %s", clipped(field), suggest(field, mappedFields), strings.Join(mappedFields, ", "))
		}
		if _, twice := out[field]; twice {
			return nil, graph.Invalid("mapping", field, "%s is given twice", clipped(field))
		}
		if n := len(from); n > 1 && from[0] == '"' && from[n-1] == '"' {
			from = from[1 : n-1]
		}
		if n := len(from); n > 1 && from[0] == '\'' && from[n-1] == '\'' {
			out[field] = mapped{-1, []byte(from[1 : n-1])}
		} else if i := slices.IndexFunc(header, func(h string) bool { return strings.TrimSpace(h) == from }); i >= 0 {
			out[field] = mapped{column: i}
		} else if slices.Contains([]string{"relation", "polarity", "modality", "confidence"}, field) {
			out[field] = mapped{-1, []byte(from)}
		} else {
			return nil, graph.Invalid("mapping", part, "%s: there is no such column%s; the columns are %s. Words for every row stand in single quotes",
				part, suggest(from, header), strings.Join(header, ", "))
		}
	}
	for _, field := range []string{"subject", "object", "relation"} {
		if _, ok := out[field]; !ok {
			return nil, graph.Invalid("mapping", text, "names no %s; subject, object and relation are needed. The columns are %s", field, strings.Join(header, ", "))
		}
	}
	return out, nil
}

// mappingParts cuts at the commas outside of quotes.
func mappingParts(text string) []string {
	var parts []string
	quote, from := byte(0), 0
	for i := range len(text) {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && i > 0 && text[i-1] == '=':
			quote = c
		case c == ',':
			parts = append(parts, text[from:i])
			from = i + 1
		}
	}
	return append(parts, text[from:])
}

type csvTable struct {
	*setup
	from           map[string]mapped
	width          int
	file           *sourceRef
	actors, places actorNames
	sources        sourceNames
	days           days
}

// value is the cell or constant of a field, and its column.
func (t *csvTable) value(cells [][]byte, field string) ([]byte, int) {
	m, ok := t.from[field]
	switch {
	case !ok:
		return nil, -1
	case m.column < 0:
		return m.constant, -1
	}
	return cell(cells, m.column), m.column
}

func (t *csvTable) row(cells [][]byte, b *builder) *cellError {
	if len(cells) != t.width {
		return badRow("has %d columns; the header has %d", len(cells), t.width)
	}
	subject, ce := t.actor(cells, "subject", t.actors, t.facts.actorNamed)
	if ce != nil {
		return ce
	}
	object, ce := t.actor(cells, "object", t.actors, t.facts.actorNamed)
	if ce != nil {
		return ce
	}
	name, at := t.value(cells, "relation")
	relation, err := t.relations.any(name)
	if err != nil {
		return &cellError{at, err}
	}
	c := b.claim()
	c.Relation, c.WhenBasis = relation, graph.BasisUnknown
	if date, at := t.value(cells, "when"); len(date) > 0 {
		format := isoDay
		if digits(date) && len(date) == 8 {
			format = compactDay
		}
		if c.When, ce = t.days.read(date, at, format); ce != nil {
			return ce
		}
		c.WhenBasis = graph.BasisStated
	}
	if ce := t.words(cells, c); ce != nil {
		return ce
	}
	var place *actorRef
	if v, _ := t.value(cells, "place"); len(v) > 0 && !t.o.NoPlaces {
		if place, ce = t.actor(cells, "place", t.places, t.facts.placeNamed); ce != nil {
			return ce
		}
	}
	source, ce := t.source(cells)
	if ce != nil {
		return ce
	}
	// The claim is checked here, where the columns are known, and not only by the store.
	c.Source, c.Subject, c.Object = source.id, subject.id, object.id
	c.Normalize()
	if err := c.Validate(); err != nil {
		return t.blame(err)
	}
	b.add(c, source, subject, object, place)
	return nil
}

// blame finds the column of the field that an error names.
func (t *csvTable) blame(err error) *cellError {
	field := ""
	if ge, ok := err.(*graph.Error); ok {
		field = map[string]string{"evidence.quote": "quote"}[ge.Field]
		if field == "" {
			field = ge.Field
		}
	}
	at := -1
	if m, ok := t.from[field]; ok {
		at = m.column
	}
	return &cellError{at, cause(err)}
}

// words fills the fields that are taken as they are.
func (t *csvTable) words(cells [][]byte, c *graph.Claim) *cellError {
	if v, at := t.value(cells, "confidence"); len(v) > 0 {
		n, err := strconv.Atoi(string(v))
		if err != nil || n < 0 || n > 100 {
			return badCell(at, v, "%s is no confidence; allowed are whole numbers from 0 to 100", clipped(string(v)))
		}
		c.Confidence = n
	}
	text := func(field string) string {
		v, _ := t.value(cells, field)
		return string(v)
	}
	c.Statement, c.Attribution, c.Event = text("statement"), text("attribution"), text("event")
	if p := text("polarity"); p != "" {
		c.Polarity = graph.Polarity(p)
	}
	if m := text("modality"); m != "" {
		c.Modality = graph.Modality(m)
	}
	if q := text("quote"); q != "" {
		c.Evidence = []graph.Quote{{Text: q}}
	}
	return nil
}

func (t *csvTable) actor(cells [][]byte, field string, names actorNames, describe func(string) *graph.Actor) (*actorRef, *cellError) {
	name, at := t.value(cells, field)
	ref, ok := names[string(name)]
	if !ok {
		if len(name) == 0 {
			return nil, badCell(at, nil, "is empty; a claim needs a subject and an object")
		}
		if err := checkName(name); err != nil {
			return nil, &cellError{at, err}
		}
		ref = names.put(string(name), describe(string(name)))
	}
	if ref.err != nil {
		return nil, &cellError{at, ref.err}
	}
	return ref, nil
}

func (t *csvTable) source(cells [][]byte) (*sourceRef, *cellError) {
	if t.file != nil {
		return t.file, nil
	}
	name, at := t.value(cells, "source")
	address, urlAt := t.value(cells, "url")
	if at < 0 {
		at = urlAt
	}
	k := string(name) + "\x00" + string(address)
	ref, ok := t.sources[k]
	if !ok {
		for _, part := range [][]byte{name, address} {
			if err := checkName(part); err != nil {
				return nil, &cellError{at, err}
			}
		}
		var s *graph.Source
		switch {
		case len(address) > 0:
			if s = article(string(address), ""); len(name) > 0 {
				s.Publisher = string(name)
			}
		case len(name) > 0:
			s = &graph.Source{ID: graph.SourceID(slug(string(name))), Publisher: string(name)}
		default:
			return nil, badCell(at, nil, "is empty; a claim needs a source")
		}
		ref = t.sources.put(k, s)
	}
	if ref.err != nil {
		return nil, &cellError{at, ref.err}
	}
	return ref, nil
}
