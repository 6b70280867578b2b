package sqlitestore

import (
	"context"
	"fmt"

	"zombiezen.com/go/sqlite"

	"liaison/graph"
)

// Check reads the whole file and tells whether it is sound: the database in itself, what records name of each other,
// that every sequence is there once, and that every record still has the id that is the hash of its fields. It takes
// some seconds for each 100 MB. Open checks only what it reads.
func (s *Store) Check(ctx context.Context) error {
	if err := s.usable(ctx); err != nil {
		return err
	}
	_, err := read(ctx, s, func(c conn) (any, error) {
		var found error
		note := func(format string, args ...any) { found = firstOf(found, damaged(s.path, fmt.Errorf(format, args...))) }
		err := c.rows(`PRAGMA integrity_check(10)`, func(st *sqlite.Stmt) error {
			if text := st.ColumnText(0); text != "ok" {
				note("%s", text)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		err = c.rows(`PRAGMA foreign_key_check`, func(st *sqlite.Stmt) error {
			note("row %d of the table %s names a row of %s that is not there", st.ColumnInt64(1), st.ColumnText(0), st.ColumnText(2))
			return nil
		})
		if err != nil {
			return nil, err
		}
		if err := c.exec(`BEGIN`); err != nil { // so that the counts are of one moment
			return nil, err
		}
		defer func() { _ = c.exec(`ROLLBACK`) }()
		claims, err := c.number(`SELECT count(*) FROM claim`)
		if err != nil {
			return nil, err
		}
		if _, err := checkHead(c, s.path, int(claims)); err != nil {
			return nil, err
		}
		if n, err := c.number(`SELECT count(*) FROM claim c JOIN entry e ON e.sequence = c.sequence`); err != nil || n > 0 {
			return nil, firstOf(err, damaged(s.path, fmt.Errorf("%d sequences are there twice", n)))
		}
		return nil, found
	})
	if err != nil {
		return err
	}
	return s.Journal(ctx, nil, 0, 0, func(e graph.Entry) error {
		if e.Record.RecordID() != e.ID {
			return damaged(s.path, fmt.Errorf("the %s of sequence %d is not what was recorded: its id does not fit its fields", e.Record.Type(), e.Sequence))
		}
		return nil
	})
}
