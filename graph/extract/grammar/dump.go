package grammar

import (
	"fmt"
	"strings"
)

// String shows the clauses of the sentence, one a line, for people and for tests. Children stand indented below their parent:
//
//	main say/past s[officials] time[Friday]
//	  complement "that" attack/past not s[the troops +of[Iran]] o[the village] in[Syria]?
//	report tail "say" by [officials]: attack
//
// A verb is shown with tense, aspect, modals and "not" where it is denied. s, o, i, p are subjects, objects, those who are told
// or given, and nouns after "be"; (s) is understood. Prepositional groups that may as well be of the noun before end in "?"; those
// of a noun stand in its brackets after "+", other names of it after "=", its possessor before "'s".
func (s *Sentence) String() string {
	var b strings.Builder
	for _, a := range s.Asides {
		fmt.Fprintf(&b, "%s %q\n", a.Kind, s.Words(a.Start, a.End))
	}
	for _, c := range s.Clauses {
		if c.Parent == nil {
			s.clause(&b, c, 0)
		}
	}
	for _, r := range s.Reports {
		b.WriteString(r.String() + "\n")
	}
	return b.String()
}

// Tagged shows the tokens with their tags, and with the rule that made a tag where the tagger did not: "refuses/VBZ:verb-only-s".
func (s *Sentence) Tagged() string {
	words := make([]string, len(s.Tokens))
	for i, t := range s.Tokens {
		words[i] = t.Text + "/" + t.Tag
		if t.Repair != "" {
			words[i] += ":" + t.Repair
		}
	}
	return strings.Join(words, " ")
}

func (s *Sentence) clause(b *strings.Builder, c *Clause, depth int) {
	b.WriteString(strings.Repeat("  ", depth) + string(c.Kind))
	if c.Marker != "" {
		fmt.Fprintf(b, " %q", c.Marker)
	}
	if c.Verb != nil {
		b.WriteString(" " + c.Verb.String())
	}
	if c.Adjective >= 0 {
		fmt.Fprintf(b, " adj[%s]", s.Tokens[c.Adjective].Text)
	}
	if c.Antecedent != nil {
		fmt.Fprintf(b, " of[%s]", c.Antecedent.Text)
	}
	if c.Gap != NoGap {
		fmt.Fprintf(b, " as %s", c.Gap)
	}
	if c.Noun != nil {
		fmt.Fprintf(b, " on[%s]", c.Noun.Text)
	}
	subjects := "s"
	if c.Understood {
		subjects = "(s)"
	}
	list(b, subjects, c.Subjects)
	list(b, "i", c.Indirect)
	list(b, "o", c.Objects)
	list(b, "p", c.Predicates)
	for _, p := range c.Preps {
		b.WriteString(" ")
		p.show(b)
		if p.Of == OfEither {
			b.WriteString("?")
		}
	}
	list(b, "time", c.Times)
	if c.Condition {
		b.WriteString(" condition")
	}
	if c.Quoted > 0 {
		b.WriteString(" quoted")
	}
	b.WriteString("\n")
	for _, k := range c.Children {
		s.clause(b, k, depth+1)
	}
}

func list(b *strings.Builder, name string, groups []*Group) {
	if len(groups) == 0 {
		return
	}
	fmt.Fprintf(b, " %s", name)
	for _, g := range groups {
		b.WriteString("[")
		g.show(b, 0)
		b.WriteString("]")
	}
}

// String shows the group as in Sentence.String.
func (g *Group) String() string {
	var b strings.Builder
	g.show(&b, 0)
	return b.String()
}

// maxShown is how deep groups within groups are shown.
const maxShown = 6

func (g *Group) show(b *strings.Builder, depth int) {
	if depth > maxShown {
		b.WriteString("...")
		return
	}
	if g.Possessor != nil {
		b.WriteString("<")
		g.Possessor.show(b, depth+1)
		b.WriteString(">'s ")
	}
	b.WriteString(g.Text)
	for _, a := range g.Appositive {
		for _, one := range a.All() {
			b.WriteString(" =[")
			one.show(b, depth+1)
			b.WriteString("]")
		}
	}
	for _, p := range g.Preps {
		b.WriteString(" +")
		p.showAt(b, depth+1)
	}
}

func (p *Prep) show(b *strings.Builder) { p.showAt(b, 0) }

func (p *Prep) showAt(b *strings.Builder, depth int) {
	b.WriteString(p.Word)
	for _, g := range p.Groups {
		b.WriteString("[")
		g.show(b, depth+1)
		b.WriteString("]")
	}
	if p.Inner != nil {
		b.WriteString("{" + p.Inner.Verb.Lemma + "}")
	}
}

// String shows the verb with what its form tells.
func (v *Verb) String() string {
	text := v.Lemma
	if v.Particle != "" {
		text += "_" + v.Particle
	}
	if v.Form != Finite {
		text += "/" + string(v.Form)
	} else {
		text += "/" + string(v.Tense)
	}
	for _, m := range v.Modals {
		text += " (" + m + ")"
	}
	for _, f := range []struct {
		is   bool
		name string
	}{{v.Passive, "passive"}, {v.Perfect, "perfect"}, {v.Progressive, "progressive"}} {
		if f.is {
			text += " " + f.name
		}
	}
	if v.Negated {
		text += " NOT:" + v.Negation
	}
	return text
}

// String shows the report as in Sentence.String.
func (r *Report) String() string {
	text := fmt.Sprintf("report %s %q by", r.Place, r.Lemma)
	for _, g := range r.Speakers {
		text += " [" + g.Text + "]"
	}
	for _, g := range r.Listeners {
		text += " to [" + g.Text + "]"
	}
	for _, c := range r.Reported {
		if c.Verb != nil {
			text += " : " + c.Verb.Lemma
		} else {
			text += " : ..."
		}
	}
	if r.Quote > 0 {
		text += fmt.Sprintf(" quote %d", r.Quote)
	}
	return text
}
