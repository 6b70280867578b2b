package grammar

// GroupKind says what a noun group is.
type GroupKind string

// The kinds of noun groups.
const (
	Noun     GroupKind = "noun"
	Pronoun  GroupKind = "pronoun"  // "they", "himself", "those"
	Dummy    GroupKind = "dummy"    // "there", and "it" that stands for nothing
	Moment   GroupKind = "time"     // "Friday", "last week": never a subject or an object
	Quantity GroupKind = "quantity" // a number that stands alone: "three", "at least 40"
)

// Group is a noun group: a head with what stands before it, and what hangs on it.
type Group struct {
	First, Limit int // its own tokens, [First, Limit), without what hangs on it
	Head         int // token
	Start, End   int // bytes of its own tokens
	Kind         GroupKind
	Text         string // Body[Start:End]
	Lemma        string // of the head
	Known        int    // index+1 of the known words that are its head; 0: none
	Proper       bool   // the head is a proper noun
	Plural       bool   // more than one: plural head or a number above one

	Determiner string // "the", "a", "no", "their", "these"; "" if none
	Negated    bool   // "no", "neither"
	Number     string // "three", "40", "at least 40"; "" if none
	Modifiers  []int  // tokens before the head: adjectives, nouns, names, in order; not those of the possessor
	Possessor  *Group // "Iran" of "Iran's army"

	Conjuncts  []*Group  // the other groups of its list, set at the first group only: B and C of "A, B and C"
	Conjoined  *Group    // the first group of the list it is in, set at the others
	Linker     string    // of the list, at its first group: "and", "or", "nor", "but not"; "," where there is nothing but a comma
	Appositive []*Group  // groups that name it again: "the leader of Hamas" of "X, the leader of Hamas"; a title before a name
	Renames    *Group    // the group that it names again
	Preps      []*Prep   // prepositional groups that follow it directly and may belong to it, in order
	Relatives  []*Clause // relative clauses, and participle clauses that stand for one ("troops stationed in Iran")
	Clauses    []*Clause // what it is about: infinitives and that-clauses ("a plan to withdraw", "reports that ...")

	Clause *Clause // where it is subject, object, complement, or in a prepositional group
	Prep   *Prep   // the prepositional group that it stands in

	slot *[]*Group // the list of its clause or preposition that it stands in
}

// All returns the group and its conjuncts, in order.
func (g *Group) All() []*Group {
	if g == nil {
		return nil
	}
	return append([]*Group{g}, g.Conjuncts...)
}

// Prep is a preposition with what it governs.
type Prep struct {
	Word   string   // lower case: "with", "because of", "according to"
	Token  int      // its first token
	Groups []*Group // what it governs, lists written out
	Inner  *Clause  // or a participle clause: "for attacking", "without saying"
	Noun   *Group   // the group that it directly follows, if any
	Of     Holder   // whom it more likely belongs to
	Clause *Clause  // the clause that it stands in
}

// Holder says whether a prepositional group belongs to a noun or to a verb.
type Holder string

// The holders.
const (
	OfNoun   Holder = "noun"   // "talks with Iran", "the leader of Hamas"
	OfVerb   Holder = "verb"   // "accused Iran of", "met in Doha"
	OfEither Holder = "either" // after a noun, and nothing tells: both hold it
)

// Form says how a verb group is built.
type Form string

// The forms.
const (
	Finite     Form = "finite"     // "attacked", "has attacked", "will attack"
	Infinitive Form = "infinitive" // "to attack", "attack" after "let them"
	Gerund     Form = "gerund"     // "attacking", "having attacked"
	Participle Form = "participle" // "attacked" in "the town attacked on Friday"
)

// Tense is when a verb group puts what it tells.
type Tense string

// The tenses. A heading's present tells the past, which is said by the sentence's Kind.
const (
	Past     Tense = "past"
	Present  Tense = "present"
	Future   Tense = "future" // "will", "is to", "is going to", and "to" in a heading
	Timeless Tense = ""       // infinitives, gerunds and participles
)

// Verb is a verb group: auxiliaries, adverbs between them, main verb, particle.
type Verb struct {
	First, Limit int    // tokens
	Main         int    // token of the main verb
	Start, End   int    // bytes of [First, Limit)
	Lemma        string // of the main verb: "call"
	Particle     string // "off" of "called off" and of "called the strike off"; "" if none
	Form         Form
	Tense        Tense
	Passive      bool
	Perfect      bool // "has attacked"
	Progressive  bool // "is attacking"
	Negated      bool
	Negation     string   // the word that negates: "not", "never", "no longer", "yet to", "fail", "without", "no" of a subject
	Modals       []string // in order: "will", "may", "be to", "have to", "be going to", "be about to", "be able to", "used to"
	Adverbs      []int    // tokens of adverbs within the group and next to it
}
