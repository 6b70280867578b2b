package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"liaison/graph"
	"liaison/graph/ontology"
)

// eventFormat is how the rows of one data set become records.
type eventFormat struct {
	name string
	// fits tells whether the first row, cut at comma, is one of the format.
	fits func(first []string, comma byte) bool
	// columns names the columns of a table without a header, for messages; those that messages are about.
	columns map[int]string
	// open makes the reader of rows from the first row: a header, which it then says, or data.
	open func(s *setup, first []string) (t table, header bool, err error)
}

// table turns rows into records.
type table interface {
	// row adds the records of a row to the builder. The cells are valid during the call.
	row(cells [][]byte, b *builder) *cellError
}

// eventFormats are tried in this order.
func eventFormats() []eventFormat {
	return []eventFormat{plainFormat, icewsFormat, gdeltFormat, phoenixFormat, polecatFormat, csvFormat}
}

// setup is what a table is opened with.
type setup struct {
	o         *Options
	comma     byte
	relations *relations
	facts     *facts
}

// fileSource is the one source of a file whose rows name none.
func (s *setup) fileSource(publisher string) (*sourceRef, error) {
	id := s.o.Source
	if id == "" {
		if s.o.Name == "" {
			return nil, graph.Invalid("source", "", "is missing: the input has no name, so give the id of the source of its claims")
		}
		id = slug(plainName(s.o.Name))
	}
	src := &graph.Source{ID: graph.SourceID(id), Publisher: publisher, Kind: "data-set"}
	if s.o.Name != "" {
		src.Title = path.Base(strings.ReplaceAll(s.o.Name, `\`, "/"))
	}
	src.Normalize()
	if err := src.Validate(); err != nil {
		return nil, err
	}
	return &sourceRef{id: src.ID, record: src}, nil
}

// eventProducer reads the rows of a table.
type eventProducer struct {
	in         *input
	o          *Options
	rows       *rows
	table      table
	names      map[int]string // of the columns
	headerLine []byte
	b          *builder
}

func newEventProducer(o *graph.Ontology, in *input, format string, opt *Options) (*eventProducer, error) {
	p := &eventProducer{in: in, o: opt, rows: &rows{in: newLines(in.Reader)}}
	head, _ := in.Peek(sniffed) // was peeked at before
	line := firstLine(bytes.TrimPrefix(head, []byte("\ufeff")))
	var f eventFormat
	for _, e := range eventFormats() {
		if e.name == format {
			f = e
		}
	}
	var first []string
	for _, comma := range []byte{'\t', ',', ';'} {
		fields := headFields(line, comma)
		if f.fits(fields, comma) && len(fields) > len(first) {
			p.rows.comma, first = comma, fields
		}
	}
	if first == nil {
		return nil, notThatFormat(format, opt.Name, line)
	}
	t, header, err := f.open(&setup{opt, p.rows.comma, &relations{ontology: o, known: map[string]relation{}}, known()}, first)
	if err != nil {
		return nil, err
	}
	p.table, p.names = t, f.columns
	if header {
		if _, _, err := p.rows.next(); err != nil {
			return nil, err
		}
		p.headerLine = bytes.Clone(p.rows.raw)
		p.names = map[int]string{}
		for i, name := range first {
			p.names[i] = strings.TrimSpace(name)
		}
	}
	p.b = newBuilder(format, opt.Run)
	return p, nil
}

func notThatFormat(format, name string, line []byte) error {
	var ge *graph.Error
	message := ""
	if errors.As(unknownFormat(line, name), &ge) {
		message = ge.Message
	}
	_, seen, _ := strings.Cut(message, "known here: ")
	seen, _, _ = strings.Cut(seen, "; give the format")
	return graph.Invalid("format", format, "%s is not %s: %s", orInput(name), format, seen)
}

func (p *eventProducer) produce(ctx context.Context, send func(*batch) error) error {
	rejects := p.o.Rejects != nil
	for ctx.Err() == nil {
		cells, more, err := p.rows.next()
		var bad *LineError
		switch {
		case errors.As(err, &bad):
			p.refuse(bad.Column-1, bad.Err, rejects)
		case err != nil:
			return fmt.Errorf("after line %d: %w", p.rows.line, err)
		case !more:
			if p.b.batch.empty() {
				return nil
			}
			return send(p.b.batch)
		default:
			if ce := p.table.row(cells, p.b); ce != nil {
				p.refuse(ce.column, ce.err, rejects)
				break
			}
			b := p.b.batch
			lo, hi := b.keep(p.rows.raw, rejects)
			b.rows = append(b.rows, row{p.rows.line, len(b.records), lo, hi})
		}
		if full := p.b.batch; full.full(p.o) {
			if err := send(full); err != nil {
				return err
			}
			p.b.batch = &batch{records: make([]graph.Record, 0, len(full.records)+64), rows: make([]row, 0, len(full.rows)+64)}
		}
	}
	return ctx.Err()
}

// refuse names the column of a bad cell.
func (p *eventProducer) refuse(column int, err error, rejects bool) {
	var ge *graph.Error
	if errors.As(err, &ge) && ge.Field == "" && p.names[column] != "" {
		ge = &graph.Error{Code: ge.Code, Field: p.names[column], Value: ge.Value, Message: ge.Message, Err: ge.Err}
		err = ge
	}
	p.b.batch.refuse(p.rows.line, column+1, err, p.rows.raw, rejects)
}

// builder collects the records of rows. An actor or source goes in with the first claim that names it.
type builder struct {
	batch  *batch
	made   graph.MadeBy
	slab   []graph.Claim
	actors map[graph.ActorID]bool  // in this run
	source map[graph.SourceID]bool // lately
}

// importerVersion is the version of what the importers make of a row. It changes when a row would become other records.
const importerVersion = "1"

// manySources bounds the memory of which sources went in; one that goes in again is known to the store and left out.
const manySources = 200_000

func newBuilder(format, run string) *builder {
	return &builder{
		batch: &batch{}, made: graph.MadeBy{Kind: "importer", Name: format, Version: importerVersion, Run: run},
		actors: map[graph.ActorID]bool{}, source: map[graph.SourceID]bool{},
	}
}

// claim makes an event: asserted, actual, by this importer. It is not in the batch yet.
func (b *builder) claim() *graph.Claim {
	if len(b.slab) == 0 {
		b.slab = make([]graph.Claim, 256)
	}
	c := &b.slab[0]
	b.slab = b.slab[1:]
	c.Polarity, c.Modality, c.Confidence, c.MadeBy = graph.Asserted, graph.Actual, graph.DefaultConfidence, b.made
	return c
}

// add puts a claim into the batch, after what it names. place may be nil.
func (b *builder) add(c *graph.Claim, source *sourceRef, subject, object, place *actorRef) {
	if !b.source[source.id] {
		if len(b.source) >= manySources {
			clear(b.source)
		}
		b.source[source.id] = true
		b.batch.named++
		b.batch.records = append(b.batch.records, source.record)
	}
	b.name(subject)
	b.name(object)
	c.Source, c.Subject, c.Object = source.id, subject.id, object.id
	if place != nil {
		b.name(place)
		c.Place = place.id
	}
	b.batch.records = append(b.batch.records, c)
}

func (b *builder) name(a *actorRef) {
	if a.done || b.actors[a.id] {
		a.done = true
		return
	}
	a.done = true
	b.actors[a.id] = true
	b.batch.named++
	b.batch.records = append(b.batch.records, a.record)
}

// actorRef is an actor as a cell names it: its record, or why there can be none.
type actorRef struct {
	id     graph.ActorID
	record *graph.Actor
	err    *graph.Error
	done   bool // it is recorded, or another of the same id is
}

// sourceRef is a source likewise.
type sourceRef struct {
	id     graph.SourceID
	record *graph.Source
	err    *graph.Error
}

// actorNames keeps the actors of the names that a table has shown.
type actorNames map[string]*actorRef

// put checks an actor and keeps it under a key.
func (n actorNames) put(key string, a *graph.Actor) *actorRef {
	a.Normalize()
	ref := &actorRef{id: a.ID, record: a}
	if err := a.Validate(); err != nil {
		ref.err = cause(err)
	}
	n[key] = ref
	return ref
}

// sourceNames keeps sources likewise, the latest ones.
type sourceNames map[string]*sourceRef

func (n sourceNames) put(key string, s *graph.Source) *sourceRef {
	s.Normalize()
	ref := &sourceRef{id: s.ID, record: s}
	if err := s.Validate(); err != nil {
		ref.err = cause(err)
	}
	if len(n) >= manySources {
		clear(n)
	}
	n[key] = ref
	return ref
}

// cause takes the field off an error of a record made from a cell: its user knows the cell, not the field.
func cause(err error) *graph.Error {
	var ge *graph.Error
	if !errors.As(err, &ge) {
		return graph.Invalid("", "", "%v", err)
	}
	return &graph.Error{Code: ge.Code, Value: ge.Value, Message: ge.Message, Err: ge.Err}
}

// relations turns the relation of a row, whatever its way of saying it, into one of the ontology.
type relations struct {
	ontology *graph.Ontology
	known    map[string]relation
}

type relation struct {
	id  graph.RelationID
	err *graph.Error
}

// any reads a relation's id, a CAMEO code, or an event text of ICEWS.
func (r *relations) any(cell []byte) (graph.RelationID, *graph.Error) {
	if v, ok := r.known[string(cell)]; ok {
		return v.id, v.err
	}
	v := r.find(string(cell))
	r.known[string(cell)] = v
	return v.id, v.err
}

func (r *relations) find(text string) relation {
	text = strings.TrimSpace(text)
	if text == "" {
		return relation{err: graph.Invalid("", "", "is empty; an event needs a relation")}
	}
	if _, ok := r.ontology.Relation(graph.RelationID(text)); ok {
		return relation{id: graph.RelationID(text)}
	}
	if id, ok := r.ontology.CAMEO(text); ok {
		return relation{id: id}
	}
	if id, ok := ontology.ICEWS(text); ok {
		if _, ok := r.ontology.Relation(id); ok {
			return relation{id: id}
		}
	}
	return relation{err: graph.NotFound("", text, "%s is neither a relation of the ontology, nor a CAMEO code, nor an event text of ICEWS", clipped(text))}
}

// cameo reads a CAMEO code. Spreadsheets take its leading zero off; the root code, where there is one, or the event
// text gives it back. Either may be empty.
func (r *relations) cameo(code, root, text []byte) (graph.RelationID, *graph.Error) {
	var buf [96]byte
	key := append(append(append(append(append(buf[:0], code...), 0), root...), 0), text...)
	if v, ok := r.known[string(key)]; ok {
		return v.id, v.err
	}
	v := r.findCode(string(code), string(root), string(text))
	r.known[string(key)] = v
	return v.id, v.err
}

func (r *relations) findCode(code, root, text string) relation {
	code = strings.TrimSpace(code)
	if len(code) < 1 || len(code) > 4 || strings.Trim(code, "0123456789") != "" {
		return relation{err: graph.Invalid("", code, "%s is no CAMEO code; one has two to four digits", clipped(code))}
	}
	padded := "0" + code
	if len(root) == 1 {
		root = "0" + root
	}
	at, other := r.ontology.CAMEO(padded)
	_, plain := r.ontology.CAMEO(code)
	said, _ := ontology.ICEWS(text)
	switch {
	case root != "":
		if !strings.HasPrefix(code, root) && strings.HasPrefix(padded, root) {
			code = padded
		}
	case other && (!plain || said == at):
		code = padded
	}
	if id, ok := r.ontology.CAMEO(code); ok {
		return relation{id: id}
	}
	return relation{err: graph.NotFound("", code, "%s is no CAMEO code of the ontology", clipped(code))}
}
