package grammar

// MaxTokens is the length in tokens from which a sentence is read in pieces; a piece ends at punctuation where there is any.
const MaxTokens = 400

// Kind says what sort of text a sentence stands in.
type Kind string

// The kinds of text.
const (
	Body      Kind = "body"
	Headline  Kind = "headline"  // the first block of a text, without a full stop
	Crosshead Kind = "crosshead" // a later block without a full stop: a heading between paragraphs
	Item      Kind = "item"      // an item of a list
)

// Sentence is a sentence, or a heading, or a piece of an overlong sentence, with its grammar. Groups, verbs and clauses of a
// sentence point at each other, and never at those of another sentence.
type Sentence struct {
	Start, End int // bytes of the text
	Kind       Kind
	Paragraph  int  // counts blocks of the text from 0
	Capitals   bool // all words are in capitals: case tells nothing
	Piece      bool // a sentence longer than MaxTokens goes on in this one

	Tokens  []Token
	Groups  []*Group  // noun groups in order of their words
	Verbs   []*Verb   // verb groups in order of their words
	Clauses []*Clause // in order of their words; a clause without a verb is a fragment
	Quotes  []Quote   // direct speech, and words in quotation marks, in order of their start; inner ones after outer ones
	Reports []*Report // who says what
	Asides  []Aside   // datelines, bylines, brackets: not part of the clauses
	Places  []*Group  // places named by the dateline

	text string // Body[Start:End]
}

// Text returns the words of the sentence as they stand in the text.
func (s *Sentence) Text() string { return s.text }

// Words returns the text between two byte offsets, or "" if they do not lie in the sentence.
func (s *Sentence) Words(start, end int) string {
	if start < s.Start || end > s.End || start > end {
		return ""
	}
	return s.text[start-s.Start : end-s.Start]
}

// Token is a word, a number or a mark.
type Token struct {
	Text       string // Body[Start:End]
	Lower      string // in lower case, with straight apostrophes
	Lemma      string // base form: "attacked" is "attack", "troops" is "troop"; else as Lower
	Tag        string // Penn Treebank tag, after repair
	Start, End int    // bytes of the text

	Known  int    // index+1 in the Known words given to Parse that cover it; 0: none
	Repair string // the rule of data/repair.tsv that made its tag, or "rescue"; "" if the tagger did
	Quoted int    // depth of quotation marks around it; 0: none
	Aside  bool   // belongs to an Aside, so to no group and no clause
	Mark   bool   // punctuation
}

// Role says what words recognised beforehand are in the grammar.
type Role string

// The roles of known words.
const (
	Name      Role = "name"      // one proper noun: "the United Arab Emirates", "al-Nusra Front"
	Plural    Role = "plural"    // a plural noun: "the Taliban", "Houthis", "Russians"
	Adjective Role = "adjective" // "Russian" in "Russian troops"; a noun where no noun follows
	Time      Role = "time"      // "on Friday", "two weeks ago": neither subject nor object
	Skip      Role = "skip"      // to be passed over
)

// Known are words recognised beforehand, such as a name of the gazetteer or a date, which the grammar does not take apart. Bounds inside
// a token ("U.S." in "U.S.-led") leave the token whole.
type Known struct {
	Start, End int // bytes of the text
	As         Role
}

// Quote is a stretch of direct speech or of words in quotation marks, without the marks.
type Quote struct {
	Start, End int      // bytes of the text
	Depth      int      // 1: outermost
	Number     int      // counts the quotes of the text from 1; one that goes on in the next sentence keeps its number
	Opened     bool     // its opening mark is in this sentence
	Closed     bool     // its closing mark is in this sentence
	Speech     bool     // a whole clause is said, not only some words of it
	Speakers   []*Group // who says it, if this sentence tells
}

// Aside is a stretch that is set aside before the grammar is read.
type Aside struct {
	Start, End int // bytes of the text
	Kind       AsideKind
}

// AsideKind says what is set aside.
type AsideKind string

// The kinds of asides.
const (
	Dateline AsideKind = "dateline" // "MANILA, Philippines (AP) --"
	Byline   AsideKind = "byline"   // "By Jane Doe"
	Bracket  AsideKind = "bracket"  // "(FDD)"
	Label    AsideKind = "label"    // "Exclusive:", "UPDATE 2-", an item's bullet or number
)
