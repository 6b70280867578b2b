package storetest_test

import (
	"context"
	"time"
	"unicode/utf8"

	"liaison/graph"
)

const newest = graph.Sequence(1 << 40)

// brokenReads are wrong in what they tell about single records.
func brokenReads() []broken {
	return []broken{
		{"newest versions at every sequence", func(s graph.Store) graph.Store { return newestVersions{s} }, []string{"law 1:", "law 3:", "law 10:"}},
		{"evidence known too early", func(s graph.Store) graph.Store { return earlyEvidence{s} }, []string{"law 1:", "law 10:"}},
		{"late evidence lost", func(s graph.Store) graph.Store { return lostEvidence{s} }, []string{"law 2:", "law 10:"}},
		{"retractions forgotten", func(s graph.Store) graph.Store { return forgetsRetractions{s} }, []string{"law 3:", "law 10:"}},
		{"origins as stamped", func(s graph.Store) graph.Store { return stampedOrigins{s} }, []string{"law 7:", "law 10:"}},
		{"offsets in characters", func(s graph.Store) graph.Store { return characterOffsets{s} }, []string{"law 4:", "law 10:"}},
		{"disputes never cleared", func(s graph.Store) graph.Store { return disputedForEver{s} }, []string{"law 6:", "law 10:"}},
		{"degrees without withdrawn claims", func(s graph.Store) graph.Store { return standingDegrees{s} }, []string{"law 10:"}},
		{"self-loops are one end", func(s graph.Store) graph.Store { return oneEndedLoops{s} }, []string{"law 10:"}},
		{"unmerges forgotten", func(s graph.Store) graph.Store { return forgetsUnmerges{s} }, []string{"law 8:", "law 10:"}},
		{"pages overlap", func(s graph.Store) graph.Store { return overlappingPages{s} }, []string{"law 9:", "law 10:"}},
		{"withdrawn claims listed", func(s graph.Store) graph.Store { return listsWithdrawn{s} }, []string{"law 10:"}},
		{"reviews of later", func(s graph.Store) graph.Store { return laterReviews{s} }, []string{"law 1:", "law 10:"}},
		{"decided proposals listed as open", func(s graph.Store) graph.Store { return listsDecided{s} }, []string{"law 10:"}},
		{"decided sources waiting", func(s graph.Store) graph.Store { return waitsForEver{s} }, []string{"law 10:"}},
		{"totals of the page", func(s graph.Store) graph.Store { return countsPage{s} }, []string{"law 10:"}},
		{"times to the second", func(s graph.Store) graph.Store { return seconds{s} }, []string{"duty: known time"}},
		{"contexts ignored", func(s graph.Store) graph.Store { return ignoresContexts{s} }, []string{"duty: ended context"}},
		{"open for ever", func(s graph.Store) graph.Store { return openForEver{s} }, []string{"duty: closed store"}},
	}
}

type newestVersions struct{ graph.Store }

func (b newestVersions) Actors(ctx context.Context, s graph.Sequence, ids []graph.ActorID) ([]graph.Actor, error) {
	then, err := b.Store.Actors(ctx, s, ids)
	for i := range then {
		if now, err := b.Store.Actors(ctx, newest, []graph.ActorID{then[i].ID}); err == nil {
			then[i] = now[0]
		}
	}
	return then, err
}

type earlyEvidence struct{ graph.Store }

func (b earlyEvidence) Claims(ctx context.Context, s graph.Sequence, ids []graph.ClaimID) ([]graph.ClaimState, error) {
	then, err := b.Store.Claims(ctx, s, ids)
	for i := range then {
		if now, err := b.Store.Claims(ctx, newest, []graph.ClaimID{then[i].ID}); err == nil {
			then[i].Additions = now[0].Additions
		}
	}
	return then, err
}

type lostEvidence struct{ graph.Store }

func (b lostEvidence) Claims(ctx context.Context, s graph.Sequence, ids []graph.ClaimID) ([]graph.ClaimState, error) {
	out, err := b.Store.Claims(ctx, s, ids)
	for i := range out {
		out[i].Additions = nil
	}
	return out, err
}

type forgetsRetractions struct{ graph.Store }

func (b forgetsRetractions) Claims(ctx context.Context, s graph.Sequence, ids []graph.ClaimID) ([]graph.ClaimState, error) {
	out, err := b.Store.Claims(ctx, s, ids)
	for i := range out {
		out[i].Withdrawn = 0
	}
	return out, err
}

type stampedOrigins struct{ graph.Store }

func (b stampedOrigins) Claims(ctx context.Context, s graph.Sequence, ids []graph.ClaimID) ([]graph.ClaimState, error) {
	out, err := b.Store.Claims(ctx, s, ids)
	for i := range out {
		if first, err := b.Store.Claims(ctx, out[i].Sequence, []graph.ClaimID{out[i].ID}); err == nil {
			out[i].Origin = first[0].Origin
		}
	}
	return out, err
}

type characterOffsets struct{ graph.Store }

func (b characterOffsets) Claims(ctx context.Context, s graph.Sequence, ids []graph.ClaimID) ([]graph.ClaimState, error) {
	out, err := b.Store.Claims(ctx, s, ids)
	for i := range out {
		text, held, err := b.Text(ctx, s, out[i].Source)
		if err != nil || !held {
			continue
		}
		quotes := append([]graph.Quote(nil), out[i].Evidence...)
		for k, q := range quotes {
			quotes[k].Start, quotes[k].End = utf8.RuneCountInString(text[:q.Start]), utf8.RuneCountInString(text[:q.End])
		}
		out[i].Evidence = quotes
	}
	return out, err
}

type disputedForEver struct{ graph.Store }

func (b disputedForEver) Claims(ctx context.Context, s graph.Sequence, ids []graph.ClaimID) ([]graph.ClaimState, error) {
	out, err := b.Store.Claims(ctx, s, ids)
	for i := range out {
		_ = b.Derived(ctx, 0, max(s, 1), func(_ graph.Sequence, d graph.Derived) error {
			for _, p := range d.Disputes {
				if p.Open && (p.A == out[i].ID || p.B == out[i].ID) {
					out[i].Disputed = true
				}
			}
			return nil
		})
	}
	return out, err
}

// each calls f for every claim recorded up to a sequence.
func each(ctx context.Context, s graph.Store, at graph.Sequence, f func(graph.ClaimState)) {
	if at == 0 {
		return
	}
	_ = s.Journal(ctx, []graph.RecordType{graph.TypeClaim}, 0, at, func(e graph.Entry) error {
		if got, err := s.Claims(ctx, at, []graph.ClaimID{e.ID}); err == nil {
			f(got[0])
		}
		return nil
	})
}

type standingDegrees struct{ graph.Store }

func (b standingDegrees) Degrees(ctx context.Context, s graph.Sequence, ids []graph.ActorID) ([]int, error) {
	out, err := b.Store.Degrees(ctx, s, ids)
	each(ctx, b.Store, s, func(c graph.ClaimState) {
		for i, id := range ids {
			if c.Withdrawn != 0 && c.Subject == id {
				out[i]--
			}
		}
	})
	return out, err
}

type oneEndedLoops struct{ graph.Store }

func (b oneEndedLoops) Degrees(ctx context.Context, s graph.Sequence, ids []graph.ActorID) ([]int, error) {
	out, err := b.Store.Degrees(ctx, s, ids)
	each(ctx, b.Store, s, func(c graph.ClaimState) {
		for i, id := range ids {
			if c.Subject == id && c.Object == id {
				out[i]--
			}
		}
	})
	return out, err
}

type forgetsUnmerges struct{ graph.Store }

func (b forgetsUnmerges) Journal(ctx context.Context, types []graph.RecordType, after, upto graph.Sequence, yield func(graph.Entry) error) error {
	return b.Store.Journal(ctx, types, after, upto, func(e graph.Entry) error {
		if j, ok := e.Record.(*graph.Judgement); ok && len(types) == 1 && j.Verdict == graph.Unsure {
			return nil
		}
		return yield(e)
	})
}

type laterReviews struct{ graph.Store }

func (b laterReviews) Proposals(ctx context.Context, s graph.Sequence, ids []graph.RecordID) ([]graph.ProposalState, error) {
	out, err := b.Store.Proposals(ctx, s, ids)
	for i := range out {
		if now, err := b.Store.Proposals(ctx, newest, []graph.RecordID{out[i].ID}); err == nil {
			out[i] = now[0]
		}
	}
	return out, err
}

type listsDecided struct{ graph.Store }

func (b listsDecided) ProposalsPage(ctx context.Context, s graph.Sequence, q graph.ProposalsQuery, after graph.Sequence, n int) ([]graph.ProposalState, int, error) {
	if q.State == graph.Open {
		q.State = ""
	}
	return b.Store.ProposalsPage(ctx, s, q, after, n)
}

type waitsForEver struct{ graph.Store }

func (b waitsForEver) Readings(ctx context.Context, s graph.Sequence, _ bool, after graph.SourceID, n int) ([]graph.Reading, error) {
	return b.Store.Readings(ctx, s, false, after, n)
}

type countsPage struct{ graph.Store }

func (b countsPage) ProposalsPage(ctx context.Context, s graph.Sequence, q graph.ProposalsQuery, after graph.Sequence, n int) ([]graph.ProposalState, int, error) {
	page, _, err := b.Store.ProposalsPage(ctx, s, q, after, n)
	return page, len(page), err
}

type overlappingPages struct{ graph.Store }

func (b overlappingPages) ClaimsPage(ctx context.Context, s graph.Sequence, q graph.ClaimsQuery, before graph.Sequence, n int) ([]graph.ClaimState, error) {
	if before > 0 {
		before++
	}
	return b.Store.ClaimsPage(ctx, s, q, before, n)
}

type listsWithdrawn struct{ graph.Store }

func (b listsWithdrawn) ClaimsPage(ctx context.Context, s graph.Sequence, q graph.ClaimsQuery, before graph.Sequence, n int) ([]graph.ClaimState, error) {
	out, err := b.Store.ClaimsPage(ctx, s, q, before, n)
	if len(out) < n && before == 0 {
		each(ctx, b.Store, s, func(c graph.ClaimState) {
			if c.Withdrawn != 0 && len(out) < n {
				out = append(out, c)
			}
		})
	}
	return out, err
}

type seconds struct{ graph.Store }

func (b seconds) At(ctx context.Context, s graph.Sequence) (graph.AsOf, error) {
	as, err := b.Store.At(ctx, s)
	as.Recorded = as.Recorded.Truncate(time.Second)
	return as, err
}

type ignoresContexts struct{ graph.Store }

func (b ignoresContexts) Expand(_ context.Context, s graph.Sequence, f *graph.Filter, h graph.Hop) (graph.Expansion, error) {
	return b.Store.Expand(context.Background(), s, f, h)
}

type openForEver struct{ graph.Store }

func (openForEver) Close() error { return nil }
