package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"
)

// What tests need of this package.

// Run calls the program and gives its exit code.
func Run(ctx context.Context, args []string, in io.Reader, out, errors io.Writer, env map[string]string) int {
	s := streams{in, out, errors}
	return report(run(ctx, args, s, func(name string) string { return env[name] }), errors)
}

// Root gives the tree of commands.
func Root() *cobra.Command {
	return newRoot(streams{nil, io.Discard, io.Discard}, func(string) string { return "" })
}

// Table prints a table of rows under headings.
func Table(w io.Writer, headings []string, rows ...[]any) {
	g := newGrid(headings...)
	for _, r := range rows {
		g.add(r...)
	}
	g.print(w)
}

var (
	Printable = printable
	OneLine   = oneLine
	ShortText = shortText
	Number    = number
)
