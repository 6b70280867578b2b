package storetest

import (
	"context"
	"fmt"
	"slices"
	"time"

	"liaison/graph"
	"liaison/graph/algo"
)

// patient are limits that no test reaches but for the budget of degrees.
func patient(degrees int) graph.Limits {
	return graph.Limits{Time: time.Hour, Wait: time.Second, Degrees: degrees}
}

// served is a store with the Explorers that have been over it for long, as in a server: what they remember of earlier
// questions must not show.
type served struct {
	graph.Store
	explorers map[int]*graph.Explorer // by budget
}

func serve(s graph.Store) *served { return &served{Store: s, explorers: map[int]*graph.Explorer{}} }

// explorerOf gives an Explorer over the store: a new one, or that which serves it.
func explorerOf(s graph.Store, degrees int) *graph.Explorer {
	sv, ok := s.(*served)
	if !ok {
		return graph.NewExplorer(s, nil, patient(degrees)).Use(algo.Paths{})
	}
	if sv.explorers[degrees] == nil {
		sv.explorers[degrees] = graph.NewExplorer(sv.Store, nil, patient(degrees)).Use(algo.Paths{})
	}
	return sv.explorers[degrees]
}

// query makes up a neighbourhood query.
func (h *history) query() graph.Query {
	f := h.filter()
	q := graph.Query{
		Criteria: graph.Criteria{
			Direction: f.Direction, Window: f.Window, Windowed: f.Windowed, Polarities: f.Polarities, Modalities: f.Modalities,
			Sources: f.Sources, MinConfidence: f.MinConfidence, Limit: 1 + h.IntN(40),
		},
		Depth: 1 + h.IntN(3), Rank: pick(h.dice, graph.Ranks()), Expand: 1 + h.IntN(12), Among: h.chance(30),
	}
	if f.Certain {
		q.Certainty = graph.Certain
	}
	if h.chance(30) {
		q.Relations = []graph.RelationID{pick(h.dice, Ontology().All()).ID}
	}
	for range 1 + h.IntN(3) {
		q.Actors = append(q.Actors, h.actorID())
	}
	if h.chance(20) {
		q.Kinds = some(h.dice, kinds, 60)
	}
	if h.chance(20) {
		q.Avoid = some(h.dice, h.actors, 15)
	}
	if h.chance(15) {
		q.AvoidDegree = 1 + h.IntN(40)
	}
	if h.chance(20) {
		q.MinWitnesses = 1 + h.IntN(3)
	}
	return q
}

// asked is an answer of the Explorer, or its refusal.
type asked struct {
	Answer  any
	Refusal string
}

// answered turns refusals into answers: every store must give the same. Anything else that goes wrong is an error.
func answered[T any](answer T, err error) (any, error) {
	switch graph.CodeOf(err) {
	case "":
		return asked{Answer: answer}, nil
	case graph.CodeInvalid, graph.CodeNotFound:
		return asked{Refusal: err.Error()}, nil
	}
	return nil, err
}

// explored asks the Explorer, page after page.
func (h *history) explored() probe {
	switch h.IntN(8) {
	case 6:
		return h.exploredTimeline()
	case 0:
		return h.exploredTie()
	case 2:
		return h.exploredPaths()
	case 1:
		return h.exploredRecord()
	}
	q, degrees := h.query(), graph.MaxDegrees
	if h.chance(30) {
		degrees = 1 + h.IntN(300)
	}
	return probe{fmt.Sprintf("Neighbourhood %+v with a budget of %d", q, degrees), func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
		e := explorerOf(s, degrees)
		q := q
		q.Sequence = &at
		var pages []*graph.View
		for {
			v, err := e.Neighbourhood(ctx, q)
			if err != nil {
				return answered(pages, err)
			}
			pages = append(pages, v)
			if v.Cursor == "" {
				return asked{Answer: pages}, nil
			}
			q.Cursor = v.Cursor
		}
	}}
}

func (h *history) exploredTie() probe {
	q := graph.TieQuery{Criteria: h.query().Criteria, A: h.actorID(), B: h.actorID()}
	if len(h.claims) > 0 && h.chance(70) {
		c := pick(h.dice, h.claims)
		q.A, q.B = c.Subject, c.Object
	}
	return probe{fmt.Sprintf("Tie %+v", q), func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
		q := q
		q.Sequence = &at
		return answered(explorerOf(s, graph.MaxDegrees).Tie(ctx, q))
	}}
}

func (h *history) exploredTimeline() probe {
	q := graph.TimelineQuery{Criteria: h.query().Criteria, Bucket: pick(h.dice, append(graph.Buckets(), ""))}
	for range 1 + h.IntN(2) {
		q.Actors = append(q.Actors, h.actorID())
	}
	if len(h.claims) > 0 && h.chance(30) {
		c := pick(h.dice, h.claims)
		q.Actors[0], q.Peer = c.Subject, c.Object
	}
	return probe{fmt.Sprintf("Timeline %+v", q), func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
		q := q
		q.Sequence = &at
		return answered(explorerOf(s, graph.MaxDegrees).Timeline(ctx, q))
	}}
}

func (h *history) exploredPaths() probe {
	n := h.query()
	q := graph.PathsQuery{Criteria: n.Criteria, A: h.actorID(), B: h.actorID(), Kinds: n.Kinds, Avoid: n.Avoid, AvoidDegree: n.AvoidDegree, MinWitnesses: n.MinWitnesses, Hops: 1 + h.IntN(graph.MaxHops)}
	switch h.IntN(3) {
	case 0:
		q.Limit = 1 + h.IntN(6)
	case 1:
		q.Limit, q.Dates, q.Worlds = 1+h.IntN(6), pick(h.dice, graph.Senses()[1:]), pick(h.dice, []graph.Worlds{graph.SomeWorld, graph.EveryWorld})
	case 2:
		q.Limit, q.Hops, q.Best = 0, 1+h.IntN(4), 1+h.IntN(6)
	}
	return probe{fmt.Sprintf("Paths %+v", q), func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
		e := explorerOf(s, graph.MaxDegrees)
		q := q
		q.Sequence = &at
		var pages []*graph.PathsView
		for len(pages) < 20 {
			v, err := e.Paths(ctx, q)
			if err != nil {
				return answered(pages, err)
			}
			pages = append(pages, v)
			if v.Cursor == "" {
				break
			}
			q.Cursor = v.Cursor
		}
		return asked{Answer: pages}, nil
	}}
}

// exploredRecord asks for all there is to say about an actor, a claim and a source, and for the lists.
func (h *history) exploredRecord() probe {
	actor, source, limit := h.actorID(), h.sourceID(), 1+h.IntN(20)
	claim := graph.ClaimID{1}
	if len(h.claims) > 0 {
		claim = h.claimID()
	}
	return probe{fmt.Sprintf("Actor %s, Claim %s, Source %s, lists of %d", actor, claim, source, limit), func(ctx context.Context, s graph.Store, at graph.Sequence) (any, error) {
		e := explorerOf(s, graph.MaxDegrees)
		m := graph.Moment{Sequence: &at}
		page := graph.PageQuery{Moment: m, Limit: limit}
		var out []any
		for _, ask := range []func() (any, error){
			func() (any, error) { return answered(e.Actor(ctx, actor, m)) },
			func() (any, error) { return answered(e.Claim(ctx, claim, m)) },
			func() (any, error) { return answered(e.Source(ctx, source, page)) },
			func() (any, error) { return answered(e.Sources(ctx, page)) },
			func() (any, error) { return answered(e.Judgements(ctx, page)) },
			func() (any, error) { return answered(e.Disputes(ctx, page)) },
			func() (any, error) { return answered(e.Stats(ctx, m)) },
			func() (any, error) { return answered(e.Actors(ctx, graph.ActorsQuery{Moment: m, Limit: limit})) },
			func() (any, error) {
				return answered(e.Claims(ctx, graph.ClaimList{Moment: m, Text: "the ci", Limit: limit}))
			},
		} {
			a, err := ask()
			if err != nil {
				return nil, err
			}
			out = append(out, a)
		}
		return out, nil
	}}
}

// exploredPages: what the Explorer returns adds up. Its pages together hold each claim once and as many as it says
// there are; the totals are the same on each page and sum up, whatever is written meanwhile.
func exploredPages(ctx context.Context, p *played, meanwhile func() error) error {
	e := graph.NewExplorer(p, nil, patient(graph.MaxDegrees))
	for range 12 {
		q := p.h.query()
		q.Limit = 1 + p.h.IntN(15)
		var first *graph.View
		seen := map[graph.ClaimID]bool{}
		for {
			v, err := e.Neighbourhood(ctx, q)
			if graph.CodeOf(err) == graph.CodeNotFound {
				break // a seed that is not recorded
			}
			if err != nil {
				return err
			}
			if first == nil {
				first = v
				if err := addsUp(v); err != nil {
					return fmt.Errorf("the neighbourhood %+v: %w", q, err)
				}
			}
			if err := differ(fmt.Sprintf("the totals on a later page of %+v", q), first.Totals, v.Totals); err != nil {
				return err
			}
			if v.AsOf.Sequence != first.AsOf.Sequence {
				return fmt.Errorf("a later page of %+v is of sequence %d, the first of %d", q, v.AsOf.Sequence, first.AsOf.Sequence)
			}
			for _, c := range v.Claims {
				if seen[c.ID] {
					return fmt.Errorf("claim %s is on two pages of %+v", c.ID, q)
				}
				seen[c.ID] = true
			}
			if len(seen) > first.Totals.Claims || len(v.Claims) > q.Limit {
				return fmt.Errorf("%d claims on the pages of %+v so far, %d on one of them; there are %d", len(seen), q, len(v.Claims), first.Totals.Claims)
			}
			if v.Cursor == "" {
				if len(seen) != first.Totals.Claims {
					return fmt.Errorf("%d claims on all pages of %+v, but there are %d", len(seen), q, first.Totals.Claims)
				}
				break
			}
			q.Cursor = v.Cursor
			if err := meanwhile(); err != nil {
				return err
			}
		}
	}
	return nil
}

// addsUp checks the first page of an answer against itself.
func addsUp(v *graph.View) error {
	relations, years, peers := 0, 0, v.Totals.More.Claims
	for _, r := range v.Totals.Relations {
		relations += r.Claims
	}
	for _, y := range v.Totals.Years {
		years += y.Claims
	}
	for _, p := range v.Totals.Peers {
		peers += p.Claims
	}
	if n := v.Totals.Claims; relations != n || years != n || peers != n {
		return fmt.Errorf("%d claims; by relation they sum up to %d, by year to %d, by peer to %d", n, relations, years, peers)
	}
	cut := len(v.Claims) < v.Totals.Claims || !v.Totals.Exact
	if cut != (v.Truncated != nil) {
		return fmt.Errorf("%d of %d claims returned, exact=%t, and truncated is %+v", len(v.Claims), v.Totals.Claims, v.Totals.Exact, v.Truncated)
	}
	if v.Truncated != nil {
		reasons := v.Truncated.Reasons
		if len(reasons) == 0 || reasons[0] != v.Truncated.Reason || slices.Contains(reasons, graph.ByLimit) != (len(v.Claims) < v.Totals.Claims) {
			return fmt.Errorf("%d of %d claims returned, truncated by %v", len(v.Claims), v.Totals.Claims, reasons)
		}
		if want := (graph.Shown{Actors: len(v.Actors), Ties: len(v.Ties), Claims: len(v.Claims)}); v.Truncated.Shown != want {
			return fmt.Errorf("truncated says that %+v is shown, and it is %+v", v.Truncated.Shown, want)
		}
	}
	if (v.Cursor != "") != (len(v.Claims) < v.Totals.Claims) {
		return fmt.Errorf("%d of %d claims returned, and the cursor is %q", len(v.Claims), v.Totals.Claims, v.Cursor)
	}
	return nil
}

// anyMember: every member of a cluster is accepted as its name.
func anyMember(ctx context.Context, p *played, at graph.Sequence, members []graph.ActorID) error {
	e := graph.NewExplorer(p, nil, patient(graph.MaxDegrees))
	var first *graph.View
	for _, m := range members {
		q := graph.Query{Criteria: graph.Criteria{Moment: graph.Moment{Sequence: &at}}, Actors: []graph.ActorID{m}, Depth: 2}
		v, err := e.Neighbourhood(ctx, q)
		if err != nil {
			return err
		}
		if first == nil {
			first = v
			if len(v.Actors) == 0 || v.Actors[0].ID != members[0] || !slices.Equal(v.Actors[0].Members, members) {
				return fmt.Errorf("the neighbourhood of %s at sequence %d begins with %+v; want the cluster %s of %v", m, at, v.Actors, members[0], members)
			}
		}
		if err := differ(fmt.Sprintf("the neighbourhood of %s and that of %s, who are one at sequence %d", members[0], m, at), first, v); err != nil {
			return err
		}
	}
	return nil
}
