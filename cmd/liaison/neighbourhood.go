package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/spf13/cobra"
)

var neighbourhoodParams = join(
	[]param{
		{name: "actor", usage: "where to start: an actor's `id` (repeats); the same as an argument", repeat: true},
		{name: "depth", usage: "number of `hops`, 1 to 3 (default 1)"},
	},
	filterParams,
	[]param{
		kindParam,
		{name: "avoid", usage: "leave this `actor` out altogether (repeats)", repeat: true},
		{name: "avoid_degree", usage: "leave out actors with more than this many claim `ends`"},
		{name: "min_witnesses", usage: "only ties with at least this `number` of independent witnesses"},
		{name: "rank", usage: "`order` of ties: recent (the default), strong or corroborated", values: words("recent", "strong", "corroborated")},
		{name: "expand", usage: "how many `actors` of a hop are searched on from (default 50, at most 200)"},
		{name: "among", usage: "add the claims between the actors shown", yesNo: true},
		limitParam, cursorParam,
	},
	momentParams,
)

func newNeighbourhood(p *program) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "neighbourhood ACTOR...",
		GroupID: "ask",
		Aliases: []string{"neighborhood"},
		Short:   "The actors and claims around one or several actors",
		Long: `The actors and claims within one to three hops of one or several actors.

Actors are named by id; ` + "`liaison search`" + ` finds it. Relations have parents: COOPERATE
finds share-intelligence. The flags are the parameters of the API.`,
		Example: `  liaison neighbourhood usa
  liaison neighbourhood usa --relation COOPERATE --from 2024-12-01 --to 2025-01-31
  liaison neighbourhood usa hts --depth 2 --rank corroborated --min-witnesses 2
  liaison neighbourhood usa --known-at 2025-01-01 --json`,
		RunE: func(c *cobra.Command, args []string) error {
			q := query(c, neighbourhoodParams...)
			q["actor"] = append(q["actor"], args...)
			if len(q["actor"]) == 0 {
				return wrong("%s needs an actor's id, such as usa; `liaison search NAME` finds it", c.CommandPath())
			}
			return p.withAPI(c.Context(), func(ctx context.Context, a asker) error {
				body, err := a.get(ctx, "/neighbourhood", q)
				if err != nil {
					return a.suggest(ctx, err, q["actor"])
				}
				return p.show(body, asJSON, p.showView)
			})
		},
	}
	addParams(c, neighbourhoodParams...)
	addJSON(c, &asJSON)
	return c
}

func addJSON(c *cobra.Command, asJSON *bool) {
	c.Flags().BoolVar(asJSON, "json", false, "print the API's answer instead of a table")
}

// show prints a body as it is, or as a table.
func (p *program) show(body []byte, asJSON bool, table func(body []byte) error) error {
	if !asJSON {
		return table(body)
	}
	_, err := fmt.Fprintf(p.out, "%s\n", strings.TrimRight(string(body), "\n"))
	return err
}

// suggest adds to the error about an actor that is not there who might be meant.
func (a asker) suggest(ctx context.Context, err error, ids []string) error {
	var said *answered
	if !errors.As(err, &said) || said.problem.Status != http.StatusNotFound && said.problem.Status != http.StatusBadRequest {
		return err
	}
	for _, id := range ids {
		if id != said.problem.Value {
			continue
		}
		body, failed := a.get(ctx, "/actors", url.Values{"q": {id}, "limit": {"3"}})
		if failed != nil {
			return err
		}
		var list actorsBody
		if decode(body, &list) != nil || len(list.Actors) == 0 {
			return err
		}
		var names []string
		for _, h := range list.Actors {
			if h.Actor.ID == id {
				return err // it is there; something else is wrong with it
			}
			names = append(names, fmt.Sprintf("%s (%s)", h.Actor.ID, h.Actor.Name))
		}
		return fmt.Errorf("%w; did you mean %s?", err, strings.Join(names, ", "))
	}
	return err
}

// showView prints a neighbourhood: a line that sums it up, the ties, the claims.
func (p *program) showView(body []byte) error {
	var v viewBody
	if err := decode(body, &v); err != nil {
		return err
	}
	names := namesOf(v.Actors)
	var seeds []string
	for _, a := range v.Actors {
		if a.Hop == 0 {
			seeds = append(seeds, a.Name)
		}
	}
	atLeast := ""
	if !v.Totals.Exact {
		atLeast = "at least "
	}
	fmt.Fprintf(p.out, "%s: %s%s with %s, %s\n", oneLine(strings.Join(seeds, " and ")), atLeast,
		plural(v.Totals.Claims, "claim", "claims"), plural(v.Totals.Actors-len(seeds), "actor", "actors"), v.AsOf)
	if len(v.Ties) > 0 {
		fmt.Fprintln(p.out)
		g := newGrid("hop#", "between", "and", "claims#", "relations", "first", "last", "sources#", "witnesses#", "")
		for _, t := range v.Ties {
			g.add(t.Hop, names[t.A], names[t.B], t.Claims, t.relations(), orDash(t.First), orDash(t.Last), t.Sources, t.Witnesses, mark(t.Disputed))
		}
		g.print(p.out)
	}
	p.showClaims(v.Claims, names)
	p.showRest(v)
	return nil
}

func mark(disputed bool) string {
	if disputed {
		return "disputed"
	}
	return ""
}

func namesOf(actors []actorBody) map[string]string {
	names := map[string]string{}
	for _, a := range actors {
		names[a.ID] = a.Name
		for _, m := range a.Members {
			names[m] = a.Name
		}
	}
	return names
}

// showClaims prints claims; actors whose name is not known go by their id.
func (p *program) showClaims(claims []claimBody, names map[string]string) {
	if len(claims) == 0 {
		return
	}
	named := func(id string) string { return or(names[id], id) }
	fmt.Fprintln(p.out)
	g := newGrid("when", "subject", "relation", "object", "source", "confidence#", "", "claim")
	for i := range claims {
		c := &claims[i]
		g.add(c.When.String(), named(c.Subject), c.Relation, named(c.Object), c.Source, fmt.Sprintf("%d%%", c.Confidence), c.remarks(), c.ID)
	}
	g.print(p.out)
}

// showRest says what an answer left out, and how to go on.
func (p *program) showRest(v viewBody) {
	if v.Truncated != nil {
		var why []string
		for _, r := range v.Truncated.Reasons {
			why = append(why, map[string]string{
				"time":     "the time was up, so the last complete hop is the answer",
				"budget":   "the search would have touched too many claims (see --avoid-degree)",
				"frontier": "not all actors were searched on from (see --expand)",
				"limit":    fmt.Sprintf("%s of %s claims are shown (see --limit)", number(v.Truncated.Shown.Claims), number(v.Totals.Claims)),
			}[r])
		}
		fmt.Fprintf(p.out, "\nNot all: %s.\n", strings.Join(why, "; "))
	}
	p.showCursor(v.Cursor)
}

func (p *program) showCursor(cursor *string) {
	if cursor != nil {
		fmt.Fprintf(p.out, "\nMore with: --cursor %s\n", *cursor)
	}
}
