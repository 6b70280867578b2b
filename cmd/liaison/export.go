package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"liaison/graph"
	"liaison/graph/exchange"
)

func newExport(p *program) *cobra.Command {
	var file string
	var upto uint64
	c := &cobra.Command{
		Use:     "export",
		GroupID: "data",
		Short:   "Write all records as NDJSON, losslessly",
		Long: `Writes all records, one JSON object a line, with their sequences and times. Put back
with ` + "`liaison import --restore`" + ` into an empty store, and exported again, they are the
same bytes.`,
		Example: `  liaison export -o records.ndjson
  liaison export | gzip > records.ndjson.gz
  liaison export --sequence 240 -o as-of-240.ndjson`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.withStore(c.Context(), toRead, func(ctx context.Context, s *openStore) error {
				if file == "" || file == "-" {
					_, err := p.export(ctx, s, p.out, graph.Sequence(upto))
					return err
				}
				return p.exportFile(ctx, s, file, graph.Sequence(upto))
			})
		},
	}
	c.Flags().StringVarP(&file, "output", "o", "", "the `file` to write; it is replaced only when all is written (default the standard output)")
	c.Flags().Uint64Var(&upto, "sequence", 0, "only the records up to this `number` (default all)")
	return c
}

func (p *program) export(ctx context.Context, s *openStore, w io.Writer, upto graph.Sequence) (graph.Sequence, error) {
	line := newProgress(p.err)
	defer line.done()
	return exchange.Export(ctx, s, &counted{w, 0, func(n int64) { line.show("exporting: %s", megabytes(n)) }}, upto)
}

// exportFile writes beside the file and puts the result in its place, so that there is never half of an export.
func (p *program) exportFile(ctx context.Context, s *openStore, file string, upto graph.Sequence) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tmp.Close()
			_ = os.Remove(tmp.Name())
		}
	}()
	last, err := p.export(ctx, s, tmp, upto)
	if err != nil {
		return err
	}
	if err := tmp.Chmod(0o644); err != nil {
		return err
	}
	if err := tmp.Sync(); err != nil {
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), file); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: %s written\n", oneLine(file), plural(int(last), "record", "records"))
	return nil
}
