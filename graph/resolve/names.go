package resolve

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"liaison/graph"
)

// Names finds actors by name; it is the graph.Namer of every store. Make one with New.
//
// A lock guards all of it: searches read together, a Put is alone. A search that finds forms not yet sorted in sorts
// them first.
type Names struct {
	mu      sync.RWMutex
	actors  []actor
	byID    map[graph.ActorID]int32
	byCode  map[string][]int32 // folded code, with and without its scheme -> actors
	names   []name
	free    []int32 // places in names that a replaced version left
	words   []word
	wordIDs map[string]int32 // folded word; initials with a blank before them
	dead    int              // words that no name has any more
	forms   *lexicon         // written forms -> words
	bones   *lexicon         // skeletons -> words

	scratch sync.Pool // *scratch
}

var _ graph.Namer = (*Names)(nil)

// actor is what a search needs of an actor.
type actor struct {
	id      graph.ActorID
	kind    graph.Kind
	country string
	codes   []string
	names   []int32
}

// name is one name, alias or id, as recorded, and its words in order, initials last.
type name struct {
	actor int32
	field graph.NameField
	text  string
	words []int32
	count int32 // words that are not initials
	solid int32 // of them, those that are not articles; at least 1

	articles bool // it has no other words
}

// word is a distinct word of all names.
type word struct {
	text     string
	article  bool
	abjad    bool
	initials bool
	latin    string
	names    []int32
}

// New makes an empty index of names.
func New() *Names {
	n := &Names{}
	n.reset()
	return n
}

func (n *Names) reset() {
	n.actors, n.names, n.words, n.free, n.dead = nil, nil, nil, nil, 0
	n.byID, n.byCode, n.wordIDs = map[graph.ActorID]int32{}, map[string][]int32{}, map[string]int32{}
	n.forms, n.bones = newLexicon(true), newLexicon(false)
}

// Len counts the actors.
func (n *Names) Len() int {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return len(n.actors)
}

// Put adds an actor, or replaces its older version.
func (n *Names) Put(a graph.Actor) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.put(&a)
	if n.dead > 1024 && n.dead > len(n.words)/2 {
		n.rebuild()
	}
}

func (n *Names) put(a *graph.Actor) {
	at, known := n.byID[a.ID]
	if known {
		old := &n.actors[at]
		old.kind, old.country = a.Kind, a.Country
		if n.sameNames(old, a) {
			return
		}
		n.remove(at)
	} else {
		at = int32(len(n.actors))
		n.byID[a.ID] = at
		n.actors = append(n.actors, actor{id: a.ID, kind: a.Kind, country: a.Country})
	}
	n.addName(at, graph.FieldName, a.Name, nil)
	for _, alias := range a.Aliases {
		n.addName(at, graph.FieldAlias, alias, nil)
	}
	// The words of an id mostly repeat those of the name; only an id with words of its own is a name too.
	known = true
	words := tokens(string(a.ID), maxWords)
	for _, t := range words {
		known = known && n.hasWord(at, t.text)
	}
	if !known {
		n.addName(at, graph.FieldID, string(a.ID), words)
	}
	for _, code := range a.Codes {
		n.actors[at].codes = append(n.actors[at].codes, code)
		for _, key := range codeKeys(code) {
			n.byCode[key] = append(n.byCode[key], at)
		}
	}
}

// codeKeys are what a code is looked up by: "cameo:usagov" and "usagov".
func codeKeys(code string) []string {
	key := graph.Fold(code)
	if _, rest, ok := strings.Cut(key, ":"); ok && rest != "" {
		return []string{key, rest}
	}
	return []string{key}
}

func (n *Names) sameNames(old *actor, a *graph.Actor) bool {
	if !slices.Equal(old.codes, a.Codes) {
		return false
	}
	var texts []string
	for _, id := range old.names {
		if nm := &n.names[id]; nm.field != graph.FieldID {
			texts = append(texts, nm.text)
		}
	}
	return slices.Equal(texts, append([]string{a.Name}, a.Aliases...))
}

func (n *Names) hasWord(at int32, text string) bool {
	id, ok := n.wordIDs[text]
	return ok && slices.ContainsFunc(n.actors[at].names, func(nm int32) bool { return slices.Contains(n.names[nm].words, id) })
}

// addName indexes one name; words may be given where they are known. A name without a letter or digit is kept, so that
// sameNames sees it, but has no words.
func (n *Names) addName(at int32, field graph.NameField, text string, words []token) {
	if words == nil {
		words = tokens(text, maxWords)
	}
	nm := name{actor: at, field: field, text: text, count: int32(len(words))}
	var id int32
	if k := len(n.free); k > 0 {
		id, n.free = n.free[k-1], n.free[:k-1]
	} else {
		id = int32(len(n.names))
		n.names = append(n.names, name{})
	}
	for _, t := range words {
		w := n.word(t.text, false)
		if !n.words[w].article {
			nm.solid++
		}
		nm.words = append(nm.words, w)
	}
	nm.articles = nm.solid == 0
	nm.solid = max(nm.solid, 1)
	for _, in := range initials(words) {
		nm.words = append(nm.words, n.word(in, true))
	}
	for i, w := range nm.words {
		if !slices.Contains(nm.words[:i], w) {
			if len(n.words[w].names) == 0 {
				n.dead--
			}
			n.words[w].names = append(n.words[w].names, id)
		}
	}
	n.names[id] = nm
	n.actors[at].names = append(n.actors[at].names, id)
}

// word gives the id of a word, a new one with all its forms where it is not known. A new word counts as dead until a
// name takes it.
func (n *Names) word(text string, initials bool) int32 {
	key := text
	if initials {
		key = " " + text
	}
	if id, ok := n.wordIDs[key]; ok {
		return id
	}
	id := int32(len(n.words))
	n.wordIDs[key] = id
	n.dead++
	w := word{text: text, initials: initials, latin: ascii(text), abjad: isAbjad(text)}
	w.article = !initials && isArticle(w.latin)
	n.words = append(n.words, w)
	if initials {
		n.forms.add(text, link{id, asInitials})
		return id
	}
	n.forms.add(text, link{id, asWritten})
	latin, stem := w.latin, text
	if b := bare(text); b != "" {
		n.forms.add(b, link{id, asBare})
		latin, stem = ascii(b), b
	}
	if latin != text {
		n.forms.add(latin, link{id, asLatin})
	}
	if isSpaceless(text) {
		inner := 0
		for i := range text {
			if i > 0 && inner < maxInner {
				n.forms.add(text[i:], link{id, asInner})
				inner++
			}
		}
	}
	n.bones.add(bone(stem, latin, w.abjad), link{id, asWritten})
	return id
}

// remove takes the names and codes of an actor out.
func (n *Names) remove(at int32) {
	a := &n.actors[at]
	for _, id := range a.names {
		for i, w := range n.names[id].words {
			if slices.Contains(n.names[id].words[:i], w) {
				continue
			}
			list := &n.words[w].names
			if k := slices.Index(*list, id); k >= 0 {
				*list = slices.Delete(*list, k, k+1)
			}
			if len(*list) == 0 {
				n.dead++
			}
		}
		n.names[id] = name{actor: -1}
		n.free = append(n.free, id)
	}
	for _, code := range a.codes {
		for _, key := range codeKeys(code) {
			list := slices.DeleteFunc(n.byCode[key], func(x int32) bool { return x == at })
			if n.byCode[key] = list; len(list) == 0 {
				delete(n.byCode, key)
			}
		}
	}
	a.names, a.codes = nil, nil
}

// rebuild indexes everything anew, without the words that no name has any more.
func (n *Names) rebuild() {
	actors, names := n.actors, n.names
	n.reset()
	for _, a := range actors {
		full := graph.Actor{ID: a.id, Kind: a.kind, Country: a.country, Codes: a.codes}
		for _, id := range a.names {
			switch nm := &names[id]; nm.field {
			case graph.FieldName:
				full.Name = nm.text
			case graph.FieldAlias:
				full.Aliases = append(full.Aliases, nm.text)
			}
		}
		n.put(&full)
	}
}

// initials are the abbreviations by which people may know a name of several words: its first letters, without and with
// articles, an abbreviation within it taken whole ("UN Security Council": usc and unsc).
func initials(words []token) []string {
	var out []string
	for _, rule := range []struct{ articles, whole bool }{{false, false}, {true, false}, {false, true}} {
		var b strings.Builder
		n := 0
		for _, t := range words {
			latin := ascii(t.text)
			if !rule.articles && isArticle(latin) && !t.caps {
				continue
			}
			n++
			if rule.whole && t.caps {
				b.WriteString(t.text)
				continue
			}
			r, _ := utf8.DecodeRuneInString(t.text)
			b.WriteRune(r)
		}
		if s := b.String(); n >= 2 && n <= 8 && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
