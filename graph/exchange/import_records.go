package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"

	"liaison/graph"
)

// recordProducer reads our own NDJSON.
type recordProducer struct {
	in *input
	d  *Decoder
	o  *Options
}

func (p *recordProducer) produce(ctx context.Context, send func(*batch) error) error {
	b := &batch{}
	rejects := p.o.Rejects != nil
	for ctx.Err() == nil {
		l, err := p.d.Next()
		var bad *LineError
		switch {
		case errors.Is(err, io.EOF):
			if b.empty() {
				return nil
			}
			return send(b)
		case errors.As(err, &bad):
			if p.o.Restore {
				return fmt.Errorf("restore: %w", err)
			}
			b.refuse(l.Number, bad.Column, bad.Err, p.d.Raw(), rejects)
		case err != nil:
			return fmt.Errorf("after line %d: %w", p.d.in.line, err)
		case l.Header != nil:
			continue
		default:
			p.take(b, l, rejects)
		}
		if b.full(p.o) {
			if err := send(b); err != nil {
				return err
			}
			b = &batch{records: make([]graph.Record, 0, len(b.records)), rows: make([]row, 0, len(b.rows))}
		}
	}
	return ctx.Err()
}

func (p *recordProducer) take(b *batch, l Line, rejects bool) {
	if c, ok := l.Record.(*graph.Claim); ok && c.MadeBy.Run == "" && !p.o.Restore {
		c.MadeBy.Run = p.o.Run
	}
	lo, hi := b.keep(p.d.Raw(), rejects)
	b.records = append(b.records, l.Record)
	b.rows = append(b.rows, row{l.Number, len(b.records), lo, hi})
	if p.o.Restore {
		b.stamps = append(b.stamps, l.Stamp)
	}
}

// checkRestore reads an export once to its end before anything is restored, so that a file that is cut, edited or for
// another ontology leaves the store empty.
func (im *importer) checkRestore(ctx context.Context) error {
	head, err := im.store.Head(ctx, nil)
	if err != nil {
		return err
	}
	if head.Sequence > 0 {
		return graph.Conflict("restore", "", "needs an empty store; this one has %d records", head.Sequence)
	}
	in, err := im.in.again()
	if err != nil {
		return err
	}
	err = im.walkExport(ctx, NewDecoder(in.Reader))
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if im.in, err = im.in.again(); err != nil {
		return err
	}
	im.produce = &recordProducer{in: im.in, d: NewDecoder(im.in.Reader), o: im.o}
	return nil
}

func (im *importer) walkExport(ctx context.Context, d *Decoder) error {
	first, err := d.Next()
	switch {
	case errors.Is(err, io.EOF):
		return graph.Invalid("file", "", "is empty; an export begins with a header line")
	case err != nil:
		return err
	case first.Header == nil:
		return &LineError{Line: first.Number, Err: graph.Invalid("type", "", "is no header; only an export, which begins with one, can be restored")}
	}
	if err := im.store.Ontology().Check(first.Header.Ontology); err != nil {
		return &LineError{Line: first.Number, Err: fmt.Errorf("the ontology of this store does not fit the export: %w", err)}
	}
	var last graph.Stamp
	for ctx.Err() == nil {
		l, err := d.Next()
		switch {
		case errors.Is(err, io.EOF) && last.Sequence != first.Header.Sequence:
			return graph.Invalid("file", "", "ends at sequence %d, but its header tells of %d; it is not whole", last.Sequence, first.Header.Sequence)
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case l.Record == nil:
			return &LineError{Line: l.Number, Err: graph.Invalid("type", "header", "is a second header; an export has one")}
		case l.Stamp.Sequence != last.Sequence+1:
			return &LineError{Line: l.Number, Err: graph.Invalid("sequence", fmt.Sprint(l.Stamp.Sequence), "is %d after %d; an export goes without a gap from 1 on", l.Stamp.Sequence, last.Sequence)}
		case !l.Stamp.Recorded.After(last.Recorded):
			return &LineError{Line: l.Number, Err: graph.Invalid("recorded", "", "is missing or not after that of the line before")}
		}
		last = l.Stamp
	}
	return ctx.Err()
}
