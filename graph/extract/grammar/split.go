package grammar

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v3/tag"
	"github.com/jdkato/prose/v3/token"
)

// split parts a block into sentences, and overlong sentences into pieces.
func (p *Parser) split(body string, b block) iter.Seq[*Sentence] {
	return func(yield func(*Sentence) bool) {
		if b.kind == Headline || b.kind == Crosshead {
			p.pieces(body, b, b.start, b.end, yield)
			return
		}
		start := b.start
		for _, s := range p.segmenter.Segment(body[b.start:b.end]) {
			end := b.start + s.End()
			if p.unfinished(body[start:end], body[end:b.end]) {
				continue // the next one goes on with this one
			}
			a, z := trim(body, start, end)
			start = end
			if a < z && !p.pieces(body, b, a, z, yield) {
				return
			}
		}
		if a, z := trim(body, start, b.end); a < z {
			p.pieces(body, b, a, z, yield)
		}
	}
}

// unfinished says whether what ends here is no sentence yet: it ends with an abbreviation, or what follows goes on in lower case.
func (p *Parser) unfinished(sentence, rest string) bool {
	rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
	if rest == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLower(first) && !strings.HasSuffix(strings.TrimRightFunc(sentence, unicode.IsSpace), "!") {
		return true
	}
	last := strings.TrimRightFunc(sentence, unicode.IsSpace)
	if i := strings.LastIndexFunc(last, unicode.IsSpace); i >= 0 {
		last = last[i+1:]
	}
	if len(last) == 2 && last[1] == '.' && last[0] >= 'A' && last[0] <= 'Z' && last[0] != 'I' {
		return true // "S. Roe"
	}
	return p.words.is(strings.ToLower(strings.TrimLeft(last, "(\"“‘'")), wordAbbreviation)
}

// pieces makes the sentence, or its pieces if it is too long.
func (p *Parser) pieces(body string, b block, start, end int, yield func(*Sentence) bool) bool {
	text := body[start:end]
	tokens := p.refine(p.tokenize(text))
	for first := true; ; first = false {
		n := len(tokens)
		if n > MaxTokens {
			n = pieceEnd(tokens)
		}
		stop := end
		if n < len(tokens) {
			stop = start + tokens[n-1].End()
		}
		from := start
		if !first && n > 0 {
			from = start + tokens[0].Start
		}
		s := &Sentence{Start: from, End: stop, Kind: b.kind, Paragraph: b.number, Piece: n < len(tokens), text: body[from:stop]}
		s.Tokens = make([]Token, n)
		for i, t := range tokens[:n] {
			s.Tokens[i] = Token{Text: t.Text, Start: start + t.Start, End: start + t.End()}
		}
		if !yield(s) {
			return false
		}
		if tokens = tokens[n:]; len(tokens) == 0 {
			return true
		}
	}
}

// pieceEnd finds the number of tokens of a first piece: up to a semicolon, a comma, a dash, else all that are allowed.
func pieceEnd(tokens []token.Token) int {
	for _, marks := range []string{".;!?", ",:—–"} {
		for n := MaxTokens; n > MaxTokens/2; n-- {
			if t := tokens[n-1].Text; strings.ContainsAny(t, marks) && len(t) <= 3 {
				return n
			}
		}
	}
	return MaxTokens
}

// refine parts what prose leaves together: curly possessives and contractions, dashes, quotation marks and full stops within a word.
func (p *Parser) refine(tokens []token.Token) []token.Token {
	refined := make([]token.Token, 0, len(tokens)+8)
	for i, t := range tokens {
		if n := len(t.Text); i == 1 && n > 2 && t.Text[0] >= '0' && t.Text[0] <= '9' && t.Text[1] == '-' &&
			isUpper(t.Text[2:]) { // "UPDATE 2-Talks fail"
			refined = append(refined, token.Token{Text: t.Text[:1], Start: t.Start}, token.Token{Text: "-", Start: t.Start + 1})
			t = token.Token{Text: t.Text[2:], Start: t.Start + 2}
		}
		if n := len(refined); n > 0 && t.Text == "'" && refined[n-1].Text == "'" && refined[n-1].End() == t.Start {
			refined[n-1].Text = "''"
			continue
		}
		refined = p.part(refined, t, i+1 == len(tokens))
	}
	return refined
}

// part appends a token, or the parts of it.
func (p *Parser) part(to []token.Token, t token.Token, last bool) []token.Token {
	for t.Text != "" {
		i, n := separator(t.Text)
		if i < 0 {
			return p.word(to, t, last)
		}
		if i > 0 {
			to = p.word(to, token.Token{Text: t.Text[:i], Start: t.Start}, false)
		}
		to = append(to, token.Token{Text: t.Text[i : i+n], Start: t.Start + i})
		t = token.Token{Text: t.Text[i+n:], Start: t.Start + i + n}
	}
	return to
}

// separator finds the first mark that parts words even without a space, and its length; -1: none.
func separator(text string) (at, length int) {
	at = -1
	for _, mark := range []string{"—", "--", "…", "“", "”", "«", "»", "\"", "``", "''"} {
		if i := strings.Index(text, mark); i >= 0 && (at < 0 || i < at) {
			at, length = i, len(mark)
		}
	}
	return at, length
}

// word appends a word, its possessive or contracted ending, and marks that stick to it.
func (p *Parser) word(to []token.Token, t token.Token, last bool) []token.Token {
	n := len(t.Text)
	switch {
	case n > 1 && strings.IndexByte("([{", t.Text[0]) >= 0:
		to = append(to, token.Token{Text: t.Text[:1], Start: t.Start})
		return p.word(to, token.Token{Text: t.Text[1:], Start: t.Start + 1}, last)
	case n > 2 && t.Text[0] == '\'' && letter(t.Text[1:]) && !strings.HasPrefix(t.Text, "'s") && t.Text != "'em",
		strings.HasPrefix(t.Text, "‘") && n > len("‘"):
		m := len("'")
		if t.Text[0] != '\'' {
			m = len("‘")
		}
		to = append(to, token.Token{Text: t.Text[:m], Start: t.Start})
		return p.word(to, token.Token{Text: t.Text[m:], Start: t.Start + m}, last)
	case n > 1 && strings.IndexByte(",;:?!)]}", t.Text[n-1]) >= 0,
		last && n > 2 && t.Text[n-1] == '.' && strings.Count(t.Text, ".") == 1 && !p.words.is(lower(t.Text), wordAbbreviation):
		to = p.word(to, token.Token{Text: t.Text[:n-1], Start: t.Start}, false)
		return append(to, token.Token{Text: t.Text[n-1:], Start: t.Start + n - 1})
	}
	if i := ending(t.Text); i > 0 {
		to = append(to, token.Token{Text: t.Text[:i], Start: t.Start})
		t = token.Token{Text: t.Text[i:], Start: t.Start + i}
	}
	return append(to, t)
}

// ending finds where a possessive or a contracted word begins in a token; 0: nowhere.
func ending(text string) int {
	for _, e := range []string{"’s", "'s", "´s", "`s", "’S", "'S", "’ll", "’re", "’ve", "’d", "’m", "n’t", "'ll", "'re", "'ve", "'d",
		"'m", "n't"} {
		if len(text) > len(e) && strings.HasSuffix(text, e) {
			return len(text) - len(e)
		}
	}
	for _, e := range []string{"s’", "s'", "S’", "S'", "z’", "x’"} {
		if len(text) > len(e) && strings.HasSuffix(text, e) {
			return len(text) - len(e) + 1
		}
	}
	return 0
}

// tokens tags the tokens of a sentence and finds their base forms.
func (p *Parser) tokens(s *Sentence) {
	s.Capitals, _ = capitals(s.Tokens)
	title := titleCase(s.Tokens)
	tagged := make([]tag.Token, len(s.Tokens))
	for i := range s.Tokens {
		t := &s.Tokens[i]
		plain := straight(t.Text)
		t.Lower = lower(plain)
		t.Mark = isMark(t.Text)
		if (s.Capitals || title && i > 0 && p.words.is(t.Lower, wordCommon)) && !t.Mark {
			plain = t.Lower
		}
		tagged[i].Text = plain
	}
	p.tagger.TagTokens(tagged)
	for i := range s.Tokens {
		s.Tokens[i].Tag = tagged[i].Tag
	}
}

// straight writes curly apostrophes as straight ones.
func straight(text string) string {
	if strings.ContainsAny(text, "’‘ʼ´") {
		return strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "´", "'").Replace(text)
	}
	return text
}

func lower(text string) string { return strings.ToLower(text) }

// isMark says whether a token has neither letter nor digit, and is no sign that stands for a word.
func isMark(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' || r == '$' || r == '£' || r == '€' || r == '&' ||
			unicode.Is(unicode.Sc, r) {
			return false
		}
	}
	return text != "'" && text != "’"
}

// capitals says whether all words of some length are in capitals, and how many words there are.
func capitals(tokens []Token) (bool, int) {
	words, upper := 0, 0
	for i := range tokens {
		if len(tokens[i].Text) < 2 || !letter(tokens[i].Text) {
			continue
		}
		words++
		if strings.ToUpper(tokens[i].Text) == tokens[i].Text {
			upper++
		}
	}
	return words >= 3 && upper*10 >= words*8, words
}

// titleCase says whether nearly all longer words begin with a capital, as in many headlines.
func titleCase(tokens []Token) bool {
	words, upper := 0, 0
	for i := range tokens {
		if len(tokens[i].Text) < 4 || !letter(tokens[i].Text) {
			continue
		}
		words++
		if isUpper(tokens[i].Text) {
			upper++
		}
	}
	return words >= 4 && upper*10 >= words*8
}

func letter(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r)
}

func isUpper(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r)
}
