package exchange

import (
	"errors"
	"io"
	"time"

	"liaison/graph"
)

// Line is what one line of NDJSON holds: a record, or a header.
type Line struct {
	Number int // from 1
	Record graph.Record
	Header *Header // instead of a record
	Key    string  // the file-local key; may be empty
	// Stamp is the place in known time that the line was exported with; zero without one. It matters only to a restore.
	Stamp graph.Stamp
}

// Decoder reads NDJSON line by line and knows the file-local keys of the lines before.
type Decoder struct {
	in   *lines
	keys *keys
	raw  []byte
}

// NewDecoder reads from r, which holds plain NDJSON; Import also unpacks.
func NewDecoder(r io.Reader) *Decoder { return &Decoder{in: newLines(r), keys: newKeys()} }

// Next gives the next line that is not blank. At the end the error is io.EOF. After a *LineError the decoder can go on
// with the next line; any other error ends the stream. The record is normalized and valid by itself; whether what it
// names is recorded, the store says.
func (d *Decoder) Next() (Line, error) {
	for {
		text, more, err := d.in.next()
		d.raw = text
		switch {
		case err != nil:
			return Line{Number: d.in.line}, err
		case !more:
			return Line{}, io.EOF
		case blank(text):
			continue
		}
		return decode(text, d.in.line, d.keys)
	}
}

// Raw gives the bytes of the line that Next read last, valid until the next call.
func (d *Decoder) Raw() []byte { return d.raw }

// DecodeLine reads one line that stands alone; references to keys are refused, as there is no earlier line.
func DecodeLine(text []byte) (Line, error) { return decode(text, 1, newKeys()) }

// decode reads one line. A key of a refused line is remembered, so that later references to it can say so.
func decode(text []byte, number int, k *keys) (Line, error) {
	l := Line{Number: number}
	if column, err := checkText(text); err != nil {
		return l, &LineError{number, column, err}
	}
	s := &scanner{b: text}
	s.space()
	f, ft := fieldsOf(s, "", k)
	if ft == nil {
		if s.space(); s.i < len(text) {
			ft = s.bad(s.i, "", "holds more than one object; one record a line is expected")
		}
	}
	if ft != nil {
		return l, &LineError{number, ft.at + 1, ft.err}
	}
	l.Key = f.text("key")
	ft = f.record(&l)
	if first, twice := k.known[l.Key]; twice && l.Key != "" && ft == nil {
		ft = &fault{f.place("key"), graph.Invalid("key", l.Key, "%s was given to line %d; a key stands for one record of a file", clipped(l.Key), first.line)}
		l.Key = ""
	}
	if ft != nil {
		if _, known := k.known[l.Key]; !known && l.Key != "" {
			k.bad[l.Key] = number
		}
		return l, &LineError{number, ft.at + 1, ft.err}
	}
	if l.Key != "" && l.Record != nil {
		k.set(l.Key, number, l.Record)
	}
	return l, nil
}

// record reads the members by the type that one of them says.
func (f *fields) record(l *Line) *fault {
	kind := f.text("type")
	if f.fault == nil && kind == "" {
		f.wrong("type", f.at, "is missing; it says what the line is: %s", typeList())
	}
	if kind == "header" {
		l.Header = f.header()
		f.done()
		return f.fault
	}
	l.Stamp = f.stamp()
	var id *graph.ClaimID
	switch graph.RecordType(kind) {
	case graph.TypeActor:
		l.Record = f.actor()
	case graph.TypeSource:
		l.Record = f.source()
	case graph.TypeClaim:
		l.Record, id = f.theClaim()
	case graph.TypeRetraction:
		l.Record = f.retraction()
	case graph.TypeJudgement:
		l.Record = f.judgement()
	case graph.TypeDispute:
		l.Record = f.dispute()
	case graph.TypeEvidence:
		l.Record = &graph.Evidence{Claim: f.claim("claim"), Quotes: f.quotes()}
	case graph.TypeRelay:
		l.Record = &graph.Relay{
			Source: graph.SourceID(f.id("source", graph.TypeSource)), Relays: graph.SourceID(f.id("relays", graph.TypeSource)),
			Similarity: f.integer("similarity", 0), Reason: f.text("reason"), By: f.text("by"), At: f.text("at"),
		}
	case graph.TypeProposal:
		l.Record, id = f.proposal()
	case graph.TypeReview:
		var proposal graph.RecordID
		if m := f.find("proposal"); m != nil {
			proposal = f.hashAt("proposal", m.lo, graph.TypeProposal)
		}
		l.Record = &graph.Review{
			Proposal: proposal, Decision: graph.Decision(f.text("decision")), Claim: f.claim("claim"),
			Reason: f.text("reason"), By: f.text("by"), At: f.text("at"),
		}
	default:
		f.wrong("type", f.place("type"), "%s is no type of record%s; allowed are %s", clipped(kind), suggest(kind, typeNames()), typeList())
	}
	f.done()
	if f.fault != nil {
		l.Record = nil
		return f.fault
	}
	l.Record.Normalize()
	if err := l.Record.Validate(); err != nil {
		l.Record = nil
		return f.refused(err)
	}
	if id != nil {
		if computed := l.Record.RecordID(); *id != computed {
			l.Record = nil
			return &fault{f.place("id"), graph.Conflict("id", id.String(), "is %s, but what the claim says has the id %s; leave id out, or give the claim as it was recorded", id, computed)}
		}
	}
	return nil
}

// refused gives an error of a record's own check the place of the field that it names.
func (f *fields) refused(err error) *fault {
	var ge *graph.Error
	if errors.As(err, &ge) {
		return &fault{f.place(ge.Field), ge}
	}
	return &fault{f.at, &graph.Error{Code: graph.CodeOf(err), Message: err.Error()}}
}

// stamp reads sequence and recorded, which every exported line has.
func (f *fields) stamp() graph.Stamp {
	var s graph.Stamp
	if n := f.integer("sequence", 0); n < 0 {
		f.wrong("sequence", f.place("sequence"), "%d is no sequence; they count from 1", n)
	} else {
		s.Sequence = graph.Sequence(n)
	}
	if text := f.text("recorded"); text != "" {
		t, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			f.wrong("recorded", f.place("recorded"), "%s is no time; write it as 2025-01-31T12:00:00.000000Z", clipped(text))
		}
		s.Recorded = t.UTC()
	}
	return s
}

func typeNames() []string {
	var names []string
	for _, t := range graph.RecordTypes() {
		names = append(names, string(t))
	}
	return append(names, "header")
}

func typeList() string {
	list := ""
	for i, n := range typeNames() {
		if i > 0 {
			list += ", "
		}
		list += n
	}
	return list
}
