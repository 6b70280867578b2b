package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"
)

var tieParams = join(filterParams, []param{limitParam, cursorParam}, momentParams)

func newTie(p *program) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "tie A B",
		GroupID: "ask",
		Short:   "All claims between two actors",
		Long:    "All claims between two actors, in both directions. --direction is seen from A.",
		Example: `  liaison tie usa syria-new-authorities
  liaison tie usa hts --relation COOPERATE --certainty certain --from 2025-01-01
  liaison tie usa hts --json`,
		Args: needArgs("A B"),
		RunE: func(c *cobra.Command, args []string) error {
			q := query(c, tieParams...)
			return p.withAPI(c.Context(), func(ctx context.Context, a asker) error {
				body, err := a.get(ctx, "/ties/"+url.PathEscape(args[0])+"/"+url.PathEscape(args[1]), q)
				if err != nil {
					return a.suggest(ctx, err, args)
				}
				return p.show(body, asJSON, p.showTie)
			})
		},
	}
	addParams(c, tieParams...)
	addJSON(c, &asJSON)
	return c
}

func (p *program) showTie(body []byte) error {
	var v viewBody
	if err := decode(body, &v); err != nil {
		return err
	}
	var ends []string
	for _, a := range v.Actors {
		ends = append(ends, a.Name)
	}
	between := oneLine(strings.Join(ends, " and "))
	if v.Tie == nil {
		fmt.Fprintf(p.out, "%s: no claims match, %s\n", between, v.AsOf)
		return nil
	}
	fmt.Fprintf(p.out, "%s: %s by %s, %s, %s\n", between, plural(v.Tie.Claims, "claim", "claims"), plural(v.Tie.Sources, "source", "sources"),
		plural(v.Tie.Witnesses, "independent witness", "independent witnesses"), v.AsOf)
	p.showClaims(v.Claims, namesOf(v.Actors))
	p.showRest(v)
	return nil
}
