package grammar

import (
	"fmt"
	"strings"
)

// String shows the sentence and its clauses, one a line, for people and for tests.
func (s *Sentence) String() string {
	var b strings.Builder
	for _, c := range s.Clauses {
		if c.Parent == nil {
			s.show(&b, c, 0)
		}
	}
	return b.String()
}

func (s *Sentence) show(b *strings.Builder, c *Clause, depth int) {
	b.WriteString(strings.Repeat("  ", depth) + string(c.Kind))
	if c.Marker != "" {
		fmt.Fprintf(b, " %q", c.Marker)
	}
	if c.Verb != nil {
		fmt.Fprintf(b, " %s", c.Verb.Lemma)
	}
	for _, g := range c.Subjects {
		fmt.Fprintf(b, " s[%s]", g.Text)
	}
	for _, g := range c.Objects {
		fmt.Fprintf(b, " o[%s]", g.Text)
	}
	for _, p := range c.Preps {
		fmt.Fprintf(b, " %s", p.Word)
		for _, g := range p.Groups {
			fmt.Fprintf(b, "[%s]", g.Text)
		}
	}
	b.WriteString("\n")
	for _, k := range c.Children {
		s.show(b, k, depth+1)
	}
}
