// Package grammar turns plain English text into sentences, groups of words and clauses: who stands where around which verb.
// It knows nothing of events or of the world; what a clause means is for its caller.
//
// A text goes through these steps:
//
//	blocks      paragraphs, headings and list items, split at blank lines and at line breaks that are not mere wrapping
//	sentences   within a block, by Punkt (prose), so that a heading never runs into the text below it
//	tokens      words with byte offsets and tags; curly possessives parted, tags repaired by data/repair.tsv
//	margins     datelines, bylines, brackets and quotation marks are set aside, so that the grammar reads past them
//	groups      noun groups and verb groups
//	clauses     one for each verb group, with subjects, objects, prepositional groups, and its place in the tree
//	reports     who says what: reporting verbs, "according to", direct speech and its speaker
//
// All offsets are bytes of the text given, and Body[Start:End] are the words. Nothing is lost: every token of the text is in
// exactly one sentence, even where no clause could be made of it.
//
// Work is linear in the length of the text. A sentence longer than MaxTokens is read in pieces of at most that length.
package grammar
