package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"liaison/api"
	"liaison/graph"
)

// undo withdraws the claims of a run.
func (p *program) undo(c *cobra.Command, f *importFlags, args []string) error {
	if len(args) > 0 {
		return wrong("--undo takes no FILE")
	}
	if f.by == "" || f.reason == "" {
		return wrong("--undo needs --by NAME and --reason TEXT: a retraction is final, and says who decided it and why")
	}
	return p.withStore(c.Context(), toRead, func(ctx context.Context, s *openStore) error {
		before, err := withdrawn(ctx, s)
		if err != nil {
			return err
		}
		receipts, err := s.Append(ctx, graph.Batch{Records: []graph.Record{&graph.Retraction{Run: f.undo, By: f.by, Reason: f.reason}}})
		if err != nil {
			return err
		}
		r := receipts[0]
		if r.Status == graph.Rejected {
			return r.Err
		}
		after, err := withdrawn(ctx, s)
		if err != nil {
			return err
		}
		if f.json {
			sum := api.ImportSummary{Sequence: r.Sequence, Accepted: 1}
			if r.Status == graph.Known {
				sum.Accepted, sum.Known = 0, 1
			}
			return json.NewEncoder(p.out).Encode(api.BodyOfRecords(&sum))
		}
		if r.Status == graph.Known {
			fmt.Fprintf(p.out, "run %s was undone before, in record %s\n", oneLine(f.undo), number(int(r.Sequence)))
			return nil
		}
		fmt.Fprintf(p.out, "run %s is undone: %s withdrawn, in record %s\n", oneLine(f.undo), plural(after-before, "claim", "claims"), number(int(r.Sequence)))
		return nil
	})
}

// withdrawn counts the claims that are withdrawn by now.
func withdrawn(ctx context.Context, s graph.Store) (int, error) {
	head, err := s.Head(ctx, nil)
	if err != nil {
		return 0, err
	}
	stats, err := s.Stats(ctx, head.Sequence)
	return stats.Withdrawn, err
}
