package graph

// Namer finds actors by what they are called. It knows the newest version of each actor; search is of the current
// state. It is safe for concurrent use.
type Namer interface {
	// Put adds an actor, or replaces its older version. It keeps no part of its argument that the caller may change.
	Put(a Actor)

	// Search finds up to limit actors of the kinds and countries (nil: all), best first, each once. The order depends
	// on nothing but the actors that were put and the arguments, and a smaller limit gives a beginning of the same
	// list. A text without a letter or digit finds nothing, whatever its length.
	Search(text string, kinds []Kind, countries []string, limit int) []NameMatch
}

// NameMatch says which actor was found and why.
type NameMatch struct {
	Actor ActorID
	Name  string    // what matched, as recorded: a name, an alias, the id or a code
	How   NameHow   // the loosest step that was needed
	Field NameField // where Name stands
	Score int       // 0 to MaxNameScore, more is better; comparable within one answer
}

// MaxNameScore is the score of an id typed in full.
const MaxNameScore = 1_200

// NameHow says how a text matched a name, from the closest to the loosest.
type NameHow string

// The ways of matching.
const (
	ByID              NameHow = "id"              // the whole id or code
	ByExact           NameHow = "exact"           // the whole name, but for case, marks, punctuation and articles
	ByPrefix          NameHow = "prefix"          // the beginning of the name
	ByWord            NameHow = "word"            // words of the name in any order (the last one as a beginning), or its initials
	ByTransliteration NameHow = "transliteration" // written in another script, or with other vowels
	ByFuzzy           NameHow = "fuzzy"           // with a typing error, or without one of several words
)

// NameField says which field of an actor matched.
type NameField string

// The fields.
const (
	FieldName  NameField = "name"
	FieldAlias NameField = "alias"
	FieldID    NameField = "id"
	FieldCode  NameField = "code"
)
