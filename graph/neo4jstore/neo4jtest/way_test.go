package neo4jtest_test

import (
	"errors"
	"strings"
	"testing"

	"liaison/graph/neo4jstore/neo4jtest"
)

func TestRequired(t *testing.T) {
	for _, c := range []struct {
		ci, mode string
		want     bool
	}{
		{"", "", false}, {"false", "", false}, {"0", "", false}, {"true", "", true}, {"1", "", true},
		{"", "required", true}, {"", "java", true}, {"", "docker", true}, {"true", "off", false}, {"false", "required", true},
	} {
		t.Setenv("CI", c.ci)
		t.Setenv("LIAISON_NEO4J", c.mode)
		if got := neo4jtest.Required(); got != c.want {
			t.Errorf("CI=%s LIAISON_NEO4J=%s: got %v, want %v", c.ci, c.mode, got, c.want)
		}
	}
}

func TestCheck(t *testing.T) {
	t.Setenv("NEO4J_URI", "")
	t.Setenv("JAVA_HOME", "")
	t.Setenv("PATH", t.TempDir())
	for _, c := range []struct {
		mode, want string
		noWay      bool
	}{
		{"off", "LIAISON_NEO4J is off", true},
		{"docker", "there is no Docker", true},
		{"required", "there is no Docker", true},
		{"yes", "docker, java or off", false},
	} {
		t.Setenv("LIAISON_NEO4J", c.mode)
		err := neo4jtest.Check(t.Context())
		if c.mode == "required" && err == nil {
			continue // a Java where systems keep them, and Neo4j fetched before
		}
		if err == nil || errors.Is(err, neo4jtest.ErrNoWay) != c.noWay || !strings.Contains(err.Error(), c.want) {
			t.Errorf("LIAISON_NEO4J=%s: got %v, want %q", c.mode, err, c.want)
		}
	}
	t.Setenv("NEO4J_URI", "neo4j://127.0.0.1")
	if err := neo4jtest.Check(t.Context()); err != nil {
		t.Errorf("with NEO4J_URI: got %v", err)
	}
}
