package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
	"liaison/graph/extract/grammar"
)

// calledAgain resolves a description by whom it fits of those named before; nobody: too little speaks for any of them, and it may be somebody new.
func (r *reading) calledAgain(g *grammar.Group, kinds []string, rd *gazetteer.Reading) []party {
	q := &question{g: g, token: g.First, sort: "the", place: "object"}
	if g.Clause != nil && slices.Contains(g.Clause.Subjects, g) {
		q.place = "subject"
	}
	var out []*choice
	content := len(r.contentModifiers(g)) > 0
	add := func(ref *referent, x *grammar.Group) {
		c := &choice{list: []party{ref.party}, group: x}
		if ref.place {
			return
		}
		if x == nil {
			c.ref = ref
		}
		if c.features = r.fitting(g, ref, kinds, rd, content); c.features == nil || slices.ContainsFunc(out, func(o *choice) bool { return o.list[0].same(ref.party) }) {
			return
		}
		if x != nil {
			c.features = append(c.features, r.seen(q, c)...)
			if !x.Proper && x.Lemma != g.Lemma {
				c.features = append(c.features, "other noun here")
			}
		}
		out = append(out, c)
	}
	m := &r.a.memory
	for i := len(r.s.Groups) - 1; i >= 0; i-- {
		x := r.s.Groups[i]
		if x.First >= g.First || x.Kind != grammar.Noun || !r.mayMean(q, x) || g.Conjoined == x || coArgument(g, x) {
			continue
		}
		for _, p := range actorsOnly(r.resolve(x)) {
			ref := referent{party: p, words: nameWords(p.actor.Name), heads: r.titles(x), plural: x.Plural}
			if old := m.of(p); old != nil {
				ref.heads = append(ref.heads, old.heads...)
			}
			add(&ref, x)
		}
	}
	for i := len(m.list) - 1; i >= 0; i-- {
		add(&m.list[i], nil)
	}
	return r.best(q, out)
}

// coArgument says whether two groups are the subject and something else of one verb: they are not the same.
func coArgument(g, x *grammar.Group) bool {
	return g.Clause != nil && x.Clause == g.Clause && g.Prep == nil && (slices.Contains(g.Clause.Subjects, x) || slices.Contains(g.Clause.Subjects, g))
}

// fitting says how a description fits somebody named before; nil: not at all.
func (r *reading) fitting(g *grammar.Group, ref *referent, kinds []string, rd *gazetteer.Reading, content bool) []string {
	var out []string
	switch {
	case r.holds(ref, rd):
		out = append(out, "office")
	case content && rd != nil:
		return nil
	case !content && ref.actor.Kind != graph.KindState && slices.Contains(ref.words, g.Lemma) && (ref.mention.Via == ByName || ref.words[len(ref.words)-1] == g.Lemma):
		out = append(out, "named")
	case !content && slices.Contains(ref.heads, g.Lemma) && (ref.plural == g.Plural || ref.actor.Kind == graph.KindGovernment):
		out = append(out, "called")
	case g.Number == "two":
		return nil
	}
	if r.didIt(g, ref) {
		out = append(out, "deed")
	}
	switch k := r.fits(ref, kinds, g.Plural); {
	case !k || rd != nil && rd.Sort == gazetteer.SortOrgan && rd.Role != "" && !strings.HasSuffix(string(ref.actor.ID), rd.Role) && !(rd.Kind == graph.KindGovernment && ref.actor.Kind == graph.KindGovernment):
	case ref.actor.Kind == graph.KindPerson && !general(g.Lemma) && !ref.entitled(g.Lemma):
	case len(kinds) > 2 && string(ref.actor.Kind) != kinds[0] && string(ref.actor.Kind) != kinds[1]:
		out = append(out, "fits loosely")
	default:
		out = append(out, "fits")
	}
	if len(out) == 1 && out[0] != "office" {
		out = append(out, out[0]+" only") // "the army" and the Irish Republican Army
	}
	return out
}

// holds says whether somebody was named with all words of an office: "the army chief".
func (r *reading) holds(ref *referent, rd *gazetteer.Reading) bool {
	if rd == nil || rd.Sort != gazetteer.SortOffice || !strings.Contains(rd.Head, " ") || ref.actor.Kind != graph.KindPerson || ref.plural || ref.generic {
		return false
	}
	for w := range strings.FieldsSeq(rd.Head) {
		if !ref.entitled(w) {
			return false
		}
	}
	return true
}

// didIt says whether a noun calls somebody after what he did last, or what was done to him: "the kidnappers", "the hostages".
func (r *reading) didIt(g *grammar.Group, ref *referent) bool {
	p, ok := r.byDeed(g)
	return ok && p.same(ref.party)
}

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
	if p, ok := r.theCountry(g); ok {
		return r.again(g, []party{p})
	}
	return r.calledAgain(g, kinds, rd)
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
