package sqlitestore

import (
	"context"
	"fmt"

	"zombiezen.com/go/sqlite"
)

// Check reads the whole file and tells whether it is sound: the database in itself, what records name of each other,
// and that every sequence is there once. It takes about a second for each 100 MB. Open checks only what it reads.
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
	return err
}
