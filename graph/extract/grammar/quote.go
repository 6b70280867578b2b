package grammar

// maxDepth is how many quotation marks within each other are told apart; deeper ones are read as part of these.
const maxDepth = 8

// quoting is what is open of quotation marks from sentence to sentence.
type quoting struct {
	open      []openQuote // outermost first
	deeper    int         // open marks beyond maxDepth
	count     int         // quotes so far
	paragraph int
}

type openQuote struct {
	number int
	mark   string // its opening mark
}

// isQuoteMark says whether a token is a quotation mark, or looks like one.
func isQuoteMark(text string) bool {
	switch text {
	case "\"", "“", "”", "«", "»", "``", "''", "‘", "„", "‹", "›":
		return true
	}
	return false
}

// read finds the quotes of a sentence. A quote left open at the end of a paragraph goes on only if the next one begins with
// an opening mark again, as newspapers write speech of several paragraphs.
func (q *quoting) read(s *Sentence) {
	if s.Paragraph != q.paragraph {
		q.paragraph = s.Paragraph
		again := len(q.open) > 0 && len(s.Tokens) > 0 && s.Tokens[0].Text == q.open[0].mark
		if !again {
			q.open = q.open[:0]
		} else {
			q.open = q.open[:1]
		}
		q.deeper = 0
		q.carry(s)
		q.scan(s, again)
		return
	}
	q.carry(s)
	q.scan(s, false)
}

// carry enters the quotes that an earlier sentence opened.
func (q *quoting) carry(s *Sentence) {
	for d, o := range q.open {
		s.Quotes = append(s.Quotes, Quote{Start: s.Start, End: s.End, Depth: d + 1, Number: o.number})
	}
}

// scan reads the marks of a sentence. If again is set, its first token is the mark that opens a going quote anew.
func (q *quoting) scan(s *Sentence, again bool) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		switch {
		case i == 0 && again:
			s.Quotes[0].Start = t.End
		case q.closes(s.Tokens, i):
			q.close(s, t)
		case opens(s.Tokens, i):
			q.begin(s, t)
		}
		t.Quoted = len(q.open)
	}
}

func (q *quoting) begin(s *Sentence, t *Token) {
	t.Mark = true
	if len(q.open) == maxDepth {
		q.deeper++
		return
	}
	q.count++
	q.open = append(q.open, openQuote{q.count, t.Text})
	s.Quotes = append(s.Quotes, Quote{Start: t.End, End: s.End, Depth: len(q.open), Number: q.count, Opened: true})
}

func (q *quoting) close(s *Sentence, t *Token) {
	t.Mark = true
	if q.deeper > 0 {
		q.deeper--
		return
	}
	number := q.open[len(q.open)-1].number
	q.open = q.open[:len(q.open)-1]
	for i := range s.Quotes {
		if s.Quotes[i].Number == number {
			s.Quotes[i].End, s.Quotes[i].Closed = t.Start, true
		}
	}
}

// opens says whether a token opens a quote.
func opens(tokens []Token, i int) bool {
	t := &tokens[i]
	switch t.Text {
	case "“", "«", "„", "``", "\"", "‘":
		return true
	case "'":
		return i+1 < len(tokens) && tokens[i+1].Start == t.End && (i == 0 || tokens[i-1].End < t.Start)
	}
	return false
}

// closes says whether a token closes the innermost open quote.
func (q *quoting) closes(tokens []Token, i int) bool {
	if len(q.open) == 0 {
		return false
	}
	t := &tokens[i]
	switch mark := q.open[len(q.open)-1].mark; t.Text {
	case "”", "''":
		return mark == "“" || mark == "„" || mark == "``" || mark == "\""
	case "“":
		return mark == "„"
	case "\"":
		return mark == "\"" || mark == "“" || mark == "``"
	case "»":
		return mark == "«"
	case "’", "'":
		// After an s it may be a possessive: then a word follows.
		return (mark == "‘" || mark == "'") && (i+1 == len(tokens) || tokens[i+1].Mark || !letter(tokens[i+1].Text) || i > 0 &&
			!endsInS(tokens[i-1].Text))
	}
	return false
}

func endsInS(text string) bool {
	return len(text) > 0 && (text[len(text)-1] == 's' || text[len(text)-1] == 'S')
}
