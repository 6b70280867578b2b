package llm

import (
	"fmt"
	"slices"

	"liaison/graph"
	"liaison/graph/extract"
)

// Merge joins what the rules and a model propose of one text. Neither list is changed.
//
// Two proposals agree if they have the same ends (either way round where the relation is symmetric), relations of one root, the same
// polarity and modality, and evidence that overlaps. One proposal is kept: the rules', with the narrower relation of the two if one is
// above the other, with the model's date if the rules have none, and with a higher score. The feature says how far they agree:
// "agree:relation", "agree:narrower", "agree:root". Dates that cannot both be right leave the rules' date, with "disagree:date" and
// the model's date among Rules as "llm:date:<EDTF>".
//
// They disagree if they tell of the same ends by relations of one root, with overlapping evidence, but not with the same polarity,
// direction or modality. Both are kept, with lower scores, and each has "disagree:polarity", "disagree:direction" or
// "disagree:modality" among its features, and among its Rules the same with whose proposal it differs from:
// "disagree:polarity:rules", "disagree:polarity:llm".
//
// All other proposals stay as they are.
func (c *Client) Merge(rules, model []extract.Proposal) []extract.Proposal {
	m := merger{c: c, o: c.o.Ontology}
	for i := range rules {
		m.out = append(m.out, cloned(&rules[i]))
	}
	m.rules = len(m.out)
	m.taken = make([]bool, m.rules)
	var rest []extract.Proposal
	for i := range model {
		p := cloned(&model[i])
		if !m.agree(&p) && !m.again(&p) {
			rest = append(rest, p)
		}
	}
	for i := range rest {
		m.disagree(&rest[i])
	}
	m.out = append(m.out, rest...)
	for i := range m.out {
		slices.Sort(m.out[i].Features)
		m.out[i].Features = slices.Compact(m.out[i].Features)
	}
	sortProposals(m.out)
	return m.out
}

// merger is the work of one Merge.
type merger struct {
	c     *Client
	o     *graph.Ontology
	out   []extract.Proposal
	rules int    // how many of out are the rules'
	taken []bool // those that a proposal of the model agreed with
}

func cloned(p *extract.Proposal) extract.Proposal {
	c := *p
	c.Rules, c.Features = slices.Clone(p.Rules), slices.Clone(p.Features)
	c.Claim.Evidence = slices.Clone(p.Claim.Evidence)
	return c
}

// ends says how the ends of two proposals lie: alike, the other way round, or neither.
func ends(x, y *extract.Proposal) (alike, turned bool) {
	return same(&x.Subject, &y.Subject) && same(&x.Object, &y.Object), same(&x.Subject, &y.Object) && same(&x.Object, &y.Subject)
}

// event says whether two proposals tell of the same ends by relations of one root with overlapping evidence, and whether the ends lie
// the other way round, which is told only of relations to which it matters.
func (m *merger) event(x, y *extract.Proposal) (ok, turned bool) {
	alike, turned := ends(x, y)
	if !alike && !turned || m.o.Root(x.Claim.Relation) != m.o.Root(y.Claim.Relation) {
		return false, false
	}
	evidence := false
	for _, q := range y.Claim.Evidence {
		evidence = evidence || overlapping(x, q.Start, q.End)
	}
	eitherWay := m.o.IsSymmetric(x.Claim.Relation) || m.o.IsSymmetric(y.Claim.Relation)
	return evidence, !alike && !eitherWay
}

// agree joins a proposal of the model to the one of the rules that it agrees with best; false: there is none.
func (m *merger) agree(p *extract.Proposal) bool {
	best, grade := -1, ""
	for i := range m.rules {
		r := &m.out[i]
		ok, turned := m.event(r, p)
		if !ok || turned || m.taken[i] || r.Claim.Polarity != p.Claim.Polarity || r.Claim.Modality != p.Claim.Modality {
			continue
		}
		if g := m.grade(r, p); best < 0 || m.c.scores[g] > m.c.scores[grade] {
			best, grade = i, g
		}
	}
	if best < 0 {
		return false
	}
	m.taken[best] = true
	r := &m.out[best]
	if alike, _ := ends(r, p); m.above(r.Claim.Relation, p.Claim.Relation) && (alike || m.o.IsSymmetric(p.Claim.Relation)) {
		r.Claim.Relation = p.Claim.Relation
		r.Claim.Statement = m.c.statement(r)
	}
	r.Score = m.c.scores.shifted(r.Score, grade)
	r.Features = append(r.Features, grade)
	r.Rules = append(r.Rules, p.Rules...)
	r.Claim.MadeBy.Name += " and " + p.Claim.MadeBy.Name
	m.dates(r, p)
	if r.Claim.Attribution == "" && p.Claim.Attribution != "" {
		r.Rules = append(r.Rules, "llm:attribution:"+p.Claim.Attribution)
	}
	return true
}

// grade says how far two relations of one root agree.
func (m *merger) grade(r, p *extract.Proposal) string {
	switch x, y := r.Claim.Relation, p.Claim.Relation; {
	case x == y:
		return "agree:relation"
	case m.above(x, y), m.above(y, x):
		return "agree:narrower"
	}
	return "agree:root"
}

// above says whether a relation is a parent of another, at any distance.
func (m *merger) above(x, y graph.RelationID) bool {
	for {
		rel, ok := m.o.Relation(y)
		if !ok || rel.Parent == "" {
			return false
		}
		if y = rel.Parent; y == x {
			return true
		}
	}
}

// dates settles the date of a claim that both found.
func (m *merger) dates(r, p *extract.Proposal) {
	theirs := p.Claim.When
	switch {
	case theirs.IsZero():
	case r.Claim.When.IsZero():
		r.Claim.When, r.Claim.WhenBasis, r.Claim.WhenText = theirs, p.Claim.WhenBasis, p.Claim.WhenText
		r.Features = append(r.Features, "llm:date")
	case r.Claim.When.Disagrees(theirs):
		r.Features = append(r.Features, "disagree:date")
		r.Rules = append(r.Rules, fmt.Sprintf("llm:date:%s", theirs))
		r.Score = m.c.scores.shifted(r.Score, "disagree:date")
	}
}

// again adds the evidence of a proposal of the model to one of the rules that would be the same claim; false: there is none.
func (m *merger) again(p *extract.Proposal) bool {
	for i := range m.rules {
		if sameIdentity(&m.out[i], p) {
			if addEvidence(&m.out[i], p) {
				m.out[i].Rules = append(m.out[i].Rules, p.Rules...)
			}
			return true
		}
	}
	return false
}

// disagree marks a proposal of the model and those of the rules that it contradicts.
func (m *merger) disagree(p *extract.Proposal) {
	for i := range m.rules {
		r := &m.out[i]
		ok, turned := m.event(r, p)
		if !ok || m.taken[i] {
			continue
		}
		about := ""
		switch {
		case turned:
			about = "disagree:direction"
		case r.Claim.Polarity != p.Claim.Polarity:
			about = "disagree:polarity"
		case r.Claim.Modality != p.Claim.Modality:
			about = "disagree:modality"
		default:
			continue
		}
		m.mark(r, about, "llm")
		m.mark(p, about, "rules")
	}
}

// mark notes a disagreement once.
func (m *merger) mark(p *extract.Proposal, about, with string) {
	if slices.Contains(p.Features, about) {
		return
	}
	p.Features = append(p.Features, about)
	p.Rules = append(p.Rules, about+":"+with)
	p.Score = m.c.scores.shifted(p.Score, about)
}

// sameIdentity says whether two proposals of a text would be one claim: what a claim's id is made of is the same.
func sameIdentity(x, y *extract.Proposal) bool {
	a, b := &x.Claim, &y.Claim
	alike, _ := ends(x, y)
	return alike && a.Relation == b.Relation && a.When.String() == b.When.String() && a.Polarity == b.Polarity && a.Modality == b.Modality &&
		a.Attribution == b.Attribution && a.Place == b.Place
}
