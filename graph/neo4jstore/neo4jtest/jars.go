package neo4jtest

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// version of Neo4j that runs without Docker: the newest of the line with long support. pom.xml asks for it.
const version = "5.26.30"

//go:embed pom.xml
var pom []byte

// listName is the file beside the jars that says what is there: whatever is not as listed is fetched anew.
const listName = "list.txt"

// jarCache keeps the jars of Neo4j, 123 MB, in a folder for all runs of a user.
type jarCache struct{ root string }

func newJarCache() jarCache {
	root, err := os.UserCacheDir()
	if err != nil { // no HOME: a cache that the system empties is better than none
		root = os.TempDir()
	}
	return jarCache{filepath.Join(root, "liaison")}
}

func (c jarCache) jars() string { return filepath.Join(c.root, "neo4j-"+version) }

// folder gives the folder with the jars, complete, and fetches them where they are not there. Of several processes that
// ask at once, one fetches and the others wait.
func (c jarCache) folder(ctx context.Context) (string, error) {
	if c.check() == nil {
		return c.jars(), nil
	}
	if err := os.MkdirAll(c.root, 0o755); err != nil {
		return "", err
	}
	lock := flock.New(c.jars() + ".lock")
	if _, err := lock.TryLockContext(ctx, 100*time.Millisecond); err != nil {
		return "", fmt.Errorf("waiting for another process that fetches Neo4j: %w", err)
	}
	defer func() { _ = lock.Unlock() }()
	if c.check() == nil { // somebody else was faster
		return c.jars(), nil
	}
	if err := c.fetch(ctx); err != nil {
		return "", fmt.Errorf("fetching Neo4j %s with Maven: %w", version, err)
	}
	return c.jars(), c.check()
}

// check says in what the folder is not as it was fetched, by names and sizes.
func (c jarCache) check() error {
	raw, err := os.ReadFile(filepath.Join(c.jars(), listName))
	if err != nil {
		return err
	}
	lines := strings.Fields(string(raw))
	if len(lines) == 0 {
		return errors.New("the list of jars is empty")
	}
	for _, line := range lines {
		name, size, _ := strings.Cut(line, ":")
		info, err := os.Stat(filepath.Join(c.jars(), name))
		if err != nil {
			return err
		}
		if got := fmt.Sprint(info.Size()); got != size {
			return fmt.Errorf("%s has %s bytes, want %s", name, got, size)
		}
	}
	return nil
}

// fetch runs Maven into a folder beside and puts it in the place of what is there: a folder that is there is complete.
func (c jarCache) fetch(ctx context.Context) error {
	// What was cut off earlier. Only the holder of the lock makes such folders.
	old, _ := filepath.Glob(c.jars() + ".part-*") // errs on a bad pattern alone
	for _, name := range old {
		if err := os.RemoveAll(name); err != nil {
			return err
		}
	}
	part, err := os.MkdirTemp(c.root, filepath.Base(c.jars())+".part-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(part) }() // nothing is there where all went well
	project, jars := filepath.Join(part, "pom.xml"), filepath.Join(part, "jars")
	if err := os.WriteFile(project, pom, 0o644); err != nil {
		return err
	}
	// Checksums that do not match are errors, where Maven would warn.
	cmd := exec.CommandContext(ctx, "mvn", "-q", "-B", "-C", "-f", project, "dependency:copy-dependencies",
		"-DincludeScope=runtime", "-DoutputDirectory="+jars)
	cmd.Dir, cmd.WaitDelay = part, time.Second
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, said)
	}
	if err := writeList(jars); err != nil {
		return err
	}
	if err := os.RemoveAll(c.jars()); err != nil {
		return err
	}
	return os.Rename(jars, c.jars())
}

func writeList(jars string) error {
	entries, err := os.ReadDir(jars)
	if err != nil {
		return err
	}
	var list strings.Builder
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return err
		}
		if info.Mode().IsRegular() {
			fmt.Fprintf(&list, "%s:%d\n", e.Name(), info.Size())
		}
	}
	if _, err := os.Stat(filepath.Join(jars, "neo4j-"+version+".jar")); errors.Is(err, fs.ErrNotExist) {
		return errors.New("what Maven fetched does not hold it")
	}
	return os.WriteFile(filepath.Join(jars, listName), []byte(list.String()), 0o644)
}
