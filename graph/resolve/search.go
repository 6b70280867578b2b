package resolve

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"liaison/graph"
)

// enough is how many actors must be found, each word of the query as a whole word, before typing errors are left
// unthought of.
const enough = 10

// Search finds up to limit actors of the kinds and countries (nil: all; countries in any case), best first.
func (n *Names) Search(text string, kinds []graph.Kind, countries []string, limit int) []graph.NameMatch {
	text = shorten(text)
	if limit <= 0 || text == "" {
		return nil
	}
	n.readLock()
	defer n.mu.RUnlock()
	s := n.newScratch()
	defer n.scratch.Put(s)
	s.allowed = func(a *actor) bool {
		return (len(kinds) == 0 || slices.Contains(kinds, a.kind)) &&
			(len(countries) == 0 || slices.ContainsFunc(countries, func(c string) bool { return strings.EqualFold(c, a.country) }))
	}

	n.findID(s, text)
	terms := s.terms(tokens(text, maxTerms))
	if len(terms) > 0 {
		for i := range terms {
			n.collect(s, &terms[i])
		}
		n.findNames(s, terms, false)
		if len(s.found) < enough || !whole(terms) {
			for i := range terms {
				n.collectNear(s, &terms[i])
			}
			n.findNames(s, terms, false)
		}
		if len(s.found) == 0 && solid(terms) > 2 {
			n.findNames(s, terms, true)
		}
	}
	return n.best(s, limit)
}

// shorten cuts a query to maxQuery runes and trims it.
func shorten(text string) string {
	if len(text) > 4*maxQuery {
		text = text[:4*maxQuery]
	}
	text = strings.ToValidUTF8(text, " ")
	if utf8.RuneCountInString(text) > maxQuery {
		text = string([]rune(text)[:maxQuery])
	}
	return strings.TrimSpace(text)
}

// readLock returns with the lock held for reading and all forms sorted in.
func (n *Names) readLock() {
	for {
		n.mu.RLock()
		if len(n.forms.fresh) == 0 && len(n.bones.fresh) == 0 {
			return
		}
		n.mu.RUnlock()
		n.mu.Lock()
		n.forms.settle()
		n.bones.settle()
		n.mu.Unlock()
	}
}

// term is a word of the query and the words that it matches.
type term struct {
	text, latin string
	abjad       bool
	article     bool // may be missing from a name
	last        bool // perhaps unfinished
	exact       bool // some word of the index is this one
	words       []int32
	grade       []uint8 // by word: how good the match is, 0 for none
	loose       []uint8 // by word: what the match needed
}

// What a match needed, from the closest to the loosest.
const (
	wholeWord uint8 = iota
	beginning
	letters // another script or other vowels
	errors
)

func (t *term) match(word int32, grade int, loose uint8) {
	if grade <= int(t.grade[word]) {
		return
	}
	if t.grade[word] == 0 {
		t.words = append(t.words, word)
	}
	t.grade[word], t.loose[word] = uint8(grade), loose
}

// scratch is the working memory of a search; what is indexed by word, form, name or actor is all zero between searches.
type scratch struct {
	allowed func(*actor) bool
	list    [maxTerms]term
	counts  []uint8 // by form
	touched []int32 // forms
	seen    []int32 // by name: the pass that looked at it
	pass    int32
	place   []int32 // by actor: its place in found, plus one
	found   []hit
}

// hit is an actor found, by the best of its names.
type hit struct {
	actor int32
	name  int32 // -1: by its id; -2-i: by its code i
	how   graph.NameHow
	score int32
	runes int32 // of the name; filled in for the best
}

func (n *Names) newScratch() *scratch {
	s, _ := n.scratch.Get().(*scratch)
	if s == nil {
		s = &scratch{}
	}
	s.counts = grown(s.counts, len(n.forms.text))
	s.place = grown(s.place, len(n.actors))
	s.seen = grown(s.seen, len(n.names))
	if s.pass > 1<<30 {
		clear(s.seen)
		s.pass = 0
	}
	for i := range s.list {
		t := &s.list[i]
		t.grade, t.loose = grown(t.grade, len(n.words)), grown(t.loose, len(n.words))
	}
	return s
}

// grown gives a list at least n long; zeroes stand where nothing stood.
func grown[T any](list []T, n int) []T {
	if len(list) >= n {
		return list
	}
	return append(list, make([]T, n-len(list))...)
}

// terms takes the words of a query. Where all of them are articles, none may be missing.
func (s *scratch) terms(words []token) []term {
	only := true
	for i, w := range words {
		t := &s.list[i]
		t.text, t.latin, t.abjad = w.text, ascii(w.text), isAbjad(w.text)
		t.last, t.exact = i == len(words)-1, false
		t.article = isArticle(t.latin) && !w.caps
		only = only && t.article
	}
	out := s.list[:len(words)]
	for i := range out {
		out[i].article = out[i].article && !only
	}
	return out
}

// whole tells whether each solid word of the query is a word of the index.
func whole(terms []term) bool {
	return !slices.ContainsFunc(terms, func(t term) bool { return !t.article && !t.exact })
}

// solid counts the words of the query that may not be missing.
func solid(terms []term) int {
	n := 0
	for i := range terms {
		if !terms[i].article {
			n++
		}
	}
	return n
}

// findID finds the actor whose id, or the actors whose code, the whole text is.
func (n *Names) findID(s *scratch, text string) {
	if at, ok := n.byID[graph.ActorID(strings.ToLower(text))]; ok && s.allowed(&n.actors[at]) {
		s.keep(hit{actor: at, name: -1, how: graph.ByID, score: graph.MaxNameScore})
	}
	key := graph.Fold(text)
	for _, at := range n.byCode[key] {
		for i, code := range n.actors[at].codes {
			if slices.Contains(codeKeys(code), key) && s.allowed(&n.actors[at]) {
				s.keep(hit{actor: at, name: int32(-2 - i), how: graph.ByID, score: graph.MaxNameScore - 50})
			}
		}
	}
}

// keep adds a hit, unless the actor has a better one.
func (s *scratch) keep(h hit) {
	if at := s.place[h.actor]; at > 0 {
		if old := &s.found[at-1]; h.score > old.score {
			*old = h
		}
		return
	}
	s.found = append(s.found, h)
	s.place[h.actor] = int32(len(s.found))
}

// best gives the best of what was found and leaves the scratch clean.
func (n *Names) best(s *scratch, limit int) []graph.NameMatch {
	least := leastScore(s.found, limit)
	var top []hit
	for _, h := range s.found {
		s.place[h.actor] = 0
		if h.score >= least {
			top = append(top, h)
		}
	}
	s.found = s.found[:0]
	for i := range s.list {
		t := &s.list[i]
		for _, w := range t.words {
			t.grade[w], t.loose[w] = 0, 0
		}
		t.words = t.words[:0]
	}
	for i := range top {
		top[i].runes = int32(utf8.RuneCountInString(n.explain(top[i]).Name))
	}
	slices.SortFunc(top, func(a, b hit) int {
		if a.score != b.score {
			return cmp.Compare(b.score, a.score)
		}
		if a.runes != b.runes {
			return cmp.Compare(a.runes, b.runes)
		}
		return cmp.Compare(n.actors[a.actor].id, n.actors[b.actor].id)
	})
	out := make([]graph.NameMatch, min(limit, len(top)))
	for i := range out {
		out[i] = n.explain(top[i])
	}
	return out
}

// leastScore is the score that the limit-th best hit has.
func leastScore(found []hit, limit int) int32 {
	if len(found) <= limit {
		return 0
	}
	var by [graph.MaxNameScore + 1]int
	for _, h := range found {
		by[h.score]++
	}
	sum := 0
	for score := len(by) - 1; score > 0; score-- {
		if sum += by[score]; sum >= limit {
			return int32(score)
		}
	}
	return 0
}

func (n *Names) explain(h hit) graph.NameMatch {
	a := &n.actors[h.actor]
	m := graph.NameMatch{Actor: a.id, How: h.how, Score: int(h.score)}
	switch {
	case h.name == -1:
		m.Name, m.Field = string(a.id), graph.FieldID
	case h.name < -1:
		m.Name, m.Field = a.codes[-2-h.name], graph.FieldCode
	default:
		m.Name, m.Field = n.names[h.name].text, n.names[h.name].field
	}
	return m
}
