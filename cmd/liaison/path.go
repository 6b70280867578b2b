package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"liaison/graph"
)

var pathParams = join(
	[]param{
		{name: "hops", usage: "how far is looked, in `hops`, 1 to 12 (default 6)"},
		{name: "dates", usage: "how dates must agree along a path: `sense` any (the default), forward or together", values: words(graph.Senses()...)},
		{name: "worlds", usage: "with --dates: whether that is so in `some` world that the dates allow (the default), or in every", values: words(graph.SomeWorld, graph.EveryWorld)},
		{name: "best", usage: "so many of the `strongest` paths, instead of all of fewest hops; at most 25"},
	},
	filterParams,
	[]param{
		kindParam,
		{name: "avoid", usage: "no path through this `actor` (repeats)", repeat: true},
		{name: "avoid_degree", usage: "no path through actors with more than this many claim `ends`"},
		{name: "min_witnesses", usage: "only steps with at least this `number` of independent witnesses"},
		{name: "limit", usage: "at most this many `paths` (default 10, at most 100)"},
		cursorParam,
	},
	momentParams,
)

func newPath(p *program) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "path A B",
		GroupID: "ask",
		Short:   "How two actors are connected",
		Long: `All paths of fewest hops from A to B, with the claims of each step. With --direction out they go
along the claims, with in against them. Whoever they pass must meet the filters; A and B always do.

With --dates forward the dates of the claims along a path never go back, with --dates together all of
them hold on one day; with --worlds every whatever the vague ones among them mean. Each such path shows
the claims that prove it. With --best 5 the five strongest paths are listed, of whatever length: a step
with n claims costs 100 + 900/n, rounded up, and the strongest path is the one that costs least.`,
		Example: `  liaison path iran hts
  liaison path usa iran --avoid syria --from 2024-12-01
  liaison path iran hts --dates forward --worlds every
  liaison path iran hts --best 5 --hops 3
  liaison path usa hts --kind state --avoid-degree 200 --json`,
		Args: needArgs("A B"),
		RunE: func(c *cobra.Command, args []string) error {
			q := query(c, pathParams...)
			q.Set("a", args[0])
			q.Set("b", args[1])
			return p.withAPI(c.Context(), func(ctx context.Context, a asker) error {
				body, err := a.get(ctx, "/paths", q)
				if err != nil {
					return a.suggest(ctx, err, args)
				}
				return p.show(body, asJSON, p.showPaths)
			})
		},
	}
	addParams(c, pathParams...)
	addJSON(c, &asJSON)
	return c
}

type pathsBody struct {
	viewBody
	Hops   *int       `json:"hops"`
	Paths  [][]string `json:"paths"`
	Ways   [][]string `json:"ways"`
	Costs  []int      `json:"costs"`
	Totals struct {
		Paths  int     `json:"paths"`
		Exact  bool    `json:"exact"`
		Looked int     `json:"looked"`
		Apart  bool    `json:"apart"`
		Reason *string `json:"reason"`
	} `json:"totals"`
}

func (p *program) showPaths(body []byte) error {
	var v pathsBody
	if err := decode(body, &v); err != nil {
		return err
	}
	names := namesOf(v.Actors)
	ends := oneLine(v.Actors[0].Name + " and " + v.Actors[1].Name)
	if v.Hops == nil {
		fmt.Fprintf(p.out, "%s: %s, %s\n", ends, v.none(), v.AsOf)
		return nil
	}
	fmt.Fprintf(p.out, "%s: %s, %s\n\n", ends, v.found(), v.AsOf)
	said := map[string]*claimBody{}
	for i := range v.Claims {
		said[v.Claims[i].ID] = &v.Claims[i]
	}
	for i, path := range v.Paths {
		steps := make([]string, len(path))
		for i, id := range path {
			steps[i] = names[id]
		}
		line := oneLine(strings.Join(steps, " - "))
		if len(v.Costs) > 0 {
			line = fmt.Sprintf("%5s  %s", number(v.Costs[i]), line)
		}
		fmt.Fprintln(p.out, line)
		if len(v.Ways) > 0 {
			for _, id := range v.Ways[i] {
				if c := said[id]; c != nil {
					fmt.Fprintf(p.out, "  %s: %s %s %s\n", c.When, oneLine(or(names[c.Subject], c.Subject)), c.Relation, oneLine(or(names[c.Object], c.Object)))
				}
			}
		}
	}
	p.showClaims(v.Claims, names)
	p.showCursor(v.Cursor)
	return nil
}

// found says how many paths there are.
func (v *pathsBody) found() string {
	out := plural(v.Totals.Paths, "path", "paths")
	switch {
	case len(v.Costs) > 0:
		out = "the best " + out
		if v.Totals.Paths == 1 {
			out = "the best path"
		}
		if v.Totals.Exact {
			out = "all " + plural(v.Totals.Paths, "path", "paths")
		}
		out += fmt.Sprintf(" of up to %s", plural(v.Totals.Looked, "hop", "hops"))
		if v.Totals.Reason != nil {
			out += " (farther there are too many claims; see --from, --relation, --avoid-degree)"
		}
		return out
	case !v.Totals.Exact:
		out = "more than " + out
	}
	return out + " of " + plural(*v.Hops, "hop", "hops")
}

// none says why there is no path.
func (v *pathsBody) none() string {
	switch {
	case v.Totals.Apart:
		return "no path of any length"
	case v.Totals.Reason != nil && *v.Totals.Reason == "time":
		return fmt.Sprintf("no path of %s or fewer; then the time was up", plural(v.Totals.Looked, "hop", "hops"))
	case v.Totals.Reason != nil:
		return fmt.Sprintf("no path of %s or fewer; to look farther would have touched too many claims (see --avoid-degree)", plural(v.Totals.Looked, "hop", "hops"))
	}
	return fmt.Sprintf("no path of %s or fewer (see --hops)", plural(v.Totals.Looked, "hop", "hops"))
}
