package resolve

import (
	"math/rand/v2"
	"testing"
)

// slow is the textbook table of optimal string alignment.
func slow(a, b []rune) (whole, begin int) {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0:
				d[i][j] = j
			case j == 0:
				d[i][j] = i
			default:
				cost := 1
				if a[i-1] == b[j-1] {
					cost = 0
				}
				d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					d[i][j] = min(d[i][j], d[i-2][j-2]+1)
				}
			}
		}
	}
	begin = len(a)
	for _, x := range d[len(a)] {
		begin = min(begin, x)
	}
	return d[len(a)][len(b)], begin
}

// TestDistance compares the bounded count, which stops early, with the whole table.
func TestDistance(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	random := func() []rune {
		out := make([]rune, r.IntN(9))
		for i := range out {
			out[i] = rune('a' + r.IntN(3))
		}
		return out
	}
	for range 200_000 {
		a, b, most := random(), random(), r.IntN(4)
		wantWhole, wantBegin := slow(a, b)
		gotWhole, gotBegin := distance(a, b, most)
		if gotWhole != min(wantWhole, most+1) || gotBegin != min(wantBegin, most+1) {
			t.Fatalf("%q %q up to %d: got %d %d, want %d %d", string(a), string(b), most, gotWhole, gotBegin, wantWhole, wantBegin)
		}
	}
}

// TestNear shows that the trigrams let no word go that is within the allowed errors.
func TestNear(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	l := newLexicon(true)
	var words [][]rune
	for range 2_000 {
		w := make([]rune, 3+r.IntN(10))
		for i := range w {
			w[i] = rune('a' + r.IntN(4))
		}
		words = append(words, w)
		l.add(string(w), link{})
	}
	counts := make([]uint8, len(l.text))
	for _, w := range words[:300] {
		most := maxEdits(len(w))
		of := grams(w, true, nil)
		found := map[string]bool{}
		l.near(of, max(1, len(of)-4*most), counts, nil, func(id int32, _ int) { found[l.text[id]] = true })
		for _, other := range l.runes {
			if d, _ := slow(w, other); most > 0 && d <= most && !found[string(other)] {
				t.Errorf("%q is %d from %q but was not looked at", string(other), d, string(w))
			}
		}
	}
}

func TestSkeleton(t *testing.T) {
	of := func(w string) string {
		w = fold(w)
		return bone(w, ascii(w), isAbjad(w))
	}
	for _, same := range [][]string{
		{"sharaa", "شرع", "shara", "chara", "Шараа"},
		{"jolani", "golani", "jawlani", "جولاني", "Жолани"},
		{"tahrir", "تحرير"},
		{"mohammed", "muhammad", "mohamed", "محمد"},
		{"nusrah", "nusra", "نصرة"},
		{"qaddafi", "gaddafi", "kadafi", "qadhafi"},
		{"assad", "asad", "أسد", "אסד"},
	} {
		for _, w := range same[1:] {
			if got, want := of(w), of(same[0]); got != want || got == "" {
				t.Errorf("skeleton of %q is %q, want %q as of %q", w, got, want, same[0])
			}
		}
	}
}
