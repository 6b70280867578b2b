package gazetteer

// sense is one meaning of a listed name.
type sense struct {
	entry int32
	next  int32 // the next one of the same node; -1: none
	via   Via
	flags uint8
	need  string // for each token, the shape that a text must have at least
}

const (
	isShort  = 1 << iota // a part of a person's name
	isPerson             // a demonym for people
	isSeat               // a place that stands for an actor; or that place itself
	isPrefix             // only before a hyphen: "Sino-"
)

// trie holds names by whole tokens.
type trie struct {
	words map[string]uint32 // folded word, or stem, to its number from 1
	edges map[uint64]uint32 // node<<32|word to node; the root is 0
	first []int32           // of each node, its first sense; -1: none
	last  []int32
	sense []sense
}

func newTrie(names int) *trie {
	t := &trie{
		words: make(map[string]uint32, names),
		edges: make(map[uint64]uint32, names*3/2),
		first: make([]int32, 0, names*3/2),
		last:  make([]int32, 0, names*3/2),
		sense: make([]sense, 0, names*5/4),
	}
	t.node()
	return t
}

func (t *trie) node() uint32 {
	t.first, t.last = append(t.first, -1), append(t.last, -1)
	return uint32(len(t.first) - 1)
}

func (t *trie) step(node, word uint32) (uint32, bool) {
	n, ok := t.edges[uint64(node)<<32|uint64(word)]
	return n, ok
}

// path returns the node of a name, made if it is missing.
func (t *trie) path(keys []string) uint32 {
	var at uint32
	for _, k := range keys {
		w, ok := t.words[k]
		if !ok {
			w = uint32(len(t.words) + 1)
			t.words[k] = w
		}
		edge := uint64(at)<<32 | uint64(w)
		n, ok := t.edges[edge]
		if !ok {
			n = t.node()
			t.edges[edge] = n
		}
		at = n
	}
	return at
}

// find returns the node of a name.
func (t *trie) find(keys []string) (uint32, bool) {
	var at uint32
	for _, k := range keys {
		w, ok := t.words[k]
		if !ok {
			return 0, false
		}
		if at, ok = t.step(at, w); !ok {
			return 0, false
		}
	}
	return at, at != 0
}

// add puts a sense behind those that its node has.
func (t *trie) add(node uint32, s sense) {
	s.next = -1
	for i := t.first[node]; i >= 0; i = t.sense[i].next {
		if o := &t.sense[i]; o.entry == s.entry && o.via == s.via && o.need == s.need {
			return
		}
	}
	n := int32(len(t.sense))
	t.sense = append(t.sense, s)
	if t.first[node] < 0 {
		t.first[node] = n
	} else {
		t.sense[t.last[node]].next = n
	}
	t.last[node] = n
}

// at calls yield with every sense of a node, in order.
func (t *trie) at(node uint32, yield func(*sense)) {
	for i := t.first[node]; i >= 0; i = t.sense[i].next {
		yield(&t.sense[i])
	}
}
