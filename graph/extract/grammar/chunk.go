package grammar

import "strings"

// part says what a chunk is.
type part int

const (
	noPart    part = iota
	nounPart       // a noun group
	verbPart       // a verb group
	prepPart       // a preposition, or several words for one
	subPart        // begins a clause: "after", "if", "that"
	relPart        // "who", "which", "whose"
	andPart        // "and", "or", "but"
	commaPart      // a comma, a dash
	stopPart       // a colon, a semicolon, the end
	adjPart        // adjectives that stand alone
	advPart        // an adverb
)

// chunk is a stretch of tokens that the clauses are built from.
type chunk struct {
	part         part
	first, limit int
	group        *Group
	verb         *Verb
	word         string // prepositions, markers, marks: in lower case
}

// reading is the work on one sentence.
type reading struct {
	*Sentence
	words  *lexicon
	roles  []Role // of known words, by token
	chunks []chunk
}

func (p *Parser) analyse(s *Sentence, known []Known, numbers []int) {
	r := &reading{Sentence: s, words: p.words, roles: make([]Role, len(s.Tokens))}
	r.mark(known, numbers)
	p.repair(s)
	r.lemmas()
	r.chunk()
	r.build()
}

// mark enters known words.
func (r *reading) mark(known []Known, numbers []int) {
	at := 0
	for n, k := range known {
		for at < len(r.Tokens) && r.Tokens[at].End <= k.Start {
			at++
		}
		for i := at; i < len(r.Tokens) && r.Tokens[i].Start < k.End; i++ {
			t := &r.Tokens[i]
			t.Known, r.roles[i] = numbers[n], k.As
			if t.Start < k.Start || t.End > k.End {
				r.roles[i] = ""
				continue
			}
			switch {
			case t.Mark:
			case k.As == Name:
				t.Tag = "NNP"
			case k.As == Plural:
				t.Tag = "NNPS"
			case k.As == Adjective:
				t.Tag = "JJ"
			}
		}
	}
}

// lemmas finds the base forms.
func (r *reading) lemmas() {
	for i := range r.Tokens {
		t := &r.Tokens[i]
		switch {
		case strings.HasPrefix(t.Tag, "VB"):
			t.Lemma = r.words.verbOf(t.Lower)
		case t.Tag == "NNS", t.Tag == "NN":
			t.Lemma = r.words.nounOf(t.Lower)
		default:
			t.Lemma = t.Lower
		}
	}
}

// chunk parts the tokens into chunks.
func (r *reading) chunk() {
	for i := 0; i < len(r.Tokens); {
		t := &r.Tokens[i]
		switch {
		case t.Aside || r.roles[i] == Skip || isQuoteMark(t.Text):
			i++
		case r.roles[i] == Time:
			i = r.timeGroup(i)
		default:
			i = r.chunkAt(i)
		}
	}
	r.add(chunk{part: stopPart, first: len(r.Tokens), limit: len(r.Tokens)})
}

func (r *reading) add(c chunk) { r.chunks = append(r.chunks, c) }

// chunkAt reads one chunk and returns where the next one begins.
func (r *reading) chunkAt(i int) int {
	t := &r.Tokens[i]
	if n, c := r.phraseAt(i); n > 0 {
		what := prepPart
		if c == wordSubordinator {
			what = subPart
		}
		r.add(chunk{part: what, first: i, limit: i + n, word: r.lowerOf(i, i+n)})
		return i + n
	}
	one := func(what part) int {
		r.add(chunk{part: what, first: i, limit: i + 1, word: t.Lower})
		return i + 1
	}
	switch {
	case t.Mark:
		switch t.Text {
		case ",", "—", "–", "--", "-":
			return one(commaPart)
		case ";", ":", ".", "?", "!", "…", "...":
			return one(stopPart)
		}
		return i + 1
	case t.Lower == "that":
		return r.that(i)
	case t.Lower == "who", t.Lower == "whom", t.Lower == "which", t.Lower == "whose":
		return one(relPart)
	case t.Tag == "PRP", t.Tag == "EX":
		return r.pronoun(i)
	case t.Tag == "MD", strings.HasPrefix(t.Tag, "VB"), t.Tag == "TO" && r.infinitive(i):
		return r.verbGroup(i)
	case t.Tag == "CC":
		return one(andPart)
	case r.words.is(t.Lower, wordSubordinator) && (t.Tag == "IN" || t.Tag == "WRB" || t.Tag == "RB" || t.Tag == "CC") && (t.Tag == "WRB" || !r.words.is(t.Lower, wordPreposition) || r.clauseAhead(i+1)):
		return one(subPart)
	case t.Tag == "IN", t.Tag == "TO":
		return one(prepPart)
	case r.inGroup(i):
		return r.nounGroup(i)
	}
	return one(advPart)
}

func (r *reading) that(i int) int {
	j := i + 1
	if j < len(r.Tokens) && (strings.HasPrefix(r.Tokens[j].Tag, "NN") && r.Tokens[j].Tag != "NNS" && r.Tokens[j].Tag != "NNPS" && r.Tokens[j].Tag != "NNP") && len(r.chunks) > 0 && r.chunks[len(r.chunks)-1].part == prepPart {
		return r.nounGroup(i)
	}
	r.add(chunk{part: subPart, first: i, limit: j, word: "that"})
	return j
}

// clauseAhead says whether a finite verb comes before the next comma.
func (r *reading) clauseAhead(i int) bool {
	noun := false
	for k := i; k < len(r.Tokens) && k < i+14; k++ {
		t := &r.Tokens[k]
		switch {
		case t.Aside:
			continue
		case t.Lower == ",", t.Tag == ".", t.Lower == "that", r.words.is(t.Lower, wordRelative):
			return false
		case strings.HasPrefix(t.Tag, "NN"), t.Tag == "PRP", t.Tag == "EX", t.Known > 0:
			noun = true
		case noun && (t.Tag == "MD" || t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP"):
			return true
		case t.Tag == "VBG" && !noun:
			return false
		}
	}
	return false
}

// phraseAt finds a preposition or a subordinator of several words.
func (r *reading) phraseAt(i int) (int, class) {
	best, c := 0, class(0)
	for _, p := range r.words.phrases[r.Tokens[i].Lower] {
		if len(p.words) > best && i+len(p.words) <= len(r.Tokens) {
			fits := true
			for j, w := range p.words {
				fits = fits && r.Tokens[i+j].Lower == w
			}
			if fits {
				best, c = len(p.words), p.class
			}
		}
	}
	return best, c
}

func (r *reading) lowerOf(first, limit int) string {
	words := make([]string, 0, limit-first)
	for _, t := range r.Tokens[first:limit] {
		words = append(words, t.Lower)
	}
	return strings.Join(words, " ")
}
