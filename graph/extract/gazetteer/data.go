package gazetteer

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"liaison/graph"
)

//go:embed data/*.tsv
var files embed.FS

// actorFiles are the tables of actors, in the order in which their meanings of one name are offered.
var actorFiles = []string{"states", "regions", "igos", "agencies", "armed-groups", "parties", "ngos", "companies", "media"}

// written is a name as a data file lists it.
type written struct {
	text  string
	via   Via
	flags uint8
	keys  []string
	need  string
}

// listing is a shipped actor with its names.
type listing struct {
	entry entry
	names []written
}

// shelf is all that is shipped, read.
type shelf struct {
	list   []listing
	byID   map[graph.ActorID]int
	byName map[uint64][]int32 // hash of a proper name's keys to its actors
	terms  []shippedTerm
	words  *wordLists
	heads  *headLists
	states map[string]int // by country code
	names  int            // of all
	adject map[int]string
}

// shippedTerm is a time in office.
type shippedTerm struct {
	holder, person int
	office         string
	period         graph.When
}

// shipped reads the data files, once.
var shipped = sync.OnceValues(readShelf)

func readShelf() (*shelf, error) {
	s := &shelf{byID: map[graph.ActorID]int{}, byName: map[uint64][]int32{}, states: map[string]int{}, adject: map[int]string{}}
	var err error
	if s.words, err = readWords(); err != nil {
		return nil, err
	}
	if s.heads, err = readHeads(); err != nil {
		return nil, err
	}
	for _, f := range actorFiles {
		if err := eachRow(f, 9, func(c []string) error { return s.actorRow(f, c) }); err != nil {
			return nil, err
		}
	}
	for _, step := range []struct {
		file    string
		columns int
		row     func([]string) error
	}{{"leaders", 6, s.leaderRow}, {"seats", 6, s.seatRow}, {"cities", 2, s.cityRow}} {
		if err := eachRow(step.file, step.columns, step.row); err != nil {
			return nil, err
		}
	}
	return s, s.prepare()
}

// eachRow calls row with the columns of each line of a table. Lines that begin with # are comments; columns missing at
// the end are empty.
func eachRow(file string, columns int, row func([]string) error) error {
	raw, err := files.ReadFile("data/" + file + ".tsv")
	if err != nil {
		return err
	}
	cells := make([]string, columns)
	n := 0
	for line := range strings.Lines(string(raw)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		clear(cells)
		i := 0
		for cell := range strings.SplitSeq(line, "\t") {
			if i == columns {
				return fmt.Errorf("gazetteer data %s.tsv:%d: more than %d columns", file, n, columns)
			}
			cells[i] = strings.TrimSpace(cell)
			i++
		}
		if err := row(cells); err != nil {
			return fmt.Errorf("gazetteer data %s.tsv:%d: %w", file, n, err)
		}
	}
	return nil
}

// items calls f with each of the parts of a cell that semicolons separate.
func items(cell string, f func(string)) {
	for part := range strings.SplitSeq(cell, ";") {
		if part = strings.TrimSpace(part); part != "" {
			f(part)
		}
	}
}

// actorRow reads: id, kind, country, valid, names, adjectives, people, Russian, Arabic.
func (s *shelf) actorRow(file string, c []string) error {
	e := entry{source: file == "media", actor: graph.Actor{
		ID: graph.ActorID(c[0]), Kind: graph.Kind(c[1]), Country: c[2], Valid: c[3],
	}}
	l := listing{entry: e}
	if err := s.namesOf(&l, c[4], c[7], c[8]); err != nil {
		return err
	}
	items(c[5], func(name string) { l.demonym(name, 0) })
	items(c[6], func(name string) { l.demonym(name, isPerson) })
	at, err := s.put(l)
	if err != nil {
		return err
	}
	if file != "states" {
		return nil
	}
	if _, older := s.states[c[2]]; !older {
		s.states[c[2]] = at
	}
	s.adject[at] = strings.TrimSpace(strings.Split(c[5], ";")[0])
	return nil
}

// namesOf adds the proper names. In Russian a word in small letters is a demonym, in Arabic one that begins with "=".
func (s *shelf) namesOf(l *listing, english, russian, arabicNames string) error {
	items(english, func(name string) {
		if l.entry.actor.Name == "" {
			l.entry.actor.Name = name
		} else {
			l.entry.actor.Aliases = append(l.entry.actor.Aliases, name)
		}
		l.name(name, ByName, 0)
	})
	if l.entry.actor.Name == "" {
		return fmt.Errorf("no name")
	}
	items(russian, func(name string) {
		if isLowerCyrillic(name) {
			l.demonym(name, 0)
			return
		}
		l.entry.actor.Aliases = append(l.entry.actor.Aliases, name)
		l.name(name, ByName, 0)
	})
	items(arabicNames, func(name string) {
		if base, ok := strings.CutPrefix(name, "="); ok {
			l.demonym(base, 0)
			for _, e := range arabicEndings {
				l.demonym(strings.TrimSuffix(base, "ة")+e, 0)
			}
			return
		}
		l.entry.actor.Aliases = append(l.entry.actor.Aliases, name)
		l.name(name, ByName, 0)
	})
	return nil
}

// isLowerCyrillic says whether a Russian listing has no capital.
func isLowerCyrillic(s string) bool { return s == strings.ToLower(s) && s >= "а" }

func (l *listing) name(text string, via Via, flags uint8) {
	l.names = append(l.names, written{text: text, via: via, flags: flags})
}

// demonym adds a demonym; one that ends with a hyphen stands only before a hyphen ("Sino-").
func (l *listing) demonym(text string, flags uint8) {
	if p, ok := strings.CutSuffix(text, "-"); ok {
		text, flags = p, flags|isPrefix
	}
	l.name(text, ByDemonym, flags)
}

// What is added to the shape of a word of a name.
const (
	needPossessive = 1 << 2 // it has a possessive ending: "Moody's"
	afterMark      = 1 << 3 // a mark other than a hyphen may stand before it: "Alliance 90/The Greens"
	needShape      = 3
)

// keysOf cuts a listed name into the keys of its words, and says how each has to be written in a text.
func keysOf(name string, loose func(string) bool) (keys []string, need string) {
	sc := scanner{text: name}
	var t token
	var buf [maxWord + 8]byte
	shapes := make([]byte, 0, 8)
	keys = make([]string, 0, 4)
	for sc.next(&t) {
		folded := string(fold(buf[:0], name[t.start:t.end], t.ascii))
		if folded == "" {
			continue
		}
		sh := t.shape
		switch {
		case sh == dotted:
			sh = capitals
		case sh == capitals && len(folded) > 6, sh == capitals && loose != nil && loose(folded):
			sh = title
		}
		if t.gap != joined && len(keys) > 0 {
			sh |= afterMark
		}
		keys = append(keys, listed(folded, &t))
		shapes = append(shapes, byte(sh))
	}
	if len(shapes) > 0 && t.possessive {
		shapes[len(shapes)-1] |= needPossessive
	}
	return keys, string(shapes)
}
