package exchange

import (
	"bytes"
	"strings"

	"liaison/graph"
)

// phoenixFormat is the event table of Phoenix: 26 columns with tabs and no header, or a CSV with one, whose codes have
// lost their leading zeros.
//
// A row with several addresses makes one claim for each, as each is a source, under one event key, the row's id, which
// Phoenix gives to an event. The day is Phoenix's word for when it happened and counts as stated. Actors are CAMEO
// codes: a country's code stands for the country; all others go by the code, with its parts in words.
var phoenixFormat = eventFormat{
	name:    formatPhoenix,
	columns: map[int]string{1: "date", 5: "source", 9: "target", 13: "CAMEO", 24: "URL"},
	fits: func(first []string, comma byte) bool {
		if comma == '\t' {
			return len(first) == 26 && len(first[1]) == 8 && digits(first[1]) && digits(first[2]) && digits(first[13])
		}
		return comma == ',' && hasAll(first, "date", "source", "target", "srcactor", "tgtactor", "cameo")
	},
	open: func(s *setup, first []string) (table, bool, error) {
		t := &phoenixTable{setup: s, actors: actorNames{}, places: actorNames{}, sources: sourceNames{}, width: len(first)}
		t.id, t.date, t.side, t.code, t.root, t.geo, t.url, t.from = 0, 1, [2]int{5, 9}, 13, 14, [2]int{20, 22}, 24, 25
		at := columnsOf(first)
		_, header := at["srcactor"]
		if header {
			t.id, t.date, t.side = column(at, "gid", "id"), at["date"], [2]int{at["source"], at["target"]}
			t.code, t.root, t.geo = at["cameo"], column(at, "rootcode"), [2]int{column(at, "geoname"), column(at, "countrycode")}
			t.url, t.from = column(at, "url"), column(at, "sourcetxt")
		}
		return t, header, nil
	},
}

type phoenixTable struct {
	*setup
	width          int
	id, date       int
	side           [2]int // codes of source and target
	code, root     int
	geo            [2]int // name, country code
	url, from      int
	file           *sourceRef
	actors, places actorNames
	sources        sourceNames
	days           days
	found          []*sourceRef
}

func (t *phoenixTable) row(cells [][]byte, b *builder) *cellError {
	if len(cells) != t.width {
		return badRow("has %d columns; %d are expected", len(cells), t.width)
	}
	when, ce := t.days.read(cell(cells, t.date), t.date, compactDay)
	if ce != nil {
		return ce
	}
	var ends [2]*actorRef
	for i, at := range t.side {
		if ends[i], ce = t.actor(cells, at); ce != nil {
			return ce
		}
	}
	relation, err := t.relations.cameo(cell(cells, t.code), cell(cells, t.root), nil)
	if err != nil {
		return &cellError{t.code, err}
	}
	if ce := t.articles(cells); ce != nil {
		return ce
	}
	var place *actorRef
	if name := cell(cells, t.geo[0]); !empty(name) && !t.o.NoPlaces {
		place = t.facts.where(t.places, t.named(name, cell(cells, t.geo[1])))
	}
	event := ""
	if id := cell(cells, t.id); len(id) > 0 {
		event = "phoenix:" + string(id)
	}
	for _, s := range t.found {
		c := b.claim()
		c.When, c.WhenBasis, c.Relation, c.Event = when, graph.BasisStated, relation, event
		b.add(c, s, ends[0], ends[1], place)
	}
	return nil
}

// named adds the country to the name of a place, which may be that of many.
func (t *phoenixTable) named(name, code []byte) []byte {
	c := t.facts.byCode[string(code)]
	if c == nil || t.facts.countryNamed(string(name)) == c {
		return name
	}
	return append(append(bytes.Clone(name), ", "...), c.name...)
}

func (t *phoenixTable) actor(cells [][]byte, at int) (*actorRef, *cellError) {
	code := cell(cells, at)
	ref, ok := t.actors[string(code)]
	if !ok {
		if empty(code) {
			return nil, badCell(at, code, "is empty; an event needs a source and a target")
		}
		if err := checkName(code); err != nil {
			return nil, &cellError{at, err}
		}
		ref = t.actors.put(string(code), t.facts.coded(string(code)))
	}
	if ref.err != nil {
		return nil, &cellError{at, ref.err}
	}
	return ref, nil
}

// coded describes an actor of whom only the CAMEO code is known: letters in threes, first a country or a kind of actor,
// then what the actor is.
func (f *facts) coded(code string) *graph.Actor {
	if c := f.byCode[code]; c != nil {
		a := f.actorNamed(c.name)
		a.Codes = []string{"cameo:" + code}
		return a
	}
	a := &graph.Actor{ID: graph.ActorID(slug(code)), Name: code, Kind: graph.KindGroup, Codes: []string{"cameo:" + code}}
	var words []string
	for rest := code; len(rest) >= 3; rest = rest[3:] {
		part := rest[:3]
		if c := f.byCode[part]; c != nil && len(rest) == len(code) {
			a.Country = c.code
			words = append(words, c.name)
		} else if r, ok := f.roles[part]; ok {
			if a.Kind == graph.KindGroup {
				a.Kind = r.kind
			}
			words = append(words, r.words)
		} else {
			words = append(words, part)
		}
	}
	if said := strings.Join(words, ", "); said != "" && said != code {
		a.Name, a.Aliases = said+" ("+code+")", []string{code}
	}
	return a
}

// articles finds the sources of a row.
func (t *phoenixTable) articles(cells [][]byte) *cellError {
	t.found = t.found[:0]
	if t.o.Source == "" {
		names := bytes.Split(cell(cells, t.from), []byte(";"))
		for i, address := range bytes.Split(cell(cells, t.url), []byte(";")) {
			if address = bytes.TrimSpace(address); len(address) == 0 {
				continue
			}
			ref, ok := t.sources[string(address)]
			if !ok {
				s := article(string(address), "")
				if i < len(names) && s.URL != "" && checkName(names[i]) == nil {
					s.Title = string(names[i]) // the feed through which Phoenix got it
				}
				ref = t.sources.put(string(address), s)
			}
			if ref.err != nil {
				return &cellError{t.url, ref.err}
			}
			t.found = append(t.found, ref)
		}
	}
	if len(t.found) > 0 {
		return nil
	}
	if t.file == nil {
		file, err := t.fileSource("Phoenix")
		if err != nil {
			return &cellError{-1, cause(err)}
		}
		t.file = file
	}
	t.found = append(t.found, t.file)
	return nil
}
