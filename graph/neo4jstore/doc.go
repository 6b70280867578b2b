// Package neo4jstore keeps the records in a Neo4j database, as a graph that people can look at and query without
// Liaison.
//
// # What people see
//
// Actors are (:Actor) nodes and sources (:Source) nodes, in their newest version. Each claim is one relationship from
// its subject to its object, whose type is the root of its relation and whose properties hold the rest; withdrawn
// claims stay, marked `retracted`. docs/neo4j.md describes the properties and has questions in Cypher.
//
// # What makes it exact
//
// Answers are given as of a sequence, and must never change. So what can change is kept with the sequences of its
// changes: the log nodes (:Record) hold every version of actors and sources and every other record as it was written;
// a claim has the sequence of its record and of its withdrawal, and a list of those at which it became disputed or no
// longer so; a counter (claim ends of an actor, claims of a source) has what it was before the last append that
// changed it, and where it is asked for an earlier sequence the claims are counted. (:Commit) nodes tell when each
// sequence was recorded.
//
// # Writing
//
// An append is one transaction. It first locks the (:Store) node, which holds the sequence written last; so appends
// come one after the other, whichever process they come from. A reader of Neo4j has no snapshot: while a transaction
// is applied its parts become visible one by one. Therefore a second, small transaction moves the sequence in (:Head)
// once the first was applied, and readers ignore all that is above it. Where a writer dies between the two, the next
// append, or the next program that opens the store, moves it.
package neo4jstore
