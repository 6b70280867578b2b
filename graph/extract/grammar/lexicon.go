package grammar

import (
	"bufio"
	"embed"
	"fmt"
	"strings"
)

//go:embed data/*.tsv
var data embed.FS

// word is what is known of a form: its classes and its base as a verb and as a noun.
type word struct {
	class class
	verb  string
	noun  string
}

// lexicon holds the word lists. It does not change after loading.
type lexicon struct {
	words     map[string]word
	particles map[string]bool       // "call off"
	verbPreps map[string]bool       // "accuse of": the preposition is of the verb, even after a noun
	measures  map[string][][]string // words before a number, by the first one
	phrases   map[string][]phrase   // first word of prepositions and subordinators of several words
	irregular map[string][4][]string
}

// phrase is several words that stand for one preposition or subordinator.
type phrase struct {
	words []string
	class class
}

// is says whether a word in lower case has one of the classes.
func (l *lexicon) is(word string, c class) bool { return l.words[word].class&c != 0 }

func loadLexicon() (*lexicon, error) {
	l := &lexicon{words: map[string]word{}, particles: map[string]bool{}, verbPreps: map[string]bool{},
		measures: map[string][][]string{}, phrases: map[string][]phrase{}, irregular: map[string][4][]string{}}
	err := eachRow("data/irregular.tsv", 5, func(f []string) error {
		var forms [4][]string
		for i := range forms {
			if f[i+1] != "." {
				forms[i] = strings.Split(f[i+1], "|")
			}
		}
		l.irregular[f[0]] = forms
		l.addVerb(f[0], verbAny)
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachRow("data/words.tsv", 2, func(f []string) error {
		for _, w := range strings.Fields(f[1]) {
			if err := l.add(f[0], strings.ReplaceAll(w, "_", " ")); err != nil {
				return err
			}
		}
		return nil
	})
	for form, w := range l.words {
		if w.class&verbAny != 0 && l.words[w.verb].class&nounVerb == 0 && w.noun == "" {
			w.class |= verbOnly
			l.words[form] = w
		}
		if w.class&verbPast != 0 && w.class&(verbBase|pastNoun) == 0 && w.noun == "" {
			w.class |= pastOnly
			l.words[form] = w
		}
	}
	return l, err
}

// add enters a word, or a phrase, under the name of its class.
func (l *lexicon) add(name, w string) error {
	switch name {
	case "measure":
		words := strings.Fields(w)
		l.measures[words[0]] = append(l.measures[words[0]], words)
		return nil
	case "verb-prep":
		l.verbPreps[w] = true
		return nil
	case "particle":
		l.particles[w] = true
		return nil
	case "preposition-phrase", "subordinator-phrase", "adverb-phrase":
		c := map[string]class{"preposition-phrase": wordPreposition, "subordinator-phrase": wordSubordinator,
			"adverb-phrase": wordAdverb}[name]
		words := strings.Fields(w)
		l.phrases[words[0]] = append(l.phrases[words[0]], phrase{words, c})
		return nil
	}
	c, ok := classNames[name]
	if !ok {
		return fmt.Errorf("data/words.tsv: class %q of %q is unknown", name, w)
	}
	switch c.forms {
	case asVerb:
		l.addVerb(w, c.class|wordCommon)
	case asNoun:
		l.addNoun(w, c.class|wordCommon)
	default:
		l.mark(w, c.class|wordCommon, "", "")
	}
	return nil
}

// mark adds classes and base forms to a form; base forms that it has already stay.
func (l *lexicon) mark(form string, c class, verb, noun string) {
	w := l.words[form]
	w.class |= c
	if w.verb == "" {
		w.verb = verb
	}
	if w.noun == "" {
		w.noun = noun
	}
	l.words[form] = w
}

func (l *lexicon) addVerb(base string, c class) {
	l.mark(base, c|verbBase, base, "")
	if n := len(base); n > 3 && base[n-1] == 'l' && vowel(base[n-2]) && !vowel(base[n-3]) { // "quarrelled"
		l.mark(base+"led", c|verbPast|verbParticiple, base, "")
		l.mark(base+"ling", c|verbGerund, base, "")
	}
	for i, forms := range l.verbForms(base) {
		for _, f := range forms {
			l.mark(f, c|[...]class{verbPresent, verbPast, verbParticiple, verbGerund}[i], base, "")
		}
	}
}

func (l *lexicon) addNoun(base string, c class) {
	l.mark(base, c, "", base)
	l.mark(plural(base), c|nounPlural, "", base)
}

// eachRow reads a table of the data folder: tab-separated fields, lines that begin with # left out.
func eachRow(name string, fields int, row func([]string) error) error {
	f, err := data.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if lines.Text() == "" || lines.Text()[0] == '#' {
			continue
		}
		f := strings.Split(lines.Text(), "\t")
		if len(f) != fields {
			return fmt.Errorf("%s: line %d has %d fields, not %d", name, n, len(f), fields)
		}
		if err := row(f); err != nil {
			return fmt.Errorf("%s: line %d: %w", name, n, err)
		}
	}
	return lines.Err()
}
