package graph

import (
	"cmp"
	"slices"
	"sort"
)

// chain is what matters of a choice of claims along the beginning, or the end, of a path: a claim may follow all claims of
// a beginning when its Late is no earlier than the latest of their Early, and precede all of an end when its Early is no
// later than the earliest of their Late. Where all claims hold on one day, each must be able to follow every other.
type chain struct{ early, late Day }

// chains are those that no other beats, in order: each of them is later in both than the one before.
type chains []chain

// freeChain is that of no claim.
var freeChain = chains{{OpenStart, OpenEnd}}

// chaining says how chains grow: from the beginning of a path on, or back from its end.
type chaining struct {
	sense Sense
	back  bool
}

// extend gives the best chains that have one claim more, from the best spans of a step.
func (c chaining) extend(from chains, spans []Span) chains {
	var out chains
	for _, s := range from {
		// The spans that go with s lie side by side.
		lo := 0
		if !c.back || c.sense == Together {
			lo = sort.Search(len(spans), func(i int) bool { return spans[i].Late >= s.early })
		}
		hi := len(spans)
		if c.back || c.sense == Together {
			hi = sort.Search(len(spans), func(i int) bool { return spans[i].Early > s.late })
		}
		if lo >= hi {
			continue
		}
		switch {
		case c.sense == Together:
			for _, x := range spans[lo:hi] {
				out = append(out, chain{max(s.early, x.Early), min(s.late, x.Late)})
			}
		case c.back:
			out = append(out, chain{OpenStart, min(s.late, spans[hi-1].Late)})
		default:
			out = append(out, chain{max(s.early, spans[lo].Early), OpenEnd})
		}
	}
	return bestChains(out)
}

// bestChains sorts chains and leaves out those that another beats.
func bestChains(list chains) chains {
	if len(list) < 2 {
		return list
	}
	slices.SortFunc(list, func(a, b chain) int { return cmp.Or(cmp.Compare(a.early, b.early), cmp.Compare(b.late, a.late)) })
	out := list[:1]
	for _, s := range list[1:] {
		if s.late > out[len(out)-1].late {
			out = append(out, s)
		}
	}
	return out
}

// beats tells whether some chain begins no later and ends no earlier.
func (c chains) beats(s chain) bool {
	i := sort.Search(len(c), func(i int) bool { return c[i].late >= s.late })
	return i < len(c) && c[i].early <= s.early
}

// meets tells whether some chain of a beginning can go on with one of an end.
func (c chains) meets(end chains) bool {
	for _, s := range c {
		i := sort.Search(len(end), func(i int) bool { return end[i].late >= s.early })
		if i < len(end) && end[i].early <= s.late {
			return true
		}
	}
	return false
}

// joins tells whether a step from this side's last level to the other's lies on a path.
func (d *side) joins(far *side, s *Step) bool {
	here := d.sense.extend(d.chains[len(d.chains)-1][s.From], s.Spans)
	there := far.chains[len(far.chains)-1][s.To]
	if d.sense.back {
		return there.meets(here)
	}
	return here.meets(there)
}
