package grammar

import (
	"strings"
	"unicode"
)

const (
	maxDateline = 16 // tokens before the dash
	maxBracket  = 60 // tokens; what does not close sooner is no bracket
	maxByline   = 12 // tokens
)

// margins sets aside bullets, labels, bylines, datelines and brackets.
func (p *Parser) margins(s *Sentence) {
	at := 0
	if s.Kind == Item {
		at = s.bullet()
	}
	if p.byline(s, at) {
		return
	}
	if n := s.label(p, at); n > at {
		s.aside(at, n, Label)
		at = n
	}
	if n := p.dateline(s, at); n > at {
		s.aside(at, n, Dateline)
		at = n
	}
	s.brackets(at)
}

// aside sets the tokens [first, limit) aside.
func (s *Sentence) aside(first, limit int, kind AsideKind) {
	for i := first; i < limit; i++ {
		s.Tokens[i].Aside = true
	}
	s.Asides = append(s.Asides, Aside{s.Tokens[first].Start, s.Tokens[limit-1].End, kind})
}

// bullet sets the bullet or number of an item aside and returns the token after it.
func (s *Sentence) bullet() int {
	end := s.Start + bullet(s.text)
	n := 0
	for n < len(s.Tokens) && s.Tokens[n].End <= end {
		n++
	}
	if n > 0 {
		s.aside(0, n, Label)
	}
	return n
}

// byline reads "By Jane Doe", "By JANE DOE and John Roe, Associated Press Writer".
func (p *Parser) byline(s *Sentence, at int) bool {
	n := len(s.Tokens) - at
	if n < 2 || n > maxByline || s.Tokens[at].Lower != "by" || s.Tokens[at].Text == "by" || s.Kind == Body {
		return false
	}
	for i := at + 1; i < len(s.Tokens); i++ {
		if t := &s.Tokens[i]; !isUpper(t.Text) && t.Lower != "and" && t.Lower != "in" && !t.Mark {
			return false
		}
	}
	s.aside(at, len(s.Tokens), Byline)
	return true
}

// label reads "UPDATE 2-", "Exclusive:", "BREAKING:" and the like: words of a list before a colon or a dash.
func (s *Sentence) label(p *Parser, at int) int {
	for i := at; i < len(s.Tokens) && i < at+4; i++ {
		switch s.Tokens[i].Text {
		case ":", "-", "--", "–", "—":
			if i > at && p.words.is(s.Tokens[at].Lower, wordLabel) {
				return i + 1
			}
			return at
		}
	}
	return at
}

// dateline finds the end of "MANILA, Philippines (AP) --", "NEW YORK, Feb. 27 --", "PESHAWAR:", "Watan-", at the start of a paragraph.
func (p *Parser) dateline(s *Sentence, at int) int {
	if at >= len(s.Tokens) || !isUpper(s.Tokens[at].Text) {
		return at
	}
	shouted := !s.Capitals && isShouted(s.Tokens[at].Text)
	bracket, agency, dated := 0, false, false
	for i := at; i < len(s.Tokens)-1 && i < at+maxDateline; i++ {
		t := &s.Tokens[i]
		switch t.Text {
		case "(", "[":
			bracket++
			agency = true
			continue
		case ")", "]":
			bracket--
			if bracket == 0 && dated && isUpper(s.Tokens[i+1].Text) && isShouted(s.Tokens[i-1].Text) {
				return i + 1 // "Bogota, March 8 (IANS) The president"
			}
			if next := &s.Tokens[i+1]; bracket == 0 && shouted && (isQuoteMark(next.Text) || next.Text == "_" || next.Text == ".") {
				next.Mark = true
				return i + 2
			}
			continue
		case "--", "—", "–", "-", ":":
			if i == at || bracket > 0 || t.Text == ":" && !shouted && !agency && !dated {
				return at
			}
			if shouted || agency || dated || i-at <= 2 && p.placelike(s, at, i) && s.Tokens[i+1].Start >= t.End && isUpper(s.Tokens[i+1].Text) {
				return i + 1
			}
			return at
		}
		dated = dated || p.words.is(t.Lower, wordMonth)
		if bracket == 0 && !p.inDateline(t) {
			return at
		}
	}
	return at
}

// inDateline says whether a word may stand in a dateline: a name, a month, a number, a comma, a full stop.
func (p *Parser) inDateline(t *Token) bool {
	if t.Mark || isUpper(t.Text) || p.words.is(t.Lower, wordMonth) || t.Lower == "of" || t.Lower == "and" || t.Lower == "the" {
		return t.Text != ";" && t.Text != "?" && t.Text != "!" && !isQuoteMark(t.Text)
	}
	return unicode.IsDigit(rune(t.Text[0]))
}

// placelike says whether one or two words before a dash stand by themselves, as a newspaper's or a town's name does.
func (p *Parser) placelike(s *Sentence, at, dash int) bool {
	for i := at; i < dash; i++ {
		if c := p.words.words[s.Tokens[i].Lower].class; !isUpper(s.Tokens[i].Text) || c&(wordCommon) != 0 {
			return false
		}
	}
	return true
}

// isShouted says whether a word of three letters or more is in capitals.
func isShouted(text string) bool {
	return len(text) >= 3 && letter(text) && strings.ToUpper(text) == text
}

// brackets sets what stands in round brackets aside, and the marks of square ones, which hold words that belong to the sentence.
func (s *Sentence) brackets(at int) {
	for i := at; i < len(s.Tokens); i++ {
		switch s.Tokens[i].Text {
		case "(":
			if n := s.bracket(i); n > 0 && (i > at || n < len(s.Tokens)-1) {
				s.aside(i, n, Bracket)
				i = n - 1
			}
		case "[", "]":
			s.aside(i, i+1, Bracket)
		}
	}
}

// bracket returns the token after the bracket that closes the one at i; 0: it does not close in reach.
func (s *Sentence) bracket(i int) int {
	depth := 0
	for j := i; j < len(s.Tokens) && j < i+maxBracket; j++ {
		switch s.Tokens[j].Text {
		case "(":
			depth++
		case ")":
			if depth--; depth == 0 {
				return j + 1
			}
		}
	}
	return 0
}
