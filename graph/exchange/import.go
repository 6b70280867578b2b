package exchange

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"liaison/graph"
)

// Target is what Import needs of a store.
type Target interface {
	Append(ctx context.Context, b graph.Batch) ([]graph.Receipt, error)
	Head(ctx context.Context, at *time.Time) (graph.AsOf, error)
	Actors(ctx context.Context, s graph.Sequence, ids []graph.ActorID) ([]graph.Actor, error)
	Sources(ctx context.Context, s graph.Sequence, ids []graph.SourceID) ([]graph.SourceState, error)
	Ontology() *graph.Ontology
}

// DefaultBatch is how many records go into one write.
const DefaultBatch = 10_000

// maxBatchBytes ends a batch early, so that texts of megabytes do not pile up.
const maxBatchBytes = 16 << 20

// DefaultProblems is how many problems a summary lists.
const DefaultProblems = 100

// Options say how to import. The zero value detects the format.
type Options struct {
	Name   string // of the file; names the source and the run of an event file, and is held against its content
	Format string // one of Formats; empty: found from the content
	Source string // id of the source of all claims of the file; empty: by the format
	// Mapping says which columns of a CSV are what: a list of field=column with commas between, such as
	//
	//	subject=From,object=To,relation=Type,when=Day,source=Paper,attribution='the police'
	//
	// The fields are subject, object and relation, which must be there, and when, source, confidence, statement,
	// attribution, event, place, quote, polarity, modality and url. A column stands for its cells; words in single quotes
	// stand for themselves in every row. relation, polarity, modality and confidence, whose words are a closed list, need
	// no quotes: relation=meet makes every row a meeting. A column with a comma in its name is put in double quotes.
	//
	// subject, object and place are names. source is the publisher's name; a url is the address of one article, which
	// then is the source. Without either, the file is the source. An empty cell leaves its field out.
	Mapping string
	// Run is what every claim carries that does not name a run itself, so that a retraction can take the whole import
	// back. Empty: made from the format, the name and the beginning of the content, which is the same at every import of
	// the file; NDJSON without a Name gets none.
	Run string
	// Restore keeps sequences and times of an export and needs an empty store. The first bad line ends it.
	Restore bool
	// NoPlaces leaves the place of events out. It is part of a claim's identity: with and without are other claims.
	NoPlaces bool
	// KeepUnspecified keeps the events of ICEWS in which one side is "Unspecified Actor". They are refused otherwise: the
	// words stand for nobody in particular, and one actor made of all of them would tie together what has no tie.
	KeepUnspecified bool
	BatchSize       int // records; default DefaultBatch
	MaxProblems     int // listed in the summary; default DefaultProblems, negative: none
	Rejects         io.Writer
	Progress        func(Progress) // called after every batch, by the caller's goroutine
}

// Import reads records or events and appends them to the store in batches. Bad lines are in the summary, not in the
// error: an error says that the input as a whole cannot be read, that the store failed, or that the context ended. What
// the summary counts is recorded even then, in whole batches.
//
// r must not be used by anybody else meanwhile; where the context ended during a read that did not return within a
// second, not before that read has returned.
func Import(ctx context.Context, store Target, r io.Reader, o Options) (Summary, error) {
	in, err := unpack(wrapped(r), o.Name, o.Restore)
	if err != nil {
		return Summary{}, err
	}
	defer in.close()
	im, err := newImporter(store, in, &o)
	if err != nil {
		return Summary{}, err
	}
	if o.Restore {
		if err := im.checkRestore(ctx); err != nil {
			return im.sum, err
		}
	}
	return im.run(ctx)
}

// importer appends batches while another goroutine, the producer, reads and decodes the next one. The producer owns
// the input and what it fills; a batch changes hands through the channel.
type importer struct {
	store    Target
	in       *input
	o        *Options
	sum      Summary
	events   bool // rows of an event file: actors and sources that are recorded stay as they are
	header   []byte
	produce  producer
	rejected bool // the header of the rejects is written
}

// producer reads on and fills batches until the input ends, giving each full one to send.
type producer interface {
	produce(ctx context.Context, send func(*batch) error) error
}

func newImporter(store Target, in *input, o *Options) (*importer, error) {
	head, err := in.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, err
	}
	if o.BatchSize <= 0 {
		o.BatchSize = DefaultBatch
	}
	if o.MaxProblems == 0 {
		o.MaxProblems = DefaultProblems
	}
	format, err := chooseFormat(head, o)
	if err != nil {
		return nil, err
	}
	im := &importer{store: store, in: in, o: o}
	if o.Run == "" && (o.Name != "" || format != formatNDJSON) && !o.Restore {
		o.Run = runOf(format, o.Name, head)
	}
	im.sum = Summary{Format: format, Run: o.Run}
	if format == formatNDJSON {
		im.produce = &recordProducer{in: in, d: NewDecoder(in.Reader), o: o}
		return im, nil
	}
	if o.Restore {
		return nil, graph.Invalid("restore", format, "only an export of Liaison can be restored; this is %s", format)
	}
	p, err := newEventProducer(store.Ontology(), in, format, o)
	if err != nil {
		return nil, err
	}
	im.events, im.produce, im.header = true, p, p.headerLine
	return im, nil
}

// runOf makes the name of a run, the same for the same file.
func runOf(format, name string, head []byte) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00", format, path.Base(name))
	h.Write(head)
	run := format
	if name != "" {
		run += "-" + slug(plainName(name))
	}
	return run + "-" + hex.EncodeToString(h.Sum(nil)[:4])
}

// plainName is a file's name without folders and the endings that say how it is stored.
func plainName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	for {
		cut := name
		for _, end := range []string{".gz", ".zip", ".csv", ".tsv", ".tab", ".txt", ".ndjson", ".jsonl", ".json"} {
			if len(cut) > len(end) && strings.EqualFold(cut[len(cut)-len(end):], end) {
				cut = cut[:len(cut)-len(end)]
			}
		}
		if cut == name {
			return name
		}
		name = cut
	}
}

func (im *importer) run(ctx context.Context) (Summary, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	batches := make(chan *batch, 1)
	failed := make(chan error, 1)
	go func() {
		defer close(batches)
		failed <- im.produce.produce(ctx, func(b *batch) error {
			b.stored = im.in.stored.n
			select {
			case batches <- b:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	err := im.take(ctx, batches)
	if err == nil {
		return im.sum, <-failed
	}
	cancel()
	select { // a producer that waits for its input, such as a silent pipe, is left behind and ends with the input
	case <-failed:
	case <-time.After(time.Second):
	}
	return im.sum, err
}

// take appends the batches until the last one.
func (im *importer) take(ctx context.Context, batches <-chan *batch) error {
	for {
		select {
		case b, more := <-batches:
			if !more {
				return nil
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := im.append(ctx, b); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
