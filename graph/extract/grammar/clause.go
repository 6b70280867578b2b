package grammar

// ClauseKind says what a clause is in its sentence.
type ClauseKind string

// The kinds of clauses.
const (
	Main        ClauseKind = "main"
	Coordinate  ClauseKind = "coordinate" // a further verb or clause beside its Parent: "signed and left", "A left, and B stayed"
	Complement  ClauseKind = "complement" // what is said, known, wanted: "said that ...", "said ...", "whether ..."
	Infinitival ClauseKind = "infinitive" // "agreed to withdraw", "urged Iran to withdraw", "came to talk"
	Relative    ClauseKind = "relative"   // "who left", "which they signed"
	Adverbial   ClauseKind = "adverbial"  // "after they left", "if it fails", "as talks began"
	Participial ClauseKind = "participle" // "leaving three dead", "backed by Iran", "for attacking", "after leaving"
	Fragment    ClauseKind = "fragment"   // no verb: a heading such as "Talks with Iran", an answer, a picture line
)

// Clause is a verb with what stands around it.
type Clause struct {
	Kind     ClauseKind
	Verb     *Verb   // nil in a fragment
	Marker   string  // "that", "if", "after", "to", "who", "and"; "" if none
	Parent   *Clause // nil: a main clause
	Children []*Clause

	Subjects   []*Group // lists written out; of a passive, whom it is done to
	Objects    []*Group // lists written out
	Indirect   []*Group // "Iran" of "gave Iran weapons", "told Iran that"
	Predicates []*Group // nouns after "be", "become": "is a member"; also "as"-less ones ("elected him president")
	Adjective  int      // token after "be" and the like: "ready", "willing", "unable"; -1 if none
	Preps      []*Prep  // in order; those before the verb first; a prepositional group that is surely of a noun is not here
	Times      []*Group // "Friday", "last week", without or with a preposition
	Adverbs    []int    // tokens

	Understood bool   // its Subjects stand with another clause: of infinitives, participles, coordinated verbs, relatives
	Antecedent *Group // of a relative clause, or of a participle clause that stands for one: the noun that it is about
	Gap        Gap    // what its Antecedent is in it
	Noun       *Group // the noun that it completes: "plan" of "a plan to withdraw", "reports" of "reports that"
	Quoted     int    // depth of quotation marks around its verb
	Reported   bool   // some Report says it
	Condition  bool   // under "if", "unless", "should"
	Question   bool

	from      int       // the chunk it begins with
	source    *[]*Group // where its understood subjects come from
	resume    *Clause   // the clause that goes on after the comma that ends this one
	aux       *Verb     // an auxiliary before its subject: "did they", "should talks"
	apart     bool      // it begins after a comma
	reporting bool      // it was begun as "officials said" beside what they say
	quoting   bool      // it reports direct speech

	First, Limit int // tokens from its first word to its last, those of its children included
	Start, End   int // bytes of them
}

// Gap says what the antecedent of a relative clause is in it.
type Gap string

// The gaps.
const (
	NoGap     Gap = ""
	AsSubject Gap = "subject"     // "who left"
	AsObject  Gap = "object"      // "which they signed"
	AsPrep    Gap = "preposition" // "with whom they met": Preps hold it
	AsOwner   Gap = "possessor"   // "whose army"
	AsPlace   Gap = "place"       // "where", "when"
)

// Agents returns who does what a passive clause tells: the groups after "by". Empty: not said, or not passive.
func (c *Clause) Agents() []*Group {
	if c.Verb == nil || !c.Verb.Passive {
		return nil
	}
	if p := c.Prep("by"); p != nil {
		return p.Groups
	}
	return nil
}

// Prep returns the first prepositional group of the clause with one of the words, or nil.
func (c *Clause) Prep(words ...string) *Prep {
	for _, p := range c.Preps {
		for _, w := range words {
			if p.Word == w {
				return p
			}
		}
	}
	return nil
}

// Report is somebody saying something: "officials said", "according to the ministry", "media reports indicate that".
type Report struct {
	Clause     *Clause   // the clause that reports: "officials said"; nil for "according to"
	Lemma      string    // of the reporting verb, or "according to"
	Speakers   []*Group  // lists written out; empty: not said ("it is reported")
	Listeners  []*Group  // "told reporters"
	Reported   []*Clause // the clauses that are said, outermost ones only; empty: only words or a noun are reported
	Quote      int       // Number of the quote that is said; 0: indirect speech
	Place      Place
	Start, End int // bytes of the words that report, "officials said on Friday"
}

// Place says where the reporting words stand to what they report.
type Place string

// The places.
const (
	Front  Place = "front"
	Middle Place = "middle"
	Tail   Place = "tail"
)
