package storetest

// lawChecks are the laws that every store must keep, each tried on random histories.
func lawChecks() []check {
	return []check{
		{"law 1: nothing is overwritten", true, nothingOverwritten},
		{"law 2: identity is content", true, identityIsContent},
		{"law 3: a correction is a claim", true, correctionsAreClaims},
		{"law 4: every quote is true", true, everyQuoteIsTrue},
		{"law 5: dates are honest", true, datesAreHonest},
		{"law 6: disagreement is kept", true, disagreementIsKept},
		{"law 7: witnesses are counted", true, witnessesAreCounted},
		{"law 8: merges are judgements", true, mergesAreJudgements},
		{"law 9: nothing is cut silently", true, nothingCutSilently},
		{"law 10: same answer everywhere", true, sameAnswers},
	}
}
