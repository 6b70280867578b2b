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
func (s *Store) Backup(ctx context.Context, path string) error {
	if err := s.usable(ctx); err != nil {
		return err
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		if err != nil {
			return err
		}
		return graph.Conflict("file", path, "%s is there already; a backup needs a new file", path)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err = s.copyTo(ctx, part)
	if err == nil {
		err = keep(part, path)
	}
	if err != nil {
		_ = os.Remove(part)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("backup to %s: %w", path, err)
	}
	return nil
}

// copyTo writes a copy with a connection of its own, as those of readers may not write at all.
func (s *Store) copyTo(ctx context.Context, part string) error {
	const copyAll = `VACUUM INTO ?`
	if s.lock == nil {
		_, err := read(ctx, s, func(c conn) (any, error) { return nil, c.exec(copyAll, part) })
		return err
	}
	c, err := dial(s.path, "")
	if err != nil {
		return s.translate(ctx, err)
	}
	defer c.Close()
	c.SetInterrupt(ctx.Done())
	return s.translate(ctx, c.exec(copyAll, part))
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
