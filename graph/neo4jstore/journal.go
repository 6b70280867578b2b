package neo4jstore

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"liaison/graph"
)

// journalPage is how many entries are read at a time.
const journalPage = 2_000

// Journal yields entries in order. Between pages it holds nothing of the store, so that the caller may take its time.
func (s *Store) Journal(ctx context.Context, types []graph.RecordType, after, upto graph.Sequence, yield func(graph.Entry) error) error {
	if upto == 0 {
		upto = newestSequence
	}
	j := &journal{s: s, types: types, after: after, upto: upto}
	for more := true; more; {
		page, err := j.next(ctx)
		if err != nil {
			return err
		}
		for i := range page {
			if err := j.texts.add(ctx, s, &page[i]); err != nil {
				return err
			}
			if err := yield(page[i]); err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		more = j.after < j.upto
	}
	return nil
}

// journal is a reading under way.
type journal struct {
	s           *Store
	types       []graph.RecordType // none: all
	after, upto graph.Sequence     // what is left to read
	many        bool               // there are more records of the types asked for than fit a page
	texts       texts
}

func (j *journal) wants(t graph.RecordType) bool {
	return len(j.types) == 0 || slices.Contains(j.types, t)
}

// next reads the next entries, and moves after behind what it read.
func (j *journal) next(ctx context.Context) ([]graph.Entry, error) {
	leave, err := j.s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	p, err := j.s.at(ctx, j.upto)
	if err != nil {
		return nil, err
	}
	j.upto = p.sequence // the newest of now: what is written meanwhile is left out
	if j.after >= j.upto {
		return nil, nil
	}
	// Each sequence is one record. So where claims are asked for, a range of sequences is a page.
	if j.wants(graph.TypeClaim) || j.upto-j.after <= journalPage {
		return j.span(ctx, p)
	}
	return j.records(ctx)
}

// span reads all that is asked for of a range of sequences, with what it decided.
func (j *journal) span(ctx context.Context, p point) ([]graph.Entry, error) {
	end := min(j.upto, j.after+journalPage)
	const span = ` WHERE x.seq > $after AND x.seq <= $upto`
	var parts []string
	if labels := j.labels(); labels != "" {
		parts = append(parts, `MATCH (x:Record) USING INDEX SEEK x:Record(seq)`+span+labels+` RETURN x`)
	}
	if j.wants(graph.TypeClaim) && len(p.types) > 0 {
		parts = append(parts, everyType(p.types, `MATCH ()-[x:%s]->() USING INDEX SEEK x:%s(seq)`+span+` RETURN x`))
	}
	rows, err := j.s.read(ctx, strings.Join(append(parts, decided(span)), union), map[string]any{"after": int64(j.after), "upto": int64(end)})
	if err != nil {
		return nil, err
	}
	j.after = end
	entries, decisions, err := j.decode(rows)
	for i := range entries {
		if d := decisions[entries[i].Sequence]; d != nil {
			d.Origin = entries[i].Derived.Origin
			entries[i].Derived = *d
		}
	}
	return entries, err
}

// records reads a number of records that are not claims. Where they are few, they are found by their label; else in
// order of sequence.
func (j *journal) records(ctx context.Context) ([]graph.Entry, error) {
	const span = ` WHERE x.seq > $after AND x.seq <= $upto`
	const page = ` RETURN x ORDER BY x.seq LIMIT $n`
	var parts []string
	if j.many || j.wants(graph.TypeActor) || j.wants(graph.TypeSource) {
		parts = append(parts, `MATCH (x:Record) USING INDEX SEEK x:Record(seq)`+span+j.labels()+page)
	} else {
		for _, t := range graph.RecordTypes() {
			if label := labelOf(t); label != "" && j.wants(t) {
				parts = append(parts, `MATCH (x:Record:`+label+`) USING SCAN x:`+label+span+page)
			}
		}
	}
	if len(parts) == 0 { // types that there are none of
		j.after = j.upto
		return nil, nil
	}
	rows, err := j.s.read(ctx, strings.Join(parts, union), map[string]any{"after": int64(j.after), "upto": int64(j.upto), "n": journalPage})
	if err != nil {
		return nil, err
	}
	entries, _, err := j.decode(rows)
	if err != nil {
		return nil, err
	}
	if j.many = len(entries) >= journalPage; j.many {
		entries = entries[:journalPage]
		j.after = entries[journalPage-1].Sequence
	} else {
		j.after = j.upto
	}
	return entries, j.decide(ctx, entries)
}

const union = "\nUNION ALL\n"

// labels writes the condition that a record is of a type asked for; it is empty where none but claims are, and a blank
// where all are.
func (j *journal) labels() string {
	if len(j.types) == 0 {
		return " "
	}
	var any []string
	for _, t := range graph.RecordTypes() {
		if label := labelOf(t); label != "" && j.wants(t) {
			any = append(any, "x:"+label)
		}
	}
	if len(any) == 0 {
		return ""
	}
	return " AND (" + strings.Join(any, " OR ") + ")"
}

// decode reads log nodes, claims and decisions. The entries are in order.
func (j *journal) decode(rows []row) ([]graph.Entry, map[graph.Sequence]*graph.Derived, error) {
	entries := make([]graph.Entry, 0, len(rows))
	j.texts.expected = nil
	var rest []row
	for _, r := range rows {
		x := r.props(0)
		e := graph.Entry{Sequence: graph.Sequence(x.int("seq")), Recorded: x.time("recorded")}
		switch n, isNode := r[0].(neo4j.Node); {
		case !isNode:
			c, err := decodeClaim(x)
			if err != nil {
				return nil, nil, j.s.damaged(err.Error())
			}
			e.ID, e.Record, e.Derived.Origin = parseID(x.text("id")), &c, graph.SourceID(x.text("origin"))
		case !slices.Contains(n.Labels, "Record"):
			rest = append(rest, r)
			continue
		default:
			e.ID, e.Record = parseID(x.text("record")), decodeRecord(n.Labels, x)
			if e.Record == nil {
				return nil, nil, j.s.damaged(fmt.Sprintf("the record of sequence %d is of no known type, or cannot be read", e.Sequence))
			}
			if x.bool("has_text") {
				j.texts.expect(e.Sequence, e.Record.(*graph.Source).ID)
			}
		}
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b graph.Entry) int { return int(int64(a.Sequence) - int64(b.Sequence)) })
	return entries, decodeDerived(rest), nil
}

// decide adds what entries that are not claims decided.
func (j *journal) decide(ctx context.Context, entries []graph.Entry) error {
	at := map[graph.Sequence]*graph.Derived{}
	var asked []int64
	for i := range entries {
		switch e := &entries[i]; e.Record.Type() {
		case graph.TypeSource, graph.TypeRelay, graph.TypeRetraction, graph.TypeDispute:
			at[e.Sequence] = &e.Derived
			asked = append(asked, int64(e.Sequence))
		}
	}
	if len(asked) == 0 {
		return nil
	}
	rows, err := j.s.read(ctx, decided(` WHERE x.seq IN $asked`), map[string]any{"asked": asked})
	for seq, d := range decodeDerived(rows) {
		*at[seq] = *d
	}
	return err
}
