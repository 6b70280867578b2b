//go:build unix

package main_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"liaison/graph/neo4jstore/neo4jtest"
)

// build gives the program, so that it meets signals as it does in use.
func build(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "with")
	if out, err := exec.Command("go", "build", "-o", name, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return name
}

// code gives the exit code of a program, and what it printed.
func code(cmd *exec.Cmd) (int, string) {
	out, err := cmd.CombinedOutput()
	if err != nil && !errors.As(err, new(*exec.ExitError)) {
		return -1, err.Error()
	}
	return cmd.ProcessState.ExitCode(), string(out)
}

func TestWithout(t *testing.T) {
	with, nothing := build(t), t.TempDir()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Fatal(err)
	}
	given := []string{"NEO4J_URI=neo4j://127.0.0.1:1"}
	// No Docker to be found, and none but Docker allowed.
	none := []string{"LIAISON_NEO4J=docker", "PATH=" + nothing}
	for _, c := range []struct {
		name    string
		environ []string
		args    []string
		code    int
		says    string
	}{
		{"the command's code", given, []string{"--", sh, "-c", "echo at $NEO4J_URI; exit 7"}, 7, "at neo4j://127.0.0.1:1"},
		{"the command's signal", given, []string{"--", sh, "-c", "kill -TERM $$"}, 128 + 15, ""},
		{"no such command", given, []string{"--", "/no/such/command"}, 1, "no such file"},
		{"no command", given, nil, 2, "Usage"},
		{"no such flag", given, []string{"-such"}, 2, "Usage"},
		{"help", given, []string{"-help"}, 0, "Usage"},
		{"check a given one", given, []string{"-check"}, 0, ""},
		{"switched off", []string{"LIAISON_NEO4J=off", "CI=true"}, []string{"--", sh, "-c", "echo at $NEO4J_URI; exit 7"}, 7, "is skipped.\nat\n"},
		{"required", none, []string{"--", sh, "-c", "echo runs"}, 1, "there is no Docker"},
		{"check", none, []string{"-check"}, 3, "there is no Docker"},
		{"bad mode", []string{"LIAISON_NEO4J=yes"}, []string{"--", sh, "-c", "echo runs"}, 1, "it may be"},
	} {
		cmd := exec.Command(with, c.args...)
		cmd.Env = c.environ
		got, said := code(cmd)
		if got != c.code || !strings.Contains(said, c.says) {
			t.Errorf("%s: got %d and %q, want %d and %q", c.name, got, said, c.code, c.says)
		}
		if c.code == 1 && strings.Contains(said, "runs") {
			t.Errorf("%s: the command ran", c.name)
		}
	}
}

// A signal ends the command, then the server, and leaves nothing; what the command has started ends too.
func TestWithServer(t *testing.T) {
	t.Setenv("NEO4J_URI", "")
	if err := neo4jtest.Check(t.Context()); err != nil {
		if neo4jtest.Required() {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	temp := t.TempDir()
	cmd := exec.Command(build(t), "-heap", "256m", "-pagecache", "16m", "--", "sh", "-c",
		`echo "$NEO4J_URI $NEO4J_USERNAME $NEO4J_PASSWORD $NEO4J_DATABASE $LIAISON_NEO4J_MAY_EMPTY" > "$TMPDIR/said"; sleep 100 & wait`)
	cmd.Env = append(os.Environ(), "TMPDIR="+temp)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = &out, &out, time.Minute
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // its code is looked at below
		close(ended)
	}()
	t.Cleanup(func() { _ = cmd.Process.Kill() })

	var said []byte
	for end := time.Now().Add(2 * time.Minute); len(said) == 0; time.Sleep(50 * time.Millisecond) {
		said, _ = os.ReadFile(filepath.Join(temp, "said")) // not there until it is
		if time.Now().After(end) {
			t.Fatalf("the command does not run:\n%s", &out)
		}
	}
	if got := string(said); !strings.HasPrefix(got, "neo4j://127.0.0.1:") || !strings.HasSuffix(got, " neo4j liaison-tests neo4j true\n") {
		t.Errorf("the command was told %q", got)
	}
	if left, _ := filepath.Glob(filepath.Join(temp, "liaison-neo4j-*")); len(left) == 0 {
		t.Error("there is no server to begin with")
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-ended:
	case <-time.After(30 * time.Second): // the sleeping child would hold it for 100
		t.Fatal("it goes on after a signal")
	}
	if got := cmd.ProcessState.ExitCode(); got != 128+15 {
		t.Errorf("got the exit code %d, want %d:\n%s", got, 128+15, &out)
	}
	if left, _ := filepath.Glob(filepath.Join(temp, "liaison-neo4j-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
