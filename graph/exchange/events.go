package exchange

import (
	"context"
	"fmt"

	"liaison/graph"
)

// eventFormat is how the rows of one data set become records.
type eventFormat struct {
	name string
	// fits tells whether the first row, cut at comma, is one of the format.
	fits func(first []string, comma byte) bool
	// open makes the reader of rows. first is the first row: a header, or data.
	open func(s *setup, first []string) (table, error)
}

// table turns rows into records.
type table interface {
	// header tells whether the first row names columns.
	header() bool
	// row adds the records of a row.
	row(cells [][]byte, b *builder) *cellError
}

// eventFormats are tried in this order.
var eventFormats = []eventFormat{}

// setup is what a table is opened with.
type setup struct {
	o        *Options
	ontology *graph.Ontology
}

// eventProducer reads the rows of a table.
type eventProducer struct {
	in         *input
	o          *Options
	rows       *rows
	table      table
	names      []string // of the columns
	headerLine []byte
	b          *builder
}

func newEventProducer(ontology *graph.Ontology, in *input, format string, o *Options) (*eventProducer, error) {
	return nil, fmt.Errorf("format %s", format)
}

type builder struct{}

func (p *eventProducer) produce(ctx context.Context, send func(*batch) error) error { return nil }

func slug(name string) string { return name }
