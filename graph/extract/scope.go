package extract

import (
	"crypto/sha256"
	"encoding/hex"

	"liaison/graph"
)

// scope gives those whom a text only describes ("the rebels", "two soldiers") ids that are this text's alone: the rebels of
// another text are others, until somebody says that they are the same.
func scope(found []Proposal, source graph.SourceID) {
	sum := sha256.Sum256([]byte(source))
	end := "-" + hex.EncodeToString(sum[:4])
	described := map[graph.ActorID]bool{}
	for i := range found {
		for _, m := range found[i].mentions() {
			if m.New == nil {
				continue
			}
			anonymous := m.Via == ByDefinite || m.Via == ByPronoun || m.Via == ByImplied
			before, met := described[m.New.ID]
			described[m.New.ID] = anonymous && (before || !met)
		}
	}
	scoped := func(id graph.ActorID) graph.ActorID {
		if described[id] {
			return id[:min(len(id), graph.MaxID-len(end))] + graph.ActorID(end)
		}
		return id
	}
	for i := range found {
		p := &found[i]
		c := &p.Claim
		c.Subject, c.Object, c.Place = scoped(c.Subject), scoped(c.Object), scoped(c.Place)
		for k := range c.Third {
			c.Third[k] = scoped(c.Third[k])
		}
		for _, m := range p.mentions() {
			m.Actor = scoped(m.Actor)
			for k := range m.Candidates {
				m.Candidates[k] = scoped(m.Candidates[k])
			}
			if m.New != nil && described[m.New.ID] {
				fresh := *m.New
				fresh.ID = scoped(fresh.ID)
				m.New = &fresh
			}
		}
	}
}

// mentions lists all who are mentioned in a proposal.
func (p *Proposal) mentions() []*Mention {
	out := []*Mention{&p.Subject, &p.Object}
	for i := range p.Third {
		out = append(out, &p.Third[i])
	}
	if p.Place != nil {
		out = append(out, p.Place)
	}
	return out
}
