package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"liaison/graph"
)

// mergesAreJudgements: a merge is a judgement that can be taken back, and then everything is as it was; actors are
// never destroyed; judgements that contradict others are refused with the chain.
func mergesAreJudgements(ctx context.Context, l *lab) error {
	p, err := l.play(ctx, historySize, nil)
	if err != nil {
		return err
	}
	var v graph.Verdicts
	for _, e := range p.entries {
		if j, ok := e.Record.(*graph.Judgement); ok {
			if err := v.Check(j.A, j.B, j.Verdict); err != nil {
				return fmt.Errorf("sequence %d: a judgement that had to be refused was recorded: %w", e.Sequence, err)
			}
			v.Set(j.A, j.B, j.Verdict)
		}
	}
	recorded, err := p.ActorsPage(ctx, p.head, nil, nil, "", 10_000)
	if err != nil {
		return err
	}
	merged := 0
	for i := range recorded {
		a, b := recorded[i].ID, recorded[(i+1)%len(recorded)].ID
		id := v.Identity()
		if id.Of(a) == id.Of(b) || v.Check(a, b, graph.Same) != nil || merged == 4 {
			continue
		}
		merged++
		if err := mergeAndBack(ctx, p, a, b); err != nil {
			return err
		}
		v.Set(a, b, graph.Unsure)
	}
	if err := contradictory(ctx, p); err != nil {
		return err
	}
	now, err := p.ActorsPage(ctx, p.head, nil, nil, "", 10_000)
	if err != nil {
		return err
	}
	now = slices.DeleteFunc(now, func(a graph.Actor) bool { return strings.HasPrefix(string(a.ID), "chain-") })
	return differ("the actors after all merges", recorded, now)
}

// mergeAndBack merges two actors, looks at the cluster, unmerges them, and compares with what was before.
func mergeAndBack(ctx context.Context, p *played, a, b graph.ActorID) error {
	var probes []probe
	for range 12 {
		probes = append(probes, p.h.direct()) // the Explorer's answers tell their sequence
	}
	before, err := remember(ctx, p, p.head, probes)
	if err != nil {
		return err
	}
	at, err := p.put(ctx, &graph.Judgement{A: b, B: a, Verdict: graph.Same, By: "editor", Reason: fmt.Sprint("they are one, ", p.head)})
	if err != nil {
		return err
	}
	v, err := viewAt(ctx, p, at)
	if err != nil {
		return err
	}
	members := v.identity.Members(a)
	if v.identity.Of(a) != v.identity.Of(b) || v.identity.Of(a) != slices.Min(members) || !slices.Contains(members, b) {
		return fmt.Errorf("%s and %s were merged at sequence %d; their clusters are %s and %s with the members %v", a, b, at, v.identity.Of(a), v.identity.Of(b), members)
	}
	if err := insideOnce(ctx, p, at, v, members); err != nil {
		return err
	}
	if err := anyMember(ctx, p, at, members); err != nil {
		return err
	}
	back, err := p.put(ctx, &graph.Judgement{A: a, B: b, Verdict: graph.Unsure, By: "editor", Reason: fmt.Sprint("perhaps not, ", at)})
	if err != nil {
		return err
	}
	for i := range before {
		before[i].at = back
	}
	return still(ctx, p, before, fmt.Sprintf("after %s and %s were merged and unmerged", a, b))
}

// insideOnce: a claim within one cluster is a tie of the cluster with itself and is counted once.
func insideOnce(ctx context.Context, p *played, at graph.Sequence, v view, members []graph.ActorID) error {
	claims, err := p.claims(ctx, p.head)
	if err != nil {
		return err
	}
	within, touching := 0, 0
	for _, c := range claims {
		s, o := slices.Contains(members, c.Subject), slices.Contains(members, c.Object)
		if c.Withdrawn == 0 && s && o {
			within++
		}
		if c.Withdrawn == 0 && (s || o) {
			touching++
		}
	}
	f := graph.Filter{Identity: v.identity, Origins: v.origins}
	x, err := p.Expand(ctx, at, &f, graph.Hop{Frontier: members[:1]})
	if err != nil {
		return err
	}
	gotWithin, gotTouching := 0, 0
	for _, r := range x.Rows {
		gotTouching += r.Claims
		if r.Peer == members[0] {
			gotWithin += r.Claims
		} else if slices.Contains(members, r.Peer) {
			return fmt.Errorf("%s is a peer of its own cluster %s", r.Peer, members[0])
		}
	}
	if gotWithin != within || gotTouching != touching {
		return fmt.Errorf("the cluster of %v at sequence %d has %d claims, %d of them within; want %d, %d", members, at, gotTouching, gotWithin, touching, within)
	}
	return nil
}

// contradictory: a chain of `same` and a `different` cannot stand together, whichever comes first.
func contradictory(ctx context.Context, p *played) error {
	for _, id := range []graph.ActorID{"chain-a", "chain-b", "chain-c", "chain-d"} {
		if _, err := p.put(ctx, &graph.Actor{ID: id, Name: string(id), Kind: graph.KindGroup}); err != nil {
			return err
		}
	}
	judge := func(a, b graph.ActorID, v graph.Verdict) *graph.Judgement {
		return &graph.Judgement{A: a, B: b, Verdict: v, By: "editor", Reason: fmt.Sprint(p.head)}
	}
	for _, j := range []*graph.Judgement{judge("chain-a", "chain-b", graph.Same), judge("chain-b", "chain-c", graph.Same), judge("chain-a", "chain-d", graph.Different)} {
		if _, err := p.put(ctx, j); err != nil {
			return err
		}
	}
	for _, bad := range []struct {
		judgement *graph.Judgement
		chain     string
	}{
		{judge("chain-a", "chain-c", graph.Different), "chain-a = chain-b = chain-c"},
		{judge("chain-d", "chain-c", graph.Same), "chain-a = chain-b = chain-c = chain-d"},
	} {
		why, err := p.refuse(ctx, bad.judgement, graph.CodeConflict)
		if err != nil {
			return err
		}
		reversed := strings.Split(bad.chain, " = ")
		slices.Reverse(reversed)
		if !strings.Contains(why, bad.chain) && !strings.Contains(why, strings.Join(reversed, " = ")) {
			return fmt.Errorf("the refusal %q does not name the chain %s", why, bad.chain)
		}
	}
	return nil
}
