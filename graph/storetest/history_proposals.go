package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"liaison/graph"
)

// proposal makes up what a reader of a text may propose: about recorded actors, new ones, ones that it cannot tell
// apart, and what is wrong.
func (h *history) proposal() graph.Record {
	c := graph.Claim{
		Source: h.sourceID(), Subject: h.actorID(), Object: h.actorID(), Relation: h.relation(), When: h.when(), Statement: strings.Join(h.words(4), " "),
		MadeBy: graph.MadeBy{Kind: "extractor", Name: "rules", Version: "1", Run: fmt.Sprintf("reading-%d", h.IntN(3))}, Confidence: 10 * h.IntN(11),
	}
	if len(h.claims) > 0 && h.chance(15) {
		c = *pick(h.dice, h.claims) // what is a claim already
	}
	p := &graph.Proposal{Claim: c, Score: h.IntN(101), Rules: some(h.dice, []string{"verb", "passive", "coordinate"}, 50)}
	if h.chance(70) {
		p.Claim.Evidence = h.quotes(c.Source)
		p.Subject.Quote = pick(h.dice, p.Claim.Evidence)
	}
	if h.chance(30) {
		id := graph.ActorID(fmt.Sprintf("new-%d", h.IntN(5)))
		p.Claim.Object = id
		p.Actors = append(p.Actors, graph.Actor{ID: id, Name: pick(h.dice, actorNames), Kind: pick(h.dice, kinds)})
	}
	if h.chance(25) {
		p.Claim.Subject = ""
		p.Subject.Candidates = []graph.ActorID{h.actorID(), h.actorID()}[:h.IntN(3)]
	}
	known := *p
	known.Normalize()
	h.proposals = append(h.proposals, &known)
	return p
}

// review decides about a proposal; what is accepted or edited names a claim written before.
func (h *history) review() graph.Record {
	r := &graph.Review{Proposal: graph.RecordID{4, 5, 6}, Decision: pick(h.dice, graph.Decisions()), By: "editor", At: fmt.Sprintf("2025-02-%02d", 1+h.IntN(28))}
	if !h.chance(4) {
		r.Proposal = pick(h.dice, h.proposals).RecordID()
	}
	if (r.Decision == graph.Accept || r.Decision == graph.Edit) != h.chance(4) && len(h.claims) > 0 {
		r.Claim = h.claimID()
	}
	if h.chance(30) {
		r.Reason = strings.Join(h.words(3), " ")
	}
	return r
}

func (h *history) proposalsOf() []graph.RecordID {
	ids := []graph.RecordID{{4, 5, 6}}
	for _, p := range h.proposals {
		ids = append(ids, p.RecordID())
	}
	slices.SortFunc(ids, compareID)
	return slices.Compact(ids)
}

// readings asks for two pages of sources with proposals.
func (h *history) readings() probe {
	waiting, n := h.chance(50), h.IntN(4)
	return probe{fmt.Sprintf("two pages of Readings waiting=%t n=%d", waiting, n), func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
		var out [][]graph.Reading
		after := graph.SourceID("")
		for range 2 {
			list, err := s.Readings(ctx, at, waiting, after, n)
			if err != nil {
				return nil, err
			}
			out = append(out, list)
			if len(list) > 0 {
				after = list[len(list)-1].Source
			}
		}
		return out, nil
	}}
}

// proposalsPages asks for two pages of proposals.
func (h *history) proposalsPages() probe {
	q := graph.ProposalsQuery{}
	if h.chance(30) {
		q.Source = h.sourceID()
	}
	if h.chance(25) {
		q.Run = fmt.Sprintf("reading-%d", h.IntN(3))
	}
	if h.chance(25) {
		q.Relations = []graph.RelationID{h.relation(), h.relation()}
	}
	if h.chance(60) {
		q.State = pick(h.dice, graph.States())
	}
	if h.chance(40) {
		q.MinScore = h.IntN(60)
	}
	n := h.IntN(8)
	type page struct {
		Proposals []graph.ProposalState
		Total     int
	}
	return probe{fmt.Sprintf("two pages of ProposalsPage %+v n=%d", q, n), func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
		var out []page
		after := graph.Sequence(0)
		for range 2 {
			list, total, err := s.ProposalsPage(ctx, at, q, after, n)
			if err != nil {
				return nil, err
			}
			out = append(out, page{list, total})
			if len(list) > 0 {
				after = list[len(list)-1].Sequence
			}
		}
		return out, nil
	}}
}
