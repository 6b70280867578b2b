package neo4jstore

import (
	"context"
	"time"

	"liaison/graph"
)

// newestSequence is above all that will ever be recorded.
const newestSequence = ^graph.Sequence(0)

// Head gives the newest sequence, or the newest one recorded at or before a time.
func (s *Store) Head(ctx context.Context, at *time.Time) (graph.AsOf, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return graph.AsOf{}, err
	}
	defer leave()
	if at != nil {
		// A time that lies before what was seen last is decided: later records have later times.
		if h := s.seen.Load(); h != nil && at.Before(h.Recorded) {
			return s.recordedBy(ctx, h.Sequence, *at)
		}
	}
	h, err := s.newest(ctx)
	if err != nil || at == nil || !at.Before(h.Recorded) {
		return h.asOf(), err
	}
	return s.recordedBy(ctx, h.Sequence, *at)
}

func (h *head) asOf() graph.AsOf {
	if h == nil {
		return graph.AsOf{}
	}
	return h.AsOf
}

// recordedBy gives the newest sequence up to one that was recorded at or before a time.
func (s *Store) recordedBy(ctx context.Context, upto graph.Sequence, at time.Time) (graph.AsOf, error) {
	// Record times are whole microseconds. They are compared with < because Neo4j orders equal instants by their zones.
	at = at.UTC().Truncate(time.Microsecond)
	rows, err := s.read(ctx, `MATCH (c:Commit) WHERE c.recorded < $t AND c.first <= $upto RETURN c.first, c.last, c.recorded ORDER BY c.recorded DESC LIMIT 1`,
		map[string]any{"t": at.Add(time.Microsecond), "upto": int64(upto)})
	if err != nil || len(rows) == 0 {
		return graph.AsOf{}, err
	}
	first, last, recorded := graph.Sequence(rows[0].int(0)), graph.Sequence(rows[0].int(1)), rows[0].time(2)
	seq := min(first+graph.Sequence(at.Sub(recorded)/time.Microsecond), last, upto)
	return commitTime(first, recorded, seq), nil
}

// commitTime gives a sequence of a commit with its record time.
func commitTime(first graph.Sequence, recorded time.Time, seq graph.Sequence) graph.AsOf {
	return graph.AsOf{Sequence: seq, Recorded: recorded.Add(time.Duration(seq-first) * time.Microsecond)}
}

// At gives the record time of a sequence.
func (s *Store) At(ctx context.Context, seq graph.Sequence) (graph.AsOf, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return graph.AsOf{}, err
	}
	defer leave()
	if p.sequence == 0 {
		return graph.AsOf{}, nil
	}
	if h := s.seen.Load(); h.Sequence == p.sequence {
		return h.AsOf, nil
	}
	rows, err := s.read(ctx, `MATCH (c:Commit) WHERE c.first <= $s RETURN c.first, c.recorded ORDER BY c.first DESC LIMIT 1`, map[string]any{"s": int64(p.sequence)})
	if err != nil {
		return graph.AsOf{}, err
	}
	if len(rows) == 0 {
		return graph.AsOf{}, s.damaged("nothing tells when a record was made")
	}
	return commitTime(graph.Sequence(rows[0].int(0)), rows[0].time(1), p.sequence), nil
}
