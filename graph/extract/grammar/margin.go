package grammar

// quoting is what is known of quotation marks between sentences.
type quoting struct {
	open  []int // numbers of the open quotes, outermost first
	next  int
	block int
}

// isQuoteMark says whether a token is a quotation mark.
func isQuoteMark(text string) bool {
	switch text {
	case "\"", "“", "”", "«", "»", "``", "''", "‘", "„":
		return true
	}
	return false
}

func (q *quoting) read(s *Sentence) {}

func (p *Parser) margins(s *Sentence) {}
