package llm

import (
	"bufio"
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed data/words.tsv
var wordTable string

// sort is what words of the table are looked for.
type wordSort string

const (
	instruction wordSort = "instruction"
	negation    wordSort = "negation"
	pronoun     wordSort = "pronoun"
	definite    wordSort = "definite"
)

// wordLists are the rows of words.tsv.
type wordLists struct {
	rows []wordRow
}

type wordRow struct {
	sort             wordSort
	words            []string // folded
	example, counter string
}

func loadWords() (*wordLists, error) {
	l := &wordLists{}
	lines, n := bufio.NewScanner(strings.NewReader(wordTable)), 0
	for lines.Scan() {
		n++
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 4 {
			return nil, fmt.Errorf("words.tsv line %d: has %d columns; want sort, words, example, counter-example", n, len(cells))
		}
		switch s := wordSort(cells[0]); s {
		case instruction, negation, pronoun, definite:
			l.rows = append(l.rows, wordRow{sort: s, words: strings.Split(cells[1], "|"), example: cells[2], counter: cells[3]})
		default:
			return nil, fmt.Errorf("words.tsv line %d: sort %q is not one of %s, %s, %s, %s", n, s, instruction, negation, pronoun, definite)
		}
	}
	return l, lines.Err()
}

// within says whether a text has words of a sort in it, as whole words.
func (l *wordLists) within(text string, s wordSort) bool {
	folded := fold(text)
	for i := range l.rows {
		for _, w := range l.rows[i].words {
			if l.rows[i].sort == s && strings.Contains(folded, " "+w+" ") {
				return true
			}
		}
	}
	return false
}

// is says whether a text is just words of a sort.
func (l *wordLists) is(text string, s wordSort) bool {
	folded := strings.TrimSpace(fold(text))
	for i := range l.rows {
		for _, w := range l.rows[i].words {
			if l.rows[i].sort == s && folded == w {
				return true
			}
		}
	}
	return false
}

// begins says whether the first word of a text, with more behind it, is of a sort.
func (l *wordLists) begins(text string, s wordSort) bool {
	first, rest, _ := strings.Cut(strings.TrimSpace(fold(text)), " ")
	return rest != "" && l.is(first, s)
}

// isArticle says whether a text is nothing, or one word that a noun may have before it without meaning another.
func (l *wordLists) isArticle(text string) bool {
	folded := strings.TrimSpace(fold(text))
	return folded == "" || folded == "a" || folded == "an" || l.is(folded, definite)
}

// fold writes a text in small letters, with one blank between words and at both ends. "Didn't" is "did n't", so that the negation in it
// is a word of its own. Letters that cannot be seen are left out, as they are a way to hide words.
func fold(text string) string {
	var b strings.Builder
	b.WriteByte(' ')
	blank := true
	for _, r := range text {
		switch {
		case r == '’' || r == '‘' || r == 'ʼ':
			r = '\''
		case unicode.Is(unicode.Cf, r) || r == utf8.RuneError:
			continue
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\'' || r == '_' {
			b.WriteRune(unicode.ToLower(r))
			blank = false
		} else if !blank {
			b.WriteByte(' ')
			blank = true
		}
	}
	if !blank {
		b.WriteByte(' ')
	}
	return strings.ReplaceAll(b.String(), "n't ", " n't ")
}
