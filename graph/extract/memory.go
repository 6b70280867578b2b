package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// memory is whom a text has named so far, so that later words can mean them again.
type memory struct {
	list []referent // in order of the last mention, newest last
	pair []party    // who dealt with each other last

	together   []party // who were the subject of a sentence together: "A and B", "the two countries"
	togetherIn int     // its number
}

// referent is an actor that was named.
type referent struct {
	party
	sentence int
	rank     int // how prominent the last mention was: 3 subject, 2 object, 1 other
	words    []string
	heads    []string // nouns that it was called
	times    int      // mentions
	gender   byte     // 'm' or 'f', as a pronoun told; 0: not known
	plural   bool
	number   int // of people who were counted: "four officials"; 0: not said
}

const (
	reach    = 4   // sentences that a pronoun looks back
	mostKept = 200 // referents; the oldest are forgotten
)

// note remembers a mention.
func (m *memory) note(p party, sentence, rank int, heads []string, plural bool) {
	if p.actor.ID == "" || p.owner {
		return
	}
	for i := range m.list {
		if !m.list[i].same(p) {
			continue
		}
		old := m.list[i]
		m.list = append(m.list[:i], m.list[i+1:]...)
		if old.sentence == sentence {
			rank = max(rank, old.rank)
		}
		plural = plural && !(p.actor.Kind == graph.KindPerson && p.mention.Via == ByPronoun) // "we" of one who speaks
		old.sentence, old.rank, old.plural = sentence, rank, plural || old.plural && p.mention.Via == ByPronoun
		old.times++
		if n := p.count(); n > 0 {
			old.number = n
		}
		if g := pronounGender(p.mention.Text); g != 0 && p.mention.Via == ByPronoun {
			old.gender = g
		}
		for _, h := range heads {
			old.heads = appendNew(old.heads, h)
		}
		if !p.generic && p.mention.Via == ByName {
			old.party = p
		}
		m.list = append(m.list, old)
		return
	}
	ref := referent{party: p, sentence: sentence, rank: rank, words: nameWords(p.actor.Name), plural: plural, times: 1, number: p.count()}
	ref.heads = append(ref.heads, heads...)
	m.list = append(m.list, ref)
	if len(m.list) > mostKept {
		m.list = m.list[1:]
	}
}

// count is how many people a party is, if it is named so: "four officials".
func (p *party) count() int {
	if p.group == nil || p.group.Kind != grammar.Noun || p.actor.Kind == graph.KindState || p.place {
		return 0
	}
	return numeral(p.group.Number)
}

// prominence is how readily a later word means a referent: the nearer, the more prominent and the more often named, the more.
func (ref *referent) prominence() int { return 4*ref.sentence + 2*ref.rank + min(ref.times, 4) }

// met says whether an actor was named before.
func (m *memory) met(id graph.ActorID) bool {
	for i := range m.list {
		if m.list[i].actor.ID == id {
			return true
		}
	}
	return false
}

// byName finds an actor that was named before, by its whole name, its initials, or by a part of it that ends alike.
func (m *memory) byName(name string, kind graph.Kind) (party, bool) {
	words := nameWords(name)
	if len(words) == 0 {
		return party{}, false
	}
	for i := len(m.list) - 1; i >= 0; i-- {
		ref := &m.list[i]
		surname := len(words) <= 2 && kind == graph.KindGroup && ref.actor.Kind == graph.KindPerson && len(ref.words) > len(words) && partOfName(words, ref.words, true)
		if !surname && !alikeKinds(ref.actor.Kind, kind) {
			continue
		}
		if partOfName(words, ref.words, ref.actor.Kind == graph.KindPerson) || partOfName(ref.words, words, ref.actor.Kind == graph.KindPerson) {
			return ref.party, true
		}
		if len(words) == 1 && len(ref.words) > 1 && words[0] == initials(ref.words) {
			return ref.party, true
		}
	}
	return party{}, false
}

// called finds an actor that was called by a noun before.
func (m *memory) called(noun string) (party, bool) {
	for i := len(m.list) - 1; i >= 0; i-- {
		for _, h := range m.list[i].heads {
			if h == noun {
				return m.list[i].party, true
			}
		}
	}
	return party{}, false
}

// alikeKinds says whether two kinds may be guesses about one actor: persons are never bodies.
func alikeKinds(a, b graph.Kind) bool {
	return (a == graph.KindPerson) == (b == graph.KindPerson) && (a == graph.KindPlace) == (b == graph.KindPlace)
}

// partOfName says whether a short name is the end of a long one; of a body also its beginning.
func partOfName(short, long []string, person bool) bool {
	if len(short) > len(long) || len(short) == 0 {
		return false
	}
	if strings.Join(long[len(long)-len(short):], " ") == strings.Join(short, " ") {
		return len(short) == len(long) || person || len(short) > 1
	}
	return !person && len(short) > 1 && strings.Join(long[:len(short)], " ") == strings.Join(short, " ")
}

func nameWords(name string) []string {
	var out []string
	for _, w := range graph.Words(name) {
		if w != "the" && w != "of" && w != "and" && w != "for" {
			out = append(out, w)
		}
	}
	return out
}

func initials(words []string) string {
	var b strings.Builder
	for _, w := range words {
		for _, c := range w {
			b.WriteRune(c)
			break
		}
	}
	return b.String()
}

// remember takes the actors of a sentence that has been read into the memory, subjects last so that they are nearest.
func (r *reading) remember(events []*event) {
	for _, want := range []int{1, 2, 3} {
		for _, g := range r.s.Groups {
			rank := r.rankOf(g)
			if rank != want || r.predicate(g) {
				continue
			}
			for _, p := range r.resolve(g) {
				if !r.located(g, p) || p.place {
					r.a.memory.note(p, r.number, rank, r.titles(g), g.Plural)
				}
			}
		}
	}
	r.rememberTogether()
	for _, e := range events {
		if len(e.sources) > 0 && len(e.targets) > 0 && !e.sources[0].same(e.targets[0]) && r.a.r.words.Event(e.relation) && !e.sources[0].generic && !e.targets[0].generic {
			r.a.memory.pair = []party{e.sources[0], e.targets[0]}
		}
	}
}

// predicate says whether a group only says what somebody is: "is a general".
func (r *reading) predicate(g *grammar.Group) bool {
	return (g.Determiner == "a" || g.Determiner == "an") && !g.Proper && g.Clause != nil && slices.Contains(g.Clause.Predicates, g)
}

// rememberTogether keeps who several are that a sentence names together, for "they": its subjects, else those of a list or a pair in it.
func (r *reading) rememberTogether() {
	m := &r.a.memory
	m.together = nil
	best := 0
	for _, g := range r.s.Groups {
		rank := r.rankOf(g)
		if g.Conjoined != nil || rank < best || rank == 1 && best == 1 {
			continue
		}
		var list []party
		for _, x := range g.All() {
			list = append(list, actorsOnly(r.resolve(x))...)
		}
		if list = dedupe(list); len(list) > 1 && !r.toldNoun[g] {
			m.together, m.togetherIn, best = list, r.number, rank
		}
	}
}

func (r *reading) rankOf(g *grammar.Group) int {
	if g.Clause == nil {
		return 1
	}
	for _, x := range g.Clause.Subjects {
		if x == g {
			return 3
		}
	}
	for _, x := range g.Clause.Objects {
		if x == g {
			return 2
		}
	}
	return 1
}

// titles are the nouns that a name is joined with: "Colonel" before it, "a retired judge" beside it.
func (r *reading) titles(g *grammar.Group) []string {
	out := []string{g.Lemma}
	for i := g.First; i < g.Limit && g.Known > 0; i++ { // "the Sultanate of Oman", and later "the Sultanate"
		if t := &r.s.Tokens[i]; i != g.Head && t.Tag[:1] == "N" && len(r.a.r.words.Definite(t.Lower)) > 0 {
			out = appendNew(out, t.Lower)
		}
	}
	if t := &r.s.Tokens[g.Head]; g.Known > 0 && t.Tag[:1] == "N" && t.Lower == t.Text {
		out = appendNew(out, t.Lemma) // "the new Malian authorities" is a name, and later "the authorities"
	}
	for _, i := range g.Modifiers {
		if t := &r.s.Tokens[i]; t.Tag == "NNP" || t.Tag == "NN" && (g.Proper || g.Known > 0) {
			out = append(out, t.Lower)
		}
	}
	beside := g.Appositive
	if g.Renames != nil {
		beside = append([]*grammar.Group{g.Renames}, beside...)
	}
	for _, x := range beside {
		if list := r.resolve(x); !x.Proper && (len(list) == 0 || len(r.resolve(g)) == 0 || list[0].same(r.resolve(g)[0])) {
			out = append(out, x.Lemma)
		}
	}
	return out
}

// twoPeople are the two people who are most prominent now; none if there are not two in the last sentences.
func (m *memory) twoPeople(sentence int) []party {
	var first, second *referent
	for i := range m.list {
		ref := &m.list[i]
		if ref.actor.Kind != graph.KindPerson || ref.plural || ref.generic || sentence-ref.sentence > 2 {
			continue
		}
		switch {
		case first == nil || ref.prominence() >= first.prominence():
			first, second = ref, first
		case second == nil || ref.prominence() >= second.prominence():
			second = ref
		}
	}
	if second == nil {
		return nil
	}
	return []party{second.party, first.party}
}
