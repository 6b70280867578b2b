package exchange

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"

	"liaison/graph"
)

// gdeltFormat is the event table of GDELT: 1.0 with 57 or 58 columns, 2.0 with 61, without a header; or a comma-separated
// copy of 2.0 with a header, whatever its names for the columns, which stand in the order of 2.0 behind an index.
//
// Each article, by its URL, is a source; it was published on or before the day on which GDELT added the row. GDELT takes
// an event's day from the words of the article, else from its publication, and does not say which: a day other than that
// of the addition counts as relative, the same day as that of the publication. GLOBALEVENTID is no event key: no two rows
// share one, and one article often has several for what the claim's fields do not tell apart. Where the copy has a
// Confidence (of a mention, in percent), it is the claim's.
//
// An actor is its name together with its code: "SYRIA" with the code SYRMIL is not the state. Only a country under its
// own code goes by its name alone.
var gdeltFormat = eventFormat{
	name:    formatGDELT,
	columns: map[int]string{0: "GLOBALEVENTID", 1: "SQLDATE", 6: "Actor1Name", 16: "Actor2Name", 26: "EventCode", 57: "SOURCEURL", 60: "SOURCEURL"},
	fits: func(first []string, comma byte) bool {
		switch {
		case comma == '\t':
			return gdeltWidth(len(first)) && digits(first[0]) && len(first[1]) == 8 && digits(first[1])
		case comma == ',':
			return gdeltHeader(first) >= 0
		}
		return false
	},
	open: func(s *setup, first []string) (table, bool, error) {
		t := &gdeltTable{setup: s, actors: actorNames{}, places: actorNames{}, sources: sourceNames{}, confidence: -1}
		header := !digits(first[0])
		if header {
			t.index = gdeltHeader(first)
			t.width, t.confidence = len(first), column(columnsOf(first), "confidence")
		}
		return t, header, nil
	},
}

func gdeltWidth(n int) bool { return n == 57 || n == 58 || n == 61 }

// gdeltHeader finds the column of the event id in a header of GDELT 2.0, after which all others follow in order; -1 if
// this is none.
func gdeltHeader(first []string) int {
	at := column(columnsOf(first), "globaleventid", "eventid")
	if at < 0 || at+61 > len(first) || !strings.Contains(key(first[at+26]), "eventcode") || !strings.Contains(key(first[at+60]), "url") ||
		!strings.HasPrefix(key(first[at+5]), "actor1") || !strings.HasPrefix(key(first[at+15]), "actor2") {
		return -1
	}
	return at
}

func digits[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) > 0
}

type gdeltTable struct {
	*setup
	index          int // columns in front of the event id
	width          int // of a table with a header; else 0
	confidence     int
	file           *sourceRef // of rows without a URL
	actors, places actorNames
	sources        sourceNames
	days, added    days
	scratch        []byte
}

// Columns of GDELT, the same in both versions up to the first place.
const (
	gdeltDay     = 1
	gdeltActor1  = 5 // code, name, country, known group, ethnic, religion 1 and 2, type 1 to 3
	gdeltActor2  = 15
	gdeltCode    = 26
	gdeltRoot    = 28
	gdeltGeoName = 1 // within a place: type, name, country, ...
)

func (t *gdeltTable) row(cells [][]byte, b *builder) *cellError {
	n := len(cells) - t.index
	switch {
	case t.width > 0 && len(cells) != t.width:
		return badRow("has %d columns; the header has %d", len(cells), t.width)
	case t.width == 0 && !gdeltWidth(n):
		return badRow("has %d columns; an event of GDELT has 57, 58 or 61", n)
	}
	action, addedAt, urlAt := 49, 56, 57 // 1.0
	if t.width > 0 || n == 61 {
		action, addedAt, urlAt = 51, 59, 60
	}
	c := cells[t.index:]
	when, ce := t.days.read(cell(c, gdeltDay), t.index+gdeltDay, compactDay)
	if ce != nil {
		return ce
	}
	subject, ce := t.actor(c, gdeltActor1)
	if ce != nil {
		return ce
	}
	object, ce := t.actor(c, gdeltActor2)
	if ce != nil {
		return ce
	}
	relation, err := t.relations.cameo(cell(c, gdeltCode), cell(c, gdeltRoot), nil)
	if err != nil {
		return &cellError{t.index + gdeltCode, err}
	}
	added := cell(c, addedAt)
	if len(added) > 8 {
		added = added[:8]
	}
	known, _ := t.added.read(added, addedAt, compactDay) // no date of addition is no reason to refuse an event
	source, ce := t.source(c, urlAt, known)
	if ce != nil {
		return ce
	}
	claim := b.claim()
	if t.confidence >= 0 {
		if n, err := strconv.Atoi(string(cell(cells, t.confidence))); err == nil && n >= 0 && n <= 100 {
			claim.Confidence = n
		}
	}
	claim.When, claim.WhenBasis, claim.Relation = when, graph.BasisRelative, relation
	if when == known {
		claim.WhenBasis = graph.BasisPublication
	}
	var place *actorRef
	if name := cell(c, action+gdeltGeoName); len(name) > 0 && !t.o.NoPlaces {
		place = t.facts.where(t.places, name)
	}
	b.add(claim, source, subject, object, place)
	return nil
}

func (t *gdeltTable) actor(c [][]byte, at int) (*actorRef, *cellError) {
	code, name := cell(c, at), cell(c, at+1)
	if len(name) == 0 {
		return nil, badCell(t.index+at+1, nil, "is empty; an event needs two actors, this one has one or none")
	}
	t.scratch = append(append(append(t.scratch[:0], name...), 0), code...)
	ref, ok := t.actors[string(t.scratch)]
	if !ok {
		if err := checkName(name); err != nil {
			return nil, &cellError{t.index + at + 1, err}
		}
		ref = t.actors.put(string(t.scratch), t.facts.gdeltActor(string(name), string(code), string(cell(c, at+2)), string(cell(c, at+7))))
	}
	if ref.err != nil {
		return nil, &cellError{t.index + at + 1, ref.err}
	}
	return ref, nil
}

// gdeltActor describes an actor by name, code, country and the first of its types.
func (f *facts) gdeltActor(name, code, in, kind string) *graph.Actor {
	a := &graph.Actor{Name: name, Kind: graph.KindGroup}
	if c := f.byCode[in]; c != nil {
		a.Country = c.code
	}
	if code != "" {
		a.Codes = []string{"cameo:" + code}
	}
	if r, ok := f.roles[kind]; ok {
		a.Kind = r.kind
	}
	own := f.countryNamed(name)
	switch {
	case own != nil && (code == "" || f.byCode[code] == own):
		a.Name, a.Kind, a.Country = own.name, own.kind, own.code
		if folded(name) != folded(own.name) {
			a.Aliases = []string{name}
		}
	case code != "":
		a.Name, a.Aliases = name+" ("+code+")", []string{name}
	}
	a.ID = graph.ActorID(slug(a.Name))
	return a
}

// source is the article of a row; where the row names none, the file itself.
func (t *gdeltTable) source(c [][]byte, at int, added graph.When) (*sourceRef, *cellError) {
	address := bytes.TrimSpace(cell(c, at))
	if len(address) == 0 || t.o.Source != "" {
		if t.file == nil {
			file, err := t.fileSource("GDELT")
			if err != nil {
				return nil, &cellError{-1, cause(err)}
			}
			t.file = file
		}
		return t.file, nil
	}
	ref, ok := t.sources[string(address)]
	if !ok {
		published := ""
		if !added.IsZero() {
			published = "[.." + added.String() + "]"
		}
		ref = t.sources.put(string(address), article(string(address), published))
	}
	if ref.err != nil {
		return nil, &cellError{t.index + at, ref.err}
	}
	return ref, nil
}

// article describes a source by its address. Where GDELT names a service in place of an address, that is the publisher.
func article(address, published string) *graph.Source {
	s := &graph.Source{Published: published, Kind: "news-story"}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		s.Publisher, s.Published = address, ""
		s.ID = graph.SourceID(slug(address))
		return s
	}
	s.URL = u.Scheme + address[len(u.Scheme):] // the scheme in small letters
	s.Publisher = strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	s.ID = graph.SourceID(slug(s.Publisher + u.EscapedPath() + " " + u.RawQuery))
	return s
}
