package llm

import (
	"strings"

	"liaison/graph"
	"liaison/graph/extract"
)

// statement tells the claim in plain words, as the rules do.
func (c *Client) statement(p *extract.Proposal) string {
	rel, _ := c.o.Ontology.Relation(p.Claim.Relation)
	var more []string
	if p.Claim.Polarity == graph.Denied {
		more = append(more, "denied")
	}
	if p.Claim.Modality != graph.Actual {
		more = append(more, string(p.Claim.Modality))
	}
	if p.Claim.Attribution != "" {
		more = append(more, "according to "+p.Claim.Attribution)
	}
	out := c.name(&p.Subject) + " " + rel.Label + " " + c.name(&p.Object)
	if len(more) > 0 {
		out += " (" + strings.Join(more, ", ") + ")"
	}
	return out + "."
}

// name is the name of who is meant, or the words if that is not decided.
func (c *Client) name(m *extract.Mention) string {
	if m.Actor != "" {
		return c.means(m)
	}
	return oneLine(m.Text)
}

// means names whom a mention may mean.
func (c *Client) means(m *extract.Mention) string {
	if m.New != nil {
		return m.New.Name
	}
	ids := m.Candidates
	if m.Actor != "" {
		ids = []graph.ActorID{m.Actor}
	}
	var names []string
	for _, id := range ids[:min(len(ids), 4)] {
		if a, ok := c.o.Rules.Actor(id); ok {
			names = append(names, a.Name)
		} else {
			names = append(names, string(id))
		}
	}
	return strings.Join(names, " or ")
}

// kind is the kind of the actor that a mention means; empty where that is not known.
func (c *Client) kind(m *extract.Mention) graph.Kind {
	if m.New != nil {
		return m.New.Kind
	}
	a, _ := c.o.Rules.Actor(m.Actor)
	return a.Kind
}
