package graph

import (
	"context"
	"sort"
)

// logs keeps the few records that every query needs whole: judgements, origin moves, and the standing of disputed
// pairs. They are read from the store once and then continued.
type logs struct {
	upto       Sequence
	judgements []logged[*Judgement]
	moves      []logged[OriginMove]
	pairs      map[ClaimID][]logged[DisputePair]
	pairList   []logged[DisputePair]

	identities recent[*Identity]
	originsAt  recent[*Origins]
}

// logged is something with the sequence from which it holds.
type logged[T any] struct {
	Sequence Sequence
	What     T
}

// recent remembers the last few values made for a number of log rows.
type recent[T any] struct {
	keys   []int
	values []T
}

func (r *recent[T]) get(key int, make func() T) T {
	for i, k := range r.keys {
		if k == key {
			return r.values[i]
		}
	}
	v := make()
	const most = 16
	if len(r.keys) == most {
		r.keys, r.values = r.keys[1:], r.values[1:]
	}
	r.keys, r.values = append(r.keys, key), append(r.values, v)
	return v
}

// logRows are what the logs of a store hold between two sequences.
type logRows struct {
	upto       Sequence
	judgements []logged[*Judgement]
	moves      []logged[OriginMove]
	pairs      []logged[DisputePair]
}

// readLogs reads what the logs of a store hold with after < sequence <= upto.
func readLogs(ctx context.Context, store Store, after, upto Sequence) (logRows, error) {
	rows := logRows{upto: upto}
	err := store.Journal(ctx, []RecordType{TypeJudgement}, after, upto, func(e Entry) error {
		if j, ok := e.Record.(*Judgement); ok {
			rows.judgements = append(rows.judgements, logged[*Judgement]{e.Sequence, j})
		}
		return nil
	})
	if err != nil {
		return logRows{}, err
	}
	err = store.Derived(ctx, after, upto, func(s Sequence, d Derived) error {
		for _, m := range d.Moves {
			rows.moves = append(rows.moves, logged[OriginMove]{s, m})
		}
		for _, p := range d.Disputes {
			rows.pairs = append(rows.pairs, logged[DisputePair]{s, p})
		}
		return nil
	})
	return rows, err
}

// add continues the logs with what was read, all of it or nothing.
func (l *logs) add(rows logRows) {
	l.judgements = append(l.judgements, rows.judgements...)
	l.moves = append(l.moves, rows.moves...)
	l.pairList = append(l.pairList, rows.pairs...)
	for _, p := range rows.pairs {
		if l.pairs == nil {
			l.pairs = map[ClaimID][]logged[DisputePair]{}
		}
		l.pairs[p.What.A] = append(l.pairs[p.What.A], p)
		if p.What.A != p.What.B {
			l.pairs[p.What.B] = append(l.pairs[p.What.B], p)
		}
	}
	l.upto = rows.upto
}

// until counts the rows of a log up to a sequence.
func until[T any](log []logged[T], s Sequence) int {
	return sort.Search(len(log), func(i int) bool { return log[i].Sequence > s })
}

func (l *logs) identity(s Sequence) *Identity {
	n := until(l.judgements, s)
	return l.identities.get(n, func() *Identity {
		var v Verdicts
		for _, j := range l.judgements[:n] {
			v.Set(j.What.A, j.What.B, j.What.Verdict)
		}
		return v.Identity()
	})
}

func (l *logs) origins(s Sequence) *Origins {
	n := until(l.moves, s)
	return l.originsAt.get(n, func() *Origins {
		moved := make(map[SourceID]SourceID, n)
		for _, m := range l.moves[:n] {
			moved[m.What.Source] = m.What.Origin
		}
		return NewOrigins(moved)
	})
}

// standing gives the newest word at s on every pair that a claim is in.
func (l *logs) standing(id ClaimID, s Sequence) []logged[DisputePair] {
	rows := l.pairs[id]
	rows = rows[:until(rows, s)]
	var out []logged[DisputePair]
	for i := len(rows) - 1; i >= 0; i-- {
		newer := false
		for _, o := range out {
			newer = newer || o.What.A == rows[i].What.A && o.What.B == rows[i].What.B
		}
		if !newer {
			out = append(out, rows[i])
		}
	}
	return out
}
