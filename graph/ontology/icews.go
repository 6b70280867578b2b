package ontology

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"liaison/graph"
)

// ICEWS returns the relation for an event text as ICEWS and the CAMEO code
// list of GDELT print it ("Make a visit", "Accuse of crime, corruption"). Case,
// spacing and punctuation do not matter. It reports false for other texts.
func ICEWS(name string) (graph.RelationID, bool) {
	id, ok := icews()[words(name)]
	return id, ok
}

var icews = sync.OnceValue(func() map[string]graph.RelationID {
	raw, err := data.ReadFile("data/icews.tsv")
	if err != nil {
		panic(err)
	}
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")[1:] // the first names the columns
	ids := make(map[string]graph.RelationID, len(lines))
	for i, line := range lines {
		code, name, ok := strings.Cut(line, "\t")
		key := words(name)
		if _, twice := ids[key]; !ok || key == "" || twice {
			panic(fmt.Sprintf("icews.tsv, line %d: %q: a code, a tab and a new name are expected", i+2, line))
		}
		ids[key] = graph.RelationID("cameo-" + code)
	}
	return ids
})

// words reduces a text to its letters and digits, in small letters, a space
// between words: extracts of ICEWS differ in commas, brackets and capitals.
func words(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}
