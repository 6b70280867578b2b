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
	longer := len(b) > len(a)+most
	if longer {
		b = b[:len(a)+most] // no longer beginning can be within reach
	}
	// Row i holds the distances between a[:i] and the beginnings of b whose length is within most of i (optimal string
	// alignment); the others are far.
	var rows [3][maxWord + 2]uint8
	far := uint8(most + 1)
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 2 {
		last[j] = min(uint8(j), far)
	}
	for i := 1; i <= len(a); i++ {
		from, to := max(1, i-most), min(len(b), i+most)
		row[from-1] = far
		if from == 1 {
			row[0] = min(uint8(i), far)
		}
		for j := from; j <= to; j++ {
			d := last[j-1]
			if a[i-1] != b[j-1] {
				d++
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					d = min(d, before[j-2]+1)
				}
			}
			row[j] = min(d, last[j]+1, row[j-1]+1, far)
		}
		row[max(from, to+1)] = far
		before, last, row = last, row, before
	}
	whole, begin = most+1, most+1
	for j := max(0, len(a)-most); j <= len(b); j++ {
		begin = min(begin, int(last[j]))
	}
	if !longer && len(b) >= len(a)-most {
		whole = int(last[len(b)])
	}
	return whole, begin
}
