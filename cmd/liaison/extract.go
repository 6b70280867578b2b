package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/extract/llm"
)

// extractFlags are what a reading may be told.
type extractFlags struct {
	source                                     string
	title, publisher, published, url, language string
	run                                        string
	model                                      modelFlags
	dry, json, fetch                           bool
}

func newExtract(p *program, getenv func(string) string) *cobra.Command {
	var f extractFlags
	c := &cobra.Command{
		Use:     "extract FILE...",
		GroupID: "data",
		Short:   "Read texts, and propose the claims that they make",
		Long: `Reads texts (plain, Markdown, HTML, PDF, mail, Word; - is the standard input), keeps each
as the text of a source, and proposes the claims that it makes, each with its exact words.
Proposals are no claims until somebody accepts them: liaison review lists and decides.
Reading a text again proposes nothing twice, whatever was decided.

A folder is read with all documents in it; a file that ends in .ndjson or .jsonl holds a text a
line: {"text": "...", "id": "...", "title": "...", "publisher": "...", "url": "...",
"published": "...", "language": "..."}, all but the text optional. An address of the web is
fetched where --fetch says so, never one that is not of the public internet.

English is read for events; in Russian and Arabic, names and dates are found (--dry-run shows
them). The rules work offline and find the same every time.`,
		Example: `  liaison extract article.txt --published 2025-01-27 --publisher Watan
  liaison extract report.pdf letter.eml page.html
  liaison extract reports/ archive.ndjson --run spring
  liaison extract --fetch https://example.org/news/1
  liaison extract article.txt --dry-run
  pbpaste | liaison extract - --title "Talks in Ankara" --published 2025-01-20
  liaison review --min-score 70`,
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return wrong("%s needs a FILE, or - for the standard input", c.CommandPath())
			case len(args) > 1 && f.ofOne():
				return wrong("--source, --title and --url are of one text; %d are given", len(args))
			case f.ofOne() && ofMany(args[0]):
				return wrong("--source, --title and --url are of one text; %s may hold many", oneLine(args[0]))
			}
			if err := f.model.check(); err != nil {
				return err
			}
			return p.extract(c.Context(), &f, args)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault
		},
	}
	c.Flags().StringVar(&f.source, "source", "", "`id` of the source (default made from the text)")
	c.Flags().StringVar(&f.title, "title", "", "its `title`, where the text does not state one")
	c.Flags().StringVar(&f.publisher, "publisher", "", "`who` published it")
	c.Flags().StringVar(&f.published, "published", "", "`when` it was published, EDTF; without it \"on Friday\" cannot be told")
	c.Flags().StringVar(&f.url, "url", "", "`address` at which it was published")
	c.Flags().StringVar(&f.language, "language", "", "its `language`, BCP 47 (default found out)")
	c.Flags().StringVar(&f.run, "run", "", "`name` of this reading (default made from the time)")
	c.Flags().BoolVar(&f.fetch, "fetch", false, "fetch addresses that are given instead of files")
	f.model.bind(c, getenv)
	c.Flags().BoolVar(&f.dry, "dry-run", false, "show what is found, and record nothing")
	c.Flags().BoolVar(&f.json, "json", false, "print the API's summary of each text, one a line")
	return c
}

// extract reads the texts one after the other. A text that cannot be read is told of and stops nothing.
func (p *program) extract(ctx context.Context, f *extractFlags, names []string) error {
	if f.dry {
		return p.withReader(ctx, func(r *extract.Reader) error {
			return p.eachText(ctx, f, names, func(name string, src *graph.Source) error { return p.showFound(ctx, r, name, src) })
		})
	}
	return p.withStore(ctx, toWrite, func(ctx context.Context, s *openStore) error {
		x := &extractor{store: s, explorer: s.explorer(), clock: time.Now, model: f.model, told: p.tellModel}
		r, err := x.reader(ctx)
		if err != nil {
			return err
		}
		if f.run == "" {
			f.run = newRun(x.clock())
		}
		all := api.Extraction{Run: f.run}
		texts := 0
		err = p.eachText(ctx, f, names, func(name string, src *graph.Source) error {
			got, err := x.read(ctx, r, src, f.run)
			if err != nil {
				return err
			}
			texts, all.Found, all.New = texts+1, all.Found+got.Found, all.New+got.New
			return p.showExtraction(ctx, f, x, name, src, &got)
		})
		if texts > 1 && !f.json {
			fmt.Fprintf(p.out, "%s read: %s found, %s new; liaison review --run %s lists them\n", plural(texts, "text", "texts"), plural(all.Found, "claim", "claims"), number(all.New), all.Run)
		}
		return err
	})
}

// tellModel says what a model did. What failed there is told and stops nothing: the rules have read the text as well.
func (p *program) tellModel(r llm.Report) {
	fmt.Fprintf(p.err, "%s: %s, %s kept\n", oneLine(r.Model), plural(r.Claims, "claim", "claims"), number(r.Kept))
	for _, why := range slices.Sorted(maps.Keys(r.Dropped)) {
		fmt.Fprintf(p.err, "  %s dropped: %s\n", number(r.Dropped[why]), why)
	}
	for _, f := range r.Failures {
		fmt.Fprintf(p.err, "  %s\n", oneLine(f))
	}
}
