package llm

// WordRow is a row of words.tsv with what tests need of it.
type WordRow struct {
	Sort, Example, Counter string
	Words                  int
}

// WordRows gives the rows of words.tsv, and a function that says whether words of a sort are in a text.
func WordRows() ([]WordRow, func(text, sort string) bool, error) {
	l, err := loadWords()
	if err != nil {
		return nil, nil, err
	}
	var out []WordRow
	for _, r := range l.rows {
		out = append(out, WordRow{string(r.sort), r.example, r.counter, len(r.words)})
	}
	return out, func(text, sort string) bool { return l.within(text, wordSort(sort)) }, nil
}

// Locate finds words in a text as quotes are found.
func Locate(text, words string) (start, end int, exact, ok bool) {
	all := span{0, len(text)}
	at, exact, ok := locate(text, words, all, all)
	return at.start, at.end, exact, ok
}

// Weights gives the rows of scores.tsv.
func Weights() (map[string]float64, error) { return loadScores() }
