package sqlitestore

import (
	"context"
	"fmt"

	"liaison/graph"
)

// What only tests may do.

// Migrations are the steps of the tables.
var Migrations = migrations

// OpenSteps is Open of a program whose tables are those steps.
func OpenSteps(path string, o *graph.Ontology, steps []string) (*Store, error) {
	return openFile(path, o, Options{}, steps)
}

// LimitPages bounds the size of the file, as a full disk does; 0 takes the bound away.
func (s *Store) LimitPages(more int64) error {
	return s.between(context.Background(), func() error {
		pages, err := s.writer.c.number(`PRAGMA page_count`)
		if err != nil {
			return err
		}
		if more == 0 {
			pages = 1 << 30
		}
		_, err = s.writer.c.number(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+more))
		return err
	})
}

// HasClaimIndex tells whether claims can be found by id in the file.
func (s *Store) HasClaimIndex() (bool, error) {
	return read(context.Background(), s, func(c conn) (bool, error) {
		n, err := c.number(`SELECT count(*) FROM sqlite_schema WHERE name = 'claim_id'`)
		return n == 1, err
	})
}
