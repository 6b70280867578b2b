package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
	"liaison/graph/extract/grammar"
)

// inOffice resolves "the army chief", "the foreign minister": who was named with all words of the office before.
func (r *reading) inOffice(g *grammar.Group, rd *gazetteer.Reading) (party, bool) {
	if rd == nil || rd.Sort != gazetteer.SortOffice || g.Plural || !strings.Contains(rd.Head, " ") {
		return party{}, false
	}
	office := strings.Fields(rd.Head)
	if len(r.contentModifiers(g)) >= len(office) {
		return party{}, false
	}
	for i := len(r.a.memory.list) - 1; i >= 0; i-- {
		ref := &r.a.memory.list[i]
		if ref.actor.Kind != graph.KindPerson || ref.plural || ref.generic {
			continue
		}
		all := true
		for _, w := range office {
			all = all && ref.entitled(w)
		}
		if all {
			return ref.party, true
		}
	}
	return party{}, false
}

// theCountry resolves "the country" where things happen in it: the one of the place, or the state, that was spoken of last.
func (r *reading) theCountry(g *grammar.Group) (party, bool) {
	switch g.Lemma {
	case "country", "nation", "island", "kingdom":
	default:
		return party{}, false
	}
	if g.Prep == nil || g.Plural || len(r.contentModifiers(g)) > 0 {
		return party{}, false
	}
	switch g.Prep.Word {
	case "in", "across", "throughout", "around", "inside", "from", "into", "to", "outside", "within":
	default:
		return party{}, false
	}
	if i := r.lastPlace(); i != "" {
		state, ok := r.a.r.names.State(i)
		if !ok {
			return party{}, false
		}
		p := party{actor: state}
		p.mention.Actor = state.ID
		if !r.a.r.names.Known(state.ID) {
			p.mention.New = &state
		}
		return p, true
	}
	return party{}, false
}

// lastPlace is the country of the place that the text spoke of last, in this sentence or the ones just before; else of its dateline.
func (r *reading) lastPlace() string {
	for i := len(r.a.memory.list) - 1; i >= 0; i-- {
		ref := &r.a.memory.list[i]
		if r.number-ref.sentence > reach {
			break
		}
		if (ref.place || ref.actor.Kind == graph.KindState && ref.rank == 1) && ref.actor.Country != "" {
			return ref.actor.Country
		}
	}
	return r.a.home
}

// ofNation resolves a description with a nationality by somebody of that country: "the U.S. company", "the Lebanese group".
func (r *reading) ofNation(g *grammar.Group, rd *gazetteer.Reading) []party {
	if rd.Named || rd.Country == "" || rd.Person != "" || g.Proper || g.Plural || !strings.EqualFold(g.Determiner, "the") && !strings.EqualFold(g.Determiner, "this") {
		return nil
	}
	kinds := r.a.r.words.Definite(g.Lemma)
	var best *referent
	for i := range r.a.memory.list {
		ref := &r.a.memory.list[i]
		if ref.actor.Country != rd.Country || ref.place || ref.generic || ref.plural || !slices.Contains(kinds, string(ref.actor.Kind)) {
			continue
		}
		switch ref.actor.Kind {
		case graph.KindCompany, graph.KindArmedGroup, graph.KindNGO, graph.KindParty, graph.KindIGO, graph.KindGroup:
		case graph.KindPerson:
			if !general(g.Lemma) && !ref.entitled(g.Lemma) || rd.Sort == gazetteer.SortStaff {
				continue
			}
		default:
			continue
		}
		if best == nil || ref.prominence() >= best.prominence() {
			best = ref
		}
	}
	if best == nil {
		return nil
	}
	return r.again(g, []party{best.party})
}
