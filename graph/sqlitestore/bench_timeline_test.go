package sqlitestore_test

import (
	"context"
	"fmt"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"zombiezen.com/go/sqlite"

	"liaison/graph"
	"liaison/graph/storetest/events"
)

// monthly counts the claims of an actor by month, all of one day each, and gives the ids of the newest.
func (p plain) monthly(actor int64, newest int) (months []string, ids []graph.ClaimID) {
	all := []any{actor, int64(graph.MinDay), int64(graph.MaxDay)}
	p.rows(`WITH t AS (`+touching+`) SELECT strftime('%Y-%m', day * 86400, 'unixepoch') m, count(*) FROM t GROUP BY m ORDER BY m`, func(st *sqlite.Stmt) {
		months = append(months, fmt.Sprint(st.ColumnText(0), " ", st.ColumnInt(1)))
	}, all...)
	p.rows(`WITH t AS (`+touching+`), d AS (SELECT day FROM t ORDER BY day DESC LIMIT 1 OFFSET ?4)
		SELECT c.id FROM t JOIN claim c ON c.sequence = t.sequence WHERE t.day >= (SELECT day FROM d) ORDER BY t.day DESC, c.id LIMIT ?4 + 1`, func(st *sqlite.Stmt) {
		var id graph.ClaimID
		st.ColumnBytes(0, id[:])
		ids = append(ids, id)
	}, append(all, newest-1)...)
	return months, ids
}

// The timeline of the busiest actor by month, with its hundred newest claims, against the same answer from SQL.
func BenchmarkTimelineMonths(b *testing.B) {
	e := events.ICEWS()
	sql := openPlain(b)
	s := imported(b)
	ours := graph.NewExplorer(s, nil, graph.Limits{})
	hub, _ := s.Index().Snapshot().Actor(e.Actors[0])
	var got *graph.Timeline
	var months []string
	var ids []graph.ClaimID
	x, y := rounds(b, func() {
		var err error
		got, err = ours.Timeline(context.Background(), graph.TimelineQuery{Actors: e.Actors[:1], Bucket: graph.ByMonth})
		if err != nil {
			b.Fatal(err)
		}
	}, func() { months, ids = sql.monthly(int64(hub), graph.DefaultLimit) })
	var ourMonths []string
	for _, p := range got.Periods {
		if p.Possible > 0 {
			ourMonths = append(ourMonths, fmt.Sprint(p.From.String()[:7], " ", p.Certain))
		}
	}
	var ourIDs []graph.ClaimID
	for _, c := range got.Claims {
		ourIDs = append(ourIDs, c.ID)
	}
	if d := gocmp.Diff(months, ourMonths); d != "" {
		b.Fatalf("SQL and the store disagree (-sql +store)\n%s", d)
	}
	if d := gocmp.Diff(ids, ourIDs); d != "" {
		b.Fatalf("SQL and the store disagree about the newest claims (-sql +store)\n%s", d)
	}
	b.ReportMetric(x/1e3, "us")
	b.ReportMetric(y/1e3, "us-sql")
	b.ReportMetric(y/x, "x-sql")
	b.ReportMetric(float64(got.Count), "claims")
}
