package storetest

import (
	"context"
	"fmt"

	"liaison/graph"
)

// nothingCutSilently: the pages of every list put together are the whole list, at the same sequence, even while others
// write.
func nothingCutSilently(ctx context.Context, l *lab) error {
	p, err := l.play(ctx, historySize/2, nil)
	if err != nil {
		return err
	}
	at := p.head
	more := p.h.batches(historySize / 2)
	meanwhile := func() error {
		if len(more) == 0 {
			return nil
		}
		b := more[0]
		more = more[1:]
		_, err := write(ctx, p, b)
		return err
	}
	const all = 10_000
	size := 1 + p.h.IntN(7)

	actors, err := p.ActorsPage(ctx, at, nil, nil, "", all)
	if err != nil {
		return err
	}
	gotActors, err := pages(size, meanwhile, func(last *graph.Actor) ([]graph.Actor, error) {
		var after graph.ActorID
		if last != nil {
			after = last.ID
		}
		return p.ActorsPage(ctx, at, nil, nil, after, size)
	})
	if err != nil {
		return err
	}
	if err := differ("the pages of all actors", actors, gotActors); err != nil {
		return err
	}

	sources, err := p.SourcesPage(ctx, at, "", all)
	if err != nil {
		return err
	}
	gotSources, err := pages(size, meanwhile, func(last *graph.SourceState) ([]graph.SourceState, error) {
		var after graph.SourceID
		if last != nil {
			after = last.ID
		}
		return p.SourcesPage(ctx, at, after, size)
	})
	if err != nil {
		return err
	}
	if err := differ("the pages of all sources", sources, gotSources); err != nil {
		return err
	}

	claims, err := p.ClaimsPage(ctx, at, graph.ClaimsQuery{}, 0, all)
	if err != nil {
		return err
	}
	gotClaims, err := pages(size, meanwhile, func(last *graph.ClaimState) ([]graph.ClaimState, error) {
		var before graph.Sequence
		if last != nil {
			before = last.Sequence
		}
		return p.ClaimsPage(ctx, at, graph.ClaimsQuery{}, before, size)
	})
	if err != nil {
		return err
	}
	if err := differ("the pages of all claims", claims, gotClaims); err != nil {
		return err
	}
	if err := tiePages(ctx, p, at, size, meanwhile); err != nil {
		return err
	}
	return exploredPages(ctx, p, meanwhile)
}

// tiePages reads every tie of the hub page by page.
func tiePages(ctx context.Context, p *played, at graph.Sequence, size int, meanwhile func() error) error {
	hub := p.h.actors[0]
	f := graph.Filter{}
	x, err := p.Expand(ctx, at, &f, graph.Hop{Frontier: []graph.ActorID{hub}})
	if err != nil {
		return err
	}
	for _, row := range x.Rows {
		ask := graph.TieAsk{A: min(hub, row.Peer), B: max(hub, row.Peer), Any: true, N: 10_000}
		whole, err := p.Ties(ctx, at, &f, []graph.TieAsk{ask})
		if err != nil {
			return err
		}
		if whole[0].Claims != row.Claims || len(whole[0].Rows) != row.Claims {
			return fmt.Errorf("the tie of %s and %s: %d claims and %d rows; as a row of an expansion it has %d", hub, row.Peer, whole[0].Claims, len(whole[0].Rows), row.Claims)
		}
		skip := 0
		got, err := pages(size, meanwhile, func(*graph.ClaimRow) ([]graph.ClaimRow, error) {
			ask.Skip, ask.N = skip, size
			skip += size
			page, err := p.Ties(ctx, at, &f, []graph.TieAsk{ask})
			if err != nil {
				return nil, err
			}
			return page[0].Rows, nil
		})
		if err != nil {
			return err
		}
		if err := differ(fmt.Sprintf("the pages of the tie of %s and %s", hub, row.Peer), whole[0].Rows, got); err != nil {
			return err
		}
	}
	return nil
}

// pages reads a list to its end: until a page is shorter than asked for.
func pages[T any](size int, meanwhile func() error, next func(last *T) ([]T, error)) ([]T, error) {
	var all []T
	var last *T
	for {
		page, err := next(last)
		if err != nil {
			return nil, err
		}
		if len(page) > size {
			return nil, fmt.Errorf("a page of %d, asked for at most %d", len(page), size)
		}
		all = append(all, page...)
		if len(page) < size {
			return all, nil
		}
		last = &page[len(page)-1]
		if err := meanwhile(); err != nil {
			return nil, err
		}
	}
}
