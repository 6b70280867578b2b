package lexicon

import (
	"bufio"
	"embed"
	"fmt"
	"slices"
	"strings"

	"liaison/graph"
)

//go:embed data/*.tsv
var files embed.FS

// Load reads the tables and checks them against the ontology. An error names the file, the line and what is wrong.
func Load(o *graph.Ontology) (*Lexicon, error) {
	l := &Lexicon{
		verbs: map[string][]match[*Entry]{}, nouns: map[string][]match[*Entry]{},
		operators: map[string][]match[*Operator]{}, light: map[string][]match[*Operator]{},
		adjectives: map[string]*Operator{}, opnouns: map[string]*Operator{},
		compose: map[[2]string][]Result{}, things: map[string]map[string]bool{}, stances: map[[2]string]Stance{}, definites: map[string][]string{},
		compounds: map[string]*Entry{}, states: map[string]*Entry{}, ontology: o,
	}
	for _, t := range []struct {
		name    string
		columns int
		read    func(*Lexicon, []string) error
	}{
		{"things.tsv", 2, (*Lexicon).thing},
		{"verbs.tsv", 7, (*Lexicon).verb},
		{"nouns.tsv", 6, (*Lexicon).noun},
		{"operators.tsv", 6, (*Lexicon).operator},
		{"adjectives.tsv", 5, (*Lexicon).adjective},
		{"opnouns.tsv", 3, (*Lexicon).opnoun},
		{"compounds.tsv", 6, (*Lexicon).compound},
		{"states.tsv", 6, (*Lexicon).state},
		{"light.tsv", 6, (*Lexicon).lightVerb},
		{"compose.tsv", 6, (*Lexicon).composition},
		{"attribution.tsv", 3, (*Lexicon).stance},
		{"definites.tsv", 2, (*Lexicon).definite},
	} {
		if err := l.table(t.name, t.columns, t.read); err != nil {
			return nil, fmt.Errorf("lexicon: %w", err)
		}
	}
	l.order()
	return l, nil
}

// table reads the lines of a file, each split at tabs into exactly so many columns.
func (l *Lexicon) table(name string, columns int, read func(*Lexicon, []string) error) error {
	f, err := files.Open("data/" + name)
	if err != nil {
		return err
	}
	defer f.Close()
	lines, n := bufio.NewScanner(f), 0
	for lines.Scan() {
		n++
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			return fmt.Errorf("%s line %d: %d columns, want %d", name, n, len(cells), columns)
		}
		if err := read(l, cells); err != nil {
			return fmt.Errorf("%s line %d: %w", name, n, err)
		}
	}
	return lines.Err()
}

func (l *Lexicon) thing(c []string) error {
	class := l.things[c[0]]
	if class == nil {
		class = map[string]bool{}
		l.things[c[0]] = class
	}
	for _, w := range words(c[1]) {
		class[w] = true
	}
	return nil
}

func (l *Lexicon) relation(id string) (graph.RelationID, error) {
	if _, ok := l.ontology.Relation(graph.RelationID(id)); !ok {
		return "", fmt.Errorf("relation %q is not one of the ontology", id)
	}
	return graph.RelationID(id), nil
}

func (l *Lexicon) entry(c []string) (*Entry, error) {
	rel, err := l.relation(c[2])
	if err != nil {
		return nil, err
	}
	slots, err := readSlots(c[3])
	if err != nil {
		return nil, err
	}
	if slots.People != "" {
		if _, err := l.relation(string(slots.People)); err != nil {
			return nil, err
		}
	}
	for _, e := range l.all {
		if e.ID == c[0] {
			return nil, fmt.Errorf("id %q stands twice", c[0])
		}
	}
	e := &Entry{ID: c[0], Words: words(c[1]), Relation: rel, Slots: slots}
	l.all = append(l.all, e)
	return e, nil
}

func (l *Lexicon) verb(c []string) error {
	e, err := l.entry(c)
	if err != nil {
		return err
	}
	if e.Need, err = l.readNeed(c[4]); err != nil {
		return err
	}
	e.Example, e.Counter = c[5], c[6]
	index(l.verbs, e.Words, e)
	return nil
}

func (l *Lexicon) noun(c []string) error {
	e, err := l.entry(c)
	if err != nil {
		return err
	}
	e.Example, e.Counter = c[4], c[5]
	for _, w := range e.Words {
		parts := strings.Fields(w)
		last := len(parts) - 1
		l.nouns[parts[last]] = append(l.nouns[parts[last]], match[*Entry]{parts[:last], e})
	}
	return nil
}

func (l *Lexicon) newOperator(c []string) *Operator {
	o := &Operator{ID: c[0], Words: words(c[1]), Name: c[2]}
	l.ops = append(l.ops, o)
	return o
}

func (l *Lexicon) operator(c []string) error {
	o := l.newOperator(c)
	o.Forms, o.Example, o.Counter = strings.Fields(c[3]), c[4], c[5]
	index(l.operators, o.Words, o)
	return nil
}

func (l *Lexicon) adjective(c []string) error {
	o := l.newOperator(c)
	o.Example, o.Counter = c[3], c[4]
	for _, w := range o.Words {
		l.adjectives[w] = o
	}
	return nil
}

func (l *Lexicon) opnoun(c []string) error {
	o := l.newOperator(c)
	for _, w := range o.Words {
		l.opnouns[w] = o
	}
	return nil
}

func (l *Lexicon) lightVerb(c []string) error {
	o := l.newOperator(c)
	o.Example, o.Counter = c[4], c[5]
	if c[3] != "*" {
		for id := range strings.SplitSeq(c[3], ",") {
			rel, err := l.relation(id)
			if err != nil {
				return err
			}
			o.Events = append(o.Events, rel)
		}
	}
	index(l.light, o.Words, o)
	return nil
}

func (l *Lexicon) composition(c []string) error {
	if !slices.Contains([]string{"EVENT", "STRUCTURAL", "NONE", "ANY"}, c[1]) {
		if _, err := l.relation(c[1]); err != nil {
			return err
		}
	}
	r := Result{Relation: Keep, Ends: Ends(c[3]), Modality: graph.Modality(c[4]), Polarity: graph.Polarity(c[5]), ID: c[0] + "*" + c[1]}
	if c[2] != string(Keep) {
		rel, err := l.relation(c[2])
		if err != nil {
			return err
		}
		r.Relation = rel
	}
	if !slices.Contains([]Ends{Inner, Addressee, Told, Turned, Blamed}, r.Ends) {
		return fmt.Errorf("ends %q: want inner, addressee, told, turned or blamed", c[3])
	}
	if !slices.Contains(graph.Modalities(), r.Modality) {
		return fmt.Errorf("modality %q: want one of %v", c[4], graph.Modalities())
	}
	if !slices.Contains(graph.Polarities(), r.Polarity) {
		return fmt.Errorf("polarity %q: want one of %v", c[5], graph.Polarities())
	}
	key := [2]string{c[0], c[1]}
	l.compose[key] = append(l.compose[key], r)
	return nil
}

func (l *Lexicon) stance(c []string) error {
	l.stances[[2]string{c[0], c[1]}] = Stance(c[2])
	return nil
}

// index files an entry under the first word of each of its phrases.
func index[T any](m map[string][]match[T], list []string, entry T) {
	for _, w := range list {
		parts := strings.Fields(w)
		m[parts[0]] = append(m[parts[0]], match[T]{parts[1:], entry})
	}
}

// order puts longer phrases before shorter ones, and of these those that need more; the order of the file decides the rest.
func (l *Lexicon) order() {
	for _, list := range l.verbs {
		slices.SortStableFunc(list, func(a, b match[*Entry]) int { return weight(b) - weight(a) })
	}
	for _, list := range l.nouns {
		slices.SortStableFunc(list, func(a, b match[*Entry]) int { return len(b.rest) - len(a.rest) })
	}
	for _, m := range []map[string][]match[*Operator]{l.operators, l.light} {
		for _, list := range m {
			slices.SortStableFunc(list, func(a, b match[*Operator]) int { return len(b.rest) - len(a.rest) })
		}
	}
}

func weight(m match[*Entry]) int {
	w := len(m.rest) * 10
	n := &m.entry.Need
	switch {
	case n.Event != "", len(n.Preps) > 0, n.Near != "", n.Predicate != "":
		w += 3
	case n.Object != "" && n.Object != "actor" && n.Object != "any":
		w += 2
	case n.Subject != "":
		w++
	}
	return w
}

// definite reads the kinds that a noun may name again.
func (l *Lexicon) definite(c []string) error {
	for _, w := range words(c[0]) {
		l.definites[w] = append(l.definites[w], strings.Fields(c[1])...)
	}
	return nil
}
