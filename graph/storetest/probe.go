package storetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"liaison/graph"
)

// probe is a question that can be asked of any store at any sequence. Its answer is a value made for comparing: what
// the interface leaves open (the order of rows, nil or empty) is settled.
type probe struct {
	name string
	ask  func(context.Context, graph.Store, graph.Sequence) (any, error)
}

// compareOptions make go-cmp see what the interface promises.
func compareOptions() gocmp.Options {
	return gocmp.Options{
		cmpopts.EquateEmpty(),
		gocmp.Comparer(func(a, b graph.When) bool { return a == b }),
		gocmp.Comparer(func(a, b graph.RecordID) bool { return a == b }),
		gocmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) }),
		gocmp.Comparer(func(a, b graph.Ontology) bool { return a.Digest() == b.Digest() }),
	}
}

// differ describes how got differs from want; nil when it does not.
func differ(what string, want, got any) error {
	if d := gocmp.Diff(want, got, compareOptions()); d != "" {
		return fmt.Errorf("%s: (-want +got)\n%s", what, d)
	}
	return nil
}

// agree asks two stores the same questions at a sequence.
func agree(ctx context.Context, want, got graph.Store, at graph.Sequence, probes []probe) error {
	for _, p := range probes {
		a, err := p.ask(ctx, want, at)
		if err != nil {
			return fmt.Errorf("%s at sequence %d: the reference: %w", p.name, at, err)
		}
		b, err := p.ask(ctx, got, at)
		if err != nil {
			return fmt.Errorf("%s at sequence %d: %w", p.name, at, err)
		}
		if err := differ(fmt.Sprintf("%s at sequence %d", p.name, at), a, b); err != nil {
			return err
		}
	}
	return nil
}

// view is how things stand at a sequence: who is who, and what goes back to whom.
type view struct {
	identity *graph.Identity
	origins  *graph.Origins
}

// viewAt works the view out from what the store itself has in its journal.
func viewAt(ctx context.Context, s graph.Store, at graph.Sequence) (view, error) {
	if at == 0 {
		return view{}, nil
	}
	var v graph.Verdicts
	err := s.Journal(ctx, []graph.RecordType{graph.TypeJudgement}, 0, at, func(e graph.Entry) error {
		j, ok := e.Record.(*graph.Judgement)
		if !ok {
			return fmt.Errorf("journal: sequence %d: asked for judgements, got a %s", e.Sequence, e.Record.Type())
		}
		v.Set(j.A, j.B, j.Verdict)
		return nil
	})
	if err != nil {
		return view{}, err
	}
	moved := map[graph.SourceID]graph.SourceID{}
	err = s.Derived(ctx, 0, at, func(_ graph.Sequence, d graph.Derived) error {
		for _, m := range d.Moves {
			moved[m.Source] = m.Origin
		}
		return nil
	})
	return view{identity: v.Identity(), origins: graph.NewOrigins(moved)}, err
}

// settled puts an expansion in order.
func settled(x graph.Expansion, witnesses bool) graph.Expansion {
	x.Rows, x.Relations, x.Years = slices.Clone(x.Rows), slices.Clone(x.Relations), slices.Clone(x.Years)
	for i := range x.Rows {
		if !witnesses {
			x.Rows[i].Witnesses = 0 // counted only when asked for
		}
	}
	slices.SortFunc(x.Rows, func(a, b graph.Row) int {
		return cmp.Or(cmp.Compare(a.Frontier, b.Frontier), cmp.Compare(a.Peer, b.Peer))
	})
	sortCounts(x.Relations, x.Years)
	return x
}

func sortCounts(relations []graph.RelationCount, years []graph.YearCount) {
	slices.SortFunc(relations, func(a, b graph.RelationCount) int { return cmp.Compare(a.Relation, b.Relation) })
	slices.SortFunc(years, func(a, b graph.YearCount) int {
		if a.Open != b.Open {
			if b.Open {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Year, b.Year)
	})
}

// settledTies takes out of tie answers what means nothing: the day of a bound without one.
func settledTies(ties []graph.TieAnswer) []graph.TieAnswer {
	ties = slices.Clone(ties)
	for i := range ties {
		for _, b := range []*graph.Bound{&ties[i].First, &ties[i].Last} {
			if b.Open || b.None {
				b.Day = 0
			}
		}
	}
	return ties
}

// settledLine puts the dates of a line in order.
func settledLine(l graph.LineAnswer) graph.LineAnswer {
	l.Dates = slices.Clone(l.Dates)
	key := func(d graph.DateCount) string {
		stamp, _ := d.When.Stamped()
		return d.When.String() + " " + stamp.String()
	}
	slices.SortFunc(l.Dates, func(a, b graph.DateCount) int { return cmp.Compare(key(a), key(b)) })
	return l
}

// settledEntry keeps of an entry what a journal must carry.
func settledEntry(e graph.Entry) graph.Entry {
	d := graph.Derived{Withdraws: slices.Clone(e.Derived.Withdraws), Disputes: slices.Clone(e.Derived.Disputes), Moves: slices.Clone(e.Derived.Moves)}
	slices.SortFunc(d.Withdraws, compareID)
	slices.SortFunc(d.Disputes, func(a, b graph.DisputePair) int { return cmp.Or(compareID(a.A, b.A), compareID(a.B, b.B)) })
	e.Derived = d
	return e
}

func compareID(a, b graph.ClaimID) int { return slices.Compare(a[:], b[:]) }

// journal reads all entries up to a sequence.
func journal(ctx context.Context, s graph.Store, types []graph.RecordType, after, upto graph.Sequence) ([]graph.Entry, error) {
	var out []graph.Entry
	err := s.Journal(ctx, types, after, upto, func(e graph.Entry) error {
		out = append(out, settledEntry(e))
		return nil
	})
	return out, err
}

// receipt is a graph.Receipt whose error can be compared.
type receipt struct {
	Status   graph.Status
	ID       graph.RecordID
	Sequence graph.Sequence
	Kept     []string
	Code     graph.Code
	Refusal  string
}

func receipts(list []graph.Receipt) []receipt {
	out := make([]receipt, len(list))
	for i, r := range list {
		out[i] = receipt{Status: r.Status, ID: r.ID, Sequence: r.Sequence, Kept: r.Kept, Code: graph.CodeOf(r.Err)}
		if r.Err != nil {
			out[i].Refusal = r.Err.Error()
			if refusal := "text: does not bear out"; strings.HasPrefix(out[i].Refusal, refusal) {
				out[i].Refusal = refusal // of several quotes any one may be named
			}
		}
	}
	return out
}

// write appends records and checks what every append must do: a receipt for each record.
func write(ctx context.Context, s graph.Store, records []graph.Record) ([]receipt, error) {
	got, err := s.Append(ctx, graph.Batch{Records: copies(records)})
	if err != nil {
		return nil, fmt.Errorf("append: %w", err)
	}
	if len(got) != len(records) {
		return nil, fmt.Errorf("append: %d receipts for %d records", len(got), len(records))
	}
	return receipts(got), nil
}

// newestOf gives the head of a store.
func newestOf(ctx context.Context, s graph.Store) (graph.Sequence, error) {
	as, err := s.Head(ctx, nil)
	return as.Sequence, err
}
