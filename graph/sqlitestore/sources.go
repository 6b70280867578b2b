package sqlitestore

import (
	"context"

	"zombiezen.com/go/sqlite"

	"liaison/graph"
	"liaison/graph/index"
)

// Sources gives those that are recorded, in the order asked for.
func (s *Store) Sources(ctx context.Context, seq graph.Sequence, ids []graph.SourceID) ([]graph.SourceState, error) {
	snap, at, err := s.seen(ctx, seq)
	if err != nil {
		return nil, err
	}
	return read(ctx, s, func(c conn) ([]graph.SourceState, error) {
		l := newSourceList(c, snap, at)
		for _, id := range ids {
			if n, ok := snap.Source(id); ok {
				if err := l.add(n); err != nil {
					return nil, err
				}
			}
		}
		return l.finish(ctx)
	})
}

// SourcesPage lists sources in order of id.
func (s *Store) SourcesPage(ctx context.Context, seq graph.Sequence, after graph.SourceID, n int) ([]graph.SourceState, error) {
	snap, at, err := s.seen(ctx, seq)
	if err != nil || n <= 0 {
		return nil, err
	}
	return read(ctx, s, func(c conn) ([]graph.SourceState, error) {
		l := newSourceList(c, snap, at)
		for {
			ids, err := namesAfter(c, `SELECT number, id FROM source WHERE id > ? ORDER BY id LIMIT 512`, string(after))
			if err != nil {
				return nil, err
			}
			for _, src := range ids {
				if err := l.add(src.number); err != nil {
					return nil, err
				}
				if len(l.out) == n {
					return l.finish(ctx)
				}
			}
			if len(ids) < 512 {
				return l.finish(ctx)
			}
			after = graph.SourceID(ids[len(ids)-1].id)
		}
	})
}

// sourceList is an answer under way.
type sourceList struct {
	c       conn
	snap    index.Snapshot
	at      graph.Sequence
	times   times
	out     []graph.SourceState
	numbers []uint32
	relays  map[graph.SourceID]graph.SourceID // looked up before
}

func newSourceList(c conn, snap index.Snapshot, at graph.Sequence) *sourceList {
	return &sourceList{c: c, snap: snap, at: at, times: times{c: c}, relays: map[graph.SourceID]graph.SourceID{}}
}

// add reads the newest version of a source, if it was recorded by then.
func (l *sourceList) add(n uint32) error {
	var st graph.SourceState
	found, err := l.c.row(`SELECT v.sequence, v.publisher, v.title, v.url, v.published, v.language, v.kind, v.relays, v.summary
		FROM source_version v WHERE v.source = ? AND v.sequence <= ? ORDER BY v.sequence DESC LIMIT 1`, func(row *sqlite.Stmt) {
		st.Sequence = sequence(row, 0)
		st.Source = l.version(row, n)
	}, n, l.at)
	if err != nil || !found {
		return err
	}
	held, err := l.c.number(`SELECT 1 FROM text WHERE source = ? AND sequence <= ?`, n, l.at)
	if err != nil {
		return err
	}
	st.Held = held == 1
	if st.Recorded, err = l.times.of(st.Sequence); err != nil {
		return err
	}
	if st.Relaying, err = l.relaying(st.ID); err != nil {
		return err
	}
	st.Origin = graph.OriginOf(st.ID, func(id graph.SourceID) graph.SourceID {
		to, e := l.relaying(id)
		err = firstOf(err, e)
		if err != nil {
			return ""
		}
		return to
	})
	l.out, l.numbers = append(l.out, st), append(l.numbers, n)
	return err
}

// version reads the fields of a version, all but the text.
func (l *sourceList) version(row *sqlite.Stmt, n uint32) graph.Source {
	src := graph.Source{
		ID: l.snap.SourceID(n), Publisher: row.ColumnText(1), Title: row.ColumnText(2), URL: row.ColumnText(3),
		Published: row.ColumnText(4), Language: row.ColumnText(5), Kind: row.ColumnText(6), Summary: row.ColumnBool(8),
	}
	if !row.ColumnIsNull(7) {
		src.Relays = l.snap.SourceID(number(row, 7))
	}
	return src
}

// relaying gives what a source relays by the newest statement: its own record, or a relay record.
func (l *sourceList) relaying(id graph.SourceID) (graph.SourceID, error) {
	if to, known := l.relays[id]; known {
		return to, nil
	}
	n, ok := l.snap.Source(id)
	if !ok {
		return "", nil
	}
	to := graph.SourceID("")
	// A relay record holds against later versions of the source that name nobody.
	_, err := l.c.row(`
		WITH judged AS (SELECT sequence, relays FROM relay WHERE source = ?1 AND sequence <= ?2 ORDER BY sequence DESC LIMIT 1),
			since AS (SELECT sequence, relays FROM source_version WHERE source = ?1 AND sequence <= ?2 AND sequence > coalesce((SELECT sequence FROM judged), 0))
		SELECT relays FROM (SELECT relays FROM since ORDER BY sequence DESC LIMIT 1)
			WHERE NOT EXISTS (SELECT 1 FROM judged) OR EXISTS (SELECT 1 FROM since WHERE relays IS NOT NULL)
		UNION ALL SELECT relays FROM judged WHERE NOT EXISTS (SELECT 1 FROM since WHERE relays IS NOT NULL)
		LIMIT 1`, func(st *sqlite.Stmt) {
		if !st.ColumnIsNull(0) {
			to = l.snap.SourceID(number(st, 0))
		}
	}, n, l.at)
	if err != nil {
		return "", err
	}
	l.relays[id] = to
	return to, nil
}

// finish counts the claims of the sources.
func (l *sourceList) finish(ctx context.Context) ([]graph.SourceState, error) {
	if len(l.out) > 0 {
		for i, n := range l.snap.Published(l.at, l.numbers) {
			l.out[i].Claims = n
		}
	}
	return l.out, ctx.Err()
}

// Text gives the held text of a source.
func (s *Store) Text(ctx context.Context, seq graph.Sequence, id graph.SourceID) (string, bool, error) {
	snap, at, err := s.seen(ctx, seq)
	if err != nil {
		return "", false, err
	}
	n, ok := snap.Source(id)
	if !ok {
		return "", false, nil
	}
	found := false
	text, err := read(ctx, s, func(c conn) (text string, err error) {
		text, found, err = heldText(c, n, at)
		return text, err
	})
	return text, found, err
}

// heldText reads the text of a source, if it was held by a sequence.
func heldText(c conn, source uint32, at graph.Sequence) (text string, found bool, err error) {
	found, err = c.row(`SELECT body FROM text WHERE source = ? AND sequence <= ?`, func(st *sqlite.Stmt) { text = st.ColumnText(0) }, source, at)
	return text, found, err
}
