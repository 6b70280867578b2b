package exchange_test

import (
	"context"
	"strings"
	"testing"

	"liaison/graph"
	"liaison/graph/exchange"
)

func TestFormatAndMappingErrors(t *testing.T) {
	const table = "date\tsource\trelation\ttarget\n"
	const csv = "From,To,Day\nRuritania,Sudan,2020\n"
	for _, c := range []struct {
		name, text string
		o          exchange.Options
		want       string
	}{
		{"unknown format", table, exchange.Options{Format: "gdlet"}, `format: "gdlet" is no format (did you mean "gdelt"?); allowed are ndjson, table, icews, gdelt, phoenix, polecat, csv`},
		{"another format", table, exchange.Options{Format: "icews", Name: "x.tab"}, `format: x.tab is not icews: 4 columns with tabs between them, the first row being "date, source, relation, target"`},
		{"columns of another number", "1\t20200101\tx\n", exchange.Options{Format: "gdelt"}, `format: the input is not gdelt: 3 columns with tabs between them, the first row being "1, 20200101, x"`},
		{"mapping of a format", table, exchange.Options{Format: "table", Mapping: "subject=From"}, "mapping: a mapping belongs to the format csv, and only to it"},
		{"no mapping", csv, exchange.Options{Format: "csv"}, "mapping: a mapping belongs to the format csv, and only to it"},
		{"no source", table, exchange.Options{}, "source: is missing: the input has no name, so give the id of the source of its claims"},
		{"source that is no id", table, exchange.Options{Source: "The Times"}, `id: "The Times" is not an id`},
		{"field of a mapping", csv, exchange.Options{Mapping: "subjct=From", Source: "s"}, `mapping: "subjct" is no field (did you mean "subject"?); allowed are subject, object, relation, when,`},
		{"column of a mapping", csv, exchange.Options{Mapping: "subject=Form,object=To,relation=meet", Source: "s"}, `mapping: subject=Form: there is no such column (did you mean "From"?); the columns are From, To, Day. Words for every row stand in single quotes`},
		{"field left out", csv, exchange.Options{Mapping: "subject=From,object=To", Source: "s"}, "mapping: names no relation; subject, object and relation are needed. The columns are From, To, Day"},
		{"field twice", csv, exchange.Options{Mapping: "subject=From,subject=To", Source: "s"}, `mapping: "subject" is given twice`},
		{"no pair", csv, exchange.Options{Mapping: "subject", Source: "s"}, `mapping: "subject" is not field=column`},
		{"restore of events", table, exchange.Options{Restore: true, Source: "s"}, "restore: only an export of Liaison can be restored; this is table"},
	} {
		s := newStore(t)
		_, err := exchange.Import(context.Background(), s, strings.NewReader(c.text), c.o)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s:\n got %v\nwant %s", c.name, err, c.want)
		}
		if code := graph.CodeOf(err); code != graph.CodeInvalid {
			t.Errorf("%s: got code %q, want %q", c.name, code, graph.CodeInvalid)
		}
	}
}

func TestMapping(t *testing.T) {
	s := newStore(t)
	text := "From,To,\"Day, short\"\nRuritania,Sudan,2020-05\n"
	sum := importText(t, s, text, exchange.Options{Source: "my-notes", Mapping: `subject=From,object=To,relation=meet,when="Day, short",attribution='Ann, a friend',confidence=30,polarity=denied,place='Port Said'`})
	if sum.Accepted != 1 {
		t.Fatalf("got %+v", sum)
	}
	var got *graph.Claim
	for _, e := range entries(t, s) {
		if c, ok := e.Record.(*graph.Claim); ok {
			got = c
		}
	}
	if got.Attribution != "Ann, a friend" || got.Confidence != 30 || got.Polarity != graph.Denied || got.When.String() != "2020-05" || got.Place != "port-said" || got.Source != "my-notes" {
		t.Errorf("got %+v", got)
	}
}

func TestFormatsAreListed(t *testing.T) {
	for _, f := range exchange.Formats() {
		if f.Name == "" || f.Description == "" {
			t.Errorf("a format without words: %+v", f)
		}
	}
}
