package sqlitestore

import (
	"context"
	"errors"
	"fmt"

	"zombiezen.com/go/sqlite"

	"liaison/graph"
)

func errClosed() error {
	return &graph.Error{Code: graph.CodeUnavailable, Message: "the store is closed"}
}

// translate gives an error of SQLite the meaning that it has for callers. ctx is the one the work was done under.
func (s *Store) translate(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	var known *graph.Error
	if errors.As(err, &known) {
		return err
	}
	if ctx != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return explain(s.path, err)
}

// explain tells in words what went wrong with a file.
func explain(path string, err error) error {
	var known *graph.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	say := func(code graph.Code, format string, args ...any) error {
		return &graph.Error{Code: code, Field: "store", Value: path, Message: fmt.Sprintf(format, args...), Err: err}
	}
	code := sqlite.ErrCode(err)
	switch code.ToPrimary() {
	case sqlite.ResultFull:
		return say(graph.CodeFull, "%s cannot grow: the disk is full, or the limit on its size is reached; nothing of this write was recorded", path)
	case sqlite.ResultReadOnly:
		return say(graph.CodeUnavailable, "%s cannot be written to; check the permissions of the file and its folder", path)
	case sqlite.ResultCantOpen, sqlite.ResultPerm, sqlite.ResultAuth:
		return say(graph.CodeUnavailable, "%s cannot be opened; check that its folder exists and may be written to", path)
	case sqlite.ResultNotADB:
		return say(graph.CodeInvalid, "%s is not a store: it is not an SQLite database", path)
	case sqlite.ResultCorrupt:
		return say(graph.CodeInternal, "%s is damaged; restore it from a backup", path)
	case sqlite.ResultBusy, sqlite.ResultLocked:
		return say(graph.CodeUnavailable, "%s is in use by another program", path)
	case sqlite.ResultInterrupt:
		return context.Canceled
	case sqlite.ResultIOErr:
		return say(graph.CodeUnavailable, "%s cannot be read or written: the disk reports an error", path)
	}
	return err
}
