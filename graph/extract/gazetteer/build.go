package gazetteer

import (
	"slices"
	"strings"

	"liaison/graph"
)

// builder puts known and shipped actors together.
type builder struct {
	shelf   *shelf
	g       *Gazetteer
	targets [][]int32 // of each shipped actor, the entries that have its names
}

type officeKey struct {
	holder int32
	office string
}

// term is a time in office.
type term struct {
	person int32
	period graph.When
}

// organKey names a body of a state: the state's entry and what the body is.
type organKey struct {
	state int32
	organ string
}

func newBuilder(s *shelf) *builder {
	return &builder{
		shelf: s, targets: make([][]int32, len(s.list)),
		g: &Gazetteer{words: s.words, heads: s.heads, entries: make([]entry, 0, 2*len(s.list)), byID: make(map[graph.ActorID]int32, 2*len(s.list)),
			offices: map[officeKey][]term{}, organs: map[organKey][]int32{}, states: map[string]int32{}, adjects: map[int32]string{}},
	}
}

// know takes an actor of the store; of two with one id the later one.
func (b *builder) know(a graph.Actor) {
	period, _ := graph.ParsePeriod(a.Valid)
	e := entry{actor: a, period: period, known: true, person: a.Kind == graph.KindPerson}
	if i, twice := b.g.byID[a.ID]; twice {
		b.g.entries[i] = e
		return
	}
	b.g.byID[a.ID] = int32(len(b.g.entries))
	b.g.entries = append(b.g.entries, e)
}

// ship settles which entry stands for which shipped actor, and lists all names.
func (b *builder) ship() {
	g := b.g
	known := len(g.entries)
	g.trie = newTrie(b.shelf.names + 2*known)
	names := make([][]written, known)
	shared(known, func(i int) { names[i] = b.namesOf(&g.entries[i].actor) })
	for n, list := range names {
		b.claim(int32(n), &g.entries[n].actor, list)
	}
	for i := range b.shelf.list {
		b.shipOne(i)
	}
	for n, list := range names {
		for _, w := range list {
			b.nameKnown(int32(n), w)
		}
	}
}

func (b *builder) namesOf(a *graph.Actor) []written {
	out := make([]written, 0, 1+len(a.Aliases))
	for i := -1; i < len(a.Aliases); i++ {
		text := a.Name
		if i >= 0 {
			text = a.Aliases[i]
		}
		keys, need := keysOf(text, b.shelf.words.mayBeTitle)
		if n := len(keys); n == 0 || n > maxName {
			continue
		}
		if len(keys) == 1 && need[0] == byte(lower) && b.shelf.words.isCommon(keys[0]) {
			continue // an alias that is only a common word would be found everywhere
		}
		out = append(out, written{text: text, via: ByName, keys: keys, need: need})
	}
	return out
}

// claim finds the shipped actors that a known one takes the place of.
func (b *builder) claim(n int32, a *graph.Actor, names []written) {
	take := func(i int) {
		if !slices.Contains(b.targets[i], n) {
			b.targets[i] = append(b.targets[i], n)
		}
	}
	if i, ok := b.shelf.byID[a.ID]; ok && sameID(a, &b.shelf.list[i].entry.actor) {
		take(i)
	}
	for _, w := range names {
		for _, i := range b.shelf.byName[hashOf(w.keys)] {
			if l := &b.shelf.list[i]; alike(a, &l.entry.actor) && named(l.names, w.keys) {
				take(int(i))
			}
		}
	}
}

// sameID says whether an id that is known and shipped means one actor: its kind or its country have to agree.
func sameID(a, s *graph.Actor) bool {
	return family(a.Kind) == family(s.Kind) || a.Country == s.Country
}

// alike says whether two actors with a name in common are of a like kind and country. An actor without a country is like
// one of any country.
func alike(a, s *graph.Actor) bool {
	return family(a.Kind) == family(s.Kind) && (strings.EqualFold(a.Country, s.Country) || a.Country == "" || s.Country == "")
}

// family joins the kinds that people tell apart in different ways: an armed group with a political arm is a party to one
// researcher and a group to another.
func family(k graph.Kind) graph.Kind {
	switch k {
	case graph.KindArmedGroup, graph.KindParty, graph.KindNGO, graph.KindGroup, graph.KindCompany, graph.KindIGO:
		return graph.KindGroup
	case graph.KindGovernment, graph.KindAgency:
		return graph.KindAgency
	case graph.KindPlace, graph.KindFacility:
		return graph.KindPlace
	}
	return k
}

// shipOne lists the names of a shipped actor for the entries that have them.
func (b *builder) shipOne(i int) {
	l := &b.shelf.list[i]
	if len(b.targets[i]) == 0 {
		b.targets[i] = []int32{b.free(l.entry)}
	} else {
		for _, n := range b.targets[i] {
			e := &b.g.entries[n]
			e.source = e.source || l.entry.source
			e.office, e.roles = l.entry.office, l.entry.roles
		}
	}
	for _, w := range l.names {
		node := b.g.trie.path(w.keys)
		for _, n := range b.targets[i] {
			b.g.trie.add(node, sense{entry: n, via: w.via, flags: w.flags, need: w.need})
		}
	}
}

// free adds an entry for a shipped actor, under an id that no known actor of another meaning has.
func (b *builder) free(e entry) int32 {
	for {
		if _, taken := b.g.byID[e.actor.ID]; !taken {
			break
		}
		e.actor.ID += graph.ActorID("-" + string(e.actor.Kind))
	}
	n := int32(len(b.g.entries))
	b.g.byID[e.actor.ID] = n
	b.g.entries = append(b.g.entries, e)
	return n
}

// nameKnown lists a name of a known actor, unless it has it already as a demonym or a metonym.
func (b *builder) nameKnown(n int32, w written) {
	node := b.g.trie.path(w.keys)
	had := false
	b.g.trie.at(node, func(s *sense) { had = had || s.entry == n && s.need <= w.need && s.flags&isShort == 0 })
	if had {
		return
	}
	b.g.trie.add(node, sense{entry: n, via: w.via, need: w.need})
}

// finish makes what is looked up by other means than names.
func (b *builder) finish() *Gazetteer {
	g := b.g
	for code, i := range b.shelf.states {
		g.states[code] = b.targets[i][0]
	}
	for i, adjective := range b.shelf.adject {
		for _, n := range b.targets[i] {
			g.adjects[n] = adjective
		}
	}
	for _, t := range b.shelf.terms {
		for _, holder := range b.targets[t.holder] {
			k := officeKey{holder, t.office}
			for _, person := range b.targets[t.person] {
				g.offices[k] = append(g.offices[k], term{person, t.period})
			}
		}
	}
	g.indexOrgans()
	return g
}
