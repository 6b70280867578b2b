package graph

import (
	"cmp"
	"slices"
)

// Leap is one hop of a search for paths. Ids are cluster ids.
type Leap struct {
	Frontier []ActorID
	Past     []ActorID // peers that are not wanted
	Only     []ActorID // unless nil, the peers that are
	// Pairs asks for a step from each actor of the frontier to each peer. Without it there is one to each peer, which does
	// not say from whom (From is empty).
	Pairs bool
	// Worlds asks for the spans of each step, which needs Pairs: then a step without spans is left out.
	Worlds Worlds
}

// Step says that a matching claim, seen from an actor of the frontier, leads to a peer: another cluster, and one that the
// filter shows. Steps are in no particular order, each once.
type Step struct {
	From, To ActorID
	Spans    []Span
}

// Worlds says in which of the worlds that its dates allow (see When) something is so.
type Worlds string

// The worlds.
const (
	SomeWorld  Worlds = "some"
	EveryWorld Worlds = "every"
)

// Span says between which days a claim lies, for a chain of claims that must not contradict one another: a claim X may be
// followed by a claim Y when X.Early <= Y.Late. In some world: Early is the first day on which it may begin, Late the last
// on which it may end. In every world: Early is the last day on which it may begin, Late the first on which it may end; a
// claim without a date, or of whose date its source is unsure, has no such span. Early may be later than Late.
type Span struct {
	Early, Late Day      // OpenStart and OpenEnd where nothing is known
	Claim       Sequence // of the record of the claim; of several, the first
}

// SpanIn gives the days between which the date lies; false where it has no such span.
func (w When) SpanIn(worlds Worlds) (early, late Day, ok bool) {
	b := w.Bounds()
	if worlds == EveryWorld {
		return b.SHi, b.ELo, !w.IsZero() && !w.Unsure()
	}
	return b.SLo, b.EHi, true
}

// BestSpans keeps the spans that no other beats by beginning no later and ending no earlier, in order: each begins and ends
// later than the one before. It sorts its argument, and gives a part of it.
func BestSpans(list []Span) []Span {
	slices.SortFunc(list, func(a, b Span) int {
		return cmp.Or(cmp.Compare(a.Early, b.Early), cmp.Compare(b.Late, a.Late), cmp.Compare(a.Claim, b.Claim))
	})
	out := list[:0]
	for _, s := range list {
		if len(out) == 0 || s.Late > out[len(out)-1].Late {
			out = append(out, s)
		}
	}
	return out
}
