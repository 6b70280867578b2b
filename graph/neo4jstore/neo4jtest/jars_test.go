//go:build unix

package neo4jtest_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"liaison/graph/neo4jstore/neo4jtest"
)

// A Maven that writes two jars, slowly, and a line for each run; it fails where it is told so.
const maven = `#!/bin/sh
echo run >> "$MAVEN_RUNS"
if [ -n "$MAVEN_FAILS" ]; then echo "no repository to be found"; exit 1; fi
for a in "$@"; do case $a in -DoutputDirectory=*) to=${a#*=};; -C) strict=yes;; esac; done
[ "$strict" = yes ] || exit 2
mkdir -p "$to" && sleep 0.2 && echo neo4j > "$to/neo4j-5.26.30.jar" && echo other > "$to/other.jar"
`

// cache gives a user without a cache, and a Maven of the test's; it returns the folder of the cache and what tells how
// often Maven ran.
func cache(t *testing.T) (root string, runs func() int) {
	t.Helper()
	top := t.TempDir()
	bin, record := filepath.Join(top, "bin"), filepath.Join(top, "runs")
	if err := os.Mkdir(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(bin, "mvn"), []byte(maven), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	t.Setenv("HOME", top)
	t.Setenv("XDG_CACHE_HOME", "")
	t.Setenv("MAVEN_RUNS", record)
	root, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(root, "liaison"), func() int {
		raw, _ := os.ReadFile(record) // not there before the first run
		return strings.Count(string(raw), "\n")
	}
}

func TestJars(t *testing.T) {
	root, runs := cache(t)
	fetch := func(want int) string {
		t.Helper()
		folder, err := neo4jtest.FetchJars(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{"neo4j-5.26.30.jar": "neo4j\n", "other.jar": "other\n"} {
			if got, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(got) != want {
				t.Errorf("%s: got %q, %v", name, got, err)
			}
		}
		if got := runs(); got != want {
			t.Errorf("Maven ran %d times, want %d", got, want)
		}
		return folder
	}
	folder := fetch(1)
	fetch(1)
	if err := os.Truncate(filepath.Join(folder, "other.jar"), 2); err != nil {
		t.Fatal(err)
	}
	fetch(2)
	if err := os.Remove(filepath.Join(folder, "other.jar")); err != nil {
		t.Fatal(err)
	}
	fetch(3)
	if err := os.Truncate(filepath.Join(folder, "list.txt"), 0); err != nil {
		t.Fatal(err)
	}
	// And what a killed process has left.
	if err := os.Mkdir(filepath.Join(root, "neo4j-5.26.30.part-1"), 0o755); err != nil {
		t.Fatal(err)
	}
	fetch(4)
	if got, _ := filepath.Glob(filepath.Join(root, "*")); len(got) != 2 {
		t.Errorf("got %v, want the folder and its lock", got)
	}
}

func TestJarsAreFetchedOnce(t *testing.T) {
	_, runs := cache(t)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if _, err := neo4jtest.FetchJars(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := runs(); got != 1 {
		t.Errorf("Maven ran %d times for 4 at once, want 1", got)
	}
}

func TestJarsThatCannotBeFetched(t *testing.T) {
	root, _ := cache(t)
	t.Setenv("MAVEN_FAILS", "yes")
	if _, err := neo4jtest.FetchJars(t.Context()); err == nil || !strings.Contains(err.Error(), "no repository to be found") {
		t.Errorf("got %v, want what Maven said", err)
	}
	if got, _ := filepath.Glob(filepath.Join(root, "*")); len(got) != 1 {
		t.Errorf("got %v, want the lock alone", got)
	}
}
