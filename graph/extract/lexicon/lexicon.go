package lexicon

import (
	"strings"

	"liaison/graph"
)

// Object is the slot of the direct object; other slots are prepositions.
const Object = "obj"

// Slots are the places at which the ends of an event stand.
type Slots struct {
	Target    []string         // Object or prepositions, in order of preference
	Source    []string         // prepositions; of a verb usually none: the subject
	Symmetric bool             // both ends do it
	Place     bool             // a place may be the target
	Weak      bool             // of a noun: only beside a verb that makes an event of it
	Copula    bool             // of a noun: tells what somebody is
	Flip      bool             // source and target change places
	People    graph.RelationID // of a noun: the relation where people without arms do it, as with "strike"
	PluralNot bool             // of a noun: its singular means something else
}

// Need is what must hold for an entry to fit. Empty fields ask for nothing.
type Need struct {
	Object     string            // a class
	Event      graph.RelationID  // the object is an event below this relation
	Subject    string            // a class
	Preps      map[string]string // preposition: class
	Infinitive bool              // an infinitive must follow
	NoObject   bool              // there is no direct object
	Free       bool              // the object is nobody's: not \"his minister\"
	Active     bool              // the verb is neither passive nor a participle
	Predicate  string            // a class of what the object is called
	Near       string            // a word that must stand in the clause
	Place      bool              // a place may be the target
}

// Any reports whether there is a need at all, beyond what a target is.
func (n *Need) Any() bool {
	return n.Object != "" || n.Event != "" || n.Subject != "" || len(n.Preps) > 0 || n.Infinitive || n.NoObject || n.Free || n.Active || n.Near != "" || n.Predicate != ""
}

// Entry is a line of verbs.tsv, nouns.tsv, compounds.tsv or states.tsv.
type Entry struct {
	ID       string
	Words    []string // lemmas; words of a phrase parted by spaces
	Relation graph.RelationID
	Slots    Slots
	Need     Need
	Example  string
	Counter  string
}

// Operator is a line of operators.tsv, adjectives.tsv, opnouns.tsv or light.tsv.
type Operator struct {
	ID      string
	Words   []string
	Name    string
	Forms   []string           // of operators.tsv
	Events  []graph.RelationID // of light.tsv; empty: any
	Example string
	Counter string
}

// Allows says whether the operator takes a complement of a form.
func (o *Operator) Allows(form string) bool {
	for _, f := range o.Forms {
		if f == form {
			return true
		}
	}
	return false
}

// Ends says which ends the claim of an operator has; see compose.tsv.
type Ends string

// The ends.
const (
	Inner     Ends = "inner"
	Addressee Ends = "addressee"
	Told      Ends = "told"
	Turned    Ends = "turned"
	Blamed    Ends = "blamed"
)

// Keep as a Result's Relation stands for the relation of the event itself.
const Keep graph.RelationID = "="

// Result is a line of compose.tsv.
type Result struct {
	Relation graph.RelationID // Keep: that of the event
	Ends     Ends
	Modality graph.Modality
	Polarity graph.Polarity
	ID       string // "operator*inner", for Proposal.Rules
}

// Stance says how firmly words of reporting say a thing.
type Stance string

// The stances.
const (
	Neutral        Stance = "neutral"
	Alleged        Stance = "alleged"
	DeniedStance   Stance = "denied"
	PlannedStance  Stance = "planned"
	ThreatenStance Stance = "threatened"
)

// match is an entry under its first word, with the words that must follow.
type match[T any] struct {
	rest  []string
	entry T
}

// Lexicon is immutable and safe for concurrent use.
type Lexicon struct {
	verbs      map[string][]match[*Entry]
	nouns      map[string][]match[*Entry] // by the last word; rest are the words before it, or after it where it has a preposition
	operators  map[string][]match[*Operator]
	light      map[string][]match[*Operator]
	adjectives map[string]*Operator
	opnouns    map[string]*Operator
	compose    map[[2]string][]Result
	things     map[string]map[string]bool
	stances    map[[2]string]Stance
	definites  map[string][]string
	compounds  map[string]*Entry
	states     map[string]*Entry
	all        []*Entry
	ops        []*Operator
	ontology   *graph.Ontology
}

// Entries returns all lines of verbs.tsv, nouns.tsv, compounds.tsv and states.tsv, in order. The caller must not change them.
func (l *Lexicon) Entries() []*Entry { return l.all }

// Operators returns all lines of operators.tsv, adjectives.tsv, opnouns.tsv and light.tsv.
func (l *Lexicon) Operators() []*Operator { return l.ops }

// Phrase is an entry with the words that must follow its first word.
type Phrase struct {
	Entry *Entry
	Rest  []string
}

// OperatorPhrase is an operator with the words that must follow its first word.
type OperatorPhrase struct {
	Operator *Operator
	Rest     []string
}

// EachVerb calls f for every entry that begins with a lemma, longest phrases first, until f returns false.
func (l *Lexicon) EachVerb(lemma string, f func(rest []string, e *Entry) bool) {
	for _, m := range l.verbs[lemma] {
		if !f(m.rest, m.entry) {
			return
		}
	}
}

// EachOperator does the same for verbs that are operators.
func (l *Lexicon) EachOperator(lemma string, f func(rest []string, o *Operator) bool) {
	for _, m := range l.operators[lemma] {
		if !f(m.rest, m.entry) {
			return
		}
	}
}

// EachLight does the same for verbs whose object is the event.
func (l *Lexicon) EachLight(lemma string, f func(rest []string, o *Operator) bool) {
	for _, m := range l.light[lemma] {
		if !f(m.rest, m.entry) {
			return
		}
	}
}

// EachNoun calls f for every entry whose phrase ends with a lemma, longest first; rest are the words before it.
func (l *Lexicon) EachNoun(lemma string, f func(rest []string, e *Entry) bool) {
	for _, m := range l.nouns[lemma] {
		if !f(m.rest, m.entry) {
			return
		}
	}
}

// Knows says whether a lemma begins any verb of the lexicon.
func (l *Lexicon) Knows(lemma string) bool {
	return len(l.verbs[lemma])+len(l.operators[lemma])+len(l.light[lemma]) > 0
}

// KnowsNoun says whether a phrase of nouns.tsv ends with a lemma.
func (l *Lexicon) KnowsNoun(lemma string) bool { return len(l.nouns[lemma]) > 0 }

// Adjective returns the operator of an adjective, or nil.
func (l *Lexicon) Adjective(word string) *Operator { return l.adjectives[word] }

// Noun returns the operator of a noun, or nil.
func (l *Lexicon) Noun(lemma string) *Operator { return l.opnouns[lemma] }

// Is says whether a noun is of a class of things.tsv. The class "any" holds everything.
func (l *Lexicon) Is(lemma, class string) bool { return class == "any" || l.things[class][lemma] }

// Definite returns the kinds of actors that a noun may name again, "pair" and "people" among them; see definites.tsv.
func (l *Lexicon) Definite(lemma string) []string { return l.definites[lemma] }

// Stance returns how firmly a word says a thing; sort is a column of attribution.tsv.
func (l *Lexicon) Stance(word, sort string) (Stance, bool) {
	s, ok := l.stances[[2]string{word, sort}]
	return s, ok
}

// Compose returns what an operator makes of an event; inner is "" where no event could be read. Several lines may apply at once
// (an accusation, and what is alleged); none: nothing is claimed.
func (l *Lexicon) Compose(operator string, inner graph.RelationID) []Result {
	any := l.compose[[2]string{operator, "ANY"}]
	if inner == "" {
		return append(any[:len(any):len(any)], l.compose[[2]string{operator, "NONE"}]...)
	}
	for id := inner; id != ""; {
		if r := l.compose[[2]string{operator, string(id)}]; r != nil {
			return append(any[:len(any):len(any)], r...)
		}
		rel, ok := l.ontology.Relation(id)
		if !ok {
			break
		}
		id = rel.Parent
	}
	class := "EVENT"
	if r, ok := l.ontology.Relation(inner); ok && r.Class == graph.ClassStructural {
		class = "STRUCTURAL"
	}
	return append(any[:len(any):len(any)], l.compose[[2]string{operator, class}]...)
}

// Below says whether a relation is one of those, or below one of them.
func (l *Lexicon) Below(id graph.RelationID, above ...graph.RelationID) bool {
	for id != "" {
		for _, a := range above {
			if a == id {
				return true
			}
		}
		rel, ok := l.ontology.Relation(id)
		if !ok {
			return false
		}
		id = rel.Parent
	}
	return false
}

// words splits the words column; the words of a phrase are parted by "_".
func words(column string) []string {
	list := strings.Fields(column)
	for i, w := range list {
		list[i] = strings.ReplaceAll(w, "_", " ")
	}
	return list
}
