package neo4jstore

import (
	"slices"
	"unicode/utf8"

	"liaison/graph"
)

// question is a filter at a point in known time, as statements take it.
type question struct {
	*Store
	point
	*graph.Filter
	forward, backward map[string]bool // the relations wanted of an actor's claims as subject, as object; nil: all
	out, in           []string        // the types of these, sorted
	walk              bool            // the actors have so few claims that these are walked along, see shape
	claims            int             // about how many claims there are around the actors
	params            map[string]any
}

// ask makes a question. Where either is set, the direction of the filter is left aside.
func (s *Store) ask(p point, f *graph.Filter, either bool) *question {
	q := &question{Store: s, point: p, Filter: f, params: map[string]any{"s": int64(p.sequence)}}
	q.chooseRelations(either)
	q.params["forward"], q.params["backward"] = nullable(q.forward), nullable(q.backward)
	q.params["polarity"], q.params["sources"], q.params["modalities"], q.params["confidence"] = nil, nil, nil, f.MinConfidence
	if len(f.Polarities) > 0 && slices.Contains(f.Polarities, graph.Asserted) != slices.Contains(f.Polarities, graph.Denied) {
		q.params["polarity"] = 0
		if slices.Contains(f.Polarities, graph.Denied) {
			q.params["polarity"] = markDenied
		}
	}
	if len(f.Sources) > 0 {
		q.params["sources"] = stringsOf(f.Sources)
	}
	if len(f.Modalities) > 0 {
		q.params["modalities"] = stringsOf(f.Modalities)
	}
	return q
}

func nullable(m map[string]bool) any {
	if m == nil {
		return nil
	}
	return m
}

// chooseRelations works out which relations of which types are wanted at either end.
func (q *question) chooseRelations(either bool) {
	all := relationSet(q.ontology, q.Relations)
	if either || q.Direction != graph.Out && q.Direction != graph.In {
		q.forward, q.backward = all, all
	} else {
		// Symmetric relations have no direction.
		symmetric := map[string]bool{}
		for _, r := range q.ontology.All() {
			if r.Symmetric && (len(q.Relations) == 0 || slices.Contains(q.Relations, r.ID)) {
				symmetric[string(r.ID)] = true
			}
		}
		q.forward, q.backward = all, symmetric
		if q.Direction == graph.In {
			q.forward, q.backward = symmetric, all
		}
	}
	wanted := q.types
	if len(q.Relations) > 0 {
		wanted = q.typesOf(q.Relations)
	}
	q.out, q.in = wanted, wanted
	for _, way := range []struct {
		relations map[string]bool
		types     *[]string
	}{{q.forward, &q.out}, {q.backward, &q.in}} {
		if way.relations != nil {
			*way.types = q.typesOf(keys(way.relations))
		}
	}
}

// typesOf gives the types in use of relations.
func (q *question) typesOf(relations []graph.RelationID) []string {
	var out []string
	for _, r := range relations {
		if t := string(q.ontology.Root(r)); slices.Contains(q.types, t) && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return out
}

func keys(m map[string]bool) []graph.RelationID {
	out := make([]graph.RelationID, 0, len(m))
	for r := range m {
		out = append(out, graph.RelationID(r))
	}
	return out
}

// relationSet gives relations as a set; nil where the types of relationships tell as much.
func relationSet(o *graph.Ontology, relations []graph.RelationID) map[string]bool {
	set, whole := make(map[string]bool, len(relations)), 0
	roots := map[graph.RelationID]bool{}
	for _, r := range relations {
		if root := o.Root(r); root != "" { // else no claim has it
			set[string(r)], roots[root] = true, true
		}
	}
	for root := range roots {
		whole += len(o.Expand(root))
	}
	if len(set) == whole {
		return nil
	}
	return set
}

// span is a range of slots.
type span struct{ lo, hi int }

// spans says in which slots claims may be: those of exact days, all of which fit, and those of others, which may. A claim
// that lasts may have begun long before the time asked for.
func (q *question) spans() (exact span, vague []span) {
	if !q.Windowed {
		return span{0, anyTime * slotClass}, nil
	}
	from, before, to := 0, 0, slotClass-1
	if q.Window.From.Valid() {
		from, before = yyyymmdd(q.Window.From), yyyymmdd(max(q.Window.From-shortSpan, graph.MinDay))
	}
	if q.Window.To.Valid() {
		to = yyyymmdd(q.Window.To)
	}
	return span{from, to}, []span{{shortTime*slotClass + before, shortTime*slotClass + to}, {longTime * slotClass, anyTime * slotClass}}
}

// around sets the actors, which are clusters, and where to look for which types. A look is the place of the cluster in the
// list, an actor, and a span of slots.
func (q *question) around(clusters []graph.ActorID) {
	exact, vague := q.spans()
	var (
		sure, all [][]any
		ids       []string
	)
	for i, c := range clusters {
		for _, m := range q.Identity.Members(c) {
			if !utf8.ValidString(string(m)) {
				continue // nobody's id, and nothing to send
			}
			ids = append(ids, string(m))
			sure = append(sure, []any{i, string(m), exact.lo, exact.hi})
			all = append(all, []any{i, string(m), exact.lo, exact.hi})
			for _, v := range vague {
				all = append(all, []any{i, string(m), v.lo, v.hi})
			}
		}
	}
	p := q.params
	walks := make([][]any, len(sure))
	for i, look := range sure {
		walks[i] = look[:2]
	}
	p["walks"], p["lo"], p["hi"] = walks, exact.lo, exact.hi
	p["ids"], p["looks"] = ids, map[string]any{"sure": sure, "all": all}
	p["always"], p["certain"], p["from"], p["to"] = !q.Windowed, q.Certain, int64(q.Window.From), int64(q.Window.To)
	p["out"], p["in"] = q.looks(q.out), q.looks(q.in)
}

// looks says for each type where to look.
func (q *question) looks(types []string) map[string]any {
	out := make(map[string]any, len(types))
	for _, t := range types {
		out[t] = "sure"
		if slices.Contains(q.vague, t) {
			out[t] = "all"
		}
	}
	return out
}

// aroundOne is around for a search that is not for many.
func (q *question) aroundOne(actor graph.ActorID) {
	q.around([]graph.ActorID{actor})
	if q.walk {
		return
	}
	vague := q.shape().vague
	for _, types := range []string{"out", "in"} {
		for t := range q.params[types].(map[string]any) {
			if !slices.Contains(vague, t) {
				q.params[types].(map[string]any)[t] = string(actor)
			}
		}
	}
}

// symmetric gives the relations that are, where directions matter.
func (q *question) symmetric() map[string]any {
	out := map[string]any{}
	if q.Direction == graph.Out || q.Direction == graph.In {
		for _, r := range q.ontology.All() {
			if r.Symmetric {
				out[string(r.ID)] = true
			}
		}
	}
	return out
}

// members gives the ids of all members of clusters.
func (q *question) members(clusters []graph.ActorID) []string {
	var out []string
	for _, c := range clusters {
		for _, m := range q.Identity.Members(c) {
			if utf8.ValidString(string(m)) {
				out = append(out, string(m))
			}
		}
	}
	return out
}
