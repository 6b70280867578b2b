package gazetteer

import (
	"slices"
	"strings"

	"liaison/graph"
)

const (
	maxName = 16   // words of a name
	maxRun  = 4096 // words that are looked at together; a sentence is rarely longer
)

// Find returns the listed names of a text, in order: spans that do not overlap, at each place the longest one. At is when
// the text was written (see Around); what did not exist then is offered last, and a family name alone means a leader only
// near the time in office, or where the full name came before. No error is possible; what is not valid UTF-8 is no name.
func (g *Gazetteer) Find(text string, at graph.Window) []Match {
	f := finder{g: g, text: text, at: at, seen: map[int32]bool{}}
	sc := scanner{text: text}
	var t token
	for sc.next(&t) {
		if t.gap == newLine && len(f.words) >= 256 || len(f.words) >= maxRun {
			f.run()
		}
		f.push(t)
	}
	f.run()
	f.compounds()
	return f.out
}

// finder is the work of one Find.
type finder struct {
	g     *Gazetteer
	text  string
	at    graph.Window
	words []word
	alts  []alt
	forms []form
	seen  map[int32]bool // people met by their full name
	out   []Match
}

// word is a token with the numbers of the listed words that it may be.
type word struct {
	token
	from, to int // of finder.alts
}

// alt is one reading of a token.
type alt struct {
	word uint32
	skip int // bytes of attached particles
}

// push adds a token to the run.
func (f *finder) push(t token) {
	w := word{token: t, from: len(f.alts)}
	var buf [maxWord + 8]byte
	written := f.text[t.start:t.end]
	folded := fold(buf[:0], written, t.ascii)
	if n, ok := f.g.trie.words[string(folded)]; ok {
		f.alts = append(f.alts, alt{n, 0})
	}
	if t.script != latin && t.script != other {
		f.declined(string(folded), written, t.script)
	}
	w.to = len(f.alts)
	f.words = append(f.words, w)
}

func (f *finder) declined(folded, written string, s script) {
	f.forms = f.forms[:0]
	if s == cyrillic {
		f.forms = russianForms(f.forms, folded)
	} else {
		f.forms = semiticForms(f.forms, folded, s)
	}
	for _, fm := range f.forms {
		if n, ok := f.g.trie.words[fm.key]; ok {
			a := alt{word: n}
			if fm.skip > 0 {
				a.skip = skipLetters(written, folded, fm.skip)
			}
			f.alts = append(f.alts, a)
		}
	}
}

// run finds the names of the words gathered so far, and forgets the words.
func (f *finder) run() {
	for i := 0; i < len(f.words); {
		if n := f.match(i); n > 0 {
			i += n
			continue
		}
		i++
	}
	f.words, f.alts = f.words[:0], f.alts[:0]
}

// hit is the longest name found at a place.
type hit struct {
	words  int
	skip   int
	senses []*sense
}

// match looks for a name that begins at a word, and returns how many words it has; 0: none.
func (f *finder) match(i int) int {
	var best hit
	w := &f.words[i]
	for _, a := range f.alts[w.from:w.to] {
		f.walk(0, i, i, a.skip, a, &best)
	}
	if best.words == 0 {
		return 0
	}
	if best.words == 1 && f.givenName(i) || f.longerName(i, best.words) {
		return 0
	}
	m, ok := f.settle(i, &best)
	if !ok {
		return 0
	}
	f.out = append(f.out, m)
	return best.words
}

// walk goes from a node over reading a of word j, in a name that begins at word i.
func (f *finder) walk(node uint32, i, j, skip int, a alt, best *hit) {
	node, ok := f.g.trie.step(node, a.word)
	if !ok {
		return
	}
	n := j - i + 1
	if n >= best.words && f.g.trie.first[node] >= 0 {
		f.g.trie.at(node, func(s *sense) {
			if !f.fits(s, i, n) {
				return
			}
			if n > best.words {
				*best = hit{words: n, skip: skip}
			}
			best.senses = append(best.senses, s)
		})
	}
	if j+1 < len(f.words) && f.words[j+1].gap != newLine && n < maxName {
		next := &f.words[j+1]
		for _, a := range f.alts[next.from:next.to] {
			f.walk(node, i, j+1, skip, a, best)
		}
	}
}

// fits says whether n words from i on are written as a sense needs it.
func (f *finder) fits(s *sense, i, n int) bool {
	for k := range n {
		w := &f.words[i+k]
		need := s.need[k] & needShape
		if byte(w.shape) < need || s.need[k]&needPossessive != 0 && !w.possessive || k > 0 && w.gap != joined && s.need[k]&afterMark == 0 {
			return false
		}
		if need == byte(capitals) && w.shape == capitals && n == 1 && !f.acronym(i) {
			return false
		}
	}
	if s.flags&isPrefix != 0 {
		return f.hyphenAfter(f.words[i].end)
	}
	return true
}

func (f *finder) hyphenAfter(at int) bool { return at < len(f.text) && f.text[at] == '-' }

// acronym says whether a word in capitals is meant as one: in a line that is all in capitals a word such as "US" is one
// only before a word that an actor's name stands before, or at the beginning.
func (f *finder) acronym(i int) bool {
	w := &f.words[i]
	folded := strings.ToLower(f.text[w.start:w.end])
	if !f.g.words.isCommon(folded) || !f.shouted(i) {
		return true
	}
	if w.possessive || w.gap == newLine {
		return true
	}
	if i+1 >= len(f.words) || f.words[i+1].gap != joined {
		return false
	}
	next := &f.words[i+1]
	return f.g.heads.any(strings.ToLower(f.text[next.start:next.end]))
}

// shouted says whether the words around one are all in capitals.
func (f *finder) shouted(i int) bool {
	long := 0
	for j := max(0, i-4); j < min(len(f.words), i+5); j++ {
		if w := &f.words[j]; j != i && w.end-w.start >= 4 && w.text(f)[0] > '9' {
			if w.shape != capitals {
				return false
			}
			long++
		}
	}
	return long >= 2
}

func (w *word) text(f *finder) string { return f.text[w.start:w.end] }

// settle turns a hit into a match; false if none of its senses can be meant here.
func (f *finder) settle(i int, h *hit) (Match, bool) {
	first, last := &f.words[i], &f.words[i+h.words-1]
	m := Match{Start: first.start + h.skip, End: last.end, Possessive: last.possessive}
	if s := h.senses[0]; s.need[len(s.need)-1]&needPossessive != 0 {
		m.End, m.Possessive = last.next, false
	}
	m.Text = f.text[m.Start:m.End]
	for _, s := range h.senses {
		if s.flags&isShort != 0 && !f.meansLeader(i, h.words, s) {
			continue
		}
		m.Seat = m.Seat || s.flags&isSeat != 0
		f.offer(&m, f.g.candidate(s, f.at))
		if e := &f.g.entries[s.entry]; e.person && s.flags&isShort == 0 {
			f.seen[s.entry] = true
		}
	}
	if whole := filter(m.Candidates, func(c Candidate) bool { return !c.Short }); len(whole) > 0 {
		m.Candidates = whole // "Houthi" is the group before it is a man of that name
	}
	if f.at.IsAllTime() {
		f.current(&m)
	}
	slices.SortStableFunc(m.Candidates, byRank)
	return m, len(m.Candidates) > 0
}

// current leaves out shipped actors of the past where something that still exists may be meant: without a date, Moscow stands
// for Russia and not for the Soviet Union.
func (f *finder) current(m *Match) {
	lasting := filter(m.Candidates, func(c Candidate) bool {
		e := &f.g.entries[f.g.byID[c.Actor]]
		return e.known || !e.ended()
	})
	actors := 0
	for _, c := range lasting {
		if !m.Seat || c.Via == ByMetonym {
			actors++
		}
	}
	if actors > 0 {
		m.Candidates = lasting
	}
}

// ended says whether an entry's period is over.
func (e *entry) ended() bool {
	return !e.period.IsZero() && !e.period.Bounds().EHi.IsOpen()
}

// offer adds a candidate once; a meaning by demonym or metonym says more than one by name.
func (f *finder) offer(m *Match, c Candidate) {
	for i := range m.Candidates {
		if o := &m.Candidates[i]; o.Actor == c.Actor {
			if o.Via == ByName {
				o.Via, o.Person = c.Via, c.Person
			}
			o.Short = o.Short && c.Short
			return
		}
	}
	m.Candidates = append(m.Candidates, c)
}

func byRank(a, b Candidate) int {
	rank := func(c Candidate) int {
		n := 0
		if !c.Exists {
			n += 4
		}
		if !c.Known {
			n += 2
		}
		return n
	}
	return rank(a) - rank(b)
}

// compounds tells of each match what a hyphen joins to it, unless that is a match itself.
func (f *finder) compounds() {
	for i := range f.out {
		m := &f.out[i]
		if i == 0 || f.out[i-1].End != m.Start-1 {
			m.Before = wordBefore(f.text, m.Start)
		}
		if i+1 == len(f.out) || f.out[i+1].Start != m.End+1 {
			m.After = wordAfter(f.text, m.End)
		}
	}
}
