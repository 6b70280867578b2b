package extract

import (
	"cmp"
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// choice is somebody, or several together, whom a pronoun may mean.
type choice struct {
	list     []party
	group    *grammar.Group // where this sentence names them; nil: they were named before
	ref      *referent      // of one who was named before; may be nil
	subject  bool           // they stand in this sentence where those who are meant stand
	features []string       // what speaks for and against them; see data/refer.tsv
	odds     float64
}

// question is a pronoun whose meaning is sought.
type question struct {
	g     *grammar.Group // it, or the noun before which it stands
	word  string         // "they" of "their"
	token int
	sort  string // "he", "it" or "they": what it tells of whom it means
	place string // "subject", "object" or "owner"
	says  bool   // it is who speaks
}

func (r *reading) question(g *grammar.Group, word string, token int) *question {
	q := &question{g: g, word: word, token: token, sort: "it", place: "object", says: r.speaks(g)}
	switch {
	case pronounGender(word) != 0:
		q.sort = "he"
	case isPlural(word):
		q.sort = "they"
	}
	switch {
	case g.Kind == grammar.Noun && g.Clause != nil && slices.Contains(g.Clause.Subjects, g):
		q.place = "owner of subject"
	case g.Kind == grammar.Noun:
		q.place = "owner"
	case word == "him" || word == "them":
	case g.Clause != nil && slices.Contains(g.Clause.Subjects, g):
		q.place = "subject"
	}
	return q
}

// antecedent finds whom a pronoun at a token means: of all whom it may mean, here and before, the one for whom most speaks; nobody
// where too little does, or as much for somebody else.
func (r *reading) antecedent(g *grammar.Group, word string, token int) []party {
	switch word {
	case "we", "us", "i", "me":
		return r.again(g, r.speaker(g))
	case "both":
		return r.again(g, r.a.memory.pair)
	}
	q := r.question(g, word, token)
	return r.best(q, r.choices(q))
}

// best takes the choice for which most speaks, if it is clear.
func (r *reading) best(q *question, list []*choice) []party {
	others := rivalsOf(list)
	for _, c := range list {
		r.describeChoice(q, c, list, others)
		c.odds = r.a.r.refer.of(q, c.features)
	}
	slices.SortStableFunc(list, func(a, b *choice) int { return cmp.Compare(b.odds, a.odds) })
	taken := len(list) > 0 && clear(list)
	if r.a.tracing && len(r.not) == 0 {
		r.trace(q, list, taken)
	}
	if !taken {
		return nil
	}
	r.becomes(q, list[0])
	return r.again(q.g, list[0].list)
}

// How sure a choice must be, in log odds.
const (
	leastOdds = -1.0 // of the best one
	leastLead = 0.05 // before the next one
)

// clear says whether the best choice is good enough, and better than the next.
func clear(list []*choice) bool {
	return list[0].odds >= leastOdds && (len(list) == 1 || list[0].odds-list[1].odds >= leastLead)
}

// becomes takes a name that nobody knows for a person's, as "he" means it.
func (r *reading) becomes(q *question, c *choice) {
	if pronounGender(q.word) == 0 || len(c.list) != 1 || c.list[0].actor.Kind == graph.KindPerson || !c.list[0].personLike() {
		return
	}
	if ref := r.a.memory.of(c.list[0]); ref != nil {
		ref.actor.Kind = graph.KindPerson
		fresh := ref.actor
		ref.mention.New = &fresh
		c.list = []party{ref.party}
	}
}

// choices lists all whom a pronoun may mean, each once: those whom this sentence names before it, and those remembered.
func (r *reading) choices(q *question) []*choice {
	var out []*choice
	add := func(c *choice) {
		if r.avoids(c.list...) || r.bound(q, c.list) {
			return
		}
		for _, old := range out {
			if len(old.list) == len(c.list) && old.list[0].same(c.list[0]) && old.list[len(old.list)-1].same(c.list[len(c.list)-1]) {
				if old.group != nil && c.group != nil { // where it stands best
					if here := r.seen(q, c); r.a.r.refer.of(q, here) > r.a.r.refer.of(q, old.features) {
						old.features, old.group = here, c.group
					}
				}
				return
			}
		}
		if c.group != nil {
			c.features = r.seen(q, c)
		}
		out = append(out, c)
	}
	for _, x := range r.s.Groups {
		if r.mayMean(q, x) {
			for _, list := range r.agreeing(x, q.word) {
				if q.sort == "they" || !belonging(x) || list[0].mention.Via == ByPronoun {
					add(&choice{list: list, group: x})
				}
			}
		}
	}
	m := &r.a.memory
	if q.sort == "they" && len(m.together) > 1 && r.number-m.togetherIn <= 1 {
		add(&choice{list: m.together, features: []string{"together"}})
	}
	if q.sort == "they" && len(m.pair) == 2 {
		add(&choice{list: m.pair, features: []string{"pair"}})
	}
	for i := len(m.list) - 1; i >= 0 && r.number-m.list[i].sentence <= reach; i-- {
		ref := &m.list[i]
		if !ref.place && r.refAgrees(ref, q.word) {
			add(&choice{list: []party{ref.party}, ref: ref})
		}
	}
	return out
}

// belonging says whether a group names those of somebody: "its last doctors" name a charity again, but not where one looks for it.
func belonging(g *grammar.Group) bool { return possessives[strings.ToLower(g.Determiner)] != "" }

// mayMean says whether a pronoun may mean a group of its sentence by where the two stand: it stands before it, or is the subject of the
// sentence that goes on behind "In its report," and "After they left,"; and neither is a part of the other.
func (r *reading) mayMean(q *question, x *grammar.Group) bool {
	if x == q.g || x.Kind != grammar.Noun || x.Possessor == q.g || x.First <= q.token && q.token < x.Limit {
		return false
	}
	if p := q.g.Prep; p != nil && p.Noun == x && p.Word == "of" || x.Prep != nil && x.Prep.Word == "as" && x.Clause == q.g.Clause {
		return false // "As chairwoman she met"
	}
	if x.First < q.token {
		return true
	}
	return r.ahead(q, x)
}

// ahead says whether a group is the subject of a clause that words before it, in which a pronoun stands, belong to.
func (r *reading) ahead(q *question, x *grammar.Group) bool {
	c := x.Clause
	if c == nil || c.Verb == nil || !slices.Contains(c.Subjects, x) || c.Understood || c.Verb.First < q.token || x.Renames != nil {
		return false
	}
	if q.g.Clause == c {
		return q.g.Kind == grammar.Noun && q.g.Prep != nil && x.Renames == nil
	}
	return q.g.Clause != nil && q.g.Clause.Parent == c && (q.g.Clause.Kind == grammar.Adverbial || q.g.Clause.Kind == grammar.Participial)
}

// agreeing resolves a group as those whom a pronoun can mean by kind, number and gender: each by itself, and for "they" a list as a whole.
func (r *reading) agreeing(c *grammar.Group, word string) [][]party {
	var out [][]party
	if isPlural(word) && c.Conjoined == nil {
		var all []party
		for _, x := range c.All() {
			all = append(all, actorsOnly(r.resolve(x))...)
		}
		if all = dedupe(all); len(all) > 1 {
			out = append(out, all)
		}
	}
	for _, p := range actorsOnly(r.resolve(c)) {
		if !r.located(c, p) && r.suits(c, p, word) {
			out = append(out, []party{p})
		}
		if q, ok := r.ruler(p); ok && word == "it" && (p.actor.Kind == graph.KindPerson || p.mention.Via == ByOffice) {
			out = append(out, []party{q}) // "Chad's president said it would attack Togo"
		}
	}
	return out
}

// suits says whether a pronoun can mean one whom a group names.
func (r *reading) suits(c *grammar.Group, p party, word string) bool {
	if pronounGender(word) == 0 && r.oneOfThem(c, p) {
		return false
	}
	kind, gender := p.actor.Kind, pronounGender(word)
	if p.mention.Via == ByOffice || gender != 0 && r.oneOfThem(c, p) {
		kind = graph.KindPerson // whoever has the office
	}
	if kind == graph.KindArmedGroup && c.Plural && !c.Proper && !isPlural(word) {
		return false // "the gunmen" are not "it"
	}
	return (agrees(word, kind, c.Plural) || !c.Plural && gender != 0 && p.personLike()) && !opposed(gender, r.genderOf(p))
}

// refAgrees says whether a pronoun can mean somebody named in a sentence before.
func (r *reading) refAgrees(ref *referent, word string) bool {
	gender := pronounGender(word)
	if gender != 0 {
		return !ref.plural && (ref.actor.Kind == graph.KindPerson || ref.mention.Via == ByOffice || ref.personLike() || r.oneOfThem(nil, ref.party)) && !opposed(gender, r.genderOf(ref.party))
	}
	if r.oneOfThem(nil, ref.party) {
		return false
	}
	if ref.actor.Kind == graph.KindArmedGroup && ref.plural && ref.mention.Via != ByName {
		return isPlural(word)
	}
	return agrees(word, ref.actor.Kind, ref.plural)
}

// avoids says whether one of the parties may not be meant now: nobody does to himself what makes a claim.
func (r *reading) avoids(list ...party) bool {
	for _, p := range list {
		if slices.ContainsFunc(r.not, p.same) {
			return true
		}
	}
	return false
}

// elsewhere resolves the pronouns of groups that were taken for those who do something themselves, as others: "accused France of
// firing at its boats".
func (r *reading) elsewhere(groups []*grammar.Group, sources []party) []party {
	if len(sources) == 0 || len(r.not) > 0 {
		return nil
	}
	r.not = sources
	defer func() { r.not = nil }()
	var out []party
	for _, g := range groups {
		switch {
		case g.Kind == grammar.Pronoun && !reflexive(g):
			out = append(out, r.pronoun(g)...)
		case g.Kind == grammar.Noun && g.Possessor == nil:
			for _, p := range r.determined(g) {
				p.owner = true
				out = append(out, p)
			}
		}
	}
	return r.others(dedupe(out), sources)
}
