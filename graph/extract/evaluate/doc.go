// Package evaluate measures how good extraction is, on texts whose claims are known (gold), and fits the scores of
// proposals to what was measured.
//
// # What is compared
//
// A proposal and a gold claim are held against each other in what follows; a gold claim with several codings that are as
// right (accept, or) agrees where one and the same coding agrees in all that a figure asks for.
//
//	type       the root of the relation is one of the roots of the coding
//	source     the subject of the proposal is the source of the coding; see Party
//	target     the object of the proposal is the target of the coding
//	direction  source and target, each at its place; either way round where the coding or the relation is reciprocal
//	pair       source and target, either way round
//	triple     type and direction
//	polarity   asserted or denied, as the coding has it
//	modality   actual, alleged, planned, threatened or refused, as the coding has it
//
// Right means type, direction and polarity: what a reader would let stand. Claim means right and modality as well.
//
// # How pairs are made
//
// For each of the figures type, pair, direction, triple, right and claim, proposals and gold claims of one text are paired
// one to one, such that each pair agrees in what the figure asks for, as many core claims as possible are found, and then as
// many other claims as possible. So a figure does not depend on the order of proposals; a claim proposed twice is once right
// and once wrong; nothing is won by proposing everything.
//
//	found      core gold claims that have a proposal
//	proposed   proposals, without those paired with a gold claim that is not core (`core: false`, `optional`): these are
//	           neither rewarded nor punished
//	precision  found / proposed, recall found / core gold claims, F1 their harmonic mean; 0 where there is nothing to
//	           divide by
//
// What hangs on a pair (dates, attribution, modality, ...) is counted over one alignment for each text: the one to one
// pairing with the greatest sum of weights, where right outweighs triple, that type and pair, that the pair alone, that the
// type and one actor; the last two only where both quote a place in common. What agrees besides (quote, modality, date,
// attribution) decides the rest. It is also where the examples of errors come from.
//
// # Figures over the alignment
//
// They count the pairs with a core claim that agree in type and pair, by lenient names:
//
//	direction    of those that are not reciprocal: source and target are in their places
//	polarity     is that of a coding that agrees in type and pair; denials are counted by themselves as well
//	modality     likewise, and by modality
//	dates        of claims with a date: the proposal has the same EDTF, in canonical form; else its date is wrong or missing.
//	             A proposal with a date for a claim without one has invented it
//	attribution  of claims with one: the proposal has it, in the same words, words with the same head, or by another
//	             name of the same actor; else wrong or missing.
//	             Attributed without one in gold: invented
//	relation     of claims whose gold names the relation itself: it is the same
//
// # Sentences with one known event
//
// Sets of public sentences know one event a sentence, or a few; there a further claim may be right. So they are counted
// apart, in the way of the literature: for the best proposal alone (top-1), with those of the same words, relation, polarity
// and modality, which are one clause with several actors; and for all. Their types are those of PLOVER: statements and
// structural relations are left out. The type figures take each type of a sentence once. A type that is `optional` in a
// sentence is neither rewarded nor punished.
package evaluate
