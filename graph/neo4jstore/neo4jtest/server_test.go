//go:build unix

package neo4jtest_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"liaison/graph/neo4jstore/neo4jtest"
)

// small is enough for a few nodes.
func small(password string) neo4jtest.Options {
	return neo4jtest.Options{Password: password, Heap: "256m", PageCache: "16m"}
}

// connect gives a driver as a program would have it.
func connect(t *testing.T, s *neo4jtest.Server, password string) neo4j.DriverWithContext {
	t.Helper()
	d, err := neo4j.NewDriverWithContext(s.URI(), neo4j.BasicAuth(s.Username(), password, ""), func(c *config.Config) {
		c.TelemetryDisabled = true
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close(context.Background()) })
	return d
}

func ask(d neo4j.DriverWithContext, within time.Duration, cypher string) (any, error) {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	got, err := neo4j.ExecuteQuery(ctx, d, cypher, nil, neo4j.EagerResultTransformer)
	if err != nil || len(got.Records) == 0 {
		return nil, err
	}
	return got.Records[0].Values[0], nil
}

func TestServer(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := neo4jtest.New(t, small("long enough"))
	d := connect(t, s, s.Password())
	if got, err := ask(d, time.Minute, "RETURN 6*7"); err != nil || got != int64(42) {
		t.Fatalf("got %v, %v", got, err)
	}
	_, err := ask(connect(t, s, "something else"), time.Minute, "RETURN 1")
	if e := (*neo4j.Neo4jError)(nil); !errors.As(err, &e) || e.Title() != "Unauthorized" {
		t.Errorf("a wrong password: got %v", err)
	}
	if _, err := ask(d, time.Minute, "CREATE (:Kept {n: 1})"); err != nil {
		t.Fatal(err)
	}

	first, uri := s.PID(), s.URI()
	if err := s.Kill(); err != nil {
		t.Fatal(err)
	}
	if s.Alive() || first != 0 && !gone(first) {
		t.Error("it is alive after a kill")
	}
	if _, err := ask(d, time.Second, "RETURN 1"); err == nil {
		t.Error("it answers after a kill")
	}
	if err := s.Kill(); err != nil {
		t.Errorf("a second kill: %v", err)
	}
	if err := s.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s.URI() != uri || !s.Alive() || first != 0 && s.PID() == first {
		t.Errorf("after a restart: %s, alive %v, process %d; was %s, process %d", s.URI(), s.Alive(), s.PID(), uri, first)
	}
	kept := func() {
		t.Helper()
		if got, err := ask(d, time.Minute, "MATCH (k:Kept) RETURN k.n"); err != nil || got != int64(1) {
			t.Errorf("what was written: got %v, %v", got, err)
		}
	}
	kept()
	if err := s.Pause(); err != nil {
		t.Fatal(err)
	}
	if got, err := ask(d, 300*time.Millisecond, "RETURN 1"); err == nil {
		t.Errorf("frozen, it answers %v", got)
	}
	if !s.Alive() {
		t.Error("frozen, it is not alive")
	}
	if err := s.Resume(); err != nil {
		t.Fatal(err)
	}
	kept()

	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	if log := s.Log(); s.Alive() || !strings.Contains(log, "Stopped.") {
		t.Errorf("after a stop, alive: %v; its log:\n%s", s.Alive(), log)
	}
	last, home := s.PID(), s.Home()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if last != 0 && !gone(last) || exists(home) {
		t.Errorf("closed, it left process %d or %s", last, home)
	}
	if err := s.Close(); err != nil {
		t.Errorf("a second close: %v", err)
	}
	if err := s.Restart(t.Context()); err == nil {
		t.Error("a closed server can be started again")
	}
}

// A process that is killed takes its server and its folder with it.
func TestServerDiesWithItsProcess(t *testing.T) {
	needWay(t)
	temp := t.TempDir()
	c := startChild(t, "server", "TMPDIR="+temp)
	line, ok := c.says("has ", 2*time.Minute)
	var pid int
	var home string
	if n, _ := fmt.Sscanf(line, "has %d %s", &pid, &home); !ok || n != 2 {
		t.Fatalf("the other process has no server: %s", line)
	}
	if pid != 0 && gone(pid) || !exists(home) {
		t.Fatal("there is no server to begin with")
	}
	c.kill()
	eventually(t, "the process is gone", func() bool { return pid == 0 || gone(pid) })
	eventually(t, "the folder is gone", func() bool { return len(folders(t, temp)) == 0 })
}

func TestServerSaysWhyItDoesNotStart(t *testing.T) {
	needWay(t)
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	o := small("")
	o.Settings = map[string]string{"db.transaction.timeout": "soon"}
	s, err := neo4jtest.Start(t.Context(), o)
	if err == nil {
		_ = s.Close()
		t.Fatal("it started with a setting that is nonsense")
	}
	if !strings.Contains(err.Error(), "db.transaction.timeout") {
		t.Errorf("got %v, want the setting named", err)
	}
	if left := folders(t, temp); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestServerCanBeGivenUp(t *testing.T) {
	needWay(t)
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	s, err := neo4jtest.Start(ctx, small(""))
	if err == nil {
		_ = s.Close()
		t.Skip("this machine starts a Neo4j in less than a second")
	}
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want it to be given up", err)
	}
	if left := folders(t, temp); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestOptions(t *testing.T) {
	needWay(t)
	if _, err := neo4jtest.Start(t.Context(), neo4jtest.Options{Password: "short"}); err == nil || !strings.Contains(err.Error(), "8") {
		t.Errorf("a password that Neo4j refuses: got %v", err)
	}
}

// needWay ends a test as New does, where no server can be started.
func needWay(t *testing.T) {
	t.Helper()
	if uri, set := os.LookupEnv("NEO4J_URI"); set { // which says nothing about a server of one's own
		if err := os.Unsetenv("NEO4J_URI"); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = os.Setenv("NEO4J_URI", uri) }()
	}
	switch err := neo4jtest.Check(t.Context()); {
	case err == nil:
	case neo4jtest.Required():
		t.Fatal(err)
	default:
		t.Skip(err)
	}
}
