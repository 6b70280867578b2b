// Package dates finds expressions of time in texts and says what they mean, no more precisely than their words do.
//
// Finding and meaning are two things. Finder.Find gives every expression with its exact words; what a relative one means
// depends on the publication date and on the tense of the clause that it stands in. Both are arguments (Context), and an
// expression that was found can be read again under others (Expression.In). No clock is read: without a publication date
// "yesterday" has no date, and a text that says nothing of time gives nothing.
//
//	explicit    "20 December 2024", "in the 1990s", "since 2014"       basis stated
//	relative    "on Friday", "two weeks ago", "on 5 May"               basis relative: from the publication date
//	anchored    "two weeks after the ceasefire", "the next day"        no date until somebody dates the anchor: Anchor.Apply
//	vague       "recently", "in the coming days" of an unknown day     no date
//	duration    "for three weeks"                                      no date
//	frequency   "every Friday"                                         no date
//
// English is read fully; of Russian and Arabic explicit dates and the commonest relative ones. Words and patterns are
// data: data/words.tsv, data/patterns.tsv and their neighbours; the code knows the calendar.
//
// Readings that are matters of convention: weeks begin on Monday; seasons are those of the northern hemisphere;
// numeric dates with dots are day first, with slashes only where no other reading exists or Context.Order tells.
package dates
