//go:build unix

package neo4jtest_test

import (
	"strings"
	"testing"
	"time"

	"liaison/graph/neo4jstore/neo4jtest"
)

func count(t *testing.T, p *neo4jtest.Place) int64 {
	t.Helper()
	return p.Query(t, "MATCH (n) RETURN count(n)", nil)[0][0].(int64)
}

func TestPlaceIsEmptied(t *testing.T) {
	p := neo4jtest.Shared(t)
	if n := count(t, p); n != 0 {
		t.Fatalf("got %d nodes in a new place", n)
	}
	p.Query(t, "CREATE CONSTRAINT `of a ``test` FOR (n:Mine) REQUIRE n.id IS UNIQUE", nil)
	p.Query(t, "CREATE INDEX another FOR (n:Mine) ON (n.name)", nil)
	begin := time.Now()
	const often = 20
	for range often {
		p.Query(t, "CREATE (a:Mine {id: $id})-[:KNOWS]->(:Mine {id: 2})", map[string]any{"id": 1})
		p.Empty(t)
		if n := count(t, p); n != 0 {
			t.Fatalf("got %d nodes after Empty", n)
		}
	}
	t.Logf("write, empty, count: %v", time.Since(begin)/often)
	if got := p.Query(t, "SHOW CONSTRAINTS YIELD labelsOrTypes WHERE 'Mine' IN labelsOrTypes", nil); len(got) != 1 {
		t.Errorf("got %v after Empty, want the constraint", got)
	}
	p.Query(t, "CREATE (:Mine {id: 1})", nil)
	p.Bare(t)
	if got := p.Query(t, "SHOW CONSTRAINTS", nil); len(got) != 0 {
		t.Errorf("got %v after Bare, want no constraint", got)
	}
	if got := p.Query(t, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'", nil); len(got) != 0 {
		t.Errorf("got %v after Bare, want no index", got)
	}
	if n := count(t, p); n != 0 {
		t.Errorf("got %d nodes after Bare", n)
	}
}

func TestPlaceIsEmptiedOfMuch(t *testing.T) {
	p := neo4jtest.Shared(t)
	p.Query(t, "UNWIND range(1, 30000) AS i CREATE (a:Mine {id: i})-[:KNOWS]->(a)-[:KNOWS]->(:Mine)", nil)
	if n := count(t, p); n != 60_000 {
		t.Fatalf("got %d nodes", n)
	}
	begin := time.Now()
	p.Empty(t)
	t.Logf("60,000 nodes and relationships deleted in %v", time.Since(begin))
	if n := count(t, p); n != 0 {
		t.Errorf("got %d nodes after Empty", n)
	}
}

// environment gives another process the same place.
func environment(p *neo4jtest.Place) []string {
	return []string{"NEO4J_URI=" + p.URI, "NEO4J_USERNAME=" + p.Username, "NEO4J_PASSWORD=" + p.Password,
		"NEO4J_DATABASE=" + p.Database, "LIAISON_NEO4J_MAY_EMPTY=true"}
}

// within gives another process the same place while this test has it: with locks of its own.
func within(t *testing.T, p *neo4jtest.Place) []string {
	return append(environment(p), "TMPDIR="+t.TempDir())
}

func TestPlaceIsOneTestsAlone(t *testing.T) {
	// On a server of its own: tests of other packages would take the shared place in between, and keep it for minutes.
	s := neo4jtest.New(t, small("long enough"))
	environ := environment(&neo4jtest.Place{URI: s.URI(), Username: s.Username(), Password: s.Password(), Database: s.Database()})
	for _, v := range environ {
		name, value, _ := strings.Cut(v, "=")
		t.Setenv(name, value)
	}
	var other *child
	t.Run("first", func(inner *testing.T) {
		p := neo4jtest.Shared(inner)
		other = startChild(t, "place", environ...)
		if line, ok := other.says("has it", time.Second); ok {
			inner.Fatalf("another process has it too: %s", line)
		}
		p.Query(inner, "CREATE (:Mine)", nil)
		if n := count(inner, p); n != 1 {
			inner.Errorf("got %d nodes, want my own", n)
		}
	})
	if all, ok := other.says("has it", time.Minute); !ok {
		t.Fatalf("the other process does not get what is free now:\n%s", all)
	}
	t.Run("after a kill", func(t *testing.T) {
		next := startChild(t, "look", environ...)
		if line, ok := next.says("has ", time.Second); ok {
			t.Fatalf("a third process has it too: %s", line)
		}
		other.kill()
		if line, ok := next.says("has ", time.Minute); !ok || line != "has 0" {
			t.Errorf("after a kill of the holder: got %s", line)
		}
	})
}

func TestPlaceTwice(t *testing.T) {
	p := neo4jtest.Shared(t)
	environ := within(t, p)
	if all, ok := startChild(t, "twice", environ...).says("--- FAIL: TestChild", time.Minute); !ok {
		t.Errorf("a test that waits for itself is not told so:\n%s", all)
	}
	if all, ok := startChild(t, "in turn", environ...).says("PASS", time.Minute); !ok {
		t.Errorf("tests of one process do not take turns:\n%s", all)
	}
}

// Whoever has NEO4J_URI set for his own work must not lose it to a test run.
func TestPlaceSparesWhatMayBeSomebodys(t *testing.T) {
	p := neo4jtest.Shared(t)
	p.Query(t, "CREATE (:Precious)", nil)
	environ := within(t, p)
	for _, allowed := range []string{"", "1"} {
		c := startChild(t, "look", append(environ, "LIAISON_NEO4J_MAY_EMPTY="+allowed)...)
		if all, ok := c.says("    place.go", time.Minute); ok || !strings.Contains(all, "holds 1 nodes") {
			t.Errorf("got\n%s", all)
		}
		if n := count(t, p); n != 1 {
			t.Fatalf("got %d nodes, want the one that is not the tests'", n)
		}
	}
	if all, ok := startChild(t, "look", environ...).says("has 0", time.Minute); !ok {
		t.Errorf("with leave to empty: got\n%s", all)
	}
}
