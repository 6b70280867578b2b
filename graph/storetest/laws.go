package storetest

// lawChecks are the laws that every store must keep, each tried on random histories.
func lawChecks() []check {
	return []check{
		{"law 10: same answer everywhere", true, sameAnswers},
	}
}

func caseChecks() []check { return nil }
func dutyChecks() []check { return nil }
