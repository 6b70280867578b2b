package extract

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
	"liaison/graph/extract/grammar"
)

// settle notes the country that a dateline puts a text in: "LUSAKA, May 31 -".
func (a *article) settle(s *grammar.Sentence) {
	if a.home != "" {
		return
	}
	for _, x := range s.Asides {
		if x.Kind != grammar.Dateline {
			continue
		}
		for at := x.Start; at < x.End && a.home == ""; {
			m := a.matchAt(at)
			if m == nil {
				at++
				continue
			}
			at = max(m.End, at+1)
			a.home = a.countryOf(m)
		}
	}
}

// countryOf returns the country that a name of a place or a state says; "" if it is none.
func (a *article) countryOf(m *gazetteer.Match) string {
	for _, c := range m.Candidates {
		if x, ok := a.r.names.Actor(c.Actor); ok && (x.Kind == graph.KindPlace || x.Kind == graph.KindState) {
			return x.Country
		}
	}
	return ""
}

// nearStates is how many sentences back a state is still what a text speaks of.
const nearStates = 3

// homeState is whose bodies are meant by "the army", "parliament", "police" alone: of the state that the text comes from, unless it
// speaks of others here; of the only one that it speaks of here. Where it speaks of several others nobody is guessed.
func (r *reading) homeState() (party, bool) {
	var only *referent
	several := false
	for i := range r.a.memory.list {
		ref := &r.a.memory.list[i]
		if ref.actor.Kind != graph.KindState || r.number-ref.sentence > nearStates || ref.rank < 2 && ref.times < 2 {
			continue // "towards Mali" is not what it speaks of
		}
		if ref.actor.Country == r.a.home {
			return ref.party, true
		}
		several = only != nil
		only = ref
	}
	switch {
	case only != nil && !several:
		return only.party, true
	case only == nil && r.a.home != "":
		state, ok := r.a.r.names.State(r.a.home)
		return party{actor: state}, ok
	}
	return party{}, false
}

// ofHome resolves a body of a state that is named without the state: "police", "the army", "the foreign ministry".
func (r *reading) ofHome(g *grammar.Group, rd *gazetteer.Reading) []party {
	if rd.Sort != gazetteer.SortOrgan || rd.Role == "" || g.Proper && !strings.Contains(rd.Head, " of ") || g.Number != "" || len(r.contentModifiers(g)) > strings.Count(rd.Head, " ") {
		return nil
	}
	if !strings.EqualFold(g.Determiner, "the") && g.Determiner != "" {
		return nil
	}
	if rd.Kind != graph.KindAgency && rd.Kind != graph.KindGovernment || rd.Role == "ministry" || rd.Role == "court" {
		return nil
	}
	if state, ok := r.homeState(); ok {
		return r.organOf(g, rd, state)
	}
	return nil
}
