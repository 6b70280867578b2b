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

// Backup copies the store in the file from to a new file, as Store.Backup does. It opens no Store, so it also works
// while a Store, of this process or another, has the file open: SQLite gives it one moment of the file to read.
func Backup(ctx context.Context, from, to string) error {
	from, err := filepath.Abs(from)
	if err != nil {
		return err
	}
	if _, err := os.Stat(from); err != nil {
		return err
	}
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		if err != nil {
			return err
		}
		return graph.Conflict("file", to, "%s is there already; a backup needs a new file", to)
	}
	c, err := dial(from, "")
	if err != nil {
		return explain(from, err)
	}
	defer c.Close()
	id, err := c.number(`PRAGMA application_id`)
	if err != nil {
		return explain(from, err)
	}
	if id != applicationID {
		return graph.Invalid("store", from, "%s is not a store of Liaison", from)
	}
	c.SetInterrupt(ctx.Done())
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
		return fmt.Errorf("backup to %s: %w", to, explain(from, err))
	}
	return nil
}
