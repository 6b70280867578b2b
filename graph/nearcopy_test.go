package graph_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"liaison/graph"
)

// vocabulary makes texts of words that do not repeat soon, as reports are.
func report(r *rand.Rand, words int) []string {
	out := make([]string, words)
	for i := range out {
		out[i] = fmt.Sprintf("w%d", r.IntN(4000))
	}
	return out
}

func TestShinglesAreRunsOfFiveWords(t *testing.T) {
	for text, want := range map[string]int{
		"":                               0,
		"one two three four":             0,
		"one two three four five":        1,
		"one two three four five six":    2,
		"a a a a a a a a":                1, // each once
		"One, two - three; four … FIVE!": 1,
		"الدبلوماسيون التقوا في دمشق أمس":   1,
		"оне две три четыре пять шесть":     2,
		"one.two.three.four.five.six.seven": 3,
	} {
		if got := len(graph.Shingles(text)); got != want {
			t.Errorf("%q has %d shingles, want %d", text, got, want)
		}
	}
	if !slices.Equal(graph.Shingles("Café one TWO three four"), graph.Shingles("cafe\u0301 one, two; three (four)")) {
		t.Error("case, marks and punctuation make a difference")
	}
}

func TestSimilarityIsJaccardPerMille(t *testing.T) {
	a := []uint64{1, 2, 3, 4}
	for _, c := range []struct {
		b    []uint64
		want int
	}{{a, 1000}, {[]uint64{1, 2, 3, 5}, 600}, {[]uint64{5, 6}, 0}, {nil, 0}, {[]uint64{1, 2, 3, 4, 5}, 800}, {[]uint64{1}, 250}} {
		if got := graph.Similarity(a, c.b); got != c.want {
			t.Errorf("%v and %v: %d, want %d", a, c.b, got, c.want)
		}
		if got := graph.Similarity(c.b, a); got != c.want {
			t.Errorf("%v and %v, the other way round: %d, want %d", a, c.b, got, c.want)
		}
	}
}

// Texts that are near-copies must share a band, or they are never compared.
func TestBandsMissNoNearCopy(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	near := 0
	for range 400 {
		a := report(r, 40+r.IntN(200))
		b := slices.Clone(a)
		for range 1 + r.IntN(3) {
			b[r.IntN(len(b))] = "changed"
		}
		x, y := strings.Join(a, " "), strings.Join(b, " ")
		if graph.Similarity(graph.Shingles(x), graph.Shingles(y)) < graph.NearCopy {
			continue
		}
		near++
		bands := graph.Bands(y)
		if !slices.ContainsFunc(graph.Bands(x), func(k uint64) bool { return slices.Contains(bands, k) }) {
			t.Fatalf("two near-copies share no band:\n%s\n%s", x, y)
		}
	}
	if near < 100 {
		t.Fatalf("only %d pairs were near-copies; the test tests nothing", near)
	}
	if got := graph.Bands("too short"); got != nil {
		t.Errorf("a text without shingles has the bands %v, want none", got)
	}
}

// Three wire reports, each printed a hundred times with a word changed here and there, are three witnesses, whatever
// the order in which they come in and the days they were printed on.
func TestThreeHundredCopiesAreThreeWitnesses(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 3))
		var papers []*graph.Source
		family := map[graph.SourceID]int{}
		for f := range 3 {
			wire := report(r, 120)
			for i := range 100 {
				text := slices.Clone(wire)
				for range r.IntN(3) {
					text[r.IntN(len(text))] = fmt.Sprintf("edited%d", i)
				}
				id := graph.SourceID(fmt.Sprintf("paper-%d-%02d", f, i))
				family[id] = f
				published := ""
				if r.IntN(4) > 0 {
					published = fmt.Sprintf("2025-01-%02d", 1+r.IntN(28))
				}
				papers = append(papers, &graph.Source{ID: id, Text: strings.Join(text, " "), Published: published})
			}
		}
		r.Shuffle(len(papers), func(i, j int) { papers[i], papers[j] = papers[j], papers[i] })

		b := newBench(t)
		b.put(&graph.Actor{ID: "a", Name: "A", Kind: graph.KindState}, &graph.Actor{ID: "b", Name: "B", Kind: graph.KindState})
		for part := range slices.Chunk(papers, 50) {
			var records []graph.Record
			for _, p := range part {
				records = append(records, p, &graph.Claim{Source: p.ID, Subject: "a", Relation: "COOPERATE", Object: "b"})
			}
			b.put(records...)
		}
		if got := b.witnesses("a", "b"); got != 3 {
			t.Errorf("seed %d: 300 papers that print three reports are %d witnesses, want 3", seed, got)
		}
		for id, f := range family {
			if origin := b.source(id).Origin; family[origin] != f {
				t.Errorf("seed %d: paper %s of report %d goes back to %s of report %d", seed, id, f, origin, family[origin])
			}
		}
	}
}

// A new version of a source, say with a corrected title, does not turn a copy into a witness.
func TestANewVersionLeavesANearCopyACopy(t *testing.T) {
	w := newCosmos(t, 3)
	ctx := context.Background()
	text := "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen."
	for _, s := range []*graph.Source{{ID: "first", Text: text}, {ID: "second", Text: text}, {ID: "second", Title: "Corrected"}} {
		w.must(graph.Batch{Records: []graph.Record{s}})
	}
	d, err := w.e.Source(ctx, "second", graph.PageQuery{})
	if err != nil || d.Source.Origin != "first" || d.Source.Title != "Corrected" {
		t.Errorf("got origin %s, title %q, %v; want first, Corrected", d.Source.Origin, d.Source.Title, err)
	}
	w.must(graph.Batch{Records: []graph.Record{&graph.Relay{Source: "second", By: "test", Reason: "its own reporting"}}})
	if d, err = w.e.Source(ctx, "second", graph.PageQuery{}); err != nil || d.Source.Origin != "second" {
		t.Errorf("got origin %s, %v after it was taken back, want second", d.Source.Origin, err)
	}
}
