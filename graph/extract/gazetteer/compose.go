package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"liaison/graph"
)

// headAt returns the longest head that ends at word j, and where it begins.
func (p *phrase) headAt(j int) (head, int, bool) {
	for n := min(p.g.heads.longest, j+1); n > 0; n-- {
		if h, ok := p.g.heads.common[p.join(j-n+1, j)]; ok {
			return h, j - n + 1, true
		}
	}
	if w := p.low[j]; p.words[j].shape == lower && p.words[j].ascii && p.g.words.peoples(w) {
		return head{SortPeople, graph.KindGroup, w, "civ"}, j, true
	}
	return head{}, 0, false
}

// headFrom returns the longest head that begins at word i, and where it ends.
func (p *phrase) headFrom(i int) (head, int, bool) {
	for n := min(p.g.heads.longest, len(p.words)-i); n > 0; n-- {
		if h, ok := p.g.heads.common[p.join(i, i+n-1)]; ok {
			return h, i + n - 1, true
		}
	}
	return head{}, 0, false
}

// headOf reads "the governor of Idlib", "Ministry of Mines of Chile", "the army of Chad".
func (p *phrase) headOf() (Reading, bool) {
	last := len(p.words) - 1
	for i := 1; i < last; i++ {
		if p.low[i] != "of" && p.low[i] != "from" && p.low[i] != "to" && p.low[i] != "in" {
			continue
		}
		if m := p.covering(0, i-1); m != nil && p.low[i] != "of" && p.low[i] != "to" { // "Houthi rebels in Yemen"
			r := Reading{Match: *m, Sort: SortName, Named: true}
			p.about(&r, m)
			return r, true
		}
		h, from, ok := p.headAt(i - 1)
		if !ok || p.spans(from, i) {
			continue
		}
		if h.sort == SortThing {
			if r, ok := p.placeOf(h, i); ok {
				return r, true
			}
			continue
		}
		if from > 0 {
			if m := p.owner(0, from-1); m != nil { // "the Russian ambassador to Poland", "British troops in Iraq"
				return p.compose(h, from, i-1, m)
			}
		}
		if p.low[i] == "to" {
			continue // "ambassador to Poland" is not Poland's
		}
		if p.words[i-1].shape != lower && (h.kind == graph.KindParty || h.kind == graph.KindCompany) {
			continue // "Bank of Mozambique" is a name
		}
		at := i + 1
		for at < last && p.g.words.is(p.low[at], wordFunction) {
			at++
		}
		if m := p.owner(at, last); m != nil && m.Start == p.words[at].start {
			return p.compose(h, from, i-1, p.behindPossessive(m))
		}
		if p.low[i] == "of" && p.words[at].shape != lower {
			return p.composeOpen(h, from, i-1, at)
		}
	}
	return Reading{}, false
}

// behindPossessive returns the name that a possessive one stands right before: the Green League of "Roe's Green League".
func (p *phrase) behindPossessive(m *Match) *Match {
	for k := range p.matches {
		n := &p.matches[k]
		if m.Possessive && n.Start > m.End && n.Start <= m.End+len("’s ") && len(n.Candidates) > 0 && !n.Candidates[0].Short {
			return n
		}
	}
	return m
}

// placeOf reads "the village of Hajong Disa"; word i is "of".
func (p *phrase) placeOf(h head, i int) (Reading, bool) {
	last := len(p.words) - 1
	at := i + 1
	for at < last && p.low[at] == "the" {
		at++
	}
	if p.low[i] != "of" || h.kind == "" || p.words[at].shape == lower {
		return Reading{}, false
	}
	r := Reading{Sort: SortThing, Head: p.low[i-1], Kind: h.kind, Named: true}
	if m := p.covering(at, last); m != nil {
		p.belong(&r, m)
		return r, true
	}
	if !p.g.properAlone(p, at) {
		return Reading{}, false
	}
	name := oneLine(p.text[p.words[at].start:p.words[last].end])
	r.New = &graph.Actor{ID: Slug(name), Name: name, Kind: h.kind}
	p.fresh(r.New)
	return r, true
}

// spans says whether a head that begins at a word goes on behind word i: "Ministry of Mines".
func (p *phrase) spans(from, i int) bool {
	_, to, ok := p.headFrom(from)
	return ok && to > i
}

// headLast reads "the Russian foreign ministry", "Chile's Ministry of Mines", "Israeli warplanes".
func (p *phrase) headLast() (Reading, bool) {
	last := len(p.words) - 1
	h, from, ok := p.headAt(last)
	if !ok || p.words[last].shape != lower && p.linkAt() > 0 && p.linkAt() < from {
		return Reading{}, false // "Front for the Liberation of the Coast" is a name
	}
	// "Algerian government forces": the longest head may begin within the name of the owner.
	for at := max(from, 1); at <= last; at++ {
		part, isHead := p.g.heads.common[p.join(at, last)]
		if !isHead {
			continue
		}
		if m := p.nearest(at); m != nil {
			if isOpen := p.words[last].shape != lower && (part.kind == graph.KindParty || part.kind == graph.KindCompany); isOpen {
				return Reading{}, false // "Turkish Labour Party" is a name
			}
			if p.namedBetween(m, at, part.sort) {
				return Reading{}, false // "Kachin Independence Organisation" is a name
			}
			return p.compose(part, at, last, m)
		}
	}
	if from > 0 {
		if p.words[from].shape != lower && p.words[from-1].shape != lower {
			return Reading{}, false // a proper name: "Ocean Freight Union"
		}
	}
	if h.sort == SortThing && h.kind == "" {
		return Reading{}, false
	}
	return p.bare(h, from, last), true
}

// namedBetween says whether words with capitals stand between an owner and a head at a word that has one too.
func (p *phrase) namedBetween(m *Match, at int, sort Sort) bool {
	generic := p.g.words.is(p.low[at-1], wordGeneric)
	if sort != SortPeople && !(sort == SortOrgan && generic) {
		return false
	}
	if p.words[len(p.words)-1].shape == lower || p.words[at-1].start < m.End || p.words[at-1].possessive {
		return false
	}
	return p.words[at-1].shape == title && (generic || !p.plainWord(at-1))
}

// compose makes the reading of a head, the words from to to, that belongs to whom a match means.
func (p *phrase) compose(h head, from, to int, m *Match) (Reading, bool) {
	r := Reading{Sort: h.sort, Head: p.join(from, to), Role: h.slug, Kind: h.kind, Sector: h.sector}
	r.Seat, r.Before, r.After = false, "", ""
	p.belong(&r, m)
	owners := p.owners(m)
	switch h.sort {
	case SortStaff:
		r.Candidates = owners
		if a, _ := p.g.Actor(r.Of); family(a.Kind) == graph.KindGroup {
			r.Kind = a.Kind // "Hamas fighters" are no agency of a state
		}
	case SortOffice:
		if p.private(h, owners) {
			p.folk(&r, m, from, to, nil)
			break
		}
		r.Candidates = p.holders(&r, owners)
	case SortOrgan:
		if h.slug == "police" {
			owners = p.cityOf(m, owners)
		}
		p.organ(&r, owners)
	case SortPeople:
		p.folk(&r, m, from, to, owners)
	}
	return r, true
}

// belong sets whom a reading belongs to.
func (p *phrase) belong(r *Reading, m *Match) {
	best := p.owners(m)
	if len(best) == 0 {
		return
	}
	a, _ := p.g.Actor(best[0].Actor)
	r.Of, r.Country = a.ID, a.Country
}

// owners returns the meanings of a match as an owner.
func (p *phrase) owners(m *Match) []Candidate { return m.Best() }

// cityOf returns the place of a seat, which has a police of its own: the "Kyiv police" are the city's.
func (p *phrase) cityOf(m *Match, owners []Candidate) []Candidate {
	if !m.Seat {
		return owners
	}
	return filter(m.Candidates, func(c Candidate) bool { return c.Via != ByMetonym })
}

// organ finds the body of a state, or proposes it.
func (p *phrase) organ(r *Reading, owners []Candidate) {
	if len(owners) == 0 {
		return
	}
	i := p.g.byID[owners[0].Actor]
	if list := p.g.organs[organKey{i, r.Role}]; len(list) > 0 {
		for _, n := range list {
			e := &p.g.entries[n]
			r.Candidates = append(r.Candidates, Candidate{Actor: e.actor.ID, Via: ByName, Known: e.known, Exists: e.exists(p.at)})
		}
		return
	}
	owner := &p.g.entries[i].actor
	name := owner.Name
	if adjective := p.g.adjects[i]; adjective != "" {
		name = adjective
	}
	r.New = &graph.Actor{
		ID: owner.ID + "-" + graph.ActorID(r.Role), Name: name + " " + strings.ReplaceAll(r.Role, "-", " "),
		Kind: r.Kind, Country: owner.Country,
	}
	p.fresh(r.New)
}

// folk makes the reading of people who act for themselves: "Chechen rebels"; those of an organisation are it:
// "Boko Haram gunmen".
func (p *phrase) folk(r *Reading, m *Match, from, to int, owners []Candidate) {
	if len(owners) > 0 {
		switch a, _ := p.g.Actor(owners[0].Actor); a.Kind {
		case graph.KindArmedGroup, graph.KindParty, graph.KindNGO, graph.KindIGO:
			r.Candidates, r.Kind = owners, a.Kind
			return
		}
	}
	r.Of = ""
	name := m.Text + " " + p.text[p.words[from].start:p.words[to].end]
	r.New = &graph.Actor{ID: Slug(name), Name: name, Kind: r.Kind, Country: r.Country}
	p.fresh(r.New)
}

// composeOpen reads a head of a proper noun that is not listed: "the mayor of Springfield", "president of the Freight Union".
func (p *phrase) composeOpen(h head, from, to, at int) (Reading, bool) {
	r := p.bare(h, from, to)
	last := len(p.words) - 1
	name := p.text[p.words[at].start:p.words[last].end]
	if h.sort == SortOffice {
		r.New = nil
		if a, ok := p.g.Propose(name); ok {
			r.Of = a.ID
		}
	}
	return r, true
}

// bare makes the reading of a head that the words give no owner.
func (p *phrase) bare(h head, from, to int) Reading {
	r := Reading{Sort: h.sort, Head: p.join(from, to), Role: h.slug, Kind: h.kind, Sector: h.sector}
	if h.sort == SortPeople {
		name := p.text[p.words[0].start:p.words[to].end]
		r.New = &graph.Actor{ID: Slug(name), Name: clip(name), Kind: h.kind}
		p.fresh(r.New)
	}
	return r
}

// fresh gives a proposed actor an id that no other actor of a different kind or country has, and writes its name on one line.
func (p *phrase) fresh(a *graph.Actor) {
	a.Name = clip(oneLine(a.Name))
	if len(a.ID) > maxSlug {
		a.ID = Slug(a.Name)
	}
	if old, taken := p.g.Actor(a.ID); taken && (old.Kind != a.Kind || old.Country != a.Country) {
		a.ID += graph.ActorID("-" + string(a.Kind))
	}
}

// oneLine writes a text without line breaks, control characters and marks that turn the direction of writing.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069' {
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// clip shortens a name to what an actor's name may have.
func clip(name string) string {
	const most = 200
	if len(name) <= most {
		return name
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(name[cut]) {
		cut--
	}
	return strings.TrimSpace(name[:cut])
}
