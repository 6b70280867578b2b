// Package index holds claims in columns in memory, so that a question about the neighbourhood of an actor is a short
// walk over a few arrays. It knows no database: a store fills it and keeps the truth.
//
// Each claim is two half-edges, one at its subject and one at its object. Half-edges are kept by actor and, within an
// actor, in two runs. The dated run holds the claims of one exact day between 1900 and 2079, in order of day, so that
// a window of days is a slice of it: 13 bytes a half-edge (peer 4, claim 4, day 2, relation 2, confidence and
// direction 1). The loose run holds all other dates (spans, vague, open, undated, older, later); it is small and
// always looked through. What does not depend on the end (id, provenance, polarity, ...) is kept once a claim, in
// pages that are only ever appended to.
//
// Claims are numbered from 0 in the order in which they were recorded, so what was known at a sequence is the claims
// below a number. Withdrawals and disputes are kept aside, each with its sequence; so every answer at an old sequence
// is exact.
//
// Concurrency: one goroutine at a time writes (Add..., Withdraw, ..., Publish); what it added is seen by readers from
// Publish on. New claims go to a delta, in which each actor has a chain of half-edges; a goroutine of the index's own
// merges it with the arrays into new ones. Readers take one atomic pointer to a snapshot and no lock.
package index
