package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"liaison/graph"
)

var (
	peerParam      = param{name: "peer", usage: "only claims with this `actor` at the other end"}
	bucketParam    = param{name: "bucket", usage: "count by day, month or year: `bucket` (default: what fits)", values: words(graph.Buckets()...)}
	timelineParams = join([]param{peerParam, bucketParam}, filterParams, []param{limitParam, cursorParam}, momentParams)
)

func newTimeline(p *program) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "timeline ACTOR...",
		GroupID: "ask",
		Short:   "When the claims of actors, or between two, lie in time",
		Long: "Counts the claims of actors by days, months or years, and lists them, newest first. A claim counts in every period that it overlaps:\n" +
			"certainly, or possibly, as far as its date is known. Periods without dated claims are left out of the table, not of --json.",
		Example: `  liaison timeline usa
  liaison timeline usa --peer hts --bucket month
  liaison timeline usa --from 2024-12-01 --to 2025-01-31 --relation COOPERATE --json`,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return wrong("%s needs an actor's id, such as usa; `liaison search NAME` finds it", c.CommandPath())
			}
			q := query(c, timelineParams...)
			q["actor"] = args
			return p.withAPI(c.Context(), func(ctx context.Context, a asker) error {
				body, err := a.get(ctx, "/timeline", q)
				if err != nil {
					return a.suggest(ctx, err, append(args, q.Get("peer")))
				}
				return p.show(body, asJSON, p.showTimeline)
			})
		},
	}
	addParams(c, timelineParams...)
	addJSON(c, &asJSON)
	return c
}

// timelineBody is the part of a timeline that the table shows.
type timelineBody struct {
	viewBody
	Query struct {
		Peer   *string `json:"peer"`
		Bucket *string `json:"bucket"`
	} `json:"query"`
	Periods []struct {
		From     string `json:"from"`
		Possible int    `json:"possible"`
		Certain  int    `json:"certain"`
	} `json:"periods"`
	Count   int `json:"count"`
	Undated int `json:"undated"`
}

// label names a period by what it is: 2024, 2024-12 or 2024-12-08.
func (t *timelineBody) label(from string) string {
	switch *t.Query.Bucket {
	case string(graph.ByYear):
		return from[:4]
	case string(graph.ByMonth):
		return from[:7]
	}
	return from
}

func (p *program) showTimeline(body []byte) error {
	var t timelineBody
	if err := decode(body, &t); err != nil {
		return err
	}
	names := namesOf(t.Actors)
	var whose []string
	for _, a := range t.Actors {
		if a.Hop == 0 {
			whose = append(whose, a.Name)
		}
	}
	title := oneLine(strings.Join(whose, " and "))
	if t.Query.Peer != nil {
		title += " with " + names[*t.Query.Peer]
	}
	fmt.Fprintf(p.out, "%s: %s, %s without a date, %s\n", title, plural(t.Count, "claim", "claims"), number(t.Undated), t.AsOf)
	if len(t.Periods) > 0 {
		most := 1
		for _, x := range t.Periods {
			most = max(most, x.Possible-t.Undated)
		}
		fmt.Fprintln(p.out)
		g := newGrid(*t.Query.Bucket, "certain#", "possible#", "")
		for _, x := range t.Periods {
			if dated := x.Possible - t.Undated; dated > 0 {
				g.add(t.label(x.From), x.Certain, dated, bar(x.Certain, dated, most))
			}
		}
		g.print(p.out)
	}
	p.showClaims(t.Claims, names)
	t.Totals.Claims = t.Count
	p.showRest(t.viewBody)
	return nil
}

// bar draws what is certain as full and what is only possible as light, of the most that there is; what is there at all
// has some length.
func bar(certain, possible, most int) string {
	const width = 40
	all := max(1, possible*width/most)
	full := certain * width / most
	return strings.Repeat("█", full) + strings.Repeat("░", max(0, all-full))
}
