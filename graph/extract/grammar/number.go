package grammar

import "strings"

// measure returns how many words before a number belong to it: "about", "at least", "more than"; 0: none.
func (r *reading) measure(i int) int {
	n := 0
	for _, p := range r.words.measures[r.line[i].Lower] {
		if len(p) > n && r.spells(i, p) {
			n = len(p)
		}
	}
	if n == 0 || i+n >= len(r.line) || r.role(i) != "" {
		return 0
	}
	if t := r.line[i+n]; r.number(t) && !r.year(t) || t.Tag == "DT" && i+n+1 < len(r.line) &&
		r.words.is(r.line[i+n+1].Lower, wordNumber) {
		return n
	}
	return 0
}

// number says whether a token is a number: "40", "forty", "$40", "dozens".
func (r *reading) number(t *Token) bool {
	return t.Tag == "CD" || t.Tag == "$" || r.words.is(t.Lower, wordNumber) || strings.ContainsAny(t.Text, "$€£") &&
		strings.ContainsAny(t.Text, "0123456789")
}

// afterDate says whether a name begins a new group after a date that began this one: "in 1974 Algiers mediated".
func (r *reading) afterDate(first, j, head int) bool {
	before, t := r.line[j-1], r.line[j]
	if r.line[first].Tag == "DT" || r.line[first].Tag == "PRP$" || !isUpper(t.Text) ||
		r.words.is(t.Lower, wordMonth|wordWeekday|wordTimeNoun) {
		return false
	}
	dated := before.Tag == "CD" && (r.year(before) || r.monthBefore(j-1)) || head == j-1 && head == first &&
		r.words.is(before.Lower, wordMonth)
	if head == j-1 && head == first && first > 0 && isVerb(r.line[first-1].Tag) && r.words.is(before.Lower, wordWeekday) {
		return strings.HasPrefix(t.Tag, "NNP") || t.Tag == "JJ" // "said Friday Norlandish troops"
	}
	return dated && (strings.HasPrefix(t.Tag, "NNP") || t.Tag == "JJ") && (first == 0 || r.line[first-1].Tag == "IN" ||
		r.line[first-1].Tag == "POS")
}

// nextTime says whether a group so far is "the next day", "the same week" and the like.
func (r *reading) nextTime(first, head int) bool {
	if !r.words.is(r.line[head].Lower, wordTimeNoun) || head == first {
		return false
	}
	switch r.line[head-1].Lower {
	case "next", "same", "previous", "following", "last", "this", "that":
		return true
	}
	return false
}

// isTime says whether a token is a noun of time, or "last", "next", "this" before one.
func (r *reading) isTime(j int) bool {
	w := r.line[j]
	if r.words.is(w.Lower, wordWeekday) || w.Lower == "today" || w.Lower == "yesterday" || w.Lower == "tomorrow" || w.Lower == "tonight" {
		return true
	}
	if r.words.is(w.Lower, wordMonth) && isUpper(w.Text) && w.Tag != "MD" {
		return true
	}
	return (w.Lower == "last" || w.Lower == "next" || w.Lower == "this" || w.Lower == "earlier") && j+1 < len(r.line) &&
		r.words.is(r.line[j+1].Lower, wordTimeNoun)
}

// monthBefore says whether a number is a day after a month.
func (r *reading) monthBefore(head int) bool {
	return head > 0 && r.words.is(strings.TrimSuffix(r.line[head-1].Lower, "."), wordMonth) && isUpper(r.line[head-1].Text)
}

// year says whether a number is a year: four digits from 1000 to 2099.
func (r *reading) year(t *Token) bool {
	if s, ok := strings.CutSuffix(t.Lower, "s"); ok && len(s) >= 4 && strings.Trim(s[len(s)-4:], "0123456789") == "" {
		return s[len(s)-4] == '1' || s[len(s)-4] == '2' // "the 1980s", "mid-1980s"
	}
	return len(t.Text) == 4 && (t.Text[0] == '1' || t.Text[:2] == "20") && strings.Trim(t.Text, "0123456789") == ""
}
