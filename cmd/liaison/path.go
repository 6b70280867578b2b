package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

var pathParams = join(
	[]param{{name: "hops", usage: "how far is looked, in `hops`, 1 to 12 (default 6)"}},
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
along the claims, with in against them. Whoever they pass must meet the filters; A and B always do.`,
		Example: `  liaison path qatar hts
  liaison path usa iran --avoid syria --from 2024-12-01
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
	Totals struct {
		Paths  int     `json:"paths"`
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
	fmt.Fprintf(p.out, "%s: %s of %s, %s\n\n", ends, plural(v.Totals.Paths, "path", "paths"), plural(*v.Hops, "hop", "hops"), v.AsOf)
	for _, path := range v.Paths {
		steps := make([]string, len(path))
		for i, id := range path {
			steps[i] = names[id]
		}
		fmt.Fprintln(p.out, oneLine(strings.Join(steps, " - ")))
	}
	p.showClaims(v.Claims, names)
	p.showCursor(v.Cursor)
	return nil
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
