package graph

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"slices"
)

// NearCopy is the likeness from which a text counts as a near-copy of another, per mille.
const NearCopy = 800

// The signature of a text has bandCount bands of bandRows minimum hashes. Two texts that share at least 80 % of their
// shingles share a band with a probability of 1 - (1 - 0.8^4)^32, which misses one pair in ten million (Broder 1997;
// Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4).
const (
	bandCount = 32
	bandRows  = 4
)

// Shingles hashes every run of five words of a text (see Words), sorted, each once. A text of fewer words has none.
func Shingles(text string) []uint64 {
	const run = 5
	words := Words(text)
	if len(words) < run {
		return nil
	}
	out := make([]uint64, 0, len(words)-run+1)
	for i := 0; i+run <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+run] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		out = append(out, h.Sum64())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Similarity is the Jaccard likeness of two sets of shingles, per mille, rounded down; 0 where one is empty.
func Similarity(a, b []uint64) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch cmp.Compare(a[i], b[j]) {
		case 0:
			shared++
			i++
			j++
		case -1:
			i++
		default:
			j++
		}
	}
	return 1000 * shared / (len(a) + len(b) - shared)
}

// Bands gives the keys under which near-copies of a text are looked for; none for a text without shingles.
func Bands(text string) []uint64 {
	shingles := Shingles(text)
	if len(shingles) == 0 {
		return nil
	}
	out := make([]uint64, 0, bandCount)
	var key [8 * (bandRows + 1)]byte
	for b := range bandCount {
		binary.LittleEndian.PutUint64(key[:], uint64(b))
		for r := range bandRows {
			least := ^uint64(0)
			seed := mix(uint64(b*bandRows+r) + 1)
			for _, s := range shingles {
				least = min(least, mix(s^seed))
			}
			binary.LittleEndian.PutUint64(key[8*(r+1):], least)
		}
		h := fnv.New64a()
		h.Write(key[:])
		out = append(out, h.Sum64())
	}
	return out
}

// mix is the finalizer of SplitMix64 (Steele, Lea, Flood 2014): a permutation that spreads every bit.
func mix(x uint64) uint64 {
	x += 0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}
