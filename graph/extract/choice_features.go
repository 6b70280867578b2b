package extract

import (
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
	"liaison/graph/extract/lexicon"
)

// seen says how a group of the sentence stands to the pronoun that may mean it.
func (r *reading) seen(q *question, c *choice) []string {
	x := c.group
	out := []string{"here", "here as " + r.roleOf(x)}
	if x.First > q.token {
		return append(out, "ahead")
	}
	if own := q.g.Clause; own != nil {
		switch depth := above(own, x); {
		case depth == 0:
			out = append(out, "own subject")
		case depth == 1:
			out = append(out, "subject above")
		case depth > 1:
			out = append(out, "subject far above")
		case slices.Contains(own.Objects, x):
			out = append(out, "own object")
		case own == x.Clause:
			out = append(out, "own clause")
		}
		for k := own; k != nil; k = k.Parent {
			if k.Antecedent == x {
				out = append(out, "is told of")
			}
			if k.Parent != nil && slices.Contains(k.Parent.Objects, x) && k.Kind != grammar.Coordinate {
				out = append(out, "object above")
			}
			if rep := r.reports[k]; rep != nil && slices.Contains(rep.Speakers, x) {
				out = append(out, "tells it")
			}
		}
	}
	if own := q.g.Clause; q.place == "subject" && own != nil && own.Verb != nil && x.Clause != own && r.a.r.words.Is(own.Verb.Lemma, "answering") {
		switch c := x.Clause; {
		case c == nil || c.Verb == nil || !r.a.r.words.Is(c.Verb.Lemma, "addressing"):
		case slices.Contains(c.Objects, x) || slices.Contains(c.Indirect, x):
			out = append(out, "answers")
		case slices.Contains(c.Subjects, x):
			out = append(out, "answers itself")
		}
	}
	if q.g.Conjoined == x {
		out = append(out, "beside")
	}
	if c := r.verbBefore(q.token); c != nil && slices.Contains(c.Subjects, x) {
		out = append(out, "subject just before")
	}
	switch n := r.nounsBetween(q, x); {
	case n == 0:
		out = append(out, "next")
	case n > 3:
		out = append(out, "far here")
	}
	return out
}

// verbBefore is the clause whose verb is the last one before a token, or nil.
func (r *reading) verbBefore(token int) *grammar.Clause {
	var out *grammar.Clause
	for _, c := range r.s.Clauses {
		if c.Verb != nil && c.Verb.Main < token && (out == nil || c.Verb.Main > out.Verb.Main) {
			out = c
		}
	}
	return out
}

// above is how many clauses above its own a group is the subject; -1: it is none of them.
func above(c *grammar.Clause, x *grammar.Group) int {
	for depth := 0; c != nil; c, depth = c.Parent, depth+1 {
		if slices.Contains(c.Subjects, x) {
			return depth
		}
	}
	return -1
}

// nounsBetween counts the noun groups between a group and a pronoun.
func (r *reading) nounsBetween(q *question, x *grammar.Group) int {
	n := 0
	for _, y := range r.s.Groups {
		if y.Kind == grammar.Noun && y.First > x.First && y.First < q.token && y != q.g {
			n++
		}
	}
	return n
}

// roleOf is what a group does in its sentence.
func (r *reading) roleOf(x *grammar.Group) string {
	switch {
	case r.reported(x):
		return "speaker"
	case r.rankOf(x) == 3 && x.Clause.Kind == grammar.Main:
		return "first subject"
	case r.rankOf(x) == 3:
		return "subject"
	case r.rankOf(x) == 2:
		return "object"
	case x.Clause != nil && slices.Contains(x.Clause.Predicates, x):
		return "predicate"
	case x.Prep != nil && x.Prep.Word == "by":
		return "agent"
	case x.Prep != nil && x.Prep.Noun != nil && x.Prep.Of == grammar.OfNoun:
		return "attribute"
	case x.Prep != nil:
		return "adverb"
	case x.Renames != nil:
		return "apposition"
	}
	return "owner"
}

// reported says whether a group says something in this sentence.
func (r *reading) reported(g *grammar.Group) bool {
	for _, rep := range r.s.Reports {
		if slices.Contains(rep.Speakers, g) {
			return true
		}
	}
	return false
}

// describeChoice adds what else speaks for or against a choice: what the text told of it, and how it compares with the others.
func (r *reading) describeChoice(q *question, c *choice, all []*choice, others rivals) {
	add := func(f ...string) { c.features = append(c.features, f...) }
	if len(all) == 1 {
		add("alone")
	}
	add(others.of(c)...)
	if len(c.list) > 1 {
		add("several")
	}
	p := c.list[0]
	if len(c.list) == 1 {
		add("kind " + string(p.actor.Kind))
	}
	if p.generic {
		add("anybody")
	}
	if one := c.group; len(c.list) == 1 && r.oneOfThem(one, p) {
		add("one")
	}
	ref := c.ref
	if ref == nil {
		ref = r.a.memory.of(p)
	}
	if c.group != nil && c.group.Plural || c.group == nil && ref != nil && ref.plural {
		add("plural")
	}
	if g := pronounGender(q.word); g != 0 && g == r.genderOf(p) {
		add("gender")
	}
	r.possession(q, c, add)
	add(r.history(q, c, ref)...)
	c.features = unique(c.features)
}

// rivals is how many of the choices the sentence names, and how many of them stand where those who are meant stand.
type rivals struct{ here, subjects int }

func rivalsOf(all []*choice) (out rivals) {
	for _, c := range all {
		if c.group != nil {
			out.here++
			if c.subject = slices.Contains(c.features, "own subject") || slices.Contains(c.features, "subject above") || slices.Contains(c.features, "tells it"); c.subject {
				out.subjects++
			}
		}
	}
	return out
}

// of says whether the sentence names others than a choice, and whether one of them stands where those who are meant stand.
func (o rivals) of(c *choice) []string {
	if c.group != nil {
		o.here--
		if c.subject {
			o.subjects--
		}
	}
	switch {
	case o.here == 0 && c.group != nil:
		return []string{"only one here"}
	case c.group == nil && o.subjects > 0:
		return []string{"subject here"}
	case c.group == nil && o.here > 0:
		return []string{"others here"}
	case o.subjects > 0:
		return []string{"other subject here"}
	}
	return nil
}

// history says what the sentences before tell of a choice.
func (r *reading) history(q *question, c *choice, ref *referent) []string {
	if ref == nil {
		return []string{"new here"}
	}
	var out []string
	if c.group == nil {
		out = append(out, [...]string{"0 back", "1 back", "2 back", "3 back", "4 back"}[min(r.number-ref.sentence, 4)])
		if r.number-ref.sentence > 2 && slices.Contains(c.features, "fits only") {
			out = append(out, "fits far back")
		}
		switch ref.rank {
		case 3:
			out = append(out, "was subject")
			if r.number-ref.sentence == 1 {
				out = append(out, "was subject just before")
				if q.place == "subject" {
					out = append(out, "subject again")
				}
			}
		case 2:
			out = append(out, "was object")
		}
		if ref.paragraph == r.s.Paragraph {
			out = append(out, "paragraph")
		}
		if r.number-ref.sentence == 1 && ref.at == r.a.memory.lastAt {
			out = append(out, "named last")
		}
	}
	switch {
	case ref.times > 3:
		out = append(out, "often")
	case ref.times > 1:
		out = append(out, "again")
	}
	if r.a.memory.topic(ref) {
		out = append(out, "topic")
	}
	if ref.sort == q.sort {
		out = append(out, "called so")
		if r.number-ref.sentence <= 1 {
			out = append(out, "called so just before")
		}
	}
	if r.number-r.a.spokeAt <= 1 && slices.ContainsFunc(r.a.lastSpeaker, ref.same) {
		out = append(out, "spoke")
		if q.says {
			out = append(out, "spoke before")
		}
	}
	out = append(out, r.sameDeeds(q, ref)...)
	return out
}

// oneOfThem says whether a party is one person without a name by the noun for him: "a shopkeeper".
func (r *reading) oneOfThem(g *grammar.Group, p party) bool {
	if g == nil {
		g = p.group
	}
	return g != nil && !g.Plural && !g.Proper && g.Kind == grammar.Noun && p.mention.Via != ByName && r.personNoun(g.Lemma)
}

// personNoun says whether a noun means one person.
func (r *reading) personNoun(noun string) bool {
	w := r.a.r.words
	switch {
	case w.Is(noun, "collective") || noun == "delegation" || noun == "team" || noun == "mission" || noun == "staff" || noun == "leadership":
		return false
	case w.Is(noun, "vessel") || w.Is(noun, "weapon") || w.Is(noun, "company") || w.Is(noun, "publication") || noun == "crew":
		return false
	case w.Is(noun, "human") || w.Is(noun, "captive") || noun == "judge" || noun == "captain" || noun == "widow" || noun == "student":
		return true
	}
	return len(noun) > 4 && (strings.HasSuffix(noun, "er") || strings.HasSuffix(noun, "or") || strings.HasSuffix(noun, "ist") || strings.HasSuffix(noun, "man"))
}

// sameDeeds compares what the clause of a pronoun tells with what was told of somebody just before: who was accused answers, who fired fires again.
func (r *reading) sameDeeds(q *question, ref *referent) []string {
	c := q.g.Clause
	if c == nil || c.Verb == nil {
		return nil
	}
	subject := slices.Contains(c.Subjects, q.g) && !c.Verb.Passive
	answers, violent := r.a.r.words.Is(c.Verb.Lemma, "answering"), r.violent(c.Verb.Lemma)
	var out []string
	for i := len(r.a.found) - 1; i >= 0; i-- {
		f := r.a.found[i]
		if r.number-f.sentence > 2 {
			break
		}
		hard := f.root == "ASSAULT" || f.root == "COERCE"
		switch {
		case f.target.same(ref.party) && subject && answers && !hard:
			out = append(out, "answers")
		case f.source.same(ref.party) && subject && answers && !hard:
			out = append(out, "answers itself")
		case f.source.same(ref.party) && hard && violent && subject, f.target.same(ref.party) && hard && violent && !subject:
			out = append(out, "same deed")
		case f.target.same(ref.party) && hard && violent && subject, f.source.same(ref.party) && hard && violent && !subject:
			out = append(out, "other deed")
		case f.target.same(ref.party) && hard:
			out = append(out, "suffered")
		case f.source.same(ref.party) && hard:
			out = append(out, "did it")
		}
	}
	return out
}

// violent says whether a verb tells of force.
func (r *reading) violent(lemma string) (yes bool) {
	r.a.r.words.EachVerb(lemma, func(rest []string, e *lexicon.Entry) bool {
		if len(rest) > 0 {
			return true
		}
		yes = r.a.r.words.Below(e.Relation, "ASSAULT") || r.a.r.words.Below(e.Relation, "COERCE")
		return false
	})
	return yes
}

// possession says whether those of a kind commonly have what a pronoun says is theirs: "its gunmen" are hardly a state's.
func (r *reading) possession(q *question, c *choice, add func(...string)) {
	if !strings.HasPrefix(q.place, "own") || len(c.list) != 1 {
		return
	}
	kind := c.list[0].actor.Kind
	for _, x := range []struct {
		class string
		kinds []graph.Kind
	}{
		{"of a state", []graph.Kind{graph.KindState, graph.KindGovernment}},
		{"of fighters", []graph.Kind{graph.KindArmedGroup}},
		{"of a firm", []graph.Kind{graph.KindCompany}},
		{"of a body", []graph.Kind{graph.KindArmedGroup, graph.KindParty, graph.KindNGO, graph.KindIGO, graph.KindGroup, graph.KindCompany}},
	} {
		if !r.a.r.words.Is(q.g.Lemma, x.class) && !r.a.r.words.Is(strings.TrimSuffix(q.g.Lemma, "s"), x.class) {
			continue
		}
		if slices.Contains(x.kinds, kind) {
			add("has such")
		} else if kind != graph.KindGroup {
			add("has no such")
		}
		return
	}
}
