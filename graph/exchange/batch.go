package exchange

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"liaison/graph"
)

// batch is what the producer read between two writes.
type batch struct {
	records []graph.Record
	stamps  []graph.Stamp // of a restore
	rows    []row
	refused []refusal // lines that the store need not see
	raw     []byte    // the lines, where rejects are written
	named   int       // actors and sources of events among the records
	size    int       // bytes of the lines
	stored  int64     // bytes of the input read so far
}

// row is a line and the records made of it: those from the end of the row before up to its own.
type row struct {
	line   int
	to     int
	lo, hi int // in raw
}

// refusal is a problem and the line it is about.
type refusal struct {
	Problem
	lo, hi int // in raw
}

// keep takes a line over for the rejects.
func (b *batch) keep(line []byte, wanted bool) (lo, hi int) {
	b.size += len(line)
	if !wanted {
		return 0, 0
	}
	lo = len(b.raw)
	b.raw = append(b.raw, line...)
	return lo, len(b.raw)
}

func (b *batch) refuse(line, column int, err error, raw []byte, wanted bool) {
	lo, hi := b.keep(raw, wanted)
	b.refused = append(b.refused, refusal{problemOf(line, column, err), lo, hi})
}

func (b *batch) full(o *Options) bool {
	return len(b.records) >= o.BatchSize || b.size >= maxBatchBytes || len(b.refused) >= o.BatchSize
}

func (b *batch) empty() bool { return len(b.rows) == 0 && len(b.refused) == 0 }

// append writes one batch and counts what became of it.
func (im *importer) append(ctx context.Context, b *batch) error {
	records := b.records
	var at []int // where the receipt of each record is; nil: at its own place
	if im.events && b.named > 0 {
		var err error
		if records, at, err = im.unknown(ctx, b); err != nil {
			return err
		}
	}
	var receipts []graph.Receipt
	if len(records) > 0 {
		var err error
		if receipts, err = im.store.Append(ctx, graph.Batch{Records: records, Restore: b.stamps}); err != nil {
			return err
		}
		if len(receipts) != len(records) {
			return fmt.Errorf("the store gave %d receipts for %d records", len(receipts), len(records))
		}
	}
	found := b.refused
	from := 0
	for _, r := range b.rows {
		var best graph.Status
		kept := false
		for i := from; i < r.to; i++ {
			receipt, given := graph.Receipt{}, i
			if at != nil {
				given = at[i]
			}
			if given < 0 {
				continue // recorded before this import
			}
			receipt = receipts[given]
			im.count(b.records[i].Type(), receipt)
			if im.events && b.records[i].Type() != graph.TypeClaim {
				continue
			}
			best = better(best, receipt.Status)
			switch {
			case receipt.Status == graph.Rejected:
				found = append(found, refusal{problemOf(r.line, 0, receipt.Err), r.lo, r.hi})
			case len(receipt.Kept) > 0:
				kept = true
				if !im.events { // a data set repeats itself a thousand times; counting is enough
					found = append(found, refusal{Problem{Line: r.line, Field: receipt.Kept[0], Kept: true,
						Message: "is known; " + strings.Join(receipt.Kept, ", ") + " kept as first recorded"}, 0, 0})
				}
			}
		}
		from = r.to
		im.sum.tally(best, kept)
	}
	im.sum.Lines += len(b.rows) + len(b.refused)
	im.sum.Rejected += len(b.refused)
	if err := im.report(b, found); err != nil {
		return err
	}
	if im.o.Progress != nil {
		p := Progress{Bytes: b.stored, Lines: im.sum.Lines, Summary: im.sum}
		p.Summary.Problems = nil
		im.o.Progress(p)
	}
	return nil
}

// count counts records that are new.
func (im *importer) count(t graph.RecordType, r graph.Receipt) {
	im.sum.Sequence = max(im.sum.Sequence, r.Sequence)
	if r.Status != graph.Accepted {
		return
	}
	switch t {
	case graph.TypeActor:
		im.sum.Actors++
	case graph.TypeSource:
		im.sum.Sources++
	case graph.TypeClaim:
		im.sum.Claims++
	}
}

// better gives the status that says more about a row of several records.
func better(a, b graph.Status) graph.Status {
	order := []graph.Status{"", graph.Known, graph.Rejected, graph.Added, graph.Accepted}
	if slices.Index(order, b) > slices.Index(order, a) {
		return b
	}
	return a
}

func (s *Summary) tally(status graph.Status, kept bool) {
	switch status {
	case graph.Accepted:
		s.Accepted++
	case graph.Added:
		s.Added++
	case graph.Rejected:
		s.Rejected++
	default:
		s.Known++
	}
	if kept {
		s.Kept++
	}
}

// report lists problems in order of lines and writes the refused lines to the rejects.
func (im *importer) report(b *batch, found []refusal) error {
	slices.SortStableFunc(found, func(x, y refusal) int { return x.Line - y.Line })
	last := 0
	for _, f := range found {
		if len(im.sum.Problems) < im.o.MaxProblems {
			im.sum.Problems = append(im.sum.Problems, f.Problem)
		} else {
			im.sum.More++
		}
		if im.o.Rejects == nil || f.Kept || f.Line == last || f.lo == f.hi { // a line over the limit was not kept
			continue
		}
		last = f.Line
		if !im.rejected && len(im.header) > 0 {
			if _, err := im.o.Rejects.Write(append(slices.Clone(im.header), '\n')); err != nil {
				return fmt.Errorf("write the rejects: %w", err)
			}
		}
		im.rejected = true
		if _, err := im.o.Rejects.Write(append(slices.Clone(b.raw[f.lo:f.hi]), '\n')); err != nil {
			return fmt.Errorf("write the rejects: %w", err)
		}
	}
	return nil
}

// unknown leaves out the actors and sources that the store has: a row of a data set knows less of an actor than whoever
// recorded it with care, and must not become its newest version. It gives the place of each record's receipt, -1 for
// those left out.
func (im *importer) unknown(ctx context.Context, b *batch) ([]graph.Record, []int, error) {
	var (
		actors  []graph.ActorID
		sources []graph.SourceID
		had     = map[string]bool{}
	)
	for _, r := range b.records {
		switch r := r.(type) {
		case *graph.Actor:
			actors = append(actors, r.ID)
		case *graph.Source:
			sources = append(sources, r.ID)
		}
	}
	head, err := im.store.Head(ctx, nil)
	if err != nil {
		return nil, nil, err
	}
	if len(actors) > 0 {
		found, err := im.store.Actors(ctx, head.Sequence, actors)
		if err != nil {
			return nil, nil, err
		}
		for _, a := range found {
			had["actor "+string(a.ID)] = true
		}
	}
	if len(sources) > 0 {
		found, err := im.store.Sources(ctx, head.Sequence, sources)
		if err != nil {
			return nil, nil, err
		}
		for _, s := range found {
			had["source "+string(s.ID)] = true
		}
	}
	records, at := make([]graph.Record, 0, len(b.records)), make([]int, len(b.records))
	for i, r := range b.records {
		switch r := r.(type) {
		case *graph.Actor:
			if had["actor "+string(r.ID)] {
				at[i] = -1
				continue
			}
		case *graph.Source:
			if had["source "+string(r.ID)] {
				at[i] = -1
				continue
			}
		}
		at[i] = len(records)
		records = append(records, r)
	}
	return records, at, nil
}
