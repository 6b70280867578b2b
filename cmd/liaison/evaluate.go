package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/extract/evaluate"
)

type evaluateFlags struct {
	json               bool
	examples, minScore int
}

func newEvaluate(p *program) *cobra.Command {
	var f evaluateFlags
	c := &cobra.Command{
		Use:     "evaluate FILE...",
		GroupID: "data",
		Short:   "Measure the extraction of claims on texts whose claims are known",
		Long: `Reads texts whose claims are known (gold), extracts claims from each, and compares.
It needs no store. The formats of gold are found from the content; docs/extraction.md
says how each figure is defined.

  type, pair, direction   a claim with the same root, the same two actors, the same
                          actors in the same places
  triple                  type and direction
  right                   triple and polarity: asserted or denied
  claim                   right and modality: actual, alleged, planned, ...`,
		Example: `  liaison evaluate graph/extract/testdata/gold/articles-1.dev.jsonl
  liaison evaluate gold/*.jsonl --examples 5
  liaison evaluate gold.jsonl --min-score 80 --json`,
		Args: needArgs("FILE..."),
		RunE: func(c *cobra.Command, args []string) error { return p.evaluate(c.Context(), &f, args) },
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault
		},
	}
	c.Flags().IntVar(&f.examples, "examples", 0, "show this many `errors` of each kind, with text, expected and found")
	c.Flags().IntVar(&f.minScore, "min-score", 0, "only proposals with this `score` (0 to 100) or more")
	addJSON(c, &f.json)
	return c
}

// evaluate measures and shows.
func (p *program) evaluate(ctx context.Context, f *evaluateFlags, files []string) error {
	onto, err := p.config.ontology()
	if err != nil {
		return err
	}
	gold := evaluate.Reader{Ontology: onto}
	var docs []evaluate.Document
	for _, name := range files {
		more, err := gold.Read(name)
		if err != nil {
			return err
		}
		docs = append(docs, more...)
	}
	if slips := evaluate.Check(docs); len(slips) > 0 {
		for _, s := range slips[1:] {
			fmt.Fprintln(p.err, oneLine(s.Error()))
		}
		return slips[0]
	}
	reader, err := extract.New(extract.Options{Ontology: onto})
	if err != nil {
		return err
	}
	line := newProgress(p.err)
	report, err := evaluate.Run(ctx, reader, docs, evaluate.Options{
		Ontology: onto, Directory: reader, MinScore: f.minScore, Examples: f.examples,
		Progress: func(done, of int) {
			line.show("%s of %s texts, %s/s", number(done), number(of), number(line.perSecond(done)))
		},
	})
	line.done()
	if e := new(graph.Error); errors.As(err, &e) && (e.Field == "min_score" || e.Field == "examples") {
		return wrongCall{err}
	}
	if err != nil {
		return err
	}
	if f.json {
		return json.NewEncoder(p.out).Encode(report)
	}
	p.showReport(report)
	return nil
}
