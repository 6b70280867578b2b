package grammar

import "strings"

func isNoun(tag string) bool { return strings.HasPrefix(tag, "NN") }

// inGroup says whether a token may belong to a noun group.
func (r *reading) inGroup(i int) bool {
	switch r.role(i) {
	case Name, Plural, Adjective:
		return true
	case Time, Skip:
		return false
	}
	t := r.line[i]
	if t.Mark {
		return false
	}
	switch t.Tag {
	case "DT", "PDT", "PRP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "$", "#", "FW":
		return t.Lower != "that"
	}
	return false
}

// newGroup enters a group of the places [first, limit).
func (r *reading) newGroup(kind GroupKind, first, limit, head int) *Group {
	h := r.line[head]
	g := &Group{First: r.at[first], Limit: r.at[limit-1] + 1, Head: r.at[head], Kind: kind, Lemma: h.Lemma, Known: h.Known}
	g.Start, g.End = r.line[first].Start, r.line[limit-1].End
	g.Text = r.Words(g.Start, g.End)
	g.Proper = strings.HasPrefix(h.Tag, "NNP")
	g.Plural = h.Tag == "NNS" || h.Tag == "NNPS"
	r.Groups = append(r.Groups, g)
	return g
}

func (r *reading) pronoun(i int) int {
	if r.line[i].Tag == "EX" && i+1 < len(r.line) && (r.inGroup(i+1) || r.line[i+1].Tag == "PRP") {
		return r.one(advPart, i) // "There she met the king"
	}
	g := r.newGroup(Pronoun, i, i+1, i)
	switch g.Lemma {
	case "there":
		g.Kind = Dummy
	case "they", "them", "we", "us", "themselves", "ourselves":
		g.Plural = true
	}
	r.add(chunk{part: nounPart, first: i, limit: i + 1, group: g, word: g.Lemma})
	return i + 1
}

func (r *reading) timeGroup(i int) int {
	j := i
	for j < len(r.line) && r.role(j) == Time && r.line[j].Known == r.line[i].Known {
		j++
	}
	if j < len(r.line) && r.line[j].Tag == "POS" && j+1 < len(r.line) && r.inGroup(j+1) {
		return r.nounGroup(i) // "Friday's attack"
	}
	g := r.newGroup(Moment, i, j, j-1)
	r.add(chunk{part: nounPart, first: i, limit: j, group: g})
	return j
}

// nounGroup reads a noun group, with its possessors.
func (r *reading) nounGroup(i int) int {
	var owner *Group
	for start := i; ; {
		head, j := r.run(start)
		switch {
		case j < len(r.line) && r.line[j].Tag == "POS" && head >= 0:
			owner = r.close(Noun, start, j, head, owner)
			if start = j + 1; start < len(r.line) && (r.inGroup(start) || r.measure(start) > 0 || r.joins(start, start, -1)) {
				continue
			}
			r.add(chunk{part: nounPart, first: i, limit: start, group: owner})
			return start
		case head < 0 && owner == nil && r.someOf(start, j):
			r.line[j-1].Tag = "CD" // "most of its troops"
			head = j - 1
		case head < 0 && owner == nil && r.adjectives(start, j) && !r.standsAlone(start, j):
			r.add(chunk{part: adjPart, first: i, limit: j, word: r.line[j-1].Lower})
			return j
		case head < 0:
			head = j - 1
		}
		g := r.close(Noun, start, j, head, owner)
		r.add(chunk{part: nounPart, first: i, limit: j, group: g})
		return j
	}
}

// someOf says whether the places hold one word of number before "of": "most of", "many of".
func (r *reading) someOf(first, limit int) bool {
	if limit-first != 1 || limit >= len(r.line) || r.line[limit].Lower != "of" || r.role(first) != "" {
		return false
	}
	switch r.line[first].Lower {
	case "most", "many", "several", "few", "more", "much":
		return true
	}
	return false
}

// standsAlone says whether adjectives stand for a noun, as the subject of a verb right after them: "Many left", "Al-Nur refused".
func (r *reading) standsAlone(first, limit int) bool {
	if limit >= len(r.line) || first > 0 && !r.line[first-1].Mark && r.line[first-1].Tag != "CC" && r.line[first-1].Lower != "that" {
		return false
	}
	switch r.line[limit].Tag {
	case "VBD", "VBZ", "MD":
		return true
	case "VBP":
		return r.line[limit].Lower != "am"
	}
	return false
}

// adjectives says whether the places hold adjectives alone, without a determiner.
func (r *reading) adjectives(first, limit int) bool {
	for i := first; i < limit; i++ {
		if tag := r.line[i].Tag; tag == "DT" || tag == "PRP$" || tag == "CD" || r.role(i) != "" {
			return false
		}
	}
	return true
}

// run reads determiner, modifiers and head from a place; head is -1 if there are only adjectives.
func (r *reading) run(i int) (head, j int) {
	head = -1
	for j = i; j < len(r.line); j++ {
		t := r.line[j]
		if r.role(j) == Time && j > i && !(head < 0 && j+1 < len(r.line) && r.inGroup(j+1)) {
			break
		}
		if r.role(j) == Time {
			head = j
			continue
		}
		if t.Tag == "POS" {
			break
		}
		if n := r.measure(j); n > 0 && (head < 0 || j == i) {
			j += n - 1
			continue
		}
		if head >= 0 && r.directs(j) {
			break
		}
		if !r.inGroup(j) && !(j == i && t.Lower == "that") {
			if r.joins(j, i, head) {
				continue
			}
			break
		}
		if head >= 0 && (r.begins(j, head) || r.afterDate(i, j, head)) {
			break
		}
		if head < 0 && j > i && t.Tag == "DT" && (r.line[j-1].Tag == "PRP$" || r.line[j-1].Tag == "JJ" &&
			!r.words.is(r.line[j-1].Lower, wordTimeWord)) {
			break // "told her the party had", "rejected as false a claim"
		}
		if head >= 0 && head == j-1 && r.nextTime(i, head) && !r.words.is(t.Lower, wordTimeNoun) {
			break // "the next day government troops"
		}
		if head < 0 && j > i && r.isTime(j) && r.line[i].Tag == "JJ" && r.line[j-1].Tag == "JJ" &&
			!r.words.is(r.line[j-1].Lower, wordTimeWord) {
			break // "pleaded guilty Monday"
		}
		if isNoun(t.Tag) || t.Known > 0 && r.role(j) != "" && r.role(j) != Adjective || t.Tag == "$" || t.Tag == "CD" && (head < 0 ||
			r.line[head].Tag == "CD" || r.line[head].Tag == "$") {
			head = j
		}
	}
	if j == i {
		j++
	}
	return head, j
}

// determined says whether a determiner stands a few places before a head.
func (r *reading) determined(head int) bool {
	for k := head - 1; k >= 0 && k > head-4; k-- {
		if tag := r.line[k].Tag; tag == "DT" || tag == "PRP$" || tag == "POS" {
			return true
		}
	}
	return false
}

// directs says whether a preposition of several words begins with a noun here: "three towns west of the capital".
func (r *reading) directs(j int) bool {
	if isNoun(r.line[j].Tag) || r.line[j].Tag == "JJ" || r.line[j].Tag == "RB" {
		n, _ := r.phraseAt(j)
		return n > 0
	}
	return false
}

// begins says whether a token begins a new group after a head.
func (r *reading) begins(j, head int) bool {
	t, h := r.line[j], r.line[head]
	switch t.Tag {
	case "DT", "PRP$", "PDT":
		return r.line[j-1].Tag != "PDT" && r.line[j-1].Tag != "DT"
	case "$":
		return h.Tag != "CD" && h.Tag != "$"
	case "CD":
		if strings.HasPrefix(h.Tag, "NNP") && j+1 < len(r.line) { // "from Sarn two years ago", but "Boeing 777"
			next := r.line[j+1].Tag
			return letter(t.Text) || next == "CD" || next == "NNS" && !r.words.is(h.Lower, wordMonth)
		}
		return !strings.HasPrefix(h.Tag, "NNP") && h.Tag != "CD" && h.Tag != "$"
	}
	if t.Tag == "JJ" && r.role(j) == "" && isNoun(h.Tag) && !r.beforeNoun(j) && (j+1 >= len(r.line) ||
		!r.words.is(r.line[j+1].Lower, wordTimeNoun)) {
		return true // "found him guilty", "forces loyal to"
	}
	if t.Tag == "NNS" && r.words.is(t.Lower, wordNumber) && h.Tag != "CD" && j+1 < len(r.line) && r.line[j+1].Lower == "of" {
		return true // "gave the army hundreds of rifles"
	}
	if r.role(j) == Name && r.role(head) == Name && t.Known != h.Known && j == head+1 && r.nameThenVerb(j) {
		return true
	}
	if t.Tag == "NNP" && h.Tag == "NN" && !isUpper(h.Text) && r.words.is(t.Lower, wordTitle) &&
		!r.words.is(h.Lower, wordTitle|wordPerson) && r.role(j) == "" {
		return true // "the progress President Roe has made"
	}
	if t.Tag == "NNP" && (h.Tag == "NN" || h.Tag == "NNS") && !isUpper(h.Text) &&
		!r.words.is(h.Lower, wordTitle|wordPerson|nounNamed) && r.actsNext(j) && r.determined(head) {
		return true // "a trip Britain hopes will help"
	}
	return r.isTime(j) && !r.isTime(head) && !r.beforeNoun(j) && !(h.Tag == "CD" && head == j-1)
}

// nameThenVerb says whether after a known name a verb follows.
func (r *reading) nameThenVerb(j int) bool {
	k := j
	for k < len(r.line) && r.line[k].Known == r.line[j].Known {
		k++
	}
	return k < len(r.line) && (isVerb(r.line[k].Tag) || r.line[k].Tag == "MD")
}

// actsNext says whether after the names from a place on a verb follows that is surely finite.
func (r *reading) actsNext(j int) bool {
	for j < len(r.line) && strings.HasPrefix(r.line[j].Tag, "NNP") {
		j++
	}
	if j >= len(r.line) {
		return false
	}
	tag := r.line[j].Tag
	return tag == "MD" || tag == "VBZ" || tag == "VBP" || tag == "VBD"
}

// beforeNoun says whether a noun that is no time follows.
func (r *reading) beforeNoun(j int) bool {
	for k := j + 1; k < len(r.line); k++ {
		if tag := r.line[k].Tag; isNoun(tag) && !r.words.is(r.line[k].Lower, wordTimeNoun) {
			return true
		} else if tag != "JJ" && tag != "CD" && !isNoun(tag) {
			return false
		}
	}
	return false
}

// joins says whether a token that is of no group itself goes on with one: an adverb before an adjective, "and" between
// adjectives or nouns before one noun.
func (r *reading) joins(j, first, head int) bool {
	t := r.line[j]
	if j+1 >= len(r.line) {
		return false
	}
	if t.Lower == "then" && head < 0 && (j > first || j > 0 && r.line[j-1].Tag == "POS") && isNoun(r.line[j+1].Tag) {
		return true // "its then leader"
	}
	if strings.HasPrefix(t.Tag, "RB") && (head < 0) && r.inGroup(j+1) {
		tag := r.line[j+1].Tag
		return tag == "JJ" || tag == "CD" || tag == "$" || tag == "JJR"
	}
	if j == first || t.Tag != "CC" && t.Lower != "," {
		return false
	}
	left, right := r.line[j-1], r.line[j+1]
	if t.Lower == "," {
		if left.Tag != "JJ" || right.Tag != "JJ" || r.role(j-1) != "" && r.role(j-1) != Adjective {
			return false
		}
		return r.nounAfterAdjectives(j + 1)
	}
	if left.Tag == "JJ" && right.Tag == "JJ" {
		return r.nounAfterAdjectives(j + 1)
	}
	// "trade and travel restrictions", "a trade and cooperation agreement": one word each, then the noun
	if j+2 >= len(r.line) || left.Tag != "NN" && left.Tag != "JJ" || right.Tag != "NN" || left.Known+right.Known > 0 {
		return false
	}
	alone := j-1 == first || r.line[j-2].Tag == "DT" || r.line[j-2].Tag == "JJ" || r.line[j-2].Tag == "PRP$"
	return alone && (r.line[j+2].Tag == "NNS" || r.line[j+2].Tag == "NN") && !r.words.is(left.Lower, wordPerson)
}

// nounAfterAdjectives says whether adjectives from a place on end in a noun.
func (r *reading) nounAfterAdjectives(k int) bool {
	for k < len(r.line) && (r.line[k].Tag == "JJ" || r.line[k].Tag == "CC" && k+1 < len(r.line) && r.line[k+1].Tag == "JJ" ||
		r.line[k].Lower == "," && k+1 < len(r.line) && r.line[k+1].Tag == "JJ") {
		k++
	}
	return k < len(r.line) && isNoun(r.line[k].Tag)
}

// close makes a group of what was read, with determiner, number and modifiers.
func (r *reading) close(kind GroupKind, first, limit, head int, owner *Group) *Group {
	g := r.newGroup(kind, first, limit, head)
	g.Possessor = owner
	for i := first; i < limit; i++ {
		t := r.line[i]
		switch {
		case i == head:
		case t.Tag == "DT", t.Tag == "PRP$", t.Tag == "PDT":
			if g.Determiner == "" || g.Determiner == "all" {
				g.Determiner = t.Lower
			}
		case t.Tag == "CD", t.Tag == "$", r.measure(i) > 0 && i < head:
			n := max(1, r.measure(i))
			g.Number = strings.TrimSpace(g.Number + " " + r.lowerOf(i, i+n))
			i += n - 1
		case !t.Mark && t.Tag != "CC" && i < head:
			g.Modifiers = append(g.Modifiers, r.at[i])
		}
	}
	r.kind(g, r.line[head], head)
	return g
}

// kind says what a group is by its head.
func (r *reading) kind(g *Group, h *Token, head int) {
	g.Negated = g.Determiner == "no" || g.Determiner == "neither" || h.Lower == "none" || h.Lower == "nobody" || h.Lower == "nothing"
	if g.Number != "" && g.Number != "1" && g.Number != "one" {
		g.Plural = true
	}
	switch {
	case r.role(head) == Time:
		g.Kind = Moment
	case h.Tag != "CD" && r.year(h):
		g.Kind = Moment
	case h.Tag == "CD", h.Tag == "$":
		g.Kind = Quantity
		g.Number = strings.TrimSpace(g.Number + " " + h.Text)
		g.Plural = h.Lower != "one" && h.Lower != "1"
		if r.year(h) || r.monthBefore(head) {
			g.Kind = Moment
		}
	case h.Tag == "DT", h.Tag == "PRP$":
		g.Kind = Pronoun
	case strings.HasPrefix(h.Tag, "NNP") && !r.words.is(h.Lower, wordMonth|wordWeekday):
	case h.Known == 0 && r.words.is(h.Lower, wordTimeNoun) && !(r.words.is(h.Lower, wordMonth) && !isUpper(h.Text)):
		g.Kind = Moment
	}
}
