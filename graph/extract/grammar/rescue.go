package grammar

import "strings"

// rescue finds the verb of a stretch that has none, as far as the tagger could tell: in headings ("Rebels attack convoy"), after
// "that" ("that the two services share intelligence"), after speech, and before a relative clause. The word that fits best as a
// verb after its subject becomes one.
func (p *Parser) rescue(r *reading) {
	heading := r.Kind == Headline || r.Kind == Crosshead
	start, least, free := 0, 3, true
	if heading {
		least = 1
	}
	for i := 0; i <= len(r.line); i++ {
		if i < len(r.line) && !r.parts(i) {
			continue
		}
		comma := i < len(r.line) && r.line[i].Text == "," && i+1 < len(r.line)
		stretch := r.line[start:i]
		if (heading || least == 1 || free && !comma) && len(stretch) > 1 && !hasVerb(stretch) {
			r.rescueIn(start, i, least)
		}
		if i < len(r.line) && !heading {
			least, free = 3, r.line[i].Text != ","
			if t := r.line[i]; r.words.is(t.Lower, wordSubordinator) || t.Lower == "that" || r.speech[i] {
				least = 1
			}
		}
		start = i + 1
	}
	if !heading && !hasVerb(r.line) {
		r.rescueLast()
	}
}

// rescueLast makes a verb of the word after a comma that looks most like one, where a whole sentence has none: "The king, along with two
// dukes, imposed taxes".
func (r *reading) rescueLast() {
	for i := 2; i+1 < len(r.line); i++ {
		t, next := r.line[i], r.line[i+1]
		if r.line[i-1].Text != "," || t.Tag != "JJ" && t.Tag != "NN" || r.role(i) != "" || r.words.words[t.Lower].class&verbPast == 0 {
			continue
		}
		if isNoun(next.Tag) || next.Tag == "DT" || next.Tag == "PRP$" || next.Tag == "CD" || next.Tag == "JJ" || next.Tag == "IN" {
			t.Tag, t.Repair = "VBD", "rescue"
			return
		}
	}
}

// parts says whether a new stretch begins after a place.
func (r *reading) parts(i int) bool {
	t := r.line[i]
	switch {
	case r.speech[i], r.words.is(t.Lower, wordRelative):
		return true
	case t.Mark:
		return t.Text == ":" || t.Text == ";" || t.Text == "." || t.Text == "?" || t.Text == "!" || t.Text == "," || t.Text == "—" ||
			t.Text == "--"
	case (t.Lower == "before" || t.Lower == "after" || t.Lower == "when") && r.subordinates(i):
		return true
	case t.Lower == "that", t.Lower == "because", t.Lower == "although", t.Lower == "though", t.Lower == "if", t.Lower == "unless", t.Lower == "while":
		return true
	}
	return t.Lower == "as" && r.Kind != Body || t.Lower == "after" && r.Kind != Body
}

// hasVerb says whether a stretch has a verb that can stand alone, or a participle that can in a heading.
func hasVerb(tokens []*Token) bool {
	for i, t := range tokens {
		switch t.Tag {
		case "VBD", "VBZ", "VBP", "MD", "VBN":
			return true
		case "TO":
			if i+1 < len(tokens) && tokens[i+1].Tag == "VB" {
				return true
			}
		}
	}
	return false
}

// rescueIn makes a verb of the best candidate between two places.
func (r *reading) rescueIn(start, end, least int) {
	best, tag, score := -1, "", least-1
	for i := start + 1; i < end; i++ {
		if t, s := r.couldBe(start, i, end); s > score {
			best, tag, score = i, t, s
		}
	}
	if best >= 0 && r.line[best].Tag != tag {
		r.line[best].Tag, r.line[best].Repair = tag, "rescue"
	}
}

// couldBe says as what verb a word may stand after its subject, and how well: 0 not at all.
func (r *reading) couldBe(start, i, end int) (string, int) {
	t, before := r.line[i], r.line[i-1]
	if r.role(i) != "" || t.Mark || !(isNoun(before.Tag) || before.Tag == "PRP" || before.Known > 0) || !(isNoun(t.Tag) ||
		t.Tag == "JJ" || t.Tag == "VB") {
		return "", 0
	}
	if r.Kind == Body && !r.Capitals && isUpper(t.Text) {
		return "", 0
	}
	c := r.words.words[t.Lower].class
	plural := before.Lower != "news" && (before.Tag == "NNS" || r.words.is(before.Lower, nounMostly) || before.Tag == "NNP" && before.Known == 0 && endsInS(before.Lower) ||
		before.Tag == "NNPS" || r.words.is(before.Lower, nounPlural) || r.role(i-1) == Plural || start >= 2 &&
		r.line[start-1].Text == "," && r.Kind != Body || r.listed(start, i))
	score := 1
	if i+1 < end {
		switch next := r.line[i+1]; {
		case next.Tag == "DT", next.Tag == "PRP$", strings.HasPrefix(next.Tag, "NNP"), next.Tag == "CD", next.Tag == "JJ", next.Tag == "PRP":
			score += 3
		case isNoun(next.Tag), next.Tag == "TO":
			score += 2
		case next.Tag == "IN":
			score++
		}
	}
	if c&verbOnly != 0 || c&(verbSay|verbThink) != 0 && i+1 == end && end < len(r.line) && r.line[end].Lower == "that" {
		score += 3
	}
	switch {
	case c&verbBase != 0 && start >= 2 && r.line[start-1].Lower == "that" && r.words.is(r.line[start-2].Lower, verbDemand):
		return "VB", score + 1 // "demanded that the king release him"
	case c&verbPresent != 0 && !plural:
		return "VBZ", score + 1
	case c&verbBase != 0 && plural:
		return "VBP", score
	case c&verbPast != 0:
		return "VBD", score
	}
	return "", 0
}

// listed says whether "and" joins nouns before a place.
func (r *reading) listed(start, i int) bool {
	for k := start; k < i; k++ {
		if r.line[k].Lower == "and" || r.line[k].Lower == "&" {
			return true
		}
	}
	return false
}
