package exchange

import (
	"bufio"
	"context"
	"io"
	"time"

	"liaison/graph"
)

// Journal is what Export needs of a store.
type Journal interface {
	Head(ctx context.Context, at *time.Time) (graph.AsOf, error)
	At(ctx context.Context, s graph.Sequence) (graph.AsOf, error)
	Journal(ctx context.Context, types []graph.RecordType, after, upto graph.Sequence, yield func(graph.Entry) error) error
	Ontology() *graph.Ontology
}

// Export writes the records up to a sequence (0: all) as NDJSON, in order, after a header line with the ontology. The
// bytes depend on the records and the ontology alone. It gives the sequence of the last record written.
func Export(ctx context.Context, store Journal, w io.Writer, upto graph.Sequence) (graph.Sequence, error) {
	head, err := store.Head(ctx, nil)
	if err == nil && upto > 0 && upto < head.Sequence {
		head, err = store.At(ctx, upto)
	}
	if err != nil {
		return 0, err
	}
	out := bufio.NewWriterSize(w, 256<<10)
	h := Header{Version: Version, Sequence: head.Sequence, Recorded: head.Recorded, Ontology: store.Ontology().All()}
	line, err := h.append(nil)
	if err != nil {
		return 0, err
	}
	if _, err := out.Write(line); err != nil {
		return 0, err
	}
	var last graph.Sequence
	if head.Sequence > 0 {
		err = store.Journal(ctx, nil, 0, head.Sequence, func(e graph.Entry) error {
			line = AppendEntry(line[:0], e)
			last = e.Sequence
			_, err := out.Write(line)
			return err
		})
	}
	if err != nil {
		return last, err
	}
	return last, out.Flush()
}
