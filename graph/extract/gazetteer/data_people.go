package gazetteer

import (
	"cmp"
	"fmt"
	"strings"

	"liaison/graph"
)

// leaderRow reads: holder, offices, names, time in office, Russian, Arabic. The holder is an actor of another table. A
// person with several times in office has several rows. In the first name an asterisk stands before the words that are
// used alone ("*Xi Jinping": the first word; "Kais *Saied": all that follows); without one it is the last word, and with one at
// the end the name is only used whole.
func (s *shelf) leaderRow(c []string) error {
	holder, ok := s.byID[graph.ActorID(c[0])]
	if !ok {
		return fmt.Errorf("the holder %q is not in the tables of actors", c[0])
	}
	period, err := graph.ParsePeriod(c[3])
	if err != nil {
		return err
	}
	if period.IsZero() {
		return fmt.Errorf("no time in office")
	}
	first, _, _ := strings.Cut(c[2], ";")
	name, short := shortName(strings.TrimSpace(first))
	id := Slug(name)
	person, known := s.byID[id]
	if !known {
		if person, err = s.person(id, name, short, holder, c); err != nil {
			return err
		}
	}
	e := &s.list[person].entry
	if !e.person {
		return fmt.Errorf("the id %q of a person is that of another actor", id)
	}
	e.office = cover(e.office, period)
	items(c[1], func(office string) {
		if !s.heads.roles[office] && err == nil {
			err = fmt.Errorf("the office %q is in no row of heads", office)
		}
		e.roles = append(e.roles, office)
		s.terms = append(s.terms, shippedTerm{holder: holder, person: person, office: office, period: period})
	})
	return err
}

// person adds somebody who is met for the first time.
func (s *shelf) person(id graph.ActorID, name, short string, holder int, c []string) (int, error) {
	l := listing{entry: entry{actor: graph.Actor{
		ID: id, Kind: graph.KindPerson, Country: s.list[holder].entry.actor.Country,
	}}}
	_, others, _ := strings.Cut(c[2], ";")
	if err := s.namesOf(&l, name+";"+others, c[4], c[5]); err != nil {
		return 0, err
	}
	if short != name {
		l.name(short, ByName, isShort)
		if rest, ok := strings.CutPrefix(short, "al-"); ok {
			l.name(rest, ByName, isShort)
		}
	}
	items(c[4], func(russian string) {
		if at := strings.LastIndexByte(russian, ' '); at > 0 {
			l.name(russian[at+1:], ByName, isShort)
		}
	})
	items(c[5], func(arabicName string) {
		if at := strings.LastIndexByte(arabicName, ' '); at > 0 {
			l.name(arabicName[at+1:], ByName, isShort)
		}
	})
	return s.put(l)
}

// shortName returns a name without its asterisk, and what is used alone.
func shortName(written string) (name, short string) {
	before, after, marked := strings.Cut(written, "*")
	name = before + after
	if marked {
		if after == "" { // "Hun Sen*": only whole
			return name, name
		}
		if before == "" { // "*Xi Jinping": the first word
			short, _, _ = strings.Cut(after, " ")
			return name, short
		}
		return name, after
	}
	return name, name[strings.LastIndexByte(name, ' ')+1:]
}

// cover returns the span from the first day of two spans to the last day of them.
func cover(a, b graph.When) graph.When {
	if a.IsZero() {
		return b
	}
	x, y := a.Bounds(), b.Bounds()
	from, to := min(x.SLo, y.SLo), max(x.EHi, y.EHi)
	text := from.String() + "/"
	if to.IsOpen() {
		text += ".."
	} else {
		text += to.String()
	}
	w, err := graph.ParsePeriod(text)
	if err != nil {
		return b
	}
	return w
}

// seatRow reads: id, kind, whom it stands for, names, Russian, Arabic. The names mean these actors by metonym, and the place.
func (s *shelf) seatRow(c []string) error {
	var holders []int
	var unknown error
	items(c[2], func(id string) {
		of, ok := s.byID[graph.ActorID(id)]
		if !ok {
			unknown = fmt.Errorf("the actor %q is not in the tables of actors", id)
			return
		}
		holders = append(holders, of)
	})
	if unknown != nil || len(holders) == 0 {
		return cmp.Or(unknown, fmt.Errorf("it stands for nobody"))
	}
	l := listing{entry: entry{actor: graph.Actor{
		ID: graph.ActorID(c[0]), Kind: graph.Kind(c[1]), Country: s.list[holders[0]].entry.actor.Country,
	}}}
	if err := s.namesOf(&l, c[3], c[4], c[5]); err != nil {
		return err
	}
	for i := range l.names {
		l.names[i].flags |= isSeat
	}
	at, err := s.put(l)
	if err != nil {
		return err
	}
	for _, of := range holders {
		for _, n := range s.list[at].names {
			n.via = ByMetonym
			s.list[of].names = append(s.list[of].names, n)
		}
	}
	return nil
}

// cityRow reads: country, cities. Cities are separated by semicolons, names of one by bars; the id is made of the first.
func (s *shelf) cityRow(c []string) error {
	var first error
	items(c[1], func(city string) {
		names := strings.Split(city, "|")
		l := listing{entry: entry{actor: graph.Actor{ID: Slug(names[0]), Name: names[0], Kind: graph.KindPlace, Country: c[0]}}}
		if _, twice := s.byID[l.entry.actor.ID]; twice {
			l.entry.actor.ID += graph.ActorID("-" + strings.ToLower(cmp.Or(c[0], "place")))
		}
		l.entry.actor.Aliases = names[1:]
		for _, n := range names {
			l.name(n, ByName, 0)
		}
		if _, err := s.put(l); err != nil && first == nil {
			first = fmt.Errorf("%s: %w", city, err)
		}
	})
	return first
}
