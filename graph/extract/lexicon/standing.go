package lexicon

import "strings"

// standing reads a line of compounds.tsv or states.tsv.
func (l *Lexicon) standing(c []string) (*Entry, error) {
	e, err := l.entry(c)
	if err != nil {
		return nil, err
	}
	e.Example, e.Counter = c[4], c[5]
	return e, nil
}

func (l *Lexicon) compound(c []string) error {
	e, err := l.standing(c)
	if err != nil {
		return err
	}
	for _, w := range e.Words {
		l.compounds[w] = e
	}
	return nil
}

func (l *Lexicon) state(c []string) error {
	e, err := l.standing(c)
	if err != nil {
		return err
	}
	for _, w := range e.Words {
		l.states[w] = e
	}
	return nil
}

// Compound splits a word such as "Saudi-led" into the name and the entry of compounds.tsv; nil: it is none.
func (l *Lexicon) Compound(word string) (name string, e *Entry) {
	i := strings.LastIndexByte(word, '-')
	if i <= 0 {
		return "", nil
	}
	return word[:i], l.compounds[strings.ToLower(word[i+1:])]
}

// State returns the entry of states.tsv of an adjective, or nil.
func (l *Lexicon) State(word string) *Entry { return l.states[word] }
