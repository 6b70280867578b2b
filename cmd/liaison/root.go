package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const rootLong = `Liaison keeps claims: who did what to whom, when, and who says so. Each claim is
a typed, dated edge between two actors and leads to the sentence behind it.

  liaison serve --seeds            look around in a browser, with demonstration data
  liaison import events.tsv.gz     read event data or records
  liaison neighbourhood usa        who deals with the United States, and who says so

The data are in one file, liaison.db in the current folder, unless --store or
LIAISON_STORE names another, or a Neo4j database.`

// program is what the commands share.
type program struct {
	streams
	config config
}

// newRoot makes the tree of commands.
func newRoot(s streams, getenv func(string) string) *cobra.Command {
	p := &program{streams: s}
	root := &cobra.Command{
		Use:           "liaison",
		Short:         "Who did what to whom, when, and who says so",
		Long:          rootLong,
		Args:          noArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SuggestionsMinimumDistance = 2
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return wrong("%w; `%s --help` lists the flags", err, c.CommandPath())
	})
	// The API's parameters have underscores, command lines have dashes; both are understood.
	root.SetGlobalNormalizationFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		return pflag.NormalizedName(strings.ReplaceAll(name, "_", "-"))
	})
	p.config.bind(root.PersistentFlags(), getenv)
	for _, group := range []*cobra.Group{{ID: "ask", Title: "Ask:"}, {ID: "data", Title: "Bring data in and out:"}, {ID: "serve", Title: "Serve:"}} {
		root.AddGroup(group)
	}
	root.AddCommand(
		newServe(p, getenv), newImport(p), newExport(p), newNeighbourhood(p), newSearch(p), newClaim(p), newTie(p), newTimeline(p), newPath(p), newStats(p), newExtract(p, getenv), newReview(p),
		newEvaluate(p), newBackup(p), newVersion(p), newHealth(p, getenv),
	)
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	return root
}

func noArgs(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if !c.HasParent() {
		message := "there is no command " + quoted(args[0])
		if near := c.SuggestionsFor(args[0]); len(near) > 0 {
			message += "; did you mean " + strings.Join(near, " or ") + "?"
		} else {
			message += "; `liaison help` lists them"
		}
		return wrongCall{errors.New(message)}
	}
	return wrong("%s takes no arguments, and got %s", c.CommandPath(), quoted(args[0]))
}

// needArgs asks for arguments by their names: "ID", "A B"; a name that ends in "..." may be repeated.
func needArgs(names string) cobra.PositionalArgs {
	want := strings.Fields(names)
	more := strings.HasSuffix(names, "...")
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < len(want):
			return wrong("%s needs %s; `%s --help` shows examples", c.CommandPath(), names, c.CommandPath())
		case len(args) > len(want) && !more:
			return wrong("%s takes %s, and got %d arguments", c.CommandPath(), names, len(args))
		case slices.Contains(args, ""):
			return wrong("%s needs %s, and got an empty argument", c.CommandPath(), names)
		}
		return nil
	}
}
