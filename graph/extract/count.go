package extract

import (
	"slices"
	"strconv"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// farCounted is how many sentences back a number points: "the four", "the three men".
const farCounted = 8

var numerals = []string{"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// numeral is the value of a number that is exact and more than one; 0: it is no such number.
func numeral(words string) int {
	w := strings.ToLower(words)
	if i := slices.Index(numerals, w); i >= 0 {
		return i + 2
	}
	if n, err := strconv.Atoi(w); err == nil && n > 1 && n < 1000 {
		return n
	}
	return 0
}

// theNumber resolves "the two", "the four", "all three": those who were so many before; two also who dealt with each other last.
func (r *reading) theNumber(g *grammar.Group) []party {
	switch strings.ToLower(g.Determiner) {
	case "the", "these", "those", "all":
	default:
		return nil
	}
	n := numeral(g.Number)
	if n == 0 || len(g.Preps) > 0 && g.Preps[0].Word == "of" {
		return nil
	}
	if ref := r.soMany(n, ""); ref != nil {
		return r.again(g, []party{ref.party})
	}
	if n != 2 {
		return nil
	}
	if out := r.a.memory.twoPeople(r.number); len(out) == 2 {
		return r.again(g, out)
	}
	if out := r.lastPair(false); len(out) == 2 {
		return r.again(g, out)
	}
	return nil
}

// counted2 resolves "the three men", "the four officials" by the number: people who were so many, and were not called otherwise.
func (r *reading) counted2(g *grammar.Group) []party {
	n := numeral(g.Number)
	if n == 0 || len(r.contentModifiers(g)) > 0 {
		return nil
	}
	kinds := r.a.r.words.Definite(g.Lemma)
	if !slices.ContainsFunc(kinds, func(k string) bool { return strings.HasPrefix(k, "people") || k == string(graph.KindPerson) }) {
		return nil
	}
	if ref := r.soMany(n, g.Lemma); ref != nil {
		return r.again(g, []party{ref.party})
	}
	return nil
}

// soMany finds the most prominent people of a number; a noun that is not general must be one that they were called.
func (r *reading) soMany(n int, noun string) *referent {
	var best *referent
	for i := range r.a.memory.list {
		ref := &r.a.memory.list[i]
		if ref.number != n || ref.place || r.number-ref.sentence > farCounted {
			continue
		}
		if noun != "" && !general(noun) && !slices.Contains(ref.heads, noun) {
			continue
		}
		if best == nil || ref.prominence() >= best.prominence() {
			best = ref
		}
	}
	return best
}

// byDeed resolves those who are called after what they did, or what was done to them: "the kidnappers", "the hostages".
func (r *reading) byDeed(g *grammar.Group) (party, bool) {
	does, suffers := r.a.r.words.Is(g.Lemma, "culprit"), r.a.r.words.Is(g.Lemma, "sufferer")
	if !does && !suffers {
		return party{}, false
	}
	for i := len(r.a.found) - 1; i >= 0; i-- {
		f := r.a.found[i]
		if f.root != "ASSAULT" && f.root != "COERCE" || f.Claim.Polarity == graph.Denied || suffers && !r.a.r.words.Below(f.Claim.Relation, "cameo-181", "coerce-arrest") {
			continue
		}
		p := f.source
		if suffers {
			p = f.target
		}
		if p.actor.ID == "" || p.place || p.owner {
			continue
		}
		switch p.actor.Kind {
		case graph.KindGroup, graph.KindPerson, graph.KindArmedGroup:
			return p, true
		}
	}
	return party{}, false
}

// toPublic leaves out the public at large as to whom words are put: "advises people to stay at home", "has been warning the world" are no
// claims about two actors.
func (r *reading) toPublic(e *event) {
	if q := r.relation(e.relation).Quad; q == 2 || q == 4 {
		return
	}
	public := func(t party) bool {
		g := t.group
		return g != nil && t.generic && !g.Proper && g.Number == "" && len(g.Modifiers)+len(g.Preps)+len(g.Relatives) == 0 && r.a.r.words.Is(g.Lemma, "public")
	}
	if slices.ContainsFunc(e.targets, public) { // else the ends stay the same list where both do it to each other
		e.targets = slices.DeleteFunc(slices.Clone(e.targets), public)
	}
}
