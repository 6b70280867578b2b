package api

import "strings"

// nearest finds the name that was probably meant: the least edit distance, at most a third of the length of the word,
// the first in order where two are as near.
func nearest(word string, names []string) string {
	word = strings.ToLower(word)
	best, at := "", len(word)/3+1
	if len(word) > 64 {
		return ""
	}
	for _, name := range names {
		if d := distance(word, strings.ToLower(name)); d < at || d == at && best != "" && name < best {
			best, at = name, d
		}
	}
	return best
}

// distance counts the insertions, deletions, substitutions and swaps of neighbours that turn a into b (optimal string
// alignment), in bytes.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
