package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

var (
	actorParams = join([]param{
		kindParam,
		{name: "country", usage: "only actors of this country `code` (repeats)", repeat: true},
		listLimitParam, cursorParam,
	}, momentParams)
	wordParams = join([]param{
		{name: "source", usage: "with --claims: only claims of this `source`"},
		{name: "event", usage: "with --claims: only claims about this `event`"},
		{name: "run", usage: "with --claims: only claims that this `run` of an import made"},
		{name: "disputed", usage: "with --claims: only disputed claims", yesNo: true},
		listLimitParam, cursorParam,
	}, momentParams)
)

type actorsBody struct {
	Actors []struct {
		Actor   actorBody `json:"actor"`
		Matched *struct {
			Name, How, Field string
		} `json:"matched"`
	} `json:"actors"`
	Totals struct {
		Exact bool `json:"exact"`
	} `json:"totals"`
	Cursor *string `json:"cursor"`
}

type claimsBody struct {
	Claims []claimBody `json:"claims"`
	Cursor *string     `json:"cursor"`
}

func newSearch(p *program) *cobra.Command {
	var asJSON, claims bool
	c := &cobra.Command{
		Use:     "search [WORDS...]",
		GroupID: "ask",
		Short:   "Find actors by name, or claims by their words",
		Long: `Find actors by any of their names, in any script, as you type, with typing errors
forgiven; or, with --claims, claims by the words of their statements and quotes.
Without words all are listed.`,
		Example: `  liaison search sharaa
  liaison search "united sta" --kind state
  liaison search الشرع
  liaison search --claims intelligence shared --disputed
  liaison search --kind person --country SYR --json`,
		RunE: func(c *cobra.Command, args []string) error {
			params, others, path, table := actorParams, wordParams, "/actors", p.showActors
			if claims {
				params, others, path, table = wordParams, actorParams, "/claims", p.showClaimList
			}
			for _, o := range others {
				if c.Flags().Changed(o.name) && !hasParam(params, o.name) {
					return wrong("--%s belongs to a search for %s", o.name, map[bool]string{true: "actors, and not with --claims", false: "claims, which needs --claims"}[claims])
				}
			}
			q := query(c, params...)
			if len(args) > 0 {
				q.Set("q", strings.Join(args, " "))
			}
			return p.withAPI(c.Context(), func(ctx context.Context, a asker) error {
				body, err := a.get(ctx, path, q)
				if err != nil {
					return err
				}
				return p.show(body, asJSON, table)
			})
		},
	}
	addParams(c, actorParams...)
	for _, w := range wordParams {
		if !hasParam(actorParams, w.name) {
			addParams(c, w)
		}
	}
	c.Flags().BoolVar(&claims, "claims", false, "search claims instead of actors")
	addJSON(c, &asJSON)
	return c
}

func hasParam(list []param, name string) bool {
	for _, p := range list {
		if p.name == name {
			return true
		}
	}
	return false
}

func (p *program) showActors(body []byte) error {
	var list actorsBody
	if err := decode(body, &list); err != nil {
		return err
	}
	if len(list.Actors) == 0 {
		fmt.Fprintln(p.out, "No actor by that name.")
		return nil
	}
	g := newGrid("id", "name", "kind", "country", "claims#", "found by")
	for _, h := range list.Actors {
		by := ""
		if m := h.Matched; m != nil {
			by = m.How
			if m.Name != h.Actor.Name && m.Name != h.Actor.ID {
				by += ": " + m.Name
			}
		}
		g.add(h.Actor.ID, shortText(h.Actor.Name, 60), h.Actor.Kind, orDash(h.Actor.Country), h.Actor.Degree, shortText(by, 60))
	}
	g.print(p.out)
	p.showCursor(list.Cursor)
	return nil
}

func (p *program) showClaimList(body []byte) error {
	var list claimsBody
	if err := decode(body, &list); err != nil {
		return err
	}
	if len(list.Claims) == 0 {
		fmt.Fprintln(p.out, "No claim with these words.")
		return nil
	}
	g := newGrid("when", "source", "statement", "", "claim")
	for i := range list.Claims {
		c := &list.Claims[i]
		what := c.Subject + " " + c.Relation + " " + c.Object
		if c.Statement != nil {
			what = *c.Statement
		}
		g.add(c.When.String(), c.Source, shortText(what, 100), c.remarks(), c.ID)
	}
	g.print(p.out)
	p.showCursor(list.Cursor)
	return nil
}
