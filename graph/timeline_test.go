package graph_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/memstore"
)

// dated makes a store in which a met b at each of the dates.
func dated(t *testing.T, dates ...string) *graph.Explorer {
	t.Helper()
	o, err := graph.NewOntology([]graph.Relation{{ID: "CONSULT", Label: "talks to", Inverse: "talks to", Symmetric: true, Class: graph.ClassEvent}})
	if err != nil {
		t.Fatal(err)
	}
	s := memstore.New(o, memstore.Options{Clock: func() time.Time { return time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC) }})
	records := []graph.Record{
		&graph.Actor{ID: "a", Name: "A", Kind: graph.KindState}, &graph.Actor{ID: "b", Name: "B", Kind: graph.KindState}, &graph.Actor{ID: "c", Name: "C", Kind: graph.KindState},
		&graph.Source{ID: "s", Published: "2025-01-20"},
	}
	for i, d := range dates {
		when, err := graph.ParseWhen(d)
		if err != nil {
			t.Fatal(err)
		}
		peer := graph.ActorID("b")
		if i%3 == 2 {
			peer = "c"
		}
		records = append(records, &graph.Claim{Source: "s", Subject: "a", Relation: "CONSULT", Object: peer, When: when, Attribution: fmt.Sprint(i)})
	}
	got, err := s.Append(context.Background(), graph.Batch{Records: records})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range got {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
	}
	return graph.NewExplorer(s, nil, graph.Limits{})
}

// Every period counts just those claims that a question about its days would find.
func TestTimelineCountsWhatIsFound(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 9))
	forms := []string{"", "2024", "2024-%02d", "2024-%02d-0%d", "2023-%02d-1%d~", "2024-%02d?", "202X", "2024-%02d/2025-03", "2024-%02d-0%d/..", "[2024-%02d-03..2024-12-24]",
		"[..2024-%02d-0%d]", "[2024-%02d..]", "2024-%02d-2%d/", "/2025-0%[2]d", "1999~/2024-%02d"}
	ctx := context.Background()
	for range 60 {
		var dates []string
		for range 1 + r.IntN(12) {
			form := forms[r.IntN(len(forms))]
			n := []any{1 + r.IntN(12), 1 + r.IntN(8)}
			switch count := len(form) - len(stripped(form)); {
			case form == "/2025-0%[2]d":
			case count == 0:
				n = nil
			case count == 1:
				n = n[:1]
			}
			dates = append(dates, fmt.Sprintf(form, n...))
		}
		e := dated(t, dates...)
		q := graph.TimelineQuery{Actors: []graph.ActorID{"a"}, Bucket: graph.Buckets()[r.IntN(3)]}
		if q.Bucket == graph.ByDay || r.IntN(2) == 0 {
			from, _ := graph.NewDay(2024, 1+r.IntN(12), 1+r.IntN(28))
			q.Window, q.Windowed = graph.Window{From: from, To: from + graph.Day(r.IntN(400))}, true
		}
		if r.IntN(3) == 0 {
			q.Peer = "b"
		}
		got, err := e.Timeline(ctx, q)
		if err != nil {
			t.Fatalf("%v: %v", dates, err)
		}
		if got.Count != len(got.Claims) {
			t.Errorf("%v: got %d claims of %d", dates, len(got.Claims), got.Count)
		}
		last := graph.OpenStart
		for i, p := range got.Periods {
			if i > 0 && p.From != last+1 || p.To < p.From {
				t.Errorf("%v: the period %v to %v comes after %v", dates, p.From, p.To, last)
			}
			last = p.To
			possible, certain := 0, 0
			for _, c := range got.Claims {
				if w := (graph.Window{From: p.From, To: p.To}); c.When.Possible(w) {
					possible++
					if c.When.Certain(w) {
						certain++
					}
				}
			}
			if p.Possible != possible || p.Certain != certain {
				t.Errorf("%v by %s: from %v to %v: got %d and %d certain, want %d and %d", dates, q.Bucket, p.From, p.To, p.Possible, p.Certain, possible, certain)
			}
		}
	}
}

// stripped takes the verbs out of a form.
func stripped(form string) string {
	out := ""
	for i := 0; i < len(form); i++ {
		if form[i] != '%' {
			out += string(form[i])
		}
	}
	return out
}

func TestTimelineChoosesABucket(t *testing.T) {
	for _, c := range []struct {
		dates  []string
		want   graph.Bucket
		number int
		first  string
	}{
		{[]string{"2024-12-08", "2025-01-20"}, graph.ByDay, 44, "2024-12-08"},
		{[]string{"2024-12-08", "2025-06-20"}, graph.ByMonth, 7, "2024-12-01"},
		{[]string{"1950", "2025-06-20", ""}, graph.ByYear, 76, "1950-01-01"},
		{[]string{"2024-12-08/.."}, graph.ByDay, 44, "2024-12-08"}, // as far as it is known to have held
		{[]string{"", ""}, "", 0, ""},
	} {
		got, err := dated(t, c.dates...).Timeline(context.Background(), graph.TimelineQuery{Actors: []graph.ActorID{"a"}})
		if err != nil {
			t.Fatalf("%v: %v", c.dates, err)
		}
		if got.Query.Bucket != c.want || len(got.Periods) != c.number {
			t.Errorf("%v: got %d by %q, want %d by %q", c.dates, len(got.Periods), got.Query.Bucket, c.number, c.want)
		}
		if c.number > 0 && got.Periods[0].From.String() != c.first {
			t.Errorf("%v: begins on %v, want %s", c.dates, got.Periods[0].From, c.first)
		}
	}
}

func TestTimelineRefusals(t *testing.T) {
	e := dated(t, "1950", "2025-06-20")
	for _, c := range []struct {
		q     graph.TimelineQuery
		code  graph.Code
		field string
	}{
		{graph.TimelineQuery{}, graph.CodeInvalid, "actor"},
		{graph.TimelineQuery{Actors: []graph.ActorID{"nobody"}}, graph.CodeNotFound, "actor"},
		{graph.TimelineQuery{Actors: []graph.ActorID{"a"}, Peer: "nobody"}, graph.CodeNotFound, "peer"},
		{graph.TimelineQuery{Actors: []graph.ActorID{"a"}, Peer: "NO"}, graph.CodeInvalid, "peer"},
		{graph.TimelineQuery{Actors: []graph.ActorID{"a"}, Bucket: "week"}, graph.CodeInvalid, "bucket"},
		{graph.TimelineQuery{Actors: []graph.ActorID{"a"}, Bucket: graph.ByDay}, graph.CodeInvalid, "bucket"},
	} {
		_, err := e.Timeline(context.Background(), c.q)
		var got *graph.Error
		if !errors.As(err, &got) || got.Code != c.code || got.Field != c.field {
			t.Errorf("%+v: got %v, want %s about %s", c.q, err, c.code, c.field)
		}
	}
}
