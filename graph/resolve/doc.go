// Package resolve finds actors by their names, as a person types them: any script, any spelling that is near enough,
// any order of words, the last word unfinished.
//
// A name is cut into words; each word is kept in a few written forms (as it is, in Latin letters, without an article).
// The forms stand in one sorted list, which answers "is" and "begins with", and under their trigrams, which answer "is
// nearly". Arabic and Hebrew leave vowels out, so words of those scripts meet others by their consonants as well.
//
// Everything is held in memory, in proportion to the names; no step of a search grows with the length of the text
// beyond its first maxQuery runes.
package resolve
