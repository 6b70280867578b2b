package resolve

// maxEdits is how many typing errors a word of n runes may have.
func maxEdits(n int) int {
	switch {
	case n < 4:
		return 0
	case n < 8:
		return 1
	}
	return 2
}

// distance counts the typing errors (a letter too many, missing, wrong, or two swapped) between a and b, at most most;
// most+1 stands for more. whole is the distance to b, begin the least distance to a beginning of b. Only the first
// maxWord runes count.
func distance(a, b []rune, most int) (whole, begin int) {
	a, b = a[:min(len(a), maxWord)], b[:min(len(b), maxWord)]
	// Row i holds the distances between a[:i] and every beginning of b (optimal string alignment).
	var rows [3][maxWord + 1]uint8
	far := uint8(most + 1)
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = min(uint8(j), far)
	}
	for i := 1; i <= len(a); i++ {
		row[0] = min(uint8(i), far)
		least := row[0]
		for j := 1; j <= len(b); j++ {
			d := last[j-1]
			if a[i-1] != b[j-1] {
				d++
			}
			d = min(d, last[j]+1, row[j-1]+1, far)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least >= far && i < len(a) {
			// One more row may still be saved by a swap, which looks two rows back.
			saved := false
			for j := range len(b) + 1 {
				saved = saved || last[j] < far-1
			}
			if !saved {
				return most + 1, most + 1
			}
		}
		before, last, row = last, row, before
	}
	best := last[0]
	for j := 1; j <= len(b); j++ {
		best = min(best, last[j])
	}
	return int(last[len(b)]), int(best)
}
