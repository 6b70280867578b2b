package gazetteer

import (
	"strings"

	"liaison/graph"
)

// titledPerson reads "French President Jacques Martin", "General Thierry Burkhard", "former Chancellor Angela Merkel".
func (p *phrase) titledPerson() (Reading, bool) {
	last := len(p.words) - 1
	for i := 0; i < last; i++ {
		h, j, isOffice := p.headFrom(i)
		if isOffice && h.sort != SortOffice && h.sort != SortStaff {
			isOffice = false
		}
		if !isOffice {
			if !p.g.words.is(p.low[i], wordTitle) {
				continue
			}
			j = i
		}
		for j < last && p.g.words.is(p.low[j+1], wordTitle) {
			j++
		}
		if j == last || !p.personName(j+1, last) {
			continue
		}
		return p.person(h, isOffice, i, j), true
	}
	return Reading{}, false
}

// personName says whether the words i to j can be the name of a person: all with a capital but for particles, none of
// them a head, and no other listed name than a person's.
func (p *phrase) personName(i, j int) bool {
	if j-i > 5 || p.words[i].shape == lower {
		return false
	}
	for k := i; k <= j; k++ {
		if p.words[k].shape == lower && !isParticle(p.low[k]) && !p.hyphened(k) || k > i && p.words[k].gap != joined {
			return false
		}
		if k > i && p.words[k-1].possessive {
			return false
		}
		if !isParticle(p.low[k]) && (p.g.words.is(p.low[k], wordFunction) || p.g.words.is(p.low[k], wordCalendar)) {
			return false
		}
	}
	m := p.covering(i, j)
	if m == nil {
		_, _, isHead := p.headAt(j)
		return !isHead
	}
	for _, c := range m.Candidates {
		if a, _ := p.g.Actor(c.Actor); a.Kind == graph.KindPerson {
			return true
		}
	}
	return false
}

// hyphened says whether a hyphen joins word k to the one before it: "Ho-jen".
func (p *phrase) hyphened(k int) bool {
	return k > 0 && p.text[p.words[k-1].end:p.words[k].start] == "-"
}

func isParticle(word string) bool {
	switch word {
	case "al", "el", "bin", "ibn", "ben", "abu", "de", "da", "do", "dos", "di", "del", "della", "la", "le", "van", "von", "der", "den", "ter", "ul", "ur", "as", "ash", "y", "e", "du", "des", "et", "und", "st":
		return true
	}
	return false
}

// person makes the reading of a titled person; the title is the words i to j.
func (p *phrase) person(h head, isOffice bool, i, j int) Reading {
	last := len(p.words) - 1
	r := Reading{Sort: SortOffice, Kind: graph.KindPerson, Named: true, Sector: h.sector}
	r.Person = p.text[p.words[j+1].start:p.words[last].end]
	if isOffice && h.sort == SortOffice {
		r.Head, r.Role = p.join(i, j), h.slug
	}
	if i > 0 {
		if m := p.owner(0, i-1); m != nil {
			p.belong(&r, m)
		}
	}
	if m := p.covering(j+1, last); m != nil {
		r.Candidates = p.people(m, r.Country)
	} else if p.words[last].end-p.words[j+1].start > 0 {
		r.Candidates = p.surname(r.Person, r.Country, r.Role)
	}
	if len(r.Candidates) > 0 {
		if a, ok := p.g.Actor(r.Candidates[0].Actor); ok && r.Country == "" {
			r.Country = a.Country
		}
		return r
	}
	r.New = &graph.Actor{ID: Slug(r.Person), Name: r.Person, Kind: graph.KindPerson, Country: r.Country}
	p.fresh(r.New)
	return r
}

// people returns the persons that a match may mean, those of the country first and alone if there are any.
func (p *phrase) people(m *Match, country string) []Candidate {
	persons := filter(m.Candidates, func(c Candidate) bool {
		a, _ := p.g.Actor(c.Actor)
		return a.Kind == graph.KindPerson
	})
	if country == "" {
		return persons
	}
	if own := filter(persons, func(c Candidate) bool {
		a, _ := p.g.Actor(c.Actor)
		return a.Country == country || a.Country == ""
	}); len(own) > 0 {
		return own
	}
	return filter(persons, func(c Candidate) bool { return c.Known && !c.Short })
}

// surname finds a person by a name that Find would not take alone: after a title a common word such as "May" is one.
func (p *phrase) surname(name, country, role string) []Candidate {
	keys, _ := keysOf(name, nil)
	node, ok := p.g.trie.find(keys)
	if !ok {
		return nil
	}
	m := Match{}
	p.g.trie.at(node, func(s *sense) {
		e := &p.g.entries[s.entry]
		if !e.person || s.flags&isShort != 0 && !(p.at.IsAllTime() && e.held(role) || !p.at.IsAllTime() && e.near(p.at)) {
			return
		}
		m.Candidates = append(m.Candidates, p.g.candidate(s, p.at))
	})
	return p.people(&m, country)
}

// private says whether an office is none of the state whose demonym it has: a French journalist is not France, but a French
// minister may be.
func (p *phrase) private(h head, owners []Candidate) bool {
	switch h.sector {
	case "gov", "mil", "cop", "spy", "leg", "jud", "igo":
		return false
	}
	if len(owners) == 0 {
		return false
	}
	a, _ := p.g.Actor(owners[0].Actor)
	return a.Kind == graph.KindState || a.Kind == graph.KindGovernment || a.Kind == graph.KindPlace
}

// holders returns who has the office, if just one person can be meant; else the owners.
func (p *phrase) holders(r *Reading, owners []Candidate) []Candidate {
	r.Via = ByOffice
	out := make([]Candidate, 0, len(owners))
	if !p.former && !p.vague && len(owners) == 1 && p.g.words.is(r.Role, wordSole) && !strings.HasSuffix(r.Head, "s") {
		if ids := p.g.Holder(owners[0].Actor, r.Role, p.at); len(ids) == 1 {
			return []Candidate{{Actor: ids[0], Via: ByOffice, Known: p.g.Known(ids[0]), Exists: true}}
		}
	}
	for _, o := range owners {
		o.Via = ByOffice
		out = append(out, o)
	}
	return out
}

// headThenName reads a common head before a name that nobody knows: "Danish shipping company Nordlys".
func (p *phrase) headThenName() (Reading, bool) {
	last := len(p.words) - 1
	i := last
	for i > 0 && p.words[i].shape != lower && p.words[i].script == latin {
		i--
	}
	if i == last || p.words[i].shape != lower {
		return Reading{}, false
	}
	h, from, ok := p.headAt(i)
	if !ok || h.sort == SortThing || h.sort == SortOffice || h.sort == SortStaff || !p.g.properAlone(p, i+1) {
		return Reading{}, false
	}
	if t, ok := p.g.heads.titled[p.low[i]]; ok && h.kind == graph.KindGroup {
		h.kind, h.sector = t.kind, t.sector // "the newspaper Al Marsad" is a company
	}
	name := oneLine(p.text[p.words[i+1].start:p.words[last].end])
	r := Reading{Sort: SortTitled, Head: p.join(from, i), Kind: h.kind, Sector: h.sector, Named: true}
	if from > 0 {
		if m := p.owner(0, from-1); m != nil {
			p.belong(&r, m)
		}
	}
	r.New = &graph.Actor{ID: Slug(name), Name: name, Kind: h.kind, Country: r.Country}
	p.fresh(r.New)
	return r, true
}

// properAlone says whether the words of a group from i on can be a name by themselves.
func (g *Gazetteer) properAlone(p *phrase, i int) bool {
	rest := phrase{g: g, text: p.text, at: p.at, words: p.words[i:], low: p.low[i:]}
	return rest.isOpenName()
}
