package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

type statsBody struct {
	AsOf   asOfBody       `json:"as_of"`
	Totals map[string]int `json:"totals"`
	Years  []struct {
		Key    *int `json:"key"`
		Claims int  `json:"claims"`
	} `json:"years"`
	Relations []keyClaims `json:"relations"`
	Kinds     []struct {
		Key    string `json:"key"`
		Actors int    `json:"actors"`
	} `json:"kinds"`
	Health map[string]int `json:"health"`
}

func newStats(p *program) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "stats",
		GroupID: "ask",
		Short:   "What the store holds, and the health of the data",
		Example: `  liaison stats
  liaison stats --known-at 2025-01-01
  liaison stats --store sqlite:other.db --json`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.withAPI(c.Context(), func(ctx context.Context, a asker) error {
				body, err := a.get(ctx, "/stats", query(c, momentParams...))
				if err != nil {
					return err
				}
				return p.show(body, asJSON, p.showStats)
			})
		},
	}
	addParams(c, momentParams...)
	addJSON(c, &asJSON)
	return c
}

func (p *program) showStats(body []byte) error {
	const most = 20 // relations listed
	var s statsBody
	if err := decode(body, &s); err != nil {
		return err
	}
	first := s.AsOf.String()
	fmt.Fprintln(p.out, strings.ToUpper(first[:1])+first[1:])
	fmt.Fprintln(p.out)
	g := newGrid("", "count#")
	for _, key := range []string{"actors", "sources", "texts", "claims", "withdrawn", "judgements", "disputes", "retractions"} {
		name := map[string]string{"texts": "sources with a text", "withdrawn": "claims withdrawn", "disputes": "disputes recorded"}[key]
		g.add(or(name, key), s.Totals[key])
	}
	for _, key := range []string{"undated", "without_evidence", "disputed"} {
		g.add("claims "+strings.ReplaceAll(key, "_", " "), s.Health[key])
	}
	g.print(p.out)
	if len(s.Kinds) > 0 {
		fmt.Fprintln(p.out)
		g = newGrid("kind", "actors#")
		for _, k := range s.Kinds {
			g.add(k.Key, k.Actors)
		}
		g.print(p.out)
	}
	if len(s.Years) > 0 {
		fmt.Fprintln(p.out)
		g = newGrid("year", "claims#")
		for _, y := range s.Years {
			year := "none"
			if y.Key != nil {
				year = strconv.Itoa(*y.Key)
			}
			g.add(year, y.Claims)
		}
		g.print(p.out)
	}
	if len(s.Relations) > 0 {
		fmt.Fprintln(p.out)
		g = newGrid("relation", "claims#")
		for _, r := range s.Relations[:min(most, len(s.Relations))] {
			g.add(r.Key, r.Claims)
		}
		g.print(p.out)
		if more := len(s.Relations) - most; more > 0 {
			fmt.Fprintf(p.out, "and %s (--json has all)\n", plural(more, "more relation", "more relations"))
		}
	}
	return nil
}
