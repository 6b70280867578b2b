package evaluate_test

import (
	"math/rand/v2"
	"testing"

	"liaison/graph/extract/evaluate"
)

// best tries every pairing.
func best(rows, columns int, w [][]int64, row int, used []bool) int64 {
	if row == rows {
		return 0
	}
	most := best(rows, columns, w, row+1, used)
	for c := range columns {
		if !used[c] && w[row][c] > 0 {
			used[c] = true
			most = max(most, w[row][c]+best(rows, columns, w, row+1, used))
			used[c] = false
		}
	}
	return most
}

func TestAssignIsTheBest(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 3000 {
		rows, columns := r.IntN(6), r.IntN(6)
		w := make([][]int64, rows)
		for i := range w {
			w[i] = make([]int64, columns)
			for j := range w[i] {
				if r.IntN(2) == 0 {
					w[i][j] = r.Int64N(int64(1) << (1 + r.IntN(40)))
				}
			}
		}
		got := evaluate.Assign(rows, columns, func(i, j int) int64 { return w[i][j] })
		var sum int64
		used := map[int]bool{}
		for i, j := range got {
			if j < 0 {
				continue
			}
			if used[j] {
				t.Fatalf("%v: column %d twice in %v", w, j, got)
			}
			if w[i][j] == 0 {
				t.Fatalf("%v: row %d has no weight with column %d", w, i, j)
			}
			used[j] = true
			sum += w[i][j]
		}
		if want := best(rows, columns, w, 0, make([]bool, columns)); sum != want || len(got) != rows {
			t.Fatalf("%v: got %d by %v, want %d", w, sum, got, want)
		}
	}
}
