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
	stem  string // where it stands: file and line, for errors
}

// shelf is all that is shipped, read.
type shelf struct {
	list   []listing
	byID   map[graph.ActorID]int
	byName map[string][]int // joined keys of a proper name to its actors
	terms  []shippedTerm
	words  *wordLists
	heads  *headLists
	states map[string]int // by country code
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
	s := &shelf{byID: map[graph.ActorID]int{}, byName: map[string][]int{}, states: map[string]int{}, adject: map[int]string{}}
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
	return s, nil
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

// put adds an actor, checked; an id must be new.
func (s *shelf) put(l listing) (int, error) {
	a := &l.entry.actor
	if err := a.Validate(); err != nil {
		return 0, err
	}
	if _, twice := s.byID[a.ID]; twice {
		return 0, fmt.Errorf("id %q is there twice", a.ID)
	}
	l.entry.period, _ = graph.ParsePeriod(a.Valid)
	l.entry.person = a.Kind == graph.KindPerson
	at := len(s.list)
	own := map[string]bool{}
	kept := l.names[:0]
	for _, n := range l.names {
		n.keys, n.need = keysOf(n.text, nil)
		if len(n.keys) == 0 {
			return 0, fmt.Errorf("the name %q has no letters", n.text)
		}
		k := strings.Join(n.keys, " ")
		if own[k] && n.via == ByDemonym && n.flags&isPerson == 0 {
			continue // "Taiwan" as an adjective says no more than the name
		}
		own[k] = own[k] || n.via == ByName && n.flags&isShort == 0
		if n.via == ByName && n.flags&isShort == 0 {
			s.byName[k] = append(s.byName[k], at)
		}
		kept = append(kept, n)
	}
	l.names = kept
	s.byID[a.ID] = at
	s.list = append(s.list, l)
	return at, nil
}

// needPossessive is added to the shape of the last word of a name such as "Moody's".
const needPossessive = 1 << 2

// keysOf cuts a listed name into the keys of its words, and says how each has to be written in a text.
func keysOf(name string, loose func(string) bool) (keys []string, need string) {
	sc := scanner{text: name}
	var t token
	var buf [maxWord + 8]byte
	var shapes []byte
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
		keys = append(keys, listed(folded, &t))
		shapes = append(shapes, byte(sh))
	}
	if len(shapes) > 0 && t.possessive {
		shapes[len(shapes)-1] |= needPossessive
	}
	return keys, string(shapes)
}
