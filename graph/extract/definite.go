package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
	"liaison/graph/extract/grammar"
)

// definite resolves "the group", "the two sides", "the president", "the katiba" to somebody named before.
func (r *reading) definite(g *grammar.Group, rd *gazetteer.Reading) []party {
	if g.Proper && !r.shortened(g) || g.Kind != grammar.Noun {
		return nil
	}
	if !pointsBackAt(g) || g.Determiner == "" && !(g.Number == "two" && g.Lemma == "side") || len(g.Preps) > 0 && g.Preps[0].Word == "of" {
		return nil
	}
	if out := r.counted2(g); len(out) > 0 {
		return out
	}
	if p, ok := r.calledSo(g); ok {
		return r.again(g, []party{p})
	}
	kinds := r.a.r.words.Definite(g.Lemma)
	if out := r.twoStates(g); len(out) == 2 {
		return r.again(g, out)
	}
	if two := g.Number == "two" || strings.EqualFold(g.Determiner, "both"); two || g.Lemma == "side" && g.Plural {
		people := slices.Contains(kinds, "person")
		if slices.Contains(kinds, "pair") || two && people {
			if out := r.lastPair(people); len(out) == 2 {
				return r.again(g, out)
			}
		}
	}
	if p, ok := r.inOffice(g, rd); ok {
		return r.again(g, []party{p})
	}
	if p, ok := r.theCountry(g); ok {
		return r.again(g, []party{p})
	}
	if len(kinds) == 0 || g.Number == "two" || len(r.contentModifiers(g)) > 0 && rd != nil {
		return nil
	}
	if p, ok := r.byDeed(g); ok {
		return r.again(g, []party{p})
	}
	if p, ok := r.nearest(g, kinds, rd); ok {
		return r.again(g, []party{p})
	}
	return nil
}

// pointsBackAt says whether the words before a noun may point at somebody named before.
func pointsBackAt(g *grammar.Group) bool {
	switch strings.ToLower(g.Determiner) {
	case "the", "this", "that", "these", "those", "both", "":
		return true
	}
	return false
}

// shortened says whether a capital stands for a longer name or for an office named before: "the Front", "the Sultanate", "the Minister".
func (r *reading) shortened(g *grammar.Group) bool {
	return g.Proper && g.Head == g.First+1 && g.Possessor == nil && (strings.EqualFold(g.Determiner, "the") || strings.EqualFold(g.Determiner, "this")) &&
		(len(r.a.r.words.Definite(g.Lemma)) > 0 || len(r.a.r.words.Definite(strings.TrimSuffix(g.Lemma, "s"))) > 0)
}

// lastPair is who dealt with each other last: two people, or two who are none.
func (r *reading) lastPair(people bool) []party {
	for i := len(r.a.found) - 1; i >= 0; i-- {
		f := r.a.found[i]
		a, b := f.source, f.target
		if a.actor.ID == "" || a.same(b) || a.place || b.place || !r.a.r.words.Event(f.Claim.Relation) {
			continue
		}
		if (a.actor.Kind == graph.KindPerson) == people && (b.actor.Kind == graph.KindPerson) == people && !a.generic && !b.generic {
			return []party{a, b}
		}
	}
	if people {
		return r.a.memory.twoPeople(r.number)
	}
	return r.a.memory.pair
}

// twoStates resolves "the two countries", "both governments": the states of the two who dealt with each other last.
func (r *reading) twoStates(g *grammar.Group) []party {
	if g.Number != "two" && !strings.EqualFold(g.Determiner, "both") {
		return nil
	}
	switch g.Lemma {
	case "country", "government", "nation", "state", "neighbour", "neighbor", "capital", "army", "navy":
	default:
		return nil
	}
	for i := len(r.a.found) - 1; i >= 0; i-- {
		f := r.a.found[i]
		a, okA := r.ruler(f.source)
		b, okB := r.ruler(f.target)
		if okA && okB && !a.same(b) {
			return []party{a, b}
		}
	}
	return nil
}

// contentModifiers are the words before the head that tell more than "same", "two", "new".
func (r *reading) contentModifiers(g *grammar.Group) []int {
	var out []int
	for _, i := range g.Modifiers {
		switch r.s.Tokens[i].Lower {
		case "same", "new", "latter", "former", "other", "rebel", "armed", "militant", "whole", "entire", "islamist", "insurgent":
		default:
			out = append(out, i)
		}
	}
	return out
}

// calledSo finds somebody who was called by that noun before, or whose name has it.
func (r *reading) calledSo(g *grammar.Group) (party, bool) {
	for i := len(r.a.memory.list) - 1; i >= 0; i-- {
		ref := &r.a.memory.list[i]
		if ref.place {
			continue
		}
		named := ref.mention.Via == ByName || len(ref.words) > 0 && ref.words[len(ref.words)-1] == g.Lemma
		if named && slices.Contains(ref.words, g.Lemma) && len(r.contentModifiers(g)) == 0 && ref.actor.Kind != graph.KindState {
			return ref.party, true
		}
		if slices.Contains(ref.heads, g.Lemma) && (ref.plural == g.Plural || ref.actor.Kind == graph.KindGovernment) && len(r.contentModifiers(g)) == 0 {
			return ref.party, true
		}
	}
	return party{}, false
}

// nearest finds the most prominent actor of one of the kinds.
func (r *reading) nearest(g *grammar.Group, kinds []string, rd *gazetteer.Reading) (party, bool) {
	var best *referent
	most := 0
	for i := len(r.a.memory.list) - 1; i >= 0; i-- {
		ref := &r.a.memory.list[i]
		if ref.place || !r.fits(ref, kinds, g.Plural) {
			continue
		}
		if rd != nil && rd.Sort == gazetteer.SortOrgan && rd.Role != "" && !strings.HasSuffix(string(ref.actor.ID), rd.Role) &&
			!(rd.Kind == graph.KindGovernment && ref.actor.Kind == graph.KindGovernment) {
			continue
		}
		if ref.actor.Kind == graph.KindPerson && !general(g.Lemma) && !ref.entitled(g.Lemma) {
			continue
		}
		score := ref.prominence()
		if len(kinds) > 2 && (string(ref.actor.Kind) == kinds[0] || string(ref.actor.Kind) == kinds[1]) {
			score += 3
		}
		if best == nil || score > most {
			best, most = ref, score
		}
	}
	if best == nil {
		return party{}, false
	}
	return best.party, true
}

// general says whether a noun fits any person, and not only one of an office.
func general(noun string) bool {
	switch noun {
	case "man", "woman", "official", "politician", "diplomat", "leader":
		return true
	}
	return false
}

// entitled says whether a person was named with a title or an office: "Colonel Berg", "Anna Berg, a colonel".
func (ref *referent) entitled(title string) bool {
	for _, h := range ref.heads {
		if h == title {
			return true
		}
	}
	for _, w := range graph.Words(ref.mention.Text) {
		if w == title {
			return true
		}
	}
	return false
}

// fits says whether somebody named before is of one of the kinds that a noun may name again.
func (r *reading) fits(ref *referent, kinds []string, plural bool) bool {
	for _, k := range kinds {
		switch {
		case k == "people":
			if ref.plural && ref.actor.Kind == graph.KindGroup && plural {
				return true
			}
		case strings.HasPrefix(k, "people:"):
			if ref.plural && plural && slices.ContainsFunc(ref.heads, func(h string) bool { return slices.Contains(r.a.r.words.Definite(h), k) }) {
				return true
			}
		case string(ref.actor.Kind) == k:
			switch {
			case k == string(graph.KindPerson) && plural:
			case k == string(graph.KindGroup) && (ref.plural || ref.mention.Via != ByName): // "the party" is no "supporters"
			default:
				return true
			}
		}
	}
	return false
}
