package gazetteer

import (
	"iter"
	"slices"
	"strings"

	"liaison/graph"
)

// Gazetteer finds actors. It never changes after New, and is safe for concurrent use.
type Gazetteer struct {
	entries []entry
	byID    map[graph.ActorID]int32
	trie    *trie
	words   *wordLists
	heads   *headLists
	offices map[officeKey][]term
	organs  map[organKey][]int32
	states  map[string]int32 // by country code: the state that has it now
	adjects map[int32]string // of a state: its first adjective
}

// entry is an actor with what matching has to know of it.
type entry struct {
	actor  graph.Actor
	period graph.When
	office graph.When // of a leader: from the first day in office to the last
	known  bool
	source bool
	person bool
	roles  []string // of a shipped leader: the offices held
}

// New makes a gazetteer of the shipped actors and the known ones. A known actor takes the place of a shipped one that
// means the same: of the same id, or with a name in common, and of a like kind and country. It then has all the names of
// the shipped one as well. A known actor's id is never given to a shipped one of another meaning.
//
// The known actors are taken as they are: their periods are read as EDTF, and an empty or faulty one is not known. The
// error tells of a shipped file that cannot be read.
func New(known iter.Seq[graph.Actor]) (*Gazetteer, error) {
	s, err := shipped()
	if err != nil {
		return nil, err
	}
	b := newBuilder(s)
	if known != nil {
		for a := range known {
			b.know(a)
		}
	}
	b.ship()
	return b.finish(), nil
}

// Actor returns a known or shipped actor.
func (g *Gazetteer) Actor(id graph.ActorID) (graph.Actor, bool) {
	i, ok := g.byID[id]
	if !ok {
		return graph.Actor{}, false
	}
	return g.entries[i].actor, true
}

// Known says whether an actor is one of those given to New.
func (g *Gazetteer) Known(id graph.ActorID) bool {
	i, ok := g.byID[id]
	return ok && g.entries[i].known
}

// State returns the state that has a country code now; the code is ISO 3166-1 alpha-3.
func (g *Gazetteer) State(country string) (graph.Actor, bool) {
	i, ok := g.states[strings.ToUpper(country)]
	if !ok {
		return graph.Actor{}, false
	}
	return g.entries[i].actor, true
}

// Names calls yield with every listed name in its compared form and the actors that it may mean; the order is not set.
// It is there to look over the data.
func (g *Gazetteer) Names(yield func(name string, c []Candidate) bool) {
	words := make([]string, len(g.trie.words)+1)
	for w, n := range g.trie.words {
		words[n] = w
	}
	type back struct{ from, word uint32 }
	up := make([]back, len(g.trie.first))
	for e, to := range g.trie.edges {
		up[to] = back{uint32(e >> 32), uint32(e)}
	}
	for n := range g.trie.first {
		if g.trie.first[n] < 0 {
			continue
		}
		var c []Candidate
		g.trie.at(uint32(n), func(s *sense) {
			if k := g.candidate(s, graph.AllTime()); !slices.Contains(c, k) {
				c = append(c, k)
			}
		})
		name := ""
		for at := uint32(n); at != 0; at = up[at].from {
			name = words[up[at].word] + " " + name
		}
		if !yield(strings.TrimSpace(name), c) {
			return
		}
	}
}

func (g *Gazetteer) candidate(s *sense, at graph.Window) Candidate {
	e := &g.entries[s.entry]
	return Candidate{
		Actor: e.actor.ID, Via: s.via, Known: e.known, Exists: e.exists(at),
		Short: s.flags&isShort != 0, Person: s.flags&isPerson != 0, Source: e.source,
	}
}

func (e *entry) exists(at graph.Window) bool {
	return at.IsAllTime() || e.period.IsZero() || e.period.Possible(at)
}
