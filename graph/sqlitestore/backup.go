package sqlitestore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"liaison/graph"
)

// Backup copies the store to a new file, which is a store itself. It can be called while the store is read and
// written: the copy is of one moment, and whole or not there at all.
func (s *Store) Backup(ctx context.Context, to string) error {
	if err := s.usable(ctx); err != nil {
		return err
	}
	if s.lock != nil {
		return Backup(ctx, s.path, to)
	}
	_, err := read(ctx, s, func(c conn) (any, error) { return nil, c.copyTo(ctx, to) })
	return err
}

// Backup copies the store in a file to a new file, as Store.Backup does. It opens no Store, so it also works while a
// Store, of this process or another, has the file open: SQLite gives it one moment of the file to read.
func Backup(ctx context.Context, from, to string) error {
	from, err := filepath.Abs(from)
	if err != nil {
		return err
	}
	if _, err := os.Stat(from); err != nil { // else SQLite would make it
		return err
	}
	c, err := dial(from, "")
	if err != nil {
		return explain(from, err)
	}
	defer c.Close()
	c.SetInterrupt(ctx.Done())
	switch id, err := c.number(`PRAGMA application_id`); {
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return explain(from, err)
	case id != applicationID:
		return graph.Invalid("store", from, "%s is not a store of Liaison", from)
	}
	return c.copyTo(ctx, to)
}

// copyTo writes a copy of the database to a new file.
func (c conn) copyTo(ctx context.Context, to string) error {
	to, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		if err != nil {
			return err
		}
		return graph.Conflict("file", to, "%s is there already; a backup needs a new file", to)
	}
	part := to + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err = c.exec(`VACUUM INTO ?`, part); err == nil {
		err = keep(part, to)
	}
	if err != nil {
		_ = os.Remove(part)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("backup to %s: %w", to, explain(to, err))
	}
	return nil
}

// keep brings a file and then its name to the disk.
func keep(part, path string) error {
	f, err := os.OpenFile(part, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	err = f.Sync()
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}
