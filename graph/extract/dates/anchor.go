package dates

// maxAnchor is how many tokens the words of an anchor may have.
const maxAnchor = 24

// anchor finds the words that an expression such as "two weeks after" is counted from: the tokens from i on, up to the
// end of the phrase. A date among them dates the anchor: "two weeks after taking office on 8 December".
func (r *reading) anchor(text string, i int, e *Expression) {
	end := i
	var dated *sense
	for end < len(r.tokens) && end < i+maxAnchor && !r.endsAnchor(text, end) {
		it := &r.items[end]
		if it.end == 0 {
			end++
			continue
		}
		if it.dates() && dated == nil {
			dated = it.sense
		}
		end = min(it.end, len(r.tokens))
	}
	if end == i {
		return
	}
	a := e.Anchor
	a.Start, a.End = r.tokens[i].start, r.tokens[end-1].end
	a.Text = text[a.Start:a.End]
	if dated != nil {
		e.sense = &sense{op: opApplied, side: a.Direction, offset: a.Offset, a: dated}
	}
}

// endsAnchor says whether a phrase ends before the token.
func (r *reading) endsAnchor(text string, i int) bool {
	t := &r.tokens[i]
	if t.apart {
		return true
	}
	switch word := text[t.start:t.end]; word {
	case ".", ",", ";", ":", "!", "?", "(", ")", "\"", "“", "”", "—", "–", "،", "؛", "؟", "«", "»":
		return word != "." || !r.abbreviates(text, i)
	}
	return false
}

// abbreviates says whether a full stop belongs to the word before it: it is not followed by a blank, or lies in "U.S.".
func (r *reading) abbreviates(text string, i int) bool {
	t := &r.tokens[i]
	if t.end < len(text) && text[t.end] > ' ' && text[t.end] != '"' && text[t.end] != ')' {
		return true
	}
	if i == 0 {
		return false
	}
	before := &r.tokens[i-1]
	return before.end == t.start && before.end-before.start == 1 && before.capital
}

// dates says whether an item can date an anchor: it is a date of its own, or a feast.
func (it *item) dates() bool {
	if it.shape&(shapeCount|shapeBare|shapeNone|shapeSpan) != 0 || it.sense.attr || it.sense.mask {
		return false
	}
	return it.shape&shapeWeak == 0 || it.shape&shapeDay != 0
}
