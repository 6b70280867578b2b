// Package gazetteer finds actors by what they are called: names, demonyms, seats of government, offices, in running text
// of any script.
//
// It knows the actors of a store, given to New, and the shipped ones of the data folder: states, organisations, armed
// groups, leaders with the dates of their offices, cities. A store's actor comes before a shipped one, and takes the place
// of the shipped one that means the same.
//
//	Find     the listed names of a text, as spans that do not overlap, each with all the actors that it may mean
//	Read     what a noun group means: "the Russian foreign ministry", "French President Jacques Martin", "Norsk Hydro"
//	Document the same two for a text of several groups: names are found once, and later words mean what earlier ones named
//	Holder   who held an office of a country or an organisation at a date
//	Propose  a new actor for a proper noun that nobody knows
//
// Nothing is guessed: where words fit several actors, all of them are given, best first, and the caller decides.
//
// The data files are tables of tab-separated columns; each begins with a comment that says what its columns mean.
package gazetteer
