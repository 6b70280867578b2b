package api

import (
	"bytes"
	"context"
	"slices"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// DisputesBody is the body that answers GET /disputes.
type DisputesBody struct {
	AsOf     AsOfBody      `json:"as_of"`
	Disputes []DisputeBody `json:"disputes"`
	Claims   []ClaimItem   `json:"claims"`
	Totals   ListTotals    `json:"totals"`
	Cursor   *string       `json:"cursor"`
}

// DisputeBody is a contradiction between claims, which are beside it in the list.
type DisputeBody struct {
	ID       *graph.RecordID `json:"id"`
	Rule     *string         `json:"rule"`
	Topic    *string         `json:"topic"`
	Kind     string          `json:"kind"`
	SideA    []graph.ClaimID `json:"side_a"`
	SideB    []graph.ClaimID `json:"side_b"`
	By       *string         `json:"by"`
	At       *string         `json:"at"`
	Reason   *string         `json:"reason"`
	Open     bool            `json:"open"`
	Sequence graph.Sequence  `json:"sequence"`
	Recorded string          `json:"recorded"`
}

// ClaimDisputeBody is a dispute as seen from one claim.
type ClaimDisputeBody struct {
	ID        *graph.RecordID `json:"id"`
	Rule      *string         `json:"rule"`
	Topic     *string         `json:"topic"`
	Kind      string          `json:"kind"`
	OwnSide   []ClaimItem     `json:"own_side"`
	OtherSide []ClaimItem     `json:"other_side"`
	By        *string         `json:"by"`
	At        *string         `json:"at"`
	Reason    *string         `json:"reason"`
	Sequence  graph.Sequence  `json:"sequence"`
	Recorded  string          `json:"recorded"`
}

// BodyOfDisputes makes the body of a page of disputes: each claim that they name once, by id.
func BodyOfDisputes(p *graph.DisputePage) DisputesBody {
	b := DisputesBody{
		AsOf:     bodyOfAsOf(p.AsOf),
		Disputes: each(p.Disputes, bodyOfDispute),
		Claims:   []ClaimItem{},
		Totals:   ListTotals{Exact: true, Count: p.Total},
		Cursor:   orNull(p.Cursor),
	}
	for i := range p.Disputes {
		b.Claims = append(b.Claims, each(p.Disputes[i].SideA, bodyOfItem)...)
		b.Claims = append(b.Claims, each(p.Disputes[i].SideB, bodyOfItem)...)
	}
	slices.SortFunc(b.Claims, func(a, b ClaimItem) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	b.Claims = slices.CompactFunc(b.Claims, func(a, b ClaimItem) bool { return a.ID == b.ID })
	return b
}

func bodyOfDispute(v *graph.DisputeView) DisputeBody {
	id := func(c *graph.ClaimState) graph.ClaimID { return c.ID }
	return DisputeBody{
		ID: idOrNull(v.ID), Rule: orNull(v.Rule), Topic: orNull(v.Topic), Kind: v.Kind, SideA: each(v.SideA, id), SideB: each(v.SideB, id),
		By: orNull(v.By), At: orNull(v.At), Reason: orNull(v.Reason), Open: v.Open, Sequence: v.AsOf.Sequence, Recorded: moment(v.AsOf.Recorded),
	}
}

func bodyOfClaimDispute(id graph.ClaimID, v *graph.DisputeView) ClaimDisputeBody {
	is := func(c graph.ClaimState) bool { return c.ID == id }
	own, other := v.SideA, v.SideB
	if !slices.ContainsFunc(own, is) {
		own, other = other, own
	}
	own = slices.DeleteFunc(slices.Clone(own), is)
	return ClaimDisputeBody{
		ID: idOrNull(v.ID), Rule: orNull(v.Rule), Topic: orNull(v.Topic), Kind: v.Kind,
		OwnSide: each(own, bodyOfItem), OtherSide: each(other, bodyOfItem),
		By: orNull(v.By), At: orNull(v.At), Reason: orNull(v.Reason), Sequence: v.AsOf.Sequence, Recorded: moment(v.AsOf.Recorded),
	}
}

// listDisputes lists the disputes.
func (s *Server) listDisputes(c *gin.Context) (reply, error) {
	p, err := read(c, pageNames...)
	if err != nil {
		return reply{}, err
	}
	q := p.page()
	return s.answer(c, p, &q.Moment, q.Cursor, func(ctx context.Context) (reply, error) {
		found, err := s.explorer.Disputes(ctx, q)
		if err != nil {
			return reply{}, err
		}
		return reply{body: BodyOfDisputes(found)}, nil
	})
}
