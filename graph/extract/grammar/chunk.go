package grammar

import "strings"

// part says what a chunk is.
type part int

const (
	nounPart  part = iota + 1 // a noun group
	verbPart                  // a verb group
	prepPart                  // a preposition, or several words for one
	subPart                   // begins a clause: "after", "if", "that"
	relPart                   // "who", "which", "whose"
	andPart                   // "and", "or", "but"
	commaPart                 // a comma, a dash
	stopPart                  // a colon, a semicolon, the end
	adjPart                   // adjectives that stand alone
	advPart                   // an adverb
	openPart                  // direct speech begins
	closePart                 // direct speech ends
)

// chunk is a stretch of the line that clauses are built from.
type chunk struct {
	part         part
	first, limit int // places in the line
	group        *Group
	verb         *Verb
	word         string // prepositions, markers, marks: in lower case
}

// reading is the work on one sentence. Groups and verbs are read from the line: the tokens without what is set aside and
// without the quotation marks around mere words.
type reading struct {
	*Sentence
	words  *lexicon
	roles  []Role   // of known words, by token
	line   []*Token // what is read
	at     []int    // their places among the tokens
	speech []bool   // by place: a mark that opens or closes direct speech
	chunks []chunk
}

func (p *Parser) analyse(s *Sentence, known []Known, numbers []int) {
	s.Groups, s.Verbs, s.Clauses, s.Reports = nil, nil, nil, nil
	r := &reading{Sentence: s, words: p.words, roles: make([]Role, len(s.Tokens))}
	r.mark(known, numbers)
	r.draw()
	p.repair(r)
	p.rescue(r)
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
			r.markOne(i, k, numbers[n])
		}
	}
}

func (r *reading) markOne(i int, k Known, number int) {
	t := &r.Tokens[i]
	t.Known = number
	if t.Start < k.Start || t.End > k.End {
		return
	}
	r.roles[i] = k.As
	if t.Mark {
		return
	}
	switch k.As {
	case Name:
		t.Tag = "NNP"
	case Plural:
		t.Tag = "NNPS"
	case Adjective:
		t.Tag = "JJ"
	}
}

// draw makes the line.
func (r *reading) draw() {
	speech := r.speeches()
	for i := range r.Tokens {
		t := &r.Tokens[i]
		if t.Aside || r.roles[i] == Skip || isQuoteMark(t.Text) && !speech[i] || t.Mark && (t.Text == "'" || t.Text == "’") && !speech[i] {
			continue
		}
		r.line, r.at = append(r.line, t), append(r.at, i)
		r.speech = append(r.speech, speech[i])
	}
}

// speeches says which tokens are marks around a quote with a verb of its own.
func (r *reading) speeches() map[int]bool {
	marks := map[int]bool{}
	for q := range r.Quotes {
		quote := &r.Quotes[q]
		before, after, words, verb := -1, -1, 0, false
		for i := range r.Tokens {
			t := &r.Tokens[i]
			switch {
			case t.End == quote.Start && quote.Opened:
				before = i
			case t.Start == quote.End && quote.Closed:
				after = i
			case t.Start >= quote.Start && t.End <= quote.End && !t.Mark:
				words++
				verb = verb || t.Tag == "MD" || (t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP") && r.words.is(t.Lower, verbAny)
			}
		}
		spoken := after > 0 && r.Tokens[after-1].Text == "," && after+1 < len(r.Tokens) && r.Tokens[after+1].Quoted < quote.Depth
		quote.Speech = (verb && words >= 3 || words >= 12 || spoken) && !r.withinPhrase(before)
		if quote.Speech && before >= 0 {
			marks[before] = true
		}
		if quote.Speech && after >= 0 {
			marks[after] = true
		}
	}
	return marks
}

// withinPhrase says whether a mark that opens a quote stands within a noun group or a verb group: stopped the "men who were hiding".
func (r *reading) withinPhrase(mark int) bool {
	if mark < 1 || r.Tokens[mark-1].Mark {
		return false
	}
	switch t := &r.Tokens[mark-1]; t.Tag {
	case "DT", "PRP$", "POS", "TO":
		return t.Lower != "that"
	}
	return false
}

// lemmas finds the base forms.
func (r *reading) lemmas() {
	for i := range r.Tokens {
		t := &r.Tokens[i]
		switch {
		case strings.HasPrefix(t.Tag, "VB"):
			t.Lemma = r.words.verbOf(t.Lower)
		case t.Tag == "NNS", t.Tag == "NN", t.Tag == "JJ":
			t.Lemma = r.words.nounOf(t.Lower)
		case strings.HasPrefix(t.Tag, "NNP") && r.words.is(t.Lower, wordPerson|wordTitle):
			t.Lemma = r.words.nounOf(t.Lower)
		default:
			t.Lemma = t.Lower
		}
	}
}

// role is the role of the token at a place.
func (r *reading) role(i int) Role { return r.roles[r.at[i]] }

// chunk parts the line into chunks.
func (r *reading) chunk() {
	for i := 0; i < len(r.line); {
		if r.role(i) == Time {
			i = r.timeGroup(i)
		} else {
			i = r.chunkAt(i)
		}
	}
	r.add(chunk{part: stopPart, first: len(r.line), limit: len(r.line)})
}

func (r *reading) add(c chunk) { r.chunks = append(r.chunks, c) }

// chunkAt reads one chunk and returns where the next one begins.
func (r *reading) chunkAt(i int) int {
	t := r.line[i]
	if r.measure(i) > 0 {
		return r.nounGroup(i)
	}
	if n, c := r.phraseAt(i); n > 0 {
		what := prepPart
		switch c {
		case wordSubordinator:
			what = subPart
		case wordAdverb:
			what = advPart
		}
		r.add(chunk{part: what, first: i, limit: i + n, word: r.lowerOf(i, i+n)})
		return i + n
	}
	switch {
	case t.Mark && r.role(i) == "":
		return r.markAt(i)
	case t.Lower == "that":
		return r.that(i)
	case t.Lower == "who", t.Lower == "whom", t.Lower == "which", t.Lower == "whose":
		return r.one(relPart, i)
	case r.words.is(t.Lower, wordWhat) && strings.HasPrefix(t.Tag, "W"):
		return r.one(subPart, i)
	case t.Tag == "PRP", t.Tag == "EX":
		return r.pronoun(i)
	case t.Tag == "MD", isVerb(t.Tag), t.Tag == "TO" && r.infinitive(i):
		return r.verbGroup(i)
	case t.Tag == "RP" && r.words.is(t.Lower, wordPreposition) && i+1 < len(r.line) && r.inGroup(i+1):
		return r.one(prepPart, i)
	case t.Tag == "CC":
		return r.one(andPart, i)
	case r.subordinates(i):
		return r.one(subPart, i)
	case t.Tag == "IN", t.Tag == "TO":
		return r.one(prepPart, i)
	case r.inGroup(i):
		return r.nounGroup(i)
	}
	return r.one(advPart, i)
}

func (r *reading) one(what part, i int) int {
	r.add(chunk{part: what, first: i, limit: i + 1, word: r.line[i].Lower})
	return i + 1
}

// markAt reads a mark.
func (r *reading) markAt(i int) int {
	t := r.line[i]
	switch {
	case r.speech[i] && (i == 0 || t.Quoted > 0 && t.Quoted > r.line[i-1].Quoted):
		return r.one(openPart, i)
	case r.speech[i]:
		return r.one(closePart, i)
	}
	switch t.Text {
	case ",", "—", "–", "--", "-":
		return r.one(commaPart, i)
	case ";", ":", ".", "?", "!", "…", "...":
		return r.one(stopPart, i)
	}
	return i + 1
}

// that reads "that" before a noun after a preposition ("in that country") as a determiner, and else as what begins a clause.
func (r *reading) that(i int) int {
	j := i + 1
	if j < len(r.line) && r.words.is(r.line[j].Lower, wordTimeNoun) && r.line[j].Tag == "NN" {
		return r.nounGroup(i)
	}
	if j < len(r.line) && r.line[j].Lower == "of" {
		return r.pronoun(i)
	}
	if j < len(r.line) && len(r.chunks) > 0 && r.chunks[len(r.chunks)-1].part == prepPart {
		if tag := r.line[j].Tag; tag == "NN" || tag == "JJ" {
			return r.nounGroup(i)
		}
	}
	if j < len(r.line) && len(r.chunks) > 0 && (r.line[j].Tag == "NN" || r.line[j].Tag == "JJ") && r.nounEnds(j) {
		if c := r.chunks[len(r.chunks)-1]; c.part == verbPart && !r.words.is(c.word, verbSay) {
			return r.nounGroup(i) // "rejected that demand"
		}
	}
	return r.one(subPart, i)
}

// nounEnds says whether the nouns from a place on are followed by a mark, "and" or a preposition, and so by no verb.
func (r *reading) nounEnds(j int) bool {
	for j < len(r.line) && (r.line[j].Tag == "NN" || r.line[j].Tag == "JJ" || r.line[j].Tag == "NNS") {
		j++
	}
	return j >= len(r.line) || r.line[j].Mark || r.line[j].Tag == "CC" || r.line[j].Tag == "IN" && !r.clauseAhead(j) || r.isTime(j)
}

// subordinates says whether a word begins a clause here: "after" does only where a finite verb follows.
func (r *reading) subordinates(i int) bool {
	t := r.line[i]
	if !r.words.is(t.Lower, wordSubordinator) {
		return false
	}
	if t.Lower == "as" && i > 0 && r.line[i-1].Mark && i+1 < len(r.line) && r.words.is(r.line[i+1].Lower, wordAuxiliary) {
		return true // ", as is required by law,"
	}
	switch t.Tag {
	case "WRB":
		return true
	case "RB":
		return i+1 < len(r.line) && !isVerb(r.line[i+1].Tag) && r.clauseAhead(i+1)
	case "IN", "CC", "TO":
		if t.Lower == "once" && i > 0 && i+1 < len(r.line) && isVerb(r.line[i+1].Tag) {
			return false
		}
		return !r.words.is(t.Lower, wordPreposition) || r.clauseAhead(i+1)
	}
	return false
}

// clauseAhead says whether a subject and a finite verb come before the next comma.
func (r *reading) clauseAhead(i int) bool {
	noun := false
	if k := r.pastTime(i); k > i && !(k < len(r.line) && isVerb(r.line[k].Tag)) {
		return false // "after two weeks of protest the minister resigned"
	}
	for k := i; k < len(r.line) && k < i+16; k++ {
		t := r.line[k]
		switch {
		case t.Tag == "CC" && k+1 < len(r.line) && isVerb(r.line[k+1].Tag):
			return false
		case t.Mark, t.Lower == "that", r.words.is(t.Lower, wordRelative):
			return false
		case k > i && (t.Tag == "PRP" || t.Tag == "DT" || t.Tag == "PRP$") && isNoun(r.line[k-1].Tag):
			return false // "after the vote the opposition asked"
		case isNoun(t.Tag), t.Tag == "PRP", t.Tag == "EX", t.Tag == "DT", t.Tag == "CD", t.Known > 0:
			noun = true
		case noun && t.Tag == "VBN" && (k+1 == len(r.line) || r.line[k+1].Mark) && r.words.is(t.Lower, verbPast):
			return true
		case noun && t.Tag == "VBN" && k+1 < len(r.line) && r.words.is(t.Lower, verbPast) && r.opensGroup(k+1):
			return true // "after the police received reports"
		case noun && (t.Tag == "MD" || t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP"):
			return true
		case t.Tag == "VBG" && !noun:
			return false
		}
	}
	return false
}

// opensGroup says whether a noun group begins at a place that is no time.
func (r *reading) opensGroup(k int) bool {
	t := r.line[k]
	return r.role(k) != Time && !r.words.is(t.Lower, wordTimeNoun|wordTimeWord) && (t.Tag == "DT" || t.Tag == "PRP$" || t.Tag == "PRP" || isNoun(t.Tag) || t.Tag == "CD" || t.Tag == "JJ")
}

// pastTime returns the place after a noun of time with what stands before it; i if there is none.
func (r *reading) pastTime(i int) int {
	for k := i; k < len(r.line) && k < i+5; k++ {
		t := r.line[k]
		switch {
		case r.role(k) == Time || r.words.is(t.Lower, wordTimeNoun) && !(k+1 < len(r.line) && isNoun(r.line[k+1].Tag)) || r.year(t):
			return k + 1
		case t.Tag != "DT" && t.Tag != "CD" && t.Tag != "JJ" && t.Tag != "IN":
			return i
		}
	}
	return i
}

// phraseAt finds a preposition or a subordinator of several words.
func (r *reading) phraseAt(i int) (int, class) {
	best, c := 0, class(0)
	for _, p := range r.words.phrases[r.line[i].Lower] {
		if n := len(p.words); n > best && r.spells(i, p.words) && !(p.words[n-1] == "to" && i+n < len(r.line) && r.line[i+n].Tag == "VB") {
			best, c = len(p.words), p.class
		}
	}
	return best, c
}

func (r *reading) spells(i int, words []string) bool {
	if i+len(words) > len(r.line) {
		return false
	}
	for j, w := range words {
		if r.line[i+j].Lower != w {
			return false
		}
	}
	return true
}

func (r *reading) lowerOf(first, limit int) string {
	words := make([]string, 0, limit-first)
	for _, t := range r.line[first:limit] {
		words = append(words, t.Lower)
	}
	return strings.Join(words, " ")
}
