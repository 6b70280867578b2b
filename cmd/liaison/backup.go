package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"
)

func newBackup(p *program) *cobra.Command {
	return &cobra.Command{
		Use:     "backup FILE",
		GroupID: "data",
		Short:   "Copy the store to a file, while it is in use",
		Long: `Copies the store to a new file, also while a server writes to it. The copy is a store
itself: --store sqlite:FILE opens it.`,
		Example: `  liaison backup monday.db
  liaison stats --store sqlite:monday.db`,
		Args: needArgs("FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := os.Lstat(args[0]); !errors.Is(err, fs.ErrNotExist) {
				if err != nil {
					return err
				}
				return wrong("%s is there already; a backup needs a new file", args[0])
			}
			if err := p.backup(c.Context(), args[0]); err != nil {
				return err
			}
			info, err := os.Stat(args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(p.out, "%s: %s\n", oneLine(args[0]), megabytes(info.Size()))
			return err
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault
		},
	}
}
