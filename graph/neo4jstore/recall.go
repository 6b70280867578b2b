package neo4jstore

import (
	"fmt"
	"slices"
	"sync"
	"weak"

	"liaison/graph"
)

// recall keeps for a moment what expansions have learned about ties. What is true at a sequence stays true, so nothing in
// it is ever wrong; it is small, so that it only serves the question that is under way.
type recall struct {
	mu   sync.Mutex
	kept []recalled // the newest first
}

// mostRecalled is about how many questions one store answers at a time.
const mostRecalled = 16

type recalled struct {
	recallKey
	actor graph.ActorID
	ties  map[graph.ActorID]*graph.TieAnswer // by the other end; Rows are the first of a tie's claims
}

// recallKey is all that an answer about ties depends on, but for what it is asked of each.
type recallKey struct {
	sequence graph.Sequence
	criteria string
	// Who is who is compared by which object says so; it never changes.
	identity weak.Pointer[graph.Identity]
	origins  weak.Pointer[graph.Origins]
}

func (q *question) key() recallKey {
	f := q.Filter
	return recallKey{
		sequence: q.sequence,
		criteria: fmt.Sprintf("%q %q %t %t %d %d %q %q %q %d", f.Relations, f.Direction, f.Windowed, f.Certain, f.Window.From, f.Window.To,
			f.Polarities, f.Modalities, f.Sources, f.MinConfidence),
		identity: weak.Make(f.Identity), origins: weak.Make(f.Origins),
	}
}

func (r *recall) put(key recallKey, actor graph.ActorID, ties map[graph.ActorID]*graph.TieAnswer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.kept = slices.DeleteFunc(r.kept, func(k recalled) bool { return k.recallKey == key && k.actor == actor })
	r.kept = slices.Insert(r.kept, 0, recalled{key, actor, ties})
	r.kept = r.kept[:min(len(r.kept), mostRecalled)]
}

// about gives what is kept of a question, the newest first. It is not to be changed.
func (r *recall) about(key recallKey) []recalled {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []recalled
	for _, k := range r.kept {
		if k.recallKey == key {
			out = append(out, k)
		}
	}
	return out
}

// answer gives the answer about a tie, where all of it is known.
func (k *recalled) answer(q *question, ask *graph.TieAsk) (graph.TieAnswer, bool) {
	other := ask.B
	if k.actor == ask.B {
		other = ask.A
	}
	t := k.ties[other]
	switch {
	case k.actor != ask.A && k.actor != ask.B || t == nil:
		return graph.TieAnswer{}, false
	case ask.A != ask.B && (q.Direction == graph.Out || q.Direction == graph.In):
		// Only what was seen from the actor was looked at.
		if ask.Any || ask.FromA != (k.actor == ask.A) || ask.FromB != (k.actor == ask.B) {
			return graph.TieAnswer{}, false
		}
	case !ask.Any && !ask.FromA && !ask.FromB:
		return graph.TieAnswer{}, false
	}
	skip, end := min(ask.Skip, t.Claims), min(ask.Skip+ask.N, t.Claims)
	if end > len(t.Rows) && end > skip {
		return graph.TieAnswer{}, false
	}
	out := *t
	out.Rows = nil
	if end > skip {
		out.Rows = slices.Clone(t.Rows[skip:end])
	}
	out.Relations, out.Years = slices.Clone(t.Relations), slices.Clone(t.Years)
	return out, true
}
