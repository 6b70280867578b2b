package exchange

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"liaison/graph"
)

// icewsFormat is the event file of ICEWS: 20 columns with a header, with tabs, or exported from a spreadsheet with commas
// and more columns, days as M/D/YY and codes without their leading zeros.
//
// A claim's source is the story, by its id, with its publisher. The event's date is the file's word for when it
// happened, so it counts as stated. The event ids of ICEWS are those of one sentence each, so they do not tell which
// rows are about one event, and are not used as event keys: a story that tells of an event in two sentences makes one
// claim.
var icewsFormat = eventFormat{
	name: formatICEWS,
	fits: func(first []string, comma byte) bool {
		return hasAll(first, "eventdate", "sourcename", "targetname", "cameocode") && comma != ';'
	},
	open: func(s *setup, first []string) (table, bool, error) {
		at := columnsOf(first)
		t := &icewsTable{
			setup: s, width: len(first), actors: actorNames{}, places: actorNames{}, sources: sourceNames{}, dirty: s.comma == ',',
			date: at["eventdate"], code: at["cameocode"], text: column(at, "eventtext"),
			story: column(at, "storyid"), publisher: column(at, "publisher"),
		}
		for i, side := range []string{"source", "target"} {
			t.side[i] = icewsSide{at[side+"name"], column(at, side+"sectors"), column(at, side+"country")}
		}
		for _, name := range []string{"city", "district", "province", "country"} {
			t.place = append(t.place, column(at, name))
		}
		if s.o.Source != "" || t.story < 0 {
			source, err := s.fileSource("ICEWS")
			if err != nil {
				return nil, false, err
			}
			t.one = source
		}
		return t, true, nil
	},
}

type icewsSide struct{ name, sectors, country int }

type icewsTable struct {
	*setup
	width            int
	dirty            bool // a spreadsheet's work
	date, code, text int
	side             [2]icewsSide
	story, publisher int
	place            []int
	one              *sourceRef // the source of all claims; nil: each story is one
	actors, places   actorNames
	sources          sourceNames
	days             days
	scratch          []byte
}

func (t *icewsTable) row(cells [][]byte, b *builder) *cellError {
	if len(cells) != t.width {
		return badRow("has %d columns; the header has %d", len(cells), t.width)
	}
	date, format := cell(cells, t.date), isoDay
	if strings.Contains(string(date), "/") {
		format = slashDay
	}
	when, ce := t.days.read(date, t.date, format)
	if ce != nil {
		return ce
	}
	var ends [2]*actorRef
	for i, side := range t.side {
		if ends[i], ce = t.actor(cells, side); ce != nil {
			return ce
		}
	}
	relation, err := t.relations.cameo(cell(cells, t.code), nil, cell(cells, t.text))
	if err != nil {
		return &cellError{t.code, err}
	}
	source := t.source(cells)
	if source.err != nil {
		return &cellError{t.publisher, source.err}
	}
	place := t.where(cells)
	c := b.claim()
	c.When, c.WhenBasis, c.Relation = when, graph.BasisStated, relation
	b.add(c, source, ends[0], ends[1], place)
	return nil
}

func (t *icewsTable) actor(cells [][]byte, side icewsSide) (*actorRef, *cellError) {
	name := cell(cells, side.name)
	ref, ok := t.actors[string(name)]
	if !ok {
		switch {
		case empty(name):
			return nil, badCell(side.name, name, "is empty; an event needs a source and a target")
		case string(name) == unspecified && !t.o.KeepUnspecified:
			return nil, badCell(side.name, name, "is %q, which stands for nobody in particular; an event needs a source and a target", unspecified)
		}
		if err := checkName(name); err != nil {
			return nil, &cellError{side.name, err}
		}
		if r := strayMark(string(name)); r != 0 && t.dirty {
			return nil, badCell(side.name, name, "has the mark U+%04X on a letter that takes none: its accents were broken before it came here", r)
		}
		ref = t.actors.put(string(name), t.describe(string(name), string(cell(cells, side.sectors)), string(cell(cells, side.country))))
	}
	if ref.err != nil {
		return nil, &cellError{side.name, ref.err}
	}
	return ref, nil
}

// describe adds to a name what the sectors and the country beside it tell.
func (t *icewsTable) describe(name, sectors, in string) *graph.Actor {
	a := t.facts.actorNamed(name)
	if c := t.facts.countryNamed(in); c != nil && a.Country == "" {
		a.Country = c.code
	}
	if _, _, role := roleOf(name); role || a.Kind != graph.KindGroup {
		return a
	}
	if k := kindOfSectors(sectors); k != "" {
		a.Kind = k
	}
	return a
}

// kindOfSectors reads the kind from the sectors of ICEWS where they leave no choice. Those of government and parties are
// mostly those of single people, and do not tell.
func kindOfSectors(sectors string) graph.Kind {
	for _, s := range []struct {
		has  string
		kind graph.Kind
	}{
		{"IGO", graph.KindIGO}, {"International Government Organization", graph.KindIGO}, {"Nongovernmental Organization", graph.KindNGO},
		{"NGOs", graph.KindNGO}, {"Multinational Corporation", graph.KindCompany}, {"Insurgents", graph.KindArmedGroup},
		{"Rebel", graph.KindArmedGroup}, {"Separatists", graph.KindArmedGroup}, {"Organized Violent", graph.KindArmedGroup},
		{"State Owned Enterprises", graph.KindCompany},
	} {
		if strings.Contains(sectors, s.has) {
			return s.kind
		}
	}
	return ""
}

// source is the story that a row was read from.
func (t *icewsTable) source(cells [][]byte) *sourceRef {
	story := cell(cells, t.story)
	if t.one != nil {
		return t.one
	}
	if ref, ok := t.sources[string(story)]; ok {
		return ref
	}
	publisher := strings.ToValidUTF8(string(cell(cells, t.publisher)), "\uFFFD")
	if publisher == "NA" {
		publisher = ""
	}
	if empty(story) {
		name := "icews story without id " + publisher
		return t.sources.put(string(story), &graph.Source{ID: graph.SourceID(slug(name)), Publisher: publisher, Kind: "news-story"})
	}
	return t.sources.put(string(story), &graph.Source{ID: graph.SourceID("icews-story-" + slug(string(story))), Publisher: publisher, Kind: "news-story"})
}

// where is the place of the event, nil where the row names none.
func (t *icewsTable) where(cells [][]byte) *actorRef {
	if t.o.NoPlaces {
		return nil
	}
	t.scratch = t.scratch[:0]
	var last []byte
	for _, i := range t.place {
		part := cell(cells, i)
		if empty(part) || bytes.Equal(part, last) {
			continue // "Sao Paulo, Sao Paulo" says nothing more
		}
		last = part
		if len(t.scratch) > 0 {
			t.scratch = append(t.scratch, ", "...)
		}
		t.scratch = append(t.scratch, part...)
	}
	if len(t.scratch) == 0 {
		return nil
	}
	return t.facts.where(t.places, t.scratch)
}

// where gives the actor for the name of a place; nil where the name cannot be one, as a row is no worse without it.
func (f *facts) where(places actorNames, name []byte) *actorRef {
	ref, ok := places[string(name)]
	if !ok {
		if checkName(name) != nil {
			places[string(name)] = &actorRef{err: graph.Invalid("", "", "is no name")}
			return nil
		}
		ref = places.put(string(name), f.placeNamed(string(name)))
	}
	if ref.err != nil {
		return nil
	}
	return ref
}

// strayMark finds a combining mark on an ASCII letter where it makes no letter that Unicode has, or is one of those below
// the letter (but for cedilla and ogonek) that no name of a spreadsheet writes apart. Where a file went through the wrong
// code page, "é" has become two such characters.
func strayMark(name string) rune {
	before := rune(0)
	for _, r := range name {
		if r >= 0x0320 && r <= 0x033F && r != 0x0327 && r != 0x0328 && before != 0 && before < unicode.MaxASCII {
			return r
		}
		before = r
	}
	before = 0
	for _, r := range norm.NFC.String(name) {
		if unicode.Is(unicode.Mn, r) && before != 0 && before < unicode.MaxASCII {
			return r
		}
		before = r
	}
	return 0
}
