package graph

import "slices"

// best sorts the k first elements of a list, in the order of cmp, to its front and gives them. Beyond k the order is
// unspecified. It is for long lists of which little is shown.
func best[T any](list []T, k int, cmp func(a, b T) int) []T {
	if k >= len(list)/4 {
		slices.SortFunc(list, cmp)
		return list[:min(k, len(list))]
	}
	if k <= 0 {
		return list[:0]
	}
	// A heap of the best so far, the worst of them at its root.
	heap := list[:k]
	for i := k/2 - 1; i >= 0; i-- {
		sink(heap, i, cmp)
	}
	for i := k; i < len(list); i++ {
		if cmp(list[i], heap[0]) < 0 {
			list[i], heap[0] = heap[0], list[i]
			sink(heap, 0, cmp)
		}
	}
	slices.SortFunc(heap, cmp)
	return heap
}

func sink[T any](heap []T, i int, cmp func(a, b T) int) {
	for {
		worst := 2*i + 1
		if worst >= len(heap) {
			return
		}
		if r := worst + 1; r < len(heap) && cmp(heap[r], heap[worst]) > 0 {
			worst = r
		}
		if cmp(heap[worst], heap[i]) <= 0 {
			return
		}
		heap[i], heap[worst] = heap[worst], heap[i]
		i = worst
	}
}
