package sqlitestore

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gofrs/flock"

	"liaison/graph"
)

// lock keeps other stores away from a file. It is the operating system's: it ends with the process, however that ends.
// It lies on a file beside, as closing another handle of the database itself would drop SQLite's own locks.
type lock struct{ *flock.Flock }

func takeLock(path string) (*lock, error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // one file has one lock, whatever its name
	}
	file := path + ".lock"
	l := &lock{flock.New(file, flock.SetPermissions(0o644))}
	got, err := l.TryLock()
	if err != nil {
		return nil, &graph.Error{Code: graph.CodeUnavailable, Field: "store", Value: path,
			Message: fmt.Sprintf("%s cannot be locked; check that its folder exists and may be written to", path), Err: err}
	}
	if !got {
		holder := "another program"
		if b, err := os.ReadFile(file); err == nil {
			if pid, err := strconv.Atoi(strings.TrimSpace(string(b))); err == nil {
				holder = fmt.Sprintf("the process %d", pid)
			}
		}
		return nil, &graph.Error{Code: graph.CodeUnavailable, Field: "store", Value: path,
			Message: fmt.Sprintf("%s is in use by %s; a store is opened by one program at a time", path, holder)}
	}
	// For the message above only: that it cannot be written is no reason to stop.
	_ = os.WriteFile(file, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o644)
	return l, nil
}

// release lets others in. The file stays: whoever waits for it could hold a handle of it already.
func (l *lock) release() error { return l.Unlock() }
