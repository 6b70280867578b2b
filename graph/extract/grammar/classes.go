package grammar

// class is a set of word classes.
type class uint64

// The classes. What is in them, and what they are for, is in data/words.tsv, where they have the names of classNames.
const (
	verbSay class = 1 << iota
	verbThink
	verbTell
	verbMakeDo
	verbBare
	verbGive
	verbBe
	verbName
	verbIng
	verbAny // any verb of the lists
	wordSubordinator
	wordRelative
	wordPreposition
	wordAnd
	wordDeny
	wordTimeNoun
	wordMonth
	wordWeekday
	wordTimeWord
	wordTitle
	wordPerson
	nounInf
	nounThat
	nounPrep
	nounMostly
	verbOf
	verbCallOn
	verbManner
	nounIng
	wordParticle
	wordCardinal
	wordAdverb
	verbNeedsThat
	wordAdjective
	wordAuxiliary
	nounNamed
	verbAlone
	pastNoun
	wordNumber
	pastOnly // a past that is neither a noun nor a base
	verbOnly // a form of a verb that is no noun
	nounVerb
	verbCommand
	prepVerb
	wordWhat
	wordAbbreviation
	wordCommon // in any list: in a heading with capitals it is tagged as if it had none
	wordLabel
	verbBase       // "attack"
	verbPast       // "attacked", "took"
	verbParticiple // "attacked", "taken"
	verbPresent    // "attacks"
	verbGerund     // "attacking"
	nounPlural     // "troops"
	verbDeed
	verbDemand
)

// classNames are the names that the classes have in data/words.tsv, and which forms of a word listed there belong to them.
var classNames = map[string]struct {
	class class
	forms inflection
}{
	"abbreviation":     {wordAbbreviation, asIs},
	"adjective":        {wordAdjective, asIs},
	"and":              {wordAnd, asIs},
	"auxiliary":        {wordAuxiliary, asIs},
	"cardinal":         {wordCardinal, asIs},
	"deny":             {wordDeny, asIs},
	"label":            {wordLabel, asIs},
	"month":            {wordMonth, asIs},
	"noun-inf":         {nounInf, asNoun},
	"noun-ing":         {nounIng, asIs},
	"noun-mostly":      {nounMostly, asIs},
	"noun-named":       {nounNamed, asNoun},
	"noun-prep":        {nounPrep, asNoun},
	"noun-that":        {nounThat, asNoun},
	"noun-verb":        {nounVerb, asIs},
	"number":           {wordNumber, asIs},
	"particle-word":    {wordParticle, asIs},
	"past-noun":        {pastNoun, asIs},
	"person":           {wordPerson, asNoun},
	"preposition":      {wordPreposition, asIs},
	"preposition-verb": {prepVerb, asIs},
	"relative":         {wordRelative, asIs},
	"subordinator":     {wordSubordinator, asIs},
	"time-noun":        {wordTimeNoun, asNoun},
	"time-word":        {wordTimeWord, asIs},
	"title":            {wordTitle, asNoun},
	"verb":             {verbAny, asVerb},
	"verb-alone":       {verbAlone | verbAny, asVerb},
	"verb-bare":        {verbBare | verbAny, asVerb},
	"verb-be":          {verbBe | verbAny, asVerb},
	"verb-call-on":     {verbCallOn | verbAny, asVerb},
	"verb-command":     {verbCommand | verbAny, asVerb},
	"verb-deed":        {verbDeed | verbAny, asVerb},
	"verb-demand":      {verbDemand | verbAny, asVerb},
	"verb-give":        {verbGive | verbAny, asVerb},
	"verb-ing":         {verbIng | verbAny, asVerb},
	"verb-make-do":     {verbMakeDo | verbAny, asVerb},
	"verb-manner":      {verbManner | verbAny, asVerb},
	"verb-name":        {verbName | verbAny, asVerb},
	"verb-needs-that":  {verbNeedsThat | verbAny, asVerb},
	"verb-of":          {verbOf | verbAny, asVerb},
	"verb-say":         {verbSay | verbAny, asVerb},
	"verb-tell":        {verbTell | verbAny, asVerb},
	"verb-think":       {verbThink | verbAny, asVerb},
	"weekday":          {wordWeekday, asIs},
	"what":             {wordWhat, asIs},
}

// inflection says which forms of a word belong to its class.
type inflection int

const (
	asIs inflection = iota
	asVerb
	asNoun
)
