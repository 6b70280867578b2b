// Package lexicon holds the words that tell of events, and the rules by which one event becomes part of another, as tables of the
// data folder; each table begins with a comment that says what its columns mean.
//
//	verbs.tsv        "shelled", "praised", "withdrew from"
//	idioms.tsv       verbs that tell a deed only beside certain words: "put behind bars"
//	nouns.tsv        "talks between", "the leader of"
//	light.tsv        verbs whose object is the event: "held talks"
//	deeds.tsv        nouns made of verbs, read as those: "the sale of"
//	operators.tsv    "threatened to", "denied that", with adjectives.tsv and opnouns.tsv
//	compose.tsv      operator and event make a claim
//	things.tsv       classes of things that entries ask for
//	attribution.tsv  words of reporting
//
// Words are lemmas. Relations are ids of the ontology, checked when the lexicon is loaded; types are left to the ontology.
package lexicon
