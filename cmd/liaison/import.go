package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/exchange"
	"liaison/seeds"
)

// importFlags are what an import may be told.
type importFlags struct {
	exchange.Options
	rejects     string
	seeds, json bool
	undo        string
	by, reason  string
}

func newImport(p *program) *cobra.Command {
	var f importFlags
	c := &cobra.Command{
		Use:     "import FILE...",
		GroupID: "data",
		Short:   "Read records or event data into the store; undo an import",
		Long: `Reads files of records or events into the store, as streams; - is the standard
input. Gzip and zip are unpacked. Bad lines are reported and stop nothing; reading a
file again adds nothing. The formats are found from the content:

` + formatLines() + `
Every claim of an import carries its run, by which --undo withdraws them all.`,
		Example: `  liaison import records.ndjson events.tsv.gz
  liaison import GDELT.csv.zip --rejects bad.csv
  liaison import people.csv --map subject=From,object=To,relation=meet,when=Day
  zcat export.ndjson.gz | liaison import - --restore --store sqlite:copy.db
  liaison import --undo icews-events-1a2b3c4d --by "Ada" --reason "wrong file"`,
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case f.undo != "":
				return p.undo(c, &f, args)
			case f.by != "" || f.reason != "":
				return wrong("--by and --reason belong to --undo RUN")
			case f.seeds && len(args) > 0:
				return wrong("--seeds takes no FILE")
			case !f.seeds && len(args) == 0:
				return wrong("%s needs a FILE, or - for the standard input", c.CommandPath())
			case f.Restore && len(args) > 1:
				return wrong("--restore takes one FILE, as it needs an empty store")
			}
			return p.importAll(c.Context(), &f, args)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault
		},
	}
	c.Flags().StringVar(&f.Format, "format", "", "the `format`, where it is not found from the content: "+strings.Join(formatNames(), ", "))
	c.Flags().StringVar(&f.Mapping, "map", "", "the `columns` of a CSV, such as subject=From,object=To,relation=meet,when=Day")
	c.Flags().StringVar(&f.Source, "source", "", "`id` of the source of all claims of event data")
	c.Flags().StringVar(&f.Run, "run", "", "`name` of the run (default made from the file)")
	c.Flags().StringVar(&f.rejects, "rejects", "", "write refused lines to this `file`")
	c.Flags().BoolVar(&f.Restore, "restore", false, "put an export back with its sequences and times; needs an empty store")
	c.Flags().BoolVar(&f.NoPlaces, "no-places", false, "leave the places of events out")
	c.Flags().BoolVar(&f.KeepUnspecified, "keep-unspecified", false, "keep events with an \"Unspecified Actor\"")
	c.Flags().BoolVar(&f.seeds, "seeds", false, "read the demonstration data")
	c.Flags().StringVar(&f.undo, "undo", "", "withdraw all claims so far of this `run`; needs --by and --reason")
	c.Flags().StringVar(&f.by, "by", "", "with --undo: `who` decided it")
	c.Flags().StringVar(&f.reason, "reason", "", "with --undo: `why`")
	c.Flags().BoolVar(&f.json, "json", false, "print the API's summary of each file, one a line")
	_ = c.RegisterFlagCompletionFunc("format", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return formatNames(), cobra.ShellCompDirectiveNoFileComp
	})
	return c
}

func formatNames() []string {
	var names []string
	for _, f := range exchange.Formats() {
		names = append(names, f.Name)
	}
	return names
}

func formatLines() string {
	var b strings.Builder
	for _, f := range exchange.Formats() {
		fmt.Fprintf(&b, "  %-9s %s\n", f.Name, f.Description)
	}
	return b.String()
}

// importAll reads all files. It goes on after a file that cannot be read, and fails at the end.
func (p *program) importAll(ctx context.Context, f *importFlags, files []string) error {
	return p.withStore(ctx, toWrite, func(ctx context.Context, s *openStore) (err error) {
		if f.rejects != "" {
			w, err := os.Create(f.rejects)
			if err != nil {
				return fmt.Errorf("rejects: %w", err)
			}
			defer func() {
				if closed := w.Close(); err == nil {
					err = closed
				}
			}()
			f.Rejects = w
		}
		if f.seeds {
			o := f.Options
			o.Name, o.Run = seedsName, or(o.Run, seedsName)
			return p.importOne(ctx, s, seeds.Records(), "demonstration data", 0, o, f.json)
		}
		failed := 0
		for _, name := range files {
			err := p.importFile(ctx, s, name, f)
			if ctx.Err() != nil || err != nil && len(files) == 1 {
				return err
			}
			if err != nil {
				failed++
				if told := new(saidError); !errors.As(err, &told) {
					fmt.Fprintf(p.err, "%s: %s\n", name, printable(err.Error()))
				}
			}
		}
		if failed > 0 {
			return fmt.Errorf("%d of %d files failed", failed, len(files))
		}
		return nil
	})
}

// seedsName is the run of the demonstration data.
const seedsName = "seeds"

func (p *program) importFile(ctx context.Context, s *openStore, name string, f *importFlags) error {
	o := f.Options
	if name == "-" {
		return p.importOne(ctx, s, newPatient(ctx, p.in), "standard input", 0, o, f.json)
	}
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	if info.IsDir() {
		return fmt.Errorf("%s is a folder; name its files", name)
	}
	o.Name = filepath.Base(name)
	return p.importOne(ctx, s, in, name, info.Size(), o, f.json)
}

// importOne reads one input and says what became of it. size is for the progress; 0: not known.
func (p *program) importOne(ctx context.Context, s *openStore, in io.Reader, name string, size int64, o exchange.Options, asJSON bool) error {
	o.BatchSize = s.batch
	line := newProgress(p.err)
	o.Progress = func(n exchange.Progress) {
		part := megabytes(n.Bytes)
		if size > 0 {
			part = fmt.Sprintf("%d%%", min(100, 100*n.Bytes/size))
		}
		line.show("%s: %s, %s lines, %s/s", name, part, number(n.Lines), number(line.perSecond(n.Lines)))
	}
	sum, err := exchange.Import(ctx, s, in, o)
	line.done()
	if err != nil && sum.Lines == 0 {
		return asCall(err)
	}
	if asJSON {
		if told := json.NewEncoder(p.out).Encode(api.BodyOfRecords(apiSummary(&sum))); told != nil {
			return told
		}
	} else {
		p.showSummary(name, &sum)
	}
	switch {
	case err != nil:
		return fmt.Errorf("%s: stopped; what is counted above is recorded: %w", name, err)
	case sum.Accepted+sum.Added+sum.Known == 0:
		if !asJSON {
			return fmt.Errorf("%s: nothing was recorded", name)
		}
		return &saidError{"nothing was recorded"}
	}
	return nil
}

func (p *program) showSummary(name string, sum *exchange.Summary) {
	for _, x := range sum.Problems {
		fmt.Fprintf(p.err, "%s, %s\n", name, oneLine(x.String()))
	}
	if sum.More > 0 {
		fmt.Fprintf(p.err, "%s: and %s (--rejects FILE keeps the refused lines)\n", name, plural(sum.More, "more problem", "more problems"))
	}
	run := ""
	if sum.Run != "" {
		run = "; run " + sum.Run
	}
	fmt.Fprintf(p.out, "%s: %s%s\n", oneLine(name), oneLine(sum.String()), oneLine(run))
}

// asCall marks errors that a flag is to blame for.
func asCall(err error) error {
	var e *graph.Error
	if errors.As(err, &e) && e.Code == graph.CodeInvalid {
		switch e.Field {
		case "format", "mapping", "map", "source", "run", "restore":
			return wrongCall{err}
		}
	}
	return err
}

// apiSummary is a summary in the API's words.
func apiSummary(s *exchange.Summary) *api.ImportSummary {
	out := &api.ImportSummary{Accepted: s.Accepted, Added: s.Added, Known: s.Known, Rejected: s.Rejected, Sequence: s.Sequence, More: s.More}
	for _, x := range s.Problems {
		out.Problems = append(out.Problems, api.LineProblem{Line: x.Line, Column: x.Column, Field: x.Field, Value: x.Value, Message: x.Message, Kept: x.Kept})
	}
	return out
}
