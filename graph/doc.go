// Package graph is the domain of Liaison: who did what to whom, when, and who says so.
//
// # The model on one page
//
// An [Actor] is a node: a state, an agency, an armed group, a person, a place. A [Source] is where something was
// published; its text may be held. A [Claim] is one statement by one source about two actors, and one edge of the
// graph: subject, [Relation], object, [When], polarity, modality, who says so, how firmly, and the exact words. All
// claims between the same two actors seen together are a [Tie]. What one question returned is a [View].
//
// Records are only ever appended. A [Retraction] or a claim that revises another withdraws a claim; a [Judgement] says
// that two actors are the same, different or that nobody knows; a [Dispute] says that claims contradict each other, or
// that they do not; a [Relay] says whose report a source passes on. Every accepted record gets the next [Sequence],
// the exact form of known time: an answer at a sequence never changes afterwards.
//
// A [Proposal] is a claim that a program found in a text. It is none until a [Review] accepts it, which records it.
//
// Two times run through everything. Valid time, [When], is when something held in the world, with the precision that
// its source gives: it is asked with a [Window], for what is possible or what is certain. Known time, the sequence, is
// when this store learned it.
//
// # Who does what
//
//	Batch --Admit--> entries          the rules of writing: identity, quotes, disputes, origins (admit*.go)
//	Store                             keeps entries, filters and counts; the contract is in store.go
//	Explorer                          the meaning of every question, once for all stores (explorer.go, neighbourhood.go)
//	Explorer.Rule                     what becomes of proposals (desk.go)
//	Ontology                          which relations there are and how they hang together (ontology.go)
//
// Callers hold an [Explorer] over a [Store]. The stores are in sqlitestore (one SQLite file and an index in memory)
// and memstore (obvious and slow, the oracle of the tests); storetest is the suite that each must pass.
package graph
