package index

import (
	"slices"

	"liaison/graph"
)

var (
	kinds      = graph.Kinds()
	modalities = graph.Modalities()
	bases      = graph.Bases()
	polarities = graph.Polarities() // asserted, denied
)

// place finds a word of a closed list; the first one stands in for a word that is not there, which the rules of
// writing do not let happen.
func place[T comparable](list []T, v T) uint8 {
	return uint8(max(slices.Index(list, v), 0))
}

// Flags packs the fields of a claim that the index keeps beside its ends.
func Flags(p graph.Polarity, m graph.Modality, b graph.Basis, quoted bool) uint8 {
	f := place(modalities, m)<<modalityBits | place(bases, b)<<basisBits
	if p == graph.Denied {
		f |= flagDenied
	}
	if quoted {
		f |= flagQuoted
	}
	return f
}

// Unflag unpacks what Flags packs.
func Unflag(f uint8) (p graph.Polarity, m graph.Modality, b graph.Basis, quoted bool) {
	return polarities[f&flagDenied], modalities[f>>modalityBits&7], bases[f>>basisBits&3], f&flagQuoted != 0
}
