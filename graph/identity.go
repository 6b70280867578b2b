package graph

import (
	"slices"
	"strings"
)

// Identity says which actors are one at a sequence. It is immutable. Actors that nobody judged the same as another
// are clusters of their own and not in it. The nil Identity has no clusters.
type Identity struct {
	cluster map[ActorID]ActorID   // only actors of clusters with two members or more
	members map[ActorID][]ActorID // cluster id -> members, sorted
}

// Of gives the cluster of an actor: its least member's id.
func (i *Identity) Of(a ActorID) ActorID {
	if i != nil {
		if c, ok := i.cluster[a]; ok {
			return c
		}
	}
	return a
}

// Members gives all members of the cluster that a belongs to, sorted; a alone where it belongs to none.
func (i *Identity) Members(a ActorID) []ActorID {
	if i != nil {
		if c, ok := i.cluster[a]; ok {
			return i.members[c]
		}
	}
	return []ActorID{a}
}

// Each calls f for every actor that is in a cluster of two or more, in no particular order.
func (i *Identity) Each(f func(actor, cluster ActorID)) {
	if i == nil {
		return
	}
	for a, c := range i.cluster {
		f(a, c)
	}
}

// Len counts the actors that are in a cluster of two or more.
func (i *Identity) Len() int {
	if i == nil {
		return 0
	}
	return len(i.cluster)
}

// pair is an unordered pair of actors, a < b.
type pair struct{ a, b ActorID }

// Verdicts holds the newest judgement of each pair of actors. Its zero value is empty and ready to use.
type Verdicts struct {
	newest map[pair]Verdict
	same   map[ActorID][]ActorID // edges of the pairs judged the same
}

// Set makes v the newest verdict on a and b.
func (v *Verdicts) Set(a, b ActorID, verdict Verdict) {
	if v.newest == nil {
		v.newest, v.same = map[pair]Verdict{}, map[ActorID][]ActorID{}
	}
	p := pair{min(a, b), max(a, b)}
	before := v.newest[p]
	v.newest[p] = verdict
	if before == verdict {
		return
	}
	if verdict == Same {
		v.same[a], v.same[b] = append(v.same[a], b), append(v.same[b], a)
	} else if before == Same {
		drop := func(from, to ActorID) {
			v.same[from] = slices.DeleteFunc(v.same[from], func(x ActorID) bool { return x == to })
		}
		drop(a, b)
		drop(b, a)
	}
}

// Check tells whether a judgement would contradict the others: a `same` that joins actors judged different, or a
// `different` between actors that a chain of other `same` judgements joins. The error names the chain.
func (v *Verdicts) Check(a, b ActorID, verdict Verdict) error {
	switch verdict {
	case Different:
		if chain := v.chain(a, b, pair{min(a, b), max(a, b)}); chain != nil {
			return Conflict("verdict", string(verdict), "%s and %s cannot be judged different: they are joined by %s", a, b, names(chain))
		}
	case Same:
		as, bs := v.reach(a), v.reach(b)
		if _, joined := as[b]; joined {
			return nil // one cluster already
		}
		var worst *pair
		for p, verdict := range v.newest {
			// The pair itself may be judged anew; any other pair judged different stays apart.
			if verdict != Different || p == (pair{min(a, b), max(a, b)}) {
				continue
			}
			_, aInA := as[p.a]
			_, bInB := bs[p.b]
			_, aInB := bs[p.a]
			_, bInA := as[p.b]
			if (aInA && bInB || aInB && bInA) && (worst == nil || p.a < worst.a || p.a == worst.a && p.b < worst.b) {
				found := p
				worst = &found
			}
		}
		if worst == nil {
			return nil
		}
		x, y := worst.a, worst.b
		if _, in := as[x]; !in {
			x, y = y, x
		}
		chain := append(v.chain(x, a, pair{}), v.chain(b, y, pair{})...)
		return Conflict("verdict", string(verdict), "%s and %s cannot be judged the same: that would join %s, and %s and %s are judged different", a, b, names(chain), worst.a, worst.b)
	}
	return nil
}

func names(chain []ActorID) string {
	parts := make([]string, len(chain))
	for i, a := range chain {
		parts[i] = string(a)
	}
	return strings.Join(parts, " = ")
}

// reach gives all actors joined with a, itself included.
func (v *Verdicts) reach(a ActorID) map[ActorID]ActorID {
	from := map[ActorID]ActorID{a: ""}
	queue := []ActorID{a}
	for len(queue) > 0 {
		x := queue[0]
		queue = queue[1:]
		next := slices.Clone(v.same[x])
		slices.Sort(next) // the same chain whatever the order of the records
		for _, y := range next {
			if _, seen := from[y]; !seen {
				from[y] = x
				queue = append(queue, y)
			}
		}
	}
	return from
}

// chain gives a shortest chain of `same` from a to b that does not use the pair without; nil where there is none.
func (v *Verdicts) chain(a, b ActorID, without pair) []ActorID {
	if a == b {
		return []ActorID{a}
	}
	from := map[ActorID]ActorID{b: ""}
	queue := []ActorID{b}
	for len(queue) > 0 {
		x := queue[0]
		queue = queue[1:]
		next := slices.Clone(v.same[x])
		slices.Sort(next)
		for _, y := range next {
			if _, seen := from[y]; seen || (pair{min(x, y), max(x, y)}) == without {
				continue
			}
			from[y] = x
			if y == a {
				var out []ActorID
				for z := a; z != ""; z = from[z] {
					out = append(out, z)
				}
				return out
			}
			queue = append(queue, y)
		}
	}
	return nil
}

// Identity works out the clusters; nil where there are none.
func (v *Verdicts) Identity() *Identity {
	var out *Identity
	starts := make([]ActorID, 0, len(v.same))
	for a, to := range v.same {
		if len(to) > 0 {
			starts = append(starts, a)
		}
	}
	slices.Sort(starts) // so that the first of a cluster is its least member
	for _, a := range starts {
		if out == nil {
			out = &Identity{cluster: map[ActorID]ActorID{}, members: map[ActorID][]ActorID{}}
		}
		if _, done := out.cluster[a]; done {
			continue
		}
		var members []ActorID
		for m := range v.reach(a) {
			members = append(members, m)
		}
		slices.Sort(members)
		for _, m := range members {
			out.cluster[m] = a
		}
		out.members[a] = members
	}
	return out
}

// Origins holds, at a sequence, the origin of every source whose origin moved after claims were stamped with it. It is
// immutable; nil has none.
type Origins struct{ moved map[SourceID]SourceID }

// NewOrigins takes the map over.
func NewOrigins(moved map[SourceID]SourceID) *Origins {
	if len(moved) == 0 {
		return nil
	}
	return &Origins{moved: moved}
}

// Of gives the origin of a claim at the sequence from its voice (see Claim.Voice) and its stamp.
func (o *Origins) Of(voice, stamp SourceID) SourceID {
	if o != nil {
		if to, ok := o.moved[voice]; ok {
			return to
		}
	}
	return stamp
}

// Each calls f for every source that moved, in no particular order.
func (o *Origins) Each(f func(source, origin SourceID)) {
	if o == nil {
		return
	}
	for s, to := range o.moved {
		f(s, to)
	}
}
