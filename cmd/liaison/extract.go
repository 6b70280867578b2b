package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/extract/document"
	"liaison/graph/extract/llm"
)

// extractFlags are what a reading may be told.
type extractFlags struct {
	source                                     string
	title, publisher, published, url, language string
	run                                        string
	model                                      modelFlags
	dry, json                                  bool
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

English is read for events. The rules work offline and find the same every time.`,
		Example: `  liaison extract article.txt --published 2025-01-27 --publisher Watan
  liaison extract report.pdf letter.eml page.html
  liaison extract article.txt --dry-run
  pbpaste | liaison extract - --title "Talks in Ankara" --published 2025-01-20
  liaison review --min-score 70`,
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return wrong("%s needs a FILE, or - for the standard input", c.CommandPath())
			case len(args) > 1 && (f.source != "" || f.title != "" || f.url != ""):
				return wrong("--source, --title and --url are of one text; %d are given", len(args))
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
	f.model.bind(c, getenv)
	c.Flags().BoolVar(&f.dry, "dry-run", false, "show what is found, and record nothing")
	c.Flags().BoolVar(&f.json, "json", false, "print the API's summary of each text, one a line")
	return c
}

// extract reads the texts one after the other. A text that cannot be read is told of and stops nothing.
func (p *program) extract(ctx context.Context, f *extractFlags, names []string) error {
	if f.dry {
		return p.dryExtract(ctx, f, names)
	}
	return p.withStore(ctx, toWrite, func(ctx context.Context, s *openStore) error {
		x := extractor{s, s.explorer(), time.Now, f.model, p.tellModel}
		r, err := x.reader(ctx)
		if err != nil {
			return err
		}
		if f.run == "" {
			f.run = newRun(x.clock())
		}
		var failed []error
		for _, name := range names {
			src, err := p.document(ctx, f, name)
			var got api.Extraction
			if err == nil {
				got, err = x.read(ctx, r, src, f.run)
			}
			if ended := ctx.Err(); ended != nil {
				return ended
			}
			if err != nil {
				failed = append(failed, ofText(name, err))
				continue
			}
			if err := p.showExtraction(ctx, f, x, name, &got); err != nil {
				return err
			}
		}
		return errors.Join(failed...)
	})
}

// ofText says which text an error is of, unless it says so itself.
func ofText(name string, err error) error {
	if d := (*document.Error)(nil); errors.As(err, &d) {
		return err
	}
	return fmt.Errorf("%s: %w", name, err)
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

// document reads a file into the record of a source.
func (p *program) document(ctx context.Context, f *extractFlags, name string) (*graph.Source, error) {
	var (
		d   *document.Document
		err error
	)
	if name == "-" {
		d, err = document.Read(ctx, p.in, document.Hint{Language: f.language})
	} else {
		d, err = document.ReadFile(ctx, name)
	}
	if err != nil {
		return nil, err
	}
	s := d.Source(graph.SourceID(f.source))
	for _, told := range []struct {
		value string
		field *string
	}{
		{f.title, &s.Title}, {f.publisher, &s.Publisher}, {f.published, &s.Published}, {f.url, &s.URL}, {f.language, &s.Language},
	} {
		if told.value != "" {
			*told.field = told.value
		}
	}
	return &s, nil
}

// showExtraction tells what was found in a text.
func (p *program) showExtraction(ctx context.Context, f *extractFlags, x extractor, name string, got *api.Extraction) error {
	if f.json {
		var found []graph.ProposalState
		for _, id := range got.IDs {
			state, _, err := x.explorer.Proposal(ctx, id, graph.Moment{})
			if err != nil {
				return err
			}
			found = append(found, *state)
		}
		return json.NewEncoder(p.out).Encode(api.BodyOfExtraction(got, found))
	}
	fmt.Fprintf(p.out, "%s: source %s, %s found, %s new", oneLine(name), got.Source, plural(got.Found, "claim", "claims"), number(got.New))
	if got.Known > 0 {
		fmt.Fprintf(p.out, ", %s proposed before", number(got.Known))
	}
	if got.Claimed > 0 {
		fmt.Fprintf(p.out, ", %s recorded already", number(got.Claimed))
	}
	fmt.Fprintln(p.out)
	for _, err := range got.Refused {
		fmt.Fprintf(p.out, "  refused: %s\n", oneLine(err.Error()))
	}
	if got.New > 0 {
		fmt.Fprintf(p.out, "  liaison review --source %s lists them\n", got.Source)
	}
	return nil
}

// dryExtract shows what is found without a store, so by names that ship with the program alone, or with the store's if
// there is one.
func (p *program) dryExtract(ctx context.Context, f *extractFlags, names []string) error {
	show := func(r *extract.Reader) error {
		for _, name := range names {
			src, err := p.document(ctx, f, name)
			if err != nil {
				return ofText(name, err)
			}
			found, err := r.Read(ctx, extract.Text{Body: src.Text, Published: src.Published, Language: src.Language})
			if err != nil {
				return err
			}
			p.showFound(p.out, name, found)
		}
		return nil
	}
	return p.withReader(ctx, show)
}

// withReader calls f with a reader that knows the actors of the store, if there is one.
func (p *program) withReader(ctx context.Context, f func(*extract.Reader) error) error {
	err := p.withStore(ctx, toRead, func(ctx context.Context, s *openStore) error {
		r, err := extractor{store: s}.reader(ctx)
		if err != nil {
			return err
		}
		return f(r)
	})
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	o, err := p.config.ontology()
	if err != nil {
		return err
	}
	r, err := extract.New(extract.Options{Ontology: o})
	if err != nil {
		return err
	}
	return f(r)
}

func (p *program) showFound(w io.Writer, name string, found []extract.Proposal) {
	fmt.Fprintf(w, "%s: %s\n", oneLine(name), plural(len(found), "claim", "claims"))
	g := newGrid("score#", "claim", "when", "words")
	for i := range found {
		c := &found[i].Claim
		what := named(c.Subject, &found[i].Subject) + " " + string(c.Relation) + " " + named(c.Object, &found[i].Object)
		for _, odd := range []string{string(c.Polarity), string(c.Modality)} {
			if odd != "" && odd != string(graph.Asserted) && odd != string(graph.Actual) {
				what += " (" + odd + ")"
			}
		}
		g.add(found[i].Score, what, c.When.String(), shortText(c.Evidence[0].Text, 80))
	}
	if len(found) > 0 {
		g.print(w)
	}
}

func named(id graph.ActorID, m *extract.Mention) string {
	if id != "" {
		return string(id)
	}
	text := m.Text
	as := namedBody{Quote: &text}
	for _, c := range m.Candidates {
		as.Candidates = append(as.Candidates, string(c))
	}
	return who(nil, as)
}
