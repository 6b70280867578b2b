package grammar

import "strings"

// inGroup says whether a token may belong to a noun group.
func (r *reading) inGroup(i int) bool {
	t := &r.Tokens[i]
	if t.Aside || t.Mark && r.roles[i] == "" {
		return false
	}
	if r.roles[i] == Name || r.roles[i] == Plural || r.roles[i] == Adjective {
		return true
	}
	switch t.Tag {
	case "DT", "PDT", "PRP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "$", "#", "FW":
		return t.Lower != "that"
	}
	return false
}

func isNoun(tag string) bool { return strings.HasPrefix(tag, "NN") }

// newGroup enters a group of the tokens [first, limit).
func (r *reading) newGroup(kind GroupKind, first, limit, head int) *Group {
	h := &r.Tokens[head]
	g := &Group{First: first, Limit: limit, Head: head, Start: r.Tokens[first].Start, End: r.Tokens[limit-1].End, Kind: kind, Lemma: h.Lemma, Known: h.Known}
	g.Text = r.Words(g.Start, g.End)
	g.Proper = strings.HasPrefix(h.Tag, "NNP")
	g.Plural = h.Tag == "NNS" || h.Tag == "NNPS"
	r.Groups = append(r.Groups, g)
	return g
}

func (r *reading) pronoun(i int) int {
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
	for j < len(r.Tokens) && r.roles[j] == Time && r.Tokens[j].Known == r.Tokens[i].Known {
		j++
	}
	g := r.newGroup(Moment, i, j, j-1)
	r.add(chunk{part: nounPart, first: i, limit: j, group: g})
	return j
}

// nounGroup reads a noun group.
func (r *reading) nounGroup(i int) int {
	head, j, start := -1, i, i
	var owner *Group
	for j < len(r.Tokens) && r.roles[j] != Time && r.roles[j] != Skip {
		t := &r.Tokens[j]
		if t.Tag == "POS" && head >= 0 {
			o := r.newGroup(Noun, start, j, head)
			o.Possessor, owner = owner, o
			r.finish(o)
			j++
			start, head = j, -1
			continue
		}
		if !r.inGroup(j) {
			if k := r.joined(j, i, head); k > j {
				j = k
				continue
			}
			break
		}
		if head >= 0 && r.begins(j, head) {
			break
		}
		if isNoun(t.Tag) || t.Known > 0 || t.Tag == "CD" && (head < 0 || r.Tokens[head].Tag == "CD") || t.Tag == "$" {
			head = j
		}
		j++
	}
	if j == start { // "Iran's" with nothing after it
		if owner != nil {
			r.add(chunk{part: nounPart, first: i, limit: j, group: owner})
			return j
		}
		j++
	}
	if head < 0 {
		head = j - 1
		if tag := r.Tokens[head].Tag; tag == "JJ" && start == i && r.Tokens[i].Tag != "DT" && r.Tokens[i].Tag != "PRP$" {
			r.add(chunk{part: adjPart, first: i, limit: j, word: r.Tokens[head].Lower})
			return j
		}
	}
	g := r.newGroup(Noun, start, j, head)
	g.Possessor = owner
	r.finish(g)
	r.add(chunk{part: nounPart, first: i, limit: j, group: g})
	return j
}

// begins says whether a token begins a new group after a head.
func (r *reading) begins(j, head int) bool {
	t := &r.Tokens[j]
	if r.Tokens[j-1].Tag == "POS" {
		return false
	}
	switch t.Tag {
	case "DT", "PRP$", "PDT":
		return r.Tokens[j-1].Tag != "PDT" && r.Tokens[j-1].Tag != "DT"
	case "CD":
		return !strings.HasPrefix(r.Tokens[head].Tag, "NNP") && r.Tokens[head].Tag != "CD" && r.Tokens[head].Tag != "$"
	}
	return r.words.is(t.Lower, wordWeekday) && !r.words.is(r.Tokens[head].Lower, wordTimeNoun)
}

// joined reads on over "and" between adjectives before one noun.
func (r *reading) joined(j, first, head int) int {
	t := &r.Tokens[j]
	if j == first || j+1 >= len(r.Tokens) {
		return j
	}
	if (t.Tag == "RB" || t.Tag == "RBR" || t.Tag == "RBS") && head < 0 && r.inGroup(j+1) {
		return j + 1
	}
	if t.Tag != "CC" && t.Lower != "," {
		return j
	}
	left, right := &r.Tokens[j-1], &r.Tokens[j+1]
	if left.Tag != "JJ" || right.Tag != "JJ" || t.Lower == "," && (r.roles[j-1] != Adjective || r.roles[j+1] != Adjective) {
		return j
	}
	k := j + 1
	for k < len(r.Tokens) && r.Tokens[k].Tag == "JJ" {
		k++
	}
	if k < len(r.Tokens) && isNoun(r.Tokens[k].Tag) {
		return j + 1
	}
	return j
}

// finish fills in determiner, number and modifiers.
func (r *reading) finish(g *Group) {
	for i := g.First; i < g.Limit; i++ {
		t := &r.Tokens[i]
		switch {
		case i == g.Head:
		case t.Tag == "DT", t.Tag == "PRP$", t.Tag == "PDT":
			if g.Determiner == "" {
				g.Determiner = t.Lower
			}
		case t.Tag == "CD":
			if g.Number != "" {
				g.Number += " "
			}
			g.Number += t.Text
		case !t.Mark && t.Tag != "CC" && i < g.Head:
			g.Modifiers = append(g.Modifiers, i)
		}
	}
	g.Negated = g.Determiner == "no" || g.Determiner == "neither"
	h := &r.Tokens[g.Head]
	switch {
	case h.Tag == "CD":
		g.Kind = Quantity
		g.Number = h.Text
	case h.Tag == "DT":
		g.Kind = Pronoun
	case r.words.is(h.Lower, wordTimeNoun) && h.Known == 0 && (g.Determiner == "" || g.Limit-g.First > 1):
		g.Kind = Moment
	}
}
