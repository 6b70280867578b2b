package exchange

import (
	"fmt"
	"strings"

	"liaison/graph"
)

// polecatFormat is the event table of POLECAT: 40 columns with tabs and a header.
//
// The relation is the PLOVER type with its mode where the ontology has one. A publication names neither address nor
// story, so its source is the publisher on that day. Event Date counts as stated, unless it is the day of publication,
// which POLECAT falls back to. Event ID is the event key. A row without recipient is refused: an edge has two ends.
var polecatFormat = eventFormat{
	name: formatPOLECAT,
	fits: func(first []string, comma byte) bool {
		return comma != ';' && hasAll(first, "eventid", "eventdate", "eventtype", "eventmode", "actorname", "recipientname")
	},
	open: func(s *setup, first []string) (table, bool, error) {
		t := &polecatTable{setup: s, at: columnsOf(first), width: len(first), actors: actorNames{}, places: actorNames{}, sources: sourceNames{}}
		return t, true, nil
	},
}

// polecatColumns are the columns of a row, in order.
var polecatColumns = strings.Split("Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"+
	"Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|"+
	"Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|"+
	"Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People|"+
	"Story Organizations|Story Locations|Language|Version", "|")

type polecatTable struct {
	*setup
	at             map[string]int
	width          int
	file           *sourceRef
	actors, places actorNames
	sources        sourceNames
	days, printed  days
}

func (t *polecatTable) row(cells [][]byte, b *builder) *cellError {
	for len(cells) > t.width && len(cells[len(cells)-1]) == 0 {
		cells = cells[:len(cells)-1] // some files end their rows with empty columns
	}
	if _, excess := t.at["headline"]; excess && len(cells) == len(polecatColumns) {
		t.at, t.width = columnsOf(polecatColumns), len(polecatColumns) // the header of some files names columns that are not there
	}
	if len(cells) != t.width {
		return badRow("has %d columns; the header has %d", len(cells), t.width)
	}
	dateAt := t.at["eventdate"]
	when, ce := t.days.read(cell(cells, dateAt), dateAt, isoDay)
	if ce != nil {
		return ce
	}
	subject, ce := t.actor(cells, "actor")
	if ce != nil {
		return ce
	}
	object, ce := t.actor(cells, "recipient")
	if ce != nil {
		return ce
	}
	relation, err := t.relation(cells)
	if err != nil {
		return &cellError{t.at["eventtype"], err}
	}
	var published graph.When
	if i := column(t.at, "publicationdate"); i >= 0 && !empty(cell(cells, i)) {
		if published, ce = t.printed.read(cell(cells, i), i, isoDay); ce != nil {
			return ce
		}
	}
	source, ce := t.source(cells, published)
	if ce != nil {
		return ce
	}
	c := b.claim()
	c.When, c.WhenBasis, c.Relation = when, graph.BasisStated, relation
	if when == published {
		c.WhenBasis = graph.BasisPublication
	}
	if id := cell(cells, t.at["eventid"]); len(id) > 0 {
		c.Event = "polecat:" + string(id)
	}
	b.add(c, source, subject, object, t.where(cells))
	return nil
}

// relation finds the relation of a type and a mode.
func (t *polecatTable) relation(cells [][]byte) (graph.RelationID, *graph.Error) {
	kind := strings.ToUpper(string(cell(cells, t.at["eventtype"])))
	mode := strings.ToLower(string(cell(cells, t.at["eventmode"])))
	mode = strings.NewReplacer("_", "-", " ", "-").Replace(mode)
	if mode == "na" {
		mode = ""
	}
	for _, id := range []graph.RelationID{graph.RelationID(strings.ToLower(kind) + "-" + mode), graph.RelationID(kind)} {
		if _, ok := t.relations.ontology.Relation(id); ok && (mode != "" || id == graph.RelationID(kind)) {
			return id, nil
		}
	}
	return "", graph.NotFound("", kind, "%s is no PLOVER type of the ontology", clipped(kind))
}

// actor reads the side of a row whose columns begin with a word.
func (t *polecatTable) actor(cells [][]byte, side string) (*actorRef, *cellError) {
	at := t.at[side+"name"]
	name := cell(cells, at)
	if empty(name) || string(name) == "None" {
		at = column(t.at, side+"nameraw")
		name = cell(cells, at)
	}
	if empty(name) || string(name) == "None" {
		return nil, badCell(t.at[side+"name"], nil, "is empty; an event needs an actor and a recipient")
	}
	sector := string(cell(cells, column(t.at, "primary"+side+"sector")))
	in := string(cell(cells, column(t.at, side+"country")))
	k := string(name) + "\x00" + sector + "\x00" + in
	ref, ok := t.actors[k]
	if !ok {
		if err := checkName(name); err != nil {
			return nil, &cellError{at, err}
		}
		ref = t.actors.put(k, t.describe(cells, side, string(name), sector, in))
	}
	if ref.err != nil {
		return nil, &cellError{at, ref.err}
	}
	return ref, nil
}

// describe uses the sector and the country beside a name. POLECAT resolves names to Wikipedia where it can; the article
// is kept as a code.
func (t *polecatTable) describe(cells [][]byte, side, name, sector, in string) *graph.Actor {
	a := t.facts.actorNamed(name)
	if a.Kind == graph.KindGroup {
		if r, ok := t.facts.roles[sector]; ok {
			a.Kind = r.kind
		}
		if title := cell(cells, column(t.at, side+"title")); !empty(title) && string(title) != "None" {
			a.Kind = graph.KindPerson // only people have titles
		}
	}
	if c := t.facts.byCode[in]; c != nil && a.Country == "" {
		a.Country = c.code
	}
	if wiki := cell(cells, column(t.at, "wikipedia"+side+"id")); !empty(wiki) && string(wiki) != "None" && checkName(wiki) == nil {
		a.Codes = []string{"wikipedia:" + string(wiki)}
	}
	return a
}

func (t *polecatTable) source(cells [][]byte, published graph.When) (*sourceRef, *cellError) {
	at := column(t.at, "source")
	publisher := cell(cells, at)
	if t.o.Source != "" || empty(publisher) {
		if t.file == nil {
			file, err := t.fileSource("POLECAT")
			if err != nil {
				return nil, &cellError{-1, cause(err)}
			}
			t.file = file
		}
		return t.file, nil
	}
	k := string(publisher) + " " + published.String()
	ref, ok := t.sources[k]
	if !ok {
		name := strings.ToValidUTF8(string(publisher), "\uFFFD")
		id := slug(fmt.Sprintf("%s %s", name, strings.ReplaceAll(published.String(), "-", " ")))
		ref = t.sources.put(k, &graph.Source{ID: graph.SourceID(id), Publisher: name, Published: published.String(), Kind: "newspaper-issue"})
	}
	if ref.err != nil {
		return nil, &cellError{at, ref.err}
	}
	return ref, nil
}

func (t *polecatTable) where(cells [][]byte) *actorRef {
	if t.o.NoPlaces {
		return nil
	}
	var parts []string
	for _, name := range []string{"city", "district", "province", "country"} {
		part := string(cell(cells, column(t.at, name)))
		if part == "" || part == "NA" || part == "None" || len(parts) > 0 && parts[len(parts)-1] == part {
			continue
		}
		if c := t.facts.byCode[part]; c != nil {
			part = c.name
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return nil
	}
	return t.facts.where(t.places, []byte(strings.Join(parts, ", ")))
}
